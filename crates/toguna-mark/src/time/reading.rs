//! One document's expressions, valued one after the other: each is reasoned from what the text told before it.

use toguna_lang::Analysis;
use toguna_text::Document;

use super::anchor::{self, DATELINE, Head, OWN};
use super::matcher::{Found, Matcher};
use super::meaning::{Calendar, Meaning, Year};
use super::resolve::{Context, EXPLICIT, Resolver, TO_COME, Value};
use super::tense::{self, Tense};
use crate::edtf::Edtf;
use crate::{DateKind, DateMark};

/// How many sentences on a date told in full still lends its year.
const NEAR: usize = 3;

/// One document with what was found in it.
pub(super) struct Reading<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    matcher: &'a Matcher<'a>,
    head: Head<'a>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(document: &'a Document, analysis: &'a Analysis, matcher: &'a Matcher<'a>) -> Self {
        Reading { document, analysis, matcher, head: Head::of(document.text(), matcher.grammar) }
    }

    /// The expressions with their values.
    pub(super) fn marks(&self, found: &[Found], published: Option<&Edtf>) -> Vec<DateMark> {
        let tenses: Vec<Tense> =
            found.iter().map(|f| tense::tense(self.analysis, self.matcher, f.from, f.to)).collect();
        let speech = self.speech(found, published);
        let estimate = if speech.is_some() { None } else { self.estimate(found, &tenses) };
        let mut context = Context { speech, estimate, ..Context::default() };
        let (mut near_since, mut told_in) = (0, usize::MAX);
        let mut marks = Vec::new();
        for (expression, &tense) in found.iter().zip(&tenses) {
            let range = self.range(expression);
            let sentence = self.analysis.sentence_at(range.start).unwrap_or(0);
            if sentence > near_since + NEAR {
                context.near = None;
            }
            context.told_here = told_in == sentence;
            let Some((value, mut why)) = self.resolver(&context, expression, tense).value(&expression.meaning) else {
                continue;
            };
            let kind = kind(&expression.meaning, &value);
            if kind == DateKind::Date || kind == DateKind::Interval {
                let dateline = self.head.is_dateline(range.start, range.end);
                if why.starts_with(EXPLICIT) && !dateline {
                    (context.near, near_since) = (Some(value.clone()), sentence);
                }
                if anchor::is_day(&value) && !dateline {
                    (context.told, told_in) = (value.earliest(), sentence);
                } else if let (DateKind::Interval, Some(end)) = (kind, value.latest()) {
                    (context.told, told_in) = (Some(end), sentence);
                }
                if tense == Tense::Future {
                    why = format!("{why}; {TO_COME}");
                }
            }
            // An X for every digit would tell that there is a day, and no more.
            if value.as_str().bytes().any(|b| b.is_ascii_digit())
                && let Ok(span) = self.document.span(range)
            {
                marks.push(DateMark { span, value, kind, why });
            }
        }
        marks
    }

    fn resolver<'c>(&self, context: &'c Context, found: &Found, tense: Tense) -> Resolver<'c> {
        let grammar = self.matcher.grammar;
        let since = self.matcher.before(found.from).is_some_and(|token| grammar.is(token, grammar.known.since));
        Resolver { context, tense, since }
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
        if let Some(told) = anchor::metadata(self.document) {
            return Some(told);
        }
        let dateline = found.iter().find(|f| {
            let range = self.range(f);
            self.head.is_dateline(range.start, range.end) && full_day(&f.meaning).is_some()
        });
        if let Some(value) = dateline.and_then(|f| full_day(&f.meaning)) {
            return Some((value, DATELINE.into()));
        }
        let own = found
            .iter()
            .find(|f| matches!(&f.meaning, Meaning::Calendar(c) if c.deictic && full_day(&f.meaning).is_some()));
        Some((full_day(&own?.meaning)?, OWN.into()))
    }

    /// A day near which the document was written: the latest date told in full that is not to come, else the middle of
    /// the year that it names most.
    fn estimate(&self, found: &[Found], tenses: &[Tense]) -> Option<(jiff::civil::Date, String)> {
        let empty = Context::default();
        let explicit = |f: &Found, tense: Tense| {
            let Meaning::Calendar(Calendar { year: Year::Known(_), month, .. }) = &f.meaning else { return None };
            let (value, _) = Resolver { context: &empty, tense, since: false }.value(&f.meaning)?;
            Some((value.latest()?, month.is_some()))
        };
        let told: Vec<_> = found
            .iter()
            .zip(tenses)
            .filter(|(_, t)| **t != Tense::Future)
            .filter_map(|(f, &t)| explicit(f, t))
            .collect();
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
    let Meaning::Calendar(Calendar { year: Year::Known(_), month: Some(_), day: Some(_), .. }) = meaning else {
        return None;
    };
    let (value, _) = Resolver { context: &Context::default(), tense: Tense::Untold, since: false }.value(meaning)?;
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
