//! Disputes: accounts, figures and facts that speak of one thing and cannot all hold.
//!
//! Each kind has its rule and says it in words. What agrees with less or more precision (a day and its month, a number
//! and its rounding) is no dispute.

mod against;
mod answered;
mod around;
mod attribution;
mod blamed;
mod causes;
mod dates;
mod denied;
mod facts;
mod figures;
mod identity;
mod implied;
mod names;
mod natures;
mod scenes;
mod standing;
mod status;
mod trend;
mod victims;
mod views;

use std::collections::{BTreeSet, HashMap};

use super::copies::Copies;
use super::kinship::Kinship;
use crate::findings::{DisputeKind, DisputeRow, EntityRow, EventRow, Position, Stance};
use crate::identity::content_id;
use crate::phrase::{self, Part, Phrase};
use crate::rows::{AccountRow, FactRow, Readings};

/// What disputes are looked for in.
pub(super) struct Matter<'a> {
    pub(super) readings: &'a Readings,
    pub(super) entities: &'a [EntityRow],
    pub(super) kinship: &'a Kinship,
    pub(super) copies: &'a Copies,
    pub(super) events: &'a [EventRow],
    pub(super) event_of_figure: &'a [Option<usize>],
}

/// Every dispute, by kind and first words.
pub(super) fn disputes(matter: &Matter<'_>) -> Vec<DisputeRow> {
    let mut found = Vec::new();
    figures::disputes(matter, &mut found);
    implied::disputes(matter, &mut found);
    standing::disputes(matter, &mut found);
    dates::disputes(matter, &mut found);
    identity::disputes(matter, &mut found);
    natures::disputes(matter, &mut found);
    facts::disputes(matter, &mut found);
    status::disputes(matter, &mut found);
    trend::disputes(matter, &mut found);
    attribution::disputes(matter, &mut found);
    denied::disputes(matter, &mut found);
    blamed::disputes(matter, &mut found);
    answered::disputes(matter, &mut found);
    let mut seen = BTreeSet::new();
    found.retain(|dispute| seen.insert(dispute.id.clone()));
    let first = |row: &DisputeRow| row.rows.first().map(|row| row.at.clone());
    found.sort_by_cached_key(|row| (row.kind, first(row), row.id.clone()));
    found
}

/// A dispute in the making.
struct Draft {
    about: Phrase,
    kind: DisputeKind,
    rule: Phrase,
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
            stances: stances(matter, &self.rows),
            rows: self.rows,
        }
    }
}

/// Rows by their value, in the order in which each value is first told.
fn stances(matter: &Matter<'_>, rows: &[Position]) -> Vec<Stance> {
    let (mut values, mut place) = (Vec::<(&str, Vec<usize>)>::new(), HashMap::<&str, usize>::new());
    for (at, row) in rows.iter().enumerate() {
        let of = *place.entry(&row.value).or_insert(values.len());
        if of == values.len() {
            values.push((&row.value, Vec::new()));
        }
        values[of].1.push(at);
    }
    let stance = |(value, own): (&str, Vec<usize>)| {
        let mut claimants: Vec<String> =
            own.iter().filter_map(|&at| rows[at].claimed_by.told()).map(str::to_owned).collect();
        claimants.sort();
        claimants.dedup();
        let day = |at: &usize| {
            let published = matter.readings.document(&rows[*at].at).published.as_ref()?;
            Some((published.latest()?, published.as_str().to_owned()))
        };
        let days: BTreeSet<_> = own.iter().filter_map(day).collect();
        Stance {
            value: value.to_owned(),
            claimants,
            voices: matter.copies.voices(own.iter().map(|&at| (&rows[at].at, &rows[at].claimed_by))),
            first_said: days.first().map(|(_, text)| text.clone()),
            last_said: days.last().map(|(_, text)| text.clone()),
            rows: own,
        }
    };
    values.into_iter().map(stance).collect()
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
    fn told(&self, account: &AccountRow) -> Phrase {
        let names = |ids: &[String]| Part::list(ids.iter().map(|id| self.name(id)));
        phrase::ACT.say([
            Part::term(account.event_type.name()),
            names(&account.agents),
            names(&account.targets),
            account.places.first().map_or("", |&place| &self.readings.places[place].name).into(),
            account.date.as_ref().map_or("", |date| date.as_str()).into(),
        ])
    }

    /// Whether somebody is a state or its force, or holds an office of one by what their document tells.
    fn speaks_for_state(&self, who: &str, document: usize) -> bool {
        let state = |id: &str| self.kinship.is(id, &["state", "military"]);
        let office = |fact: &FactRow| {
            matches!(fact.predicate.as_str(), "holds-office" | "leads")
                && fact.subject.is_entity
                && fact.subject.text == who
                && state(&fact.object.text)
        };
        state(who) || self.readings.facts_of(document).iter().any(office)
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
