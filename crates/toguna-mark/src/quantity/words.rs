//! The number words of one language, read from its `numbers.toml`.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use serde::Deserialize;

use super::phrases::Phrases;
use crate::Unit;

/// Why a `numbers.toml` cannot be used.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NumberWordsError {
    /// It is no TOML of this shape.
    #[error("numbers.toml: {0}; docs stand at the head of languages/en/numbers.toml")]
    Shape(#[from] toml::de::Error),
    /// A value that no number can have.
    #[error("numbers.toml: '{word}' in [{table}] is {value}; write a number above zero")]
    Value {
        /// The word.
        word: String,
        /// Where it stands.
        table: &'static str,
        /// What it says.
        value: f64,
    },
    /// A phrase names a class that `[classes]` lacks.
    #[error("numbers.toml: '{phrase}' uses <{class}>, which [classes] does not define")]
    Class {
        /// The phrase.
        phrase: String,
        /// The class.
        class: String,
    },
}

/// What a word beside a number says of its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Bound {
    /// More than the number.
    Over,
    /// The number or more.
    Least,
    /// The number or less.
    Most,
    /// Less than the number.
    Under,
    /// Near the number.
    About,
}

/// A unit of the data: what it is, and whether it needs digits before it.
#[derive(Clone, Debug)]
pub(super) struct UnitWord {
    pub(super) unit: Unit,
    pub(super) digits_only: bool,
    /// A stretch of time: no quantity, save where a date mark calls it a duration.
    pub(super) time: bool,
}

/// A word for a part of a whole.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Fraction {
    /// One of how many.
    pub(super) of: f64,
    /// Whether it stands without article, numeral or link ("half the country").
    #[serde(default)]
    pub(super) bare: bool,
    /// Whether it is the plural, which needs a numeral before it ("thirds").
    #[serde(default)]
    pub(super) plural: bool,
    /// Whether it also stands after a definite article ("le quart des"), where no ordinal would.
    #[serde(default)]
    pub(super) definite: bool,
}

/// A noun for a round number ("dozen", "vingtaine").
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Collective {
    pub(super) value: f64,
    /// Whether it means "about".
    #[serde(default)]
    pub(super) approx: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    decimal: char,
    grouping: Vec<char>,
    teens_after_tens: bool,
    classes: BTreeMap<String, Vec<String>>,
    cardinals: BTreeMap<String, f64>,
    compounds: BTreeMap<String, f64>,
    scales: BTreeMap<String, f64>,
    abbreviations: BTreeMap<String, f64>,
    money_abbreviations: BTreeMap<String, f64>,
    collectives: BTreeMap<String, Collective>,
    plurals: BTreeMap<String, f64>,
    fractions: BTreeMap<String, Fraction>,
    words: WordLists,
    bounds: BTreeMap<Side, BTreeMap<Bound, Vec<String>>>,
    range: RangeData,
    not: NotData,
    percent: Percent,
    time: BTreeMap<String, Vec<String>>,
    money: BTreeMap<String, Money>,
    measures: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    Before,
    After,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordLists {
    articles: Vec<String>,
    definite: Vec<String>,
    known: Vec<String>,
    pronouns: Vec<String>,
    sole: Vec<String>,
    vague: Vec<String>,
    join_after_scale: Vec<String>,
    join_before_one: Vec<String>,
    halves_before: Vec<String>,
    halves_after: Vec<String>,
    links: Vec<String>,
    suffixes: Vec<String>,
    adjectives_too: Vec<String>,
    bare_scales: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RangeData {
    between: Vec<String>,
    and: Vec<String>,
    connectors: Vec<String>,
    change: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotData {
    before: Vec<String>,
    after: Vec<String>,
    before_half: Vec<String>,
    pronoun_after: Vec<String>,
    pronoun_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Percent {
    after: Vec<String>,
    after_digits: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Money {
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
}

type Numbers = BTreeMap<CompactString, f64>;
type Set = BTreeSet<CompactString>;

/// The number words, bounds and units of one language.
#[derive(Clone, Debug)]
pub struct NumberWords {
    pub(super) decimal: char,
    pub(super) grouping: Vec<char>,
    pub(super) teens_after_tens: bool,
    pub(super) cardinals: Numbers,
    pub(super) compounds: BTreeMap<(CompactString, CompactString), f64>,
    pub(super) scales: Numbers,
    pub(super) bare_scales: Set,
    pub(super) abbreviations: Numbers,
    pub(super) money_abbreviations: Numbers,
    pub(super) collectives: BTreeMap<CompactString, Collective>,
    pub(super) plurals: Numbers,
    pub(super) fractions: BTreeMap<CompactString, Fraction>,
    pub(super) articles: Set,
    pub(super) definite: Set,
    /// Articles after which a number is known: a bound before them only compares.
    pub(super) known: Set,
    pub(super) pronouns: Set,
    pub(super) sole: Set,
    pub(super) links: Set,
    pub(super) suffixes: Set,
    pub(super) adjectives_too: Set,
    pub(super) join_after_scale: Set,
    pub(super) join_before_one: Set,
    pub(super) halves_before: Set,
    pub(super) halves_after: Phrases<()>,
    pub(super) vague: Phrases<()>,
    pub(super) bounds_before: Phrases<Bound>,
    pub(super) bounds_after: Phrases<Bound>,
    pub(super) between: Set,
    pub(super) and: Set,
    pub(super) connectors: Phrases<()>,
    pub(super) change: Phrases<()>,
    pub(super) not_before: Phrases<()>,
    pub(super) not_after: Phrases<()>,
    pub(super) before_half: Set,
    pub(super) pronoun_after: Set,
    pub(super) pronoun_before: Set,
    /// Every word that a numeral may begin with: one look-up settles most words of a text.
    pub(super) starts: Set,
    pub(super) unit_before: Phrases<Unit>,
    pub(super) unit_after: Phrases<UnitWord>,
}

impl NumberWords {
    /// Reads a language's `numbers.toml`.
    pub fn parse(text: &str) -> Result<NumberWords, NumberWordsError> {
        let data: Data = toml::from_str(text)?;
        let mut words = NumberWords {
            decimal: data.decimal,
            grouping: data.grouping,
            teens_after_tens: data.teens_after_tens,
            cardinals: numbers("cardinals", data.cardinals)?,
            compounds: compounds(numbers("compounds", data.compounds)?),
            scales: numbers("scales", data.scales)?,
            bare_scales: set(data.words.bare_scales),
            abbreviations: numbers("abbreviations", data.abbreviations)?,
            money_abbreviations: numbers("money_abbreviations", data.money_abbreviations)?,
            collectives: data.collectives.into_iter().map(|(k, v)| (k.into(), v)).collect(),
            plurals: numbers("plurals", data.plurals)?,
            fractions: data.fractions.into_iter().map(|(k, v)| (k.into(), v)).collect(),
            articles: set(data.words.articles),
            definite: set(data.words.definite),
            known: set(data.words.known),
            pronouns: set(data.words.pronouns),
            sole: set(data.words.sole),
            links: set(data.words.links),
            suffixes: set(data.words.suffixes),
            adjectives_too: set(data.words.adjectives_too),
            join_after_scale: set(data.words.join_after_scale),
            join_before_one: set(data.words.join_before_one),
            halves_before: set(data.words.halves_before),
            halves_after: Phrases::by_start(),
            vague: Phrases::by_start(),
            bounds_before: Phrases::by_end(),
            bounds_after: Phrases::by_start(),
            between: set(data.range.between),
            and: set(data.range.and),
            connectors: Phrases::by_start(),
            change: Phrases::by_end(),
            not_before: Phrases::by_end(),
            not_after: Phrases::by_start(),
            before_half: set(data.not.before_half),
            pronoun_after: set(data.not.pronoun_after),
            pronoun_before: set(data.not.pronoun_before),
            starts: Set::new(),
            unit_before: Phrases::by_end(),
            unit_after: Phrases::by_start(),
        };
        let classes = &data.classes;
        fill(&mut words.halves_after, data.words.halves_after, classes, ())?;
        fill(&mut words.vague, data.words.vague, classes, ())?;
        fill(&mut words.connectors, data.range.connectors, classes, ())?;
        fill(&mut words.change, data.range.change, classes, ())?;
        fill(&mut words.not_before, data.not.before, classes, ())?;
        fill(&mut words.not_after, data.not.after, classes, ())?;
        for (side, bounds) in data.bounds {
            let phrases = if side == Side::Before { &mut words.bounds_before } else { &mut words.bounds_after };
            for (bound, list) in bounds {
                fill(phrases, list, classes, bound)?;
            }
        }
        let count = |unit, digits_only, time| UnitWord { unit, digits_only, time };
        fill(&mut words.unit_after, data.percent.after, classes, count(Unit::Percent, false, false))?;
        fill(&mut words.unit_after, data.percent.after_digits, classes, count(Unit::Percent, true, false))?;
        for (name, list) in data.measures {
            fill(&mut words.unit_after, list, classes, count(Unit::Measure(name), false, false))?;
        }
        for (name, list) in data.time {
            fill(&mut words.unit_after, list, classes, count(Unit::Measure(name), false, true))?;
        }
        for (code, money) in data.money {
            fill(&mut words.unit_before, money.before, classes, Unit::Money(code.clone()))?;
            fill(&mut words.unit_after, money.after, classes, count(Unit::Money(code), false, false))?;
        }
        words.starts = words.first_words();
        Ok(words)
    }

    fn first_words(&self) -> Set {
        let tables = [&self.cardinals, &self.scales, &self.plurals];
        let mut first: Set = tables.into_iter().flat_map(|table| table.keys().cloned()).collect();
        first.extend(self.compounds.keys().map(|(word, _)| word.clone()));
        first.extend(self.collectives.keys().cloned());
        first.extend(self.fractions.keys().cloned());
        first.extend(self.articles.iter().chain(&self.halves_before).cloned());
        first.extend(self.vague.edges().cloned());
        first
    }
}

fn set(words: Vec<String>) -> Set {
    words.into_iter().map(CompactString::from).collect()
}

fn numbers(table: &'static str, words: BTreeMap<String, f64>) -> Result<Numbers, NumberWordsError> {
    match words.iter().find(|(_, value)| !value.is_finite() || **value <= 0.0) {
        Some((word, &value)) => Err(NumberWordsError::Value { word: word.clone(), table, value }),
        None => Ok(words.into_iter().map(|(word, value)| (word.into(), value)).collect()),
    }
}

/// Two-word cardinals, looked up by both words whatever stands between them ("quatre-vingt", "quatre vingt").
fn compounds(words: Numbers) -> BTreeMap<(CompactString, CompactString), f64> {
    let pair = |(words, value): (CompactString, f64)| {
        let (first, second) = words.split_once(' ')?;
        Some(((first.into(), second.into()), value))
    };
    words.into_iter().filter_map(pair).collect()
}

/// Adds phrases, with `<class>` replaced by each word of that class.
fn fill<T: Clone>(
    phrases: &mut Phrases<T>,
    list: Vec<String>,
    classes: &BTreeMap<String, Vec<String>>,
    value: T,
) -> Result<(), NumberWordsError> {
    for phrase in list {
        let Some((head, (class, tail))) =
            phrase.split_once('<').and_then(|(head, rest)| Some((head, rest.split_once('>')?)))
        else {
            phrases.add(&phrase, value.clone());
            continue;
        };
        let Some(words) = classes.get(class) else {
            return Err(NumberWordsError::Class { class: class.into(), phrase });
        };
        for word in words {
            phrases.add(&format!("{head}{word}{tail}"), value.clone());
        }
    }
    Ok(())
}
