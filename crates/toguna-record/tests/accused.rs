//! Disputes of accused and accusers, of who the dead were, and of a toll that is told of a month. All sentences are
//! invented for these tests.

mod common;

use common::{Told, edtf, of, one, snapshot};
use toguna_code::{Claimant, EventType, Measure, VictimSide};
use toguna_mark::{ActorKind, EntityId};
use toguna_record::DisputeKind;

fn claimed(mut told: Told, who: &str) -> Told {
    if let Some(account) = told.coded.accounts.last_mut() {
        account.claimant = Claimant::Actor(EntityId::new(who));
    }
    told
}

/// A watchdog that has somebody kill villagers, and whoever denies something.
fn watchdog(killers: &str, denying: &str) -> Told {
    let text = "The Watch says the Guard killed villagers in Kona. The Guard denied any part in it.";
    let told = Told::new("a.txt", text)
        .actor("Watch", "watch", ActorKind::Organisation)
        .actor("Guard", "guard", ActorKind::ArmedGroup)
        .account("killed villagers", EventType::Assault, Some("2030-03-03"), &[killers], &[])
        .fact("denied any part", denying, "denies", "accusation");
    claimed(told, "watch")
}

#[test]
fn what_a_body_is_told_to_have_done_and_denies_is_disputed() {
    let all = snapshot(&[watchdog("guard", "@guard")]);
    let dispute = one(&all, DisputeKind::Attribution);
    let values: Vec<&str> = dispute.rows.iter().map(|row| row.value.as_str()).collect();
    assert_eq!(values, ["so", "denied"]);
    assert_eq!(dispute.entities, ["guard"]);
}

#[test]
fn a_denial_by_others_or_of_what_only_the_writer_tells_is_no_dispute() {
    assert!(snapshot(&[watchdog("front", "@guard")]).findings.disputes.is_empty(), "the guard is not accused");
    let mut own = watchdog("guard", "@guard");
    own.coded.accounts[0].claimant = Claimant::Document;
    assert!(snapshot(&[own]).findings.disputes.is_empty(), "nobody accuses");
}

#[test]
fn a_rejected_report_is_disputed_in_what_it_says() {
    let report = |what: &str| {
        let told =
            Told::new("a.txt", "The Watch reports that 40 people were shot in Kona. The junta rejected the report.")
                .actor("Watch", "watch", ActorKind::Organisation)
                .actor("junta", "norland-gov", ActorKind::State)
                .account("shot", EventType::Assault, Some("2030-03-03"), &[], &[])
                .fact("rejected the report", "@norland-gov", "denies", what);
        claimed(told, "watch")
    };
    assert_eq!(one(&snapshot(&[report("report")]), DisputeKind::Attribution).rows.len(), 2);
    assert!(snapshot(&[report("accusation")]).findings.disputes.is_empty(), "no word says of what it is accused");
}

/// The army's number of fighters and a watchdog's of villagers, set beside each other.
fn dead(accused: &str) -> Told {
    let text = "The Watch says the army shot 30 villagers in Kona. The army says it killed 20 fighters there.";
    let told = Told::new("a.txt", text)
        .actor("Watch", "watch", ActorKind::Organisation)
        .actor("army", "norland-army", ActorKind::Military)
        .figure("30 villagers", Measure::Killed, Some(30.0), Some(30.0), "villagers")
        .of_side(VictimSide::Civilians)
        .said_by("watch")
        .account("shot", EventType::Assault, Some("2030-03-03"), &[accused], &[]);
    let mut told = claimed(told, "watch")
        .figure("20 fighters", Measure::Killed, Some(20.0), Some(20.0), "fighters")
        .of_side(VictimSide::ArmedGroup)
        .said_by("norland-army")
        .account("killed", EventType::Assault, Some("2030-03-03"), &["norland-army"], &[]);
    told.coded.accounts[1].figures = vec![1];
    told.coded.accounts[1].tolls = vec![1];
    told
}

#[test]
fn fighters_to_those_who_killed_are_civilians_to_those_who_accuse_them() {
    let all = snapshot(&[dead("norland-army")]);
    let values: Vec<&str> = one(&all, DisputeKind::Identity).rows.iter().map(|row| row.value.as_str()).collect();
    assert_eq!(values, ["civilians", "fighters"]);
    assert!(of(&snapshot(&[dead("front")]), DisputeKind::Identity).is_empty(), "two sides killed two kinds of people");
}

/// A toll of Kona, told of a day or of a month.
fn kona(name: &str, day: &str, number: f64) -> Told {
    let mut told = Told::new(name, &format!("Some {number} people died in Kona.")).town("Kona", 14.94, -3.89).figure(
        &format!("{number} people"),
        Measure::Killed,
        Some(number),
        Some(number),
        "people",
    );
    told.coded.figures[0].date = Some(edtf(day));
    told.coded.figures[0].places = vec![0];
    told
}

#[test]
fn a_toll_of_a_month_is_that_of_its_one_happening_there() {
    let month = || kona("a.txt", "2030-03", 300.0);
    let day = || kona("b.txt", "2030-03-27/2030-03-31", 500.0);
    assert_eq!(one(&snapshot(&[month(), day()]), DisputeKind::Figure).rows.len(), 2);
    let several = [month(), day(), kona("c.txt", "2030-03-04", 320.0)];
    assert!(snapshot(&several).findings.disputes.is_empty(), "which of the two is meant is not known");
    assert!(snapshot(&[month(), kona("b.txt", "2030-03-27", 40.0)]).findings.disputes.is_empty(), "too few");
}
