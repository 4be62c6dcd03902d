//! What the parser looks at: the words at the top of the stack and at the front of the rest, their children, tags,
//! relations, distances and neighbours, each combination hashed to one key.

use crate::hash::{key, mix};
use crate::parser::State;

/// What features see of a word; the last of a sentence's atoms stands for "none".
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Atom {
    /// The word in lower case.
    pub(crate) word: u64,
    /// Its part of speech.
    pub(crate) upos: u64,
    /// Its part of speech with features.
    pub(crate) tag: u64,
    /// Its last three letters.
    pub(crate) suffix: u64,
}

impl Atom {
    /// The atom that stands for "none".
    pub(crate) const NONE: Atom = Atom { word: 11, upos: 99, tag: 999, suffix: 12 };
}

/// The keys of one state.
#[derive(Default)]
pub(crate) struct Features {
    pub(crate) keys: Vec<u32>,
}

/// Distances are told apart up to a few words, then in steps.
fn distance(from: usize, to: usize) -> u64 {
    match to.saturating_sub(from) {
        d @ 0..=5 => d as u64,
        6..=8 => 6,
        9..=14 => 7,
        _ => 8,
    }
}

impl Features {
    /// Computes the keys of a state.
    pub(crate) fn of(&mut self, state: &State, atoms: &[Atom]) {
        self.keys.clear();
        let keys = &mut self.keys;
        let mut template = 0u64;
        macro_rules! f {
            ($a:expr) => {{
                template += 1;
                keys.push(key(mix(template, $a)));
            }};
            ($a:expr, $b:expr) => {{
                template += 1;
                keys.push(key(mix(mix(template, $a), $b)));
            }};
            ($a:expr, $b:expr, $c:expr) => {{
                template += 1;
                keys.push(key(mix(mix(mix(template, $a), $b), $c)));
            }};
            ($a:expr, $b:expr, $c:expr, $d:expr) => {{
                template += 1;
                keys.push(key(mix(mix(mix(mix(template, $a), $b), $c), $d)));
            }};
        }
        let none = state.length;
        let ahead = |n: usize| (state.next + n).min(none);
        let (i0, i1, i2) = (state.top(0), state.top(1), state.top(2));
        let j0 = ahead(0);
        let (s0, s1, s2) = (&atoms[i0], &atoms[i1], &atoms[i2]);
        let (b0, b1, b2, b3) = (&atoms[j0], &atoms[ahead(1)], &atoms[ahead(2)], &atoms[ahead(3)]);
        let (n0, n1, m0) = (&state.nodes[i0], &state.nodes[i1], &state.nodes[j0]);
        let near =
            |i: usize, step: isize| i.checked_add_signed(step).filter(|&k| i < none && k < none).map_or(none, |k| k);
        let child = |i: u16| (&atoms[i as usize], state.nodes[i as usize].label as u64);

        // single words
        f!(s0.word, s0.tag);
        f!(s0.word);
        f!(s0.tag);
        f!(s0.suffix, s0.upos);
        f!(s1.word, s1.tag);
        f!(s1.word);
        f!(s1.tag);
        f!(s1.suffix, s1.upos);
        f!(b0.word, b0.tag);
        f!(b0.word);
        f!(b0.tag);
        f!(b0.suffix, b0.upos);
        f!(b1.word, b1.tag);
        f!(b1.word);
        f!(b1.tag);
        f!(b2.word);
        f!(b2.tag);
        f!(s2.word);
        f!(s2.tag);
        f!(b3.tag);
        // pairs
        f!(s0.word, b0.word);
        f!(s0.word, b0.tag);
        f!(s0.tag, b0.word);
        f!(s0.tag, b0.tag);
        f!(s0.word, s0.tag, b0.word, b0.tag);
        f!(s1.word, s0.word);
        f!(s1.word, s0.tag);
        f!(s1.tag, s0.word);
        f!(s1.tag, s0.tag);
        f!(s1.word, b0.word);
        f!(s1.word, b0.tag);
        f!(s1.tag, b0.word);
        f!(s1.tag, b0.tag);
        f!(b0.word, b1.tag);
        f!(b0.tag, b1.word);
        f!(b0.tag, b1.tag);
        f!(s0.tag, b1.tag);
        f!(s0.word, b1.word);
        f!(s0.upos, b0.upos);
        f!(s1.upos, s0.upos);
        // triples and more
        f!(s0.tag, b0.tag, b1.tag);
        f!(s0.upos, b0.upos, b1.upos);
        f!(b0.upos, b1.upos, b2.upos);
        f!(s0.upos, b0.upos, b1.upos, b2.upos);
        f!(s1.tag, s0.tag, b0.tag);
        f!(s1.upos, s0.upos, b0.upos);
        f!(s2.upos, s1.upos, s0.upos);
        f!(s2.upos, s1.upos, s0.upos, b0.upos);
        f!(s1.upos, s0.upos, b0.upos, b1.upos);
        f!(s0.word, b0.upos, b1.upos);
        f!(s0.upos, b0.word, b1.upos);
        f!(s1.upos, s0.word, b0.upos);
        f!(s1.word, s0.upos, b0.upos);
        f!(s1.upos, s0.upos, b0.word);
        f!(s0.upos, b0.upos, b1.word);
        // children
        let ((l0, l0l), (l0b, l0bl)) = (child(n0.left[0]), child(n0.left[1]));
        let ((r0, r0l), (r0b, r0bl)) = (child(n0.right[0]), child(n0.right[1]));
        let ((l1, l1l), (l1b, l1bl)) = (child(n1.left[0]), child(n1.left[1]));
        let ((r1, r1l), (r1b, r1bl)) = (child(n1.right[0]), child(n1.right[1]));
        let ((k0, k0l), (k0b, k0bl)) = (child(m0.left[0]), child(m0.left[1]));
        f!(l0.word, s0.upos);
        f!(l0.upos, l0l);
        f!(r0.word, s0.upos);
        f!(r0.upos, r0l);
        f!(l1.word, s1.upos);
        f!(l1.upos, l1l);
        f!(r1.word, s1.upos);
        f!(r1.upos, r1l);
        f!(k0.word, b0.upos);
        f!(k0.upos, k0l);
        f!(l0bl, l0l, s0.upos);
        f!(r0bl, r0l, s0.upos);
        f!(l1bl, l1l, s1.upos);
        f!(r1bl, r1l, s1.upos);
        f!(k0bl, k0l, b0.upos);
        f!(s0.upos, l0.upos, l0b.upos);
        f!(s0.upos, r0.upos, r0b.upos);
        f!(s1.upos, l1.upos, l1b.upos);
        f!(s1.upos, r1.upos, r1b.upos);
        f!(b0.upos, k0.upos, k0b.upos);
        f!(s0.upos, l0.upos, b0.upos);
        f!(s0.upos, r0.upos, b0.upos);
        f!(s0.upos, b0.upos, k0.upos);
        f!(s1.upos, s0.upos, l0.upos);
        f!(s1.upos, s0.upos, r0.upos);
        f!(s1.upos, s0.upos, r1.upos);
        f!(s1.upos, s0.upos, l1.upos);
        f!(s1.word, l0.word);
        f!(s1.word, l0.word, s0.word);
        f!(s1.upos, l0.word, s0.upos);
        f!(s1.tag, l0.word, l0b.word);
        f!(s0.word, k0.word);
        f!(s0.upos, k0.word, b0.upos);
        // distances, how many children, which relations
        let (near_distance, far_distance) = (distance(i0, j0), distance(i1, i0));
        f!(s0.word, near_distance);
        f!(s0.tag, near_distance);
        f!(b0.word, near_distance);
        f!(b0.tag, near_distance);
        f!(s0.upos, b0.upos, near_distance);
        f!(s1.upos, s0.upos, far_distance);
        f!(s1.upos, s0.upos, b0.upos, far_distance);
        f!(s1.word, far_distance);
        f!(s0.word, n0.lefts as u64);
        f!(s0.tag, n0.lefts as u64);
        f!(s0.word, n0.rights as u64);
        f!(s0.tag, n0.rights as u64);
        f!(s1.word, n1.rights as u64);
        f!(s1.tag, n1.rights as u64);
        f!(b0.word, m0.lefts as u64);
        f!(b0.tag, m0.lefts as u64);
        f!(s0.word, n0.left_labels);
        f!(s0.tag, n0.left_labels);
        f!(s0.word, n0.right_labels);
        f!(s0.tag, n0.right_labels);
        f!(s1.word, n1.right_labels);
        f!(s1.tag, n1.right_labels);
        f!(b0.word, m0.left_labels);
        f!(b0.tag, m0.left_labels);
        f!(s1.tag, n1.left_labels);
        f!(s1.tag, s0.tag, n1.right_labels);
        f!(s0.tag, b0.tag, n0.right_labels);
        f!(s1.tag, s0.tag, n0.left_labels);
        f!(s1.upos, n1.left_labels, n1.right_labels, s0.upos);
        f!(s0.tag, b0.tag, n0.left_labels);
        f!(s0.upos, b0.upos, m0.left_labels, n0.left_labels);
        // neighbours in the sentence
        let (after0, before0, beforeb, after1) =
            (&atoms[near(i0, 1)], &atoms[near(i0, -1)], &atoms[near(j0, -1)], &atoms[near(i1, 1)]);
        f!(s0.upos, after0.upos, beforeb.upos, b0.upos);
        f!(s1.upos, after1.upos, before0.upos, s0.upos);
        f!(before0.word, s0.upos, b0.upos);
        f!(before0.upos, s0.upos, after0.upos);
        f!(s1.upos, s0.upos, after0.upos, b0.upos);
    }
}
