//! What is made of the readings: entities, events and disputes. Computed, never stored as anybody's claim.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use toguna_code::{Estimate, EventType, VictimSide};
use toguna_mark::DocumentDate;

use crate::phrase::{self, Part, Phrase};
use crate::reconcile::Copies;
use crate::rows::{ClaimedBy, Evidence};

/// A name under which an entity is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// The words.
    pub name: String,
    /// The language of the documents that use it.
    pub language: String,
    /// How often.
    pub mentions: usize,
    /// In how many documents.
    pub documents: usize,
}

/// An actor of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    /// Its id.
    pub id: String,
    /// English name.
    pub name: String,
    /// `person`, `state` …
    pub kind: String,
    /// How often it is mentioned.
    pub mentions: usize,
    /// In how many documents.
    pub documents: usize,
    /// The names it is told under.
    pub names: Vec<NameRow>,
}

/// Deaths of an event, with the rule that made three numbers of what is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Deaths {
    /// The least that counts, the number that most voices tell, the most that counts; none where the words leave it open.
    pub all: Estimate,
    /// The same for each side that has any dead told.
    pub by_side: BTreeMap<VictimSide, Estimate>,
    /// The tolls that were added, as indexes into the readings' tolls.
    pub went_in: Vec<usize>,
    /// The rule in words with what went in, what was left out and why, and what chose the best.
    pub rule: Phrase,
}

/// Something in the world that accounts tell of.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// Content-derived id.
    pub id: String,
    /// PLOVER type of most accounts.
    pub event_type: EventType,
    /// The narrowest date that an account tells.
    pub date: Option<String>,
    /// Indexes into the readings' accounts.
    pub accounts: Vec<usize>,
    /// Deaths, where an account tells any.
    pub deaths: Option<Deaths>,
    /// What people took to hold of it, in place of what the rule makes of all tellings.
    pub settled: Vec<Settled>,
    /// Why these accounts are one event.
    pub why: Phrase,
    /// The larger event of which it is a part, as an index into the events, and why.
    pub part_of: Option<(usize, String)>,
}

/// What a person took to hold of an event, where its accounts dispute it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settled {
    /// The dispute.
    pub dispute: String,
    /// One of its positions, or a range as `7..12`.
    pub value: String,
    /// Who.
    pub who: String,
    /// Why, in that person's words.
    pub note: String,
    /// When (RFC 3339).
    pub entered: String,
    /// What that comes to.
    pub of: SettledValue,
}

/// What holds of an event, and what the rule makes of all tellings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SettledValue {
    /// When it was.
    Date {
        /// The date that holds.
        holds: String,
        /// The narrowest that an account tells.
        rule: Option<String>,
    },
    /// How many died: the least, the best, the most.
    Deaths {
        /// What holds.
        holds: [Option<f64>; 3],
        /// What the rule makes of all tellings.
        rule: [Option<f64>; 3],
    },
}

impl Settled {
    /// `date` or `deaths`.
    pub fn field(&self) -> &'static str {
        match self.of {
            SettledValue::Date { .. } => "date",
            SettledValue::Deaths { .. } => "deaths",
        }
    }

    /// Who settled it, when and why, and what the rule makes of all tellings.
    pub fn told(&self) -> Phrase {
        let number = |told: &Option<f64>| told.map_or_else(|| Part::term("open"), |number| number.to_string().into());
        let rule = match &self.of {
            SettledValue::Date { rule, .. } => rule.as_deref().map_or_else(|| Part::term("no date"), Part::from),
            SettledValue::Deaths { rule, .. } => phrase::ENDS.say(rule.each_ref().map(number)).into(),
        };
        let day = self.entered.get(..10).unwrap_or(&self.entered);
        let (who, note) = (self.who.as_str().into(), self.note.as_str().into());
        phrase::SETTLED.say([Part::term(self.field()), who, day.into(), note, rule])
    }
}

impl EventRow {
    /// Tells what holds in place of what the rule makes, which stays beside it.
    pub(crate) fn settle(&mut self, row: Settled) {
        match (&row.of, &mut self.deaths) {
            (SettledValue::Date { holds, .. }, _) => self.date = Some(holds.clone()),
            (SettledValue::Deaths { holds: [low, best, high], .. }, Some(deaths)) => {
                deaths.all = Estimate { low: *low, best: *best, high: *high };
                deaths.rule = phrase::WITH_RULING.say([row.told(), deaths.rule.clone()]);
            }
            (SettledValue::Deaths { .. }, None) => return,
        }
        self.settled.push(row);
    }

    /// All that was settled of it, in words.
    pub fn settled_words(&self) -> Option<String> {
        let words: Vec<String> = self.settled.iter().map(|row| row.told().to_string()).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }
}

/// What a dispute is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DisputeKind {
    /// Numbers that cannot both hold.
    Figure,
    /// Times that cannot both hold.
    Date,
    /// Names for one thing.
    Identity,
    /// Told as so and as not so.
    Status,
    /// Better or worse.
    Trend,
    /// Who did it.
    Attribution,
}

impl DisputeKind {
    /// Every kind in order.
    pub const ALL: [DisputeKind; 6] = [
        DisputeKind::Figure,
        DisputeKind::Date,
        DisputeKind::Identity,
        DisputeKind::Status,
        DisputeKind::Trend,
        DisputeKind::Attribution,
    ];

    /// Its name in every export.
    pub fn name(self) -> &'static str {
        match self {
            DisputeKind::Figure => "figure",
            DisputeKind::Date => "date",
            DisputeKind::Identity => "identity",
            DisputeKind::Status => "status",
            DisputeKind::Trend => "trend",
            DisputeKind::Attribution => "attribution",
        }
    }

    /// The kind of a name.
    pub fn of(name: &str) -> Option<DisputeKind> {
        DisputeKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for DisputeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One side of a dispute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The words.
    pub at: Evidence,
    /// What they say of the matter.
    pub value: String,
    /// Who says it.
    pub claimed_by: ClaimedBy,
}

/// One of the things that are said of a disputed matter, with all who say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stance {
    /// What is said.
    pub value: String,
    /// Who is told to say it: ids and descriptions; empty where only documents do in their own voice.
    pub claimants: Vec<String>,
    /// How many independent voices say it: what is copied counts once.
    pub voices: usize,
    /// The first day of publication that says it, where one is known.
    pub first_said: Option<String>,
    /// The last.
    pub last_said: Option<String>,
    /// Indexes into the rows of the dispute.
    pub rows: Vec<usize>,
}

/// Accounts, figures or facts that speak of one thing and do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeRow {
    /// Content-derived id.
    pub id: String,
    /// The matter in words.
    pub about: Phrase,
    /// What kind of matter.
    pub kind: DisputeKind,
    /// Why it is told as a dispute.
    pub rule: Phrase,
    /// Names that differ for one thing: no contradiction.
    pub same_as: bool,
    /// A count that grew: the earlier one need not have been wrong.
    pub instalment: bool,
    /// The event it is about.
    pub event: Option<String>,
    /// The entities it is about.
    pub entities: Vec<String>,
    /// Who says what.
    pub rows: Vec<Position>,
    /// The rows by what they say.
    pub stances: Vec<Stance>,
}

/// Everything computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Actors by id.
    pub entities: Vec<EntityRow>,
    /// Events by their first account.
    pub events: Vec<EventRow>,
    /// Disputes by kind and first words.
    pub disputes: Vec<DisputeRow>,
    /// Which documents repeat which.
    pub(crate) copies: Copies,
    /// For every document its date: its own, or what dated documents of the same events allow to say.
    pub dated: Vec<Option<DocumentDate>>,
    /// For every account the index of its event; a rejected account has none.
    pub event_of: Vec<Option<usize>>,
    /// For every account the first of those that have a say in what its event is.
    pub(crate) circles: Vec<usize>,
    /// Pairs of events of which accounts are alike though they are not one event.
    pub(crate) neighbours: Vec<(usize, usize)>,
    /// For every figure the index of the event that it belongs to, where an account holds it.
    pub event_of_figure: Vec<Option<usize>>,
}
