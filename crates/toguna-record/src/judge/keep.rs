//! Reconciling without what was rejected, with indexes that are those of all rows.

use std::collections::HashMap;

use toguna_code::Measure;

use crate::findings::Findings;
use crate::reconcile::Steer;
use crate::rows::{FigureRow, Readings, TollRow};

/// Findings of the rows that were not rejected; rejected accounts belong to no event.
pub(super) fn reconcile_kept(
    readings: &Readings,
    steer: &Steer,
    reconcile: impl Fn(&Readings, &Steer) -> Findings,
    rejected: impl Fn(&str) -> bool,
) -> Findings {
    let mut kept = readings.clone();
    let places = retain(&mut kept.places, |row| !rejected(&row.id));
    let figures = retain(&mut kept.figures, |row| !rejected(&row.id));
    // What the words of a rejected figure tell of the dead goes with it.
    let gone: Vec<&FigureRow> = readings.figures.iter().filter(|row| rejected(&row.id)).collect();
    let tolls = retain(&mut kept.tolls, |row| !gone.iter().any(|figure| counts(figure, row)));
    let accounts = retain(&mut kept.accounts, |row| !rejected(&row.id));
    kept.dates.retain(|row| !rejected(&row.id));
    kept.actors.retain(|row| !rejected(&row.id));
    kept.facts.retain(|row| !rejected(&row.id));
    let place_of = went(&places);
    let figure_of = went(&figures);
    let toll_of = went(&tolls);
    let now = |at: Option<usize>, went: &HashMap<usize, usize>| at.and_then(|at| went.get(&at).copied());
    for row in &mut kept.figures {
        row.places = follow(&row.places, &place_of);
        (row.part_of, row.supersedes) = (now(row.part_of, &figure_of), now(row.supersedes, &figure_of));
    }
    for row in &mut kept.tolls {
        (row.part_of, row.superseded_by) = (now(row.part_of, &toll_of), now(row.superseded_by, &toll_of));
    }
    for row in &mut kept.accounts {
        row.tolls = follow(&row.tolls, &toll_of);
        row.places = follow(&row.places, &place_of);
        row.figures = follow(&row.figures, &figure_of);
    }
    let findings = reconcile(&kept, &steer.within(&went(&accounts)));
    let mut findings = spread(findings, readings, &accounts, &figures);
    for deaths in findings.events.iter_mut().filter_map(|event| event.deaths.as_mut()) {
        deaths.went_in.iter_mut().for_each(|at| *at = tolls[*at]);
    }
    findings
}

/// Whether a toll is told by the words of a figure of the dead.
pub(super) fn counts(figure: &FigureRow, toll: &TollRow) -> bool {
    figure.at.meets(&toll.at) && matches!(figure.measure, Measure::Killed | Measure::Neutralized)
}

/// Keeps rows and tells the index that each kept one had.
fn retain<R>(rows: &mut Vec<R>, keep: impl Fn(&R) -> bool) -> Vec<usize> {
    let kept = (0..rows.len()).filter(|&at| keep(&rows[at])).collect();
    rows.retain(|row| keep(row));
    kept
}

fn went(kept: &[usize]) -> HashMap<usize, usize> {
    kept.iter().enumerate().map(|(now, &before)| (before, now)).collect()
}

fn follow(indexes: &[usize], went: &HashMap<usize, usize>) -> Vec<usize> {
    indexes.iter().filter_map(|at| went.get(at).copied()).collect()
}

/// Findings about kept rows, told with the indexes of all rows.
fn spread(mut findings: Findings, readings: &Readings, accounts: &[usize], figures: &[usize]) -> Findings {
    for event in &mut findings.events {
        event.accounts.iter_mut().for_each(|at| *at = accounts[*at]);
    }
    let mut event_of = vec![None; readings.accounts.len()];
    let mut circles: Vec<usize> = (0..readings.accounts.len()).collect();
    for (now, &before) in accounts.iter().enumerate() {
        event_of[before] = findings.event_of[now];
        circles[before] = accounts[findings.circles[now]];
    }
    let mut event_of_figure = vec![None; readings.figures.len()];
    for (now, &before) in figures.iter().enumerate() {
        event_of_figure[before] = findings.event_of_figure[now];
    }
    Findings { event_of, event_of_figure, circles, ..findings }
}
