//! Questions to a snapshot. Every row of an answer carries its sources: document, outlet, day of publication, words.

mod agreements;
mod diff;
mod event;
mod find;
mod list;
mod search;
mod sentence;
mod show;
mod spells;
mod timeline;

use serde::{Serialize, Serializer};

pub use find::Unknown;
pub(crate) use list::Shared;
pub use list::{ListedDispute, ListedEvent, ListedPlace};
pub(crate) use show::Meaning;

use crate::Snapshot;
use crate::phrase::Phrase;
use crate::rows::{ClaimedBy, Evidence};

/// Where a row of an answer is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// File name.
    pub doc: String,
    /// Who publishes.
    pub outlet: Option<String>,
    /// Day of publication, where metadata tell it.
    pub published: Option<String>,
    /// When the document speaks, as far as anything supports a date (EDTF).
    pub dated: Option<String>,
    /// How that is known: metadata, byline, url, text or record.
    pub dated_by: Option<&'static str>,
    /// The words.
    pub quote: String,
    /// The sentence that they stand in, shortened where it is very long.
    pub sentence: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// How far people trust who says it and what is said, as `B2` of the Admiralty code, with as much of it as they said; none
    /// where the source is no claim's, or nobody rated it.
    pub rated: Option<String>,
}

/// One row of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerRow {
    /// `name`, `document`, `event`, `account`, `figure`, `fact`, `mention`, `commitment`, `dispute` or `position`.
    pub kind: &'static str,
    /// The id to ask further by.
    pub id: String,
    /// When (EDTF).
    pub date: Option<String>,
    /// What is told.
    #[serde(serialize_with = "in_words")]
    pub told: Phrase,
    /// How it is told.
    pub status: Option<String>,
    /// Who says it; empty for the document's own voice.
    pub claimed_by: Option<String>,
    /// The same by name.
    pub said_by: Option<String>,
    /// Where it is told.
    pub sources: Vec<Source>,
    /// Of a commitment how far it is told to have come.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<ChainStep>,
}

impl AnswerRow {
    /// A row that tells no more than what.
    fn new(kind: &'static str, id: impl Into<String>, told: impl Into<Phrase>) -> AnswerRow {
        AnswerRow {
            kind,
            id: id.into(),
            date: None,
            told: told.into(),
            status: None,
            claimed_by: None,
            said_by: None,
            sources: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// The same with who is told to say it.
    fn said_by<'a>(self, snapshot: &'a Snapshot, claimants: impl IntoIterator<Item = &'a str> + Clone) -> AnswerRow {
        let names = claimants.clone().into_iter().map(|who| snapshot.entity_name(who));
        AnswerRow { said_by: listed(names), claimed_by: listed(claimants), ..self }
    }
}

/// A phrase as it is told in English.
fn in_words<S: Serializer>(told: &Phrase, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(told)
}

/// One step of something agreed or announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChainStep {
    /// `announced`, `agreed`, `initialled`, `signed`, `ratified`, `in force`, `being carried out`, `carried out`, `suspended`,
    /// `denounced`, `lapsed`, `ended`; at the end of a chain `due` or `overdue`.
    pub step: &'static str,
    /// Its day (EDTF), where one is told.
    pub day: Option<String>,
    /// Who says so; empty for the documents' own voice.
    pub claimed_by: Vec<String>,
    /// Which of the row's sources tell it, counted from 0.
    pub sources: Vec<usize>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// What was asked for, as the record knows it.
    pub of: String,
    /// Rules by which computed values were made, and what the reader must know.
    pub notes: Vec<String>,
    /// What is told.
    pub rows: Vec<AnswerRow>,
}

/// The source of a piece of evidence.
fn source(snapshot: &Snapshot, at: &Evidence) -> Source {
    let document = snapshot.readings.document(at);
    let dated = snapshot.dated(at.document);
    Source {
        doc: document.name.clone(),
        outlet: document.outlet.clone(),
        published: document.published.as_ref().map(|date| date.as_str().to_owned()),
        dated: dated.map(|found| found.value.as_str().to_owned()),
        dated_by: dated.map(|found| found.by.name()),
        quote: at.quote.clone(),
        sentence: sentence::around(&document.text, at.bytes.start as usize, at.bytes.end as usize),
        start: at.points.start,
        end: at.points.end,
        rated: None,
    }
}

/// The source of a claim, with how far people trust it.
fn claim_source(snapshot: &Snapshot, id: &str, claimed_by: &ClaimedBy, at: &Evidence) -> Source {
    let pair = Some(snapshot.pair(id, claimed_by, at)).filter(|pair| !pair.is_empty());
    Source { rated: pair, ..source(snapshot, at) }
}

impl Snapshot {
    /// Where a piece of evidence is told.
    pub fn source(&self, at: &Evidence) -> Source {
        source(self, at)
    }
}

fn claimant(claimed_by: &ClaimedBy) -> Option<String> {
    claimed_by.told().map(str::to_owned)
}

/// Claimants in one line, as they are or by what stands for each.
fn listed<'a>(claimants: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let all: Vec<&str> = claimants.into_iter().collect();
    (!all.is_empty()).then(|| all.join(", "))
}

impl Answer {
    fn new(of: impl Into<String>, rows: Vec<AnswerRow>) -> Answer {
        let unknown = || rows.iter().flat_map(|row| &row.sources).filter(|source| source.published.is_none());
        let mut notes = Vec::new();
        if unknown().any(|source| source.dated.is_none()) {
            notes.push("day of publication unknown for some sources: they count at every --as-of".to_owned());
        }
        if unknown().any(|source| source.dated.is_some()) {
            let note = "some sources are dated by their byline, address, words or the record, not by metadata: at \
                        --as-of they count as public from the last day that their own date can mean, or from its first \
                        where no last one is known";
            notes.push(note.to_owned());
        }
        Answer { of: of.into(), notes, rows }
    }

    /// Its first rows, with what the reader must know of these.
    pub fn first(mut self, rows: usize) -> Answer {
        self.rows.truncate(rows);
        Answer::new(self.of, self.rows)
    }
}
