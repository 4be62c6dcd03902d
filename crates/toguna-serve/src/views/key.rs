//! What lists of events are filtered and ordered by, made once a snapshot.

use std::collections::HashSet;

use toguna_mark::Edtf;
use toguna_record::{Bounds, PlaceRow, Snapshot};

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

/// UCDP's precision of a whole country: no point on a map.
const COUNTRY: u8 = 6;

impl EventKey {
    /// The keys of all events, in the order of time; those without a date at the end.
    pub(crate) fn of_all(snapshot: &Snapshot) -> Vec<EventKey> {
        let findings = &snapshot.findings;
        let contested: HashSet<&str> =
            findings.disputes.iter().filter(|row| !row.same_as).filter_map(|row| row.event.as_deref()).collect();
        let mut keys: Vec<EventKey> =
            (0..findings.events.len()).map(|at| EventKey::of(snapshot, at, &contested)).collect();
        keys.sort_by_key(|key| {
            let bounds = key.bounds;
            (bounds.is_none(), bounds.and_then(|b| b.earliest), bounds.and_then(|b| b.latest), key.at)
        });
        keys
    }

    fn of(snapshot: &Snapshot, at: usize, contested: &HashSet<&str>) -> EventKey {
        let event = &snapshot.findings.events[at];
        let row = |place: usize| -> &PlaceRow { &snapshot.readings.places[place] };
        let places =
            event.accounts.iter().flat_map(|&account| snapshot.readings.accounts[account].places.iter().copied());
        let place = places.min_by_key(|&place| row(place).precision);
        EventKey {
            at,
            bounds: event.date.as_deref().and_then(|date| Edtf::parse(date).ok()).and_then(|date| Bounds::of(&date)),
            place,
            point: place.map(row).filter(|row| row.precision < COUNTRY).map(|row| (row.lat, row.lon)),
            contested: contested.contains(event.id.as_str()),
        }
    }

    /// ACLED's event and sub-event type, where its words tell it.
    pub(crate) fn acled(&self, snapshot: &Snapshot) -> Option<(&'static str, &'static str)> {
        let event = &snapshot.findings.events[self.at];
        let sub = event.accounts.iter().find_map(|&at| snapshot.readings.accounts[at].acled)?;
        Some((sub.event_type(), sub.name()))
    }
}
