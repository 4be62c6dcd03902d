//! Folding: the form in which two spellings of one name meet, whatever their case, accents, quotes and hyphens.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text for matching names: see [`fold_into`].
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends a text's folded form: lower case, no accents, straight quotes, ligatures spelt out, and one space for each
/// run of hyphens and white space, none at the edges.
///
/// The appended part depends on `text` alone, so `out` may be cleared and used again to save allocations.
pub fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    if text.is_ascii() {
        text.bytes().for_each(|byte| push(byte as char, start, out));
    } else {
        // Lower-casing may itself bring marks (İ), so the decomposition comes last.
        text.chars()
            .flat_map(char::to_lowercase)
            .nfd()
            .filter(|&c| !is_combining_mark(c))
            .for_each(|c| push(c, start, out));
    }
    if out.len() > start && out.ends_with(' ') {
        out.pop();
    }
}

fn push(c: char, start: usize, out: &mut String) {
    match c {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => space(start, out),
        _ if c.is_whitespace() => space(start, out),
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        'œ' => out.push_str("oe"),
        'æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'ø' => out.push('o'),
        'đ' | 'ɗ' => out.push('d'),
        'ł' => out.push('l'),
        'ı' => out.push('i'),
        'ɓ' => out.push('b'),
        'ŋ' => out.push('n'),
        'ƙ' => out.push('k'),
        'ɲ' => out.push_str("ny"),
        'ƴ' => out.push('y'),
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2bb}' | '\u{b4}' | '`' => out.push('\''),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' => out.push('"'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {}
        _ => out.push(c),
    }
}

fn space(start: usize, out: &mut String) {
    if out.len() > start && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for spelling in ["Ségou", "SÉGOU", "SEGOU", "Segou", "Se\u{301}gou", " segou "] {
            assert_eq!(fold(spelling), "segou", "{spelling:?}");
        }
        assert_eq!(fold("Saint-Étienne–du Lac"), "saint etienne du lac");
        assert_eq!(fold("L’Œuvre  d'Ægir"), "l'oeuvre d'aegir");
    }

    #[test]
    fn folding_appends_and_is_idempotent() {
        let mut out = "kept ".to_string();
        fold_into("-É-", &mut out);
        assert_eq!(out, "kept e");
        for text in ["İstanbul", "Ǆ", "ﬁn", "’‘", "— —", "N’Djaména"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }
}
