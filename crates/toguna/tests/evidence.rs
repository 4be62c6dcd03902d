//! Law 1, evidence, as a user meets it: whatever leaves the program stands in the words that it names.

mod common;

use std::collections::BTreeMap;

use common::{Bench, assert_quotes, reports, rows, sahel, toguna_on};
use serde_json::{Value, json};

/// The text of each document of an export.
fn texts(documents: &[Value]) -> BTreeMap<String, String> {
    let word = |row: &Value, name: &str| row[name].as_str().expect("words").to_owned();
    documents.iter().map(|row| (word(row, "doc"), word(row, "text"))).collect()
}

/// Checks every table of an export; gives back how many quotes there were in each.
fn check(export: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&'static str, usize> {
    let texts = texts(&rows(&export["documents.jsonl"]));
    let mut checked = BTreeMap::new();
    let mut quote = |table: &'static str, row: &Value, doc: &Value| {
        let doc = doc.as_str().expect("the name of a document");
        assert_quotes(&texts[doc], row, &format!("{table} of {doc}"));
        *checked.entry(table).or_insert(0) += 1;
    };
    for table in ["dates", "places", "actors", "figures", "events", "facts"] {
        for row in rows(&export[&format!("{table}.jsonl")]) {
            quote(table, &row, &row["doc"]);
            for also in row["also"].as_array().into_iter().flatten() {
                quote("also", also, &row["doc"]);
            }
        }
    }
    for dispute in rows(&export["disputes.jsonl"]) {
        let sides = dispute["rows"].as_array().expect("the sides of a dispute");
        assert!(sides.len() >= 2, "a dispute has at least two sides: {dispute}");
        sides.iter().for_each(|side| quote("disputes", side, &side["doc"]));
    }
    checked
}

#[test]
fn every_row_of_every_exported_table_quotes_its_document() {
    let export = common::files_of(&sahel().path("out"));
    let checked = check(&export);
    for table in ["dates", "places", "actors", "figures", "events", "facts", "disputes"] {
        assert!(checked.get(table).is_some_and(|&n| n >= 5), "too few rows of {table} to say anything: {checked:?}");
    }
    assert_eq!(rows(&export["documents.jsonl"]).len(), 22, "every example report is read");
}

#[test]
fn documents_carry_the_text_that_their_files_hold() {
    let documents = rows(&common::files_of(&sahel().path("out"))["documents.jsonl"]);
    let texts = texts(&documents);
    for name in ["01-coup-niamey.txt", "12-carnets-faladie.md", "22-solhan-clairon.txt"] {
        let file = std::fs::read_to_string(common::examples().join(name)).expect("an example");
        assert_eq!(texts[name], file, "{name}");
    }
    // Windows-1252 comes out as the letters that were meant, a page without its menus.
    assert!(texts["05-retrait-cedeao.txt"].contains('é') && !texts["05-retrait-cedeao.txt"].contains('\u{fffd}'));
    assert!(!texts["13-aes-wiki.html"].contains("<p"));
}

/// Texts that break offsets counted in bytes, in UTF-16 units, in graphemes, or after a normalisation.
fn awkward() -> Vec<(&'static str, String)> {
    let flags = "🇲🇱🇧🇫🇳🇪 👩🏽‍🚒";
    vec![
        ("flags", format!("{flags} Gunmen attacked Djibo on 11 May 2025 {flags}. At least 45 soldiers were killed in Djibo {flags}.")),
        ("curly", "“We lost 12 men”, said the army of Mali — ‘nothing more’. On 3 June 2025 JNIM spoke of “30 dead” in Timbuktu.".into()),
        ("narrow", "Le 6\u{a0}juillet\u{a0}2024, le Mali\u{202f}: «\u{a0}7\u{202f}644 personnes déplacées\u{a0}» à Ménaka, selon l'ONU\u{a0}; 45\u{a0}%.".into()),
        ("apart", "Le ge\u{301}ne\u{301}ral Tiani a quitte\u{301} Se\u{301}gou le 2 aou\u{302}t 2023. Douze soldats ont e\u{301}te\u{301} tue\u{301}s a\u{300} Me\u{301}naka.".into()),
        ("windows", "Gunmen attacked Djibo.\r\n\r\nOn 11 May 2025,\r\n45 soldiers were killed\r\nin Gao.\r\n".into()),
        ("old mac", "JNIM attacked Kidal on 2 May 2025.\rThe army said 9 died.\r".into()),
        ("marked", "\u{feff}Niger left ECOWAS on 29 January 2025, and 3 ministers spoke in Niamey.".into()),
        ("invisible", "The a\u{ad}rmy of Ma\u{200b}li said 20 fighters died in G\u{200d}ao and Kidal on 4 May 2025.".into()),
        ("astral", "𝐌𝐚𝐥𝐢 and Mali: 𝟒𝟓 men or 45 men were killed in Gao on 1 May 2025 𐎀𐎁.".into()),
    ]
}

#[test]
fn coding_quotes_the_giver_s_own_text_whatever_its_letters() {
    let awkward = awkward();
    let lines: Vec<String> = awkward.iter().map(|(id, text)| json!({"id": id, "text": text}).to_string()).collect();
    let coded = rows(toguna_on(lines.join("\n").as_bytes(), ["code"]).done().as_bytes());
    assert_eq!(coded.len(), awkward.len());
    for ((id, text), object) in awkward.iter().zip(&coded) {
        assert_eq!(object["id"], *id);
        let mut quotes = 0;
        for table in ["dates", "places", "actors", "figures", "events", "facts"] {
            for row in object[table].as_array().unwrap_or_else(|| panic!("{id}: no {table} in {object}")) {
                assert_quotes(text, row, &format!("{table} of {id}"));
                row["also"].as_array().into_iter().flatten().for_each(|also| assert_quotes(text, also, id));
                quotes += 1;
            }
        }
        assert!(quotes >= 2, "{id}: nothing was found to quote: {object}");
    }
}

#[test]
fn awkward_letters_survive_the_record_too() {
    let bench = Bench::new();
    for (name, text) in awkward() {
        bench.write(&format!("in/{name}.txt"), text.as_bytes());
    }
    bench.write("in/djibo.txt", reports::DJIBO_EN.as_bytes());
    bench.build();
    let checked = check(&bench.export("R.toguna", "jsonl"));
    assert!(checked["places"] >= 9 && checked["dates"] >= 8, "{checked:?}");
}
