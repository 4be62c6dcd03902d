//! Laws that only the built program can keep: nobody speaks but the sources, and nothing is fetched.

mod common;

use common::{Bench, arg, examples, toguna};
use serde_json::Value;

/// Every row of every answer, and every position of a dispute, names the document and the words that tell it.
#[test]
fn law_2_nobody_speaks_but_the_sources() {
    let bench = Bench::new();
    let record = bench.arg("examples.toguna");
    let record = record.as_str();
    toguna(["build", &arg(examples()), "--record", record]).done();
    let questions: [&[&str]; 5] = [
        &["timeline", record],
        &["disputes", record],
        &["show", record, "actor", "jnim"],
        &["show", record, "place", "Bamako"],
        &["show", record, "figure", "killed"],
    ];
    for question in questions {
        let answer = toguna(question.iter().copied().chain(["--format", "json"])).done();
        let answer: Value = serde_json::from_str(&answer).expect("one JSON object");
        let rows = answer["rows"].as_array().expect("rows");
        assert!(!rows.is_empty(), "{question:?} has an answer");
        let mut positions = 0;
        for row in rows.iter().rev() {
            let sources = row["sources"].as_array().expect("sources");
            let told = sources
                .iter()
                .all(|s| !s["quote"].as_str().unwrap_or("").is_empty() && !s["doc"].as_str().unwrap_or("").is_empty());
            // A dispute's own row is a rule in words; its positions, which follow it, carry the sources.
            if row["kind"] == "dispute" {
                assert!(positions >= 2 || !sources.is_empty(), "a dispute has positions: {row}");
                positions = 0;
            } else {
                assert!(told && !sources.is_empty(), "{question:?}: {row}");
                positions += usize::from(row["kind"] == "position");
            }
        }
    }
}

/// No library that opens a connection is linked: building, asking and exporting cannot send a packet.
#[test]
fn law_9_offline() {
    let lock = include_str!("../../../Cargo.lock");
    for client in
        ["reqwest", "ureq", "curl", "isahc", "attohttpc", "minreq", "rustls", "native-tls", "openssl", "tungstenite"]
    {
        assert!(!lock.contains(&format!("name = \"{client}\"")), "'{client}' speaks to the network");
    }
    // Only the server may name an address, to be asked at; nothing may ask another.
    let named = |what: &str| {
        let sources = std::process::Command::new("grep")
            .args(["-rlE", what, concat!(env!("CARGO_MANIFEST_DIR"), "/.."), "--include=*.rs"])
            .output()
            .expect("grep runs");
        let found = String::from_utf8_lossy(&sources.stdout).into_owned();
        found.lines().filter(|file| !file.ends_with("tests/laws.rs")).map(str::to_owned).collect::<Vec<_>>()
    };
    let serving = |file: &String| file.contains("/toguna-serve/src/") || file.ends_with("/command/serve.rs");
    assert_eq!(named("TcpStream|UdpSocket|TcpSocket|UnixStream"), Vec::<String>::new());
    let elsewhere: Vec<String> = named("std::net|tokio::net").into_iter().filter(|file| !serving(file)).collect();
    assert_eq!(elsewhere, Vec::<String>::new());
}
