//! What coding yields: accounts of events, figures and facts. None of them can be made without the span that tells it.

use serde::Serialize;
use toguna_mark::{Edtf, EntityId, Marks};
use toguna_text::Span;

use crate::vocabulary::{EventType, Family, Measure, Status, SubEvent, VictimSide};

/// Who is told to say something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Claimant {
    /// The document's own voice.
    Document,
    /// An actor of the record.
    Actor(EntityId),
    /// A source that the text describes without a name ("critics"), in its words.
    Described(String),
}

/// What one document tells of one event.
#[derive(Clone, Debug)]
pub struct Account {
    /// The shortest run of words that names the event.
    pub span: Span,
    /// Other runs of the same document that name it again.
    pub also: Vec<Span>,
    /// PLOVER type.
    pub event_type: EventType,
    /// PLOVER mode, where the words tell one.
    pub mode: Option<String>,
    /// PLOVER context, where the words tell one.
    pub context: Option<String>,
    /// When, if the text tells.
    pub date: Option<Edtf>,
    /// Whether that is the day on which it was announced, and none on which it is done.
    pub announced_then: bool,
    /// Where: indexes into the document's place marks.
    pub places: Vec<usize>,
    /// Who did it.
    pub agents: Vec<EntityId>,
    /// To whom.
    pub targets: Vec<EntityId>,
    /// Everybody told to have done it, named or only described.
    pub agent_parties: Vec<Party>,
    /// Everybody told to have suffered it, named or only described.
    pub target_parties: Vec<Party>,
    /// The countries of those who did it (ISO 3166-1 alpha-2), where the words tell them.
    pub agent_countries: Vec<String>,
    /// The countries of those to whom; where the words tell none, that of where or in which matter it was done.
    pub target_countries: Vec<String>,
    /// ACLED's sub-event type, where ACLED would code what is told.
    pub acled: Option<SubEvent>,
    /// Whether it is what the document chiefly tells.
    pub main: bool,
    /// How it is told.
    pub status: Status,
    /// Who is told to say it.
    pub claimant: Claimant,
    /// Through whom it came, where one source cites another: the nearest to the claimant last.
    pub through: Vec<Claimant>,
    /// Figures that belong to it: indexes into [`Coded::figures`].
    pub figures: Vec<usize>,
    /// What is told of the dead of its event, also by neighbouring accounts of it: indexes into [`Coded::tolls`].
    pub tolls: Vec<usize>,
    /// How sure the coder is, 0 to 1.
    pub confidence: f32,
    /// Which rule and which words made it, for a reader.
    pub why: String,
}

/// One side of an event: a named actor, or people and things that the text only describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The actor, where the text names one.
    pub entity: Option<EntityId>,
    /// Which kind of side it is, where that is known.
    pub family: Option<Family>,
    /// The words that tell it.
    pub words: String,
    /// Whether it is a thing or place that stands for those in it ("the village", "a convoy").
    pub thing: bool,
    /// Whose country's it is (ISO 3166-1 alpha-2), where its name, its office or its words tell.
    pub countries: Vec<String>,
}

/// "About" so many may be fewer or more by one part in so many.
pub const ABOUT: f64 = 10.0;

/// A number with what it counts.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The words that tell it.
    pub span: Span,
    /// What it counts.
    pub measure: Measure,
    /// Lower bound, in whole units for persons and things; open where nothing bounds it.
    pub low: Option<f64>,
    /// Upper bound; open where nothing bounds it.
    pub high: Option<f64>,
    /// Whether the text says "about".
    pub approx: bool,
    /// Whether the bound itself is left out ("over 40%").
    pub exclusive: bool,
    /// What one unit is: `person`, `percent`, `USD` …
    pub unit: String,
    /// Who or what is counted, in the document's words.
    pub of: String,
    /// When, if the text tells.
    pub date: Option<Edtf>,
    /// Where: indexes into the document's place marks.
    pub places: Vec<usize>,
    /// How it is told.
    pub status: Status,
    /// Who is told to say it.
    pub claimant: Claimant,
    /// The figure of which it counts a part ("53 dead, 49 of them gendarmes"): an index into [`Coded::figures`].
    pub part_of: Option<usize>,
    /// The earlier figure that it replaces ("the toll rises from 20 to 32"): an index into [`Coded::figures`].
    pub supersedes: Option<usize>,
    /// Through whom it came, where one source cites another: the nearest to the claimant last.
    pub through: Vec<Claimant>,
    /// Which rule and which words made it.
    pub why: String,
}

/// What one run of words tells of the dead of an event: a number, a person, people without a number, or nobody.
#[derive(Clone, Debug)]
pub struct Toll {
    /// The words.
    pub span: Span,
    /// `killed`, or `neutralized`: killed or captured, not said which.
    pub measure: Measure,
    /// The least that the words allow; open where nothing bounds it.
    pub low: Option<f64>,
    /// The number told; none where the words tell no number ("several", "dozens").
    pub best: Option<f64>,
    /// The most that the words allow; open where nothing bounds it.
    pub high: Option<f64>,
    /// Who suffered it.
    pub side: VictimSide,
    /// How it is told.
    pub status: Status,
    /// Who is told to say it.
    pub claimant: Claimant,
    /// Tolls of a document with one number here tell of the same dead.
    pub victims: usize,
    /// The toll of which it counts a part: an index into [`Coded::tolls`].
    pub part_of: Option<usize>,
    /// The toll that replaces it: an index into [`Coded::tolls`].
    pub superseded_by: Option<usize>,
    /// The figure of the same words: an index into [`Coded::figures`].
    pub figure: Option<usize>,
}

/// A state that holds over time.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The words that tell it.
    pub span: Span,
    /// An actor's id, or plain words.
    pub subject: Term,
    /// `member-of`, `leads`, `holds-rank`, `alias-of`, `trend` …
    pub predicate: String,
    /// An actor's id, or plain words.
    pub object: Term,
    /// The office, or what else narrows it.
    pub qualifier: Option<String>,
    /// Begin, where the text tells one.
    pub from: Option<Edtf>,
    /// End, where the text tells one.
    pub to: Option<Edtf>,
    /// A day on which it is told to hold.
    pub at: Option<Edtf>,
    /// How it is told.
    pub status: Status,
    /// Who is told to say it.
    pub claimant: Claimant,
    /// Through whom it came, where one source cites another: the nearest to the claimant last.
    pub through: Vec<Claimant>,
    /// Which rule and which words made it.
    pub why: String,
}

/// One side of a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// An actor of the record.
    Entity(EntityId),
    /// Plain words.
    Words(String),
}

impl Term {
    /// The id or the words.
    pub fn as_str(&self) -> &str {
        match self {
            Term::Entity(id) => id.as_str(),
            Term::Words(words) => words,
        }
    }
}

/// Everything that one document tells.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// What its spans mean.
    pub marks: Marks,
    /// Events it tells of.
    pub accounts: Vec<Account>,
    /// Figures it tells.
    pub figures: Vec<Figure>,
    /// What it tells of the dead of its events.
    pub tolls: Vec<Toll>,
    /// States it tells.
    pub facts: Vec<Fact>,
}
