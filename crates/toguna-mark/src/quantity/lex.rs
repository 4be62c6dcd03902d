//! Atoms: the letters, digits and signs of a sentence. Treebanks disagree on whether "soixante-dix", "7 644" or "$5m"
//! is one token, and a number must not depend on it, so numerals are read from atoms and not from the reader's words.

use std::ops::Range;

use compact_str::CompactString;

/// What an atom is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters; an elided word keeps its apostrophe ("d'").
    Word,
    /// Decimal digits.
    Digits,
    /// One sign.
    Sign,
}

/// What stands before an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    Glued,
    /// One blank of any width.
    Blank,
    /// More than that, or the beginning.
    Wide,
}

/// One atom.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    /// First byte in the document.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// What it is made of.
    pub(super) kind: Kind,
    /// Its text in lower case, with plain apostrophe and hyphen.
    pub(super) text: CompactString,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// What stands before it.
    pub(super) gap: Gap,
}

impl Atom {
    /// Whether it is this sign, with nothing before it.
    pub(super) fn glued_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign && self.gap == Gap::Glued && self.text.starts_with(sign)
    }

    /// Whether it is this sign.
    pub(super) fn sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign && self.text.starts_with(sign)
    }
}

/// The atoms of a byte range of a text.
pub(super) fn lex(text: &str, range: Range<usize>) -> Vec<Atom> {
    let base = range.start;
    let Some(run) = text.get(range) else { return Vec::new() };
    let mut atoms: Vec<Atom> = Vec::with_capacity(run.len() / 5);
    let (mut gap, mut rest) = (Gap::Wide, run);
    while let Some(first) = rest.chars().next() {
        let at = run.len() - rest.len();
        if first.is_whitespace() {
            gap = match gap {
                Gap::Glued if first != '\n' => Gap::Blank,
                _ => Gap::Wide,
            };
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (kind, length) = run_of(rest, first);
        let text = normal(&rest[..length]);
        atoms.push(Atom { start: base + at, end: base + at + length, kind, text, capital: first.is_uppercase(), gap });
        gap = Gap::Glued;
        rest = &rest[length..];
    }
    atoms
}

/// The kind and the bytes of the atom that a text begins with.
fn run_of(text: &str, first: char) -> (Kind, usize) {
    if first.is_ascii_digit() {
        return (Kind::Digits, text.bytes().take_while(u8::is_ascii_digit).count());
    }
    if !first.is_alphabetic() {
        return (Kind::Sign, first.len_utf8());
    }
    let mut length = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_apostrophe(c) {
            if chars.peek().is_some_and(|next| next.is_alphabetic()) {
                length += c.len_utf8();
            }
            break;
        }
        if !c.is_alphabetic() && !is_combining(c) {
            break;
        }
        length += c.len_utf8();
    }
    (Kind::Word, length)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// Lower case, with one apostrophe, one hyphen and one dash.
fn normal(text: &str) -> CompactString {
    let one = |c: char| match c {
        '\u{2019}' | '\u{02BC}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2014}' => '\u{2013}',
        other => other,
    };
    text.chars().map(one).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atoms_keep_elisions_and_split_digits_from_letters() {
        let text = "Près d\u{2019}une dizaine, 19h30 et 7\u{202f}644";
        let atoms = lex(text, 0..text.len());
        let seen: Vec<&str> = atoms.iter().map(|a| a.text.as_str()).collect();
        assert_eq!(seen, ["près", "d'", "une", "dizaine", ",", "19", "h", "30", "et", "7", "644"]);
        assert_eq!(&text[atoms[1].start..atoms[1].end], "d\u{2019}");
        assert_eq!(atoms[10].gap, Gap::Blank);
        assert_eq!(atoms[6].gap, Gap::Glued);
    }
}
