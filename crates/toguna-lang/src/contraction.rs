//! Contractions: which written tokens stand for several words ("du" for "de le"), learned from a treebank, and for those
//! that can also be one word, a small model of the words around them.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::bytes::{Broken, Input, Output};
use crate::conllu::GoldSentence;
use crate::hash::{Random, key, mix};
use crate::perceptron::{Perceptron, Pruning};
use crate::surface::{Surface, plain};
use crate::weights::{Score, Scores, Weights};

/// A contraction is learned where it stands this often at least.
const LEAST: usize = 2;

/// A token that is one word and contraction both is looked at again where this share of it is the rarer at least.
const RARER: usize = 50;

/// What one written token can stand for.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    words: Vec<CompactString>,
    /// Whether it can also be one word.
    open: bool,
}

/// Takes contractions apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contractions {
    entries: BTreeMap<CompactString, Entry>,
    weights: Weights,
}

fn lowered(form: &str) -> CompactString {
    form.chars().flat_map(|c| plain(c).to_lowercase()).collect()
}

impl Contractions {
    /// The words that a token stands for, or nothing where it is one word. `tokens` are the looks of the sentence's
    /// written tokens, `at` is the token's place among them.
    pub(crate) fn words(
        &self,
        form: &str,
        tokens: &[Surface],
        at: usize,
        keys: &mut Vec<u32>,
    ) -> Option<&[CompactString]> {
        let entry = self.entries.get(&lowered(form))?;
        if entry.open {
            let mut scores: Scores = [0; 256];
            features(keys, tokens, at);
            self.weights.add(keys, &mut scores);
            if scores[1] <= scores[0] {
                return None;
            }
        }
        Some(&entry.words)
    }

    /// Learns from a treebank.
    pub(crate) fn learn(sentences: &[GoldSentence], looks: &[Vec<Surface>]) -> Self {
        let entries = entries(sentences);
        let mut cases = Vec::new();
        for (sentence, looks) in sentences.iter().zip(looks) {
            for (at, token) in sentence.tokens.iter().enumerate() {
                if entries.get(&lowered(&token.form)).is_some_and(|e| e.open) {
                    cases.push((looks, at, (token.words.len() > 1) as u8));
                }
            }
        }
        let mut perceptron = Perceptron::new(1);
        let (mut random, mut keys) = (Random(5), Vec::new());
        for _ in 0..10 {
            random.shuffle(&mut cases);
            for &(looks, at, right) in &cases {
                features(&mut keys, looks, at);
                let mut scores: Scores = [0; 256];
                perceptron.add(&keys, &mut scores);
                perceptron.learn(&keys, right, (scores[1] > scores[0]) as u8);
            }
        }
        Contractions { entries, weights: perceptron.finish(&Pruning { keep: 40_000, clip: 1.0 }) }
    }

    /// Writes table and weights.
    pub(crate) fn write(&self, out: &mut Output) {
        out.number(self.entries.len() as u64);
        for (form, entry) in &self.entries {
            out.text(form);
            out.byte(entry.open as u8);
            out.number(entry.words.len() as u64);
            entry.words.iter().for_each(|word| out.text(word));
        }
        self.weights.write(out);
    }

    /// Reads what [`Contractions::write`] wrote.
    pub(crate) fn read(input: &mut Input<'_>) -> Result<Self, Broken> {
        let mut entries = BTreeMap::new();
        for _ in 0..input.count(3)? {
            let form = input.text()?;
            let open = input.byte()? == 1;
            let words = (0..input.count(1)?).map(|_| input.text()).collect::<Result<_, _>>()?;
            entries.insert(form, Entry { words, open });
        }
        Ok(Contractions { entries, weights: Weights::read(input, 2)? })
    }
}

/// Counts what every token stands for, and keeps the contractions.
fn entries(sentences: &[GoldSentence]) -> BTreeMap<CompactString, Entry> {
    let mut several: BTreeMap<CompactString, BTreeMap<Vec<CompactString>, usize>> = BTreeMap::new();
    let mut single: BTreeMap<CompactString, usize> = BTreeMap::new();
    for sentence in sentences {
        for token in &sentence.tokens {
            if token.words.len() > 1 {
                let words = sentence.words[token.words.clone()].iter().map(|w| lowered(&w.form)).collect();
                *several.entry(lowered(&token.form)).or_default().entry(words).or_default() += 1;
            } else {
                *single.entry(lowered(&token.form)).or_default() += 1;
            }
        }
    }
    let mut entries = BTreeMap::new();
    for (form, ways) in several {
        let apart: usize = ways.values().sum();
        let whole = single.get(&form).copied().unwrap_or(0);
        let best = ways.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        let Some((words, count)) = best else { continue };
        if count >= LEAST && apart * RARER >= whole {
            entries.insert(form, Entry { words, open: whole * RARER >= apart });
        }
    }
    entries
}

fn features(keys: &mut Vec<u32>, tokens: &[Surface], at: usize) {
    let none = Surface::default();
    let near = |step: isize| at.checked_add_signed(step).and_then(|i| tokens.get(i)).unwrap_or(&none);
    let (w, a, b, y, z) = (near(0), near(-1), near(-2), near(1), near(2));
    let values = [
        0,
        a.lower,
        b.lower,
        y.lower,
        z.lower,
        a.suffix[2],
        b.suffix[2],
        y.suffix[2],
        y.suffix[1],
        a.suffix[1],
        a.kind,
        y.kind,
        mix(a.lower, y.suffix[1]),
        mix(a.suffix[1], y.suffix[1]),
        mix(a.suffix[2], y.suffix[2]),
        mix(b.lower, a.lower),
        (at == 0) as u64,
        mix(a.kind, y.kind),
    ];
    keys.clear();
    keys.extend(values.iter().enumerate().map(|(template, &value)| key(mix(mix(template as u64, w.lower), value))));
}

/// Writes the words of a contraction with the capitals of the token.
pub(crate) fn with_capitals(token: &str, words: &[CompactString]) -> impl Iterator<Item = CompactString> {
    let capital = token.chars().next().is_some_and(char::is_uppercase);
    let shouted = capital && token.chars().count() > 1 && !token.chars().any(char::is_lowercase);
    words.iter().enumerate().map(move |(at, word)| {
        let mut letters = word.chars();
        match letters.next() {
            _ if shouted => word.chars().flat_map(char::to_uppercase).collect(),
            Some(first) if capital && at == 0 => first.to_uppercase().chain(letters).collect(),
            _ => word.clone(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_the_token_pass_to_its_words() {
        let words = ["de".into(), "le".into()];
        assert_eq!(with_capitals("Du", &words).collect::<Vec<_>>(), ["De", "le"]);
        assert_eq!(with_capitals("DU", &words).collect::<Vec<_>>(), ["DE", "LE"]);
        assert_eq!(with_capitals("du", &words).collect::<Vec<_>>(), ["de", "le"]);
    }
}
