//! Writing what documents tell: each document wholly or not at all, and again only when something about it changed.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params, params};
use toguna_code::{Coded, SubEvent};
use toguna_mark::Edtf;
use toguna_text::Document;

use super::decision::forget_added;
use super::{Record, RecordError};
use crate::rows::{
    AccountRow, ClaimedBy, DateRow, DocumentRow, Evidence, FactRow, FigureRow, PlaceRow, Readings, TollRow,
};

/// What a stored reading was made of; when all of it is the same, the document need not be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// SHA-256 of the file's bytes.
    pub bytes: String,
    /// SHA-256 of its metadata row, as [`Stamp::metadata_of`] makes it.
    pub metadata: String,
    /// Program version with the hashes of pack and language data.
    pub engine: String,
}

impl Stamp {
    /// The hash of a document's metadata.
    pub fn metadata_of(metadata: &toguna_text::Metadata) -> String {
        crate::identity::content_id(&["metadata", &serde_json::to_string(metadata).unwrap_or_default()])
    }
}

/// A document, what was coded from it, and what that was made of.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// What it tells.
    pub coded: &'a Coded,
    /// What the reading was made of.
    pub stamp: &'a Stamp,
}

/// How many documents were stored, by what they were before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Not in the record before.
    pub new: usize,
    /// With another text or other metadata.
    pub changed: usize,
    /// As they were, read with other knowledge.
    pub again: usize,
}

/// When something entered the record, as it is stored: whole seconds, UTC.
pub(super) fn moment(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

impl Record {
    /// Whether the record holds this document as these bytes, metadata and program would read it.
    pub fn has(&self, name: &str, stamp: &Stamp) -> Result<bool, RecordError> {
        let found = self.connection.prepare_cached(
            "SELECT 1 FROM document WHERE name = ?1 AND superseded IS NULL \
             AND bytes_sha256 = ?2 AND metadata_sha256 = ?3 AND engine = ?4",
        );
        let found = found.and_then(|mut query| query.exists(params![name, stamp.bytes, stamp.metadata, stamp.engine]));
        self.on(found)
    }

    /// Stores one document in a transaction of its own.
    pub fn put(&mut self, reading: Reading<'_>, entered: Timestamp) -> Result<(), RecordError> {
        self.put_all(&[reading], entered).map(drop)
    }

    /// Stores a batch in one transaction; a reading without evidence refuses the whole batch.
    pub fn put_all(&mut self, batch: &[Reading<'_>], entered: Timestamp) -> Result<Stored, RecordError> {
        self.writable()?;
        let mut rows = Vec::with_capacity(batch.len());
        for reading in batch {
            rows.push((Readings::of(reading.document, reading.coded)?, reading.stamp));
        }
        let entered = moment(entered);
        self.transact(|transaction| {
            let mut stored = Stored::default();
            for (readings, stamp) in &rows {
                put_one(transaction, readings, stamp, &entered, &mut stored)?;
            }
            mark_stale(transaction)?;
            Ok(stored)
        })
    }

    /// Notes that a file could not be read. A reading that is stored already stays.
    pub fn fail(&mut self, name: &str, reason: &str, mend: &str, entered: Timestamp) -> Result<(), RecordError> {
        self.writable()?;
        self.transact(|transaction| {
            let sql = "INSERT INTO failure (name, reason, mend, entered) VALUES (?1, ?2, ?3, ?4) \
                       ON CONFLICT (name) DO UPDATE SET reason = excluded.reason, mend = excluded.mend, \
                       entered = excluded.entered";
            transaction.execute(sql, params![name, reason, mend, moment(entered)]).map(drop)
        })
    }

    /// Takes the documents that are not named out of the record's present; what was known of them stays answerable.
    ///
    /// A build does not do this by itself: a document that is no longer in the folder was still published.
    pub fn prune(&mut self, keep: &BTreeSet<String>, at: Timestamp) -> Result<Vec<String>, RecordError> {
        self.writable()?;
        let at = moment(at);
        self.transact(|transaction| {
            let names: Vec<String> = transaction
                .prepare("SELECT name FROM document WHERE superseded IS NULL ORDER BY name")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let gone: Vec<String> = names.into_iter().filter(|name| !keep.contains(name)).collect();
            for name in &gone {
                transaction.execute(
                    "UPDATE document SET superseded = ?2 WHERE name = ?1 AND superseded IS NULL",
                    params![name, at],
                )?;
            }
            mark_stale(transaction)?;
            Ok(gone)
        })
    }

    /// Runs a change in one transaction that takes the write lock at once.
    pub(super) fn transact<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, RecordError> {
        let done = (|| {
            let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let value = change(&transaction)?;
            // What was prepared on an earlier state is told from this one.
            transaction.execute("UPDATE meta SET value = value + 1 WHERE key = 'written'", [])?;
            transaction.commit()?;
            Ok(value)
        })();
        self.on(done)
    }
}

/// The computed tables no longer tell of all documents.
fn mark_stale(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM meta WHERE key = 'computed'", []).map(drop)
}

fn put_one(
    sql: &Transaction<'_>,
    rows: &Readings,
    stamp: &Stamp,
    entered: &str,
    stored: &mut Stored,
) -> rusqlite::Result<()> {
    let document = &rows.documents[0];
    let seq = document_version(sql, document, stamp, entered, stored)?;
    sql.execute("DELETE FROM failure WHERE name = ?1", [&document.name])?;
    forget_added(sql)?;
    Writer { sql, document: seq, spans: HashMap::new() }.write(rows)
}

/// The row of this version: the stored one, emptied for new readings, or a new one that supersedes the last.
fn document_version(
    sql: &Transaction<'_>,
    document: &DocumentRow,
    stamp: &Stamp,
    entered: &str,
    stored: &mut Stored,
) -> rusqlite::Result<i64> {
    let current: Option<(i64, String)> = sql
        .query_row("SELECT seq, id FROM document WHERE name = ?1 AND superseded IS NULL", [&document.name], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match current {
        Some((seq, id)) if id == document.id => {
            stored.again += 1;
            sql.execute("DELETE FROM span WHERE document = ?1", [seq])?;
            let (value, earliest, latest) = dated(document.dated.as_ref().map(|found| &found.value));
            let (by, why) = dated_by(document);
            sql.execute(
                "UPDATE document SET bytes_sha256 = ?2, metadata_sha256 = ?3, engine = ?4, dated = ?5, \
                 dated_earliest = ?6, dated_latest = ?7, dated_by = ?8, dated_why = ?9 WHERE seq = ?1",
                params![seq, stamp.bytes, stamp.metadata, stamp.engine, value, earliest, latest, by, why],
            )?;
            Ok(seq)
        }
        Some((seq, _)) => {
            stored.changed += 1;
            sql.execute("UPDATE document SET superseded = ?2 WHERE seq = ?1", params![seq, entered])?;
            insert_document(sql, document, stamp, entered)
        }
        None => {
            stored.new += 1;
            insert_document(sql, document, stamp, entered)
        }
    }
}

fn insert_document(
    sql: &Transaction<'_>,
    document: &DocumentRow,
    stamp: &Stamp,
    entered: &str,
) -> rusqlite::Result<i64> {
    let (published, earliest, latest) = dated(document.published.as_ref());
    let (found, found_earliest, found_latest) = dated(document.dated.as_ref().map(|found| &found.value));
    let (by, why) = dated_by(document);
    sql.prepare_cached(
        "INSERT INTO document (id, name, text, sha256, bytes_sha256, metadata_sha256, engine, language, title, outlet, \
         outlet_kind, url, published, published_earliest, published_latest, published_from, \
         dated, dated_earliest, dated_latest, dated_by, dated_why, entered) \
         VALUES (:id, :name, :text, :sha256, :bytes, :metadata, :engine, :language, :title, :outlet, :outlet_kind, :url, \
         :published, :earliest, :latest, :published_from, :dated, :dated_earliest, :dated_latest, :dated_by, :dated_why, :entered)",
    )?
    .execute(named_params! {
        ":id": document.id, ":name": document.name, ":text": document.text, ":sha256": document.sha256,
        ":bytes": stamp.bytes, ":metadata": stamp.metadata, ":engine": stamp.engine,
        ":language": document.language, ":title": document.title, ":outlet": document.outlet,
        ":outlet_kind": document.outlet_kind, ":url": document.url, ":published": published,
        ":earliest": earliest, ":latest": latest, ":published_from": document.published_from,
        ":dated": found, ":dated_earliest": found_earliest, ":dated_latest": found_latest, ":dated_by": by,
        ":dated_why": why, ":entered": entered,
    })?;
    Ok(sql.last_insert_rowid())
}

/// A date as three columns: its text, its first day, its last day.
pub(super) fn dated(date: Option<&Edtf>) -> (Option<&str>, Option<String>, Option<String>) {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    match date {
        Some(date) => (Some(date.as_str()), day(date.earliest()), day(date.latest())),
        None => (None, None, None),
    }
}

/// How the date of a document is known, as two columns.
fn dated_by(document: &DocumentRow) -> (Option<&'static str>, Option<&str>) {
    let found = document.dated.as_ref();
    (found.map(|found| found.by.name()), found.map(|found| found.why.as_str()))
}

/// Writes the rows of one document.
pub(super) struct Writer<'a> {
    pub(super) sql: &'a Transaction<'a>,
    pub(super) document: i64,
    /// The spans that are there already, by their first byte and the one past their last.
    pub(super) spans: HashMap<(u32, u32), i64>,
}

impl Writer<'_> {
    fn write(mut self, rows: &Readings) -> rusqlite::Result<()> {
        rows.dates.iter().try_for_each(|row| self.date(row).map(drop))?;
        for row in &rows.actors {
            let span = self.span(&row.at)?;
            self.insert(
                "INSERT INTO actor_mark (id, span, entity, name, kind, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![row.id, span, row.entity, row.name, row.kind, row.why],
            )?;
        }
        let places = rows.places.iter().map(|row| self.place(row)).collect::<rusqlite::Result<Vec<_>>>()?;
        let figures = rows.figures.iter().map(|row| self.figure(row, &places)).collect::<rusqlite::Result<Vec<_>>>()?;
        for (row, &seq) in rows.figures.iter().zip(&figures) {
            let link = |at: Option<usize>| at.map(|at| figures[at]);
            let sql = "UPDATE figure SET part_of = ?2, supersedes = ?3 WHERE seq = ?1";
            self.sql.prepare_cached(sql)?.execute(params![seq, link(row.part_of), link(row.supersedes)])?;
        }
        let tolls = self.tolls(&rows.tolls)?;
        for row in &rows.accounts {
            self.account(row, &places, &figures, &tolls)?;
        }
        rows.facts.iter().try_for_each(|row| self.fact(row))
    }

    pub(super) fn date(&mut self, row: &DateRow) -> rusqlite::Result<i64> {
        let span = self.span(&row.at)?;
        let value = Edtf::parse(&row.value).ok();
        let (_, earliest, latest) = dated(value.as_ref());
        self.insert(
            "INSERT INTO date_mark (id, span, value, kind, earliest, latest, contradiction, why) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![row.id, span, row.value, row.kind, earliest, latest, row.contradiction, row.why],
        )
    }

    fn insert(&self, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<i64> {
        self.sql.prepare_cached(sql)?.execute(values)?;
        Ok(self.sql.last_insert_rowid())
    }

    fn span(&mut self, at: &Evidence) -> rusqlite::Result<i64> {
        let key = (at.bytes.start, at.bytes.end);
        if let Some(&seq) = self.spans.get(&key) {
            return Ok(seq);
        }
        let seq = self.insert(
            "INSERT INTO span (document, start, end, cp_start, cp_end, quote) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![self.document, at.bytes.start, at.bytes.end, at.points.start, at.points.end, at.quote],
        )?;
        self.spans.insert(key, seq);
        Ok(seq)
    }

    fn place(&mut self, row: &PlaceRow) -> rusqlite::Result<i64> {
        let span = self.span(&row.at)?;
        self.insert(
            "INSERT INTO place_mark (id, span, entity, name, lat, lon, level, country, \"precision\", why) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                row.id,
                span,
                row.entity,
                row.name,
                row.lat,
                row.lon,
                row.level,
                row.country,
                row.precision,
                row.why
            ],
        )
    }

    pub(super) fn figure(&mut self, row: &FigureRow, places: &[i64]) -> rusqlite::Result<i64> {
        let span = self.span(&row.at)?;
        let (date, earliest, latest) = dated(row.date.as_ref());
        let ClaimedBy { entity, words } = &row.claimed_by;
        let seq = self.insert(
            "INSERT INTO figure (id, span, measure, low, high, approx, exclusive, unit, of_words, date, earliest, latest, \
             status, claimed_by, claimed_by_words, why) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            params![
                row.id, span, row.measure.name(), row.low, row.high, row.approx, row.exclusive, row.unit, row.of, date,
                earliest, latest, row.status.name(), entity, words, row.why
            ],
        )?;
        for (position, &place) in row.places.iter().enumerate() {
            let sql = "INSERT INTO figure_place (figure, position, place) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![seq, position as i64, places[place]])?;
        }
        Ok(seq)
    }

    pub(super) fn tolls(&mut self, rows: &[TollRow]) -> rusqlite::Result<Vec<i64>> {
        let mut seqs = Vec::with_capacity(rows.len());
        for row in rows {
            let span = self.span(&row.at)?;
            let ClaimedBy { entity, words } = &row.claimed_by;
            seqs.push(self.insert(
                "INSERT INTO toll (id, span, measure, low, best, high, side, status, claimed_by, claimed_by_words, victims) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                params![
                    row.id, span, row.measure.name(), row.told.low, row.told.best, row.told.high, row.side.name(),
                    row.status.name(), entity, words, row.victims as i64
                ],
            )?);
        }
        for (row, &seq) in rows.iter().zip(&seqs) {
            let link = |at: Option<usize>| at.map(|at| seqs[at]);
            let sql = "UPDATE toll SET part_of = ?2, superseded_by = ?3 WHERE seq = ?1";
            self.sql.prepare_cached(sql)?.execute(params![seq, link(row.part_of), link(row.superseded_by)])?;
        }
        Ok(seqs)
    }

    pub(super) fn account(
        &mut self,
        row: &AccountRow,
        places: &[i64],
        figures: &[i64],
        tolls: &[i64],
    ) -> rusqlite::Result<i64> {
        let span = self.span(&row.at)?;
        let (date, earliest, latest) = dated(row.date.as_ref());
        let ClaimedBy { entity, words } = &row.claimed_by;
        let seq = self.insert(
            "INSERT INTO account (id, span, type, mode, context, date, earliest, latest, status, claimed_by, \
             claimed_by_words, confidence, why, acled, main, sides) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            params![
                row.id,
                span,
                row.event_type.name(),
                row.mode,
                row.context,
                date,
                earliest,
                latest,
                row.status.name(),
                entity,
                words,
                row.confidence,
                row.why,
                row.acled.map(SubEvent::name),
                row.main,
                serde_json::to_string(&row.sides).unwrap_or_default()
            ],
        )?;
        for (position, at) in row.also.iter().enumerate() {
            let span = self.span(at)?;
            let sql = "INSERT INTO account_also (account, position, span) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![seq, position as i64, span])?;
        }
        for (position, &place) in row.places.iter().enumerate() {
            let sql = "INSERT INTO account_place (account, position, place) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![seq, position as i64, places[place]])?;
        }
        for (position, &figure) in row.figures.iter().enumerate() {
            let sql = "INSERT INTO account_figure (account, position, figure) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![seq, position as i64, figures[figure]])?;
        }
        for (position, &toll) in row.tolls.iter().enumerate() {
            let sql = "INSERT INTO account_toll (account, position, toll) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![seq, position as i64, tolls[toll]])?;
        }
        for (role, entities) in [("agent", &row.agents), ("target", &row.targets)] {
            for (position, entity) in entities.iter().enumerate() {
                let sql = "INSERT INTO account_actor (account, role, position, entity) VALUES (?1, ?2, ?3, ?4)";
                self.insert(sql, params![seq, role, position as i64, entity])?;
            }
        }
        Ok(seq)
    }

    fn fact(&mut self, row: &FactRow) -> rusqlite::Result<()> {
        let span = self.span(&row.at)?;
        let text = |date: &Option<Edtf>| date.as_ref().map(|date| date.as_str().to_owned());
        let ClaimedBy { entity, words } = &row.claimed_by;
        self.insert(
            "INSERT INTO fact (id, span, subject, subject_is_entity, predicate, object, object_is_entity, qualifier, \
             from_date, to_date, on_date, status, claimed_by, claimed_by_words, why) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                row.id,
                span,
                row.subject.text,
                row.subject.is_entity,
                row.predicate,
                row.object.text,
                row.object.is_entity,
                row.qualifier,
                text(&row.from),
                text(&row.to),
                text(&row.on),
                row.status.name(),
                entity,
                words,
                row.why
            ],
        )
        .map(drop)
    }
}
