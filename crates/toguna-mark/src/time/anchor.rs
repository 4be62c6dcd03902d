//! The day on which a document speaks: told beside it, told by its dateline, or told by its own words.

use toguna_lang::Analysis;
use toguna_text::Document;

use super::grammar::TimeGrammar;
use super::resolve::{EXPLICIT, TO_COME, Value};
use crate::edtf::{Edtf, Precision};
use crate::{DateKind, DateMark};

/// How far into a document a dateline may stand, in lines.
const LINES: usize = 3;
/// How long a line may be that is nothing but a dateline or a heading, in bytes.
const SHORT: usize = 110;
/// How far into a line of running text its dateline may stand, in bytes.
const OPENING: usize = 60;
/// How far into a document the day may stand that it calls its own, in sentences.
const SENTENCES: usize = 6;

/// The `why` of a day that the dateline tells.
pub(super) const DATELINE: &str = "the document's dateline";
/// The `why` of a day that the text calls its own.
pub(super) const OWN: &str = "the day that the document calls its own";

/// The day that the document's own head gives, without its metadata: a date alone or as dateline in its first lines, or
/// one that its first sentences call their own ("this Tuesday, June 15, 2021").
///
/// `dates` are the marks of [`dates`](super::dates) over the same document; only those told in full are asked.
pub fn dateline(document: &Document, analysis: &Analysis, dates: &[DateMark], grammar: &TimeGrammar) -> Option<Edtf> {
    let head = Head::of(document.text(), grammar);
    let days = || full_days(dates);
    let stands = |mark: &&DateMark| head.is_dateline(mark.span.range().start, mark.span.range().end);
    let early = |mark: &&DateMark| analysis.sentence_at(mark.span.range().start).unwrap_or(0) < SENTENCES;
    let found =
        days().find(stands).or_else(|| days().filter(early).find(|mark| calls_its_own(document, mark, grammar)));
    found.map(|mark| mark.value.clone())
}

/// The day on which the document itself speaks, and how that is known: its metadata, its dateline, a day that it calls
/// its own ("this Tuesday, June 15, 2021"), else the latest date told in full that is not told as to come. Nothing
/// where nothing supports one.
pub fn document_date(document: &Document, dates: &[DateMark], grammar: &TimeGrammar) -> Option<(Edtf, String)> {
    if let Some(told) = metadata(document) {
        return Some(told);
    }
    let head = Head::of(document.text(), grammar);
    let days = || full_days(dates);
    if let Some(mark) = days().find(|mark| head.is_dateline(mark.span.range().start, mark.span.range().end)) {
        return Some((mark.value.clone(), DATELINE.into()));
    }
    if let Some(mark) = days().find(|mark| calls_its_own(document, mark, grammar)) {
        return Some((mark.value.clone(), OWN.into()));
    }
    let past = |mark: &&DateMark| !mark.why.contains(TO_COME) && mark.value.precision() <= Precision::Month;
    let told = dates.iter().filter(told_in_full).filter(past);
    let latest = told.max_by(|a, b| (a.value.latest(), &a.value).cmp(&(b.value.latest(), &b.value)))?;
    Some((latest.value.clone(), "the latest date that the document tells as past".into()))
}

fn told_in_full(mark: &&DateMark) -> bool {
    mark.kind == DateKind::Date && mark.why.starts_with(EXPLICIT)
}

fn full_days(dates: &[DateMark]) -> impl Iterator<Item = &DateMark> {
    dates.iter().filter(told_in_full).filter(|mark| is_day(&mark.value))
}

/// Whether a mark begins with the word for the day of speaking ("this").
fn calls_its_own(document: &Document, mark: &DateMark, grammar: &TimeGrammar) -> bool {
    let first = document.quote(mark.span).ok().and_then(|quote| quote.split_whitespace().next());
    first.is_some_and(|word| grammar.word_is(word, grammar.known.demonstrative))
}

/// The day of publication that the document's metadata tell.
pub(super) fn metadata(document: &Document) -> Option<Value> {
    let published = Edtf::parse(document.metadata().published.as_deref()?).ok()?;
    Some((published, "the day of publication".into()))
}

/// The first lines of a document, where a dateline may stand.
pub(super) struct Head<'a> {
    text: &'a str,
    /// Where the first line begins that is too late for a dateline.
    limit: usize,
    grammar: &'a TimeGrammar,
}

impl<'a> Head<'a> {
    pub(super) fn of(text: &'a str, grammar: &'a TimeGrammar) -> Self {
        let mut at = 0;
        let mut starts = text.split_inclusive('\n').filter_map(|line| {
            let from = at;
            at += line.len();
            (!line.trim().is_empty()).then_some(from)
        });
        let limit = starts.nth(LINES).unwrap_or(text.len());
        Head { text, limit, grammar }
    }

    /// Whether the words at a byte range, a full date, stand as the document's dateline.
    pub(super) fn is_dateline(&self, from: usize, to: usize) -> bool {
        if from >= self.limit {
            return false;
        }
        let text = self.text;
        let start = text[..from].rfind('\n').map_or(0, |at| at + 1);
        let end = text[to..].find('\n').map_or(text.len(), |at| to + at);
        let (before, after) = (text[start..from].trim_end(), text[to..end].trim_start());
        // "Published on 12 May 2021": the words that say so are the grammar's.
        let told = before
            .split_whitespace()
            .rev()
            .take(2)
            .any(|word| self.grammar.word_is(word.trim_end_matches([':', '.', ',']), self.grammar.known.dateline));
        let opens = before.is_empty() || told || before.ends_with(['/', ',', ':', '|', '-', '–', '—', '(', '·', '•']);
        let closes = |signs: &[char]| after.is_empty() || after.starts_with(signs);
        if end - start <= SHORT && !text[start..end].trim_end().ends_with(['!', '?', '.']) {
            return opens && closes(&['(', '-', '–', '—', ':', '|', ')', ',', '/', '·', '•']);
        }
        before.len() <= OPENING && opens && closes(&['(', '-', '–', '—', ':', '|', ')', '·'])
    }
}

/// Whether a value is one day.
pub(super) fn is_day(edtf: &Edtf) -> bool {
    edtf.precision() == Precision::Day && edtf.earliest().is_some()
}
