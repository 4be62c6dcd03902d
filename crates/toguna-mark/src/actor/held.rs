//! Whose office a title beside a name is: the state, body or town that stands before the title, behind it, or between it
//! and the name ("the spokesman of the mission, X").

use std::ops::Range;

use super::ActorMarks;
use super::sentence::Sweep;
use crate::{ActorKind, ActorMark, EntityId, Level};

/// How many bytes may stand between a body and the title that it owns ("X's spokesman").
const OWNS: usize = 4;
/// How far behind a title and its name the body of the office may stand, in bytes.
const BEHIND: usize = 24;

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
            let (from, title) = self.title_up_to(self.of_before(first)?)?;
            Some(Parted { from, title, body: Some(body) })
        };
        if let Some(found) = self.bodies_ending(until, marks).into_iter().find_map(over) {
            return Some(found);
        }
        let (from, title) = self.title_up_to(end).filter(|_| comma)?;
        Some(Parted { from, title, body: None })
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

    /// The state, body or town that an office beside a person belongs to: named close to it, or the person's country.
    pub(super) fn body_of(
        &self,
        person: &ActorMark,
        run: &Range<usize>,
        title: &str,
        marks: &ActorMarks,
    ) -> Option<Body> {
        let until = (run.end.max(person.span.range().end) + BEHIND).min(self.sentence.end as usize);
        let beside = |range: Range<usize>| {
            let owns = range.end <= run.start && range.end + OWNS >= run.start;
            owns || run.start <= range.start && range.end <= until
        };
        let actor = self.bodies(marks).find(|mark| beside(mark.span.range()));
        if let Some(mark) = actor {
            return Some(Body::Actor(mark.entity.clone()));
        }
        if self.context.roles.local.contains(title) {
            let here = |place: &&crate::PlaceMark| beside(place.span.range()) && place.level != Level::Country;
            return self.context.places.iter().find(here).map(|place| Body::Place(place.name.clone()));
        }
        let country = self.context.pack.actor(&person.entity)?.country.as_ref()?;
        Some(Body::Actor(EntityId::new(&format!("{country}-gov"))))
    }
}
