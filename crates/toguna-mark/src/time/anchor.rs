//! The day on which a document speaks: told beside it, told by its dateline, or told by its own words.

use toguna_text::Document;

use super::grammar::TimeGrammar;
use crate::edtf::{Edtf, Precision};

/// How far into a document a dateline may stand, in lines.
const LINES: usize = 3;
/// How long a line may be that is nothing but a dateline or a heading, in bytes.
const SHORT: usize = 110;
/// How far into a line of running text its dateline may stand, in bytes.
const OPENING: usize = 60;

/// Whether the words at a byte range, a full date, stand as the document's dateline.
pub(super) fn is_dateline(document: &Document, grammar: &TimeGrammar, from: usize, to: usize) -> bool {
    let text = document.text();
    let start = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let end = text[to..].find('\n').map_or(text.len(), |at| to + at);
    if text[..start].lines().filter(|line| !line.trim().is_empty()).count() >= LINES {
        return false;
    }
    let (before, after) = (text[start..from].trim_end(), text[to..end].trim_start());
    // "Published on 12 May 2021": the words that say so are the grammar's.
    let told = before.split_whitespace().rev().take(2).any(|word| {
        grammar.word_is(word.trim_end_matches([':', '.', ',']), grammar.known.dateline)
    });
    let opens = before.is_empty() || told || before.ends_with(['/', ',', ':', '|', '-', '–', '—', '(', '·', '•']);
    let closes = |signs: &[char]| after.is_empty() || after.starts_with(signs);
    if end - start <= SHORT && !text[start..end].trim_end().ends_with(['!', '?', '.']) {
        return opens && closes(&['(', '-', '–', '—', ':', '|', ')', ',', '/', '·', '•']);
    }
    before.len() <= OPENING && opens && closes(&['(', '-', '–', '—', ':', '|', ')', '·'])
}

/// Whether a value is one day.
pub(super) fn is_day(edtf: &Edtf) -> bool {
    edtf.precision() == Precision::Day && edtf.earliest().is_some()
}
