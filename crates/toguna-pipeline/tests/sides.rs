//! Whose countries the two sides of an event are, what is demanded of whom, and what was only tried.

use toguna_code::{Account, EventType, Status};
use toguna_pipeline::{Pipeline, embedded};
use toguna_text::Metadata;

/// The account of a type that a sentence tells.
fn account(text: &str, language: &str, event_type: EventType) -> Account {
    let pipeline = Pipeline::new(&embedded(), "sahel").expect("what is embedded is sound");
    let metadata = Metadata { language: Some(language.into()), ..Metadata::default() };
    let coded = pipeline.code(&pipeline.read_text("case", text, metadata).expect("the case has words"));
    let told: Vec<&str> = coded.accounts.iter().map(|a| a.event_type.name()).collect();
    let found = coded.accounts.iter().find(|a| a.event_type == event_type);
    found.unwrap_or_else(|| panic!("{text}: told {told:?}")).clone()
}

#[test]
fn a_party_s_country_is_told_by_its_name_its_office_or_its_phrase() {
    let told = account("Kenyan police arrested traders of the Ugandan market.", "en", EventType::Coerce);
    assert_eq!((told.agent_countries, told.target_countries), (vec!["KE".to_owned()], vec!["UG".to_owned()]));
    let told = account("Students from Accra met the president of Togo.", "en", EventType::Consult);
    assert!(told.agent_countries.contains(&"TG".to_owned()), "{:?}", told.agent_countries);
}

#[test]
fn without_a_target_the_country_counts_in_which_it_was_done() {
    let told = account("Norway sent 40 soldiers to a mission in Liberia.", "en", EventType::Mobilize);
    assert_eq!((told.agent_countries, told.target_countries), (vec!["NO".to_owned()], vec!["LR".to_owned()]));
    let told = account("The army of Ghana imposed a curfew in the north of Ghana.", "en", EventType::Coerce);
    assert_eq!((told.agent_countries, told.target_countries), (vec!["GH".to_owned()], vec!["GH".to_owned()]));
}

#[test]
fn a_people_is_no_government() {
    let told = account("Thousands of Ghanaians demonstrated in Accra.", "en", EventType::Protest);
    assert!(told.agents.is_empty(), "{:?}", told.agents);
    assert_eq!(told.agent_countries, ["GH"]);
}

#[test]
fn what_somebody_must_do_is_demanded_of_him() {
    let told = account("Norway said that Chad must free the engineers.", "en", EventType::Request);
    assert_eq!(told.agents.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["norway-gov"]);
    assert_eq!(told.targets.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["chad-gov"]);
}

#[test]
fn violence_that_was_tried_took_place_and_a_treaty_did_not() {
    let told = account("Gunmen tried to kidnap a trader in Gao.", "en", EventType::Assault);
    assert_eq!(told.status, Status::Actual);
    let told = account("Des hommes armés ont tenté d'enlever un commerçant à Gao.", "fr", EventType::Assault);
    assert_eq!(told.status, Status::Actual);
    let told = account("Norway tried to sign the treaty with Chad.", "en", EventType::Agree);
    assert_eq!(told.status, Status::Planned);
}

#[test]
fn what_will_not_be_done_is_refused_and_not_planned() {
    let told = account("Norway will not deploy troops in Chad.", "en", EventType::Mobilize);
    assert_eq!(told.status, Status::Denied);
}

#[test]
fn an_object_s_pronoun_is_not_who_does_it() {
    let told = account("Norway condemned Chad, accusing it of supporting rebels.", "en", EventType::Aid);
    assert_eq!(told.agents.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["chad-gov"]);
}
