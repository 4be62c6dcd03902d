//! Deaths without an event: a document that tells who was killed, by words that no predicate of the lexicon knows, still
//! tells of a killing.

use super::Telling;
use crate::condition::Slot;
use crate::events::{Reference, Told};
use crate::scene::{At, Scene};
use crate::{Account, EventType, Measure, Party, Status};

/// Classes of what kills without anybody's doing.
const NOBODY_S: [&str; 3] = ["ACCIDENT", "DISEASE", "WEATHER"];

/// Adds the account of the first killing, where the document tells no violence at all.
pub(super) fn account(scene: &Scene<'_>, told: &mut Vec<Told>, tellings: &[Telling]) {
    if told.iter().any(|t| t.account.event_type == EventType::Assault) {
        return;
    }
    let killing = |t: &&Telling| {
        let tree = scene.sentence(t.sentence);
        t.measure == Measure::Killed
            && matches!(t.status, Status::Actual | Status::Alleged)
            && t.size().is_some_and(|size| size > 0.0)
            && !tree.words.iter().any(|w| NOBODY_S.iter().any(|class| scene.lexicon.is(&w.lemma, class)))
    };
    let Some(first) = tellings.iter().find(killing) else { return };
    told.extend(told_of(scene, first));
}

fn told_of(scene: &Scene<'_>, telling: &Telling) -> Option<Told> {
    let at = telling.by;
    let actors = |found: Vec<At>| -> Vec<_> { found.into_iter().flat_map(|at| scene.actors_of(at)).collect() };
    let targets = scene.actors_of(telling.noun);
    let mut agents = actors(scene.fillers(at, &Slot::Subject));
    agents.retain(|agent| !targets.contains(agent));
    // Who died or lost a life is the subject of that, and no doer.
    let subject = scene.fillers(at, &Slot::Subject);
    let died = subject.contains(&telling.noun) || subject.iter().any(|&s| scene.is_victim(s) && agents.is_empty());
    let agent_parties = if died { Vec::new() } else { scene.slot_parties(at, &[vec![Slot::Subject]]) };
    let target_parties = scene.parties(telling.noun);
    let countries = |parties: &[Party]| parties.iter().flat_map(|party| party.countries.clone()).collect();
    let account = Account {
        span: scene.span(at.sentence, at.word..at.word + 1)?,
        also: Vec::new(),
        event_type: EventType::Assault,
        mode: None,
        context: None,
        date: scene.when(at).map(|when| when.date),
        places: scene.places_of(at),
        agents,
        targets,
        agent_countries: countries(&agent_parties),
        target_countries: countries(&target_parties),
        agent_parties,
        target_parties,
        acled: None,
        main: false,
        status: telling.status,
        claimant: telling.claimant.clone(),
        through: Vec::new(),
        figures: telling.figure.into_iter().collect(),
        tolls: Vec::new(),
        confidence: 0.0,
        why: "deaths told without a word of violence".into(),
    };
    let head = scene.sentence(at.sentence).head(at.word);
    Some(Told {
        label: scene.stands_as_label(at),
        harm: true,
        claims: false,
        account,
        at,
        lemma: scene.lemma(at),
        reference: Reference::Open,
        head,
        rest: Vec::new(),
        readings: Vec::new(),
    })
}
