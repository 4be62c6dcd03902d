//! The record on disk: what may be stored, what a change does, and what a kill leaves behind.

mod common;

use std::collections::BTreeSet;

use common::Told;
use jiff::Timestamp;
use jiff::civil::date;
use toguna_code::{EventType, Measure};
use toguna_mark::ActorKind;
use toguna_record::{Clocks, NewDecision, Reading, Record, RecordError, Verdict};

fn at(day: &str) -> Timestamp {
    format!("{day}T08:00:00Z").parse().expect("a moment")
}

fn attack(name: &str, dead: f64) -> Told {
    Told::published(name, &format!("🇲🇱 Armed men killed {dead} herders near Kona on 3 March 2024."), Some("2024-03-04"))
        .actor("Armed men", "armed-men", ActorKind::ArmedGroup)
        .town("Kona", 14.94, -3.89)
        .date("3 March 2024", "2024-03-03")
        .figure(&format!("{dead} herders"), Measure::Killed, Some(dead), Some(dead), "herders")
        .account("killed", EventType::Assault, Some("2024-03-03"), &["armed-men"], &[])
        .fact("Armed men", "@armed-men", "alias-of", "fighters")
}

fn put(record: &mut Record, told: &Told, day: &str) -> Result<(), RecordError> {
    record.put(Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() }, at(day))
}

fn fresh() -> (tempfile::TempDir, Record) {
    let dir = tempfile::tempdir().expect("a folder");
    let record = Record::create(dir.path().join("r.toguna")).expect("a record");
    (dir, record)
}

#[test]
fn what_is_put_comes_back_as_it_was() {
    let (_dir, mut record) = fresh();
    put(&mut record, &attack("b.txt", 7.0), "2024-03-05").expect("stored");
    put(&mut record, &attack("a.txt", 8.0), "2024-03-05").expect("stored");
    let mut wanted = attack("a.txt", 8.0).rows();
    wanted.append(attack("b.txt", 7.0).rows());
    let mut found = record.readings(Clocks::default()).expect("readings");
    found.documents.iter_mut().for_each(|document| document.entered.clear());
    assert_eq!(found, wanted);
    record.verify().expect("whole");
}

#[test]
fn law_1_evidence() {
    let (dir, mut record) = fresh();
    let mut told = attack("a.txt", 7.0);
    let other = Told::new("b.txt", "Another text with quite other words in it.");
    told.coded.figures[0].span = other.span("Another");
    assert!(matches!(put(&mut record, &told, "2024-03-05"), Err(RecordError::Reading(_))));
    assert!(record.readings(Clocks::default()).expect("readings").documents.is_empty(), "nothing of it is stored");

    put(&mut record, &attack("a.txt", 7.0), "2024-03-05").expect("stored");
    let sql = rusqlite::Connection::open(dir.path().join("r.toguna")).expect("the file");
    let insert = "INSERT INTO span (document, start, end, cp_start, cp_end, quote) VALUES (1, 9, 12, 3, 6, ?1)";
    assert!(sql.execute(insert, ["Mad"]).is_err(), "the schema itself refuses a quote that is not the slice");
    assert!(sql.execute(insert, ["Arm"]).is_ok(), "and takes the one that is");
    assert!(sql.execute("UPDATE span SET quote = 'Mad' WHERE start = 9 AND end = 12", []).is_err());
    assert!(sql.execute("UPDATE document SET text = 'Mad'", []).is_err());
    assert!(
        sql.execute("INSERT INTO date_mark (id, span, value, kind, why) VALUES ('x', NULL, '2024', 'date', '')", [])
            .is_err()
    );
}

#[test]
fn a_document_is_read_again_only_when_something_about_it_changed() {
    let (_dir, mut record) = fresh();
    let told = attack("a.txt", 7.0);
    assert!(!record.has("a.txt", &told.stamp()).expect("asked"));
    put(&mut record, &told, "2024-03-05").expect("stored");
    assert!(record.has("a.txt", &told.stamp()).expect("asked"));
    for change in [0, 1, 2] {
        let mut stamp = told.stamp();
        *[&mut stamp.bytes, &mut stamp.metadata, &mut stamp.engine][change] = "other".into();
        assert!(!record.has("a.txt", &stamp).expect("asked"));
    }
}

#[test]
fn law_8_two_clocks() {
    let (_dir, mut record) = fresh();
    put(&mut record, &attack("a.txt", 7.0), "2024-03-05").expect("stored");
    put(&mut record, &attack("a.txt", 9.0), "2024-03-08").expect("stored");
    let dead = |clocks| {
        let readings = record.readings(clocks).expect("readings");
        readings.figures.iter().map(|figure| figure.low).collect::<Vec<_>>()
    };
    let knew = |day| Clocks { knew: Some(date(2024, 3, day)), as_of: None };
    assert_eq!(dead(knew(4)), []);
    assert_eq!(dead(knew(5)), [Some(7.0)]);
    assert_eq!(dead(knew(7)), [Some(7.0)]);
    assert_eq!(dead(knew(8)), [Some(9.0)]);
    assert_eq!(dead(Clocks::default()), [Some(9.0)]);
    assert_eq!(dead(Clocks { as_of: Some(date(2024, 3, 3)), knew: None }), []);
    assert_eq!(dead(Clocks { as_of: Some(date(2024, 3, 4)), knew: None }), [Some(9.0)]);
}

#[test]
fn an_earlier_text_that_comes_back_is_stored_again() {
    let (_dir, mut record) = fresh();
    for dead in [7.0, 9.0, 7.0] {
        put(&mut record, &attack("a.txt", dead), "2024-03-05").expect("stored");
    }
    assert_eq!(record.finish().expect("finished").documents, 1);
    record.verify().expect("whole");
}

#[test]
fn a_newer_program_replaces_its_readings_and_keeps_when_they_entered() {
    let (_dir, mut record) = fresh();
    let mut told = attack("a.txt", 7.0);
    put(&mut record, &told, "2024-03-05").expect("stored");
    told.coded.facts.clear();
    put(&mut record, &told, "2024-03-09").expect("stored");
    let readings = record.readings(Clocks::default()).expect("readings");
    assert!(readings.facts.is_empty());
    assert!(readings.documents[0].entered.starts_with("2024-03-05"));
}

#[test]
fn one_writer_and_many_readers() {
    let (dir, mut record) = fresh();
    put(&mut record, &attack("a.txt", 7.0), "2024-03-05").expect("stored");
    let path = dir.path().join("r.toguna");
    let refused = Record::create(&path).expect_err("a second writer");
    assert!(refused.to_string().contains("another build is writing"), "{refused}");
    let mut reader = Record::open(&path).expect("a reader");
    assert_eq!(reader.readings(Clocks::default()).expect("readings").documents.len(), 1);
    assert!(matches!(put(&mut reader, &attack("b.txt", 1.0), "2024-03-05"), Err(RecordError::ReadOnly)));
    drop(record);
    Record::create(&path).expect("free again");
}

#[test]
fn a_build_that_was_cut_short_goes_on() {
    let (dir, mut record) = fresh();
    put(&mut record, &attack("a.txt", 7.0), "2024-03-05").expect("stored");
    record.finish().expect("finished");
    assert!(record.is_finished().expect("asked"));
    put(&mut record, &attack("b.txt", 8.0), "2024-03-05").expect("stored");
    drop(record); // as a kill would: no `finish`
    let mut record = Record::create(dir.path().join("r.toguna")).expect("opens");
    assert!(!record.is_finished().expect("asked"));
    assert!(record.has("b.txt", &attack("b.txt", 8.0).stamp()).expect("asked"));
    assert_eq!(record.snapshot(Clocks::default()).expect("snapshot").readings.documents.len(), 2);
    assert_eq!(record.finish().expect("finished").documents, 2);
}

#[test]
fn a_dispute_of_an_earlier_version_is_told_in_its_words_until_all_is_merged_again() {
    let (dir, mut record) = fresh();
    put(&mut record, &attack("a.txt", 7.0), "2024-03-05").expect("stored");
    put(&mut record, &attack("b.txt", 12.0), "2024-03-05").expect("stored");
    record.finish().expect("finished");
    let path = dir.path().join("r.toguna");
    let told = |record: &Record| {
        let ids: Vec<String> =
            record.lists().expect("read").expect("finished").disputes.iter().map(|row| row.id.to_string()).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        record.disputes(&ids).expect("read").expect("finished").findings.disputes
    };
    let with_codes = told(&record);
    assert!(with_codes.iter().any(|row| row.about.code() == Some("count")), "{with_codes:?}");
    drop(record);
    let sql = rusqlite::Connection::open(&path).expect("the file");
    sql.execute_batch("UPDATE dispute SET matter = NULL, reason = '{\"code\":\"of-tomorrow\",\"parts\":[]}'")
        .expect("changed");
    for (plain, coded) in told(&Record::open(&path).expect("opens")).iter().zip(&with_codes) {
        assert_eq!((plain.about.code(), plain.rule.code()), (None, None));
        assert_eq!(
            (plain.about.to_string(), plain.rule.to_string()),
            (coded.about.to_string(), coded.rule.to_string())
        );
    }
    sql.execute_batch(
        "DROP INDEX event_part; ALTER TABLE event DROP COLUMN part_of; ALTER TABLE event DROP COLUMN part_why; \
         ALTER TABLE dispute DROP COLUMN matter; ALTER TABLE dispute DROP COLUMN reason; \
         ALTER TABLE account DROP COLUMN announced_then; PRAGMA user_version = 14",
    )
    .expect("as the version before had it");
    drop(sql);
    let refused = Record::open(&path).expect_err("older");
    assert!(refused.to_string().contains("run `toguna build` on it once"), "{refused}");
    let mut record = Record::create(&path).expect("brought up to date");
    record.finish().expect("merged again");
    assert_eq!(told(&record), with_codes);
}

/// The indexes of the file, by name; those that SQLite makes for keys have no words of their own.
fn indexes(dir: &tempfile::TempDir) -> BTreeSet<String> {
    let sql = rusqlite::Connection::open(dir.path().join("r.toguna")).expect("the file");
    let names = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let names = sql.prepare(names).and_then(|mut query| query.query_map([], |row| row.get(0))?.collect());
    names.expect("names")
}

#[test]
fn indexes_that_a_first_build_sets_aside_are_there_when_it_ends_or_was_cut_short() {
    let (finished, mut record) = fresh();
    let few = indexes(&finished);
    put(&mut record, &attack("a.txt", 7.0), "2024-03-05").expect("stored");
    assert_eq!(indexes(&finished), few, "no index is made before all is stored");
    record.finish().expect("finished");
    let all = indexes(&finished);
    assert!(all.contains("account_id") && !few.contains("account_id"), "{few:?}");
    put(&mut record, &attack("b.txt", 8.0), "2024-03-06").expect("stored");
    assert_eq!(indexes(&finished), all, "a later build finds them");

    let (cut, mut record) = fresh();
    put(&mut record, &attack("a.txt", 7.0), "2024-03-05").expect("stored");
    drop(record); // as a kill would: no `finish`
    Record::create(cut.path().join("r.toguna")).expect("opens");
    assert_eq!(indexes(&cut), all);
}

#[test]
fn a_document_that_left_the_folder_stays_until_it_is_pruned() {
    let (_dir, mut record) = fresh();
    put(&mut record, &attack("a.txt", 7.0), "2024-03-05").expect("stored");
    put(&mut record, &attack("b.txt", 8.0), "2024-03-05").expect("stored");
    let gone = record.prune(&BTreeSet::from(["b.txt".into()]), at("2024-03-09")).expect("pruned");
    assert_eq!(gone, ["a.txt"]);
    assert_eq!(record.readings(Clocks::default()).expect("readings").documents.len(), 1);
    let then = Clocks { knew: Some(date(2024, 3, 8)), as_of: None };
    assert_eq!(record.readings(then).expect("readings").documents.len(), 2);
}

#[test]
fn foreign_and_missing_files_are_told_apart() {
    let dir = tempfile::tempdir().expect("a folder");
    let missing = Record::open(dir.path().join("no.toguna")).expect_err("missing").to_string();
    assert!(missing.contains("toguna build"), "{missing}");
    let text = dir.path().join("text.toguna");
    std::fs::write(&text, "This is a letter and no database at all, long enough to be read. ".repeat(40))
        .expect("written");
    assert!(matches!(Record::open(&text), Err(RecordError::NotARecord { .. })));
    let foreign = dir.path().join("foreign.toguna");
    rusqlite::Connection::open(&foreign).and_then(|sql| sql.execute_batch("CREATE TABLE t (a)")).expect("a database");
    assert!(matches!(Record::create(&foreign), Err(RecordError::NotARecord { .. })));
}

#[test]
fn a_changed_decision_is_found() {
    let (dir, mut record) = fresh();
    put(&mut record, &attack("a.txt", 7.0), "2024-03-05").expect("stored");
    let figure = record.readings(Clocks::default()).expect("readings").figures[0].id.clone();
    let accept = NewDecision::on(Verdict::Accept, &figure);
    for note in ["first", "second", "third"] {
        record.decide(&accept, note, "ana", at("2024-03-05")).expect("decided");
    }
    record.verify().expect("whole");
    assert_eq!(record.decisions().expect("decisions").len(), 3);
    let nothing = NewDecision::on(Verdict::Accept, "some id");
    assert!(record.decide(&nothing, "", "ana", at("2024-03-05")).is_err(), "nothing of that id is stored");
    record.prune(&BTreeSet::new(), at("2024-03-06")).expect("pruned");
    assert!(!record.decisions().expect("decisions")[0].attached, "what it judged is gone: it waits");
    let sql = rusqlite::Connection::open(dir.path().join("r.toguna")).expect("the file");
    assert!(sql.execute("UPDATE decision SET note = 'other' WHERE seq = 2", []).is_err(), "append-only");
    sql.execute_batch("DROP TRIGGER decision_is_append_only_update; UPDATE decision SET note = 'other' WHERE seq = 2")
        .expect("forced");
    assert!(record.verify().is_err());
}

#[test]
fn failures_are_kept_with_their_mend_until_the_file_is_read() {
    let (_dir, mut record) = fresh();
    record.fail("a.txt", "it is empty", "take it out of the folder", at("2024-03-05")).expect("noted");
    assert_eq!(record.failures().expect("failures")[0].mend, "take it out of the folder");
    put(&mut record, &attack("a.txt", 7.0), "2024-03-06").expect("stored");
    assert!(record.failures().expect("failures").is_empty());
}
