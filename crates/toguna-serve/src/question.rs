//! What every question may say: the two clocks, and which events are meant.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;
use toguna_mark::Edtf;
use toguna_record::{Bounds, Clocks, ListedEvent};
use utoipa::IntoParams;

use crate::held::Held;
use crate::problem::Problem;

/// UCDP's precision of what administration bounds: a second and a first division, a country.
const AREAS: [u8; 3] = [3, 4, 6];

/// The two clocks of an answer.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ClockArgs {
    /// What the public record said: only documents published by this day (EDTF; a month or year counts to its end).
    pub(crate) as_of: Option<String>,
    /// What the record knew: only documents that had entered it by this day.
    pub(crate) knew: Option<String>,
}

impl ClockArgs {
    /// The clocks, or what is wrong with them.
    pub(crate) fn clocks(&self) -> Result<Clocks, Problem> {
        Ok(Clocks { as_of: day("as_of", self.as_of.as_deref(), true)?, knew: day("knew", self.knew.as_deref(), true)? })
    }
}

/// A day at the edge of a date as typed: its last, or its first.
pub(crate) fn day(name: &str, text: Option<&str>, last: bool) -> Result<Option<Date>, Problem> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let date = Edtf::parse(text).map_err(|error| Problem::bad(format!("{name} cannot be read: {error}")))?;
    let day = if last { date.latest() } else { date.earliest() };
    day.map(Some)
        .ok_or_else(|| Problem::bad(format!("{name} '{text}' has no such day; write 2024, 2024-07 or 2024-07-06")))
}

/// Which events are meant.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EventArgs {
    /// Only what touches this day or later (EDTF).
    pub(crate) from: Option<String>,
    /// Only what touches this day or earlier (EDTF).
    pub(crate) to: Option<String>,
    /// PLOVER type, as `ASSAULT`.
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    /// ACLED's event type or sub-event type.
    pub(crate) acled_type: Option<String>,
    /// An actor's id or name: it acts or suffers.
    pub(crate) actor: Option<String>,
    /// A place's id or name.
    pub(crate) place: Option<String>,
    /// `actual`, `planned`, `alleged`, `denied` or `possible`: an account tells it so.
    pub(crate) status: Option<String>,
    /// Only events that a dispute is about.
    pub(crate) contested: Option<bool>,
    /// Only events without a point on the map.
    pub(crate) unplaced: Option<bool>,
    /// Words of the accounts' quotes, without regard to case.
    pub(crate) q: Option<String>,
    /// Id of a country or division that is all that is told of the place: nothing inside it is.
    pub(crate) area: Option<String>,
    /// West, south, east and north in degrees, with commas.
    pub(crate) bbox: Option<String>,
}

impl EventArgs {
    /// The words that are looked for in quotes.
    pub(crate) fn words(&self) -> Option<&str> {
        given(&self.q)
    }

    /// The days that events are meant of, where nothing else is said of them.
    pub(crate) fn days_alone(&self) -> Result<Option<Bounds>, Problem> {
        let words =
            [&self.kind, &self.acled_type, &self.actor, &self.place, &self.area, &self.status, &self.q, &self.bbox];
        let more = words.into_iter().any(|words| given(words).is_some());
        if more || self.contested.is_some() || self.unplaced.is_some() { Ok(None) } else { self.days().map(Some) }
    }

    fn days(&self) -> Result<Bounds, Problem> {
        Ok(Bounds { earliest: day("from", self.from.as_deref(), false)?, latest: day("to", self.to.as_deref(), true)? })
    }

    /// The events that are meant, in the order of time; `said` holds the ids of those of which the words tell.
    pub(crate) fn events<'a>(
        &self,
        lists: &'a Held,
        said: Option<&BTreeSet<String>>,
    ) -> Result<Vec<&'a ListedEvent>, Problem> {
        let asked = self.days()?;
        let dated = asked.earliest.is_some() || asked.latest.is_some();
        let actor = given(&self.actor).map(|name| lists.actor(name)).transpose()?;
        let edges = given(&self.bbox).map(bbox).transpose()?;
        let meant = |event: &&ListedEvent| {
            (!dated || event.bounds.is_some_and(|bounds| bounds.meets(&asked)))
                && self.contested.is_none_or(|wanted| event.contested == wanted)
                && self.unplaced.is_none_or(|wanted| event.point().is_none() == wanted)
                && edges.is_none_or(|edges| event.point().is_some_and(|point| inside(point, edges)))
                && actor.is_none_or(|id| event.parties.iter().any(|who| **who == *id))
                && said.is_none_or(|said| said.contains(&*event.id))
                && self.fits(event)
        };
        Ok(lists.events.iter().filter(meant).collect())
    }

    fn fits(&self, event: &ListedEvent) -> bool {
        given(&self.kind).is_none_or(|kind| event.event_type.name() == kind)
            && given(&self.acled_type)
                .is_none_or(|asked| event.acled.is_some_and(|sub| sub.event_type() == asked || sub.name() == asked))
            && given(&self.status).is_none_or(|asked| event.statuses.iter().any(|status| status.name() == asked))
            && given(&self.place).is_none_or(|asked| {
                event.places.iter().any(|(id, name)| **id == *asked || name.eq_ignore_ascii_case(asked))
            })
            && given(&self.area).is_none_or(|asked| area(event).is_some_and(|(id, _)| id == asked))
    }
}

/// The id and name of the country or division that is all that is told of an event's place.
pub(crate) fn area(event: &ListedEvent) -> Option<(&str, &str)> {
    let place = event.place.as_ref().filter(|place| AREAS.contains(&place.precision))?;
    event.places.iter().find(|(_, name)| *name == place.name).map(|(id, name)| (&**id, &**name))
}

fn given(value: &Option<String>) -> Option<&str> {
    value.as_deref().filter(|text| !text.is_empty())
}

fn bbox(text: &str) -> Result<[f64; 4], Problem> {
    let numbers: Vec<f64> = text.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    numbers.try_into().map_err(|_| Problem::bad(format!("bbox '{text}' is not west,south,east,north in degrees")))
}

fn inside((lat, lon): (f64, f64), [west, south, east, north]: [f64; 4]) -> bool {
    (south..=north).contains(&lat)
        && if west <= east { (west..=east).contains(&lon) } else { lon >= west || lon <= east }
}
