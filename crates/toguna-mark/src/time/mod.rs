//! Time expressions: found by a language's grammar, which is data, and valued by reasoning over the document.
//!
//! Two steps kept apart. Recognition (`token`, `grammar`, `pattern`, `matcher`, `build`, `guard`) turns words into
//! what they say: "the end of May" is a late part of a month whose year is not said. Resolution (`anchor`, `tense`,
//! `resolve`) turns that into the calendar: the year is the document's own, or stays unknown.

use toguna_lang::Analysis;
use toguna_text::Document;

mod anchor;
mod build;
mod grammar;
mod guard;
mod matcher;
mod meaning;
mod pattern;
mod resolve;
mod tense;
mod token;

pub use grammar::{GrammarError, TimeGrammar};

use crate::edtf::{Edtf, Precision};
use crate::{DateKind, DateMark};
use matcher::{Found, Matcher};
use meaning::{Calendar, Meaning, Year};
use resolve::{Context, EXPLICIT, Resolver, TO_COME, Value};
use tense::Tense;

/// How many sentences on a date told in full still lends its year.
const NEAR: usize = 3;

/// The time expressions of a document, in the order of its text.
///
/// `published` is the day (or month, year) on which the document was published, where that is known; without it the
/// document's metadata, its dateline and its own words are asked.
pub fn dates(document: &Document, analysis: &Analysis, grammar: &TimeGrammar, published: Option<&Edtf>) -> Vec<DateMark> {
    let tokens = token::tokens(document.text(), &grammar.words);
    let breaks = breaks(&tokens, analysis);
    let matcher = Matcher { grammar, text: document.text(), tokens: &tokens, breaks: &breaks };
    let found = matcher.all();
    let reading = Reading { document, analysis, matcher: &matcher };
    reading.marks(&found, published)
}

/// The day on which the document itself speaks, and how that is known: its metadata, its dateline, a day that it calls
/// its own ("this Tuesday, June 15, 2021"), else the latest date told in full that is not told as to come. Nothing
/// where nothing supports one.
pub fn document_date(document: &Document, dates: &[DateMark], grammar: &TimeGrammar) -> Option<(Edtf, String)> {
    if let Some(told) = metadata(document) {
        return Some(told);
    }
    let full = |mark: &&DateMark| mark.kind == DateKind::Date && mark.why.starts_with(EXPLICIT);
    let days = || dates.iter().filter(full).filter(|mark| anchor::is_day(&mark.value));
    let dateline = days().find(|mark| {
        let range = mark.span.range();
        anchor::is_dateline(document, grammar, range.start, range.end)
    });
    if let Some(mark) = dateline {
        return Some((mark.value.clone(), "the document's dateline".into()));
    }
    let own = days().find(|mark| {
        let first = document.quote(mark.span).ok().and_then(|quote| quote.split_whitespace().next());
        first.is_some_and(|word| grammar.word_is(word, grammar.known.demonstrative))
    });
    if let Some(mark) = own {
        return Some((mark.value.clone(), "the day that the document calls its own".into()));
    }
    let told = dates.iter().filter(full).filter(|mark| !mark.why.contains(TO_COME) && mark.value.precision() <= Precision::Month);
    let latest = told.max_by(|a, b| (a.value.latest(), &a.value).cmp(&(b.value.latest(), &b.value)))?;
    Some((latest.value.clone(), "the latest date that the document tells as past".into()))
}

/// The day of publication that the document's metadata tell.
fn metadata(document: &Document) -> Option<Value> {
    let published = Edtf::parse(document.metadata().published.as_deref()?).ok()?;
    Some((published, "the day of publication".into()))
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

/// One document with what was found in it.
struct Reading<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    matcher: &'a Matcher<'a>,
}

impl Reading<'_> {
    fn marks(&self, found: &[Found], published: Option<&Edtf>) -> Vec<DateMark> {
        let tenses: Vec<Tense> = found.iter().map(|f| tense::tense(self.analysis, self.matcher, f.from, f.to)).collect();
        let speech = self.speech(found, published);
        let estimate = if speech.is_some() { None } else { self.estimate(found, &tenses) };
        let mut context = Context { speech, estimate, ..Context::default() };
        let mut near_since = 0;
        let mut marks = Vec::new();
        for (expression, &tense) in found.iter().zip(&tenses) {
            let range = self.range(expression);
            let sentence = self.analysis.sentence_at(range.start).unwrap_or(0);
            if sentence > near_since + NEAR {
                context.near = None;
            }
            let Some((value, mut why)) = Resolver { context: &context, tense }.value(&expression.meaning) else { continue };
            let kind = kind(&expression.meaning, &value);
            let dateline = anchor::is_dateline(self.document, self.matcher.grammar, range.start, range.end);
            if kind == DateKind::Date || kind == DateKind::Interval {
                if why.starts_with(EXPLICIT) && !dateline {
                    (context.near, near_since) = (Some(value.clone()), sentence);
                }
                if anchor::is_day(&value) && !dateline {
                    context.told = value.earliest();
                } else if let (DateKind::Interval, Some(end)) = (kind, value.latest()) {
                    context.told = Some(end);
                }
                if tense == Tense::Future {
                    why = format!("{why}; {TO_COME}");
                }
            }
            if let Ok(span) = self.document.span(range) {
                marks.push(DateMark { span, value, kind, why });
            }
        }
        marks
    }

    fn range(&self, found: &Found) -> std::ops::Range<usize> {
        let tokens = self.matcher.tokens;
        tokens[found.from].start as usize..tokens[found.to - 1].end as usize
    }

    /// The day on which the document speaks.
    fn speech(&self, found: &[Found], published: Option<&Edtf>) -> Option<Value> {
        if let Some(published) = published.filter(|p| !p.is_duration()) {
            return Some((published.clone(), "the day of publication".into()));
        }
        if let Some(told) = metadata(self.document) {
            return Some(told);
        }
        let dateline = found.iter().find(|f| {
            let range = self.range(f);
            full_day(&f.meaning).is_some() && anchor::is_dateline(self.document, self.matcher.grammar, range.start, range.end)
        });
        if let Some(value) = dateline.and_then(|f| full_day(&f.meaning)) {
            return Some((value, "the document's dateline".into()));
        }
        let own = found.iter().find(|f| matches!(&f.meaning, Meaning::Calendar(c) if c.deictic && full_day(&f.meaning).is_some()));
        Some((full_day(&own?.meaning)?, "the day that the document calls its own".into()))
    }

    /// A day near which the document was written: the latest date told in full that is not to come, else the middle of
    /// the year that it names most.
    fn estimate(&self, found: &[Found], tenses: &[Tense]) -> Option<(jiff::civil::Date, String)> {
        let empty = Context::default();
        let explicit = |f: &Found, tense: Tense| {
            let Meaning::Calendar(Calendar { year: Year::Known(_), month, .. }) = &f.meaning else { return None };
            let (value, _) = Resolver { context: &empty, tense }.value(&f.meaning)?;
            Some((value.latest()?, month.is_some()))
        };
        let told: Vec<_> = found.iter().zip(tenses).filter(|(_, t)| **t != Tense::Future).filter_map(|(f, &t)| explicit(f, t)).collect();
        if let Some((day, _)) = told.iter().filter(|(_, dated)| *dated).max() {
            return Some((*day, format!("the year nearest to {day}, the latest date told in full")));
        }
        let mut counts: Vec<(usize, i16)> = Vec::new();
        for (day, _) in &told {
            match counts.iter_mut().find(|(_, year)| *year == day.year()) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, day.year())),
            }
        }
        let (_, year) = counts.into_iter().max()?;
        Some((jiff::civil::Date::new(year, 7, 1).ok()?, format!("the year that the text names most, {year}")))
    }
}

/// The value of a day that is told in full.
fn full_day(meaning: &Meaning) -> Option<Edtf> {
    let Meaning::Calendar(Calendar { year: Year::Known(_), month: Some(_), day: Some(_), .. }) = meaning else { return None };
    let (value, _) = Resolver { context: &Context::default(), tense: Tense::Untold }.value(meaning)?;
    Some(value)
}

fn kind(meaning: &Meaning, value: &Edtf) -> DateKind {
    match meaning {
        Meaning::Set { .. } => DateKind::Set,
        _ if value.is_duration() => DateKind::Duration,
        _ if value.is_interval() => DateKind::Interval,
        _ => DateKind::Date,
    }
}
