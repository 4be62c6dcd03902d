//! The computed tables: brought to what the readings of now come to, by the rows in which they differ.

mod difference;
mod tables;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::decision::head;
use super::load::Clocks;
use super::public::PUBLIC;
use super::put::note_written;
use super::{Record, RecordError};
use crate::Snapshot;
use difference::{Change, Difference};
use tables::Told;

/// How many rows one of many transactions writes.
const PART: usize = 1_000;
/// How often all is merged where rows of a person's own come in meanwhile.
const TRIES: usize = 5;

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
    /// The day from which on every document is public.
    public: String,
}

impl Prepared {
    /// How many rows will be written or taken out.
    pub fn changes(&self) -> usize {
        self.changes.len()
    }
}

impl Record {
    /// Reconciles all that is stored and brings the computed tables to it. Decisions that are made meanwhile are kept at once,
    /// and merged the next time; where somebody adds a row of their own meanwhile, all is merged once more.
    pub fn finish(&mut self) -> Result<Summary, RecordError> {
        self.writable()?;
        for _ in 0..TRIES {
            self.keep_added()?;
            let kept = if self.on(self.is_computed())? {
                let prepared = self.prepare()?;
                self.keep(prepared)?
            } else {
                self.finish_in_parts()?
            };
            if let Some(summary) = kept {
                return Ok(summary);
            }
        }
        Err(RecordError::Busy { path: self.path.clone() })
    }

    /// The same where no answer comes from the computed tables, and they may hold anything: many small transactions write what
    /// differs, so that who decides waits for none long, and little of it is in memory. Only the last makes the tables answer.
    fn finish_in_parts(&mut self) -> Result<Option<Summary>, RecordError> {
        let reading = self.on(self.connection.unchecked_transaction())?;
        let snapshot = self.snapshot_within(Clocks::default())?;
        let (summary, of) = (self.summary(&snapshot)?, self.on(State::of(&self.connection, &snapshot))?);
        let told = self.on(Told::of(&self.connection, &snapshot))?;
        self.on(reading.finish())?;
        let mut parts = Parts { sql: &self.connection, of, changes: Vec::with_capacity(PART) };
        let mut take = |change: Change| parts.take(change);
        self.on(told.compare(&self.connection, &mut Difference::of(&self.connection, &mut take)))?;
        let Parts { of, changes, .. } = parts;
        self.make_indexes()?;
        self.keep(Prepared { changes, summary, of })
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
        let told = self.on(Told::of(&self.connection, &snapshot))?;
        self.on(told.compare(&self.connection, &mut Difference::of(&self.connection, &mut note)))?;
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

    /// The clocks by which now is told alike: none where all that is stored was public by the day.
    pub fn plain(&self, clocks: Clocks) -> Result<Clocks, RecordError> {
        let Clocks { as_of: Some(day), knew: None } = clocks else { return Ok(clocks) };
        let sql = "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'public' AND value <= ?1)";
        let all = || Ok(self.is_computed()? && self.connection.query_row(sql, [day.to_string()], |row| row.get(0))?);
        Ok(if self.on(all())? { Clocks::default() } else { clocks })
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

/// Changes on their way into tables that nobody is answered from yet.
struct Parts<'a> {
    sql: &'a Connection,
    of: State,
    changes: Vec<Change>,
}

impl Parts<'_> {
    /// Takes a change in, and writes all that wait once they are enough.
    fn take(&mut self, change: Change) -> rusqlite::Result<()> {
        self.changes.push(change);
        if self.changes.len() < PART { Ok(()) } else { self.write() }
    }

    /// Writes what waits, unless the record holds something else than it did: then what is left of it is in vain.
    fn write(&mut self) -> rusqlite::Result<()> {
        let sql = Transaction::new_unchecked(self.sql, TransactionBehavior::Immediate)?;
        let changes = std::mem::take(&mut self.changes);
        if written(&sql)? == self.of.written {
            changes.iter().try_for_each(|change| change.make(&sql))?;
            note_written(&sql)?;
            self.of.written += 1;
        }
        sql.commit()
    }
}

impl State {
    /// The state of now, of which a snapshot was made.
    fn of(sql: &Connection, snapshot: &Snapshot) -> rusqlite::Result<State> {
        let attached = &snapshot.judged.attached;
        let waiting = (0..attached.len()).filter(|&at| !attached[at]).collect();
        let last = format!("SELECT ifnull(max({PUBLIC}), '') FROM document WHERE superseded IS NULL");
        let public = sql.query_row(&last, [], |row| row.get(0))?;
        Ok(State { written: written(sql)?, head: head(sql)?, waiting, public })
    }

    /// Where the record still holds no more than decisions beside what it held, brings the computed tables to this state.
    fn stands(&self, sql: &Connection, write: impl FnOnce() -> rusqlite::Result<()>) -> rusqlite::Result<bool> {
        let stands = written(sql)? == self.written;
        if stands {
            write()?;
            let waiting = serde_json::to_string(&self.waiting).unwrap_or_default();
            let mut put = sql.prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?;
            put.execute(["waiting", &waiting])?;
            put.execute(["public", &self.public])?;
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
