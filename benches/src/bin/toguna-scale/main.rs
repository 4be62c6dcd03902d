//! Measures the record itself at a size: storing, merging, and what questions cost, on a made record of N accounts.
//!
//! `toguna-scale N [FILE]`. Wall and CPU time of one process on one core; the largest memory so far stands behind each step.

mod made;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use jiff::{Timestamp, ToSpan};
use toguna_record::{Clocks, Reading, Readings, Record, Snapshot, reconcile};

use made::Made;

/// Reports stored in one transaction.
const BATCH: usize = 500;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let accounts: usize = args.next().context("how many accounts? toguna-scale N [FILE]")?.parse()?;
    let file = args.next().map_or_else(|| std::env::temp_dir().join("toguna-scale.toguna"), PathBuf::from);
    println!("| step, {accounts} accounts | seconds | µs an account | peak MB |\n|---|---|---|---|");
    let merged = step("merge in memory", accounts, || {
        let mut readings = Readings::default();
        for made in made::reports(accounts) {
            let made = made?;
            readings.append(Readings::of(&made.document, &made.coded)?);
        }
        let readings = step("  of which reconcile", accounts, || Ok((reconcile(&readings), readings)))?;
        Ok(readings.0.events.len())
    })?;
    for ending in ["", "-wal", "-shm", ".lock"] {
        let _ = fs::remove_file(format!("{}{ending}", file.display()));
    }
    let mut record = Record::create(&file)?;
    step("store", accounts, || store(&mut record, accounts))?;
    let summary = step("finish a build", accounts, || Ok(record.finish()?))?;
    anyhow::ensure!(summary.events == merged, "{} events stored, {merged} merged", summary.events);
    drop(record);
    let record = Record::open(&file)?;
    let middle = made::first_day().checked_add((made::days(accounts).get_days() / 2).days())?;
    let clocks = Clocks { as_of: Some(middle), knew: None };
    let snapshot = step("answer --as-of the middle: load and reconcile", accounts, || Ok(record.snapshot(clocks)?))?;
    println!("\n{merged} events; {} MB on disk", fs::metadata(&file)?.len() >> 20);
    lists(&snapshot, accounts)
}

/// Runs a step, tells what it took, and hands on what it made.
fn step<T>(name: &str, accounts: usize, run: impl FnOnce() -> Result<T>) -> Result<T> {
    let begun = Instant::now();
    let made = run()?;
    let seconds = begun.elapsed().as_secs_f64();
    println!("| {name} | {seconds:.2} | {:.2} | {} |", seconds * 1e6 / accounts as f64, peak_megabytes()?);
    Ok(made)
}

fn store(record: &mut Record, accounts: usize) -> Result<()> {
    let entered: Timestamp = "2030-01-01T00:00:00Z".parse()?;
    let mut batch = Vec::<Made>::with_capacity(BATCH);
    for made in made::reports(accounts) {
        batch.push(made?);
        if batch.len() == BATCH {
            put(record, &mut batch, entered)?;
        }
    }
    put(record, &mut batch, entered)
}

fn put(record: &mut Record, batch: &mut Vec<Made>, entered: Timestamp) -> Result<()> {
    let readings: Vec<Reading<'_>> =
        batch.iter().map(|m| Reading { document: &m.document, coded: &m.coded, stamp: &m.stamp }).collect();
    record.put_all(&readings, entered)?;
    batch.clear();
    Ok(())
}

/// How long the event list of ten days takes from a loaded record: the second slowest of two hundred asked for.
fn lists(snapshot: &Snapshot, accounts: usize) -> Result<()> {
    let days = u64::from(made::days(accounts).get_days().unsigned_abs());
    let (mut taken, mut rows) = (Vec::new(), 0);
    for ask in 0..200 {
        let from = made::first_day().checked_add(((made::scattered(ask) % days) as i64 / 2).days())?;
        let begun = Instant::now();
        rows += snapshot.timeline(Some(from), Some(from.checked_add(9.days())?)).rows.len();
        taken.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    taken.sort_by(f64::total_cmp);
    println!("event list of ten days, {} rows: p50 {:.2} ms, p99 {:.2} ms", rows / 200, taken[100], taken[198]);
    Ok(())
}

/// The largest resident set of this process.
fn peak_megabytes() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status").context("this benchmark needs Linux's /proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: u64 =
        line.and_then(|l| l.split_whitespace().next()?.parse().ok()).context("/proc/self/status tells no VmHWM")?;
    Ok(kilobytes / 1024)
}
