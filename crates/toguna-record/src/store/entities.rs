//! The actors of a record: from the tables of a finished build, and of other moments from their mentions.

use std::collections::HashMap;

use rusqlite::params;

use super::load::{Clocks, let_through, text};
use super::part::needs_the_whole;
use super::{Record, RecordError};
use crate::findings::{EntityRow, NameRow};
use crate::reconcile::{Mention, Mentions};

impl Record {
    /// The actors as the last finished build left them, as [`crate::Findings`] has them.
    pub fn entities(&self) -> Result<Vec<EntityRow>, RecordError> {
        self.on(self.read_entities())
    }

    /// The actors as two clocks let their mentions through, as [`crate::Findings`] has them; `None` where people judged one of
    /// these, and only the whole record can tell.
    pub fn entities_of(&self, clocks: Clocks) -> Result<Option<Vec<EntityRow>>, RecordError> {
        let reading = self.on(self.connection.unchecked_transaction())?;
        let decisions = self.standing(clocks.knew)?;
        let judged = decisions.iter().filter(|decision| !decision.undone).any(needs_the_whole);
        let told = if judged { None } else { Some(self.on(self.count_mentions(clocks))?) };
        self.on(reading.finish())?;
        Ok(told)
    }

    fn count_mentions(&self, Clocks { as_of, knew }: Clocks) -> rusqlite::Result<Vec<EntityRow>> {
        let mut query =
            self.connection.prepare(&format!("SELECT seq, language FROM document WHERE {}", let_through()))?;
        let seen = query.query_map(params![text(as_of), text(knew), false], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let language: HashMap<i64, String> = seen.collect::<rusqlite::Result<_>>()?;
        let mut mentions = Mentions::default();
        // In the order in which they were stored, so that those of one document follow each other.
        let mut query = self.connection.prepare(
            "SELECT m.entity, m.name, m.kind, s.quote, s.document FROM actor_mark AS m CROSS JOIN span AS s ON s.seq = m.span \
             ORDER BY m.seq",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let document = row.get(4)?;
            let Some(language) = language.get(&document) else { continue };
            let [entity, name, kind, quote] = [row.get_ref(0)?, row.get_ref(1)?, row.get_ref(2)?, row.get_ref(3)?];
            let (entity, name, kind, quote) = (entity.as_str()?, name.as_str()?, kind.as_str()?, quote.as_str()?);
            mentions.add(&Mention { entity, name, kind, quote, language, document });
        }
        Ok(mentions.entities())
    }

    pub(super) fn read_entities(&self) -> rusqlite::Result<Vec<EntityRow>> {
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
