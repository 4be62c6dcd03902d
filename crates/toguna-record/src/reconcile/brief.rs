//! What speaks for two accounts being one event where one or both stand in a brief: a short text that gives no date but
//! its own day of publication, often no place but the country, and a toll.

use super::likeness::Likeness;
use super::traits::{Brief, Traits};
use crate::phrase;
use crate::when::day_number;

/// Tolls that differ by no more than this are tellings of one count as it grew.
const GREW: f64 = 1.25;
/// Tolls further apart than this are seldom of one event.
const FAR: f64 = 2.0;

/// Whether one of two accounts is news without a date.
pub(super) fn is_news(a: &Traits<'_>, b: &Traits<'_>) -> bool {
    a.brief.is_some() || b.brief.is_some()
}

/// How near to each other the two are told; whether they can be news of one event.
pub(super) fn when(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) -> bool {
    let (Some(x), Some(y)) = (a.when, b.when) else { return false };
    if !x.meets(&y) {
        return false;
    }
    match (&a.brief, &b.brief) {
        (Some(a), Some(b)) => match (day_number(a.published) - day_number(b.published)).abs() {
            0 => like.add(0.3, phrase::PUBLISHED_ON_ONE_DAY),
            1 => like.add(0.15, phrase::PUBLISHED_ON_NEXT_DAYS),
            2 => like.add(0.05, phrase::PUBLISHED_WITHIN_DAYS),
            _ => {}
        },
        _ => like.add(0.2, phrase::TOLD_WITHIN_DAYS),
    }
    true
}

/// Where neither tells a place in common: whether both speak of one country.
pub(super) fn lands(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) {
    let (Some(a), Some(b)) = (&a.brief, &b.brief) else { return };
    if !a.lands.is_disjoint(&b.lands) {
        like.add(0.1, phrase::ONE_COUNTRY);
    } else if !a.lands.is_empty() && !b.lands.is_empty() {
        like.less(0.1);
    }
}

/// Who suffered it, by kind: soldiers, civilians, rebels.
pub(super) fn victims(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) {
    let (x, y) = (&a.row.sides.target_families, &b.row.sides.target_families);
    match (x.is_empty(), y.is_empty()) {
        (false, false) if x.iter().any(|kind| y.contains(kind)) => like.add(0.12, phrase::ONE_KIND_OF_VICTIMS),
        (false, false) => like.less(0.12),
        (true, true) => like.less(-0.05),
        _ => {}
    }
}

/// How the numbers of dead lie to each other.
pub(super) fn tolls(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) {
    let same = a.numbers().filter(|x| b.numbers().any(|y| *x == y)).max_by(f64::total_cmp);
    match (same, a.toll, b.toll) {
        // The larger a number, the less often two events share it.
        (Some(10.0..), ..) => like.add(0.3, phrase::SAME_TOLL),
        (Some(4.0..), ..) => like.add(0.25, phrase::SAME_TOLL),
        (Some(2.0..), ..) => like.add(0.2, phrase::SAME_TOLL),
        (Some(_), ..) => like.add(0.1, phrase::SAME_TOLL),
        (None, Some(x), Some(y)) => match x.max(y) / x.min(y) {
            ..=GREW => like.add(0.15, phrase::NEAR_TOLLS),
            ..=FAR => like.less(0.05),
            _ => like.less(0.2),
        },
        _ => {}
    }
}

/// Briefs of one event share more words than its names.
pub(super) fn wording(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) {
    let (Some(Brief { words: a, .. }), Some(Brief { words: b, .. })) = (&a.brief, &b.brief) else { return };
    let common = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    let share = common as f64 / (a.len().max(1) as f64 * b.len().max(1) as f64).sqrt();
    match share {
        0.8.. => like.add(0.2, phrase::SAME_WORDS),
        0.6.. => like.add(0.1, phrase::LIKE_WORDS),
        0.4.. => like.add(0.05, phrase::SOME_WORDS),
        _ => {}
    }
}

/// Two tolls that are near to each other share one of these.
pub(super) fn sizes(toll: f64) -> [i64; 2] {
    let size = (toll.max(1.0).ln() / GREW.ln()).floor() as i64;
    [size, size + 1]
}
