//! Quantities: numbers in words or digits, with the bounds, the unit and the doubt that the words beside them tell.
//!
//! Numerals are read from the letters and digits of each sentence, not from the reader's tokens ([`lex`] says why); its
//! tags only decide where a word may be two things. All words are data: `languages/<code>/numbers.toml`.
//!
//! What is settled here:
//!
//! - "more than 300" of persons and things is 301 and open; of money, shares and measures it is 300, open, `exclusive`.
//! - "nearly", "about", "près de" give the number itself with `approx`; the word speaks for the next number alone.
//! - Round plurals are at least twice the noun and open: "dozens" 24, "hundreds" and "several hundred" 200, "thousands"
//!   2000, "dizaines" 20, "dizaines de milliers" 20,000. A round noun with an article is about the number: "a dozen" 12,
//!   "une vingtaine" 20.
//! - Fractions are percent: "two thirds" is 66.667.
//! - A lone article is no quantity ("a soldier", "un soldat"), save after "at least" or before "single": a coder that
//!   counts victims asks [`singular_articles`].
//! - Numbers inside a calendar date are none. A stretch of time is one only inside a date mark that is a duration, as
//!   [`crate::Unit::Measure`] with `hour`, `day` …; ages, clock times, list, telephone and article numbers are none.

mod guard;
mod lex;
mod literal;
mod numeral;
mod phrases;
mod read;
mod settle;
mod unit;
mod words;

use std::ops::Range;

use toguna_lang::{Analysis, Sentence, Upos};
use toguna_text::Document;

use crate::{DateKind, DateMark, QuantityMark, Unit};
pub use words::{NumberWords, NumberWordsError};

/// The quantities of a document, in the order of the text.
pub fn quantities(
    document: &Document,
    analysis: &Analysis,
    words: &NumberWords,
    dates: &[DateMark],
) -> Vec<QuantityMark> {
    let durations = ranges(dates, |kind| kind == DateKind::Duration);
    let dates = ranges(dates, |kind| kind != DateKind::Duration);
    let mut marks = Vec::new();
    for sentence in &analysis.sentences {
        let atoms = lex::lex(document.text(), sentence.start as usize..sentence.end as usize);
        let reader = numeral::Reader { atoms: &atoms, words };
        let line = read::Line { document, sentence, reader, dates: &dates, durations: &durations };
        line.quantities(&mut marks);
    }
    marks
}

/// The singular articles of a document before a noun, as quantities of exactly one: "a soldier", "un de ses soldats".
///
/// Most articles count nothing; [`quantities`] leaves them out, and a coder takes from here the one that stands with the
/// victim or thing of an event that it has found. The mark's span is the article alone.
pub fn singular_articles(document: &Document, analysis: &Analysis, words: &NumberWords) -> Vec<QuantityMark> {
    let mut marks = Vec::new();
    for sentence in &analysis.sentences {
        for at in 0..sentence.words.len() {
            if is_singular(sentence, at, words)
                && let Some(mark) = one(document, sentence.words[at].start as usize..sentence.words[at].end as usize)
            {
                marks.push(mark);
            }
        }
    }
    marks
}

/// Whether the word is an article of one before a noun, its adjectives, or the link to a group ("one of").
fn is_singular(sentence: &Sentence, at: usize, words: &NumberWords) -> bool {
    let form = sentence.words[at].form.to_lowercase();
    let pronoun = words.pronouns.contains(form.as_str());
    if !pronoun && !words.articles.contains(form.as_str()) {
        return false;
    }
    let next = sentence.words[at + 1..].iter().find(|word| !matches!(word.upos, Upos::Adj | Upos::Adv | Upos::Num));
    next.is_some_and(|word| {
        let direct = sentence.words[at + 1].start == word.start;
        let linked = direct && words.links.contains(word.form.to_lowercase().as_str());
        let indefinite = pronoun || words.cardinals.contains_key(form.as_str());
        word.upos == Upos::Noun || (linked && indefinite)
    })
}

fn one(document: &Document, bytes: Range<usize>) -> Option<QuantityMark> {
    let span = document.span(bytes).ok()?;
    let (low, high) = (Some(1.0), Some(1.0));
    Some(QuantityMark {
        span,
        number: span,
        low,
        high,
        approx: false,
        exclusive: false,
        over: false,
        unit: Unit::Count,
    })
}

/// The bytes of the date marks of some kinds, in order.
fn ranges(dates: &[DateMark], keep: impl Fn(DateKind) -> bool) -> Vec<Range<usize>> {
    let mut ranges: Vec<_> = dates.iter().filter(|date| keep(date.kind)).map(|date| date.span.range()).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges
}
