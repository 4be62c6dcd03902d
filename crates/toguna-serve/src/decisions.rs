//! Every decision of the record, found by what it is about.

use std::collections::{BTreeSet, HashMap};

use toguna_record::{Decision, Verdict};

/// Every decision in the order in which it was made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decisions {
    rows: Vec<Decision>,
    /// For every target the decisions about it.
    about: HashMap<String, Vec<usize>>,
}

impl Decisions {
    pub(crate) fn of(rows: Vec<Decision>) -> Decisions {
        let mut about = HashMap::<String, Vec<usize>>::new();
        for (at, row) in rows.iter().enumerate() {
            about.entry(row.target.clone()).or_default().push(at);
        }
        Decisions { rows, about }
    }

    /// The same with one more at the end, which may undo an earlier one.
    pub(crate) fn with(&self, made: Decision) -> Decisions {
        let mut rows = self.rows.clone();
        rows.push(made);
        Decision::settle(&mut rows);
        Decisions::of(rows)
    }

    /// Every decision, the first one first.
    pub(crate) fn rows(&self) -> &[Decision] {
        &self.rows
    }

    /// Every decision about one of these ids, the first one first.
    pub(crate) fn about(&self, ids: &[&str]) -> impl Iterator<Item = &Decision> {
        let found: BTreeSet<usize> = ids.iter().filter_map(|id| self.about.get(*id)).flatten().copied().collect();
        found.into_iter().map(|at| &self.rows[at])
    }

    /// The last decision about an id that stands; that somebody is unsure counts where nobody decided.
    pub(crate) fn last(&self, id: &str) -> Option<&Decision> {
        let stands = |row: &&Decision| !row.undone && !matches!(row.verdict, Verdict::Undo | Verdict::Rate);
        let about = self.about.get(id).into_iter().flatten().rev().map(|&at| &self.rows[at]);
        let (unsure, decided): (Vec<_>, Vec<_>) = about.filter(stands).partition(|row| row.verdict == Verdict::Unsure);
        decided.first().or(unsure.first()).copied()
    }

    /// Every rating of a source or claim, also those that were taken back, the first one first.
    pub(crate) fn rates(&self, target: &str) -> impl DoubleEndedIterator<Item = &Decision> {
        let about = self.about.get(target).into_iter().flatten().map(|&at| &self.rows[at]);
        about.filter(|row| row.verdict == Verdict::Rate)
    }

    /// The last rating of a source or claim that stands.
    pub(crate) fn rating(&self, target: &str) -> Option<&Decision> {
        self.rates(target).rfind(|row| !row.undone)
    }

    /// The letter or number of it.
    pub(crate) fn grade(&self, target: &str) -> Option<&str> {
        self.rating(target)?.value()
    }

    /// Whether every decision that an undo takes back was made by one person.
    pub(crate) fn undoes_own(&self, target: &str, name: &str) -> bool {
        let undone = |row: &&Decision| !row.undone && (row.id == target || row.target == target);
        self.rows.iter().filter(undone).all(|row| row.who == name)
    }
}
