//! The disputes of now as an answer tells them, from the tables of a finished build.

use std::collections::BTreeSet;

use rusqlite::params;

use super::list::{DISPUTES, IN_ORDER, join, json_list};
use super::rows::Circles;
use super::{AsOf, LISTED};
use crate::Snapshot;
use crate::findings::DisputeKind;
use crate::query::Answer;
use crate::store::load::Clocks;
use crate::store::{Record, RecordError};

impl Record {
    /// The first `limit` disputes of now, all or of one kind or actor, as [`Snapshot::disputes`] tells them, and how many there
    /// are; `None` where only the whole record can tell, or where it knows no such actor.
    pub fn first_of_disputes(
        &self,
        kind: Option<DisputeKind>,
        actor: Option<&str>,
        limit: usize,
    ) -> Result<Option<(Answer, usize)>, RecordError> {
        self.computed_alone(|record| {
            let as_of = if record.is_finished()? { record.now_or_day(Clocks::default())? } else { None };
            let Some(as_of) = as_of else { return Ok(None) };
            let mut known = Snapshot::default();
            known.findings.entities = if actor.is_some() { record.entities()? } else { Vec::new() };
            let Ok(actor) = actor.map(|name| known.find_actor(name)).transpose() else { return Ok(None) };
            let read = || {
                let ids = record.dispute_ids(kind, actor.map(|row| row.id.as_str()))?;
                let first = json_list(&ids[..limit.min(ids.len())]);
                Ok((record.disputes_with_dates(&first, &as_of)?.disputes(None, None), ids.len()))
            };
            record.on(read()).map(Some)
        })
    }

    pub(super) fn dispute_ids(&self, kind: Option<DisputeKind>, actor: Option<&str>) -> rusqlite::Result<Vec<String>> {
        let sql = format!(
            "SELECT t.id FROM {DISPUTES} WHERE (?1 IS NULL OR t.kind = ?1) \
             AND (?2 IS NULL OR instr(' ' || t.entities || ' ', ' ' || ?2 || ' ')) ORDER BY {IN_ORDER}"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        query.query_map(params![kind.map(DisputeKind::name), actor], |row| row.get(0))?.collect()
    }

    /// Disputes, their ids listed in JSON, with the days that the record supports for documents that tell none.
    pub(super) fn disputes_with_dates(&self, ids: &str, as_of: &AsOf) -> rusqlite::Result<Snapshot> {
        let (told, undated) = (self.disputed(ids)?, self.undated_sides(ids, as_of)?);
        if undated.is_empty() {
            return Ok(told);
        }
        let mut part = self.part(self.beside(&undated)?, &Circles::default(), as_of)?;
        join(&mut part, told);
        Ok(part)
    }

    /// The documents of the sides of disputes whose day the record may have to tell.
    pub(super) fn undated_sides(&self, ids: &str, as_of: &AsOf) -> rusqlite::Result<BTreeSet<i64>> {
        let documents = self.numbers(
            &format!(
                "SELECT DISTINCT s.document FROM dispute_row AS r JOIN span AS s ON s.seq = r.span WHERE r.dispute IN ({LISTED})"
            ),
            [ids],
        )?;
        self.undated(&documents, as_of)
    }
}
