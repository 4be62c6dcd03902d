//! Why a thing was done and what it arose from, where documents give reasons that have no word in common.

use std::collections::BTreeMap;

use super::Matter;
use toguna_code::Status;

use super::facts::{families, push};
use super::views::{rows, subjects};
use crate::findings::{DisputeKind, DisputeRow};
use crate::phrase;
use crate::reconcile::fold::{long_words, share_word};
use crate::rows::FactRow;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    // The reason for a plan is a reason too.
    let told = |fact: &&FactRow| fact.status != Status::Denied;
    let of = |predicate: &str| -> Vec<&FactRow> {
        matter.readings.facts.iter().filter(told).filter(|fact| fact.predicate == predicate).collect()
    };
    for family in families(matter, &of("has-origin")) {
        let disputed = unlike(&family);
        let Some(first) = disputed.first() else { continue };
        let about = phrase::AROSE.say([matter.name(&first.subject.text)]);
        let rule = phrase::ORIGINS;
        push(matter, found, DisputeKind::Attribution, about, rule, subjects(&disputed), rows(&disputed));
    }
    for ((act, whom), group) in by_act(matter, &of("has-reason")) {
        let disputed = unlike(&group);
        let about = phrase::WHY.say([act, matter.name(whom)]);
        let rule = phrase::OTHER_REASONS;
        push(matter, found, DisputeKind::Attribution, about, rule, vec![whom.to_owned()], rows(&disputed));
    }
}

/// Reasons by what was done and every body that their sentence names; a state is named with too many acts.
fn by_act<'a>(matter: &'a Matter<'_>, facts: &[&'a FactRow]) -> BTreeMap<(&'a str, &'a str), Vec<&'a FactRow>> {
    let mut groups = BTreeMap::<(&str, &str), Vec<&FactRow>>::new();
    for fact in facts {
        for actor in matter.actors_beside(&fact.at) {
            if matter.kinship.is(actor, &["igo", "military", "company", "organisation"]) {
                groups.entry((fact.subject.text.as_str(), actor)).or_default().push(fact);
            }
        }
    }
    groups
}

/// The facts that share no long word with a fact of another document.
fn unlike<'a>(facts: &[&'a FactRow]) -> Vec<&'a FactRow> {
    let words: Vec<Vec<String>> = facts.iter().map(|fact| long_words(&fact.object.text)).collect();
    let against = |a: usize, b: usize| {
        facts[a].at.document != facts[b].at.document
            && !words[a].is_empty()
            && !words[b].is_empty()
            && !share_word(&words[a], &words[b])
    };
    (0..facts.len()).filter(|&a| (0..facts.len()).any(|b| against(a, b))).map(|at| facts[at]).collect()
}
