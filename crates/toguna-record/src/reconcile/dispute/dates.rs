//! Dates of one event that cannot both hold.

use std::collections::{BTreeMap, BTreeSet};

use toguna_code::{EventType, Status};

use super::against::contradicting;
use super::{Draft, Matter, parties};
use crate::findings::{DisputeKind, DisputeRow};
use crate::phrase;
use crate::rows::AccountRow;
use crate::when::{Bounds, bounds};

/// What a party does once to another, so that two dates of it are two tellings of one act: leaving and cutting ties.
const ONCE: [EventType; 2] = [EventType::Sanction, EventType::Retreat];
/// Acts of one kind between the same parties further apart than this are two acts.
const APART_DAYS: i32 = 730;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    for event in matter.events {
        let accounts: Vec<&AccountRow> = matter.accounts(event).collect();
        found.extend(dispute(matter, &accounts, Some(event.id.clone())));
    }
    for group in done_once(matter) {
        found.extend(dispute(matter, &group, None));
    }
}

/// Accounts of acts that are done once, grouped by type and parties: those that share an agent and a target.
fn done_once<'a>(matter: &Matter<'a>) -> Vec<Vec<&'a AccountRow>> {
    let mut by_target = BTreeMap::<(EventType, &str), Vec<(&AccountRow, Option<Bounds>)>>::new();
    for account in &matter.readings.accounts {
        if ONCE.contains(&account.event_type) && account.status == Status::Actual && account.date.is_some() {
            let when = bounds(account.date.as_ref());
            for target in &account.targets {
                by_target.entry((account.event_type, target)).or_default().push((account, when));
            }
        }
    }
    let mut groups = Vec::new();
    for accounts in by_target.into_values() {
        let mut left = accounts;
        while let Some((first, when)) = left.first().copied() {
            let one = |(account, then): &(&AccountRow, Option<Bounds>)| {
                matches!((when, then), (Some(x), Some(y)) if x.gap(y) <= APART_DAYS)
                    && first.mode == account.mode
                    && matter.kinship.meet(&first.agents, &account.agents)
            };
            let (group, rest): (Vec<_>, Vec<_>) =
                left.drain(..).partition(|told| std::ptr::eq(first, told.0) || one(told));
            groups.push(group.into_iter().map(|(account, _)| account).collect());
            left = rest;
        }
    }
    groups
}

fn dispute(matter: &Matter<'_>, accounts: &[&AccountRow], event: Option<String>) -> Option<DisputeRow> {
    // One document that gives two dates tells two acts.
    let when = |account: &AccountRow| (bounds(account.date.as_ref()), Some(account.at.document));
    let disputed = contradicting(accounts, when, |x, y| matches!((x, y), (Some(x), Some(y)) if !x.meets(y)));
    let dates: BTreeSet<&str> = disputed.iter().filter_map(|row| row.date.as_ref()).map(|date| date.as_str()).collect();
    let first = disputed.first()?;
    let rows =
        disputed.iter().filter_map(|row| Some(matter.position(row, row.date.as_ref()?.as_str().to_owned()))).collect();
    let draft = Draft {
        about: phrase::WHEN.say([matter.told(first)]),
        kind: DisputeKind::Date,
        rule: phrase::ONE_ACT_DATES.say([dates.len().to_string()]),
        event,
        entities: parties(disputed.iter().copied()),
        rows,
    };
    Some(draft.done(matter))
}
