//! Documents with their text and what was found in it.

use serde::Serialize;
use toguna_record::{DocumentRow, Evidence, Snapshot};
use utoipa::ToSchema;

use super::{AccountView, FactView, FigureView};
use crate::shown::Shown;

/// One publication.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct DocumentView {
    id: String,
    /// File name.
    name: String,
    title: Option<String>,
    outlet: Option<String>,
    outlet_kind: Option<String>,
    published: Option<String>,
    /// How that day is known.
    published_from: String,
    language: String,
    url: Option<String>,
    /// When it entered the record (RFC 3339).
    entered: String,
    /// SHA-256 of the text.
    sha256: String,
    accounts: usize,
    figures: usize,
    facts: usize,
}

impl DocumentView {
    pub(crate) fn of(snapshot: &Snapshot, at: usize) -> DocumentView {
        let row: &DocumentRow = &snapshot.readings.documents[at];
        let readings = &snapshot.readings;
        DocumentView {
            id: row.id.clone(),
            name: row.name.clone(),
            title: row.title.clone(),
            outlet: row.outlet.clone(),
            outlet_kind: row.outlet_kind.clone(),
            published: row.published.as_ref().map(|date| date.as_str().into()),
            published_from: row.published_from.clone(),
            language: row.language.clone(),
            url: row.url.clone(),
            entered: row.entered.clone(),
            sha256: row.sha256.clone(),
            accounts: readings.accounts.iter().filter(|row| row.at.document == at).count(),
            figures: readings.figures.iter().filter(|row| row.at.document == at).count(),
            facts: readings.facts.iter().filter(|row| row.at.document == at).count(),
        }
    }
}

/// A run of the text that something was found at.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SpanView {
    /// First code point.
    start: u32,
    /// One past the last.
    end: u32,
    /// `date`, `place`, `actor`, `figure`, `event`, `fact`.
    kind: &'static str,
    /// Id of the row.
    id: String,
    /// What was made of the words.
    label: String,
}

/// A document with its text, the spans in it, and what it tells.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct DocumentPage {
    #[serde(flatten)]
    document: DocumentView,
    text: String,
    spans: Vec<SpanView>,
    told: Told,
}

/// What a document tells.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Told {
    accounts: Vec<AccountView>,
    figures: Vec<FigureView>,
    facts: Vec<FactView>,
}

impl DocumentPage {
    pub(crate) fn of(shown: &Shown, at: usize) -> DocumentPage {
        let snapshot = &shown.snapshot;
        let readings = &snapshot.readings;
        let here = |place: &Evidence| place.document == at;
        let told = Told {
            accounts: rows(readings.accounts.iter().map(|row| &row.at), at)
                .map(|row| AccountView::of(shown, row))
                .collect(),
            figures: rows(readings.figures.iter().map(|row| &row.at), at)
                .map(|row| FigureView::of(shown, row))
                .collect(),
            facts: readings.facts.iter().filter(|row| here(&row.at)).map(|row| FactView::of(shown, row)).collect(),
        };
        DocumentPage {
            document: DocumentView::of(snapshot, at),
            text: readings.documents[at].text.clone(),
            spans: spans(snapshot, at),
            told,
        }
    }
}

fn rows<'a>(places: impl Iterator<Item = &'a Evidence> + 'a, at: usize) -> impl Iterator<Item = usize> + 'a {
    places.enumerate().filter(move |(_, place)| place.document == at).map(|(row, _)| row)
}

fn spans(snapshot: &Snapshot, document: usize) -> Vec<SpanView> {
    let readings = &snapshot.readings;
    let mut spans = Vec::new();
    let mut add = |at: &Evidence, kind, id: &str, label: String| {
        if at.document == document {
            spans.push(SpanView { start: at.points.start, end: at.points.end, kind, id: id.into(), label });
        }
    };
    readings.dates.iter().for_each(|row| add(&row.at, "date", &row.id, row.value.clone()));
    readings.places.iter().for_each(|row| add(&row.at, "place", &row.entity, row.name.clone()));
    readings.actors.iter().for_each(|row| add(&row.at, "actor", &row.entity, row.name.clone()));
    readings.figures.iter().for_each(|row| add(&row.at, "figure", &row.id, row.measure.name().into()));
    readings.facts.iter().for_each(|row| add(&row.at, "fact", &row.id, row.predicate.clone()));
    for row in &readings.accounts {
        for at in std::iter::once(&row.at).chain(&row.also) {
            add(at, "event", &row.id, row.event_type.name().into());
        }
    }
    spans.sort_by(|a, b| (a.start, b.end, a.kind).cmp(&(b.start, a.end, b.kind)));
    spans
}
