//! How strong a body is: a number of its people, told with its name, by a verb of having, or of the noun that it is.

use toguna_lang::Deprel;
use toguna_mark::{ActorKind, EntityId};

use super::plain;
use crate::condition::Slot;
use crate::figures::Counted;
use crate::scene::{At, Scene};
use crate::{Fact, Measure, Term};

/// Adds the strengths that the document's figures tell.
pub(super) fn strengths(scene: &Scene<'_>, figures: &[Counted], found: &mut Vec<Fact>) {
    for counted in figures {
        let figure = &counted.figure;
        let Some(actor) = whose(scene, counted) else { continue };
        let number = figure.low.or(figure.high).map(|n| n.to_string()).unwrap_or_default();
        let mut fact =
            plain(figure.span, Term::Entity(actor), "has-strength", Term::Words(number), "number of its people");
        fact.at = figure.date.clone();
        fact.status = figure.status;
        fact.claimant = figure.claimant.clone();
        fact.through = figure.through.clone();
        found.push(fact);
    }
}

/// Whose strength a number is.
fn whose(scene: &Scene<'_>, counted: &Counted) -> Option<EntityId> {
    let people = counted.figure.measure == Measure::Personnel;
    if people && let Some(actor) = scene.actors_of(counted.at).into_iter().next() {
        return Some(actor);
    }
    if people && let Some(actor) = described(scene, counted.at) {
        return Some(actor);
    }
    let strong = || strong(scene, counted.at).filter(|_| people);
    put_at(scene, counted.at).or_else(|| has(scene, counted.at, people)).or_else(strong)
}

/// "Forte de 6 000 hommes, la brigade …": the subject of the clause that the adjective stands before.
fn strong(scene: &Scene<'_>, at: At) -> Option<EntityId> {
    let tree = scene.sentence(at.sentence);
    let adjective = tree.head(at.word).filter(|&word| scene.tells_strength(At { word, ..at }))?;
    let verb = tree.head(adjective).filter(|_| tree.words[adjective].deprel == Deprel::Advcl)?;
    let mut subjects = tree.dependents(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    subjects.find_map(|word| scene.actors_of(At { word, ..at }).into_iter().next())
}

/// "Its strength is put at 6,000", "put its strength at 6,000", "whose strength we put at 6,000", "its strength is 6,000 men".
fn put_at(scene: &Scene<'_>, at: At) -> Option<EntityId> {
    let tree = scene.sentence(at.sentence);
    let links = [Deprel::Obj, Deprel::Obl, Deprel::Xcomp];
    let verb = tree.head(at.word).filter(|_| links.contains(&tree.words[at.word].deprel));
    let told = tree.dependents(at.word, &[Deprel::Cop]).next().map(|_| at.word).or(verb)?;
    let arguments = tree.dependents(told, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj]);
    let of_clause = tree.head(told).filter(|_| tree.words[told].deprel == Deprel::Acl);
    let nouns = arguments.filter(|&word| word != at.word).chain(of_clause).map(|word| At { word, ..at });
    let strength = nouns.into_iter().find(|noun| scene.lexicon.is(&scene.lemma(*noun), "STRENGTH"))?;
    let of = scene.lexicon.words("OF_CASE").iter().map(|case| Slot::Preposition(case.clone()));
    let owners = of.chain([Slot::Possessor]).flat_map(|slot| scene.fillers(strength, &slot));
    owners.flat_map(|owner| scene.actors_of(owner)).find(|who| scene.kind_of(who) != Some(ActorKind::Person))
}

/// "The mission has 13,000 troops", "the union groups 32 associations": the subject of a verb of having.
fn has(scene: &Scene<'_>, at: At, people: bool) -> Option<EntityId> {
    let tree = scene.sentence(at.sentence);
    let links = [Deprel::Obj, Deprel::Obl];
    let word = tree.head(at.word).filter(|_| links.contains(&tree.words[at.word].deprel))?;
    let verb = At { word, ..at };
    let class = |class: &str| scene.lexicon.is(&scene.lemma(verb), class);
    let staff = || people || scene.lexicon.is(&scene.lemma(at), "STAFF");
    let tells = class("GROUPS") || class("HAS") && staff();
    if !tells || scene.standing(verb).status == crate::Status::Denied {
        return None;
    }
    let body = |who: &EntityId| {
        let kind = scene.kind_of(who);
        kind.is_some_and(|kind| !matches!(kind, ActorKind::Person | ActorKind::State))
    };
    let subjects = scene.fillers(verb, &Slot::Subject);
    subjects.into_iter().flat_map(|subject| scene.actors_of(subject)).find(body)
}

/// "The mission, a force of 3,300", "with a strength of 12,600": the name that the noun of the force stands beside.
fn described(scene: &Scene<'_>, at: At) -> Option<EntityId> {
    let tree = scene.sentence(at.sentence);
    let noun = tree
        .ancestors(at.word)
        .take(3)
        .map(|word| At { word, ..at })
        .find(|at| ["FORCES", "STRENGTH"].iter().any(|class| scene.lexicon.is(&scene.lemma(*at), class)))?;
    let above = tree.head(noun.word).map(|word| At { word, ..at });
    let name = scene.described_name(noun).or(above.filter(|_| tree.words[noun.word].deprel == Deprel::Nmod));
    let own = scene.actors_of(noun).into_iter().next();
    own.or_else(|| name.and_then(|name| scene.actors_of(name).into_iter().next()))
}
