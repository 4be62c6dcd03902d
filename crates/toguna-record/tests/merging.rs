//! Briefs without a date of their own, tolls of several voices, and events that are part of larger ones. All sentences
//! are invented for these tests.

mod common;

use common::{Told, snapshot};
use toguna_code::{EventType, Measure, VictimSide};
use toguna_mark::{ActorKind, Level};
use toguna_record::{Deaths, Snapshot};

/// A headline of an outlet: so many dead at an attack somewhere in the country.
fn headline(name: &str, day: &str, text: &str, dead: f64) -> Told {
    let number = text.split(' ').find(|word| word.parse::<f64>().is_ok()).unwrap_or("Dozens");
    Told::published(name, text, Some(day))
        .place("Mali", 17.0, -4.0, Level::Country)
        .figure(number, Measure::Killed, Some(dead), Some(dead), "")
        .account(number, EventType::Assault, None, &[], &[])
}

fn events(told: &[Told]) -> Vec<Vec<usize>> {
    snapshot(told).findings.events.iter().map(|event| event.accounts.clone()).collect()
}

#[test]
fn headlines_of_one_day_whose_tolls_lie_near_are_one_event_and_say_why() {
    let told = [
        headline("a.txt", "2030-03-04", "Raid on a market in Mali leaves 15 dead", 15.0),
        headline("b.txt", "2030-03-04", "At least 16 killed at a fair in Mali", 16.0),
        headline("c.txt", "2030-03-05", "Mali mourns 16 traders", 16.0),
    ];
    let all = snapshot(&told);
    assert_eq!(all.findings.events.len(), 1, "{:?}", all.findings.events);
    let why = all.findings.events[0].why.to_string();
    assert!(["published on one day", "same number of dead", "same country"].iter().all(|r| why.contains(r)), "{why}");
}

#[test]
fn headlines_of_one_day_with_other_tolls_or_of_another_week_are_other_events() {
    let first = || headline("a.txt", "2030-03-04", "Raid on a market in Mali leaves 15 dead", 15.0);
    assert_eq!(events(&[first(), headline("b.txt", "2030-03-04", "Gunmen kill 3 in Mali", 3.0)]).len(), 2);
    assert_eq!(events(&[first(), headline("b.txt", "2030-03-14", "Gunmen kill 15 in Mali", 15.0)]).len(), 2);
}

#[test]
fn headlines_that_name_two_villages_are_two_events_though_one_region_holds_both() {
    let of = |name: &str, village: &str, lat: f64| {
        Told::published(name, &format!("12 killed in {village}, Plateau region"), Some("2030-03-04"))
            .place("Plateau region", 15.0, -3.9, Level::Admin1)
            .town(village, lat, -3.9)
            .figure("12", Measure::Killed, Some(12.0), Some(12.0), "")
            .account("killed", EventType::Assault, None, &[], &[])
    };
    assert_eq!(events(&[of("a.txt", "Kona", 14.9), of("b.txt", "Tondi", 15.9)]).len(), 2);
    assert_eq!(events(&[of("a.txt", "Kona", 14.9), of("b.txt", "Kona Bay", 15.0)]).len(), 1);
}

/// A document of an outlet that tells the dead of the raid on Kona.
fn raid(name: &str, outlet: &str, day: &str, text: &str, dead: f64) -> Told {
    let quote = text.split(' ').find(|word| word.parse::<f64>().is_ok()).expect("a number");
    Told::published(name, text, Some(day))
        .outlet(outlet)
        .actor("militia", "militia", ActorKind::ArmedGroup)
        .town("Kona", 14.94, -3.89)
        .figure(quote, Measure::Killed, Some(dead), Some(dead), "herders")
}

fn done(told: Told) -> Told {
    told.account("Kona", EventType::Assault, Some("2030-03-03"), &["militia"], &[])
}

fn deaths(all: &Snapshot) -> Deaths {
    assert_eq!(all.findings.events.len(), 1, "{:?}", all.findings.events);
    all.findings.events[0].deaths.clone().expect("deaths")
}

const WIRE: &str = "In Kona the militia fell upon a camp at dawn and left 12 herders dead before it rode away north. \
    The elders say that nobody had warned them, although smoke had been seen on the hills the whole evening.";

#[test]
fn law_6_a_copied_toll_counts_once() {
    let own = "Of the people in the Kona camp 31 did not survive what the militia did there, a nurse found.";
    let told = [
        done(raid("a.txt", "Wire", "2030-03-04", WIRE, 12.0)),
        done(raid("b.txt", "Morning Paper", "2030-03-04", WIRE, 12.0)),
        done(raid("c.txt", "Evening Paper", "2030-03-04", WIRE, 12.0)),
        done(raid("d.txt", "Radio", "2030-03-04", own, 31.0)),
        done(raid("e.txt", "Hill Post", "2030-03-04", "Kona buries 31 after the militia came.", 31.0)),
    ];
    let deaths = deaths(&snapshot(&told));
    assert_eq!((deaths.all.low, deaths.all.best, deaths.all.high), (Some(12.0), Some(31.0), Some(31.0)));
    assert!(deaths.rule.to_string().contains("in b.txt (copied from a.txt)"), "{}", deaths.rule);
    assert!(deaths.rule.to_string().contains("Best is 31, which 2 voices tell"), "{}", deaths.rule);
}

#[test]
fn a_voice_replaces_its_own_toll_and_no_other() {
    let told = [
        done(raid("a.txt", "Radio", "2030-03-04", "The militia left 7 dead in Kona.", 7.0)),
        done(raid("b.txt", "Radio", "2030-03-06", "It is 12 whom the militia killed at Kona.", 12.0)),
        done(raid("c.txt", "Hill Post", "2030-03-05", "The militia and Kona: 9 graves.", 9.0)),
    ];
    let deaths = deaths(&snapshot(&told));
    assert_eq!((deaths.all.low, deaths.all.best, deaths.all.high), (Some(9.0), Some(12.0), Some(12.0)));
    assert!(deaths.rule.to_string().contains("replaced by the same voice's later number in b.txt"), "{}", deaths.rule);
}

#[test]
fn a_party_to_the_fight_does_not_choose_the_best() {
    let told = [
        done(raid("a.txt", "Radio", "2030-03-06", "The militia says it lost 4 at Kona.", 4.0).said_by("militia")),
        done(raid("b.txt", "Hill Post", "2030-03-04", "At Kona 20 lie dead after the militia came.", 20.0)),
    ];
    let deaths = deaths(&snapshot(&told));
    assert_eq!((deaths.all.low, deaths.all.best, deaths.all.high), (Some(4.0), Some(20.0), Some(20.0)));
    assert!(deaths.rule.to_string().contains("a party to the fight does not choose it (militia)"), "{}", deaths.rule);
}

#[test]
fn what_more_voices_tell_of_a_side_than_of_all_bounds_the_dead_below_and_not_above() {
    let both = "The militia killed 20 herders at Kona and lost 4 of its own.";
    let whole = raid("a.txt", "Radio", "2030-03-04", both, 20.0).of_side(VictimSide::Civilians);
    let whole = whole.figure("4", Measure::Killed, Some(4.0), Some(4.0), "of its own").of_side(VictimSide::ArmedGroup);
    let part =
        |outlet: &str, text: &str| done(raid(outlet, outlet, "2030-03-04", text, 20.0).of_side(VictimSide::Civilians));
    let post = || part("Hill Post", "At Kona 20 herders are dead; the militia had come at night.");
    let wire = || part("Wire", "Kona lays 20 to rest whom the militia slew beside their camp.");
    let all = |told: &[Told]| deaths(&snapshot(told)).all;
    let two = all(&[done(whole.clone()), post(), wire()]);
    assert_eq!((two.low, two.best, two.high), (Some(20.0), Some(24.0), Some(24.0)));
    let one = all(&[done(whole), post()]);
    assert_eq!((one.low, one.best, one.high), (Some(24.0), Some(24.0), Some(24.0)));
}

#[test]
fn the_best_is_what_most_voices_leave_room_for_and_of_one_day_the_higher() {
    let least = |mut told: Told| {
        told.coded.tolls[0].high = None;
        done(told)
    };
    let seven = || raid("a.txt", "Radio", "2030-03-04", "The militia left 7 dead in Kona.", 7.0);
    let ten = || done(raid("b.txt", "Hill Post", "2030-03-04", "Kona buries 10 after the militia came.", 10.0));
    let open = deaths(&snapshot(&[least(seven()), ten()]));
    assert_eq!((open.all.low, open.all.best, open.all.high), (Some(7.0), Some(10.0), None));
    assert!(
        open.rule.to_string().contains("Best is 10, which one voice tells and 1 more leave room for"),
        "{}",
        open.rule
    );
    let tied = deaths(&snapshot(&[done(seven()), ten()]));
    assert_eq!((tied.all.low, tied.all.best, tied.all.high), (Some(7.0), Some(10.0), Some(10.0)));
    assert!(tied.rule.to_string().contains("the latest published is taken, then the higher"), "{}", tied.rule);
}

#[test]
fn sides_that_no_document_tells_together_are_added() {
    let of = |name: &str, text: &str, dead: f64, side: VictimSide| {
        done(raid(name, name, "2030-03-04", text, dead).of_side(side))
    };
    let herders = || of("a.txt", "The militia left 20 herders dead at Kona.", 20.0, VictimSide::Civilians);
    let fighters = |dead: f64| {
        of("b.txt", &format!("The militia buries {dead} of its own after Kona."), dead, VictimSide::ArmedGroup)
    };
    let told = deaths(&snapshot(&[herders(), fighters(4.0)]));
    assert_eq!((told.all.low, told.all.best, told.all.high), (Some(4.0), Some(24.0), Some(24.0)));
    assert!(told.rule.to_string().contains("(armed_group 4, civilians 20)"), "{}", told.rule);
    // One number under two names may be the same dead.
    assert_eq!(deaths(&snapshot(&[herders(), fighters(20.0)])).all.high, Some(20.0));
}

/// A text that says how long the fighting for the hills lasted.
fn offensive(name: &str) -> Told {
    Told::published(name, "From 3 to 20 March the army fought the militia in Plateau region.", Some("2030-04-02"))
        .date("3 to 20 March", "2030-03-03/2030-03-20")
        .place("Plateau region", 15.0, -3.9, Level::Admin1)
        .account("fought", EventType::Assault, Some("2030-03-03/2030-03-20"), &["army"], &["militia"])
}

#[test]
fn a_battle_is_part_of_its_offensive_and_not_the_same_event() {
    let battle = done(raid("b.txt", "Radio", "2030-03-12", "The militia lost 12 at Kona.", 12.0));
    let all = snapshot(&[offensive("a.txt"), battle.clone()]);
    let [whole, part] = &all.findings.events[..] else { panic!("two events") };
    let (of, why) = all.whole_of(part).expect("it is a part");
    assert_eq!((of.id.as_str(), all.whole_of(whole)), (whole.id.as_str(), None));
    assert!(why.contains("its day lies in the days that the larger one lasted"), "{why}");
    let shown = all.show_event(&whole.id).expect("it is there");
    assert!(shown.notes.iter().any(|note| note.starts_with("holds event")), "{:?}", shown.notes);
    // A month that holds the day is no duration: it is the same battle, told less exactly.
    let month = Told::published("a.txt", "In March 2030 the militia attacked Kona.", Some("2030-04-02"))
        .date("March 2030", "2030-03")
        .town("Kona", 14.94, -3.89)
        .account("attacked", EventType::Assault, Some("2030-03"), &["militia"], &[]);
    assert_eq!(snapshot(&[month, battle]).findings.events.len(), 1);
}

#[test]
fn the_meeting_that_prepares_a_summit_is_part_of_it_and_one_elsewhere_is_none() {
    let summit =
        Told::published("a.txt", "Norland and Sudland hold talks in Kona on 6 and 7 July.", Some("2030-07-08"))
            .date("6 and 7 July", "2030-07-06/2030-07-07")
            .town("Kona", 14.94, -3.89)
            .account("talks", EventType::Consult, Some("2030-07-06/2030-07-07"), &["norland-gov", "sudland-gov"], &[]);
    let ministers = |town: &str, lat: f64| {
        Told::published("b.txt", &format!("Ministers of Norland met in {town} on 5 July."), Some("2030-07-05"))
            .town(town, lat, -3.89)
            .account("met", EventType::Consult, Some("2030-07-05"), &["norland-gov"], &[])
    };
    let all = snapshot(&[summit.clone(), ministers("Kona", 14.94)]);
    assert_eq!(all.findings.events.len(), 2);
    let why = all.whole_of(&all.findings.events[1]).map(|(_, why)| why);
    assert!(why.is_some_and(|why| why.contains("right before")), "{why:?}");
    let elsewhere = snapshot(&[summit, ministers("Tondi", 16.9)]);
    assert!(elsewhere.findings.events.iter().all(|event| elsewhere.whole_of(event).is_none()));
}
