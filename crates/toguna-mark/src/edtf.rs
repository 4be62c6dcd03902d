//! Dates in EDTF (ISO 8601-2 level 1) and lengths in ISO 8601, as values that cannot be malformed.
//!
//! Level 1 lets only the last digits of a year be unknown. A day whose year nobody tells ("June 1") would then lose
//! its month and day too, so two forms of level 2 are accepted beside it: `XXXX-06-01` and `XXXX-06`. Level 1's years
//! of more than four digits, years before 0000 and clock times are refused: no report of ours needs them.
//!
//! The `edtf` crate reads level 1, but neither lengths nor `XXXX-06-01`, so its type could hold half of our values.

use std::fmt;

use compact_str::{CompactString, format_compact};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod shape;

use shape::{Digits, End, Part, Shape};

/// A date, interval, season or duration whose text is well-formed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf(CompactString);

/// A text that is no EDTF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no EDTF date; write 2024, 2024-07, 2024-07-06, 2024-01/2024-06, 2024-05~, ../2024 or P6M")]
pub struct EdtfError(String);

/// How fine a value is, from fine to coarse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// One month.
    Month,
    /// One season.
    Season,
    /// One year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years or more.
    Century,
    /// A stretch between two ends.
    Interval,
    /// A length or a repetition.
    Duration,
}

/// One side of the stretch that a value covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    At(Date),
    Open,
    Unknown,
}

impl Edtf {
    /// Reads an EDTF text.
    pub fn parse(text: &str) -> Result<Edtf, EdtfError> {
        match shape::read(text) {
            Some(_) => Ok(Edtf(text.into())),
            None => Err(EdtfError(text.chars().take(80).collect())),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// One day; nothing in the years before 0000, which EDTF's first level does not write with four digits.
    pub fn day(date: Date) -> Option<Edtf> {
        let day = || Edtf(format_compact!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()));
        (0..=9999).contains(&date.year()).then(day)
    }

    /// One month; nothing where there is no such month.
    pub fn month(year: i16, month: i8) -> Option<Edtf> {
        Edtf::parse(&format_compact!("{year:04}-{month:02}")).ok().filter(|_| (1..=12).contains(&month))
    }

    /// One year; nothing outside 0 to 9999.
    pub fn year(year: i16) -> Option<Edtf> {
        Edtf::parse(&format_compact!("{year:04}")).ok()
    }

    /// From one value to another, `None` for an open end. Nothing where both are open, one of them is no point,
    /// or the end lies before the begin.
    pub fn interval(from: Option<&Edtf>, to: Option<&Edtf>) -> Option<Edtf> {
        let text = |end: Option<&Edtf>| end.map_or("..".into(), |edtf| edtf.0.clone());
        Edtf::parse(&format_compact!("{}/{}", text(from), text(to))).ok()
    }

    /// The same value told as approximate: `~` at the point, or at both ends of an interval. Lengths stay as they are.
    pub fn approximate(&self) -> Edtf {
        let mark = |text: &str| match text {
            "" | ".." => CompactString::from(text),
            _ => format_compact!("{}~", text.trim_end_matches(['?', '~', '%'])),
        };
        match (self.is_duration(), self.0.split_once('/')) {
            (true, _) => self.clone(),
            (_, Some((from, to))) => Edtf(format_compact!("{}/{}", mark(from), mark(to))),
            (_, None) => Edtf(mark(&self.0)),
        }
    }

    /// The first day that the value can mean; nothing for open or unknown begins and for durations.
    pub fn earliest(&self) -> Option<Date> {
        match self.bounds() {
            Some((Bound::At(date), _)) => Some(date),
            _ => None,
        }
    }

    /// The last day that the value can mean; nothing for open or unknown ends and for durations.
    pub fn latest(&self) -> Option<Date> {
        match self.bounds() {
            Some((_, Bound::At(date))) => Some(date),
            _ => None,
        }
    }

    /// Whether the value is a length or a repetition and no calendar time.
    pub fn is_duration(&self) -> bool {
        self.0.starts_with(['P', 'R'])
    }

    /// Whether the value runs from one end to another.
    pub fn is_interval(&self) -> bool {
        !self.is_duration() && self.0.contains('/')
    }

    /// How fine the value is.
    pub fn precision(&self) -> Precision {
        match self.shape() {
            Shape::Duration => Precision::Duration,
            Shape::Interval(..) => Precision::Interval,
            Shape::Point(point) => match (point.part, point.day, point.unknown) {
                (Part::Month(_), Digits::Known(_), _) => Precision::Day,
                (Part::Month(_), ..) => Precision::Month,
                (Part::Season(_), ..) => Precision::Season,
                (_, _, 0) => Precision::Year,
                (_, _, 1) => Precision::Decade,
                _ => Precision::Century,
            },
        }
    }

    /// Whether every day of `other` lies in this value. Unknown ends are contained nowhere and contain nothing.
    pub fn contains(&self, other: &Edtf) -> bool {
        let (Some((from, to)), Some((first, last))) = (self.bounds(), other.bounds()) else { return false };
        let begins = match (from, first) {
            (Bound::Open, Bound::At(_) | Bound::Open) => true,
            (Bound::At(from), Bound::At(first)) => from <= first,
            _ => false,
        };
        let ends = match (to, last) {
            (Bound::Open, Bound::At(_) | Bound::Open) => true,
            (Bound::At(to), Bound::At(last)) => last <= to,
            _ => false,
        };
        begins && ends
    }

    /// Whether the two values surely share a day at the precision that they are told with. Unknown ends share nothing.
    pub fn overlaps(&self, other: &Edtf) -> bool {
        let (Some(one), Some(two)) = (self.bounds(), other.bounds()) else { return false };
        let before = |begin: Bound, end: Bound| match (begin, end) {
            (Bound::At(begin), Bound::At(end)) => begin <= end,
            (Bound::Open, Bound::At(_) | Bound::Open) | (Bound::At(_), Bound::Open) => true,
            _ => false,
        };
        before(one.0, two.1) && before(two.0, one.1)
    }

    fn shape(&self) -> Shape {
        // Only texts that `shape::read` accepts are ever held; a duration is the answer that claims nothing.
        shape::read(&self.0).unwrap_or(Shape::Duration)
    }

    fn bounds(&self) -> Option<(Bound, Bound)> {
        let at = |date: Option<Date>| date.map_or(Bound::Unknown, Bound::At);
        match self.shape() {
            Shape::Duration => None,
            Shape::Point(point) => Some((at(point.earliest()), at(point.latest()))),
            Shape::Interval(from, to) => Some((
                match from {
                    End::At(point) => at(point.earliest()),
                    End::Open => Bound::Open,
                    End::Unknown => Bound::Unknown,
                },
                match to {
                    End::At(point) => at(point.latest()),
                    End::Open => Bound::Open,
                    End::Unknown => Bound::Unknown,
                },
            )),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        Edtf::parse(text)
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = CompactString::deserialize(deserializer)?;
        Edtf::parse(&text).map_err(serde::de::Error::custom)
    }
}
