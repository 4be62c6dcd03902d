//! What is said of one thing and its opposite: praise and doubt, strength and want, presence and absence, an act of its
//! own and an act of others.

use toguna_code::Status;

use super::Matter;
use super::facts::{families, holds, push};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::rows::FactRow;

/// A predicate whose objects exclude each other, in the contract's own words.
struct View {
    predicate: &'static str,
    kind: DisputeKind,
    about: &'static str,
    /// Objects that cannot both hold.
    opposites: &'static [(&'static str, &'static str)],
    /// Whether one document may contradict itself, or its speakers each other.
    within: bool,
    /// Two tellings further apart than this speak of two states.
    days: i32,
}

const VIEWS: [View; 6] = [
    View {
        predicate: "regard",
        kind: DisputeKind::Attribution,
        about: "what it is worth:",
        opposites: &[("favourable", "unfavourable")],
        within: true,
        days: 366,
    },
    View {
        predicate: "has-capability",
        kind: DisputeKind::Status,
        about: "how capable it is:",
        opposites: &[("strong", "limited")],
        within: false,
        days: 366,
    },
    View {
        predicate: "conduct",
        kind: DisputeKind::Status,
        about: "whether civilians are protected or harmed by",
        opposites: &[("protects civilians", "abuses civilians")],
        within: false,
        days: 1100,
    },
    View {
        predicate: "acts",
        kind: DisputeKind::Attribution,
        about: "whether it acts on its own or with the backing of others:",
        opposites: &[("on its own", "with backing")],
        within: false,
        days: 1100,
    },
    View {
        predicate: "takes-part",
        kind: DisputeKind::Status,
        about: "whether present or absent:",
        opposites: &[("present", "absent")],
        within: true,
        days: 1,
    },
    View {
        predicate: "governs-as",
        kind: DisputeKind::Identity,
        about: "under what title rules",
        opposites: &[("president", "military leader")],
        within: false,
        days: 366,
    },
];

pub(super) fn disputes(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    for view in &VIEWS {
        let told: Vec<&FactRow> = matter
            .readings
            .facts
            .iter()
            // A view reported as somebody's is a side of the dispute all the same.
            .filter(|fact| fact.predicate == view.predicate && fact.status != Status::Denied)
            .filter(|fact| fact.status != Status::Possible)
            .collect();
        for family in families(matter, &told) {
            let against = |a: &FactRow, b: &FactRow| opposed(matter, view, a, b);
            let disputed: Vec<&FactRow> =
                family.iter().copied().filter(|a| family.iter().any(|b| against(a, b))).collect();
            let Some(first) = disputed.first() else { continue };
            let about = format!("{} {}", view.about, matter.name(&first.subject.text));
            let rule = "one telling has it so, another the opposite";
            push(matter, found, view.kind, about, rule, subjects(&disputed), rows(&disputed));
        }
    }
    stages(matter, facts, found);
}

fn opposed(matter: &Matter<'_>, view: &View, a: &FactRow, b: &FactRow) -> bool {
    let meet = |(x, y): &(&str, &str)| {
        (a.object.text == *x && b.object.text == *y) || (a.object.text == *y && b.object.text == *x)
    };
    let one_voice = a.at.document == b.at.document && (!view.within || a.at == b.at);
    let near = match (holds(matter, a), holds(matter, b)) {
        (Some(x), Some(y)) => x.gap(&y) <= view.days,
        // Whether two undated tellings speak of one occasion is only sure within one document.
        _ => view.days > 1 || a.at.document == b.at.document,
    };
    !one_voice && near && view.opposites.iter().any(meet)
}

/// How far an institution is told to have come: what is at work cannot be only planned later.
fn stages(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    let at_work = |fact: &FactRow| fact.object.text == "operational";
    let to_come = |fact: &FactRow| matches!(fact.object.text.as_str(), "announced" | "planned" | "being created");
    let told: Vec<&FactRow> = matter
        .readings
        .facts
        .iter()
        .filter(|fact| fact.predicate == "has-status" && !matches!(fact.status, Status::Denied | Status::Possible))
        .collect();
    for family in families(matter, &told) {
        let against = |a: &FactRow, b: &FactRow| {
            let later = match (holds(matter, a), holds(matter, b)) {
                (Some(work), Some(plan)) => plan.latest >= work.earliest,
                _ => true,
            };
            a.at.document != b.at.document && at_work(a) && to_come(b) && later
        };
        let ended = |a: &FactRow, b: &FactRow| {
            let near = match (holds(matter, a), holds(matter, b)) {
                (Some(work), Some(end)) => work.earliest > end.latest,
                _ => false,
            };
            at_work(a) && b.object.text == "ended" && near
        };
        let hit = |a: &FactRow, b: &FactRow| against(a, b) || against(b, a) || ended(a, b) || ended(b, a);
        let disputed: Vec<&FactRow> = family.iter().copied().filter(|a| family.iter().any(|b| hit(a, b))).collect();
        let Some(first) = disputed.first() else { continue };
        let about = format!("how far it has come: {}", matter.name(&first.subject.text));
        let rule = "told as at work, and elsewhere, not earlier, as still to come";
        push(matter, found, DisputeKind::Status, about, rule, subjects(&disputed), rows(&disputed));
    }
    kinds(matter, facts, found);
}

/// What kind of body something is: documents that tell only the one and only the other.
fn kinds(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    let told: Vec<&FactRow> = facts.iter().copied().filter(|fact| fact.predicate == "is-a").collect();
    for family in families(matter, &told) {
        let of = |document: usize| -> Vec<&str> {
            family.iter().filter(|f| f.at.document == document).map(|f| f.object.text.as_str()).collect()
        };
        let apart = |a: &FactRow, b: &FactRow| {
            let (x, y) = (of(a.at.document), of(b.at.document));
            x.iter().all(|kind| !y.contains(kind))
        };
        if !family.iter().any(|a| family.iter().any(|b| apart(a, b))) {
            continue;
        }
        let about = format!("what kind of body it is: {}", matter.name(&family[0].subject.text));
        let rule = "told as bodies of different kinds; it may have changed from one to the other";
        push(matter, found, DisputeKind::Identity, about, rule, subjects(&family), rows(&family));
    }
}

pub(super) fn rows(facts: &[&FactRow]) -> Vec<Position> {
    let row = |fact: &&FactRow| Position {
        at: fact.at.clone(),
        value: fact.object.text.clone(),
        claimed_by: fact.claimed_by.clone(),
    };
    facts.iter().map(row).collect()
}

pub(super) fn subjects(facts: &[&FactRow]) -> Vec<String> {
    let mut ids: Vec<String> =
        facts.iter().map(|fact| &fact.subject).filter(|side| side.is_entity).map(|side| side.text.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}
