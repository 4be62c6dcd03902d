//! Time expressions: found by a language's grammar, which is data, and valued by reasoning over the document.
//!
//! Two steps kept apart. Recognition (`token`, `grammar`, `pattern`, `matcher`, `build`, `guard`) turns words into
//! what they say: "the end of May" is a late part of a month whose year is not said. Resolution (`anchor`, `tense`,
//! `resolve`) turns that into the calendar: the year is the document's own, or stays unknown.

use toguna_lang::Analysis;
use toguna_text::{Document, Span};

mod address;
mod anchor;
mod build;
mod chronology;
mod feast;
mod grammar;
mod guard;
mod head;
mod index;
mod matcher;
mod meaning;
mod number;
mod pattern;
mod reading;
mod resolve;
mod tense;
mod token;

pub use grammar::{GrammarError, TimeGrammar};

use crate::{DateMark, DocumentDate};
use matcher::Matcher;
use reading::Reading;

/// What a document tells of time.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// Its time expressions, in the order of its text.
    pub dates: Vec<DateMark>,
    /// The day on which it speaks, or the bounds of that day; nothing where nothing supports one.
    pub dated: Option<DocumentDate>,
    /// The words that tell when it was published: they date the document and nothing that it tells of.
    pub byline: Option<Span>,
}

/// The time expressions of a document and its own date: its metadata's, else its head's, its address's, its words'.
pub fn times(document: &Document, analysis: &Analysis, grammar: &TimeGrammar) -> Times {
    let tokens = token::tokens(document.text(), &grammar.words);
    let breaks = breaks(&tokens, analysis);
    let matcher = Matcher { grammar, text: document.text(), tokens: &tokens, breaks: &breaks };
    let found = matcher.all();
    Reading::new(document, analysis, &matcher).times(&found)
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
