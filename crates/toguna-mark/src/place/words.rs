//! The words of a language that tell of places: prepositions, kinds, compass words (`languages/<code>/places.toml`).

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::curated::level;
use crate::Level;
use crate::names::{Case, Names, folded};
use crate::table::TableError;

/// `places.toml` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    locative: Vec<String>,
    toward: Vec<String>,
    addressed: Vec<String>,
    genitive: Vec<String>,
    leaving: Vec<String>,
    between: Vec<String>,
    borders: Vec<String>,
    visiting: Vec<String>,
    distance: Vec<String>,
    no_names: Vec<String>,
    assailing: Vec<String>,
    kilometres: Vec<String>,
    axes: Vec<String>,
    neighbouring: Vec<String>,
    whole: Vec<String>,
    governing: Vec<String>,
    ties: Vec<String>,
    addressing: Vec<String>,
    blaming: Vec<String>,
    small_heads: Vec<String>,
    headed_for: Vec<String>,
    witness: Vec<String>,
    where_words: Vec<String>,
    possessive: Vec<String>,
    place_nouns: Vec<String>,
    event_nouns: Vec<String>,
    offices: Vec<String>,
    speaking: Vec<String>,
    #[serde(default)]
    deciding: Vec<String>,
    undergoing: Vec<String>,
    #[serde(default)]
    views: Vec<String>,
    #[serde(default)]
    citing: Vec<String>,
    #[serde(default)]
    opening: Vec<String>,
    #[serde(default)]
    siding: Vec<String>,
    name_heads: Vec<String>,
    area_name_heads: Vec<String>,
    name_tails: Vec<String>,
    articles: Vec<String>,
    article_means_area: bool,
    town_prepositions: Vec<String>,
    connectors: Vec<String>,
    links: Vec<String>,
    country_nouns: Vec<String>,
    demonym_after_compass: bool,
    sites: Vec<String>,
    site_links: Vec<String>,
    kinds: BTreeMap<String, KindFile>,
    compass: BTreeMap<String, CompassFile>,
    demonyms: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile {
    words: Vec<String>,
    #[serde(default)]
    plural: Vec<String>,
    levels: Vec<String>,
    quoted: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompassFile {
    english: String,
    words: Vec<String>,
}

/// A kind word: what level its name has.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    /// The key in the file, said in `why`.
    pub name: String,
    /// Levels that it allows, the likeliest first.
    pub levels: Vec<Level>,
    /// Whether a reader quotes it with the name.
    pub quoted: bool,
}

/// A side of a country.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// Its letters in the file: `n`, `se` …, `c` for the middle.
    pub key: String,
    /// English adjective.
    pub english: String,
    /// −1, 0 or 1.
    pub north: f64,
    /// −1, 0 or 1.
    pub east: f64,
}

/// The place words of one language.
pub struct PlaceWords {
    pub(crate) locative: Set,
    pub(crate) toward: Set,
    pub(crate) addressed: Set,
    pub(crate) genitive: Set,
    pub(crate) leaving: Set,
    pub(crate) between: Set,
    pub(crate) borders: Set,
    pub(crate) visiting: Set,
    pub(crate) distance: Set,
    pub(crate) no_names: Set,
    pub(crate) assailing: Set,
    pub(crate) kilometres: Set,
    pub(crate) axes: Set,
    pub(crate) neighbouring: Set,
    pub(crate) whole: Set,
    pub(crate) governing: Set,
    pub(crate) ties: Set,
    pub(crate) addressing: Set,
    pub(crate) blaming: Set,
    pub(crate) small_heads: Set,
    pub(crate) headed_for: Set,
    pub(crate) witness: Set,
    pub(crate) where_words: Set,
    pub(crate) possessive: Set,
    pub(crate) place_nouns: Set,
    pub(crate) event_nouns: Set,
    pub(crate) offices: Set,
    pub(crate) speaking: Set,
    /// Verbs by which a capital, and no other town, is its government.
    pub(crate) deciding: Set,
    /// Verbs of which a capital is the subject as a town, and that take an object.
    pub(crate) undergoing: Set,
    /// What only those have who see and tell: "in Paris's eyes".
    pub(crate) views: Set,
    /// Phrases before a source, in the words that they end with.
    pub(crate) citing: Vec<Vec<String>>,
    /// Prepositions that open a clause before whoever sees it so: "for Paris, …".
    pub(crate) opening: Set,
    /// Adjectives of those who stand by a government or against it.
    pub(crate) siding: Set,
    pub(crate) name_heads: Set,
    pub(crate) area_name_heads: Set,
    pub(crate) name_tails: Set,
    pub(crate) articles: Set,
    pub(crate) article_means_area: bool,
    pub(crate) town_prepositions: Set,
    pub(crate) connectors: Set,
    pub(crate) links: Set,
    pub(crate) country_nouns: Set,
    pub(crate) demonym_after_compass: bool,
    pub(crate) sites: Set,
    pub(crate) site_links: Set,
    pub(crate) kinds: Vec<Kind>,
    /// Index into `kinds` twice, plus one where the word is a plural.
    pub(crate) kind_names: Names<u32>,
    pub(crate) sides: Vec<Side>,
    pub(crate) side_names: Names<u32>,
    pub(crate) demonyms: Demonyms,
}

/// Words by the key of their folded letters, only ever asked whether they hold one.
pub(crate) struct Set(HashSet<u64>);

impl Set {
    /// Whether a word is one of them, whatever its case and accents.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains(&word_key(word))
    }
}

/// Words that each lead to a country's code.
pub(crate) struct Demonyms(HashMap<u64, String>);

impl Demonyms {
    /// The country of a demonym, whatever its case and accents.
    pub(crate) fn country(&self, word: &str) -> Option<&String> {
        self.0.get(&word_key(word))
    }
}

/// FNV-1a over a word's folded letters: these sets are asked several times a word, and a key needs no allocation.
fn word_key(word: &str) -> u64 {
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let seed = 0xcbf2_9ce4_8422_2325;
    match word.is_ascii() {
        true => word.bytes().map(|b| b.to_ascii_lowercase()).fold(seed, hash),
        false => plain(word).bytes().fold(seed, hash),
    }
}

/// A word folded, with one kind of apostrophe.
pub(crate) fn plain(word: &str) -> String {
    folded(word).replace('’', "'")
}

impl PlaceWords {
    /// Reads `places.toml`.
    pub fn parse(text: &str) -> Result<PlaceWords, TableError> {
        let fail = |reason: String| TableError { file: "places.toml".into(), line: 0, reason };
        let file: WordsFile = toml::from_str(text).map_err(|error| fail(error.to_string()))?;
        let mut kinds = Vec::new();
        let mut kind_names = Names::new();
        for (name, kind) in file.kinds {
            let at = kinds.len() as u32 * 2;
            kind.words.iter().for_each(|word| kind_names.add(word, Case::Any, at));
            kind.plural.iter().for_each(|word| kind_names.add(word, Case::Any, at + 1));
            let levels = kind
                .levels
                .iter()
                .map(|l| level(l).ok_or_else(|| fail(format!("kinds.{name}: '{l}' is no level of a place"))))
                .collect::<Result<_, _>>()?;
            kinds.push(Kind { name, levels, quoted: kind.quoted });
        }
        let mut sides = Vec::new();
        let mut side_names = Names::new();
        for (key, compass) in file.compass {
            let at = sides.len() as u32;
            compass.words.iter().for_each(|word| side_names.add(word, Case::Any, at));
            let toward = |plus: char, minus: char| match (key.contains(plus), key.contains(minus)) {
                (true, _) => 1.0,
                (_, true) => -1.0,
                _ => 0.0,
            };
            let (north, east) = (toward('n', 's'), toward('e', 'w'));
            sides.push(Side { key, english: compass.english, north, east });
        }
        let demonyms = file
            .demonyms
            .iter()
            .flat_map(|(code, words)| words.iter().map(|word| (word_key(word), code.clone())))
            .collect();
        Ok(PlaceWords {
            locative: set(file.locative),
            toward: set(file.toward),
            addressed: set(file.addressed),
            genitive: set(file.genitive),
            leaving: set(file.leaving),
            between: set(file.between),
            borders: set(file.borders),
            visiting: set(file.visiting),
            distance: set(file.distance),
            no_names: set(file.no_names),
            assailing: set(file.assailing),
            kilometres: set(file.kilometres),
            axes: set(file.axes),
            neighbouring: set(file.neighbouring),
            whole: set(file.whole),
            governing: set(file.governing),
            ties: set(file.ties),
            addressing: set(file.addressing),
            blaming: set(file.blaming),
            small_heads: set(file.small_heads),
            headed_for: set(file.headed_for),
            witness: set(file.witness),
            where_words: set(file.where_words),
            possessive: set(file.possessive),
            place_nouns: set(file.place_nouns),
            event_nouns: set(file.event_nouns),
            offices: set(file.offices),
            speaking: set(file.speaking),
            deciding: set(file.deciding),
            undergoing: set(file.undergoing),
            views: set(file.views),
            citing: file.citing.iter().map(|phrase| phrase.split(' ').map(str::to_owned).collect()).collect(),
            opening: set(file.opening),
            siding: set(file.siding),
            name_heads: set(file.name_heads),
            area_name_heads: set(file.area_name_heads),
            name_tails: set(file.name_tails),
            articles: set(file.articles),
            article_means_area: file.article_means_area,
            town_prepositions: set(file.town_prepositions),
            connectors: set(file.connectors),
            links: set(file.links),
            country_nouns: set(file.country_nouns),
            demonym_after_compass: file.demonym_after_compass,
            sites: set(file.sites),
            site_links: set(file.site_links),
            kinds,
            kind_names,
            sides,
            side_names,
            demonyms: Demonyms(demonyms),
        })
    }
}

fn set(words: Vec<String>) -> Set {
    Set(words.iter().map(|word| word_key(word)).collect())
}
