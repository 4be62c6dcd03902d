//! What changed between two days, asked of the built program.

mod common;

use common::{Bench, reports, toguna};
use serde_json::Value;

#[test]
fn what_changed_names_the_document_that_brought_it() {
    let bench = Bench::with(&reports::THREE);
    bench.write(
        "in/metadata.jsonl",
        b"{\"file\":\"a-djibo.txt\",\"published\":\"2025-05-12\"}\n{\"file\":\"b-djibo.txt\",\"published\":\"2025-05-14\"}\n\
          {\"file\":\"c-treaty.txt\",\"published\":\"2024-07-07\"}\n",
    );
    bench.build();
    let record = bench.arg("R.toguna");
    let ask = |from: &str, to: &str| -> Value {
        let out = toguna(["diff", &record, "--from", from, "--to", to, "--format", "json"]).done();
        serde_json::from_str(&out).expect("JSON")
    };
    let answer = ask("2025-05-12", "2025-05-14");
    let rows = answer["rows"].as_array().expect("rows");
    let documents: Vec<&Value> = rows.iter().filter(|row| row["kind"] == "document").collect();
    assert_eq!(documents.len(), 1, "{answer:#}");
    assert!(documents[0]["told"].as_str().expect("words").contains("b-djibo"));
    let events: Vec<&Value> = rows.iter().filter(|row| row["kind"] == "event").collect();
    assert!(!events.is_empty(), "{answer:#}");
    for source in events.iter().flat_map(|row| row["sources"].as_array().expect("sources")) {
        assert_eq!(source["doc"], "b-djibo.txt");
    }
    assert_eq!(ask("2025-05-14", "2025-05-14")["rows"], Value::Array(Vec::new()));
    let refused = toguna(["diff", &record, "--from", "2025-05-14", "--to", "2025-05-12"]).refused(1);
    assert!(refused.contains("exchange them"), "{refused}");
}
