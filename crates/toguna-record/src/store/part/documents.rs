//! All that a few documents tell.

use std::collections::{BTreeSet, HashMap};

use super::LISTED;
use crate::rows::{DocumentRow, Readings};
use crate::store::load::{Chosen, listed};
use crate::store::{Record, columns};

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
    pub(super) fn document_rows(
        &self,
        documents: &BTreeSet<i64>,
    ) -> rusqlite::Result<(Vec<DocumentRow>, HashMap<i64, usize>)> {
        let mut seen = HashMap::new();
        let sql = format!("SELECT {} FROM document WHERE seq IN ({LISTED}) ORDER BY name, seq", columns::DOCUMENTS);
        let rows = columns::documents(self.connection.prepare_cached(&sql)?.query([listed(documents)])?, &mut seen)?;
        Ok((rows, seen))
    }
}
