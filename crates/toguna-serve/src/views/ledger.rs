//! Rows of the ledger of agreements and commitments.

use serde::Serialize;
use toguna_record::{AnswerRow, Snapshot, Source};
use utoipa::ToSchema;

/// What was announced or agreed, with its steps in words and their sentences.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct LedgerRow {
    id: String,
    /// The day by which it is told to be due (EDTF), where one is told.
    date: Option<String>,
    /// What, and the steps told of it.
    told: String,
    /// The furthest step told, or `overdue`.
    status: Option<String>,
    /// Who says so, by the names that most mentions give.
    claimed_by: Option<String>,
    sources: Vec<SourceView>,
}

/// Where a step is told.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SourceView {
    doc: String,
    /// The document's name, which `/documents/{id}` takes too.
    doc_id: String,
    outlet: Option<String>,
    published: Option<String>,
    quote: String,
    start: u32,
    end: u32,
    sentence: String,
}

impl LedgerRow {
    pub(crate) fn of(snapshot: &Snapshot, row: &AnswerRow) -> LedgerRow {
        let name = |claimed_by: &String| {
            claimed_by.split(", ").map(|id| snapshot.entity_name(id)).collect::<Vec<_>>().join(", ")
        };
        LedgerRow {
            id: row.id.clone(),
            date: row.date.clone(),
            told: row.told.clone(),
            status: row.status.clone(),
            claimed_by: row.claimed_by.as_ref().map(name),
            sources: SourceView::all(row),
        }
    }
}

impl SourceView {
    /// The sources of an answer's row.
    pub(super) fn all(row: &AnswerRow) -> Vec<SourceView> {
        row.sources.iter().map(SourceView::of).collect()
    }

    fn of(source: &Source) -> SourceView {
        SourceView {
            doc: source.doc.clone(),
            doc_id: source.doc.clone(),
            outlet: source.outlet.clone(),
            published: source.published.clone(),
            quote: source.quote.clone(),
            start: source.start,
            end: source.end,
            sentence: source.sentence.clone(),
        }
    }
}
