//! Who does what a clause without a subject of its own tells: "accused the group of attacking", "n'a fait aucun mort".

use toguna_code::{Coded, EventType, Status};
use toguna_pipeline::{Pipeline, embedded};
use toguna_text::Metadata;

fn coded(text: &str, language: &str) -> Coded {
    let pipeline = Pipeline::new(&embedded(), "sahel").expect("what is embedded is sound");
    let metadata = Metadata { language: Some(language.into()), ..Metadata::default() };
    pipeline.code(&pipeline.read_text("case", text, metadata).expect("the case has words"))
}

/// The agents of the only account of a type.
fn agents(text: &str, language: &str, event_type: EventType) -> Vec<String> {
    let coded = coded(text, language);
    let account = coded.accounts.iter().find(|a| a.event_type == event_type).expect("the event is told");
    account.agents.iter().map(|id| id.as_str().to_owned()).collect()
}

#[test]
fn whoever_is_accused_of_it_does_it() {
    let text = "The army of Mali accused JNIM of attacking a convoy near Gao.";
    assert_eq!(agents(text, "en", EventType::Assault), ["jnim"]);
    let text = "Mali accused Ukraine of supporting rebels in the north.";
    assert_eq!(agents(text, "en", EventType::Aid), ["ukraine-gov"]);
    let text = "Le Mali a accusé l'Ukraine de soutenir des rebelles.";
    assert_eq!(agents(text, "fr", EventType::Aid), ["ukraine-gov"]);
}

#[test]
fn a_name_joined_to_a_participle_does_what_the_noun_tells() {
    let text = "A JNIM-claimed bombing killed two soldiers near Gao.";
    assert_eq!(agents(text, "en", EventType::Assault), ["jnim"]);
    let coded = coded("The Turkey-backed army retook a hill near Gao.", "en");
    assert!(coded.accounts.iter().all(|account| account.event_type != EventType::Support), "{:?}", coded.accounts);
}

#[test]
fn whose_operation_it_is_does_what_happens_in_it() {
    let text = "Dix hommes ont été tués au cours d'une opération de l'armée nigérienne près de Téra.";
    assert_eq!(agents(text, "fr", EventType::Assault), ["niger-army"]);
    let text = "Ten men were killed during an operation of the Nigerien army near Tera.";
    assert_eq!(agents(text, "en", EventType::Assault), ["niger-army"]);
}

#[test]
fn whoever_lost_men_in_an_ambush_suffered_it() {
    for (text, language) in [
        ("The Beninese army lost six men in an ambush near Porga.", "en"),
        ("L'armée béninoise a perdu six hommes lors d'une embuscade près de Porga.", "fr"),
    ] {
        let coded = coded(text, language);
        let ambush = coded.accounts.iter().find(|a| a.event_type == EventType::Assault).expect("the ambush is told");
        assert_eq!(ambush.targets.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["benin-army"], "{text}");
    }
}

#[test]
fn whose_decision_it_is_does_what_it_decides() {
    let text = "France regrets Niger's decision to scrap the accords with it.";
    assert_eq!(agents(text, "en", EventType::Sanction), ["niger-gov"]);
}

#[test]
fn whose_bullets_they_fell_under_shot_them() {
    let text = "Des habitants de Djibo sont tombés sous les balles du GSIM.";
    assert_eq!(agents(text, "fr", EventType::Assault), ["jnim"]);
}

#[test]
fn a_heading_that_names_a_war_tells_no_attack() {
    let news = "\n\nThe minister received the envoys of two neighbouring states in Bamako and thanked them for coming.";
    let attacks = |heading: &str| {
        let coded = coded(&format!("{heading}{news}"), "en");
        coded.accounts.iter().filter(|a| a.event_type == EventType::Assault).count()
    };
    assert_eq!(attacks("# Rebellion in northern Mali"), 0);
    assert_eq!(attacks("# Raid on Gao"), 1);
}

#[test]
fn a_denied_toll_denies_no_attack() {
    for (text, language) in [
        ("L'attaque du village de Boni n'a fait aucun mort.", "fr"),
        ("The attack on the village of Boni did not cause any casualties.", "en"),
    ] {
        let coded = coded(text, language);
        let attack = coded.accounts.iter().find(|a| a.event_type == EventType::Assault).expect("the attack is told");
        assert_eq!(attack.status, Status::Actual, "{text}");
        assert_eq!(coded.deaths(attack).and_then(|deaths| deaths.all.best), Some(0.0), "{text}");
    }
}

/// The status of the only account of a type.
fn status(text: &str, language: &str, event_type: EventType) -> Status {
    let coded = coded(text, language);
    coded.accounts.iter().find(|a| a.event_type == event_type).expect("the event is told").status
}

#[test]
fn what_a_condition_tells_is_only_possible() {
    assert_eq!(status("Niger will leave the force if rebels attack Tera.", "en", EventType::Assault), Status::Possible);
    let text = "Le Niger quittera la force si des rebelles attaquent Téra.";
    assert_eq!(status(text, "fr", EventType::Assault), Status::Possible);
}

#[test]
fn what_somebody_is_willing_to_do_is_planned() {
    assert_eq!(status("Norway is willing to send grain to Chad.", "en", EventType::Aid), Status::Planned);
    assert_eq!(status("Norway offered to send grain to Chad.", "en", EventType::Aid), Status::Planned);
}

#[test]
fn what_is_only_demanded_makes_no_event_and_what_was_done_before_it_did_happen() {
    let text = "Peru demands the release of two soldiers who were arrested in Chile on 3 May.";
    let told = coded(text, "en");
    assert!(told.accounts.iter().all(|account| account.event_type != EventType::Concede));
    assert_eq!(status(text, "en", EventType::Coerce), Status::Actual);
}

#[test]
fn an_attack_whose_toll_is_announced_took_place() {
    let text = "The toll of the suicide bombing in Gao, announced as 47 in the evening, is announced to be 77.";
    assert_eq!(status(text, "en", EventType::Assault), Status::Actual);
    assert_eq!(status("Les dirigeants ont tenu un sommet à Dakar.", "fr", EventType::Consult), Status::Actual);
}

#[test]
fn a_demand_is_put_to_whoever_is_to_meet_it() {
    let told = coded("Peru demanded that Chile cut the tax.", "en");
    let demand = told.accounts.iter().find(|a| a.event_type == EventType::Request).expect("the demand is told");
    assert_eq!(demand.targets.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["chile-gov"]);
}

#[test]
fn a_toll_that_somebody_tells_is_no_event_of_its_own() {
    let told = |text: &str, language: &str| {
        let coded = coded(text, language);
        coded.accounts.iter().filter(|account| account.event_type == EventType::Assault).count()
    };
    let text = "JNIM attacked a camp near Gao on 3 May. Nobody came. Mali's army spoke of 12 soldiers killed.";
    assert_eq!(told(text, "en"), 1);
    let text = "Le JNIM a attaqué un camp près de Gao le 3 mai. Nul n'est venu. L'armée parle de douze soldats tués.";
    assert_eq!(told(text, "fr"), 1);
    let text = "JNIM attacked a camp near Gao on 3 May. On 9 May, in Djibo, 12 soldiers were killed.";
    assert_eq!(told(text, "en"), 2, "another day and town");
}

#[test]
fn who_is_arrested_stands_behind_of() {
    let text = "L'arrestation de Salifou Mody a surpris Niamey.";
    assert_eq!(agents(text, "fr", EventType::Coerce), Vec::<String>::new());
    let text = "Niger's arrest of Salifou Mody surprised Niamey.";
    assert_eq!(agents(text, "en", EventType::Coerce), ["niger-gov"]);
}

#[test]
fn an_attack_that_nobody_claims_took_place() {
    let status = |text: &str, language: &str| {
        let coded = coded(text, language);
        coded.accounts.iter().find(|a| a.event_type == EventType::Assault).map(|account| account.status)
    };
    assert_eq!(status("L'attaque de Gao n'a pas été revendiquée.", "fr"), Some(Status::Actual));
    assert_eq!(status("Nobody has claimed the attack on Gao.", "en"), Some(Status::Actual));
    assert_eq!(status("L'attaque de Gao n'a pas eu lieu.", "fr"), Some(Status::Denied));
}
