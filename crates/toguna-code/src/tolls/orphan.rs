//! Deaths without an event: a document that tells who was killed, by words that no predicate of the lexicon knows, still
//! tells of a killing.

use std::ops::Range;

use toguna_lang::Upos;
use toguna_mark::Edtf;

use super::Telling;
use crate::condition::Slot;
use crate::events::{Reference, Told};
use crate::figures::Counted;
use crate::scene::{At, Scene, Spot};
use crate::{Account, EventType, Measure, Party, Status};

/// Classes of what kills without anybody's doing.
const NOBODY_S: [&str; 3] = ["ACCIDENT", "DISEASE", "WEATHER"];

/// Adds the account of every entry of a list that names a killing by where and when alone, and of the first killing, where the
/// document tells no violence at all.
pub(super) fn accounts(scene: &Scene<'_>, told: &mut Vec<Told>, tellings: &[Telling], counted: &mut [Counted]) {
    entries(scene, told, tellings, counted);
    first(scene, told, tellings);
}

/// "Kona, March 2029: 49 dead according to …": the words before the colon name what happened.
fn entries(scene: &Scene<'_>, told: &mut Vec<Told>, tellings: &[Telling], counted: &mut [Counted]) {
    for telling in tellings.iter().filter(|t| t.measure == Measure::Killed) {
        let violence = |t: &Told| t.at.sentence == telling.sentence && t.account.event_type == EventType::Assault;
        let Some((label, date)) = label(scene, telling) else { continue };
        if let Some(figure) = telling.figure.map(|figure| &mut counted[figure].figure) {
            figure.date = Some(date.clone());
        }
        if told.iter().any(violence) {
            continue;
        }
        let at = At { sentence: telling.sentence, word: label.start };
        let Some(mut named) = told_of(scene, telling) else { continue };
        named.account.span = scene.span(at.sentence, label.clone()).unwrap_or(named.account.span);
        named.account.date.get_or_insert(date);
        named.account.agents.clear();
        named.account.why = "deaths under a place and a date".into();
        told.push(Told { at, harm: false, head: scene.sentence(at.sentence).head(at.word), ..named });
    }
    told.sort_by_key(|told| told.at);
}

/// The place and the date before a colon that opens the sentence of a toll, and nothing else.
fn label(scene: &Scene<'_>, telling: &Telling) -> Option<(Range<usize>, Edtf)> {
    let words = &scene.sentence(telling.sentence).words;
    let colon = words[..telling.words.start].iter().position(|word| word.form == ":")?;
    let inside = |spot: &&Spot| spot.sentence == telling.sentence && spot.words.end <= colon;
    let places: Vec<_> = scene.places.iter().filter(inside).collect();
    let dates: Vec<_> = scene.dates.iter().filter(inside).collect();
    let first = places.first()?;
    let covered = |word: usize| places.iter().chain(&dates).any(|spot| spot.words.contains(&word));
    let small = |word: usize| matches!(words[word].upos, Upos::Punct | Upos::Adp | Upos::Det);
    let alone = (0..colon).all(|word| covered(word) || small(word));
    let date = &scene.marks.dates[dates.first()?.mark].value;
    alone.then(|| (first.words.start..colon, date.clone()))
}

fn first(scene: &Scene<'_>, told: &mut Vec<Told>, tellings: &[Telling]) {
    if told.iter().any(|t| t.account.event_type == EventType::Assault) {
        return;
    }
    let killing = |t: &&Telling| {
        let tree = scene.sentence(t.sentence);
        let number = At { word: t.words.start, ..t.noun };
        let change = |word: usize| scene.lexicon.is_change(&scene.lemma(At { word, ..number }));
        let changes = |at: At| tree.ancestors(at.word).take(2).any(change);
        t.measure == Measure::Killed
            && matches!(t.status, Status::Actual | Status::Alleged)
            && t.size().is_some_and(|size| size > 0.0)
            // "Deaths rose from 770 to 4,000" tells of no killing.
            && ![number, t.by].into_iter().any(changes)
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
        announced_then: false,
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
