//! What people decided.

use serde::Serialize;
use toguna_record::{Decision, Verdict};
use utoipa::ToSchema;

use crate::shown::Shown;

/// One decision as it stands in the chain.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct DecisionView {
    /// Its id; an undo names it.
    id: String,
    /// `accept`, `reject`, `correct`, `merge`, `split`, `same-source`, `different-event`, `not-a-dispute`, `settle`, `unsure`, `add`,
    /// `rate` or `undo`.
    kind: String,
    /// Id of what was judged; of an outlet that is rated `outlet:` and its name.
    target: String,
    /// The field that is corrected; of what is rated `reliability` or `credibility`.
    field: Option<String>,
    /// What it should say; of a dispute that is settled what holds.
    value: Option<String>,
    /// Ids of what the target is merged with, or told apart from.
    with: Vec<String>,
    /// Why, in the person's words.
    note: String,
    /// Who.
    who: String,
    /// When (RFC 3339).
    entered: String,
    /// Whether the record still holds what was judged; where not, the decision waits.
    attached: bool,
    /// Whether a later decision undid it.
    undone: bool,
}

impl DecisionView {
    pub(crate) fn of(row: &Decision) -> DecisionView {
        DecisionView {
            id: row.id.clone(),
            kind: row.verdict.name().into(),
            target: row.target.clone(),
            field: row.field().map(str::to_owned),
            value: row.value().map(str::to_owned),
            with: row.content.with.clone(),
            note: row.note.clone(),
            who: row.who.clone(),
            entered: row.entered.clone(),
            attached: row.attached,
            undone: row.undone,
        }
    }

    /// The kind of the last decision about an id that stands. Where none names the id, for it is another one since a build, what
    /// attaches to the words counts.
    pub(crate) fn last(shown: &Shown, id: &str) -> Option<&'static str> {
        if shown.decisions.about(&[id]).all(|row| row.verdict == Verdict::Rate) {
            return shown.snapshot.judged.of(id).map(|mark| mark.verdict().name());
        }
        shown.decisions.last(id).map(|row| row.verdict.name())
    }

    /// Every decision about one of these ids, in the order in which they were made.
    pub(crate) fn about(shown: &Shown, ids: &[&str]) -> Vec<DecisionView> {
        shown.decisions.about(ids).map(DecisionView::of).collect()
    }
}
