//! Law 3, same in, same out, as a user meets it: threads, order and history leave no trace in an export.

mod common;

use std::collections::BTreeMap;

use common::{Bench, TABLES, arg, examples, reports, sahel, toguna};

type Files = BTreeMap<String, Vec<u8>>;

/// Fails with the first line that differs.
#[track_caller]
fn assert_same(a: &Files, b: &Files, what: &str) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>(), "{what}: other tables");
    for (name, bytes) in a {
        let (a, b) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&b[name]));
        let differ = a.lines().zip(b.lines()).find(|(a, b)| a != b);
        assert!(a == b, "{what}: {name} differs ({} and {} bytes): {differ:#?}", a.len(), b.len());
    }
}

/// Both formats of a record of a bench.
fn both(bench: &Bench, record: &str) -> (Files, Files) {
    (bench.export(record, "jsonl"), bench.export(record, "csv"))
}

#[track_caller]
fn assert_same_as_sahel(bench: &Bench, what: &str) {
    let (jsonl, csv) = both(sahel(), "R.toguna");
    let (other_jsonl, other_csv) = both(bench, "R.toguna");
    assert_same(&jsonl, &other_jsonl, what);
    assert_same(&csv, &other_csv, what);
}

#[test]
fn an_export_holds_all_tables_in_both_formats() {
    let (jsonl, csv) = both(sahel(), "R.toguna");
    let names = |ending: &str| {
        let mut names = TABLES.map(|table| format!("{table}.{ending}"));
        names.sort();
        names.to_vec()
    };
    assert_eq!(jsonl.keys().cloned().collect::<Vec<_>>(), names("jsonl"));
    assert_eq!(csv.keys().cloned().collect::<Vec<_>>(), names("csv"));
    for table in TABLES {
        let mut reader = csv::Reader::from_reader(csv[&format!("{table}.csv")].as_slice());
        let cells =
            reader.records().filter(|row| row.as_ref().expect("a row of as many cells as the head").len() > 1).count();
        let lines = common::rows(&jsonl[&format!("{table}.jsonl")]).len();
        assert_eq!(cells, lines, "{table} has as many rows in CSV as in JSON Lines");
    }
}

#[test]
fn one_thread_and_two_give_the_same_bytes() {
    for threads in ["1", "2"] {
        let bench = Bench::new();
        toguna(["build", &arg(examples()), "--record", &bench.arg("R.toguna"), "--threads", threads]).done();
        assert_same_as_sahel(&bench, &format!("{threads} threads"));
    }
}

#[test]
fn files_named_in_reverse_order_give_the_same_bytes() {
    let bench = Bench::new();
    let mut files: Vec<String> =
        common::files_of(&examples()).into_keys().filter(|name| name != "metadata.jsonl").collect();
    files.reverse();
    let mut args = vec!["build".into(), "--record".into(), bench.arg("R.toguna")];
    args.extend(["--metadata".into(), arg(examples().join("metadata.jsonl"))]);
    args.extend(files.iter().map(|name| arg(examples().join(name))));
    toguna(args).done();
    assert_same_as_sahel(&bench, "reversed files");
}

#[test]
fn a_record_grown_in_two_steps_is_the_record_built_at_once() {
    let bench = Bench::new();
    let files: Vec<String> =
        common::files_of(&examples()).into_keys().filter(|name| name != "metadata.jsonl").collect();
    // The later half first: what comes to events and disputes must not remember who was there before.
    for half in [&files[11..], &files[..11]] {
        let mut args = vec!["build".into(), "--record".into(), bench.arg("R.toguna")];
        args.extend(["--metadata".into(), arg(examples().join("metadata.jsonl"))]);
        args.extend(half.iter().map(|name| arg(examples().join(name))));
        toguna(args).done();
    }
    assert_same_as_sahel(&bench, "two steps");
}

#[test]
fn a_detour_through_other_words_leaves_no_trace_in_the_present() {
    let straight = Bench::with(&reports::THREE);
    straight.build();
    let detour = Bench::with(&[
        ("a-djibo.txt", reports::TREATY_EN),
        ("b-djibo.txt", reports::DJIBO_FR),
        ("z.txt", reports::DJIBO_EN),
    ]);
    detour.build();
    std::fs::remove_file(detour.path("in/z.txt")).expect("it is there");
    for (name, text) in reports::THREE {
        detour.write(&format!("in/{name}"), text.as_bytes());
    }
    toguna(["build", &detour.arg("in"), "--record", &detour.arg("R.toguna"), "--prune"]).done();
    assert_same(&straight.export("R.toguna", "jsonl"), &detour.export("R.toguna", "jsonl"), "a detour");
}
