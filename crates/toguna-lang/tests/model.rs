//! A model learned from a few sentences: whatever it reads becomes a tree, and its file can be trusted.

use proptest::prelude::*;
use toguna_lang::{
    Analysis, FastReader, Model, ModelError, Reader, Report, TrainError, TrainOptions, Upos, conllu, evaluate, train,
};
use toguna_text::{Block, Sentence, Token};

const OWN: &str = include_str!("data/own.conllu");

/// A dozen sentences hardly hold anything twice, so what is met once counts here.
fn options() -> TrainOptions {
    TrainOptions { treebanks: vec!["own".into()], least: [1; 3], ..TrainOptions::new("en") }
}

fn own() -> Model {
    train(&[OWN], &options()).expect("the sentences are in order")
}

/// A sentence of tokens parted by spaces.
fn cut(text: &str) -> Sentence {
    let mut tokens = Vec::new();
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let start = (word.as_ptr() as usize - text.as_ptr() as usize) as u32;
        tokens.push(Token { start, end: start + word.len() as u32, space_after: true });
    }
    Sentence { start: 0, end: text.len() as u32, paragraph: 0, block: Block::Prose, tokens }
}

fn measured(model: Model, treebank: &str, split: Option<conllu::Split>) -> Result<Report, conllu::ConlluError> {
    evaluate(&FastReader::new(model), treebank, split)
}

fn read(reader: &FastReader, text: &str) -> Analysis {
    reader.analyse(text, &[cut(text)])
}

fn assert_tree(analysis: &Analysis) {
    for sentence in &analysis.sentences {
        let length = sentence.words.len();
        let roots = (0..length).filter(|&at| sentence.head(at).is_none()).count();
        assert_eq!(roots, usize::from(length > 0), "one root in {sentence:?}");
        for at in 0..length {
            assert!((sentence.words[at].head as usize) < length);
            let top = sentence.ancestors(at).last().expect("the word itself");
            assert_eq!(sentence.head(top), None, "a cycle above word {at}");
        }
    }
}

#[test]
fn the_same_treebank_gives_the_same_bytes() {
    assert_eq!(own().to_bytes(), own().to_bytes());
    let other = TrainOptions { seed: 2, ..options() };
    assert_ne!(
        own().to_bytes(),
        train(&[OWN], &other).expect("in order").to_bytes(),
        "the seed must matter, or nothing was learned"
    );
}

#[test]
fn a_model_comes_back_from_its_bytes() {
    let model = own();
    let bytes = model.to_bytes();
    let again = Model::from_bytes(&bytes).expect("just written");
    assert_eq!(again.header, model.header);
    assert_eq!(again.to_bytes(), bytes);
    assert_eq!(measured(again, OWN, None), measured(model, OWN, None));
}

#[test]
fn a_damaged_model_is_refused_by_its_checksum() {
    let bytes = own().to_bytes();
    for at in [12, 50, bytes.len() / 2, bytes.len() - 1] {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        assert_eq!(Model::from_bytes(&damaged), Err(ModelError::Checksum), "byte {at}");
    }
    assert_eq!(Model::from_bytes(&bytes[..bytes.len() - 1]), Err(ModelError::Checksum));
}

#[test]
fn another_file_and_another_version_are_told_apart() {
    assert_eq!(Model::from_bytes(b"PK\x03\x04 something else"), Err(ModelError::Magic));
    let mut bytes = own().to_bytes();
    bytes[8] = 200;
    assert_eq!(Model::from_bytes(&bytes), Err(ModelError::Version { found: 200 }));
}

#[test]
fn contents_that_make_no_model_are_refused_though_the_checksum_fits() {
    use sha2::{Digest, Sha256};
    let bytes = own().to_bytes();
    for end in (44..bytes.len()).step_by(bytes.len() / 40) {
        let mut cut = bytes[..end].to_vec();
        let checksum = Sha256::digest(&cut[44..]);
        cut[12..44].copy_from_slice(&checksum);
        assert_eq!(Model::from_bytes(&cut), Err(ModelError::Contents), "cut at {end}");
    }
}

#[test]
fn what_was_learned_is_known() {
    let report = measured(own(), OWN, None).expect("in order");
    assert!(report.upos * 100 >= report.words * 95, "{report:?}");
    assert!(report.arcs * 100 >= report.words * 80, "{report:?}");
    assert_eq!(report.splits, report.tokens);
}

#[test]
fn sentences_for_measuring_are_never_learned() {
    let marked =
        |split: &str| OWN.trim().split("\n\n").map(|s| format!("# split = {split}\n{s}\n\n")).collect::<String>();
    assert_eq!(train(&[&marked("test")], &options()), Err(TrainError::Nothing));
    let both = train(&[OWN, &marked("test")], &options()).expect("in order");
    assert_eq!(both.to_bytes(), own().to_bytes());
    let twice = train(&[OWN, &marked("train")], &options()).expect("in order");
    assert_eq!(twice.header.sentences, 2 * own().header.sentences);
    let mixed = format!("{}{}", marked("train"), marked("test"));
    let half = measured(own(), &mixed, Some(conllu::Split::Test)).expect("in order");
    assert_eq!(half, measured(own(), OWN, None).expect("in order"));
    assert_eq!(measured(own(), OWN, Some(conllu::Split::Test)), Err(conllu::ConlluError::Empty));
}

#[test]
fn the_words_of_a_contraction_share_the_bytes_of_their_token() {
    let reader = FastReader::new(own());
    let analysis = read(&reader, "They Cannot leave .");
    let words: Vec<_> = analysis.sentences[0].words.iter().map(|w| (w.form.as_str(), w.start, w.end)).collect();
    assert_eq!(words, [("They", 0, 4), ("Can", 5, 11), ("not", 5, 11), ("leave", 12, 17), (".", 18, 19)]);
    assert!(analysis.sentences[0].words[2].feats.negative);
    assert_eq!(analysis.sentences[0].words[0].upos, Upos::Pron);
}

#[test]
fn tokens_outside_the_text_are_passed_over() {
    let reader = FastReader::new(own());
    let mut sentence = cut("né .");
    sentence.tokens.push(Token { start: 2, end: 3, space_after: false });
    sentence.tokens.push(Token { start: 4, end: 99, space_after: false });
    sentence.tokens.push(Token { start: 9, end: 1, space_after: false });
    let analysis = reader.analyse("né .", &[sentence]);
    assert_eq!(analysis.sentences[0].words.len(), 2);
    assert_tree(&analysis);
}

#[test]
fn a_sentence_without_end_is_read_up_to_a_limit() {
    let reader = FastReader::new(own());
    let analysis = read(&reader, &"the army cannot ".repeat(40_000));
    assert!(analysis.sentences[0].words.len() < 10_000);
    assert_tree(&analysis);
}

#[test]
fn a_treebank_out_of_order_is_refused() {
    assert!(train(&["1\tone\n"], &options()).is_err());
    assert!(train(&[], &options()).is_err());
    assert!(conllu::read("nothing").is_err());
}

proptest! {
    #[test]
    fn every_sentence_becomes_one_tree(words in proptest::collection::vec("the|army|said|,|cannot|killed|\\.|in|\\PC{1,6}", 0..40)) {
        thread_local!(static READER: FastReader = FastReader::new(own()));
        READER.with(|reader| assert_tree(&read(reader, &words.join(" "))));
    }
}
