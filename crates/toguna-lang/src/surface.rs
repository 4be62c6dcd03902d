//! What a word looks like, as hashes: the part of every feature that depends on the word alone, computed once a word.

use crate::hash::{chars, mix};

/// Hashes of one word's looks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surface {
    /// The word in lower case.
    pub(crate) lower: u64,
    /// The word as written.
    pub(crate) exact: u64,
    /// Its first 1 to 4 characters, in lower case.
    pub(crate) prefix: [u64; 4],
    /// Its last 1 to 5 characters, in lower case.
    pub(crate) suffix: [u64; 5],
    /// Capitals, letters, digits and signs, runs shortened.
    pub(crate) shape: u64,
    /// Whether it starts with a capital, holds a digit, holds a hyphen, is all capitals.
    pub(crate) kind: u64,
}

/// Both apostrophes are one: newspapers print the curved one, treebanks the straight one.
pub(crate) fn plain(c: char) -> char {
    if c == '\u{2019}' { '\'' } else { c }
}

impl Surface {
    /// The looks of a word. `scratch` is emptied and filled with its lower-cased characters.
    pub(crate) fn of(form: &str, scratch: &mut Vec<char>) -> Self {
        scratch.clear();
        scratch.extend(form.chars().flat_map(|c| plain(c).to_lowercase()));
        let mut surface = Surface {
            lower: chars(scratch.iter().copied()),
            exact: chars(form.chars().map(plain)),
            ..Surface::default()
        };
        let length = scratch.len();
        let mut hash = 1;
        for (at, slot) in surface.prefix.iter_mut().enumerate() {
            hash = mix(hash, scratch.get(at).map_or(0, |&c| c as u64));
            *slot = hash;
        }
        let mut hash = 2;
        for (at, slot) in surface.suffix.iter_mut().enumerate() {
            hash = mix(hash, length.checked_sub(at + 1).map_or(0, |at| scratch[at] as u64));
            *slot = hash;
        }
        surface.look(form);
        surface
    }

    fn look(&mut self, form: &str) {
        let (mut shape, mut before, mut run) = (3u64, 0u64, 0);
        let (mut capitals, mut smalls, mut digit, mut hyphen) = (0u64, 0, 0u64, 0u64);
        let first = form.chars().next().is_some_and(char::is_uppercase) as u64;
        for c in form.chars() {
            let class = if c.is_uppercase() {
                capitals += 1;
                1
            } else if c.is_alphabetic() {
                smalls += 1;
                2
            } else if c.is_numeric() {
                digit = 1;
                3
            } else {
                hyphen |= (c == '-') as u64;
                c as u64
            };
            run = if class == before { run + 1 } else { 0 };
            before = class;
            if run < 2 {
                shape = mix(shape, class);
            }
        }
        let shouted = (capitals > 1 && smalls == 0) as u64;
        self.shape = shape;
        self.kind = first | digit << 1 | hyphen << 2 | shouted << 3;
    }
}
