//! What one voice claims and another contradicts in the same text, where no other rule sets the two against each other.

use std::collections::BTreeMap;

use toguna_code::Status;

use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase;
use crate::rows::FactRow;

/// How many letters of a claim name it.
const SHOWN: usize = 90;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let of = |predicate: &'static str| matter.readings.facts.iter().filter(move |fact| fact.predicate == predicate);
    let mut claims = BTreeMap::<(usize, &str), Vec<&FactRow>>::new();
    for claim in of("claims") {
        claims.entry((claim.at.document, claim.object.text.as_str())).or_default().push(claim);
    }
    let mut answered = BTreeMap::<(usize, &str), Vec<&FactRow>>::new();
    for answer in of("contradicts").filter(|fact| fact.status != Status::Possible) {
        answered.entry((answer.at.document, answer.object.text.as_str())).or_default().push(answer);
    }
    let mut new = Vec::new();
    for (of, answers) in &answered {
        let told = claims.get(of).into_iter().flatten();
        let (told, answers): (Vec<&FactRow>, Vec<&FactRow>) =
            (told.copied().collect(), answers.iter().copied().filter(|answer| !is_known(found, answer)).collect());
        if !told.is_empty() && !answers.is_empty() {
            new.push(dispute(matter, of.1, &told, &answers));
        }
    }
    found.extend(new);
}

/// Whether another dispute already sets the words of an answer against something.
fn is_known(found: &[DisputeRow], answer: &FactRow) -> bool {
    found.iter().any(|dispute| dispute.rows.iter().any(|row| row.at.meets(&answer.at)))
}

fn dispute(matter: &Matter<'_>, claim: &str, told: &[&FactRow], answers: &[&FactRow]) -> DisputeRow {
    let position = |fact: &&FactRow, value: &str| Position {
        at: fact.at.clone(),
        value: value.into(),
        claimed_by: fact.claimed_by.clone(),
    };
    let so = told.iter().map(|fact| position(fact, "so"));
    let not = answers.iter().map(|fact| position(fact, "denied"));
    let mut entities: Vec<String> =
        told.iter().chain(answers).filter_map(|fact| fact.claimed_by.entity.clone()).collect();
    entities.sort();
    entities.dedup();
    let short: String = claim.chars().take(SHOWN).collect();
    let more = if short.len() < claim.len() { "…" } else { "" };
    let draft = Draft {
        about: phrase::WHETHER_SO.say([format!("“{short}{more}”")]),
        kind: DisputeKind::Status,
        rule: phrase::DENIED_IN_TEXT.into(),
        event: None,
        entities,
        rows: so.chain(not).collect(),
    };
    draft.done(matter)
}
