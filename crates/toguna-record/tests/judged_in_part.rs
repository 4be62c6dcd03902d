//! What a decision is about is read from a few documents as it would be from the whole record. All sentences are invented.

mod common;

use common::Told;
use common::raids::{at, raid};
use toguna_code::EventType;
use toguna_record::{Clocks, Decision, NewDecision, Reading, Readings, Record, Snapshot, Verdict};

/// Everything of a snapshot that can be judged by its id.
fn judgeable(snapshot: &Snapshot) -> Vec<String> {
    let (told, found) = (&snapshot.readings, &snapshot.findings);
    let rows = told.accounts.iter().map(|row| &row.id).chain(told.figures.iter().map(|row| &row.id));
    let rows = rows.chain(told.facts.iter().map(|row| &row.id));
    let made = found.events.iter().map(|row| &row.id).chain(found.disputes.iter().map(|row| &row.id));
    rows.chain(made).cloned().collect()
}

#[test]
fn what_a_full_id_means_is_read_from_its_documents_as_from_the_whole_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::create(folder.path().join("r.toguna")).expect("a record");
    let other = Told::new("c.txt", "At Bora the fishers burned a jetty.").town("Bora", 10.0, 2.0).account(
        "burned",
        EventType::Assault,
        Some("2024-09-09"),
        &["fishers"],
        &[],
    );
    for told in [raid("a.txt", 0, "2024-03-04", 0), raid("b.txt", 1, "2024-03-05", 0), other] {
        let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
        record.put(reading, at(0)).expect("stored");
    }
    record.finish().expect("finished");
    let told = record.readings(Clocks::default()).expect("readings");
    let first = record.snapshot(Clocks::default()).expect("a snapshot");
    assert!(first.findings.events.len() > 1 && !first.findings.disputes.is_empty());
    let on = |verdict, id: &String| NewDecision::on(verdict, id);
    let mut steps: Vec<NewDecision> = judgeable(&first).iter().map(|id| on(Verdict::Accept, id)).collect();
    steps.push(on(Verdict::NotADispute, &first.findings.disputes[0].id));
    let settled = |value: &str| NewDecision {
        value: Some(value.to_owned()),
        ..on(Verdict::Settle, &first.findings.disputes[0].id)
    };
    steps.extend([settled("7..9"), settled("many"), on(Verdict::Unsure, &first.findings.events[0].id)]);
    let with = |verdict, id: &String, with: &String| NewDecision { with: vec![with.clone()], ..on(verdict, id) };
    let (events, accounts) = (&first.findings.events, &told.accounts);
    steps.push(with(Verdict::Merge, &events[0].id, &events[1].id));
    steps.push(with(Verdict::DifferentEvent, &accounts[0].id, &accounts[1].id));
    let corrected = (Some("status".to_owned()), Some("alleged".to_owned()));
    steps.push(NewDecision { field: corrected.0, value: corrected.1, ..on(Verdict::Correct, &accounts[0].id) });
    steps.push(on(Verdict::Reject, &told.figures[0].id));
    steps.push(on(Verdict::Undo, &told.figures[0].id));
    // What is no dispute, and what is no longer there.
    steps.extend([on(Verdict::NotADispute, &accounts[0].id), on(Verdict::Accept, &events[0].id)]);
    let mut decisions = Vec::new();
    for new in &steps {
        decided_alike(&told, &mut decisions, &mut record, new);
    }
    // Events that decisions made since, documents by their names, and what nothing is called.
    let since: Vec<String> =
        Snapshot::judged(told.clone(), &decisions).findings.events.iter().map(|e| e.id.clone()).collect();
    assert!(
        since.iter().any(|id| first.findings.events.iter().all(|event| event.id != *id)),
        "no decision made an event"
    );
    for id in since.iter().chain([&"0".repeat(32), &"a.txt".to_owned()]) {
        decided_alike(&told, &mut decisions, &mut record, &on(Verdict::Accept, id));
    }
    decided_alike(
        &told,
        &mut decisions,
        &mut record,
        &with(Verdict::SameSource, &"a.txt".into(), &told.documents[1].id),
    );
    record.finish().expect("finished");
    assert_eq!(record.log().expect("a log"), Some(record.decisions().expect("decisions")));
}

/// Makes a decision on all readings and in the record, which make the same of it, or refuse it in the same words.
fn decided_alike(told: &Readings, decisions: &mut Vec<Decision>, record: &mut Record, new: &NewDecision) {
    let when = at(decisions.len() as i64);
    let whole = new.made(told, decisions, "ana", when).map_err(|error| error.to_string());
    let part = record.decide(new, "", "ana", when).map_err(|error| error.to_string());
    assert_eq!(whole.err(), part.as_ref().err().cloned(), "{new:?}");
    if let Ok(part) = part {
        let last = decisions.last().expect("made");
        assert_eq!((&part.id, &part.target, &part.content), (&last.id, &last.target, &last.content), "{new:?}");
    }
}
