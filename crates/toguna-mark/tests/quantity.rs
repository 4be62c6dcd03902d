//! The cases of `tests/quantity/*.md`: sentences with the quantities that a careful reader finds in them.
//!
//! Each case runs twice, in a test of its own each: on words without tags, and on what the language's own fast reader
//! makes of them, because a number's value must not hang on a model.

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::Path;

use toguna_lang::{Analysis, Deprel, FastReader, Feats, Model, Reader, Sentence, Upos, Word};
use toguna_mark::{DateKind, DateMark, Edtf, NumberWords, QuantityMark, Unit, quantities, singular_articles};
use toguna_text::{Document, Metadata, SegmentRules, segment};

/// One case: where it stands, its sentence with the marks taken out, and the rows it wants.
struct Case {
    line: usize,
    text: String,
    dates: Vec<(Range<usize>, DateKind)>,
    wanted: Vec<String>,
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (line, row) in markdown.lines().enumerate() {
        if let Some(sentence) = row.strip_prefix("> ") {
            let (text, dates) = unmark(sentence);
            cases.push(Case { line: line + 1, text, dates, wanted: Vec::new() });
        } else if let (Some(row), Some(case)) = (row.strip_prefix("- "), cases.last_mut()) {
            case.wanted.push(row.trim().to_owned());
        }
    }
    cases
}

/// Takes the braces out of a sentence and says what they enclosed.
fn unmark(sentence: &str) -> (String, Vec<(Range<usize>, DateKind)>) {
    let (mut text, mut dates) = (String::new(), Vec::new());
    for (n, piece) in sentence.split('{').enumerate() {
        let open = text.len();
        match piece.split_once('}') {
            Some((date, rest)) => {
                text.push_str(date);
                let duration = rest.starts_with('}');
                let kind = if duration { DateKind::Duration } else { DateKind::Date };
                dates.push((open..text.len(), kind));
                text.push_str(rest.trim_start_matches('}'));
            }
            None => {
                debug_assert!(n == 0 || piece.is_empty(), "a brace is not closed: {sentence}");
                text.push_str(piece);
            }
        }
    }
    (text, dates)
}

struct Language {
    words: NumberWords,
    rules: SegmentRules,
    code: &'static str,
}

fn language(code: &'static str) -> Language {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages").join(code);
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("the language has this file");
    Language {
        words: NumberWords::parse(&read("numbers.toml")).unwrap_or_else(|error| panic!("{error}")),
        rules: SegmentRules::parse(&read("segment.toml")).expect("segment.toml is well-formed"),
        code,
    }
}

fn fast_reader(code: &str) -> FastReader {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages").join(code).join("model.bin");
    let model = fs::read(file).expect("the language has a model");
    FastReader::new(Model::from_bytes(&model).unwrap_or_else(|error| panic!("{code}: {error}; train it again")))
}

/// Words without tags.
fn untagged(text: &str, sentences: &[toguna_text::Sentence]) -> Analysis {
    let word = |token: &toguna_text::Token, head: u16| Word {
        start: token.start,
        end: token.end,
        form: text[token.start as usize..token.end as usize].into(),
        lemma: "".into(),
        upos: Upos::X,
        feats: Feats::default(),
        head,
        deprel: Deprel::Dep,
    };
    let sentences = sentences.iter().map(|s| Sentence {
        start: s.start,
        end: s.end,
        paragraph: s.paragraph,
        block: s.block,
        words: s.tokens.iter().map(|token| word(token, 0)).collect(),
        names: Vec::new(),
    });
    Analysis { sentences: sentences.collect() }
}

/// A quantity as a row of the cases.
fn row(document: &Document, mark: &QuantityMark) -> String {
    let quote = document.quote(mark.span).expect("a span of the document");
    let number = document.quote(mark.number).expect("a span of the document");
    let mut row = quote.to_owned();
    if number != quote {
        let _ = write!(row, " [{number}]");
    }
    let end = |end: Option<f64>| end.map_or(String::new(), |end| end.to_string());
    let _ = write!(row, " = {}..{}", end(mark.low), end(mark.high));
    match &mark.unit {
        Unit::Count => {}
        Unit::Percent => row.push_str(" percent"),
        Unit::Money(code) => row.push_str(&format!(" {code}")),
        Unit::Measure(name) => row.push_str(&format!(" {name}")),
    }
    for (holds, word) in [(mark.approx, " about"), (mark.exclusive, " exclusive")] {
        row.push_str(if holds { word } else { "" });
    }
    row
}

fn read(language: &Language, case: &Case, reader: Option<&FastReader>) -> Vec<String> {
    let document = Document::new("case", case.text.clone(), Metadata::default(), language.code);
    let sentences = segment(document.text(), &language.rules);
    let analysis = match reader {
        Some(reader) => reader.analyse(document.text(), &sentences),
        None => untagged(document.text(), &sentences),
    };
    let date = |(range, kind): &(Range<usize>, DateKind)| DateMark {
        span: document.span(range.clone()).expect("a run of characters"),
        value: Edtf::parse("2024").expect("a year"),
        kind: *kind,
        since: false,
        contradiction: None,
        why: String::new(),
    };
    let dates: Vec<DateMark> = case.dates.iter().map(date).collect();
    quantities(&document, &analysis, &language.words, &dates).iter().map(|mark| row(&document, mark)).collect()
}

fn check(code: &'static str, reader: Option<&FastReader>) {
    let language = language(code);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/quantity/{code}.md"));
    let cases = cases(&fs::read_to_string(file).expect("the cases are there"));
    assert!(cases.len() >= 30, "only {} cases were read", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let found = read(&language, case, reader);
        if found != case.wanted {
            let _ = writeln!(wrong, "{code}.md:{}: {}", case.line, case.text);
            let _ = writeln!(wrong, "   wanted {:?}\n   found  {found:?}", case.wanted);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn english_quantities() {
    check("en", None);
}

#[test]
fn english_quantities_with_tags() {
    check("en", Some(&fast_reader("en")));
}

#[test]
fn french_quantities() {
    check("fr", None);
}

#[test]
fn french_quantities_with_tags() {
    check("fr", Some(&fast_reader("fr")));
}

/// Tags the words of a text: "une/DET ville/NOUN".
fn tagged(text: &str) -> (String, Vec<Upos>) {
    let (words, tags): (Vec<&str>, Vec<Upos>) =
        text.split(' ').filter_map(|pair| pair.split_once('/')).map(|(word, tag)| (word, Upos::of(tag))).unzip();
    (words.join(" "), tags)
}

#[test]
fn a_coder_can_ask_for_articles_of_one() {
    for (code, text, wanted) in [
        ("en", "Two/NUM men/NOUN and/CCONJ a/DET young/ADJ soldier/NOUN died/VERB ./PUNCT", vec!["a"]),
        ("en", "One/NUM of/ADP its/PRON pilots/NOUN fled/VERB on/ADP the/DET road/NOUN", vec!["One"]),
        (
            "fr",
            "Un/PRON de/ADP ses/DET pilotes/NOUN et/CCONJ une/DET femme/NOUN de/ADP la/DET ville/NOUN",
            vec!["Un", "une"],
        ),
    ] {
        let language = language(code);
        let (text, tags) = tagged(text);
        let document = Document::new("case", text.clone(), Metadata::default(), code);
        let mut analysis = untagged(&text, &segment(&text, &language.rules));
        for (word, tag) in analysis.sentences.iter_mut().flat_map(|s| &mut s.words).zip(tags) {
            word.upos = tag;
        }
        let found = singular_articles(&document, &analysis, &language.words);
        let quotes: Vec<&str> = found.iter().filter_map(|mark| document.quote(mark.span).ok()).collect();
        assert_eq!(quotes, wanted, "{text}");
    }
}

#[test]
fn a_class_that_is_not_defined_is_named_with_its_phrase() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages/en/numbers.toml");
    let data = fs::read_to_string(folder).expect("the language has this file");
    let broken = data.replacen("\"more than\"", "\"more <than>\"", 1);
    let error = NumberWords::parse(&broken).expect_err("the class is not defined");
    assert!(error.to_string().contains("<than>"), "{error}");
    let error = NumberWords::parse(&data.replacen("one = 1\n", "one = -1\n", 1)).expect_err("no number is below zero");
    assert!(error.to_string().contains("'one' in [cardinals]"), "{error}");
}

#[test]
fn no_run_of_signs_and_number_words_breaks_the_reader() {
    let pieces = [
        "1",
        "000",
        "12",
        "2021",
        ",",
        ".",
        " ",
        " ",
        "\u{a0}",
        "-",
        "–",
        "(",
        ")",
        "$",
        "€",
        "%",
        "m",
        "bn",
        "km",
        "million",
        "hundred",
        "and",
        "a",
        "half",
        "thirds",
        "one",
        "dozens",
        "of",
        "between",
        "to",
        "more than",
        "or more",
        "cent",
        "mille",
        "et demi",
        "d'",
        "quatre-vingt",
        "une",
        "dizaines",
        "tiers",
        "plus de",
        "jusqu'à",
        "entre",
        "et",
        "🇲🇱",
        "\n",
    ];
    let mut state = 7_u64;
    for code in ["en", "fr"] {
        let language = language(code);
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..14 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
                text.push_str(if state >> 60 < 9 { " " } else { "" });
            }
            let document = Document::new("case", text.clone(), Metadata::default(), code);
            let analysis = untagged(&text, &segment(&text, &language.rules));
            let marks = quantities(&document, &analysis, &language.words, &[]);
            for mark in &marks {
                assert!(mark.span.contains(&mark.number), "{text:?}: {mark:?}");
                assert!(mark.low.zip(mark.high).is_none_or(|(low, high)| low <= high), "{text:?}: {mark:?}");
            }
            assert!(marks.is_sorted_by_key(|mark| mark.number.range().start), "{text:?}");
            assert!(marks.windows(2).all(|pair| !pair[0].span.overlaps(&pair[1].span)), "{text:?}: {marks:?}");
        }
    }
}
