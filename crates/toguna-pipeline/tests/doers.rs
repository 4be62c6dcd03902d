//! Who does what, across clauses and sentences: literate cases in `tests/doers/<language>.md`. A row holds a text and, for
//! events whose words hold a word, `word → agents > targets`, with `;` between.

mod common;

use toguna_code::{Account, Coded};
use toguna_mark::EntityId;
use toguna_text::Document;

/// Every account of a text in the order of its words: the first word, who does it and to whom.
fn told(document: &Document, coded: &Coded) -> String {
    let names = |ids: &[EntityId]| match ids {
        [] => "—".to_owned(),
        ids => ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" + "),
    };
    let row = |account: &Account| {
        let quote = document.quote(account.span).unwrap_or_default();
        let first = quote.split_whitespace().next().unwrap_or_default();
        let targets =
            if account.targets.is_empty() { String::new() } else { format!(" > {}", names(&account.targets)) };
        format!("{first} → {}{targets}", names(&account.agents))
    };
    let rows: Vec<String> = coded.accounts.iter().map(row).collect();
    if rows.is_empty() { "—".into() } else { rows.join("; ") }
}

#[test]
fn english_cases() {
    common::run("doers", "en", 9, told);
}

#[test]
fn french_cases() {
    common::run("doers", "fr", 9, told);
}
