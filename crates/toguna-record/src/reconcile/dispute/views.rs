//! What is said of one thing and its opposite: praise and doubt, strength and want, presence and absence, an act of its
//! own and an act of others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use toguna_code::Status;

use super::Matter;
use super::against::contradicted;
use super::facts::{families, holds, push};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase::{self, Form};
use crate::rows::FactRow;
use crate::when::Bounds;

/// A predicate whose objects exclude each other, in the contract's own words.
struct View {
    predicate: &'static str,
    kind: DisputeKind,
    about: &'static Form,
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
        about: phrase::WORTH,
        opposites: &[("favourable", "unfavourable")],
        within: true,
        days: 366,
    },
    View {
        predicate: "has-capability",
        kind: DisputeKind::Status,
        about: phrase::CAPABLE,
        opposites: &[("strong", "limited")],
        within: false,
        days: 366,
    },
    View {
        predicate: "conduct",
        kind: DisputeKind::Status,
        about: phrase::CIVILIANS,
        opposites: &[("protects civilians", "abuses civilians")],
        within: false,
        days: 1100,
    },
    View {
        predicate: "acts",
        kind: DisputeKind::Attribution,
        about: phrase::ON_ITS_OWN,
        opposites: &[("on its own", "with backing")],
        within: false,
        days: 1100,
    },
    View {
        predicate: "takes-part",
        kind: DisputeKind::Status,
        about: phrase::PRESENT,
        opposites: &[("present", "absent")],
        within: true,
        days: 1,
    },
    View {
        predicate: "governs-as",
        kind: DisputeKind::Identity,
        about: phrase::TITLE,
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
            let disputed = opposed(matter, view, &family);
            let Some(first) = disputed.first() else { continue };
            let about = view.about.say([matter.name(&first.subject.text)]);
            let rule = phrase::OPPOSITE;
            push(matter, found, view.kind, about, rule, subjects(&disputed), rows(&disputed));
        }
    }
    stages(matter, facts, found);
}

/// The facts of a family whose opposite another voice tells of the same time.
fn opposed<'a>(matter: &Matter<'_>, view: &View, family: &[&'a FactRow]) -> Vec<&'a FactRow> {
    type Seen<'a> = (&'a str, Option<Bounds>, Option<usize>);
    let mut quotes = HashMap::<(usize, &str, u32, u32), usize>::new();
    let told: Vec<(Seen<'a>, Option<usize>)> = family
        .iter()
        .map(|fact| {
            let (at, next) = (&fact.at, quotes.len());
            let quote = *quotes.entry((at.document, &at.quote, at.bytes.start, at.bytes.end)).or_insert(next);
            // Whether two undated tellings speak of one occasion is only sure within one document.
            let occasion = (view.days <= 1).then_some(at.document);
            let voice = if view.within { quote } else { at.document };
            ((fact.object.text.as_str(), holds(matter, fact), occasion), Some(voice))
        })
        .collect();
    let against = |(a, when, occasion): &Seen<'_>, (b, then, other): &Seen<'_>| {
        let near = match (when, then) {
            (Some(x), Some(y)) => x.gap(y) <= view.days,
            _ => occasion == other,
        };
        near && view.opposites.iter().any(|(x, y)| (a == x && b == y) || (a == y && b == x))
    };
    let contradicted = contradicted(&told, against);
    family.iter().zip(contradicted).filter_map(|(fact, opposed)| opposed.then_some(*fact)).collect()
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
        type Stage = (bool, bool, bool, Option<Bounds>);
        let told: Vec<(Stage, Option<usize>)> = family
            .iter()
            .map(|fact| {
                let stage = (at_work(fact), to_come(fact), fact.object.text == "ended", holds(matter, fact));
                (stage, Some(fact.at.document))
            })
            .collect();
        let still_to_come = |(work, .., when): &Stage, (_, plan, _, then): &Stage| {
            let later = match (when, then) {
                (Some(work), Some(plan)) => plan.latest >= work.earliest,
                _ => true,
            };
            *work && *plan && later
        };
        let ended_before = |(work, .., when): &Stage, (_, _, end, then): &Stage| {
            let before = matches!((when, then), (Some(work), Some(end)) if work.earliest > end.latest);
            *work && *end && before
        };
        // One document may tell of what was planned and is at work; that what has ended is at work, none may.
        let by_documents = contradicted(&told, |a, b| still_to_come(a, b) || still_to_come(b, a));
        let told: Vec<(Stage, Option<usize>)> = told.into_iter().map(|(stage, _)| (stage, None)).collect();
        let by_any = contradicted(&told, |a, b| ended_before(a, b) || ended_before(b, a));
        let hit = by_documents.into_iter().zip(by_any).map(|(x, y)| x || y);
        let disputed: Vec<&FactRow> = family.iter().zip(hit).filter_map(|(fact, hit)| hit.then_some(*fact)).collect();
        let Some(first) = disputed.first() else { continue };
        let about = phrase::HOW_FAR.say([matter.name(&first.subject.text)]);
        let rule = phrase::STILL_TO_COME;
        push(matter, found, DisputeKind::Status, about, rule, subjects(&disputed), rows(&disputed));
    }
    kinds(matter, facts, found);
}

/// What kind of body something is: documents that tell only the one and only the other.
fn kinds(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    let told: Vec<&FactRow> = facts.iter().copied().filter(|fact| fact.predicate == "is-a").collect();
    for family in families(matter, &told) {
        let mut by_document = BTreeMap::<usize, BTreeSet<&str>>::new();
        for fact in &family {
            by_document.entry(fact.at.document).or_default().insert(&fact.object.text);
        }
        let told: BTreeSet<BTreeSet<&str>> = by_document.into_values().collect();
        if !told.iter().any(|kinds| told.iter().any(|others| kinds.is_disjoint(others))) {
            continue;
        }
        let about = phrase::WHAT_BODY.say([matter.name(&family[0].subject.text)]);
        let rule = phrase::OTHER_KINDS;
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
