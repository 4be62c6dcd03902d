//! Where the record comes from: who publishes what it holds, which files failed, and the builds that read it.

use std::collections::HashMap;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use toguna_record::{Decision, Outlet, Record, Run, Snapshot};
use utoipa::ToSchema;

use super::desk::FailureView;
use super::leave::json;
use crate::app::App;
use crate::asked::Query;
use crate::decisions::Decisions;
use crate::problem::Problem;
use crate::question::ClockArgs;

/// How many builds are told.
const RUNS: usize = 100;

/// How far people trust a source.
#[derive(Serialize, ToSchema)]
pub(crate) struct RatingView {
    /// `A` to `F` of the Admiralty code.
    value: String,
    /// Who said so last.
    who: String,
    /// Why, in that person's words.
    note: String,
    /// When (RFC 3339).
    entered: String,
}

impl RatingView {
    fn of(row: &Decision) -> Option<RatingView> {
        let (who, note, entered) = (row.who.clone(), row.note.clone(), row.entered.clone());
        Some(RatingView { value: row.value()?.to_owned(), who, note, entered })
    }
}

/// An actor who is told to say something.
#[derive(Serialize, ToSchema)]
pub(crate) struct ClaimantView {
    id: String,
    name: String,
    /// How many accounts, figures and facts it is told to say.
    claims: usize,
    rated: Option<RatingView>,
}

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
    /// What decisions about it bear as their target.
    target: Option<String>,
    rated: Option<RatingView>,
}

impl OutletView {
    fn of(row: Outlet, decisions: &Decisions) -> OutletView {
        let target = row.name.as_deref().map(Snapshot::outlet_key);
        let rated = target.as_deref().and_then(|key| decisions.rating(key)).and_then(RatingView::of);
        let Outlet { name, kinds, languages, documents, undated, first, last, shared } = row;
        let (kinds, languages) = (kinds.into_iter().collect(), languages.into_iter().collect());
        OutletView { outlet: name, kinds, languages, documents, undated, first, last, shared, target, rated }
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
    /// Who is told to say something, who says most first.
    claimants: Vec<ClaimantView>,
    failed: Vec<FailureView>,
    /// The last finished builds, the newest first; builds before version 10 of the record were not noted.
    runs: Vec<RunView>,
}

/// Where the record comes from.
#[utoipa::path(get, path = "/sources", params(ClockArgs), responses((status = 200, body = Sources)))]
pub(crate) async fn sources(State(app): State<App>, Query(clocks): Query<ClockArgs>) -> Result<Response, Problem> {
    let clocks = clocks.clocks()?;
    let lists = app.lists(Default::default()).await?;
    let read = move |record: &Record| {
        Ok((record.outlets(clocks)?, record.claimants(clocks)?, record.failures()?, record.runs(RUNS)?))
    };
    let (outlets, claimants, failed, runs) = app.read(read).await?;
    let decisions = &lists.decisions;
    let names: HashMap<&str, &str> = lists.actors().iter().map(|row| (row.id.as_str(), row.name.as_str())).collect();
    let claimant = |(id, claims): (String, usize)| ClaimantView {
        name: names.get(id.as_str()).copied().unwrap_or(&id).to_owned(),
        rated: decisions.rating(&id).and_then(RatingView::of),
        id,
        claims,
    };
    json(&Sources {
        outlets: outlets.into_iter().map(|row| OutletView::of(row, decisions)).collect(),
        claimants: claimants.into_iter().map(claimant).collect(),
        failed: failed.iter().map(FailureView::of).collect(),
        runs: runs.into_iter().map(RunView::of).collect(),
    })
}
