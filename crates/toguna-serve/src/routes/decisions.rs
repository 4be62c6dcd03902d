//! Decisions: what people judged, and a new one.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use toguna_record::{Claim, Decision, Kind, Over, RecordError, Verdict};
use utoipa::{IntoParams, ToSchema};

use super::leave::json;
use crate::access::Asker;
use crate::app::App;
use crate::asked::{Json, Query};
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
) -> Result<Response, Problem> {
    let lists = app.lists(Default::default()).await?;
    let meant = |row: &&Decision| {
        which.waiting.is_none_or(|waiting| row.attached != waiting)
            && which.target.as_deref().is_none_or(|target| row.target == target)
    };
    let found: Vec<&Decision> = lists.decisions.rows().iter().rev().filter(meant).collect();
    json(&page.page(found, DecisionView::of)?)
}

/// A judgement that somebody makes.
#[derive(Clone, Deserialize, ToSchema)]
pub(crate) struct NewDecision {
    /// `accept`, `reject`, `correct`, `merge`, `split`, `same-source`, `different-event`, `not-a-dispute`, `settle`, `unsure`, `add`,
    /// `rate` or `undo`.
    kind: String,
    /// Id of the account, figure, fact, event or dispute; for undo also that of a decision, for add that of a document, to rate a
    /// source that of an actor, or the name of an outlet.
    target: String,
    /// The field that is corrected; `reliability` of a source that is rated, `credibility` of an account, figure or fact.
    #[serde(default)]
    field: Option<String>,
    /// What it should say, `-` for nothing; to settle a dispute one of its positions, or a range as `7..12`; to rate `A` to `F` or
    /// `1` to `6` of the Admiralty code.
    #[serde(default)]
    value: Option<String>,
    /// Ids of what the target is merged with, or told apart from.
    #[serde(default)]
    with: Vec<String>,
    /// What words of a document tell, to add it.
    #[serde(default)]
    claim: Option<NewClaim>,
    /// Why.
    #[serde(default)]
    note: String,
    /// Who judges; with accounts it is always the one who is logged in.
    #[serde(default)]
    who: String,
}

/// What a person says that words of a document tell.
#[derive(Clone, Deserialize, ToSchema)]
pub(crate) struct NewClaim {
    tells: Tells,
    /// First code point of the words in the document's text.
    start: u32,
    /// One past the last code point.
    end: u32,
    /// Its fields by the names of exports, each as a person writes it (commas between several). An event has `type`, `date`,
    /// `place`, `agents`, `targets`, `status`, `claimed_by` or `claimed_by_words`, and of its dead `killed` (`12`, `7..12`, `7..`),
    /// `killed_side` and `of`, also `acled_subtype`, `agent_words` and `target_words`; a figure `measure`, `count`, `of`, `unit`, `date`, `place`, `status`, `claimed_by`; a date `value`; a fact `subject` or
    /// `subject_words`, `predicate`, `object` or `object_words`, `qualifier`, `from`, `to`, `at`, `status`, `claimed_by`.
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

/// What kind of row is added.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Tells {
    /// An account of an event.
    Event,
    /// A figure.
    Figure,
    /// A date.
    Date,
    /// A state that holds over time.
    Fact,
}

impl NewClaim {
    fn claim(self) -> Claim {
        let kind = match self.tells {
            Tells::Event => Kind::Account,
            Tells::Figure => Kind::Figure,
            Tells::Date => Kind::Date,
            Tells::Fact => Kind::Fact,
        };
        Claim { kind, over: Over::Points { start: self.start, end: self.end }, fields: self.fields }
    }
}

/// Adds a decision to the end of the chain.
#[utoipa::path(post, path = "/decisions", request_body = NewDecision,
    responses((status = 201, body = DecisionView)))]
pub(crate) async fn decide(
    State(app): State<App>,
    asker: Asker,
    Json(mut new): Json<NewDecision>,
) -> Result<Response, Problem> {
    let verdict = Verdict::of(&new.kind).ok_or_else(|| {
        let kinds = Verdict::ALL.map(Verdict::name).join(", ");
        Problem::bad(format!("'{}' is no decision; send one of {kinds}", new.kind))
    })?;
    if let Some(name) = &asker.name {
        new.who.clone_from(name);
        let own =
            verdict != Verdict::Undo || app.lists(Default::default()).await?.decisions.undoes_own(&new.target, name);
        if !asker.role.may_decide(verdict, own) {
            let role = asker.role.name();
            return Err(Problem::forbidden(format!(
                "an account that is {role} may not make this decision; ask a reviewer"
            )));
        }
    }
    if new.who.trim().is_empty() {
        return Err(Problem::bad("who is empty; a decision needs the name of the person who makes it"));
    }
    let NewDecision { target, field, value, with, claim, note, who, .. } = new;
    let claim = claim.map(NewClaim::claim);
    let order = toguna_record::NewDecision { verdict, target, field, value, with, claim };
    let done = app.decide(order, note, who).await?;
    let made = done.map_err(|error| match error {
        RecordError::Decision { .. } => Problem::bad(error.to_string()),
        other => Problem::conflict(other.to_string()),
    })?;
    Ok((StatusCode::CREATED, axum::Json(DecisionView::of(&made))).into_response())
}
