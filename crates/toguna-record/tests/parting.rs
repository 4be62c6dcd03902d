//! Names that a person judged not to be one actor's are two actors, until that is undone. All sentences are invented.

mod common;

use common::raids::at;
use common::{Told, of, snapshot};
use toguna_code::EventType;
use toguna_mark::ActorKind;
use toguna_record::{Clocks, Decision, DisputeKind, NewDecision, Reading, Readings, Record, Snapshot, Verdict};

/// Who raided, in two spellings that the record takes for one man; the second document tells a fact of him too.
fn two() -> [Told; 2] {
    let raided = |name: &str, who: &str, more: &str| {
        Told::published(name, &format!("{who} raided the camp near Kona.{more}"), Some("2024-03-04"))
            .actor(who, "moussa-keita", ActorKind::Person)
            .town("Kona", 14.94, -3.89)
            .account("raided", EventType::Assault, Some("2024-03-03"), &["moussa-keita"], &[])
    };
    let known = " He leads the militia.";
    [
        raided("a.txt", "Moussa Keita", ""),
        raided("b.txt", "Mousa Quaita", known).actor("militia", "militia", ActorKind::ArmedGroup).fact(
            "He leads the militia",
            "@moussa-keita",
            "leads",
            "@militia",
        ),
    ]
}

fn pair(told: &Readings) -> String {
    let shown = Snapshot::of(told.clone());
    let found = of(&shown, DisputeKind::Identity);
    assert!(found.len() == 1 && found[0].same_as, "{found:?}");
    found[0].id.clone()
}

fn decide(told: &Readings, decisions: &mut Vec<Decision>, verdict: Verdict, target: &str) {
    let second = decisions.len() as i64;
    NewDecision::on(verdict, target).made(told, decisions, "ana", at(second)).expect("it can be decided");
}

#[test]
fn names_held_apart_are_two_actors_in_lists_events_and_facts_until_it_is_undone() {
    let told = snapshot(&two()).readings;
    let (pair, mut decisions) = (pair(&told), Vec::new());
    decide(&told, &mut decisions, Verdict::Reject, &pair);
    let now = Snapshot::judged(told.clone(), &decisions);
    let people: Vec<(&str, &str)> =
        now.findings.entities.iter().map(|row| (row.id.as_str(), row.name.as_str())).collect();
    assert_eq!(
        people,
        [("militia", "militia"), ("moussa-keita", "moussa-keita"), ("moussa-keita~mousa-quaita", "Mousa Quaita")]
    );
    assert_eq!(now.readings.accounts[0].agents, ["moussa-keita"]);
    assert_eq!(now.readings.accounts[1].agents, ["moussa-keita~mousa-quaita"]);
    assert_eq!(now.readings.facts[0].subject.text, "moussa-keita~mousa-quaita");
    assert!(now.judged.attached[0] && of(&now, DisputeKind::Identity).iter().all(|row| !row.same_as));
    assert_eq!(now.judged.state(&pair), Some("rejected"));
    // Who says later that they are one brings them together, as undoing it does.
    let mut one = decisions.clone();
    decide(&told, &mut one, Verdict::Accept, &pair);
    assert_eq!(Snapshot::judged(told.clone(), &one).findings.entities.len(), 2);
    decide(&told, &mut decisions, Verdict::Undo, &pair);
    let again = Snapshot::judged(told.clone(), &decisions);
    assert_eq!(again.findings, Snapshot::of(told).findings);
}

#[test]
fn the_decision_attaches_to_its_words_alone() {
    let told = snapshot(&two()).readings;
    let mut decisions = Vec::new();
    decide(&told, &mut decisions, Verdict::Reject, &pair(&told));
    // A third document writes the second name: it is his, whoever else is told there.
    let [a, b] = two();
    let third =
        Told::published("c.txt", "Mousa Quaita slept.", None).actor("Mousa Quaita", "moussa-keita", ActorKind::Person);
    let more = Snapshot::judged(snapshot(&[a.clone(), b, third]).readings, &decisions);
    let quaita =
        more.findings.entities.iter().find(|row| row.id == "moussa-keita~mousa-quaita").map(|row| row.mentions);
    assert_eq!(quaita, Some(2));
    // Where one of the two names is told no more, nothing is left to part.
    let other = Told::published("b.txt", "Nobody raided the camp.", Some("2024-03-04"));
    let gone = Snapshot::judged(snapshot(&[a, other]).readings, &decisions);
    assert!(!gone.judged.attached[0] && gone.findings.entities.len() == 1);
}

#[test]
fn a_record_tells_them_apart_in_every_answer_and_after_a_rebuild() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut record = Record::create(dir.path().join("R")).expect("a record");
    let put = |record: &mut Record, second: i64| {
        for told in two() {
            let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
            record.put(reading, at(second)).expect("stored");
        }
        record.finish().expect("finished");
    };
    put(&mut record, 0);
    let names = |record: &Record| record.entities().expect("actors").len();
    assert_eq!(names(&record), 2);
    let told = snapshot(&two()).readings;
    record.decide(&NewDecision::on(Verdict::Reject, &pair(&told)), "", "ana", at(5)).expect("decided");
    record.finish().expect("merged");
    assert_eq!(names(&record), 3);
    // No answer from the tables of mentions, which know one actor.
    assert!(record.entities_of(Clocks::default()).expect("asked").is_none());
    put(&mut record, 9);
    assert_eq!(names(&record), 3);
    let shown = record.snapshot(Clocks::default()).expect("a snapshot");
    assert_eq!(shown.judged.attached, [true]);
}
