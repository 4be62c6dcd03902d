//! What people say of a dispute beyond whether it is one: what of it holds, and that they cannot tell. All sentences are
//! invented.

mod common;

use common::raids::{at, raid};
use common::{Told, snapshot};
use toguna_code::{EventType, Measure, VictimSide};
use toguna_mark::ActorKind;
use toguna_record::{
    Clocks, Decision, DisputeKind, NewDecision, Reading, Readings, Record, SettledValue, Snapshot, Verdict,
};

/// Reports of one raid with 7, 9 and 12 dead.
fn raids(count: usize) -> Readings {
    let days = ["2024-03-04", "2024-03-05", "2024-03-06"];
    let told: Vec<Told> = (0..count).map(|text| raid(&format!("{text}.txt"), text, days[text], 0)).collect();
    snapshot(&told).readings
}

/// Makes a decision, or says why it is refused.
fn decide(
    told: &Readings,
    decisions: &mut Vec<Decision>,
    verdict: Verdict,
    target: &str,
    value: Option<&str>,
) -> String {
    let new = NewDecision { value: value.map(str::to_owned), ..NewDecision::on(verdict, target) };
    let when = at(decisions.len() as i64);
    new.made(told, decisions, "ana", when).err().map(|error| error.to_string()).unwrap_or_default()
}

fn dispute(told: &Readings) -> String {
    let found = Snapshot::of(told.clone()).findings.disputes;
    assert_eq!(found.len(), 1);
    found[0].id.clone()
}

#[test]
fn a_settled_dispute_tells_what_holds_and_stays_told() {
    let (told, mut decisions) = (raids(2), Vec::new());
    let id = dispute(&told);
    decide(&told, &mut decisions, Verdict::NotADispute, &id, None);
    assert_eq!(decide(&told, &mut decisions, Verdict::Settle, &id, Some("7..12")), "");
    let now = Snapshot::judged(told.clone(), &decisions);
    assert_eq!(now.findings.disputes, Snapshot::of(told.clone()).findings.disputes);
    let mark = now.judged.of(&id).expect("it was settled");
    assert_eq!((mark.state, mark.holds.as_deref(), mark.who.as_str()), ("settled", Some("7..12"), "ana"));
    assert!(now.judged.silenced.is_empty() && now.judged.attached[1]);
    let made = decisions[1].id.clone();
    decide(&told, &mut decisions, Verdict::Undo, &made, None);
    let again = Snapshot::judged(told, &decisions);
    assert_eq!((again.judged.silenced.len(), again.judged.of(&id).and_then(|mark| mark.holds.clone())), (1, None));
}

#[test]
fn what_holds_is_a_position_or_a_range_of_numbers() {
    let (told, mut decisions) = (raids(2), Vec::new());
    let id = dispute(&told);
    let positions: Vec<String> =
        Snapshot::of(told.clone()).findings.disputes[0].rows.iter().map(|row| row.value.clone()).collect();
    for value in [None, Some("many"), Some("12..7"), Some("..")] {
        let why = decide(&told, &mut decisions, Verdict::Settle, &id, value);
        assert!(positions.iter().all(|position| why.contains(position.as_str())) && why.contains("7..12"), "{why}");
    }
    let figure = told.figures[0].id.clone();
    assert!(decide(&told, &mut decisions, Verdict::Settle, &figure, Some("7")).contains("no dispute"));
    assert!(decisions.is_empty());
    for value in positions.iter().map(String::as_str).chain(["7..", "..12", "8..8"]) {
        assert_eq!(decide(&told, &mut decisions, Verdict::Settle, &id, Some(value)), "", "{value}");
    }
}

#[test]
fn law_4_what_was_settled_waits_when_a_position_joins_or_nobody_tells_any_more_what_holds() {
    let (told, mut decisions) = (raids(3), Vec::new());
    let id = dispute(&told);
    let last = Snapshot::of(told.clone()).findings.disputes[0].rows.last().expect("a position").value.clone();
    decide(&told, &mut decisions, Verdict::Settle, &id, Some(&last));
    decide(&told, &mut decisions, Verdict::Settle, &id, Some("7..9"));
    let attached = |told: &Readings, decisions: &[Decision]| Snapshot::judged(told.clone(), decisions).judged.attached;
    assert_eq!(attached(&told, &decisions), [true, true]);
    // Without the report that tells what holds; the range is of no one report.
    assert_eq!(attached(&raids(2), &decisions), [false, true]);
    let (fewer, mut earlier) = (raids(2), Vec::new());
    decide(&fewer, &mut earlier, Verdict::Settle, &dispute(&fewer), Some("7..9"));
    assert_eq!(attached(&told, &earlier), [false]);
    assert_eq!(attached(&fewer, &earlier), [true]);
}

#[test]
fn who_is_unsure_changes_nothing_and_every_other_judgement_goes_before() {
    let (told, mut decisions) = (raids(2), Vec::new());
    let before = Snapshot::of(told.clone()).findings;
    let figure = told.figures[1].id.clone();
    let things = [figure.clone(), before.events[0].id.clone(), before.disputes[0].id.clone()];
    for id in &things {
        assert_eq!(decide(&told, &mut decisions, Verdict::Unsure, id, None), "");
    }
    let now = Snapshot::judged(told.clone(), &decisions);
    assert_eq!(now.findings, before);
    assert_eq!(now.judged.attached, [true; 3]);
    assert_eq!(things.each_ref().map(|id| now.judged.state(id)), [Some("unsure"); 3]);
    decide(&told, &mut decisions, Verdict::Reject, &figure, None);
    decide(&told, &mut decisions, Verdict::Unsure, &figure, None);
    let rejected = Snapshot::judged(told, &decisions);
    assert!(rejected.judged.rejected(&figure) && rejected.findings.disputes.is_empty());
}

#[test]
fn of_two_decisions_of_one_second_an_undo_takes_back_the_last() {
    let (told, mut decisions) = (raids(2), Vec::new());
    let id = dispute(&told);
    let mut unsure = |verdict: Verdict, target: &str| {
        NewDecision::on(verdict, target).made(&told, &mut decisions, "ana", at(0)).expect("it can be decided");
        decisions.last().expect("it was made").id.clone()
    };
    let first = unsure(Verdict::Unsure, &id);
    let second = unsure(Verdict::Unsure, &id);
    unsure(Verdict::Undo, &second);
    assert_eq!(first, second, "their ids are by what they say");
    assert_eq!(decisions.iter().map(|decision| decision.undone).collect::<Vec<_>>(), [false, true, false]);
}

fn deaths(snapshot: &Snapshot) -> (Option<f64>, Option<f64>, Option<f64>) {
    let all = snapshot.findings.events[0].deaths.as_ref().expect("deaths").all;
    (all.low, all.best, all.high)
}

#[test]
fn the_dead_of_an_event_are_those_that_a_person_settled_with_the_rule_beside() {
    let (told, mut decisions) = (raids(3), Vec::new());
    let id = dispute(&told);
    let before = Snapshot::of(told.clone());
    let (low, best, high) = deaths(&before);
    assert_eq!((low, high), (Some(12.0), Some(12.0)), "the last number of one voice");
    decide(&told, &mut decisions, Verdict::Settle, &id, Some("9"));
    let now = Snapshot::judged(told.clone(), &decisions);
    assert_eq!(deaths(&now), (Some(9.0), Some(9.0), Some(9.0)));
    let event = &now.findings.events[0];
    assert_eq!(event.settled.len(), 1);
    assert_eq!(event.settled[0].of, SettledValue::Deaths { holds: [Some(9.0); 3], rule: [low, best, high] });
    let rule = event.deaths.as_ref().expect("deaths").rule.to_string();
    assert!(
        rule.starts_with(
            "deaths settled by ana on 2024-07-03; the rule makes low 12, best 12, high 12 of all tellings. "
        ),
        "{rule}"
    );
    // Of a range the best is the rule's, as far as the range allows.
    decide(&told, &mut decisions, Verdict::Settle, &id, Some("7..8"));
    let ranged = deaths(&Snapshot::judged(told.clone(), &decisions));
    assert_eq!(ranged, (Some(7.0), best.map(|best| best.min(8.0)), Some(8.0)));
    decide(&told, &mut decisions, Verdict::Settle, &id, Some("8.."));
    assert_eq!(deaths(&Snapshot::judged(told.clone(), &decisions)).2, None);
    for _ in 0..3 {
        let made = decisions.iter().rfind(|row| row.verdict == Verdict::Settle && !row.undone).expect("one").id.clone();
        decide(&told, &mut decisions, Verdict::Undo, &made, None);
    }
    assert_eq!(Snapshot::judged(told, &decisions).findings, before.findings);
}

/// A report that counts soldiers and others.
fn parted(name: &str, soldiers: f64, published: &str) -> Told {
    let words = format!("Near Kona the militia raided the camp; {soldiers} soldiers and 3 herders died.");
    Told::published(name, &words, Some(published))
        .outlet(name)
        .actor("militia", "militia", ActorKind::ArmedGroup)
        .town("Kona", 14.94, -3.89)
        .figure(&format!("{soldiers} soldiers"), Measure::Killed, Some(soldiers), Some(soldiers), "soldiers")
        .of_side(VictimSide::State)
        .figure("3 herders", Measure::Killed, Some(3.0), Some(3.0), "herders")
        .of_side(VictimSide::Civilians)
        .account("raided", EventType::Assault, Some("2024-03-03"), &["militia"], &[])
}

#[test]
fn what_holds_of_some_of_the_dead_is_not_what_holds_of_all() {
    let told = snapshot(&[parted("a.txt", 7.0, "2024-03-04"), parted("b.txt", 20.0, "2024-03-05")]).readings;
    let before = Snapshot::of(told.clone());
    let found =
        before.findings.disputes.iter().find(|row| row.rows.iter().all(|row| row.at.quote.contains("soldiers")));
    let (id, mut decisions) = (found.expect("a dispute of the soldiers").id.clone(), Vec::new());
    assert_eq!(decide(&told, &mut decisions, Verdict::Settle, &id, Some("7")), "");
    let now = Snapshot::judged(told, &decisions);
    assert_eq!((now.judged.state(&id), deaths(&now)), (Some("settled"), deaths(&before)));
}

/// Two reports of one raid on two days.
fn dated(name: &str, text: &str, day: &str) -> Told {
    let words = format!("{text} the militia raided Kona.");
    Told::published(name, &words, Some("2024-03-09"))
        .outlet(name)
        .actor("militia", "militia", ActorKind::ArmedGroup)
        .town("Kona", 14.94, -3.89)
        .account("raided", EventType::Assault, Some(day), &["militia"], &[])
}

#[test]
fn the_date_of_an_event_is_the_one_that_a_person_settled_in_the_whole_and_in_a_part() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::create(folder.path().join("r.toguna")).expect("a record");
    let told = [dated("a.txt", "On Sunday", "2024-03-03"), dated("b.txt", "On Monday", "2024-03-04")];
    for told in &told {
        let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
        record.put(reading, at(0)).expect("stored");
    }
    record.finish().expect("finished");
    let whole = |record: &Record| record.snapshot(Clocks::default()).expect("a snapshot");
    let accounts: Vec<String> = whole(&record).readings.accounts.iter().map(|row| row.id.clone()).collect();
    let merge = NewDecision { with: vec![accounts[1].clone()], ..NewDecision::on(Verdict::Merge, &accounts[0]) };
    record.decide(&merge, "", "ana", at(1)).expect("merged");
    record.finish().expect("finished");
    let found = whole(&record).findings;
    let dispute = found.disputes.iter().find(|row| row.kind == DisputeKind::Date).expect("two dates");
    let before = found.events[0].date.clone();
    let other = dispute.rows.iter().map(|row| row.value.clone()).find(|day| Some(day) != before.as_ref());
    let settle = NewDecision { value: other.clone(), ..NewDecision::on(Verdict::Settle, &dispute.id) };
    let made = record.decide(&settle, "the diary", "ana", at(2)).expect("settled");
    record.finish().expect("finished");
    let now = whole(&record).findings.events[0].clone();
    assert_eq!((&now.date, now.settled.len()), (&other, 1));
    let words = now.settled_words().expect("words");
    assert!(words.starts_with("date settled by ana on 2024-07-03: the diary; the rule makes 2024-03-0"), "{words}");
    let part = record.events(&[&now.id]).expect("read").expect("a part");
    let part = part.findings.events.iter().find(|event| event.id == now.id).expect("the event");
    assert_eq!((&part.date, &part.settled), (&now.date, &now.settled));
    let day: jiff::civil::Date = other.as_deref().and_then(|day| day.parse().ok()).expect("a day");
    assert_eq!(record.timeline(Clocks::default(), Some(day), Some(day)).expect("a timeline").rows.len(), 1);
    // On an earlier day, which the whole record answers, as well.
    let early = Clocks { as_of: "2024-03-09".parse().ok(), ..Clocks::default() };
    assert_eq!(record.timeline(early, Some(day), Some(day)).expect("a timeline").rows.len(), 1);
    record.decide(&NewDecision::on(Verdict::Undo, &made.id), "", "ana", at(3)).expect("undone");
    record.finish().expect("finished");
    assert_eq!(whole(&record).findings.events[0].date, before);
}
