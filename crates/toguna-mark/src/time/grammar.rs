//! A language's time grammar: classes of words and rules over them, read from `languages/<code>/time.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::meaning::{Anchor, Part, Unit};
use super::pattern::{self, Item, Node, Raw, Slot};
use super::token::{Kind, WordId, Words, tokens};

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
    #[error("class '{class}' of the time grammar: '{value}' is no value; write a whole number, a unit (day, week …) or a part (early, mid, late, whole)")]
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
    pub(super) nodes: Vec<Node>,
    /// The root node of every rule name.
    pub(super) roots: Vec<u32>,
    /// Whether a mention can begin with a word; index 0 stands for numbers.
    pub(super) starts: Vec<bool>,
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
    /// "this", as in "this Tuesday".
    pub(super) demonstrative: u128,
    /// Before a dateline's date ("published").
    pub(super) dateline: u128,
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
    pub(super) deictic: bool,
    pub(super) part: Option<Part>,
    pub(super) direction: Option<i32>,
    /// Whether it is a mention by itself.
    pub(super) mention: bool,
    pub(super) year_alone: bool,
    pub(super) before: u128,
    pub(super) not_before: u128,
    pub(super) not_after: u128,
}

/// The classes that the engine reads from numbers.
pub(super) const NUMERIC: [&str; 9] = ["day", "year", "short_year", "int", "number", "triple", "hour", "decade", "ordinal_number"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    day_first: bool,
    #[serde(default)]
    plural: Vec<String>,
    #[serde(default)]
    capital: Vec<String>,
    class: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    name: String,
    patterns: Vec<String>,
    means: Means,
    count: Option<i32>,
    unit: Option<String>,
    #[serde(default)]
    told: bool,
    #[serde(default)]
    whole: bool,
    #[serde(default)]
    half: bool,
    #[serde(default)]
    deictic: bool,
    part: Option<String>,
    direction: Option<i32>,
    #[serde(default)]
    inner: bool,
    #[serde(default)]
    year_alone: bool,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
}

impl TimeGrammar {
    /// Reads a grammar from the text of a `time.toml`.
    pub fn parse(text: &str) -> Result<TimeGrammar, GrammarError> {
        let file: File = toml::from_str(text).map_err(|e| GrammarError::Toml(e.to_string()))?;
        let mut build = Build::new(&file)?;
        for rule in &file.rule {
            build.rule(rule)?;
        }
        Ok(build.finish())
    }
}

struct Build {
    words: Words,
    phrases: Vec<(WordId, Phrase)>,
    class_names: Vec<String>,
    rule_names: Vec<String>,
    rules: Vec<Rule>,
    nodes: Vec<Node>,
    day_first: bool,
    plural: Vec<String>,
}

impl Build {
    fn new(file: &File) -> Result<Build, GrammarError> {
        let mut class_names: Vec<String> = NUMERIC.iter().map(|&name| name.to_owned()).collect();
        class_names.extend(file.class.keys().cloned());
        // The first rule name is the mention itself.
        let mut rule_names = vec![String::new()];
        for rule in &file.rule {
            if !rule_names.contains(&rule.name) {
                rule_names.push(rule.name.clone());
            }
        }
        let nodes = rule_names.iter().map(|_| Node::default()).collect();
        let mut build = Build {
            words: Words::default(),
            phrases: Vec::new(),
            class_names,
            rule_names,
            rules: Vec::new(),
            nodes,
            day_first: file.day_first,
            plural: file.plural.clone(),
        };
        if build.class_names.len() > 128 {
            return Err(GrammarError::Toml("more than 119 classes; merge some".to_owned()));
        }
        for (name, values) in &file.class {
            let class = build.class(name).unwrap_or(0);
            for (key, phrases) in values {
                let value = value(key).ok_or_else(|| GrammarError::Value { class: name.clone(), value: key.clone() })?;
                for phrase in phrases {
                    let ids = build.literal(phrase);
                    if let Some((&first, rest)) = ids.split_first() {
                        let capital = file.capital.contains(name);
                        build.phrases.push((first, Phrase { class, rest: rest.into(), value, capital }));
                    }
                }
            }
        }
        Ok(build)
    }

    fn class(&self, name: &str) -> Option<u16> {
        self.class_names.iter().position(|n| n == name).map(|at| at as u16)
    }

    fn bits(&self, names: &[&str]) -> u128 {
        names.iter().filter_map(|name| self.class(name)).fold(0, |bits, class| bits | 1 << class)
    }

    /// The numbers of the words of a phrase, cut as texts are cut.
    fn literal(&mut self, phrase: &str) -> Vec<WordId> {
        let none = Words::default();
        let lower = phrase.to_lowercase();
        // "Q1" is one word, as in texts.
        if lower.starts_with(char::is_alphabetic) && lower.ends_with(|c: char| c.is_ascii_digit()) && lower.chars().all(char::is_alphanumeric) {
            return vec![self.words.intern(&lower)];
        }
        let cut: Vec<_> = tokens(&lower, &none).iter().map(|t| lower[t.start as usize..t.end as usize].replace('’', "'")).collect();
        cut.iter().map(|word| self.words.intern(word)).collect()
    }

    fn rule(&mut self, raw: &RawRule) -> Result<(), GrammarError> {
        let checked = |names: &[String]| -> Result<u128, GrammarError> {
            names.iter().try_fold(0, |bits, name| match self.class(name) {
                Some(class) => Ok(bits | 1_u128 << class),
                None => Err(GrammarError::pattern(&raw.name, &format!("there is no class '{name}'"))),
            })
        };
        let bad = |what: &str| GrammarError::Value { class: raw.name.clone(), value: what.to_owned() };
        let unit = raw.unit.as_deref().map(|u| Unit::of(u).ok_or_else(|| bad(u))).transpose()?;
        let part = raw.part.as_deref().map(|p| Part::index(p).and_then(Part::at).ok_or_else(|| bad(p))).transpose()?;
        let rule = Rule {
            means: raw.means,
            count: raw.count,
            unit,
            anchor: if raw.told { Anchor::Told } else { Anchor::Speech },
            whole: raw.whole,
            half: raw.half,
            deictic: raw.deictic,
            part,
            direction: raw.direction,
            mention: !raw.inner,
            year_alone: raw.year_alone,
            before: checked(&raw.before)?,
            not_before: checked(&raw.not_before)?,
            not_after: checked(&raw.not_after)?,
        };
        let number = self.rules.len() as u16;
        let root = self.rule_names.iter().position(|n| *n == raw.name).unwrap_or(0) as u32;
        for pattern in &raw.patterns {
            for row in pattern::rows(pattern)? {
                let row = self.row(pattern, &row, root as u16)?;
                pattern::insert(&mut self.nodes, root, &row, number);
                if rule.mention {
                    pattern::insert(&mut self.nodes, 0, &row, number);
                }
            }
        }
        self.rules.push(rule);
        Ok(())
    }

    fn row(&mut self, pattern: &str, raw: &[Raw], this: u16) -> Result<Vec<Item>, GrammarError> {
        let mut row = Vec::new();
        for item in raw {
            let missing = |name: &str| GrammarError::pattern(pattern, &format!("there is no class, rule or slot '{name}'"));
            match item {
                Raw::Begin => row.push(Item::Begin),
                Raw::Literal(word) => row.extend(self.literal(word).into_iter().map(Item::Literal)),
                Raw::Class(name, slot) => {
                    let slot = if slot.is_empty() { Slot::of(name).unwrap_or(Slot::None) } else { Slot::of(slot).ok_or_else(|| missing(slot))? };
                    row.push(Item::Class(self.class(name).ok_or_else(|| missing(name))?, slot));
                }
                Raw::Rule(name, slot) => {
                    let rule = self.rule_names.iter().position(|n| n == name).filter(|&at| at > 0).ok_or_else(|| missing(name))? as u16;
                    // A rule may only stand on rules that were written above it, so no match can run in a circle.
                    if rule >= this {
                        return Err(GrammarError::pattern(pattern, &format!("rule '{name}' must stand above the rule that uses it")));
                    }
                    row.push(Item::Rule(rule, Slot::of(slot).ok_or_else(|| missing(slot))?));
                }
            }
        }
        Ok(row)
    }

    fn finish(self) -> TimeGrammar {
        let known = Known {
            year_before: self.bits(&["year_before"]),
            quantity_before: self.bits(&["quantity_before"]),
            counted: self.bits(&["counted"]),
            future: self.bits(&["future"]),
            forward: self.bits(&["forward"]),
            demonstrative: self.bits(&["demonstrative"]),
            dateline: self.bits(&["dateline"]),
            number_word: self.class("number_word"),
            number_joint: self.bits(&["number_joint"]),
            ordinal_suffix: self.bits(&["ordinal_suffix"]),
        };
        let mut phrases: Vec<Vec<Phrase>> = Vec::new();
        phrases.resize_with(self.words.len(), Vec::new);
        let mut classes = vec![0; self.words.len()];
        for (first, phrase) in self.phrases {
            if phrase.rest.is_empty() {
                classes[first as usize] |= 1 << phrase.class;
            }
            phrases[first as usize].push(phrase);
        }
        let roots = (0..self.rule_names.len() as u32).collect();
        let mut grammar = TimeGrammar {
            starts: vec![false; self.words.len()],
            words: self.words,
            phrases,
            classes,
            rules: self.rules,
            nodes: self.nodes,
            roots,
            known,
            day_first: self.day_first,
            plural: self.plural,
        };
        grammar.find_starts();
        grammar
    }
}

impl TimeGrammar {
    /// Marks every word with which a mention can begin, so that the others cost one look.
    fn find_starts(&mut self) {
        let (mut todo, mut seen) = (vec![0_u32], vec![false; self.nodes.len()]);
        let mut classes = 0_u128;
        while let Some(node) = todo.pop() {
            if std::mem::replace(&mut seen[node as usize], true) {
                continue;
            }
            for &(item, to) in &self.nodes[node as usize].edges {
                match item {
                    Item::Literal(word) => self.starts[word as usize] = true,
                    Item::Class(class, _) => classes |= 1 << class,
                    Item::Rule(rule, _) => todo.push(self.roots[rule as usize]),
                    Item::Begin => todo.push(to),
                }
            }
        }
        if classes & (1 << 4) != 0 {
            classes |= self.known.number_word.map_or(0, |class| 1 << class);
        }
        self.starts[0] = classes & ((1 << NUMERIC.len()) - 1) != 0;
        for (word, phrases) in self.phrases.iter().enumerate() {
            self.starts[word] |= phrases.iter().any(|p| classes & (1 << p.class) != 0);
        }
    }

    /// Whether a word is one of these classes.
    pub(super) fn word_is(&self, word: &str, classes: u128) -> bool {
        self.classes[self.words.get(word) as usize] & classes != 0
    }

    /// Whether a token is, by itself, a word of one of these classes.
    pub(super) fn is(&self, token: &super::token::Token, classes: u128) -> bool {
        token.id != 0 && matches!(token.kind, Kind::Word | Kind::Sign) && self.classes[token.id as usize] & classes != 0
    }
}

/// The number that captures write for a class's value.
fn value(key: &str) -> Option<i32> {
    key.parse().ok().or_else(|| Unit::of(key).map(Unit::index)).or_else(|| Part::index(key))
}
