//! The ledger: steps of agreements and what is due, told by documents that name one agreement in other words. All sentences are
//! invented.

mod common;

use common::{Told, edtf, snapshot};
use toguna_code::{EventType, Status};
use toguna_mark::Level;
use toguna_record::{Answer, AnswerRow, Snapshot};

/// A document that tells one step of an agreement.
fn told(name: &str, words: &str, agreement: &str, step: &str, day: Option<&str>) -> Told {
    let text = format!("It was told that {words} on the river.");
    Told::published(name, &text, Some("2024-09-01")).fact(words, agreement, "has-status", step).lasting(None, None, day)
}

fn ledger(told: &[Told], day: &str) -> Answer {
    snapshot(told).agreements("", edtf(day).latest(), false)
}

fn chain(row: &AnswerRow) -> Vec<(&'static str, Option<&str>, usize)> {
    row.steps.iter().map(|step| (step.step, step.day.as_deref(), step.sources.len())).collect()
}

#[test]
fn steps_of_one_agreement_stand_in_their_order_with_their_days_and_sources() {
    let answer = ledger(
        &[
            told("a.txt", "the Kona Charter took effect", "Kona Charter", "in force", Some("2024-08-03")),
            told("b.txt", "they signed the Kona Charter", "Kona Charter", "signed", Some("2024-07-06")),
            // The place is named alike in another language, and a month holds the day.
            told("c.txt", "la charte de Kona a été signée", "charte de Kona", "signed", Some("2024-07")),
            told("d.txt", "they denounced the Gao Charter", "Gao Charter", "denounced", None),
        ]
        .map(|told| if told.document.text().contains("Kona") { told.town("Kona", 14.94, -3.89) } else { told }),
        "2024-09-01",
    );
    assert_eq!(answer.rows.len(), 2, "{answer:?}");
    let kona = &answer.rows[0];
    assert_eq!(chain(kona), [("signed", Some("2024-07-06"), 2), ("in force", Some("2024-08-03"), 1)]);
    assert_eq!(kona.told.to_string(), "Kona Charter: signed (2024-07-06) → in force (2024-08-03)");
    assert_eq!((kona.status.as_deref(), kona.sources.len()), (Some("in force"), 3));
    assert_eq!(kona.sources[kona.steps[1].sources[0]].doc, "a.txt");
    assert_eq!(chain(&answer.rows[1]), [("denounced", None, 1)]);
}

#[test]
fn agreements_of_two_towns_of_like_names_are_two() {
    let of = |name: &str, town: &str| {
        let words = format!("they signed the {town} Accord");
        told(name, &words, &format!("{town} Accord"), "signed", None).town(town, 14.94, -3.89)
    };
    assert_eq!(ledger(&[of("a.txt", "Kayanga"), of("b.txt", "Kayango")], "2024-09-01").rows.len(), 2);
}

#[test]
fn the_accord_is_the_one_that_the_document_named_before() {
    let text = "They signed the Kona Accord in May. The accord lapsed in July. A trade accord was signed too.";
    let one = Told::published("a.txt", text, Some("2024-09-01"))
        .fact("signed the Kona Accord", "Kona Accord", "has-status", "signed")
        .fact("accord lapsed", "accord", "has-status", "lapsed")
        .fact("trade accord was signed", "trade accord", "has-status", "signed");
    let answer = ledger(std::slice::from_ref(&one), "2024-09-01");
    let rows: Vec<String> = answer.rows.iter().map(|row| row.told.to_string()).collect();
    assert_eq!(rows, ["Kona Accord: signed → lapsed", "trade accord: signed"]);
    // Another document's accord need not be this one.
    let other = told("b.txt", "the accord was suspended", "accord", "suspended", None);
    assert_eq!(ledger(&[one, other], "2024-09-01").rows.len(), 3);
}

#[test]
fn one_event_makes_two_tellings_one_agreement() {
    let signed =
        |name: &str, words: &str, agreement: &str| {
            told(name, words, agreement, "signed", Some("2024-07-06"))
                .place("river", 13.5, 2.1, Level::Settlement)
                .account(words, EventType::Agree, Some("2024-07-06"), &["mali-gov", "niger-gov"], &[])
        };
    let two = [
        signed("a.txt", "both signed a defence pact", "defence pact"),
        signed("b.txt", "both signed a treaty", "treaty"),
    ];
    let answer = ledger(&two, "2024-09-01");
    assert_eq!(answer.rows.len(), 1, "{answer:?}");
    assert_eq!(answer.rows[0].told.to_string(), "defence pact (mali-gov, niger-gov): signed (2024-07-06)");
}

#[test]
fn what_is_announced_on_a_day_is_not_due_on_it() {
    let planned = |announced_then: bool| {
        let mut told = Told::published("a.txt", "On 6 March they announced a joint force.", Some("2024-03-07"))
            .account("joint force", EventType::Mobilize, Some("2024-03-06"), &["mali-gov"], &[]);
        (told.coded.accounts[0].status, told.coded.accounts[0].announced_then) = (Status::Planned, announced_then);
        told
    };
    let told = ledger(&[planned(true)], "2024-09-01");
    assert_eq!(chain(&told.rows[0]), [("announced", Some("2024-03-06"), 1)]);
    assert_eq!(told.rows[0].status.as_deref(), Some("announced"));
    let due = ledger(&[planned(false)], "2024-09-01");
    assert_eq!(chain(&due.rows[0]), [("announced", None, 1), ("overdue", Some("2024-03-06"), 1)]);
}

#[test]
fn a_planned_step_is_due_and_overdue_until_somebody_tells_it() {
    let planned = |words: &str| -> Told {
        let mut planned = told("a.txt", words, "Kona Protocol", "signed", Some("2024-10-01"));
        planned.coded.facts[0].status = Status::Planned;
        planned
    };
    let plan = planned("they will sign the Kona Protocol");
    assert_eq!(
        chain(&ledger(std::slice::from_ref(&plan), "2024-09-01").rows[0]),
        [("announced", None, 1), ("due", Some("2024-10-01"), 1)]
    );
    let late = ledger(std::slice::from_ref(&plan), "2024-12-01");
    assert_eq!(late.rows[0].status.as_deref(), Some("overdue"));
    let only = |told: &[Told]| snapshot(told).agreements("", edtf("2024-12-01").latest(), true).rows.len();
    assert_eq!(only(std::slice::from_ref(&plan)), 1);
    let done = told("b.txt", "they signed the Kona Protocol", "Kona Protocol", "signed", Some("2024-10-05"));
    assert_eq!(only(&[plan.clone(), done.clone()]), 0);
    let rows = ledger(&[plan, done], "2024-12-01").rows;
    assert_eq!(chain(&rows[0]), [("announced", None, 1), ("signed", Some("2024-10-05"), 1)]);
}

#[test]
fn what_is_denied_is_no_step() {
    let mut denied = told("a.txt", "nobody ratified the Kona Charter", "Kona Charter", "ratified", None);
    denied.coded.facts[0].status = Status::Denied;
    let shown: Snapshot = snapshot(&[denied]);
    assert!(shown.agreements("", None, false).rows.is_empty());
}
