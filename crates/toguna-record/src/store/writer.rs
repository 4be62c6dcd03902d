//! The rows of one document as rows of tables, in the order in which they refer to each other.

use std::collections::HashMap;

use rusqlite::{Transaction, params};
use toguna_code::SubEvent;
use toguna_mark::Edtf;

use super::put::dated;
use crate::rows::{AccountRow, ClaimedBy, DateRow, Evidence, FactRow, FigureRow, PlaceRow, Readings, TollRow};

/// Writes the rows of one document.
pub(super) struct Writer<'a> {
    pub(super) sql: &'a Transaction<'a>,
    pub(super) document: i64,
    /// The spans that are there already, by their first byte and the one past their last.
    pub(super) spans: HashMap<(u32, u32), i64>,
}

impl Writer<'_> {
    pub(super) fn write(mut self, rows: &Readings) -> rusqlite::Result<()> {
        rows.dates.iter().try_for_each(|row| self.date(row).map(drop))?;
        for row in &rows.actors {
            let span = self.span(&row.at)?;
            self.insert(
                "INSERT INTO actor_mark (id, span, entity, name, kind, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![row.id, span, row.entity, row.name, row.kind, row.why],
            )?;
        }
        let places = rows.places.iter().map(|row| self.place(row)).collect::<rusqlite::Result<Vec<_>>>()?;
        let figures = rows.figures.iter().map(|row| self.figure(row, &places)).collect::<rusqlite::Result<Vec<_>>>()?;
        for (row, &seq) in rows.figures.iter().zip(&figures) {
            let link = |at: Option<usize>| at.map(|at| figures[at]);
            let sql = "UPDATE figure SET part_of = ?2, supersedes = ?3 WHERE seq = ?1";
            self.sql.prepare_cached(sql)?.execute(params![seq, link(row.part_of), link(row.supersedes)])?;
        }
        let tolls = self.tolls(&rows.tolls)?;
        for row in &rows.accounts {
            self.account(row, &places, &figures, &tolls)?;
        }
        rows.facts.iter().try_for_each(|row| self.fact(row).map(drop))
    }

    pub(super) fn date(&mut self, row: &DateRow) -> rusqlite::Result<i64> {
        let span = self.span(&row.at)?;
        let value = Edtf::parse(&row.value).ok();
        let (_, earliest, latest) = dated(value.as_ref());
        self.insert(
            "INSERT INTO date_mark (id, span, value, kind, earliest, latest, contradiction, why) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![row.id, span, row.value, row.kind, earliest, latest, row.contradiction, row.why],
        )
    }

    fn insert(&self, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<i64> {
        self.sql.prepare_cached(sql)?.execute(values)?;
        Ok(self.sql.last_insert_rowid())
    }

    fn span(&mut self, at: &Evidence) -> rusqlite::Result<i64> {
        let key = (at.bytes.start, at.bytes.end);
        if let Some(&seq) = self.spans.get(&key) {
            return Ok(seq);
        }
        let seq = self.insert(
            "INSERT INTO span (document, start, end, cp_start, cp_end, quote) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![self.document, at.bytes.start, at.bytes.end, at.points.start, at.points.end, at.quote],
        )?;
        self.spans.insert(key, seq);
        Ok(seq)
    }

    fn place(&mut self, row: &PlaceRow) -> rusqlite::Result<i64> {
        let span = self.span(&row.at)?;
        self.insert(
            "INSERT INTO place_mark (id, span, entity, name, lat, lon, level, country, \"precision\", why) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                row.id,
                span,
                row.entity,
                row.name,
                row.lat,
                row.lon,
                row.level,
                row.country,
                row.precision,
                row.why
            ],
        )
    }

    pub(super) fn figure(&mut self, row: &FigureRow, places: &[i64]) -> rusqlite::Result<i64> {
        let span = self.span(&row.at)?;
        let (date, earliest, latest) = dated(row.date.as_ref());
        let ClaimedBy { entity, words } = &row.claimed_by;
        let seq = self.insert(
            "INSERT INTO figure (id, span, measure, low, high, approx, exclusive, unit, of_words, date, earliest, latest, \
             status, claimed_by, claimed_by_words, why) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            params![
                row.id, span, row.measure.name(), row.low, row.high, row.approx, row.exclusive, row.unit, row.of, date,
                earliest, latest, row.status.name(), entity, words, row.why
            ],
        )?;
        for (position, &place) in row.places.iter().enumerate() {
            let sql = "INSERT INTO figure_place (figure, position, place) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![seq, position as i64, places[place]])?;
        }
        Ok(seq)
    }

    pub(super) fn tolls(&mut self, rows: &[TollRow]) -> rusqlite::Result<Vec<i64>> {
        let mut seqs = Vec::with_capacity(rows.len());
        for row in rows {
            let span = self.span(&row.at)?;
            let ClaimedBy { entity, words } = &row.claimed_by;
            seqs.push(self.insert(
                "INSERT INTO toll (id, span, measure, low, best, high, side, status, claimed_by, claimed_by_words, victims) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                params![
                    row.id, span, row.measure.name(), row.told.low, row.told.best, row.told.high, row.side.name(),
                    row.status.name(), entity, words, row.victims as i64
                ],
            )?);
        }
        for (row, &seq) in rows.iter().zip(&seqs) {
            let link = |at: Option<usize>| at.map(|at| seqs[at]);
            let sql = "UPDATE toll SET part_of = ?2, superseded_by = ?3 WHERE seq = ?1";
            self.sql.prepare_cached(sql)?.execute(params![seq, link(row.part_of), link(row.superseded_by)])?;
        }
        Ok(seqs)
    }

    pub(super) fn account(
        &mut self,
        row: &AccountRow,
        places: &[i64],
        figures: &[i64],
        tolls: &[i64],
    ) -> rusqlite::Result<i64> {
        let span = self.span(&row.at)?;
        let (date, earliest, latest) = dated(row.date.as_ref());
        let ClaimedBy { entity, words } = &row.claimed_by;
        let seq = self.insert(
            "INSERT INTO account (id, span, type, mode, context, date, earliest, latest, status, claimed_by, \
             claimed_by_words, confidence, why, acled, main, sides, announced_then) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            params![
                row.id,
                span,
                row.event_type.name(),
                row.mode,
                row.context,
                date,
                earliest,
                latest,
                row.status.name(),
                entity,
                words,
                row.confidence,
                row.why,
                row.acled.map(SubEvent::name),
                row.main,
                serde_json::to_string(&row.sides).unwrap_or_default(),
                row.announced_then
            ],
        )?;
        for (position, at) in row.also.iter().enumerate() {
            let span = self.span(at)?;
            let sql = "INSERT INTO account_also (account, position, span) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![seq, position as i64, span])?;
        }
        for (position, &place) in row.places.iter().enumerate() {
            let sql = "INSERT INTO account_place (account, position, place) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![seq, position as i64, places[place]])?;
        }
        for (position, &figure) in row.figures.iter().enumerate() {
            let sql = "INSERT INTO account_figure (account, position, figure) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![seq, position as i64, figures[figure]])?;
        }
        for (position, &toll) in row.tolls.iter().enumerate() {
            let sql = "INSERT INTO account_toll (account, position, toll) VALUES (?1, ?2, ?3)";
            self.insert(sql, params![seq, position as i64, tolls[toll]])?;
        }
        for (role, entities) in [("agent", &row.agents), ("target", &row.targets)] {
            for (position, entity) in entities.iter().enumerate() {
                let sql = "INSERT INTO account_actor (account, role, position, entity) VALUES (?1, ?2, ?3, ?4)";
                self.insert(sql, params![seq, role, position as i64, entity])?;
            }
        }
        Ok(seq)
    }

    pub(super) fn fact(&mut self, row: &FactRow) -> rusqlite::Result<i64> {
        let span = self.span(&row.at)?;
        let text = |date: &Option<Edtf>| date.as_ref().map(|date| date.as_str().to_owned());
        let ClaimedBy { entity, words } = &row.claimed_by;
        self.insert(
            "INSERT INTO fact (id, span, subject, subject_is_entity, predicate, object, object_is_entity, qualifier, \
             from_date, to_date, on_date, status, claimed_by, claimed_by_words, why) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                row.id,
                span,
                row.subject.text,
                row.subject.is_entity,
                row.predicate,
                row.object.text,
                row.object.is_entity,
                row.qualifier,
                text(&row.from),
                text(&row.to),
                text(&row.on),
                row.status.name(),
                entity,
                words,
                row.why
            ],
        )
    }
}
