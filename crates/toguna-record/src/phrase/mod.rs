//! A phrase: what the record says in its own words (what a dispute is about, why accounts are one event, how the dead were
//! counted), as a code with what it was made with. It is told in English here; whoever shows it in another language knows
//! the code, and needs no word of English to do so.

mod forms;

use std::fmt;

use serde::{Deserialize, Serialize};

pub(crate) use forms::*;

/// A sentence with places for its parts: `{}` is one part, or several with commas between them; `{ or }` several with that
/// between them. What stands in `[…]` is said only where a part in it is told.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// By which others know it.
    pub code: &'static str,
    /// In English.
    pub words: &'static str,
}

/// A form with its parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Phrase {
    form: &'static Form,
    parts: Vec<Part>,
}

/// What stands in a place of a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Part {
    /// Nobody's to translate: a name, a number, a day, words of a document.
    Words(String),
    /// A word that the record's tables use for a kind of thing, such as a measure or a status.
    Term {
        /// The word.
        term: String,
    },
    /// Another phrase.
    Phrase(Phrase),
    /// Several.
    List(Vec<Part>),
}

/// A phrase as it is written down.
#[derive(Serialize, Deserialize)]
struct Written {
    code: String,
    parts: Vec<Part>,
}

impl Form {
    /// The form with its parts.
    pub(crate) fn say<P: Into<Part>, const N: usize>(&'static self, parts: [P; N]) -> Phrase {
        debug_assert_eq!(self.words.matches('{').count(), N, "{}", self.code);
        Phrase { form: self, parts: parts.into_iter().map(Into::into).collect() }
    }
}

impl Phrase {
    /// Its code; none for words that have none.
    pub fn code(&self) -> Option<&'static str> {
        (self.form != PLAIN).then_some(self.form.code)
    }

    /// What stands in the places of its form.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Words that have no code, as a record of an earlier version has them.
    pub(crate) fn plain(words: impl Into<String>) -> Phrase {
        PLAIN.say([words.into()])
    }
}

impl Part {
    /// A word of the record's tables.
    pub(crate) fn term(word: impl Into<String>) -> Part {
        Part::Term { term: word.into() }
    }

    /// Several parts.
    pub(crate) fn list<P: Into<Part>>(parts: impl IntoIterator<Item = P>) -> Part {
        Part::List(parts.into_iter().map(Into::into).collect())
    }

    /// The phrase that it is, if it is one.
    pub fn phrase(&self) -> Option<&Phrase> {
        if let Part::Phrase(phrase) = self { Some(phrase) } else { None }
    }

    fn is_told(&self) -> bool {
        match self {
            Part::Words(words) | Part::Term { term: words } => !words.is_empty(),
            Part::Phrase(_) => true,
            Part::List(parts) => !parts.is_empty(),
        }
    }

    fn tell(&self, between: &str, to: &mut String) {
        match self {
            Part::Words(words) | Part::Term { term: words } => to.push_str(words),
            Part::Phrase(phrase) => phrase.tell(to),
            Part::List(parts) => {
                for (at, part) in parts.iter().enumerate() {
                    to.push_str(if at > 0 { between } else { "" });
                    part.tell(", ", to);
                }
            }
        }
    }
}

impl Phrase {
    fn tell(&self, to: &mut String) {
        let mut parts = self.parts.iter();
        let mut left = self.form.words;
        // Where an aside begins in what was told, and whether a part in it is.
        let mut aside: Option<(usize, bool)> = None;
        while let Some(at) = left.find(['{', '[', ']']) {
            to.push_str(&left[..at]);
            let mark = &left[at..];
            left = &mark[1..];
            match (&mark[..1], aside) {
                ("{", _) => {
                    let (between, rest) = left.split_once('}').unwrap_or_default();
                    left = rest;
                    let Some(part) = parts.next() else { continue };
                    part.tell(if between.is_empty() { ", " } else { between }, to);
                    aside = aside.map(|(begin, told)| (begin, told || part.is_told()));
                }
                ("[", _) => aside = Some((to.len(), false)),
                (_, Some((begin, false))) => {
                    to.truncate(begin);
                    aside = None;
                }
                _ => aside = None,
            }
        }
        to.push_str(left);
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = String::new();
        self.tell(&mut told);
        f.pad(&told)
    }
}

impl From<&'static Form> for Phrase {
    fn from(form: &'static Form) -> Phrase {
        form.say::<Part, 0>([])
    }
}

impl From<String> for Phrase {
    fn from(words: String) -> Phrase {
        Phrase::plain(words)
    }
}

impl TryFrom<Written> for Phrase {
    type Error = String;

    fn try_from(Written { code, parts }: Written) -> Result<Phrase, String> {
        let form = forms().find(|form| form.code == code).ok_or_else(|| format!("no sentence has the code {code}"))?;
        Ok(Phrase { form, parts })
    }
}

impl From<Phrase> for Written {
    fn from(phrase: Phrase) -> Written {
        Written { code: phrase.form.code.into(), parts: phrase.parts }
    }
}

impl From<&str> for Part {
    fn from(words: &str) -> Part {
        Part::Words(words.into())
    }
}

impl From<String> for Part {
    fn from(words: String) -> Part {
        Part::Words(words)
    }
}

impl From<Phrase> for Part {
    fn from(phrase: Phrase) -> Part {
        Part::Phrase(phrase)
    }
}

impl From<&'static Form> for Part {
    fn from(form: &'static Form) -> Part {
        Part::Phrase(form.into())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_code_is_one_sentence() {
        let codes: BTreeSet<&str> = forms().map(|form| form.code).collect();
        assert_eq!(codes.len(), forms().count());
    }

    #[test]
    fn what_is_not_told_is_left_out_with_what_surrounds_it() {
        static ACT: Form = Form { code: "test", words: "{}[ by {}][ at {}]: {; }" };
        let told = |who: &[&str], place: &str| {
            let list = |words: &[&str]| Part::list(words.iter().copied());
            ACT.say([Part::term("AGREE"), list(who), place.into(), list(&["a", "b"])]).to_string()
        };
        assert_eq!(told(&["Kona", "Bulo"], "Sadi"), "AGREE by Kona, Bulo at Sadi: a; b");
        assert_eq!(told(&[], "Sadi"), "AGREE at Sadi: a; b");
        assert_eq!(told(&["Kona"], ""), "AGREE by Kona: a; b");
    }

    #[test]
    fn a_phrase_is_read_as_it_was_written_and_an_unknown_code_is_none() {
        let written = WHO_BLAMED.say([Part::list([Phrase::from(RANKS), WHO_IS.say(["mayor", "Kona"])])]);
        let text = serde_json::to_string(&written).expect("JSON");
        assert_eq!(serde_json::from_str::<Phrase>(&text).expect("a phrase"), written);
        assert!(serde_json::from_str::<Phrase>(r#"{"code":"of-tomorrow","parts":[]}"#).is_err());
    }

    /// The app's French, where `French` is.
    #[test]
    fn every_sentence_has_its_french_in_the_app() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/src/lib/phrases.ts");
        let french = std::fs::read_to_string(path).expect("the app's sentences");
        let places = |words: &str| words.matches('{').count();
        for form in forms().filter(|form| *form != PLAIN) {
            let line = french.lines().map(str::trim).find(|line| {
                let key = line.split_once(": ").map(|(key, _)| key.trim_matches('\''));
                key == Some(form.code)
            });
            let line = line.unwrap_or_else(|| panic!("no French for {}", form.code));
            assert_eq!(places(line), places(form.words), "{line}");
        }
    }
}
