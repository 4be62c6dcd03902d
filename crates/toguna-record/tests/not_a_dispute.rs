//! What differs and is no dispute. All sentences are invented for these tests.

mod common;

use common::{Told, snapshot};
use toguna_code::{EventType, Measure};
use toguna_mark::ActorKind;

/// A report of the fire at Kona: the words that count, and what they come to.
fn fire(name: &str, day: &str, quote: &str, low: f64, high: Option<f64>) -> Told {
    Told::published(name, &format!("The fire at Kona cost {quote} their lives."), Some(day))
        .town("Kona", 14.94, -3.89)
        .figure(quote, Measure::Killed, Some(low), high, "traders")
}

fn on(told: Told, date: &str) -> Told {
    told.account("fire", EventType::Assault, Some(date), &[], &[])
}

fn disputes(told: &[Told]) -> Vec<String> {
    snapshot(told).findings.disputes.iter().map(|row| format!("{} {}: {}", row.kind, row.about, row.rule)).collect()
}

fn none(told: &[Told]) {
    assert_eq!(disputes(told), Vec::<String>::new());
}

fn some(told: &[Told]) {
    assert_eq!(disputes(told).len(), 1, "{:?}", disputes(told));
}

#[test]
fn a_spelling_is_one_name_and_no_contradiction() {
    let told = |name: &str, who: &str| {
        Told::published(name, &format!("Mayor {who} spoke."), Some("2030-03-04")).actor(
            who,
            "diallo",
            ActorKind::Person,
        )
    };
    let all = snapshot(&[told("a.txt", "Souleymane Diallo"), told("b.txt", "Suleyman Diallo")]);
    assert!(all.findings.disputes.iter().all(|dispute| dispute.same_as), "told as names, marked as such");
    none(&[told("a.txt", "Souleymane Diallo"), told("b.txt", "SOULEYMANE DIALLO")]);
}

#[test]
fn a_later_instalment_by_one_claimant_is_none_and_by_another_is_one() {
    let counted = |name: &str, day: &str, quote: &str, dead: f64, who: &str| {
        on(fire(name, day, quote, dead, Some(dead)).said_by(who), "2030-03-03")
    };
    let first = || counted("a.txt", "2030-03-04", "seven", 7.0, "port-office");
    none(&[first(), counted("b.txt", "2030-03-06", "twelve", 12.0, "port-office")]);
    some(&[first(), counted("b.txt", "2030-03-06", "twelve", 12.0, "guild")]);
    // Who tells fewer later takes something back.
    some(&[first(), counted("b.txt", "2030-03-06", "three", 3.0, "port-office")]);
}

#[test]
fn a_wider_and_a_narrower_date_agree() {
    let told = |name: &str, date: &str| on(fire(name, "2030-04-02", "seven", 7.0, Some(7.0)), date);
    none(&[told("a.txt", "2030-03"), told("b.txt", "2030-03-03")]);
    none(&[told("a.txt", "2030-03-01/2030-03-05"), told("b.txt", "2030-03-03")]);
    some(&[told("a.txt", "2030-03-03"), told("b.txt", "2030-03-04")]);
}

#[test]
fn numbers_of_two_events_are_not_compared() {
    let told = |name: &str, date: &str, quote: &str, dead: f64| on(fire(name, date, quote, dead, Some(dead)), date);
    none(&[told("a.txt", "2030-03-03", "seven", 7.0), told("b.txt", "2030-05-21", "fifty", 50.0)]);
    some(&[told("a.txt", "2030-03-03", "seven", 7.0), told("b.txt", "2030-03-03", "fifty", 50.0)]);
}

#[test]
fn rounding_leaves_room() {
    let exact = || on(fire("a.txt", "2030-03-04", "312 traders", 312.0, Some(312.0)), "2030-03-03");
    none(&[exact(), on(fire("b.txt", "2030-03-04", "over 300", 301.0, None), "2030-03-03")]);
    let mut about = fire("b.txt", "2030-03-04", "about 300", 300.0, Some(300.0));
    about.coded.figures[0].approx = true;
    none(&[exact(), on(about, "2030-03-03")]);
    some(&[exact(), on(fire("b.txt", "2030-03-04", "about 200", 200.0, Some(200.0)), "2030-03-03")]);
}
