//! The actors of one sentence: names of the pack first, then states with their role nouns, then names of the text's own.

use std::ops::Range;

use toguna_lang::{Deprel, Sentence};
use toguna_text::Document;

use super::pack::Named;
use super::{ActorContext, ActorMarks, Known, unlisted};
use crate::names::{Unit, units};
use crate::place::{CountryReading, country_reading};
use crate::{ActorKind, ActorMark, EntityId, TitleMark};

/// The work on one sentence.
pub(super) struct Sweep<'a> {
    pub document: &'a Document,
    pub text: &'a str,
    pub sentence: &'a Sentence,
    pub context: &'a ActorContext<'a>,
    pub units: Vec<Unit>,
    /// Which units a mark covers already.
    pub covered: Vec<bool>,
}

pub(super) fn mark(document: &Document, sentence: &Sentence, context: &ActorContext<'_>, known: &mut Known, marks: &mut ActorMarks) {
    let text = document.text();
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    let mut list = Vec::new();
    units(&text[start..end], start, &mut list);
    let covered = list
        .iter()
        .map(|u| context.places.iter().any(|p| p.span.range().start < u.end && u.start < p.span.range().end))
        .collect();
    let mut sweep = Sweep { document, text, sentence, context, units: list, covered };
    sweep.listed(known, marks);
    unlisted::mark(&mut sweep, known, marks);
    sweep.titles(marks);
}

impl Sweep<'_> {
    /// Names that the pack knows, the longest at each place.
    fn listed(&mut self, known: &mut Known, marks: &mut ActorMarks) {
        let mut at = 0;
        while at < self.units.len() {
            let Some((taken, values)) = self.context.pack.names.longest(self.text, &self.units, at) else {
                at += 1;
                continue;
            };
            let units = at..at + taken;
            at += taken;
            match values[0] {
                Named::Actor(_) | Named::Surname(_) => self.named(units, &values, known, marks),
                Named::State(state) => self.state(units, state, marks),
                Named::Adjective(state) => self.adjective(units, state, marks),
            }
        }
    }

    /// A full name or a surname of the pack.
    fn named(&mut self, units: Range<usize>, values: &[Named], known: &mut Known, marks: &mut ActorMarks) {
        let full = values.iter().find_map(|v| if let Named::Actor(at) = v { Some(*at) } else { None });
        let (at, why) = match full {
            Some(at) => (at, "name"),
            None => {
                if self.inside_longer_name(&units) {
                    return;
                }
                let Some(at) = self.by_surname(&units, values, known) else { return };
                (at, "surname")
            }
        };
        // A place of the same name was marked already and no person stands there.
        let actor = &self.context.pack.actors[at as usize];
        if self.covered[units.clone()].iter().all(|c| *c) {
            return;
        }
        if actor.kind == ActorKind::Person {
            known.persons.push(at);
        }
        let bytes = self.with_bracket(self.bytes(&units));
        self.add(bytes, actor.id.clone(), &actor.name, actor.kind, why, marks);
    }

    /// Which person a surname alone means: one named before, else the only bearer, else nobody.
    fn by_surname(&self, units: &Range<usize>, values: &[Named], known: &Known) -> Option<u32> {
        let bearers: Vec<u32> =
            values.iter().filter_map(|v| if let Named::Surname(at) = v { Some(*at) } else { None }).collect();
        if let Some(before) = known.persons.iter().rev().find(|p| bearers.contains(p)) {
            return Some(*before);
        }
        let titled = self.title_before(units.start).is_some();
        match bearers.as_slice() {
            [only] => Some(*only),
            _ if titled => self.bearer_of_country(&bearers),
            _ => None,
        }
    }

    /// The only bearer whose country the sentence names.
    fn bearer_of_country(&self, bearers: &[u32]) -> Option<u32> {
        let pack = self.context.pack;
        let mut of_country = bearers.iter().filter(|&&b| {
            let base = pack.actors[b as usize].country.as_deref();
            (0..self.units.len()).any(|at| {
                pack.names.longest(self.text, &self.units, at).is_some_and(|(_, values)| {
                    values.iter().any(|v| match v {
                        Named::State(s) | Named::Adjective(s) => Some(pack.states[*s as usize].base.as_str()) == base,
                        _ => false,
                    })
                })
            })
        });
        let first = of_country.next()?;
        of_country.next().is_none().then_some(*first)
    }

    /// Whether the word before is a capitalised word of the same name ("Daouda Traoré").
    fn inside_longer_name(&self, units: &Range<usize>) -> bool {
        let Some(before) = units.start.checked_sub(1) else { return false };
        let unit = self.units[before];
        let gap = &self.text[unit.end..self.units[units.start].start];
        unit.capital
            && matches!(gap, " " | "-" | "\u{a0}")
            && before > 0
            && self.title_ending(before + 1).is_none()
            && !self.covered[before]
            && self.sentence.words_in(unit.start..unit.end).any(|w| self.sentence.words[w].upos == toguna_lang::Upos::Propn)
    }

    /// A country's name: an actor where it acts, nothing where something merely happens there.
    fn state(&mut self, units: Range<usize>, state: u32, marks: &mut ActorMarks) {
        let bytes = self.bytes(&units);
        let info = &self.context.pack.states[state as usize];
        if let Some((role, whole)) = self.role_of(&units) {
            if self.covered[units.clone()].iter().all(|c| *c) && role.is_empty() {
                return;
            }
            let (id, name, kind) = self.composed(state, &role);
            let whole = self.with_bracket(whole);
            self.add(whole, id.clone(), &name, kind, "role noun of a state", marks);
            return self.conjoined(&units, &role, marks);
        }
        if self.covered[units.clone()].iter().any(|c| *c) {
            return;
        }
        let id = EntityId::new(&format!("{}-gov", info.base));
        let words = self.sentence.words_in(bytes.clone());
        match country_reading(self.sentence, words, self.context.place_words) {
            CountryReading::Actor => {
                let name = info.name.clone();
                self.add(bytes, id, &name, ActorKind::State, "state that acts", marks);
            }
            CountryReading::Office => self.allude(bytes, id, &info.name, "state of an office", marks),
            CountryReading::Place => {}
        }
    }

    /// "armed forces of X, Y and Z": the states joined to the first stand for the same role.
    fn conjoined(&mut self, first: &Range<usize>, role: &str, marks: &mut ActorMarks) {
        let words = self.sentence.words_in(self.bytes(first));
        let mut heads: Vec<usize> = words.collect();
        let mut next = 0;
        while next < heads.len() {
            heads.extend(self.sentence.dependents(heads[next], &[Deprel::Conj]));
            next += 1;
        }
        for at in first.end..self.units.len() {
            let unit = self.units[at];
            if self.covered[at] || !unit.capital {
                continue;
            }
            let Some((taken, values)) = self.context.pack.names.longest(self.text, &self.units, at) else { continue };
            let Named::State(state) = values[0] else { continue };
            let bytes = self.bytes(&(at..at + taken));
            if self.sentence.words_in(bytes.clone()).any(|w| heads.contains(&w)) {
                let (id, name, kind) = self.composed(state, role);
                self.add(bytes, id, &name, kind, "joined to a role noun of a state", marks);
            }
        }
    }

    /// An adjective of a state: with a role noun its force or government, alone an allusion.
    fn adjective(&mut self, units: Range<usize>, state: u32, marks: &mut ActorMarks) {
        if self.covered[units.clone()].iter().any(|c| *c) {
            return;
        }
        let bytes = self.bytes(&units);
        let words = self.sentence.words_in(bytes.clone());
        // The noun it qualifies, or a noun beside it where the tree did not see one.
        let beside = units.end..self.units.len().min(units.end + 2);
        let role = self.role_at(units.end).or_else(|| {
            let head = words.clone().filter_map(|w| self.sentence.head(w)).next()?;
            let word = &self.sentence.words[head];
            self.role_over(word.start as usize..word.end as usize, &beside, &units)
        });
        if let Some((role, noun)) = role {
            let (id, name, kind) = self.composed(state, &role);
            let whole = self.with_bracket(bytes.start.min(noun.start)..bytes.end.max(noun.end));
            return self.add(whole, id, &name, kind, "role noun of a state", marks);
        }
        let info = &self.context.pack.states[state as usize];
        let id = EntityId::new(&format!("{}-gov", info.base));
        let name = info.name.clone();
        self.allude(bytes, id, &name, "adjective of a state", marks);
    }

    /// The role phrase that begins at a unit.
    fn role_at(&self, at: usize) -> Option<(String, Range<usize>)> {
        if at >= self.units.len() {
            return None;
        }
        let gap = &self.text[self.units[at.checked_sub(1)?].end..self.units[at].start];
        if !gap.chars().all(|c| c == ' ' || c == '\u{a0}' || c == '’' || c == '\'') {
            return None;
        }
        let (taken, values) = self.context.roles.roles.longest(self.text, &self.units, at)?;
        Some((self.context.roles.role_names[values[0] as usize].clone(), self.bytes(&(at..at + taken))))
    }

    /// The role phrase that covers a noun near an adjective.
    fn role_over(&self, noun: Range<usize>, _beside: &Range<usize>, near: &Range<usize>) -> Option<(String, Range<usize>)> {
        let from = near.start.saturating_sub(4);
        (from..(near.end + 3).min(self.units.len())).find_map(|at| {
            let (taken, values) = self.context.roles.roles.longest(self.text, &self.units, at)?;
            let bytes = self.bytes(&(at..at + taken));
            let over = bytes.start < noun.end && noun.start < bytes.end;
            over.then(|| (self.context.roles.role_names[values[0] as usize].clone(), bytes))
        })
    }

    /// "army of X", "X's army", "X army": the role noun beside a country's name, and the run that covers both.
    fn role_of(&self, units: &Range<usize>) -> Option<(String, Range<usize>)> {
        let bytes = self.bytes(units);
        // After: "X's army" has the genitive between, which is a unit of its own ("s").
        let genitive = units.end < self.units.len() && {
            let unit = self.units[units.end];
            unit.end - unit.start == 1 && self.text[bytes.end..unit.start].chars().all(|c| c == '\'' || c == '’')
        };
        let after = units.end + usize::from(genitive);
        if let Some((role, noun)) = self.role_at(after) {
            return Some((role, bytes.start..noun.end));
        }
        // Before: a preposition of belonging, perhaps with an article.
        for back in 1..=2 {
            let preposition = units.start.checked_sub(back)?;
            let word = &self.text[self.units[preposition].start..self.units[preposition].end];
            if !self.context.roles.of.iter().any(|of| of.eq_ignore_ascii_case(word)) {
                continue;
            }
            for from in preposition.saturating_sub(3)..preposition {
                if let Some((taken, values)) = self.context.roles.roles.longest(self.text, &self.units, from)
                    && from + taken == preposition
                {
                    let role = self.context.roles.role_names[values[0] as usize].clone();
                    return Some((role, self.units[from].start..bytes.end));
                }
            }
        }
        None
    }

    /// The actor of a state in a role.
    fn composed(&self, state: u32, role: &str) -> (EntityId, String, ActorKind) {
        let pack = self.context.pack;
        let info = &pack.states[state as usize];
        let suffix = if role == "government" { "gov" } else { role };
        let id = EntityId::new(&format!("{}-{suffix}", info.base));
        if let Some(actor) = pack.actor(&id) {
            return (id, actor.name.clone(), actor.kind);
        }
        let kind = if suffix == "gov" { ActorKind::State } else { ActorKind::Military };
        (id, format!("{} {role}", info.adjective), kind)
    }

    /// The titles that stand before persons, and the states they belong to.
    fn titles(&self, marks: &mut ActorMarks) {
        let (start, end) = (self.sentence.start as usize, self.sentence.end as usize);
        let here: Vec<ActorMark> = marks
            .actors
            .iter()
            .filter(|m| m.kind == ActorKind::Person && start <= m.span.range().start && m.span.range().end <= end)
            .cloned()
            .collect();
        for mark in &here {
            let Some(first) = self.units.iter().position(|u| u.start == mark.span.range().start) else { continue };
            let mut before = first;
            while let Some((from, title)) = self.title_ending(before) {
                let title = &self.context.roles.titles[title as usize];
                if !title.predicate.is_empty()
                    && let Ok(span) = self.document.span(self.units[from].start..mark.span.range().end)
                {
                    marks.titles.push(TitleMark {
                        span,
                        holder: mark.entity.clone(),
                        predicate: title.predicate.to_string(),
                        title: title.name.clone(),
                        of: self.body_of(mark, from, marks),
                    });
                }
                before = from;
            }
        }
    }

    /// The state or body that an office beside a person belongs to: named close to it, or the person's country.
    fn body_of(&self, person: &ActorMark, title: usize, marks: &ActorMarks) -> Option<EntityId> {
        let near = self.units[title.saturating_sub(2)].start..(person.span.range().end + 24).min(self.sentence.end as usize);
        let named = marks
            .actors
            .iter()
            .chain(&marks.allusions)
            .filter(|m| m.kind != ActorKind::Person)
            .find(|m| near.start <= m.span.range().start && m.span.range().end <= near.end);
        if let Some(body) = named {
            return Some(body.entity.clone());
        }
        let country = self.context.pack.actor(&person.entity)?.country.as_ref()?;
        Some(EntityId::new(&format!("{country}-gov")))
    }

    /// The title phrase that ends right before a unit: where it begins and which it is.
    pub(super) fn title_ending(&self, end: usize) -> Option<(usize, u32)> {
        (end.saturating_sub(5)..end).find_map(|from| {
            let (taken, values) = self.context.roles.title_phrases.longest(self.text, &self.units, from)?;
            (from + taken == end && self.units.get(end).is_none_or(|u| self.near(self.units[end - 1].end, u.start)))
                .then(|| (from, values[0]))
        })
    }

    /// Whether a title stands before a unit.
    pub(super) fn title_before(&self, unit: usize) -> Option<u32> {
        self.title_ending(unit).map(|(_, title)| title)
    }

    /// Whether only space, a full stop or a comma parts two bytes.
    fn near(&self, from: usize, to: usize) -> bool {
        from <= to && to - from <= 3 && self.text[from..to].chars().all(|c| " .\u{a0},".contains(c))
    }

    /// The bytes of a run of units.
    pub(super) fn bytes(&self, units: &Range<usize>) -> Range<usize> {
        self.units[units.start].start..self.units[units.end - 1].end
    }

    /// Takes in a short form in brackets right after a name: "Name (SHORT)".
    pub(super) fn with_bracket(&self, bytes: Range<usize>) -> Range<usize> {
        let rest = &self.text[bytes.end..self.sentence.end as usize];
        let Some(inside) = rest.strip_prefix(" (").and_then(|r| r.split_once(')')).map(|(inside, _)| inside) else {
            return bytes;
        };
        let letters = inside.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = inside.chars().filter(|c| c.is_uppercase()).count();
        if inside.contains(' ') || letters < 2 || letters > 12 || capitals * 2 < letters {
            return bytes;
        }
        bytes.start..bytes.end + 2 + inside.len() + 1
    }

    /// Adds a mention and covers its units.
    pub(super) fn add(&mut self, bytes: Range<usize>, id: EntityId, name: &str, kind: ActorKind, why: &str, marks: &mut ActorMarks) {
        // A longer mention takes the place of a shorter one inside it.
        marks.actors.retain(|m| !(bytes.start <= m.span.range().start && m.span.range().end <= bytes.end));
        let Ok(span) = self.document.span(bytes.clone()) else { return };
        for (unit, covered) in self.units.iter().zip(self.covered.iter_mut()) {
            *covered |= bytes.start <= unit.start && unit.end <= bytes.end;
        }
        marks.actors.push(ActorMark { span, entity: id, name: name.to_string(), kind, why: why.to_string() });
    }

    fn allude(&self, bytes: Range<usize>, id: EntityId, name: &str, why: &str, marks: &mut ActorMarks) {
        if let Ok(span) = self.document.span(bytes) {
            marks.allusions.push(ActorMark { span, entity: id, name: name.to_string(), kind: ActorKind::State, why: why.to_string() });
        }
    }
}
