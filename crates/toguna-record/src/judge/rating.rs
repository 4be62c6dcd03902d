//! How far people trust sources and claims, in the letters and numbers of the Admiralty code. Nothing is computed from it,
//! and who was never rated has none.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Kind, Words, attach};
use crate::Snapshot;
use crate::findings::DisputeKind;
use crate::rows::{ClaimedBy, Evidence, Readings};
use crate::store::Decision;

/// The half of the pair that is said of a source.
pub(crate) const RELIABILITY: &str = "reliability";
/// The half that is said of a claim.
const CREDIBILITY: &str = "credibility";
/// From completely reliable to not reliable; the last cannot be judged.
const LETTERS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];
/// From confirmed by others to improbable; the last cannot be judged.
const NUMBERS: [&str; 6] = ["1", "2", "3", "4", "5", "6"];

/// How far a person trusts a source or a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// `A` to `F` of a source, `1` to `6` of a claim.
    pub value: String,
    /// Who said so last.
    pub who: String,
    /// Why, in that person's words.
    pub note: String,
}

impl Grade {
    /// What a decision rates something by; `None` of every other kind of decision.
    fn of(decision: &Decision) -> Option<Grade> {
        let value = decision.value()?.to_owned();
        Some(Grade { value, who: decision.who.clone(), note: decision.note.clone() })
    }
}

/// Somebody who can be rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rated {
    /// Who publishes, by the name that metadata give.
    Outlet(String),
    /// Who is told to say something: the id of an actor and a name.
    Actor(String, String),
}

impl Rated {
    /// What marks the name of an outlet among ids.
    pub(crate) const OUTLET: &str = "outlet:";

    /// What decisions and grades know it by.
    pub(crate) fn key(&self) -> String {
        match self {
            Rated::Outlet(name) => format!("{}{name}", Rated::OUTLET),
            Rated::Actor(id, _) => id.clone(),
        }
    }

    /// The content that a decision about it keeps: a source has no words of one document.
    pub(crate) fn words(&self) -> Words {
        let (name, told) = match self {
            Rated::Outlet(name) => (name, json!({ "outlet": name })),
            Rated::Actor(id, name) => (name, json!({ "entity": id })),
        };
        let told = if let Value::Object(told) = told { told } else { Default::default() };
        let (doc, sha256, quote) = (String::new(), String::new(), name.clone());
        Words { kind: Kind::Source, doc, sha256, start: 0, end: 0, quote, told }
    }

    fn of(words: &Words) -> Option<Rated> {
        let told = |field: &str| words.told.get(field).and_then(Value::as_str).map(str::to_owned);
        let actor = || Some(Rated::Actor(told("entity")?, words.quote.clone()));
        told("outlet").map(Rated::Outlet).or_else(actor)
    }

    fn is_told(&self, readings: &Readings) -> bool {
        match self {
            Rated::Outlet(name) => readings.documents.iter().any(|row| row.outlet.as_ref() == Some(name)),
            Rated::Actor(id, _) => readings.actors.iter().any(|row| row.entity == *id),
        }
    }
}

/// A letter of the code, as field and value of a decision.
pub(crate) fn reliability(value: Option<&str>) -> Result<(Option<String>, Option<String>), String> {
    half(RELIABILITY, value, LETTERS, "A (completely reliable) to E (unreliable), or F (cannot be judged)")
}

/// A number of the code, the same way.
pub(crate) fn credibility(value: Option<&str>) -> Result<(Option<String>, Option<String>), String> {
    half(CREDIBILITY, value, NUMBERS, "1 (confirmed by others) to 5 (improbable), or 6 (cannot be judged)")
}

fn half(
    field: &str,
    value: Option<&str>,
    known: [&str; 6],
    words: &str,
) -> Result<(Option<String>, Option<String>), String> {
    let value = value.unwrap_or_default().trim().to_uppercase();
    match known.contains(&value.as_str()) {
        true => Ok((Some(field.to_owned()), Some(value))),
        false => Err(format!("say its {field}: {words}")),
    }
}

/// Notes a rating where the record still holds what was rated; whether it does.
pub(super) fn rate(
    readings: &Readings,
    decision: &Decision,
    rows: &[(Kind, usize)],
    grades: &mut BTreeMap<String, Grade>,
) -> bool {
    let Some(grade) = Grade::of(decision) else { return false };
    let sources = decision.content.judged.iter().flatten().filter(|words| words.kind == Kind::Source);
    let sources = sources.filter_map(Rated::of).filter(|source| source.is_told(readings)).map(|source| source.key());
    let claims = rows.iter().map(|row| attach::id(readings, *row).to_owned());
    let found: Vec<String> = sources.chain(claims).collect();
    found.iter().for_each(|of| drop(grades.insert(of.clone(), grade.clone())));
    !found.is_empty()
}

impl Snapshot {
    /// What decisions about an outlet bear as their target.
    pub fn outlet_key(name: &str) -> String {
        Rated::Outlet(name.to_owned()).key()
    }

    /// What decisions about whoever says a claim bear as their target: the actor who is told to, else the outlet of the
    /// document, whose own voice it is. A source without a name has none.
    pub fn source_key(&self, claimed_by: &ClaimedBy, at: &Evidence) -> Option<String> {
        match claimed_by {
            ClaimedBy { entity: Some(id), .. } => Some(id.clone()),
            ClaimedBy { words: Some(_), .. } => None,
            _ => self.readings.document(at).outlet.as_deref().map(Snapshot::outlet_key),
        }
    }

    /// How far people trust whoever says a claim.
    pub fn reliability(&self, claimed_by: &ClaimedBy, at: &Evidence) -> Option<&Grade> {
        self.judged.grade(&self.source_key(claimed_by, at)?)
    }

    /// The pair of a claim, as `B2`, with as much of it as people said; empty where nobody rated either.
    pub fn pair(&self, id: &str, claimed_by: &ClaimedBy, at: &Evidence) -> String {
        let halves = self.reliability(claimed_by, at).into_iter().chain(self.judged.grade(id));
        halves.map(|grade| grade.value.as_str()).collect()
    }

    /// The id of the row whose words a position of a dispute is: a figure, an account or a fact.
    pub fn claim_at(&self, kind: DisputeKind, at: &Evidence) -> Option<&str> {
        fn first<'r, R>(rows: &'r [R], at: &Evidence, key: fn(&R) -> (&Evidence, &String)) -> Option<&'r str> {
            let row = &rows[rows.partition_point(|row| key(row).0 < at)..].first()?;
            (key(row).0 == at).then(|| key(row).1.as_str())
        }
        let Readings { figures, accounts, facts, .. } = &self.readings;
        let figure = || first(figures, at, |row| (&row.at, &row.id));
        let account = || first(accounts, at, |row| (&row.at, &row.id));
        let fact = || first(facts, at, |row| (&row.at, &row.id));
        match kind {
            DisputeKind::Figure => figure().or_else(account).or_else(fact),
            DisputeKind::Date | DisputeKind::Attribution => account().or_else(fact).or_else(figure),
            _ => fact().or_else(account).or_else(figure),
        }
    }
}
