//! The computed tables: brought to what the readings of now come to, by the rows in which they differ.

mod difference;
mod tables;

use rusqlite::{Connection, OptionalExtension};

use super::decision::head;
use super::load::Clocks;
use super::{Record, RecordError};
use crate::Snapshot;
use difference::{Change, Difference};

/// What a finished build holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents in the record.
    pub documents: usize,
    /// Files that could not be read.
    pub failed: usize,
    /// Accounts told.
    pub accounts: usize,
    /// Events they tell of.
    pub events: usize,
    /// Figures told.
    pub figures: usize,
    /// Facts told.
    pub facts: usize,
    /// Actors.
    pub entities: usize,
    /// Disputes.
    pub disputes: usize,
}

/// The rows in which the computed tables differ from what a record's readings come to, and of which state of the record.
#[derive(Debug)]
pub struct Prepared {
    changes: Vec<Change>,
    summary: Summary,
    of: State,
}

/// The state of the record of which events were merged.
#[derive(Debug)]
struct State {
    written: i64,
    /// The end of the chain of decisions.
    head: String,
    /// The decisions that attached to nothing, by their places in the chain.
    waiting: Vec<usize>,
}

impl Prepared {
    /// How many rows will be written or taken out.
    pub fn changes(&self) -> usize {
        self.changes.len()
    }
}

impl Record {
    /// Reconciles all that is stored and brings the computed tables to it. Decisions that are made meanwhile are kept at once,
    /// and merged the next time.
    pub fn finish(&mut self) -> Result<Summary, RecordError> {
        self.writable()?;
        self.keep_added()?;
        let kept = if self.on(self.is_first())? {
            self.finish_at_once()?
        } else {
            let prepared = self.prepare()?;
            self.keep(prepared)?
        };
        kept.ok_or_else(|| RecordError::Busy { path: self.path.clone() })
    }

    /// Whether events were never merged.
    fn is_first(&self) -> rusqlite::Result<bool> {
        self.connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM event)", [], |row| row.get(0))
    }

    /// The same in one transaction that writes each change at once: those of a first build are all rows, too many to be held.
    fn finish_at_once(&mut self) -> Result<Option<Summary>, RecordError> {
        let reading = self.on(self.connection.unchecked_transaction())?;
        let snapshot = self.snapshot_within(Clocks::default())?;
        let (summary, of) = (self.summary(&snapshot)?, self.on(State::of(&self.connection, &snapshot))?);
        self.on(reading.finish())?;
        let kept = self.transact(|sql| {
            of.stands(sql, || {
                let mut make = |change: Change| change.make(sql);
                tables::compare(sql, &snapshot, &mut Difference::of(sql, &mut make))
            })
        })?;
        Ok(kept.then_some(summary))
    }

    /// Reconciles all that is stored and finds what [`Record::keep`] will write, while others may write.
    pub fn prepare(&self) -> Result<Prepared, RecordError> {
        let reading = self.on(self.connection.unchecked_transaction())?;
        let snapshot = self.snapshot_within(Clocks::default())?;
        let mut changes = Vec::new();
        let mut note = |change: Change| -> rusqlite::Result<()> {
            changes.push(change);
            Ok(())
        };
        let difference = &mut Difference::of(&self.connection, &mut note);
        self.on(tables::compare(&self.connection, &snapshot, difference))?;
        let (summary, of) = (self.summary(&snapshot)?, self.on(State::of(&self.connection, &snapshot))?);
        self.on(reading.finish())?;
        Ok(Prepared { changes, summary, of })
    }

    /// Writes what was prepared; `None`, and nothing is done, where something else than a decision was written since.
    pub fn keep(&mut self, prepared: Prepared) -> Result<Option<Summary>, RecordError> {
        self.writable()?;
        let Prepared { changes, summary, of } = prepared;
        let kept = self.transact(|sql| of.stands(sql, || changes.iter().try_for_each(|change| change.make(sql))))?;
        Ok(kept.then_some(summary))
    }

    fn summary(&self, Snapshot { readings, findings, .. }: &Snapshot) -> Result<Summary, RecordError> {
        Ok(Summary {
            documents: readings.documents.len(),
            failed: self.failures()?.len(),
            accounts: readings.accounts.len(),
            events: findings.events.len(),
            figures: readings.figures.len(),
            facts: readings.facts.len(),
            entities: findings.entities.len(),
            disputes: findings.disputes.len(),
        })
    }

    /// Whether the computed tables tell of every document that is stored, as people judged them; a build that was cut short, or
    /// a decision since, leaves them behind. [`Record::snapshot`] never answers from them and is right either way.
    pub fn is_finished(&self) -> Result<bool, RecordError> {
        self.on((|| Ok(self.computed()? == Some(head(&self.connection)?)))())
    }

    /// Whether they tell of every document that is stored, whatever was decided since.
    pub(super) fn is_computed(&self) -> rusqlite::Result<bool> {
        Ok(self.computed()?.is_some())
    }

    /// How many decisions the computed tables were made with.
    pub(super) fn decisions_computed(&self) -> rusqlite::Result<usize> {
        let end = self.computed()?.unwrap_or_default();
        Ok(end.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or_default())
    }

    /// The end of the chain of decisions that the computed tables were made with.
    fn computed(&self) -> rusqlite::Result<Option<String>> {
        self.connection.query_row("SELECT value FROM meta WHERE key = 'computed'", [], |row| row.get(0)).optional()
    }
}

impl State {
    /// The state of now, of which a snapshot was made.
    fn of(sql: &Connection, snapshot: &Snapshot) -> rusqlite::Result<State> {
        let attached = &snapshot.judged.attached;
        let waiting = (0..attached.len()).filter(|&at| !attached[at]).collect();
        Ok(State { written: written(sql)?, head: head(sql)?, waiting })
    }

    /// Where the record still holds no more than decisions beside what it held, brings the computed tables to this state.
    fn stands(&self, sql: &Connection, write: impl FnOnce() -> rusqlite::Result<()>) -> rusqlite::Result<bool> {
        let stands = written(sql)? == self.written;
        if stands {
            write()?;
            let waiting = serde_json::to_string(&self.waiting).unwrap_or_default();
            let mut put = sql.prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?;
            put.execute(["waiting", &waiting])?;
            put.execute(["computed", &self.head])?;
        }
        Ok(stands)
    }
}

/// A number that is another one as soon as anything but a decision is written.
fn written(sql: &Connection) -> rusqlite::Result<i64> {
    let written = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'written'";
    sql.query_row(written, [], |row| row.get(0))
}
