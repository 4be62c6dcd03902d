//! A grammar's patterns as they are walked: every node's words, classes and rules apart, with bits that tell in one look
//! whether a token can go on at all. Most tokens of a text cannot, and must cost next to nothing.

use super::grammar::{NUMERIC, Phrase};
use super::pattern::{Item, Node, Slot};
use super::token::{Kind, Token, WordId};

/// The bits of the classes that the engine reads from numbers.
const NUMBERS: u128 = (1 << NUMERIC.len()) - 1;
/// The bit of the class `number`, which may also be told in words.
const NUMBER: u128 = 1 << 4;

/// What may follow at one place of the patterns.
#[derive(Debug, Default)]
pub(super) struct Step {
    /// Words and signs, by their number.
    pub(super) literals: Box<[(WordId, u32)]>,
    /// Classes.
    pub(super) classes: Box<[(u16, Slot, u32)]>,
    /// All those classes as bits.
    pub(super) class_bits: u128,
    /// Other rules.
    pub(super) rules: Box<[(u16, Slot, u32)]>,
    /// Where the walk goes on when the mention begins here.
    pub(super) begin: Option<u32>,
    /// The rules whose pattern ends here, in the order of the grammar.
    pub(super) ends: Box<[u16]>,
}

/// What a rule can begin with.
#[derive(Clone, Debug, Default)]
struct First {
    classes: u128,
    words: Vec<u64>,
}

/// The patterns of a grammar. Node 0 is the mention; the node of a rule name has the name's number.
#[derive(Debug)]
pub(super) struct Index {
    steps: Vec<Step>,
    first: Vec<First>,
    /// For every word the classes whose phrases begin with it.
    classes: Vec<u128>,
    /// Whether a mention can begin with a word.
    starts: Vec<bool>,
}

impl Index {
    pub(super) fn new(nodes: &[Node], rules: usize, phrases: &[Vec<Phrase>], number_word: Option<u16>) -> Index {
        let class_bits = |phrases: &Vec<Phrase>| {
            let bits = phrases.iter().fold(0_u128, |bits, phrase| bits | 1 << phrase.class);
            let counts = number_word.is_some_and(|class| bits & (1 << class) != 0);
            if counts { bits | NUMBER } else { bits }
        };
        let classes: Vec<u128> = phrases.iter().map(class_bits).collect();
        let mut index =
            Index { steps: nodes.iter().map(step).collect(), first: Vec::new(), classes, starts: Vec::new() };
        // A rule stands on rules above it alone, so their firsts are known before it; the mention comes last.
        index.first = vec![First::default(); rules];
        for rule in (1..rules).chain([0]) {
            index.first[rule] = index.first_of(rule as u32, phrases.len());
        }
        let all = &index.first[0];
        let begins = |word: usize| has(&all.words, word as u32) || index.classes[word] & all.classes != 0;
        index.starts = (0..phrases.len()).map(begins).collect();
        index
    }

    fn first_of(&self, root: u32, words: usize) -> First {
        let mut first = First { classes: 0, words: vec![0; words / 64 + 1] };
        let mut todo = vec![root];
        while let Some(node) = todo.pop() {
            let step = self.step(node);
            first.classes |= step.class_bits;
            for &(word, _) in &step.literals {
                first.words[word as usize / 64] |= 1 << (word % 64);
            }
            for &(rule, ..) in &step.rules {
                let inner = &self.first[rule as usize];
                first.classes |= inner.classes;
                first.words.iter_mut().zip(&inner.words).for_each(|(a, b)| *a |= b);
            }
            todo.extend(step.begin);
        }
        first
    }

    /// What may follow at a node.
    pub(super) fn step(&self, node: u32) -> &Step {
        &self.steps[node as usize]
    }

    /// The classes that a token may belong to or begin, as bits.
    pub(super) fn classes(&self, token: &Token) -> u128 {
        match token.kind {
            Kind::Word | Kind::Sign => self.classes[token.id as usize],
            Kind::Number(..) | Kind::Triple(..) => NUMBERS,
            Kind::Other => 0,
        }
    }

    /// Whether a rule can begin with a token.
    pub(super) fn begins(&self, rule: u16, token: &Token) -> bool {
        let first = &self.first[rule as usize];
        first.classes & self.classes(token) != 0 || has(&first.words, token.id)
    }

    /// Whether a mention can begin with a token.
    pub(super) fn starts(&self, token: &Token) -> bool {
        match token.kind {
            Kind::Word | Kind::Sign => self.starts[token.id as usize],
            _ => self.first[0].classes & self.classes(token) != 0,
        }
    }
}

fn has(words: &[u64], word: WordId) -> bool {
    word != 0 && words.get(word as usize / 64).is_some_and(|bits| bits & (1 << (word % 64)) != 0)
}

fn step(node: &Node) -> Step {
    let (mut literals, mut classes, mut rules, mut begin) = (Vec::new(), Vec::new(), Vec::new(), None);
    for &(item, to) in &node.edges {
        match item {
            Item::Literal(word) => literals.push((word, to)),
            Item::Class(class, slot) => classes.push((class, slot, to)),
            Item::Rule(rule, slot) => rules.push((rule, slot, to)),
            Item::Begin => begin = Some(to),
        }
    }
    literals.sort_unstable();
    Step {
        class_bits: classes.iter().fold(0, |bits, &(class, ..)| bits | 1 << class),
        literals: literals.into(),
        classes: classes.into(),
        rules: rules.into(),
        begin,
        ends: node.ends.as_slice().into(),
    }
}
