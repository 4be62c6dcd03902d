//! Where the record comes from: who publishes what it holds, which files failed, and the builds that read it.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use toguna_record::{Outlet, Run};
use utoipa::ToSchema;

use super::desk::FailureView;
use super::leave::json;
use crate::app::App;
use crate::asked::Query;
use crate::problem::Problem;
use crate::question::ClockArgs;

/// How many builds are told.
const RUNS: usize = 100;

/// Who publishes some of the documents.
#[derive(Serialize, ToSchema)]
pub(crate) struct OutletView {
    /// Null for documents whose metadata name nobody.
    outlet: Option<String>,
    kinds: Vec<String>,
    languages: Vec<String>,
    documents: usize,
    /// How many of them tell no day of publication.
    undated: usize,
    /// The first day of publication that is known.
    first: Option<String>,
    last: Option<String>,
    /// How many of its documents share their words with another document, now: such are one voice.
    shared: usize,
}

impl OutletView {
    fn of(row: Outlet) -> OutletView {
        let Outlet { name, kinds, languages, documents, undated, first, last, shared } = row;
        let (kinds, languages) = (kinds.into_iter().collect(), languages.into_iter().collect());
        OutletView { outlet: name, kinds, languages, documents, undated, first, last, shared }
    }
}

/// A finished build.
#[derive(Serialize, ToSchema)]
pub(crate) struct RunView {
    /// When it began (RFC 3339).
    began: String,
    ended: String,
    /// Version of the program.
    program: String,
    /// `exact` or `fast`.
    reader: String,
    /// The region pack.
    pack: String,
    /// Documents that were not in the record before.
    new: usize,
    /// Documents with another text or other metadata.
    changed: usize,
    /// Documents that were read again with other knowledge.
    again: usize,
    unchanged: usize,
    failed: usize,
    /// Documents that were taken out.
    removed: usize,
}

impl RunView {
    fn of(row: Run) -> RunView {
        let Run { began, ended, program, reader, pack, new, changed, again, unchanged, failed, removed } = row;
        RunView { began, ended, program, reader, pack, new, changed, again, unchanged, failed, removed }
    }
}

/// Where the record comes from.
#[derive(Serialize, ToSchema)]
pub(crate) struct Sources {
    outlets: Vec<OutletView>,
    failed: Vec<FailureView>,
    /// The last finished builds, the newest first; builds before version 10 of the record were not noted.
    runs: Vec<RunView>,
}

/// Where the record comes from.
#[utoipa::path(get, path = "/sources", params(ClockArgs), responses((status = 200, body = Sources)))]
pub(crate) async fn sources(State(app): State<App>, Query(clocks): Query<ClockArgs>) -> Result<Response, Problem> {
    let clocks = clocks.clocks()?;
    let (outlets, failed, runs) =
        app.read(move |record| Ok((record.outlets(clocks)?, record.failures()?, record.runs(RUNS)?))).await?;
    json(&Sources {
        outlets: outlets.into_iter().map(OutletView::of).collect(),
        failed: failed.iter().map(FailureView::of).collect(),
        runs: runs.into_iter().map(RunView::of).collect(),
    })
}
