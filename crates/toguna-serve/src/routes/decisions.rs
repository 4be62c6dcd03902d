//! Decisions: what people judged, and a new one.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use toguna_record::{Decision, Record, Verdict};
use utoipa::{IntoParams, ToSchema};

use super::answer::json;
use crate::app::App;
use crate::page::{Page, PageArgs};
use crate::problem::Problem;
use crate::views::DecisionView;

/// Which decisions are meant.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DecisionArgs {
    /// Only those about what the record no longer holds.
    waiting: Option<bool>,
    /// Only those about this id.
    target: Option<String>,
}

/// Every decision, the last one first.
#[utoipa::path(get, path = "/decisions", params(DecisionArgs, PageArgs), responses((status = 200, body = Page<DecisionView>)))]
pub(crate) async fn decisions(
    State(app): State<App>,
    Query(which): Query<DecisionArgs>,
    Query(page): Query<PageArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(Default::default()).await?;
    let meant = |row: &&Decision| {
        which.waiting.is_none_or(|waiting| row.attached != waiting)
            && which.target.as_deref().is_none_or(|target| row.target == target)
    };
    let found: Vec<&Decision> = loaded.decisions.iter().rev().filter(meant).collect();
    json(&asked, &page.page(&found, |row| DecisionView::of(row))?)
}

/// A judgement that somebody makes.
#[derive(Clone, Deserialize, ToSchema)]
pub(crate) struct NewDecision {
    /// `accept` or `reject`.
    kind: String,
    /// Id of the account, figure, fact, event or dispute.
    target: String,
    /// Why.
    #[serde(default)]
    note: String,
    /// Who judges.
    who: String,
}

/// Adds a decision to the end of the chain.
#[utoipa::path(post, path = "/decisions", request_body = NewDecision,
    responses((status = 201, body = DecisionView), (status = 400, description = "Not a decision"), (status = 409, description = "A build holds the record")))]
pub(crate) async fn decide(State(app): State<App>, Json(new): Json<NewDecision>) -> Result<Response, Problem> {
    let verdict = match new.kind.as_str() {
        "accept" => Verdict::Accept,
        "reject" => Verdict::Reject,
        other => return Err(Problem::bad(format!("'{other}' is no decision; send accept or reject"))),
    };
    if new.who.trim().is_empty() {
        return Err(Problem::bad("who is empty; a decision needs the name of the person who makes it"));
    }
    let path = app.path().clone();
    let written = new.clone();
    let done = tokio::task::spawn_blocking(move || {
        let now = jiff::Timestamp::now();
        Record::create(&path)?.decide(verdict, &written.target, &written.note, &written.who, now)
    });
    let done =
        done.await.map_err(|_| Problem::internal("writing the decision ended before its time; make it again"))?;
    done.map_err(|error| Problem::conflict(error.to_string()))?;
    let loaded = app.loaded(Default::default()).await?;
    let made = loaded.decisions.iter().rev().find(|row| row.target == new.target && row.who == new.who);
    let made = made.ok_or_else(|| Problem::internal("the decision was made but cannot be found; reload the page"))?;
    Ok((StatusCode::CREATED, Json(DecisionView::of(made))).into_response())
}
