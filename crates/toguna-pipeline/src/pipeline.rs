//! The four steps with their knowledge: read, analyse, mark, code.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use toguna_code::{Coded, FactRules, Lexicon, LexiconFiles};
use toguna_lang::{Analysis, ExactFiles, ExactNetwork, ExactReader, FastReader, Forms, Model, Reader};
use toguna_mark::{
    ActorContext, ActorFiles, ActorKind, ActorMark, ActorMarks, ActorPack, EntityId, Gazetteer, GazetteerFiles, Marks,
    NumberWords, PlaceMark, PlaceWords, Roles, TimeGrammar, Times,
};
use toguna_text::{Document, Language, Metadata, ReadError, SegmentRules};

use crate::Files;

/// Knowledge that is missing or does not read.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// A file is not there.
    #[error("{path} is missing; {mend}")]
    Missing {
        /// Which file.
        path: String,
        /// What to do.
        mend: &'static str,
    },
    /// A file does not read.
    #[error("{path}: {reason}")]
    Unreadable {
        /// Which file.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// A pack that is not there.
    #[error("there is no pack '{asked}'; there are: {known}")]
    NoPack {
        /// The pack asked for.
        asked: String,
        /// The packs there are.
        known: String,
    },
}

/// Which reader makes the analyses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReaderKind {
    /// The network: right more often.
    #[default]
    Exact,
    /// Linear models: ten times as quick.
    Fast,
}

impl ReaderKind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            ReaderKind::Exact => "exact",
            ReaderKind::Fast => "fast",
        }
    }
}

/// Everything needed to read one language.
pub(crate) struct LanguageKnowledge {
    pub(crate) segment: SegmentRules,
    pub(crate) reader: Box<dyn Reader>,
    pub(crate) forms: Forms,
    time: TimeGrammar,
    numbers: NumberWords,
    places: PlaceWords,
    roles: Roles,
    pub(crate) lexicon: Lexicon,
    pub(crate) facts: FactRules,
}

/// Languages and one pack, ready to read and code documents from any number of threads.
pub struct Pipeline {
    languages: BTreeMap<String, LanguageKnowledge>,
    known: Vec<Language>,
    actors: ActorPack,
    gazetteer: Gazetteer,
    version: String,
}

impl Pipeline {
    /// Loads every language and one pack, with the reader that is used where none is asked for.
    pub fn new(files: &Files, pack: &str) -> Result<Pipeline, PipelineError> {
        Pipeline::with_reader(files, pack, ReaderKind::default())
    }

    /// Loads every language and one pack, with a reader.
    pub fn with_reader(files: &Files, pack: &str, reader: ReaderKind) -> Result<Pipeline, PipelineError> {
        let packs = files.folders("packs");
        if !packs.contains(&pack) {
            return Err(PipelineError::NoPack { asked: pack.into(), known: packs.join(", ") });
        }
        let network = match reader {
            ReaderKind::Exact => Some(Arc::new(network(files)?)),
            ReaderKind::Fast => None,
        };
        let mut languages = BTreeMap::new();
        let mut known = Vec::new();
        for code in files.folders("languages") {
            known.push(parsed(files, &format!("languages/{code}/language.toml"), Language::parse)?);
            languages.insert(code.to_string(), language(files, code, network.as_ref())?);
        }
        let actors = actor_pack(files, pack)?;
        let gazetteer = gazetteer(files, pack)?;
        Ok(Pipeline { languages, known, actors, gazetteer, version: version(files, reader) })
    }

    /// The hash of all knowledge and of the program's version: what was coded with another is coded again.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The pack's actors.
    pub fn actors(&self) -> &ActorPack {
        &self.actors
    }

    /// The pack's places and those of the tables behind them.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Reads one publication.
    pub fn read(&self, name: &str, bytes: &[u8], metadata: Metadata) -> Result<Document, ReadError> {
        toguna_text::read(name, bytes, metadata, &self.known)
    }

    /// Takes a text that is given as text: nothing about it is changed, so that offsets are the giver's own.
    pub fn read_text(&self, name: &str, text: &str, metadata: Metadata) -> Result<Document, ReadError> {
        if text.chars().all(char::is_whitespace) {
            return Err(ReadError::Empty { name: name.into() });
        }
        let told = metadata.language.as_deref().map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase());
        let code =
            told.filter(|code| self.speaks(code)).unwrap_or_else(|| toguna_text::identify(text, &self.known).into());
        Ok(Document::new(name, text.to_string(), metadata, code))
    }

    /// Whether documents of this language can be coded.
    pub fn speaks(&self, language: &str) -> bool {
        self.languages.contains_key(language)
    }

    /// The codes of the languages that can be coded.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// Analyses one document; a document of a language that is not known has no analysis.
    pub fn analyse(&self, document: &Document) -> Option<Analysis> {
        let language = self.language(document.language())?;
        let sentences = toguna_text::segment(document.text(), &language.segment);
        let mut analysis = language.reader.analyse(document.text(), &sentences);
        language.forms.mend(&mut analysis);
        Some(analysis)
    }

    /// Codes one document; a document of a language that is not known yields nothing.
    pub fn code(&self, document: &Document) -> Coded {
        let (Some(language), Some(analysis)) = (self.language(document.language()), self.analyse(document)) else {
            return Coded::default();
        };
        let marks = self.mark(language, document, &analysis);
        toguna_code::code(document, &analysis, marks, &language.lexicon, &language.facts)
    }

    /// Whether a place only stands in the name of a body that the pack lists ("the UN mission in Mali"), or of an outlet.
    fn is_in_a_name(&self, place: &PlaceMark, actors: &[ActorMark]) -> bool {
        let own = place.span.range();
        let named = |actor: &&ActorMark| {
            let whole = actor.span.range();
            whole.start <= own.start && own.end <= whole.end && whole.len() > own.len()
        };
        let mut around = actors.iter().filter(named);
        around.any(|actor| match actor.kind {
            ActorKind::Person => false,
            ActorKind::Media => true,
            _ => self.actors.actor(&actor.entity).is_some(),
        })
    }

    /// What is known of a language.
    pub(crate) fn language(&self, code: &str) -> Option<&LanguageKnowledge> {
        self.languages.get(code)
    }

    /// Marks a document: dates first, since numbers in dates are no quantities, and places before actors, since a place
    /// that is named is no actor.
    pub(crate) fn mark(&self, language: &LanguageKnowledge, document: &Document, analysis: &Analysis) -> Marks {
        let Times { dates, dated, byline } = toguna_mark::times(document, analysis, &language.time);
        let quantities = toguna_mark::quantities(document, analysis, &language.numbers, &dates);
        let places = toguna_mark::places(document, analysis, &self.gazetteer, &language.places);
        let context =
            ActorContext { pack: &self.actors, roles: &language.roles, place_words: &language.places, places: &places };
        let actors = toguna_mark::actors(document, analysis, &context);
        let named = actors.actors.iter().chain(&actors.allusions).map(|mark| &mark.entity);
        let family = |id: &EntityId| Some((id.clone(), self.actors.actor(id)?.family.clone()?));
        let families = named.filter_map(family).collect();
        let countries = countries(&self.actors, &actors);
        let (titles, allusions, actors) = (actors.titles, actors.allusions, actors.actors);
        let places = places.into_iter().filter(|place| !self.is_in_a_name(place, &actors)).collect();
        Marks { dates, dated, byline, places, actors, allusions, titles, quantities, families, countries }
    }
}

/// The countries of the actors that a document marks; whom the pack does not list belongs to the state of his office.
fn countries(pack: &ActorPack, marks: &ActorMarks) -> BTreeMap<EntityId, String> {
    let offices = marks.titles.iter().filter_map(|title| {
        let of = title.of.as_ref()?;
        Some((title.holder.clone(), pack.country_of(of, "", ActorKind::State)?.to_owned()))
    });
    let own = marks.actors.iter().chain(&marks.allusions).filter_map(|mark| {
        Some((mark.entity.clone(), pack.country_of(&mark.entity, &mark.name, mark.kind)?.to_owned()))
    });
    offices.chain(own).collect()
}

/// The folder of the exact reader's network.
const NETWORK: &str = "models/reader/";

fn network(files: &Files) -> Result<ExactNetwork, PipelineError> {
    let path = |name: &str| format!("{NETWORK}{name}");
    let network = files.cow(&path("network.onnx")).ok_or_else(|| PipelineError::Missing {
        path: path("network.onnx"),
        mend: "read with `--reader fast`, or make the network with `make models`",
    })?;
    let (description, pieces) = (text(files, &path("reader.toml"))?, text(files, &path("pieces.tsv"))?);
    ExactNetwork::load(ExactFiles { description, pieces, network })
        .map_err(|e| PipelineError::Unreadable { path: NETWORK.into(), reason: e.to_string() })
}

fn language(
    files: &Files,
    code: &str,
    network: Option<&Arc<ExactNetwork>>,
) -> Result<LanguageKnowledge, PipelineError> {
    let path = |name: &str| format!("languages/{code}/{name}");
    let model = bytes(files, &path("model.bin"))?;
    let model = Model::from_bytes(model)
        .map_err(|e| PipelineError::Unreadable { path: path("model.bin"), reason: e.to_string() })?;
    let lexicon = Lexicon::parse(&LexiconFiles {
        predicates: text(files, &path("predicates.tsv"))?,
        classes: text(files, &path("classes.toml"))?,
        grammar: text(files, &path("grammar.toml"))?,
        speech: text(files, &path("speech.tsv"))?,
        light: text(files, &path("light.tsv"))?,
    })
    .map_err(|e| PipelineError::Unreadable { path: format!("languages/{code}"), reason: e.to_string() })?;
    Ok(LanguageKnowledge {
        segment: parsed(files, &path("segment.toml"), SegmentRules::parse)?,
        reader: match network {
            Some(network) => Box::new(ExactReader::new(network.clone(), model)),
            None => Box::new(FastReader::new(model)),
        },
        forms: parsed(files, &path("forms.tsv"), Forms::parse)?,
        time: parsed(files, &path("time.toml"), TimeGrammar::parse)?,
        numbers: parsed(files, &path("numbers.toml"), NumberWords::parse)?,
        places: parsed(files, &path("places.toml"), PlaceWords::parse)?,
        roles: parsed(files, &path("roles.toml"), Roles::parse)?,
        facts: parsed(files, &path("facts.tsv"), FactRules::parse)?
            .with_turns(text(files, &path("turns.tsv"))?)
            .map_err(|e| PipelineError::Unreadable { path: path("turns.tsv"), reason: e.to_string() })?,
        lexicon,
    })
}

/// A pack's places, and the tables of its folder `gazetteer`.
fn gazetteer(files: &Files, pack: &str) -> Result<Gazetteer, PipelineError> {
    let below = format!("packs/{pack}/gazetteer/");
    let tables = files
        .iter()
        .filter(|(path, _)| path.starts_with(&below) && path.ends_with(".tsv"))
        .map(|(path, _)| Ok((path, text(files, path)?)))
        .collect::<Result<_, PipelineError>>()?;
    let path = |name: &str| format!("packs/{pack}/{name}");
    let spelling = path("spelling.toml");
    let spelling = if files.get(&spelling).is_some() { text(files, &spelling)? } else { "" };
    Gazetteer::load(&GazetteerFiles { places: text(files, &path("places.tsv"))?, spelling, tables })
        .map_err(|error| PipelineError::Unreadable { path: format!("packs/{pack}"), reason: error.to_string() })
}

/// The actors, persons and offices of a pack, without the languages and models that reading needs.
pub fn actor_pack(files: &Files, pack: &str) -> Result<ActorPack, PipelineError> {
    let path = |name: &str| format!("packs/{pack}/{name}");
    ActorPack::parse(&ActorFiles {
        states: text(files, &path("states.tsv"))?,
        actors: text(files, &path("actors.tsv"))?,
        persons: text(files, &path("persons.tsv"))?,
        offices: text(files, &path("offices.tsv"))?,
    })
    .map_err(|e| PipelineError::Unreadable { path: format!("packs/{pack}"), reason: e.to_string() })
}

fn bytes<'f>(files: &'f Files, path: &str) -> Result<&'f [u8], PipelineError> {
    files.get(path).ok_or_else(|| PipelineError::Missing {
        path: path.into(),
        mend: "a language and a pack need every file that languages/README.md and packs/README.md list",
    })
}

fn text<'f>(files: &'f Files, path: &str) -> Result<&'f str, PipelineError> {
    std::str::from_utf8(bytes(files, path)?)
        .map_err(|e| PipelineError::Unreadable { path: path.into(), reason: format!("not UTF-8: {e}") })
}

fn parsed<T, E: std::fmt::Display>(
    files: &Files,
    path: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, PipelineError> {
    parse(text(files, path)?).map_err(|e| PipelineError::Unreadable { path: path.into(), reason: e.to_string() })
}

/// The hash of what a result depends on. Of a network that is its description, which tells its checksum.
fn version(files: &Files, reader: ReaderKind) -> String {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update(reader.name());
    let description = format!("{NETWORK}reader.toml");
    for (path, bytes) in files.iter() {
        if path.starts_with("models/") && (reader == ReaderKind::Fast || path != description) {
            continue;
        }
        hash.update(path);
        hash.update([0]);
        hash.update(bytes);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
