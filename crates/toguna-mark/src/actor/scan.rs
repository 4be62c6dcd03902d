//! One pass over a sentence's words that finds every name of the pack, and the country that a document is about.

use std::collections::BTreeSet;
use std::ops::Range;

use toguna_lang::{Analysis, Sentence};

use super::ActorContext;
use super::pack::{ActorPack, Named};
use crate::names::{Unit, units};
use crate::{Level, PlaceMark};

/// A name of the pack at its units.
#[derive(Debug)]
pub(super) struct Hit {
    pub units: Range<usize>,
    pub values: Vec<Named>,
}

impl Hit {
    /// The state that the name or adjective tells, if that is what it is.
    pub(super) fn state(&self) -> Option<u32> {
        match self.values.first() {
            Some(Named::State(at) | Named::Adjective(at)) => Some(*at),
            _ => None,
        }
    }

    /// Whether it is the adjective of a state.
    pub(super) fn is_adjective(&self) -> bool {
        matches!(self.values.first(), Some(Named::Adjective(_)))
    }
}

/// The words of one sentence with the names of the pack in them, the longest at each place.
pub(super) struct Scan {
    pub units: Vec<Unit>,
    pub hits: Vec<Hit>,
}

impl Scan {
    pub(super) fn of(text: &str, sentence: &Sentence, pack: &ActorPack) -> Scan {
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        let mut list = Vec::new();
        units(&text[start..end], start, &mut list);
        let mut hits = Vec::new();
        let mut at = 0;
        while at < list.len() {
            match pack.names.longest(text, &list, at) {
                Some((taken, values)) if !begins_inside(pack, text, &list, at, taken) => {
                    hits.push(Hit { units: at..at + taken, values });
                    at += taken;
                }
                _ => at += 1,
            }
        }
        Scan { units: list, hits }
    }
}

/// Whether a longer name begins inside a name and reaches beyond it: "The Daily" in "The Daily Bread Society".
fn begins_inside(pack: &ActorPack, text: &str, units: &[Unit], at: usize, taken: usize) -> bool {
    let longer = |from: usize| pack.names.longest(text, units, from).is_some_and(|(next, _)| next > taken);
    (at + 1..at + taken).any(longer)
}

/// For each sentence the state that it is told of: the one that its paragraph is about, where that names places of it and
/// nothing of the state that the document is about; else that one, whose name, people, places and persons it names most.
pub(super) fn countries(analysis: &Analysis, scans: &[Scan], context: &ActorContext<'_>) -> Vec<Option<u32>> {
    let whole = clearest(&counts(scans, context.places, context.pack));
    let mut found = Vec::with_capacity(scans.len());
    for paragraph in analysis.sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let from = found.len();
        let bytes = paragraph[0].start as usize..paragraph[paragraph.len() - 1].end as usize;
        let first = context.places.partition_point(|place| place.span.range().end <= bytes.start);
        let until = context.places.partition_point(|place| place.span.range().start < bytes.end);
        let places = &context.places[first..until.max(first)];
        let counts = counts(&scans[from..from + paragraph.len()], places, context.pack);
        let own = clearest(&counts).filter(|own| {
            let iso2 = &context.pack.states[*own as usize].iso2;
            let there = |p: &PlaceMark| p.level != Level::Country && p.country.as_ref() == Some(iso2);
            places.iter().any(there) && whole.is_none_or(|whole| counts[whole as usize] == 0)
        });
        found.extend(std::iter::repeat_n(own.or(whole), paragraph.len()));
    }
    found
}

/// How often each state is told of, by its name, people, places and persons.
fn counts(scans: &[Scan], places: &[PlaceMark], pack: &ActorPack) -> Vec<u32> {
    let mut counts = vec![0u32; pack.states.len()];
    for hit in scans.iter().flat_map(|s| &s.hits) {
        let state = hit.state().or_else(|| match hit.values.as_slice() {
            [Named::Actor(at) | Named::Surname(at)] => {
                let base = pack.actors[*at as usize].country.as_deref()?;
                pack.states.iter().position(|s| s.base == base).map(|s| s as u32)
            }
            _ => None,
        });
        if let Some(state) = state {
            counts[state as usize] += 1;
        }
    }
    for place in places.iter().filter(|p| p.level != Level::Country) {
        if let Some(state) = pack.states.iter().position(|s| Some(&s.iso2) == place.country.as_ref()) {
            counts[state] += 1;
        }
    }
    counts
}

/// The state told of most, if it is clear.
fn clearest(counts: &[u32]) -> Option<u32> {
    let (best, most) = counts.iter().enumerate().max_by_key(|(_, n)| **n)?;
    let second = counts.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, n)| *n).max().unwrap_or(0);
    (*most > 0 && *most * 2 > second * 3).then_some(best as u32)
}

/// The pack's actors that a document names by a name that is theirs alone.
pub(super) fn named(scans: &[Scan]) -> BTreeSet<u32> {
    let one = |hit: &Hit| match hit.values.as_slice() {
        [Named::Actor(at), rest @ ..] if rest.iter().all(|v| *v == Named::Actor(*at)) => Some(*at),
        _ => None,
    };
    scans.iter().flat_map(|s| &s.hits).filter_map(one).collect()
}
