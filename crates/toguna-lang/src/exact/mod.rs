//! The exact reader: a small network that is right more often than the fast reader and takes more time.
//!
//! One network reads all languages; contractions and lemmas come from the language's own [`Model`], as for the fast
//! reader. Each sentence is read alone and on one thread, so that the bytes of an analysis depend on nothing beside it.

mod network;
mod pieces;
mod tree;

use std::sync::Arc;

use rten::ThreadPool;

pub use network::{ExactFiles, ExactNetwork};

use crate::analysis::{Analysis, Name, Sentence, Word};
use crate::model::Model;
use crate::reader::{Given, Reader, Scratch};
use network::{Found, NameTag};

/// Why the network cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ExactError {
    /// A file does not have the bytes that `reader.toml` tells.
    #[error(
        "{file} is not the one that reader.toml tells of: its checksum differs; run `make models` or copy all three again"
    )]
    Checksum {
        /// Which file.
        file: &'static str,
    },
    /// `reader.toml` does not read.
    #[error("reader.toml: {reason}")]
    Description {
        /// What is wrong.
        reason: String,
    },
    /// `pieces.tsv` does not read.
    #[error("pieces.tsv, line {line}: there must be a piece, a tab and its score")]
    Pieces {
        /// Line, counted from 1.
        line: usize,
    },
    /// `network.onnx` does not load.
    #[error("network.onnx does not load: {reason}")]
    Network {
        /// What is wrong.
        reason: String,
    },
    /// The network stopped.
    #[error("the network stopped: {reason}")]
    Run {
        /// What is wrong.
        reason: String,
    },
}

/// The reader that is right more often.
pub struct ExactReader {
    network: Arc<ExactNetwork>,
    model: Model,
}

impl ExactReader {
    /// A reader of one language with a network and the language's own model.
    pub fn new(network: Arc<ExactNetwork>, model: Model) -> Self {
        ExactReader { network, model }
    }

    fn sentence(
        &self,
        text: &str,
        sentence: &toguna_text::Sentence,
        scratch: &mut Scratch,
        pool: &Arc<ThreadPool>,
    ) -> Sentence {
        let mut words = self.model.words(text, &sentence.tokens, scratch);
        let spaces = spaces(text, &words);
        let found = self.found(&words, &spaces, pool);
        let names = found.as_deref().map(names).unwrap_or_default();
        match found {
            Some(found) => self.fill(&mut words, &found),
            None => self.model.fill(&mut words, scratch),
        }
        Sentence {
            start: sentence.start,
            end: sentence.end,
            paragraph: sentence.paragraph,
            block: sentence.block,
            words,
            names,
        }
    }

    /// What the network tells of words; nothing where it stops, which only a network with another graph does.
    fn found(&self, words: &[Word], spaces: &[bool], pool: &Arc<ThreadPool>) -> Option<Vec<Found>> {
        let given: Vec<Given<'_>> =
            words.iter().zip(spaces).map(|(word, &space_before)| Given { form: &word.form, space_before }).collect();
        self.network.read(&given, pool).ok()
    }

    fn fill(&self, words: &mut [Word], found: &[Found]) {
        for (word, found) in words.iter_mut().zip(found) {
            (word.upos, word.feats, word.head, word.deprel) = (found.upos, found.feats, found.head, found.deprel);
            word.lemma = self.model.lemmas.lemma(&word.form, found.upos, found.feats);
        }
    }
}

/// Does work on one thread that the runtime takes for its own pool: it would otherwise share each small product among all
/// cores, to nobody's gain.
///
/// The caller waits on a thread of its own, because a worker of a thread pool that waits for another pool takes up other
/// work meanwhile, another document perhaps, and another inside that.
fn alone<T: Send>(work: impl FnOnce(&Arc<ThreadPool>) -> T + Send) -> T {
    let pool = Arc::new(ThreadPool::with_num_threads(1));
    let wait = || pool.run(|| work(&pool));
    std::thread::scope(|scope| scope.spawn(wait).join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
}

impl Reader for ExactReader {
    fn analyse(&self, text: &str, sentences: &[toguna_text::Sentence]) -> Analysis {
        alone(|pool| {
            let mut scratch = Scratch::default();
            Analysis { sentences: sentences.iter().map(|s| self.sentence(text, s, &mut scratch, pool)).collect() }
        })
    }

    fn annotate(&self, sentences: &[Vec<Given<'_>>]) -> Vec<Vec<Word>> {
        let read = |given: &Vec<Given<'_>>, pool: &Arc<ThreadPool>| {
            let mut words: Vec<Word> = given.iter().map(|g| Word::bare(0, 0, g.form.into())).collect();
            if let Ok(found) = self.network.read(given, pool) {
                self.fill(&mut words, &found);
            }
            words
        };
        alone(|pool| sentences.iter().map(|given| read(given, pool)).collect())
    }

    fn model(&self) -> &Model {
        &self.model
    }
}

/// Whether white space, or the sentence's beginning, stands before each word. The words of a contraction are as if
/// written apart, save where they are simply its parts.
fn spaces(text: &str, words: &[Word]) -> Vec<bool> {
    let blank = |byte: u32| text[..byte as usize].chars().next_back().is_none_or(char::is_whitespace);
    let mut spaces = Vec::with_capacity(words.len());
    for token in words.chunk_by(|a, b| a.start == b.start) {
        let surface = &text[token[0].start as usize..token[0].end as usize];
        let parts = token.iter().map(|word| word.form.len()).sum::<usize>() == surface.len();
        spaces.push(spaces.is_empty() || blank(token[0].start));
        spaces.extend(token.iter().skip(1).map(|_| !parts));
    }
    spaces
}

/// The names that the tags tell; a name that goes on without a beginning begins there.
fn names(found: &[Found]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, word) in found.iter().enumerate() {
        let at = at as u16;
        match word.name {
            NameTag::Outside => {}
            NameTag::Inside(kind) if names.last().is_some_and(|n| n.end == at && n.kind == kind) => {
                if let Some(name) = names.last_mut() {
                    name.end = at + 1;
                }
            }
            NameTag::Begins(kind) | NameTag::Inside(kind) => names.push(Name { start: at, end: at + 1, kind }),
        }
    }
    names
}
