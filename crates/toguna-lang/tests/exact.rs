//! The exact reader with the network of the repository: it reads as the Python that trained it, always makes trees, and
//! its answers depend on nothing beside the sentence.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use toguna_lang::{
    Analysis, ExactError, ExactFiles, ExactNetwork, ExactReader, Given, Model, NameKind, Reader, Sentence, Upos, conllu,
};
use toguna_text::{SegmentRules, segment};

fn file(path: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text(path: &str) -> String {
    String::from_utf8(file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn network() -> Arc<ExactNetwork> {
    static NETWORK: OnceLock<Arc<ExactNetwork>> = OnceLock::new();
    let load = || {
        let (description, pieces) = (text("models/reader/reader.toml"), text("models/reader/pieces.tsv"));
        let network = file("models/reader/network.onnx").into();
        ExactNetwork::load(ExactFiles { description: &description, pieces: &pieces, network }).map(Arc::new)
    };
    NETWORK.get_or_init(|| load().unwrap_or_else(|error| panic!("{error}"))).clone()
}

fn reader(code: &str) -> ExactReader {
    let model = Model::from_bytes(&file(&format!("languages/{code}/model.bin"))).expect("the model is sound");
    ExactReader::new(network(), model)
}

fn analyse(reader: &ExactReader, code: &str, text: &str) -> Analysis {
    let rules = SegmentRules::parse(&self::text(&format!("languages/{code}/segment.toml"))).expect("the rules read");
    reader.analyse(text, &segment(text, &rules))
}

fn assert_tree(sentence: &Sentence) {
    let length = sentence.words.len();
    let roots = (0..length).filter(|&at| sentence.head(at).is_none()).count();
    assert_eq!(roots, usize::from(length > 0), "roots of {length} words");
    for at in 0..length {
        let top = sentence.ancestors(at).last().expect("the word itself");
        assert_eq!(sentence.head(top), None, "a cycle above word {at}");
    }
}

/// What Python (`training/evaluate.py --write`) reads of our own sentences. Sums in another order may turn a close call,
/// so one word in two hundred may differ.
#[test]
fn rust_reads_what_python_reads() {
    let told = include_str!("data/exact-python.tsv");
    let told: Vec<Vec<&str>> = told.lines().filter(|l| !l.is_empty()).map(|l| l.split('\t').collect()).collect();
    let (mut at, mut different) = (0, Vec::new());
    for code in ["en", "fr"] {
        let treebank = conllu::read(&text(&format!("treebanks/{code}-news.conllu"))).expect("in order");
        let sentences: Vec<Vec<Given<'_>>> = treebank.iter().map(|s| s.given()).collect();
        for words in reader(code).annotate(&sentences) {
            for (place, word) in words.iter().enumerate() {
                let python = &told[at];
                let head = if word.head as usize == place { 0 } else { word.head + 1 };
                assert_eq!(python[0], word.form.as_str(), "word {at}");
                let same =
                    python[1] == head.to_string() && python[2] == word.upos.name() && python[4] == word.deprel.name();
                if !same {
                    different.push(format!("{python:?} {head} {} {}", word.upos.name(), word.deprel.name()));
                }
                at += 1;
            }
        }
    }
    assert_eq!(at, told.len());
    assert!(different.len() * 200 <= at, "{} of {at} words: {different:#?}", different.len());
}

#[test]
fn whatever_it_reads_becomes_trees() {
    let english = reader("en");
    let long = format!("{} end.", "north and south, villages 12 (three) ".repeat(700));
    for text in ["", " ", ".", "(((", "\u{feff}\u{200b}x", "日本 語 🦀 \u{301}", &"a".repeat(9000), &long] {
        for sentence in &analyse(&english, "en", text).sentences {
            assert_tree(sentence);
        }
    }
    let words = analyse(&english, "en", &long).sentences.iter().map(|s| s.words.len()).max();
    assert!(words.is_some_and(|words| words >= 400), "the long sentence is read in more than one part: {words:?}");
}

#[test]
fn a_sentence_is_read_alike_alone_and_beside_others_on_any_thread() {
    let french = reader("fr");
    let one = "L’armée du Niger a annoncé mardi la libération de deux otages.";
    let many = format!("Le fleuve monte. {one} {}", "Les écoles rouvrent à Gao. ".repeat(30));
    let alone = analyse(&french, "fr", one).sentences.remove(0);
    let told: Vec<Analysis> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| analyse(&french, "fr", &many))).collect();
        threads.into_iter().map(|thread| thread.join().expect("it reads")).collect()
    });
    for analysis in &told {
        assert_eq!(analysis, &told[0]);
        let beside = analysis.sentences[1].words.iter().map(|w| (&w.form, w.upos, w.feats, w.head, w.deprel));
        assert!(beside.eq(alone.words.iter().map(|w| (&w.form, w.upos, w.feats, w.head, w.deprel))));
    }
}

#[test]
fn names_are_found_with_their_kind() {
    let analysis =
        analyse(&reader("en"), "en", "President Emmanuel Macron met officials of the European Union in Bamako.");
    let sentence = &analysis.sentences[0];
    let named = |word: &str| {
        let at = sentence.words.iter().position(|w| w.form == word).expect("it is there") as u16;
        sentence.names.iter().find(|n| n.start <= at && at < n.end).map(|n| n.kind)
    };
    assert_eq!(named("Macron"), Some(NameKind::Person));
    assert_eq!(named("Union"), Some(NameKind::Organisation));
    assert_eq!(named("Bamako"), Some(NameKind::Place));
    assert_eq!(named("officials"), None);
    assert_eq!(sentence.words[1].upos, Upos::Propn);
}

#[test]
fn files_that_do_not_belong_together_are_refused() {
    let (description, pieces) = (text("models/reader/reader.toml"), text("models/reader/pieces.tsv"));
    let load = |description: &str, pieces: &str, network: Vec<u8>| {
        ExactNetwork::load(ExactFiles { description, pieces, network: network.into() }).err()
    };
    assert!(matches!(
        load(&description, &pieces, b"no network".to_vec()),
        Some(ExactError::Checksum { file: "network.onnx" })
    ));
    assert!(matches!(load(&description, &pieces[1..], Vec::new()), Some(ExactError::Checksum { file: "pieces.tsv" })));
    assert!(matches!(load("licence = 1", &pieces, Vec::new()), Some(ExactError::Description { .. })));
}
