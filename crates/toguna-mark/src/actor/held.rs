//! Whose office a title beside a name is: the state, body or town that stands before the title, behind it, or between it
//! and the name ("the spokesman of the mission, X").

use std::ops::Range;

use super::ActorMarks;
use super::offices::Office;
use super::pack::ActorPack;
use super::roles::Title;
use super::sentence::Sweep;
use super::titles::LONGEST_TITLE;
use crate::{ActorKind, ActorMark, EntityId, Level};

/// How many bytes may stand between a body and the title that it owns ("X's spokesman").
const OWNS: usize = 4;
/// How far behind a title and its name the body of the office may stand, in bytes.
const BEHIND: usize = 24;
/// How many bytes a possessive may stand before the title that it says whose it is.
const POSSESSIVE: usize = 8;
/// How far back, in bytes, the body may be named to which a possessive points.
const OWNER: usize = 300;

/// What an office belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// A state or another actor.
    Actor(EntityId),
    /// A town or division, by its name.
    Place(String),
}

/// A title that its body parts from the name behind it.
pub(super) struct Parted {
    /// The unit at which it begins.
    pub from: usize,
    /// Index into the titles.
    pub title: u32,
    pub body: Option<Body>,
}

impl Sweep<'_> {
    /// The title before a name, or before its rank, that the title's own body or a comma parts from it: "the spokesman of
    /// the mission, X", "le président du comité, le colonel X".
    pub(super) fn parted_title(&self, before: usize, marks: &ActorMarks) -> Option<Parted> {
        let mut end = before;
        // "…, le colonel X": the article of the rank.
        let comma_behind = |unit: usize| self.gap(unit).trim_start_matches(')').trim_end() == ",";
        if end > 1 && self.is_determiner(end - 1) && comma_behind(end - 2) {
            end -= 1;
        }
        let comma = comma_behind(end.checked_sub(1)?);
        let until = self.units[end - 1].end;
        let over = |(first, body): (usize, Body)| {
            let (from, title) = self.title_up_to(self.of_before(first)?).or_else(|| self.title_into(first))?;
            Some(Parted { from, title, body: Some(body) })
        };
        if let Some(found) = self.bodies_ending(until, marks).into_iter().find_map(over) {
            return Some(found);
        }
        // "Le porte-parole du gouvernement malien, le colonel X".
        let adjective = self.hits.iter().find(|hit| hit.is_adjective() && hit.units.end == end);
        let bare = adjective.map_or(end, |hit| hit.units.start);
        let (from, title) = self.title_up_to(bare).filter(|_| comma)?;
        Some(Parted { from, title, body: None })
    }

    /// "Le gouverneur de la région de X": a title of which the last words are the first of the body's name.
    fn title_into(&self, body: usize) -> Option<(usize, u32)> {
        (body.saturating_sub(LONGEST_TITLE)..body).find_map(|from| {
            let (taken, title) = self.title_at(from)?;
            (from + taken > body && !self.units[from + taken - 1].capital).then_some((from, title))
        })
    }

    /// The bodies whose names end at a byte, a short form in brackets included, with the units at which they begin.
    fn bodies_ending(&self, end: usize, marks: &ActorMarks) -> Vec<(usize, Body)> {
        let ends = |range: &Range<usize>| range.end == end || range.end == end + 1 && self.text[end..].starts_with(')');
        let unit = |range: Range<usize>| self.units.iter().position(|u| u.start <= range.start && range.start < u.end);
        let actors = self.bodies(marks).map(|mark| (mark.span.range(), Body::Actor(mark.entity.clone())));
        // In an office a state is no mention of its own.
        let states = self.hits.iter().filter(|hit| !hit.is_adjective());
        let states = states.filter_map(|hit| Some((self.bytes(&hit.units), Body::Actor(self.body_of_hit(hit)?))));
        let places = self.context.places.iter().map(|place| (place.span.range(), Body::Place(place.name.clone())));
        let all = actors.chain(states).chain(places).filter(|(range, _)| ends(range));
        all.filter_map(|(range, body)| Some((unit(range)?, body))).collect()
    }

    fn bodies<'m>(&self, marks: &'m ActorMarks) -> impl Iterator<Item = &'m ActorMark> {
        marks.actors.iter().chain(&marks.allusions).filter(|mark| mark.kind != ActorKind::Person)
    }

    /// The unit of the preposition before a body, past its article.
    fn of_before(&self, body: usize) -> Option<usize> {
        (body.saturating_sub(2)..body).find(|&u| self.is_of(u) && (u..body).all(|u| self.is_small(u)))
    }

    /// The state, body or town that an office beside a person belongs to: whose it is said to be, the body named close to
    /// it, the one of which the pack knows the office, or for an office of state the country.
    pub(super) fn body_of(
        &self,
        person: &ActorMark,
        run: &Range<usize>,
        title: &Title,
        marks: &ActorMarks,
    ) -> Option<Body> {
        let until = run.end.max(person.span.range().end);
        let beside = |range: Range<usize>| {
            // A name that ends the line before owns nothing.
            let apart = |gap: &str| gap.contains(['\n', '.', ':', ';']);
            let owns = range.end <= run.start
                && range.end + OWNS >= run.start
                && !self.text.get(range.end..run.start).is_some_and(apart);
            owns || run.start <= range.start && (range.end <= until || self.is_linked(until..range.start))
        };
        let actor = self.bodies(marks).find(|mark| beside(mark.span.range()));
        if let Some(mark) = actor {
            // "Chief executive of Farland's Gold Company": the state only says whose the company is.
            let end = mark.span.range().end;
            let owned = |other: &&ActorMark| {
                let start = other.span.range().start;
                let gap = self.text.get(end..start).unwrap_or_default();
                start > end && gap.ends_with(' ') && matches!(gap.trim_end(), "'s" | "’s")
            };
            let owned = self.bodies(marks).find(owned).filter(|_| mark.kind == ActorKind::State);
            return Some(Body::Actor(owned.unwrap_or(mark).entity.clone()));
        }
        if let Some(owner) = self.owner_named_before(person, run, marks) {
            return Some(Body::Actor(owner));
        }
        if self.context.roles.local.contains(&title.name) {
            let here = |place: &&crate::PlaceMark| beside(place.span.range()) && place.level != Level::Country;
            return self.context.places.iter().find(here).map(|place| Body::Place(place.name.clone()));
        }
        let pack = self.context.pack;
        if let Some(body) = body_known(pack, &person.entity, title) {
            return Some(Body::Actor(body));
        }
        let suffix = self.context.roles.body_of_office(&title.name)?;
        let listed = pack.actor(&person.entity);
        let country = match listed {
            Some(actor) => actor.country.as_deref(),
            // The pack lists heads of state: a president whom it does not know presides over something else.
            None if title.predicate == "leads" => None,
            None => self.country.map(|state| pack.states[state as usize].base.as_str()),
        };
        Some(Body::Actor(EntityId::new(&format!("{}-{suffix}", country?))))
    }

    /// Whether only words of belonging stand between a title or name and a body behind it: "President X of Y", "X (Y)".
    fn is_linked(&self, gap: Range<usize>) -> bool {
        let Some(text) = self.text.get(gap.clone()).filter(|text| text.len() <= BEHIND) else { return false };
        let mut units = self.units.iter().enumerate().filter(|(_, u)| gap.start <= u.start && u.end <= gap.end);
        text.chars().all(|c| c.is_alphabetic() || " \u{a0}'’(".contains(c))
            && units.all(|(at, _)| self.is_of(at) || self.is_determiner(at))
    }

    /// "Its leader, X": the body named last before.
    fn owner_named_before(&self, person: &ActorMark, run: &Range<usize>, marks: &ActorMarks) -> Option<EntityId> {
        let name = person.span.range();
        let near = |start: usize| start + POSSESSIVE >= run.start && start < run.end && !name.contains(&start);
        let possessive = self.units.iter().find(|unit| {
            let word = &self.text[unit.start..unit.end];
            near(unit.start) && self.context.roles.possessives.iter().any(|p| p.eq_ignore_ascii_case(word))
        })?;
        let before = self.bodies(marks).filter(|mark| {
            let end = mark.span.range().end;
            end <= possessive.start && possessive.start - end < OWNER && mark.kind != ActorKind::Media
        });
        before.max_by_key(|mark| mark.span.range().start).map(|mark| mark.entity.clone())
    }
}

/// The body of which the pack knows that a person held such an office, where it knows of one.
fn body_known(pack: &ActorPack, person: &EntityId, title: &Title) -> Option<EntityId> {
    let held = |office: &&Office| office.person == person.as_str() && office.predicate == title.predicate;
    let called = |office: &&Office| office.is_called(&title.name);
    let only = |offices: Vec<&Office>| {
        let first = offices.first()?.object.clone();
        offices.iter().all(|office| office.object == first).then(|| EntityId::new(&first))
    };
    let all: Vec<&Office> = pack.offices().iter().filter(held).collect();
    only(all.iter().copied().filter(called).collect())
        .or_else(|| if title.predicate == "leads" { only(all) } else { None })
}
