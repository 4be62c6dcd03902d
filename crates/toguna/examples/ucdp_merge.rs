//! How well reports of one event are merged: the headlines that UCDP lists as the sources of an event are one cluster.
//!
//! `cargo run -p toguna --example ucdp_merge -- FILE.jsonl` prints B³ and pairwise precision, recall and F1.
//! A headline listed with several events says of none which it tells, and is left out; so are those of fewer than four
//! words. Every other headline of the file is there to be confused with, those of the same fortnight as well.

#[path = "ucdp/reports.rs"]
mod reports;

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use reports::{Report, read, reports};

/// For each report the cluster that the record puts it into: the event of its first account, or one of its own.
fn clusters(reports: &[Report]) -> Result<Vec<String>> {
    let snapshot = read(reports)?;
    let mut cluster: Vec<String> = (0..reports.len()).map(|at| format!("alone {at}")).collect();
    for (at, account) in snapshot.readings.accounts.iter().enumerate().rev() {
        let name = &snapshot.readings.document(&account.at).name;
        if let (Ok(report), Some(event)) = (name.parse::<usize>(), snapshot.event_of(at)) {
            cluster[report] = event.id.clone();
        }
    }
    Ok(cluster)
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

fn main() -> Result<()> {
    for path in std::env::args().skip(1) {
        let (reports, left_out) = reports(&std::fs::read_to_string(&path).with_context(|| path.clone())?)?;
        let cluster = clusters(&reports)?;
        let mut truth = BTreeMap::<&str, Vec<usize>>::new();
        let mut told = BTreeMap::<&str, Vec<usize>>::new();
        for (at, report) in reports.iter().enumerate() {
            truth.entry(&report.event).or_default().push(at);
            told.entry(&cluster[at]).or_default().push(at);
        }
        let (mut precision, mut recall) = (0.0, 0.0);
        let (mut right, mut joined, mut wanted) = (0usize, 0usize, 0usize);
        for (at, report) in reports.iter().enumerate() {
            let (own, of_event) = (&told[cluster[at].as_str()], &truth[report.event.as_str()]);
            let both = own.iter().filter(|other| of_event.contains(other)).count();
            precision += both as f64 / own.len() as f64;
            recall += both as f64 / of_event.len() as f64;
            (right, joined, wanted) = (right + both - 1, joined + own.len() - 1, wanted + of_event.len() - 1);
        }
        let (p, r) = (precision / reports.len() as f64, recall / reports.len() as f64);
        let (pair_p, pair_r) = (right as f64 / joined.max(1) as f64, right as f64 / wanted.max(1) as f64);
        println!("{path}: {} headlines of {} events, {left_out} left out", reports.len(), truth.len());
        println!("  B³       P {p:.3} R {r:.3} F1 {:.3}", f1(p, r));
        println!(
            "  pairwise P {pair_p:.3} R {pair_r:.3} F1 {:.3} ({right} of {wanted} pairs, {joined} told)",
            f1(pair_p, pair_r)
        );
    }
    Ok(())
}
