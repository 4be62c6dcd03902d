//! Measuring a reader on a treebank that it did not learn from, as the CoNLL shared tasks do: predicted tags, punctuation
//! counted, subtypes of relations left out; with the treebank's own words, or from the text alone.

use std::collections::BTreeMap;

use compact_str::CompactString;
use toguna_text::SegmentRules;

use crate::analysis::{Deprel, Word};
use crate::conllu::{self, ConlluError, GoldSentence, Split};
use crate::reader::{Given, Reader, Scratch};
use crate::surface::Surface;

/// How often a model was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Sentences read.
    pub sentences: usize,
    /// Words read.
    pub words: usize,
    /// Words with the right part of speech.
    pub upos: usize,
    /// Words with all the right features.
    pub feats: usize,
    /// Words with the right lemma.
    pub lemmas: usize,
    /// Words with the right head.
    pub heads: usize,
    /// Words with the right head and relation.
    pub arcs: usize,
    /// Sentences whose root was found.
    pub roots: usize,
    /// Tokens of the surface taken apart, or left whole, as the treebank does.
    pub splits: usize,
    /// Tokens of the surface.
    pub tokens: usize,
}

impl Report {
    /// Parts of a whole, in hundredths.
    fn percent(part: usize, whole: usize) -> f64 {
        100.0 * part as f64 / whole.max(1) as f64
    }

    /// The figures with their names, in percent.
    pub fn figures(&self) -> [(&'static str, f64); 7] {
        let of_words = |part| Self::percent(part, self.words);
        [
            ("UPOS", of_words(self.upos)),
            ("features", of_words(self.feats)),
            ("lemmas", of_words(self.lemmas)),
            ("UAS", of_words(self.heads)),
            ("LAS", of_words(self.arcs)),
            ("roots", Self::percent(self.roots, self.sentences)),
            ("contractions", Self::percent(self.splits, self.tokens)),
        ]
    }
}

/// The sentences of a treebank, or those of one split.
fn sentences(treebank: &str, split: Option<Split>) -> Result<Vec<GoldSentence>, ConlluError> {
    let mut sentences = conllu::read(treebank)?;
    sentences.retain(|s| split.is_none() || s.split == split);
    if sentences.is_empty() { Err(ConlluError::Empty) } else { Ok(sentences) }
}

impl GoldSentence {
    /// Its words as a reader is given them. The words of a token that is not simply their sequence ("du") are as if
    /// written apart.
    pub fn given(&self) -> Vec<Given<'_>> {
        let mut given = Vec::with_capacity(self.words.len());
        let mut space = true;
        for token in &self.tokens {
            let words = &self.words[token.words.clone()];
            let apart = words.iter().map(|w| w.form.as_str()).collect::<CompactString>() != token.form;
            for (at, word) in words.iter().enumerate() {
                given.push(Given { form: &word.form, space_before: if at == 0 { space } else { apart } });
            }
            space = token.space_after;
        }
        given
    }
}

/// Compares what a reader makes of a treebank's words with the treebank, or with one split of it.
pub fn evaluate(reader: &dyn Reader, treebank: &str, split: Option<Split>) -> Result<Report, ConlluError> {
    let gold = sentences(treebank, split)?;
    let read = reader.annotate(&gold.iter().map(GoldSentence::given).collect::<Vec<_>>());
    let (mut report, mut scratch) = (Report::default(), Scratch::default());
    for (gold, words) in gold.iter().zip(&read) {
        report.count(gold, words);
        report.count_splits(reader, gold, &mut scratch);
    }
    Ok(report)
}

/// A treebank made ready to be tagged and parsed again and again, for measuring speed alone.
pub struct Race<'a> {
    reader: &'a dyn Reader,
    sentences: Vec<GoldSentence>,
}

impl<'a> Race<'a> {
    /// Reads the treebank.
    pub fn new(reader: &'a dyn Reader, treebank: &str) -> Result<Self, ConlluError> {
        Ok(Race { reader, sentences: conllu::read(treebank)? })
    }

    /// Tags and parses all of it once and says how many words that were. The caller holds the clock.
    pub fn run(&self) -> usize {
        let read = self.reader.annotate(&self.sentences.iter().map(GoldSentence::given).collect::<Vec<_>>());
        read.iter().map(Vec::len).sum()
    }
}

impl Report {
    fn count(&mut self, gold: &GoldSentence, words: &[Word]) {
        self.sentences += 1;
        self.words += gold.words.len();
        for (at, (gold, word)) in gold.words.iter().zip(words).enumerate() {
            self.upos += (word.upos == gold.upos) as usize;
            self.feats += (word.feats == gold.feats) as usize;
            self.lemmas += (word.lemma == gold.lemma) as usize;
            self.heads += (word.head == gold.head) as usize;
            self.roots += (gold.head as usize == at && word.head == gold.head) as usize;
            self.arcs += (word.head == gold.head && bare(word.deprel) == bare(gold.deprel)) as usize;
        }
    }

    fn count_splits(&mut self, reader: &dyn Reader, sentence: &GoldSentence, scratch: &mut Scratch) {
        scratch.surfaces.clear();
        for token in &sentence.tokens {
            scratch.surfaces.push(Surface::of(&token.form, &mut scratch.letters));
        }
        let mut keys = Vec::new();
        for (at, token) in sentence.tokens.iter().enumerate() {
            let parts = reader.model().contractions.words(&token.form, &scratch.surfaces, at, &mut keys);
            self.tokens += 1;
            self.splits += (parts.map_or(1, <[_]>::len) == token.words.len()) as usize;
        }
    }
}

/// How often a reader was right from the text alone: balanced F of what was found and what there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RawReport {
    /// Sentences in the treebank, found, and right.
    pub sentences: [usize; 3],
    /// Words.
    pub words: [usize; 3],
    /// Words with the right part of speech, as the third number.
    pub upos: usize,
    /// Words with the right head.
    pub heads: usize,
    /// Words with the right head and relation.
    pub arcs: usize,
}

impl RawReport {
    /// The figures with their names, in percent.
    pub fn figures(&self) -> [(&'static str, f64); 5] {
        let f = |[gold, found, _]: [usize; 3], right: usize| 200.0 * right as f64 / (gold + found).max(1) as f64;
        [
            ("sentences, from text", f(self.sentences, self.sentences[2])),
            ("words, from text", f(self.words, self.words[2])),
            ("UPOS, from text", f(self.words, self.upos)),
            ("UAS, from text", f(self.words, self.heads)),
            ("LAS, from text", f(self.words, self.arcs)),
        ]
    }
}

/// A word's first byte, one past its last, and which of its token's words it is.
type Place = (usize, usize, usize);

/// Where a token's words stand. Words that are written one after another in it ("do" and "n't" in "don't") have their own
/// places, as CoNLL's shared tasks compare them; those of a contraction ("de" and "le" in "du") share the token's.
fn places_of<'a>(token: &str, words: impl Iterator<Item = &'a str> + Clone, start: usize, places: &mut Vec<Place>) {
    if words.clone().flat_map(str::bytes).eq(token.bytes()) {
        let mut from = start;
        for word in words {
            places.push((from, from + word.len(), 0));
            from += word.len();
        }
    } else {
        places.extend(words.enumerate().map(|(at, _)| (start, start + token.len(), at)));
    }
}

/// What is compared of a word: its place, its tag, the place of its head (nothing for the root), its relation.
struct Compared {
    place: Place,
    upos: crate::Upos,
    head: Option<Place>,
    deprel: &'static str,
}

fn compared(places: &[Place], words: impl Iterator<Item = (crate::Upos, u16, Deprel)>) -> Vec<Compared> {
    words
        .enumerate()
        .map(|(at, (upos, head, deprel))| Compared {
            place: places[at],
            upos,
            head: (head as usize != at).then(|| places[head as usize]),
            deprel: bare(deprel),
        })
        .collect()
}

/// Compares what a reader makes of a treebank's text with the treebank, or with one split of it. Between sentences
/// stands a space, or an empty line where the treebank tells of a new paragraph.
pub fn evaluate_raw(
    reader: &dyn Reader,
    rules: &SegmentRules,
    treebank: &str,
    split: Option<Split>,
) -> Result<RawReport, ConlluError> {
    let (mut text, mut gold, mut bounds) = (String::new(), Vec::new(), Vec::new());
    for sentence in sentences(treebank, split)? {
        if !text.is_empty() {
            text.push_str(if sentence.paragraph { "\n\n" } else { " " });
        }
        let (from, mut places) = (text.len(), Vec::new());
        for token in &sentence.tokens {
            let words = sentence.words[token.words.clone()].iter().map(|word| word.form.as_str());
            places_of(&token.form, words, text.len(), &mut places);
            text.push_str(&token.form);
            if token.space_after {
                text.push(' ');
            }
        }
        text.truncate(text.trim_end().len());
        bounds.push((from, text.len()));
        gold.extend(compared(&places, sentence.words.iter().map(|w| (w.upos, w.head, w.deprel))));
    }
    let analysis = reader.analyse(&text, &toguna_text::segment(&text, rules));
    let mut found = BTreeMap::new();
    let mut report = RawReport { words: [gold.len(), 0, 0], ..RawReport::default() };
    report.sentences = [bounds.len(), analysis.sentences.len(), 0];
    for sentence in &analysis.sentences {
        let mut places: Vec<Place> = Vec::with_capacity(sentence.words.len());
        for word in &sentence.words {
            let (start, end) = (word.start as usize, word.end as usize);
            let nth = places.last().filter(|(from, ..)| *from == start).map_or(0, |(.., nth)| nth + 1);
            places.push((start, end, nth));
        }
        let whole = (sentence.start as usize, sentence.end as usize);
        report.sentences[2] += bounds.binary_search(&whole).is_ok() as usize;
        let words = compared(&places, sentence.words.iter().map(|w| (w.upos, w.head, w.deprel)));
        found.extend(words.into_iter().map(|word| (word.place, word)));
    }
    report.words[1] = found.len();
    for gold in &gold {
        let Some(word) = found.get(&gold.place) else { continue };
        report.words[2] += 1;
        report.upos += (word.upos == gold.upos) as usize;
        report.heads += (word.head == gold.head) as usize;
        report.arcs += (word.head == gold.head && word.deprel == gold.deprel) as usize;
    }
    Ok(report)
}

/// A relation without its subtype.
fn bare(deprel: Deprel) -> &'static str {
    deprel.name().split(':').next().unwrap_or_default()
}
