//! A selection of events to open elsewhere: exactly the filtered rows.

use std::fmt::Display;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::response::Response;
use serde_json::{Value, json as value};
use toguna_exchange::{EventFormat, Kind};
use toguna_record::ListedEvent;

use super::leave::typed;
use crate::app::App;
use crate::asked::Query;
use crate::problem::Problem;
use crate::question::{ClockArgs, EventArgs};
use crate::shown::Shown;

/// The type of tables with commas.
const CSV: &str = "text/csv; charset=utf-8";

/// The columns of the tables: one row an event and its evidence.
const COLUMNS: [(&str, &str, Kind); 16] = [
    ("event", "Id of the event", Kind::Text),
    ("type", "PLOVER type", Kind::Text),
    ("date", "EDTF", Kind::Text),
    ("place", "English name of its most precise place", Kind::Text),
    ("lat", "Degrees north; null without a point", Kind::Number),
    ("lon", "Degrees east", Kind::Number),
    ("deaths_low", "Least deaths told", Kind::Number),
    ("deaths_best", "Deaths that most sources tell", Kind::Number),
    ("deaths_high", "Most deaths told; null is open", Kind::Number),
    ("settled", "Who settled its date or deaths, when and why, and what the rule makes of all tellings", Kind::Text),
    ("told", "The event in words", Kind::Text),
    ("doc", "File name of the document", Kind::Text),
    ("outlet", "Who publishes", Kind::Text),
    ("published", "Day of publication (EDTF)", Kind::Text),
    ("quote", "The words", Kind::Text),
    ("sentence", "The sentence that they stand in", Kind::Text),
];

/// The events that a request selects, with the record that tells of them.
pub(crate) struct Selected {
    shown: Shown,
    /// In the order of time.
    events: Vec<ListedEvent>,
}

impl FromRequestParts<App> for Selected {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Selected, Problem> {
        let Query(clocks) = Query::<ClockArgs>::from_request_parts(parts, app).await?;
        let Query(which) = Query::<EventArgs>::from_request_parts(parts, app).await?;
        let (lists, shown) = app.whole(clocks.clocks()?).await?;
        let said = which.words().map(|words| shown.events_that_say(words));
        let events = which.events(&lists, said.as_ref())?.into_iter().cloned().collect();
        Ok(Selected { shown, events })
    }
}

impl Selected {
    /// The events as bytes of a type.
    fn leave<E: Display>(
        &self,
        kind: &'static str,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<Response, Problem> {
        let mut out = Vec::new();
        write(&mut out).map_err(|error| Problem::internal(error.to_string()))?;
        Ok(typed(kind, out))
    }

    /// One row an event and its evidence.
    fn rows(&self) -> impl Iterator<Item = Vec<Value>> {
        self.events.iter().flat_map(|event| event_rows(&self.shown, event))
    }

    /// The events in a format that has a row an event.
    fn events(&self, app: &App, kind: &'static str, format: EventFormat) -> Result<Response, Problem> {
        let events = self.events.iter().filter_map(|event| self.shown.event(&event.id));
        self.leave(kind, |out| toguna_exchange::write_events(out, format, &self.shown.snapshot, events, app.pack()))
    }
}

/// The events as CSV, one line an event and its evidence.
#[utoipa::path(get, path = "/export.csv", params(ClockArgs, EventArgs), responses((status = 200, body = String, content_type = "text/csv")))]
pub(crate) async fn csv(selected: Selected) -> Result<Response, Problem> {
    selected.leave(CSV, |out| toguna_exchange::write_csv_rows(out, &COLUMNS, selected.rows()))
}

/// The same as Parquet.
#[utoipa::path(get, path = "/export.parquet", params(ClockArgs, EventArgs), responses((status = 200, body = Vec<u8>, content_type = "application/vnd.apache.parquet")))]
pub(crate) async fn parquet(selected: Selected) -> Result<Response, Problem> {
    let kind = "application/vnd.apache.parquet";
    selected.leave(kind, |out| toguna_exchange::write_parquet(out, &COLUMNS, selected.rows()))
}

/// The events as GeoJSON (RFC 7946); those without a point have no geometry.
#[utoipa::path(get, path = "/export.geojson", params(ClockArgs, EventArgs), responses((status = 200, body = Object, content_type = "application/geo+json")))]
pub(crate) async fn geojson(State(app): State<App>, selected: Selected) -> Result<Response, Problem> {
    selected.events(&app, "application/geo+json", EventFormat::Geojson)
}

/// Those of the events that ACLED would code, in its columns.
#[utoipa::path(get, path = "/export.acled.csv", params(ClockArgs, EventArgs), responses((status = 200, body = String, content_type = "text/csv")))]
pub(crate) async fn acled(State(app): State<App>, selected: Selected) -> Result<Response, Problem> {
    selected.events(&app, CSV, EventFormat::Acled)
}

/// Those of the events that are deadly, in the columns of UCDP's Georeferenced Event Dataset.
#[utoipa::path(get, path = "/export.ucdp.csv", params(ClockArgs, EventArgs), responses((status = 200, body = String, content_type = "text/csv")))]
pub(crate) async fn ucdp(State(app): State<App>, selected: Selected) -> Result<Response, Problem> {
    selected.events(&app, CSV, EventFormat::Ucdp)
}

fn event_rows(shown: &Shown, listed: &ListedEvent) -> Vec<Vec<Value>> {
    let snapshot = &shown.snapshot;
    let Some(event) = shown.event(&listed.id) else { return Vec::new() };
    let deaths = event.deaths.as_ref().map(|deaths| &deaths.all);
    let of_event = [
        value!(event.id),
        value!(event.event_type.name()),
        value!(event.date),
        value!(listed.place.as_ref().map(|place| &*place.name)),
        value!(listed.point().map(|(lat, _)| lat)),
        value!(listed.point().map(|(_, lon)| lon)),
        value!(deaths.and_then(|deaths| deaths.low)),
        value!(deaths.and_then(|deaths| deaths.best)),
        value!(deaths.and_then(|deaths| deaths.high)),
        value!(event.settled_words()),
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
