//! Ids made of content: the same document, words and values have the same id in every record; a row that was changed in
//! the file no longer has its own.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::rows::{AccountRow, ActorRow, DateRow, Evidence, FactRow, FigureRow, PlaceRow, Readings, TollRow};

/// 32 hexadecimal digits that stand for the parts, in their order.
pub(crate) fn content_id(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn row_id(table: &str, document: &str, at: &Evidence, values: &impl Serialize) -> String {
    let values = serde_json::to_string(values).unwrap_or_default();
    content_id(&[table, document, &at.bytes.start.to_string(), &at.bytes.end.to_string(), &values])
}

pub(crate) fn date(document: &str, row: &DateRow) -> String {
    row_id("date", document, &row.at, &(&row.value, &row.kind))
}

pub(crate) fn place(document: &str, row: &PlaceRow) -> String {
    row_id("place", document, &row.at, &row.entity)
}

pub(crate) fn actor(document: &str, row: &ActorRow) -> String {
    row_id("actor", document, &row.at, &row.entity)
}

/// `places` are the numbers of the row's places among those of its document.
pub(crate) fn figure(document: &str, row: &FigureRow, places: &[usize]) -> String {
    let values = (
        (row.measure, row.low, row.high, row.approx, row.exclusive, &row.unit, &row.of),
        (&row.date, places, row.status, row.claimed_by.told()),
    );
    row_id("figure", document, &row.at, &values)
}

pub(crate) fn toll(document: &str, row: &TollRow) -> String {
    let values = (
        (row.measure, row.told.low, row.told.best, row.told.high, row.side, row.status),
        (row.claimed_by.told(), row.victims),
    );
    row_id("toll", document, &row.at, &values)
}

/// `places` are the numbers of the row's places among those of its document.
pub(crate) fn account(document: &str, row: &AccountRow, places: &[usize]) -> String {
    let values = (
        (row.event_type, &row.mode, &row.context, &row.date, places),
        (&row.agents, &row.targets, row.status, row.claimed_by.told()),
    );
    row_id("account", document, &row.at, &values)
}

pub(crate) fn fact(document: &str, row: &FactRow) -> String {
    let values = (
        (&row.subject.text, &row.predicate, &row.object.text, &row.qualifier),
        (&row.from, &row.to, &row.on, row.status, row.claimed_by.told()),
    );
    row_id("fact", document, &row.at, &values)
}

impl Readings {
    /// A row whose id is not the one that its content has, as "kind id".
    pub(crate) fn changed_row(&self) -> Option<String> {
        let document = |at: &Evidence| self.documents[at.document].id.as_str();
        let mut first = vec![0; self.documents.len()];
        for (at, place) in self.places.iter().enumerate().rev() {
            first[place.at.document] = at;
        }
        let own = |at: &Evidence, places: &[usize]| -> Vec<usize> {
            places.iter().map(|place| place.saturating_sub(first[at.document])).collect()
        };
        let dates = self.dates.iter().map(|row| ("date", &row.id, date(document(&row.at), row)));
        let places = self.places.iter().map(|row| ("place", &row.id, place(document(&row.at), row)));
        let actors = self.actors.iter().map(|row| ("actor", &row.id, actor(document(&row.at), row)));
        let of = |row: &FigureRow| figure(document(&row.at), row, &own(&row.at, &row.places));
        let figures = self.figures.iter().map(|row| ("figure", &row.id, of(row)));
        let tolls = self.tolls.iter().map(|row| ("toll", &row.id, toll(document(&row.at), row)));
        let of = |row: &AccountRow| account(document(&row.at), row, &own(&row.at, &row.places));
        let accounts = self.accounts.iter().map(|row| ("account", &row.id, of(row)));
        let facts = self.facts.iter().map(|row| ("fact", &row.id, fact(document(&row.at), row)));
        let mut all = dates.chain(places).chain(actors).chain(figures).chain(tolls).chain(accounts).chain(facts);
        all.find(|(_, id, made)| *id != made).map(|(kind, id, _)| format!("{kind} {id}"))
    }
}
