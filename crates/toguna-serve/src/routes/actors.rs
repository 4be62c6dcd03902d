//! Actors.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use toguna_record::EntityRow;
use utoipa::IntoParams;

use super::leave::json;
use crate::app::App;
use crate::asked::{Path, Query};
use crate::page::{Page, PageArgs};
use crate::problem::Problem;
use crate::question::ClockArgs;
use crate::views::{ActorPage, ActorView};

/// Which actors are meant.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ActorArgs {
    /// Words of a name, without regard to case.
    q: Option<String>,
    /// `person`, `state`, `armed-group`, `military`, `igo`, `organisation`, `company`, `alliance`, `media`.
    kind: Option<String>,
}

/// Actors, those most mentioned first.
#[utoipa::path(get, path = "/actors", params(ClockArgs, ActorArgs, PageArgs), responses((status = 200, body = Page<ActorView>)))]
pub(crate) async fn actors(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<ActorArgs>,
    Query(page): Query<PageArgs>,
) -> Result<Response, Problem> {
    let told = app.actors(clocks.clocks()?).await?;
    let words = which.q.as_deref().map(str::to_lowercase).filter(|words| !words.is_empty());
    let meant = |row: &&EntityRow| {
        let named = |words: &str| {
            row.name.to_lowercase().contains(words)
                || row.names.iter().any(|name| name.name.to_lowercase().contains(words))
        };
        which.kind.as_deref().filter(|kind| !kind.is_empty()).is_none_or(|kind| row.kind == kind)
            && words.as_deref().is_none_or(named)
    };
    let mut found: Vec<&EntityRow> = told.findings.entities.iter().filter(meant).collect();
    found.sort_by(|a, b| b.mentions.cmp(&a.mentions).then(a.id.cmp(&b.id)));
    json(&page.page(found, ActorView::of)?)
}

/// One actor with what is told of it.
#[utoipa::path(get, path = "/actors/{id}", params(("id" = String, Path, description = "Id or name of the actor"), ClockArgs),
    responses((status = 200, body = ActorPage)))]
pub(crate) async fn actor(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(clocks): Query<ClockArgs>,
) -> Result<Response, Problem> {
    let (lists, shown) = app.actor(id.clone(), clocks.clocks()?).await?;
    let row = shown.snapshot.find_actor(&id)?;
    json(&ActorPage::of(&shown, &lists.events, row))
}
