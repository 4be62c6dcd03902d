//! Disputes: accounts, figures and facts that speak of one thing and cannot all hold.
//!
//! Each kind has its rule and says it in words. What agrees with less or more precision (a day and its month, a number
//! and its rounding) is no dispute.

mod attribution;
mod dates;
mod facts;
mod figures;
mod identity;
mod names;
mod status;
mod trend;

use std::collections::BTreeSet;

use super::kinship::Kinship;
use crate::findings::{DisputeKind, DisputeRow, EntityRow, EventRow, Position};
use crate::reading::content_id;
use crate::rows::{AccountRow, Readings};

/// What disputes are looked for in.
pub(super) struct Matter<'a> {
    pub(super) readings: &'a Readings,
    pub(super) entities: &'a [EntityRow],
    pub(super) kinship: &'a Kinship,
    pub(super) events: &'a [EventRow],
    pub(super) event_of_figure: &'a [Option<usize>],
}

/// Every dispute, by kind and first words.
pub(super) fn disputes(matter: &Matter<'_>) -> Vec<DisputeRow> {
    let mut found = Vec::new();
    figures::disputes(matter, &mut found);
    dates::disputes(matter, &mut found);
    identity::disputes(matter, &mut found);
    facts::disputes(matter, &mut found);
    status::disputes(matter, &mut found);
    trend::disputes(matter, &mut found);
    attribution::disputes(matter, &mut found);
    let mut seen = BTreeSet::new();
    found.retain(|dispute| seen.insert(dispute.id.clone()));
    found.sort_by(|a, b| (a.kind, &a.rows, &a.id).cmp(&(b.kind, &b.rows, &b.id)));
    found
}

/// A dispute in the making.
struct Draft {
    about: String,
    kind: DisputeKind,
    rule: String,
    event: Option<String>,
    entities: Vec<String>,
    rows: Vec<Position>,
}

impl Draft {
    /// The dispute with its rows in the order of the record, each once.
    fn done(mut self, matter: &Matter<'_>) -> DisputeRow {
        self.rows.sort();
        self.rows.dedup();
        let mut parts = vec!["dispute".to_owned(), self.kind.name().into()];
        for row in &self.rows {
            let document = matter.readings.document(&row.at).id.clone();
            parts.extend([document, row.at.bytes.start.to_string(), row.at.quote.clone(), row.value.clone()]);
        }
        DisputeRow {
            id: content_id(&parts.iter().map(String::as_str).collect::<Vec<_>>()),
            about: self.about,
            kind: self.kind,
            rule: self.rule,
            same_as: false,
            instalment: false,
            event: self.event,
            entities: self.entities,
            rows: self.rows,
        }
    }
}

impl Matter<'_> {
    /// The name of an entity as most mentions give it.
    fn name<'a>(&'a self, id: &'a str) -> &'a str {
        let found = self.entities.binary_search_by(|row| row.id.as_str().cmp(id));
        found.map_or(id, |at| self.entities[at].name.as_str())
    }

    fn names(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
    }

    /// An account as a side of a dispute.
    fn position(&self, account: &AccountRow, value: String) -> Position {
        Position { at: account.at.clone(), value, claimed_by: account.claimed_by.clone() }
    }

    /// An account's event in a few words: who did what to whom, where, when.
    fn told(&self, account: &AccountRow) -> String {
        let mut words = vec![account.event_type.name().to_owned()];
        if !account.agents.is_empty() {
            words.push(format!("by {}", self.names(&account.agents)));
        }
        if !account.targets.is_empty() {
            words.push(format!("against {}", self.names(&account.targets)));
        }
        if let Some(&place) = account.places.first() {
            words.push(format!("at {}", self.readings.places[place].name));
        }
        if let Some(date) = &account.date {
            words.push(format!("on {date}"));
        }
        words.join(" ")
    }

    /// The accounts of an event.
    fn accounts(&self, event: &EventRow) -> impl Iterator<Item = &AccountRow> + Clone {
        event.accounts.iter().map(|&at| &self.readings.accounts[at])
    }
}

/// Who takes part in an account, for the index of disputes by entity.
fn parties<'a>(accounts: impl Iterator<Item = &'a AccountRow>) -> Vec<String> {
    let all: BTreeSet<&String> = accounts.flat_map(|account| account.agents.iter().chain(&account.targets)).collect();
    all.into_iter().cloned().collect()
}
