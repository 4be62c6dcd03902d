//! The state of the record at a glance.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use toguna_record::{Failure, ListedEvent, Verdict};
use utoipa::ToSchema;

use super::events::ids;
use super::leave::json;
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
    /// Files that could not be read: what they tell is missing in every answer.
    failed: usize,
    /// When the last build ended (RFC 3339); null where none was noted.
    built: Option<String>,
    /// Whether a build goes on or did not end: answers then hold what was read so far.
    unfinished: bool,
    /// Whether lists and counts do not follow every decision yet.
    behind: bool,
    /// Version of Toguna.
    version: &'static str,
}

/// Whether the server can answer.
#[utoipa::path(get, path = "/health", responses((status = 200, body = Health)))]
pub(crate) async fn health(State(app): State<App>) -> Result<Response, Problem> {
    let lists = app.lists(Default::default()).await?;
    let last = app.read(|record| record.runs(1)).await?;
    json(&Health {
        status: "ok",
        record: app.name(),
        documents: lists.counts.documents,
        failed: lists.failures.len(),
        built: last.into_iter().next().map(|run| run.ended),
        unfinished: lists.whole().is_some(),
        behind: !lists.settled,
        version: env!("CARGO_PKG_VERSION"),
    })
}

/// A file that could not be read.
#[derive(Serialize, ToSchema)]
pub(crate) struct FailureView {
    file: String,
    why: String,
    mend: String,
}

impl FailureView {
    pub(super) fn of(row: &Failure) -> FailureView {
        FailureView { file: row.name.clone(), why: row.reason.clone(), mend: row.mend.clone() }
    }
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
    /// Disputes that nobody has judged yet; those of which somebody is unsure at the end.
    undecided: Vec<DisputeView>,
    /// Decisions about what the record no longer holds.
    waiting: Vec<DecisionView>,
    /// The last of what is said to have happened.
    newest: Vec<EventView>,
}

/// What is new and what waits for judgement.
#[utoipa::path(get, path = "/desk", params(ClockArgs), responses((status = 200, body = Desk)))]
pub(crate) async fn desk(State(app): State<App>, Query(clocks): Query<ClockArgs>) -> Result<Response, Problem> {
    let lists = app.lists(clocks.clocks()?).await?;
    let decisions = lists.decisions.clone();
    let contradictions = || lists.disputes.iter().filter(|row| !row.same_as);
    // Of what somebody is unsure still waits, behind what nobody has looked at.
    let verdict = |id: &str| decisions.last(id).map(|row| row.verdict);
    let open = contradictions().filter(|row| verdict(&row.id).is_none());
    let open = open.chain(contradictions().filter(|row| verdict(&row.id) == Some(Verdict::Unsure)));
    let open: Vec<String> = open.take(SHOWN).map(|row| row.id.to_string()).collect();
    let disputes = app.disputes(&lists, open.clone()).await?;
    let undecided = open.iter().filter_map(|id| Some(DisputeView::of(&disputes, disputes.dispute(id)?)));
    let newest: Vec<&ListedEvent> =
        lists.events.iter().rev().filter(|event| event.bounds.is_some()).take(SHOWN).collect();
    let events = app.events(&lists, ids(&newest)).await?;
    let desk = Desk {
        documents: lists.counts.documents,
        accounts: lists.counts.accounts,
        figures: lists.counts.figures,
        events: lists.events.len(),
        unplaced: lists.events.iter().filter(|event| event.point().is_none()).count(),
        disputes: contradictions().count(),
        failed: lists.failures.iter().map(FailureView::of).collect(),
        undecided: undecided.collect(),
        waiting: decisions.rows().iter().filter(|row| !row.attached).map(DecisionView::of).collect(),
        newest: newest.iter().filter_map(|event| EventView::of(&events, event)).collect(),
    };
    json(&desk)
}
