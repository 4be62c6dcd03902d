//! A disk that takes no more: writing fails at every so many bytes, and the record stays as it was or comes whole.
//!
//! The limit is the system's own on the size of a file: the write that crosses it fails with an error, or kills where
//! nobody listens for the signal.

#![cfg(unix)]

mod common;

use std::os::unix::process::ExitStatusExt;
use std::process::Command;

use common::{Bench, Ran, arg, files_of, program, reports, toguna};

/// Blocks of 512 bytes by which the limit is moved: five pages of the record.
const STEP: usize = 40;

/// A command whose files may not grow beyond so many blocks.
fn limited(blocks: usize, heard: bool, args: &[&str]) -> Ran {
    let plain = program(args);
    let mut command = Command::new("sh");
    // Where the signal is not heard the write fails with an error, as on a full disk.
    let script = if heard { "ulimit -f $0; exec \"$@\"" } else { "trap '' XFSZ; ulimit -f $0; exec \"$@\"" };
    command.args(["-c", script, &blocks.to_string()]).arg(plain.get_program()).args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let output = command.output().expect("sh starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().unwrap_or_else(|| -output.status.signal().unwrap_or_default());
    Ran { code, out: text(output.stdout), err: text(output.stderr) }
}

/// Whether a command was stopped by the limit; then it must have said so, with what to do, or have been killed by it.
#[track_caller]
fn stopped(ran: &Ran, heard: bool) -> bool {
    match ran.code {
        0 => false,
        1 => {
            assert!(ran.err.contains("make room"), "it says what to do: {}", ran.err);
            true
        }
        code => {
            assert!(heard && code < 0, "ended with {code}: {}", ran.err);
            true
        }
    }
}

#[test]
fn a_build_that_finds_no_room_leaves_what_was_there_and_goes_on_later() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    let record = bench.arg("R.toguna");
    let before = bench.export("R.toguna", "jsonl");
    for (name, text) in reports::many(9) {
        bench.write(&format!("in/{name}"), text.as_bytes());
    }
    toguna(["build", &bench.arg("in"), "--record", &bench.arg("clean.toguna")]).done();
    let clean = bench.export("clean.toguna", "jsonl");
    let mut failed = 0;
    for at in 0.. {
        let heard = at % 2 == 1;
        let ran = limited(STEP * (at + 1), heard, &["build", &bench.arg("in"), "--record", &record]);
        toguna(["verify", &record]).done();
        let now = bench.export("R.toguna", "jsonl");
        assert!(now == before || now == clean, "limit {at}: the record holds a part");
        if !stopped(&ran, heard) {
            assert!(now == clean);
            break;
        }
        failed += 1;
    }
    assert!(failed > 5, "only {failed} limits were met");
}

#[test]
fn a_first_build_that_finds_no_room_leaves_nothing_that_stands_in_the_way() {
    let bench = Bench::with(&reports::THREE);
    let record = bench.arg("R.toguna");
    for at in 0..6 {
        let ran = limited(STEP * at * 2, at % 2 == 1, &["build", &bench.arg("in"), "--record", &record]);
        stopped(&ran, at % 2 == 1);
    }
    bench.build();
    toguna(["verify", &record]).done();
    assert_eq!(bench.table("documents").len(), 3);
}

/// Blocks of the index beside the log, without which a record does not open at all.
const OPEN: usize = 64;

#[test]
fn a_decision_that_finds_no_room_is_not_made() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    let record = bench.arg("R.toguna");
    let figure = bench.table("figures")[0]["id"].as_str().expect("an id").to_owned();
    let count = || toguna(["decisions", &record, "--format", "json"]).done().matches("\"entered\"").count();
    let (mut made, mut failed) = (0, 0);
    for at in 0..16 {
        let why = format!("seen {at}");
        let args = ["decide", &record, "accept", &figure, "--who", "Awa", "--why", &why];
        let ran = limited(OPEN - 16 + at * 8, false, &args);
        if stopped(&ran, false) {
            failed += 1
        } else {
            made += 1
        }
        assert_eq!(count(), made, "limit {at}: what is acknowledged is there, and nothing else");
        toguna(["verify", &record]).done();
    }
    assert!(made > 0 && failed > 0, "{made} made, {failed} failed");
}

#[test]
fn exports_and_copies_that_find_no_room_are_not_there_at_all() {
    let bench = Bench::new();
    for (name, text) in reports::many(60) {
        bench.write(&format!("in/{name}"), text.as_bytes());
    }
    bench.build();
    let (record, out, copy) = (bench.arg("R.toguna"), bench.path("out"), bench.arg("copy.toguna"));
    let (mut exports, mut copies) = (0, 0);
    for at in 0..8 {
        let ran = limited(OPEN + at * 16, false, &["export", &record, "--to", &arg(&out)]);
        if ran.code != 0 {
            exports += 1;
            assert!(ran.err.contains("nothing was exported") || ran.err.contains("make room"), "{}", ran.err);
            assert!(!out.exists() || files_of(&out).is_empty(), "limit {at}: a table of an export that failed");
        }
        let ran = limited(OPEN + at * 160, false, &["backup", &record, "--to", &copy]);
        if stopped(&ran, false) {
            copies += 1;
            let left = std::fs::read_dir(bench.path("")).expect("the folder").map(|entry| entry.expect("an entry"));
            let left: Vec<_> = left.filter(|one| one.file_name().to_string_lossy().starts_with("copy")).collect();
            assert!(left.is_empty(), "limit {at}: {left:?} of a copy that failed");
        } else {
            toguna(["verify", &copy]).done();
            std::fs::remove_file(&copy).expect("the copy is there");
        }
    }
    assert!(exports > 0 && copies > 0, "{exports} exports and {copies} copies failed");
}
