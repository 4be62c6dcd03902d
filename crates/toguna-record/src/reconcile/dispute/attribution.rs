//! Who did it: one event with different agents, and a force that left or was made to leave.

use std::collections::BTreeMap;

use toguna_code::{EventType, Status};

use super::against::contradicting;
use super::{Draft, Matter, parties};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase;
use crate::rows::{AccountRow, Evidence};
use crate::when::{Bounds, bounds};

/// A force's leaving told further apart than this is two leavings.
const APART_DAYS: i32 = 366;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    agents(matter, found);
    leavings(matter, found);
}

fn agents(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    // Who was at a meeting, or is told to have signed, is no question of who did it.
    let joint = [EventType::Consult, EventType::Agree, EventType::Cooperate];
    for event in matter.events.iter().filter(|event| !joint.contains(&event.event_type)) {
        let told: Vec<&AccountRow> =
            matter.accounts(event).filter(|row| !row.agents.is_empty() && row.status != Status::Denied).collect();
        // A union's act is told as its members' as well.
        let all = |row: &AccountRow, kinds: &[&str]| row.agents.iter().all(|who| matter.kinship.is(who, kinds));
        let union = |a: &AccountRow, b: &AccountRow| all(a, &["alliance", "igo"]) && all(b, &["state"]);
        let against =
            |a: &AccountRow, b: &AccountRow| !matter.kinship.meet(&a.agents, &b.agents) && !union(a, b) && !union(b, a);
        let disputed: Vec<&AccountRow> = told.iter().copied().filter(|a| told.iter().any(|b| against(a, b))).collect();
        let Some(first) = disputed.first() else { continue };
        let rows = disputed.iter().map(|row| matter.position(row, matter.names(&row.agents))).collect();
        found.push(
            Draft {
                about: phrase::WHO_DID.say([matter.told(first)]),
                kind: DisputeKind::Attribution,
                rule: phrase::OTHER_AGENTS.into(),
                event: Some(event.id.clone()),
                entities: parties(disputed.iter().copied()),
                rows,
            }
            .done(matter),
        );
    }
}

/// How one telling has a force leave.
struct Leaving<'a> {
    force: &'a str,
    forced: bool,
    when: Option<Bounds>,
    position: Position,
}

/// A force that one telling has expelled and another has withdrawing.
fn leavings(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let mut by_force = BTreeMap::<&str, Vec<Leaving<'_>>>::new();
    for leaving in told_leavings(matter) {
        by_force.entry(leaving.force).or_default().push(leaving);
    }
    for (force, told) in by_force {
        let mut quotes = BTreeMap::<&Evidence, usize>::new();
        let told: Vec<(&Leaving<'_>, usize)> = told
            .iter()
            .map(|leaving| {
                let next = quotes.len();
                (leaving, *quotes.entry(&leaving.position.at).or_insert(next))
            })
            .collect();
        let disputed = contradicting(
            &told,
            |(leaving, quote)| ((leaving.forced, leaving.when), Some(quote)),
            |(a, when), (b, then)| a != b && !matches!((when, then), (Some(x), Some(y)) if x.gap(y) > APART_DAYS),
        );
        if disputed.is_empty() {
            continue;
        }
        found.push(
            Draft {
                about: phrase::LEFT_OR_MADE_TO.say([matter.name(force)]),
                kind: DisputeKind::Attribution,
                rule: phrase::LEFT_OR_MADE.into(),
                event: None,
                entities: vec![force.to_owned()],
                rows: disputed.into_iter().map(|(leaving, _)| leaving.position.clone()).collect(),
            }
            .done(matter),
        );
    }
}

/// Every telling of a force that leaves: acts of its own, acts of others against it, and turns of phrase.
fn told_leavings<'a>(matter: &Matter<'a>) -> Vec<Leaving<'a>> {
    let value = |forced: bool| if forced { "was made to leave" } else { "left" }.to_owned();
    let mut told = Vec::new();
    for row in matter.readings.accounts.iter().filter(|row| row.status == Status::Actual) {
        let (forces, forced) = match (row.event_type, row.mode.as_deref()) {
            (EventType::Retreat, Some("ceasefire")) => continue,
            (EventType::Retreat, _) => (&row.agents, false),
            (EventType::Sanction, Some("expel")) => (&row.targets, true),
            _ => continue,
        };
        for force in forces.iter().filter(|force| is_force(matter, force)) {
            let position = matter.position(row, value(forced));
            told.push(Leaving { force, forced, when: bounds(row.date.as_ref()), position });
        }
    }
    let facts = matter.readings.facts.iter();
    for fact in facts.filter(|fact| fact.predicate == "departure" && fact.status == Status::Actual) {
        let forced = fact.object.text != "left";
        if is_force(matter, &fact.subject.text) {
            let position = Position { at: fact.at.clone(), value: value(forced), claimed_by: fact.claimed_by.clone() };
            told.push(Leaving { force: &fact.subject.text, forced, when: bounds(fact.on.as_ref()), position });
        }
    }
    told
}

/// Whether an actor is a force that can be stationed somewhere and leave.
fn is_force(matter: &Matter<'_>, entity: &str) -> bool {
    matter.kinship.is(entity, &["military", "armed-group", "company"])
}
