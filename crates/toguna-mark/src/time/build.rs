//! From what a rule has captured to what it means.

use super::feast;
use super::grammar::{Means, Rule};
use super::matcher::{Capture, Matcher};
use super::meaning::{Anchor, Calendar, Meaning, Part, Unit, Year};
use super::pattern::Slot;
use super::token::Kind;

/// What a rule's match means.
#[derive(Clone, Debug)]
pub(super) struct Built {
    pub(super) meaning: Meaning,
    /// A second expression in the same words, from this token on ("December 20 and 24").
    pub(super) second: Option<(usize, Meaning)>,
    /// Where the first of two ends.
    pub(super) first_end: Option<usize>,
}

/// What the captures of a rule mean; nothing where they do not fit together (June 31).
pub(super) fn build(rule: &Rule, captures: &[Capture], matcher: &Matcher<'_>, end: usize) -> Option<Built> {
    let of = |slot: Slot| captures.iter().find(|c| c.slot == slot);
    let value = |slot: Slot| of(slot).map(|c| c.value);
    let inner = |slot: Slot| of(slot).and_then(|c| c.meaning.as_deref().cloned());
    let unit = value(Slot::Unit).and_then(Unit::at).or(rule.unit);
    let direction = value(Slot::Direction).or(rule.direction);
    let number = value(Slot::Number).or(rule.count);
    let meaning = match rule.means {
        Means::Calendar => Meaning::Calendar(calendar(rule, captures, matcher)?),
        Means::Range => range(captures)?,
        Means::Days => return days(rule, captures, matcher, end),
        Means::Part => {
            let part = value(Slot::Part).and_then(Part::at).or(rule.part)?;
            Meaning::Part(part, Box::new(inner(Slot::Of).unwrap_or(Meaning::Calendar(Calendar::default()))))
        }
        Means::Nth => {
            let n = value(Slot::Ordinal).or(number)?;
            let part = match unit? {
                Unit::Quarter => Part::Quarter(n),
                Unit::Half => Part::Half(n),
                Unit::Week => Part::Week(n),
                Unit::Day => Part::Day(n),
                _ => return None,
            };
            Meaning::Part(part, Box::new(inner(Slot::Of).unwrap_or(Meaning::Calendar(Calendar::default()))))
        }
        Means::Shift => {
            let count = number.unwrap_or(1).checked_mul(direction.unwrap_or(1))?;
            match inner(Slot::Of) {
                Some(of) => Meaning::ShiftOf { count, unit: unit?, of: Box::new(of) },
                None => {
                    let anchor = match rule.anchor {
                        Anchor::Event if !names_event(matcher, end) => Anchor::Told,
                        anchor => anchor,
                    };
                    Meaning::Shift { count, unit: unit?, anchor, whole: rule.whole }
                }
            }
        }
        Means::Stretch => Meaning::Stretch { count: number?.checked_mul(direction?)?, unit: unit?, vague: rule.vague },
        Means::Within => Meaning::Within { count: number?, unit: unit? },
        Means::Ends => {
            let of = Box::new(inner(Slot::Of)?);
            Meaning::Ends { count: number?, unit: unit?, last: direction? < 0, of }
        }
        Means::Following => Meaning::Following { direction: direction?, unit: unit?, of: Box::new(inner(Slot::Of)?) },
        Means::Duration => Meaning::Duration { count: number?, unit: unit?, half: rule.half },
        Means::Set => Meaning::Set { count: number.unwrap_or(1), unit: unit? },
        Means::Same => same(rule, inner(Slot::Of)?, direction, value(Slot::Weekday))?,
        Means::Nothing => Meaning::Nothing,
        Means::About => Meaning::About(Box::new(inner(Slot::Of)?)),
    };
    Some(Built { meaning, second: None, first_end: None })
}

/// Whether the words after an expression name what it is counted from: "two days after the raid".
fn names_event(matcher: &Matcher<'_>, end: usize) -> bool {
    matcher.after(end).is_some_and(|token| token.kind != Kind::Sign)
}

/// The expression inside, with what the words around it add.
fn same(rule: &Rule, mut meaning: Meaning, direction: Option<i32>, weekday: Option<i32>) -> Option<Meaning> {
    if let Meaning::Calendar(calendar) = &mut meaning {
        if direction.is_some() {
            calendar.direction = direction;
        }
        if let Some(weekday) = weekday {
            if calendar.weekday.is_some() {
                return None;
            }
            calendar.weekday = i8::try_from(weekday).ok();
        }
        calendar.deictic |= rule.deictic;
    }
    Some(meaning)
}

fn calendar(rule: &Rule, captures: &[Capture], matcher: &Matcher<'_>) -> Option<Calendar> {
    let told = rule.anchor == Anchor::Told;
    let mut calendar = Calendar { direction: rule.direction, deictic: rule.deictic, told, ..Calendar::default() };
    for capture in captures {
        let small = i8::try_from(capture.value).ok();
        match capture.slot {
            Slot::Year => calendar.year = Year::Known(capture.value as i16),
            Slot::ShortYear => calendar.year = Year::Known(century(capture.value)),
            Slot::Month => calendar.month = small,
            Slot::Day => calendar.day = small,
            Slot::Weekday => calendar.weekday = small,
            Slot::Season => calendar.season = i16::try_from(capture.value).ok(),
            Slot::Direction => calendar.direction = Some(capture.value),
            Slot::Feast if feast::of(capture.value).is_some() => calendar.feast = feast::of(capture.value),
            Slot::Feast => {
                calendar.month = i8::try_from(capture.value / 100).ok();
                calendar.day = i8::try_from(capture.value % 100).ok();
            }
            Slot::Decade => {
                let year = if capture.value < 100 { century(capture.value) } else { capture.value as i16 };
                calendar.year = Year::Open(year / 10 * 10, 1);
            }
            Slot::Century if (1..=21).contains(&capture.value) => {
                calendar.year = Year::Open((capture.value as i16 - 1) * 100, 2);
            }
            Slot::Triple => triple(&mut calendar, matcher, capture.value as usize)?,
            Slot::Of => match capture.meaning.as_deref()? {
                Meaning::Calendar(of) => calendar = merge(calendar, *of)?,
                Meaning::Shift { count, unit: Unit::Year, .. } => calendar.year = Year::Relative(*count),
                _ => return None,
            },
            _ => {}
        }
    }
    holds(&calendar).then_some(calendar)
}

/// A calendar with what another one says beside it.
fn merge(mut one: Calendar, two: Calendar) -> Option<Calendar> {
    if one.year != Year::Unsaid && two.year != Year::Unsaid {
        return None;
    }
    if two.year != Year::Unsaid {
        one.year = two.year;
    }
    one.month = one.month.or(two.month);
    one.day = one.day.or(two.day);
    one.weekday = one.weekday.or(two.weekday);
    one.season = one.season.or(two.season);
    one.feast = one.feast.or(two.feast);
    one.direction = one.direction.or(two.direction);
    one.deictic |= two.deictic;
    Some(one)
}

/// Whether there is such a day in some year.
fn holds(calendar: &Calendar) -> bool {
    match (calendar.month, calendar.day) {
        (Some(month), Some(day)) => {
            let year = if let Year::Known(year) = calendar.year { year } else { 2000 };
            jiff::civil::Date::new(year, month, day).is_ok()
        }
        (None, Some(day)) => (1..=31).contains(&day),
        _ => true,
    }
}

/// The year that two digits stand for: 30 and more lie in the century before.
fn century(digits: i32) -> i16 {
    let digits = digits as i16;
    if digits < 30 { 2000 + digits } else { 1900 + digits }
}

/// Three numbers with a sign between: year first where it is written first, else as the language writes days.
fn triple(calendar: &mut Calendar, matcher: &Matcher<'_>, token: usize) -> Option<()> {
    let Kind::Triple([a, b, c], [la, lb, lc]) = matcher.tokens.get(token)?.kind else { return None };
    let slashed = matcher.text.as_bytes().get(matcher.tokens[token].start as usize + la as usize) == Some(&b'/');
    let plausible = |n: u16| (1000..=2999).contains(&n);
    let (year, first, second, fixed) = match (la, lb, lc) {
        (4, 1..=2, 1..=2) if plausible(a) => (a as i16, b, c, true),
        (1..=2, 1..=2, 4) if plausible(c) => (c as i16, a, b, false),
        (1..=2, 1..=2, 2) if slashed => (century(i32::from(c)), a, b, false),
        _ => return None,
    };
    let (month, day) = match (fixed, matcher.grammar.day_first) {
        (true, _) => (first, second),
        // What can only be read one way is read that way.
        (false, true) if second <= 12 => (second, first),
        (false, true) => (first, second),
        (false, false) if first <= 12 => (first, second),
        (false, false) => (second, first),
    };
    calendar.year = Year::Known(year);
    calendar.month = Some(i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?);
    calendar.day = Some(i8::try_from(day).ok()?);
    Some(())
}

fn range(captures: &[Capture]) -> Option<Meaning> {
    let of = |slot: Slot| captures.iter().find(|c| c.slot == slot);
    if let (Some(from), Some(to)) = (of(Slot::From), of(Slot::To)) {
        return Some(Meaning::Range(
            Box::new(from.meaning.as_deref()?.clone()),
            Box::new(to.meaning.as_deref()?.clone()),
        ));
    }
    let from = of(Slot::Year)?.value;
    let to = match (of(Slot::ToYear), of(Slot::ToShortYear)) {
        (Some(to), _) => to.value,
        (_, Some(to)) => from / 100 * 100 + to.value,
        _ => return None,
    };
    let year =
        |year: i32| Box::new(Meaning::Calendar(Calendar { year: Year::Known(year as i16), ..Calendar::default() }));
    (from < to && to - from <= 200).then(|| Meaning::Range(year(from), year(to)))
}

/// Two days of one month: an interval where `to` says so or they follow each other, else two expressions.
fn days(rule: &Rule, captures: &[Capture], matcher: &Matcher<'_>, end: usize) -> Option<Built> {
    let of = |slot: Slot| captures.iter().find(|c| c.slot == slot);
    let first = calendar(rule, captures, matcher)?;
    let to = of(Slot::ToDay)?;
    let second = Calendar { day: i8::try_from(to.value).ok(), weekday: None, ..first };
    let (a, b) = (first.day?, second.day?);
    if !holds(&second) || (first.month.is_some() && b <= a) {
        return None;
    }
    let stretch = rule.whole || b == a + 1;
    let (one, two) = (Meaning::Calendar(first), Meaning::Calendar(second));
    if stretch {
        return Some(Built { meaning: Meaning::Range(Box::new(one), Box::new(two)), second: None, first_end: None });
    }
    let first_end = of(Slot::Day).map(|c| c.from + 1);
    (to.from < end).then_some(Built { meaning: one, second: Some((to.from, two)), first_end })
}
