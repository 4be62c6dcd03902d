//! The cases of `tests/deaths/*.md`: short narratives with the deaths of their event, through the whole way of the data.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use toguna_code::{Coded, Deaths, Estimate, VictimSide};
use toguna_pipeline::{Pipeline, ReaderKind, embedded};
use toguna_text::Metadata;

/// An estimate as the cases write it.
fn written(told: &Estimate) -> String {
    let word = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
    match (told.low, told.best, told.high) {
        (None, None, high) => format!("only high {}", word(high)),
        (None, best, _) => format!("no low {}", word(best)),
        (low, None, high) => format!("no number {}..{}", word(low), word(high)),
        (low, best, high) if low == best && best == high => word(best),
        (low, best, high) if low == best => format!("{}..{}", word(low), word(high)),
        (low, best, high) => format!("{}..{} best {}", word(low), word(high), word(best)),
    }
}

/// The event with the most deaths, as a case writes it; its sides if the case asks for them.
fn found(coded: &Coded, sides: bool) -> String {
    let all = coded.accounts.iter().filter_map(|account| coded.deaths(account));
    let size = |deaths: &Deaths| deaths.all.best.or(deaths.all.low).or(deaths.all.high).unwrap_or(0.0);
    let Some(most) = all.max_by(|a, b| size(a).total_cmp(&size(b))) else { return "none".into() };
    let mut row = written(&most.all);
    if sides {
        let mut told: Vec<String> = most
            .by_side
            .iter()
            .filter(|(side, told)| **side != VictimSide::Unknown || told.best != most.all.best)
            .filter(|(_, told)| told.best != Some(0.0))
            .map(|(side, told)| format!("{} {}", side.name(), written(told)))
            .collect();
        told.sort();
        let _ = write!(row, "; {}", told.join(", "));
    }
    row
}

fn in_order(row: &str) -> String {
    let Some((all, sides)) = row.split_once("; ") else { return row.to_owned() };
    let mut sides: Vec<&str> = sides.split(", ").collect();
    sides.sort_unstable();
    format!("{all}; {}", sides.join(", "))
}

fn check(language: &str, name: &str, reader: ReaderKind, least: usize) {
    let pipeline = Pipeline::with_reader(&embedded(), "sahel", reader).unwrap_or_else(|error| panic!("{error}"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/deaths/{name}.md"));
    let text = fs::read_to_string(file).expect("the cases are there");
    let (mut narrative, mut cases, mut wrong, mut failed) = ("", 0, String::new(), 0);
    for (line, row) in text.lines().enumerate() {
        if let Some(told) = row.strip_prefix("> ") {
            narrative = told;
        } else if let (Some(wanted), false) = (row.strip_prefix("- "), narrative.is_empty()) {
            cases += 1;
            let metadata = Metadata { language: Some(language.into()), ..Metadata::default() };
            let document = pipeline.read_text("case", narrative, metadata).expect("the case has words");
            let coded = pipeline.code(&document);
            let (wanted, found) = (in_order(wanted), found(&coded, wanted.contains(';')));
            if wanted != found {
                failed += 1;
                let tolls: Vec<String> = coded
                    .tolls
                    .iter()
                    .map(|t| {
                        let quote = document.quote(t.span).unwrap_or_default();
                        format!(
                            "{quote}={:?} {:?} v{} p{:?} s{:?} {:?}",
                            t.best, t.side, t.victims, t.part_of, t.superseded_by, t.claimant
                        )
                    })
                    .collect();
                let kinds: Vec<&str> = coded.accounts.iter().map(|a| a.event_type.name()).collect();
                let _ = writeln!(
                    wrong,
                    "{name}.md:{}: {narrative}\n   wanted {wanted}\n   found  {found}   {kinds:?} {tolls:?}",
                    line + 1
                );
            }
        }
    }
    assert!(cases >= least, "only {cases} cases were read");
    assert!(wrong.is_empty(), "\n{wrong}\n{failed} of {cases} cases");
}

#[test]
fn english_deaths() {
    check("en", "en", ReaderKind::Fast, 30);
}

#[test]
fn french_deaths() {
    check("fr", "fr", ReaderKind::Fast, 30);
}

#[test]
fn english_headlines() {
    check("en", "headlines.en", ReaderKind::Exact, 100);
}

#[test]
fn french_headlines() {
    check("fr", "headlines.fr", ReaderKind::Exact, 100);
}
