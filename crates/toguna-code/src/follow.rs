//! "Niger followed in March", "L'Italie lui a emboîté le pas": an act told as the one before it, of somebody else.

use toguna_lang::{Deprel, Upos};

use crate::condition::Slot;
use crate::events::{Reference, Told, evidence, tidy};
use crate::scene::{At, Scene};

/// The account of whoever follows suit, after the last account with a doer of the same kind in this sentence or the one
/// before.
pub(crate) fn followed(scene: &Scene<'_>, at: At, told: &[Told]) -> Option<Told> {
    let (slot, rest) = follows(scene, at)?;
    let mut agents: Vec<_> = scene.fillers(at, &slot).into_iter().flat_map(|word| scene.actors_of(word)).collect();
    tidy(&mut agents);
    let kind = scene.kind_of(agents.first()?);
    let led = told.iter().rev().take_while(|led| led.at.sentence + 1 >= at.sentence).find(|led| {
        let doers = &led.account.agents;
        led.at < at && doers.iter().any(|doer| scene.kind_of(doer) == kind) && !doers.iter().any(|d| agents.contains(d))
    })?;
    let standing = scene.standing(at);
    let when = scene.when(at);
    let mut account = led.account.clone();
    account.span = evidence(scene, at, &rest)?;
    account.also.clear();
    account.targets.retain(|target| !agents.contains(target));
    account.agent_countries =
        agents.iter().filter_map(|who| scene.country_of(who.as_str())).map(str::to_owned).collect();
    account.agent_parties = scene.slot_parties(at, &[vec![slot]]);
    account.agents = agents;
    account.announced_then =
        standing.status == crate::Status::Planned && when.as_ref().is_some_and(|when| when.of_telling);
    account.date = when.map(|when| when.date);
    account.places = scene.places_of(at);
    (account.status, account.claimant, account.through) = (standing.status, standing.claimant, standing.through);
    account.why = format!("'{}' as '{}' before it", scene.lemma(at), led.lemma);
    account.main = false;
    Some(Told { account, at, lemma: scene.lemma(at), reference: Reference::New, head: None, rest, ..led.clone() })
}

/// The slot of whoever follows suit, and the other words of the verb.
fn follows(scene: &Scene<'_>, at: At) -> Option<(Slot, Vec<usize>)> {
    let tree = scene.sentence(at.sentence);
    if tree.words[at.word].upos != Upos::Verb {
        return None;
    }
    let lemma = scene.lemma(at);
    let links = [Deprel::Obj, Deprel::Advmod, Deprel::Fixed];
    let below = |word: usize| tree.dependents(word, &links).chain(std::iter::once(word)).collect::<Vec<_>>();
    let mut beside = tree.dependents(at.word, &links).filter(|&word| word > at.word).flat_map(below);
    let whole = |word: usize| format!("{lemma} {}", scene.lemma(At { word, ..at }));
    if let Some(word) = beside.find(|&word| scene.lexicon.is(&whole(word), "FOLLOW_SUIT")) {
        return Some((Slot::Subject, vec![word]));
    }
    let alone = scene.lexicon.is(&lemma, "FOLLOW_SUIT");
    let passive = scene.passive(at);
    let object = tree.dependents(at.word, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp]).next().is_some();
    match (alone, passive) {
        (true, true) => Some((Slot::Agent, Vec::new())),
        (true, false) if !object => Some((Slot::Subject, Vec::new())),
        _ => None,
    }
}
