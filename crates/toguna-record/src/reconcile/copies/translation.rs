//! The same story in two languages: names, places and numbers that agree and stand in the same order.

use std::collections::{BTreeMap, BTreeSet};

use crate::rows::{Evidence, Readings};

/// Fewer things than this may agree by chance.
const LEAST: usize = 6;
/// A translation tells at least this share of the shorter text's things in their order.
const AGREE: f64 = 0.8;
/// Days between a story and its translation.
const DAYS: i32 = 3;
/// Things in a row that bring two documents together.
const RUN: usize = 3;
/// A run in more documents than this tells nothing.
const COMMON: usize = 100;

/// Pairs of documents in different languages that tell the same things in the same order.
pub(super) fn translated(readings: &Readings) -> BTreeSet<(usize, usize)> {
    let told = things(readings);
    let mut runs = BTreeMap::<Vec<&str>, BTreeSet<usize>>::new();
    for (document, things) in told.iter().enumerate() {
        for run in things.windows(RUN) {
            runs.entry(run.iter().map(String::as_str).collect()).or_default().insert(document);
        }
    }
    let mut pairs = BTreeSet::new();
    for documents in runs.values().filter(|documents| (2..=COMMON).contains(&documents.len())) {
        for &a in documents {
            pairs.extend(documents.range(a + 1..).map(|&b| (a, b)));
        }
    }
    pairs.retain(|&(a, b)| {
        let (x, y) = (&readings.documents[a], &readings.documents[b]);
        let day = |row: &crate::rows::DocumentRow| row.published.as_ref().and_then(|date| date.latest());
        let near = match (day(x), day(y)) {
            (Some(p), Some(q)) => (p - q).get_days().abs() <= DAYS,
            _ => true,
        };
        x.language != y.language && near && agree(&told[a], &told[b])
    });
    pairs
}

fn agree(a: &[String], b: &[String]) -> bool {
    let shorter = a.len().min(b.len());
    let numbers =
        |things: &[String]| things.iter().filter(|thing| thing.starts_with('#')).cloned().collect::<BTreeSet<_>>();
    let (x, y) = (numbers(a), numbers(b));
    let same_numbers = !x.is_empty() && x.intersection(&y).count() * 10 >= x.len().max(y.len()) * 8;
    shorter >= LEAST && same_numbers && in_order(a, b) as f64 >= AGREE * shorter as f64
}

/// The length of the longest run of things, with gaps, that stand in both in the same order.
fn in_order(a: &[String], b: &[String]) -> usize {
    let mut above = vec![0; b.len() + 1];
    for x in a {
        let mut row = vec![0; b.len() + 1];
        for (at, y) in b.iter().enumerate() {
            row[at + 1] = if x == y { above[at] + 1 } else { row[at].max(above[at + 1]) };
        }
        above = row;
    }
    above[b.len()]
}

/// What each document names and counts, in its order; what is named again and again counts at its first place.
fn things(readings: &Readings) -> Vec<Vec<String>> {
    let mut all = Vec::<(&Evidence, String)>::new();
    all.extend(readings.actors.iter().map(|row| (&row.at, row.entity.clone())));
    all.extend(readings.places.iter().map(|row| (&row.at, row.entity.clone())));
    all.extend(readings.figures.iter().map(|row| (&row.at, format!("#{:?}-{:?}", row.low, row.high))));
    all.sort();
    let mut told = vec![Vec::<String>::new(); readings.documents.len()];
    for (at, thing) in all {
        let own = &mut told[at.document];
        if !own.contains(&thing) {
            own.push(thing);
        }
    }
    told
}
