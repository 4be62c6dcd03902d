//! The parser: arc-hybrid transitions (shift; hang the top of the stack under the next word; hang it under the word below)
//! chosen by a linear model. It runs in linear time and always ends in one tree with one root.

use crate::analysis::Deprel;
use crate::features::{Atom, Features};
use crate::weights::{Score, Scores};

/// What the parser can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// Put the next word on the stack.
    Shift,
    /// Hang the top of the stack under the next word, by the relation of this index.
    Left(u8),
    /// Hang the top of the stack under the word below it.
    Right(u8),
}

impl Move {
    /// The class of a move, where there are so many relations.
    pub(crate) fn class(self, labels: usize) -> u8 {
        match self {
            Move::Shift => 0,
            Move::Left(label) => 1 + label,
            Move::Right(label) => (1 + labels) as u8 + label,
        }
    }

    /// The move of a class.
    pub(crate) fn of(class: u8, labels: usize) -> Move {
        match class as usize {
            0 => Move::Shift,
            c if c <= labels => Move::Left(class - 1),
            c => Move::Right((c - 1 - labels) as u8),
        }
    }
}

/// What is known of one word while parsing; the one past the last stands for "none".
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) head: u16,
    /// Index of the relation; [`NO_LABEL`] before there is one.
    pub(crate) label: u8,
    /// Leftmost child and the one attached before it.
    pub(crate) left: [u16; 2],
    /// Rightmost child and the one attached before it.
    pub(crate) right: [u16; 2],
    pub(crate) lefts: u8,
    pub(crate) rights: u8,
    /// Which relations the children on each side have, one bit a relation.
    pub(crate) left_labels: u64,
    pub(crate) right_labels: u64,
}

/// No relation yet.
pub(crate) const NO_LABEL: u8 = 63;

/// A half-read sentence. Kept from sentence to sentence so that nothing is allocated.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) nodes: Vec<Node>,
    pub(crate) stack: Vec<u16>,
    pub(crate) next: usize,
    pub(crate) length: usize,
}

impl State {
    /// Starts on a sentence of some length, which must be below `u16::MAX`.
    pub(crate) fn start(&mut self, length: usize) {
        let none = length as u16;
        let node = Node {
            head: none,
            label: NO_LABEL,
            left: [none; 2],
            right: [none; 2],
            lefts: 0,
            rights: 0,
            left_labels: 0,
            right_labels: 0,
        };
        self.nodes.clear();
        self.nodes.resize(length + 1, node);
        self.stack.clear();
        self.next = 0;
        self.length = length;
    }

    /// The n-th word from the top of the stack; `length` where there is none.
    #[inline]
    pub(crate) fn top(&self, n: usize) -> usize {
        self.stack.len().checked_sub(n + 1).map_or(self.length, |at| self.stack[at] as usize)
    }

    /// Whether one word is left and nothing more can be read: that word is the root.
    pub(crate) fn done(&self) -> bool {
        self.next >= self.length && self.stack.len() <= 1
    }

    pub(crate) fn can_shift(&self) -> bool {
        self.next < self.length
    }

    pub(crate) fn can_left(&self) -> bool {
        self.next < self.length && !self.stack.is_empty()
    }

    pub(crate) fn can_right(&self) -> bool {
        self.stack.len() >= 2
    }

    /// Makes an allowed move.
    pub(crate) fn go(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next as u16);
                self.next += 1;
            }
            Move::Left(label) => {
                let (child, head) = (self.top(0), self.next);
                self.stack.pop();
                self.hang(child, head, label);
                let node = &mut self.nodes[head];
                node.left = [child as u16, node.left[0]];
                node.lefts = node.lefts.saturating_add(1);
                node.left_labels |= 1 << label;
            }
            Move::Right(label) => {
                let (child, head) = (self.top(0), self.top(1));
                self.stack.pop();
                self.hang(child, head, label);
                let node = &mut self.nodes[head];
                node.right = [child as u16, node.right[0]];
                node.rights = node.rights.saturating_add(1);
                node.right_labels |= 1 << label;
            }
        }
    }

    fn hang(&mut self, child: usize, head: usize, label: u8) {
        self.nodes[child].head = head as u16;
        self.nodes[child].label = label;
    }

    /// The best allowed move by these scores; the first of equals.
    pub(crate) fn choose(&self, scores: &Scores, labels: usize) -> Move {
        let mut best = (i32::MIN, 0);
        let mut look = |from: usize, to: usize| {
            for (class, &score) in scores.iter().enumerate().take(to).skip(from) {
                if score > best.0 {
                    best = (score, class);
                }
            }
        };
        if self.can_shift() {
            look(0, 1);
        }
        if self.can_left() {
            look(1, 1 + labels);
        }
        if self.can_right() {
            look(1 + labels, 1 + 2 * labels);
        }
        Move::of(best.1 as u8, labels)
    }
}

/// Parses a sentence: afterwards `state.nodes` holds heads and relations, and the root is the word left on the stack.
pub(crate) fn parse(
    atoms: &[Atom],
    weights: &impl Score,
    labels: &[Deprel],
    state: &mut State,
    features: &mut Features,
) {
    state.start(atoms.len().saturating_sub(1));
    let mut scores: Scores = [0; 256];
    while !state.done() {
        if !state.can_left() && !state.can_right() {
            state.go(Move::Shift);
            continue;
        }
        features.of(state, atoms);
        scores[..1 + 2 * labels.len()].fill(0);
        weights.add(&features.keys, &mut scores);
        let step = state.choose(&scores, labels.len());
        state.go(step);
    }
}
