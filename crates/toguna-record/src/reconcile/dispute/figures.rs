//! Numbers of one thing that cannot both hold, or that grew from telling to telling.

use std::collections::BTreeSet;

use toguna_code::{ABOUT, Measure};

use super::scenes::{self, Told};
use super::{Draft, Matter, victims};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase::{self, Part, Phrase};
use crate::reconcile::fold::share_word;
use crate::rows::FigureRow;

/// Numbers of people: what is told of one event adds up, so its largest number is a total.
pub(super) const OF_PEOPLE: [Measure; 7] = [
    Measure::Killed,
    Measure::Injured,
    Measure::Abducted,
    Measure::Captured,
    Measure::Neutralized,
    Measure::Displaced,
    Measure::Arrested,
];
/// "At least 79" leaves room for 100; from a fifth more on it is told as a count that grew.
const GREW: f64 = 1.2;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let told: Vec<Told<'_>> = (0..matter.readings.figures.len()).filter_map(|at| Told::of(matter, at)).collect();
    for group in scenes::groups(matter, &told) {
        let (parts, totals) = by_what_is_counted(&group);
        let mut of_group: Vec<DisputeRow> =
            parts.into_iter().chain([totals]).filter_map(|same| dispute(matter, &same)).collect();
        // The same numbers among more of them are told once.
        let within = |a: &DisputeRow, b: &DisputeRow| a.rows.iter().all(|row| b.rows.contains(row));
        for at in (0..of_group.len()).rev() {
            let more = |other: usize| other != at && within(&of_group[at], &of_group[other]);
            if (0..of_group.len()).any(more) {
                of_group.remove(at);
            }
        }
        found.extend(of_group);
    }
    victims::disputes(matter, &told, found);
}

/// Splits a group into sets that count the same people or things, and the totals of each document.
#[allow(clippy::type_complexity)]
fn by_what_is_counted<'a, 'b>(group: &[&'b Told<'a>]) -> (Vec<Vec<&'b Told<'a>>>, Vec<&'b Told<'a>>) {
    let mut parts = Vec::<Vec<&Told<'_>>>::new();
    for figure in group {
        match parts.iter_mut().find(|part| share_word(&part[0].of, &figure.of) || part[0].of == figure.of) {
            Some(part) => part.push(figure),
            None => parts.push(vec![figure]),
        }
    }
    // What only one document counts under its words is compared as its teller's total, where it is the largest.
    let several = |part: &[&Told<'_>]| part.iter().any(|figure| figure.row.at.document != part[0].row.at.document);
    let (shared, alone): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| several(part));
    let largest = |told: &FigureRow| {
        let one_teller =
            |of: &&&Told<'_>| of.row.at.document == told.at.document && of.row.claimed_by == told.claimed_by;
        group.iter().filter(one_teller).map(|figure| number(figure.row)).fold(0.0, f64::max)
    };
    let people = group.first().is_some_and(|figure| OF_PEOPLE.contains(&figure.row.measure));
    let totals: Vec<_> =
        alone.iter().flatten().copied().filter(|figure| people && number(figure.row) >= largest(figure.row)).collect();
    (shared.into_iter().chain(alone).collect(), totals)
}

pub(super) fn number(row: &FigureRow) -> f64 {
    row.high.or(row.low).unwrap_or_default()
}

/// The bounds that a figure allows.
pub(super) fn range(row: &FigureRow) -> (f64, f64) {
    let slack = |end: f64| if row.approx { end.abs() / ABOUT } else { 0.0 };
    let low = row.low.map_or(f64::NEG_INFINITY, |low| low - slack(low));
    (low, row.high.map_or(f64::INFINITY, |high| high + slack(high)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Against {
    No,
    /// The bounds do not meet.
    Apart,
    /// The bounds meet only because one is open.
    Grew,
}

/// Whether one claimant told both, the larger number later: an instalment.
fn is_next_instalment(matter: &Matter<'_>, a: &Told<'_>, b: &Told<'_>) -> bool {
    let day =
        |told: &Told<'_>| matter.readings.document(&told.row.at).published.as_ref().and_then(|date| date.latest());
    let (earlier, later) = if day(a) <= day(b) { (a, b) } else { (b, a) };
    let one_claimant = a.row.claimed_by.told().is_some() && a.row.claimed_by == b.row.claimed_by;
    one_claimant && day(earlier).is_some() && day(earlier) < day(later) && number(earlier.row) <= number(later.row)
}

fn against(matter: &Matter<'_>, a: &Told<'_>, b: &Told<'_>) -> Against {
    // A claimant whom a document tells to have given two numbers has revised one; the writer's own two count two things.
    let own = |row: &FigureRow| row.claimed_by.told().is_none();
    let one_voice = a.row.at.document == b.row.at.document && own(a.row) && own(b.row);
    let same_unit = a.row.unit == b.row.unit;
    // Who tells of soldiers and who tells of attackers count two things.
    let one_text = a.row.at.document == b.row.at.document;
    let two_tellers = !own(a.row) && !own(b.row);
    let two_counts = if one_text {
        !a.may_count_those_of(b) || !two_tellers && !scenes::may_be_one_count(a.row, b.row)
    } else {
        !a.may_be_those_of(b)
    };
    if one_voice || two_counts || !same_unit || is_next_instalment(matter, a, b) {
        return Against::No;
    }
    let ((x_low, x_high), (y_low, y_high)) = (range(a.row), range(b.row));
    if x_high < y_low || y_high < x_low {
        return Against::Apart;
    }
    let grew = |least: &FigureRow, told: &FigureRow| {
        least.high.is_none()
            && least.low.is_some_and(|low| low > 0.0 && told.low.is_some_and(|told| told >= low * GREW))
    };
    let counts = !matches!(a.row.measure, Measure::Share | Measure::Change);
    if counts && (grew(a.row, b.row) || grew(b.row, a.row)) { Against::Grew } else { Against::No }
}

fn dispute(matter: &Matter<'_>, figures: &[&Told<'_>]) -> Option<DisputeRow> {
    let how = |at: usize| {
        let others = figures.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, other)| against(matter, figures[at], other)).collect::<Vec<_>>()
    };
    let disputed: Vec<&Told<'_>> =
        (0..figures.len()).filter(|&at| how(at).iter().any(|how| *how != Against::No)).map(|at| figures[at]).collect();
    let first = disputed.first()?;
    let apart = (0..figures.len()).any(|at| how(at).contains(&Against::Apart));
    let rows: Vec<Position> = disputed.iter().map(|told| position(told.row)).collect();
    let event = first.event.map(|event| &matter.events[event]);
    let scene = match event.and_then(|event| matter.accounts(event).next()) {
        Some(account) => matter.told(account).into(),
        None => first.row.places.first().map_or("", |&at| &matter.readings.places[at].name).into(),
    };
    let rule = if apart { phrase::BOUNDS_APART } else { phrase::FIFTH_APART };
    let draft = Draft {
        about: counted(first.row, scene),
        kind: DisputeKind::Figure,
        rule: rule.into(),
        event: event.map(|event| event.id.clone()),
        entities: disputed
            .iter()
            .filter_map(|told| told.row.claimed_by.entity.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        rows,
    };
    Some(DisputeRow { instalment: is_instalment(matter, &disputed), ..draft.done(matter) })
}

/// Whether the numbers only grow with the day of publication: a later count need not contradict an earlier one.
fn is_instalment(matter: &Matter<'_>, disputed: &[&Told<'_>]) -> bool {
    let day =
        |told: &&Told<'_>| matter.readings.document(&told.row.at).published.as_ref().and_then(|date| date.latest());
    let mut told: Vec<_> = disputed.iter().map(|told| (day(told), number(told.row))).collect();
    told.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let days: BTreeSet<_> = told.iter().map(|(day, _)| *day).collect();
    days.len() > 1 && !days.contains(&None) && told.is_sorted_by(|a, b| a.1 <= b.1)
}

/// What a number counts, and of what.
pub(super) fn counted(row: &FigureRow, of: Part) -> Phrase {
    phrase::COUNT.say([Part::term(row.measure.name()), row.of.as_str().into(), of])
}

pub(super) fn position(row: &FigureRow) -> Position {
    let plain = |bound: f64| if bound.fract() == 0.0 { format!("{bound:.0}") } else { bound.to_string() };
    let value = match (row.low, row.high) {
        (Some(low), Some(high)) if low == high => plain(low),
        (Some(low), Some(high)) => format!("{}–{}", plain(low), plain(high)),
        (Some(low), None) => format!("at least {}", plain(low)),
        (None, Some(high)) => format!("at most {}", plain(high)),
        (None, None) => String::new(),
    };
    let value = if row.approx { format!("about {value}") } else { value };
    Position { at: row.at.clone(), value, claimed_by: row.claimed_by.clone() }
}
