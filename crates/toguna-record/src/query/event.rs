//! An event as a whole: when, where and as what its accounts tell it. Lists, maps and exports ask the same here.

use std::collections::BTreeSet;

use toguna_code::SubEvent;
use toguna_mark::Edtf;

use crate::Snapshot;
use crate::findings::EventRow;
use crate::rows::{AccountRow, PlaceRow};
use crate::when::Bounds;

/// UCDP's precision of a whole country: no point on a map.
pub(super) const COUNTRY: u8 = 6;

impl PlaceRow {
    /// Degrees north and east, unless only a country or more is told.
    pub fn point(&self) -> Option<(f64, f64)> {
        (self.precision < COUNTRY).then_some((self.lat, self.lon))
    }
}

impl Snapshot {
    /// The accounts of an event.
    pub fn accounts_of<'a>(&'a self, event: &'a EventRow) -> impl Iterator<Item = &'a AccountRow> {
        event.accounts.iter().map(|&at| &self.readings.accounts[at])
    }

    /// The first and the last day that an event's date can mean.
    pub fn bounds_of(&self, event: &EventRow) -> Option<Bounds> {
        Bounds::of(&Edtf::parse(event.date.as_deref()?).ok()?)
    }

    /// The most precise place that an account tells, the first of those: an index into the readings' places.
    pub fn place_of(&self, event: &EventRow) -> Option<usize> {
        let places = self.accounts_of(event).flat_map(|row| row.places.iter().copied());
        places.min_by_key(|&at| self.readings.places[at].precision)
    }

    /// ACLED's sub-event type, where an account's words tell it.
    pub fn acled_of(&self, event: &EventRow) -> Option<SubEvent> {
        self.accounts_of(event).find_map(|row| row.acled)
    }

    /// The ids of the events that a dispute is about.
    pub fn contested(&self) -> BTreeSet<&str> {
        let disputes = self.findings.disputes.iter().filter(|row| !row.same_as);
        disputes.filter_map(|row| row.event.as_deref()).collect()
    }
}
