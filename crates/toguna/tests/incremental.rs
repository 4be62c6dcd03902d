//! Building again: only what changed is read, what is gone stays until it is taken out, and the program says which.

mod common;

use common::{Bench, reports, toguna};

/// The line of a build's summary that counts documents.
fn documents(summary: &str) -> &str {
    summary
        .lines()
        .find(|line| line.starts_with("documents"))
        .expect("a line of documents")
        .trim_start_matches("documents")
        .trim()
}

#[test]
fn a_second_build_says_that_nothing_changed_and_changes_nothing() {
    let bench = Bench::with_examples();
    assert_eq!(documents(&bench.build()), "22 read, 0 unchanged, 0 failed; 22 in the record");
    let before = bench.export("R.toguna", "jsonl");
    assert_eq!(documents(&bench.build()), "nothing changed: 22 unchanged, 0 failed; 22 in the record");
    assert!(before == bench.export("R.toguna", "jsonl"), "the export changed");
}

#[test]
fn a_second_build_keeps_the_moment_at_which_each_document_entered() {
    let bench = Bench::with(&reports::THREE);
    let entered = |to: &str| {
        toguna(["export", &bench.arg("R.toguna"), "--to", &bench.arg(to), "--entered"]).done();
        std::fs::read(bench.path(to).join("documents.jsonl")).expect("the table")
    };
    bench.build();
    let first = entered("first");
    assert!(common::rows(&first).iter().all(|row| row["entered"].as_str().is_some_and(|moment| moment.len() >= 20)));
    bench.build();
    assert_eq!(first, entered("second"));
}

#[test]
fn a_changed_file_is_read_again_and_no_other() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    bench.write("in/b-djibo.txt", reports::DJIBO_FR.replace("90", "120").as_bytes());
    assert_eq!(documents(&bench.build()), "1 read, 2 unchanged, 0 failed; 3 in the record");
    let figures = bench.table("figures");
    let quotes: Vec<&str> =
        figures.iter().filter(|row| row["doc"] == "b-djibo.txt").filter_map(|row| row["quote"].as_str()).collect();
    assert!(quotes.iter().any(|quote| quote.contains("120")), "{quotes:?}");
    assert!(!quotes.iter().any(|quote| quote.contains("90")), "the old words are out of the present: {quotes:?}");
}

#[test]
fn a_file_saved_again_without_change_is_not_read_again() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    bench.write("in/b-djibo.txt", reports::DJIBO_FR.as_bytes());
    assert!(documents(&bench.build()).starts_with("nothing changed"));
}

#[test]
fn a_new_file_is_read_alone() {
    let bench = Bench::with(&reports::THREE[..2]);
    bench.build();
    bench.write("in/c-treaty.txt", reports::TREATY_EN.as_bytes());
    assert_eq!(documents(&bench.build()), "1 read, 2 unchanged, 0 failed; 3 in the record");
}

#[test]
fn a_removed_file_stays_until_prune_takes_it_out() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    std::fs::remove_file(bench.path("in/a-djibo.txt")).expect("it is there");
    assert_eq!(documents(&bench.build()), "nothing changed: 2 unchanged, 0 failed; 3 in the record");
    assert!(bench.table("events").iter().any(|row| row["doc"] == "a-djibo.txt"));

    let pruned = toguna(["build", &bench.arg("in"), "--record", &bench.arg("R.toguna"), "--prune"]).done();
    assert_eq!(documents(&pruned), "0 read, 2 unchanged, 0 failed; 2 in the record");
    assert!(pruned.contains("taken out:\n  a-djibo.txt\n"), "{pruned}");
    for table in common::TABLES {
        assert!(
            !bench.table(table).iter().any(|row| row.to_string().contains("a-djibo.txt")),
            "{table} still tells of it"
        );
    }
}

#[test]
fn a_file_that_comes_back_after_prune_is_read_again() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    let before = bench.export("R.toguna", "jsonl");
    std::fs::remove_file(bench.path("in/a-djibo.txt")).expect("it is there");
    toguna(["build", &bench.arg("in"), "--record", &bench.arg("R.toguna"), "--prune"]).done();
    bench.write("in/a-djibo.txt", reports::DJIBO_EN.as_bytes());
    assert_eq!(documents(&bench.build()), "1 read, 2 unchanged, 0 failed; 3 in the record");
    assert!(before == bench.export("R.toguna", "jsonl"), "the export is not what it was");
}

#[test]
fn told_metadata_reads_its_file_again_and_shows() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    bench
        .write("in/metadata.jsonl", br#"{"file": "c-treaty.txt", "outlet": "Kora Ledger", "published": "2024-07-08"}"#);
    assert_eq!(documents(&bench.build()), "1 read, 2 unchanged, 0 failed; 3 in the record");
    let treaty = bench.table("documents").into_iter().find(|row| row["doc"] == "c-treaty.txt").expect("the document");
    assert_eq!(treaty["outlet"], "Kora Ledger");
    assert_eq!(treaty["published"], "2024-07-08");
    assert_eq!(treaty["published_from"], "metadata");
    assert!(documents(&bench.build()).starts_with("nothing changed"));
}

#[test]
fn a_document_that_breaks_keeps_what_was_read_of_it_and_is_listed() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    let before = bench.export("R.toguna", "jsonl");
    bench.write("in/a-djibo.txt", b"\0\0\0");
    let summary = bench.build();
    assert_eq!(documents(&summary), "nothing changed: 2 unchanged, 1 failed; 3 in the record");
    assert!(summary.contains("a-djibo.txt: this is a binary file"), "{summary}");
    assert!(before == bench.export("R.toguna", "jsonl"));
}
