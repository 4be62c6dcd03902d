//! Chronologies: paragraphs that each open with their day and a dash or a colon.

use super::matcher::{Found, Matcher};
use super::meaning::{Calendar, Meaning, Year};
use super::token::Kind;

/// So many paragraphs that open with a day make a chronology.
const ENTRIES: usize = 3;
/// How many tokens, such as a bullet and an article, may stand before an entry's day.
const BEFORE: usize = 2;

/// Which expressions open the entries of a chronology.
#[derive(Debug, Default)]
pub(super) struct Chronology {
    opens: Vec<bool>,
    /// Whether its entries stand from the oldest to the newest, as far as they tell their years.
    pub(super) forward: bool,
}

impl Chronology {
    pub(super) fn of(found: &[Found], matcher: &Matcher<'_>) -> Chronology {
        let opens: Vec<bool> = found.iter().map(|found| opens_entry(found, matcher)).collect();
        if opens.iter().filter(|opens| **opens).count() < ENTRIES {
            return Chronology::default();
        }
        let entries = || found.iter().zip(&opens).filter(|(_, opens)| **opens).map(|(found, _)| found);
        let years: Vec<i16> = entries().filter_map(|entry| calendar(entry).and_then(year)).collect();
        Chronology { forward: years.is_sorted(), opens }
    }

    /// Whether an expression, by its number, opens an entry.
    pub(super) fn opens(&self, expression: usize) -> bool {
        self.opens.get(expression).is_some_and(|opens| *opens)
    }
}

fn opens_entry(found: &Found, matcher: &Matcher<'_>) -> bool {
    let first = (0..=found.from).rev().find(|&token| matcher.breaks[token]).unwrap_or(0);
    let line = (first..=found.from).rev().find(|&token| matcher.tokens[token].line).unwrap_or(first);
    let sign = matcher.tokens.get(found.to).filter(|token| token.kind == Kind::Sign);
    let closes =
        sign.is_some_and(|sign| matches!(&matcher.text[sign.start as usize..sign.end as usize], "–" | "—" | "-" | ":"));
    let day = calendar(found).is_some_and(|calendar| calendar.day.is_some() && calendar.month.is_some());
    day && closes && found.from - line <= BEFORE
}

fn calendar(found: &Found) -> Option<&Calendar> {
    match &found.meaning {
        Meaning::Calendar(calendar) => Some(calendar),
        _ => None,
    }
}

fn year(calendar: &Calendar) -> Option<i16> {
    match calendar.year {
        Year::Known(year) => Some(year),
        _ => None,
    }
}
