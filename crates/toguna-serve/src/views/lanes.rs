//! The lanes of a timeline: who, where or what has the most events, and which events lie in each lane.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use toguna_record::ListedEvent;
use utoipa::ToSchema;

use crate::held::Held;

/// Most lanes: a bit each, in numbers that every reader of JSON takes.
const MOST: usize = 30;

/// What events share that lie in one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum By {
    /// Who acts or suffers.
    Actor,
    /// A place that is told.
    Place,
    /// PLOVER type.
    Type,
}

/// One lane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Lane {
    /// Id of the actor or place, or the type: what a filter takes.
    id: String,
    name: String,
}

/// Lanes, those with most events first, and for every event the sum of 2ⁿ for each n-th lane that it lies in.
pub(crate) fn lanes(by: By, events: &[&ListedEvent], held: &Held) -> (Vec<Lane>, Vec<u32>) {
    let mut counts = HashMap::<&str, usize>::new();
    for event in events {
        for id in keys(by, event) {
            *counts.entry(id).or_default() += 1;
        }
    }
    let mut most: Vec<(&str, usize)> = counts.into_iter().collect();
    most.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    most.truncate(MOST);
    let bit: HashMap<&str, u32> = most.iter().zip(0..).map(|((id, _), at)| (*id, 1 << at)).collect();
    let of = events.iter().map(|event| keys(by, event).iter().filter_map(|id| bit.get(id)).sum());
    let named = most.iter().map(|(id, _)| Lane { id: (*id).to_owned(), name: name(by, id, events, held) });
    (named.collect(), of.collect())
}

/// The lanes of an event, each once.
fn keys(by: By, event: &ListedEvent) -> Vec<&str> {
    let mut keys: Vec<&str> = match by {
        By::Actor => event.parties.iter().map(|id| &**id).collect(),
        By::Place => event.places.iter().map(|(id, _)| &**id).collect(),
        By::Type => vec![event.event_type.name()],
    };
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn name(by: By, id: &str, events: &[&ListedEvent], held: &Held) -> String {
    let found = match by {
        By::Actor => held.actors().iter().find(|row| row.id == id).map(|row| row.name.clone()),
        By::Place => {
            let mut places = events.iter().flat_map(|event| &event.places);
            places.find(|(place, _)| **place == *id).map(|(_, name)| name.to_string())
        }
        By::Type => None,
    };
    found.unwrap_or_else(|| id.to_owned())
}
