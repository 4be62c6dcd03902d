//! Literate cases of what two voices of one text do not agree about: tables of a text and its disputes, in
//! `tests/disputes_told/<language>.md`. Where ¶ stands in a text, another document begins.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use toguna_pipeline::{Pipeline, embedded};
use toguna_record::{Position, Readings, Snapshot};
use toguna_text::Metadata;

/// The disputes of one text, or of several documents: kind, and its rows' words with their values.
fn told(pipeline: &Pipeline, language: &str, text: &str) -> String {
    let metadata =
        Metadata { language: Some(language.into()), published: Some("2024-05-02".into()), ..Metadata::default() };
    let mut readings = Readings::default();
    for (at, text) in text.split(" ¶ ").enumerate() {
        let document = pipeline.read_text(&format!("case {at}"), text, metadata.clone()).expect("a case has text");
        readings.append(Readings::of(&document, &pipeline.code(&document)).expect("a reading with evidence"));
    }
    let row = |row: &Position| format!("{} ({})", row.at.quote, row.value);
    let disputes = Snapshot::of(readings).findings.disputes;
    let told = disputes.iter().map(|dispute| {
        let rows: Vec<String> = dispute.rows.iter().map(row).collect();
        format!("{}: {}", dispute.kind.name(), rows.join(" / "))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { "—".into() } else { told.join("; ") }
}

fn check(language: &str, least: usize) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/disputes_told/{language}.md"));
    let cases = fs::read_to_string(&file).expect("the cases are there");
    let pipeline = Pipeline::new(&embedded(), "sahel").expect("what is embedded is sound");
    let (mut wrong, mut count) = (String::new(), 0);
    for (number, line) in cases.lines().enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, text, expected, _] = cells[..] else { continue };
        if expected.starts_with("---") || text == "text" {
            continue;
        }
        count += 1;
        let got = told(&pipeline, language, text);
        if got != expected {
            let place = format!("{}:{}", file.display(), number + 1);
            let _ = writeln!(wrong, "{place}\n  text     {text}\n  expected {expected}\n  got      {got}");
        }
    }
    assert!(wrong.is_empty(), "of {count} cases these fail:\n{wrong}");
    assert!(count >= least, "only {count} cases were read in {language}");
}

#[test]
fn english_cases() {
    check("en", 18);
}

#[test]
fn french_cases() {
    check("fr", 13);
}
