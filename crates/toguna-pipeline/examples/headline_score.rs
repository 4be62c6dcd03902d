//! How many headlines of UCDP's Burkina events are read to the deaths that a person read in them.
//!
//! `cargo run --release -p toguna-pipeline --example headline_score [DATA.jsonl] [--fast]`: the readings are kept here by event id
//! and place in the list of headlines (`headlines/read_by_hand.tsv`); the headlines themselves are third-party text and
//! stay where they are (`../shared/data/ucdp`). Without them there is nothing to measure, and this says so.

use std::collections::HashMap;
use std::path::PathBuf;

use toguna_code::{Coded, Deaths, Estimate};
use toguna_pipeline::{Pipeline, ReaderKind, embedded};
use toguna_text::Metadata;

const DATA: &str = "../../../shared/data/ucdp/ucdp_ged_burkina_full.CCBY.jsonl";
const READ: &str = include_str!("headlines/read_by_hand.tsv");

fn main() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(DATA);
    let path = std::env::args().skip(1).find(|a| !a.starts_with("--")).map_or(beside, PathBuf::from);
    let Ok(data) = std::fs::read_to_string(&path) else {
        println!("{} is not there; nothing to measure", path.display());
        return;
    };
    let headlines = headlines(&data);
    let reader = if std::env::args().any(|a| a == "--fast") { ReaderKind::Fast } else { ReaderKind::Exact };
    let pipeline = match Pipeline::with_reader(&embedded(), "sahel", reader) {
        Ok(pipeline) => pipeline,
        Err(error) => return eprintln!("{error}"),
    };
    let (mut right, mut best, mut all) = (0, 0, 0);
    for row in READ.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [event, place, low, number, high] = cells[..] else { continue };
        let Some(text) = headlines.get(&(event.to_owned(), place.parse().unwrap_or(0))) else { continue };
        let bound = |cell: &str| cell.parse::<f64>().ok();
        let wanted = Estimate { low: bound(low), best: bound(number), high: bound(high) };
        let Ok(document) = pipeline.read_text("headline", text, Metadata::default()) else { continue };
        let found = deaths(&pipeline.code(&document));
        all += 1;
        best += usize::from(found.is_some_and(|found| found.best == wanted.best));
        if found == Some(wanted) {
            right += 1;
        } else {
            println!("{event} {place}: wanted {} found {}", words(Some(wanted)), words(found));
        }
    }
    println!("{all} headlines; low, best and high right {right} ({:.1} %)", 100.0 * right as f64 / all.max(1) as f64);
    println!("best right {best} ({:.1} %)", 100.0 * best as f64 / all.max(1) as f64);
}

/// The headlines by event and place in its list.
fn headlines(data: &str) -> HashMap<(String, usize), String> {
    let mut found = HashMap::new();
    for row in data.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()) {
        let id = row["id"].to_string();
        for (place, text) in row["source_headline"].as_str().unwrap_or_default().split(';').enumerate() {
            found.insert((id.clone(), place), text.trim().to_owned());
        }
    }
    found
}

/// The deaths of the fullest event that a headline tells.
fn deaths(coded: &Coded) -> Option<Estimate> {
    let size = |deaths: &Deaths| deaths.all.best.or(deaths.all.low).or(deaths.all.high).unwrap_or(0.0);
    let all = coded.accounts.iter().filter_map(|account| coded.deaths(account));
    all.max_by(|a, b| size(a).total_cmp(&size(b))).map(|deaths| deaths.all)
}

fn words(told: Option<Estimate>) -> String {
    let word = |number: Option<f64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    told.map_or_else(|| "none".to_owned(), |t| format!("{}/{}/{}", word(t.low), word(t.best), word(t.high)))
}
