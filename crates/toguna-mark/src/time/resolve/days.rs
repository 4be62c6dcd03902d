//! Arithmetic of days, months and lengths: no reasoning, only the calendar.

use jiff::{Span as Length, civil::Date};

use super::super::meaning::Unit;
use crate::edtf::Edtf;

/// A decade or century: the year with its last digits left open.
pub(super) fn open_year(year: i16, digits: u8) -> Option<Edtf> {
    let digits = usize::from(digits);
    let known = format!("{year:04}");
    Edtf::parse(&format!("{}{}", known.get(..4 - digits)?, "X".repeat(digits))).ok()
}

/// A length in ISO 8601.
pub(super) fn length(count: i32, unit: Unit, half: bool) -> Option<Edtf> {
    let half = i32::from(half);
    let text = match unit {
        Unit::Minute => format!("PT{count}M"),
        Unit::Hour if half == 1 => format!("PT{}M", count * 60 + 30),
        Unit::Hour => format!("PT{count}H"),
        Unit::Day | Unit::Weekend if half == 1 => format!("PT{}H", count * 24 + 12),
        Unit::Day => format!("P{count}D"),
        Unit::Weekend => format!("P{}D", count.checked_mul(2)?),
        Unit::Week => format!("P{count}W"),
        Unit::Fortnight => format!("P{}W", count.checked_mul(2)?),
        Unit::Month if half == 1 => format!("P{count}M15D"),
        Unit::Month => format!("P{count}M"),
        Unit::Quarter => format!("P{}M", count.checked_mul(3)?),
        Unit::Half => format!("P{}M", count.checked_mul(6)?),
        Unit::Year if half == 1 => format!("P{}M", count.checked_mul(12)? + 6),
        Unit::Year => format!("P{count}Y"),
        Unit::Decade => format!("P{}Y", count.checked_mul(10)? + 5 * half),
        Unit::Century => format!("P{}Y", count.checked_mul(100)?),
    };
    Edtf::parse(&text).ok().filter(|_| count > 0 || half > 0)
}

/// A value moved by units; `whole` asks for the calendar unit itself.
pub(super) fn shifted(base: &Edtf, count: i32, unit: Unit, whole: bool) -> Option<Edtf> {
    let (first, last) = (base.earliest()?, base.latest()?);
    let day = || (first == last).then_some(first);
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => moved(day()?, count, unit).and_then(Edtf::day),
        Unit::Week | Unit::Fortnight if !whole => {
            moved(day()?, count, unit).and_then(Edtf::day).map(|d| d.approximate())
        }
        Unit::Week | Unit::Fortnight => {
            let monday = monday(day()?)?;
            let from = moved(monday, count, unit)?;
            stretch(from, plus_days(from, 6)?)
        }
        Unit::Weekend => {
            let from = plus_days(monday(day()?)?, 5 + i64::from(count) * 7)?;
            stretch(from, plus_days(from, 1)?)
        }
        Unit::Month => {
            if (first.year(), first.month()) != (last.year(), last.month()) {
                return None;
            }
            let moved = moved(first.first_of_month(), count, Unit::Month)?;
            Edtf::month(moved.year(), moved.month())
        }
        Unit::Quarter | Unit::Half => {
            let months = if unit == Unit::Quarter { 3 } else { 6 };
            let start = Date::new(first.year(), (first.month() - 1) / months * months + 1, 1).ok()?;
            let from = moved(start, count.checked_mul(i32::from(months))?, Unit::Month)?;
            let to = moved(from, i32::from(months) - 1, Unit::Month)?;
            Edtf::interval(Edtf::month(from.year(), from.month()).as_ref(), Edtf::month(to.year(), to.month()).as_ref())
        }
        Unit::Year | Unit::Decade | Unit::Century => {
            if first.year() != last.year() {
                return None;
            }
            let years = match unit {
                Unit::Year => 1,
                Unit::Decade => 10,
                _ => 100,
            };
            let year = first.year().checked_add(i16::try_from(count.checked_mul(years)?).ok()?)?;
            match (unit, whole) {
                (Unit::Year, _) => Edtf::year(year),
                (Unit::Decade, true) => open_year(year, 1),
                (Unit::Century, true) => open_year(year, 2),
                _ => Edtf::year(year).map(|y| y.approximate()),
            }
        }
    }
}

/// The Monday of a date's week.
pub(super) fn monday(date: Date) -> Option<Date> {
    plus_days(date, 1 - i64::from(date.weekday().to_monday_one_offset()))
}

/// A date so many days on.
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Length::new().try_days(days).ok()?).ok()
}

/// A date moved by calendar units.
pub(super) fn moved(date: Date, count: i32, unit: Unit) -> Option<Date> {
    let count = i64::from(count);
    let span = match unit {
        Unit::Minute => Length::new(),
        Unit::Hour => Length::new().try_days(count / 24).ok()?,
        Unit::Day => Length::new().try_days(count).ok()?,
        Unit::Week | Unit::Weekend => Length::new().try_weeks(count).ok()?,
        Unit::Fortnight => Length::new().try_weeks(count.checked_mul(2)?).ok()?,
        Unit::Month => Length::new().try_months(count).ok()?,
        Unit::Quarter => Length::new().try_months(count.checked_mul(3)?).ok()?,
        Unit::Half => Length::new().try_months(count.checked_mul(6)?).ok()?,
        Unit::Year => Length::new().try_years(count).ok()?,
        Unit::Decade => Length::new().try_years(count.checked_mul(10)?).ok()?,
        Unit::Century => Length::new().try_years(count.checked_mul(100)?).ok()?,
    };
    date.checked_add(span).ok()
}

/// The days between two dates.
pub(super) fn distance(one: Date, two: Date) -> i32 {
    one.until(two).map_or(i32::MAX, |span| span.get_days().abs())
}

/// From one day to another.
pub(super) fn stretch(from: Date, to: Date) -> Option<Edtf> {
    Edtf::interval(Some(&Edtf::day(from)?), Some(&Edtf::day(to)?))
}
