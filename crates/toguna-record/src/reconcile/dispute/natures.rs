//! What people are: two voices of one text that say different things of them ("hunters", "fighters").

use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase::{self, Part};
use crate::reconcile::fold::{long_words, share_word};
use crate::rows::FactRow;

/// Two who say what the same people are stand within so many bytes.
const NEAR: u32 = 500;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let said = |fact: &&FactRow| fact.predicate == "described-as" && fact.claimed_by.told().is_some();
    let told: Vec<&FactRow> = matter.readings.facts.iter().filter(said).collect();
    for of_document in told.chunk_by(|a, b| a.at.document == b.at.document) {
        let opposed = |a: &FactRow| of_document.iter().any(|b| against(matter, a, b));
        let disputed: Vec<&FactRow> = of_document.iter().copied().filter(|fact| opposed(fact)).collect();
        if disputed.is_empty() {
            continue;
        }
        let row = |fact: &&FactRow| Position {
            at: fact.at.clone(),
            value: fact.object.text.clone(),
            claimed_by: fact.claimed_by.clone(),
        };
        let called: Vec<&str> = disputed.iter().map(|fact| fact.object.text.as_str()).collect();
        let draft = Draft {
            about: phrase::WHAT_THEY_ARE.say([Part::list(called)]),
            kind: DisputeKind::Identity,
            rule: phrase::NATURES.into(),
            event: None,
            entities: Vec::new(),
            rows: disputed.iter().map(row).collect(),
        };
        found.push(draft.done(matter));
    }
}

/// Whether two voices say of people told near each other that they are different things.
fn against(matter: &Matter<'_>, a: &FactRow, b: &FactRow) -> bool {
    let near = a.at.bytes.start.abs_diff(b.at.bytes.start) <= NEAR;
    let related = match (&a.claimed_by.entity, &b.claimed_by.entity) {
        (Some(x), Some(y)) => matter.kinship.related(x, y),
        _ => a.claimed_by == b.claimed_by,
    };
    // Whoever is denied to be something is said to be something else.
    let one_kind = a.qualifier.is_some() && a.qualifier == b.qualifier;
    near && !related
        && !one_kind
        && a.status == b.status
        && !share_word(&long_words(&a.object.text), &long_words(&b.object.text))
}
