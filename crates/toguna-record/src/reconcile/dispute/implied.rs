//! Arithmetic between figures: a change against a year implies a number for that year, which other numbers may not fit.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toguna_code::Measure;

use super::figures::{OF_PEOPLE, number, position};
use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase::{self, Part};
use crate::reconcile::place::{Lie, closest};
use crate::rows::{FigureRow, PlaceRow};
use crate::when::bounds;

/// A change stands at most this many bytes behind the number that changed.
const BESIDE: u32 = 120;
/// Numbers of one year and area may differ by this share before they do not fit.
const SLACK: f64 = 0.1;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let figures = &matter.readings.figures;
    let mut years = None;
    for (at, change) in figures.iter().enumerate() {
        let percent = change.low.or(change.high).filter(|p| *p > 0.0 && *p < 1000.0);
        if change.measure != Measure::Change || change.date.is_none() {
            continue;
        }
        let (Some(percent), Some(base)) = (percent, base_of(figures, at)) else { continue };
        let implied = number(base) / (1.0 + percent / 100.0);
        let years = years.get_or_insert_with(|| by_year(figures));
        let of_year = years.get(&year(base.measure, change)).into_iter().flatten();
        for told in of_year.copied().filter(|told| told.at != base.at) {
            if does_not_fit(matter, base, change, told, implied) {
                found.push(dispute(matter, [base, change, told], implied));
            }
        }
    }
}

/// A measure with the bounds of a figure's date: what is told for one year.
type Year = (&'static str, Option<Date>, Option<Date>);

fn year(measure: Measure, row: &FigureRow) -> Year {
    let when = bounds(row.date.as_ref());
    (measure.name(), when.and_then(|when| when.earliest), when.and_then(|when| when.latest))
}

fn by_year(figures: &[FigureRow]) -> BTreeMap<Year, Vec<&FigureRow>> {
    let mut years = BTreeMap::<Year, Vec<&FigureRow>>::new();
    figures.iter().for_each(|row| years.entry(year(row.measure, row)).or_default().push(row));
    years
}

/// The number of people right before a change, in its sentence or the one before.
fn base_of(figures: &[FigureRow], change: usize) -> Option<&FigureRow> {
    let row = &figures[change];
    figures[..change].iter().rev().take(4).find(|base| {
        base.at.document == row.at.document
            && base.at.bytes.end <= row.at.bytes.start
            && row.at.bytes.start - base.at.bytes.end <= BESIDE
            && OF_PEOPLE.contains(&base.measure)
    })
}

/// Whether a number told for the year of comparison cannot stand beside the implied one.
fn does_not_fit(matter: &Matter<'_>, base: &FigureRow, change: &FigureRow, told: &FigureRow, implied: f64) -> bool {
    let one_year = matches!((bounds(change.date.as_ref()), bounds(told.date.as_ref())), (Some(x), Some(y)) if x == y);
    let least = told.low.or(told.high).unwrap_or_default();
    let (whole, part) = (area(matter, base), area(matter, told));
    let lie = closest(whole.iter().copied(), part.iter().copied());
    // The text's own words tell which area a number without a place is of: all of which the document speaks.
    let in_it = whole.is_empty() && !part.is_empty() || matches!(lie, Some(Lie::Within | Lie::Country | Lie::Same));
    let same = lie == Some(Lie::Same);
    let off = (least - implied).abs() > SLACK * implied;
    one_year && (same && off || in_it && !same && least > implied * (1.0 + SLACK))
}

fn area<'a>(matter: &Matter<'a>, row: &FigureRow) -> Vec<&'a PlaceRow> {
    row.places.iter().map(|&at| &matter.readings.places[at]).collect()
}

fn dispute(matter: &Matter<'_>, rows: [&FigureRow; 3], implied: f64) -> DisputeRow {
    let [base, change, told] = rows;
    let year = change.date.as_ref().map(|date| date.as_str()).unwrap_or_default();
    let implied = format!("{:.0} implied for {year}", implied);
    let row =
        |row: &FigureRow, value: String| Position { at: row.at.clone(), value, claimed_by: row.claimed_by.clone() };
    let draft = Draft {
        about: phrase::CHANGE.say([Part::term(told.measure.name()), year.into()]),
        kind: DisputeKind::Figure,
        rule: phrase::IMPLIED.into(),
        event: None,
        entities: Vec::new(),
        rows: vec![row(base, implied.clone()), row(change, implied), position(told)],
    };
    draft.done(matter)
}
