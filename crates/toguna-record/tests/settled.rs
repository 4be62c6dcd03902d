//! What people say of a dispute beyond whether it is one: what of it holds, and that they cannot tell. All sentences are
//! invented.

mod common;

use common::raids::{at, raid};
use common::{Told, snapshot};
use toguna_record::{Decision, NewDecision, Readings, Snapshot, Verdict};

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
    assert_eq!(now.findings, Snapshot::of(told.clone()).findings, "nothing else is changed");
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
