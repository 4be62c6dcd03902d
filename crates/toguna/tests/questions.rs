//! Asking a record: by id, name and alias, as of a day, in three formats, with sources, and with help where nothing fits.

mod common;

use common::{Bench, arg, reports, sahel, slice, toguna};
use serde_json::Value;

fn record() -> String {
    arg(sahel().path("R.toguna"))
}

/// The answer to a question as JSON.
#[track_caller]
fn ask(args: &[&str]) -> Value {
    let told = toguna(args.iter().copied().chain(["--format", "json"])).done();
    serde_json::from_str(&told).unwrap_or_else(|e| panic!("{e}: {told}"))
}

#[track_caller]
fn answer_rows(answer: &Value) -> &[Value] {
    answer["rows"].as_array().expect("rows")
}

/// A record of three reports with days of publication, and one of them of an outlet.
fn dated() -> Bench {
    let bench = Bench::with(&reports::THREE);
    let rows = "{\"file\": \"a-djibo.txt\", \"published\": \"2025-05-13\", \"outlet\": \"Kora Ledger\"}\n\
        {\"file\": \"b-djibo.txt\", \"published\": \"2025-05-20\"}\n{\"file\": \"c-treaty.txt\", \"published\": \"2024-07\"}\n";
    bench.write("in/metadata.jsonl", rows.as_bytes());
    bench.build();
    bench
}

#[test]
fn an_actor_is_found_by_id_by_name_and_by_alias() {
    let by_id = ask(&["show", &record(), "actor", "ecowas"]);
    let by_name = ask(&["show", &record(), "actor", "ECOWAS"]);
    let by_alias = ask(&["show", &record(), "actor", "CEDEAO"]);
    assert!(by_id["of"].as_str().expect("words").contains("ECOWAS"), "{}", by_id["of"]);
    assert_eq!(by_id, by_name);
    assert_eq!(by_id, by_alias);
    assert!(answer_rows(&by_id).len() >= 3);
}

#[test]
fn a_name_may_be_typed_without_its_accents_its_case_and_quotation_marks() {
    let typed = ask(&["show", &record(), "actor", "assimi", "goita"]);
    assert_eq!(typed, ask(&["show", &record(), "actor", "Assimi Goïta"]));
}

#[test]
fn a_name_that_is_not_in_the_record_brings_up_those_that_come_near() {
    let misspelt = toguna(["show", &record(), "actor", "Abdourahmane Tianni"]).refused(1);
    assert!(
        misspelt.contains("no actor 'Abdourahmane Tianni'") && misspelt.contains("abdourahamane-tiani"),
        "{misspelt}"
    );
    let part = toguna(["show", &record(), "actor", "Tiani"]);
    assert!(part.out.contains("abdourahamane-tiani") || part.err.contains("abdourahamane-tiani"), "{part:?}");
    let strange = toguna(["show", &record(), "actor", "Zxqwvkj"]).refused(1);
    assert!(strange.contains("nothing like it is told"), "{strange}");
}

#[test]
fn every_subject_can_be_shown() {
    let events = ask(&["timeline", &record()]);
    let event = answer_rows(&events)[0]["id"].as_str().expect("an id").to_owned();
    let disputes = ask(&["disputes", &record()]);
    let dispute = answer_rows(&disputes)[0]["id"].as_str().expect("an id").to_owned();
    for (subject, name) in [
        ("actor", "jnim"),
        ("event", &event[..8]),
        ("figure", "killed"),
        ("place", "Djibo"),
        ("dispute", &dispute[..8]),
    ] {
        let answer = ask(&["show", &record(), subject, name]);
        assert!(!answer_rows(&answer).is_empty(), "{subject} {name} tells nothing");
    }
    for subject in ["actor", "event", "figure", "place", "agreement", "dispute"] {
        let said = toguna(["show", &record(), subject, "Zxqwvkj"]).refused(1);
        assert!(said.contains(&format!("the record has no {subject}")) && said.contains("'Zxqwvkj'"), "{said}");
    }
}

#[test]
fn every_answer_quotes_its_sources() {
    let export = common::files_of(&sahel().path("out"));
    let documents = common::rows(&export["documents.jsonl"]);
    let text = |doc: &Value| {
        documents.iter().find(|row| row["doc"] == *doc).and_then(|row| row["text"].as_str()).expect("its text")
    };
    let mut quotes = 0;
    for question in [&["timeline"][..], &["disputes"], &["actor", "jnim"], &["figure", "killed"], &["place", "Djibo"]] {
        let answer = match question {
            [command] => ask(&[command, &record()]),
            [subject, name] => ask(&["show", &record(), subject, name]),
            _ => unreachable!("a question has one word or two"),
        };
        for row in answer_rows(&answer) {
            let sources = row["sources"].as_array().expect("sources");
            assert!(!sources.is_empty() || row["kind"] == "dispute", "a row without a source: {row}");
            for source in sources {
                let at = |name: &str| source[name].as_u64().expect("a code point");
                assert_eq!(slice(text(&source["doc"]), at("start"), at("end")), source["quote"], "{row}");
                quotes += 1;
            }
        }
    }
    assert!(quotes > 100, "only {quotes} quotes were there to check");
}

#[test]
fn names_in_a_language_are_shown_in_a_document_of_that_language() {
    let documents = common::rows(&common::files_of(&sahel().path("out"))["documents.jsonl"]);
    let answer = ask(&["show", &record(), "actor", "jnim"]);
    let mut languages = std::collections::BTreeSet::new();
    for row in answer_rows(&answer).iter().filter(|row| row["kind"] == "name") {
        let told = row["told"].as_str().expect("words");
        let language = if told.contains("(fr,") { "fr" } else { "en" };
        for source in row["sources"].as_array().expect("sources") {
            let document = documents.iter().find(|document| document["doc"] == source["doc"]).expect("the document");
            assert_eq!(document["language"], language, "{told} is shown in {}", source["doc"]);
            languages.insert(language);
        }
    }
    assert_eq!(languages.len(), 2, "JNIM is told of in both languages");
}

/// A text without its line breaks, which a table sets where it must.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_three_formats_tell_the_same() {
    let bench = dated();
    let record = bench.arg("R.toguna");
    for question in [&["timeline", &record][..], &["disputes", &record], &["show", &record, "actor", "jnim"]] {
        let json = ask(question);
        let of = |format: &str| toguna(question.iter().copied().chain(["--format", format])).done();
        let (table, cells) = (flat(&of("table")), of("csv"));
        let mut reader = csv::Reader::from_reader(cells.as_bytes());
        let head: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
        let column = |name: &str| {
            head.iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name} in {head:?}"))
        };
        let (id, quote) = (column("id"), column("quote"));
        let lines: Vec<csv::StringRecord> = reader.records().map(|line| line.expect("a line")).collect();
        let mut expected = Vec::new();
        for row in answer_rows(&json) {
            let sources = row["sources"].as_array().expect("sources");
            let quotes = sources.iter().map(|source| source["quote"].as_str().expect("a quote"));
            let quotes: Vec<&str> = if sources.is_empty() { vec![""] } else { quotes.collect() };
            expected.extend(
                quotes.into_iter().map(|quote| (row["id"].as_str().expect("an id").to_owned(), quote.to_owned())),
            );
        }
        let told: Vec<(String, String)> =
            lines.iter().map(|line| (line[id].to_owned(), line[quote].to_owned())).collect();
        assert_eq!(told, expected, "{question:?}");
        for (_, quote) in &expected {
            assert!(table.contains(&flat(quote)), "{question:?}: the table does not show “{quote}”");
        }
    }
}

#[test]
fn a_table_is_read_without_colours_or_other_codes_off_a_terminal() {
    let told = toguna(["disputes", &record()]).done();
    assert!(!told.contains('\u{1b}'), "{told:?}");
}

#[test]
fn as_of_a_day_only_what_was_published_by_then_is_told() {
    let bench = dated();
    let record = bench.arg("R.toguna");
    let docs = |as_of: &str| {
        let answer = ask(&["timeline", &record, "--as-of", as_of]);
        let sources = answer_rows(&answer).iter().flat_map(|row| row["sources"].as_array().expect("sources"));
        let mut docs: Vec<String> = sources.map(|source| source["doc"].as_str().expect("a name").to_owned()).collect();
        docs.sort();
        docs.dedup();
        docs
    };
    assert_eq!(docs("2024-07-30"), Vec::<String>::new(), "a month counts from its last day");
    assert_eq!(docs("2024-07"), ["c-treaty.txt"]);
    assert_eq!(docs("2025-05-12"), ["c-treaty.txt"]);
    assert_eq!(docs("2025-05-13"), ["a-djibo.txt", "c-treaty.txt"]);
    assert_eq!(docs("2026"), ["a-djibo.txt", "b-djibo.txt", "c-treaty.txt"]);
    // What is asked of a day is what is exported of it.
    toguna(["export", &record, "--to", &bench.arg("then"), "--as-of", "2025-05-13"]).done();
    let exported = common::rows(&common::files_of(&bench.path("then"))["documents.jsonl"]);
    assert_eq!(
        exported.iter().map(|row| row["doc"].as_str().expect("a name")).collect::<Vec<_>>(),
        ["a-djibo.txt", "c-treaty.txt"]
    );
}

#[test]
fn before_any_publication_nothing_is_told_and_the_answer_says_so() {
    let bench = dated();
    let record = bench.arg("R.toguna");
    for command in ["timeline", "disputes"] {
        let told = toguna([command, &record, "--as-of", "1999"]).done();
        assert!(told.contains("nothing is told"), "{told}");
        assert!(answer_rows(&ask(&[command, &record, "--as-of", "1999"])).is_empty());
    }
    let cells = toguna(["timeline", &record, "--as-of", "1999", "--format", "csv"]).done();
    assert_eq!(cells.lines().count(), 1, "the head stays: {cells}");
    let said = toguna(["show", &record, "actor", "jnim", "--as-of", "1999"]).refused(1);
    assert!(said.contains("no actor 'jnim'"), "{said}");
}

#[test]
fn documents_without_a_day_of_publication_count_from_their_own_date_and_the_answer_says_so() {
    let told = toguna(["timeline", &record(), "--as-of", "1999"]).done();
    assert!(!told.contains("13-aes-wiki.html"), "it tells of later days as past: {told}");
    let told = toguna(["timeline", &record(), "--as-of", "2027"]).done();
    let wiki = told.lines().find(|line| line.contains("13-aes-wiki.html")).expect("a report without a day");
    assert!(wiki.contains("dated") && wiki.contains("by text"), "{wiki}");
    assert!(told.contains("at --as-of they count as public"), "{told}");
    let told = toguna(["timeline", &record(), "--as-of", "1999"]).done();
    let export = common::rows(&common::files_of(&sahel().path("out"))["documents.jsonl"]);
    for document in export.iter().filter(|row| row["published"].is_string()) {
        let name = document["doc"].as_str().expect("a name");
        assert!(!told.contains(name), "{name} was published later");
    }
}

#[test]
fn a_report_without_any_date_is_dated_by_the_dated_ones_that_tell_of_the_same() {
    let bench = Bench::with(&[
        (
            "told.txt",
            "Gunmen attacked the army camp in Djibo on 11 May 2025. The attackers killed 40 soldiers, the army said.\n",
        ),
        ("undated.txt", "Gunmen attacked the army camp in Djibo on 11 May 2025. About 40 soldiers were killed.\n"),
    ]);
    bench.write("in/metadata.jsonl", b"{\"file\": \"told.txt\", \"published\": \"2025-05-13\"}\n");
    bench.build();
    let shown = toguna(["show", &bench.arg("R.toguna"), "document", "undated.txt"]).done();
    let dated = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(dated.contains("dated: 2025-05-11/2025-05-13~ by record"), "{dated}");
    assert!(dated.contains("which 1 dated document of the record published up to 2025-05-13 tells too"), "{dated}");
}

#[test]
fn an_actor_is_shown_with_the_spells_that_the_pack_tells_and_whether_they_run() {
    let shown = toguna(["show", &record(), "actor", "tiani", "--as-of", "2024-12-22"]).done();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("the pack, not a document: abdourahamane-tiani leads niger-gov"), "{shown}");
    assert!(shown.contains("2023-07-26/..; held on 2024-12-22"), "{shown}");
    let before = toguna(["show", &record(), "actor", "ecowas", "--as-of", "2024-12-22"]).done();
    assert!(before.contains("the pack, not a document"), "{before}");
}

#[test]
fn a_weekday_that_its_date_does_not_have_is_told() {
    let bench = Bench::with(&[("slip.txt", "The envoys met in Bamako on Monday, 11 May 2025.\n")]);
    bench.build();
    let shown = toguna(["show", &bench.arg("R.toguna"), "document", "slip.txt"]).done();
    let told = shown.lines().find(|line| line.contains("contradicts itself")).expect("the slip is told");
    assert!(told.contains("Monday, 11 May 2025") && told.contains("2025-05-11"), "{told}");
}

#[test]
fn what_the_record_knew_is_asked_apart_from_what_was_published() {
    let bench = dated();
    let record = bench.arg("R.toguna");
    assert!(answer_rows(&ask(&["timeline", &record, "--knew", "2001"])).is_empty());
    assert_eq!(ask(&["timeline", &record, "--knew", "2999"]), ask(&["timeline", &record]));
}

#[test]
fn a_stretch_of_the_timeline_holds_what_touches_it() {
    let bench = dated();
    let record = bench.arg("R.toguna");
    let of = |from: &str, to: &str| {
        let answer = ask(&["timeline", &record, "--from", from, "--to", to]);
        answer_rows(&answer).iter().map(|row| row["date"].as_str().expect("a date").to_owned()).collect::<Vec<_>>()
    };
    assert!(of("2025-05", "2025-05").iter().all(|date| date.starts_with("2025-05-11")));
    assert!(!of("2025-05", "2025-05").is_empty());
    assert!(of("2024-07", "2024-07").iter().all(|date| date.starts_with("2024-07-06")));
    assert!(of("1960", "1961").is_empty());
    let all = ask(&["timeline", &record]);
    let dates: Vec<&str> = answer_rows(&all).iter().filter_map(|row| row["date"].as_str()).collect();
    assert!(dates.is_sorted(), "{dates:?}");
}

#[test]
fn disputes_are_asked_by_kind_and_by_actor() {
    let all = ask(&["disputes", &record()]);
    let heads = |answer: &Value| {
        let rows = answer_rows(answer).iter().filter(|row| row["kind"] == "dispute");
        rows.map(|row| row["told"].as_str().expect("words").to_owned()).collect::<Vec<_>>()
    };
    let kinds = ["figure", "date", "identity", "status", "trend", "attribution"];
    let by_kind: Vec<Vec<String>> =
        kinds.iter().map(|kind| heads(&ask(&["disputes", &record(), "--kind", kind]))).collect();
    for (kind, told) in kinds.iter().zip(&by_kind) {
        assert!(told.iter().all(|told| told.starts_with(&format!("{kind}: "))), "{kind}: {told:?}");
    }
    assert_eq!(by_kind.iter().map(Vec::len).sum::<usize>(), heads(&all).len(), "each dispute is of one kind");
    assert!(
        by_kind.iter().filter(|told| !told.is_empty()).count() >= 2,
        "the examples hold disputes of several kinds: {by_kind:?}"
    );
    let export = common::rows(&common::files_of(&sahel().path("out"))["disputes.jsonl"]);
    let actor = export.iter().find_map(|row| row["entities"][0].as_str()).expect("a dispute about an actor");
    let about_it =
        export.iter().filter(|row| row["entities"].as_array().is_some_and(|all| all.iter().any(|id| id == actor)));
    let of_one = heads(&ask(&["disputes", &record(), "--actor", actor]));
    assert_eq!(of_one.len(), about_it.count(), "{actor}: {of_one:?}");
    assert!(of_one.len() < heads(&all).len(), "{actor}: {of_one:?}");
    toguna(["disputes", &record(), "--kind", "taste"]).refused(2);
}

#[test]
fn a_date_that_cannot_be_read_shows_what_one_looks_like() {
    let to = arg(sahel().path("never"));
    for args in [
        vec!["timeline", "--as-of", "yesterday"],
        vec!["timeline", "--as-of", "2024-13"],
        vec!["timeline", "--as-of", "06/07/2024"],
        vec!["timeline", "--from", "yesterday"],
        vec!["timeline", "--to", "yesterday"],
        vec!["disputes", "--knew", "yesterday"],
        vec!["show", "actor", "jnim", "--as-of", "yesterday"],
        vec!["export", "--to", &to, "--as-of", "yesterday"],
    ] {
        let record = record();
        let (option, typed) = (args[args.len() - 2], args[args.len() - 1]);
        let mut args = args.clone();
        args.insert(1, &record);
        let said = toguna(&args).refused(1);
        assert!(said.contains(option) && said.contains(&format!("'{typed}'")), "{args:?}: {said}");
        assert!(said.contains("EDTF") && said.contains("2024-07-06"), "{args:?}: {said}");
    }
    assert!(!sahel().path("never").exists(), "nothing is exported for a date that cannot be read");
}

#[test]
fn a_record_that_is_not_there_tells_how_to_build_it() {
    let bench = Bench::new();
    let record = bench.arg("none.toguna");
    for args in [vec!["timeline"], vec!["disputes"], vec!["show", "actor", "jnim"], vec!["export", "--to", "out"]] {
        let mut args = args.clone();
        args.insert(1, &record);
        let said = toguna(&args).refused(1);
        assert!(said.contains(&format!("toguna build DIR --record {record}")), "{args:?}: {said}");
    }
    assert!(!bench.path("none.toguna").exists(), "asking makes no record");
}

#[test]
fn the_ledger_tells_a_day_as_due_only_where_the_text_gives_it_to_the_deed_and_what_is_put_off_is_not_in_force() {
    let told = [
        (
            "a.txt",
            "Bamako, 30 January 2024. On 28 January Burkina Faso, Mali and Niger announced their withdrawal from ECOWAS.",
        ),
        ("b.txt", "Bamako, le 13 juin 2025. Le 6 juin, Wagner a annoncé son départ du Mali."),
        ("c.txt", "Niamey, 13 June 2025. Wagner announced that it would leave Mali on 6 July."),
        ("d.txt", "Kona, 4 May 2024. The entry into force of the Kona Charter was postponed to 1 June 2024."),
        ("e.txt", "Kaya, le 4 mai 2024. L'entrée en vigueur de l'accord de Kaya a été reportée."),
    ];
    let bench = Bench::with(&told);
    let days = ["2024-01-30", "2025-06-13", "2025-06-13", "2024-05-04", "2024-05-04"];
    let rows =
        told.iter().zip(days).map(|((file, _), day)| format!("{{\"file\": \"{file}\", \"published\": \"{day}\"}}\n"));
    bench.write("in/metadata.jsonl", rows.collect::<String>().as_bytes());
    // The fast reader loses whose entry into force it is.
    toguna(["build", &bench.arg("in"), "--record", &bench.arg("R.toguna"), "--reader", "exact"]).done();
    let answer = ask(&["show", &bench.arg("R.toguna"), "agreements", "", "--as-of", "2026-01-01"]);
    let of = |file: &str| -> Vec<(String, Option<String>)> {
        let told = answer_rows(&answer).iter().find(|row| row["sources"][0]["doc"] == file);
        let steps = told.unwrap_or_else(|| panic!("{file}: {answer}"))["steps"].as_array().expect("steps").clone();
        let step = |step: &Value| {
            (step["step"].as_str().unwrap_or_default().to_owned(), step["day"].as_str().map(str::to_owned))
        };
        steps.iter().map(step).collect()
    };
    let step = |name: &str, day: Option<&str>| (name.to_owned(), day.map(str::to_owned));
    assert_eq!(of("a.txt"), [step("announced", Some("2024-01-28"))]);
    assert_eq!(of("b.txt"), [step("announced", Some("2025-06-06"))]);
    assert_eq!(of("c.txt"), [step("announced", None), step("overdue", Some("2025-07-06"))]);
    assert_eq!(of("d.txt"), [step("announced", None), step("overdue", Some("2024-06-01"))]);
    assert_eq!(of("e.txt"), [step("announced", None)]);
}
