//! A trained model of one language, and its file: magic, version, checksum, a readable header, and the packed contents.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::analysis::{Deprel, Feats, Mood, Number, Tense, Upos, VerbForm, Voice};
use crate::bytes::{Broken, Input, Output};
use crate::contraction::Contractions;
use crate::lemma::Lemmatizer;
use crate::tagger::Tag;
use crate::weights::Weights;

/// What every model file starts with.
pub const MAGIC: [u8; 8] = *b"TOGUNALM";

/// The version of the format, and of the features that weights belong to.
pub const VERSION: u32 = 3;

/// What a model says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The code of the language, a folder's name in `languages/`.
    pub language: String,
    /// Under which licence the weights may be passed on: that of the treebanks.
    pub licence: String,
    /// The treebank files it learned from, in order.
    pub treebanks: Vec<String>,
    /// How many sentences it learned from.
    pub sentences: usize,
}

/// A trained model of one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// What it says of itself.
    pub header: Header,
    pub(crate) tags: Vec<Tag>,
    pub(crate) labels: Vec<Deprel>,
    pub(crate) first: Weights,
    pub(crate) second: Weights,
    pub(crate) parser: Weights,
    pub(crate) lemmas: Lemmatizer,
    pub(crate) contractions: Contractions,
}

/// Why bytes are no model that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Something else than a model.
    #[error(
        "this is no language model of Toguna: it does not start with TOGUNALM; check the path, or train one with `toguna train`"
    )]
    Magic,
    /// A model of another version of the program.
    #[error(
        "the model has format version {found}, this program reads version {VERSION}; train it again with `toguna train`"
    )]
    Version {
        /// The version in the file.
        found: u32,
    },
    /// The bytes changed after they were written.
    #[error(
        "the model's checksum does not fit its bytes: the file is damaged or cut off; copy it again or train it again"
    )]
    Checksum,
    /// The checksum fits but the contents make no model.
    #[error("the model's contents are not in order although its checksum fits; train it again with `toguna train`")]
    Contents,
}

impl From<Broken> for ModelError {
    fn from(_: Broken) -> Self {
        ModelError::Contents
    }
}

const CHECKSUM: usize = 32;

/// How hard the contents are packed. Zstandard, because half of the time to load a model went into DEFLATE.
const PACKING: i32 = 19;

/// The contents of a model are never larger than this, unpacked.
const LARGEST: usize = 256 << 20;

impl Model {
    /// The bytes of the model's file. The same model always gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Output::default();
        body.number(self.tags.len() as u64);
        for tag in &self.tags {
            write_tag(tag, &mut body);
        }
        body.number(self.labels.len() as u64);
        self.labels.iter().for_each(|&label| body.text(label.name()));
        for weights in [&self.first, &self.second, &self.parser] {
            weights.write(&mut body);
        }
        self.lemmas.write(&mut body);
        self.contractions.write(&mut body);
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        let mut after = Output::default();
        after.text(&toml::to_string(&self.header).unwrap_or_default());
        after.number(body.0.len() as u64);
        after.0.extend(zstd::bulk::compress(&body.0, PACKING).unwrap_or_default());
        bytes.extend_from_slice(&Sha256::digest(&after.0));
        bytes.extend_from_slice(&after.0);
        bytes
    }

    /// Reads the bytes of a model's file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, ModelError> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(ModelError::Magic)?;
        let (version, rest) = rest.split_first_chunk::<4>().ok_or(ModelError::Checksum)?;
        let found = u32::from_le_bytes(*version);
        if found != VERSION {
            return Err(ModelError::Version { found });
        }
        let (checksum, body) = rest.split_first_chunk::<CHECKSUM>().ok_or(ModelError::Checksum)?;
        if Sha256::digest(body)[..] != checksum[..] {
            return Err(ModelError::Checksum);
        }
        let mut input = Input(body);
        let header = toml::from_str(&input.text()?).map_err(|_| ModelError::Contents)?;
        let length =
            usize::try_from(input.number()?).ok().filter(|&length| length <= LARGEST).ok_or(ModelError::Contents)?;
        let body = zstd::bulk::decompress(input.0, length).map_err(|_| ModelError::Contents)?;
        read_body(header, &mut Input(&body))
    }

    /// How many features have weights, for the model card.
    pub fn features(&self) -> usize {
        self.first.len() + self.second.len() + self.parser.len()
    }
}

fn read_body(header: Header, input: &mut Input<'_>) -> Result<Model, ModelError> {
    let tags = (0..input.count(8)?).map(|_| read_tag(input)).collect::<Result<Vec<_>, _>>()?;
    let labels = (0..input.count(1)?).map(|_| read_label(input)).collect::<Result<Vec<_>, _>>()?;
    if tags.is_empty() || tags.len() > 255 || labels.is_empty() || labels.len() >= Deprel::ALL.len() {
        return Err(ModelError::Contents);
    }
    let first = Weights::read(input, Upos::ALL.len())?;
    let second = Weights::read(input, tags.len())?;
    let parser = Weights::read(input, 1 + 2 * labels.len())?;
    let lemmas = Lemmatizer::read(input)?;
    let contractions = Contractions::read(input)?;
    if !input.0.is_empty() {
        return Err(ModelError::Contents);
    }
    Ok(Model { header, tags, labels, first, second, parser, lemmas, contractions })
}

fn read_label(input: &mut Input<'_>) -> Result<Deprel, Broken> {
    let name = input.text()?;
    let label = Deprel::of(&name);
    if label.name() == name { Ok(label) } else { Err(Broken) }
}

fn write_tag(tag: &Tag, out: &mut Output) {
    let Feats { number, tense, mood, form, voice, negative } = tag.feats;
    let parts = [tag.upos as u8, number as u8, tense as u8, mood as u8, form as u8, voice as u8, negative as u8];
    parts.into_iter().for_each(|part| out.byte(part));
    out.text(&tag.detail);
}

fn read_tag(input: &mut Input<'_>) -> Result<Tag, Broken> {
    fn one<T: Copy>(input: &mut Input<'_>, all: &[T]) -> Result<T, Broken> {
        all.get(input.byte()? as usize).copied().ok_or(Broken)
    }
    let upos = one(input, Upos::ALL)?;
    let feats = Feats {
        number: one(input, &[Number::None, Number::Sing, Number::Plur])?,
        tense: one(input, &[Tense::None, Tense::Past, Tense::Pres, Tense::Fut, Tense::Imp])?,
        mood: one(input, &[Mood::None, Mood::Ind, Mood::Imp, Mood::Cnd, Mood::Sub])?,
        form: one(input, &[VerbForm::None, VerbForm::Fin, VerbForm::Inf, VerbForm::Part, VerbForm::Ger])?,
        voice: one(input, &[Voice::None, Voice::Pass])?,
        negative: one(input, &[false, true])?,
    };
    let detail: CompactString = input.text()?;
    Ok(Tag { upos, feats, detail })
}
