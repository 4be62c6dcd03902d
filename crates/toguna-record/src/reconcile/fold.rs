//! Words made comparable: case, accents and punctuation taken away, without knowing any language.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, no accents, anything but letters and digits as one space.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|&c| !is_combining_mark(c) && !is_apostrophe(c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Apostrophes stand inside names written in Latin letters (Jama'at) and are left out by some who write them.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | 'ʿ' | 'ʾ')
}

/// The words of a folded text.
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether two folded words are forms of one word by their look: equal, or the same but for a short ending.
pub(crate) fn same_stem(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    common >= 4 && short - common <= 2 && long - common <= 3 && common * 3 >= long * 2
}

/// The words of a text that carry meaning by their length; shorter ones are mostly articles and prepositions.
pub(crate) fn long_words(text: &str) -> Vec<String> {
    words(text).into_iter().filter(|word| word.chars().count() >= 4).collect()
}

/// Whether two texts share a long word.
pub(crate) fn share_word(a: &[String], b: &[String]) -> bool {
    a.iter().any(|x| b.iter().any(|y| same_stem(x, y)))
}

/// Whether two texts share a long word.
pub(crate) fn share_long_word(a: &str, b: &str) -> bool {
    share_word(&long_words(a), &long_words(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_apostrophes_do_not_count() {
        assert_eq!(fold("Goïta  (Mali)"), "goita mali");
        assert_eq!(fold("Jama’at"), fold("Jamaat"));
    }

    #[test]
    fn endings_do_not_count_and_other_words_do() {
        assert!(same_stem("civilian", "civilians"));
        assert!(same_stem("gendarmes", "gendarme"));
        assert!(!same_stem("soldiers", "sailors"));
        assert!(!same_stem("generals", "colonels"));
    }
}
