//! One event told as done and as denied, alleged, planned or only possible.

use std::collections::BTreeSet;

use toguna_code::Status;

use super::{Draft, Matter, parties};
use crate::findings::{DisputeKind, DisputeRow};
use crate::phrase::{self, Part};
use crate::rows::AccountRow;
use crate::when::bounds;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    for event in matter.events {
        let accounts: Vec<&AccountRow> = matter.accounts(event).collect();
        let disputed: Vec<&AccountRow> = accounts
            .iter()
            .copied()
            .filter(|a| accounts.iter().any(|b| against(matter, a, b) || against(matter, b, a)))
            .collect();
        let Some(first) = disputed.first() else { continue };
        let told: BTreeSet<&str> = disputed.iter().map(|row| row.status.name()).collect();
        let rows = disputed.iter().map(|row| matter.position(row, row.status.name().to_owned())).collect();
        found.push(
            Draft {
                about: phrase::HAPPENED.say([matter.told(first)]),
                kind: DisputeKind::Status,
                rule: phrase::TOLD_AS.say([Part::list(told.into_iter().map(Part::term))]),
                event: Some(event.id.clone()),
                entities: parties(disputed.iter().copied()),
                rows,
            }
            .done(matter),
        );
    }
}

/// Whether `b` says that what `a` tells as done is not so, or not yet.
fn against(matter: &Matter<'_>, a: &AccountRow, b: &AccountRow) -> bool {
    if a.status != Status::Actual {
        return false;
    }
    match b.status {
        Status::Denied | Status::Alleged => true,
        Status::Planned => still_planned_afterwards(matter, a, b),
        Status::Actual | Status::Possible => false,
    }
}

/// What was planned before it was done is no contradiction; only a plan told after the deed is one.
fn still_planned_afterwards(matter: &Matter<'_>, done: &AccountRow, planned: &AccountRow) -> bool {
    let published = bounds(matter.readings.document(&planned.at).published.as_ref());
    let date = bounds(done.date.as_ref());
    matches!((published, date), (Some(told), Some(date)) if told.earliest > date.latest)
}
