//! The network: its files, and one sentence through it.

use std::borrow::Cow;
use std::sync::Arc;

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::ExactError;
use super::pieces::{BEGIN, END, Pieces};
use super::tree::best_tree;
use crate::analysis::{Deprel, Feats, NameKind, Upos};
use crate::conllu;
use crate::reader::Given;

/// The files of the network, as `training/export.py` writes them.
pub struct ExactFiles<'a> {
    /// `reader.toml`: labels and checksums.
    pub description: &'a str,
    /// `pieces.tsv`: the vocabulary.
    pub pieces: &'a str,
    /// `network.onnx`; what is borrowed for ever is not copied.
    pub network: Cow<'static, [u8]>,
}

/// What `reader.toml` tells.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    licence: String,
    upos: Vec<String>,
    deprel: Vec<String>,
    feats: Vec<String>,
    name: Vec<String>,
    network_sha256: String,
    pieces_sha256: String,
}

/// A network of all languages that it learned, loaded once and shared by their readers.
pub struct ExactNetwork {
    model: rten::Model,
    inputs: [NodeId; 2],
    outputs: [NodeId; 6],
    pieces: Pieces,
    upos: Vec<Upos>,
    feats: Vec<Feats>,
    labels: Vec<Deprel>,
    names: Vec<NameTag>,
    licence: String,
}

/// Whether a word begins a name, goes on with one, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameTag {
    Outside,
    Begins(NameKind),
    Inside(NameKind),
}

impl NameTag {
    fn of(tag: &str) -> Option<NameTag> {
        let kind = |name| NameKind::ALL.iter().copied().find(|kind| kind.name() == name);
        match tag.split_once('-') {
            Some(("B", name)) => kind(name).map(NameTag::Begins),
            Some(("I", name)) => kind(name).map(NameTag::Inside),
            _ => (tag == "O").then_some(NameTag::Outside),
        }
    }
}

/// What the network tells of one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) upos: Upos,
    pub(crate) feats: Feats,
    /// Place of the head; its own for the root.
    pub(crate) head: u16,
    pub(crate) deprel: Deprel,
    pub(crate) name: NameTag,
}

/// How many pieces the network can read at once, `<s>` and `</s>` left out.
const MOST_PIECES: usize = 500;

/// How many words are read at once: far beyond any sentence, and few enough to find a tree quickly.
const MOST_WORDS: usize = 250;

/// The order of outputs in the graph.
const OUTPUTS: [&str; 6] = ["upos", "feats", "name", "arc", "label_dependent", "label_head"];

impl ExactNetwork {
    /// Loads the network and compares the checksums.
    pub fn load(files: ExactFiles<'_>) -> Result<Self, ExactError> {
        let told: Description =
            toml::from_str(files.description).map_err(|e| ExactError::Description { reason: e.to_string() })?;
        let same = |bytes: &[u8], sum: &str| Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).eq(pairs(sum));
        if !same(files.pieces.as_bytes(), &told.pieces_sha256) {
            return Err(ExactError::Checksum { file: "pieces.tsv" });
        }
        if !same(&files.network, &told.network_sha256) {
            return Err(ExactError::Checksum { file: "network.onnx" });
        }
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match files.network {
            Cow::Borrowed(bytes) => options.load_static_slice(bytes),
            Cow::Owned(bytes) => options.load(bytes),
        };
        let unfit = |reason: String| ExactError::Network { reason };
        let model = model.map_err(|e| unfit(e.to_string()))?;
        let node = |name: &str| model.node_id(name).map_err(|e| unfit(e.to_string()));
        let [ids, first] = ["ids", "first"].map(node);
        let [upos, feats, name, arc, dependent, head] = OUTPUTS.map(node);
        let names = told.name.iter().map(|tag| NameTag::of(tag)).collect::<Option<Vec<_>>>();
        let names = names.ok_or_else(|| ExactError::Description { reason: "a tag of names is not known".into() })?;
        let network = ExactNetwork {
            inputs: [ids?, first?],
            outputs: [upos?, feats?, name?, arc?, dependent?, head?],
            pieces: Pieces::parse(files.pieces)?,
            upos: told.upos.iter().map(|name| Upos::of(name)).collect(),
            feats: told.feats.iter().map(|column| conllu::feats(column)).collect(),
            labels: told.deprel.iter().map(|name| Deprel::of(name)).collect(),
            names,
            licence: told.licence,
            model,
        };
        // One word, so that a graph that cannot be run is refused here and nowhere else.
        let alone = Arc::new(ThreadPool::with_num_threads(1));
        network.read(&[Given { form: ".", space_before: true }], &alone)?;
        Ok(network)
    }

    /// Under which licences the weights may be passed on.
    pub fn licence(&self) -> &str {
        &self.licence
    }

    /// Reads the words of one sentence, however many there are: what is too long is read in parts, and the roots of the
    /// later parts hang on the first one's.
    pub(crate) fn read(&self, words: &[Given<'_>], pool: &Arc<ThreadPool>) -> Result<Vec<Found>, ExactError> {
        let mut found: Vec<Found> = Vec::with_capacity(words.len());
        while found.len() < words.len() {
            let before = found.len();
            let (ids, first) = self.window(&words[before..]);
            let mut part = self.part(ids, first, pool)?;
            let root = found.iter().enumerate().find(|(at, f)| f.head as usize == *at).map(|(at, _)| at as u16);
            for (at, word) in part.iter_mut().enumerate() {
                match root {
                    Some(root) if word.head as usize == at => (word.head, word.deprel) = (root, Deprel::Parataxis),
                    _ => word.head += before as u16,
                }
            }
            found.extend(part);
        }
        Ok(found)
    }

    /// Ids of the pieces, and where each word begins, of as many words as can be read at once. Where not all can, the
    /// last word is a sign, if there is one in the later half.
    fn window(&self, words: &[Given<'_>]) -> (Vec<i32>, Vec<i32>) {
        let (mut ids, mut first) = (vec![BEGIN], vec![0]);
        for word in words {
            let from = ids.len();
            self.pieces.cut(word.form, word.space_before, &mut ids);
            if ids.len() > MOST_PIECES || first.len() > MOST_WORDS {
                ids.truncate(from);
                let taken = first.len() - 1;
                let sign = |at: &usize| !words[*at].form.chars().any(char::is_alphanumeric);
                if let Some(last) = (taken / 2..taken).rev().find(sign).filter(|last| last + 1 < taken) {
                    ids.truncate(first[last + 2] as usize);
                    first.truncate(last + 2);
                }
                break;
            }
            first.push(from as i32);
        }
        ids.push(END);
        (ids, first)
    }

    fn part(&self, ids: Vec<i32>, first: Vec<i32>, pool: &Arc<ThreadPool>) -> Result<Vec<Found>, ExactError> {
        let broken = |reason: String| ExactError::Run { reason };
        let words = first.len() - 1;
        let input = |data: Vec<i32>| Value::from_shape([data.len()], data).map_err(|e| broken(e.to_string()));
        let inputs = vec![(self.inputs[0], input(ids)?.into()), (self.inputs[1], input(first)?.into())];
        let options = RunOptions::default().with_thread_pool(Some(pool.clone()));
        let values = self.model.run_n(inputs, self.outputs, Some(options)).map_err(|e| broken(e.to_string()))?;
        let [upos, feats, name, arcs, dependents, heads] = values
            .map(|value| value.into_shape_vec::<f32, 2>().map(|(_, data)| data).map_err(|e| broken(e.to_string())));
        let (upos, feats, name, arcs) = (upos?, feats?, name?, arcs?);
        let (dependents, heads) = (dependents?, heads?);
        let wide = [
            (upos.len(), words * self.upos.len()),
            (feats.len(), words * self.feats.len()),
            (name.len(), words * self.names.len()),
            (arcs.len(), words * (words + 1)),
            (dependents.len(), words * self.labels.len() * (heads.len() / (words + 1) + 1)),
        ];
        if wide.iter().any(|(is, should)| is != should) || self.upos.is_empty() {
            return Err(broken("the outputs have not the sizes that reader.toml tells".into()));
        }
        let tree = best_tree(words, |dependent, head| arcs[(dependent - 1) * (words + 1) + head]);
        let labels = Labels { names: &self.labels, dependents: &dependents, heads: &heads, words };
        let row = |values: &[f32], width: usize, at: usize| best(&values[at * width..(at + 1) * width]);
        Ok((0..words)
            .map(|at| Found {
                upos: self.upos[row(&upos, self.upos.len(), at)],
                feats: self.feats[row(&feats, self.feats.len(), at)],
                head: tree[at + 1].checked_sub(1).unwrap_or(at) as u16,
                deprel: labels.best(at, tree[at + 1]),
                name: self.names[row(&name, self.names.len(), at)],
            })
            .collect())
    }
}

/// The hexadecimal digits of a checksum by twos.
fn pairs(sum: &str) -> impl Iterator<Item = String> + '_ {
    sum.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).into_owned())
}

/// The place of the highest of some scores; of equal ones the first.
fn best(scores: &[f32]) -> usize {
    (1..scores.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best })
}

/// Scores relations: for each word and label a vector, whose product with the head's vector is the score.
struct Labels<'a> {
    names: &'a [Deprel],
    dependents: &'a [f32],
    heads: &'a [f32],
    words: usize,
}

impl Labels<'_> {
    /// The best relation of a word to its head; the root's is `root`, and no other is.
    fn best(&self, word: usize, head: usize) -> Deprel {
        if head == 0 {
            return Deprel::Root;
        }
        let width = self.heads.len() / (self.words + 1);
        let head = &self.heads[head * width..(head + 1) * width];
        let score = |label: usize| {
            let from = (word * self.names.len() + label) * (width + 1);
            let vector = &self.dependents[from..=from + width];
            vector[..width].iter().zip(head).map(|(a, b)| a * b).sum::<f32>() + vector[width]
        };
        let scored = self.names.iter().enumerate().filter(|(_, name)| **name != Deprel::Root);
        let best = scored.map(|(at, &name)| (score(at), name)).reduce(|a, b| if b.0 > a.0 { b } else { a });
        best.map_or(Deprel::Dep, |(_, name)| name)
    }
}
