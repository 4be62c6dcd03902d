//! A toll told of a month and the one happening of that month in that place: "some 300 were killed in X in March".

use super::{MOST_TIMES, NARROW_DAYS, Scene};
use crate::reconcile::place::{Lie, is_point, lie};
use crate::rows::PlaceRow;
use crate::when::Bounds;

/// A month, with the month on either side that "about" leaves room for.
const MONTH_DAYS: i32 = 95;

/// Pairs of a scene told of a month and one told of days in it, at the same point in another document, with tolls that
/// may be counts of one thing. Where the month has several such happenings there, it is not known which is meant.
pub(super) fn told_by_month(scenes: &[Scene<'_, '_>]) -> Vec<(usize, usize)> {
    let days = |at: usize| scenes[at].when.and_then(|when| when.days());
    let mut narrow: Vec<(Bounds, usize)> = (0..scenes.len())
        .filter(|&at| days(at).is_some_and(|days| days <= NARROW_DAYS))
        .filter_map(|at| scenes[at].when.map(|when| (when, at)))
        .collect();
    narrow.sort_by_key(|(when, at)| (when.earliest, *at));
    let mut pairs = Vec::new();
    for (at, wide) in scenes.iter().enumerate() {
        let month = days(at).is_some_and(|days| (NARROW_DAYS + 1..=MONTH_DAYS).contains(&days));
        let Some(when) = wide.when.filter(|_| month) else { continue };
        let from = narrow.partition_point(|(day, _)| day.earliest < when.earliest);
        let inside = narrow[from..].iter().take_while(|(day, _)| day.earliest <= when.latest);
        let found: Vec<&(Bounds, usize)> =
            inside.filter(|(day, other)| day.latest <= when.latest && may_be_one(wide, &scenes[*other])).collect();
        let one_happening = found.iter().all(|(a, _)| found.iter().all(|(b, _)| a.gap(b) <= 1));
        if one_happening {
            pairs.extend(found.iter().map(|&&(_, other)| (at.min(other), at.max(other))));
        }
    }
    pairs
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
