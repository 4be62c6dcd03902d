//! What people decided.

use serde::Serialize;
use toguna_record::Decision;
use utoipa::ToSchema;

use crate::app::Loaded;

/// One decision as it stands in the chain.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct DecisionView {
    /// `accept`, `reject` …
    kind: String,
    /// Id of what was judged.
    target: String,
    /// Why, in the person's words.
    note: String,
    /// Who.
    who: String,
    /// When (RFC 3339).
    entered: String,
    /// Whether the record still holds what was judged; where not, the decision waits.
    attached: bool,
}

impl DecisionView {
    pub(crate) fn of(row: &Decision) -> DecisionView {
        DecisionView {
            kind: row.kind.clone(),
            target: row.target.clone(),
            note: row.note.clone(),
            who: row.who.clone(),
            entered: row.entered.clone(),
            attached: row.attached,
        }
    }

    /// The kind of the last decision about an id.
    pub(crate) fn last(loaded: &Loaded, id: &str) -> Option<String> {
        loaded.decisions.iter().rev().find(|row| row.target == id).map(|row| row.kind.clone())
    }

    /// Every decision about one of these ids.
    pub(crate) fn about(loaded: &Loaded, ids: &[&str]) -> Vec<DecisionView> {
        loaded.decisions.iter().filter(|row| ids.contains(&row.target.as_str())).map(DecisionView::of).collect()
    }
}
