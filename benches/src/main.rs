//! Measures read, analyse, mark and code, each and together, on one core, over the example reports.
//!
//! Times are CPU time of this process, so that other work on the machine counts little; each step runs over the same
//! documents until half a second is spent, and the best of five such laps is told. Printed as the table that
//! docs/PERFORMANCE.md keeps.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use toguna_pipeline::{Pipeline, Steps, embedded};
use toguna_text::{Document, Metadata};

/// Laps of a step; the best counts.
const LAPS: usize = 5;
/// CPU time of a lap.
const LAP: Duration = Duration::from_millis(500);

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "examples/sahel".into());
    let begun = Instant::now();
    let cpu = cpu_time()?;
    let pipeline = Pipeline::with_reader(&embedded(), "sahel", toguna_pipeline::ReaderKind::Fast)?;
    let loading = (begun.elapsed(), cpu_time()? - cpu);
    let files = files(Path::new(&folder))?;
    let documents: Vec<Document> = files
        .iter()
        .filter_map(|(name, bytes)| pipeline.read(name, bytes, Metadata::default()).ok())
        .filter(|document| pipeline.speaks(document.language()))
        .collect();
    let words: usize = documents.iter().map(|d| d.text().split_whitespace().count()).sum();
    let bytes: usize = documents.iter().map(|d| d.text().len()).sum();
    println!("{} documents, {words} words, {:.3} MB in {folder}", documents.len(), bytes as f64 / 1e6);
    println!("loading languages and pack: {} ms wall, {} ms CPU", loading.0.as_millis(), loading.1.as_millis());
    println!("\n| step | documents a second | words a second | MB a second | share |");
    println!("|---|---|---|---|---|");
    let read = best(|| {
        for (name, bytes) in &files {
            let _ = std::hint::black_box(pipeline.read(name, bytes, Metadata::default()));
        }
    })?;
    let mut rows = vec![("read", read)];
    for step in Steps::ALL {
        // Each step runs on what the steps before it made, which is prepared outside the clock.
        let prepared: Vec<_> = documents.iter().filter_map(|d| pipeline.prepare(d, *step)).collect();
        rows.push((
            step.name(),
            best(|| {
                for p in &prepared {
                    std::hint::black_box(p.run());
                }
            })?,
        ));
    }
    let whole = best(|| {
        for (name, bytes) in &files {
            if let Ok(document) = pipeline.read(name, bytes, Metadata::default()) {
                std::hint::black_box(pipeline.code(&document));
            }
        }
    })?;
    for (name, time) in rows.iter().copied().chain([("together", whole)]) {
        let per = |count: usize| count as f64 / time.as_secs_f64();
        println!(
            "| {name} | {:.0} | {:.0} | {:.2} | {:.0}% |",
            per(documents.len()),
            per(words),
            per(bytes) / 1e6,
            100.0 * time.as_secs_f64() / whole.as_secs_f64()
        );
    }
    let of_400 = words as f64 / whole.as_secs_f64() / 400.0;
    println!("\ndocuments of 400 words a second on one core: {of_400:.0}");
    println!("peak memory: {} MB", peak_kilobytes()? / 1024);
    Ok(())
}

/// The CPU time of one run of a step: the best lap.
fn best(mut run: impl FnMut()) -> Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..LAPS {
        let begun = cpu_time()?;
        let mut runs = 0;
        while cpu_time()? - begun < LAP {
            run();
            runs += 1;
        }
        best = best.min((cpu_time()? - begun) / runs.max(1));
    }
    Ok(best)
}

/// CPU time that this process has spent, from the kernel's scheduler.
fn cpu_time() -> Result<Duration> {
    let text =
        fs::read_to_string("/proc/self/schedstat").context("this benchmark needs Linux's /proc/self/schedstat")?;
    let nanoseconds = text.split_whitespace().next().and_then(|n| n.parse().ok());
    Ok(Duration::from_nanos(nanoseconds.context("/proc/self/schedstat does not begin with a number")?))
}

/// The largest resident set of this process.
fn peak_kilobytes() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status").context("this benchmark needs Linux's /proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse().ok()).context("/proc/self/status tells no VmHWM")
}

fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_file() && !name.ends_with(".jsonl") {
            files.push((name, fs::read(&path)?));
        }
    }
    if files.is_empty() {
        bail!("{} holds no file", folder.display());
    }
    files.sort();
    Ok(files)
}
