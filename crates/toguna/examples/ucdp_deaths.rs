//! Whether the number of dead that a person settled on lies between our low and high: UCDP's best, and the tolls that the
//! headlines of its event tell.
//!
//! `cargo run -p toguna --example ucdp_deaths -- FILE.jsonl` looks at events of which at least two headlines tell a toll;
//! their accounts are taken for one event, so that only the reckoning is measured. An open upper end ("at least ten")
//! holds every larger number, so events without one are told apart. With `TOGUNA_SHOW` set each event is shown.

#[path = "ucdp/reports.rs"]
mod reports;

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use reports::{Report, read, reports};
use toguna_code::Estimate;

#[derive(Default)]
struct Score {
    events: usize,
    inside: usize,
    closed: usize,
    inside_closed: usize,
    best: usize,
    /// Of those outside, how many lie above our range.
    above: usize,
    /// Of those with an upper end, how far it lies above the lower, in parts of the best.
    widths: Vec<f64>,
}

fn main() -> Result<()> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        let (reports, _) = reports(&text)?;
        let mut score = score(&reports, &bests(&text)?)?;
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!("{path}: {} events with tolls in two or more headlines", score.events);
        println!("  their best lies in our range: {} ({:.0} %)", score.inside, percent(score.inside, score.events));
        println!("  of those outside {} lie above it", score.above);
        println!(
            "  of {} with an upper end: {} ({:.0} %)",
            score.closed,
            score.inside_closed,
            percent(score.inside_closed, score.closed)
        );
        println!("  it is our best: {} ({:.0} %)", score.best, percent(score.best, score.events));
        score.widths.sort_by(f64::total_cmp);
        let mean = score.widths.iter().sum::<f64>() / score.widths.len().max(1) as f64;
        let middle = score.widths.get(score.widths.len() / 2).copied().unwrap_or_default();
        println!("  the range with an upper end is {mean:.2} of our best wide on average, {middle:.2} in the middle");
    }
    Ok(())
}

/// UCDP's best number of each event.
fn bests(text: &str) -> Result<BTreeMap<String, f64>> {
    let mut bests = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line).context("a row of UCDP's")?;
        bests.extend(row["best"].as_f64().map(|best| (row["id"].to_string(), best)));
    }
    Ok(bests)
}

fn score(reports: &[Report], bests: &BTreeMap<String, f64>) -> Result<Score> {
    let snapshot = read(reports)?;
    // Of each headline the accounts that tell of dead.
    let mut tells = BTreeMap::<&str, BTreeMap<usize, Vec<usize>>>::new();
    for (at, account) in snapshot.readings.accounts.iter().enumerate() {
        if let Ok(report) = snapshot.readings.document(&account.at).name.parse::<usize>()
            && snapshot.deaths_of(&[at]).is_some()
        {
            tells.entry(&reports[report].event).or_default().entry(report).or_default().push(at);
        }
    }
    let mut score = Score::default();
    for (event, headlines) in tells.iter().filter(|(_, headlines)| headlines.len() > 1) {
        let accounts: Vec<usize> = headlines.values().flatten().copied().collect();
        let (Some(deaths), Some(&human)) = (snapshot.deaths_of(&accounts), bests.get(*event)) else { continue };
        let inside = deaths.all.low.is_none_or(|low| low <= human) && deaths.all.high.is_none_or(|high| human <= high);
        score.events += 1;
        score.inside += usize::from(inside);
        score.closed += usize::from(deaths.all.high.is_some());
        score.inside_closed += usize::from(inside && deaths.all.high.is_some());
        score.best += usize::from(deaths.all.best == Some(human));
        score.widths.extend(width(&deaths.all));
        score.above += usize::from(deaths.all.high.is_some_and(|high| high < human));
        if std::env::var_os("TOGUNA_SHOW").is_some() {
            let told: Vec<&str> = headlines.keys().map(|&at| reports[at].headline.as_str()).collect();
            let lies = if inside { "inside" } else { "outside" };
            println!("{event}: {human} is {lies} {:?}: {told:?}\n    {}", deaths.all, deaths.rule);
        }
    }
    Ok(score)
}

/// How far the most lies above the least, in parts of the best; none where the range is open or tells no best.
fn width(all: &Estimate) -> Option<f64> {
    let (low, best, high) = (all.low.unwrap_or(0.0), all.best.filter(|&best| best > 0.0)?, all.high?);
    Some((high - low) / best)
}
