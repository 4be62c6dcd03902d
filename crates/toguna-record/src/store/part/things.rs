//! One event, place, figure or actor, shown without loading the rest of the record.
//!
//! Of places and figures no dispute is told, so that any day is answered so. Of events and actors it is: as of an earlier day
//! only the whole record can tell what was disputed then.

use std::collections::{BTreeSet, HashSet};

use rusqlite::params;

use super::besides::Besides;
use super::list::{join, json_list};
use super::rows::Circles;
use super::{AsOf, LISTED};
use crate::Snapshot;
use crate::findings::EntityRow;
use crate::query::{Answer, Meaning};
use crate::store::load::{Clocks, listed};
use crate::store::public::PUBLIC;
use crate::store::{Record, RecordError};

impl Record {
    /// An event by the beginning of its id, as [`Snapshot::show_event`] of now shows it; `None` where only the whole record can
    /// tell, or where it has no such event.
    pub fn show_event(&self, asked: &str) -> Result<Option<Answer>, RecordError> {
        let part = self.of_day(Clocks::default(), |record, as_of| {
            // Ids are letters and digits, of which none stands behind `z`.
            let sql = "SELECT id FROM event WHERE id >= ?1 AND id < ?1 || '{' AND length(?1) >= 6";
            let mut query = record.connection.prepare_cached(sql)?;
            let ids: Vec<String> = query.query_map([asked], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            if ids.is_empty() { Ok(None) } else { record.told_with_disputes(&json_list(&ids), as_of).map(Some) }
        })?;
        Ok(part.and_then(|part| part.show_event(asked).ok()))
    }

    /// A place by name or id, as [`Snapshot::show_place`] of the clocks shows it; `None` where only the whole record can tell, or
    /// where it has no such place.
    pub fn show_place(&self, asked: &str, clocks: Clocks) -> Result<Option<Answer>, RecordError> {
        let part = self.of_day(clocks, |record, as_of| {
            let places = record.places_meant(asked, as_of)?;
            let there = |table: &str, what: &str| -> rusqlite::Result<BTreeSet<i64>> {
                let sql = format!("SELECT {what} FROM {table} WHERE place IN ({LISTED})");
                record.numbers(&sql, [listed(&places)])
            };
            let accounts = record.with_their_events(&there("account_place", "account")?)?;
            let figures = there("figure_place", "figure")?;
            let besides = Besides { places, figures, ..Besides::default() };
            record.part_with(accounts, &Circles::default(), &besides, as_of).map(Some)
        })?;
        Ok(part.and_then(|part| part.show_place(asked).ok()))
    }

    /// Figures as [`Snapshot::show_figure`] of the clocks shows them; `None` where only the whole record can tell, or where it has
    /// no such figure.
    pub fn show_figure(&self, asked: &str, clocks: Clocks) -> Result<Option<Answer>, RecordError> {
        let part = self.of_day(clocks, |record, as_of| {
            let besides = Besides { figures: record.figures_meant(asked, as_of)?, ..Besides::default() };
            record.part_with(BTreeSet::new(), &Circles::default(), &besides, as_of).map(Some)
        })?;
        Ok(part.and_then(|part| part.show_figure(asked).ok()))
    }

    /// An actor by id or name, as [`Snapshot::show_actor`] of now shows it; `None` where only the whole record can tell, or where
    /// it has no such actor.
    pub fn show_actor(&self, asked: &str) -> Result<Option<Answer>, RecordError> {
        Ok(self.actor(asked)?.and_then(|part| part.show_actor(asked).ok()))
    }

    /// A snapshot in which an actor, by id or name, with all that is told of it is that of the record of now; `None` where only
    /// the whole record can tell, or where it has no such actor.
    pub fn actor(&self, asked: &str) -> Result<Option<Snapshot>, RecordError> {
        let mut known = Snapshot::default();
        self.of_day(Clocks::default(), |record, as_of| {
            known.findings.entities = record.read_entities()?;
            let Ok(found) = known.find_actor(asked) else { return Ok(None) };
            let mut part = record.told_of(found, as_of)?;
            // By any of its names it is found among all.
            part.findings.entities = std::mem::take(&mut known.findings.entities);
            Ok(Some(part))
        })
    }

    /// What is told of an actor of now.
    fn told_of(&self, actor: &EntityRow, as_of: &AsOf) -> rusqlite::Result<Snapshot> {
        let id = actor.id.as_str();
        let told = |table: &str, which: &str| {
            let sql = format!(
                "SELECT t.seq FROM {table} AS t CROSS JOIN span ON span.seq = t.span \
                 CROSS JOIN document ON document.seq = span.document WHERE superseded IS NULL AND ({which})"
            );
            self.numbers(&sql, [id])
        };
        let accounts = told("account", "t.seq IN (SELECT account FROM account_actor WHERE entity = ?1)")?;
        let side = "t.subject_is_entity AND t.subject = ?1 OR t.object_is_entity AND t.object = ?1";
        let (facts, figures) = (told("fact", side)?, told("figure", "t.claimed_by = ?1")?);
        let besides = Besides { actors: self.first_mentions(id, as_of)?, facts, figures, ..Besides::default() };
        let disputes = json_list(self.dispute_ids(None, Some(id))?);
        let mut accounts = self.with_their_events(&accounts)?;
        accounts.extend(self.beside(&self.undated_sides(&disputes, as_of)?)?);
        let mut part = self.part_with(accounts, &Circles::default(), &besides, as_of)?;
        join(&mut part, self.disputed(&disputes)?);
        Ok(part)
    }

    /// The first mention of an actor under each of its names in each language.
    fn first_mentions(&self, id: &str, as_of: &AsOf) -> rusqlite::Result<BTreeSet<i64>> {
        let sql = format!(
            "SELECT m.seq, s.quote, language FROM actor_mark AS m CROSS JOIN span AS s ON s.seq = m.span \
             CROSS JOIN document ON document.seq = s.document WHERE m.entity = ?1 AND superseded IS NULL AND {PUBLIC} <= ?2 \
             ORDER BY document.name, document.seq, s.start, s.end, m.id"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query(params![id, as_of.day])?;
        let (mut seen, mut first) = (HashSet::<(String, String)>::new(), BTreeSet::new());
        while let Some(row) = rows.next()? {
            if seen.insert((row.get(1)?, row.get(2)?)) {
                first.insert(row.get(0)?);
            }
        }
        Ok(first)
    }

    /// The mentions of a place that is meant by its id, its name or the words of the mention.
    fn places_meant(&self, asked: &str, as_of: &AsOf) -> rusqlite::Result<BTreeSet<i64>> {
        let mut meaning = Meaning::of(asked);
        self.meant("place_mark", "t.entity, t.name, s.quote", as_of, |[entity, name, quote]| {
            meaning.is_place(entity, name, quote)
        })
    }

    /// The figures that are meant by the beginning of an id, by measure, or by words of what they count.
    fn figures_meant(&self, asked: &str, as_of: &AsOf) -> rusqlite::Result<BTreeSet<i64>> {
        let mut meaning = Meaning::of(asked);
        self.meant("figure", "t.id, t.measure, t.of_words", as_of, |[id, measure, of]| {
            meaning.is_figure(id, measure, of)
        })
    }

    /// The rows of a table that are public and meant by three of their columns.
    fn meant(
        &self,
        table: &str,
        columns: &str,
        as_of: &AsOf,
        mut is_meant: impl FnMut([&str; 3]) -> bool,
    ) -> rusqlite::Result<BTreeSet<i64>> {
        let sql =
            format!("SELECT {columns}, t.seq, s.document FROM {table} AS t CROSS JOIN span AS s ON s.seq = t.span");
        let public = format!("SELECT seq FROM document WHERE superseded IS NULL AND {PUBLIC} <= ?1");
        let public = self.numbers(&public, [&as_of.day])?;
        let mut query = self.connection.prepare_cached(&sql)?;
        let (mut rows, mut meant) = (query.query([])?, BTreeSet::new());
        while let Some(row) = rows.next()? {
            let told = [row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?];
            if is_meant(told) && public.contains(&row.get(4)?) {
                meant.insert(row.get(3)?);
            }
        }
        Ok(meant)
    }

    /// These accounts with all of their events.
    fn with_their_events(&self, accounts: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
        let sql = format!(
            "SELECT e.account FROM event_account AS o JOIN event_account AS e ON e.event = o.event WHERE o.account IN ({LISTED})"
        );
        Ok(&self.numbers(&sql, [listed(accounts)])? | accounts)
    }
}
