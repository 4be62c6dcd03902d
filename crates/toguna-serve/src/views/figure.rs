//! Figures.

use serde::Serialize;
use utoipa::ToSchema;

use super::event::PlaceView;
use super::{Claimant, DecisionView, EvidenceView};
use crate::shown::Shown;

/// A number with what it counts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct FigureView {
    id: String,
    /// `killed`, `displaced` …
    measure: &'static str,
    /// Lower bound; null where nothing bounds it.
    low: Option<f64>,
    /// Upper bound; null where nothing bounds it.
    high: Option<f64>,
    approx: bool,
    /// Whether the bound itself is left out ("over 40%").
    exclusive: bool,
    unit: String,
    /// Who or what is counted, in the document's words.
    of: String,
    date: Option<String>,
    place: Option<PlaceView>,
    status: &'static str,
    claimed_by: Option<Claimant>,
    /// The event that it belongs to.
    event: Option<String>,
    why: String,
    judged: Option<&'static str>,
    /// How far people trust what it says, `1` to `6` of the Admiralty code; null where nobody said.
    credibility: Option<String>,
    #[serde(flatten)]
    evidence: EvidenceView,
}

impl FigureView {
    pub(crate) fn of(shown: &Shown, at: usize) -> FigureView {
        let snapshot = &shown.snapshot;
        let row = &snapshot.readings.figures[at];
        let place = row.places.iter().map(|&at| &snapshot.readings.places[at]).min_by_key(|place| place.precision);
        FigureView {
            id: row.id.clone(),
            measure: row.measure.name(),
            low: row.low,
            high: row.high,
            approx: row.approx,
            exclusive: row.exclusive,
            unit: row.unit.clone(),
            of: row.of.clone(),
            date: row.date.as_ref().map(|date| date.as_str().into()),
            place: place.map(PlaceView::of),
            status: row.status.name(),
            claimed_by: Claimant::of(shown, &row.claimed_by),
            event: snapshot.event_of_figure(at).map(|event| event.id.clone()),
            why: row.why.clone(),
            judged: DecisionView::last(shown, &row.id),
            credibility: shown.credibility(&row.id),
            evidence: EvidenceView::of(shown, &row.at),
        }
    }
}
