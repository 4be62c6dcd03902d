//! Events: the list, everything for the map and the timeline, one of them.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json as value};
use utoipa::ToSchema;

use super::answer::json;
use crate::app::{App, Loaded};
use crate::asked::{Path, Query};
use crate::page::{Page, PageArgs};
use crate::problem::Problem;
use crate::question::{ClockArgs, EventArgs};
use crate::views::{EventKey, EventPage, EventView};

/// Events in the order of time; those without a date at the end.
#[utoipa::path(get, path = "/events", params(ClockArgs, EventArgs, PageArgs), responses((status = 200, body = Page<EventView>)))]
pub(crate) async fn events(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<EventArgs>,
    Query(page): Query<PageArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let found = which.events(&loaded)?;
    json(&asked, &page.page(&found, |key| EventView::of(&loaded, key))?)
}

/// All events of a question in a compact table, for the map and the timeline.
#[derive(Serialize, ToSchema)]
pub(crate) struct Geo {
    /// Names of the columns.
    columns: [&'static str; 11],
    /// One row an event.
    #[schema(value_type = Vec<Vec<Value>>)]
    rows: Vec<[Value; 11]>,
}

/// All events of a question in a compact table, for the map and the timeline.
#[utoipa::path(get, path = "/events/geo", params(ClockArgs, EventArgs), responses((status = 200, body = Geo)))]
pub(crate) async fn geo(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<EventArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let rows = which.events(&loaded)?.into_iter().map(|key| geo_row(&loaded, key)).collect();
    let columns =
        ["id", "lat", "lon", "precision", "type", "earliest", "latest", "deaths", "contested", "sources", "place"];
    json(&asked, &Geo { columns, rows })
}

fn geo_row(loaded: &Loaded, key: &EventKey) -> [Value; 11] {
    let snapshot = &loaded.snapshot;
    let event = &snapshot.findings.events[key.at];
    let day = |day: Option<jiff::civil::Date>| value!(day.map(|day| day.to_string()));
    let place = key.place.map(|at| &snapshot.readings.places[at]);
    [
        value!(event.id),
        value!(key.point.map(|(lat, _)| lat)),
        value!(key.point.map(|(_, lon)| lon)),
        value!(place.map(|place| place.precision)),
        value!(event.event_type.name()),
        day(key.bounds.and_then(|bounds| bounds.earliest)),
        day(key.bounds.and_then(|bounds| bounds.latest)),
        value!(event.deaths.as_ref().map(|deaths| deaths.all.best)),
        value!(key.contested),
        value!(event.accounts.len()),
        value!(place.map(|place| &place.name)),
    ]
}

/// One event with everything told of it.
#[utoipa::path(get, path = "/events/{id}", params(("id" = String, Path, description = "Id of the event"), ClockArgs),
    responses((status = 200, body = EventPage)))]
pub(crate) async fn event(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(clocks): Query<ClockArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let found = loaded.events.iter().find(|key| loaded.snapshot.findings.events[key.at].id == id);
    let key = found.ok_or_else(|| Problem::missing(format!("the record has no event of the id '{id}'")))?;
    json(&asked, &EventPage::of(&loaded, key))
}
