//! A build that is killed at any moment leaves a record that opens, and the next build goes on to the same end.

#![cfg(unix)]

mod common;

use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use common::{Bench, program, reports, toguna};

/// Several transactions' worth of reports.
const REPORTS: usize = 330;
/// Kills that are always made, and the most that are made until one hit between two transactions.
const ROUNDS: std::ops::Range<u64> = 8..24;

/// How long a round may wait for its moment before it is given up: a bound, not a measure.
const PATIENCE: Duration = Duration::from_secs(60);

fn corpus() -> Bench {
    let bench = Bench::new();
    for (name, text) in reports::many(REPORTS) {
        bench.write(&format!("in/{name}"), text.as_bytes());
    }
    bench
}

/// Starts a build into a record.
fn start(bench: &Bench, record: &str) -> Child {
    let mut command = program(["build", &bench.arg("in"), "--record", &bench.arg(record)]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

/// Bytes that a record and its log take: how far a build has come, without asking the clock.
fn written(bench: &Bench, record: &str) -> u64 {
    let size = |ending: &str| std::fs::metadata(bench.path(&format!("{record}{ending}"))).map_or(0, |file| file.len());
    size("") + size("-wal")
}

/// Kills a build with SIGKILL once it has written so many bytes; whether it was still running.
fn kill_at(bench: &Bench, record: &str, bytes: u64) -> bool {
    let mut child = start(bench, record);
    let begun = Instant::now();
    while written(bench, record) < bytes && child.try_wait().expect("its state").is_none() {
        assert!(begun.elapsed() < PATIENCE, "the build neither wrote {bytes} bytes nor ended");
        std::thread::yield_now();
    }
    let _ = child.kill();
    child.wait().expect("it ends").signal() == Some(9)
}

/// Numbers that look random and are the same in every run (SplitMix64).
fn scattered(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn a_killed_build_leaves_a_record_that_opens_and_goes_on_to_the_same_bytes() {
    let bench = corpus();
    toguna(["build", &bench.arg("in"), "--record", &bench.arg("clean.toguna")]).done();
    let clean = bench.export("clean.toguna", "jsonl");

    // What an uninterrupted build writes at most, to spread the moments over it.
    let mut child = start(&bench, "measure.toguna");
    let mut most = 0;
    while child.try_wait().expect("its state").is_none() {
        most = most.max(written(&bench, "measure.toguna"));
        std::thread::yield_now();
    }
    assert!(most > 100_000, "a build of {REPORTS} reports wrote only {most} bytes");

    let (mut killed, mut halfway) = (0, 0);
    for round in 0..ROUNDS.end {
        if round >= ROUNDS.start && killed >= 4 && halfway >= 1 {
            break;
        }
        let record = format!("round-{round}.toguna");
        let bytes = if round == 0 { 1 } else { scattered(round) % most };
        killed += usize::from(kill_at(&bench, &record, bytes));

        // Killed again while it goes on from there: a second cut must be as harmless as the first.
        if round % 2 == 1 {
            kill_at(&bench, &record, bytes + scattered(round + 100) % most);
        }
        let asked = toguna(["timeline", &bench.arg(&record), "--format", "json"]);
        // Before its first transaction a record has nothing to open; then it says what to do.
        assert!(asked.code == 0 || asked.err.contains("toguna build"), "round {round} at {bytes} bytes: {}", asked.err);

        let went_on = toguna(["build", &bench.arg("in"), "--record", &bench.arg(&record)]).done();
        assert!(went_on.contains(&format!("0 failed; {REPORTS} in the record")), "round {round}: {went_on}");
        halfway +=
            usize::from(asked.code == 0 && !went_on.contains(" 0 unchanged") && !went_on.contains("nothing changed"));
        let export = bench.export(&record, "jsonl");
        for (table, bytes) in &clean {
            assert!(export[table] == *bytes, "round {round}: {table} is not what a clean build exports");
        }
    }
    assert!(killed >= 4, "only {killed} builds were still running when they were killed");
    assert!(halfway >= 1, "no build was killed between its first and its last transaction");
}

#[test]
fn a_record_killed_while_it_grows_still_answers_as_before_or_as_after() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    let before = bench.export("R.toguna", "jsonl");
    let size = written(&bench, "R.toguna");
    for (name, text) in reports::many(40) {
        bench.write(&format!("in/{name}"), text.as_bytes());
    }
    kill_at(&bench, "R.toguna", size + 1);
    let now = bench.export("R.toguna", "jsonl");
    let documents = common::rows(&now["documents.jsonl"]).len();
    // Forty reports are one transaction: none of them is there, or all.
    assert!(documents == 3 && now == before || documents == 43, "{documents} documents after the kill");
    bench.build();
    assert_eq!(bench.table("documents").len(), 43);
}

#[test]
fn an_interrupted_build_says_how_to_go_on() {
    let bench = corpus();
    let mut command = program(["build", &bench.arg("in"), "--record", &bench.arg("R.toguna"), "--threads", "1"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let begun = Instant::now();
    while written(&bench, "R.toguna") < 50_000 && begun.elapsed() < PATIENCE {
        std::thread::yield_now();
    }
    // The shell's kill: no crate is needed to send what Ctrl-C sends.
    std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    let output = child.wait_with_output().expect("it ends");
    // A machine may finish first; then there was nothing to interrupt.
    if output.status.code() == Some(130) {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("documents are stored; the same command goes on from here"), "{said}");
    } else {
        assert!(output.status.success(), "{output:?}");
    }
    toguna(["timeline", &bench.arg("R.toguna")]).done();
    assert!(bench.build().contains(&format!("{REPORTS} in the record")));
}

/// The digest of a record that is whole.
#[track_caller]
fn digest(bench: &Bench, record: &str) -> String {
    let told = toguna(["verify", &bench.arg(record)]).done();
    told.lines().find(|line| line.starts_with("digest")).expect("a digest").to_owned()
}

#[test]
fn a_backup_beside_a_build_is_whole_and_restores_to_the_same_record() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    for (name, text) in reports::many(REPORTS) {
        bench.write(&format!("in/{name}"), text.as_bytes());
    }
    let mut child = start(&bench, "R.toguna");
    let (mut beside, mut made) = (0, 0);
    while child.try_wait().expect("its state").is_none() {
        let (copy, restored) = (format!("copy-{made}"), format!("restored-{made}.toguna"));
        let told = toguna(["backup", &bench.arg("R.toguna"), "--to", &bench.arg(&copy)]).done();
        beside += usize::from(child.try_wait().expect("its state").is_none());
        toguna(["restore", &bench.arg(&copy), "--to", &bench.arg(&restored)]).done();
        assert!(told.contains(&digest(&bench, &restored)), "what is restored is not what was copied: {told}");
        made += 1;
    }
    assert!(child.wait().expect("it ends").success());
    assert!(beside > 0, "the build ended before a backup did");
    toguna(["backup", &bench.arg("R.toguna"), "--to", &bench.arg("last")]).done();
    toguna(["restore", &bench.arg("last"), "--to", &bench.arg("again.toguna")]).done();
    assert_eq!(digest(&bench, "again.toguna"), digest(&bench, "R.toguna"));
    assert!(bench.export("again.toguna", "jsonl") == bench.export("R.toguna", "jsonl"));
}
