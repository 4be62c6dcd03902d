//! Classes of characters that every step of cutting asks for, with a fast path for ASCII.

use unicode_normalization::char::is_combining_mark;

/// Whether a character separates tokens: white space, controls, and marks that show nothing (zero width, direction).
pub(crate) fn is_space(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7f}';
    }
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character builds words: letters, digits, and the accents that stand on them.
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() && !is_ordinal_sign(c) || is_accent(c) || c == '\u{ad}'
    }
}

/// A combining mark, but not the variation selectors and keycaps that build emoji.
fn is_accent(c: char) -> bool {
    is_combining_mark(c) && !matches!(c, '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Superscripts and circled letters count as alphanumeric in Unicode but never begin a word.
fn is_ordinal_sign(c: char) -> bool {
    matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}')
}

/// Whether a character is an apostrophe, straight or curly.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

/// Whether a character is a hyphen that joins parts of a word.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// The character that starts at a byte, if there is one before `end`.
pub(crate) fn at(text: &str, byte: usize, end: usize) -> Option<char> {
    if byte >= end {
        return None;
    }
    let first = text.as_bytes()[byte];
    if first < 0x80 { Some(first as char) } else { text[byte..end].chars().next() }
}

/// The character that ends right before a byte, if there is one from `start` on.
pub(crate) fn before(text: &str, byte: usize, start: usize) -> Option<char> {
    if byte <= start {
        return None;
    }
    let last = text.as_bytes()[byte - 1];
    if last < 0x80 { Some(last as char) } else { text[start..byte].chars().next_back() }
}
