//! Sentences by the runs of words in them, so that a lightly edited one is still known.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::reconcile::fold::fold;

/// Words in a shingle.
const SHINGLE: usize = 3;
/// Sentences shorter than this are said by many without being copied.
const SHORT: usize = 8;
/// Least hashes of a sentence that are kept, in bands of two.
const HASHES: usize = 16;
const BAND: usize = 2;
/// From here on two sentences are one.
const LIKE: f64 = 0.5;
/// A copy repeats at least this share of its words.
const COPIED: f64 = 0.5;
/// A sentence in more documents than this is a page's furniture.
const COMMON: usize = 200;

/// The shingles of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fingerprint {
    /// Where it stands.
    pub(super) bytes: Range<usize>,
    words: usize,
    /// In order, each once.
    shingles: Box<[u64]>,
}

impl Fingerprint {
    /// Whether most shingles are shared.
    pub(super) fn like(&self, other: &Fingerprint) -> bool {
        let (few, many) = if self.shingles.len() < other.shingles.len() {
            (&self.shingles, &other.shingles)
        } else {
            (&other.shingles, &self.shingles)
        };
        let shared = few.iter().filter(|shingle| many.binary_search(shingle).is_ok()).count();
        shared as f64 >= LIKE * (few.len() + many.len() - shared) as f64
    }

    /// The key of a band: sentences that share one may be alike.
    fn band(&self, band: usize) -> u64 {
        let least = |seed: usize| self.shingles.iter().map(|s| mix(*s, seed as u64)).min().unwrap_or_default();
        (band * BAND..(band + 1) * BAND).fold(0, |key, seed| mix(key ^ least(seed), 7))
    }
}

/// Sentences that were heard, so that one printed elsewhere is found without comparing it with all.
#[derive(Default)]
pub(super) struct Heard<'a> {
    sentences: Vec<(usize, &'a Fingerprint)>,
    /// Of two that are alike each has at least half of its shingles in the other: so they share one of the first half and
    /// one more, in any order that is the same for all.
    by_shingle: HashMap<u64, Vec<usize>>,
}

impl<'a> Heard<'a> {
    /// Whether a sentence like this one was heard from another document.
    pub(super) fn elsewhere(&self, document: usize, sentence: &Fingerprint) -> bool {
        let found = first_half(sentence).iter().filter_map(|shingle| self.by_shingle.get(shingle)).flatten();
        found.map(|&at| self.sentences[at]).any(|(other, heard)| other != document && heard.like(sentence))
    }

    pub(super) fn add(&mut self, document: usize, sentence: &'a Fingerprint) {
        for shingle in first_half(sentence) {
            self.by_shingle.entry(*shingle).or_default().push(self.sentences.len());
        }
        self.sentences.push((document, sentence));
    }
}

fn first_half(sentence: &Fingerprint) -> &[u64] {
    &sentence.shingles[..(sentence.shingles.len() / 2 + 1).min(sentence.shingles.len())]
}

/// The sentences of a text that are long enough to be told apart.
pub(super) fn fingerprints(text: &str) -> Vec<Fingerprint> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let next = text[at..].chars().nth(1);
        if c == '\n' || matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace) {
            found.extend(fingerprint(text, start..at));
            start = (at + c.len_utf8()).min(text.len());
        }
    }
    found
}

fn fingerprint(text: &str, bytes: Range<usize>) -> Option<Fingerprint> {
    let folded = fold(text.get(bytes.clone())?);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() < SHORT {
        return None;
    }
    let shingle = |run: &[&str]| run.iter().fold(0, |key, word| mix(key, hash(word)));
    let mut shingles: Vec<u64> = words.windows(SHINGLE).map(shingle).collect();
    shingles.sort_unstable();
    shingles.dedup();
    Some(Fingerprint { bytes, words: words.len(), shingles: shingles.into() })
}

/// Pairs of documents of which one repeats at least half of its words from the other.
pub(super) fn copied(documents: &[Vec<Fingerprint>]) -> BTreeSet<(usize, usize)> {
    let words = |document: usize| documents[document].iter().map(|s| s.words).sum::<usize>();
    let repeats = |pairs: &[Shared]| {
        let (a, b) = pairs.first()?.documents;
        let like: Vec<_> =
            pairs.iter().filter(|p| documents[a][p.sentences.0].like(&documents[b][p.sentences.1])).collect();
        let of_a: BTreeSet<usize> = like.iter().map(|pair| pair.sentences.0).collect();
        let of_b: BTreeSet<usize> = like.iter().map(|pair| pair.sentences.1).collect();
        let share = |document: usize, of: BTreeSet<usize>| {
            of.iter().map(|&at| documents[document][at].words).sum::<usize>() as f64 / words(document).max(1) as f64
        };
        (share(a, of_a).max(share(b, of_b)) >= COPIED).then_some((a, b))
    };
    shared(documents).chunk_by(|x, y| x.documents == y.documents).filter_map(repeats).collect()
}

/// Two sentences that share a band.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Shared {
    documents: (usize, usize),
    sentences: (usize, usize),
}

/// Every such pair of two documents, in order. One band at a time: a table of all would be the largest thing in memory.
fn shared(documents: &[Vec<Fingerprint>]) -> Vec<Shared> {
    let mut shared = Vec::new();
    for band in 0..HASHES / BAND {
        let sentences = documents.iter().enumerate();
        let mut keys: Vec<(u64, usize, usize)> = sentences
            .flat_map(|(document, own)| own.iter().enumerate().map(move |(at, one)| (one.band(band), document, at)))
            .collect();
        keys.sort_unstable();
        for bucket in keys.chunk_by(|x, y| x.0 == y.0).filter(|bucket| (2..=COMMON).contains(&bucket.len())) {
            for (from, &(_, a, x)) in bucket.iter().enumerate() {
                let others = bucket[from + 1..].iter().filter(|(_, b, _)| *b != a);
                shared.extend(others.map(|&(_, b, y)| Shared { documents: (a, b), sentences: (x, y) }));
            }
        }
    }
    shared.sort_unstable();
    shared.dedup();
    shared
}

/// FNV-1a.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |key, byte| (key ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// A 64-bit finaliser: one family of hashes by its seed.
fn mix(key: u64, seed: u64) -> u64 {
    let mut x = key.wrapping_add(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
