//! The tagger: parts of speech from left to right, then a second reading that sees the first guesses on both sides and
//! settles part of speech and features together.

use compact_str::CompactString;

use crate::analysis::{Feats, Upos};
use crate::hash::{key, mix};
use crate::surface::Surface;
use crate::weights::{Score, Scores};

/// What the second reading tells apart: a part of speech with features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) upos: Upos,
    pub(crate) feats: Feats,
    /// Further features, known to tagger and parser only.
    pub(crate) detail: CompactString,
}

/// The guesses for one sentence, and what is needed to make them.
#[derive(Default)]
pub(crate) struct TagScratch {
    /// First guess: index into [`Upos::ALL`].
    pub(crate) first: Vec<u8>,
    /// Second guess: index into the model's tags.
    pub(crate) second: Vec<u8>,
    keys: Vec<u32>,
}

/// Stands for the places before and after a sentence.
static OUTSIDE: Surface = Surface { lower: 7, exact: 7, prefix: [7; 4], suffix: [7; 5], shape: 7, kind: 7 };

/// The guess that stands before and after a sentence.
const NO_TAG: u8 = 255;

fn at(words: &[Surface], index: usize, step: isize) -> &Surface {
    index.checked_add_signed(step).and_then(|i| words.get(i)).unwrap_or(&OUTSIDE)
}

fn tag_at(tags: &[u8], index: usize, step: isize) -> u64 {
    index.checked_add_signed(step).and_then(|i| tags.get(i)).copied().unwrap_or(NO_TAG) as u64
}

/// The features that both readings share: the word and its neighbours.
fn looks(keys: &mut Vec<u32>, words: &[Surface], i: usize) {
    let (w, a, b, y, z) = (&words[i], at(words, i, -1), at(words, i, -2), at(words, i, 1), at(words, i, 2));
    let mut template = 0u64;
    let mut one = |value: u64| {
        template += 1;
        keys.push(key(mix(template, value)));
    };
    one(0);
    one(w.lower);
    one(w.exact);
    w.prefix.iter().for_each(|&p| one(p));
    w.suffix.iter().for_each(|&s| one(s));
    one(w.shape);
    one(w.kind);
    one(mix(w.suffix[2], w.kind));
    one(mix(w.suffix[1], w.shape));
    one(mix(w.prefix[1], w.suffix[1]));
    one(a.lower);
    one(b.lower);
    one(y.lower);
    one(z.lower);
    one(a.suffix[2]);
    one(y.suffix[2]);
    one(y.suffix[1]);
    one(mix(a.shape, w.shape));
    one(mix(w.shape, y.shape));
    one(mix(mix(a.kind, w.kind), y.kind));
    one(mix(a.lower, w.lower));
    one(mix(w.lower, y.lower));
    one(mix(a.lower, y.lower));
    one(mix(a.lower, w.suffix[2]));
    one(mix(w.suffix[2], y.lower));
    one(mix(w.suffix[2], y.suffix[1]));
    one(mix(w.lower, y.suffix[1]));
    one(mix(w.kind, (i == 0) as u64));
}

/// The features of the first reading.
pub(crate) fn first_features(keys: &mut Vec<u32>, words: &[Surface], i: usize, tags: &[u8]) {
    keys.clear();
    looks(keys, words, i);
    let (w, y) = (&words[i], at(words, i, 1));
    let (p, q) = (tag_at(tags, i, -1), tag_at(tags, i, -2));
    let mut template = 100u64;
    let mut one = |value: u64| {
        template += 1;
        keys.push(key(mix(template, value)));
    };
    one(p);
    one(mix(p, q));
    one(mix(p, w.lower));
    one(mix(p, w.suffix[2]));
    one(mix(mix(p, q), w.suffix[1]));
    one(mix(mix(p, q), w.lower));
    one(mix(p, y.lower));
    one(mix(mix(p, w.kind), y.kind));
    one(mix(mix(p, w.suffix[1]), y.suffix[1]));
}

/// The features of the second reading: `first` holds all first guesses, `second` those to the left.
pub(crate) fn second_features(keys: &mut Vec<u32>, words: &[Surface], i: usize, first: &[u8], second: &[u8]) {
    keys.clear();
    looks(keys, words, i);
    let w = &words[i];
    let (own, p, q) = (first[i] as u64, tag_at(second, i, -1), tag_at(second, i, -2));
    let (n, m, l) = (tag_at(first, i, 1), tag_at(first, i, 2), tag_at(first, i, -1));
    let (a, y) = (at(words, i, -1), at(words, i, 1));
    let mut template = 200u64;
    let mut one = |value: u64| {
        template += 1;
        keys.push(key(mix(template, value)));
    };
    one(own);
    one(mix(own, w.lower));
    one(mix(own, w.suffix[1]));
    one(mix(own, w.suffix[2]));
    one(mix(own, w.suffix[3]));
    one(p);
    one(n);
    one(mix(p, q));
    one(mix(p, n));
    one(mix(n, m));
    one(mix(mix(p, own), n));
    one(mix(mix(own, n), m));
    one(mix(mix(p, q), own));
    one(mix(p, w.lower));
    one(mix(n, w.lower));
    one(mix(mix(p, n), w.lower));
    one(mix(mix(p, n), w.suffix[1]));
    one(mix(mix(n, m), w.suffix[1]));
    one(mix(p, w.suffix[2]));
    one(mix(n, w.suffix[2]));
    one(mix(mix(p, q), w.suffix[1]));
    one(mix(mix(own, y.lower), p));
    one(mix(mix(own, a.lower), n));
    one(mix(mix(mix(l, own), n), m));
    one(mix(own, tag_at(second, i, -3)));
}

/// The best class of those below `classes`; the first of equals.
pub(crate) fn best(scores: &Scores, classes: usize) -> u8 {
    (1..classes.min(256)).fold(0usize, |best, class| if scores[class] > scores[best] { class } else { best }) as u8
}

/// Makes both readings of a sentence.
pub(crate) fn tag(words: &[Surface], first: &impl Score, second: &impl Score, tags: usize, scratch: &mut TagScratch) {
    read_first(words, first, scratch);
    read_second(words, second, tags, scratch);
}

/// Makes the first reading.
pub(crate) fn read_first(words: &[Surface], weights: &impl Score, scratch: &mut TagScratch) {
    let mut scores: Scores = [0; 256];
    scratch.first.clear();
    for i in 0..words.len() {
        first_features(&mut scratch.keys, words, i, &scratch.first);
        scores[..Upos::ALL.len()].fill(0);
        weights.add(&scratch.keys, &mut scores);
        scratch.first.push(best(&scores, Upos::ALL.len()));
    }
}

/// Makes the second reading on top of the first.
pub(crate) fn read_second(words: &[Surface], weights: &impl Score, tags: usize, scratch: &mut TagScratch) {
    let mut scores: Scores = [0; 256];
    scratch.second.clear();
    for i in 0..words.len() {
        second_features(&mut scratch.keys, words, i, &scratch.first, &scratch.second);
        scores[..tags].fill(0);
        weights.add(&scratch.keys, &mut scores);
        scratch.second.push(best(&scores, tags));
    }
}
