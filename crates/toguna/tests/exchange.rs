//! What the built program writes for the tools of others.

mod common;

use std::collections::BTreeSet;

use common::{Bench, reports, rows, toguna};
use serde_json::Value;

/// The cells of one column.
fn column(bytes: &[u8], name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let at = reader.headers().expect("a header").iter().position(|header| header == name);
    let at = at.unwrap_or_else(|| panic!("no column {name}"));
    reader.records().map(|row| row.expect("a row")[at].to_owned()).collect()
}

#[test]
fn every_format_of_events_is_one_file_and_tells_of_events_of_the_record() {
    let bench = Bench::new();
    bench.write("in/djibo.txt", reports::DJIBO_EN.as_bytes());
    bench.build();
    let tables = bench.export("R.toguna", "jsonl");
    let ids: BTreeSet<String> =
        rows(&tables["events.jsonl"]).iter().filter_map(|row| row["event_id"].as_str().map(str::to_owned)).collect();

    let map = bench.export("R.toguna", "geojson");
    assert_eq!(map.keys().collect::<Vec<_>>(), ["events.geojson"]);
    let map: Value = serde_json::from_slice(&map["events.geojson"]).expect("JSON");
    let features = map["features"].as_array().expect("features");
    assert_eq!(features.iter().filter_map(|f| f["id"].as_str().map(str::to_owned)).collect::<BTreeSet<_>>(), ids);

    for (format, file, id) in [("acled", "acled.csv", "event_id_cnty"), ("ucdp", "ucdp.csv", "relid")] {
        let files = bench.export("R.toguna", format);
        assert_eq!(files.keys().collect::<Vec<_>>(), [file]);
        let found = column(&files[file], id);
        assert!(!found.is_empty() && found.iter().all(|id| ids.contains(id)), "{format}: {found:?}");
    }
    let acled = bench.export("R.toguna", "acled");
    assert!(
        column(&acled["acled.csv"], "country").iter().any(|name| !name.is_empty()),
        "the pack's own names are used"
    );
}

#[test]
fn the_help_names_every_format() {
    let help = toguna(["export", "--help"]).done();
    for format in ["jsonl", "csv", "parquet", "geojson", "acled", "ucdp"] {
        assert!(help.contains(format), "{format}");
    }
}
