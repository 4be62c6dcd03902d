//! Measures the record itself at a size: storing, merging, and what questions cost, on a made record of N accounts.
//!
//! `toguna-scale N [FILE]`; with `-` for a file, merging alone. CPU time of one process on one core, so that a busy machine
//! does not show; the largest memory so far stands behind each step. Equal digests mean equal findings.

mod made;

use std::fmt::Write;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::PathBuf;

use anyhow::{Context, Result};
use jiff::{Timestamp, ToSpan};
use toguna_record::{Clocks, Findings, NewDecision, Reading, Readings, Record, Snapshot, Verdict, reconcile};

use made::Made;

/// Reports stored in one transaction.
const BATCH: usize = 500;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let accounts: usize = args.next().context("how many accounts? toguna-scale N [FILE]")?.parse()?;
    let file = args.next().map_or_else(|| std::env::temp_dir().join("toguna-scale.toguna"), PathBuf::from);
    println!("| step, {accounts} accounts | CPU seconds | µs an account | peak MB |\n|---|---|---|---|");
    let merged = merge(accounts)?;
    if file.as_os_str() == "-" {
        return Ok(());
    }
    for ending in ["", "-wal", "-shm", "-lock"] {
        let _ = fs::remove_file(format!("{}{ending}", file.display()));
    }
    let mut record = Record::create(&file)?;
    step("store", accounts, || store(&mut record, accounts))?;
    let summary = step("finish a build", accounts, || Ok(record.finish()?))?;
    anyhow::ensure!(summary.events == merged, "{} events stored, {merged} merged", summary.events);
    judge(&mut record, accounts)?;
    drop(record);
    let record = Record::open(&file)?;
    let middle = made::first_day().checked_add((made::days(accounts).get_days() / 2).days())?;
    let clocks = Clocks { as_of: Some(middle), knew: None };
    let snapshot = step("answer --as-of the middle: load and reconcile", accounts, || Ok(record.snapshot(clocks)?))?;
    println!("\n{merged} events; {} MB on disk", fs::metadata(&file)?.len() >> 20);
    lists(&snapshot, accounts)
}

/// Makes the readings, merges them and tells the digest of the findings; hands on how many events they are.
fn merge(accounts: usize) -> Result<usize> {
    let readings = step("make the readings in memory", accounts, || {
        let mut readings = Readings::default();
        for made in made::reports(accounts) {
            let made = made?;
            readings.append(Readings::of(&made.document, &made.coded)?);
        }
        Ok(readings)
    })?;
    let findings = step("merge", accounts, || Ok(reconcile(&readings)))?;
    let Findings { events, disputes, .. } = &findings;
    println!("\n{} events, {} disputes, digest {:016x}\n", events.len(), disputes.len(), digest(&findings)?);
    Ok(events.len())
}

/// A number that is the same for the same findings.
fn digest(findings: &Findings) -> Result<u64> {
    struct Digest(DefaultHasher);
    impl Write for Digest {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut digest = Digest(DefaultHasher::new());
    let Findings { entities, events, disputes, dated, event_of, event_of_figure, .. } = findings;
    write!(digest, "{entities:?}{events:?}{disputes:?}{dated:?}{event_of:?}{event_of_figure:?}")?;
    Ok(digest.0.finish())
}

/// Runs a step, tells what it took, and hands on what it made.
fn step<T>(name: &str, accounts: usize, run: impl FnOnce() -> Result<T>) -> Result<T> {
    let begun = seconds()?;
    let made = run()?;
    let seconds = seconds()? - begun;
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

/// What it costs to merge and to write what people decided; a decision that is made while it is written waits so long.
fn judge(record: &mut Record, accounts: usize) -> Result<()> {
    let Snapshot { readings, findings, .. } = record.snapshot(Clocks::default())?;
    let event = findings.events.iter().rfind(|event| event.accounts.len() > 1).context("an event of two accounts")?;
    let [a, b] = [0, 1].map(|at| readings.accounts[event.accounts[at]].id.clone());
    let figure = readings.figures[readings.figures.len() / 2].id.clone();
    let with = |verdict| NewDecision { with: vec![b.clone()], ..NewDecision::on(verdict, &a) };
    let decisions = [with(Verdict::DifferentEvent), with(Verdict::Merge), NewDecision::on(Verdict::Reject, &figure)];
    drop((readings, findings));
    for new in decisions {
        record.decide(&new, "", "A. Reader", "2030-01-02T00:00:00Z".parse()?)?;
        let name = new.verdict.name();
        let prepared = step(&format!("{name}: merge, find what differs"), accounts, || Ok(record.prepare()?))?;
        let changes = prepared.changes();
        let kept = step(&format!("{name}: write {changes} rows"), accounts, || Ok(record.keep(prepared)?))?;
        anyhow::ensure!(kept.is_some(), "nobody else writes");
    }
    Ok(())
}

/// How long the event list of ten days takes from a loaded record: the second slowest of two hundred asked for.
fn lists(snapshot: &Snapshot, accounts: usize) -> Result<()> {
    let days = u64::from(made::days(accounts).get_days().unsigned_abs());
    let (mut taken, mut rows) = (Vec::new(), 0);
    for ask in 0..200 {
        let from = made::first_day().checked_add(((made::scattered(ask) % days) as i64 / 2).days())?;
        let begun = seconds()?;
        rows += snapshot.timeline(Some(from), Some(from.checked_add(9.days())?)).rows.len();
        taken.push((seconds()? - begun) * 1e3);
    }
    taken.sort_by(f64::total_cmp);
    println!("event list of ten days, {} rows: p50 {:.2} ms, p99 {:.2} ms", rows / 200, taken[100], taken[198]);
    Ok(())
}

/// The CPU seconds of this process, which has one thread.
fn seconds() -> Result<f64> {
    let times =
        fs::read_to_string("/proc/self/schedstat").context("this benchmark needs Linux's /proc/self/schedstat")?;
    let nanoseconds: f64 = times.split_whitespace().next().context("/proc/self/schedstat is empty")?.parse()?;
    Ok(nanoseconds / 1e9)
}

/// The largest resident set of this process.
fn peak_megabytes() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status").context("this benchmark needs Linux's /proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: u64 =
        line.and_then(|l| l.split_whitespace().next()?.parse().ok()).context("/proc/self/status tells no VmHWM")?;
    Ok(kilobytes / 1024)
}
