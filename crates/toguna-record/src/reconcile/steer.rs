//! What people decided about which accounts tell of one event, and which documents are one voice.

use std::collections::{BTreeSet, HashMap};

/// Pairs that are one, or are not, whatever speaks for it otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Steer {
    together: BTreeSet<(usize, usize)>,
    apart: BTreeSet<(usize, usize)>,
    one_voice: BTreeSet<(usize, usize)>,
}

fn pair(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

impl Steer {
    /// The accounts of all sides tell of one event; whether two sides are left to join.
    pub(crate) fn join(&mut self, sides: &[Vec<usize>]) -> bool {
        let all: Vec<usize> = sides.iter().flatten().copied().collect();
        for (at, &a) in all.iter().enumerate() {
            for &b in all[at + 1..].iter().filter(|&&b| b != a) {
                self.apart.remove(&pair(a, b));
                self.together.insert(pair(a, b));
            }
        }
        sides.len() > 1
    }

    /// No account of one side tells of the event of another side; whether two sides are left to part.
    pub(crate) fn part(&mut self, sides: &[Vec<usize>]) -> bool {
        for (at, side) in sides.iter().enumerate() {
            for &a in side {
                for &b in sides[at + 1..].iter().flatten().filter(|&&b| b != a) {
                    self.together.remove(&pair(a, b));
                    self.apart.insert(pair(a, b));
                }
            }
        }
        sides.len() > 1
    }

    /// These documents are one voice.
    pub(crate) fn one_voice(&mut self, documents: &[usize]) -> bool {
        let first = documents.first().copied().unwrap_or_default();
        let others = documents.iter().filter(|&&other| other != first);
        others.map(|&other| self.one_voice.insert(pair(first, other))).count() > 0
    }

    /// The same with the indexes of accounts that are left.
    pub(crate) fn within(&self, went: &HashMap<usize, usize>) -> Steer {
        let follow = |pairs: &BTreeSet<(usize, usize)>| {
            pairs.iter().filter_map(|(a, b)| Some(pair(*went.get(a)?, *went.get(b)?))).collect()
        };
        Steer { together: follow(&self.together), apart: follow(&self.apart), one_voice: self.one_voice.clone() }
    }

    /// Pairs of accounts that were told to be of one event.
    pub(super) fn joined(&self) -> impl Iterator<Item = (usize, usize)> {
        self.together.iter().copied()
    }

    /// What was decided of two accounts, where anything was.
    pub(super) fn decided(&self, a: usize, b: usize) -> Option<bool> {
        let pair = pair(a, b);
        if self.apart.contains(&pair) { Some(false) } else { self.together.contains(&pair).then_some(true) }
    }

    /// Pairs of documents that are one voice.
    pub(super) fn voices(&self) -> impl Iterator<Item = (usize, usize)> {
        self.one_voice.iter().copied()
    }
}
