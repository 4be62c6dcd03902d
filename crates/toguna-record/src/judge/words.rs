//! What a decision judged, kept as content: the text's hash, the run of words, and what they were read to tell. A row's
//! id changes with a document's metadata and a pack; these do not.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::fields;
use crate::findings::DisputeRow;
use crate::rows::{Evidence, Readings};

/// What kind of thing a decision judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A document.
    Document,
    /// A time expression.
    Date,
    /// A place mention.
    Place,
    /// An actor mention.
    Actor,
    /// A figure.
    Figure,
    /// An account.
    Account,
    /// A fact.
    Fact,
    /// One side of a dispute.
    Position,
    /// Who publishes, or is told to say something.
    Source,
}

/// A run of words with what it was judged to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What kind of row they carried.
    pub kind: Kind,
    /// The document's name; it decides between two documents of one text.
    pub doc: String,
    /// SHA-256 of the document's text.
    pub sha256: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words.
    pub quote: String,
    /// What they were read to tell, field by field.
    pub told: Map<String, Value>,
}

/// All that a decision says besides kind, target, who, when and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The field that is corrected; of what is rated `reliability` or `credibility`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What it should say; of a dispute what holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Ids of what the target is merged with, or told apart from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// For an event or dispute as a whole: which of the two was judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
    /// The words that were judged: those of the target, then those of each `with`.
    #[serde(default)]
    pub judged: Vec<Vec<Words>>,
}

fn words(readings: &Readings, kind: Kind, at: &Evidence, told: Map<String, Value>) -> Words {
    let document = readings.document(at);
    Words {
        kind,
        doc: document.name.clone(),
        sha256: document.sha256.clone(),
        start: at.bytes.start,
        end: at.bytes.end,
        quote: at.quote.clone(),
        told,
    }
}

/// A row as words with what they tell.
pub(crate) fn row_words(readings: &Readings, row: (Kind, usize)) -> Words {
    let told = fields::of(readings, row);
    if let (Kind::Document, at) = row {
        let document = &readings.documents[at];
        let (doc, sha256) = (document.name.clone(), document.sha256.clone());
        return Words { kind: Kind::Document, doc, sha256, start: 0, end: 0, quote: String::new(), told };
    }
    words(readings, row.0, fields::evidence(readings, row), told)
}

/// The sides of a dispute as words with what they say of it.
pub(crate) fn said(readings: &Readings, dispute: &DisputeRow) -> Vec<Words> {
    let side = |value: &str| Map::from_iter([("value".to_owned(), json!(value))]);
    dispute.rows.iter().map(|row| words(readings, Kind::Position, &row.at, side(&row.value))).collect()
}
