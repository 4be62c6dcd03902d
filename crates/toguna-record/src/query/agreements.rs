//! The ledger of what was announced: institutions, forces, deadlines and promised acts, each with its steps and with
//! what later documents tell of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toguna_code::Status;

use super::{Answer, AnswerRow, claimant, source};
use crate::Snapshot;
use crate::reconcile::{fold, share_long_word};
use crate::rows::{AccountRow, ClaimedBy, Evidence, FactRow};
use crate::when::{Bounds, bounds};

/// How far something is told to have come, in the order of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Announced,
    UnderWay,
    CarriedOut,
    Ended,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Step::Announced => "announced",
            Step::UnderWay => "being carried out",
            Step::CarriedOut => "carried out",
            Step::Ended => "ended",
        }
    }
}

/// One telling of a commitment.
struct Telling<'a> {
    step: Step,
    at: &'a Evidence,
    claimed_by: &'a ClaimedBy,
    /// The day that the words give the step.
    on: Option<String>,
    due: Option<Bounds>,
}

/// What somebody is told to have promised.
struct Commitment<'a> {
    id: String,
    what: String,
    tellings: Vec<Telling<'a>>,
}

impl Snapshot {
    /// The ledger of commitments whose words hold `asked`; with `overdue`, only those whose day has passed on `overdue`
    /// and of which nobody tells that they were carried out.
    pub fn agreements(&self, asked: &str, overdue: Option<Date>) -> Answer {
        let wanted = fold(asked);
        let mut commitments = self.institutions();
        commitments.extend(self.deadlines());
        commitments.extend(self.promised_acts());
        let late = |c: &Commitment<'_>, day: Date| {
            let due = c.tellings.iter().filter_map(|t| t.due.and_then(|due| due.latest)).max();
            let done = c.tellings.iter().any(|t| t.step >= Step::CarriedOut);
            due.is_some_and(|due| due < day) && !done
        };
        let rows = commitments
            .iter()
            .filter(|c| wanted.is_empty() || fold(&c.what).contains(&wanted))
            .filter(|c| overdue.is_none_or(|day| late(c, day)))
            .map(|c| self.commitment_row(c, overdue.is_some()));
        let mut answer = Answer::new("agreements and commitments", rows.collect());
        answer.notes.push(
            "a step is what a document tells, not what is so; overdue is what has a day that is past and no telling that \
             it was carried out"
                .into(),
        );
        answer
    }

    fn commitment_row(&self, commitment: &Commitment<'_>, overdue: bool) -> AnswerRow {
        let furthest = commitment.tellings.iter().map(|telling| telling.step).max().unwrap_or(Step::Announced);
        let steps: Vec<String> = commitment
            .tellings
            .iter()
            .map(|t| format!("{}{}", t.step.name(), t.on.as_ref().map(|on| format!(" ({on})")).unwrap_or_default()))
            .collect();
        let due = commitment.tellings.iter().filter_map(|t| t.due.and_then(|due| due.latest)).max();
        let claimants: BTreeSet<String> = commitment.tellings.iter().filter_map(|t| claimant(t.claimed_by)).collect();
        AnswerRow {
            kind: "commitment",
            id: commitment.id.clone(),
            date: due.map(|day| day.to_string()),
            told: format!("{}: {}", commitment.what, steps.join(" → ")),
            status: Some(if overdue { "overdue".into() } else { furthest.name().to_owned() }),
            claimed_by: (!claimants.is_empty()).then(|| claimants.into_iter().collect::<Vec<_>>().join(", ")),
            sources: commitment.tellings.iter().map(|t| source(self, t.at)).collect(),
        }
    }

    /// Institutions and forces that are planned, by whom and under which words.
    fn institutions(&self) -> Vec<Commitment<'_>> {
        let mut groups = BTreeMap::<(&str, String), Vec<Telling<'_>>>::new();
        for fact in self.readings.facts.iter().filter(|fact| fact.status != Status::Denied) {
            let (key, step) = match (fact.predicate.as_str(), fact.object.text.as_str()) {
                ("plans-institution", what) => ((fact.subject.text.as_str(), fold(what)), Step::Announced),
                ("has-status", "announced" | "planned") => {
                    ((fact.subject.text.as_str(), String::new()), Step::Announced)
                }
                ("has-status", "being created") => ((fact.subject.text.as_str(), String::new()), Step::UnderWay),
                ("has-status", "operational") => ((fact.subject.text.as_str(), String::new()), Step::CarriedOut),
                ("has-status", "ended") => ((fact.subject.text.as_str(), String::new()), Step::Ended),
                _ => continue,
            };
            groups.entry(key).or_default().push(telling(fact, step));
        }
        let all = groups.into_iter().map(|((who, what), mut tellings)| {
            tellings.sort_by(|a, b| (self.day(a), a.at).cmp(&(self.day(b), b.at)));
            let name = self.entity_name(who);
            let what = if what.is_empty() { name.to_owned() } else { format!("{what} ({name})") };
            Commitment { id: who.to_owned(), what, tellings }
        });
        all.collect()
    }

    /// States of affairs that are to end on a day: a transition, a notice, a mandate.
    fn deadlines(&self) -> Vec<Commitment<'_>> {
        let told = self.readings.facts.iter().filter(|fact| fact.predicate == "runs-until" && fact.to.is_some());
        told.map(|fact| Commitment {
            id: fact.id.clone(),
            what: format!("{} of {}", fact.object.text, self.entity_name(&fact.subject.text)),
            tellings: vec![Telling { due: bounds(fact.to.as_ref()), ..telling(fact, Step::Announced) }],
        })
        .collect()
    }

    /// Acts that are told as planned for a day, with the same acts told as done.
    fn promised_acts(&self) -> Vec<Commitment<'_>> {
        let accounts = &self.readings.accounts;
        let planned =
            accounts.iter().enumerate().filter(|(_, row)| row.status == Status::Planned && row.date.is_some());
        let commitment = |(at, row): (usize, &'_ AccountRow)| {
            let done = |other: &&AccountRow| {
                let shared = row.agents.iter().any(|who| other.agents.contains(who));
                other.status == Status::Actual && other.event_type == row.event_type && shared && after(row, other)
            };
            (at, accounts.iter().filter(done).collect::<Vec<_>>())
        };
        let rows = planned.map(commitment).collect::<Vec<_>>();
        rows.into_iter()
            .map(|(at, done)| {
                let row = &accounts[at];
                let mut tellings = vec![account_telling(row, Step::Announced)];
                tellings.extend(done.into_iter().map(|other| account_telling(other, Step::CarriedOut)));
                Commitment { id: row.id.clone(), what: self.account_words(at), tellings }
            })
            .collect()
    }

    fn day(&self, telling: &Telling<'_>) -> Option<Date> {
        let told = telling.on.as_deref().and_then(|on| toguna_mark::Edtf::parse(on).ok());
        let published = self.readings.document(telling.at).published.clone();
        told.or(published).and_then(|date| date.earliest())
    }
}

/// Whether an act done can be the one that was planned: not before it, and of the same words where both name a thing.
fn after(planned: &AccountRow, done: &AccountRow) -> bool {
    let dates = matches!(
        (bounds(planned.date.as_ref()), bounds(done.date.as_ref())),
        (Some(plan), Some(act)) if act.latest >= plan.earliest
    );
    dates && share_long_word(&planned.at.quote, &done.at.quote)
}

fn telling(fact: &FactRow, step: Step) -> Telling<'_> {
    let on = fact.on.as_ref().or(fact.from.as_ref()).map(|date| date.as_str().to_owned());
    Telling { step, at: &fact.at, claimed_by: &fact.claimed_by, on, due: bounds(fact.to.as_ref()) }
}

fn account_telling(row: &AccountRow, step: Step) -> Telling<'_> {
    let due = if step == Step::Announced { bounds(row.date.as_ref()) } else { None };
    let on = row.date.as_ref().map(|date| date.as_str().to_owned());
    Telling { step, at: &row.at, claimed_by: &row.claimed_by, on, due }
}
