//! How far something agreed or announced is told to have come.

use std::collections::BTreeSet;

use super::super::{ChainStep, claimant};
use super::Telling;
use crate::when::{Bounds, bounds};

/// A step, in the order in which things come: what ends an agreement stands last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Announced,
    Agreed,
    Initialled,
    Signed,
    Ratified,
    InForce,
    UnderWay,
    CarriedOut,
    Suspended,
    Denounced,
    Lapsed,
    Ended,
}

/// Each step by the name that answers give it.
const NAMES: [(&str, Step); 12] = [
    ("announced", Step::Announced),
    ("agreed", Step::Agreed),
    ("initialled", Step::Initialled),
    ("signed", Step::Signed),
    ("ratified", Step::Ratified),
    ("in force", Step::InForce),
    ("being carried out", Step::UnderWay),
    ("carried out", Step::CarriedOut),
    ("suspended", Step::Suspended),
    ("denounced", Step::Denounced),
    ("lapsed", Step::Lapsed),
    ("ended", Step::Ended),
];

impl Step {
    /// The step that the value of a `has-status` fact tells.
    pub(super) fn of(value: &str) -> Option<Step> {
        match value {
            // What bodies are told to be.
            "planned" => Some(Step::Announced),
            "being created" => Some(Step::UnderWay),
            "operational" => Some(Step::CarriedOut),
            _ => NAMES.iter().find(|(name, _)| *name == value).map(|(_, step)| *step),
        }
    }

    pub(super) fn name(self) -> &'static str {
        NAMES.iter().find(|(_, step)| *step == self).map_or("", |(name, _)| name)
    }
}

/// The steps that tellings come to, each once for each day that it is told of, in the order of the steps.
pub(super) fn chain(tellings: &[Telling<'_>]) -> Vec<ChainStep> {
    let days = |at: &usize| tellings[*at].on.as_deref().and_then(day);
    let mut order: Vec<usize> = (0..tellings.len()).collect();
    // The most exact day of a step first: a month that holds it, or no day at all, is the same telling.
    order.sort_by_key(|at| (tellings[*at].step, width(days(at)), days(at).and_then(|day| day.earliest), *at));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let same =
            |group: &&mut Vec<usize>| tellings[group[0]].step == tellings[at].step && holds(days(&at), days(&group[0]));
        match groups.iter_mut().find(same) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.sort_by_key(|group| (tellings[group[0]].step, days(&group[0]).and_then(|day| day.earliest)));
    groups.iter().map(|group| told(tellings, group)).collect()
}

fn told(tellings: &[Telling<'_>], group: &[usize]) -> ChainStep {
    let claimants: BTreeSet<String> = group.iter().filter_map(|&at| claimant(tellings[at].claimed_by)).collect();
    let mut sources = group.to_vec();
    sources.sort_unstable();
    ChainStep {
        step: tellings[group[0]].step.name(),
        day: tellings[group[0]].on.clone(),
        claimed_by: claimants.into_iter().collect(),
        sources,
    }
}

fn day(on: &str) -> Option<Bounds> {
    bounds(toguna_mark::Edtf::parse(on).ok().as_ref())
}

/// How many days a date can mean; what tells none stands behind all that do.
fn width(day: Option<Bounds>) -> i32 {
    day.and_then(|day| day.days()).unwrap_or(i32::MAX)
}

/// Whether a date can mean the days of another; no date can mean any.
fn holds(wide: Option<Bounds>, day: Option<Bounds>) -> bool {
    let Some(wide) = wide else { return true };
    day.is_some_and(|day| wide.earliest <= day.earliest && wide.latest >= day.latest)
}
