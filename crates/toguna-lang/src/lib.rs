//! Analysis of sentences: universal part-of-speech tags, lemmas, features and a dependency tree for each, in the terms
//! of Universal Dependencies; and the training of the models that do it.
//!
//! Pure functions only. This crate knows nothing of politics and no word of any language: what it knows of a language
//! it learned from a treebank (`languages/<code>/model.bin`) or reads from that folder's files.

mod analysis;
mod bytes;
pub mod conllu;
mod contraction;
mod eval;
mod exact;
mod features;
mod forms;
mod hash;
mod lemma;
mod model;
mod oracle;
mod parser;
mod perceptron;
mod reader;
mod surface;
mod tagger;
mod train;
mod weights;
mod write;

pub use analysis::{
    Analysis, Deprel, Feats, Mood, Name, NameKind, Number, Sentence, Tense, Upos, VerbForm, Voice, Word,
};
pub use eval::{Race, RawReport, Report, evaluate, evaluate_raw};
pub use exact::{ExactError, ExactFiles, ExactNetwork, ExactReader};
pub use forms::{Forms, FormsError};
pub use model::{Header, MAGIC, Model, ModelError, VERSION};
pub use reader::{FastReader, Given, Reader};
pub use train::{TrainError, TrainOptions, train};
pub use write::write_conllu;
