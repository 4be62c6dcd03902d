//! Agreements and commitments with their steps.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::leave::json;
use crate::app::App;
use crate::asked::Query;
use crate::page::{Page, PageArgs};
use crate::problem::Problem;
use crate::question::{ClockArgs, day};
use crate::views::LedgerRow;

/// Which commitments are meant.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AgreementArgs {
    /// Words of what was agreed or announced.
    q: Option<String>,
    /// Only those whose day has passed on this day and of which nobody tells that they were carried out (EDTF).
    overdue: Option<String>,
    /// The day on which what is due before, and not told to have come so far, counts as overdue (EDTF).
    on: Option<String>,
}

/// What was announced or agreed, each with its steps and what later documents tell of it.
#[utoipa::path(get, path = "/agreements", params(ClockArgs, AgreementArgs, PageArgs), responses((status = 200, body = Page<LedgerRow>)))]
pub(crate) async fn agreements(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<AgreementArgs>,
    Query(page): Query<PageArgs>,
) -> Result<Response, Problem> {
    let (_, shown) = app.whole(clocks.clocks()?).await?;
    let overdue = day("overdue", which.overdue.as_deref(), true)?;
    let on = overdue.or(day("on", which.on.as_deref(), true)?);
    let answer = shown.snapshot.agreements(which.q.as_deref().unwrap_or_default(), on, overdue.is_some());
    json(&page.page(answer.rows.iter().collect(), |row| LedgerRow::of(&shown.snapshot, row))?)
}
