//! Who can be rated: who publishes documents of the record, and the actors that they tell of.

use std::collections::BTreeSet;

use super::{NewDecision, refused};
use crate::Snapshot;
use crate::judge::{Content, RELIABILITY, Rated, reliability};
use crate::rows::Readings;
use crate::store::{Record, RecordError};

/// The names of a record's sources.
pub(super) struct Sources {
    outlets: BTreeSet<String>,
    /// Its actors alone.
    actors: Snapshot,
}

impl NewDecision {
    /// Whether it is a source that is rated, and not a claim.
    pub(super) fn rates_source(&self) -> bool {
        self.field.as_deref() == Some(RELIABILITY)
    }
}

impl Sources {
    /// Those of readings without any record.
    pub(super) fn told(told: &Readings) -> Sources {
        let outlets = told.documents.iter().filter_map(|row| row.outlet.clone()).collect();
        Sources { outlets, actors: Snapshot::of(told.clone()) }
    }

    /// The key and the content of a rating; an outlet by its name, whatever its case, an actor by an id or a name.
    pub(super) fn rated(&self, new: &NewDecision) -> Result<(String, Content), RecordError> {
        let (field, value) = reliability(new.value.as_deref()).map_err(refused)?;
        let source = self.find(new.target.trim())?;
        let content = Content { field, value, judged: vec![vec![source.words()]], ..Content::default() };
        Ok((source.key(), content))
    }

    fn find(&self, asked: &str) -> Result<Rated, RecordError> {
        let wanted = asked.strip_prefix(Rated::OUTLET).unwrap_or(asked).to_lowercase();
        let outlet = self.outlets.iter().find(|name| name.to_lowercase() == wanted);
        // An id names one actor alone, also where an outlet is called the same.
        let actors = &self.actors.findings.entities;
        if let Some(outlet) = outlet.filter(|_| actors.iter().all(|row| row.id != asked)) {
            return Ok(Rated::Outlet(outlet.clone()));
        }
        match self.actors.find_actor(asked) {
            Ok(actor) => Ok(Rated::Actor(actor.id.clone(), actor.name.clone())),
            Err(_) => {
                let known: Vec<&str> = self.outlets.iter().take(MOST_TOLD).map(String::as_str).collect();
                Err(refused(format!(
                    "the record names no source '{asked}': give an outlet as its metadata name it ({}), or an actor by id or name",
                    known.join(", ")
                )))
            }
        }
    }
}

/// Outlets that an error tells.
const MOST_TOLD: usize = 12;

impl Record {
    /// The sources of the documents of now.
    pub(super) fn sources(&self) -> Result<Sources, RecordError> {
        let read = || {
            let sql = "SELECT DISTINCT outlet FROM document WHERE outlet IS NOT NULL AND superseded IS NULL";
            self.connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        let mut actors = Snapshot::default();
        actors.findings.entities = self.entities()?;
        Ok(Sources { outlets: self.on(read())?, actors })
    }
}
