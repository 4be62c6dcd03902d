//! Reading what documents tell, as far as two clocks allow.

use std::collections::HashMap;

use jiff::civil::Date;
use rusqlite::{Row, params};
use toguna_code::{Estimate, EventType, Measure, Status, SubEvent, VictimSide};
use toguna_mark::{DatedBy, DocumentDate, Edtf};

use super::{Record, RecordError};
use crate::Snapshot;
use crate::rows::{
    AccountRow, ActorRow, ClaimedBy, DateRow, DocumentRow, Evidence, FactRow, FigureRow, PlaceRow, Range32, Readings,
    Side, TollRow,
};

/// The two clocks of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clocks {
    /// What the public record said: documents published by this day, for certain. Where no day of publication is told, a
    /// found date stands for it: its latest bound, else its earliest; with neither the document counts. Its rows say so.
    pub as_of: Option<Date>,
    /// What the record knew: documents that had entered it by this day and were not yet replaced.
    pub knew: Option<Date>,
}

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// What to do.
    pub mend: String,
}

/// Rows of one table with the number each has in SQLite.
type Numbered<R> = Vec<(i64, R)>;

impl Record {
    /// What the documents tell and what is made of it, as far as the clocks allow.
    pub fn snapshot(&self, clocks: Clocks) -> Result<Snapshot, RecordError> {
        // One read transaction: a build that writes beside us cannot give us half of its work.
        let reading = self.on(self.connection.unchecked_transaction())?;
        let snapshot = Snapshot::judged(self.readings(clocks)?, &self.standing(clocks.knew)?);
        self.on(reading.finish())?;
        Ok(snapshot)
    }

    /// The same as the documents tell it, with people's decisions left aside.
    pub fn as_told(&self, clocks: Clocks) -> Result<Snapshot, RecordError> {
        let reading = self.on(self.connection.unchecked_transaction())?;
        let snapshot = Snapshot::of(self.readings(clocks)?);
        self.on(reading.finish())?;
        Ok(snapshot)
    }

    /// What every version of every document tells, replaced ones among them.
    pub(super) fn every_version(&self) -> Result<Readings, RecordError> {
        self.on(self.load(Clocks::default(), true))
    }

    /// What the documents tell.
    pub fn readings(&self, clocks: Clocks) -> Result<Readings, RecordError> {
        self.on(self.load(clocks, false))
    }

    /// The files that could not be read, by name.
    pub fn failures(&self) -> Result<Vec<Failure>, RecordError> {
        let read = || {
            self.connection
                .prepare("SELECT name, reason, mend FROM failure ORDER BY name")?
                .query_map([], |row| Ok(Failure { name: row.get(0)?, reason: row.get(1)?, mend: row.get(2)? }))?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        self.on(read())
    }

    fn load(&self, clocks: Clocks, every: bool) -> rusqlite::Result<Readings> {
        let mut seen = HashMap::new();
        let mut readings =
            Readings { documents: self.load_documents(clocks, every, &mut seen)?, ..Readings::default() };
        let (places, place_of) = self.rows(&seen, PLACES, place, |row| (&row.at, &row.id))?;
        let (mut figures, figure_of) = self.rows(&seen, FIGURES, figure, |row| (&row.at, &row.id))?;
        let (mut accounts, account_of) = self.rows(&seen, ACCOUNTS, account, |row| (&row.at, &row.id))?;
        self.link("SELECT figure, place FROM figure_place ORDER BY 1, position", &figure_of, &place_of, |at, to| {
            figures[at].places.push(to)
        })?;
        self.link(
            "SELECT account, place FROM account_place ORDER BY 1, position",
            &account_of,
            &place_of,
            |at, to| accounts[at].places.push(to),
        )?;
        self.link(
            "SELECT account, figure FROM account_figure ORDER BY 1, position",
            &account_of,
            &figure_of,
            |at, to| accounts[at].figures.push(to),
        )?;
        self.link("SELECT seq, part_of FROM figure", &figure_of, &figure_of, |at, to| figures[at].part_of = Some(to))?;
        self.link("SELECT seq, supersedes FROM figure", &figure_of, &figure_of, |at, to| {
            figures[at].supersedes = Some(to)
        })?;
        let (mut tolls, toll_of) = self.rows(&seen, TOLLS, toll, |row| (&row.at, &row.id))?;
        self.link("SELECT seq, part_of FROM toll", &toll_of, &toll_of, |at, to| tolls[at].part_of = Some(to))?;
        self.link("SELECT seq, superseded_by FROM toll", &toll_of, &toll_of, |at, to| {
            tolls[at].superseded_by = Some(to)
        })?;
        self.link("SELECT account, toll FROM account_toll ORDER BY 1, position", &account_of, &toll_of, |at, to| {
            accounts[at].tolls.push(to)
        })?;
        readings.tolls = tolls;
        self.load_actors_of(&account_of, &mut accounts)?;
        self.load_also(&seen, &account_of, &mut accounts)?;
        readings.dates = self.rows(&seen, DATES, date, |row| (&row.at, &row.id))?.0;
        readings.actors = self.rows(&seen, ACTORS, actor, |row| (&row.at, &row.id))?.0;
        readings.facts = self.rows(&seen, FACTS, fact, |row| (&row.at, &row.id))?.0;
        (readings.places, readings.figures, readings.accounts) = (places, figures, accounts);
        Ok(readings)
    }

    fn load_documents(
        &self,
        clocks: Clocks,
        every: bool,
        seen: &mut HashMap<i64, usize>,
    ) -> rusqlite::Result<Vec<DocumentRow>> {
        let day = |date: Option<Date>| date.map(|date| date.to_string());
        let mut query = self.connection.prepare(
            "SELECT seq, id, name, text, sha256, language, title, outlet, outlet_kind, url, published, published_from, \
             entered, dated, dated_by, dated_why FROM document \
             WHERE (?1 IS NULL OR CASE WHEN published IS NOT NULL THEN published_latest <= ?1 \
                    ELSE ifnull(ifnull(dated_latest, dated_earliest), ?1) <= ?1 END) \
             AND (CASE WHEN ?3 THEN 1 WHEN ?2 IS NULL THEN superseded IS NULL \
                  ELSE substr(entered, 1, 10) <= ?2 AND (superseded IS NULL OR substr(superseded, 1, 10) > ?2) END) \
             ORDER BY name, seq",
        )?;
        let mut rows = query.query(params![day(clocks.as_of), day(clocks.knew), every])?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            seen.insert(row.get(0)?, documents.len());
            documents.push(DocumentRow {
                id: row.get(1)?,
                name: row.get(2)?,
                text: row.get(3)?,
                sha256: row.get(4)?,
                language: row.get(5)?,
                title: row.get(6)?,
                outlet: row.get(7)?,
                outlet_kind: row.get(8)?,
                url: row.get(9)?,
                published: edtf(row, 10)?,
                published_from: row.get(11)?,
                dated: dated(row, 13)?,
                entered: row.get(12)?,
            });
        }
        Ok(documents)
    }

    /// The rows of the seen documents in the record's order, and where each numbered row went.
    fn rows<R>(
        &self,
        seen: &HashMap<i64, usize>,
        columns: &str,
        make: impl Fn(&Row<'_>, Evidence) -> rusqlite::Result<R>,
        key: impl Fn(&R) -> (&Evidence, &String),
    ) -> rusqlite::Result<(Vec<R>, HashMap<i64, usize>)> {
        let (table, columns) = columns.split_once(": ").unwrap_or((columns, "*"));
        let mut query = self.connection.prepare(&format!(
            "SELECT t.seq, s.document, s.start, s.end, s.cp_start, s.cp_end, s.quote, t.id, {columns} \
             FROM {table} AS t JOIN span AS s ON s.seq = t.span"
        ))?;
        let mut rows = query.query([])?;
        let mut found: Numbered<R> = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(&document) = seen.get(&row.get(1)?) {
                found.push((row.get(0)?, make(row, evidence(row, document, 2)?)?));
            }
        }
        found.sort_by(|(_, a), (_, b)| key(a).cmp(&key(b)));
        let went = found.iter().enumerate().map(|(at, (seq, _))| (*seq, at)).collect();
        Ok((found.into_iter().map(|(_, row)| row).collect(), went))
    }

    fn link(
        &self,
        sql: &str,
        from: &HashMap<i64, usize>,
        to: &HashMap<i64, usize>,
        mut add: impl FnMut(usize, usize),
    ) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            // A link that is not there is null.
            let Some(linked) = row.get::<_, Option<i64>>(1)? else { continue };
            if let (Some(&from), Some(&to)) = (from.get(&row.get(0)?), to.get(&linked)) {
                add(from, to);
            }
        }
        Ok(())
    }

    fn load_actors_of(&self, of: &HashMap<i64, usize>, accounts: &mut [AccountRow]) -> rusqlite::Result<()> {
        let mut query = self
            .connection
            .prepare("SELECT account, role, entity FROM account_actor ORDER BY account, role, position")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let Some(&at) = of.get(&row.get(0)?) else { continue };
            let role: String = row.get(1)?;
            let side = if role == "agent" { &mut accounts[at].agents } else { &mut accounts[at].targets };
            side.push(row.get(2)?);
        }
        Ok(())
    }

    fn load_also(
        &self,
        seen: &HashMap<i64, usize>,
        of: &HashMap<i64, usize>,
        accounts: &mut [AccountRow],
    ) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare(
            "SELECT a.account, s.document, s.start, s.end, s.cp_start, s.cp_end, s.quote \
             FROM account_also AS a JOIN span AS s ON s.seq = a.span ORDER BY a.account, a.position",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if let (Some(&at), Some(&document)) = (of.get(&row.get(0)?), seen.get(&row.get(1)?)) {
                accounts[at].also.push(evidence(row, document, 2)?);
            }
        }
        Ok(())
    }
}

/// Column of the first value that is a table's own; before it stand the number, the evidence and the id.
const OWN: usize = 8;
const DATES: &str = "date_mark: t.value, t.kind, t.why, t.contradiction";
const PLACES: &str = "place_mark: t.entity, t.name, t.lat, t.lon, t.level, t.country, t.\"precision\", t.why";
const ACTORS: &str = "actor_mark: t.entity, t.name, t.kind, t.why";
const FIGURES: &str = "figure: t.measure, t.low, t.high, t.approx, t.exclusive, t.unit, t.of_words, t.date, t.status, \
                       t.claimed_by, t.claimed_by_words, t.why";
const TOLLS: &str =
    "toll: t.measure, t.low, t.best, t.high, t.side, t.status, t.claimed_by, t.claimed_by_words, t.victims";
const ACCOUNTS: &str = "account: t.type, t.mode, t.context, t.date, t.status, t.claimed_by, t.claimed_by_words, \
                        t.confidence, t.why, t.acled, t.main, t.sides";
const FACTS: &str = "fact: t.subject, t.subject_is_entity, t.predicate, t.object, t.object_is_entity, t.qualifier, \
                     t.from_date, t.to_date, t.on_date, t.status, t.claimed_by, t.claimed_by_words, t.why";

fn evidence(row: &Row<'_>, document: usize, at: usize) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        document,
        bytes: Range32 { start: row.get(at)?, end: row.get(at + 1)? },
        points: Range32 { start: row.get(at + 2)?, end: row.get(at + 3)? },
        quote: row.get(at + 4)?,
    })
}

/// A column's words as a value, or an error that names the column.
fn read<T>(row: &Row<'_>, at: usize, of: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text: String = row.get(at)?;
    of(&text).ok_or_else(|| {
        let what = format!("'{text}' is no value of this column").into();
        rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, what)
    })
}

fn edtf(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Edtf>> {
    match row.get::<_, Option<String>>(at)? {
        None => Ok(None),
        Some(_) => read(row, at, |text| Edtf::parse(text).ok()).map(Some),
    }
}

/// A document's own date from three columns.
fn dated(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<DocumentDate>> {
    let Some(value) = edtf(row, at)? else { return Ok(None) };
    Ok(Some(DocumentDate { value, by: read(row, at + 1, DatedBy::of)?, why: row.get(at + 2)? }))
}

fn claimed_by(row: &Row<'_>, at: usize) -> rusqlite::Result<ClaimedBy> {
    Ok(ClaimedBy { entity: row.get(at)?, words: row.get(at + 1)? })
}

fn date(row: &Row<'_>, at: Evidence) -> rusqlite::Result<DateRow> {
    let [value, kind, why] = [row.get(OWN)?, row.get(OWN + 1)?, row.get(OWN + 2)?];
    Ok(DateRow { id: row.get(7)?, at, value, kind, why, contradiction: row.get(OWN + 3)? })
}

fn place(row: &Row<'_>, at: Evidence) -> rusqlite::Result<PlaceRow> {
    Ok(PlaceRow {
        id: row.get(7)?,
        at,
        entity: row.get(OWN)?,
        name: row.get(OWN + 1)?,
        lat: row.get(OWN + 2)?,
        lon: row.get(OWN + 3)?,
        level: row.get(OWN + 4)?,
        country: row.get(OWN + 5)?,
        precision: row.get(OWN + 6)?,
        why: row.get(OWN + 7)?,
    })
}

fn actor(row: &Row<'_>, at: Evidence) -> rusqlite::Result<ActorRow> {
    let [entity, name, kind, why] = [row.get(OWN)?, row.get(OWN + 1)?, row.get(OWN + 2)?, row.get(OWN + 3)?];
    Ok(ActorRow { id: row.get(7)?, at, entity, name, kind, why })
}

fn figure(row: &Row<'_>, at: Evidence) -> rusqlite::Result<FigureRow> {
    Ok(FigureRow {
        id: row.get(7)?,
        at,
        measure: read(row, OWN, Measure::of)?,
        low: row.get(OWN + 1)?,
        high: row.get(OWN + 2)?,
        approx: row.get(OWN + 3)?,
        exclusive: row.get(OWN + 4)?,
        unit: row.get(OWN + 5)?,
        of: row.get(OWN + 6)?,
        date: edtf(row, OWN + 7)?,
        places: Vec::new(),
        status: read(row, OWN + 8, Status::of)?,
        claimed_by: claimed_by(row, OWN + 9)?,
        part_of: None,
        supersedes: None,
        why: row.get(OWN + 11)?,
    })
}

fn toll(row: &Row<'_>, at: Evidence) -> rusqlite::Result<TollRow> {
    let victims: i64 = row.get(OWN + 8)?;
    Ok(TollRow {
        id: row.get(7)?,
        at,
        measure: read(row, OWN, Measure::of)?,
        told: Estimate { low: row.get(OWN + 1)?, best: row.get(OWN + 2)?, high: row.get(OWN + 3)? },
        side: read(row, OWN + 4, VictimSide::of)?,
        status: read(row, OWN + 5, Status::of)?,
        claimed_by: claimed_by(row, OWN + 6)?,
        victims: usize::try_from(victims).unwrap_or_default(),
        part_of: None,
        superseded_by: None,
    })
}

fn account(row: &Row<'_>, at: Evidence) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        id: row.get(7)?,
        at,
        also: Vec::new(),
        event_type: read(row, OWN, EventType::of)?,
        mode: row.get(OWN + 1)?,
        context: row.get(OWN + 2)?,
        date: edtf(row, OWN + 3)?,
        places: Vec::new(),
        agents: Vec::new(),
        targets: Vec::new(),
        sides: read(row, OWN + 11, |text| serde_json::from_str(text).ok())?,
        acled: match row.get::<_, Option<String>>(OWN + 9)? {
            None => None,
            Some(_) => read(row, OWN + 9, SubEvent::of).map(Some)?,
        },
        main: row.get(OWN + 10)?,
        status: read(row, OWN + 4, Status::of)?,
        claimed_by: claimed_by(row, OWN + 5)?,
        figures: Vec::new(),
        tolls: Vec::new(),
        confidence: row.get(OWN + 7)?,
        why: row.get(OWN + 8)?,
    })
}

fn fact(row: &Row<'_>, at: Evidence) -> rusqlite::Result<FactRow> {
    Ok(FactRow {
        id: row.get(7)?,
        at,
        subject: Side { text: row.get(OWN)?, is_entity: row.get(OWN + 1)? },
        predicate: row.get(OWN + 2)?,
        object: Side { text: row.get(OWN + 3)?, is_entity: row.get(OWN + 4)? },
        qualifier: row.get(OWN + 5)?,
        from: edtf(row, OWN + 6)?,
        to: edtf(row, OWN + 7)?,
        on: edtf(row, OWN + 8)?,
        status: read(row, OWN + 9, Status::of)?,
        claimed_by: claimed_by(row, OWN + 10)?,
        why: row.get(OWN + 12)?,
    })
}
