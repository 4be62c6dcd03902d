//! The reading of a `time.toml`: names are looked up, patterns written out, and every mistake in them is told.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::feast;
use super::super::index::Index;
use super::super::meaning::{Anchor, Part, Unit};
use super::super::pattern::{self, Item, Node, Raw, Slot};
use super::super::token::{WordId, Words, tokens};
use super::{GrammarError, Known, Means, NUMERIC, Phrase, Rule, TimeGrammar};

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
    /// Counted from an event that the next words name, if any do.
    #[serde(default)]
    event: bool,
    #[serde(default)]
    vague: bool,
    #[serde(default)]
    deictic: bool,
    part: Option<String>,
    direction: Option<i32>,
    #[serde(default)]
    inner: bool,
    #[serde(default)]
    year_alone: bool,
    /// Only where a sign or the end of the line closes it.
    #[serde(default)]
    closed: bool,
    /// Only where no thing that numbers count follows.
    #[serde(default)]
    uncounted: bool,
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
                let value =
                    value(key).ok_or_else(|| GrammarError::Value { class: name.clone(), value: key.clone() })?;
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
        if lower.starts_with(char::is_alphabetic)
            && lower.ends_with(|c: char| c.is_ascii_digit())
            && lower.chars().all(char::is_alphanumeric)
        {
            return vec![self.words.intern(&lower)];
        }
        let cut: Vec<_> =
            tokens(&lower, &none).iter().map(|t| lower[t.start as usize..t.end as usize].replace('’', "'")).collect();
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
            anchor: match (raw.told, raw.event) {
                (_, true) => Anchor::Event,
                (true, _) => Anchor::Told,
                _ => Anchor::Speech,
            },
            whole: raw.whole,
            half: raw.half,
            vague: raw.vague,
            deictic: raw.deictic,
            part,
            direction: raw.direction,
            mention: !raw.inner,
            year_alone: raw.year_alone,
            closed: raw.closed,
            uncounted: raw.uncounted,
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
            let missing =
                |name: &str| GrammarError::pattern(pattern, &format!("there is no class, rule or slot '{name}'"));
            match item {
                Raw::Begin => row.push(Item::Begin),
                Raw::Literal(word) => row.extend(self.literal(word).into_iter().map(Item::Literal)),
                Raw::Class(name, slot) => {
                    let slot = if slot.is_empty() {
                        Slot::of(name).unwrap_or(Slot::None)
                    } else {
                        Slot::of(slot).ok_or_else(|| missing(slot))?
                    };
                    row.push(Item::Class(self.class(name).ok_or_else(|| missing(name))?, slot));
                }
                Raw::Rule(name, slot) => {
                    let rule = self
                        .rule_names
                        .iter()
                        .position(|n| n == name)
                        .filter(|&at| at > 0)
                        .ok_or_else(|| missing(name))? as u16;
                    // A rule may only stand on rules that were written above it, so no match can run in a circle.
                    if rule >= this {
                        return Err(GrammarError::pattern(
                            pattern,
                            &format!("rule '{name}' must stand above the rule that uses it"),
                        ));
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
            promise: self.bits(&["promise"]),
            promise_case: self.bits(&["promise_case"]),
            promise_goal: self.bits(&["promise_goal"]),
            put_off: self.bits(&["put_off"]),
            put_off_case: self.bits(&["put_off_case"]),
            future_to: self.bits(&["future_to"]),
            since: self.bits(&["since"]),
            dateline: self.bits(&["dateline"]),
            dateline_joint: self.bits(&["dateline_joint"]),
            report: self.bits(&["report"]),
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
        let number = known.number_word;
        let index = Index::new(&self.nodes, self.rule_names.len(), &phrases, number);
        TimeGrammar {
            words: self.words,
            phrases,
            classes,
            rules: self.rules,
            index,
            known,
            day_first: self.day_first,
            plural: self.plural,
        }
    }
}

/// The number that captures write for a class's value.
fn value(key: &str) -> Option<i32> {
    key.parse()
        .ok()
        .or_else(|| Unit::of(key).map(Unit::index))
        .or_else(|| Part::index(key))
        .or_else(|| feast::index(key))
}
