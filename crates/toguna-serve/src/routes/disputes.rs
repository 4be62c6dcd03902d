//! Disputes.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use toguna_record::{DisputeKind, ListedDispute};
use utoipa::IntoParams;

use super::leave::json;
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
) -> Result<Response, Problem> {
    let lists = app.lists(clocks.clocks()?).await?;
    let kind = match which.kind.as_deref().filter(|kind| !kind.is_empty()) {
        None => None,
        Some(name) => Some(DisputeKind::of(name).ok_or_else(|| {
            let all = DisputeKind::ALL.map(DisputeKind::name).join(", ");
            Problem::bad(format!("'{name}' is no kind of dispute; they are {all}"))
        })?),
    };
    let given = |text: &'_ Option<String>| text.clone().filter(|text| !text.is_empty());
    let actor = given(&which.actor).map(|name| lists.actor(&name).map(str::to_owned)).transpose()?;
    let event = given(&which.event);
    let meant = |row: &&ListedDispute| {
        kind.is_none_or(|kind| row.kind == kind)
            && actor.as_deref().is_none_or(|id| row.entities.iter().any(|other| **other == *id))
            && event.as_deref().is_none_or(|id| row.event.as_deref() == Some(id))
            && (which.same_as.unwrap_or(true) || !row.same_as)
    };
    let page = page.cut(lists.disputes.iter().filter(meant).collect())?;
    let shown = app.disputes(&lists, page.items.iter().map(|row| row.id.to_string()).collect()).await?;
    json(&page.map(|row| Some(DisputeView::of(&shown, shown.dispute(&row.id)?))))
}

/// One dispute.
#[utoipa::path(get, path = "/disputes/{id}", params(("id" = String, Path, description = "Id of the dispute"), ClockArgs),
    responses((status = 200, body = DisputeView)))]
pub(crate) async fn dispute(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(clocks): Query<ClockArgs>,
) -> Result<Response, Problem> {
    let lists = app.lists(clocks.clocks()?).await?;
    let shown = app.disputes(&lists, vec![id.clone()]).await?;
    let missing = || Problem::missing(format!("the record has no dispute of the id '{id}'"));
    json(&DisputeView::of(&shown, shown.dispute(&id).ok_or_else(missing)?))
}
