//! Runs the literate cases of `tests/facts/*.md` on the whole way: every row of their tables is one text and the facts that
//! it tells, other names aside.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use toguna_code::Fact;
use toguna_pipeline::{Pipeline, embedded};
use toguna_text::Metadata;

fn words(fact: &Fact) -> String {
    let qualifier = fact.qualifier.as_ref().map(|words| format!(" ({words})")).unwrap_or_default();
    format!("{} {} {}{qualifier}", fact.subject.as_str(), fact.predicate, fact.object.as_str())
}

fn run(language: &str, least: usize) {
    let pipeline = Pipeline::new(&embedded(), "sahel").expect("what is embedded is sound");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts").join(format!("{language}.md"));
    let cases = fs::read_to_string(&file).expect("the cases are there");
    let (mut wrong, mut count) = (String::new(), 0);
    for (number, line) in cases.lines().enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, text, expected, _] = cells.as_slice() else { continue };
        if expected.starts_with("---") || *text == "text" {
            continue;
        }
        count += 1;
        let metadata =
            Metadata { language: Some(language.into()), published: Some("2024-05-02".into()), ..Metadata::default() };
        let document = pipeline.read_text("case", text, metadata).expect("a case has text");
        let coded = pipeline.code(&document);
        let told: Vec<String> = coded.facts.iter().filter(|fact| fact.predicate != "alias-of").map(words).collect();
        let got = if told.is_empty() { "—".into() } else { told.join("; ") };
        if got != *expected {
            let _ = writeln!(
                wrong,
                "{}:{}\n  text     {text}\n  expected {expected}\n  got      {got}",
                file.display(),
                number + 1
            );
        }
    }
    assert!(wrong.is_empty(), "of {count} cases these fail:\n{wrong}");
    assert!(count >= least, "only {count} cases were read from {}", file.display());
}

#[test]
fn english_facts() {
    run("en", 16);
}

#[test]
fn french_facts() {
    run("fr", 14);
}
