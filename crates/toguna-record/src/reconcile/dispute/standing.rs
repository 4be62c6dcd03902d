//! Counts of what lasts in a country: how many are displaced, which share of the land a side holds. No event holds such
//! numbers together; what they count, of which country and about when does.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use toguna_code::{Measure, Status};

use super::figures::{counted, number, position, range};
use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow};
use crate::phrase;
use crate::reconcile::fold::{long_words, share_word};
use crate::reconcile::union::Union;
use crate::rows::{FigureRow, PlaceRow};
use crate::when::{Bounds, bounds};

/// Tellers seldom differ by more than so many times about one such count.
const MOST_TIMES: f64 = 3.0;
/// Texts of two languages share no words: such counts must be nearer.
const ACROSS_TIMES: f64 = 2.0;

/// Counts of what lasts are compared that are told within so many months of each other.
const ABOUT: i64 = 6;

/// A count with what is compared.
struct Count<'a> {
    row: &'a FigureRow,
    of: Vec<String>,
    language: &'a str,
    when: Option<Bounds>,
}

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let mut groups = BTreeMap::<(&str, &str), Vec<Count<'_>>>::new();
    let mut homes = BTreeMap::new();
    for row in matter.readings.figures.iter().filter(|row| is_standing(row)) {
        let home = *homes.entry(row.at.document).or_insert_with(|| home(matter, row.at.document));
        if let Some(country) = country(matter, row, home) {
            groups.entry((row.measure.name(), country)).or_default().push(count(matter, row));
        }
    }
    for ((_, country), mut group) in groups {
        found.extend(quarrels(&mut group).iter().filter_map(|quarrel| dispute(matter, country, quarrel)));
    }
}

/// Whether a figure counts what lasts, as something that is so.
fn is_standing(row: &FigureRow) -> bool {
    let told = match row.status {
        Status::Denied | Status::Planned => false,
        Status::Possible => row.claimed_by.told().is_some(),
        _ => true,
    };
    told && matches!(row.measure, Measure::Displaced | Measure::Share) && row.part_of.is_none() && number(row) > 0.0
}

fn count<'a>(matter: &Matter<'a>, row: &'a FigureRow) -> Count<'a> {
    let document = matter.readings.document(&row.at);
    let when = bounds(row.date.as_ref()).or_else(|| bounds(document.published.as_ref()));
    Count { row, of: long_words(&row.of), language: &document.language, when }
}

/// The country that a number without a place of its own, or of a country, is told of.
fn country<'a>(matter: &Matter<'a>, row: &FigureRow, home: Option<&'a str>) -> Option<&'a str> {
    let places: Vec<&PlaceRow> = row.places.iter().map(|&at| &matter.readings.places[at]).collect();
    match places.as_slice() {
        [] => home,
        [one] if one.level == "country" => one.country.as_deref(),
        _ => None,
    }
}

/// The country of which a document names most places and parties.
fn home<'a>(matter: &Matter<'a>, document: usize) -> Option<&'a str> {
    let mut named = BTreeMap::<&str, usize>::new();
    let places = matter.readings.places_of(document).iter().filter_map(|place| place.country.as_deref());
    let accounts = matter.readings.accounts_of(document).iter();
    let parties =
        accounts.flat_map(|account| account.sides.agent_countries.iter().chain(&account.sides.target_countries));
    for country in places.chain(parties.map(String::as_str)) {
        *named.entry(country).or_default() += 1;
    }
    named.into_iter().max_by_key(|(_, times)| *times).map(|(country, _)| country)
}

/// Counts that contradict each other, directly or through others: those of other years are another matter.
fn quarrels<'a>(group: &mut [Count<'a>]) -> Vec<Vec<&'a FigureRow>> {
    let begin = |count: &Count<'_>| count.when.and_then(|when| when.earliest);
    group.sort_by_key(|count| (begin(count), count.row.at.clone()));
    let mut union = Union::of(group.len());
    for (from, a) in group.iter().enumerate() {
        let until = a.when.and_then(|when| when.widened(ABOUT.months()).latest);
        let in_time = |b: &&Count<'_>| until.is_none_or(|until| begin(b) <= Some(until));
        for (behind, b) in group[from + 1..].iter().take_while(in_time).enumerate() {
            if against(a, b) {
                union.join(from, from + 1 + behind);
            }
        }
    }
    let mut quarrels = BTreeMap::<usize, Vec<&FigureRow>>::new();
    union
        .classes()
        .into_iter()
        .zip(group.iter())
        .for_each(|(of, count)| quarrels.entry(of).or_default().push(count.row));
    quarrels.into_values().filter(|rows| rows.len() > 1).collect()
}

fn dispute(matter: &Matter<'_>, country: &str, disputed: &[&FigureRow]) -> Option<DisputeRow> {
    let first = disputed.iter().min_by_key(|row| &row.at)?;
    let is_it = |place: &&PlaceRow| place.level == "country" && place.country.as_deref() == Some(country);
    let name = matter.readings.places.iter().find(is_it).map_or(country, |place| place.name.as_str());
    let draft = Draft {
        about: counted(first, name.into()),
        kind: DisputeKind::Figure,
        rule: phrase::COUNTRY_COUNTS.into(),
        event: None,
        entities: claimants(disputed),
        rows: disputed.iter().map(|row| position(row)).collect(),
    };
    Some(draft.done(matter))
}

fn claimants(rows: &[&FigureRow]) -> Vec<String> {
    let named: BTreeSet<String> = rows.iter().filter_map(|row| row.claimed_by.entity.clone()).collect();
    named.into_iter().collect()
}

/// Whether two tell different numbers of one thing for about the same time.
fn against(a: &Count<'_>, b: &Count<'_>) -> bool {
    let one_text = a.row.at.document == b.row.at.document;
    // Numbers of one text are set side by side where they are read (see `figures`).
    let one_voice = one_text || a.row.claimed_by.told().is_some() && a.row.claimed_by == b.row.claimed_by;
    let one_language = a.language == b.language;
    let one_thing = if one_language || a.row.measure == Measure::Share { share_word(&a.of, &b.of) } else { true };
    let times = if one_language { MOST_TIMES } else { ACROSS_TIMES };
    let (x, y) = (number(a.row), number(b.row));
    let one_time = match (a.when, b.when) {
        (Some(x), Some(y)) => x.widened(ABOUT.months()).meets(&y),
        _ => true,
    };
    let ((low, high), (other_low, other_high)) = (range(a.row), range(b.row));
    let apart = high < other_low || other_high < low;
    !one_voice && one_thing && one_time && apart && x.max(y) <= x.min(y) * times
}
