//! A build or a merge writes the rows that differ, and leaves the tables as one that writes them all. All sentences are invented.

mod common;

use std::path::Path;

use common::Told;
use common::raids::at;
use rusqlite::types::Value;
use toguna_code::{EventType, Measure};
use toguna_record::{Clocks, NewDecision, Reading, Record, RecordError, Verdict};

/// Every computed table.
const COMPUTED: [&str; 11] = [
    "entity",
    "entity_name",
    "entity_told",
    "event",
    "event_deaths",
    "event_account",
    "dispute",
    "dispute_row",
    "telling",
    "neighbour",
    "copy",
];

const REPORTS: usize = 120;

/// A report of a raid; two tell of each town, with two numbers.
fn report(number: usize) -> Told {
    let (town, day) =
        (format!("Kona{}", number / 2), format!("2030-{:02}-{:02}", number / 20 + 1, number / 2 % 10 + 1));
    let dead = format!("{} herders", 3 + number % 2 * 4);
    let words = format!("The militia raided {town}; {dead} died there, says report {number}.");
    Told::published(&format!("{number:03}.txt"), &words, Some("2030-06-01"))
        .actor("militia", "militia", toguna_mark::ActorKind::ArmedGroup)
        .town(&town, 10.0 + (number / 2) as f64 / 2.0, -3.9)
        .figure(&dead, Measure::Killed, Some((3 + number % 2 * 4) as f64), None, "herders")
        .account("raided", EventType::Assault, Some(&day), &["militia"], &[])
}

fn put(record: &mut Record, told: &Told) {
    let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
    record.put(reading, at(0)).expect("stored");
}

fn finished(path: &Path) -> Record {
    let mut record = Record::create(path).expect("a record");
    (0..REPORTS).for_each(|number| put(&mut record, &report(number)));
    record.finish().expect("finished");
    record
}

/// All rows of the computed tables.
fn tables(path: &Path) -> Vec<(&'static str, Vec<Vec<Value>>)> {
    let sql = rusqlite::Connection::open(path).expect("the file");
    let rows = |table: &str| {
        let mut query = sql.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).expect("a table");
        let columns = query.column_count();
        let rows = query.query_map([], |row| (0..columns).map(|at| row.get(at)).collect()).expect("rows");
        rows.collect::<Result<_, _>>().expect("rows")
    };
    COMPUTED.map(|table| (table, rows(table))).into()
}

/// The same after all rows were taken out and written anew.
fn written_anew(path: &Path, record: &mut Record) -> Vec<(&'static str, Vec<Vec<Value>>)> {
    let sql = rusqlite::Connection::open(path).expect("the file");
    for table in COMPUTED {
        sql.execute(&format!("DELETE FROM {table}"), []).expect("emptied");
    }
    record.finish().expect("finished");
    tables(path)
}

fn on(verdict: Verdict, target: &str, with: &[&str]) -> NewDecision {
    NewDecision { with: with.iter().map(|id| (*id).to_owned()).collect(), ..NewDecision::on(verdict, target) }
}

#[test]
fn a_decision_changes_few_rows_and_leaves_the_tables_as_if_all_were_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.toguna");
    let mut record = finished(&path);
    let all: usize = tables(&path).iter().map(|(_, rows)| rows.len()).sum();
    assert_eq!(record.prepare().expect("prepared").changes(), 0, "nothing was decided");
    let told = record.readings(Clocks::default()).expect("readings");
    let account = |number: usize| told.accounts[number].id.as_str();
    let decisions = [
        // Of one event two, so that all others stand one place further; then the first of all events is none.
        on(Verdict::DifferentEvent, account(0), &[account(1)]),
        on(Verdict::Reject, account(0), &[]),
        on(Verdict::Merge, account(30), &[account(40)]),
        on(Verdict::Reject, &told.figures[20].id, &[]),
        NewDecision {
            field: Some("date".into()),
            value: Some("2031-05-05".into()),
            ..on(Verdict::Correct, account(10), &[])
        },
        on(Verdict::SameSource, "050.txt", &["051.txt"]),
        on(Verdict::Undo, account(0), &[]),
    ];
    for (number, new) in decisions.iter().enumerate() {
        record.decide(new, "", "Awa", at(number as i64)).expect("decided");
        let prepared = record.prepare().expect("prepared");
        assert!((1..all / 10).contains(&prepared.changes()), "{new:?} changes {} of {all} rows", prepared.changes());
        assert!(record.keep(prepared).expect("kept").is_some());
        assert!(record.is_finished().expect("asked"));
        let kept = tables(&path);
        assert_eq!(kept, written_anew(&path, &mut record), "{new:?}");
    }
}

#[test]
fn what_comes_or_goes_leaves_the_tables_as_if_all_were_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.toguna");
    let mut record = finished(&path);
    // Another reading of a text, another text of the name, a new document that stands before all others, and none of one.
    let mut other = report(7);
    other.coded.figures[0].low = Some(50.0);
    let named = Told::published("000.txt", "Nothing is told here.", Some("2030-06-02"));
    let first = Told { document: report(3).document, coded: report(3).coded };
    for told in [other, named, first] {
        put(&mut record, &told);
        record.finish().expect("finished");
        let kept = tables(&path);
        assert_eq!(kept, written_anew(&path, &mut record));
    }
    let keep = (1..REPORTS).map(|number| format!("{number:03}.txt")).collect();
    record.prune(&keep, at(9)).expect("pruned");
    record.finish().expect("finished");
    let kept = tables(&path);
    assert_eq!(kept, written_anew(&path, &mut record));
}

#[test]
fn what_is_written_while_events_are_merged_is_neither_lost_nor_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.toguna");
    let mut record = finished(&path);
    let account = record.readings(Clocks::default()).expect("readings").accounts[0].id.clone();
    let merging = Record::open(&path).expect("a reader");
    // The same text read anew stands in the same place.
    let (merged, mut other) = (merging.prepare().expect("prepared"), report(7));
    other.coded.figures.clear();
    other.coded.tolls.clear();
    other.coded.accounts[0].figures.clear();
    other.coded.accounts[0].tolls.clear();
    put(&mut record, &other);
    let before = tables(&path);
    assert_eq!(record.keep(merged).expect("asked"), None, "it follows another state");
    assert!(!record.is_finished().expect("asked"));
    assert_eq!(tables(&path), before);
    // Who decides waits for no builder, and events that were merged meanwhile are kept.
    let merged = merging.prepare().expect("prepared");
    let mut deciding = Record::open_to_decide(&path).expect("a record");
    let made = deciding.decide(&on(Verdict::Reject, &account, &[]), "", "Awa", at(1)).expect("decided");
    assert!(record.keep(merged).expect("kept").is_some());
    assert_eq!(record.log().expect("a log").expect("noted")[0].id, made.id);
    assert_ne!(tables(&path), before);
    assert!(!record.is_finished().expect("asked"), "the decision is not merged yet");
    let merged = merging.prepare().expect("prepared");
    assert!(merged.changes() > 0, "an account is rejected");
    assert!(record.keep(merged).expect("kept").is_some());
    assert!(record.is_finished().expect("asked"));
    let kept = tables(&path);
    assert_eq!(kept, written_anew(&path, &mut record));
}

#[test]
fn a_build_that_is_cut_between_its_transactions_answers_from_no_table_and_is_taken_up_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.toguna");
    let mut record = Record::create(&path).expect("a record");
    // More rows than one transaction writes.
    (0..238).for_each(|number| put(&mut record, &report(number)));
    let sql = rusqlite::Connection::open(&path).expect("the file");
    let cut =
        "CREATE TRIGGER cut BEFORE INSERT ON meta WHEN new.key = 'computed' BEGIN SELECT raise(ABORT, 'cut'); END";
    sql.execute_batch(cut).expect("a trigger");
    assert!(record.finish().is_err(), "its last transaction fails");
    let tellings: usize =
        tables(&path).iter().map(|(table, rows)| if *table == "telling" { rows.len() } else { 0 }).sum();
    assert!((1..238).contains(&tellings), "{tellings} tellings are written, and neither all nor none");
    assert_eq!(record.lists().expect("read"), None);
    record.verify().expect("whole");
    let account = record.readings(Clocks::default()).expect("readings").accounts[0].id.clone();
    let mut deciding = Record::open_to_decide(&path).expect("a record");
    deciding.decide(&on(Verdict::Reject, &account, &[]), "", "Awa", at(1)).expect("decided");
    sql.execute_batch("DROP TRIGGER cut").expect("no trigger");
    record.finish().expect("finished");
    assert!(record.lists().expect("read").expect("finished").current);
    let kept = tables(&path);
    assert_eq!(kept, written_anew(&path, &mut record));
}

#[test]
fn who_decides_writes_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.toguna");
    assert!(matches!(Record::open_to_decide(&path), Err(RecordError::Missing { .. })), "no decision makes a record");
    drop(finished(&path));
    let mut deciding = Record::open_to_decide(&path).expect("a record");
    let told = report(3);
    let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
    assert!(matches!(deciding.put(reading, at(0)), Err(RecordError::ReadOnly)));
    assert!(matches!(deciding.finish(), Err(RecordError::ReadOnly)));
    let mut reader = Record::open(&path).expect("a reader");
    let new = on(Verdict::SameSource, "050.txt", &["051.txt"]);
    assert!(matches!(reader.decide(&new, "", "Awa", at(1)), Err(RecordError::ReadOnly)));
}
