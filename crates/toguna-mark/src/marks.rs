//! The marks of a document, one type a kind.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use toguna_text::Span;

use crate::Edtf;

/// The id of an actor or place of the record: a pack's short id (`ecowas`), or one made from a name that no pack knows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(Arc<str>);

impl EntityId {
    /// An id from its text.
    pub fn new(id: &str) -> Self {
        EntityId(id.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for EntityId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for EntityId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What a time expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DateKind {
    /// A point of the calendar at some precision.
    Date,
    /// A stretch with a begin or an end.
    Interval,
    /// A length (ISO 8601 `P6M`).
    Duration,
    /// A repetition (ISO 8601 `P1Y` for "annually").
    Set,
}

/// A time expression and the calendar time that it means in this document.
#[derive(Clone, Debug, Serialize)]
pub struct DateMark {
    /// Its words.
    #[serde(skip)]
    pub span: Span,
    /// Its value.
    pub value: Edtf,
    /// What it is.
    pub kind: DateKind,
    /// Whether a word before it says that what it dates still goes on ("since the end of May").
    #[serde(skip)]
    pub since: bool,
    /// What in its own words contradicts the value ("Friday" beside a day that was a Saturday).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contradiction: Option<String>,
    /// How the value was found, in words.
    pub why: String,
}

/// How the date of a document is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DatedBy {
    /// Told beside the text.
    Metadata,
    /// The text's own byline or dateline.
    Byline,
    /// The address that it was published at.
    Url,
    /// The text: a day that heads it or that it calls its own, or bounds that its past and coming dates set.
    Text,
    /// Dated documents of the same record that tell of the same events.
    Record,
}

impl DatedBy {
    /// Its name in every export.
    pub fn name(self) -> &'static str {
        match self {
            DatedBy::Metadata => "metadata",
            DatedBy::Byline => "byline",
            DatedBy::Url => "url",
            DatedBy::Text => "text",
            DatedBy::Record => "record",
        }
    }

    /// The way of a name.
    pub fn of(name: &str) -> Option<DatedBy> {
        use DatedBy::{Byline, Metadata, Record, Text, Url};
        [Metadata, Byline, Url, Text, Record].into_iter().find(|by| by.name() == name)
    }
}

/// When a document speaks, as exactly as something supports it: a day, or an interval where only bounds are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentDate {
    /// The day, month or year; an interval, perhaps with an open end, where only bounds are known.
    pub value: Edtf,
    /// How it is known.
    pub by: DatedBy,
    /// The same in words.
    pub why: String,
}

/// What kind of place a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A state's territory.
    Country,
    /// First-order division.
    Admin1,
    /// Second-order division.
    Admin2,
    /// Town or village.
    Settlement,
    /// A named area that no administration bounds, or a part of a country.
    Region,
    /// A camp, mine, airport, building.
    Site,
}

impl Level {
    /// Whether it is a division of a country.
    pub fn is_division(self) -> bool {
        matches!(self, Level::Admin1 | Level::Admin2)
    }
}

/// A place named in the text and where it is.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceMark {
    /// Its words.
    #[serde(skip)]
    pub span: Span,
    /// The pack's or gazetteer's id.
    pub entity: EntityId,
    /// English name.
    pub name: String,
    /// Latitude in degrees, WGS 84.
    pub lat: f64,
    /// Longitude in degrees, WGS 84.
    pub lon: f64,
    /// What kind of place.
    pub level: Level,
    /// ISO 3166-1 alpha-2 code of its country, where it lies in one.
    pub country: Option<String>,
    /// UCDP's precision of the point, 1 (exact) to 7 (not known).
    pub precision: u8,
    /// Why this place and no other of the name.
    pub why: String,
}

/// What kind of actor a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A state or its government.
    State,
    /// A non-state armed group.
    ArmedGroup,
    /// An army or another state force.
    Military,
    /// A body of states.
    Igo,
    /// Any other organisation.
    Organisation,
    /// A firm.
    Company,
    /// An alliance of states.
    Alliance,
    /// An outlet.
    Media,
}

impl ActorKind {
    /// Every kind.
    pub const ALL: [ActorKind; 9] = [
        ActorKind::Person,
        ActorKind::State,
        ActorKind::ArmedGroup,
        ActorKind::Military,
        ActorKind::Igo,
        ActorKind::Organisation,
        ActorKind::Company,
        ActorKind::Alliance,
        ActorKind::Media,
    ];

    /// Its name in packs, lexicons and exports.
    pub fn name(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::State => "state",
            ActorKind::ArmedGroup => "armed-group",
            ActorKind::Military => "military",
            ActorKind::Igo => "igo",
            ActorKind::Organisation => "organisation",
            ActorKind::Company => "company",
            ActorKind::Alliance => "alliance",
            ActorKind::Media => "media",
        }
    }

    /// The kind of a name.
    pub fn of(name: &str) -> Option<ActorKind> {
        ActorKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A mention of somebody who acts or claims.
#[derive(Clone, Debug, Serialize)]
pub struct ActorMark {
    /// Its words.
    #[serde(skip)]
    pub span: Span,
    /// Whom it means.
    pub entity: EntityId,
    /// English name of the entity.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ActorKind,
    /// Why this entity: `name`, `acronym`, `surname`, `unknown to the pack` …
    pub why: String,
}

/// A title that the text gives to a person: an office or a rank.
#[derive(Clone, Debug)]
pub struct TitleMark {
    /// The title with the name ("Captain Ibrahim Traoré"), the run of words that tells it.
    pub span: Span,
    /// Whose title it is.
    pub holder: EntityId,
    /// `leads`, `holds-office` or `holds-rank`.
    pub predicate: String,
    /// The office or rank in English.
    pub title: String,
    /// The state or body of the office, where the text or the pack's person tells it.
    pub of: Option<EntityId>,
    /// The town or division of a local office, by name.
    pub place: Option<String>,
}

/// What a quantity measures, by its words alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A count of things.
    Count,
    /// Percent of something.
    Percent,
    /// Money, with the ISO 4217 code.
    Money(String),
    /// Litres, tonnes …: the unit's English name.
    Measure(String),
}

/// A number in words or digits, with what the words beside it say of its bounds.
#[derive(Clone, Debug, Serialize)]
pub struct QuantityMark {
    /// The number with its bound words and unit ("more than 30", "nearly half", "$5 million").
    #[serde(skip)]
    pub span: Span,
    /// The number's own words alone.
    #[serde(skip)]
    pub number: Span,
    /// Lower bound; open where nothing bounds it.
    pub low: Option<f64>,
    /// Upper bound; open where nothing bounds it.
    pub high: Option<f64>,
    /// Whether a word says "about".
    pub approx: bool,
    /// Whether the bound itself is left out ("over 40%").
    pub exclusive: bool,
    /// Whether the words say "more than": persons and things then count from the next.
    #[serde(skip)]
    pub over: bool,
    /// What is measured.
    pub unit: Unit,
}

/// Everything recognised in a document, each kind in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Time expressions.
    pub dates: Vec<DateMark>,
    /// The document's own date.
    pub dated: Option<DocumentDate>,
    /// The words that tell when the document was published: they date nothing that it tells of.
    pub byline: Option<Span>,
    /// Places.
    pub places: Vec<PlaceMark>,
    /// Actors.
    pub actors: Vec<ActorMark>,
    /// Actors that words only allude to ("Russian support", the state in "Mali's president"): for coding, not for lists.
    pub allusions: Vec<ActorMark>,
    /// Offices and ranks given to persons.
    pub titles: Vec<TitleMark>,
    /// Quantities.
    pub quantities: Vec<QuantityMark>,
    /// Which kind of side each actor is, by its id, for those of whom the pack tells it.
    pub families: BTreeMap<EntityId, String>,
    /// The country that each actor belongs to (ISO 3166-1 alpha-2), by its id, where the pack, its name or its office
    /// tells one.
    pub countries: BTreeMap<EntityId, String>,
}
