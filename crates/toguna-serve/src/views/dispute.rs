//! Disputes and their positions.

use serde::Serialize;
use toguna_record::{Decision, DisputeRow, Position, Verdict, range};
use utoipa::ToSchema;

use super::{Claimant, DecisionView, EvidenceView, Named, PhraseView};
use crate::shown::Shown;

/// One side of a dispute.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PositionView {
    /// What is told, in words.
    value: String,
    /// The number told, where it is one.
    number: Option<NumberView>,
    /// How many independent voices say the same: copies of one text count once.
    voices: usize,
    /// Days of publication between which it was said.
    first_said: Option<String>,
    last_said: Option<String>,
    claimed_by: Option<Claimant>,
    /// Id of the figure, account or fact that says it.
    claim: Option<String>,
    /// How far people trust what it says, `1` to `6` of the Admiralty code; null where nobody said.
    credibility: Option<String>,
    #[serde(flatten)]
    evidence: EvidenceView,
}

/// A number with its ends.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct NumberView {
    low: Option<f64>,
    high: Option<f64>,
    /// Whether the text says "about".
    approx: bool,
}

impl PositionView {
    fn of(shown: &Shown, dispute: &DisputeRow, at: usize) -> PositionView {
        let snapshot = &shown.snapshot;
        let row: &Position = &dispute.rows[at];
        let claim = snapshot.claim_at(dispute.kind, &row.at);
        let stance = dispute.stances.iter().find(|stance| stance.rows.contains(&at));
        PositionView {
            value: row.value.clone(),
            number: shown.figure_at(&row.at).map(|figure| NumberView {
                low: figure.low,
                high: figure.high,
                approx: figure.approx,
            }),
            voices: stance.map_or(1, |stance| stance.voices),
            first_said: stance.and_then(|stance| stance.first_said.clone()),
            last_said: stance.and_then(|stance| stance.last_said.clone()),
            claimed_by: Claimant::of(shown, &row.claimed_by),
            claim: claim.map(str::to_owned),
            credibility: claim.and_then(|id| shown.credibility(id)),
            evidence: EvidenceView::of(shown, &row.at),
        }
    }
}

/// What cannot all hold.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct DisputeView {
    id: String,
    /// `figure`, `date`, `identity`, `status`, `trend`, `attribution`.
    kind: &'static str,
    about: String,
    /// The same by the code of its sentence; null where an earlier version of the record has it in words only.
    matter: Option<PhraseView>,
    /// Why it is one, in words.
    rule: String,
    /// The same by the code of its sentence; null where an earlier version of the record has it in words only.
    rule_code: Option<PhraseView>,
    /// Names of one thing that differ: no contradiction.
    same_as: bool,
    /// The count may have grown between the two.
    instalment: bool,
    /// The event that it is about.
    event: Option<String>,
    entities: Vec<Named>,
    positions: Vec<PositionView>,
    judged: Option<&'static str>,
    /// What a person takes to hold, where that was the last decision.
    settled: Option<SettledView>,
}

/// What a person takes to hold of a dispute.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SettledView {
    /// One of the positions, or a range as `7..12`.
    value: String,
    /// The ends of a range.
    range: Option<NumberView>,
    who: String,
    /// Why, in that person's words.
    note: String,
}

impl SettledView {
    fn of(row: &Decision) -> Option<SettledView> {
        let value = row.value().filter(|_| row.verdict == Verdict::Settle)?;
        Some(SettledView {
            value: value.into(),
            range: range(value).map(|(low, high)| NumberView { low, high, approx: false }),
            who: row.who.clone(),
            note: row.note.clone(),
        })
    }
}

impl DisputeView {
    pub(crate) fn of(shown: &Shown, row: &DisputeRow) -> DisputeView {
        DisputeView {
            id: row.id.clone(),
            kind: row.kind.name(),
            about: row.about.to_string(),
            matter: PhraseView::of(&row.about),
            rule: row.rule.to_string(),
            rule_code: PhraseView::of(&row.rule),
            same_as: row.same_as,
            instalment: row.instalment,
            event: row.event.clone(),
            entities: row.entities.iter().map(|id| Named::of(&shown.snapshot, id)).collect(),
            positions: (0..row.rows.len()).map(|at| PositionView::of(shown, row, at)).collect(),
            judged: DecisionView::last(shown, &row.id),
            settled: shown.decisions.last(&row.id).and_then(SettledView::of),
        }
    }
}
