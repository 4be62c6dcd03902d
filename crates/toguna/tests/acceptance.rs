//! The floors that the project was set, measured on annotated documents that are not part of it.
//!
//! The documents and their scorer lie beside the project (`../shared/acceptance`) and may not be there; then these
//! tests say so and pass. `cargo test -p toguna --test acceptance -- --nocapture` prints the figures.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Bench, arg, toguna};
use serde_json::Value;

/// Where the annotated documents lie, if they do.
fn shared() -> Option<PathBuf> {
    let shared = common::root().parent()?.join("shared");
    let scorer = shared.join("acceptance/score.py");
    if scorer.is_file() {
        return Some(shared);
    }
    eprintln!("{} is not there: the acceptance floors were not measured", scorer.display());
    None
}

/// Builds, exports and scores a set.
fn score(shared: &Path, name: &str, gold: &str, docs: &str) -> Value {
    let bench = Bench::new();
    toguna(["build", &arg(shared.join(docs)), "--record", &bench.arg("R.toguna")]).done();
    toguna(["export", &bench.arg("R.toguna"), "--to", &bench.arg("out")]).done();
    let mut scorer = Command::new("python3");
    scorer.arg(shared.join("acceptance/score.py")).args([shared.join(gold), shared.join(docs)]);
    let output = scorer
        .arg(bench.path("out"))
        .arg("--json")
        .arg(bench.path("score.json"))
        .output()
        .expect("python3 runs the scorer");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    eprintln!("{name}:\n{}", String::from_utf8_lossy(&output.stdout));
    serde_json::from_slice(&std::fs::read(bench.path("score.json")).expect("the scores")).expect("JSON")
}

/// Every floor that is not reached, in words.
fn below(scores: &Value, floors: &[(&str, f64)]) -> Vec<String> {
    let told =
        |path: &str| scores.pointer(path).and_then(Value::as_f64).unwrap_or_else(|| panic!("no {path} in {scores}"));
    let missed = floors.iter().filter(|(path, floor)| told(path) < *floor);
    missed.map(|(path, floor)| format!("{path} is {:.4}, the floor is {floor}", told(path))).collect()
}

#[test]
fn the_seeds_are_read_as_well_as_was_asked() {
    let Some(shared) = shared() else { return };
    let scores = score(&shared, "seeds", "acceptance/seeds.gold.jsonl", "seeds");
    let floors = [
        ("/record", 0.40),
        ("/date/strict/f1", 0.70),
        ("/place/strict/f1", 0.70),
        ("/actor/strict/f1", 0.60),
        ("/figure/strict/f1", 0.50),
        ("/dispute/found/right", 21.0),
    ];
    assert_eq!(below(&scores, &floors), Vec::<String>::new());
}

#[test]
fn dated_documents_are_read_as_well_as_was_asked() {
    let Some(shared) = shared() else { return };
    let scores = score(&shared, "dev", "acceptance/dev/gold.jsonl", "acceptance/dev/docs");
    assert_eq!(below(&scores, &[("/record", 0.35), ("/dispute/found/right", 6.0)]), Vec::<String>::new());
}
