//! The date of a document that tells none: bounded by the dated documents that tell of the same event.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use toguna_code::Status;
use toguna_mark::{DatedBy, DocumentDate, Edtf};

use crate::findings::EventRow;
use crate::rows::{DocumentRow, Readings};
use crate::when::Bounds;

/// How many days after an event a document still tells of it as news.
const NEWS: i64 = 14;

/// For every document its own date, or where it has none, or only an open bound, the one that the record supports.
pub(super) fn dated(readings: &Readings, events: &[EventRow]) -> Vec<Option<DocumentDate>> {
    let alone = |document: &DocumentRow| document.dated.clone();
    let mut dated: Vec<Option<DocumentDate>> = readings.documents.iter().map(alone).collect();
    let shared = shared(readings, events);
    for (at, found) in dated.iter_mut().enumerate() {
        let open = found.as_ref().is_none_or(|found| found.by == DatedBy::Text && found.value.latest().is_none());
        if let Some(own) = shared.get(&at).filter(|_| open) {
            let floor = found.as_ref().and_then(|found| found.value.earliest());
            *found = by_record(readings, own, at, floor).or_else(|| found.take());
        }
    }
    dated
}

/// For each document the events of several accounts that it tells as done.
fn shared<'a>(readings: &Readings, events: &'a [EventRow]) -> BTreeMap<usize, Vec<&'a EventRow>> {
    let mut shared = BTreeMap::<usize, Vec<&EventRow>>::new();
    for event in events.iter().filter(|event| event.accounts.len() > 1) {
        let done = event.accounts.iter().map(|&at| &readings.accounts[at]).filter(|row| row.status == Status::Actual);
        done.for_each(|row| shared.entry(row.at.document).or_default().push(event));
    }
    shared
}

/// From the latest event that the document shares with dated ones to the last of those that tell it as news.
fn by_record(readings: &Readings, events: &[&EventRow], document: usize, floor: Option<Date>) -> Option<DocumentDate> {
    let (begin, last, sources, event) = events.iter().filter_map(|event| news(readings, event, document)).max()?;
    let begin = floor.map_or(begin, |floor| floor.max(begin));
    let value = Edtf::interval(Edtf::day(begin).as_ref(), Edtf::day(last).map(|day| day.approximate()).as_ref())?;
    let why = format!(
        "it tells of the event of {event}, which {sources} dated document{} of the record published up to {last} {}",
        if sources == 1 { "" } else { "s" },
        if sources == 1 { "tells too" } else { "tell too" },
    );
    Some(DocumentDate { value, by: DatedBy::Record, why })
}

/// An event's first day, the last day on which a dated document told it as news, how many did, and the event's date.
fn news(readings: &Readings, event: &EventRow, document: usize) -> Option<(Date, Date, usize, String)> {
    let date = event.date.clone()?;
    let when = Bounds::of(&Edtf::parse(&date).ok()?)?;
    let (begin, end) = (when.earliest?, when.latest?);
    let stale = end.checked_add(NEWS.days()).ok()?;
    let others: BTreeSet<usize> = event.accounts.iter().map(|&at| readings.accounts[at].at.document).collect();
    let published: Vec<Date> = others
        .into_iter()
        .filter(|&other| other != document)
        .filter_map(|other| readings.documents[other].dated.as_ref())
        .filter(|found| !found.value.is_interval())
        .filter_map(|found| found.value.latest())
        .filter(|day| *day >= begin && *day <= stale)
        .collect();
    Some((begin, *published.iter().max()?, published.len(), date))
}
