//! Runs the literate cases of `tests/claims/*.md` on the whole way: every row of their tables is one text and, for each
//! figure found in it, who is told to give it.

mod common;

use toguna_code::{Claimant, Coded, Figure};
use toguna_text::Document;

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

#[test]
fn english_claimants() {
    common::run("claims", "en", 28, told);
}

#[test]
fn french_claimants() {
    common::run("claims", "fr", 24, told);
}
