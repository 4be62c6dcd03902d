//! Disputes of what is said in turns of phrase, arithmetic between figures, and copied text. All sentences are invented
//! for these tests.

mod common;

use common::{Told, one, snapshot};
use toguna_code::{EventType, Measure};
use toguna_mark::{ActorKind, Level};
use toguna_record::DisputeKind;

/// A report that the ferry of Kona sank, with a number of dead.
fn ferry(name: &str, day: &str, text: &str, quote: &str, dead: f64) -> Told {
    Told::published(name, text, Some(day))
        .town("Kona", 14.94, -3.89)
        .figure(quote, Measure::Killed, Some(dead), Some(dead), "passengers")
        .account("sank", EventType::Assault, Some("2030-03-03"), &[], &[])
}

const WIRE: &str = "The ferry of Kona sank on Sunday evening in heavy winds with more than a hundred on board. \
    Rescuers counted 12 passengers dead and were still looking for others on Monday morning, the port master said. \
    It is the third such loss on the river this year, and owners are asked to carry fewer people.";

#[test]
fn law_6_one_mouth_one_voice() {
    let own = "Divers who worked through the night say that 31 passengers lost their lives when the Kona boat sank; \
        they blame a hull that nobody had looked at for years, and a captain who left the port too late.";
    let edited =
        WIRE.replace("still looking for others", "looking for others still").replace("heavy winds", "strong winds");
    let told = [
        ferry("a.txt", "2030-03-04", WIRE, "12 passengers", 12.0),
        ferry("b.txt", "2030-03-05", WIRE, "12 passengers", 12.0),
        ferry("c.txt", "2030-03-05", &edited, "12 passengers", 12.0),
        ferry("d.txt", "2030-03-05", own, "31 passengers", 31.0),
    ];
    let all = snapshot(&told);
    let dispute = one(&all, DisputeKind::Figure);
    let heard: Vec<(&str, usize, usize)> =
        dispute.stances.iter().map(|s| (s.value.as_str(), s.voices, s.rows.len())).collect();
    assert_eq!(heard, [("12", 1, 3), ("31", 1, 1)], "three prints of one wire are one voice");
    assert_eq!(dispute.stances[0].first_said.as_deref(), Some("2030-03-04"));
    assert_eq!(dispute.stances[0].last_said.as_deref(), Some("2030-03-05"));
    let copies: Vec<Option<&str>> =
        (0..4).map(|at| all.copy_of(at).map(|(original, _)| original.name.as_str())).collect();
    assert_eq!(copies, [None, Some("a.txt"), Some("a.txt"), None]);
    let shown = all.show_document("b.txt").expect("it is there");
    assert!(shown.notes.iter().any(|note| note.contains("copy of a.txt")), "{:?}", shown.notes);
}

#[test]
fn a_translation_with_the_same_names_places_and_numbers_is_the_same_voice() {
    let tell = |name: &str, language: &str, words: [&str; 7]| {
        let mut told = Told::published(name, &words.join(" -- "), Some("2030-03-04"));
        told.document =
            toguna_text::Document::new(name, words.join(" -- "), told.document.metadata().clone(), language);
        told.actor(words[0], "port", ActorKind::Organisation)
            .town(words[1], 14.94, -3.89)
            .figure(words[2], Measure::Killed, Some(12.0), Some(12.0), "")
            .actor(words[3], "guard", ActorKind::Military)
            .figure(words[4], Measure::Injured, Some(31.0), Some(31.0), "")
            .actor(words[5], "union", ActorKind::Igo)
            .figure(words[6], Measure::Count, Some(3.0), Some(3.0), "")
    };
    let english = ["the Port", "Kona", "twelve", "the Guard", "thirty-one", "the Union", "three"];
    let french = ["le Port", "Kona", "douze", "la Garde", "trente et un", "l'Union", "trois"];
    let mut other = french;
    other.reverse();
    let both = snapshot(&[tell("a.txt", "en", english), tell("b.txt", "fr", french)]);
    assert_eq!(both.copy_of(1).map(|(original, _)| original.name.as_str()), Some("a.txt"));
    let turned = Told::published("b.txt", &other.join(" -- "), Some("2030-03-04"));
    assert!(snapshot(&[tell("a.txt", "en", english), turned]).copy_of(1).is_none(), "nothing in it agrees");
}

#[test]
fn praise_and_doubt_of_one_thing_are_a_dispute_and_two_praises_are_none() {
    let view = |name: &str, quote: &str, side: &str| {
        Told::published(name, &format!("{quote} of the league."), Some("2030-03-04"))
            .actor("league", "league", ActorKind::Alliance)
            .fact(quote, "@league", "regard", side)
    };
    let told = [view("a.txt", "Much praise", "favourable"), view("b.txt", "Much doubt", "unfavourable")];
    assert_eq!(one(&snapshot(&told), DisputeKind::Attribution).rows.len(), 2);
    let told = [view("a.txt", "Much praise", "favourable"), view("b.txt", "New praise", "favourable")];
    assert!(snapshot(&told).findings.disputes.is_empty());
}

#[test]
fn what_is_at_work_cannot_be_planned_later_but_may_have_been_planned_before() {
    let stage = |name: &str, day: &str, quote: &str, stage: &str| {
        Told::published(name, &format!("{quote} on the river."), Some(day)).fact(quote, "@guard", "has-status", stage)
    };
    let working = || stage("a.txt", "2030-03-04", "The guard is at work", "operational");
    let later = [working(), stage("b.txt", "2030-06-04", "The guard is planned", "planned")];
    assert_eq!(one(&snapshot(&later), DisputeKind::Status).stances.len(), 2);
    let before = [working(), stage("b.txt", "2029-06-04", "The guard is planned", "planned")];
    assert!(snapshot(&before).findings.disputes.is_empty(), "it came to be");
}

#[test]
fn reasons_without_a_word_in_common_are_a_dispute_and_others_are_none() {
    let reason = |name: &str, words: &str| {
        Told::published(name, &format!("They left the union, citing {words}."), Some("2030-03-04"))
            .actor("union", "union", ActorKind::Igo)
            .fact(&format!("citing {words}"), "leaving", "has-reason", words)
    };
    let told = [reason("a.txt", "high tariffs"), reason("b.txt", "a broken promise")];
    assert_eq!(one(&snapshot(&told), DisputeKind::Attribution).entities, ["union"]);
    let told = [reason("a.txt", "high tariffs"), reason("b.txt", "its tariffs on fish")];
    assert!(snapshot(&told).findings.disputes.is_empty());
}

#[test]
fn a_change_implies_a_number_that_a_larger_one_of_a_part_does_not_fit() {
    let report = |part: f64| {
        let mut told = Told::new("a.txt", "Floods killed 760, a 9% increase from 2029. In Kona alone they killed 990.")
            .figure("760", Measure::Killed, Some(760.0), Some(760.0), "people")
            .figure("9% increase", Measure::Change, Some(9.0), Some(9.0), "")
            .town("Kona", 14.94, -3.89)
            .figure("990", Measure::Killed, Some(part), Some(part), "people");
        told.coded.figures[1].date = Some(common::edtf("2029"));
        told.coded.figures[2].date = Some(common::edtf("2029"));
        told.coded.figures[2].places = vec![0];
        told
    };
    let all = snapshot(&[report(990.0)]);
    let dispute = one(&all, DisputeKind::Figure);
    assert_eq!(dispute.rows.len(), 3);
    assert!(dispute.rows.iter().any(|row| row.value == "697 implied for 2029"), "{:?}", dispute.rows);
    assert!(snapshot(&[report(400.0)]).findings.disputes.is_empty(), "a part may be smaller than the whole");
}

#[test]
fn a_union_and_its_members_leave_on_one_day_or_it_is_disputed() {
    let left = |name: &str, who: &str, day: &str| {
        Told::published(name, &format!("{who} left the pact, it was told."), None)
            .fact(&format!("{who} left"), &format!("@{}", who.to_lowercase()), "member-of", "@pact")
            .lasting(None, Some(day), None)
    };
    let member = Told::new("c.txt", "Norland is in the League.").fact("Norland", "@norland", "member-of", "@league");
    let told = [left("a.txt", "Norland", "2030-01"), left("b.txt", "League", "2031-01-29"), member.clone()];
    assert_eq!(one(&snapshot(&told), DisputeKind::Date).rows.len(), 2);
    let told = [left("a.txt", "Norland", "2030-01"), left("b.txt", "League", "2030-01-29"), member];
    assert!(snapshot(&told).findings.disputes.is_empty(), "a month and its day agree");
}

#[test]
fn a_toll_that_no_account_holds_is_compared_with_those_of_its_place_and_day() {
    let loose = |day: &str| {
        let mut told = Told::published("b.txt", "The loss at Kona came to 100 dead.", Some("2030-03-05"))
            .place("Kona", 14.94, -3.89, Level::Settlement)
            .figure("100 dead", Measure::Killed, Some(100.0), Some(100.0), "passengers");
        told.coded.figures[0].date = Some(common::edtf(day));
        told.coded.figures[0].places = vec![0];
        told
    };
    let first = ferry("a.txt", "2030-03-04", "In Kona the boat sank and 79 passengers died.", "79 passengers", 79.0);
    let all = snapshot(&[first.clone(), loose("2030-03-04")]);
    assert_eq!(one(&all, DisputeKind::Figure).rows.len(), 2);
    assert!(snapshot(&[first, loose("2030-03-14")]).findings.disputes.is_empty(), "another week is another loss");
}

#[test]
fn a_toll_without_a_day_is_compared_with_the_one_happening_of_its_place_that_was_news() {
    let undated = |published: &str| {
        let mut told = Told::published("b.txt", "The loss at Kona came to 100 dead.", Some(published))
            .place("Kona", 14.94, -3.89, Level::Settlement)
            .figure("100 dead", Measure::Killed, Some(100.0), Some(100.0), "passengers");
        told.coded.figures[0].places = vec![0];
        told
    };
    let lost = |name: &str, day: &str| {
        Told::published(name, "In Kona the boat sank and 79 passengers died.", Some(day))
            .town("Kona", 14.94, -3.89)
            .figure("79 passengers", Measure::Killed, Some(79.0), Some(79.0), "passengers")
            .account("sank", EventType::Assault, Some(day), &[], &[])
    };
    let all = snapshot(&[lost("a.txt", "2030-03-03"), undated("2030-03-10")]);
    assert_eq!(one(&all, DisputeKind::Figure).rows.len(), 2);
    let later = snapshot(&[lost("a.txt", "2030-03-03"), undated("2030-09-10")]);
    assert!(later.findings.disputes.is_empty(), "half a year later another loss is news");
    let two = snapshot(&[lost("a.txt", "2030-03-01"), lost("c.txt", "2030-03-09"), undated("2030-03-10")]);
    let mixed = two.findings.disputes.iter().any(|d| d.rows.iter().any(|row| row.at.quote == "100 dead"));
    assert!(!mixed, "of two losses it is not known which is meant");
}

#[test]
fn counts_of_what_lasts_in_a_country_are_set_side_by_side() {
    let counted = |name: &str, day: &str, quote: &str, people: f64, of: &str| {
        Told::published(name, &format!("In Kona they say that {quote} live."), Some(day))
            .town("Kona", 14.94, -3.89)
            .figure(quote, Measure::Displaced, Some(people), Some(people), of)
            .said_by(name)
    };
    let told = |day: &str, people: f64, of: &str| {
        let first = counted("a.txt", "2030-03-03", "400,000 displaced people", 400_000.0, "displaced people");
        snapshot(&[first, counted("b.txt", day, "others", people, of)])
    };
    let all = told("2030-05-01", 700_000.0, "people displaced");
    let dispute = one(&all, DisputeKind::Figure);
    assert_eq!(dispute.rows.len(), 2);
    assert!(dispute.rule.to_string().contains("one country"), "{}", dispute.rule);
    for (day, people, of, why) in [
        ("2032-05-01", 700_000.0, "people displaced", "two years later more are"),
        ("2030-05-01", 4_000.0, "people displaced", "a hundredth is a count of something else"),
        ("2030-05-01", 700_000.0, "herders", "of others"),
        ("2030-05-01", 400_000.0, "people displaced", "the same"),
    ] {
        assert!(told(day, people, of).findings.disputes.is_empty(), "{why}");
    }
    let two_years = snapshot(&[
        counted("a.txt", "2030-03-03", "400,000 displaced people", 400_000.0, "displaced people"),
        counted("b.txt", "2030-05-01", "others", 700_000.0, "people displaced"),
        counted("c.txt", "2032-05-01", "900,000 displaced people", 900_000.0, "displaced people"),
        counted("d.txt", "2032-07-01", "others", 1_400_000.0, "people displaced"),
    ]);
    let sides: Vec<usize> = two_years.findings.disputes.iter().map(|dispute| dispute.rows.len()).collect();
    assert_eq!(sides, [2, 2], "what is contested in two years is contested twice");
}
