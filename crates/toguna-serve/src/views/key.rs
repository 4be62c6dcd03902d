//! What lists of events are filtered and ordered by, made once a snapshot.

use std::collections::BTreeSet;

use toguna_record::{Bounds, Snapshot};

/// An event's place in a snapshot with what filters ask for.
#[derive(Clone, Debug)]
pub(crate) struct EventKey {
    /// Index of the event.
    pub(crate) at: usize,
    /// First and last day that its date can mean.
    pub(crate) bounds: Option<Bounds>,
    /// Index of the most precise place told.
    pub(crate) place: Option<usize>,
    /// Its point, where the place has one that is no whole country.
    pub(crate) point: Option<(f64, f64)>,
    /// Whether a dispute is about it.
    pub(crate) contested: bool,
}

impl EventKey {
    /// The keys of all events, in the order of time; those without a date at the end.
    pub(crate) fn of_all(snapshot: &Snapshot) -> Vec<EventKey> {
        let findings = &snapshot.findings;
        let contested = snapshot.contested();
        let mut keys: Vec<EventKey> =
            (0..findings.events.len()).map(|at| EventKey::of(snapshot, at, &contested)).collect();
        keys.sort_by_key(|key| {
            let bounds = key.bounds;
            (bounds.is_none(), bounds.and_then(|b| b.earliest), bounds.and_then(|b| b.latest), key.at)
        });
        keys
    }

    fn of(snapshot: &Snapshot, at: usize, contested: &BTreeSet<&str>) -> EventKey {
        let event = &snapshot.findings.events[at];
        let place = snapshot.place_of(event);
        EventKey {
            at,
            bounds: snapshot.bounds_of(event),
            place,
            point: place.and_then(|at| snapshot.readings.places[at].point()),
            contested: contested.contains(event.id.as_str()),
        }
    }

    /// ACLED's event and sub-event type, where its words tell it.
    pub(crate) fn acled(&self, snapshot: &Snapshot) -> Option<(&'static str, &'static str)> {
        let sub = snapshot.acled_of(&snapshot.findings.events[self.at])?;
        Some((sub.event_type(), sub.name()))
    }
}
