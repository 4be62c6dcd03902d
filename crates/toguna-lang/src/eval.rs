//! Measuring a model on a treebank it did not learn from, as the CoNLL shared tasks do: gold words, predicted tags,
//! punctuation counted, subtypes of relations left out.

use crate::analysis::Deprel;
use crate::conllu::{self, ConlluError, GoldSentence, Split};
use crate::model::Model;
use crate::reader::Scratch;
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

/// Compares a model with a treebank, or with one split of it.
pub fn evaluate(model: &Model, treebank: &str, split: Option<Split>) -> Result<Report, ConlluError> {
    let mut report = Report::default();
    let mut scratch = Scratch::default();
    for sentence in sentences(treebank, split)? {
        model.annotate(&sentence, &mut scratch);
        report.count(model, &sentence, &scratch);
        report.count_splits(model, &sentence, &mut scratch);
    }
    Ok(report)
}

/// A treebank made ready to be tagged and parsed again and again, for measuring speed alone.
pub struct Race<'a> {
    model: &'a Model,
    sentences: Vec<GoldSentence>,
    scratch: Scratch,
}

impl<'a> Race<'a> {
    /// Reads the treebank.
    pub fn new(model: &'a Model, treebank: &str) -> Result<Self, ConlluError> {
        Ok(Race { model, sentences: conllu::read(treebank)?, scratch: Scratch::default() })
    }

    /// Tags and parses all of it once and says how many words that were. The caller holds the clock.
    pub fn run(&mut self) -> usize {
        for sentence in &self.sentences {
            self.model.annotate(sentence, &mut self.scratch);
        }
        self.sentences.iter().map(|s| s.words.len()).sum()
    }
}

impl Model {
    fn annotate(&self, sentence: &GoldSentence, scratch: &mut Scratch) {
        scratch.surfaces.clear();
        for word in &sentence.words {
            scratch.surfaces.push(Surface::of(&word.form, &mut scratch.letters));
        }
        self.read(scratch);
    }
}

impl Report {
    fn count(&mut self, model: &Model, sentence: &GoldSentence, scratch: &Scratch) {
        self.sentences += 1;
        self.words += sentence.words.len();
        for (at, gold) in sentence.words.iter().enumerate() {
            let tag = &model.tags[scratch.tags.second[at] as usize];
            let (head, deprel) = scratch.arc(at, &model.labels);
            self.upos += (tag.upos == gold.upos) as usize;
            self.feats += (tag.feats == gold.feats) as usize;
            self.lemmas += (model.lemmas.lemma(&gold.form, tag.upos, tag.feats) == gold.lemma) as usize;
            self.heads += (head == gold.head) as usize;
            self.roots += (gold.head as usize == at && head == gold.head) as usize;
            self.arcs += (head == gold.head && bare(deprel) == bare(gold.deprel)) as usize;
        }
    }

    fn count_splits(&mut self, model: &Model, sentence: &GoldSentence, scratch: &mut Scratch) {
        scratch.surfaces.clear();
        for token in &sentence.tokens {
            scratch.surfaces.push(Surface::of(&token.form, &mut scratch.letters));
        }
        let mut keys = Vec::new();
        for (at, token) in sentence.tokens.iter().enumerate() {
            let parts = model.contractions.words(&token.form, &scratch.surfaces, at, &mut keys);
            self.tokens += 1;
            self.splits += (parts.map_or(1, <[_]>::len) == token.words.len()) as usize;
        }
    }
}

/// A relation without its subtype.
fn bare(deprel: Deprel) -> &'static str {
    deprel.name().split(':').next().unwrap_or_default()
}
