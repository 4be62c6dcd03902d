//! The export: the contract's fields, and the same bytes for the same documents.

#[path = "../../toguna-record/tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use common::Told;
use jiff::Timestamp;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use proptest::prelude::*;
use serde_json::{Value, json};
use toguna_code::{EventType, Measure};
use toguna_exchange::{EventFormat, Format, Options, coded_to_json, export};
use toguna_mark::ActorKind;
use toguna_record::{Clocks, NewDecision, Reading, Record, Verdict};

fn documents() -> Vec<Told> {
    let told = |name: &str, dead: f64, rank: &str| {
        let text = format!("{rank} Sory Diallo said {dead} herders were killed near Kona on 3 March 2024.");
        Told::published(name, &text, Some("2024-03-04"))
            .actor("Sory Diallo", "sory-diallo", ActorKind::Person)
            .town("Kona", 14.94, -3.89)
            .date("3 March 2024", "2024-03-03")
            .figure(&format!("{dead} herders"), Measure::Killed, Some(dead), Some(dead), "herders")
            .said_by("sory-diallo")
            .account("killed", EventType::Assault, Some("2024-03-03"), &["militia"], &["herders"])
            .fact(rank, "@sory-diallo", "holds-rank", rank)
    };
    vec![told("c.txt", 7.0, "Major"), told("a.txt", 12.0, "Captain"), told("b.txt", 12.0, "Major")]
}

fn record_of(dir: &Path, told: &[Told], second: i64) -> Record {
    let mut record = Record::create(dir.join("r.toguna")).expect("a record");
    for told in told {
        let entered = Timestamp::from_second(second).expect("a moment");
        let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
        record.put(reading, entered).expect("stored");
    }
    record
}

fn exported(told: &[Told], second: i64, format: Format) -> BTreeMap<String, Vec<u8>> {
    exported_as(told, second, &[format])
}

/// The files of one record in several formats, whose names differ.
fn exported_as(told: &[Told], second: i64, formats: &[Format]) -> BTreeMap<String, Vec<u8>> {
    let dir = tempfile::tempdir().expect("a folder");
    let record = record_of(dir.path(), told, second);
    let to = dir.path().join("out");
    for format in formats {
        export(&record, &to, *format, Options::default()).expect("exported");
    }
    std::fs::read_dir(&to)
        .expect("the folder")
        .map(|file| {
            let file = file.expect("a file");
            (file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path()).expect("its bytes"))
        })
        .collect()
}

/// Every format there is.
const FORMATS: [Format; 6] = [
    Format::Jsonl,
    Format::Csv,
    Format::Parquet,
    Format::Events(EventFormat::Geojson),
    Format::Events(EventFormat::Acled),
    Format::Events(EventFormat::Ucdp),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn law_3_same_in_same_out(order in Just(documents()).prop_shuffle(), second in 0i64..2_000_000_000) {
        let files = exported_as(&order, second, &FORMATS);
        prop_assert_eq!(files.len(), 8 * 3 + 3);
        prop_assert_eq!(files, exported_as(&documents(), 1, &FORMATS));
    }
}

fn rows(files: &BTreeMap<String, Vec<u8>>, table: &str) -> Vec<Value> {
    let text = std::str::from_utf8(&files[&format!("{table}.jsonl")]).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn every_row_has_the_contract_s_fields() {
    let files = exported(&documents(), 1, Format::Jsonl);
    let wanted = [
        ("documents", "doc name title outlet published language sha256 text"),
        ("dates", "doc start end quote value kind why"),
        ("places", "doc start end quote name lat lon level entity country precision"),
        ("actors", "doc start end quote entity name type why"),
        (
            "figures",
            "doc start end quote measure low high approx exclusive unit of date place status claimed_by \
             claimed_by_words event_id",
        ),
        (
            "events",
            "doc start end quote type mode context acled_type acled_subtype date agents targets status claimed_by place \
             lat lon precision deaths_low deaths_best deaths_high event_id confidence why language",
        ),
        ("facts", "doc start end quote subject predicate object qualifier from to at status claimed_by"),
        ("disputes", "about kind rule same_as rows"),
    ];
    assert_eq!(files.len(), wanted.len());
    for (table, fields) in wanted {
        let rows = rows(&files, table);
        assert!(!rows.is_empty(), "{table} has rows");
        for row in rows {
            for field in fields.split_whitespace() {
                assert!(row.get(field).is_some(), "{table} lacks {field}: {row}");
            }
        }
    }
}

#[test]
fn quotes_are_the_slices_in_code_points_and_deaths_are_of_the_event() {
    let files = exported(&documents(), 1, Format::Jsonl);
    let texts: BTreeMap<String, Vec<char>> = rows(&files, "documents")
        .iter()
        .map(|row| (row["doc"].as_str().expect("doc").into(), row["text"].as_str().expect("text").chars().collect()))
        .collect();
    for table in ["dates", "places", "actors", "figures", "events", "facts"] {
        for row in rows(&files, table) {
            let (start, end) = (row["start"].as_u64().expect("start"), row["end"].as_u64().expect("end"));
            let slice: String = texts[row["doc"].as_str().expect("doc")][start as usize..end as usize].iter().collect();
            assert_eq!(row["quote"], slice);
        }
    }
    // Two of the three print the same words: one voice tells 12 and one tells 7, and of one day the higher is best.
    for row in rows(&files, "events") {
        assert_eq!((&row["deaths_low"], &row["deaths_best"], &row["deaths_high"]), (&7.into(), &12.into(), &12.into()));
    }
    let events: Vec<Value> = rows(&files, "events").iter().map(|row| row["event_id"].clone()).collect();
    assert!(events.iter().all(|id| *id == events[0] && id.is_string()), "three accounts, one event");
    assert!(rows(&files, "figures").iter().all(|row| row["event_id"] == events[0]));
}

#[test]
fn a_figure_bears_the_date_of_its_own_event() {
    // An account without a figure stands before all others: rows of the two tables have not the same numbers.
    let other = Told::published("0.txt", "Armed men attacked Kona on 1 May 2023.", Some("2023-05-02"))
        .town("Kona", 14.94, -3.89)
        .date("1 May 2023", "2023-05-01")
        .account("attacked", EventType::Assault, Some("2023-05-01"), &["militia"], &["herders"]);
    let told: Vec<Told> = std::iter::once(other).chain(documents()).collect();
    let files = exported(&told, 0, Format::Jsonl);
    let figures = rows(&files, "figures");
    assert!(!figures.is_empty());
    for figure in figures {
        assert_eq!(figure["event_date"], "2024-03-03", "{figure}");
    }
}

#[test]
fn rows_bear_the_pair_that_people_gave_and_nothing_where_nobody_did() {
    let dir = tempfile::tempdir().expect("a folder");
    let told: Vec<Told> = documents().into_iter().map(|told| told.outlet("Radio Kona")).collect();
    let mut record = record_of(dir.path(), &told, 1);
    record.finish().expect("finished");
    let figure = record.readings(Clocks::default()).expect("readings").figures[0].id.clone();
    for (field, target, value) in
        [("reliability", "sory-diallo", "E"), ("reliability", "Radio Kona", "B"), ("credibility", figure.as_str(), "2")]
    {
        let half = NewDecision {
            field: Some(field.into()),
            value: Some(value.into()),
            ..NewDecision::on(Verdict::Rate, target)
        };
        record.decide(&half, "", "ana", Timestamp::from_second(2).expect("a moment")).expect("rated");
    }
    let to = dir.path().join("out");
    export(&record, &to, Format::Jsonl, Options::default()).expect("exported");
    let read = |table: &str| -> Vec<Value> {
        let text = std::fs::read_to_string(to.join(format!("{table}.jsonl"))).expect("a table");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    assert!(read("documents").iter().all(|row| row["outlet_reliability"] == "B"));
    for row in read("figures") {
        let rated = row["id"] == figure.as_str();
        assert_eq!((&row["reliability"], row["credibility"] == "2"), (&json!("E"), rated), "{row}");
        assert!(rated || row["credibility"].is_null());
    }
    // These are in the outlet's own voice.
    assert!(read("facts").iter().all(|row| row["reliability"] == "B" && row["credibility"].is_null()));
    let disputes = read("disputes");
    let positions =
        disputes.iter().filter(|row| row["kind"] == "figure").flat_map(|row| row["rows"].as_array().expect("rows"));
    assert_eq!(positions.filter(|row| row["credibility"] == "2" && row["reliability"] == "E").count(), 1);
}

#[test]
fn coding_without_a_record_has_the_same_fields() {
    let told = &documents()[1];
    let object = coded_to_json(&told.document, &told.coded).expect("an object");
    let files = exported(std::slice::from_ref(told), 1, Format::Jsonl);
    for table in ["dates", "places", "actors", "figures", "events", "facts"] {
        let with: Vec<&String> = object[table][0].as_object().expect("a row").keys().collect();
        let without = rows(&files, table);
        assert_eq!(with, without[0].as_object().expect("a row").keys().collect::<Vec<_>>());
    }
    assert_eq!(object["events"][0]["deaths_best"], 12);
    assert_eq!(object["events"][0]["event_id"], Value::Null);
    assert_eq!(object["id"], "a.txt");
}

#[test]
fn csv_reads_back_cell_by_cell() {
    let files = exported(&documents(), 1, Format::Csv);
    let mut reader = csv::Reader::from_reader(files["events.csv"].as_slice());
    let headers = reader.headers().expect("headers").clone();
    let agents = headers.iter().position(|name| name == "agents").expect("agents");
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    assert_eq!(rows.len(), 3);
    assert_eq!(&rows[0][agents], "militia");
}

#[test]
fn parquet_tells_what_json_lines_tell() {
    let (json, parquet) = (exported(&documents(), 1, Format::Jsonl), exported(&documents(), 1, Format::Parquet));
    for table in ["documents", "figures", "events", "facts", "disputes"] {
        let told = columns(&parquet[&format!("{table}.parquet")]);
        let asked = rows(&json, table);
        assert_eq!(told.num_rows(), asked.len(), "{table}");
        for name in ["id", "quote", "low", "approx", "start", "agents"] {
            let Some(column) = told.column_by_name(name) else { continue };
            for (at, row) in asked.iter().enumerate() {
                assert_eq!(value(column, at), row[name], "{table} {name} {at}");
            }
        }
    }
}

fn columns(bytes: &[u8]) -> RecordBatch {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(bytes).expect("written");
    let mut batches = ParquetRecordBatchReader::try_new(file, 1024).expect("a Parquet file");
    batches.next().expect("a batch").expect("its columns")
}

/// A cell as JSON Lines writes it.
fn value(column: &ArrayRef, at: usize) -> Value {
    if column.is_null(at) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Utf8 => json!(column.as_string::<i32>().value(at)),
        DataType::Boolean => json!(column.as_boolean().value(at)),
        DataType::Int64 => json!(column.as_primitive::<Int64Type>().value(at)),
        DataType::Float64 => match column.as_primitive::<Float64Type>().value(at) {
            whole if whole.fract() == 0.0 => json!(whole as i64),
            other => json!(other),
        },
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(at);
            json!(items.as_string::<i32>().iter().collect::<Vec<_>>())
        }
        other => panic!("{other} is no column of ours"),
    }
}
