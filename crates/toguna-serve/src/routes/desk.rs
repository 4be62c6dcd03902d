//! The state of the record at a glance.

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
use crate::views::{DecisionView, DisputeView, EventView};

/// How many of the newest events and open disputes the desk shows.
const SHOWN: usize = 20;

/// Whether the server can answer.
#[derive(Serialize, ToSchema)]
pub(crate) struct Health {
    /// `ok`.
    status: &'static str,
    /// Name of the record's file.
    record: String,
    documents: usize,
    /// Version of Toguna.
    version: &'static str,
}

/// Whether the server can answer.
#[utoipa::path(get, path = "/health", responses((status = 200, body = Health)))]
pub(crate) async fn health(State(app): State<App>, asked: HeaderMap) -> Result<Response, Problem> {
    let loaded = app.loaded(Default::default()).await?;
    let documents = loaded.snapshot.readings.documents.len();
    json(&asked, &Health { status: "ok", record: app.name(), documents, version: env!("CARGO_PKG_VERSION") })
}

/// A file that could not be read.
#[derive(Serialize, ToSchema)]
pub(crate) struct FailureView {
    file: String,
    why: String,
    mend: String,
}

/// What is new and what waits for judgement.
#[derive(Serialize, ToSchema)]
pub(crate) struct Desk {
    documents: usize,
    accounts: usize,
    figures: usize,
    events: usize,
    /// Events without a point on the map.
    unplaced: usize,
    disputes: usize,
    failed: Vec<FailureView>,
    /// Disputes that nobody has judged yet.
    undecided: Vec<DisputeView>,
    /// Decisions about what the record no longer holds.
    waiting: Vec<DecisionView>,
    /// The last of what is said to have happened.
    newest: Vec<EventView>,
}

/// What is new and what waits for judgement.
#[utoipa::path(get, path = "/desk", params(ClockArgs), responses((status = 200, body = Desk)))]
pub(crate) async fn desk(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let (readings, findings) = (&loaded.snapshot.readings, &loaded.snapshot.findings);
    let contradictions = || findings.disputes.iter().filter(|row| !row.same_as);
    let open = contradictions().filter(|row| DecisionView::last(&loaded, &row.id).is_none());
    let failed = loaded.failures.iter().map(|row| FailureView {
        file: row.name.clone(),
        why: row.reason.clone(),
        mend: row.mend.clone(),
    });
    let newest = loaded.events.iter().rev().filter(|key| key.bounds.is_some()).take(SHOWN);
    let desk = Desk {
        documents: readings.documents.len(),
        accounts: readings.accounts.len(),
        figures: readings.figures.len(),
        events: findings.events.len(),
        unplaced: loaded.events.iter().filter(|key| key.point.is_none()).count(),
        disputes: contradictions().count(),
        failed: failed.collect(),
        undecided: open.take(SHOWN).map(|row| DisputeView::of(&loaded, row)).collect(),
        waiting: loaded.decisions.iter().filter(|row| !row.attached).map(DecisionView::of).collect(),
        newest: newest.map(|key| EventView::of(&loaded, key)).collect(),
    };
    json(&asked, &desk)
}
