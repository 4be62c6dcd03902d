//! Figures.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::leave::json;
use crate::app::App;
use crate::asked::Query;
use crate::page::{Page, PageArgs};
use crate::problem::Problem;
use crate::question::ClockArgs;
use crate::views::FigureView;

/// Which figures are meant.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FigureArgs {
    /// `killed`, `displaced` …
    measure: Option<String>,
    /// An event's id.
    event: Option<String>,
    /// Id or name of the actor that tells it.
    actor: Option<String>,
}

/// Numbers with what they count.
#[utoipa::path(get, path = "/figures", params(ClockArgs, FigureArgs, PageArgs), responses((status = 200, body = Page<FigureView>)))]
pub(crate) async fn figures(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<FigureArgs>,
    Query(page): Query<PageArgs>,
) -> Result<Response, Problem> {
    let (_, shown) = app.whole(clocks.clocks()?).await?;
    let snapshot = &shown.snapshot;
    let given = |value: &'_ Option<String>| value.clone().filter(|text| !text.is_empty());
    let actor = match given(&which.actor) {
        None => None,
        Some(name) => Some(snapshot.find_actor(&name)?.id.clone()),
    };
    let (measure, event) = (given(&which.measure), given(&which.event));
    let meant = |at: &usize| {
        let row = &snapshot.readings.figures[*at];
        measure.as_deref().is_none_or(|measure| row.measure.name() == measure)
            && (actor.is_none() || actor == row.claimed_by.entity)
            && event.as_deref().is_none_or(|id| snapshot.event_of_figure(*at).is_some_and(|event| event.id == id))
    };
    let found: Vec<usize> = (0..snapshot.readings.figures.len()).filter(meant).collect();
    json(&page.page(found, |at| FigureView::of(&shown, at))?)
}
