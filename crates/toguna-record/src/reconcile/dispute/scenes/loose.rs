//! A toll told of a month, or of no day at all, and the one happening of that time in that place: "some 300 were killed in
//! X in March", "the toll of X is 40, the mayor says".

use std::collections::BTreeMap;

use super::{MOST_TIMES, NARROW_DAYS, Scene};
use crate::reconcile::place::{Lie, is_point, lie};
use crate::rows::PlaceRow;
use crate::when::{Bounds, day_number};

/// A month, with the month on either side that "about" leaves room for.
const MONTH_DAYS: i32 = 95;

/// A toll that is told without a day is news: of a day at most this long before its report.
const NEWS_DAYS: i32 = 31;

/// Pairs of a scene told loosely and one told of days in it, at the same point in another document, with tolls that may
/// be counts of one thing. Where there are several such happenings, it is not known which is meant.
pub(super) fn told_loosely(scenes: &[Scene<'_, '_>]) -> Vec<(usize, usize)> {
    let days = |at: usize| scenes[at].when.and_then(|when| when.days());
    let mut narrow: Vec<(Bounds, usize)> = (0..scenes.len())
        .filter(|&at| days(at).is_some_and(|days| days <= NARROW_DAYS))
        .filter_map(|at| scenes[at].when.map(|when| (when, at)))
        .collect();
    narrow.sort_by_key(|(when, at)| (when.earliest, *at));
    let by_point = by_point(scenes, &narrow);
    let mut pairs = Vec::new();
    for (at, loose) in scenes.iter().enumerate() {
        let month = days(at).is_some_and(|days| (NARROW_DAYS + 1..=MONTH_DAYS).contains(&days));
        let found = match loose.when {
            Some(when) if month => of_month(&narrow, when),
            None => of_news(&by_point, loose),
            Some(_) => continue,
        };
        let found: Vec<(Bounds, usize)> = found.into_iter().filter(|(_, o)| may_be_one(loose, &scenes[*o])).collect();
        let one_happening = found.iter().all(|(a, _)| found.iter().all(|(b, _)| a.gap(b) <= 1));
        if one_happening {
            pairs.extend(found.iter().map(|&(_, other)| (at.min(other), at.max(other))));
        }
    }
    pairs
}

/// The scenes of days by the ids of their points.
fn by_point<'a>(scenes: &[Scene<'a, '_>], narrow: &[(Bounds, usize)]) -> BTreeMap<&'a str, Vec<(Bounds, usize)>> {
    let mut found = BTreeMap::<&str, Vec<(Bounds, usize)>>::new();
    for &(when, at) in narrow {
        for place in scenes[at].places.iter().filter(|place| is_point(place)) {
            found.entry(&place.entity).or_default().push((when, at));
        }
    }
    found
}

/// The scenes of days that lie in a month.
fn of_month(narrow: &[(Bounds, usize)], month: Bounds) -> Vec<(Bounds, usize)> {
    let from = narrow.partition_point(|(day, _)| day.earliest < month.earliest);
    let inside = narrow[from..].iter().take_while(|(day, _)| day.earliest <= month.latest);
    inside.filter(|(day, _)| day.latest <= month.latest).copied().collect()
}

/// The scenes at the points of an undated one that were news when it was published.
fn of_news(by_point: &BTreeMap<&str, Vec<(Bounds, usize)>>, undated: &Scene<'_, '_>) -> Vec<(Bounds, usize)> {
    let news = |day: &Bounds| {
        let since = undated.published.zip(day.latest).map(|(told, day)| day_number(told) - day_number(day));
        since.is_none_or(|days| (0..=NEWS_DAYS).contains(&days))
    };
    let points = undated.places.iter().filter(|place| is_point(place));
    let there = points.filter_map(|place| by_point.get(place.entity.as_str())).flatten();
    there.filter(|(day, _)| news(day)).copied().collect()
}

fn may_be_one(a: &Scene<'_, '_>, b: &Scene<'_, '_>) -> bool {
    // At a point one month seldom has two happenings with like tolls.
    let point = |place: &&&PlaceRow| is_point(place);
    let same = a.places.iter().filter(point).any(|x| b.places.iter().filter(point).any(|y| lie(x, y) == Lie::Same));
    let apart = a.documents.iter().all(|document| !b.documents.contains(document));
    let counts =
        matches!((a.toll, b.toll), (Some(x), Some(y)) if x > 0.0 && y > 0.0 && x.max(y) <= x.min(y) * MOST_TIMES);
    same && apart && counts
}
