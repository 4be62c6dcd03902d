//! Names looked up in running text: a trie over folded words, so that case, accents, hyphens and apostrophes of a
//! spelling do not matter, and the longest name wins.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One run of letters and digits of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    /// First byte in the document's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether it begins with a capital letter or a digit.
    pub capital: bool,
    /// Key of its folded letters.
    pub key: u64,
}

/// Cuts a stretch of text into units. `offset` is where the stretch begins in the document.
pub(crate) fn units(text: &str, offset: usize, out: &mut Vec<Unit>) {
    out.clear();
    let mut run: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || is_combining_mark(c);
        match (inside, run) {
            (true, None) => run = Some(at),
            (false, Some(from)) => {
                out.push(unit(&text[from..at], offset + from));
                run = None;
            }
            _ => {}
        }
    }
    if let Some(from) = run {
        out.push(unit(&text[from..], offset + from));
    }
}

fn unit(word: &str, start: usize) -> Unit {
    let first = word.chars().next();
    Unit {
        start,
        end: start + word.len(),
        capital: first.is_some_and(|c| c.is_uppercase() || c.is_numeric()),
        key: key(word),
    }
}

/// FNV-1a over the folded characters of a word: lower case, without accents, ligatures opened.
pub(crate) fn key(word: &str) -> u64 {
    key_from(None, word)
}

/// The same, going on from the key of the words before it: the key of their letters without what stands between them.
pub(crate) fn key_from(before: Option<u64>, word: &str) -> u64 {
    let mut hash = before.unwrap_or(0xcbf2_9ce4_8422_2325u64);
    let mut feed = |c: char| hash = (hash ^ c as u64).wrapping_mul(0x0100_0000_01b3);
    if word.is_ascii() {
        word.bytes().for_each(|b| feed(b.to_ascii_lowercase() as char));
        return hash;
    }
    for c in word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => ['o', 'e'].into_iter().for_each(&mut feed),
            'æ' => ['a', 'e'].into_iter().for_each(&mut feed),
            'ɓ' => feed('b'),
            'ɗ' => feed('d'),
            'ŋ' => feed('n'),
            c => feed(c),
        }
    }
    hash
}

/// A name in lower case without accents, ligatures opened.
pub(crate) fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            c => out.push(c),
        }
    }
    out
}

/// The first letter of a word, without its accent.
pub(crate) fn plain_initial(word: &str) -> Option<char> {
    folded(word).chars().next()
}

/// How the letters of a name must stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// At least one word begins with a capital.
    Name,
    /// Exactly as written here: an acronym.
    Exact,
    /// Any.
    Any,
}

struct Entry<T> {
    value: T,
    case: Case,
    written: Box<str>,
}

/// Hashes a step of the trie: the word's key is a hash already, so one multiplication spreads it enough.
#[derive(Default)]
struct StepHasher(u64);

impl Hasher for StepHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(u64::from(*b)));
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

/// A table of names, each leading to one or more values.
pub(crate) struct Names<T> {
    steps: HashMap<(u32, u64), u32, BuildHasherDefault<StepHasher>>,
    /// The entries that end at each node.
    ends: Vec<Vec<Entry<T>>>,
}

impl<T: Copy> Names<T> {
    /// An empty table.
    pub(crate) fn new() -> Self {
        Names { steps: HashMap::default(), ends: vec![Vec::new()] }
    }

    /// Adds a name. A name without a letter or digit is left out.
    pub(crate) fn add(&mut self, name: &str, case: Case, value: T) {
        let mut parts = Vec::new();
        units(name, 0, &mut parts);
        if parts.is_empty() {
            return;
        }
        let mut node = 0;
        for part in parts {
            let next = self.ends.len() as u32;
            node = *self.steps.entry((node, part.key)).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        self.ends[node as usize].push(Entry { value, case, written: name.into() });
    }

    /// The longest name that begins at unit `at`: how many units it takes, and all its values in the order added.
    pub(crate) fn longest(&self, text: &str, units: &[Unit], at: usize) -> Option<(usize, Vec<T>)> {
        self.longest_past(text, units, at, |_| false)
    }

    /// The same, as if the units that `skip` names were not there, save at the begin: "ministre malien de la Défense".
    pub(crate) fn longest_past(
        &self,
        text: &str,
        units: &[Unit],
        at: usize,
        skip: impl Fn(usize) -> bool,
    ) -> Option<(usize, Vec<T>)> {
        let mut node = 0;
        let mut best = None;
        for (taken, unit) in units[at..].iter().enumerate() {
            if taken > 0 && !joined(text, units[at + taken - 1].end..unit.start) {
                break;
            }
            if taken > 0 && skip(at + taken) {
                continue;
            }
            let Some(&next) = self.steps.get(&(node, unit.key)) else { break };
            node = next;
            let run = &units[at..=at + taken];
            let values: Vec<T> =
                self.ends[node as usize].iter().filter(|e| fits(e, text, run)).map(|e| e.value).collect();
            if !values.is_empty() {
                best = Some((taken + 1, values));
            }
        }
        best
    }
}

/// Whether two words can belong to one name: nothing but space, hyphen, apostrophe or full stop between them.
pub(crate) fn joined(text: &str, gap: Range<usize>) -> bool {
    let gap = &text[gap];
    gap.chars().count() <= 3
        && gap.chars().all(|c| c == ' ' || c == '\u{a0}' || c == '\u{202f}' || "-‐‑–'’ʼ‘`.".contains(c))
}

fn fits<T>(entry: &Entry<T>, text: &str, run: &[Unit]) -> bool {
    match entry.case {
        Case::Any => true,
        Case::Name => run.iter().any(|unit| unit.capital),
        Case::Exact => {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
            let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            letters(&text[first.start..last.end]) == letters(&entry.written)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &Names<u8>, text: &str) -> Vec<(String, u8)> {
        let mut parts = Vec::new();
        units(text, 0, &mut parts);
        let mut at = 0;
        let mut out = Vec::new();
        while at < parts.len() {
            match names.longest(text, &parts, at) {
                Some((taken, values)) => {
                    out.push((text[parts[at].start..parts[at + taken - 1].end].to_string(), values[0]));
                    at += taken;
                }
                None => at += 1,
            }
        }
        out
    }

    #[test]
    fn the_longest_spelling_wins_whatever_its_accents_and_hyphens() {
        let mut names = Names::new();
        names.add("Gao", Case::Name, 1);
        names.add("Côte d'Ivoire", Case::Name, 2);
        names.add("Gao Region", Case::Name, 3);
        assert_eq!(
            found(&names, "From Gao to cote d’Ivoire and the GAO-region"),
            [("Gao".into(), 1), ("cote d’Ivoire".into(), 2), ("GAO-region".into(), 3)]
        );
    }

    #[test]
    fn an_acronym_is_found_only_as_written() {
        let mut names = Names::new();
        names.add("ARC", Case::Exact, 1);
        names.add("U.S.", Case::Exact, 2);
        assert_eq!(found(&names, "an arc, the ARC, the U.S. and us"), [("ARC".into(), 1), ("U.S".into(), 2)]);
    }

    #[test]
    fn a_name_does_not_run_across_a_comma() {
        let mut names = Names::new();
        names.add("Sahel States", Case::Name, 1);
        assert_eq!(found(&names, "in the Sahel, States agree"), []);
    }
}
