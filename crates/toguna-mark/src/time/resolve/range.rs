//! Stretches from one expression to another, each lending the other what it does not say.

use super::super::anchor::is_day;
use super::super::meaning::{Calendar, Meaning, Year};
use super::days::{distance, plus_days};
use super::{Resolver, Value};
use crate::edtf::Edtf;

impl Resolver<'_> {
    pub(super) fn range(&self, from: &Meaning, to: &Meaning) -> Option<Value> {
        let (from, to) = match (from, to) {
            (Meaning::Calendar(a), Meaning::Calendar(b)) => {
                let (a, b) = lend(*a, *b);
                let last = self.calendar(&b)?;
                (self.calendar(&before(a, &last.0))?, last)
            }
            _ => (self.value(from)?, self.value(to)?),
        };
        let (mut first, last) = (left(&from.0), right(&to.0));
        // "from Friday to Sunday", told in the past: the Friday before that Sunday.
        if let (Some(a), Some(b)) = (first.earliest(), last.latest())
            && a > b
            && is_day(&first)
            && distance(a, b) < 7
        {
            first = Edtf::day(plus_days(a, -7)?)?;
        }
        Some((Edtf::parse(&format!("{first}/{last}")).ok()?, to.1))
    }
}

/// Both ends of a range with what only one of them says.
fn lend(mut from: Calendar, mut to: Calendar) -> (Calendar, Calendar) {
    if from.day.is_some() && from.month.is_none() {
        from.month = to.month;
        if from.day > to.day && to.month.is_some() {
            from.month = to.month.map(|m| if m == 1 { 12 } else { m - 1 });
        }
    }
    if to.day.is_some() && to.month.is_none() {
        to.month = from.month;
    }
    if to.year == Year::Unsaid
        && (to.month.is_some() || to.season.is_some())
        && let Year::Known(year) = from.year
    {
        let over = (to.month, to.day) < (from.month, from.day);
        to.year = Year::Known(year + i16::from(over));
    }
    if to.direction.is_none() {
        to.direction = from.direction;
    }
    (from, to)
}

/// The begin of a range whose end is known: in the end's year, or the year before where it would lie after it.
fn before(mut from: Calendar, last: &Edtf) -> Calendar {
    if from.year == Year::Unsaid
        && from.month.is_some()
        && let Some(end) = last.latest()
    {
        let over = (from.month, from.day.unwrap_or(1)) > (Some(end.month()), end.day());
        from.year = Year::Known(end.year() - i16::from(over));
    }
    from
}

/// The first end of an interval, or the value itself.
pub(super) fn left(edtf: &Edtf) -> Edtf {
    edtf.as_str().split_once('/').and_then(|(from, _)| Edtf::parse(from).ok()).unwrap_or_else(|| edtf.clone())
}

/// The last end of an interval, or the value itself.
pub(super) fn right(edtf: &Edtf) -> Edtf {
    edtf.as_str().split_once('/').and_then(|(_, to)| Edtf::parse(to).ok()).unwrap_or_else(|| edtf.clone())
}
