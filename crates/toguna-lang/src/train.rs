//! Training: from treebanks to a model, the same bytes for the same input on every machine.
//!
//! The parser learns on tags as it will find them: each fifth of the treebank is tagged by taggers that did not see it.

use crate::analysis::{Deprel, Upos};
use crate::conllu::{self, ConlluError, GoldSentence, Split};
use crate::contraction::Contractions;
use crate::features::Features;
use crate::hash::Random;
use crate::lemma::Lemmatizer;
use crate::model::{Header, Model};
use crate::oracle::{self, Gold};
use crate::parser::{Move, State};
use crate::perceptron::{Perceptron, Pruning};
use crate::reader::atoms;
use crate::surface::Surface;
use crate::tagger::{self, Tag, TagScratch};
use crate::weights::{Score, Scores, Weights};

/// How to train.
#[derive(Clone, Debug)]
pub struct TrainOptions {
    /// The code of the language.
    pub language: String,
    /// The licence of the weights.
    pub licence: String,
    /// The names of the treebank files, for the header.
    pub treebanks: Vec<String>,
    /// How often the taggers go through the treebank.
    pub tagger_rounds: usize,
    /// How often the parser does.
    pub parser_rounds: usize,
    /// In how many parts the treebank is cut to tag each with what the others taught.
    pub folds: usize,
    /// How often a feature must be met to be learned, by first tagger, second tagger and parser.
    pub least: [u8; 3],
    /// How many weights first tagger, second tagger and parser may keep.
    pub keep: [usize; 3],
    /// How often a sentence counts whose file marks it with `# split = train`: such files are small and close to what
    /// will be read.
    pub weight: usize,
    /// Seed of shuffles and exploration.
    pub seed: u64,
}

impl TrainOptions {
    /// The options that the models of this project are trained with.
    pub fn new(language: &str) -> Self {
        TrainOptions {
            language: language.to_owned(),
            licence: String::new(),
            treebanks: Vec::new(),
            tagger_rounds: 8,
            parser_rounds: 10,
            folds: 4,
            least: [2, 2, 3],
            keep: [450_000, 600_000, 2_000_000],
            weight: WEIGHT,
            seed: 1,
        }
    }
}

/// Why there was nothing to learn from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    /// A file is no CoNLL-U.
    #[error("treebank {number}: {error}")]
    Conllu {
        /// Which file, counted from 1.
        number: usize,
        /// What is wrong with it.
        error: ConlluError,
    },
    /// No file.
    #[error("no treebank was given; name at least one CoNLL-U file")]
    Nothing,
}

/// One sentence as the perceptrons see it.
struct Sample {
    surfaces: Vec<Surface>,
    upos: Vec<u8>,
    tags: Vec<u8>,
    heads: Vec<u16>,
    labels: Vec<Option<u8>>,
}

/// See [`TrainOptions::weight`]. The only one tried: it helps the news sentences for 0.2 LAS on the dev files of EWT and Sequoia.
const WEIGHT: usize = 3;

/// Trains a model on the texts of CoNLL-U files. Sentences marked with `# split = test` are left out.
pub fn train(files: &[&str], options: &TrainOptions) -> Result<Model, TrainError> {
    let mut sentences = Vec::new();
    for (at, file) in files.iter().enumerate() {
        sentences.extend(conllu::read(file).map_err(|error| TrainError::Conllu { number: at + 1, error })?);
    }
    sentences.retain(|s| s.split != Some(Split::Test));
    if sentences.is_empty() {
        return Err(TrainError::Nothing);
    }
    let (tags, labels) = (tags(&sentences), labels(&sentences));
    let mut letters = Vec::new();
    let samples: Vec<Sample> = sentences.iter().map(|s| sample(s, &tags, &labels, &mut letters)).collect();
    let folds = folds(&sentences, options.folds);
    let times: Vec<usize> =
        sentences.iter().map(|s| if s.split.is_some() { options.weight.max(1) } else { 1 }).collect();
    let all: Vec<usize> = (0..samples.len()).collect();
    let trainer = Trainer { samples: &samples, times: &times, folds: &folds, tags: &tags, labels: &labels, options };

    let first_guesses = trainer.by_others(
        |part| trainer.first(part),
        |weights, at, scratch| {
            tagger::read_first(&samples[at].surfaces, weights, scratch);
            scratch.first.clone()
        },
    );
    let second_guesses = trainer.by_others(
        |part| trainer.second(part, &first_guesses),
        |weights, at, scratch| {
            scratch.first.clone_from(&first_guesses[at]);
            tagger::read_second(&samples[at].surfaces, weights, tags.len(), scratch);
            scratch.second.clone()
        },
    );
    let first = trainer.first(&all);
    let second = trainer.second(&all, &first_guesses);
    let parser = trainer.parser(&second_guesses);

    let looks: Vec<Vec<Surface>> =
        sentences.iter().map(|s| s.tokens.iter().map(|t| Surface::of(&t.form, &mut letters)).collect()).collect();
    let header = Header {
        language: options.language.clone(),
        licence: options.licence.clone(),
        treebanks: options.treebanks.clone(),
        sentences: sentences.len(),
    };
    let lemmas = Lemmatizer::learn(sentences.iter().flat_map(|s| &s.words));
    let contractions = Contractions::learn(&sentences, &looks);
    Ok(Model { header, tags: tags.clone(), labels: labels.clone(), first, second, parser, lemmas, contractions })
}

/// Which part each sentence belongs to. Whole treebanks are cut in stretches, because neighbours come of one text;
/// sentences of files that mix splits are dealt out, so that every part learns from their kind.
fn folds(sentences: &[GoldSentence], folds: usize) -> Vec<usize> {
    let folds = folds.clamp(1, sentences.len());
    sentences
        .iter()
        .enumerate()
        .map(|(at, s)| if s.split.is_some() { at % folds } else { at * folds / sentences.len() })
        .collect()
}

/// The tags of a treebank, the most frequent first; the rarest are left out where there are more than 250.
fn tags(sentences: &[GoldSentence]) -> Vec<Tag> {
    let mut counts: Vec<(Tag, usize)> = Vec::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        match counts
            .iter_mut()
            .find(|(tag, _)| tag.upos == word.upos && tag.feats == word.feats && tag.detail == word.detail)
        {
            Some((_, count)) => *count += 1,
            None => counts.push((Tag { upos: word.upos, feats: word.feats, detail: word.detail.clone() }, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().take(250).map(|(tag, _)| tag).collect()
}

/// The relations of a treebank, without the root's.
fn labels(sentences: &[GoldSentence]) -> Vec<Deprel> {
    let mut labels: Vec<Deprel> =
        sentences.iter().flat_map(|s| &s.words).map(|w| w.deprel).filter(|&l| l != Deprel::Root).collect();
    labels.sort_unstable();
    labels.dedup();
    if labels.is_empty() { vec![Deprel::Dep] } else { labels }
}

/// The tag nearest to a word's: the same, or one of the same part of speech.
fn nearest(tags: &[Tag], word: &conllu::GoldWord) -> u8 {
    let same = tags.iter().position(|t| t.upos == word.upos && t.feats == word.feats && t.detail == word.detail);
    let close = || tags.iter().position(|t| t.upos == word.upos && t.feats == word.feats);
    same.or_else(close).or_else(|| tags.iter().position(|t| t.upos == word.upos)).unwrap_or(0) as u8
}

fn sample(sentence: &GoldSentence, tags: &[Tag], labels: &[Deprel], letters: &mut Vec<char>) -> Sample {
    let words = &sentence.words;
    let head =
        |(at, word): (usize, &conllu::GoldWord)| if word.head as usize == at { words.len() as u16 } else { word.head };
    Sample {
        surfaces: words.iter().map(|w| Surface::of(&w.form, letters)).collect(),
        upos: words.iter().map(|w| w.upos as u8).collect(),
        tags: words.iter().map(|w| nearest(tags, w)).collect(),
        heads: words.iter().enumerate().map(head).collect(),
        labels: words.iter().map(|w| labels.iter().position(|&l| l == w.deprel).map(|l| l as u8)).collect(),
    }
}

/// What all trainings share.
struct Trainer<'a> {
    samples: &'a [Sample],
    /// How often each sentence counts.
    times: &'a [usize],
    /// Which part each belongs to.
    folds: &'a [usize],
    tags: &'a [Tag],
    labels: &'a [Deprel],
    options: &'a TrainOptions,
}

impl Trainer<'_> {
    /// Tags each part of the treebank with weights that learned from the other parts.
    fn by_others(
        &self,
        learn: impl Fn(&[usize]) -> Weights,
        guess: impl Fn(&Weights, usize, &mut TagScratch) -> Vec<u8>,
    ) -> Vec<Vec<u8>> {
        let folds = self.folds.iter().max().map_or(1, |last| last + 1);
        let mut guesses = vec![Vec::new(); self.samples.len()];
        let mut scratch = TagScratch::default();
        for held in 0..folds {
            let others: Vec<usize> =
                (0..self.samples.len()).filter(|&at| folds == 1 || self.folds[at] != held).collect();
            let weights = learn(&others);
            for at in (0..self.samples.len()).filter(|&at| self.folds[at] == held) {
                guesses[at] = guess(&weights, at, &mut scratch);
            }
        }
        guesses
    }

    fn first(&self, part: &[usize]) -> Weights {
        let (mut perceptron, mut keys, mut guessed) = (Perceptron::new(self.options.least[0]), Vec::new(), Vec::new());
        self.rounds(part, self.options.tagger_rounds, |at, round| {
            if round > 0 {
                perceptron.end_round();
            }
            let sample = &self.samples[at];
            guessed.clear();
            for i in 0..sample.surfaces.len() {
                tagger::first_features(&mut keys, &sample.surfaces, i, &guessed);
                guessed.push(learn_one(&mut perceptron, &keys, sample.upos[i], Upos::ALL.len()));
            }
        });
        perceptron.finish(&Pruning { keep: self.options.keep[0], clip: CLIP })
    }

    fn second(&self, part: &[usize], first: &[Vec<u8>]) -> Weights {
        let (mut perceptron, mut keys, mut guessed) = (Perceptron::new(self.options.least[1]), Vec::new(), Vec::new());
        self.rounds(part, self.options.tagger_rounds, |at, round| {
            if round > 0 {
                perceptron.end_round();
            }
            let sample = &self.samples[at];
            guessed.clear();
            for i in 0..sample.surfaces.len() {
                tagger::second_features(&mut keys, &sample.surfaces, i, &first[at], &guessed);
                guessed.push(learn_one(&mut perceptron, &keys, sample.tags[i], self.tags.len()));
            }
        });
        perceptron.finish(&Pruning { keep: self.options.keep[1], clip: CLIP })
    }

    fn parser(&self, tags: &[Vec<u8>]) -> Weights {
        let mut learner = ParserLearner {
            perceptron: Perceptron::new(self.options.least[2]),
            random: Random(self.options.seed),
            labels: self.labels.len(),
            ..Default::default()
        };
        let all: Vec<usize> = (0..self.samples.len()).collect();
        let mut words = Vec::new();
        self.rounds(&all, self.options.parser_rounds, |at, round| {
            if round > 0 {
                learner.perceptron.end_round();
            }
            let sample = &self.samples[at];
            atoms(&mut words, &sample.surfaces, self.tags, &tags[at]);
            let gold = Gold { heads: &sample.heads, labels: &sample.labels };
            learner.sentence(&words, &gold, round > 0);
        });
        learner.perceptron.finish(&Pruning { keep: self.options.keep[2], clip: CLIP })
    }

    /// Goes through a part of the treebank so many times, each time in another order.
    fn rounds(&self, part: &[usize], rounds: usize, mut each: impl FnMut(usize, usize)) {
        let mut random = Random(self.options.seed);
        let mut order: Vec<usize> = part.iter().flat_map(|&at| std::iter::repeat_n(at, self.times[at])).collect();
        for round in 0..rounds {
            random.shuffle(&mut order);
            order.iter().for_each(|&at| each(at, round));
        }
    }
}

/// Beyond this share of the weights, size is no longer told apart.
const CLIP: f64 = 0.9998;

/// Guesses one tag, learns from it, and returns the guess.
fn learn_one(perceptron: &mut Perceptron, keys: &[u32], right: u8, classes: usize) -> u8 {
    let mut scores: Scores = [0; 256];
    perceptron.add(keys, &mut scores);
    let guess = tagger::best(&scores, classes);
    perceptron.learn(keys, right, guess);
    guess
}

/// The parser while it learns.
#[derive(Default)]
struct ParserLearner {
    perceptron: Perceptron,
    random: Random,
    state: State,
    features: Features,
    labels: usize,
}

/// How often in a hundred the learner goes on from its own guess.
const EXPLORE: usize = 90;

impl ParserLearner {
    fn sentence(&mut self, words: &[crate::features::Atom], gold: &Gold<'_>, explore: bool) {
        self.state.start(words.len() - 1);
        while !self.state.done() {
            if !self.state.can_left() && !self.state.can_right() {
                self.state.go(Move::Shift);
                continue;
            }
            self.features.of(&self.state, words);
            let mut scores: Scores = [0; 256];
            self.perceptron.add(&self.features.keys, &mut scores);
            let guess = self.state.choose(&scores, self.labels);
            let best = oracle::best(&self.state, gold);
            let right = if best.allows(guess) { guess } else { self.best_right(&scores, &best) };
            self.perceptron.learn(&self.features.keys, right.class(self.labels), guess.class(self.labels));
            let own = explore && self.random.below(100) < EXPLORE;
            self.state.go(if own { guess } else { right });
        }
    }

    /// Of the right moves the one with the highest score.
    fn best_right(&self, scores: &Scores, best: &oracle::Best) -> Move {
        let moves =
            (0..1 + 2 * self.labels).map(|class| Move::of(class as u8, self.labels)).filter(|&m| best.allows(m));
        let score = |m: &Move| scores[m.class(self.labels) as usize];
        moves.reduce(|a, b| if score(&b) > score(&a) { b } else { a }).unwrap_or(Move::Shift)
    }
}
