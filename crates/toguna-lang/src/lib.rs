//! Analysis of sentences: universal part-of-speech tags, lemmas, features and a dependency tree for each, in the terms
//! of Universal Dependencies; and the training of the models that do it.
//!
//! Pure functions only. This crate knows nothing of politics and no word of any language: what it knows of a language
//! it learned from a treebank (`languages/<code>/model.bin`) or reads from that folder's files.

mod analysis;

pub use analysis::{Analysis, Deprel, Feats, Mood, Number, Sentence, Tense, Upos, VerbForm, Voice, Word};
