//! Replacing the computed tables by what the readings of now come to.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::decision::head;
use super::load::Clocks;
use super::part::{note_event, wide};
use super::public::PUBLIC;
use super::put::dated;
use super::{Record, RecordError};
use crate::Snapshot;
use crate::findings::{DisputeRow, EntityRow, EventRow};
use crate::rows::{Evidence, Readings};

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

/// What a record's readings come to, and of which state of the record.
#[derive(Debug)]
pub struct Prepared {
    snapshot: Snapshot,
    state: String,
}

impl Record {
    /// Reconciles all that is stored and replaces the computed tables, in one transaction.
    pub fn finish(&mut self) -> Result<Summary, RecordError> {
        let prepared = self.prepare()?;
        let done = self.keep(prepared)?;
        done.ok_or_else(|| RecordError::Busy { path: self.path.clone() })
    }

    /// Reconciles all that is stored, while others may write: [`Record::keep`] takes no more than the writing.
    pub fn prepare(&self) -> Result<Prepared, RecordError> {
        let reading = self.on(self.connection.unchecked_transaction())?;
        let snapshot = self.snapshot_within(Clocks::default())?;
        let state = self.on(state(&self.connection))?;
        self.on(reading.finish())?;
        Ok(Prepared { snapshot, state })
    }

    /// Replaces the computed tables; `None`, and nothing is done, where something was written since it was prepared.
    pub fn keep(&mut self, Prepared { snapshot, state: of }: Prepared) -> Result<Option<Summary>, RecordError> {
        self.writable()?;
        let kept = self.transact(|sql| {
            let same = state(sql)? == of;
            if same {
                replace(sql, &snapshot)?;
            }
            Ok(same)
        })?;
        let (readings, findings) = (&snapshot.readings, &snapshot.findings);
        let summary = Summary {
            documents: readings.documents.len(),
            failed: self.failures()?.len(),
            accounts: readings.accounts.len(),
            events: findings.events.len(),
            figures: readings.figures.len(),
            facts: readings.facts.len(),
            entities: findings.entities.len(),
            disputes: findings.disputes.len(),
        };
        Ok(kept.then_some(summary))
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

/// A line that is another one as soon as a document or a decision is stored.
fn state(sql: &Connection) -> rusqlite::Result<String> {
    let documents = "SELECT ifnull(max(seq), 0) || ' ' || count(superseded) FROM document";
    let documents: String = sql.query_row(documents, [], |row| row.get(0))?;
    Ok(format!("{documents} {}", head(sql)?))
}

fn replace(sql: &Connection, snapshot: &Snapshot) -> rusqlite::Result<()> {
    sql.execute_batch(
        "DELETE FROM dispute_row; DELETE FROM dispute; DELETE FROM neighbour; DELETE FROM event_account; \
         DELETE FROM event_deaths; DELETE FROM event; DELETE FROM entity_name; DELETE FROM entity; DELETE FROM telling; \
         DELETE FROM entity_told; DELETE FROM copy;",
    )?;
    let numbers = Numbers::of(sql)?;
    snapshot.findings.entities.iter().try_for_each(|row| entity(sql, row))?;
    snapshot.findings.events.iter().try_for_each(|row| event(sql, row, snapshot, &numbers))?;
    let listed = snapshot.listed_events();
    listed.iter().enumerate().try_for_each(|(place, row)| note_event(sql, place, row))?;
    let mut disputes = snapshot.findings.disputes.iter().enumerate();
    disputes.try_for_each(|(place, row)| dispute(sql, place, row, &snapshot.readings, &numbers))?;
    circles(sql, snapshot, &numbers)?;
    copies(sql, snapshot, &numbers)?;
    waiting(sql, &snapshot.judged.attached)?;
    sql.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('computed', ?1)", [head(sql)?]).map(drop)
}

/// Notes which decisions of the chain attach to nothing.
fn waiting(sql: &Connection, attached: &[bool]) -> rusqlite::Result<()> {
    let waiting: Vec<usize> = (0..attached.len()).filter(|&at| !attached[at]).collect();
    let waiting = serde_json::to_string(&waiting).unwrap_or_default();
    sql.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('waiting', ?1)", [waiting]).map(drop)
}

/// The numbers that SQLite gave to the things of the current documents.
struct Numbers {
    documents: HashMap<String, i64>,
    accounts: HashMap<String, i64>,
}

impl Numbers {
    fn of(sql: &Connection) -> rusqlite::Result<Numbers> {
        let read = |query: &str| -> rusqlite::Result<HashMap<String, i64>> {
            sql.prepare(query)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        Ok(Numbers {
            documents: read("SELECT name, seq FROM document WHERE superseded IS NULL")?,
            accounts: read(
                "SELECT account.id, account.seq FROM account JOIN span ON span.seq = account.span \
                 JOIN document ON document.seq = span.document WHERE superseded IS NULL",
            )?,
        })
    }
}

fn entity(sql: &Connection, row: &EntityRow) -> rusqlite::Result<()> {
    sql.prepare_cached("INSERT INTO entity (id, name, type, mentions, documents) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![row.id, row.name, row.kind, row.mentions as i64, row.documents as i64])?;
    for name in &row.names {
        sql.prepare_cached(
            "INSERT INTO entity_name (entity, name, language, mentions, documents) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![row.id, name.name, name.language, name.mentions as i64, name.documents as i64])?;
    }
    Ok(())
}

/// Notes what a part of the record is found by.
fn circles(sql: &Connection, snapshot: &Snapshot, numbers: &Numbers) -> rusqlite::Result<()> {
    let (readings, circles) = (&snapshot.readings, &snapshot.findings.circles);
    sql.execute_batch(&format!(
        "INSERT INTO entity_told (entity, name, type, mentions, public) \
         SELECT m.entity, m.name, m.kind, count(*), min({PUBLIC}) FROM actor_mark AS m JOIN span ON span.seq = m.span \
         JOIN document ON document.seq = span.document WHERE superseded IS NULL GROUP BY m.entity, m.name, m.kind"
    ))?;
    for (row, &circle) in readings.accounts.iter().zip(circles) {
        let (_, earliest, latest) = dated(row.date.as_ref());
        sql.prepare_cached(
            "INSERT INTO telling (account, circle, wide, earliest, latest) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            numbers.accounts.get(&row.id),
            circle as i64,
            wide(row.date.as_ref()),
            earliest,
            latest
        ])?;
    }
    for &(a, b) in &snapshot.findings.neighbours {
        let [a, b] = [a, b].map(|event| &snapshot.findings.events[event].id);
        let mut insert = sql.prepare_cached("INSERT INTO neighbour (event, other) VALUES (?1, ?2), (?2, ?1)")?;
        insert.execute([a, b])?;
    }
    sql.execute_batch(&format!(
        "UPDATE event SET told_first = told.first, told_last = told.last FROM ( \
         SELECT e.event, min({PUBLIC}) AS first, max({PUBLIC}) AS last FROM event_account AS e \
         JOIN account AS a ON a.seq = e.account JOIN span ON span.seq = a.span JOIN document ON document.seq = span.document \
         GROUP BY e.event) AS told WHERE told.event = event.id"
    ))
}

fn copies(sql: &Connection, snapshot: &Snapshot, numbers: &Numbers) -> rusqlite::Result<()> {
    let number = |document: usize| numbers.documents.get(&snapshot.readings.documents[document].name);
    for (&(a, b), alike) in snapshot.findings.copies.links() {
        for (document, other) in [(a, b), (b, a)] {
            sql.prepare_cached("INSERT INTO copy (document, other, alike) VALUES (?1, ?2, ?3)")?.execute(params![
                number(document),
                number(other),
                alike.words()
            ])?;
        }
    }
    Ok(())
}

fn event(sql: &Connection, row: &EventRow, snapshot: &Snapshot, numbers: &Numbers) -> rusqlite::Result<()> {
    let circle = snapshot.findings.circles[row.accounts[0]] as i64;
    let date = row.date.as_deref().and_then(|date| toguna_mark::Edtf::parse(date).ok());
    let wide = wide(date.as_ref());
    let (date, earliest, latest) = dated(date.as_ref());
    let deaths = row.deaths.as_ref();
    sql.prepare_cached(
        "INSERT INTO event (id, type, date, earliest, latest, deaths_low, deaths_best, deaths_high, deaths_rule, why, circle, wide) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        row.id,
        row.event_type.name(),
        date,
        earliest,
        latest,
        deaths.and_then(|d| d.all.low),
        deaths.and_then(|d| d.all.best),
        deaths.and_then(|d| d.all.high),
        deaths.map(|d| &d.rule),
        row.why,
        circle,
        wide
    ])?;
    for (side, told) in deaths.iter().flat_map(|d| &d.by_side) {
        sql.prepare_cached("INSERT INTO event_deaths (event, side, low, best, high) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![row.id, side.name(), told.low, told.best, told.high])?;
    }
    for &account in &row.accounts {
        let account = numbers.accounts.get(&snapshot.readings.accounts[account].id);
        sql.prepare_cached("INSERT INTO event_account (event, account) VALUES (?1, ?2)")?
            .execute(params![row.id, account])?;
    }
    Ok(())
}

fn dispute(
    sql: &Connection,
    place: usize,
    row: &DisputeRow,
    readings: &Readings,
    numbers: &Numbers,
) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "INSERT INTO dispute (id, about, kind, rule, same_as, instalment, event, entities, listed, stances) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        row.id,
        row.about,
        row.kind.name(),
        row.rule,
        row.same_as,
        row.instalment,
        row.event,
        row.entities.join(" "),
        place as i64,
        serde_json::to_string(&row.stances).unwrap_or_default()
    ])?;
    for (position, told) in row.rows.iter().enumerate() {
        sql.prepare_cached(
            "INSERT INTO dispute_row (dispute, position, span, value, claimed_by, claimed_by_words) \
             SELECT ?1, ?2, seq, ?6, ?7, ?8 FROM span WHERE document = ?3 AND start = ?4 AND end = ?5",
        )?
        .execute(params![
            row.id,
            position as i64,
            numbers.documents.get(&document(readings, &told.at)),
            told.at.bytes.start,
            told.at.bytes.end,
            told.value,
            told.claimed_by.entity,
            told.claimed_by.words
        ])?;
    }
    Ok(())
}

fn document(readings: &Readings, at: &Evidence) -> String {
    readings.document(at).name.clone()
}
