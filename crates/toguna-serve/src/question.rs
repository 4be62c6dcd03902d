//! What every question may say: the two clocks, and which events are meant.

use jiff::civil::Date;
use serde::Deserialize;
use toguna_mark::Edtf;
use toguna_record::{Bounds, Clocks, Snapshot};
use utoipa::IntoParams;

use crate::app::Loaded;
use crate::problem::Problem;
use crate::views::EventKey;

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
    /// West, south, east and north in degrees, with commas.
    pub(crate) bbox: Option<String>,
}

impl EventArgs {
    /// The events that are meant, in the order of time.
    pub(crate) fn events<'a>(&self, loaded: &'a Loaded) -> Result<Vec<&'a EventKey>, Problem> {
        let snapshot = &loaded.snapshot;
        let asked = Bounds {
            earliest: day("from", self.from.as_deref(), false)?,
            latest: day("to", self.to.as_deref(), true)?,
        };
        let dated = asked.earliest.is_some() || asked.latest.is_some();
        let actor = match given(&self.actor) {
            Some(name) => Some(snapshot.find_actor(name)?.id.as_str()),
            None => None,
        };
        let area = given(&self.bbox).map(bbox).transpose()?;
        let words = given(&self.q).map(str::to_lowercase);
        let meant = |key: &&EventKey| {
            (!dated || key.bounds.is_some_and(|bounds| bounds.meets(&asked)))
                && self.contested.is_none_or(|wanted| key.contested == wanted)
                && self.unplaced.is_none_or(|wanted| key.point.is_none() == wanted)
                && area.is_none_or(|area| key.point.is_some_and(|point| inside(point, area)))
                && self.fits(snapshot, key, actor, words.as_deref())
        };
        Ok(loaded.events.iter().filter(meant).collect())
    }

    fn fits(&self, snapshot: &Snapshot, key: &EventKey, actor: Option<&str>, words: Option<&str>) -> bool {
        let event = &snapshot.findings.events[key.at];
        let kind = given(&self.kind).is_none_or(|kind| event.event_type.name() == kind);
        let acled = given(&self.acled_type)
            .is_none_or(|asked| key.acled(snapshot).is_some_and(|(kind, sub)| kind == asked || sub == asked));
        let any = |fits: &dyn Fn(&toguna_record::AccountRow) -> bool| {
            event.accounts.iter().any(|&at| fits(&snapshot.readings.accounts[at]))
        };
        kind && acled
            && actor.is_none_or(|id| any(&|row| row.agents.iter().chain(&row.targets).any(|who| who == id)))
            && given(&self.status).is_none_or(|status| any(&|row| row.status.name() == status))
            && given(&self.place).is_none_or(|asked| {
                any(&|row| {
                    row.places
                        .iter()
                        .map(|&at| &snapshot.readings.places[at])
                        .any(|place| place.entity == asked || place.name.eq_ignore_ascii_case(asked))
                })
            })
            && words.is_none_or(|words| any(&|row| row.at.quote.to_lowercase().contains(words)))
    }
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
