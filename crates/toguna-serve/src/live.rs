//! Telling pages that the record on disk has changed: a build beside the server, a decision in another window.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio_stream::{Stream, StreamExt};

use crate::app::App;

/// How often the files are looked at.
const EVERY: Duration = Duration::from_secs(1);

/// Server-sent events: `version` each time the record changed.
#[utoipa::path(get, path = "/live", responses((status = 200, body = String, content_type = "text/event-stream")))]
pub(crate) async fn live(State(app): State<App>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut last = app.version();
    let ticks = tokio_stream::wrappers::IntervalStream::new(tokio::time::interval(EVERY));
    let changes = ticks.filter_map(move |_| {
        let now = app.version();
        let changed = now != last;
        last = now;
        changed.then(|| Ok(Event::default().event("version").data("changed")))
    });
    Sse::new(changes).keep_alive(KeepAlive::default())
}
