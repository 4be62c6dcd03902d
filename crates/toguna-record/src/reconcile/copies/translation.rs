//! The same story in two languages: names, places and numbers that agree and stand in the same order.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

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
    let language = |document: usize| readings.documents[document].language.as_str();
    let told = things(readings);
    let run = |document: usize, things: &[Cow<'_, str>]| {
        let mut hasher = DefaultHasher::new();
        things.hash(&mut hasher);
        (hasher.finish(), document)
    };
    // Each run as a number: two runs of one number only make one comparison more.
    let mut runs: Vec<(u64, usize)> = told
        .iter()
        .enumerate()
        .flat_map(|(document, things)| things.windows(RUN).map(move |things| run(document, things)))
        .collect();
    runs.sort_unstable();
    runs.dedup();
    let mut pairs = BTreeSet::new();
    for documents in runs.chunk_by(|x, y| x.0 == y.0).filter(|documents| (2..=COMMON).contains(&documents.len())) {
        for (from, &(_, a)) in documents.iter().enumerate() {
            let others = documents[from + 1..].iter().map(|&(_, b)| b).filter(|&b| language(a) != language(b));
            pairs.extend(others.map(|b| (a, b)));
        }
    }
    pairs.retain(|&(a, b)| {
        let (x, y) = (&readings.documents[a], &readings.documents[b]);
        let day = |row: &crate::rows::DocumentRow| row.published.as_ref().and_then(|date| date.latest());
        let near = match (day(x), day(y)) {
            (Some(p), Some(q)) => (p - q).get_days().abs() <= DAYS,
            _ => true,
        };
        near && agree(&told[a], &told[b])
    });
    pairs
}

fn agree(a: &[Cow<'_, str>], b: &[Cow<'_, str>]) -> bool {
    let shorter = a.len().min(b.len());
    let (x, y) = (numbers(a), numbers(b));
    let same_numbers = !x.is_empty() && x.intersection(&y).count() * 10 >= x.len().max(y.len()) * 8;
    shorter >= LEAST && same_numbers && in_order(a, b) as f64 >= AGREE * shorter as f64
}

fn numbers<'t>(things: &'t [Cow<'_, str>]) -> BTreeSet<&'t str> {
    things.iter().map(AsRef::as_ref).filter(|thing: &&str| thing.starts_with('#')).collect()
}

/// The length of the longest run of things, with gaps, that stand in both in the same order.
fn in_order(a: &[Cow<'_, str>], b: &[Cow<'_, str>]) -> usize {
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
fn things(readings: &Readings) -> Vec<Vec<Cow<'_, str>>> {
    let mut all = Vec::<(&Evidence, Cow<'_, str>)>::new();
    all.extend(readings.actors.iter().map(|row| (&row.at, Cow::from(&row.entity))));
    all.extend(readings.places.iter().map(|row| (&row.at, Cow::from(&row.entity))));
    all.extend(readings.figures.iter().map(|row| (&row.at, Cow::from(format!("#{:?}-{:?}", row.low, row.high)))));
    all.sort();
    let mut told = vec![Vec::<Cow<'_, str>>::new(); readings.documents.len()];
    for (at, thing) in all {
        let own = &mut told[at.document];
        if !own.contains(&thing) {
            own.push(thing);
        }
    }
    told
}
