//! The rows of the record: what each document tells, with the words that tell it, in one order everywhere.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use toguna_code::{Estimate, EventType, Measure, Status, SubEvent, VictimSide};
use toguna_mark::{DocumentDate, Edtf};

/// One version of one publication.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    /// Content-derived id: name, text and metadata.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// The text that spans point into.
    pub text: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Language code.
    pub language: String,
    /// Headline.
    pub title: Option<String>,
    /// Who publishes.
    pub outlet: Option<String>,
    /// Kind of outlet.
    pub outlet_kind: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<Edtf>,
    /// How that day is known: `metadata` or `unknown`.
    pub published_from: String,
    /// When it speaks, as its metadata, its address or its own words tell.
    pub dated: Option<DocumentDate>,
    /// When the record got it (RFC 3339); empty for a document that is not stored.
    pub entered: String,
}

/// The words of a document that carry a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Index of the document in [`Readings::documents`].
    pub document: usize,
    /// Byte offsets into its text.
    pub bytes: Range32,
    /// The same in Unicode code points.
    pub points: Range32,
    /// The words.
    pub quote: String,
}

impl Evidence {
    /// Whether the words of two pieces of evidence have any in common.
    pub(crate) fn meets(&self, other: &Evidence) -> bool {
        let (x, y) = (&self.bytes, &other.bytes);
        self.document == other.document && x.start < y.end && y.start < x.end
    }
}

/// A half-open range that can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range32 {
    /// First.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl From<Range<usize>> for Range32 {
    fn from(range: Range<usize>) -> Self {
        Range32 { start: range.start as u32, end: range.end as u32 }
    }
}

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct DateRow {
    /// Content-derived id.
    pub id: String,
    /// Its words.
    pub at: Evidence,
    /// Its value.
    pub value: String,
    /// `date`, `interval`, `duration` or `set`.
    pub kind: String,
    /// What in its own words contradicts the value.
    pub contradiction: Option<String>,
    /// How the value was found.
    pub why: String,
}

/// A place mention.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRow {
    /// Content-derived id.
    pub id: String,
    /// Its words.
    pub at: Evidence,
    /// The place's id.
    pub entity: String,
    /// English name.
    pub name: String,
    /// Latitude, WGS 84.
    pub lat: f64,
    /// Longitude, WGS 84.
    pub lon: f64,
    /// `country`, `admin1`, `admin2`, `settlement`, `region` or `site`.
    pub level: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// UCDP's precision, 1 to 7.
    pub precision: u8,
    /// Why this place.
    pub why: String,
}

/// An actor mention.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorRow {
    /// Content-derived id.
    pub id: String,
    /// Its words.
    pub at: Evidence,
    /// The actor's id.
    pub entity: String,
    /// English name.
    pub name: String,
    /// `person`, `state`, `armed-group` …
    pub kind: String,
    /// Why this actor.
    pub why: String,
}

/// Who is told to say something; both `None` for the document's own voice.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimedBy {
    /// An actor's id.
    pub entity: Option<String>,
    /// A source without a name, in the text's words.
    pub words: Option<String>,
}

impl ClaimedBy {
    /// The id or the words.
    pub fn told(&self) -> Option<&str> {
        self.entity.as_deref().or(self.words.as_deref())
    }
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRow {
    /// Content-derived id.
    pub id: String,
    /// Its words.
    pub at: Evidence,
    /// What it counts.
    pub measure: Measure,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Whether the text says "about".
    pub approx: bool,
    /// Whether the bound itself is left out.
    pub exclusive: bool,
    /// What one unit is.
    pub unit: String,
    /// Who or what is counted.
    pub of: String,
    /// When.
    pub date: Option<Edtf>,
    /// Where: indexes into [`Readings::places`].
    pub places: Vec<usize>,
    /// How it is told.
    pub status: Status,
    /// Who says it.
    pub claimed_by: ClaimedBy,
    /// The figure of which it counts a part: an index into [`Readings::figures`].
    pub part_of: Option<usize>,
    /// The earlier figure that it replaces: an index into [`Readings::figures`].
    pub supersedes: Option<usize>,
    /// What made it.
    pub why: String,
}

/// What one run of words tells of the dead of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct TollRow {
    /// Content-derived id.
    pub id: String,
    /// Its words.
    pub at: Evidence,
    /// `killed` or `neutralized`.
    pub measure: Measure,
    /// The least, the number and the most told.
    pub told: Estimate,
    /// Who suffered it.
    pub side: VictimSide,
    /// How it is told.
    pub status: Status,
    /// Who says it.
    pub claimed_by: ClaimedBy,
    /// Tolls of a document with one number here tell of the same dead.
    pub victims: usize,
    /// The toll of which it counts a part: an index into [`Readings::tolls`].
    pub part_of: Option<usize>,
    /// The toll that replaces it: an index into [`Readings::tolls`].
    pub superseded_by: Option<usize>,
}

/// What one document tells of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountRow {
    /// Content-derived id.
    pub id: String,
    /// Its words.
    pub at: Evidence,
    /// Other words of the document that name the event.
    pub also: Vec<Evidence>,
    /// PLOVER type.
    pub event_type: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER context.
    pub context: Option<String>,
    /// When.
    pub date: Option<Edtf>,
    /// Whether that is the day on which it was announced, and none on which it is done.
    pub announced_then: bool,
    /// Where: indexes into [`Readings::places`].
    pub places: Vec<usize>,
    /// Who did it.
    pub agents: Vec<String>,
    /// To whom.
    pub targets: Vec<String>,
    /// What else is told of the two sides, with or without a name.
    pub sides: Sides,
    /// ACLED's sub-event type, where ACLED would code what is told.
    pub acled: Option<SubEvent>,
    /// Whether it is what the document chiefly tells.
    pub main: bool,
    /// How it is told.
    pub status: Status,
    /// Who says it.
    pub claimed_by: ClaimedBy,
    /// Indexes into [`Readings::figures`].
    pub figures: Vec<usize>,
    /// What is told of the dead of its event: indexes into [`Readings::tolls`].
    pub tolls: Vec<usize>,
    /// 0 to 1.
    pub confidence: f64,
    /// What made it.
    pub why: String,
}

/// Which kinds of side the parties of an account are, and the words for those without a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sides {
    /// Kinds of those who did it.
    pub agent_families: Vec<String>,
    /// Kinds of those who suffered it.
    pub target_families: Vec<String>,
    /// Unnamed parties who did it.
    pub agent_words: Vec<String>,
    /// Unnamed parties who suffered it.
    pub target_words: Vec<String>,
    /// Countries of those who did it (ISO 3166-1 alpha-2).
    pub agent_countries: Vec<String>,
    /// Countries of those to whom, or of where or in which matter.
    pub target_countries: Vec<String>,
}

/// One side of a fact: an actor's id, or plain words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Side {
    /// Id or words.
    pub text: String,
    /// Whether `text` is an actor's id.
    pub is_entity: bool,
}

/// A state that holds over time.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    /// Content-derived id.
    pub id: String,
    /// Its words.
    pub at: Evidence,
    /// Of whom or what.
    pub subject: Side,
    /// `member-of`, `leads` …
    pub predicate: String,
    /// What is said of it.
    pub object: Side,
    /// The office, or what else narrows it.
    pub qualifier: Option<String>,
    /// Begin.
    pub from: Option<Edtf>,
    /// End.
    pub to: Option<Edtf>,
    /// A day on which it holds.
    pub on: Option<Edtf>,
    /// How it is told.
    pub status: Status,
    /// Who says it.
    pub claimed_by: ClaimedBy,
    /// What made it.
    pub why: String,
}

impl FactRow {
    /// The office it tells of, in English; empty where it tells of none.
    pub(crate) fn office(&self) -> &str {
        self.qualifier.as_deref().unwrap_or_default()
    }
}

/// All that a set of documents tells: documents by name, all else by document and place in its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// The documents.
    pub documents: Vec<DocumentRow>,
    /// Time expressions.
    pub dates: Vec<DateRow>,
    /// Places.
    pub places: Vec<PlaceRow>,
    /// Actors.
    pub actors: Vec<ActorRow>,
    /// Figures.
    pub figures: Vec<FigureRow>,
    /// What is told of the dead.
    pub tolls: Vec<TollRow>,
    /// Accounts of events.
    pub accounts: Vec<AccountRow>,
    /// Facts.
    pub facts: Vec<FactRow>,
}

impl Readings {
    /// The document of a piece of evidence.
    pub fn document(&self, at: &Evidence) -> &DocumentRow {
        &self.documents[at.document]
    }

    /// The time expressions of a document.
    pub(crate) fn dates_of(&self, document: usize) -> &[DateRow] {
        of_document(&self.dates, document, |row| row.at.document)
    }

    /// The places that a document names.
    pub(crate) fn places_of(&self, document: usize) -> &[PlaceRow] {
        of_document(&self.places, document, |row| row.at.document)
    }

    /// The actors that a document names.
    pub(crate) fn actors_of(&self, document: usize) -> &[ActorRow] {
        of_document(&self.actors, document, |row| row.at.document)
    }

    /// The accounts of a document.
    pub(crate) fn accounts_of(&self, document: usize) -> &[AccountRow] {
        &self.accounts[self.account_range(document)]
    }

    /// Where they stand among all.
    pub(crate) fn account_range(&self, document: usize) -> Range<usize> {
        range_of(&self.accounts, document, |row| row.at.document)
    }

    /// What a document tells of the dead.
    pub(crate) fn tolls_of(&self, document: usize) -> &[TollRow] {
        of_document(&self.tolls, document, |row| row.at.document)
    }

    /// What a document tells of states that hold.
    pub(crate) fn facts_of(&self, document: usize) -> &[FactRow] {
        of_document(&self.facts, document, |row| row.at.document)
    }

    /// Adds another set of documents behind this one; indexes are moved along.
    pub fn append(&mut self, mut more: Readings) {
        let (documents, places, figures) = (self.documents.len(), self.places.len(), self.figures.len());
        let tolls = self.tolls.len();
        let shift = |at: &mut Evidence| at.document += documents;
        more.dates.iter_mut().for_each(|row| shift(&mut row.at));
        more.places.iter_mut().for_each(|row| shift(&mut row.at));
        more.actors.iter_mut().for_each(|row| shift(&mut row.at));
        more.facts.iter_mut().for_each(|row| shift(&mut row.at));
        for row in &mut more.figures {
            shift(&mut row.at);
            row.places.iter_mut().for_each(|at| *at += places);
            row.part_of.iter_mut().chain(&mut row.supersedes).for_each(|at| *at += figures);
        }
        for row in &mut more.tolls {
            shift(&mut row.at);
            row.part_of.iter_mut().chain(&mut row.superseded_by).for_each(|at| *at += tolls);
        }
        for row in &mut more.accounts {
            shift(&mut row.at);
            row.also.iter_mut().for_each(shift);
            row.places.iter_mut().for_each(|at| *at += places);
            row.figures.iter_mut().for_each(|at| *at += figures);
            row.tolls.iter_mut().for_each(|at| *at += tolls);
        }
        self.documents.append(&mut more.documents);
        self.dates.append(&mut more.dates);
        self.places.append(&mut more.places);
        self.actors.append(&mut more.actors);
        self.figures.append(&mut more.figures);
        self.tolls.append(&mut more.tolls);
        self.accounts.append(&mut more.accounts);
        self.facts.append(&mut more.facts);
    }
}

/// The rows of one document among rows in the order of their documents.
fn of_document<T>(rows: &[T], document: usize, of: impl Fn(&T) -> usize) -> &[T] {
    &rows[range_of(rows, document, of)]
}

fn range_of<T>(rows: &[T], document: usize, of: impl Fn(&T) -> usize) -> Range<usize> {
    let from = rows.partition_point(|row| of(row) < document);
    from..from + rows[from..].partition_point(|row| of(row) == document)
}
