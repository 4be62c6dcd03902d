//! Cutting text into the small tokens that time expressions are made of: words, numbers, single signs, numeric dates.
//!
//! The reader's words are no help here: contractions share bytes, and treebanks cut "mid-2021" and "2020–21" each in
//! their own way. These tokens know exact bytes and the numbers of the lexicon's words, and nothing else.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use compact_str::CompactString;

/// The number of a word in a grammar's lexicon; 0 is any word that it lacks.
pub(super) type WordId = u32;

/// A fast hash for short words: the lexicon is ours, so nobody can choose colliding keys in it.
#[derive(Default)]
pub(super) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

/// The words of a grammar and their numbers.
#[derive(Debug, Default)]
pub(super) struct Words {
    ids: HashMap<CompactString, WordId, BuildHasherDefault<WordHasher>>,
    longest: usize,
}

impl Words {
    /// The number of a word in lower case, given out at the first call.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        self.longest = self.longest.max(word.len());
        let next = self.ids.len() as WordId + 1;
        *self.ids.entry(word.into()).or_insert(next)
    }

    /// How many numbers were given out, counting 0.
    pub(super) fn len(&self) -> usize {
        self.ids.len() + 1
    }

    /// The number of a word, whatever its case.
    pub(super) fn get(&self, word: &str) -> WordId {
        if word.len() > self.longest {
            return 0;
        }
        if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return self.ids.get(word).copied().unwrap_or(0);
        }
        let lower: CompactString = word.chars().flat_map(char::to_lowercase).collect();
        self.ids.get(&lower).copied().unwrap_or(0)
    }
}

/// What a token is, beside its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// A whole number, and how many digits it was written with.
    Number(u32, u8),
    /// Three numbers with one sign between them, as written.
    Triple([u16; 3], [u8; 3]),
    /// A number that is no whole number, or one that is glued to letters before it ("G5").
    Other,
    /// One sign.
    Sign,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Its number in the lexicon.
    pub(super) id: WordId,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether white space or the begin of the text stands before it.
    pub(super) gap: bool,
    /// Whether a new line stands before it.
    pub(super) line: bool,
    /// Whether its first letter is upper case.
    pub(super) capital: bool,
}

/// The tokens of a text.
pub(super) fn tokens(text: &str, words: &Words) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let (mut at, mut gap, mut line) = (0, true, true);
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            gap = true;
            line |= first == '\n';
            at += first.len_utf8();
            continue;
        }
        // "G5" is a name, the 30 of "19h30" is a number.
        let glued = !gap
            && match tokens.as_slice() {
                [.., number, word] => word.kind == Kind::Word && (word.gap || !matches!(number.kind, Kind::Number(..))),
                [word] => word.kind == Kind::Word,
                [] => false,
            };
        let (end, kind) = if first.is_ascii_digit() {
            let (end, kind) = number(text, at);
            (end, if glued { Kind::Other } else { kind })
        } else if letter(first) {
            let end = word_end(text, at);
            (known_code(text, at, end, words).unwrap_or(end), Kind::Word)
        } else {
            (at + first.len_utf8(), Kind::Sign)
        };
        let id = match kind {
            Kind::Word => words.get(&text[at..end]),
            Kind::Sign => words.get(sign(&text[at..end])),
            _ => 0,
        };
        let capital = kind == Kind::Word && first.is_uppercase();
        tokens.push(Token { start: at as u32, end: end as u32, id, kind, gap, line, capital });
        (at, gap, line) = (end, false, false);
    }
    tokens
}

fn letter(c: char) -> bool {
    // Combining accents belong to the letter before them.
    c.is_ascii_alphabetic() || (!c.is_ascii() && (c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)))
}

fn word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            if !bytes[at].is_ascii_alphabetic() {
                break;
            }
            at += 1;
        } else {
            match text[at..].chars().next() {
                Some(c) if letter(c) => at += c.len_utf8(),
                _ => break,
            }
        }
    }
    at
}

/// The end of a word of letters and digits that the lexicon knows ("Q1").
fn known_code(text: &str, from: usize, letters: usize, words: &Words) -> Option<usize> {
    let digits = text.as_bytes()[letters..].iter().take_while(|b| b.is_ascii_digit()).count();
    (digits > 0 && words.get(&text[from..letters + digits]) != 0).then_some(letters + digits)
}

/// One sign in the form that grammars write it in.
fn sign(sign: &str) -> &str {
    match sign {
        "’" | "‘" | "ʼ" => "'",
        "‐" | "‑" => "-",
        _ => sign,
    }
}

/// The end and kind of the number that begins at a byte.
fn number(text: &str, from: usize) -> (usize, Kind) {
    let bytes = text.as_bytes();
    let run = |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let value = |from: usize, to: usize| text[from..to].parse::<u32>().ok().filter(|_| to - from <= 9);
    let end = run(from);
    if let Some(&sep @ (b'-' | b'/' | b'.')) = bytes.get(end) {
        let second = run(end + 1);
        if second > end + 1 && bytes.get(second) == Some(&sep) {
            let third = run(second + 1);
            let lengths = [end - from, second - end - 1, third.saturating_sub(second + 1)];
            let more = matches!(bytes.get(third), Some(b'-' | b'/' | b'.'))
                && bytes.get(third + 1).is_some_and(u8::is_ascii_digit);
            if lengths.iter().all(|l| (1..=4).contains(l)) && !more {
                let values = [value(from, end), value(end + 1, second), value(second + 1, third)];
                let values = values.map(|v| v.unwrap_or(0) as u16);
                return (third, Kind::Triple(values, lengths.map(|l| l as u8)));
            }
        }
    }
    let mut at = end;
    while let Some(b'.' | b',') = bytes.get(at) {
        let next = run(at + 1);
        // "22,2024" is a day and its year; "7,644" and "2.5" are numbers.
        if next == at + 1 || (bytes[at] == b',' && next - at - 1 > 3) {
            break;
        }
        at = next;
    }
    if at > end {
        return (at, Kind::Other);
    }
    let grouped =
        end - from <= 3 && text[end..].chars().next().is_some_and(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}')) && {
            let next = end + text[end..].chars().next().map_or(1, char::len_utf8);
            run(next) == next + 3 && !text[run(next)..].starts_with(['/', '-'])
        };
    if grouped {
        let next = end + text[end..].chars().next().map_or(1, char::len_utf8);
        let whole = value(from, end).zip(value(next, next + 3)).map(|(a, b)| a * 1000 + b);
        return (next + 3, whole.map_or(Kind::Other, |n| Kind::Number(n, 9)));
    }
    (end, value(from, end).map_or(Kind::Other, |n| Kind::Number(n, (end - from) as u8)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        tokens(text, &Words::default()).into_iter().map(|t| t.kind).collect()
    }

    #[test]
    fn numbers_glued_to_letters_are_names() {
        assert_eq!(kinds("G5 19h"), [Kind::Word, Kind::Other, Kind::Number(19, 2), Kind::Word]);
    }

    #[test]
    fn thousands_and_decimals_are_no_years() {
        assert_eq!(kinds("7 644"), [Kind::Number(7644, 9)]);
        assert_eq!(kinds("39.33"), [Kind::Other]);
        assert_eq!(kinds("22,2024"), [Kind::Number(22, 2), Kind::Sign, Kind::Number(2024, 4)]);
    }

    #[test]
    fn three_numbers_with_one_sign_are_one_token() {
        assert_eq!(kinds("22/12/2024."), [Kind::Triple([22, 12, 2024], [2, 2, 4]), Kind::Sign]);
        assert_eq!(kinds("1.2.3.4"), [Kind::Other]);
    }
}
