//! Parts of a stretch: "the first half of 2024", "late May", "the end of the rainy season".

use jiff::civil::Date;

use super::super::meaning::{Calendar, Meaning, Part, Unit};
use super::super::tense::Tense;
use super::days::{plus_days, stretch};
use super::range::{left, right};
use super::{Resolver, Value};
use crate::edtf::{Edtf, Precision};

impl Resolver<'_> {
    pub(super) fn part(&self, part: Part, of: &Meaning) -> Option<Value> {
        let (value, why) = self.value(of)?;
        let bare = matches!(of, Meaning::Calendar(c) if *c == Calendar::default());
        let week = matches!(of, Meaning::Shift { unit: Unit::Week, .. });
        let value = match (part, value.precision()) {
            (Part::Whole, _) | (Part::Early | Part::Mid | Part::Late, Precision::Day) => value,
            (Part::Early, _) if week => Edtf::day(value.earliest()?)?,
            // The end of a season is told of its last month.
            (Part::Early, Precision::Interval) if !week => left(&value).approximate(),
            (Part::Late, Precision::Interval) if !week => right(&value).approximate(),
            (Part::Early | Part::Mid | Part::Late, _) => value.approximate(),
            _ => {
                let value = cut(part, &value)?;
                // "the fourth quarter", told in January, is the last one that was.
                match (bare && self.tense != Tense::Future, value.earliest(), self.speech()) {
                    (true, Some(first), Some(speech)) if first > speech => {
                        cut(part, &Edtf::year(speech.year().checked_sub(1)?)?)?
                    }
                    _ => value,
                }
            }
        };
        Some((value, why))
    }
}

/// A half, quarter, week or day of a year, month or week.
fn cut(part: Part, of: &Edtf) -> Option<Edtf> {
    if of.earliest().is_none() {
        return Some(of.clone()).filter(|of| of.as_str().starts_with('X'));
    }
    let (first, last) = (of.earliest()?, of.latest()?);
    let nth = |n: i32, of: i32| match n {
        -1 => Some(of - 1),
        n if (1..=of).contains(&n) => Some(n - 1),
        _ => None,
    };
    let months = |from: i32, count: i32| {
        let month = |n: i32| Edtf::month(first.year(), i8::try_from(n).ok()?);
        Edtf::interval(month(from).as_ref(), month(from + count - 1).as_ref())
    };
    let days = |from: Date, to: Date| stretch(from, to.min(last));
    match (part, of.precision()) {
        (Part::Half(n), Precision::Year) => months(nth(n, 2)? * 6 + 1, 6),
        (Part::Quarter(n), Precision::Year) => months(nth(n, 4)? * 3 + 1, 3),
        (Part::Half(n), Precision::Month) => match nth(n, 2)? {
            0 => days(first, plus_days(first, 14)?),
            _ => days(plus_days(first, 15)?, last),
        },
        (Part::Half(_), Precision::Decade) => Some(of.approximate()),
        (Part::Week(-1), Precision::Month) => days(plus_days(last, -6)?, last),
        (Part::Week(n), Precision::Month) => {
            let from = plus_days(first, i64::from(nth(n, 5)?) * 7)?;
            days(from, plus_days(from, 6)?)
        }
        (Part::Day(-1), _) => Edtf::day(last),
        (Part::Day(n), _) if n > 0 => plus_days(first, i64::from(n) - 1).filter(|d| *d <= last).and_then(Edtf::day),
        _ => None,
    }
}
