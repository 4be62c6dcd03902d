//! A language's time grammar: classes of words and rules over them, read from `languages/<code>/time.toml`.

use serde::Deserialize;

use super::index::Index;
use super::meaning::{Anchor, Part, Unit};
use super::token::{Kind, Token, WordId, Words};

mod read;

/// Why a grammar could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrammarError {
    /// It is no TOML, or has a key that no grammar has.
    #[error("the time grammar cannot be read: {0}")]
    Toml(String),
    /// A pattern is malformed or names what is not there.
    #[error("pattern '{pattern}' of the time grammar: {problem}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A class holds a value that its slot cannot take.
    #[error(
        "class '{class}' of the time grammar: '{value}' is no value; write a whole number, a unit (day, week …) or a part (early, mid, late, whole)"
    )]
    Value {
        /// The class.
        class: String,
        /// The value.
        value: String,
    },
}

impl GrammarError {
    pub(super) fn pattern(pattern: &str, problem: &str) -> Self {
        GrammarError::Pattern { pattern: pattern.to_owned(), problem: problem.to_owned() }
    }
}

/// A language's time grammar, ready to match.
#[derive(Debug)]
pub struct TimeGrammar {
    pub(super) words: Words,
    /// The phrases that begin with a word.
    pub(super) phrases: Vec<Vec<Phrase>>,
    /// The classes that a word is in by itself, as bits.
    pub(super) classes: Vec<u128>,
    pub(super) rules: Vec<Rule>,
    /// The rules' patterns, ready to walk.
    pub(super) index: Index,
    /// The classes that the engine itself asks for, as bits.
    pub(super) known: Known,
    /// Whether the first of two ambiguous numbers is the day.
    pub(super) day_first: bool,
    /// The ends of words that may name counted things.
    pub(super) plural: Vec<String>,
}

/// A row of words of a class, and its value.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) class: u16,
    pub(super) rest: Box<[WordId]>,
    pub(super) value: i32,
    pub(super) capital: bool,
}

/// Classes that the engine itself asks for; a grammar may lack any of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// Before a number that is a year ("in").
    pub(super) year_before: u128,
    /// Before a number that counts ("about", "over").
    pub(super) quantity_before: u128,
    /// After a number that counts ("people", "%").
    pub(super) counted: u128,
    /// Words of things to come ("will").
    pub(super) future: u128,
    /// Words before a day that is to come ("until").
    pub(super) forward: u128,
    /// Verbs of which the object lies ahead ("promise"), and the prepositions of its time.
    pub(super) promise: u128,
    pub(super) promise_case: u128,
    /// Those of them that only look ahead.
    pub(super) promise_goal: u128,
    /// Verbs that move a thing to a later time, and the prepositions before it ("postponed until January").
    pub(super) put_off: u128,
    pub(super) put_off_case: u128,
    /// Words of things to come that tell of them only with what is to be done: "set to open", not "set alight".
    pub(super) future_to: u128,
    /// Before a time that reaches up to the day of speaking ("since").
    pub(super) since: u128,
    /// Before the date of publication ("published").
    pub(super) dateline: u128,
    /// Between such a word, or a report's name, and the date ("on", "of the").
    pub(super) dateline_joint: u128,
    /// What names a publication that a date heads ("report").
    pub(super) report: u128,
    /// Number words; added up where they stand together.
    pub(super) number_word: Option<u16>,
    /// What may stand between two number words.
    pub(super) number_joint: u128,
    /// What may be glued to an ordinal ("th").
    pub(super) ordinal_suffix: u128,
}

/// What the words of a rule mean together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Means {
    Calendar,
    Range,
    Days,
    Part,
    Nth,
    Shift,
    Stretch,
    Within,
    Ends,
    Following,
    Duration,
    Set,
    Same,
    About,
    Nothing,
}

/// One rule.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) means: Means,
    pub(super) count: Option<i32>,
    pub(super) unit: Option<Unit>,
    pub(super) anchor: Anchor,
    pub(super) whole: bool,
    pub(super) half: bool,
    /// Whether the count is only a guess at "few".
    pub(super) vague: bool,
    pub(super) deictic: bool,
    pub(super) part: Option<Part>,
    pub(super) direction: Option<i32>,
    /// Whether it is a mention by itself.
    pub(super) mention: bool,
    pub(super) year_alone: bool,
    /// Whether a sign or the end of the line must close it.
    pub(super) closed: bool,
    /// Whether no thing that numbers count may follow ("mercredi 20 tonnes").
    pub(super) uncounted: bool,
    pub(super) before: u128,
    pub(super) not_before: u128,
    pub(super) not_after: u128,
}

/// The classes that the engine reads from numbers.
pub(super) const NUMERIC: [&str; 9] =
    ["day", "year", "short_year", "int", "number", "triple", "hour", "decade", "ordinal_number"];

impl TimeGrammar {
    /// Whether a word is one of these classes.
    pub(super) fn word_is(&self, word: &str, classes: u128) -> bool {
        self.classes[self.words.get(word) as usize] & classes != 0
    }

    /// Whether a token is, by itself, a word of one of these classes.
    pub(super) fn is(&self, token: &Token, classes: u128) -> bool {
        token.id != 0 && matches!(token.kind, Kind::Word | Kind::Sign) && self.classes[token.id as usize] & classes != 0
    }
}
