//! Events: the list, everything for the map and the timeline, one of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use toguna_record::ListedEvent;
use utoipa::IntoParams;

use super::leave::json;
use crate::answers::Passing;
use crate::app::App;
use crate::asked::{Path, Query};
use crate::held::Held;
use crate::page::{Page, PageArgs};
use crate::problem::Problem;
use crate::question::{ClockArgs, EventArgs};
use crate::views::{By, EventPage, EventView, Geo};

/// The lists of two clocks, and the ids of the events of which the words tell that are looked for.
pub(super) async fn lists(
    app: &App,
    clocks: &ClockArgs,
    which: &EventArgs,
) -> Result<(Arc<Held>, Option<BTreeSet<String>>), Problem> {
    let lists = app.lists(clocks.clocks()?).await?;
    let said = match which.words() {
        Some(words) => Some(app.events_that_say(&lists, words.to_owned()).await?),
        None => None,
    };
    Ok((lists, said))
}

/// The ids of events.
pub(super) fn ids(events: &[&ListedEvent]) -> Vec<String> {
    events.iter().map(|event| event.id.to_string()).collect()
}

/// Events in the order of time; those without a date at the end.
#[utoipa::path(get, path = "/events", params(ClockArgs, EventArgs, PageArgs), responses((status = 200, body = Page<EventView>)))]
pub(crate) async fn events(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<EventArgs>,
    Query(page): Query<PageArgs>,
) -> Result<Response, Problem> {
    if let Some(page) = first(&app, &clocks, &which, &page).await? {
        let mut answer = json(&page)?;
        answer.extensions_mut().insert(Passing);
        return Ok(answer);
    }
    let (lists, said) = lists(&app, &clocks, &which).await?;
    let page = page.cut(which.events(&lists, said.as_ref())?)?;
    let shown = app.events(&lists, ids(&page.items)).await?;
    json(&page.map(|event| EventView::of(&shown, event)))
}

/// A page of the events of some days as of an earlier day, where it can be told at once.
async fn first(
    app: &App,
    clocks: &ClockArgs,
    which: &EventArgs,
    page: &PageArgs,
) -> Result<Option<Page<EventView>>, Problem> {
    let (Some(days), rows) = (which.days_alone()?, page.rows()?) else { return Ok(None) };
    let Some((shown, all)) = app.first_events(clocks.clocks()?, days, rows.end).await? else { return Ok(None) };
    let events = shown.snapshot.listed_events_of(&days);
    let (from, upto) = (rows.start.min(all), rows.end.min(all));
    let events = events.iter().take(upto).skip(from);
    let views = events.filter_map(|event| EventView::of_events_alone(&shown, event)).collect();
    Ok(Some(Page::of(views, upto, all)))
}

/// Which lanes a timeline has.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LaneArgs {
    /// `actor`, `place` or `type`: also in which of the lanes with most events each event lies.
    #[param(inline)]
    lanes: Option<By>,
}

/// All events of a question as columns, for the map and the timeline.
#[utoipa::path(get, path = "/events/geo", params(ClockArgs, EventArgs, LaneArgs), responses((status = 200, body = Geo)))]
pub(crate) async fn geo(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<EventArgs>,
    Query(LaneArgs { lanes: by }): Query<LaneArgs>,
) -> Result<Response, Problem> {
    let (lists, said) = lists(&app, &clocks, &which).await?;
    let events = which.events(&lists, said.as_ref())?;
    let geo = Geo::of(&events);
    json(&match by {
        Some(by) => geo.with_lanes(by, &events, &lists),
        None => geo,
    })
}

/// One event with everything told of it.
#[utoipa::path(get, path = "/events/{id}", params(("id" = String, Path, description = "Id of the event"), ClockArgs),
    responses((status = 200, body = EventPage)))]
pub(crate) async fn event(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(clocks): Query<ClockArgs>,
) -> Result<Response, Problem> {
    let lists = app.lists(clocks.clocks()?).await?;
    let missing = || Problem::missing(format!("the record has no event of the id '{id}'"));
    let listed = lists.events.iter().find(|event| *event.id == *id).ok_or_else(missing)?;
    let shown = app.events(&lists, vec![id.clone()]).await?;
    json(&EventPage::of(&shown, listed).ok_or_else(missing)?)
}
