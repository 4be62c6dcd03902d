//! Readers turn the sentences of a text into analyses. The fast reader does it with linear models.

use compact_str::CompactString;
use toguna_text::Token;

use crate::analysis::{Analysis, Deprel, Sentence, Word};
use crate::contraction::with_capitals;
use crate::features::{Atom, Features};
use crate::hash::mix;
use crate::model::Model;
use crate::parser::{State, parse};
use crate::surface::Surface;
use crate::tagger::{TagScratch, tag};

/// Whatever can analyse the sentences of a text.
pub trait Reader: Send + Sync {
    /// Analyses sentences of `text`, one analysed sentence for each, in order. Tokens that do not lie inside the text are
    /// passed over, and what stands after the 4,096th token of a sentence is not read.
    fn analyse(&self, text: &str, sentences: &[toguna_text::Sentence]) -> Analysis;
}

/// How many tokens of one sentence are read; what is longer is no sentence.
const LONGEST: usize = 4096;

/// The reader that is quick enough for any amount of text.
#[derive(Clone, Debug)]
pub struct FastReader {
    model: Model,
}

impl FastReader {
    /// A reader with a trained model.
    pub fn new(model: Model) -> Self {
        FastReader { model }
    }

    /// Its model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    fn sentence(&self, text: &str, sentence: &toguna_text::Sentence, scratch: &mut Scratch) -> Sentence {
        let words = self.words(text, &sentence.tokens, scratch);
        scratch.surfaces.clear();
        for word in &words {
            scratch.surfaces.push(Surface::of(&word.form, &mut scratch.letters));
        }
        self.model.read(scratch);
        let words = words.into_iter().enumerate().map(|(at, word)| self.fill(word, at, scratch)).collect();
        Sentence {
            start: sentence.start,
            end: sentence.end,
            paragraph: sentence.paragraph,
            block: sentence.block,
            words,
        }
    }

    /// The words of a sentence's tokens, with forms and bytes only.
    fn words(&self, text: &str, tokens: &[Token], scratch: &mut Scratch) -> Vec<Word> {
        let form = |token: &Token| text.get(token.start as usize..token.end as usize).filter(|f| !f.is_empty());
        let tokens: Vec<(&Token, &str)> = tokens.iter().filter_map(|t| Some((t, form(t)?))).take(LONGEST).collect();
        scratch.surfaces.clear();
        for (_, form) in &tokens {
            scratch.surfaces.push(Surface::of(form, &mut scratch.letters));
        }
        let mut words = Vec::with_capacity(tokens.len() + 8);
        for (at, &(token, form)) in tokens.iter().enumerate() {
            match self.model.contractions.words(form, &scratch.surfaces, at, &mut scratch.keys) {
                Some(parts) => words.extend(with_capitals(form, parts).map(|part| bare(token, part))),
                None => words.push(bare(token, form.into())),
            }
        }
        words
    }

    fn fill(&self, word: Word, at: usize, scratch: &Scratch) -> Word {
        let tag = &self.model.tags[scratch.tags.second[at] as usize];
        let (head, deprel) = scratch.arc(at, &self.model.labels);
        let lemma = self.model.lemmas.lemma(&word.form, tag.upos, tag.feats);
        Word { lemma, upos: tag.upos, feats: tag.feats, head, deprel, ..word }
    }
}

fn bare(token: &Token, form: CompactString) -> Word {
    let (upos, feats, deprel) = (crate::Upos::X, crate::Feats::default(), Deprel::Dep);
    Word { start: token.start, end: token.end, form, lemma: CompactString::default(), upos, feats, head: 0, deprel }
}

impl Reader for FastReader {
    fn analyse(&self, text: &str, sentences: &[toguna_text::Sentence]) -> Analysis {
        let mut scratch = Scratch::default();
        Analysis { sentences: sentences.iter().map(|s| self.sentence(text, s, &mut scratch)).collect() }
    }
}

/// What reading a sentence needs, kept from one to the next.
#[derive(Default)]
pub(crate) struct Scratch {
    /// The words to read.
    pub(crate) surfaces: Vec<Surface>,
    /// Their tags, afterwards.
    pub(crate) tags: TagScratch,
    /// Their heads and relations, afterwards.
    pub(crate) state: State,
    pub(crate) atoms: Vec<Atom>,
    pub(crate) features: Features,
    pub(crate) letters: Vec<char>,
    keys: Vec<u32>,
}

impl Scratch {
    /// Head and relation of a word that was read; its own place for the root.
    pub(crate) fn arc(&self, at: usize, labels: &[Deprel]) -> (u16, Deprel) {
        let node = &self.state.nodes[at];
        if node.head as usize == self.state.length {
            return (at as u16, Deprel::Root);
        }
        (node.head, labels.get(node.label as usize).copied().unwrap_or(Deprel::Dep))
    }
}

/// What the parser sees of tagged words.
pub(crate) fn atoms(atoms: &mut Vec<Atom>, surfaces: &[Surface], model_tags: &[crate::tagger::Tag], tags: &[u8]) {
    atoms.clear();
    atoms.extend(surfaces.iter().zip(tags).map(|(surface, &tag)| Atom {
        word: surface.lower,
        upos: mix(21, model_tags[tag as usize].upos as u64),
        tag: mix(22, tag as u64),
        suffix: surface.suffix[2],
    }));
    atoms.push(Atom::NONE);
}

impl Model {
    /// Tags and parses the words in `scratch.surfaces`.
    pub(crate) fn read(&self, scratch: &mut Scratch) {
        tag(&scratch.surfaces, &self.first, &self.second, self.tags.len(), &mut scratch.tags);
        atoms(&mut scratch.atoms, &scratch.surfaces, &self.tags, &scratch.tags.second);
        parse(&scratch.atoms, &self.parser, &self.labels, &mut scratch.state, &mut scratch.features);
    }
}
