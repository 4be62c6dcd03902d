//! Runs the literate cases of `tests/claims/*.md` on the whole way: every row of their tables is one text and, for each
//! figure found in it, who is told to give it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use toguna_code::{Claimant, Coded, Figure};
use toguna_pipeline::{Pipeline, embedded};
use toguna_text::{Document, Metadata};

fn voice(claimant: &Claimant) -> String {
    match claimant {
        Claimant::Document => "—".into(),
        Claimant::Actor(id) => id.to_string(),
        Claimant::Described(words) => format!("\"{words}\""),
    }
}

fn told(document: &Document, coded: &Coded) -> String {
    let row = |figure: &Figure| {
        let through: Vec<String> = figure.through.iter().map(voice).collect();
        let through = if through.is_empty() { String::new() } else { format!(" through {}", through.join(", ")) };
        format!("{} → {}{through}", document.quote(figure.span).unwrap_or("?"), voice(&figure.claimant))
    };
    coded.figures.iter().map(row).collect::<Vec<_>>().join("; ")
}

fn run(language: &str, least: usize) {
    let pipeline = Pipeline::new(&embedded(), "sahel").expect("what is embedded is sound");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims").join(format!("{language}.md"));
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
        let document = pipeline.read_text("case", &text.replace('⏎', "\n"), metadata).expect("a case has text");
        let got = told(&document, &pipeline.code(&document));
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
fn english_claimants() {
    run("en", 28);
}

#[test]
fn french_claimants() {
    run("fr", 24);
}
