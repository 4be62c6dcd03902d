//! Languages: what a folder of `languages/` says of itself, and which of them a text is written in.

use serde::Deserialize;
use whatlang::{Detector, Lang};

/// The language code of a document in none of the languages that were given; callers report it as not supported.
pub const UNKNOWN_LANGUAGE: &str = "und";

/// One language of `languages/`, from its `language.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// The folder's name, a BCP 47 code.
    pub code: String,
    /// Its name in English.
    pub name: String,
    /// Its name in itself.
    pub own_name: String,
    /// Its ISO 639-3 code, by which a text is identified.
    pub iso639_3: String,
    /// Its commonest short words, which no other language here has: they tell a headline's language.
    #[serde(default)]
    pub common_words: Vec<String>,
}

/// Why a `language.toml` could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "language.toml cannot be read: {0}; it needs `code`, `name`, `own_name` and `iso639_3`, as languages/en/language.toml shows"
)]
pub struct LanguageError(String);

impl Language {
    /// Reads the text of a `language.toml`.
    pub fn parse(text: &str) -> Result<Self, LanguageError> {
        toml::from_str(text).map_err(|error| LanguageError(error.to_string()))
    }
}

/// Bytes of text that are enough to tell a language.
const ENOUGH: usize = 20_000;

/// Below this many characters a text may look foreign by chance, so a known language is taken.
const SHORT: usize = 120;

/// The code of the known language that a text is written in, or [`UNKNOWN_LANGUAGE`].
///
/// A long text that is plainly in another language or script is none of the known ones; a short one (a headline) is
/// taken for the likeliest known language unless its script is another.
pub fn identify<'a>(text: &str, known: &'a [Language]) -> &'a str {
    let head = &text[..text.floor_char_boundary(ENOUGH.min(text.len()))];
    let allowed: Vec<(Lang, &str)> =
        known.iter().filter_map(|l| Some((Lang::from_code(&l.iso639_3)?, l.code.as_str()))).collect();
    let code = |lang: Lang| allowed.iter().find(|(l, _)| *l == lang).map(|(_, code)| *code);
    // A text without a letter has no language that could be told.
    let Some(open) = Detector::new().detect(head) else { return UNKNOWN_LANGUAGE };
    if let Some(code) = by_common_words(head, known).filter(|_| head.chars().nth(SHORT).is_none()) {
        return code;
    }
    if let Some(code) = code(open.lang()).filter(|_| open.is_reliable()) {
        return code;
    }
    let Some(closed) = Detector::with_allowlist(allowed.iter().map(|(lang, _)| *lang).collect()).detect(head) else {
        return UNKNOWN_LANGUAGE;
    };
    let Some(closed_code) = code(closed.lang()).filter(|_| closed.script() == open.script()) else {
        return UNKNOWN_LANGUAGE;
    };
    let foreign = open.is_reliable() && head.chars().nth(SHORT).is_some() && code(open.lang()).is_none();
    if foreign { UNKNOWN_LANGUAGE } else { closed_code }
}

/// The known language whose common words a text has most of, where no other has as many.
fn by_common_words<'a>(text: &str, known: &'a [Language]) -> Option<&'a str> {
    let words: Vec<String> = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    let count = |language: &Language| words.iter().filter(|word| language.common_words.contains(word)).count();
    let mut counts: Vec<(usize, &str)> =
        known.iter().map(|language| (count(language), language.code.as_str())).collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(best, code), rest @ ..] if *best > 0 && rest.first().is_none_or(|(next, _)| best > next) => Some(code),
        _ => None,
    }
}

/// The known language that a BCP 47 tag names (`fr-ML` is `fr`).
pub(crate) fn named<'a>(tag: &str, known: &'a [Language]) -> Option<&'a str> {
    let primary = tag.trim().split(['-', '_']).next()?;
    known
        .iter()
        .find(|l| [&l.code, &l.iso639_3].into_iter().any(|code| code.eq_ignore_ascii_case(primary)))
        .map(|l| l.code.as_str())
}

#[cfg(test)]
pub(crate) fn two() -> Vec<Language> {
    let language = |code: &str, iso: &str, words: &str| Language {
        code: code.into(),
        name: code.into(),
        own_name: code.into(),
        iso639_3: iso.into(),
        common_words: words.split(' ').map(str::to_string).collect(),
    };
    vec![language("en", "eng", "the of and near"), language("fr", "fra", "le la et près")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_told_apart() {
        for (text, code) in [
            ("Army says it has retaken the town", "en"),
            ("Ten soldiers killed in ambush near the border", "en"),
            ("L'armée annonce avoir repris la ville", "fr"),
            ("Dix soldats tués dans une embuscade", "fr"),
            // Full of names, which a detector by letters takes for anything.
            ("On 3 May 2024 JNIM stopped 12 Malian trucks near Gao.", "en"),
            ("Le 3 mai 2024 le JNIM bloque Gao", "fr"),
        ] {
            assert_eq!(identify(text, &two()), code, "{text}");
        }
    }

    #[test]
    fn another_language_is_unknown() {
        let german = "Die Regierung hat am Montag erklärt, dass die Truppen das Land bis zum Ende des Jahres verlassen werden. Der Minister sprach von einer schwierigen Entscheidung, die nach langen Gesprächen mit den Nachbarn getroffen worden sei.";
        assert_eq!(identify(german, &two()), UNKNOWN_LANGUAGE);
        assert_eq!(identify("Армия объявила о возвращении города", &two()), UNKNOWN_LANGUAGE);
        assert_eq!(identify("12 345", &two()), UNKNOWN_LANGUAGE);
        assert_eq!(identify("Army says it has retaken the town", &[]), UNKNOWN_LANGUAGE);
    }

    #[test]
    fn a_tag_names_its_language_whatever_its_region() {
        assert_eq!(named("fr-ML", &two()), Some("fr"));
        assert_eq!(named("EN_us", &two()), Some("en"));
        assert_eq!(named("de", &two()), None);
    }
}
