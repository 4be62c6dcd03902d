//! A selection of events to open elsewhere: exactly the filtered rows.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json as value};
use toguna_exchange::Kind;

use super::answer::tagged;
use crate::app::{App, Loaded};
use crate::asked::Query;
use crate::problem::Problem;
use crate::question::{ClockArgs, EventArgs};
use crate::views::{EventKey, EventView};

/// The columns of the tables: one row an event and its evidence.
const COLUMNS: [(&str, &str, Kind); 15] = [
    ("event", "Id of the event", Kind::Text),
    ("type", "PLOVER type", Kind::Text),
    ("date", "EDTF", Kind::Text),
    ("place", "English name of its most precise place", Kind::Text),
    ("lat", "Degrees north; null without a point", Kind::Number),
    ("lon", "Degrees east", Kind::Number),
    ("deaths_low", "Least deaths told", Kind::Number),
    ("deaths_best", "Deaths that most sources tell", Kind::Number),
    ("deaths_high", "Most deaths told; null is open", Kind::Number),
    ("told", "The event in words", Kind::Text),
    ("doc", "File name of the document", Kind::Text),
    ("outlet", "Who publishes", Kind::Text),
    ("published", "Day of publication (EDTF)", Kind::Text),
    ("quote", "The words", Kind::Text),
    ("sentence", "The sentence that they stand in", Kind::Text),
];

/// The events as CSV, one line an event and its evidence.
#[utoipa::path(get, path = "/export.csv", params(ClockArgs, EventArgs), responses((status = 200, body = String, content_type = "text/csv")))]
pub(crate) async fn csv(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<EventArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let rows = rows(&loaded, &which.events(&loaded)?);
    let mut out = Vec::new();
    toguna_exchange::write_csv_rows(&mut out, &COLUMNS, rows).map_err(|error| Problem::internal(error.to_string()))?;
    tagged(&asked, "text/csv; charset=utf-8", out)
}

/// The same as Parquet.
#[utoipa::path(get, path = "/export.parquet", params(ClockArgs, EventArgs), responses((status = 200, body = Vec<u8>, content_type = "application/vnd.apache.parquet")))]
pub(crate) async fn parquet(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<EventArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let rows = rows(&loaded, &which.events(&loaded)?);
    let mut out = Vec::new();
    toguna_exchange::write_parquet(&mut out, &COLUMNS, rows).map_err(|error| Problem::internal(error.to_string()))?;
    tagged(&asked, "application/vnd.apache.parquet", out)
}

fn rows(loaded: &Loaded, keys: &[&EventKey]) -> Vec<Vec<Value>> {
    keys.iter().flat_map(|key| event_rows(loaded, key)).collect()
}

fn event_rows(loaded: &Loaded, key: &EventKey) -> Vec<Vec<Value>> {
    let snapshot = &loaded.snapshot;
    let event = &snapshot.findings.events[key.at];
    let deaths = event.deaths.as_ref().map(|deaths| &deaths.all);
    let of_event = [
        value!(event.id),
        value!(event.event_type.name()),
        value!(event.date),
        value!(key.place.map(|at| &snapshot.readings.places[at].name)),
        value!(key.point.map(|(lat, _)| lat)),
        value!(key.point.map(|(_, lon)| lon)),
        value!(deaths.and_then(|deaths| deaths.low)),
        value!(deaths.and_then(|deaths| deaths.best)),
        value!(deaths.and_then(|deaths| deaths.high)),
        value!(snapshot.event_words(event)),
    ];
    let sources = event.accounts.iter().map(|&at| snapshot.source(&snapshot.readings.accounts[at].at));
    sources
        .map(|source| {
            let of_source = [
                value!(source.doc),
                value!(source.outlet),
                value!(source.published),
                value!(source.quote),
                value!(source.sentence),
            ];
            of_event.iter().cloned().chain(of_source).collect()
        })
        .collect()
}

/// The events as GeoJSON (RFC 7946); those without a point have no geometry.
#[utoipa::path(get, path = "/export.geojson", params(ClockArgs, EventArgs), responses((status = 200, body = Object, content_type = "application/geo+json")))]
pub(crate) async fn geojson(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<EventArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let features: Vec<_> = which
        .events(&loaded)?
        .into_iter()
        .map(|key| {
            let geometry = key.point.map(|(lat, lon)| value!({"type": "Point", "coordinates": [lon, lat]}));
            value!({"type": "Feature", "geometry": geometry, "properties": EventView::of(&loaded, key)})
        })
        .collect();
    let collection = value!({"type": "FeatureCollection", "features": features});
    let bytes = serde_json::to_vec(&collection).map_err(|error| Problem::internal(error.to_string()))?;
    tagged(&asked, "application/geo+json", bytes)
}
