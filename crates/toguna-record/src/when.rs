//! What two dates in EDTF have to say to each other: whether they can be the same time, and whether one holds the other.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use toguna_mark::Edtf;

/// The first and the last day that a date can mean; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bounds {
    /// First day.
    pub earliest: Option<Date>,
    /// Last day.
    pub latest: Option<Date>,
}

impl Bounds {
    /// The bounds of a date as written.
    pub fn of(date: &Edtf) -> Option<Bounds> {
        let (earliest, latest) = (date.earliest(), date.latest());
        (earliest.is_some() || latest.is_some()).then_some(Bounds { earliest, latest })
    }

    /// The bounds, wider by the date's own unit where the text says "about" or "perhaps".
    pub fn lenient(date: &Edtf) -> Option<Bounds> {
        let bounds = Bounds::of(date)?;
        if !date.as_str().contains(['~', '?', '%']) {
            return Some(bounds);
        }
        let slack = match bounds.days() {
            Some(1) => 3.days(),
            Some(2..=31) => 1.month(),
            _ => 1.year(),
        };
        Some(bounds.widened(slack))
    }

    /// The bounds moved outward by `slack` at both ends.
    pub fn widened(self, slack: Span) -> Bounds {
        let earliest = self.earliest.map(|day| day.checked_sub(slack).unwrap_or(Date::MIN));
        let latest = self.latest.map(|day| day.checked_add(slack).unwrap_or(Date::MAX));
        Bounds { earliest, latest }
    }

    /// How many days lie inside; `None` with an open end.
    pub fn days(&self) -> Option<i32> {
        let (from, to) = (self.earliest?, self.latest?);
        Some(day_number(to) - day_number(from) + 1)
    }

    /// Whether a day lies in both.
    pub fn meets(&self, other: &Bounds) -> bool {
        let before = |end: Option<Date>, begin: Option<Date>| matches!((end, begin), (Some(e), Some(b)) if e < b);
        !before(self.latest, other.earliest) && !before(other.latest, self.earliest)
    }

    /// Whether what bears a date, or none, is among what touches these days: with both ends open, all is.
    pub fn touched_by(&self, date: Option<&Bounds>) -> bool {
        date.map_or(self.earliest.is_none() && self.latest.is_none(), |date| date.meets(self))
    }

    /// How many days lie between the two, 0 where they meet.
    pub fn gap(&self, other: &Bounds) -> i32 {
        match (self.latest, other.earliest, other.latest, self.earliest) {
            (Some(end), Some(begin), _, _) if end < begin => day_number(begin) - day_number(end),
            (_, _, Some(end), Some(begin)) if end < begin => day_number(begin) - day_number(end),
            _ => 0,
        }
    }

    /// One day and no more.
    pub fn is_day(&self) -> bool {
        self.days() == Some(1)
    }
}

/// Days since a day long before all others, by the proleptic Gregorian calendar. Dates are compared pair by pair, and a
/// calendar's own difference, with its units, takes most of the time of a comparison.
pub(crate) fn day_number(day: Date) -> i32 {
    let (month, of_month) = (i32::from(day.month()), i32::from(day.day()));
    // The year begins in March, so that the day which leap years have more is its last.
    let year = i32::from(day.year()) - i32::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + of_month - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
}

/// The bounds of a date that may be missing.
pub(crate) fn bounds(date: Option<&Edtf>) -> Option<Bounds> {
    date.and_then(Bounds::lenient)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Bounds {
        Bounds::lenient(&Edtf::parse(text).expect("a date")).expect("bounds")
    }

    #[test]
    fn a_month_and_a_day_in_it_meet_and_two_days_do_not() {
        assert!(at("2024-07").meets(&at("2024-07-06")));
        assert!(!at("2024-07-05").meets(&at("2024-07-06")));
        assert_eq!(at("2024-07-05").gap(&at("2024-07-08")), 3);
        assert_eq!(at("2024-07-08").gap(&at("2024-07-05")), 3);
    }

    #[test]
    fn numbers_of_days_run_as_the_calendar_does() {
        let mut day = jiff::civil::date(1999, 12, 20);
        while day < jiff::civil::date(2004, 3, 10) {
            let next = day.tomorrow().expect("a day");
            assert_eq!(day_number(next) - day_number(day), 1, "{day}");
            day = next;
        }
        let apart = day_number(Date::MAX) - day_number(Date::MIN);
        assert_eq!(apart, (Date::MAX - Date::MIN).get_days());
    }

    #[test]
    fn about_widens_by_the_unit_of_the_date() {
        assert!(at("2025-05~").meets(&at("2025-06-20")));
        assert!(!at("2025-05").meets(&at("2025-06-20")));
    }

    #[test]
    fn an_open_end_meets_all_that_lies_beyond() {
        assert!(at("2024-07/..").meets(&at("2031")));
        assert!(!at("2024-07/..").meets(&at("2023")));
    }
}
