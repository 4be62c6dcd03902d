//! The actors of a record from the tables of a finished build.

use std::collections::HashMap;

use super::{Record, RecordError};
use crate::findings::{EntityRow, NameRow};

impl Record {
    /// The actors as the last finished build left them, as [`crate::Findings`] has them.
    pub fn entities(&self) -> Result<Vec<EntityRow>, RecordError> {
        self.on(self.read_entities())
    }

    fn read_entities(&self) -> rusqlite::Result<Vec<EntityRow>> {
        let mut names = HashMap::<String, Vec<NameRow>>::new();
        let mut query = self.connection.prepare(
            "SELECT entity, name, language, mentions, documents FROM entity_name ORDER BY mentions DESC, name, language",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            names.entry(row.get(0)?).or_default().push(NameRow {
                name: row.get(1)?,
                language: row.get(2)?,
                mentions: row.get::<_, i64>(3)? as usize,
                documents: row.get::<_, i64>(4)? as usize,
            });
        }
        let mut query =
            self.connection.prepare("SELECT id, name, type, mentions, documents FROM entity ORDER BY id")?;
        let entities = query.query_map([], |row| {
            let id: String = row.get(0)?;
            Ok(EntityRow {
                names: names.remove(&id).unwrap_or_default(),
                id,
                name: row.get(1)?,
                kind: row.get(2)?,
                mentions: row.get::<_, i64>(3)? as usize,
                documents: row.get::<_, i64>(4)? as usize,
            })
        })?;
        entities.collect()
    }
}
