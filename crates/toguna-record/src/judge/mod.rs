//! What people's decisions come to on a set of readings (law 4): each attaches by the words and the value it judged, or
//! waits. A pure function of readings and decisions, made before the accounts are merged and after.

mod add;
mod attach;
mod correct;
mod fields;
mod hold;
mod keep;
mod parting;
mod rating;
mod ruling;
mod words;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

pub use add::{Claim, Over};
pub use hold::range;
pub use rating::Grade;
pub use words::{Content, Kind, Words};

pub(crate) use add::{add, claimed};
pub(crate) use attach::Attached;
pub(crate) use hold::can_hold;
pub(crate) use parting::parts_names;
pub(crate) use rating::{RELIABILITY, Rated, credibility, reliability};
pub(crate) use words::{row_words, said};

use crate::findings::{DisputeRow, Findings};
use crate::reconcile::Steer;
use crate::rows::Readings;
use crate::store::{Decision, Verdict};

/// What was decided about a row, an event or a dispute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// `added` where a person tells it, `accepted`, `rejected`, `corrected`, `settled`, or `unsure` where nobody decided.
    pub state: &'static str,
    /// Who decided last.
    pub who: String,
    /// Why, in that person's words.
    pub note: String,
    /// For each corrected field what the document was read to tell.
    pub told: Map<String, Value>,
    /// Of a settled dispute what is taken to hold.
    pub holds: Option<String>,
    /// When (RFC 3339).
    pub entered: String,
}

impl Mark {
    /// The kind of decision that left it so.
    pub fn verdict(&self) -> Verdict {
        match self.state {
            "added" => Verdict::Add,
            "rejected" => Verdict::Reject,
            "corrected" => Verdict::Correct,
            "settled" => Verdict::Settle,
            UNSURE => Verdict::Unsure,
            _ => Verdict::Accept,
        }
    }
}

/// The state of what somebody looked at and could not tell.
const UNSURE: &str = "unsure";

/// What the decisions come to on a snapshot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    marks: BTreeMap<String, Mark>,
    grades: BTreeMap<String, Grade>,
    /// Disputes that a person found to be none.
    pub silenced: Vec<DisputeRow>,
    /// For every decision whether the record holds what it judged.
    pub attached: Vec<bool>,
}

impl Judged {
    /// What was decided about the row, event or dispute of an id.
    pub fn of(&self, id: &str) -> Option<&Mark> {
        self.marks.get(id)
    }

    /// The same in a word, for answers and exports.
    pub fn state(&self, id: &str) -> Option<&'static str> {
        self.of(id).map(|mark| mark.state)
    }

    /// Whether a row was rejected: it is shown, and feeds nothing.
    pub fn rejected(&self, id: &str) -> bool {
        self.state(id) == Some("rejected")
    }

    /// How far people trust a source, by its key, or a claim, by its id.
    pub fn grade(&self, of: &str) -> Option<&Grade> {
        self.grades.get(of)
    }

    fn mark(&mut self, id: &str, state: &'static str, decision: &Decision) -> &mut Mark {
        let mark = self.marks.entry(id.to_owned()).or_default();
        let corrected = !mark.told.is_empty() && state == "accepted";
        mark.state = if corrected { "corrected" } else { state };
        (mark.who, mark.note) = (decision.who.clone(), decision.note.clone());
        mark.entered.clone_from(&decision.entered);
        mark.holds = decision.value().filter(|_| state == "settled").map(str::to_owned);
        mark
    }

    /// Notes that somebody is unsure; what others decided stays.
    fn doubt(&mut self, id: &str, decision: &Decision) {
        if !self.marks.contains_key(id) {
            self.mark(id, UNSURE, decision);
        }
    }
}

/// Applies decisions, in the order of the days on which they were made, and reconciles what stands then.
pub(crate) fn judge(
    mut readings: Readings,
    decisions: &[Decision],
    reconcile: impl Fn(&Readings, &Steer) -> Findings,
) -> (Readings, Findings, Judged) {
    if decisions.iter().all(|decision| decision.undone) {
        let judged = Judged { attached: vec![true; decisions.len()], ..Judged::default() };
        let findings = reconcile(&readings, &Steer::default());
        return (readings, findings, judged);
    }
    let mut order: Vec<usize> = (0..decisions.len()).filter(|&at| !decisions[at].undone).collect();
    // By day and not by place in the chain: what is imported later may have been decided earlier. Ties keep the chain's.
    order.sort_by(|&a, &b| decisions[a].entered.cmp(&decisions[b].entered).then(a.cmp(&b)));
    let mut judged = Judged { attached: vec![false; decisions.len()], ..Judged::default() };
    for (at, decision) in decisions.iter().enumerate() {
        judged.attached[at] = decision.undone || decision.verdict == Verdict::Undo;
    }
    let attached = Attached::of(&readings, decisions);
    let mut steer = Steer::default();
    let mut corrections = Vec::new();
    for &at in &order {
        let decision = &decisions[at];
        let found = attached.rows(at);
        let done = match decision.verdict {
            Verdict::Accept | Verdict::Unsure => attached.looked(&readings, at, &mut judged),
            Verdict::Reject => {
                for row in &found {
                    judged.mark(attach::id(&readings, *row), "rejected", decision);
                }
                !found.is_empty()
            }
            Verdict::Add => {
                // The dead that an account tells are of the same words, and the same person's.
                let dead = found.iter().filter(|row| row.0 == Kind::Account);
                let dead = dead.flat_map(|row| readings.accounts[row.1].figures.iter().map(|&at| (Kind::Figure, at)));
                for row in found.iter().copied().chain(dead) {
                    judged.mark(attach::id(&readings, row), "added", decision);
                }
                !found.is_empty()
            }
            Verdict::Correct => found.first().is_some_and(|row| {
                corrections.push((*row, at));
                true
            }),
            Verdict::Merge => steer.join(&attached.accounts(at)),
            Verdict::Split | Verdict::DifferentEvent => steer.part(&attached.accounts(at)),
            Verdict::SameSource => steer.one_voice(&attached.documents(at)),
            Verdict::Rate => rating::rate(&readings, decision, &found, &mut judged.grades),
            Verdict::NotADispute | Verdict::Settle | Verdict::Undo => false,
        };
        judged.attached[at] |= done;
    }
    drop(attached);
    // After all words were found as they were judged, and before corrections, that name whom they mean.
    let partings = parting::partings(&readings, decisions, &order);
    parting::part(&mut readings, &partings);
    for (row, at) in corrections {
        let decision = &decisions[at];
        let (Some(field), Some(value)) = (decision.field(), decision.value()) else { continue };
        let id = attach::id(&readings, row).to_owned();
        let told = fields::of(&readings, row).remove(field).unwrap_or_default();
        judged.attached[at] = correct::correct(&mut readings, row, field, value).is_ok();
        if judged.attached[at] {
            let rejected = judged.rejected(&id);
            let mark = judged.mark(&id, if rejected { "rejected" } else { "corrected" }, decision);
            mark.told.entry(field.to_owned()).or_insert(told);
        }
    }
    // Leaving rows out takes a copy of all the others.
    let mut findings = match judged.marks.values().any(|mark| mark.state == "rejected") {
        true => keep::reconcile_kept(&readings, &steer, reconcile, |id| judged.rejected(id)),
        false => reconcile(&readings, &steer),
    };
    attach::settle(&readings, &mut findings, decisions, &order, &mut judged);
    for parting in &partings {
        let decision = &decisions[parting.decision];
        judged.attached[parting.decision] = true;
        judged.mark(&decision.target, "rejected", decision);
        judged.silenced.push(parting.dispute(&readings, decision));
    }
    ruling::put(&readings, &mut findings, &judged);
    (readings, findings, judged)
}

/// Whether a value can stand in a field of a row, tried on a copy.
pub(crate) fn try_correction(readings: &Readings, row: (Kind, usize), field: &str, value: &str) -> Result<(), String> {
    correct::correct(&mut readings.clone(), row, field, value)
}
