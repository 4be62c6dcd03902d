//! Places of the record by name, for the map to write.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::json;
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
pub(crate) async fn places(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let rows = &loaded.snapshot.readings.places;
    let mut found: HashMap<&str, PlaceName> = HashMap::new();
    let placed = loaded.events.iter().filter_map(|key| Some((&rows[key.place?], key.point?)));
    for (place, (lat, lon)) in placed {
        let name = || PlaceName { name: place.name.clone(), lat, lon, events: 0 };
        found.entry(&place.entity).or_insert_with(name).events += 1;
    }
    let mut names: Vec<PlaceName> = found.into_values().collect();
    names.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)).then(a.lat.total_cmp(&b.lat)));
    names.truncate(MOST);
    json(&asked, &names)
}
