//! What is told to have happened, in the order of time; and what does not agree.

use jiff::civil::Date;
use toguna_code::Estimate;

use super::{Answer, AnswerRow, Source, claim_source, claimant, listed, source};
use crate::Snapshot;
use crate::findings::{DisputeKind, DisputeRow, EventRow, Position};
use crate::when::Bounds;

impl Snapshot {
    /// The events whose dates touch the days from `from` to `to`; without either, also those without a date, at the end.
    pub fn timeline(&self, from: Option<Date>, to: Option<Date>) -> Answer {
        let asked = Bounds { earliest: from, latest: to };
        let all = from.is_none() && to.is_none();
        let mut events: Vec<(Option<Bounds>, &EventRow)> = self
            .findings
            .events
            .iter()
            .map(|event| (self.bounds_of(event), event))
            .filter(|(when, _)| when.map_or(all, |when| when.meets(&asked)))
            .collect();
        events.sort_by_key(|(when, event)| {
            (when.is_none(), when.and_then(|when| when.earliest), when.and_then(|when| when.latest), event.accounts[0])
        });
        let rows = events.into_iter().map(|(_, event)| self.event_row(event)).collect();
        Answer::new("timeline", rows)
    }

    /// The disputes, all or of one kind or actor.
    pub fn disputes(&self, kind: Option<DisputeKind>, entity: Option<&str>) -> Answer {
        let wanted = |row: &&DisputeRow| {
            kind.is_none_or(|kind| row.kind == kind)
                && entity.is_none_or(|id| row.entities.iter().any(|other| other == id))
        };
        let rows = self.findings.disputes.iter().filter(wanted).flat_map(|row| self.dispute_rows(row)).collect();
        Answer::new("disputes", rows)
    }

    /// An event in one row with the words of all its accounts.
    pub(super) fn event_row(&self, event: &EventRow) -> AnswerRow {
        let accounts: Vec<_> = event.accounts.iter().map(|&at| &self.readings.accounts[at]).collect();
        let mut statuses: Vec<&str> = accounts.iter().map(|account| account.status.name()).collect();
        statuses.sort_unstable();
        statuses.dedup();
        let mut claimants: Vec<String> = accounts.iter().filter_map(|account| claimant(&account.claimed_by)).collect();
        claimants.sort();
        claimants.dedup();
        AnswerRow {
            steps: Vec::new(),
            kind: "event",
            id: event.id.clone(),
            date: event.date.clone(),
            told: self.event_words(event),
            status: Some(statuses.join(", ")),
            said_by: self.said_by(claimants.iter().map(String::as_str)),
            claimed_by: listed(claimants.iter().map(String::as_str)),
            sources: accounts.iter().map(|row| claim_source(self, &row.id, &row.claimed_by, &row.at)).collect(),
        }
    }

    /// Who did what to whom and where, with the deaths told.
    pub fn event_words(&self, event: &EventRow) -> String {
        let mut words = self.account_words(event.accounts[0]);
        if let Some(deaths) = &event.deaths {
            words.push_str(&format!("; deaths {}", estimate_words(&deaths.all)));
        }
        for row in &event.settled {
            words.push_str(&format!("; {} settled by {}", row.field(), row.who));
        }
        words
    }

    /// Who did what to whom and where, of one account.
    pub(super) fn account_words(&self, account: usize) -> String {
        let row = &self.readings.accounts[account];
        let names = |ids: &[String]| ids.iter().map(|id| self.entity_name(id)).collect::<Vec<_>>().join(", ");
        let mut words = row.event_type.name().to_owned();
        if let Some(mode) = &row.mode {
            words.push_str(&format!(" ({mode})"));
        }
        if !row.agents.is_empty() {
            words.push_str(&format!(" by {}", names(&row.agents)));
        }
        if !row.targets.is_empty() {
            words.push_str(&format!(" → {}", names(&row.targets)));
        }
        let places: Vec<&str> = row.places.iter().map(|&at| self.readings.places[at].name.as_str()).collect();
        if !places.is_empty() {
            words.push_str(&format!(" at {}", places.join(", ")));
        }
        words
    }

    /// The name of an entity as most mentions give it, or its id.
    pub fn entity_name<'a>(&'a self, id: &'a str) -> &'a str {
        let entities = &self.findings.entities;
        entities.binary_search_by(|row| row.id.as_str().cmp(id)).map_or(id, |at| &entities[at].name)
    }

    /// A dispute and its sides, a row each.
    pub(super) fn dispute_rows(&self, dispute: &DisputeRow) -> Vec<AnswerRow> {
        let same = if dispute.same_as { " (names of one thing, no contradiction)" } else { "" };
        let grew = if dispute.instalment { " (the count may have grown)" } else { "" };
        let head = AnswerRow {
            steps: Vec::new(),
            kind: "dispute",
            id: dispute.id.clone(),
            date: None,
            told: format!("{}: {}{same}{grew} — {}", dispute.kind, dispute.about, dispute.rule),
            status: None,
            claimed_by: None,
            said_by: None,
            sources: Vec::new(),
        };
        let sides = dispute.stances.iter().map(|stance| {
            let sources = stance.rows.iter().map(|&at| self.position_source(dispute, &dispute.rows[at]));
            let voices = if stance.voices == 1 { "1 voice".into() } else { format!("{} voices", stance.voices) };
            let said = match (&stance.first_said, &stance.last_said) {
                (Some(first), Some(last)) if first == last => format!(", said {first}"),
                (Some(first), Some(last)) => format!(", said from {first} to {last}"),
                _ => String::new(),
            };
            AnswerRow {
                steps: Vec::new(),
                kind: "position",
                id: dispute.id.clone(),
                date: None,
                told: format!("{} ({voices}{said})", stance.value),
                status: None,
                claimed_by: listed(stance.claimants.iter().map(String::as_str)),
                said_by: self.said_by(stance.claimants.iter().map(String::as_str)),
                sources: sources.collect(),
            }
        });
        std::iter::once(head).chain(sides).collect()
    }

    /// Where a position of a dispute is told.
    fn position_source(&self, dispute: &DisputeRow, row: &Position) -> Source {
        match self.claim_at(dispute.kind, &row.at) {
            Some(claim) => claim_source(self, claim, &row.claimed_by, &row.at),
            None => source(self, &row.at),
        }
    }
}

/// An estimate as one reads it: one number where the three agree, an open end as "?".
pub(super) fn estimate_words(told: &Estimate) -> String {
    let word = |number: Option<f64>| number.map_or_else(|| "?".to_string(), |number| number.to_string());
    if told.low == told.high && told.best.is_some() {
        return word(told.best);
    }
    let range = format!("{}–{}", word(told.low), word(told.high));
    told.best.map_or_else(|| range.clone(), |best| format!("{range}, most told {best}"))
}
