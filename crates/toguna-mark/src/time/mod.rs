//! Time expressions: found by a language's grammar, which is data, and valued by reasoning over the document.
//!
//! Two steps kept apart. Recognition (`token`, `grammar`, `pattern`, `matcher`, `build`, `guard`) turns words into
//! what they say: "the end of May" is a late part of a month whose year is not said. Resolution (`anchor`, `tense`,
//! `resolve`) turns that into the calendar: the year is the document's own, or stays unknown.

use toguna_lang::Analysis;
use toguna_text::Document;

mod anchor;
mod build;
mod feast;
mod grammar;
mod guard;
mod index;
mod matcher;
mod meaning;
mod number;
mod pattern;
mod reading;
mod resolve;
mod tense;
mod token;

pub use anchor::{dateline, document_date};
pub use grammar::{GrammarError, TimeGrammar};

use crate::DateMark;
use crate::edtf::Edtf;
use matcher::Matcher;
use reading::Reading;

/// The time expressions of a document, in the order of its text.
///
/// `published` is the day (or month, year) on which the document was published, where that is known; without it the
/// document's metadata, its dateline and its own words are asked.
pub fn dates(
    document: &Document,
    analysis: &Analysis,
    grammar: &TimeGrammar,
    published: Option<&Edtf>,
) -> Vec<DateMark> {
    let tokens = token::tokens(document.text(), &grammar.words);
    let breaks = breaks(&tokens, analysis);
    let matcher = Matcher { grammar, text: document.text(), tokens: &tokens, breaks: &breaks };
    let found = matcher.all();
    Reading::new(document, analysis, &matcher).marks(&found, published)
}

/// Which tokens begin a paragraph: the first of a sentence that stands on a line of its own.
fn breaks(tokens: &[token::Token], analysis: &Analysis) -> Vec<bool> {
    let mut sentences = analysis.sentences.iter().peekable();
    let told = !analysis.sentences.is_empty();
    let begins = |token: &token::Token| {
        let mut begins = false;
        while sentences.next_if(|s| s.start <= token.start).is_some() {
            begins = true;
        }
        token.line && (begins || !told)
    };
    tokens.iter().map(begins).collect()
}
