//! Rows of the ledger of agreements and commitments.

use serde::Serialize;
use toguna_record::{AnswerRow, ChainStep, Part, Snapshot, Source};
use utoipa::ToSchema;

use super::PhraseView;
use super::event::distinct;

/// What was announced or agreed, with its steps in words and their sentences.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct LedgerRow {
    id: String,
    /// The day by which it is told to be due (EDTF), where one is told.
    date: Option<String>,
    /// What, and the steps told of it.
    told: String,
    /// The same by the codes of its sentences.
    told_code: Option<PhraseView>,
    /// What alone.
    what: String,
    /// The same by the code of its sentence; null where it is a name alone.
    what_code: Option<PhraseView>,
    /// The furthest step told, or `overdue`.
    status: Option<String>,
    /// Who says so, by the names that most mentions give.
    claimed_by: Option<String>,
    /// How far it is told to have come, each step with its day and what tells it.
    steps: Vec<StepView>,
    /// Pairs of its steps that people rated, as `B2` of the Admiralty code, each once.
    rated: Vec<String>,
    sources: Vec<SourceView>,
}

/// One step of a chain.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct StepView {
    /// `announced`, `agreed`, `initialled`, `signed`, `ratified`, `in force`, `being carried out`, `carried out`, `suspended`,
    /// `denounced`, `lapsed`, `ended`; at the end of a chain `due` or `overdue`.
    step: &'static str,
    /// Its day (EDTF), where one is told.
    day: Option<String>,
    /// Who says so, by name; empty for the documents' own voice.
    claimed_by: Vec<String>,
    /// Which of the row's sources tell it, counted from 0.
    sources: Vec<usize>,
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
    /// How far people trust who says it and what is said (`B2` of the Admiralty code), with as much of it as they said.
    rated: Option<String>,
}

impl LedgerRow {
    pub(crate) fn of(snapshot: &Snapshot, row: &AnswerRow) -> LedgerRow {
        let name = |claimed_by: &String| {
            claimed_by.split(", ").map(|id| snapshot.entity_name(id)).collect::<Vec<_>>().join(", ")
        };
        // What, before its steps.
        let what = row.told.parts().first().and_then(Part::phrase).unwrap_or(&row.told);
        LedgerRow {
            id: row.id.clone(),
            date: row.date.clone(),
            told: row.told.to_string(),
            told_code: PhraseView::of(&row.told),
            what: what.to_string(),
            what_code: PhraseView::of(what),
            status: row.status.clone(),
            claimed_by: row.claimed_by.as_ref().map(name),
            steps: row.steps.iter().map(|step| StepView::of(snapshot, step)).collect(),
            rated: distinct(row.sources.iter().filter_map(|source| source.rated.clone()).filter(|pair| judges(pair))),
            sources: SourceView::all(row),
        }
    }
}

/// Whether a pair says how far people believe what is said: a letter alone is of who says it.
fn judges(pair: &str) -> bool {
    pair.ends_with(|c: char| c.is_ascii_digit())
}

impl StepView {
    fn of(snapshot: &Snapshot, told: &ChainStep) -> StepView {
        StepView {
            step: told.step,
            day: told.day.clone(),
            claimed_by: told.claimed_by.iter().map(|id| snapshot.entity_name(id).to_owned()).collect(),
            sources: told.sources.clone(),
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
            rated: source.rated.clone(),
        }
    }
}
