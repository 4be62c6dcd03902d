//! The day on which a document speaks: told beside it, by its head, by its address, by its own words; or its bounds.

use jiff::civil::Date;
use toguna_text::Document;

use super::chronology::Chronology;
use super::head::Stand;
use super::matcher::Found;
use super::meaning::{Calendar, Meaning, Year};
use super::resolve::{Context, Resolver, Value};
use super::tense::Tense;
use super::{address, reading::Reading};
use crate::edtf::{Edtf, Precision};
use crate::{DatedBy, DocumentDate};

/// Why a day counts that the text calls its own ("this Tuesday, June 15, 2021").
const OWN: &str = "the day that the document calls its own";

/// What a document's own words tell of the day on which it was written.
pub(super) struct Anchor {
    /// The document's date, with its reason.
    pub(super) dated: Option<DocumentDate>,
    /// The expression that tells the day of publication.
    pub(super) byline: Option<usize>,
}

impl Anchor {
    /// Asks, in this order: metadata, byline or dateline, the address, a day that the text calls its own, and last the
    /// bounds that its past and coming dates set.
    pub(super) fn of(
        document: &Document,
        found: &[Found],
        tenses: &[Tense],
        reading: &Reading<'_>,
        chronology: &Chronology,
    ) -> Anchor {
        let standing = |wanted: Stand| {
            let mut all = found.iter().enumerate();
            all.find_map(|(at, f)| {
                let value = full_day(&f.meaning)?;
                (reading.stand(at, f, chronology) == Some(wanted)).then_some((at, value))
            })
        };
        // "Reporting period: 1 to 18 December 2024".
        let period = || {
            let mut all = found.iter().enumerate();
            all.find_map(|(at, f)| end_of_period(&f.meaning).filter(|_| reading.stand(at, f, chronology).is_some()))
        };
        let (byline, heading) = (standing(Stand::Byline), standing(Stand::Heading));
        let dated = metadata(document)
            .or_else(|| {
                let (_, value) = byline.as_ref()?;
                Some(told(value, DatedBy::Byline, "the document's dateline"))
            })
            .or_else(|| {
                let (_, value) = heading.as_ref()?;
                Some(told(value, DatedBy::Text, "the day that heads the document"))
            })
            .or_else(|| Some(told(&period()?, DatedBy::Text, "the last day of the period that heads the document")))
            .or_else(|| {
                let (value, words) = address::date(document.metadata().url.as_deref()?)?;
                Some(told(&value, DatedBy::Url, &format!("its address holds {words}")))
            })
            .or_else(|| {
                let own = |f: &&Found| matches!(&f.meaning, Meaning::Calendar(c) if c.deictic);
                let value = found.iter().filter(own).find_map(|f| full_day(&f.meaning))?;
                Some(told(&value, DatedBy::Text, OWN))
            })
            .or_else(|| bounds(found, tenses, reading));
        Anchor { dated, byline: byline.map(|(at, _)| at) }
    }

    /// The day, month or year of speaking that expressions may be counted from: bounds only where they lie in one year.
    pub(super) fn speech(&self) -> Option<Value> {
        let dated = self.dated.as_ref()?;
        let within_a_year = match (dated.value.earliest(), dated.value.latest()) {
            (Some(first), Some(last)) => first.year() == last.year(),
            _ => false,
        };
        (dated.by == DatedBy::Metadata || !dated.value.is_interval() || within_a_year)
            .then(|| (dated.value.clone(), dated.why.clone()))
    }
}

fn told(value: &Edtf, by: DatedBy, why: &str) -> DocumentDate {
    DocumentDate { value: value.clone(), by, why: why.into() }
}

/// The day of publication that the document's metadata tell.
fn metadata(document: &Document) -> Option<DocumentDate> {
    let published = Edtf::parse(document.metadata().published.as_deref()?).ok().filter(|day| !day.is_duration())?;
    Some(told(&published, DatedBy::Metadata, "the day of publication"))
}

/// Not before the latest date told in full as past, and not after the earliest told as to come.
fn bounds(found: &[Found], tenses: &[Tense], reading: &Reading<'_>) -> Option<DocumentDate> {
    let told_as = |wanted: Tense| {
        found
            .iter()
            .zip(tenses)
            .filter(move |(_, tense)| **tense == wanted)
            .filter_map(|(f, _)| Some((f, explicit(f)?)))
    };
    let past = || told_as(Tense::Past).filter(|(f, _)| !reading.reaches_forward(f)).map(|(_, value)| value);
    let fine = |value: &Edtf| value.precision() <= Precision::Month;
    let latest = |values: &mut dyn Iterator<Item = Edtf>| values.max_by_key(|value| (value.earliest(), value.latest()));
    let from = latest(&mut past().filter(fine)).or_else(|| latest(&mut past()));
    let floor = from.as_ref().and_then(Edtf::earliest);
    let ahead = |value: &Edtf| matches!((floor, value.latest()), (Some(floor), Some(last)) if last >= floor);
    let to = told_as(Tense::Future).map(|(_, value)| value).filter(ahead).min_by_key(Edtf::latest);
    let value = Edtf::interval(from.as_ref(), to.as_ref())?;
    let why = match (&from, &to) {
        (Some(from), Some(to)) => {
            format!("not before {from}, the latest date told as past, and not after {to}, the first told as to come")
        }
        _ => format!("not before {}, the latest date that the text tells as past", from?),
    };
    Some(told(&value, DatedBy::Text, &why))
}

/// The value of an expression that tells its year itself.
fn explicit(found: &Found) -> Option<Edtf> {
    let Meaning::Calendar(Calendar { year: Year::Known(_), .. }) = &found.meaning else { return None };
    calendar_alone(&found.meaning)
}

/// The value of a day that is told in full.
pub(super) fn full_day(meaning: &Meaning) -> Option<Edtf> {
    let Meaning::Calendar(Calendar { year: Year::Known(_), month: Some(_), day: Some(_), .. }) = meaning else {
        return None;
    };
    calendar_alone(meaning)
}

/// The last day of a period of which that is told in full.
fn end_of_period(meaning: &Meaning) -> Option<Edtf> {
    match meaning {
        Meaning::Range(_, to) => full_day(to),
        _ => None,
    }
}

fn calendar_alone(meaning: &Meaning) -> Option<Edtf> {
    let (value, _) = Resolver { context: &Context::default(), tense: Tense::Untold, since: false }.value(meaning)?;
    Some(value)
}

/// A day near which an undated document was written: the latest date told in full that is not to come, else the middle
/// of the year that it names most.
pub(super) fn estimate(found: &[Found], tenses: &[Tense]) -> Option<(Date, String)> {
    let told = found.iter().zip(tenses).filter(|(_, tense)| **tense != Tense::Future);
    let told: Vec<(Date, bool)> = told
        .filter_map(|(f, _)| {
            let Meaning::Calendar(calendar) = &f.meaning else { return None };
            Some((explicit(f)?.latest()?, calendar.month.is_some()))
        })
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
    Some((Date::new(year, 7, 1).ok()?, format!("the year that the text names most, {year}")))
}

/// Whether a value is one day.
pub(super) fn is_day(edtf: &Edtf) -> bool {
    edtf.precision() == Precision::Day && edtf.earliest().is_some()
}
