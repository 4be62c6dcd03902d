//! What is counted from a day: "yesterday", "two days later", "the past few days", "within a week".

use jiff::civil::Date;

use super::super::anchor::is_day;
use super::super::meaning::{Anchor, Meaning, Unit};
use super::super::tense::Tense;
use super::days::{length, monday, moved, plus_days, shifted, stretch};
use super::range::{left, right};
use super::{Resolver, Value};
use crate::edtf::{Edtf, Precision};

impl Resolver<'_> {
    /// So many units from the day of speaking, or from the day told before.
    pub(super) fn shift(&self, count: i32, unit: Unit, anchor: Anchor, whole: bool) -> Option<Value> {
        let speech = || Some((self.context.speech.as_ref()?.0.clone(), format!("counted from {}", self.speech_why())));
        let told = || {
            // "That same month" is the month told last, whether or not with a day.
            let small =
                matches!(unit, Unit::Minute | Unit::Hour | Unit::Day | Unit::Week | Unit::Fortnight | Unit::Weekend);
            let last = self.context.last.clone().filter(|_| !small);
            let told = last.or(self.context.told.and_then(Edtf::day)).or_else(|| self.context.near.clone())?;
            let why = format!("counted from {told}, the day told before");
            Some((told, why))
        };
        let (base, why) = match anchor {
            Anchor::Event => return self.after_event(count, unit),
            Anchor::Speech => speech()?,
            // "The previous year", where the text told none, is the year before this one; a day is never guessed so.
            Anchor::Told if whole && !matches!(unit, Unit::Minute | Unit::Hour | Unit::Day) => {
                told().or_else(speech)?
            }
            Anchor::Told => told()?,
        };
        if let (Unit::Weekend, 0, Some(today)) = (unit, count, self.today())
            && anchor == Anchor::Speech
            && self.tense != Tense::Future
        {
            let saturday = plus_days(monday(today)?, 5)?;
            let from = if saturday > today { plus_days(saturday, -7)? } else { saturday };
            return Some((stretch(from, plus_days(from, 1)?)?, why));
        }
        Some((shifted(&base, count, unit, whole)?, why))
    }

    /// So many units from what the next words name. A document that reports an event "a day after" another one speaks
    /// on that day; longer counts are lengths, since nobody told the day of the event.
    fn after_event(&self, count: i32, unit: Unit) -> Option<Value> {
        let days = match unit {
            Unit::Day => Some(count),
            Unit::Hour if count % 24 == 0 => Some(count / 24),
            _ => None,
        };
        let told = self.context.event.or(self.context.told.filter(|_| !self.context.told_here));
        match (days, told, self.today()) {
            (Some(days), Some(told), _) => Some((
                Edtf::day(plus_days(told, i64::from(days))?)?,
                format!("counted from {told}, the day told before"),
            )),
            (Some(1), None, Some(today)) if self.context.told.is_none() => {
                Some((Edtf::day(today)?, format!("what follows by a day is told on {}", self.speech_why())))
            }
            _ => Some((length(count.checked_abs()?, unit, false)?, "a length, counted from an event".into())),
        }
    }

    /// So many units from another expression.
    pub(super) fn shift_of(&self, count: i32, unit: Unit, of: &Meaning) -> Option<Value> {
        let (of, why) = self.value(of)?;
        let base = if count < 0 { left(&of) } else { right(&of) };
        let day = base.earliest().filter(|_| is_day(&base))?;
        Some((Edtf::day(moved(day, count, unit)?)?, format!("counted from {of}, {why}")))
    }

    /// The last or next so many units.
    pub(super) fn stretch(&self, count: i32, unit: Unit, vague: bool) -> Option<Value> {
        let Some(today) = self.today() else {
            return Some((length(count.checked_abs()?, unit, false).filter(|_| !vague)?, "a length".into()));
        };
        let far = Edtf::day(moved(today, count, unit)?)?;
        let far = if vague { far.approximate() } else { far };
        let today = Edtf::day(today)?;
        let (from, to) = if count < 0 { (&far, &today) } else { (&today, &far) };
        Some((Edtf::interval(Some(from), Some(to))?, format!("counted from {}", self.speech_why())))
    }

    /// A term: from the day told before where the telling is of the past, else from the day of speaking.
    pub(super) fn within(&self, count: i32, unit: Unit) -> Option<Value> {
        let told = self.context.told.filter(|_| self.tense == Tense::Past).map(|day| (day, "the day told before"));
        match told.or_else(|| Some((self.today()?, self.speech_why()))) {
            Some((from, why)) if unit != Unit::Minute && (unit != Unit::Hour || count % 24 == 0) => {
                Some((stretch(from, moved(from, count, unit)?)?, format!("a term, counted from {why}")))
            }
            _ => Some((length(count, unit, false)?, "a length".into())),
        }
    }

    /// The first so many units of another expression, or the last, as long as it holds so many.
    pub(super) fn ends(&self, count: i32, unit: Unit, last: bool, of: &Meaning) -> Option<Value> {
        let (of, why) = self.value(of)?;
        let (begin, end) = (of.earliest()?, of.latest()?);
        let (from, to) = match last {
            false => (begin, plus_days(moved(begin, count, unit)?, -1)?),
            true => (moved(plus_days(end, 1)?, -count, unit)?, end),
        };
        if count < 1 || from < begin || to > end {
            return None;
        }
        let point = |day: Date| match unit {
            Unit::Month => Edtf::month(day.year(), day.month()),
            Unit::Year => Edtf::year(day.year()),
            _ => Edtf::day(day),
        };
        Some((Edtf::interval(point(from).as_ref(), point(to).as_ref())?, format!("counted from {of}, {why}")))
    }

    /// Some units right before or after another expression; their end is not sharp.
    pub(super) fn following(&self, direction: i32, unit: Unit, of: &Meaning) -> Option<Value> {
        let (of, why) = self.value(of)?;
        let near = if direction < 0 { of.earliest()? } else { of.latest()? };
        let (count, of_unit) = match unit {
            Unit::Hour | Unit::Minute => (1, Unit::Day),
            Unit::Day => (5, Unit::Day),
            Unit::Week => (3, Unit::Week),
            unit => (3, unit),
        };
        let far = moved(near, count * direction, of_unit)?;
        let far = match unit {
            Unit::Hour | Unit::Minute | Unit::Day => Edtf::day(far)?,
            Unit::Year | Unit::Decade | Unit::Century => Edtf::year(far.year())?,
            _ => Edtf::month(far.year(), far.month())?,
        };
        let near = near_end(&of, near)?;
        let far = far.approximate();
        let (from, to) = if direction < 0 { (&far, &near) } else { (&near, &far) };
        Some((Edtf::interval(Some(from), Some(to))?, format!("counted from {of}, {why}")))
    }
}

/// The end that a stretch beside a value begins with: the value itself where it is a point.
fn near_end(of: &Edtf, day: Date) -> Option<Edtf> {
    if of.precision() == Precision::Interval { Edtf::day(day) } else { Some(of.clone()) }
}
