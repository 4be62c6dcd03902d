//! The ledger of what was agreed or announced: agreements, institutions, forces, deadlines and promised acts, each with its
//! steps and with what later documents tell of it.

mod pacts;
mod step;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toguna_code::Status;

use super::{Answer, AnswerRow, ChainStep, claim_source};
use crate::Snapshot;
use crate::phrase::{self, Part, Phrase};
use crate::reconcile::{fold, share_long_word};
use crate::rows::{AccountRow, ClaimedBy, Evidence, FactRow};
use crate::when::{Bounds, bounds};
use step::Step;

/// One telling of a commitment.
struct Telling<'a> {
    step: Step,
    /// The id of the row that tells it.
    id: &'a str,
    at: &'a Evidence,
    claimed_by: &'a ClaimedBy,
    /// The day that the words give the step.
    on: Option<String>,
    /// The day by which something is told to be due, and the step that is due then.
    due: Option<Bounds>,
    promised: Step,
}

/// What somebody is told to have promised.
struct Commitment<'a> {
    id: String,
    what: Phrase,
    tellings: Vec<Telling<'a>>,
}

impl Commitment<'_> {
    /// The last day that it is told to be due on, and the step due then.
    fn due(&self) -> Option<(Date, Step)> {
        let days = self.tellings.iter().filter_map(|t| t.due.and_then(|due| due.latest).map(|day| (day, t.promised)));
        days.max()
    }

    /// The day that it was due on, where that is past and nobody tells that it came so far.
    fn late(&self, day: Date) -> Option<Date> {
        let (due, promised) = self.due()?;
        (due < day && !self.tellings.iter().any(|t| t.step >= promised)).then_some(due)
    }

    /// Its steps, and the day on which the next one is due.
    fn chain(&self, day: Option<Date>) -> Vec<ChainStep> {
        let mut steps = step::chain(&self.tellings);
        if let Some((due, promised)) = self.due().filter(|(_, step)| !self.tellings.iter().any(|t| t.step >= *step)) {
            let tells = |t: &Telling<'_>| t.due.and_then(|due| due.latest) == Some(due) && t.promised == promised;
            let late = day.is_some_and(|day| self.late(day).is_some());
            steps.push(ChainStep {
                step: if late { "overdue" } else { "due" },
                day: Some(due.to_string()),
                claimed_by: Vec::new(),
                sources: (0..self.tellings.len()).filter(|&at| tells(&self.tellings[at])).collect(),
            });
        }
        steps
    }
}

impl Snapshot {
    /// The ledger of commitments whose words hold `asked`, and what is overdue on a day; with `overdue` only that.
    pub fn agreements(&self, asked: &str, day: Option<Date>, overdue: bool) -> Answer {
        let wanted = fold(asked);
        let (mut commitments, told) = self.pacts();
        commitments.extend(self.institutions());
        commitments.extend(self.deadlines());
        commitments.extend(self.promised_acts(&told));
        let late = |c: &Commitment<'_>| day.is_some_and(|day| c.late(day).is_some());
        let rows = commitments
            .iter()
            .filter(|c| wanted.is_empty() || fold(&c.what.to_string()).contains(&wanted))
            .filter(|c| !overdue || late(c))
            .map(|c| self.commitment_row(c, day));
        let mut answer = Answer::new("agreements and commitments", rows.collect());
        answer.notes.push(
            "a step is what a document tells, not what is so; overdue is what has a day that is past and no telling that \
             it came so far"
                .into(),
        );
        answer
    }

    fn commitment_row(&self, commitment: &Commitment<'_>, day: Option<Date>) -> AnswerRow {
        let steps = commitment.chain(day);
        let words = steps
            .iter()
            .map(|step| phrase::STEP.say([Part::term(step.step), step.day.as_deref().unwrap_or_default().into()]));
        let told = phrase::COMMITMENT.say([commitment.what.clone().into(), Part::list(words)]);
        let late = steps.last().filter(|step| step.step == "overdue");
        let furthest = commitment.tellings.iter().map(|telling| telling.step).max().unwrap_or(Step::Announced);
        let claimants: BTreeSet<&str> = commitment.tellings.iter().filter_map(|t| t.claimed_by.told()).collect();
        AnswerRow {
            date: commitment.due().map(|(day, _)| day.to_string()),
            status: Some(late.map_or(furthest.name(), |step| step.step).to_owned()),
            sources: commitment.tellings.iter().map(|t| claim_source(self, t.id, t.claimed_by, t.at)).collect(),
            steps,
            ..AnswerRow::new("commitment", &commitment.id, told).said_by(self, claimants)
        }
    }

    /// Institutions and forces that are planned, by whom and under which words.
    fn institutions(&self) -> Vec<Commitment<'_>> {
        let mut groups = BTreeMap::<(&str, String), Vec<Telling<'_>>>::new();
        for fact in self.readings.facts.iter().filter(|fact| fact.status != Status::Denied) {
            let (key, step) = match (fact.predicate.as_str(), fact.object.text.as_str()) {
                ("plans-institution", what) => ((fact.subject.text.as_str(), fold(what)), Some(Step::Announced)),
                ("has-status", value) if fact.subject.is_entity => {
                    ((fact.subject.text.as_str(), String::new()), Step::of(value))
                }
                _ => continue,
            };
            let Some(step) = step else { continue };
            groups.entry(key).or_default().push(telling(fact, step));
        }
        let all = groups.into_iter().map(|((who, what), mut tellings)| {
            self.sort(&mut tellings);
            let name = self.entity_name(who);
            let what =
                if what.is_empty() { Phrase::plain(name) } else { phrase::WITH_PARTIES.say([what.as_str(), name]) };
            Commitment { id: who.to_owned(), what, tellings }
        });
        all.collect()
    }

    /// States of affairs that are to end on a day: a transition, a notice, a mandate.
    fn deadlines(&self) -> Vec<Commitment<'_>> {
        let told = self.readings.facts.iter().filter(|fact| fact.predicate == "runs-until" && fact.to.is_some());
        told.map(|fact| Commitment {
            id: fact.id.clone(),
            what: phrase::RUNNING.say([Part::term(&fact.object.text), self.entity_name(&fact.subject.text).into()]),
            tellings: vec![Telling { due: bounds(fact.to.as_ref()), ..telling(fact, Step::Announced) }],
        })
        .collect()
    }

    /// Acts that are told as planned for a day, with the same acts told as done; not those that agreements are told by.
    fn promised_acts(&self, told: &BTreeSet<&str>) -> Vec<Commitment<'_>> {
        let accounts = &self.readings.accounts;
        let planned =
            accounts.iter().enumerate().filter(|(_, row)| row.status == Status::Planned && row.date.is_some());
        let planned = planned.filter(|(_, row)| !told.contains(row.id.as_str()));
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
                Commitment { id: row.id.clone(), what: self.account_told(at), tellings }
            })
            .collect()
    }

    /// Puts tellings in the order of their days, those of publication where no other is told.
    fn sort(&self, tellings: &mut [Telling<'_>]) {
        tellings.sort_by(|a, b| (self.day(a), a.at).cmp(&(self.day(b), b.at)));
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
    let (id, at, claimed_by, due) = (fact.id.as_str(), &fact.at, &fact.claimed_by, bounds(fact.to.as_ref()));
    Telling { step, id, at, claimed_by, on, due, promised: Step::CarriedOut }
}

fn account_telling(row: &AccountRow, step: Step) -> Telling<'_> {
    // The day of what is only announced is that on which it is due, unless the text gives it to the announcement.
    let (due, on) = match step {
        Step::Announced if !row.announced_then => (bounds(row.date.as_ref()), None),
        _ => (None, row.date.as_ref().map(|date| date.as_str().to_owned())),
    };
    Telling { step, id: &row.id, at: &row.at, claimed_by: &row.claimed_by, on, due, promised: Step::CarriedOut }
}
