//! From what the words say to the calendar: years that nobody told, weekdays, "yesterday", "the next day".
//!
//! Everything is reasoned from the document itself: the day on which it speaks, the dates that it tells in full, the
//! tense of the verb. What none of them settles stays unknown (`XXXX-06-01`), never guessed.

use jiff::{Span as Length, civil::Date};

use super::anchor::is_day;
use super::meaning::{Anchor, Calendar, Meaning, Part, Unit, Year};
use super::tense::Tense;
use crate::edtf::{Edtf, Precision};

/// A value and how it was found.
pub(super) type Value = (Edtf, String);

/// The `why` of dates that the text itself tells in full.
pub(super) const EXPLICIT: &str = "told in full";
/// What `why` adds to a date that the text tells as yet to come.
pub(super) const TO_COME: &str = "told as to come";

/// What a document lets an expression be reasoned from.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The day (or month, year) on which the document speaks, and how that is known.
    pub(super) speech: Option<Value>,
    /// The day that the text told last.
    pub(super) told: Option<Date>,
    /// The value told in full last, in this sentence or one of the few before.
    pub(super) near: Option<Edtf>,
    /// A day near which the document was written, from its own dates.
    pub(super) estimate: Option<(Date, String)>,
}

/// The calendar reasoning for one expression.
pub(super) struct Resolver<'a> {
    pub(super) context: &'a Context,
    pub(super) tense: Tense,
}

impl Resolver<'_> {
    /// The value of an expression; nothing where its parts contradict each other.
    pub(super) fn value(&self, meaning: &Meaning) -> Option<Value> {
        match meaning {
            Meaning::Calendar(calendar) => self.calendar(calendar),
            Meaning::Range(from, to) => self.range(from, to),
            Meaning::Part(part, of) => self.part(*part, of),
            Meaning::Shift { count, unit, anchor, whole } => self.shift(*count, *unit, *anchor, *whole),
            Meaning::ShiftOf { count, unit, of } => {
                let (of, why) = self.value(of)?;
                let day = of.earliest().filter(|_| is_day(&of));
                let value = day.and_then(|day| moved(day, *count, *unit)).map(Edtf::day);
                Some((value.or_else(|| unknown(*unit))?, format!("counted from {of}, {why}")))
            }
            Meaning::Stretch { count, unit } => self.stretch(*count, *unit),
            Meaning::Duration { count, unit, half } => Some((length(*count, *unit, *half)?, "a length".into())),
            Meaning::Set { count, unit } => Some((length(*count, *unit, false)?, "a repetition".into())),
            Meaning::Nothing => None,
            Meaning::About(of) => self.value(of).map(|(edtf, why)| (edtf.approximate(), why)),
        }
    }

    /// The day of speaking, where it is known to the day.
    fn today(&self) -> Option<Date> {
        self.context.speech.as_ref().filter(|(edtf, _)| is_day(edtf)).and_then(|(edtf, _)| edtf.earliest())
    }

    /// The last day that can be the day of speaking.
    fn speech(&self) -> Option<Date> {
        self.context.speech.as_ref().and_then(|(edtf, _)| edtf.latest())
    }

    fn speech_why(&self) -> &str {
        self.context.speech.as_ref().map_or("no day of speaking is known", |(_, why)| why)
    }

    /// The year that "this year" means, where it is known.
    fn this_year(&self) -> Option<i16> {
        let (edtf, _) = self.context.speech.as_ref()?;
        let (first, last) = (edtf.earliest()?, edtf.latest()?);
        (first.year() == last.year()).then_some(first.year())
    }

    fn calendar(&self, calendar: &Calendar) -> Option<Value> {
        let year = match calendar.year {
            Year::Known(year) => Some(year),
            Year::Relative(count) => match self.this_year() {
                Some(this) => Some(this.checked_add(i16::try_from(count).ok()?)?),
                None => return Some((unsaid(calendar)?, self.speech_why().into())),
            },
            Year::Open(year, digits) => return Some((open_year(year, digits)?, EXPLICIT.into())),
            Year::Unsaid => None,
        };
        let why = if matches!(calendar.year, Year::Relative(_)) {
            format!("counted from {}", self.speech_why())
        } else {
            EXPLICIT.to_owned()
        };
        if let Some(year) = year {
            return told_year(calendar, year, why);
        }
        match (calendar.month, calendar.day, calendar.season, calendar.weekday) {
            (Some(_), ..) => self.pick_year(calendar),
            (None, Some(day), ..) => Some(self.pick_month(day, calendar.weekday)),
            (None, None, Some(season), _) => self.pick_season(calendar, season),
            (None, None, None, Some(weekday)) => Some(self.pick_weekday(weekday, calendar.direction)),
            (None, None, None, None) => self.context_year(),
        }
    }

    /// The year that a bare part ("the fourth quarter") belongs to.
    fn context_year(&self) -> Option<Value> {
        match (self.this_year(), &self.context.near) {
            (Some(year), _) => Some((Edtf::year(year)?, format!("the year of {}", self.speech_why()))),
            (None, Some(near)) => {
                let year = near.earliest()?.year();
                Some((Edtf::year(year)?, format!("the year of {near}, told before")))
            }
            (None, None) => Some((Edtf::parse("XXXX").ok()?, "no year is told".into())),
        }
    }

    fn pick_weekday(&self, weekday: i8, direction: Option<i32>) -> Value {
        let Some(today) = self.today() else {
            return (Edtf::parse("XXXX-XX-XX").unwrap_or_else(|_| Edtf::day(Date::ZERO)), self.speech_why().to_owned());
        };
        let now = today.weekday().to_monday_one_offset();
        let back = (now - weekday).rem_euclid(7);
        let ahead = (weekday - now).rem_euclid(7);
        let days = match direction {
            Some(-1) => -i64::from(if back == 0 { 7 } else { back }),
            Some(1) => i64::from(if ahead == 0 { 7 } else { ahead }),
            _ if self.tense == Tense::Future => i64::from(ahead),
            _ => -i64::from(back),
        };
        let side = if days < 0 { "before" } else if days > 0 { "after" } else { "on" };
        (Edtf::day(plus_days(today, days).unwrap_or(today)), format!("the weekday {side} {}", self.speech_why()))
    }

    /// A day of the month alone: the nearest such day to what the text spoke of.
    fn pick_month(&self, day: i8, weekday: Option<i8>) -> Value {
        let base = self.today().or(self.context.told).or(self.context.near.as_ref().and_then(Edtf::earliest));
        let fits = |date: &Date| weekday.is_none_or(|w| date.weekday().to_monday_one_offset() == w);
        let near = base.and_then(|base| {
            let months = (-2..=2).filter_map(|n| base.first_of_month().checked_add(Length::new().months(n)).ok());
            let days = months.filter_map(|first| Date::new(first.year(), first.month(), day).ok()).filter(fits);
            days.min_by_key(|date| (distance(*date, base), *date > base))
        });
        match near {
            Some(date) => (Edtf::day(date), format!("the day of the month nearest to {}", self.speech_why())),
            None => (Edtf::parse("XXXX-XX-XX").unwrap_or_else(|_| Edtf::day(Date::ZERO)), "no month is told".to_owned()),
        }
    }

    fn pick_season(&self, calendar: &Calendar, season: i8) -> Option<Value> {
        let Some(speech) = self.speech() else { return Some((unsaid(calendar)?, self.speech_why().into())) };
        let of = |year: i16| Edtf::parse(&format!("{year:04}-{season}")).ok();
        let begun = |year: i16| of(year).and_then(|s| s.earliest()).is_some_and(|first| first <= speech);
        let ended = |year: i16| of(year).and_then(|s| s.latest()).is_some_and(|last| last < speech);
        let year = speech.year();
        let years = [year + 1, year, year - 1, year - 2];
        let picked = match (calendar.direction, self.tense) {
            (Some(-1), _) => years.into_iter().find(|&y| ended(y)),
            (Some(1), _) | (None, Tense::Future) => years.into_iter().rev().find(|&y| !begun(y)),
            (Some(_), _) => years.into_iter().rev().find(|&y| !ended(y)),
            (None, _) => years.into_iter().find(|&y| begun(y)),
        };
        Some((of(picked?)?, format!("the season nearest to {}", self.speech_why())))
    }

    /// The year of a month, or of a day and month, that stands without one.
    fn pick_year(&self, calendar: &Calendar) -> Option<Value> {
        let of = |year: i16| told_year(calendar, year, String::new()).map(|(edtf, _)| edtf);
        let fits = |edtf: &Edtf| match (calendar.weekday, calendar.day, edtf.earliest()) {
            (Some(weekday), Some(_), Some(date)) => date.weekday().to_monday_one_offset() == weekday,
            _ => true,
        };
        if let Some((base, why)) = self.base_of_years(calendar) {
            let reach = if calendar.weekday.is_some() && calendar.day.is_some() { 6 } else { 1 };
            let years = (base.0.year() - reach..=base.1.year() + reach).filter_map(of).filter(fits);
            let gap = |edtf: &Edtf| {
                let (first, last) = (edtf.earliest().unwrap_or(base.0), edtf.latest().unwrap_or(base.1));
                if last < base.0 { distance(last, base.0) } else if first > base.1 { distance(first, base.1) } else { 0 }
            };
            if let Some(edtf) = years.min_by_key(|edtf| (gap(edtf), edtf.clone())) {
                return Some((edtf, why));
            }
        }
        if let Some(this) = self.this_year().filter(|_| self.today().is_none() && calendar.direction.is_none()) {
            return Some((of(this)?, format!("the year of {}", self.speech_why())));
        }
        let Some(speech) = self.speech() else { return Some((unsaid(calendar)?, "no year is told".into())) };
        let candidates: Vec<Edtf> = (speech.year() - 6..=speech.year() + 6).filter_map(of).filter(fits).collect();
        let past = candidates.iter().rev().find(|e| e.earliest().is_some_and(|d| d <= speech));
        let before = candidates.iter().rev().find(|e| e.latest().is_some_and(|d| d < speech));
        let coming = candidates.iter().find(|e| e.latest().is_some_and(|d| d >= speech));
        let after = candidates.iter().find(|e| e.earliest().is_some_and(|d| d > speech));
        let gap = |e: Option<&Edtf>| e.and_then(Edtf::earliest).map_or(i32::MAX, |d| distance(d, speech));
        let picked = match (calendar.direction, self.tense) {
            (Some(-1), _) => before,
            (Some(1), _) => after,
            (_, Tense::Future) => coming,
            // No tense tells: the past, unless the day lies just ahead and its last return almost a year behind.
            (_, Tense::Untold) if gap(coming) <= 45 && gap(past) >= 300 => coming,
            _ => past.or(coming),
        };
        // Where the weekday fits no year near by, the date goes without it and the reader is told.
        let Some(picked) = picked else {
            let plain = Calendar { weekday: None, ..*calendar };
            return self.pick_year(&plain).map(|(edtf, why)| (edtf, format!("{why}; its weekday fits no year near by")));
        };
        Some((picked.clone(), format!("the year is reasoned from {}", self.speech_why())))
    }

    /// The stretch that a missing year should lie nearest to, where that is not the day of speaking.
    fn base_of_years(&self, calendar: &Calendar) -> Option<((Date, Date), String)> {
        let near = self.context.near.as_ref().and_then(|near| Some((near, near.earliest()?, near.latest()?)));
        match (near, self.speech()) {
            // A telling of long ago goes on: the years of "On March 22, 2012 … On April 6".
            (Some((near, first, last)), Some(speech)) if calendar.direction.is_none() && distance(last, speech) > 250 && last < speech => {
                Some(((first, last), format!("the year of {near}, told just before")))
            }
            (Some((near, first, last)), None) => Some(((first, last), format!("the year of {near}, told just before"))),
            (None, None) => {
                let (day, why) = self.context.estimate.as_ref()?;
                Some(((*day, *day), why.clone()))
            }
            _ => None,
        }
    }

    fn shift(&self, count: i32, unit: Unit, anchor: Anchor, whole: bool) -> Option<Value> {
        let (base, why) = match anchor {
            Anchor::Told => (self.context.told.map(Edtf::day).or_else(|| self.context.near.clone()), "the day told before"),
            Anchor::Speech => (self.context.speech.as_ref().map(|(edtf, _)| edtf.clone()), self.speech_why()),
        };
        let Some(base) = base else { return Some((unknown(unit)?, format!("counted from a day that is not known: {why}"))) };
        let value = shifted(&base, count, unit, whole);
        let why = if anchor == Anchor::Told { format!("counted from {base}, {why}") } else { format!("counted from {why}") };
        Some((value.or_else(|| unknown(unit))?, why))
    }

    fn stretch(&self, count: i32, unit: Unit) -> Option<Value> {
        let Some(today) = self.today() else { return Some((length(count.abs(), unit, false)?, "a length".into())) };
        let other = Edtf::day(moved(today, count, unit)?);
        let today = Edtf::day(today);
        let (from, to) = if count < 0 { (&other, &today) } else { (&today, &other) };
        Some((Edtf::interval(Some(from), Some(to))?, format!("counted from {}", self.speech_why())))
    }

    fn part(&self, part: Part, of: &Meaning) -> Option<Value> {
        let (value, why) = self.value(of)?;
        let bare = matches!(of, Meaning::Calendar(c) if *c == Calendar::default());
        let week = matches!(of, Meaning::Shift { unit: Unit::Week, .. });
        let value = match (part, value.precision()) {
            (Part::Whole, _) | (Part::Early | Part::Mid | Part::Late, Precision::Day) => value,
            (Part::Early, _) if week => Edtf::day(value.earliest()?),
            (Part::Early | Part::Mid | Part::Late, _) => value.approximate(),
            _ => {
                let value = cut(part, &value)?;
                // "the fourth quarter", told in January, is the last one that was.
                match (bare && self.tense != Tense::Future, value.earliest(), self.speech()) {
                    (true, Some(first), Some(speech)) if first > speech => cut(part, &Edtf::year(speech.year() - 1)?)?,
                    _ => value,
                }
            }
        };
        Some((value, why))
    }

    fn range(&self, from: &Meaning, to: &Meaning) -> Option<Value> {
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
            first = Edtf::day(plus_days(a, -7)?);
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
    if to.year == Year::Unsaid && (to.month.is_some() || to.season.is_some())
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

/// The value of a calendar in a known year, with a word where its weekday contradicts it.
fn told_year(calendar: &Calendar, year: i16, why: String) -> Option<Value> {
    let edtf = match (calendar.month, calendar.day, calendar.season) {
        (Some(month), Some(day), _) => {
            let date = Date::new(year, month, day).ok()?;
            if calendar.weekday.is_some_and(|w| w != date.weekday().to_monday_one_offset()) {
                let why = format!("{why}; the weekday told contradicts the date, which is kept");
                return Some((Edtf::day(date), why));
            }
            Edtf::day(date)
        }
        (Some(month), None, _) => Edtf::month(year, month)?,
        (None, _, Some(season)) => Edtf::parse(&format!("{year:04}-{season}")).ok()?,
        _ => Edtf::year(year)?,
    };
    Some((edtf, why))
}

/// A calendar whose year nobody tells.
fn unsaid(calendar: &Calendar) -> Option<Edtf> {
    let text = match (calendar.month, calendar.day, calendar.season) {
        (Some(month), Some(day), _) => format!("XXXX-{month:02}-{day:02}"),
        (Some(month), None, _) => format!("XXXX-{month:02}"),
        (None, _, Some(season)) => format!("XXXX-{season}"),
        _ => "XXXX".to_owned(),
    };
    Edtf::parse(&text).ok()
}

/// A point of which only the unit is known.
fn unknown(unit: Unit) -> Option<Edtf> {
    Edtf::parse(match unit {
        Unit::Month => "XXXX-XX",
        Unit::Quarter | Unit::Half | Unit::Year | Unit::Decade | Unit::Century => "XXXX",
        _ => "XXXX-XX-XX",
    })
    .ok()
}

fn open_year(year: i16, digits: u8) -> Option<Edtf> {
    let digits = usize::from(digits);
    let known = format!("{year:04}");
    Edtf::parse(&format!("{}{}", known.get(..4 - digits)?, "X".repeat(digits))).ok()
}

/// A length in ISO 8601.
fn length(count: i32, unit: Unit, half: bool) -> Option<Edtf> {
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
fn shifted(base: &Edtf, count: i32, unit: Unit, whole: bool) -> Option<Edtf> {
    let (first, last) = (base.earliest()?, base.latest()?);
    let day = || (first == last).then_some(first);
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => moved(day()?, count, unit).map(Edtf::day),
        Unit::Week | Unit::Fortnight if !whole => moved(day()?, count, unit).map(|d| Edtf::day(d).approximate()),
        Unit::Week | Unit::Fortnight => {
            let monday = monday(day()?)?;
            let from = moved(monday, count, unit)?;
            Edtf::interval(Some(&Edtf::day(from)), Some(&Edtf::day(plus_days(from, 6)?)))
        }
        Unit::Weekend => {
            let from = plus_days(monday(day()?)?, 5 + i64::from(count) * 7)?;
            Edtf::interval(Some(&Edtf::day(from)), Some(&Edtf::day(plus_days(from, 1)?)))
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
    let days = |from: Date, to: Date| Edtf::interval(Some(&Edtf::day(from)), Some(&Edtf::day(to.min(last))));
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
        (Part::Day(-1), _) => Some(Edtf::day(last)),
        (Part::Day(n), _) if n > 0 => plus_days(first, i64::from(n) - 1).filter(|d| *d <= last).map(Edtf::day),
        _ => None,
    }
}

/// The first end of an interval, or the value itself.
fn left(edtf: &Edtf) -> Edtf {
    edtf.as_str().split_once('/').and_then(|(from, _)| Edtf::parse(from).ok()).unwrap_or_else(|| edtf.clone())
}

fn right(edtf: &Edtf) -> Edtf {
    edtf.as_str().split_once('/').and_then(|(_, to)| Edtf::parse(to).ok()).unwrap_or_else(|| edtf.clone())
}

fn monday(date: Date) -> Option<Date> {
    plus_days(date, 1 - i64::from(date.weekday().to_monday_one_offset()))
}

fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Length::new().try_days(days).ok()?).ok()
}

fn moved(date: Date, count: i32, unit: Unit) -> Option<Date> {
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
fn distance(one: Date, two: Date) -> i32 {
    one.until(two).map_or(i32::MAX, |span| span.get_days().abs())
}
