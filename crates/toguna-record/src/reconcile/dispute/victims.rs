//! Who the dead were: those who killed count fighters, others count civilians killed by the same hands.

use std::collections::{BTreeMap, BTreeSet};

use toguna_code::{EventType, Measure, VictimSide};

use super::around::sentence;
use super::figures::number;
use super::scenes::{BESIDE, Told};
use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase::{self, Part};
use crate::reconcile::place::{Lie, closest};
use crate::rows::AccountRow;

pub(super) fn disputes(matter: &Matter<'_>, told: &[Told<'_>], found: &mut Vec<DisputeRow>) {
    let of_dead = |told: &&Told<'_>| matches!(told.row.measure, Measure::Killed | Measure::Neutralized);
    let mut dead: Vec<&Told<'_>> = told.iter().filter(of_dead).collect();
    dead.sort_by(|a, b| a.row.at.cmp(&b.row.at));
    let mut disputed = BTreeMap::<usize, BTreeSet<usize>>::new();
    for (from, first) in dead.iter().enumerate() {
        let near = dead[from + 1..].iter().enumerate().take_while(|(_, next)| {
            next.row.at.document == first.row.at.document
                && next.row.at.bytes.start - first.row.at.bytes.start <= BESIDE
        });
        for (behind, next) in near {
            let to = from + 1 + behind;
            if opposed(matter, first, next) || opposed(matter, next, first) {
                // What is set beside one of them is set beside all that it is disputed with.
                let group =
                    disputed.iter().find(|(_, rows)| rows.contains(&from) || rows.contains(&to)).map(|(key, _)| *key);
                disputed.entry(group.unwrap_or(from)).or_default().extend([from, to]);
            }
        }
    }
    for rows in disputed.into_values() {
        let rows: Vec<&Told<'_>> = rows.into_iter().map(|at| dead[at]).collect();
        found.extend(dispute(matter, &rows));
    }
}

/// Whether a force, or whoever speaks of its deeds, counts fighters where another accuses it of killing civilians.
fn opposed(matter: &Matter<'_>, fighters: &Told<'_>, civilians: &Told<'_>) -> bool {
    let sides = (fighters.side, civilians.side) == (Some(VictimSide::ArmedGroup), Some(VictimSide::Civilians));
    let (Some(force), Some(other)) = (fighters.row.claimed_by.entity.as_ref(), civilians.row.claimed_by.told()) else {
        return false;
    };
    let of_state = matter.kinship.is(force, &["military", "state", "person"]);
    let times = fighters.when.zip(civilians.when).is_none_or(|(x, y)| x.gap(&y) <= NEXT_DAYS);
    let place = |told: &Told<'_>| told.row.places.iter().map(|&at| &matter.readings.places[at]).collect::<Vec<_>>();
    let lie = closest(place(fighters).into_iter(), place(civilians).into_iter());
    let places = matches!(lie, None | Some(Lie::Same | Lie::Near | Lie::Within));
    let mut killers = doers(matter, fighters);
    killers.push(force.clone());
    let people = number(fighters.row) > 0.0 && number(civilians.row) > 0.0;
    // Where nobody else is told to have done it, the force that tells of its deed is meant.
    let accused = || {
        let told = accused_beside(matter, civilians);
        told.is_empty() || matter.kinship.meet(&killers, &told)
    };
    sides && people && of_state && times && places && !matter.kinship.related(force, other) && accused()
}

/// A deed is told by those who did it within so many days.
const NEXT_DAYS: i32 = 7;

/// Who did what a figure is told of, as the figure's own document tells it.
fn doers(matter: &Matter<'_>, told: &Told<'_>) -> Vec<String> {
    let Some(event) = told.event else { return Vec::new() };
    let own = matter.accounts(&matter.events[event]).filter(|account| account.at.document == told.row.at.document);
    own.flat_map(|account| account.agents.iter().cloned()).collect()
}

/// Whom the sentence of a figure accuses, or tells to have done harm.
fn accused_beside(matter: &Matter<'_>, told: &Told<'_>) -> Vec<String> {
    let at = &told.row.at;
    let bytes = sentence(&matter.readings.document(at).text, at);
    let accounts = matter.readings.accounts_of(at.document);
    let inside = |row: &&AccountRow| bytes.start <= row.at.bytes.start && row.at.bytes.end <= bytes.end;
    let accused = |row: &AccountRow| match row.event_type {
        EventType::Accuse => row.targets.clone(),
        EventType::Assault => row.agents.clone(),
        _ => Vec::new(),
    };
    accounts.iter().filter(inside).flat_map(accused).collect()
}

fn dispute(matter: &Matter<'_>, rows: &[&Told<'_>]) -> Option<DisputeRow> {
    let first = rows.first()?;
    let account = first.event.and_then(|event| matter.accounts(&matter.events[event]).next());
    let position = |told: &&Told<'_>| Position {
        at: told.row.at.clone(),
        value: match told.side {
            Some(VictimSide::ArmedGroup) => "fighters",
            _ => "civilians",
        }
        .into(),
        claimed_by: told.row.claimed_by.clone(),
    };
    let claimants: BTreeSet<String> = rows.iter().filter_map(|told| told.row.claimed_by.entity.clone()).collect();
    let draft = Draft {
        about: phrase::WHO_DEAD.say([account.map_or_else(|| "".into(), |account| Part::from(matter.told(account)))]),
        kind: DisputeKind::Identity,
        rule: phrase::FIGHTERS_OR_CIVILIANS.into(),
        event: first.event.map(|event| matter.events[event].id.clone()),
        entities: claimants.into_iter().collect(),
        rows: rows.iter().map(position).collect(),
    };
    Some(draft.done(matter))
}
