//! Facts of a person's own.

use toguna_code::Status;

use super::{CLAIMED_BY_WORDS, Done, Fields, claimed_by, fill, need, place, said};
use crate::identity;
use crate::judge::Kind;
use crate::rows::{ClaimedBy, Evidence, FactRow, Readings, Side};

/// What a fact can say of its subject: what is read as facts, and what answers ask of them.
const PREDICATES: [&str; 28] = [
    "member-of",
    "leads",
    "holds-office",
    "holds-rank",
    "part-of",
    "affiliated-with",
    "alias-of",
    "is-a",
    "described-as",
    "founded",
    "chaired",
    "headquartered-in",
    "controls",
    "has-strength",
    "has-status",
    "has-reason",
    "has-origin",
    "has-capability",
    "plans-institution",
    "takes-part",
    "governs-as",
    "regard",
    "conduct",
    "acts",
    "trend",
    "departure",
    "denies",
    "runs-until",
];

/// Sides that are no actors, in words.
const WORDS: [(&str, &str); 2] = [("subject", "subject_words"), ("object", "object_words")];

/// Puts a fact where the record's order has it; the id of it, also where it is there already.
pub(super) fn put(readings: &mut Readings, at: Evidence, told: &Fields, why: &str) -> Done<String> {
    let predicate = need(told, "predicate", &PREDICATES.join(", "))?;
    if !PREDICATES.contains(&predicate.as_str()) {
        return Err(format!("'{predicate}' is no predicate; they are {}", PREDICATES.join(", ")));
    }
    let [subject, object] = WORDS.map(|(actor, words)| side(told, actor, words));
    let row = FactRow {
        id: String::new(),
        at,
        subject: subject?,
        predicate,
        object: object?,
        qualifier: None,
        from: None,
        to: None,
        on: None,
        status: Status::Actual,
        claimed_by: ClaimedBy::default(),
        why: why.into(),
    };
    readings.facts.push(row);
    let last = readings.facts.len() - 1;
    let done = ["predicate", "subject", "object", WORDS[0].1, WORDS[1].1, CLAIMED_BY_WORDS];
    let filled = fill(readings, (Kind::Fact, last), told, &done);
    let Some(mut row) = readings.facts.pop() else { return Err("it was not kept".into()) };
    filled?;
    row.claimed_by = claimed_by(told, row.claimed_by);
    row.id = identity::fact(&readings.documents[row.at.document].id, &row);
    let id = row.id.clone();
    if readings.facts.iter().all(|known| known.id != id) {
        readings.facts.insert(place(&readings.facts, &row, |row| (&row.at, &row.id)), row);
    }
    Ok(id)
}

/// An actor of the record, or who or what is only described.
fn side(told: &Fields, actor: &str, words: &str) -> Done<Side> {
    match (said(told, words), said(told, actor)) {
        (Some(text), _) => Ok(Side { text, is_entity: false }),
        (None, Some(text)) if text.contains(',') => Err(format!("{actor}: one actor, not several ({text})")),
        (None, Some(text)) => Ok(Side { text, is_entity: true }),
        _ => Err(format!("say its {actor}: an actor of the record, or {words} for who or what is none")),
    }
}
