//! The reading of an EDTF text into its parts. Kept apart from [`Edtf`](super::Edtf) so that the type itself is only
//! "a text that this reader accepts", and every question about it is answered from one place.

use jiff::civil::Date;

/// What a text says, part by part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One date at some precision.
    Point(Point),
    /// From one end to the other.
    Interval(End, End),
    /// ISO 8601 length; repetitions (`R/P1Y`) are read as their length.
    Duration,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A date.
    At(Point),
    /// `..`: the interval has no end on this side.
    Open,
    /// Empty: there is an end, nobody knows which.
    Unknown,
}

/// A date whose year may have unknown digits, and whose month or day may be wholly unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// The year's known digits, with zeros for the unknown ones.
    pub(super) year: i16,
    /// How many of the year's last digits are unknown: 0 to 4.
    pub(super) unknown: u8,
    /// Month or season.
    pub(super) part: Part,
    /// Day of the month; needs a month.
    pub(super) day: Digits,
}

/// What follows the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing, or `XX`.
    None,
    /// `XX`: some month of the year.
    SomeMonth,
    /// 1 to 12.
    Month(i8),
    /// 21 to 24.
    Season(i8),
}

/// Two digits that may be missing or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// Not written.
    None,
    /// `XX`.
    Unknown,
    /// Known.
    Known(i8),
}

/// Reads a whole text; nothing where it is malformed.
pub(super) fn read(text: &str) -> Option<Shape> {
    if !text.is_ascii() {
        return None;
    }
    if text.starts_with('P') || text.starts_with('R') {
        return duration(text.strip_prefix('R').map_or(Some(text), repetition)?).then_some(Shape::Duration);
    }
    let Some((from, to)) = text.split_once('/') else { return point(text).map(Shape::Point) };
    let (from, to) = (end(from)?, end(to)?);
    let told = |end: &End| matches!(end, End::At(_));
    if !told(&from) && !told(&to) {
        return None;
    }
    if let (End::At(a), End::At(b)) = (from, to)
        && let (Some(first), Some(last)) = (a.earliest(), b.latest())
        && first > last
    {
        return None;
    }
    Some(Shape::Interval(from, to))
}

/// What follows the `R` of a repetition: an optional count and a slash, then a length.
fn repetition(text: &str) -> Option<&str> {
    let (count, length) = text.split_once('/')?;
    count.bytes().all(|b| b.is_ascii_digit()).then_some(length)
}

fn end(text: &str) -> Option<End> {
    match text {
        "" => Some(End::Unknown),
        ".." => Some(End::Open),
        _ => point(text).map(End::At),
    }
}

fn point(text: &str) -> Option<Point> {
    let text = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    let mut parts = text.split('-');
    let (year, unknown) = year(parts.next()?)?;
    let (part, day) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let part = match part.map(digits) {
        None => Part::None,
        Some(Digits::Unknown) => Part::SomeMonth,
        Some(Digits::Known(month @ 1..=12)) => Part::Month(month),
        Some(Digits::Known(season @ 21..=24)) => Part::Season(season),
        Some(_) => return None,
    };
    let day = match day.map(digits) {
        None => Digits::None,
        Some(Digits::None) => return None,
        Some(day) => day,
    };
    let point = Point { year, unknown, part, day };
    point.holds().then_some(point)
}

/// Four characters, digits first and then `X` for the unknown ones.
fn year(text: &str) -> Option<(i16, u8)> {
    let known = text.trim_end_matches('X');
    if text.len() != 4 || !known.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let unknown = (4 - known.len()) as u8;
    let digits: i16 = if known.is_empty() { 0 } else { known.parse().ok()? };
    Some((digits * 10_i16.pow(u32::from(unknown)), unknown))
}

/// Two characters; [`Digits::None`] stands for anything malformed.
fn digits(text: &str) -> Digits {
    match text.as_bytes() {
        b"XX" => Digits::Unknown,
        [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => Digits::Known(((a - b'0') * 10 + (b - b'0')) as i8),
        _ => Digits::None,
    }
}

/// `P` and whole numbers of years, months, weeks, days, then `T` and hours, minutes, seconds, in this order.
fn duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else { return false };
    let (days, time) = match rest.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (rest, None),
    };
    let fields = |text: &str, units: &str| {
        let (mut units, mut number) = (units.chars(), false);
        let fits = text.chars().all(|c| match c {
            '0'..='9' => {
                number = true;
                true
            }
            unit => std::mem::take(&mut number) && units.any(|u| u == unit),
        });
        fits && !number
    };
    fields(days, "YMWD") && time.is_none_or(|time| !time.is_empty() && fields(time, "HMS")) && rest.len() > 1
}

impl Point {
    /// Whether month and day exist.
    fn holds(self) -> bool {
        match (self.part, self.day) {
            (_, Digits::None) => true,
            (Part::Month(_), Digits::Unknown) | (Part::SomeMonth, Digits::Unknown) => true,
            // A day of an unknown year is held against a leap year: February 29 may be meant.
            (Part::Month(month), Digits::Known(day)) => {
                let year = if self.unknown > 0 { 2000 } else { self.year };
                Date::new(year, month, day).is_ok()
            }
            _ => false,
        }
    }

    /// The first day that the point can mean; nothing where the year is wholly unknown.
    pub(super) fn earliest(self) -> Option<Date> {
        let (month, day) = match (self.part, self.day) {
            (Part::None | Part::SomeMonth, _) => (1, 1),
            (Part::Season(season), _) => ([3, 6, 9, 12][(season - 21) as usize], 1),
            (Part::Month(month), Digits::Known(day)) => (month, day),
            (Part::Month(month), _) => (month, 1),
        };
        (self.unknown < 4).then(|| first_valid(self.year, month, day, 1)).flatten()
    }

    /// The last day that the point can mean.
    pub(super) fn latest(self) -> Option<Date> {
        if self.unknown >= 4 {
            return None;
        }
        let year = self.year + 10_i16.pow(u32::from(self.unknown)) - 1;
        match (self.part, self.day) {
            (Part::None | Part::SomeMonth, _) => Date::new(year, 12, 31).ok(),
            // Winter runs into the next year: 2024-24 is December 2024 to February 2025.
            (Part::Season(24), _) => Date::new(year.checked_add(1)?, 2, 1).ok().map(Date::last_of_month),
            (Part::Season(season), _) => {
                Date::new(year, [5, 8, 11][(season - 21) as usize], 1).ok().map(Date::last_of_month)
            }
            (Part::Month(month), Digits::Known(day)) => first_valid(year, month, day, -1),
            (Part::Month(month), _) => Date::new(year, month, 1).ok().map(Date::last_of_month),
        }
    }
}

/// The day in this year, or in the next one in the direction that has it (February 29).
fn first_valid(year: i16, month: i8, day: i8, step: i16) -> Option<Date> {
    (0..8).find_map(|n| Date::new(year.checked_add(n * step)?, month, day).ok())
}
