//! What a person says that words of a document tell: kept with those words, counted like any other telling, and taken back
//! by an undo. All sentences are invented.

mod common;

use std::collections::BTreeMap;

use common::raids::at;
use common::{Told, snapshot};
use toguna_code::{EventType, Measure, SubEvent};
use toguna_mark::ActorKind;
use toguna_record::{Claim, Clocks, Decision, Kind, NewDecision, Over, Reading, Readings, Record, Snapshot, Verdict};

/// A report of which the program reads an account, with nine dead.
fn read() -> Told {
    Told::published("a.txt", "Near Kona the militia raided the camp; 9 herders died.", Some("2024-03-04"))
        .actor("militia", "militia", ActorKind::ArmedGroup)
        .town("Kona", 14.94, -3.89)
        .figure("9 herders", Measure::Killed, Some(9.0), Some(9.0), "herders")
        .account("raided", EventType::Assault, Some("2024-03-03"), &["militia"], &[])
}

/// A report in which the program reads who and where, and no event.
fn unread() -> Told {
    Told::published(
        "b.txt",
        "It was the turn of Kona. The militia came, and 12 herders are no more.",
        Some("2024-03-05"),
    )
    .outlet("Other")
    .actor("militia", "militia", ActorKind::ArmedGroup)
    .town("Kona", 14.94, -3.89)
}

fn fields(list: &[(&str, &str)]) -> BTreeMap<String, String> {
    list.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
}

const RAID: [(&str, &str); 7] = [
    ("type", "ASSAULT"),
    ("date", "2024-03-03"),
    ("place", "Kona"),
    ("agents", "militia"),
    ("killed", "12"),
    ("acled_subtype", "Attack"),
    ("target_words", "herders"),
];

fn claim(kind: Kind, quote: &str, list: &[(&str, &str)]) -> NewDecision {
    let claim = Claim { kind, over: Over::Quote { quote: quote.into(), nth: 1 }, fields: fields(list) };
    NewDecision { claim: Some(claim), ..NewDecision::on(Verdict::Add, "b.txt") }
}

fn raid() -> NewDecision {
    claim(Kind::Account, "The militia came", &RAID)
}

fn readings(told: &[Told]) -> Readings {
    snapshot(told).readings
}

fn decide(told: &Readings, decisions: &mut Vec<Decision>, new: &NewDecision) -> String {
    let second = decisions.len() as i64;
    new.made(told, decisions, "ana", at(second)).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn an_added_account_joins_its_event_and_counts_in_its_deaths_and_disputes() {
    let (told, mut decisions) = (readings(&[read(), unread()]), Vec::new());
    let before = Snapshot::of(told.clone());
    assert_eq!((before.findings.events.len(), before.findings.disputes.len()), (1, 0));
    assert_eq!(decide(&told, &mut decisions, &raid()), "");
    let now = Snapshot::judged(told.clone(), &decisions);
    assert_eq!(now.findings.events.len(), 1);
    assert_eq!(now.findings.events[0].accounts.len(), 2);
    let deaths = now.findings.events[0].deaths.as_ref().expect("deaths");
    assert_eq!((deaths.all.low, deaths.all.high), (Some(9.0), Some(12.0)));
    assert_eq!(now.findings.disputes.len(), 1);
    let row = &now.readings.accounts[1];
    assert_eq!((row.at.quote.as_str(), now.readings.document(&row.at).name.as_str()), ("The militia came", "b.txt"));
    assert_eq!(now.judged.state(&row.id), Some("added"));
    assert_eq!(now.judged.state(&now.readings.figures[row.figures[0]].id), Some("added"));
    assert_eq!(row.why, "added by ana on 2024-07-03");
    assert_eq!(now.judged.attached, [true]);
    assert_eq!(
        (row.acled.map(SubEvent::name), &row.sides.target_words[..]),
        (Some("Attack"), &["herders".to_owned()][..])
    );
    assert_eq!(decisions[0].target, row.id);
    let undo = NewDecision::on(Verdict::Undo, &decisions[0].target.clone());
    assert_eq!(decide(&told, &mut decisions, &undo), "");
    let again = Snapshot::judged(told, &decisions);
    assert_eq!((again.readings, again.findings), (before.readings, before.findings));
}

#[test]
fn what_was_added_can_be_rejected_and_corrected_like_what_was_read() {
    let (told, mut decisions) = (readings(&[read(), unread()]), Vec::new());
    decide(&told, &mut decisions, &raid());
    let id = decisions[0].target.clone();
    let correct = NewDecision {
        field: Some("date".into()),
        value: Some("2024-09-09".into()),
        ..NewDecision::on(Verdict::Correct, &id)
    };
    assert_eq!(decide(&told, &mut decisions, &correct), "");
    let other = Snapshot::judged(told.clone(), &decisions);
    assert_eq!((other.findings.events.len(), other.judged.state(&id)), (2, Some("corrected")));
    assert_eq!(decide(&told, &mut decisions, &NewDecision::on(Verdict::Reject, &id)), "");
    assert_eq!(Snapshot::judged(told, &decisions).findings.events.len(), 1);
}

#[test]
fn law_1_nothing_is_added_without_words_that_the_document_says() {
    let (told, mut decisions) = (readings(&[read(), unread()]), Vec::new());
    let mut refused = |new: &NewDecision| decide(&told, &mut decisions, new);
    assert!(refused(&claim(Kind::Account, "The fishers came", &RAID)).contains("0 times"));
    assert!(refused(&claim(Kind::Account, "  ", &RAID)).contains("words"));
    let points = |start, end| {
        let new = raid();
        let claim = new.claim.clone().expect("a claim");
        NewDecision { claim: Some(Claim { over: Over::Points { start, end }, ..claim }), ..new }
    };
    assert!(refused(&points(60, 4_000)).contains("no such run"));
    assert!(refused(&points(9, 9)).contains("words"));
    assert!(refused(&NewDecision::on(Verdict::Add, "b.txt")).contains("words"));
    let with = |list: &[(&str, &str)]| claim(Kind::Account, "The militia came", list);
    assert!(refused(&with(&[("date", "2024-03-03")])).contains("ASSAULT"), "it names the types");
    assert!(refused(&with(&[("type", "ASSAULT"), ("place", "Bora")])).contains("names no place 'Bora'"));
    assert!(refused(&with(&[("type", "ASSAULT"), ("killed", "many")])).contains("'many' is no count"));
    assert!(refused(&with(&[("type", "ASSAULT"), ("acled_subtype", "Quarrel")])).contains("Armed clash"));
    assert!(refused(&with(&[("type", "ASSAULT"), ("colour", "red")])).contains("no field 'colour'"));
    assert!(refused(&claim(Kind::Place, "The militia came", &[])).contains("only an event"));
    assert!(decisions.is_empty());
}

#[test]
fn figures_and_dates_are_added_and_not_twice() {
    let (told, mut decisions) = (readings(&[read(), unread()]), Vec::new());
    let figure = claim(Kind::Figure, "12 herders", &[("measure", "killed"), ("count", "12"), ("of", "herders")]);
    assert_eq!(decide(&told, &mut decisions, &figure), "");
    assert!(decide(&told, &mut decisions, &figure).contains("already"));
    assert_eq!(decide(&told, &mut decisions, &claim(Kind::Date, "It was the turn", &[("value", "2024-03")])), "");
    let now = Snapshot::judged(told, &decisions);
    let row = now.readings.figures.iter().find(|row| row.at.quote == "12 herders").expect("the figure");
    assert_eq!((row.low, row.high, row.of.as_str()), (Some(12.0), Some(12.0), "herders"));
    assert_eq!(now.readings.dates.iter().filter(|row| row.value == "2024-03").count(), 1);
    assert_eq!(now.judged.attached, [true, true]);
}

#[test]
fn facts_are_added_with_an_actor_or_words_on_each_side() {
    let (told, mut decisions) = (readings(&[read(), unread()]), Vec::new());
    let fact = |list: &[(&str, &str)]| claim(Kind::Fact, "The militia came", list);
    let member = [
        ("subject", "militia"),
        ("predicate", "member-of"),
        ("object_words", "the northern front"),
        ("from", "2024-02"),
    ];
    assert_eq!(decide(&told, &mut decisions, &fact(&member)), "");
    assert!(decide(&told, &mut decisions, &fact(&member)).contains("already"));
    let now = Snapshot::judged(told.clone(), &decisions);
    let row = now.readings.facts.iter().find(|row| row.predicate == "member-of").expect("the fact");
    assert!(row.subject.is_entity && !row.object.is_entity);
    assert_eq!(
        (row.object.text.as_str(), row.from.as_ref().map(|from| from.as_str())),
        ("the northern front", Some("2024-02"))
    );
    assert_eq!((now.judged.state(&row.id), row.why.as_str()), (Some("added"), "added by ana on 2024-07-03"));
    let mut refused = |list: &[(&str, &str)]| decide(&told, &mut decisions, &fact(list));
    assert!(refused(&[("subject", "militia"), ("object_words", "x")]).contains("member-of"), "it names the predicates");
    assert!(refused(&[("subject", "militia"), ("predicate", "likes"), ("object_words", "x")]).contains("no predicate"));
    assert!(refused(&[("predicate", "leads"), ("object_words", "x")]).contains("say its subject"));
    let several = [("subject", "militia,other"), ("predicate", "leads"), ("object_words", "x")];
    assert!(refused(&several).contains("one actor"));
    assert!(refused(&[member[0], member[1], member[2], ("from", "soon")]).contains("from: "));
    assert!(refused(&[member[0], member[1], member[2], ("colour", "red")]).contains("no field 'colour'"));
}

fn put(record: &mut Record, told: &[Told], second: i64) {
    for told in told {
        let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
        record.put(reading, at(second)).expect("stored");
    }
    record.finish().expect("finished");
}

/// What the whole record says and what the event that holds an account is told to be without the whole, which must agree.
fn told_alike(record: &Record) -> Snapshot {
    let whole = record.snapshot(Clocks::default()).expect("a snapshot");
    let ids: Vec<&str> = whole.findings.events.iter().map(|event| event.id.as_str()).collect();
    let part = record.events(&ids).expect("read").expect("finished");
    let told = |snapshot: &Snapshot| {
        let ids = |row: &toguna_record::EventRow| {
            let accounts: Vec<String> =
                row.accounts.iter().map(|&at| snapshot.readings.accounts[at].id.clone()).collect();
            (row.id.clone(), accounts, row.deaths.as_ref().map(|deaths| deaths.all))
        };
        snapshot.findings.events.iter().map(ids).collect::<Vec<_>>()
    };
    assert_eq!(told(&part), told(&whole));
    let states = |snapshot: &Snapshot| {
        let rows = &snapshot.readings.accounts;
        rows.iter().map(|row| (row.id.clone(), snapshot.judged.state(&row.id))).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(states(&part), states(&whole));
    whole
}

#[test]
fn law_4_what_was_added_survives_rebuilds_waits_for_its_words_and_goes_from_record_to_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::create(folder.path().join("r.toguna")).expect("a record");
    put(&mut record, &[read(), unread()], 0);
    let plain = record.snapshot(Clocks::default()).expect("a snapshot");
    let made = record.decide(&raid(), "", "ana", at(1)).expect("added");
    // At once among what its document tells; beside the accounts of its event once events are merged.
    let own = |record: &Record| {
        record.document("b.txt", Clocks::default()).expect("read").expect("a part").readings.accounts.len()
    };
    assert_eq!(own(&record), 1);
    record.finish().expect("finished");
    assert_eq!(told_alike(&record).findings.events[0].accounts.len(), 2);
    assert_eq!(record.as_told(Clocks::default()).expect("as told").readings, plain.readings);
    record.verify().expect("whole");
    // The same text by another title: another version, and the claim is on it.
    let mut titled = unread();
    titled = titled.outlet("Another");
    put(&mut record, &[titled], 2);
    let now = told_alike(&record);
    assert_eq!((now.findings.events[0].accounts.len(), now.judged.attached.as_slice()), (2, [true].as_slice()));
    // Other words: it waits, and comes back with them.
    put(&mut record, &[Told::new("b.txt", "It rains in Kona.")], 3);
    let waits = told_alike(&record);
    assert_eq!((waits.findings.events[0].accounts.len(), waits.judged.attached.as_slice()), (1, [false].as_slice()));
    put(&mut record, &[unread()], 4);
    assert_eq!(told_alike(&record).findings.events[0].accounts.len(), 2);

    let mut other = Record::create(folder.path().join("other.toguna")).expect("a record");
    put(&mut other, &[read(), unread()], 0);
    let lines = record.export_decisions().expect("exported");
    assert_eq!(other.import_decisions(&lines).expect("imported"), 1);
    other.finish().expect("finished");
    assert_eq!(told_alike(&other).findings.events[0].accounts.len(), 2);
    other.decide(&NewDecision::on(Verdict::Undo, &made.id), "", "ana", at(5)).expect("undone");
    assert_eq!(own(&other), 0);
    other.finish().expect("finished");
    assert_eq!(told_alike(&other).readings, plain.readings);
    other.verify().expect("whole");
}

#[test]
fn an_added_fact_is_in_the_record_and_its_parts_until_it_is_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::create(folder.path().join("r.toguna")).expect("a record");
    put(&mut record, &[read(), unread()], 0);
    let list = [("subject", "Militia"), ("predicate", "part-of"), ("object_words", "the front")];
    let made = record.decide(&claim(Kind::Fact, "The militia came", &list), "", "ana", at(1)).expect("added");
    let facts = |record: &Record| {
        let document = record.document("b.txt", Clocks::default()).expect("read").expect("a part");
        let whole = record.snapshot(Clocks::default()).expect("a snapshot");
        assert_eq!(document.readings.facts.len(), whole.readings.facts.len());
        whole.readings.facts
    };
    assert_eq!(facts(&record)[0].subject.text, "militia");
    record.finish().expect("finished");
    // Added, and no more than that: lists and stretches of time still need no whole record.
    told_alike(&record);
    put(&mut record, &[Told::new("b.txt", "It rains in Kona.")], 2);
    assert!(facts(&record).is_empty());
    put(&mut record, &[unread()], 3);
    assert_eq!(facts(&record).len(), 1);
    record.verify().expect("whole");
    record.decide(&NewDecision::on(Verdict::Undo, &made.id), "", "ana", at(4)).expect("undone");
    record.finish().expect("finished");
    assert!(facts(&record).is_empty());
}

#[test]
fn an_actor_is_named_as_the_record_knows_it_and_by_no_other_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::create(folder.path().join("r.toguna")).expect("a record");
    put(&mut record, &[read(), unread()], 0);
    let named = |name: &str| claim(Kind::Account, "The militia came", &[("type", "ASSAULT"), ("agents", name)]);
    let refused = record.decide(&named("fishers"), "", "ana", at(1)).expect_err("nobody of that name");
    assert!(refused.to_string().contains("no actor 'fishers'"), "{refused}");
    record.decide(&named("MILITIA"), "", "ana", at(1)).expect("added");
    let now = record.snapshot(Clocks::default()).expect("a snapshot");
    let row = now.readings.accounts.iter().find(|row| row.at.quote == "The militia came").expect("the account");
    assert_eq!(row.agents, ["militia"]);
}
