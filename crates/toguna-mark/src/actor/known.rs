//! What the text so far has made known: short forms, and the persons that it named in full.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::{ActorKind, EntityId};

/// An actor made known by the text.
#[derive(Clone, Debug)]
pub(super) struct Introduced {
    pub id: EntityId,
    pub name: String,
    pub kind: ActorKind,
}

/// An office told without its holder's name.
#[derive(Clone, Debug)]
pub(super) struct UnnamedOffice {
    pub bytes: Range<usize>,
    /// Index of the title.
    pub title: u32,
    /// The state or body of the office.
    pub object: EntityId,
}

/// What the text so far has made known.
#[derive(Default)]
pub(super) struct Known {
    /// Short forms introduced in brackets.
    pub short: BTreeMap<String, Introduced>,
    /// Pack actors mentioned by a name that is theirs alone.
    pub actors: Vec<u32>,
    /// Institutions named by what they are: the noun, and which one it was.
    pub institutions: Vec<(String, Introduced)>,
    /// Offices told without a name.
    pub offices: Vec<UnnamedOffice>,
    /// Persons named in full, latest last: the pack's index where it lists them, and the last word of the name, folded.
    persons: Vec<(Option<u32>, u64, Introduced)>,
}

impl Known {
    /// Takes in a person named in full.
    pub(super) fn meet(&mut self, listed: Option<u32>, surname: u64, who: Introduced) {
        self.persons.push((listed, surname, who));
    }

    /// The person named last whom a surname can mean: one of the pack's bearers, or one who ends in this word.
    pub(super) fn of_surname(&self, bearers: &[u32], surname: u64) -> Option<&(Option<u32>, u64, Introduced)> {
        self.persons.iter().rev().find(|(listed, last, _)| match listed {
            Some(at) => bearers.contains(at),
            None => *last == surname,
        })
    }
}
