//! What a part of the record holds beside the events that are asked for.

use std::collections::BTreeSet;

use super::LISTED;
use crate::store::Record;
use crate::store::load::listed;

/// Rows by their numbers, which are told whether or not an account of the part holds them.
#[derive(Debug, Default)]
pub(super) struct Besides {
    /// Documents of which all is told, and every account is there.
    pub(super) whole: BTreeSet<i64>,
    pub(super) places: BTreeSet<i64>,
    pub(super) actors: BTreeSet<i64>,
    pub(super) figures: BTreeSet<i64>,
    pub(super) facts: BTreeSet<i64>,
}

impl Besides {
    /// All that some documents tell.
    pub(super) fn whole(documents: &BTreeSet<i64>) -> Besides {
        Besides { whole: documents.clone(), ..Besides::default() }
    }
}

impl Record {
    /// The documents in which these rows stand.
    pub(super) fn holding(&self, besides: &Besides) -> rusqlite::Result<BTreeSet<i64>> {
        let Besides { whole, places, actors, figures, facts } = besides;
        let mut documents = whole.clone();
        for (table, rows) in [("place_mark", places), ("actor_mark", actors), ("figure", figures), ("fact", facts)] {
            let sql = format!(
                "SELECT DISTINCT s.document FROM {table} AS t JOIN span AS s ON s.seq = t.span WHERE t.seq IN ({LISTED})"
            );
            documents.extend(self.numbers(&sql, [listed(rows)])?);
        }
        Ok(documents)
    }
}
