//! Answers: each row with its sources, and the same as the record of that day would have given.

mod common;

use common::{Told, snapshot};
use jiff::Timestamp;
use jiff::civil::date;
use toguna_code::EventType;
use toguna_mark::ActorKind;
use toguna_record::{Clocks, Reading, Record};

fn told(name: &str, published: Option<&str>, rank: &str) -> Told {
    Told::published(name, &format!("{rank} Sory Diallo visited Kona."), published)
        .actor("Sory Diallo", "sory-diallo", ActorKind::Person)
        .town("Kona", 14.94, -3.89)
        .account("visited", EventType::Consult, Some("2024-03-03"), &["sory-diallo"], &[])
        .fact(rank, "@sory-diallo", "holds-rank", rank)
}

fn all() -> [Told; 3] {
    [
        told("a.txt", Some("2024-03-04"), "Major"),
        told("b.txt", Some("2024-05-01"), "Captain"),
        told("c.txt", None, "Major"),
    ]
}

#[test]
fn as_of_a_day_is_what_the_record_of_that_day_said() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut record = Record::create(dir.path().join("r.toguna")).expect("a record");
    for told in all() {
        let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
        record.put(reading, Timestamp::from_second(1_720_000_000).expect("a moment")).expect("stored");
    }
    let mut then = record.snapshot(Clocks { as_of: Some(date(2024, 4, 1)), knew: None }).expect("a snapshot");
    then.readings.documents.iter_mut().for_each(|document| document.entered.clear());
    let [first, _, undated] = all();
    assert_eq!(then, snapshot(&[first, undated]));
    assert!(then.findings.disputes.is_empty(), "the captain was not yet told of");
    let now = record.snapshot(Clocks::default()).expect("a snapshot");
    assert_eq!(now.findings.disputes.len(), 1);
}

#[test]
fn every_row_of_an_answer_has_its_words() {
    let snapshot = snapshot(&all());
    let answers = [
        snapshot.show_actor("sory diallo").expect("found by name"),
        snapshot.show_place("kona").expect("found"),
        snapshot.show_dispute("rank").expect("found"),
        snapshot.timeline(None, None),
        snapshot.disputes(None, Some("sory-diallo")),
    ];
    for answer in answers {
        assert!(answer.rows.len() > 1 || answer.of == "timeline", "{}", answer.of);
        let heads = answer.rows.iter().filter(|row| row.kind != "dispute");
        assert!(
            heads
                .clone()
                .all(|row| !row.sources.is_empty() && row.sources.iter().all(|source| !source.quote.is_empty()))
        );
        assert!(answer.notes.iter().any(|note| note.contains("unknown")), "c.txt has no day of publication");
    }
}

#[test]
fn a_timeline_holds_what_touches_its_days() {
    let snapshot = snapshot(&all());
    let rows = |from, to| snapshot.timeline(from, to).rows.len();
    assert_eq!(rows(Some(date(2024, 3, 3)), Some(date(2024, 3, 3))), 1);
    assert_eq!(rows(Some(date(2024, 3, 4)), None), 0);
    assert_eq!(rows(None, Some(date(2024, 3, 2))), 0);
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let unknown = snapshot(&all()).show_actor("Sori Dialo").expect_err("nobody of that spelling");
    assert_eq!(unknown.nearest, ["sory-diallo"]);
    assert!(snapshot(&all()).show_actor("Xq").expect_err("nobody").nearest.is_empty());
}

#[test]
fn what_changed_is_told_with_the_documents_that_brought_it() {
    let raid = |name: &str, published: &str, dead: &str, number: f64| {
        Told::published(name, &format!("Bandits raided Kona, {dead} dead."), Some(published))
            .town("Kona", 14.94, -3.89)
            .figure(dead, toguna_code::Measure::Killed, Some(number), Some(number), "people")
            .account("raided", EventType::Assault, Some("2024-03-03"), &["bandits"], &[])
    };
    let [major, captain, undated] = all();
    let before = snapshot(&[raid("r.txt", "2024-03-04", "six", 6.0), major.clone(), undated.clone()]);
    let after = snapshot(&[
        raid("q.txt", "2024-03-09", "nine", 9.0),
        raid("r.txt", "2024-03-04", "six", 6.0),
        captain,
        undated,
    ]);
    let answer = after.since(&before);
    let row = |kind: &str, words: &str| {
        let found = answer.rows.iter().find(|row| row.kind == kind && row.told.to_string().contains(words));
        found.unwrap_or_else(|| panic!("no {kind} '{words}' in {:#?}", answer.rows))
    };
    let docs = |row: &toguna_record::AnswerRow| row.sources.iter().map(|s| s.doc.clone()).collect::<Vec<_>>();
    // The new telling stands in front of the old one and gives the event another id; it is the same event.
    let grown = row("event", "deaths 6 → ");
    assert!(grown.told.to_string().contains("accounts 1 → 2"), "{}", grown.told);
    assert_eq!(docs(grown), ["q.txt"]);
    assert_eq!(docs(row("dispute", "new — figure")), ["q.txt"]);
    row("document", "new document q.txt");
    row("document", "no longer counts a.txt");
    assert_eq!(docs(row("fact", "new — sory-diallo holds-rank Captain")), ["b.txt"]);
    assert!(!answer.rows.iter().any(|row| row.told.to_string().contains("Major")), "c.txt tells it before and after");
    assert!(after.since(&after).rows.is_empty());
}
