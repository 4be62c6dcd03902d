//! Merging and disputes, with readings made by hand. All sentences are invented for these tests.

mod common;

use common::{Told, of, snapshot};
use proptest::prelude::*;
use toguna_code::{EventType, Measure, Status};
use toguna_mark::{ActorKind, Level};
use toguna_record::{DisputeKind, DisputeRow};

fn values(dispute: &DisputeRow) -> Vec<&str> {
    dispute.rows.iter().map(|row| row.value.as_str()).collect()
}

/// A raid near Kona told with a day, an agent and a number of dead herders.
fn raid(name: &str, published: &str, day: &str, agent: &str, dead: (Option<f64>, Option<f64>)) -> Told {
    let text = format!("Near Kona the camp was raided on {day} by {agent}; several herders died.");
    Told::published(name, &text, Some(published))
        .outlet(name)
        .actor(agent, agent, ActorKind::ArmedGroup)
        .town("Kona", 14.94, -3.89)
        .figure("several herders", Measure::Killed, dead.0, dead.1, "herders")
        .account("raided", EventType::Assault, Some(day), &[agent], &[])
}

fn exactly(number: f64) -> (Option<f64>, Option<f64>) {
    (Some(number), Some(number))
}

#[test]
fn accounts_of_one_raid_are_one_event_and_another_day_is_another() {
    let told = [
        raid("a.txt", "2024-03-04", "2024-03-03", "militia", exactly(7.0)),
        raid("b.txt", "2024-03-05", "2024-03-03", "militia", exactly(7.0)),
        raid("c.txt", "2024-03-20", "2024-03-19", "militia", exactly(2.0)),
    ];
    let one = snapshot(&told);
    let events: Vec<&[usize]> = one.findings.events.iter().map(|event| event.accounts.as_slice()).collect();
    assert_eq!(events, [&[0, 1][..], &[2]]);
    assert!(one.findings.events[0].why.to_string().contains("same day"), "{}", one.findings.events[0].why);
    // The id stays when a further document tells of the event.
    let more = snapshot(&[
        told[0].clone(),
        told[1].clone(),
        raid("d.txt", "2024-03-06", "2024-03-03", "militia", exactly(9.0)),
    ]);
    assert_eq!(more.findings.events[0].id, one.findings.events[0].id);
    assert_eq!(more.findings.events[0].accounts.len(), 3);
}

#[test]
fn a_month_holds_its_day_and_a_village_lies_near_its_town() {
    let wide = Told::published("a.txt", "In March 2024 raiders struck Kona Bay.", Some("2024-04-02"))
        .town("Kona Bay", 15.1, -3.95)
        .account("struck", EventType::Assault, Some("2024-03"), &["militia"], &[]);
    let told = [wide, raid("b.txt", "2024-03-05", "2024-03-03", "militia", exactly(7.0))];
    let one = snapshot(&told);
    assert_eq!(one.findings.events.len(), 1);
    assert_eq!(one.findings.events[0].date.as_deref(), Some("2024-03-03"));
    assert!(of(&one, DisputeKind::Date).is_empty(), "a month and its day agree");
}

#[test]
fn one_document_that_tells_two_raids_tells_two_events() {
    let told = raid("a.txt", "2024-03-04", "2024-03-03", "militia", exactly(7.0)).account(
        "died",
        EventType::Assault,
        Some("2024-03-03"),
        &["militia"],
        &[],
    );
    assert_eq!(snapshot(&[told]).findings.events.len(), 2);
}

#[test]
fn a_day_alone_does_not_make_one_event_of_two_places() {
    let far = Told::published("b.txt", "Raiders struck Tondi that Sunday.", Some("2024-03-05"))
        .town("Tondi", 16.9, -0.2)
        .account("struck", EventType::Assault, Some("2024-03-03"), &["militia"], &[]);
    let told = [raid("a.txt", "2024-03-04", "2024-03-03", "militia", exactly(7.0)), far];
    assert_eq!(snapshot(&told).findings.events.len(), 2);
}

#[test]
fn deaths_are_the_least_the_most_told_and_the_most_and_say_their_rule() {
    // In words of its own: what is copied would be no second voice.
    let own = Told::published("c.txt", "An elder counts 12 herders lost at Kona to the militia.", Some("2024-03-06"))
        .outlet("c.txt")
        .actor("militia", "militia", ActorKind::ArmedGroup)
        .town("Kona", 14.94, -3.89)
        .figure("12 herders", Measure::Killed, Some(12.0), Some(12.0), "herders")
        .account("lost", EventType::Assault, Some("2024-03-03"), &["militia"], &[]);
    let told = [
        raid("a.txt", "2024-03-04", "2024-03-03", "militia", exactly(7.0)),
        raid("b.txt", "2024-03-05", "2024-03-03", "militia", exactly(12.0)),
        own,
        raid("d.txt", "2024-03-07", "2024-03-03", "militia", (Some(15.0), None)),
    ];
    let one = snapshot(&told);
    let deaths = one.findings.events[0].deaths.as_ref().expect("deaths");
    assert_eq!((deaths.all.low, deaths.all.best), (Some(7.0), Some(12.0)));
    assert_eq!(deaths.all.high, None, "d.txt tells no upper end");
    assert!(["a.txt", "d.txt"].iter().all(|name| deaths.rule.to_string().contains(name)), "law 2: {}", deaths.rule);
}

#[test]
fn law_5_no_zero_for_not_told() {
    let told = raid("a.txt", "2024-03-04", "2024-03-03", "militia", (None, None));
    assert_eq!(snapshot(&[told]).findings.events[0].deaths, None);
}

#[test]
fn numbers_of_one_thing_that_do_not_meet_are_a_dispute() {
    let told = [
        raid("a.txt", "2024-03-04", "2024-03-03", "militia", exactly(7.0)),
        raid("b.txt", "2024-03-05", "2024-03-03", "militia", exactly(12.0)),
    ];
    let one = snapshot(&told);
    let [dispute] = of(&one, DisputeKind::Figure)[..] else { panic!("one figure dispute") };
    assert_eq!(values(dispute), ["7", "12"]);
    assert!(dispute.instalment, "it grew with the day of publication");
    assert!(!dispute.same_as);
    assert_eq!(dispute.event.as_deref(), Some(one.findings.events[0].id.as_str()));
}

#[test]
fn rounding_and_open_ends_are_no_dispute() {
    let mut about = raid("b.txt", "2024-03-05", "2024-03-03", "militia", exactly(100.0));
    about.coded.figures[0].approx = true;
    let told = [raid("a.txt", "2024-03-04", "2024-03-03", "militia", exactly(104.0)), about];
    assert!(of(&snapshot(&told), DisputeKind::Figure).is_empty());
    let open = raid("b.txt", "2024-03-05", "2024-03-03", "militia", (Some(100.0), None));
    let told = [raid("a.txt", "2024-03-04", "2024-03-03", "militia", exactly(104.0)), open];
    assert!(of(&snapshot(&told), DisputeKind::Figure).is_empty(), "at least 100 holds 104");
}

#[test]
fn parts_are_compared_with_parts_and_totals_with_totals() {
    let base = |name: &str, text: &str| Told::published(name, text, Some("2024-03-04")).town("Kona", 14.94, -3.89);
    let first = base("a.txt", "At Kona 28 guards and four traders fell, 32 in all, in the raid.")
        .figure("28 guards", Measure::Killed, Some(28.0), Some(28.0), "guards")
        .figure("four traders", Measure::Killed, Some(4.0), Some(4.0), "traders")
        .figure("32", Measure::Killed, Some(32.0), Some(32.0), "")
        .account("raid", EventType::Assault, Some("2024-03-03"), &["militia"], &[]);
    let second = base("b.txt", "At Kona 49 guards and four traders fell, 53 in all, in the raid.")
        .figure("49 guards", Measure::Killed, Some(49.0), Some(49.0), "guards")
        .figure("four traders", Measure::Killed, Some(4.0), Some(4.0), "traders")
        .figure("53", Measure::Killed, Some(53.0), Some(53.0), "")
        .account("raid", EventType::Assault, Some("2024-03-03"), &["militia"], &[]);
    let third = base("c.txt", "At Kona 19 guards died in the raid.")
        .figure("19 guards", Measure::Killed, Some(19.0), Some(19.0), "guards")
        .account("raid", EventType::Assault, Some("2024-03-03"), &["militia"], &[]);
    let one = snapshot(&[first, second, third]);
    let told: Vec<Vec<&str>> = of(&one, DisputeKind::Figure).into_iter().map(values).collect();
    assert_eq!(told, [vec!["28", "49", "19"], vec!["32", "53"]]);
}

#[test]
fn two_claimants_of_one_document_can_disagree() {
    let told = Told::published("a.txt", "At Kona the army counts 8 guards dead, the militia 70 guards.", None)
        .town("Kona", 14.94, -3.89)
        .figure("8 guards", Measure::Killed, Some(8.0), Some(8.0), "guards")
        .said_by("army")
        .figure("70 guards", Measure::Killed, Some(70.0), Some(70.0), "guards")
        .said_by("militia")
        .account("dead", EventType::Assault, Some("2024-03-03"), &["militia"], &[]);
    let one = snapshot(&[told]);
    let [dispute] = of(&one, DisputeKind::Figure)[..] else { panic!("one figure dispute") };
    assert_eq!(values(dispute), ["8", "70"]);
    assert_eq!(dispute.rows[1].claimed_by.entity.as_deref(), Some("militia"));
    let deaths = one.findings.events[0].deaths.as_ref().expect("deaths");
    assert_eq!((deaths.all.low, deaths.all.high), (Some(8.0), Some(70.0)));
}

#[test]
fn a_text_that_sets_a_claim_beside_its_own_number_tells_a_dispute() {
    let told = |claim: f64, quote: &str| {
        let text = format!("At Kona 11 guards died. The militia says that it killed {quote} of them.");
        Told::published("a.txt", &text, None)
            .town("Kona", 14.94, -3.89)
            .figure("11 guards", Measure::Killed, Some(11.0), Some(11.0), "guards")
            .account("died", EventType::Assault, None, &[], &[])
            .figure(quote, Measure::Killed, Some(claim), Some(claim), "")
            .said_by("militia")
    };
    let one = snapshot(&[told(61.0, "61")]);
    let [dispute] = of(&one, DisputeKind::Figure)[..] else { panic!("one figure dispute") };
    assert_eq!(values(dispute), ["11", "61"]);
    let far = snapshot(&[told(240.0, "240")]);
    assert!(of(&far, DisputeKind::Figure).is_empty(), "numbers so far apart count two things");
}

#[test]
fn spellings_are_told_as_one_actor_and_surnames_are_no_spelling() {
    let one =
        |name: &str, full: &str, short: &str| {
            Told::new(name, &format!("{full} spoke. Then {short} left."))
                .actor(full, "x-diallo", ActorKind::Person)
                .actor(short, "x-diallo", ActorKind::Person)
        };
    let told = [
        one("a.txt", "Souleymane Diallo", "Diallo"),
        one("b.txt", "Suleyman Diallo", "Diallo"),
        one("c.txt", "Souleymane DIALLO", "Diallo"),
    ];
    let all = snapshot(&told);
    let [dispute] = of(&all, DisputeKind::Identity)[..] else { panic!("{:?}", all.findings.disputes) };
    assert!(dispute.same_as);
    assert!(dispute.about.to_string().starts_with("spelling"), "{}", dispute.about);
    assert_eq!(values(dispute), ["Souleymane Diallo", "Suleyman Diallo", "Souleymane Diallo"]);
    assert!(of(&snapshot(&[told[0].clone(), told[2].clone()]), DisputeKind::Identity).is_empty());
}

#[test]
fn an_acronym_is_its_name_and_another_acronym_is_another_name() {
    let one =
        |name: &str, told: &str| Told::new(name, &format!("{told} met.")).actor(told, "umf", ActorKind::ArmedGroup);
    let same =
        [one("a.txt", "United Mountain Front (UMF)"), one("b.txt", "UMF"), one("c.txt", "United Mountain Front")];
    assert!(of(&snapshot(&same), DisputeKind::Identity).is_empty());
    let other = [one("a.txt", "United Mountain Front (UMF)"), one("b.txt", "NGF")];
    assert_eq!(values(of(&snapshot(&other), DisputeKind::Identity)[0]), ["United Mountain Front (UMF)", "NGF"]);
    let described = [one("a.txt", "United Mountain Front"), one("b.txt", "the mountain rebels")];
    assert!(of(&snapshot(&described), DisputeKind::Identity).is_empty(), "a description is no name");
}

#[test]
fn names_joined_by_a_stroke_and_told_apart_elsewhere_are_a_question() {
    let joined = Told::new("a.txt", "Some 200 Northern Star/Eagle Company men arrived.")
        .actor("Northern Star", "northern-star", ActorKind::Company)
        .actor("Eagle Company", "eagle-company", ActorKind::Company);
    let apart = Told::new("b.txt", "Northern Star left.").actor("Northern Star", "northern-star", ActorKind::Company);
    assert!(of(&snapshot(std::slice::from_ref(&joined)), DisputeKind::Identity).is_empty());
    let both = snapshot(&[joined, apart]);
    let [dispute] = of(&both, DisputeKind::Identity)[..] else { panic!("one") };
    assert!(!dispute.same_as);
    assert_eq!(dispute.rows.len(), 3);
}

#[test]
fn ranks_differ_between_documents_of_one_time_and_a_promotion_is_no_dispute() {
    let rank = |name: &str, rank: &str, published: Option<&str>| {
        Told::published(name, &format!("{rank} Diallo spoke."), published).fact(rank, "@x-diallo", "holds-rank", rank)
    };
    let both =
        snapshot(&[rank("a.txt", "colonel", None), rank("b.txt", "Generals", None), rank("c.txt", "general", None)]);
    let [dispute] = of(&both, DisputeKind::Status)[..] else { panic!("one") };
    assert_eq!(values(dispute), ["colonel", "Generals", "general"]);
    let later = snapshot(&[rank("a.txt", "colonel", Some("2021-01-01")), rank("b.txt", "general", Some("2024-01-01"))]);
    assert!(of(&later, DisputeKind::Status).is_empty());
    let same = snapshot(&[rank("a.txt", "Generals", None), rank("b.txt", "general", None)]);
    assert!(same.findings.disputes.is_empty());
}

#[test]
fn two_leaders_at_one_time_are_a_dispute_and_one_after_the_other_are_none() {
    let leads = |name: &str, who: &str, day: &str| {
        Told::new(name, &format!("{who} leads Kona State."))
            .fact("leads", &format!("@{who}"), "leads", "@kona-gov")
            .lasting(None, None, Some(day))
    };
    let both = snapshot(&[leads("a.txt", "ana", "2024-03-03"), leads("b.txt", "ben", "2024-03")]);
    assert_eq!(of(&both, DisputeKind::Status).len(), 1);
    let after = snapshot(&[leads("a.txt", "ana", "2024-03-03"), leads("b.txt", "ben", "2024-09-01")]);
    assert!(after.findings.disputes.is_empty());
}

#[test]
fn two_holders_of_one_office_on_one_day_are_a_dispute_where_one_person_holds_it() {
    let holds = |name: &str, who: &str, office: &str, day: &str| {
        Told::new(name, &format!("{who} is in office in Kona State."))
            .fact("in office", &format!("@{who}"), "holds-office", "@kona-gov")
            .in_office(office)
            .lasting(None, None, Some(day))
    };
    let water = |name: &str, who: &str, day: &str| holds(name, who, "minister of water", day);
    let both = snapshot(&[water("a.txt", "ana", "2024-03-03"), water("b.txt", "ben", "2024-03-03")]);
    let [dispute] = of(&both, DisputeKind::Status)[..] else { panic!("one") };
    assert_eq!(values(dispute), ["ana", "ben"]);
    assert!(dispute.about.to_string().starts_with("who is minister of water of "), "{}", dispute.about);
    let none = [
        [water("a.txt", "ana", "2024-03-03"), water("b.txt", "ben", "2024-04-03")],
        [water("a.txt", "ana", "2024-03-03"), holds("b.txt", "ben", "minister of roads", "2024-03-03")],
        [holds("a.txt", "ana", "spokesman", "2024-03-03"), holds("b.txt", "ben", "spokesman", "2024-03-03")],
    ];
    for told in none {
        assert!(snapshot(&told).findings.disputes.is_empty());
    }
    // The next holder ends the spell of the one before.
    let day = "2024-05-01".parse().expect("a day");
    let after = snapshot(&[water("a.txt", "ana", "2024-03-03"), water("b.txt", "ben", "2024-04-03")]).on(day);
    let left: Vec<&str> = after.readings.facts.iter().map(|fact| fact.subject.text.as_str()).collect();
    assert_eq!(left, ["ben"]);
}

#[test]
fn ends_of_a_membership_that_cannot_both_hold_are_a_dispute() {
    let left = |name: &str, to: &str| {
        Told::new(name, "Kona left the League.").fact("left", "@kona-gov", "member-of", "@league").lasting(
            None,
            Some(to),
            None,
        )
    };
    assert_eq!(of(&snapshot(&[left("a.txt", "2024-01"), left("b.txt", "2025-01-29")]), DisputeKind::Date).len(), 1);
    assert!(snapshot(&[left("a.txt", "2024-01"), left("b.txt", "2024-01-28")]).findings.disputes.is_empty());
}

#[test]
fn an_act_done_once_with_two_dates_is_a_dispute_between_documents() {
    let left = |name: &str, day: &str| {
        Told::new(name, "Kona and Tondi withdrew from the League.").account(
            "withdrew",
            EventType::Sanction,
            Some(day),
            &["kona-gov", "tondi-gov"],
            &["league"],
        )
    };
    let both = snapshot(&[left("a.txt", "2024-01"), left("b.txt", "2025-01-29")]);
    assert_eq!(values(of(&both, DisputeKind::Date)[0]), ["2024-01", "2025-01-29"]);
    assert!(of(&snapshot(&[left("a.txt", "2025"), left("b.txt", "2025-01-29")]), DisputeKind::Date).is_empty());
    let planned = [left("a.txt", "2024-01").status(Status::Planned), left("b.txt", "2025-01-29")];
    assert!(of(&snapshot(&planned), DisputeKind::Date).is_empty(), "a plan's day is not the deed's");
}

#[test]
fn done_and_denied_is_a_dispute_and_planned_before_it_was_done_is_none() {
    let base = |name: &str, published: &str| raid(name, published, "2024-03-03", "militia", (None, None));
    let denied = [base("a.txt", "2024-03-04"), base("b.txt", "2024-03-05").status(Status::Denied)];
    assert_eq!(values(of(&snapshot(&denied), DisputeKind::Status)[0]), ["actual", "denied"]);
    let before = [base("a.txt", "2024-03-04"), base("b.txt", "2024-03-01").status(Status::Planned)];
    assert!(of(&snapshot(&before), DisputeKind::Status).is_empty());
    let after = [base("a.txt", "2024-03-04"), base("b.txt", "2024-03-20").status(Status::Planned)];
    assert_eq!(of(&snapshot(&after), DisputeKind::Status).len(), 1);
}

#[test]
fn better_here_and_worse_there_is_a_dispute() {
    let trend = |name: &str, object: &str, subject: &str| {
        Told::new(name, "Security of the hills is what it is.").fact("Security", subject, "trend", object)
    };
    let both =
        [trend("a.txt", "improving", "security in the hills"), trend("b.txt", "worsening", "Security of the valley")];
    assert_eq!(values(of(&snapshot(&both), DisputeKind::Trend)[0]), ["improving", "worsening"]);
    let other = [trend("a.txt", "improving", "harvest"), trend("b.txt", "worsening", "security")];
    assert!(snapshot(&other).findings.disputes.is_empty());
}

#[test]
fn different_agents_of_one_event_are_a_dispute_unless_one_is_of_the_other() {
    let told = [
        raid("a.txt", "2024-03-04", "2024-03-03", "militia", exactly(7.0)),
        raid("b.txt", "2024-03-05", "2024-03-03", "brigade", exactly(7.0)),
    ];
    assert_eq!(values(of(&snapshot(&told), DisputeKind::Attribution)[0]), ["militia", "brigade"]);
    let of_it = [told[0].clone(), told[1].clone().fact("brigade", "@brigade", "part-of", "@militia")];
    assert!(of(&snapshot(&of_it), DisputeKind::Attribution).is_empty());
}

#[test]
fn a_force_that_left_here_and_was_expelled_there_is_a_dispute() {
    let expelled = Told::new("a.txt", "Kona expelled the Legion.")
        .actor("Legion", "legion", ActorKind::Military)
        .account("expelled", EventType::Sanction, None, &["kona-gov"], &["legion"])
        .mode("expel");
    let left = Told::new("b.txt", "The Legion withdrew.").actor("Legion", "legion", ActorKind::Military).account(
        "withdrew",
        EventType::Retreat,
        Some("2023"),
        &["legion"],
        &[],
    );
    let both = snapshot(&[expelled, left]);
    assert_eq!(values(of(&both, DisputeKind::Attribution)[0]), ["was made to leave", "left"]);
}

#[test]
fn a_country_is_no_place_for_two_attacks_of_one_day() {
    let attack = |name: &str| {
        Told::published(name, "Attack somewhere in Mali.", Some("2024-03-05"))
            .place("Mali", 17.0, -4.0, Level::Country)
            .account("Attack", EventType::Assault, Some("2024-03-03"), &[], &[])
    };
    // Same day and same country alone are just enough only with a party or a number in common.
    let two = snapshot(&[attack("a.txt"), raid("b.txt", "2024-03-05", "2024-03-03", "militia", exactly(7.0))]);
    assert_eq!(two.findings.events.len(), 2, "{}", two.findings.events[0].why);
}

proptest! {
    /// Whatever is told, an event never holds two accounts of one document, and every account has exactly one event.
    #[test]
    fn events_partition_the_accounts(days in prop::collection::vec((1u8..5, 0u8..3, 0u8..3), 1..12)) {
        let told: Vec<Told> = days
            .iter()
            .enumerate()
            .map(|(at, (day, agent, dead))| {
                let agent = ["militia", "brigade", "legion"][usize::from(*agent)];
                raid(&format!("{at:02}.txt"), "2024-03-09", &format!("2024-03-0{day}"), agent, exactly(f64::from(*dead) + 2.0))
            })
            .collect();
        let all = snapshot(&told);
        let mut accounts: Vec<usize> = all.findings.events.iter().flat_map(|event| event.accounts.clone()).collect();
        accounts.sort_unstable();
        prop_assert_eq!(accounts, (0..told.len()).collect::<Vec<_>>());
        for event in &all.findings.events {
            let mut documents: Vec<usize> = event.accounts.iter().map(|&at| all.readings.accounts[at].at.document).collect();
            documents.dedup();
            prop_assert_eq!(documents.len(), event.accounts.len());
        }
    }
}
