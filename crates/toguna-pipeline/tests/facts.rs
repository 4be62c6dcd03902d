//! Runs the literate cases of `tests/facts/*.md` on the whole way: every row of their tables is one text and the facts that
//! it tells, other names aside.

mod common;

use toguna_code::{Coded, Fact};
use toguna_text::Document;

fn words(fact: &Fact) -> String {
    let qualifier = fact.qualifier.as_ref().map(|words| format!(" ({words})")).unwrap_or_default();
    format!("{} {} {}{qualifier}", fact.subject.as_str(), fact.predicate, fact.object.as_str())
}

fn told(_: &Document, coded: &Coded) -> String {
    let told: Vec<String> = coded.facts.iter().filter(|fact| fact.predicate != "alias-of").map(words).collect();
    if told.is_empty() { "—".into() } else { told.join("; ") }
}

#[test]
fn english_facts() {
    common::run("facts", "en", 16, told);
}

#[test]
fn french_facts() {
    common::run("facts", "fr", 14, told);
}
