//! All that a few documents tell.

use std::collections::{BTreeSet, HashMap};

use rusqlite::params;

use super::besides::Besides;
use super::rows::Circles;
use super::{AsOf, LISTED};
use crate::Snapshot;
use crate::rows::{DocumentRow, Readings};
use crate::store::load::{Chosen, Clocks, listed};
use crate::store::public::PUBLIC;
use crate::store::{Record, RecordError, columns};

impl Record {
    /// What these documents tell, as they tell it.
    pub(in crate::store) fn readings_in(&self, documents: &BTreeSet<i64>) -> rusqlite::Result<Readings> {
        let (rows, seen) = self.document_rows(documents)?;
        let all = |table: &str| self.marked(table, documents, "1").map(Some);
        let chosen = Chosen {
            dates: all("date_mark")?,
            places: all("place_mark")?,
            actors: all("actor_mark")?,
            figures: all("figure")?,
            tolls: all("toll")?,
            accounts: all("account")?,
            facts: all("fact")?,
        };
        self.load_rows(rows, &seen, &chosen)
    }

    /// These documents in the order of a record, and for the number of each where it stands.
    pub(in crate::store) fn document_rows(
        &self,
        documents: &BTreeSet<i64>,
    ) -> rusqlite::Result<(Vec<DocumentRow>, HashMap<i64, usize>)> {
        let mut seen = HashMap::new();
        let sql = format!("SELECT {} FROM document WHERE seq IN ({LISTED}) ORDER BY name, seq", columns::DOCUMENTS);
        let rows = columns::documents(self.connection.prepare_cached(&sql)?.query([listed(documents)])?, &mut seen)?;
        Ok((rows, seen))
    }

    /// A snapshot in which a document, by its id or name, with the events of its accounts is that of the whole record, but for
    /// what was decided since events were merged; `None` where only the whole record can tell. It holds nothing where the clocks
    /// let no such document through.
    pub fn document(&self, asked: &str, clocks: Clocks) -> Result<Option<Snapshot>, RecordError> {
        self.computed_alone(|record| {
            let as_of =
                if clocks == Clocks::default() { record.now_or_day(clocks)? } else { record.part_of(clocks)? };
            let Some(as_of) = as_of else { return Ok(None) };
            let sql = format!(
                "SELECT seq FROM document WHERE (id = ?1 OR name = ?1) AND superseded IS NULL AND {PUBLIC} <= ?2 \
                 ORDER BY name LIMIT 1"
            );
            let read = || {
                let told = record.numbers(&sql, params![asked, as_of.day])?;
                if told.is_empty() {
                    return Ok(Snapshot::default());
                }
                record.told_whole(&told, &as_of)
            };
            record.on(read()).map(Some)
        })
    }

    /// The part of the record in which all that some documents tell is that of the whole.
    pub(super) fn told_whole(&self, told: &BTreeSet<i64>, as_of: &AsOf) -> rusqlite::Result<Snapshot> {
        self.part_with(self.beside(told)?, &Circles::default(), &Besides::whole(told), as_of)
    }

    /// The documents that the clocks let through, by name, as numbers that [`Record::documents_told`] takes.
    pub fn document_numbers(&self, clocks: Clocks) -> Result<Vec<i64>, RecordError> {
        self.on(self.numbered(clocks))
    }

    /// These documents by name with what they tell, as they tell it and with nothing made of it.
    pub fn documents_told(&self, numbers: &[i64]) -> Result<Snapshot, RecordError> {
        self.on(self.readings_in(&numbers.iter().copied().collect())).map(Snapshot::alone)
    }

    /// The documents that the clocks let through, by name, without anything that they tell.
    pub fn documents(&self, clocks: Clocks) -> Result<Snapshot, RecordError> {
        let documents = self.on(self.load_documents(clocks, false, &mut HashMap::new()))?;
        Ok(Snapshot::alone(Readings { documents, ..Readings::default() }))
    }
}
