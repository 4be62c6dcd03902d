//! What a time expression says by its words alone, before any calendar of the document is known.

/// A unit of calendar or clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit of a grammar's key.
    pub(super) fn of(name: &str) -> Option<Unit> {
        UNITS.iter().find(|(key, _)| *key == name).map(|&(_, unit)| unit)
    }

    /// The unit of a captured number.
    pub(super) fn at(index: i32) -> Option<Unit> {
        UNITS.get(usize::try_from(index).ok()?).map(|&(_, unit)| unit)
    }

    /// The number that captures write for it.
    pub(super) fn index(self) -> i32 {
        UNITS.iter().position(|&(_, unit)| unit == self).unwrap_or(0) as i32
    }
}

const UNITS: &[(&str, Unit)] = &[
    ("minute", Unit::Minute),
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("weekend", Unit::Weekend),
    ("week", Unit::Week),
    ("fortnight", Unit::Fortnight),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("half", Unit::Half),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
];

/// A part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its begin, not sharply.
    Early,
    /// Its middle, not sharply.
    Mid,
    /// Its end, not sharply.
    Late,
    /// All of it.
    Whole,
    /// The n-th half.
    Half(i32),
    /// The n-th quarter.
    Quarter(i32),
    /// The n-th week.
    Week(i32),
    /// The n-th day.
    Day(i32),
}

impl Part {
    /// The vague part of a grammar's key, as the number that captures write for it.
    pub(super) fn index(name: &str) -> Option<i32> {
        ["early", "mid", "late", "whole"].iter().position(|key| *key == name).map(|at| at as i32)
    }

    /// The vague part of a captured number.
    pub(super) fn at(index: i32) -> Option<Part> {
        [Part::Early, Part::Mid, Part::Late, Part::Whole].get(usize::try_from(index).ok()?).copied()
    }
}

/// From where a shift is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The day on which the document speaks.
    #[default]
    Speech,
    /// The day of which the text has just told.
    Told,
    /// What the next words name ("two days after the raid").
    Event,
}

/// The year of a calendar expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Year {
    /// Not said.
    #[default]
    Unsaid,
    /// Said in digits.
    Known(i16),
    /// Counted from the year in which the document speaks.
    Relative(i32),
    /// A decade (1) or century (2): the digits, and how many are left open.
    Open(i16, u8),
}

/// A point of the calendar with whatever parts are said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Calendar {
    pub(super) year: Year,
    /// 1 to 12.
    pub(super) month: Option<i8>,
    /// 1 to 31.
    pub(super) day: Option<i8>,
    /// 1 (Monday) to 7.
    pub(super) weekday: Option<i8>,
    /// 21 to 24, or the first and last month of a season in one number: 609 for June to September.
    pub(super) season: Option<i16>,
    /// A feast that moves through the calendar.
    pub(super) feast: Option<u8>,
    /// "last" (-1), "this" (0), "next" (1).
    pub(super) direction: Option<i32>,
    /// Told with the word for the day of speaking ("this Tuesday, June 15").
    pub(super) deictic: bool,
    /// Of the time that the text has just told ("that Tuesday").
    pub(super) told: bool,
}

/// What a time expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A point of the calendar.
    Calendar(Calendar),
    /// From one to the other, each lending the other what it does not say.
    Range(Box<Meaning>, Box<Meaning>),
    /// A part of a stretch; `None` where the text does not say of which.
    Part(Part, Box<Meaning>),
    /// So many units before or after the anchor. `whole` means the calendar unit itself ("last week").
    Shift { count: i32, unit: Unit, anchor: Anchor, whole: bool },
    /// So many units before or after another expression ("two days after March 5").
    ShiftOf { count: i32, unit: Unit, of: Box<Meaning> },
    /// The last or next so many units up to the day of speaking; `vague` where the count only guesses at "few".
    Stretch { count: i32, unit: Unit, vague: bool },
    /// A term of so many units ("within a week").
    Within { count: i32, unit: Unit },
    /// The first so many units of another expression, or the last ("the first eight months of 2025").
    Ends { count: i32, unit: Unit, last: bool, of: Box<Meaning> },
    /// Some of these units before or after another expression ("the weeks following January 22").
    Following { direction: i32, unit: Unit, of: Box<Meaning> },
    /// A length.
    Duration { count: i32, unit: Unit, half: bool },
    /// A repetition.
    Set { count: i32, unit: Unit },
    /// Told as approximate.
    About(Box<Meaning>),
    /// Words that look like a time and are none ("19-year-old").
    Nothing,
}
