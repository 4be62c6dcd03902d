//! What of the record is in memory: the lists of now, or a whole snapshot as of two clocks.

use std::path::Path;
use std::sync::Arc;

use toguna_record::{
    Clocks, Counts, EntityRow, Failure, ListedDispute, ListedEvent, Lists, Record, RecordError, Snapshot, Unknown,
};

use crate::decisions::Decisions;
use crate::files::Version;
use crate::shown::Shown;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Want {
    /// The clocks.
    pub(crate) clocks: Clocks,
    /// Whether lists are not enough.
    pub(crate) whole: bool,
}

impl Want {
    /// Lists of events and disputes; only those of now are stored.
    pub(crate) fn lists(clocks: Clocks) -> Want {
        Want { clocks, whole: clocks != Clocks::default() }
    }

    /// Everything.
    pub(crate) fn whole(clocks: Clocks) -> Want {
        Want { clocks, whole: true }
    }

    /// The lists of now.
    pub(crate) fn now() -> Want {
        Want::lists(Clocks::default())
    }
}

/// Lists of what the record tells, with the whole of it where that was asked for.
#[derive(Clone)]
pub(crate) struct Held {
    /// Every event, in the order of time; those without a date at the end.
    pub(crate) events: Arc<Vec<ListedEvent>>,
    /// Every dispute.
    pub(crate) disputes: Arc<Vec<ListedDispute>>,
    /// How much there is.
    pub(crate) counts: Counts,
    /// Files that could not be read.
    pub(crate) failures: Arc<Vec<Failure>>,
    /// Every decision, those too that events do not follow yet.
    pub(crate) decisions: Arc<Decisions>,
    /// Which state of the record this is.
    pub(crate) version: Version,
    /// What was asked for.
    pub(crate) want: Want,
    /// Whether events follow every decision.
    pub(crate) settled: bool,
    actors: Arc<Snapshot>,
    whole: Option<Shown>,
}

impl Held {
    /// Reads the record; `version` is its state right before. Where no finished build left lists, the whole stands for them.
    pub(crate) fn read(record: &Path, version: Version, want: Want) -> Result<Held, RecordError> {
        let record = Record::open(record)?;
        let decisions = match record.log()? {
            Some(decisions) => decisions,
            None => record.decisions()?,
        };
        let (decisions, failures) = (Arc::new(Decisions::of(decisions)), Arc::new(record.failures()?));
        let lists = if want.whole { None } else { record.lists()? };
        let held = |lists: Lists, actors, whole| Held {
            events: Arc::new(lists.events),
            disputes: Arc::new(lists.disputes),
            counts: lists.counts,
            settled: lists.current,
            failures,
            decisions: decisions.clone(),
            version,
            want,
            actors,
            whole,
        };
        if let Some(lists) = lists {
            let mut actors = Snapshot::default();
            actors.findings.entities = record.entities()?;
            return Ok(held(lists, Arc::new(actors), None));
        }
        let shown = Shown::of(record.snapshot(want.clocks)?, decisions.clone());
        Ok(held(lists_of(&shown.snapshot), shown.snapshot.clone(), Some(shown)))
    }

    /// The same with one decision more.
    pub(crate) fn with(&self, decisions: Decisions) -> Held {
        let decisions = Arc::new(decisions);
        let whole = self.whole.as_ref().map(|whole| whole.with(decisions.clone()));
        Held { decisions, whole, ..self.clone() }
    }

    /// Everything, where it is here.
    pub(crate) fn whole(&self) -> Option<&Shown> {
        self.whole.as_ref()
    }

    /// The id of an actor by its id or a name.
    pub(crate) fn actor(&self, asked: &str) -> Result<&str, Unknown> {
        self.actors.find_actor(asked).map(|row| row.id.as_str())
    }

    /// Every actor.
    pub(crate) fn actors(&self) -> &[EntityRow] {
        &self.actors.findings.entities
    }

    /// A snapshot that tells them and nothing else.
    pub(crate) fn actors_alone(&self) -> Arc<Snapshot> {
        self.actors.clone()
    }
}

fn lists_of(snapshot: &Snapshot) -> Lists {
    let readings = &snapshot.readings;
    let counts = Counts {
        documents: readings.documents.len(),
        accounts: readings.accounts.len(),
        figures: readings.figures.len(),
    };
    Lists { events: snapshot.listed_events(), disputes: snapshot.listed_disputes(), counts, current: true }
}
