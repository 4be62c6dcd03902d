//! Spellings that sound alike: names of one place are written by ear, in the manner of one language or of another. Which
//! letters are taken for which is the pack's knowledge (`spelling.toml`).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::names::folded;
use crate::table::TableError;

/// How closely two spellings must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// The letters of one sound are taken for one another.
    Close,
    /// Beyond that, close vowels are one and a last one is left out.
    Loose,
}

/// `spelling.toml` as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpellingFile {
    /// Fewer letters of sound than these are no likeness.
    least: usize,
    /// Last letters that a loose likeness leaves out.
    last: String,
    /// Letters → the sound that they tell.
    close: BTreeMap<String, String>,
    /// What a loose likeness has besides or instead.
    loose: BTreeMap<String, String>,
}

/// One rule: these letters, before one of those, sound so.
struct Rule {
    letters: Vec<char>,
    before: Vec<char>,
    sound: Vec<char>,
}

/// Which letters are written for one sound.
#[derive(Default)]
pub(crate) struct Spelling {
    least: usize,
    last: Vec<char>,
    close: Rules,
    loose: Rules,
}

/// The rules by their first letter, `a` to `z`.
type Rules = Vec<Vec<Rule>>;

impl Spelling {
    /// Reads `spelling.toml`; nothing in it, and every letter stands for itself.
    pub(crate) fn parse(text: &str) -> Result<Spelling, TableError> {
        if text.is_empty() {
            return Ok(Spelling { least: 4, ..Spelling::default() });
        }
        let fail = |reason: String| TableError { file: "spelling.toml".into(), line: 0, reason };
        let file: SpellingFile = toml::from_str(text).map_err(|error| fail(error.to_string()))?;
        let close = rules(&file.close).map_err(fail)?;
        let mut loose = rules(&file.close).map_err(fail)?;
        for (close, more) in loose.iter_mut().zip(rules(&file.loose).map_err(fail)?) {
            close.extend(more);
        }
        Ok(Spelling { least: file.least, last: file.last.chars().collect(), close, loose })
    }

    /// What is left of a name when letters that stand for one sound are written in one way; empty where that is little.
    pub(crate) fn skeleton(&self, name: &str, likeness: Likeness) -> String {
        let letters: Vec<char> = folded(name).chars().filter(|c| c.is_alphanumeric()).collect();
        let rules = if likeness == Likeness::Close { &self.close } else { &self.loose };
        let mut out: Vec<char> = Vec::with_capacity(letters.len());
        let mut rest = &letters[..];
        while let Some(first) = rest.first() {
            // The longest rule counts; of two as long the later, and the loose ones stand last.
            let own = letter(*first).and_then(|at| rules.get(at));
            let fitting = own.into_iter().flatten().filter(|rule| rule.fits(rest));
            let rule = fitting.max_by_key(|rule| (rule.letters.len(), !rule.before.is_empty()));
            let (sound, taken) = rule.map_or((std::slice::from_ref(first), 1), |r| (&r.sound[..], r.letters.len()));
            for &c in sound {
                if out.last() != Some(&c) {
                    out.push(c);
                }
            }
            rest = &rest[taken..];
        }
        if likeness == Likeness::Loose && out.len() > self.least && out.last().is_some_and(|c| self.last.contains(c)) {
            out.pop();
        }
        match out.len() < self.least {
            true => String::new(),
            false => out.into_iter().collect(),
        }
    }
}

impl Rule {
    fn fits(&self, letters: &[char]) -> bool {
        letters.starts_with(&self.letters)
            && (self.before.is_empty() || letters.get(self.letters.len()).is_some_and(|c| self.before.contains(c)))
    }
}

fn letter(c: char) -> Option<usize> {
    c.is_ascii_lowercase().then(|| c as usize - 'a' as usize)
}

/// Rules of one likeness: `gu(ei)` are the letters `gu` before `e` or `i`.
fn rules(file: &BTreeMap<String, String>) -> Result<Rules, String> {
    let mut out: Rules = (0..26).map(|_| Vec::new()).collect();
    for (letters, sound) in file {
        let (own, before) = match letters.split_once('(') {
            Some((own, before)) => (own, before.strip_suffix(')').ok_or(format!("'{letters}' lacks its bracket"))?),
            None => (letters.as_str(), ""),
        };
        let Some(at) = own.chars().next().and_then(letter) else {
            return Err(format!("'{letters}' begins with no letter from a to z; names are compared without accents"));
        };
        out[at].push(Rule {
            letters: own.chars().collect(),
            before: before.chars().collect(),
            sound: sound.chars().collect(),
        });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling() -> Spelling {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/sahel/spelling.toml");
        Spelling::parse(&std::fs::read_to_string(file).expect("is there")).expect("is sound")
    }

    #[test]
    fn letters_of_one_sound_are_one() {
        let spelling = spelling();
        let sound = |name: &str| spelling.skeleton(name, Likeness::Close);
        let same = |a: &str, b: &str| assert_eq!(sound(a), sound(b), "{a} {b}");
        same("Kongoussi", "Congousi");
        same("Sambwelgo", "Samboelgho");
        same("Tchintabaraden", "Chintabaraden");
        same("Guidan", "Gidan");
        same("Diapaga", "Dyapagha");
    }

    #[test]
    fn the_last_vowel_counts_only_closely() {
        let spelling = spelling();
        let sound = |name: &str, likeness| spelling.skeleton(name, likeness);
        assert_eq!(sound("Kelbougo", Likeness::Loose), sound("Kelbouga", Likeness::Loose));
        assert_ne!(sound("Kelbougo", Likeness::Close), sound("Kelbouga", Likeness::Close));
    }

    #[test]
    fn little_is_no_likeness() {
        assert_eq!(spelling().skeleton("Gao", Likeness::Close), "");
    }

    #[test]
    fn without_rules_letters_stand_for_themselves() {
        let plain = Spelling::parse("").expect("is nothing");
        assert_eq!(plain.skeleton("Kongoussi", Likeness::Close), "kongousi");
        assert!(Spelling::parse("least = 4\nlast = \"\"\n[close]\n\"g(e\" = \"j\"\n[loose]\n").is_err());
    }
}
