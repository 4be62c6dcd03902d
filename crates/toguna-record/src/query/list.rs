//! Events and disputes as lists show, filter and order them: few words each, so that those of a large record fit in memory.

use std::collections::{BTreeSet, HashSet};
use std::convert::Infallible;
use std::sync::Arc;

use toguna_code::{EventType, Status, SubEvent};

use super::event::COUNTRY;
use crate::Snapshot;
use crate::findings::{DisputeKind, EventRow};
use crate::when::Bounds;

/// An event in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedEvent {
    /// Its id.
    pub id: Box<str>,
    /// PLOVER type of most accounts.
    pub event_type: EventType,
    /// First and last day that its date can mean.
    pub bounds: Option<Bounds>,
    /// ACLED's sub-event type, where the words of an account tell one.
    pub acled: Option<SubEvent>,
    /// The most precise place told.
    pub place: Option<ListedPlace>,
    /// The number of dead that most tell.
    pub deaths: Option<f64>,
    /// Whether a dispute is about it.
    pub contested: bool,
    /// How many accounts tell of it.
    pub accounts: usize,
    /// Ids of everybody who acts or suffers.
    pub parties: Vec<Arc<str>>,
    /// Every place told, by id and name.
    pub places: Vec<(Arc<str>, Arc<str>)>,
    /// How it is told.
    pub statuses: Vec<Status>,
}

/// A place in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedPlace {
    /// Name.
    pub name: Arc<str>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// UCDP's precision.
    pub precision: u8,
}

impl ListedEvent {
    /// Its point on a map: a whole country has none.
    pub fn point(&self) -> Option<(f64, f64)> {
        self.place.as_ref().filter(|place| place.precision < COUNTRY).map(|place| (place.lat, place.lon))
    }
}

/// A dispute in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDispute {
    /// Its id.
    pub id: Box<str>,
    /// What kind of matter.
    pub kind: DisputeKind,
    /// Names that differ for one thing: no contradiction.
    pub same_as: bool,
    /// The event it is about.
    pub event: Option<Box<str>>,
    /// The entities it is about.
    pub entities: Vec<Arc<str>>,
}

/// Words that many rows share, each kept once.
#[derive(Debug, Default)]
pub(crate) struct Shared(HashSet<Arc<str>>);

impl Shared {
    pub(crate) fn of(&mut self, words: &str) -> Arc<str> {
        if let Some(known) = self.0.get(words) {
            return known.clone();
        }
        let new: Arc<str> = words.into();
        self.0.insert(new.clone());
        new
    }
}

impl Snapshot {
    /// Every event, in the order of time; those without a date at the end.
    pub fn listed_events(&self) -> Vec<ListedEvent> {
        let mut listed = Vec::with_capacity(self.findings.events.len());
        let _: Result<(), Infallible> = self.each_listed_event(self.findings.events.iter(), |_, row| {
            listed.push(row);
            Ok(())
        });
        // Stable, so that events of the same days stand in the order of their first accounts.
        listed.sort_by_key(|row| {
            let bounds = row.bounds;
            (bounds.is_none(), bounds.and_then(|b| b.earliest), bounds.and_then(|b| b.latest))
        });
        listed
    }

    /// Those whose dates touch some days; without an end to them also those without a date.
    pub fn listed_events_of(&self, days: &Bounds) -> Vec<ListedEvent> {
        let mut listed = self.listed_events();
        listed.retain(|row| days.touched_by(row.bounds.as_ref()));
        listed
    }

    /// Hands on each of these events with what lists show of it.
    pub(crate) fn each_listed_event<'a, E>(
        &self,
        mut events: impl Iterator<Item = &'a EventRow>,
        mut take: impl FnMut(&EventRow, ListedEvent) -> Result<(), E>,
    ) -> Result<(), E> {
        let (contested, mut shared) = (self.contested(), Shared::default());
        events.try_for_each(|event| take(event, self.listed_event(event, &contested, &mut shared)))
    }

    fn listed_event(&self, event: &EventRow, contested: &BTreeSet<&str>, shared: &mut Shared) -> ListedEvent {
        let accounts = || self.accounts_of(event);
        let places = || accounts().flat_map(|row| &row.places).map(|&at| &self.readings.places[at]);
        let named: BTreeSet<(&str, &str)> =
            places().map(|place| (place.entity.as_str(), place.name.as_str())).collect();
        let parties: BTreeSet<&String> = accounts().flat_map(|row| row.agents.iter().chain(&row.targets)).collect();
        let statuses: BTreeSet<Status> = accounts().map(|row| row.status).collect();
        ListedEvent {
            id: event.id.as_str().into(),
            event_type: event.event_type,
            bounds: self.bounds_of(event),
            acled: self.acled_of(event),
            place: self.place_of(event).map(|at| &self.readings.places[at]).map(|place| ListedPlace {
                name: shared.of(&place.name),
                lat: place.lat,
                lon: place.lon,
                precision: place.precision,
            }),
            deaths: event.deaths.as_ref().and_then(|deaths| deaths.all.best),
            contested: contested.contains(event.id.as_str()),
            accounts: event.accounts.len(),
            parties: parties.into_iter().map(|id| shared.of(id)).collect(),
            places: named.into_iter().map(|(id, name)| (shared.of(id), shared.of(name))).collect(),
            statuses: statuses.into_iter().collect(),
        }
    }

    /// Every dispute, in the order of the findings.
    pub fn listed_disputes(&self) -> Vec<ListedDispute> {
        let mut shared = Shared::default();
        let listed = self.findings.disputes.iter().map(|row| ListedDispute {
            id: row.id.as_str().into(),
            kind: row.kind,
            same_as: row.same_as,
            event: row.event.as_deref().map(Into::into),
            entities: row.entities.iter().map(|id| shared.of(id)).collect(),
        });
        listed.collect()
    }
}
