//! Deaths of an event: three numbers from what is told, by a rule that anybody can repeat.

use std::collections::BTreeMap;

use toguna_code::{Measure, Status};

use crate::findings::Deaths;
use crate::rows::{FigureRow, Readings};

/// The deaths that these accounts tell of, by their figures `killed`; `None` where none tells any.
///
/// A document tells parts and totals side by side, so the largest number of each claimant in each document is taken as
/// the total that this claimant tells there; denied and merely possible numbers are left out.
pub fn deaths_told(readings: &Readings, accounts: &[usize]) -> Option<Deaths> {
    let mut told = BTreeMap::<(usize, Option<&str>), &FigureRow>::new();
    let mut left_out = 0;
    let mut figures: Vec<usize> =
        accounts.iter().flat_map(|&at| readings.accounts[at].figures.iter().copied()).collect();
    figures.sort_unstable();
    figures.dedup();
    for figure in figures.into_iter().map(|at| &readings.figures[at]).filter(|figure| figure.measure == Measure::Killed)
    {
        if matches!(figure.status, Status::Denied | Status::Possible | Status::Planned) || number(figure).is_none() {
            left_out += 1;
            continue;
        }
        let total = told.entry((figure.at.document, figure.claimed_by.told())).or_insert(figure);
        if number(total) < number(figure) {
            *total = figure;
        }
    }
    let totals: Vec<&FigureRow> = told.into_values().collect();
    let low = totals.iter().filter_map(|f| f.low.or(f.high)).min_by(f64::total_cmp)?;
    let high = totals.iter().filter_map(|f| number(f)).max_by(f64::total_cmp)?;
    let best = most_told(readings, &totals)?;
    Some(Deaths { low, best, high, rule: rule(readings, &totals, left_out) })
}

/// The number that a figure tells: its upper bound, or the lower where it is open.
fn number(figure: &FigureRow) -> Option<f64> {
    figure.high.or(figure.low)
}

/// The total that most claimants tell; at a tie the one published last, then the lower.
fn most_told(readings: &Readings, totals: &[&FigureRow]) -> Option<f64> {
    let mut votes = BTreeMap::<u64, (usize, Option<String>)>::new();
    for figure in totals {
        let Some(total) = figure.low.or(figure.high) else { continue };
        let published = readings.document(&figure.at).published.as_ref().and_then(|date| date.latest());
        let vote = votes.entry(total.max(0.0).to_bits()).or_default();
        vote.0 += 1;
        vote.1 = vote.1.take().max(published.map(|day| day.to_string()));
    }
    let best = votes.into_iter().max_by(|(a, x), (b, y)| x.cmp(y).then(b.cmp(a)));
    best.map(|(bits, _)| f64::from_bits(bits))
}

fn rule(readings: &Readings, totals: &[&FigureRow], left_out: usize) -> String {
    let mut went_in: Vec<String> = totals
        .iter()
        .map(|figure| {
            let claimant = figure.claimed_by.told().map(|who| format!(" ({who})")).unwrap_or_default();
            format!("“{}” in {}{claimant}", figure.at.quote, readings.document(&figure.at).name)
        })
        .collect();
    went_in.dedup();
    let out =
        if left_out > 0 { format!("; left out as denied, planned or possible: {left_out}") } else { String::new() };
    format!(
        "low: the least told; high: the most told; best: what most tell, at a tie the latest published. Of each claimant \
         in each document the largest number counts. Went in: {}{out}",
        went_in.join(", ")
    )
}
