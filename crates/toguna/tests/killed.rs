//! Lives of records in which every command is killed at a random moment: nothing that was acknowledged is lost, nothing is
//! there in part, and the file stays whole.
//!
//! `TOGUNA_KILLS` tells how many commands are run and killed: 300 where it tells nothing, 5,000 before a release.

#![cfg(unix)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use common::{Bench, arg, program, reports, rows, toguna};

const KILLS: u64 = 300;
/// Commands in one life; a longer one would only be slower.
const LIFE: u64 = 75;
/// Reports that a life begins with, and that each build finds new.
const FIRST: usize = 12;
const NEW: usize = 2;
/// Decisions of colleagues, imported two at a time.
const COLLEAGUES: usize = 24;

/// Numbers that look random and are the same in every run (SplitMix64).
fn scattered(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// What a command had said when it was cut, or all of it.
struct Cut {
    killed: bool,
    out: String,
    took: Duration,
}

/// Runs a command and kills it after a stretch of time, unless it ends before.
fn cut(mut command: Command, stretch: Duration) -> Cut {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let mut pipe = child.stdout.take().expect("a pipe");
    let (tell, told) = mpsc::channel();
    let reader = thread::spawn(move || {
        let mut out = String::new();
        pipe.read_to_string(&mut out).expect("the program writes UTF-8");
        let _ = tell.send(());
        out
    });
    // The end of its output is the end of the program: whichever comes first, that or the stretch.
    let ended = told.recv_timeout(stretch).is_ok();
    if !ended {
        let _ = child.kill();
    }
    let status = child.wait().expect("it ends");
    let killed = status.signal() == Some(9);
    assert!(killed || status.success(), "what nobody killed ended with {status}");
    Cut { killed, out: reader.join().expect("the reader ends"), took: begun.elapsed() }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Act {
    Build,
    Decide,
    Import,
    Export,
}

/// Decisions that colleagues made on a record of their own, each as its id and its line in an export.
fn colleagues(bench: &Bench) -> Vec<(String, String)> {
    let (record, file) = (bench.arg("colleagues.toguna"), bench.arg("colleagues.jsonl"));
    toguna(["build", &bench.arg("in"), "--record", &record]).done();
    let figures = rows(&bench.export("colleagues.toguna", "jsonl")["figures.jsonl"]);
    for at in 0..COLLEAGUES {
        let figure = figures[at % figures.len()]["id"].as_str().expect("an id");
        toguna(["decide", &record, "accept", figure, "--who", "Bouba", "--why", &format!("seen {at}")]).done();
    }
    toguna(["decisions", &record, "--export", &file]).done();
    let lines = std::fs::read_to_string(&file).expect("the export");
    decisions(&record).into_iter().zip(lines.lines().map(str::to_owned)).collect()
}

/// The ids of a record's decisions in the order of its chain.
fn decisions(record: &str) -> Vec<String> {
    let told = toguna(["decisions", record, "--format", "json"]).done();
    let told: Vec<serde_json::Value> = serde_json::from_str(&told).expect("JSON");
    told.iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
}

/// Documents and decisions of a record that must be whole.
#[track_caller]
fn whole(record: &str) -> (usize, usize) {
    let told = toguna(["verify", record]).done();
    let line = told.lines().find(|line| line.starts_with("whole")).expect("what is whole");
    let numbers: Vec<usize> = line.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect();
    (numbers[0], numbers[2])
}

fn digest(told: &str) -> &str {
    told.lines().find(|line| line.starts_with("digest")).expect("a digest")
}

/// A record with what it has acknowledged.
struct Life {
    bench: Bench,
    record: String,
    reports: Vec<(String, String)>,
    figures: Vec<String>,
    colleagues: Vec<(String, String)>,
    /// Reports in the folder, and how many of them the record held when it was last looked at.
    laid: usize,
    held: usize,
    acknowledged: BTreeSet<String>,
    exported: BTreeMap<String, Vec<u8>>,
    /// How long each command takes that nobody kills.
    takes: BTreeMap<Act, Duration>,
    killed: BTreeMap<Act, usize>,
}

impl Life {
    fn begin(kills: u64) -> Life {
        let bench = Bench::new();
        let record = bench.arg("R.toguna");
        let reports = reports::many(FIRST + kills as usize * NEW);
        let mut life = Life {
            bench,
            record,
            reports,
            figures: Vec::new(),
            colleagues: Vec::new(),
            laid: 0,
            held: FIRST,
            acknowledged: BTreeSet::new(),
            exported: BTreeMap::new(),
            takes: BTreeMap::new(),
            killed: BTreeMap::new(),
        };
        life.lay(FIRST);
        let begun = Instant::now();
        life.bench.build();
        life.takes.insert(Act::Build, begun.elapsed());
        life.colleagues = colleagues(&life.bench);
        let begun = Instant::now();
        life.exported = life.bench.export("R.toguna", "jsonl");
        life.takes.extend([Act::Decide, Act::Import, Act::Export].map(|act| (act, begun.elapsed())));
        let figures = rows(&life.exported["figures.jsonl"]);
        life.figures = figures.iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect();
        life
    }

    /// Lays further reports into the folder.
    fn lay(&mut self, more: usize) {
        for (name, text) in &self.reports[self.laid..self.laid + more] {
            self.bench.write(&format!("in/{name}"), text.as_bytes());
        }
        self.laid += more;
    }

    /// Runs one command, kills it at a moment of its time, and looks at what is left.
    fn round(&mut self, seed: u64) {
        let act = [Act::Build, Act::Decide, Act::Import, Act::Export][(seed % 4) as usize];
        let named = format!("round {seed}");
        let pair = (seed as usize / 4 * 2) % COLLEAGUES;
        let (in_, out, file) = (self.bench.arg("in"), self.bench.arg("out"), self.bench.arg("import.jsonl"));
        let command = match act {
            Act::Build => {
                self.lay(NEW);
                program(["build", &in_, "--record", &self.record])
            }
            Act::Decide => {
                let figure = &self.figures[scattered(seed) as usize % self.figures.len()];
                program(["decide", &self.record, "reject", figure, "--who", "Awa", "--why", &named])
            }
            Act::Import => {
                let lines = format!("{}\n{}\n", self.colleagues[pair].1, self.colleagues[pair + 1].1);
                std::fs::write(&file, lines).expect("the file is written");
                program(["decisions", &self.record, "--import", &file])
            }
            Act::Export => program(["export", &self.record, "--to", &out]),
        };
        let before: BTreeSet<String> = decisions(&self.record).into_iter().collect();
        let stretch = self.takes[&act].mul_f64((scattered(seed ^ 0xcafe) % 1_000) as f64 / 900.0);
        let cut = cut(command, stretch);
        if cut.killed {
            *self.killed.entry(act).or_default() += 1;
        } else {
            self.takes.insert(act, cut.took);
        }
        self.look(act, &named, &cut, &before, pair);
    }

    /// Everything that must be so, whenever a command was killed.
    fn look(&mut self, act: Act, round: &str, cut: &Cut, before: &BTreeSet<String>, pair: usize) {
        let (documents, count) = whole(&self.record);
        let now: BTreeSet<String> = decisions(&self.record).into_iter().collect();
        assert_eq!(count, now.len(), "{round}: verify and the list tell of the same decisions");
        let new: BTreeSet<&String> = now.difference(before).collect();
        // One transaction stores what a build finds here: none of it is there, or all.
        let grown = act == Act::Build && documents == self.laid;
        assert!(documents == self.held || grown, "{round}: {documents} documents, {} before", self.held);
        assert!(
            documents == self.laid || cut.killed || act != Act::Build,
            "{round}: a build that ended stored not all"
        );
        self.held = documents;
        match act {
            Act::Build | Act::Export => assert!(new.is_empty(), "{round}: {new:?} came from nowhere"),
            Act::Decide => {
                assert!(new.len() <= 1, "{round}: {new:?}");
                assert!(cut.killed || new.len() == 1, "{round}: a decision that was made is not there");
                if let Some(id) = cut.out.lines().find_map(|line| line.strip_prefix("decision")).map(str::trim) {
                    assert!(now.contains(id), "{round}: {id} was acknowledged and is lost");
                }
            }
            Act::Import => {
                let both = [&self.colleagues[pair].0, &self.colleagues[pair + 1].0].map(|id| now.contains(id));
                assert_eq!(both[0], both[1], "{round}: half of an import is there");
                let acknowledged = !cut.killed || cut.out.contains("imported");
                assert!(both[0] || !acknowledged, "{round}: an import was acknowledged and is lost");
            }
        }
        assert!(now.is_superset(&self.acknowledged), "{round}: a decision is lost that was there before");
        self.acknowledged = now;
        if act == Act::Export {
            self.look_at_tables(round, cut.killed);
        }
    }

    /// Every table of a killed export is whole: the one of before, or the one of now.
    fn look_at_tables(&mut self, round: &str, killed: bool) {
        let fresh = self.bench.export("R.toguna", "jsonl");
        let out = self.bench.path("out");
        if out.is_dir() {
            for (table, now) in &fresh {
                let Ok(found) = std::fs::read(out.join(table)) else {
                    assert!(killed, "{round}: {table} is missing from an export that ended");
                    continue;
                };
                let before = killed && self.exported.get(table) == Some(&found);
                assert!(found == *now || before, "{round}: {table} is neither the one before nor the one now");
            }
        }
        if killed {
            // A next export is not disturbed by what this one left, and clears it away.
            toguna(["export", &self.record, "--to", &arg(&out)]).done();
            assert_eq!(common::files_of(&out), fresh, "{round}: the folder holds the tables and nothing else");
        }
        self.exported = fresh;
    }

    /// A build that ends, and a record made at once from the same reports and decisions, are the same; so is a copy.
    fn end(&self) {
        self.bench.build();
        let (twin, file) = (self.bench.arg("twin.toguna"), self.bench.arg("all.jsonl"));
        toguna(["build", &self.bench.arg("in"), "--record", &twin]).done();
        toguna(["decisions", &self.record, "--export", &file]).done();
        toguna(["decisions", &twin, "--import", &file]).done();
        assert!(self.bench.export("R.toguna", "jsonl") == self.bench.export("twin.toguna", "jsonl"));
        let (copy, again) = (self.bench.arg("copy.toguna"), self.bench.arg("again.toguna"));
        let digests = [
            toguna(["verify", &self.record]).done(),
            toguna(["backup", &self.record, "--to", &copy]).done(),
            toguna(["restore", &copy, "--to", &again]).done(),
            toguna(["verify", &again]).done(),
        ];
        assert!(digests.iter().all(|told| digest(told) == digest(&digests[0])), "{digests:?}");
    }
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_there_in_part() {
    let kills = std::env::var("TOGUNA_KILLS").map_or(KILLS, |told| told.parse().expect("TOGUNA_KILLS is a number"));
    let (next, lives) = (AtomicU64::new(0), kills.div_ceil(LIFE));
    let live = || {
        let mut killed = BTreeMap::<Act, usize>::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= lives {
                return killed;
            }
            let rounds = LIFE.min(kills - number * LIFE);
            let mut life = Life::begin(rounds);
            (0..rounds).for_each(|round| life.round(number * LIFE + round));
            life.end();
            life.killed.iter().for_each(|(act, count)| *killed.entry(*act).or_default() += count);
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let killed: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(live)).collect();
        running.into_iter().map(|one| one.join().expect("a life is lived to its end")).collect()
    });
    let of = |act: Act| killed.iter().filter_map(|of| of.get(&act)).sum::<usize>() as u64;
    for act in [Act::Build, Act::Decide, Act::Import, Act::Export] {
        println!("{act:?}: {} of {} still ran when they were killed", of(act), kills / 4);
        assert!(of(act) * 2 >= kills / 4, "too many of {act:?} had ended before they were killed");
    }
}
