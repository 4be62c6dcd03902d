//! Places of the record by name, for the map to write.

use std::collections::HashMap;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::leave::json;
use crate::app::App;
use crate::asked::Query;
use crate::problem::Problem;
use crate::question::ClockArgs;

/// How many places are told: more names than any map has room for.
const MOST: usize = 400;

/// A place that is the most precise one of some events.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlaceName {
    /// Name.
    name: String,
    /// Degrees north.
    lat: f64,
    /// Degrees east.
    lon: f64,
    /// How many events are told of there.
    events: usize,
}

/// The places with a point of which most events are told, those with most first.
#[utoipa::path(get, path = "/places", params(ClockArgs), responses((status = 200, body = Vec<PlaceName>)))]
pub(crate) async fn places(State(app): State<App>, Query(clocks): Query<ClockArgs>) -> Result<Response, Problem> {
    let lists = app.lists(clocks.clocks()?).await?;
    let mut found: HashMap<(&str, u64, u64), PlaceName> = HashMap::new();
    let placed = lists.events.iter().filter_map(|event| Some((event.place.as_ref()?, event.point()?)));
    for (place, (lat, lon)) in placed {
        let name = || PlaceName { name: place.name.to_string(), lat, lon, events: 0 };
        found.entry((&place.name, lat.to_bits(), lon.to_bits())).or_insert_with(name).events += 1;
    }
    let mut names: Vec<PlaceName> = found.into_values().collect();
    names.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)).then(a.lat.total_cmp(&b.lat)));
    names.truncate(MOST);
    json(&names)
}
