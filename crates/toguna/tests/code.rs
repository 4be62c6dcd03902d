//! `toguna code`: JSON Lines in, JSON Lines out, in the same order, and the same as a record tells.

mod common;

use common::{Bench, Ran, reports, rows, sahel, toguna, toguna_on};
use serde_json::{Map, Value, json};

const TABLES: [&str; 6] = ["dates", "places", "actors", "figures", "events", "facts"];

fn code(lines: &[String]) -> Vec<Value> {
    rows(toguna_on(lines.join("\n").as_bytes(), ["code"]).done().as_bytes())
}

fn code_bytes(input: &[u8]) -> Ran {
    toguna_on(input, ["code"])
}

#[test]
fn answers_come_in_the_order_of_the_lines() {
    // More lines than are coded together, long and short by turns, so that an order kept by luck would show.
    let lines: Vec<String> = (0..200)
        .map(|n| {
            let text = if n % 3 == 0 {
                reports::DJIBO_EN.repeat(1 + n % 5)
            } else {
                format!("Mali left on {} May 2024.", n % 28 + 1)
            };
            json!({"id": n, "text": text, "language": "en"}).to_string()
        })
        .collect();
    let coded = code(&lines);
    assert_eq!(
        coded.iter().map(|object| object["id"].as_u64().expect("the id as it was given")).collect::<Vec<_>>(),
        (0..200).collect::<Vec<_>>()
    );
    assert_eq!(coded[1]["dates"][0]["value"], "2024-05-02");
    assert_eq!(coded[199]["dates"][0]["value"], "2024-05-04");
}

/// A sentence with the type, agents, targets and status of its event.
type Sentence = (&'static str, &'static str, &'static [&'static str], &'static [&'static str], &'static str);

/// What dictionary coders get wrong: accented and transliterated names, acronyms, states that act, offices, what is only
/// denied.
const SENTENCES: [Sentence; 7] = [
    ("Goïta met Tiani in Niamey on Tuesday.", "CONSULT", &["abdourahamane-tiani", "assimi-goita"], &[], "actual"),
    ("JNIM attacked an army post near Djibo.", "ASSAULT", &["jnim"], &[], "actual"),
    ("The Alliance of Sahel States condemned ECOWAS.", "ACCUSE", &["aes"], &["ecowas"], "actual"),
    ("France denied that Mali had expelled its ambassador.", "SANCTION", &["mali-gov"], &[], "denied"),
    ("Niger's army clashed with Boko Haram near Diffa.", "ASSAULT", &["niger-army"], &["boko-haram"], "actual"),
    ("Burkina Faso expelled three French diplomats.", "SANCTION", &["burkina-faso-gov"], &["france-gov"], "actual"),
    // The office says who he is: his state is not a second accuser.
    (
        "Harouna Issaka, Niger's defence minister, denounced France.",
        "ACCUSE",
        &["unlisted:harouna-issaka"],
        &["france-gov"],
        "actual",
    ),
];

#[test]
fn one_sentence_has_its_doer_and_its_target_with_either_reader() {
    let line = |(id, text)| json!({"id": id, "text": text, "language": "en", "published": "2024-11-05"}).to_string();
    let lines: Vec<String> = SENTENCES.iter().map(|sentence| sentence.0).enumerate().map(line).collect();
    for reader in ["fast", "exact"] {
        let coded = rows(toguna_on(lines.join("\n").as_bytes(), ["code", "--reader", reader]).done().as_bytes());
        for (object, (text, kind, agents, targets, status)) in coded.iter().zip(SENTENCES) {
            // A denial is told as an event of its own beside what it denies.
            let events = object["events"].as_array().expect("a list of events");
            let event = events.iter().find(|event| event["type"] == kind).expect("the event is told");
            let told = json!([event["type"], event["agents"], event["targets"], event["status"]]);
            assert_eq!(told, json!([kind, agents, targets, status]), "{text} ({reader})");
        }
    }
}

#[test]
fn an_object_has_the_keys_of_the_contract_in_their_order() {
    let coded = code(&[json!({"id": "a", "text": reports::DJIBO_EN}).to_string()]);
    let keys: Vec<&String> = coded[0].as_object().expect("an object").keys().collect();
    let own = ["id", "language", "dated", "dated_by", "dated_why"];
    let tables = ["dates", "places", "actors", "figures", "events", "facts"];
    assert_eq!(keys, [&own[..], &tables[..]].concat());
    assert_eq!(coded[0]["language"], "en");
    for table in ["dates", "places", "actors", "figures", "events"] {
        assert!(!coded[0][table].as_array().expect("a list").is_empty(), "no {table}");
    }
}

#[test]
fn a_bad_line_yields_an_error_in_its_place_and_nothing_else_is_lost() {
    let input = [
        json!({"id": "first", "text": reports::DJIBO_EN}).to_string(),
        "Gunmen attacked Djibo.".into(),
        json!({"id": "no text"}).to_string(),
        json!({"text": "no id"}).to_string(),
        json!({"id": "empty", "text": " \n"}).to_string(),
        json!(["a", "list"]).to_string(),
        json!({"id": "last", "text": reports::DJIBO_FR}).to_string(),
    ];
    let coded = code(&input);
    assert_eq!(coded.len(), input.len());
    for (at, words) in
        [(1, "line 2"), (2, "missing field `text`"), (3, "missing field `id`"), (4, "empty"), (5, "line 6")]
    {
        let error =
            coded[at]["error"].as_str().unwrap_or_else(|| panic!("line {} has no error: {}", at + 1, coded[at]));
        assert!(error.contains(words) && error.starts_with(&format!("line {}: ", at + 1)), "{error}");
        assert!(!error.contains("at line"), "one line is named, not two: {error}");
    }
    assert_eq!(coded[4]["id"], "empty");
    for (at, id) in [(0, "first"), (6, "last")] {
        assert_eq!(coded[at]["id"], id);
        assert!(coded[at]["error"].is_null() && !coded[at]["events"].as_array().expect("a list").is_empty(), "{id}");
    }
}

#[test]
fn bytes_that_are_no_text_are_an_error_of_their_line() {
    let mut input = b"{\"id\": \"x\", \"text\": \"caf\xe9\"}\n".to_vec();
    input.extend(json!({"id": "y", "text": reports::TREATY_EN}).to_string().bytes());
    let coded = rows(code_bytes(&input).done().as_bytes());
    assert!(coded[0]["error"].as_str().expect("an error").contains("line 1"), "{}", coded[0]);
    assert_eq!(coded[1]["id"], "y");
    assert!(coded[1]["error"].is_null());
}

#[test]
fn empty_input_gives_empty_output_and_empty_lines_give_nothing() {
    assert_eq!(code_bytes(b"").done(), "");
    assert_eq!(code_bytes(b"\n  \n\r\n").done(), "");
    let input = format!("\n{}\r\n\n", json!({"id": 1, "text": reports::TREATY_EN}));
    assert_eq!(code_bytes(input.as_bytes()).done().lines().count(), 1);
}

#[test]
fn a_language_that_is_not_read_is_named_as_such() {
    let coded = code(&[
        json!({"id": "de", "text": reports::GERMAN}).to_string(),
        json!({"id": "en", "text": reports::TREATY_EN}).to_string(),
    ]);
    assert_eq!(coded[0]["id"], "de");
    assert_eq!(coded[0]["language"], "und");
    let error = coded[0]["error"].as_str().expect("an empty answer must not look like a text that tells nothing");
    assert!(error.contains("languages") && error.contains("en, fr"), "{error}");
    assert!(coded[1]["error"].is_null());
}

#[test]
fn what_is_told_of_a_text_is_used() {
    let text = "Gunmen attacked Djibo yesterday.";
    let coded = code(&[
        json!({"id": 1, "text": text, "published": "2025-05-12", "language": "en"}).to_string(),
        json!({"id": 2, "text": text, "language": "en"}).to_string(),
        json!({"id": 3, "text": "Bamako, 2024", "language": "fr"}).to_string(),
        json!({"id": 4, "text": "Bamako, 2024", "language": "en-GB"}).to_string(),
    ]);
    assert_eq!(coded[0]["dates"][0]["value"], "2025-05-11");
    assert_ne!(coded[1]["dates"][0]["value"], "2025-05-11", "without a day of publication 'yesterday' is no day");
    assert_eq!((&coded[2]["language"], &coded[3]["language"]), (&json!("fr"), &json!("en")));
}

#[test]
fn a_day_of_publication_that_is_no_date_is_told() {
    let coded = code(&[json!({"id": 1, "text": reports::DJIBO_EN, "published": "last Tuesday"}).to_string()]);
    let told = coded[0].to_string();
    assert!(told.contains("'last Tuesday' is no EDTF date"), "{told}");
    assert!(!coded[0]["events"].as_array().expect("it is coded all the same").is_empty());
}

/// A row without what only a record can know: the event that accounts of several documents are taken for.
fn alone(row: &Value) -> Map<String, Value> {
    let mut row = row.as_object().expect("an object").clone();
    row.retain(|name, _| !name.starts_with("event_") && !name.starts_with("deaths_"));
    row
}

#[test]
fn coding_gives_what_building_and_exporting_gives() {
    let bench = sahel();
    let export = common::files_of(&bench.path("out"));
    let documents = rows(&export["documents.jsonl"]);
    let lines: Vec<String> = documents
        .iter()
        .map(|row| {
            let told = ["published", "language", "outlet"].into_iter().filter(|name| row[name].is_string());
            let mut line: Map<String, Value> = told.map(|name| (name.to_owned(), row[name].clone())).collect();
            line.insert("id".into(), row["doc"].clone());
            line.insert("text".into(), row["text"].clone());
            Value::Object(line).to_string()
        })
        .collect();
    let coded = code(&lines);
    let mut compared = 0;
    for table in TABLES {
        let exported = rows(&export[&format!("{table}.jsonl")]);
        for object in &coded {
            let strip = |row: &Value| {
                let mut row = alone(row);
                // The id of a row also stands for the title and kind of outlet, which `code` is not given.
                row.remove("id");
                Value::Object(row).to_string()
            };
            let mut here: Vec<_> = object[table].as_array().expect("a list").iter().map(strip).collect();
            let mut there: Vec<_> = exported.iter().filter(|row| row["doc"] == object["id"]).map(strip).collect();
            // Rows on the same words stand in the order of their ids.
            here.sort();
            there.sort();
            assert_eq!(here, there, "{table} of {}", object["id"]);
            compared += here.len();
        }
    }
    assert!(compared > 300, "only {compared} rows were there to compare");
}

#[test]
fn ids_are_those_of_a_record_built_with_the_same_metadata() {
    let bench = Bench::with(&[("a.txt", reports::DJIBO_EN)]);
    bench.write(
        "in/metadata.jsonl",
        br#"{"file": "a.txt", "published": "2025-05-13", "outlet": "Kora Ledger", "language": "en"}"#,
    );
    bench.build();
    let line = json!({"id": "a.txt", "text": reports::DJIBO_EN, "published": "2025-05-13", "outlet": "Kora Ledger", "language": "en"});
    let coded = code(&[line.to_string()]);
    for table in TABLES {
        let here: Vec<_> = coded[0][table].as_array().expect("a list").iter().map(alone).collect();
        assert_eq!(here, bench.table(table).iter().map(alone).collect::<Vec<_>>(), "{table}");
    }
}

#[test]
fn coding_the_same_twice_gives_the_same_bytes() {
    let lines: Vec<String> =
        reports::many(80).into_iter().map(|(id, text)| json!({"id": id, "text": text}).to_string()).collect();
    let input = lines.join("\n");
    assert_eq!(code_bytes(input.as_bytes()).done(), code_bytes(input.as_bytes()).done());
}

#[test]
fn a_pack_that_is_not_there_names_those_that_are() {
    let said = toguna(["code", "--pack", "atlantis"]).refused(1);
    assert!(said.contains("no pack 'atlantis'") && said.contains("sahel"), "{said}");
}
