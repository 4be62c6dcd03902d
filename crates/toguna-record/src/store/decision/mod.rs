//! What people decided: append-only, each decision chained to the one before it, so that nothing can be changed or left
//! out unseen; and each with the content that it judged, so that it attaches again after every rebuild (law 4).

mod added;
mod chain;
mod near;
mod sources;
mod target;
mod transfer;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::OptionalExtension;

pub(super) use added::{ADDED, forget_added};
pub(super) use chain::head;

use super::load::Clocks;
use super::put::moment;
use super::{Record, RecordError};
use crate::Snapshot;
use crate::identity::content_id;
use crate::judge::{Claim, Content, add};
use sources::Sources;
use target::Things;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The value is what the words say.
    Accept,
    /// It is not.
    Reject,
    /// One field of it says something else.
    Correct,
    /// These tell of one event.
    Merge,
    /// Some accounts of an event tell of another one.
    Split,
    /// These documents are one voice.
    SameSource,
    /// These tell of different events.
    DifferentEvent,
    /// What is told as a dispute is none.
    NotADispute,
    /// Of what a dispute tells this holds: one of its positions, or a range of numbers.
    Settle,
    /// Somebody looked and cannot tell: it changes nothing.
    Unsure,
    /// Words of a document tell what was not read from them.
    Add,
    /// So far a source is to be trusted, or a claim.
    Rate,
    /// An earlier decision no longer stands.
    Undo,
}

impl Verdict {
    /// Every kind in order.
    pub const ALL: [Verdict; 13] = [
        Verdict::Accept,
        Verdict::Reject,
        Verdict::Correct,
        Verdict::Merge,
        Verdict::Split,
        Verdict::SameSource,
        Verdict::DifferentEvent,
        Verdict::NotADispute,
        Verdict::Settle,
        Verdict::Unsure,
        Verdict::Add,
        Verdict::Rate,
        Verdict::Undo,
    ];

    /// Its name in every export.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Accept => "accept",
            Verdict::Reject => "reject",
            Verdict::Correct => "correct",
            Verdict::Merge => "merge",
            Verdict::Split => "split",
            Verdict::SameSource => "same-source",
            Verdict::DifferentEvent => "different-event",
            Verdict::NotADispute => "not-a-dispute",
            Verdict::Settle => "settle",
            Verdict::Unsure => "unsure",
            Verdict::Add => "add",
            Verdict::Rate => "rate",
            Verdict::Undo => "undo",
        }
    }

    /// The kind of a name.
    pub fn of(name: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.name() == name)
    }
}

/// A decision that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// What is decided.
    pub verdict: Verdict,
    /// Of what: an id or its beginning; a document also by its name, a source by its own, an undo names a decision. What is added is
    /// added to a document.
    pub target: String,
    /// The field that is corrected, or the half of the Admiralty pair that is given: `reliability` or `credibility`.
    pub field: Option<String>,
    /// What it should say, `-` for nothing; of a dispute what holds.
    pub value: Option<String>,
    /// What the target is merged with, or told apart from.
    pub with: Vec<String>,
    /// What is added.
    pub claim: Option<Claim>,
}

impl NewDecision {
    /// A verdict on one thing.
    pub fn on(verdict: Verdict, target: &str) -> NewDecision {
        NewDecision { verdict, target: target.into(), field: None, value: None, with: Vec::new(), claim: None }
    }

    /// Makes the decision on readings, behind others, without any record.
    pub fn made(
        &self,
        told: &crate::Readings,
        before: &mut Vec<Decision>,
        who: &str,
        entered: Timestamp,
    ) -> Result<(), RecordError> {
        let (target, content) = match self.verdict {
            Verdict::Undo => (target::undone(before, &self.target)?, Content::default()),
            Verdict::Rate if self.rates_source() => Sources::told(told).rated(self)?,
            _ => {
                let mut told = told.clone();
                add(&mut told, before);
                target::content(&Things::of(&told, before, self), self)?
            }
        };
        let link = chain::Link::new(self.verdict, target, &content, "", who, moment(entered));
        before.push(link.read().map_err(refused)?);
        Decision::settle(before);
        Ok(())
    }
}

/// One decision as it stands in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its id, by its content and not by its place in the chain.
    pub id: String,
    /// What was decided.
    pub verdict: Verdict,
    /// The id of what was judged, as it was on that day.
    pub target: String,
    /// The content of what was judged.
    pub content: Content,
    /// Why, in the person's words.
    pub note: String,
    /// Who.
    pub who: String,
    /// When (RFC 3339).
    pub entered: String,
    /// Whether the record still holds what was judged; where not, the decision waits.
    pub attached: bool,
    /// Whether a later decision undid it.
    pub undone: bool,
}

impl Decision {
    /// The field that is corrected, or the half of the Admiralty pair that is given.
    pub fn field(&self) -> Option<&str> {
        self.content.field.as_deref()
    }

    /// What the field should say, or what holds of a dispute.
    pub fn value(&self) -> Option<&str> {
        self.content.value.as_deref()
    }

    /// Says of each decision, in the order in which they were made, whether a later one that stands undoes it.
    pub fn settle(decisions: &mut [Decision]) {
        let mut undone = BTreeSet::<String>::new();
        for decision in decisions.iter_mut().rev() {
            // Two that say the same in one second have one id: an undo takes back the last of them.
            decision.undone = undone.remove(&decision.id);
            if decision.verdict == Verdict::Undo && !decision.undone {
                undone.insert(decision.target.clone());
            }
        }
    }
}

impl Record {
    /// Adds a decision to the end of the chain and gives it back as it stands there.
    pub fn decide(
        &mut self,
        new: &NewDecision,
        note: &str,
        who: &str,
        entered: Timestamp,
    ) -> Result<Decision, RecordError> {
        self.decidable()?;
        if who.trim().is_empty() {
            return Err(refused("a decision needs the name of the person who makes it"));
        }
        let named = self.with_ids(new)?;
        let (target, content) = self.judged(named.as_ref().unwrap_or(new))?;
        let link = chain::Link::new(new.verdict, target, &content, note, who, moment(entered));
        // Events that are being merged follow the decisions before this one, and are worth keeping all the same.
        self.transaction(|sql| chain::append(sql, &link))?;
        self.keep_added()?;
        // What it judged was found in the record right before.
        Ok(Decision { attached: true, ..link.decision(&self.path)? })
    }

    /// What a decision is about: from a few documents where full ids name it, else from the whole record.
    fn judged(&self, new: &NewDecision) -> Result<(String, Content), RecordError> {
        if new.verdict == Verdict::Undo {
            return Ok((target::undone(&self.standing(None)?, &new.target)?, Content::default()));
        }
        if new.verdict == Verdict::Rate && new.rates_source() {
            return self.sources()?.rated(new);
        }
        match self.judged_in_part(new)? {
            Some(judged) => Ok(judged),
            None => {
                let (mut told, before) = (self.readings(Clocks::default())?, self.standing(None)?);
                add(&mut told, &before);
                target::content(&Things::of(&told, &before, new), new)
            }
        }
    }

    /// Every decision in the order in which it was made, with whether it attached when events were last merged; one that
    /// was made since does. `None` where that was never noted.
    pub fn log(&self) -> Result<Option<Vec<Decision>>, RecordError> {
        let sql = "SELECT value FROM meta WHERE key = 'waiting'";
        let noted = self.connection.query_row(sql, [], |row| row.get::<_, String>(0)).optional();
        let Some(noted) = self.on(noted)? else { return Ok(None) };
        let waiting: BTreeSet<usize> = serde_json::from_str(&noted).unwrap_or_default();
        let mut decisions = self.standing(None)?;
        for (at, decision) in decisions.iter_mut().enumerate() {
            decision.attached = decision.undone || !waiting.contains(&at);
        }
        Ok(Some(decisions))
    }

    /// Every decision in the order in which it was made, with whether it attaches to the record of now.
    pub fn decisions(&self) -> Result<Vec<Decision>, RecordError> {
        let mut decisions = self.standing(None)?;
        if decisions.is_empty() {
            return Ok(decisions);
        }
        let judged = Snapshot::judged(self.readings(Clocks::default())?, &decisions).judged;
        decisions.iter_mut().zip(judged.attached).for_each(|(decision, attached)| decision.attached = attached);
        Ok(decisions)
    }

    /// The decisions that were made by a day, with what later ones undid; not yet attached to anything.
    pub(super) fn standing(&self, by: Option<Date>) -> Result<Vec<Decision>, RecordError> {
        let links = self.on(chain::links(&self.connection))?;
        let by = by.map(|day| day.to_string());
        let known = links
            .into_iter()
            .filter(|link| by.as_ref().is_none_or(|by| &link.entered[..10.min(link.entered.len())] <= by.as_str()));
        let mut decisions = Vec::new();
        for link in known {
            decisions.push(link.decision(&self.path)?);
        }
        Decision::settle(&mut decisions);
        Ok(decisions)
    }
}

fn refused(why: impl Into<String>) -> RecordError {
    RecordError::Decision { why: why.into() }
}

fn decision_id(link: &chain::Link) -> String {
    content_id(&["decision", &link.kind, &link.target, &link.content, &link.note, &link.who, &link.entered])
}
