//! Better in one document, worse in another.

use toguna_code::Status;

use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::reconcile::fold::{fold, long_words, share_word};
use crate::reconcile::place::{Lie, closest};
use crate::rows::FactRow;

/// The two directions that a fact `trend` has, in the contract's own words.
const OPPOSITES: [(&str, &str); 3] = [("improving", "worsening"), ("increasing", "decreasing"), ("rising", "falling")];

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let trends: Vec<&FactRow> = matter
        .readings
        .facts
        .iter()
        .filter(|fact| fact.predicate == "trend" && fact.status != Status::Denied)
        .collect();
    let mut taken = vec![false; trends.len()];
    for at in 0..trends.len() {
        if taken[at] {
            continue;
        }
        let group: Vec<usize> = (at..trends.len())
            .filter(|&other| !taken[other] && one_subject(matter, trends[at], trends[other]))
            .collect();
        let disputed: Vec<usize> =
            group.iter().copied().filter(|&a| group.iter().any(|&b| opposite(trends[a], trends[b]))).collect();
        if disputed.is_empty() {
            continue;
        }
        disputed.iter().for_each(|&at| taken[at] = true);
        let row = |&at: &usize| Position {
            at: trends[at].at.clone(),
            value: trends[at].object.text.clone(),
            claimed_by: trends[at].claimed_by.clone(),
        };
        found.push(
            Draft {
                about: format!(
                    "whether it gets better or worse: {}",
                    trends[at].qualifier.as_deref().unwrap_or(matter.name(&trends[at].subject.text))
                ),
                kind: DisputeKind::Trend,
                rule: "one says better where another says worse; they may speak of different months".into(),
                event: None,
                entities: subjects(&disputed, &trends),
                rows: disputed.iter().map(row).collect(),
            }
            .done(matter),
        );
    }
}

fn subjects(disputed: &[usize], trends: &[&FactRow]) -> Vec<String> {
    let subjects = disputed.iter().map(|&at| &trends[at].subject).filter(|side| side.is_entity);
    let mut ids: Vec<String> = subjects.map(|side| side.text.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Whether two facts speak of one matter (the same topic or actor, or words of which a long one is shared) and not of
/// places far apart.
fn one_subject(matter: &Matter<'_>, a: &FactRow, b: &FactRow) -> bool {
    let topic = a.qualifier.is_some() && a.qualifier == b.qualifier;
    let matter_of =
        topic || a.subject == b.subject || share_word(&long_words(&a.subject.text), &long_words(&b.subject.text));
    let (x, y) = (matter.places_beside(&a.at), matter.places_beside(&b.at));
    matter_of && closest(x.into_iter(), y.into_iter()) != Some(Lie::Apart)
}

fn opposite(a: &FactRow, b: &FactRow) -> bool {
    let (x, y) = (fold(&a.object.text), fold(&b.object.text));
    let meet = |p: &str, q: &str| (x == p && y == q) || (x == q && y == p);
    a.at.document != b.at.document && OPPOSITES.iter().any(|(p, q)| meet(p, q))
}
