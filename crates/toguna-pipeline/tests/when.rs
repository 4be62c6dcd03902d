//! Runs the cases of `tests/when/*.md`: each account and figure has the date that its own clause and passage give.

mod common;

use std::fmt::Write as _;

use common::{Case, cases};
use toguna_mark::Edtf;
use toguna_pipeline::{Pipeline, embedded};
use toguna_text::Metadata;

fn check(code: &str) {
    let pipeline = Pipeline::with_reader(&embedded(), "sahel", toguna_pipeline::ReaderKind::Fast)
        .expect("the embedded knowledge is whole");
    let (mut wrong, mut count) = (String::new(), 0);
    for Case { place, text, expected } in cases("when", code) {
        let metadata = Metadata { language: Some(code.into()), ..Metadata::default() };
        let document = pipeline.read_text("case", &text, metadata).expect("a text");
        let coded = pipeline.code(&document);
        let told = |date: &Option<Edtf>| date.as_ref().map_or("null".to_owned(), Edtf::to_string);
        for item in expected.split(';').map(str::trim) {
            count += 1;
            let (word, date) = item.rsplit_once(' ').expect("a word and a date");
            let holds = |span, word: &str| document.quote(span).is_ok_and(|quote| quote.contains(word));
            // "condemned the attack" holds the word too; the shortest words that do are the event's own.
            let length = |span| document.quote(span).map_or(usize::MAX, str::len);
            let got = match word.strip_prefix('#') {
                Some(number) => coded.figures.iter().find(|f| holds(f.span, number)).map(|f| told(&f.date)),
                None => {
                    let named = coded.accounts.iter().filter(|a| holds(a.span, word));
                    named.min_by_key(|a| length(a.span)).map(|a| told(&a.date))
                }
            };
            if got.as_deref() != Some(date) {
                let _ = writeln!(wrong, "{place} {item}: got {got:?}\n  {text}");
            }
        }
    }
    assert!(wrong.is_empty(), "of {count} dates these are wrong:\n{wrong}");
    assert!(count >= 7, "only {count} dates were asked for in {code}");
}

#[test]
fn english_accounts_have_the_date_of_their_clause() {
    check("en");
}

#[test]
fn french_accounts_have_the_date_of_their_clause() {
    check("fr");
}
