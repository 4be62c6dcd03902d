//! What answers show rows of: a snapshot, whole or of a page's rows alone, with what people decided.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use toguna_record::{ClaimedBy, DisputeRow, EventRow, Evidence, FigureRow, Snapshot};

use crate::decisions::Decisions;

/// A snapshot with what people decided.
#[derive(Clone)]
pub(crate) struct Shown {
    /// What the documents tell and what was made of it.
    pub(crate) snapshot: Arc<Snapshot>,
    /// Every decision, those too that the snapshot does not follow yet.
    pub(crate) decisions: Arc<Decisions>,
    index: Arc<Index>,
}

/// Where rows stand in a snapshot.
struct Index {
    events: HashMap<String, usize>,
    figures: HashMap<(usize, u32, u32), usize>,
}

impl Shown {
    pub(crate) fn of(snapshot: Snapshot, decisions: Arc<Decisions>) -> Shown {
        let events = snapshot.findings.events.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
        let figures =
            snapshot.readings.figures.iter().enumerate().rev().map(|(at, row)| (words(&row.at), at)).collect();
        Shown { snapshot: Arc::new(snapshot), decisions, index: Arc::new(Index { events, figures }) }
    }

    /// The same with other decisions.
    pub(crate) fn with(&self, decisions: Arc<Decisions>) -> Shown {
        Shown { decisions, ..self.clone() }
    }

    /// The event of an id.
    pub(crate) fn event(&self, id: &str) -> Option<&EventRow> {
        self.index.events.get(id).map(|&at| &self.snapshot.findings.events[at])
    }

    /// The dispute of an id.
    pub(crate) fn dispute(&self, id: &str) -> Option<&DisputeRow> {
        self.snapshot.findings.disputes.iter().find(|row| row.id == id)
    }

    /// The ids of the events of which an account's words hold these, whatever their case.
    pub(crate) fn events_that_say(&self, words: &str) -> BTreeSet<String> {
        let words = words.to_lowercase();
        let accounts = &self.snapshot.readings.accounts;
        let says =
            |event: &&EventRow| event.accounts.iter().any(|&at| accounts[at].at.quote.to_lowercase().contains(&words));
        self.snapshot.findings.events.iter().filter(says).map(|event| event.id.clone()).collect()
    }

    /// The letter that people gave a source last.
    pub(crate) fn reliability(&self, source: &str) -> Option<String> {
        self.decisions.grade(source).map(str::to_owned)
    }

    /// The number that people gave a claim last. Where no decision names the id, for it is another one since a build, what
    /// attaches to the words counts.
    pub(crate) fn credibility(&self, id: &str) -> Option<String> {
        let named = self.decisions.rates(id).next().is_some();
        let grade = if named { self.decisions.grade(id) } else { None };
        let attached = self.snapshot.judged.grade(id).filter(|_| !named).map(|grade| grade.value.as_str());
        grade.or(attached).map(str::to_owned)
    }

    /// The pair of a claim, as `B2`, with as much of it as people said.
    pub(crate) fn pair(&self, id: &str, claimed_by: &ClaimedBy, at: &Evidence) -> String {
        let source = self.snapshot.source_key(claimed_by, at);
        let letter = source.and_then(|source| self.reliability(&source));
        letter.into_iter().chain(self.credibility(id)).collect()
    }

    /// The same where people said how far they believe the claim: who says it is told beside it anyway.
    pub(crate) fn rated_pair(&self, id: &str, claimed_by: &ClaimedBy, at: &Evidence) -> Option<String> {
        self.credibility(id).is_some().then(|| self.pair(id, claimed_by, at))
    }

    /// The first figure that stands at some words.
    pub(crate) fn figure_at(&self, at: &Evidence) -> Option<&FigureRow> {
        self.index.figures.get(&words(at)).map(|&at| &self.snapshot.readings.figures[at])
    }
}

fn words(at: &Evidence) -> (usize, u32, u32) {
    (at.document, at.bytes.start, at.bytes.end)
}
