//! Where an event is placed by an address, as conflict coders write it: "near Hamlet (District, Province)"; and what is none.

use toguna_pipeline::{Pipeline, embedded};
use toguna_text::Metadata;

/// The names of the places of the account that leads.
fn places(text: &str) -> Vec<String> {
    let pipeline = Pipeline::new(&embedded(), "sahel").expect("what is embedded is sound");
    let metadata = Metadata { language: Some("en".into()), ..Metadata::default() };
    let coded = pipeline.code(&pipeline.read_text("case", text, metadata).expect("the case has words"));
    let lead = coded.accounts.iter().find(|a| a.main).expect("an account leads");
    lead.places.iter().map(|&at| coded.marks.places[at].name.clone()).collect()
}

#[test]
fn what_stands_in_brackets_only_says_where_the_town_lies() {
    for text in [
        "Gunmen who had stopped two lorries near Seytenga (Seno, Sahel) killed the drivers.",
        "On 4 May, militants entered Seytenga (Seno, Sahel). They shot dead two traders.",
    ] {
        assert_eq!(places(text), ["Seytenga"], "{text}");
    }
}

#[test]
fn a_district_may_bear_the_name_of_its_seat() {
    let text = "On 4 May, gunmen attacked the village of Tongo Tongo (Ouallam, Tillaberi) and killed two traders.";
    assert_eq!(places(text), ["Tongo Tongo"]);
}

#[test]
fn a_short_form_of_an_army_is_no_village() {
    let text = "On 4 May, militants attacked the FAMa outpost of Boni (Douentza, Mopti).";
    assert_eq!(places(text), ["Boni"]);
}

#[test]
fn a_label_before_the_report_is_not_part_of_its_sentence() {
    let text =
        "Movement of forces: Around 4 May 2022, a Malian battalion arrived in Gossi (Gourma-Rharous, Tombouctou).";
    assert_eq!(places(text), ["Gossi"]);
}

#[test]
fn a_country_in_the_name_of_a_listed_body_is_no_place() {
    let pipeline = Pipeline::new(&embedded(), "sahel").expect("what is embedded is sound");
    let metadata = Metadata { language: Some("en".into()), ..Metadata::default() };
    let text = "The UN mission in Mali (MINUSMA) left Gao. The mission of a trader in Mali ended.";
    let coded = pipeline.code(&pipeline.read_text("case", text, metadata).expect("the case has words"));
    let places: Vec<&str> = coded.marks.places.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(places, ["Gao", "Mali"]);
}
