//! Short narratives of one event in the manner of conflict coders: the first row of `events` is what each tells.

mod common;

use common::{rows, toguna_on};
use serde_json::{Value, json};

/// A narrative and what its first event must say; `None` is "not told".
struct Case {
    text: String,
    acled_type: String,
    acled_subtype: String,
    date: String,
    place: String,
    deaths: Option<u64>,
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut found = Vec::new();
    let mut text = None;
    for line in markdown.lines() {
        if let Some(narrative) = line.strip_prefix("- ") {
            text = Some(narrative.to_owned());
        } else if let (Some(told), Some(text)) = (line.strip_prefix("  = "), text.take()) {
            let cells: Vec<&str> = told.split('|').map(str::trim).collect();
            let (kind, sub) = cells[0].split_once(" / ").expect("type / sub-type");
            found.push(Case {
                text,
                acled_type: kind.into(),
                acled_subtype: sub.into(),
                date: cells[1].into(),
                place: cells[2].into(),
                deaths: cells[3].parse().ok(),
            });
        }
    }
    found
}

/// Which of type, sub-type, date, place and deaths the first event has right.
fn right(case: &Case, event: &Value) -> [bool; 5] {
    let place = &event["place"];
    let places = place.as_array().cloned().unwrap_or_else(|| vec![place.clone()]);
    [
        event["acled_type"] == json!(case.acled_type),
        event["acled_subtype"] == json!(case.acled_subtype),
        event["date"] == json!(case.date),
        places.iter().any(|p| p.as_str().is_some_and(|p| p == case.place)),
        event["deaths_best"].as_u64() == case.deaths,
    ]
}

/// How many of the cases of a language have each of the five right; what is not is printed.
fn measured(language: &str, markdown: &str) -> ([usize; 5], usize) {
    let cases = cases(markdown);
    let lines: Vec<String> = cases
        .iter()
        .enumerate()
        .map(|(id, case)| json!({"id": id, "text": case.text, "language": language}).to_string())
        .collect();
    let coded = rows(toguna_on(lines.join("\n").as_bytes(), ["code"]).done().as_bytes());
    let mut counts = [0; 5];
    for (case, object) in cases.iter().zip(&coded) {
        let event = &object["events"][0];
        let right = right(case, event);
        if right.contains(&false) {
            let told = ["acled_subtype", "date", "place", "deaths_best"].map(|name| event[name].to_string());
            println!("{}\n    told {}", case.text, told.join(" | "));
        }
        counts.iter_mut().zip(right).for_each(|(count, right)| *count += usize::from(right));
    }
    (counts, cases.len())
}

/// What must hold at least; the tree decides a few of them, and the reader may change.
fn holds(language: &str, markdown: &str, least: [usize; 5], of: usize) {
    let (counts, cases) = measured(language, markdown);
    assert_eq!(cases, of);
    for (name, (count, least)) in
        ["type", "sub-type", "date", "place", "deaths"].into_iter().zip(counts.into_iter().zip(least))
    {
        assert!(count >= least, "{language}: {name} right in {count} of {of}, at least {least} expected");
    }
}

#[test]
fn english_narratives_tell_their_event_first() {
    holds("en", include_str!("narratives/en.md"), [33, 32, 34, 31, 34], 40);
}

#[test]
fn french_narratives_tell_their_event_first() {
    holds("fr", include_str!("narratives/fr.md"), [18, 18, 19, 18, 18], 20);
}

/// Kilometres between two points, on a sphere.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let [north, south] = [a.0.to_radians(), b.0.to_radians()];
    let across = (b.1 - a.1).to_radians() / 2.0;
    let squared = ((south - north) / 2.0).sin().powi(2) + north.cos() * south.cos() * across.sin().powi(2);
    2.0 * 6371.0 * squared.sqrt().asin()
}

/// Whether the first event of a narrative lies within 25 km of where UCDP's coders put it.
fn near(case: &Value, event: &Value) -> bool {
    let point = |value: &Value| Some((value["lat"].as_f64()?, value["lon"].as_f64()?));
    point(case).zip(point(event)).is_some_and(|(wanted, found)| kilometres(wanted, found) <= 25.0)
}

#[test]
fn real_events_told_from_ucdp_s_facts_are_coded_as_conflict_coders_would() {
    let cases = rows(include_bytes!("narratives/ucdp.jsonl"));
    let line = |case: &Value| json!({"id": case["id"], "text": case["text"], "language": "en"}).to_string();
    let lines: Vec<String> = cases.iter().map(line).collect();
    let coded = rows(toguna_on(lines.join("\n").as_bytes(), ["code"]).done().as_bytes());
    assert_eq!((cases.len(), coded.len()), (104, 104));
    let mut counts = [0; 3];
    for (case, object) in cases.iter().zip(&coded) {
        let event = &object["events"][0];
        let deaths = case["deaths"].is_null() || event["deaths_best"].as_u64().unwrap_or(0) == case["deaths"];
        let right = [event["acled_type"] == case["event_type"], deaths, near(case, event)];
        if right.contains(&false) {
            let told = ["acled_subtype", "deaths_best", "place"].map(|name| event[name].to_string());
            println!("{}\n    told {}", case["text"], told.join(" | "));
        }
        counts.iter_mut().zip(right).for_each(|(count, right)| *count += usize::from(right));
    }
    println!("type, deaths, place within 25 km: {counts:?} of 104");
    for (name, (count, least)) in ["type", "deaths", "place"].into_iter().zip(counts.into_iter().zip(LEAST)) {
        assert!(count >= least, "{name} right in {count} of 104, at least {least} expected");
    }
}

/// How many of the 104 must have type, deaths and place right.
const LEAST: [usize; 3] = [97, 92, 87];
