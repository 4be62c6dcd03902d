//! Literate cases: tables of a text and what must be told of it, in `tests/<folder>/<language>.md`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use toguna_code::Coded;
use toguna_pipeline::{Pipeline, embedded};
use toguna_text::{Document, Metadata};

/// A row of a table.
pub(crate) struct Case {
    /// File and line, for whoever looks a failure up.
    pub(crate) place: String,
    pub(crate) text: String,
    pub(crate) expected: String,
}

/// Every case of a folder in a language; `⏎` stands for a new line.
pub(crate) fn cases(folder: &str, language: &str) -> Vec<Case> {
    let file: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder).join(format!("{language}.md"));
    let text = fs::read_to_string(&file).expect("the cases are there");
    let rows = text.lines().enumerate().filter_map(|(number, line)| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, text, expected, _] = cells[..] else { return None };
        let place = format!("{}:{}", file.display(), number + 1);
        let case = || Case { place, text: text.replace('⏎', "\n"), expected: expected.into() };
        (!expected.starts_with("---") && text != "text").then(case)
    });
    rows.collect()
}

/// Asks of every case that `told` says of its text, coded on the whole way, what is expected.
#[allow(dead_code)]
pub(crate) fn run(folder: &str, language: &str, least: usize, told: impl Fn(&Document, &Coded) -> String) {
    let pipeline = Pipeline::new(&embedded(), "sahel").expect("what is embedded is sound");
    let cases = cases(folder, language);
    let mut wrong = String::new();
    for Case { place, text, expected } in &cases {
        let metadata =
            Metadata { language: Some(language.into()), published: Some("2024-05-02".into()), ..Metadata::default() };
        let document = pipeline.read_text("case", text, metadata).expect("a case has text");
        let got = told(&document, &pipeline.code(&document));
        if got != *expected {
            let _ = writeln!(wrong, "{place}\n  text     {text}\n  expected {expected}\n  got      {got}");
        }
    }
    assert!(wrong.is_empty(), "of {} cases these fail:\n{wrong}", cases.len());
    assert!(cases.len() >= least, "only {} cases were read of {folder} in {language}", cases.len());
}
