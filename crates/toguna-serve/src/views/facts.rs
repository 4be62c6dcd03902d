//! Facts: states that hold over time.

use serde::Serialize;
use toguna_mark::Edtf;
use toguna_record::{FactRow, Side, Snapshot};
use utoipa::ToSchema;

use super::{Claimant, DecisionView, EvidenceView};
use crate::shown::Shown;

/// One side of a fact: an actor, or plain words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SideView {
    /// Id of the actor, where it is one.
    id: Option<String>,
    /// Its name, or the words.
    pub(super) name: String,
}

impl SideView {
    /// A side by its id and name.
    pub(super) fn named(id: Option<&str>, name: &str) -> SideView {
        SideView { id: id.map(str::to_owned), name: name.into() }
    }

    /// What tells it from others: the id, else the words without regard to case.
    pub(super) fn key(&self) -> String {
        self.id.clone().unwrap_or_else(|| self.name.to_lowercase())
    }

    pub(super) fn of(snapshot: &Snapshot, side: &Side) -> SideView {
        let id = side.is_entity.then(|| side.text.clone());
        let name = if side.is_entity { snapshot.entity_name(&side.text) } else { &side.text };
        SideView { id, name: name.into() }
    }
}

/// A state that holds over time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct FactView {
    id: String,
    subject: SideView,
    /// `member-of`, `leads`, `holds-rank` …
    predicate: String,
    object: SideView,
    qualifier: Option<String>,
    /// Since when (EDTF), where the text tells.
    from: Option<String>,
    /// Until when.
    to: Option<String>,
    /// A day on which it is told to hold.
    on: Option<String>,
    status: &'static str,
    claimed_by: Option<Claimant>,
    why: String,
    judged: Option<&'static str>,
    /// How far people trust what it says, `1` to `6` of the Admiralty code; null where nobody said.
    credibility: Option<String>,
    #[serde(flatten)]
    evidence: EvidenceView,
}

impl FactView {
    pub(crate) fn of(shown: &Shown, row: &FactRow) -> FactView {
        let snapshot = &shown.snapshot;
        let text = |date: &Option<Edtf>| date.as_ref().map(|date| date.as_str().to_owned());
        FactView {
            id: row.id.clone(),
            subject: SideView::of(snapshot, &row.subject),
            predicate: row.predicate.clone(),
            object: SideView::of(snapshot, &row.object),
            qualifier: row.qualifier.clone(),
            from: text(&row.from),
            to: text(&row.to),
            on: text(&row.on),
            status: row.status.name(),
            claimed_by: Claimant::of(shown, &row.claimed_by),
            why: row.why.clone(),
            judged: DecisionView::last(shown, &row.id),
            credibility: shown.credibility(&row.id),
            evidence: EvidenceView::of(shown, &row.at),
        }
    }
}
