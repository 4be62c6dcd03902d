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

    /// Tags and parses sentences whose words are given, as a treebank gives them: for measuring. Bytes stay 0.
    fn annotate(&self, sentences: &[Vec<Given<'_>>]) -> Vec<Vec<Word>>;

    /// The model that takes contractions apart and makes lemmas.
    fn model(&self) -> &Model;
}

/// A word to read, and whether white space stands before it.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The word.
    pub form: &'a str,
    /// Whether white space, or the sentence's beginning, stands before it.
    pub space_before: bool,
}

/// How many tokens of one sentence are read; what is longer is no sentence.
pub(crate) const LONGEST: usize = 4096;

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

    fn sentence(&self, text: &str, sentence: &toguna_text::Sentence, scratch: &mut Scratch) -> Sentence {
        let mut words = self.model.words(text, &sentence.tokens, scratch);
        self.model.fill(&mut words, scratch);
        Sentence {
            start: sentence.start,
            end: sentence.end,
            paragraph: sentence.paragraph,
            block: sentence.block,
            words,
            names: Vec::new(),
        }
    }
}

impl Reader for FastReader {
    fn analyse(&self, text: &str, sentences: &[toguna_text::Sentence]) -> Analysis {
        let mut scratch = Scratch::default();
        Analysis { sentences: sentences.iter().map(|s| self.sentence(text, s, &mut scratch)).collect() }
    }

    fn annotate(&self, sentences: &[Vec<Given<'_>>]) -> Vec<Vec<Word>> {
        let mut scratch = Scratch::default();
        let read = |given: &Vec<Given<'_>>| {
            let mut words: Vec<Word> = given.iter().map(|g| Word::bare(0, 0, g.form.into())).collect();
            self.model.fill(&mut words, &mut scratch);
            words
        };
        sentences.iter().map(read).collect()
    }

    fn model(&self) -> &Model {
        &self.model
    }
}

impl Model {
    /// The words of a sentence's tokens, with forms and bytes only.
    pub(crate) fn words(&self, text: &str, tokens: &[Token], scratch: &mut Scratch) -> Vec<Word> {
        let form = |token: &Token| text.get(token.start as usize..token.end as usize).filter(|f| !f.is_empty());
        let tokens: Vec<(&Token, &str)> = tokens.iter().filter_map(|t| Some((t, form(t)?))).take(LONGEST).collect();
        scratch.surfaces.clear();
        for (_, form) in &tokens {
            scratch.surfaces.push(Surface::of(form, &mut scratch.letters));
        }
        let mut words = Vec::with_capacity(tokens.len() + 8);
        for (at, &(token, form)) in tokens.iter().enumerate() {
            let bare = |part: CompactString| Word::bare(token.start, token.end, part);
            match self.contractions.words(form, &scratch.surfaces, at, &mut scratch.keys) {
                Some(parts) => words.extend(with_capitals(form, parts).map(bare)),
                None => words.push(bare(form.into())),
            }
        }
        words
    }

    /// Tags and parses words of which the form is known.
    pub(crate) fn fill(&self, words: &mut [Word], scratch: &mut Scratch) {
        scratch.surfaces.clear();
        for word in words.iter() {
            scratch.surfaces.push(Surface::of(&word.form, &mut scratch.letters));
        }
        self.read(scratch);
        for (at, word) in words.iter_mut().enumerate() {
            let tag = &self.tags[scratch.tags.second[at] as usize];
            (word.upos, word.feats) = (tag.upos, tag.feats);
            (word.head, word.deprel) = scratch.arc(at, &self.labels);
            word.lemma = self.lemmas.lemma(&word.form, tag.upos, tag.feats);
        }
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
