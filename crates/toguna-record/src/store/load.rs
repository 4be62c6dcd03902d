//! Reading what documents tell, as far as two clocks allow.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use rusqlite::{Row, params, params_from_iter};

use super::columns::{self, ACCOUNTS, ACTORS, DATES, DOCUMENTS, FACTS, FIGURES, PLACES, TOLLS, evidence};
use super::decision::ADDED;
use super::public::PUBLIC;
use super::{Record, RecordError};
use crate::Snapshot;
use crate::rows::{AccountRow, DocumentRow, Evidence, Readings};

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
/// The numbers of the rows that are read; `None` for all.
pub(super) type Numbers = Option<BTreeSet<i64>>;

/// Which rows of the seen documents are read: all, or those of the numbers alone.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    pub(super) dates: Numbers,
    pub(super) places: Numbers,
    pub(super) actors: Numbers,
    pub(super) figures: Numbers,
    pub(super) tolls: Numbers,
    pub(super) accounts: Numbers,
    pub(super) facts: Numbers,
}

impl Chosen {
    /// No row at all.
    pub(super) fn nothing() -> Chosen {
        let none = || Some(BTreeSet::new());
        Chosen {
            dates: none(),
            places: none(),
            actors: none(),
            figures: none(),
            tolls: none(),
            accounts: none(),
            facts: none(),
        }
    }
}

/// Numbers as one parameter: a JSON list.
pub(super) fn listed(numbers: &BTreeSet<i64>) -> String {
    serde_json::to_string(numbers).unwrap_or_default()
}

/// The documents that two clocks let through, or every version where `?3` says so, by name.
pub(super) fn let_through() -> String {
    format!(
        "(?1 IS NULL OR {PUBLIC} <= ?1) \
         AND (CASE WHEN ?3 THEN 1 WHEN ?2 IS NULL THEN superseded IS NULL \
              ELSE substr(entered, 1, 10) <= ?2 AND (superseded IS NULL OR substr(superseded, 1, 10) > ?2) END) \
         ORDER BY name, seq"
    )
}

/// A day as SQL compares it.
pub(super) fn text(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn among(column: &str, only: &Numbers) -> String {
    only.as_ref().map(|_| format!(" WHERE {column} IN (SELECT value FROM json_each(?1))")).unwrap_or_default()
}

impl Record {
    /// What the documents tell and what is made of it, as far as the clocks allow.
    pub fn snapshot(&self, clocks: Clocks) -> Result<Snapshot, RecordError> {
        // One read transaction: a build that writes beside us cannot give us half of its work.
        let reading = self.on(self.connection.unchecked_transaction())?;
        let snapshot = self.snapshot_within(clocks)?;
        self.on(reading.finish())?;
        Ok(snapshot)
    }

    /// The same inside a transaction.
    pub(super) fn snapshot_within(&self, clocks: Clocks) -> Result<Snapshot, RecordError> {
        Ok(Snapshot::judged(self.readings(clocks)?, &self.standing(clocks.knew)?))
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
        let documents = self.load_documents(clocks, every, &mut seen)?;
        self.load_rows(documents, &seen, &Chosen::default())
    }

    /// The documents that the clocks let through, or every version of each.
    pub(super) fn load_documents(
        &self,
        clocks: Clocks,
        every: bool,
        seen: &mut HashMap<i64, usize>,
    ) -> rusqlite::Result<Vec<DocumentRow>> {
        let mut query =
            self.connection.prepare(&format!("SELECT {DOCUMENTS} FROM document WHERE {}", let_through()))?;
        let Clocks { as_of, knew } = clocks;
        columns::documents(query.query(params![text(as_of), text(knew), every])?, seen)
    }

    /// The numbers of the documents that the clocks let through.
    pub(super) fn numbered(&self, Clocks { as_of, knew }: Clocks) -> rusqlite::Result<Vec<i64>> {
        let mut query = self.connection.prepare(&format!("SELECT seq FROM document WHERE {}", let_through()))?;
        query.query_map(params![text(as_of), text(knew), false], |row| row.get(0))?.collect()
    }

    /// What these documents tell in the chosen rows; `seen` says where each numbered document stands.
    pub(super) fn load_rows(
        &self,
        documents: Vec<DocumentRow>,
        seen: &HashMap<i64, usize>,
        chosen: &Chosen,
    ) -> rusqlite::Result<Readings> {
        let Chosen { places, figures, tolls, accounts, .. } = chosen;
        let (places, place_of) = self.rows(seen, PLACES, places, columns::place, |row| (&row.at, &row.id))?;
        let (mut figures, figure_of) = self.rows(seen, FIGURES, figures, columns::figure, |row| (&row.at, &row.id))?;
        let (mut tolls, toll_of) = self.rows(seen, TOLLS, tolls, columns::toll, |row| (&row.at, &row.id))?;
        let (mut accounts, account_of) =
            self.rows(seen, ACCOUNTS, accounts, columns::account, |row| (&row.at, &row.id))?;
        let link = |table: &str, columns: [&str; 3], of, to, add: &mut dyn FnMut(usize, usize)| {
            let only = match table {
                "figure" | "figure_place" => &chosen.figures,
                "toll" => &chosen.tolls,
                _ => &chosen.accounts,
            };
            self.link(table, columns, only, of, to, add)
        };
        let (figure, toll, account) = (&figure_of, &toll_of, &account_of);
        let listed = |of, what| [of, what, "position"];
        let own = |what| ["seq", what, "seq"];
        link("figure_place", listed("figure", "place"), figure, &place_of, &mut |at, to| figures[at].places.push(to))?;
        link("figure", own("part_of"), figure, figure, &mut |at, to| figures[at].part_of = Some(to))?;
        link("figure", own("supersedes"), figure, figure, &mut |at, to| figures[at].supersedes = Some(to))?;
        link("toll", own("part_of"), toll, toll, &mut |at, to| tolls[at].part_of = Some(to))?;
        link("toll", own("superseded_by"), toll, toll, &mut |at, to| tolls[at].superseded_by = Some(to))?;
        let of_account = |what| listed("account", what);
        link("account_place", of_account("place"), account, &place_of, &mut |at, to| accounts[at].places.push(to))?;
        link("account_figure", of_account("figure"), account, figure, &mut |at, to| accounts[at].figures.push(to))?;
        link("account_toll", of_account("toll"), account, toll, &mut |at, to| accounts[at].tolls.push(to))?;
        self.load_actors_of(&account_of, &chosen.accounts, &mut accounts)?;
        self.load_also(seen, &account_of, &chosen.accounts, &mut accounts)?;
        Ok(Readings {
            documents,
            dates: self.rows(seen, DATES, &chosen.dates, columns::date, |row| (&row.at, &row.id))?.0,
            places,
            actors: self.rows(seen, ACTORS, &chosen.actors, columns::actor, |row| (&row.at, &row.id))?.0,
            figures,
            tolls,
            accounts,
            facts: self.rows(seen, FACTS, &chosen.facts, columns::fact, |row| (&row.at, &row.id))?.0,
        })
    }

    /// The chosen rows of the seen documents in the record's order, and where each numbered row went.
    fn rows<R>(
        &self,
        seen: &HashMap<i64, usize>,
        columns: &str,
        only: &Numbers,
        make: impl Fn(&Row<'_>, Evidence) -> rusqlite::Result<R>,
        key: impl Fn(&R) -> (&Evidence, &String),
    ) -> rusqlite::Result<(Vec<R>, HashMap<i64, usize>)> {
        let (table, columns) = columns.split_once(": ").unwrap_or((columns, "*"));
        // Where the whole is read, what people added follows from their decisions.
        let read = if only.is_none() && ADDED.contains(&table) { " WHERE NOT t.added" } else { "" };
        // From the table to its spans, never the other way: a part of it is few rows of many spans.
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT t.seq, s.document, s.start, s.end, s.cp_start, s.cp_end, s.quote, t.id, {columns} \
             FROM {table} AS t CROSS JOIN span AS s ON s.seq = t.span{}{read}",
            among("t.seq", only)
        ))?;
        let mut rows = query.query(params_from_iter(only.as_ref().map(listed)))?;
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

    /// Hands on each link of a table, whose columns are from where, to what, and the order.
    fn link(
        &self,
        table: &str,
        [own, linked, order]: [&str; 3],
        only: &Numbers,
        from: &HashMap<i64, usize>,
        to: &HashMap<i64, usize>,
        add: &mut dyn FnMut(usize, usize),
    ) -> rusqlite::Result<()> {
        let sql = format!("SELECT {own}, {linked} FROM {table}{} ORDER BY {own}, {order}", among(own, only));
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(only.as_ref().map(listed)))?;
        while let Some(row) = rows.next()? {
            // A link that is not there is null.
            let Some(linked) = row.get::<_, Option<i64>>(1)? else { continue };
            if let (Some(&from), Some(&to)) = (from.get(&row.get(0)?), to.get(&linked)) {
                add(from, to);
            }
        }
        Ok(())
    }

    fn load_actors_of(
        &self,
        of: &HashMap<i64, usize>,
        only: &Numbers,
        accounts: &mut [AccountRow],
    ) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT account, role, entity FROM account_actor{} ORDER BY account, role, position",
            among("account", only)
        ))?;
        let mut rows = query.query(params_from_iter(only.as_ref().map(listed)))?;
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
        only: &Numbers,
        accounts: &mut [AccountRow],
    ) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT a.account, s.document, s.start, s.end, s.cp_start, s.cp_end, s.quote \
             FROM account_also AS a CROSS JOIN span AS s ON s.seq = a.span{} ORDER BY a.account, a.position",
            among("a.account", only)
        ))?;
        let mut rows = query.query(params_from_iter(only.as_ref().map(listed)))?;
        while let Some(row) = rows.next()? {
            if let (Some(&at), Some(&document)) = (of.get(&row.get(0)?), seen.get(&row.get(1)?)) {
                accounts[at].also.push(evidence(row, document, 2)?);
            }
        }
        Ok(())
    }
}
