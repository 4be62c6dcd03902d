//! Disputes.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use toguna_record::{DisputeKind, DisputeRow};
use utoipa::IntoParams;

use super::answer::json;
use crate::app::App;
use crate::asked::{Path, Query};
use crate::page::{Page, PageArgs};
use crate::problem::Problem;
use crate::question::ClockArgs;
use crate::views::DisputeView;

/// Which disputes are meant.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DisputeArgs {
    /// `figure`, `date`, `identity`, `status`, `trend` or `attribution`.
    kind: Option<String>,
    /// An actor's id or name.
    actor: Option<String>,
    /// An event's id.
    event: Option<String>,
    /// Also names of one thing that differ, which contradict nothing.
    same_as: Option<bool>,
}

/// Where accounts, figures or facts cannot all hold.
#[utoipa::path(get, path = "/disputes", params(ClockArgs, DisputeArgs, PageArgs), responses((status = 200, body = Page<DisputeView>)))]
pub(crate) async fn disputes(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<DisputeArgs>,
    Query(page): Query<PageArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let snapshot = &loaded.snapshot;
    let kind = match which.kind.as_deref().filter(|kind| !kind.is_empty()) {
        None => None,
        Some(name) => Some(DisputeKind::of(name).ok_or_else(|| {
            let all = DisputeKind::ALL.map(DisputeKind::name).join(", ");
            Problem::bad(format!("'{name}' is no kind of dispute; they are {all}"))
        })?),
    };
    let actor = match which.actor.as_deref().filter(|name| !name.is_empty()) {
        None => None,
        Some(name) => Some(snapshot.find_actor(name)?.id.as_str()),
    };
    let meant = |row: &&DisputeRow| {
        kind.is_none_or(|kind| row.kind == kind)
            && actor.is_none_or(|id| row.entities.iter().any(|other| other == id))
            && which.event.as_deref().filter(|id| !id.is_empty()).is_none_or(|id| row.event.as_deref() == Some(id))
            && (which.same_as.unwrap_or(true) || !row.same_as)
    };
    let found: Vec<&DisputeRow> = snapshot.findings.disputes.iter().filter(meant).collect();
    json(&asked, &page.page(&found, |row| DisputeView::of(&loaded, row))?)
}

/// One dispute.
#[utoipa::path(get, path = "/disputes/{id}", params(("id" = String, Path, description = "Id of the dispute"), ClockArgs),
    responses((status = 200, body = DisputeView)))]
pub(crate) async fn dispute(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(clocks): Query<ClockArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let found = loaded.snapshot.findings.disputes.iter().find(|row| row.id == id);
    let row = found.ok_or_else(|| Problem::missing(format!("the record has no dispute of the id '{id}'")))?;
    json(&asked, &DisputeView::of(&loaded, row))
}
