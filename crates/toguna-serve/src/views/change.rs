//! What the record says otherwise than at an earlier moment.

use serde::Serialize;
use toguna_record::AnswerRow;
use utoipa::ToSchema;

use super::PhraseView;
use super::ledger::SourceView;

/// One change, with the documents that brought it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ChangeView {
    /// `document`, `event`, `fact` or `dispute`.
    kind: &'static str,
    id: String,
    /// EDTF.
    date: Option<String>,
    /// What changed, then what it is about.
    told: String,
    /// The same by the codes of its sentences.
    told_code: Option<PhraseView>,
    sources: Vec<SourceView>,
}

impl ChangeView {
    pub(crate) fn of(row: &AnswerRow) -> ChangeView {
        ChangeView {
            kind: row.kind,
            id: row.id.clone(),
            date: row.date.clone(),
            told: row.told.to_string(),
            told_code: PhraseView::of(&row.told),
            sources: SourceView::all(row),
        }
    }
}
