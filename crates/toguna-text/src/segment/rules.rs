//! What a language needs to be cut into sentences and tokens, read from `languages/<code>/segment.toml`.

use std::collections::HashMap;

use serde::Deserialize;

/// Why a `segment.toml` could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// The file is no TOML, or has a key that no rule reads.
    #[error("segment.toml cannot be read: {0}; compare it with languages/en/segment.toml")]
    Form(String),
    /// An entry does not have the form that its list asks for.
    #[error("segment.toml: `{entry}` in `{list}` {mend}")]
    Entry {
        /// Which list.
        list: &'static str,
        /// The entry as written.
        entry: String,
        /// What it must look like.
        mend: &'static str,
    },
}

/// A language's rules for sentences and tokens.
#[derive(Clone, Debug, Default)]
pub struct SegmentRules {
    pub(crate) abbreviations: HashMap<Box<str>, Abbreviation>,
    pub(crate) starters: Words,
    /// Words of time and place that open the sentence behind a label ("Looting: On 3 May …").
    pub(crate) label_openers: Words,
    pub(crate) elisions: Words,
    pub(crate) name_elisions: Words,
    pub(crate) suffixes: Vec<Box<str>>,
    pub(crate) hyphen_suffixes: Vec<Box<str>>,
    pub(crate) leading: Words,
    /// Lower-case word to the byte at which it is cut in two.
    pub(crate) splits: HashMap<Box<str>, usize>,
    pub(crate) whole: Words,
    pub(crate) prefixes: Words,
    pub(crate) split_hyphens: bool,
    pub(crate) split_ranges: bool,
    /// Whether a sign belongs to its number.
    pub(crate) signs: bool,
    pub(crate) units: Words,
    pub(crate) thousands: Vec<char>,
}

/// How an abbreviation behaves before its full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Stands before a name: never ends a sentence.
    Title,
    /// Is one only before a digit.
    Number,
    /// May end a sentence.
    Ends,
}

/// A set of lower-case words with straight apostrophes, and the byte lengths that occur, so that most look-ups end at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    words: HashMap<Box<str>, ()>,
    longest: usize,
}

impl Words {
    fn of(list: &[String]) -> Self {
        let words: HashMap<Box<str>, ()> = list.iter().map(|word| (folded(word).into_boxed_str(), ())).collect();
        let longest = words.keys().map(|word| word.len()).max().unwrap_or(0);
        Words { words, longest }
    }

    /// Whether the set has a word in any case and with either apostrophe. `buffer` saves an allocation.
    pub(crate) fn has(&self, word: &str, buffer: &mut String) -> bool {
        // A curly apostrophe is two bytes longer than the straight one that the set holds.
        if word.len() > self.longest + 4 {
            return false;
        }
        fold_case(word, buffer);
        self.words.contains_key(buffer.as_str())
    }
}

/// Lower case, straight apostrophes and plain hyphens.
pub(crate) fn fold_case(word: &str, into: &mut String) {
    into.clear();
    for c in word.chars() {
        match c {
            _ if c.is_ascii() => into.push(c.to_ascii_lowercase()),
            '\u{2019}' | '\u{2bc}' => into.push('\''),
            '\u{2010}' | '\u{2011}' => into.push('-'),
            _ => into.extend(c.to_lowercase()),
        }
    }
}

fn folded(word: &str) -> String {
    let mut out = String::new();
    fold_case(word, &mut out);
    out
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct File {
    abbreviations: Abbreviations,
    sentences: Sentences,
    apostrophes: Apostrophes,
    hyphens: Hyphens,
    numbers: Numbers,
    words: WordLists,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Abbreviations {
    title: Vec<String>,
    number: Vec<String>,
    ends: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Sentences {
    starters: Vec<String>,
    label_openers: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Apostrophes {
    elisions: Vec<String>,
    name_elisions: Vec<String>,
    suffixes: Vec<String>,
    leading: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Hyphens {
    split: bool,
    split_ranges: bool,
    prefixes: Vec<String>,
    suffixes: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Numbers {
    signs: bool,
    units: Vec<String>,
    thousands: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WordLists {
    whole: Vec<String>,
    split: Vec<String>,
}

impl SegmentRules {
    /// Reads the text of a `segment.toml`.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let file: File = toml::from_str(text).map_err(|error| RulesError::Form(error.to_string()))?;
        let mut suffixes =
            tails(&file.apostrophes.suffixes, "apostrophes.suffixes", |s| s.contains('\''), "must hold an apostrophe")?;
        let mut hyphen_suffixes =
            tails(&file.hyphens.suffixes, "hyphens.suffixes", |s| s.starts_with('-'), "must begin with a hyphen")?;
        // The longest ending wins, so it must be tried first.
        suffixes.sort_by_key(|s| std::cmp::Reverse(s.len()));
        hyphen_suffixes.sort_by_key(|s| std::cmp::Reverse(s.len()));
        Ok(SegmentRules {
            abbreviations: abbreviations(&file.abbreviations)?,
            starters: Words::of(&file.sentences.starters),
            label_openers: Words::of(&file.sentences.label_openers),
            elisions: Words::of(&file.apostrophes.elisions),
            name_elisions: Words::of(&file.apostrophes.name_elisions),
            suffixes,
            hyphen_suffixes,
            leading: Words::of(&file.apostrophes.leading),
            splits: splits(&file.words.split)?,
            whole: Words::of(&file.words.whole),
            prefixes: Words::of(&file.hyphens.prefixes),
            split_hyphens: file.hyphens.split,
            split_ranges: file.hyphens.split_ranges,
            signs: file.numbers.signs,
            units: Words::of(&file.numbers.units),
            thousands: file.numbers.thousands.chars().collect(),
        })
    }

    /// How a word with its full stop behaves; a list's lower-case entry also matches with a capital.
    pub(crate) fn abbreviation(&self, word: &str, buffer: &mut String) -> Option<Abbreviation> {
        if let Some(&kind) = self.abbreviations.get(word) {
            return Some(kind);
        }
        let first = word.chars().next().filter(|c| c.is_uppercase())?;
        buffer.clear();
        buffer.extend(first.to_lowercase());
        buffer.push_str(&word[first.len_utf8()..]);
        self.abbreviations.get(buffer.as_str()).copied()
    }
}

fn tails(
    list: &[String],
    name: &'static str,
    good: fn(&str) -> bool,
    mend: &'static str,
) -> Result<Vec<Box<str>>, RulesError> {
    list.iter()
        .map(|entry| match good(entry) {
            true => Ok(folded(entry).into_boxed_str()),
            false => Err(RulesError::Entry { list: name, entry: entry.clone(), mend }),
        })
        .collect()
}

fn abbreviations(lists: &Abbreviations) -> Result<HashMap<Box<str>, Abbreviation>, RulesError> {
    let mut all = HashMap::new();
    let kinds = [
        ("abbreviations.ends", &lists.ends, Abbreviation::Ends),
        ("abbreviations.number", &lists.number, Abbreviation::Number),
        ("abbreviations.title", &lists.title, Abbreviation::Title),
    ];
    for (list, entries, kind) in kinds {
        for entry in entries {
            if !entry.ends_with('.') {
                return Err(RulesError::Entry { list, entry: entry.clone(), mend: "must end with its full stop" });
            }
            all.insert(entry.as_str().into(), kind);
        }
    }
    Ok(all)
}

fn splits(list: &[String]) -> Result<HashMap<Box<str>, usize>, RulesError> {
    list.iter()
        .map(|entry| match entry.split_once('|') {
            Some((left, right)) if !left.is_empty() && !right.is_empty() => {
                Ok(((folded(left) + &folded(right)).into_boxed_str(), left.len()))
            }
            _ => Err(RulesError::Entry {
                list: "words.split",
                entry: entry.clone(),
                mend: "must show its cut with one `|`, as `can|not`",
            }),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_the_wrong_form_is_named() {
        let error = SegmentRules::parse("[abbreviations]\ntitle = [\"Xy\"]").expect_err("it lacks the stop");
        assert!(error.to_string().contains("`Xy` in `abbreviations.title`"), "{error}");
        assert!(SegmentRules::parse("[words]\nsplit = [\"ab\"]").is_err());
        assert!(SegmentRules::parse("[nothing]\nx = 1").is_err());
    }

    #[test]
    fn a_lower_case_abbreviation_matches_with_a_capital_but_not_the_other_way() {
        let rules = SegmentRules::parse("[abbreviations]\ntitle = [\"Ab.\"]\nends = [\"cd.\"]").expect("good rules");
        let mut buffer = String::new();
        assert_eq!(rules.abbreviation("Cd.", &mut buffer), Some(Abbreviation::Ends));
        assert_eq!(rules.abbreviation("Ab.", &mut buffer), Some(Abbreviation::Title));
        assert_eq!(rules.abbreviation("ab.", &mut buffer), None);
    }
}
