//! What changed between two moments of the record.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use toguna_record::Clocks;
use utoipa::{IntoParams, ToSchema};

use super::leave::json;
use crate::app::App;
use crate::asked::Query;
use crate::page::{Page, PageArgs};
use crate::problem::Problem;
use crate::question::day;
use crate::views::ChangeView;

/// The clock that days are read on.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Clock {
    /// What the public record said: days of publication.
    #[default]
    AsOf,
    /// What this record knew: days on which documents entered it.
    Knew,
}

/// Which two moments are compared.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ChangeArgs {
    /// The earlier day (EDTF; a month or year counts to its end).
    from: String,
    /// The later day; without it all that the record holds.
    to: Option<String>,
    /// The clock that both days are read on: `as-of` (days of publication) or `knew` (days of entering the record).
    #[serde(default)]
    #[param(inline)]
    clock: Clock,
}

/// What the record of the later day says otherwise than that of the earlier one, and which documents brought it.
#[utoipa::path(get, path = "/changes", params(ChangeArgs, PageArgs), responses((status = 200, body = Page<ChangeView>)))]
pub(crate) async fn changes(
    State(app): State<App>,
    Query(which): Query<ChangeArgs>,
    Query(page): Query<PageArgs>,
) -> Result<Response, Problem> {
    let (from, to) = (day("from", Some(&which.from), true)?, day("to", which.to.as_deref(), true)?);
    if from.is_none() {
        return Err(Problem::bad("from is empty; write the day that is compared with, as 2024-07-06"));
    }
    let clocks = |day| match which.clock {
        Clock::AsOf => Clocks { as_of: day, knew: None },
        Clock::Knew => Clocks { as_of: None, knew: day },
    };
    let before = app.whole(clocks(from)).await?.1;
    let after = app.whole(clocks(to)).await?.1;
    let since = move || after.snapshot.since(&before.snapshot);
    let answer = tokio::task::spawn_blocking(since).await;
    let answer = answer.map_err(|_| Problem::internal("comparing ended before its time"))?;
    json(&page.page(answer.rows.iter().collect(), ChangeView::of)?)
}
