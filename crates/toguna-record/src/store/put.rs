//! Writing what documents tell: each document wholly or not at all, and again only when something about it changed.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params, params};
use toguna_code::Coded;
use toguna_mark::Edtf;
use toguna_text::Document;

use super::decision::forget_added;
use super::writer::Writer;
use super::{Record, RecordError};
use crate::rows::{DocumentRow, Readings};

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

    /// Changes what documents tell, or what was made of it, in one transaction.
    pub(super) fn transact<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, RecordError> {
        self.transaction(|sql| {
            let value = change(sql)?;
            note_written(sql)?;
            Ok(value)
        })
    }

    /// Runs a change in one transaction that takes the write lock at once.
    pub(super) fn transaction<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, RecordError> {
        let done = (|| {
            let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let value = change(&transaction)?;
            transaction.commit()?;
            Ok(value)
        })();
        self.on(done)
    }
}

/// What was prepared on an earlier state is told from this one.
pub(super) fn note_written(sql: &Connection) -> rusqlite::Result<()> {
    sql.execute("UPDATE meta SET value = value + 1 WHERE key = 'written'", []).map(drop)
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
    sql.prepare_cached("DELETE FROM failure WHERE name = ?1")?.execute([&document.name])?;
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
        .prepare_cached("SELECT seq, id FROM document WHERE name = ?1 AND superseded IS NULL")?
        .query_row([&document.name], |row| Ok((row.get(0)?, row.get(1)?)))
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
