//! Runs the literate cases of `tests/segment/*.md`, and properties that hold for any text.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use toguna_text::{Block, Language, Metadata, SegmentRules, Sentence, fold, read, segment};

fn rules(language: &str) -> SegmentRules {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages").join(language).join("segment.toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    SegmentRules::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// One case of a file: its heading, its text, and the expected sentences.
struct Case {
    name: String,
    input: String,
    expected: String,
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let (mut name, mut input, mut block) = (String::new(), String::new(), None::<(String, String)>);
    for line in markdown.lines() {
        match &mut block {
            Some((kind, body)) if line == "```" => {
                match kind.as_str() {
                    "input" => input = std::mem::take(body),
                    _ => cases.push(Case {
                        name: name.clone(),
                        input: std::mem::take(&mut input),
                        expected: std::mem::take(body),
                    }),
                }
                block = None;
            }
            Some((_, body)) => {
                body.push_str(line);
                body.push('\n');
            }
            None if line.starts_with("```") => block = Some((line[3..].to_string(), String::new())),
            None => {
                if let Some(heading) = line.strip_prefix("## ") {
                    name = heading.to_string();
                }
            }
        }
    }
    cases
}

fn shown(text: &str, sentences: &[Sentence]) -> String {
    let line = |s: &Sentence| {
        s.tokens.iter().map(|t| &text[t.start as usize..t.end as usize]).collect::<Vec<_>>().join("|") + "\n"
    };
    sentences.iter().map(line).collect()
}

fn run(language: &str, least: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/segment").join(language).with_extension("md");
    let cases = cases(&fs::read_to_string(path).expect("the file of cases"));
    assert!(cases.len() >= least, "only {} cases were found", cases.len());
    let rules = rules(language);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let found = shown(&case.input, &segment(&case.input, &rules));
            (found != case.expected).then(|| format!("{}\nexpected\n{}found\n{found}", case.name, case.expected))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_cases() {
    run("en", 11);
}

#[test]
fn french_cases() {
    run("fr", 7);
}

#[test]
fn blocks_and_paragraphs_are_told() {
    let text = "Title of it\n\nOne. Two.\n- item one\n- item two\n";
    let sentences = segment(text, &rules("en"));
    let told: Vec<_> = sentences.iter().map(|s| (s.block, s.paragraph)).collect();
    assert_eq!(told, [(Block::Heading, 0), (Block::Prose, 1), (Block::Prose, 1), (Block::Item, 2), (Block::Item, 3)]);
}

#[test]
fn every_language_folder_has_a_readable_language_file() {
    for code in ["en", "fr"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages").join(code).join("language.toml");
        let language = Language::parse(&fs::read_to_string(path).expect("the file")).expect("a language");
        assert_eq!(language.code, code);
    }
}

/// What belongs to no token: white space, invisible marks, and the marks of lists, headings and bold type.
fn may_be_left_out(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || "*_#>-=+•–—·◦▪■‣●➢✓.)\u{f0b7}\u{200b}\u{200e}\u{200f}\u{2060}\u{feff}".contains(c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// Whether a gap holds only what may be left out, and the counter of an item where one stands at its line's head.
fn is_gap(gap: &str) -> bool {
    gap.lines().all(|line| {
        let rest: String = line.chars().filter(|&c| !may_be_left_out(c)).collect();
        rest.is_empty()
            || rest.len() <= 2 && rest.bytes().all(|b| b.is_ascii_digit())
            || rest.len() == 1 && rest.as_bytes()[0].is_ascii_lowercase()
    })
}

fn check(text: &str, rules: &SegmentRules) {
    let mut end = 0;
    for sentence in segment(text, rules) {
        let (first, last) = (sentence.tokens.first().expect("a token"), sentence.tokens.last().expect("a token"));
        assert_eq!((sentence.start, sentence.end), (first.start, last.end));
        for token in &sentence.tokens {
            let (from, to) = (token.start as usize, token.end as usize);
            assert!(end <= from && from < to, "{text:?}: {from}..{to} after {end}");
            let gap = &text[end..from];
            assert!(is_gap(gap), "{text:?} lost {gap:?}");
            let word = &text[from..to];
            assert_eq!(word.trim(), word, "{text:?}");
            end = to;
        }
    }
    assert!(is_gap(&text[end..]), "{text:?} lost {:?}", &text[end..]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_keeps_its_characters(text in "\\PC{0,80}") {
        check(&text, &rules("en"));
        check(&text, &rules("fr"));
    }

    #[test]
    fn any_press_like_text_keeps_its_characters(text in "([A-Za-zéœ]{1,4}|[0-9]{1,3}|[ .,'’\n«»\"()*_#>-]|\u{202f}|://|@|www\\.|l'|n't|-t-il|\u{301}|🇲🇱|…){0,40}") {
        check(&text, &rules("en"));
        check(&text, &rules("fr"));
    }

    #[test]
    fn reading_any_bytes_ends_well(bytes in prop::collection::vec(any::<u8>(), 0..400), ending in "txt|md|html|pdf|") {
        let _ = read(&format!("a.{ending}"), &bytes, Metadata::default(), &[]);
    }

    #[test]
    fn reading_any_markup_ends_well(page in "(<|>|</|/>|<p|<div>|<script>|</script>|<!--|-->|&amp;|&|=|\"|'|[a-z ]{1,5}|<title>|<table>|<a href=|<html lang=){0,60}") {
        let _ = read("a.html", page.as_bytes(), Metadata::default(), &[]);
    }

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }
}
