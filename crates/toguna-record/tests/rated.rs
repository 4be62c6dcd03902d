//! How far people trust sources and claims: decisions that change no number, attach by content, and give way to later ones.
//! All sentences are invented.

mod common;

use common::raids::{at, raid};
use common::{Told, snapshot};
use toguna_code::{EventType, Measure};
use toguna_mark::ActorKind;
use toguna_record::{
    ClaimedBy, Clocks, Decision, DisputeKind, NewDecision, Reading, Readings, Record, Snapshot, Verdict,
};

fn told() -> Readings {
    let report = |name: &str, outlet: &str, words: &str, count: f64| {
        Told::published(
            name,
            &format!("Near Kona the militia raided the camp; {words} died, said the mayor."),
            Some("2024-03-04"),
        )
        .outlet(outlet)
        .actor("militia", "militia", ActorKind::ArmedGroup)
        .actor("mayor", "mayor", ActorKind::Person)
        .town("Kona", 14.94, -3.89)
        .figure(words, Measure::Killed, Some(count), Some(count), "herders")
        .account("raided", EventType::Assault, Some("2024-03-03"), &["militia"], &[])
    };
    snapshot(&[report("a.txt", "Radio Kona", "9 herders", 9.0), report("b.txt", "The Dune", "14 herders", 14.0)])
        .readings
}

fn put(record: &mut Record, told: &[Told], second: i64) {
    for told in told {
        let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
        record.put(reading, at(second)).expect("stored");
    }
}

fn rate(field: &str, target: &str, value: &str) -> NewDecision {
    NewDecision { field: Some(field.into()), value: Some(value.into()), ..NewDecision::on(Verdict::Rate, target) }
}

fn decide(told: &Readings, decisions: &mut Vec<Decision>, new: &NewDecision) -> String {
    let second = decisions.len() as i64;
    new.made(told, decisions, "ana", at(second)).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn a_source_has_the_letter_that_a_person_gave_it_last_and_a_claim_the_number() {
    let (told, mut decisions) = (told(), Vec::new());
    let plain = Snapshot::of(told.clone());
    let (account, figure) = (&told.accounts[0], &told.figures[0]);
    assert_eq!(decide(&told, &mut decisions, &rate("reliability", "radio kona", "c")), "");
    assert_eq!(decide(&told, &mut decisions, &rate("reliability", "outlet:Radio Kona", "B")), "");
    assert_eq!(decide(&told, &mut decisions, &rate("reliability", "mayor", "E")), "");
    assert_eq!(decide(&told, &mut decisions, &rate("credibility", &account.id, "2")), "");
    let now = Snapshot::judged(told.clone(), &decisions);
    assert_eq!(now.judged.attached, [true; 4]);
    let own = ClaimedBy::default();
    let mayor = ClaimedBy { entity: Some("mayor".into()), words: None };
    let unnamed = ClaimedBy { entity: None, words: Some("an official".into()) };
    assert_eq!(now.pair(&account.id, &own, &account.at), "B2");
    // Who is told to say it is trusted or not, and never by the letter of who prints it.
    assert_eq!(now.pair(&account.id, &mayor, &account.at), "E2");
    assert_eq!(now.pair(&account.id, &unnamed, &account.at), "2");
    assert_eq!(now.pair(&figure.id, &own, &figure.at), "B");
    // Nobody rated these: no F, no 6.
    assert_eq!(now.pair(&told.figures[1].id, &own, &told.figures[1].at), "");
    // Nothing is computed from it.
    assert_eq!((&now.findings, &now.readings), (&plain.findings, &plain.readings));
    assert_eq!(now.judged.state(&account.id), None);
    let last = decisions[1].id.clone();
    assert_eq!(decide(&told, &mut decisions, &NewDecision::on(Verdict::Undo, &last)), "");
    assert_eq!(Snapshot::judged(told.clone(), &decisions).pair(&figure.id, &own, &figure.at), "C");
}

#[test]
fn what_is_no_source_no_claim_and_no_grade_is_refused_with_what_there_is() {
    let (told, mut decisions) = (told(), Vec::new());
    let event = Snapshot::of(told.clone()).findings.events[0].id.clone();
    let account = told.accounts[0].id.clone();
    let mut refused = |new: &NewDecision| decide(&told, &mut decisions, new);
    assert!(refused(&rate("reliability", "Radio Bora", "B")).contains("(Radio Kona, The Dune)"));
    assert!(refused(&rate("reliability", "Radio Kona", "G")).contains("F (cannot be judged)"));
    assert!(refused(&rate("credibility", &account, "B")).contains("6 (cannot be judged)"));
    assert!(refused(&rate("credibility", &event, "2")).contains("an event is told by its accounts"));
    assert!(refused(&NewDecision::on(Verdict::Rate, &account)).contains("credibility"));
    assert!(decisions.is_empty());
}

#[test]
fn a_position_of_a_dispute_is_the_claim_on_its_words() {
    let (told, mut decisions) = (told(), Vec::new());
    let plain = Snapshot::of(told.clone());
    let dispute = plain.findings.disputes.iter().find(|row| row.kind == DisputeKind::Figure).expect("a dispute");
    for row in &dispute.rows {
        let id = plain.claim_at(dispute.kind, &row.at).expect("a figure").to_owned();
        assert!(told.figures.iter().any(|figure| figure.id == id && figure.at == row.at));
        assert_eq!(decide(&told, &mut decisions, &rate("credibility", &id, "5")), "");
    }
    let now = Snapshot::judged(told, &decisions);
    assert_eq!(now.findings.disputes, plain.findings.disputes);
}

#[test]
fn law_4_a_rating_survives_rebuilds_waits_for_its_source_and_goes_from_record_to_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::create(folder.path().join("r.toguna")).expect("a record");
    let radio = || raid("a.txt", 0, "2024-03-04", 0).outlet("Radio Kona");
    put(&mut record, &[radio(), raid("b.txt", 1, "2024-03-05", 0)], 0);
    record.finish().expect("finished");
    record.decide(&rate("reliability", "Radio Kona", "B"), "years of it", "ana", at(1)).expect("rated");
    let account = record.readings(Clocks::default()).expect("readings").accounts[0].id.clone();
    record.decide(&rate("credibility", &account, "3"), "", "ana", at(2)).expect("rated");
    record.finish().expect("finished");
    let attached = |record: &Record| record.snapshot(Clocks::default()).expect("a snapshot").judged.attached;
    assert_eq!(attached(&record), [true, true]);
    // A part of the record knows of the claim, and needs no whole.
    let whole = record.snapshot(Clocks::default()).expect("a snapshot");
    let ids: Vec<&str> = whole.findings.events.iter().map(|event| event.id.as_str()).collect();
    let part = record.events(&ids).expect("read").expect("a part");
    assert_eq!(part.judged.grade(&account).map(|grade| grade.value.as_str()), Some("3"));
    put(&mut record, &[raid("a.txt", 0, "2024-03-04", 0).outlet("The Dune")], 3);
    record.finish().expect("finished");
    assert_eq!(attached(&record), [false, true]);
    put(&mut record, &[radio()], 4);
    record.finish().expect("finished");
    assert_eq!(attached(&record), [true, true]);
    record.verify().expect("whole");

    let mut other = Record::create(folder.path().join("other.toguna")).expect("a record");
    put(&mut other, &[radio()], 0);
    assert_eq!(other.import_decisions(&record.export_decisions().expect("lines")).expect("imported"), 2);
    let now = other.snapshot(Clocks::default()).expect("a snapshot");
    let grade = now.judged.grade(&Snapshot::outlet_key("Radio Kona")).expect("a letter");
    assert_eq!((grade.value.as_str(), grade.who.as_str(), grade.note.as_str()), ("B", "ana", "years of it"));
}
