//! One document, or the disputes about one thing, shown without loading the rest of the record.

use std::collections::BTreeSet;

use rusqlite::params;

use super::list::{DISPUTES, IN_ORDER, json_list};
use crate::query::Answer;
use crate::reconcile::fold;
use crate::store::load::Clocks;
use crate::store::public::PUBLIC;
use crate::store::{Record, RecordError};

impl Record {
    /// A document by its name, with or without its ending, as [`Snapshot::show_document`] of the clocks shows it; `None` where
    /// only the whole record can tell, or where it has no such document.
    pub fn show_document(&self, asked: &str, clocks: Clocks) -> Result<Option<Answer>, RecordError> {
        let part = self.of_day(clocks, |record, as_of| {
            let sql = format!(
                "SELECT seq FROM document WHERE superseded IS NULL AND {PUBLIC} <= ?2 AND (name = ?1 \
                 OR substr(name, 1, length(?1) + 1) = ?1 || '.' AND instr(substr(name, length(?1) + 2), '.') = 0) \
                 ORDER BY name, seq LIMIT 1"
            );
            let told: BTreeSet<i64> = record.numbers(&sql, params![asked, as_of.day])?;
            if told.is_empty() { Ok(None) } else { record.told_whole(&told, as_of).map(Some) }
        })?;
        Ok(part.and_then(|part| part.show_document(asked).ok()))
    }

    /// The disputes of an id's beginning, or of words in what they are about, as [`Snapshot::show_dispute`] of now shows them;
    /// `None` where only the whole record can tell, or where it has no such dispute.
    pub fn show_disputes(&self, asked: &str) -> Result<Option<Answer>, RecordError> {
        let part = self.of_day(Clocks::default(), |record, as_of| {
            let ids = record.disputes_meant(asked)?;
            record.disputes_with_dates(&json_list(&ids), as_of).map(Some)
        })?;
        Ok(part.and_then(|part| part.show_dispute(asked).ok()))
    }

    /// The ids of the disputes that a question may mean, in their order.
    fn disputes_meant(&self, asked: &str) -> rusqlite::Result<Vec<String>> {
        let wanted = fold(asked);
        let mut query =
            self.connection.prepare(&format!("SELECT t.id, t.about FROM {DISPUTES} ORDER BY {IN_ORDER}"))?;
        let mut rows = query.query([])?;
        let mut meant = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, about) = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
            if id.starts_with(asked) || !wanted.is_empty() && fold(about).contains(&wanted) {
                meant.push(id.to_owned());
            }
        }
        Ok(meant)
    }
}
