//! The shapes of answers: rows of a snapshot as JSON, each with its evidence.

mod actor;
mod change;
mod decision;
mod dispute;
mod document;
mod event;
mod facts;
mod figure;
mod geo;
mod lanes;
mod ledger;
mod office;
mod phrase;

use serde::Serialize;
use toguna_record::{ClaimedBy, Evidence, Snapshot};
use utoipa::ToSchema;

pub(crate) use actor::{ActorPage, ActorView};
pub(crate) use change::ChangeView;
pub(crate) use decision::DecisionView;
pub(crate) use dispute::DisputeView;
pub(crate) use document::{DocumentPage, DocumentView};
pub(crate) use event::{AccountView, EventPage, EventView};
pub(crate) use facts::FactView;
pub(crate) use figure::FigureView;
pub(crate) use geo::Geo;
pub(crate) use lanes::By;
pub(crate) use ledger::LedgerRow;
pub(crate) use office::OfficeView;
pub(crate) use phrase::PhraseView;

use crate::shown::Shown;

/// The words behind a value.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct EvidenceView {
    /// File name of the document.
    doc: String,
    /// Its content-derived id.
    doc_id: String,
    /// Who publishes.
    outlet: Option<String>,
    /// How far people trust the outlet, `A` to `F` of the Admiralty code; null where nobody said.
    outlet_reliability: Option<String>,
    /// Day of publication (EDTF), where it is known.
    published: Option<String>,
    /// The words.
    quote: String,
    /// First code point of the words in the document's text.
    start: u32,
    /// One past the last code point.
    end: u32,
    /// The sentence that they stand in.
    sentence: String,
    /// The document whose words this one repeats.
    copied_from: Option<CopyView>,
}

/// Whose words a document repeats: both are one voice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct CopyView {
    /// File name of the document that said it first.
    doc: String,
    /// Its content-derived id.
    doc_id: String,
    /// Who publishes it.
    outlet: Option<String>,
    /// How that is known.
    why: &'static str,
}

impl CopyView {
    fn of(snapshot: &Snapshot, document: usize) -> Option<CopyView> {
        let (row, why) = snapshot.copy_of(document)?;
        Some(CopyView { doc: row.name.clone(), doc_id: row.id.clone(), outlet: row.outlet.clone(), why })
    }
}

impl EvidenceView {
    pub(crate) fn of(shown: &Shown, at: &Evidence) -> EvidenceView {
        let snapshot = &shown.snapshot;
        let document = snapshot.readings.document(at);
        let source = snapshot.source(at);
        EvidenceView {
            doc: source.doc,
            doc_id: document.id.clone(),
            outlet_reliability: document
                .outlet
                .as_deref()
                .and_then(|name| shown.reliability(&Snapshot::outlet_key(name))),
            outlet: source.outlet,
            published: source.published,
            quote: source.quote,
            start: source.start,
            end: source.end,
            sentence: source.sentence,
            copied_from: CopyView::of(snapshot, at.document),
        }
    }
}

/// Something with an id and a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Named {
    /// Id to ask further by.
    id: String,
    /// Name as most mentions give it.
    name: String,
}

impl Named {
    pub(crate) fn of(snapshot: &Snapshot, id: &str) -> Named {
        Named { id: id.into(), name: snapshot.entity_name(id).into() }
    }
}

/// Who is told to say it: an actor, a described source in the document's words, or null for the document's own voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Claimant {
    /// Id of the actor, where there is one.
    id: Option<String>,
    /// Its name, or the words that describe it.
    name: String,
    /// How far people trust it, `A` to `F` of the Admiralty code; null where nobody said.
    reliability: Option<String>,
}

impl Claimant {
    pub(crate) fn of(shown: &Shown, claimed_by: &ClaimedBy) -> Option<Claimant> {
        let told = claimed_by.told()?;
        let id = claimed_by.entity.as_deref();
        let name = id.map_or(told, |id| shown.snapshot.entity_name(id));
        Some(Claimant {
            id: id.map(str::to_owned),
            name: name.into(),
            reliability: id.and_then(|id| shown.reliability(id)),
        })
    }
}
