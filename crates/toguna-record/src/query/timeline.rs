//! What is told to have happened, in the order of time; and what does not agree.

use jiff::civil::Date;
use toguna_code::Estimate;

use super::{Answer, AnswerRow, Source, claim_source, source};
use crate::Snapshot;
use crate::findings::{DisputeKind, DisputeRow, EventRow, Position, Settled};
use crate::phrase::{self, Form, Part, Phrase};
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
        let row = AnswerRow::new("event", &event.id, self.event_told(event));
        let mut claimants: Vec<&str> = accounts.iter().filter_map(|account| account.claimed_by.told()).collect();
        claimants.sort_unstable();
        claimants.dedup();
        AnswerRow {
            date: event.date.clone(),
            status: Some(statuses.join(", ")),
            sources: accounts.iter().map(|row| claim_source(self, &row.id, &row.claimed_by, &row.at)).collect(),
            ..row.said_by(self, claimants)
        }
    }

    /// Who did what to whom and where, with the deaths told.
    pub fn event_words(&self, event: &EventRow) -> String {
        self.event_told(event).to_string()
    }

    fn event_told(&self, event: &EventRow) -> Phrase {
        let settled = |row: &Settled| phrase::SETTLED_SHORT.say([Part::term(row.field()), row.who.as_str().into()]);
        phrase::EVENT.say([
            self.account_told(event.accounts[0]).into(),
            event.deaths.as_ref().map_or_else(|| "".into(), |deaths| Part::from(estimate(&deaths.all))),
            Part::list(event.settled.iter().map(settled)),
        ])
    }

    /// Who did what to whom and where, of one account.
    pub(super) fn account_told(&self, account: usize) -> Phrase {
        let row = &self.readings.accounts[account];
        let names = |ids: &[String]| Part::list(ids.iter().map(|id| self.entity_name(id)));
        phrase::ACCOUNT.say([
            Part::term(row.event_type.name()),
            Part::term(row.mode.as_deref().unwrap_or_default()),
            names(&row.agents),
            names(&row.targets),
            Part::list(row.places.iter().map(|&at| self.readings.places[at].name.as_str())),
        ])
    }

    /// The name of an entity as most mentions give it, or its id.
    pub fn entity_name<'a>(&'a self, id: &'a str) -> &'a str {
        let entities = &self.findings.entities;
        entities.binary_search_by(|row| row.id.as_str().cmp(id)).map_or(id, |at| &entities[at].name)
    }

    /// A dispute and its sides, a row each.
    pub(super) fn dispute_rows(&self, dispute: &DisputeRow) -> Vec<AnswerRow> {
        let aside = |so: bool, words: &'static Form| if so { Part::from(words) } else { "".into() };
        let told = phrase::DISPUTE.say([
            Part::term(dispute.kind.name()),
            dispute.about.clone().into(),
            aside(dispute.same_as, phrase::NAMES_OF_ONE),
            aside(dispute.instalment, phrase::MAY_HAVE_GROWN),
            dispute.rule.clone().into(),
        ]);
        let head = AnswerRow::new("dispute", &dispute.id, told);
        let sides = dispute.stances.iter().map(|stance| {
            let sources = stance.rows.iter().map(|&at| self.position_source(dispute, &dispute.rows[at]));
            let voices = if stance.voices == 1 { "1 voice".into() } else { format!("{} voices", stance.voices) };
            let said = match (&stance.first_said, &stance.last_said) {
                (Some(first), Some(last)) if first == last => format!(", said {first}"),
                (Some(first), Some(last)) => format!(", said from {first} to {last}"),
                _ => String::new(),
            };
            let row = AnswerRow::new("position", &dispute.id, format!("{} ({voices}{said})", stance.value));
            let row = row.said_by(self, stance.claimants.iter().map(String::as_str));
            AnswerRow { sources: sources.collect(), ..row }
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
pub(super) fn estimate(told: &Estimate) -> Phrase {
    let word = |number: Option<f64>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
    if told.low == told.high && told.best.is_some() {
        return word(told.best).into();
    }
    let best = told.best.map(|best| best.to_string()).unwrap_or_default();
    phrase::ESTIMATE.say([word(told.low), word(told.high), best])
}
