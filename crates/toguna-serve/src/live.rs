//! Telling pages that the answers have changed: a build beside the server, a decision in another window.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio_stream::wrappers::{IntervalStream, WatchStream};
use tokio_stream::{Stream, StreamExt};

use crate::app::App;

/// How often the files are looked at.
const EVERY: Duration = Duration::from_secs(1);

/// Server-sent events: `version` each time answers may have become others.
#[utoipa::path(get, path = "/live", responses((status = 200, body = String, content_type = "text/event-stream")))]
pub(crate) async fn live(State(app): State<App>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = WatchStream::from_changes(app.edition());
    let told = changes.map(|_| Some(Ok(Event::default().event("version").data("changed"))));
    // Looking has the record read anew where somebody else wrote it, which is then told as a change.
    let looks = IntervalStream::new(tokio::time::interval(EVERY)).map(move |_| {
        drop(app.edition());
        None
    });
    Sse::new(told.merge(looks).filter_map(|event| event)).keep_alive(KeepAlive::default())
}
