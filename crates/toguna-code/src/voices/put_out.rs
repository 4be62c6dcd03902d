//! Statements, reports and tolls that stand for whoever put them out, told where they are or before.

use toguna_lang::{Deprel, Upos};

use super::claimant::{claimant, definite, depth};
use super::saying::verb_of_saying;
use crate::Claimant;
use crate::condition::Slot;
use crate::scene::{At, Scene, Spot};

/// "a toll given by the ministry": whoever is told to put it out.
pub(super) fn given_by(scene: &Scene<'_>, at: At) -> Option<Claimant> {
    let tree = scene.sentence(at.sentence);
    // "The toll of attacks claimed by the group" is not the group's.
    let gives = |verb: &At| {
        let lemma = scene.lemma(*verb);
        let says =
            || scene.lexicon.speech(&lemma, "verb").is_some_and(|speech| speech.speaks && speech.kind != "claim");
        scene.lexicon.is(&lemma, "PUBLISH") || says()
    };
    let clauses = tree.dependents(at.word, &[Deprel::Acl]).map(|word| At { word, ..at }).filter(gives);
    // "The toll given by the ministry", "the toll that the ministry gives".
    let giver = |clause: At| {
        let named = |&word: &usize| tree.words[word].upos != Upos::Pron;
        let own = tree.dependents(clause.word, &[Deprel::Nsubj]).filter(named);
        own.map(move |word| At { word, ..clause }).collect::<Vec<_>>()
    };
    let mut agents = clauses.flat_map(|clause| {
        let agents = scene.fillers(clause, &Slot::Agent);
        if agents.is_empty() { giver(clause) } else { agents }
    });
    agents.find_map(|agent| claimant(scene, agent, None)).filter(|who| matches!(who, Claimant::Actor(_)))
}

/// How many sentences before a "report" or "statement" may tell whose it is.
const TOLD_WITHIN: usize = 6;

/// "the statement said", "the report adds": whoever is told to have put it out, else whoever spoke before.
pub(super) fn put_out_before(scene: &Scene<'_>, at: At, last: Option<&Claimant>) -> Option<Claimant> {
    let lemma = scene.lemma(at);
    let toll = scene.lexicon.is(&lemma, "TOLL");
    if !definite(scene, at) || toll && !told_of(scene, at) {
        return None;
    }
    let any = scene.lexicon.is(&lemma, "TEXT_THING") || scene.lexicon.is(&lemma, "ANY_SOURCE");
    let one = |other: &At| {
        let noun = scene.lemma(*other);
        if any { scene.lexicon.is(&noun, "PUT_OUT") } else { noun == lemma }
    };
    let before = (at.sentence.saturating_sub(TOLD_WITHIN)..at.sentence).rev();
    let words =
        |sentence: usize| (0..scene.sentence(sentence).words.len()).rev().map(move |word| At { sentence, word });
    let owner = before.flat_map(words).filter(one).find_map(|other| owner(scene, other));
    owner.filter(|_| !toll).or_else(|| last.cloned())
}

/// Whether a noun is the subject of a verb of saying ("the toll reports ten dead").
fn told_of(scene: &Scene<'_>, at: At) -> bool {
    let head = scene.sentence(at.sentence).head(at.word);
    head.is_some_and(|word| verb_of_saying(scene, At { word, ..at }).is_some())
}

/// Whose a statement or toll is told to be by a name that hangs on it.
pub(super) fn owner_beside(scene: &Scene<'_>, at: At) -> Option<Claimant> {
    let tree = scene.sentence(at.sentence);
    let mut beside = tree.dependents(at.word, &[Deprel::Nmod, Deprel::Compound, Deprel::Amod]);
    let actor = beside.find_map(|word| scene.actor_on(At { word, ..at }))?;
    Some(Claimant::Actor(actor.1.entity.clone()))
}

/// Who puts out what a noun names: its owner, or whoever publishes it or speaks in it.
pub(super) fn owner(scene: &Scene<'_>, at: At) -> Option<Claimant> {
    let tree = scene.sentence(at.sentence);
    // A title in capitals looks like a name.
    if !matches!(tree.words[at.word].upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    let phrase = scene.phrase(at);
    let inside = |spot: &&Spot| spot.sentence == at.sentence && phrase.contains(&spot.head);
    let own = scene.actors.iter().filter(inside).min_by_key(|spot| depth(scene, at, spot.head));
    if let Some(spot) = own {
        return Some(Claimant::Actor(scene.actor(spot).entity.clone()));
    }
    let publishes = |word: &usize| {
        let verb = At { word: *word, ..at };
        scene.lexicon.is(&scene.lemma(verb), "PUBLISH") || verb_of_saying(scene, verb).is_some()
    };
    let publisher = || {
        let verb = tree.head(at.word).filter(publishes)?;
        scene.fillers(At { word: verb, ..at }, &Slot::Subject).into_iter().find_map(|word| scene.actor_on(word))
    };
    given_by(scene, at).or_else(|| publisher().map(|(_, mark)| Claimant::Actor(mark.entity.clone())))
}
