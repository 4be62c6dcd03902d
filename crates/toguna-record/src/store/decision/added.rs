//! What people added, as rows beside those that were read. The decisions are what counts: these rows follow from them, are
//! made again after every build and undo, and let parts of the record be answered without the whole.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Decision, NewDecision, Verdict, refused};
use crate::Snapshot;
use crate::judge::{Claim, add};
use crate::rows::Readings;
use crate::store::load::Chosen;
use crate::store::put::note_written;
use crate::store::writer::Writer;
use crate::store::{Record, RecordError};

/// Tables that hold rows of a person's own: what is told of the dead before the accounts that point at it.
pub(in crate::store) const ADDED: [&str; 5] = ["date_mark", "figure", "toll", "account", "fact"];

/// Rows of a person's own with all that their documents tell, and what of that was read.
#[derive(Default)]
struct Beside {
    documents: Vec<i64>,
    readings: Readings,
    read: BTreeSet<String>,
}

impl Beside {
    /// The ids of a table's rows, in their order.
    fn ids(&self, table: &str) -> Vec<&String> {
        let told = &self.readings;
        match table {
            "date_mark" => told.dates.iter().map(|row| &row.id).collect(),
            "figure" => told.figures.iter().map(|row| &row.id).collect(),
            "toll" => told.tolls.iter().map(|row| &row.id).collect(),
            "fact" => told.facts.iter().map(|row| &row.id).collect(),
            _ => told.accounts.iter().map(|row| &row.id).collect(),
        }
    }
}

/// How many decisions may have added rows, or taken them back.
fn counted(sql: &Connection) -> rusqlite::Result<String> {
    sql.query_row("SELECT count(*) FROM decision WHERE kind IN ('add', 'undo')", [], |row| row.get::<_, i64>(0))
        .map(|count| count.to_string())
}

/// Notes that a document was stored anew: the rows that people added to it went with its old ones.
pub(in crate::store) fn forget_added(sql: &Connection) -> rusqlite::Result<()> {
    sql.prepare_cached("DELETE FROM meta WHERE key = 'added'")?.execute([]).map(drop)
}

impl Record {
    /// A claim with the ids of the actors that it names; `None` where nothing is added.
    pub(super) fn with_ids(&self, new: &NewDecision) -> Result<Option<NewDecision>, RecordError> {
        let Some(claim) = &new.claim else { return Ok(None) };
        let mut known = Snapshot::default();
        known.findings.entities = self.entities()?;
        let id = |name: &str| known.find_actor(name).map(|row| row.id.clone()).map_err(|why| refused(why.to_string()));
        let mut fields = claim.fields.clone();
        for field in ["agents", "targets", "subject", "object", "claimed_by"] {
            let Some(value) = fields.get_mut(field) else { continue };
            let named = value.split(',').map(str::trim).filter(|name| !name.is_empty() && *name != "-");
            *value = named.map(id).collect::<Result<Vec<_>, _>>()?.join(",");
        }
        Ok(Some(NewDecision { claim: Some(Claim { fields, ..claim.clone() }), ..new.clone() }))
    }

    /// Brings the rows that people added to what their decisions come to on the documents of now.
    pub(in crate::store) fn keep_added(&mut self) -> Result<(), RecordError> {
        let noted = "SELECT value FROM meta WHERE key = 'added'";
        let noted: Option<String> = self.on(self.connection.query_row(noted, [], |row| row.get(0)).optional())?;
        if noted == Some(self.on(counted(&self.connection))?) {
            return Ok(());
        }
        let decisions = self.standing(None)?;
        let beside = self.on(self.beside_read(&decisions))?;
        self.transaction(|sql| {
            let before = sql.total_changes();
            bring(sql, &beside)?;
            if sql.total_changes() > before {
                note_written(sql)?;
            }
            let put = "INSERT OR REPLACE INTO meta (key, value) VALUES ('added', ?1)";
            sql.execute(put, [counted(sql)?]).map(drop)
        })
    }

    /// The documents to which people added something, with what was read from them and what they added.
    fn beside_read(&self, decisions: &[Decision]) -> rusqlite::Result<Beside> {
        let mut documents = BTreeSet::new();
        let sql = "SELECT seq FROM document WHERE sha256 = ?1 AND superseded IS NULL ORDER BY name <> ?2, name LIMIT 1";
        for decision in decisions.iter().filter(|row| row.verdict == Verdict::Add && !row.undone) {
            for words in decision.content.judged.iter().flatten() {
                let mut query = self.connection.prepare_cached(sql)?;
                documents.extend(query.query_row([&words.sha256, &words.doc], |row| row.get::<_, i64>(0)).optional()?);
            }
        }
        if documents.is_empty() {
            return Ok(Beside::default());
        }
        let (rows, seen) = self.document_rows(&documents)?;
        let read = |table: &str| self.marked(table, &documents, "NOT m.added").map(Some);
        let chosen = Chosen {
            dates: read("date_mark")?,
            places: self.marked("place_mark", &documents, "1").map(Some)?,
            figures: read("figure")?,
            tolls: read("toll")?,
            accounts: read("account")?,
            facts: read("fact")?,
            ..Chosen::nothing()
        };
        let mut beside = Beside { readings: self.load_rows(rows, &seen, &chosen)?, ..Beside::default() };
        beside.read = ADDED.iter().flat_map(|table| beside.ids(table)).cloned().collect();
        beside.documents = vec![0; seen.len()];
        seen.iter().for_each(|(seq, at)| beside.documents[*at] = *seq);
        add(&mut beside.readings, decisions);
        Ok(beside)
    }
}

/// Takes out the rows that nobody adds any more, and puts in those that are missing.
fn bring(sql: &Transaction<'_>, beside: &Beside) -> rusqlite::Result<()> {
    for table in ADDED.iter().rev() {
        let wanted: BTreeSet<&String> = beside.ids(table).into_iter().filter(|id| !beside.read.contains(*id)).collect();
        for (id, seq) in numbers(sql, table, "m.added AND d.superseded IS NULL")? {
            if !wanted.contains(&id) {
                sql.execute(&format!("DELETE FROM {table} WHERE seq = ?1"), [seq])?;
            }
        }
    }
    for (at, &document) in beside.documents.iter().enumerate() {
        put(sql, beside, at, document)?;
    }
    Ok(())
}

/// The rows of a table by their ids.
fn numbers(sql: &Connection, table: &str, which: &str) -> rusqlite::Result<HashMap<String, i64>> {
    let text = format!(
        "SELECT m.id, m.seq FROM {table} AS m JOIN span AS s ON s.seq = m.span JOIN document AS d ON d.seq = s.document WHERE {which}"
    );
    sql.prepare_cached(&text)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Puts in what people added to one document and is not there yet.
fn put(sql: &Transaction<'_>, beside: &Beside, at: usize, document: i64) -> rusqlite::Result<()> {
    let known = |table: &str| numbers(sql, table, &format!("s.document = {document}"));
    let mut writer = Writer { sql, document, spans: spans(sql, document)? };
    let told = &beside.readings;
    let dates = known("date_mark")?;
    for row in told.dates.iter().filter(|row| row.at.document == at && !dates.contains_key(&row.id)) {
        note(sql, "date_mark", writer.date(row)?)?;
    }
    let facts = known("fact")?;
    for row in told.facts.iter().filter(|row| row.at.document == at && !facts.contains_key(&row.id)) {
        note(sql, "fact", writer.fact(row)?)?;
    }
    let places = known("place_mark")?;
    let places: Vec<i64> = told.places.iter().map(|row| places.get(&row.id).copied().unwrap_or_default()).collect();
    let (mut figures, mut tolls, accounts) = (known("figure")?, known("toll")?, known("account")?);
    for row in told.figures.iter().filter(|row| row.at.document == at) {
        if !figures.contains_key(&row.id) {
            let seq = writer.figure(row, &places)?;
            note(sql, "figure", seq)?;
            figures.insert(row.id.clone(), seq);
        }
    }
    for row in told.tolls.iter().filter(|row| row.at.document == at) {
        if !tolls.contains_key(&row.id) {
            for seq in writer.tolls(std::slice::from_ref(row))? {
                note(sql, "toll", seq)?;
                tolls.insert(row.id.clone(), seq);
            }
        }
    }
    let figures: Vec<i64> = told.figures.iter().map(|row| figures.get(&row.id).copied().unwrap_or_default()).collect();
    let tolls: Vec<i64> = told.tolls.iter().map(|row| tolls.get(&row.id).copied().unwrap_or_default()).collect();
    for row in told.accounts.iter().filter(|row| row.at.document == at && !accounts.contains_key(&row.id)) {
        note(sql, "account", writer.account(row, &places, &figures, &tolls)?)?;
    }
    Ok(())
}

fn spans(sql: &Connection, document: i64) -> rusqlite::Result<HashMap<(u32, u32), i64>> {
    sql.prepare_cached("SELECT start, end, seq FROM span WHERE document = ?1")?
        .query_map([document], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?
        .collect()
}

fn note(sql: &Connection, table: &str, seq: i64) -> rusqlite::Result<()> {
    sql.execute(&format!("UPDATE {table} SET added = 1 WHERE seq = ?1"), params![seq]).map(drop)
}
