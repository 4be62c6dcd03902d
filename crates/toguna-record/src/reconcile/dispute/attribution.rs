//! Who did it: one event with different agents, and a force that left or was made to leave.

use toguna_code::{EventType, Status};

use super::{Draft, Matter, parties};
use crate::findings::{DisputeKind, DisputeRow};
use crate::rows::AccountRow;
use crate::when::bounds;

/// A force's leaving told further apart than this is two leavings.
const APART_DAYS: i32 = 366;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    agents(matter, found);
    leavings(matter, found);
}

fn agents(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    for event in matter.events {
        let told: Vec<&AccountRow> =
            matter.accounts(event).filter(|row| !row.agents.is_empty() && row.status != Status::Denied).collect();
        let against = |a: &AccountRow, b: &AccountRow| !matter.kinship.meet(&a.agents, &b.agents);
        let disputed: Vec<&AccountRow> = told.iter().copied().filter(|a| told.iter().any(|b| against(a, b))).collect();
        let Some(first) = disputed.first() else { continue };
        let rows = disputed.iter().map(|row| matter.position(row, matter.names(&row.agents))).collect();
        found.push(
            Draft {
                about: format!("who did it: {}", matter.told(first)),
                kind: DisputeKind::Attribution,
                rule: "one event is told with agents of whom none belongs to another".into(),
                event: Some(event.id.clone()),
                entities: parties(disputed.iter().copied()),
                rows,
            }
            .done(matter),
        );
    }
}

/// A force that one account has expelled and another has withdrawing.
fn leavings(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let told = |kind: EventType| {
        matter.readings.accounts.iter().filter(move |row| row.event_type == kind && row.status == Status::Actual)
    };
    let left: Vec<&AccountRow> =
        told(EventType::Retreat).filter(|row| row.mode.as_deref() != Some("ceasefire")).collect();
    let mut forces: Vec<&String> = left.iter().flat_map(|row| &row.agents).collect();
    forces.sort();
    forces.dedup();
    for force in forces.into_iter().filter(|force| is_force(matter, force)) {
        let expelled: Vec<&AccountRow> = told(EventType::Sanction)
            .filter(|row| row.targets.contains(force) && !row.agents.contains(force))
            .collect();
        let by_itself = left.iter().copied().filter(|row| row.agents.contains(force));
        let mut disputed = Vec::new();
        for own in by_itself {
            if let Some(act) = expelled.iter().find(|act| near(act, own)) {
                disputed.extend([*act, own]);
            }
        }
        let Some(first) = disputed.first() else { continue };
        let value = |row: &AccountRow| if row.event_type == EventType::Sanction { "was made to leave" } else { "left" };
        let rows = disputed.iter().map(|row| matter.position(row, value(row).to_owned())).collect();
        found.push(
            Draft {
                about: format!("whether {} left or was made to leave", matter.name(force)),
                kind: DisputeKind::Attribution,
                rule: "one account has others act against a force whose leaving another tells as its own act".into(),
                event: None,
                entities: parties(std::iter::once(*first)),
                rows,
            }
            .done(matter),
        );
    }
}

/// Whether an actor is a force that can be stationed somewhere and leave.
fn is_force(matter: &Matter<'_>, entity: &str) -> bool {
    matches!(matter.kinship.kind(entity), "military" | "armed-group" | "company")
}

fn near(a: &AccountRow, b: &AccountRow) -> bool {
    match (bounds(a.date.as_ref()), bounds(b.date.as_ref())) {
        (Some(x), Some(y)) => x.gap(&y) <= APART_DAYS,
        _ => true,
    }
}
