//! Events as columns, for the map and the timeline.

use std::collections::HashMap;

use jiff::civil::{Date, date};
use serde::Serialize;
use toguna_code::{EventType, Status};
use toguna_record::{Bounds, ListedEvent};
use utoipa::ToSchema;

use super::Named;
use super::lanes::{By, Lane, lanes};
use crate::held::Held;
use crate::question::area;

/// Days are counted from this one.
const FIRST: Date = date(1970, 1, 1);

/// All events of a question, in the order of time: the same event at the same place of every column.
#[derive(Default, Serialize, ToSchema)]
pub(crate) struct Geo {
    id: Vec<String>,
    /// Degrees north; null without a point.
    lat: Vec<Option<f64>>,
    /// Degrees east.
    lon: Vec<Option<f64>>,
    /// UCDP's 1 to 7; null where no place is told.
    precision: Vec<Option<u8>>,
    /// The countries and divisions of which no place inside is told, by id and name.
    areas: Vec<Named>,
    /// Which of `areas` is all that is told of the place; null where a place inside is, or none at all.
    area: Vec<Option<usize>>,
    /// The types that there are.
    types: Vec<&'static str>,
    /// Which of `types`.
    #[serde(rename = "type")]
    kind: Vec<usize>,
    /// The statuses that there are.
    statuses: Vec<&'static str>,
    /// The sum of 2ⁿ for every n-th of `statuses` that an account tells.
    status: Vec<u32>,
    /// First day that the date can mean, in days since 1970-01-01; null where it is open or no date is told.
    earliest: Vec<Option<i64>>,
    /// Last day.
    latest: Vec<Option<i64>>,
    /// The number of deaths that most tell.
    deaths: Vec<Option<f64>>,
    /// 1 where a dispute is about it.
    contested: Vec<u8>,
    /// How many accounts tell it.
    sources: Vec<usize>,
    /// The lanes that were asked for, those with most events first.
    #[serde(skip_serializing_if = "Option::is_none")]
    lanes: Option<Vec<Lane>>,
    /// The sum of 2ⁿ for every n-th of `lanes` that the event lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    lane: Option<Vec<u32>>,
}

impl Geo {
    pub(crate) fn of(events: &[&ListedEvent]) -> Geo {
        let types = EventType::ALL.iter().map(|kind| kind.name()).collect();
        let statuses = Status::ALL.iter().map(|status| status.name()).collect();
        let mut geo = Geo { types, statuses, ..Geo::default() };
        events.iter().for_each(|event| geo.push(event));
        geo.place_areas(events);
        geo
    }

    /// The same with lanes.
    pub(crate) fn with_lanes(mut self, by: By, events: &[&ListedEvent], held: &Held) -> Geo {
        let (lanes, lane) = lanes(by, events, held);
        (self.lanes, self.lane) = (Some(lanes), Some(lane));
        self
    }

    /// Notes the areas in the order in which events name them.
    fn place_areas(&mut self, events: &[&ListedEvent]) {
        let mut known = HashMap::<&str, usize>::new();
        for event in events {
            let at = area(event).map(|(id, name)| {
                *known.entry(id).or_insert_with(|| {
                    self.areas.push(Named { id: id.into(), name: name.into() });
                    self.areas.len() - 1
                })
            });
            self.area.push(at);
        }
    }

    fn push(&mut self, event: &ListedEvent) {
        self.kind.push(EventType::ALL.iter().position(|kind| *kind == event.event_type).unwrap_or_default());
        let told = Status::ALL.iter().enumerate().filter(|(_, status)| event.statuses.contains(status));
        self.status.push(told.map(|(bit, _)| 1 << bit).sum());
        self.id.push(event.id.to_string());
        self.lat.push(event.point().map(|(lat, _)| lat));
        self.lon.push(event.point().map(|(_, lon)| lon));
        self.precision.push(event.place.as_ref().map(|place| place.precision));
        let edge = |of: fn(Bounds) -> Option<Date>| event.bounds.and_then(of).map(days);
        self.earliest.push(edge(|bounds| bounds.earliest));
        self.latest.push(edge(|bounds| bounds.latest));
        self.deaths.push(event.deaths);
        self.contested.push(event.contested.into());
        self.sources.push(event.accounts);
    }
}

fn days(day: Date) -> i64 {
    day.duration_since(FIRST).as_hours() / 24
}
