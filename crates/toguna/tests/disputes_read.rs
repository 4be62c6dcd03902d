//! How many of the disputes that the program exports are real when a person reads them.
//!
//! Every dispute of two annotated records was read; the verdicts stand in `disputes_read.tsv` by the kind of dispute and
//! the program's own words of what it is about. The documents lie beside the project and may not be there: then only
//! the table is checked. `cargo test -p toguna --test disputes_read -- --nocapture` prints the shares.

mod common;

use common::{Bench, arg, toguna};
use serde_json::Value;

const READINGS: &str = include_str!("disputes_read.tsv");
/// The folders of the records' documents below `../shared`.
const RECORDS: [(&str, &str); 2] = [("seeds", "seeds"), ("dev", "acceptance/dev/docs")];
/// At least so much of what is exported must be real.
const FLOOR: f64 = 0.7;

/// A person's verdict on one dispute.
struct Reading {
    record: &'static str,
    kind: &'static str,
    about: &'static str,
    real: bool,
}

fn readings() -> Vec<Reading> {
    let reading = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [record, kind, about, real, reason] = cells[..] else { panic!("five cells: {line}") };
        assert!(!reason.is_empty() && matches!(real, "yes" | "no"), "{line}");
        assert!(RECORDS.iter().any(|(name, _)| *name == record), "{line}");
        Reading { record, kind, about, real: real == "yes" }
    };
    READINGS.lines().skip(1).map(reading).collect()
}

#[test]
fn every_dispute_is_read_once() {
    let readings = readings();
    for (at, a) in readings.iter().enumerate() {
        let same = |b: &Reading| (a.record, a.kind, a.about) == (b.record, b.kind, b.about);
        assert!(!readings[..at].iter().any(same), "{} {}", a.kind, a.about);
    }
}

#[test]
fn most_exported_disputes_are_real_when_read() {
    let readings = readings();
    let (mut real, mut all, mut not) = (0, 0, Vec::new());
    for (record, folder) in RECORDS {
        let shared = common::root().parent().map(|root| root.join("shared").join(folder));
        let Some(documents) = shared.filter(|documents| documents.is_dir()) else {
            eprintln!("../shared/{folder} is not there: its disputes were not counted");
            continue;
        };
        let bench = Bench::new();
        toguna(["build", &arg(documents), "--record", &bench.arg("R.toguna")]).done();
        toguna(["export", &bench.arg("R.toguna"), "--to", &bench.arg("out")]).done();
        let exported = common::rows(&common::files_of(&bench.path("out"))["disputes.jsonl"]);
        // What nobody has read counts as not real: a new dispute is read before it is trusted.
        let is_real = |row: &&Value| {
            let is = |r: &&Reading| r.record == record && row["kind"] == r.kind && row["about"] == r.about;
            readings.iter().find(is).is_some_and(|reading| reading.real)
        };
        let good = exported.iter().filter(is_real).count();
        eprintln!("{record}: {good} of {} disputes are real when read", exported.len());
        not.extend(exported.iter().filter(|row| !is_real(row)).map(|row| format!("{} {}", row["kind"], row["about"])));
        (real, all) = (real + good, all + exported.len());
    }
    eprintln!("together {real} of {all}; not real or not read: {not:#?}");
    assert!(f64::from(real as u32) >= FLOOR * f64::from(all as u32), "{not:#?}");
}
