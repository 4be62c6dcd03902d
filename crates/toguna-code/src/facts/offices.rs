//! Offices and memberships that a list tells at once: "the presidents A of X, B of Y", "their withdrawal from the bloc".

use toguna_lang::{Deprel, Number, Upos};
use toguna_mark::{ActorKind, EntityId};

use super::plain;
use crate::scene::{At, Scene, Spot};
use crate::{Fact, Term};

/// How far before a list the noun may stand that says what its persons are, in words.
const REACH: usize = 24;

/// "the heads of state A (X), B (Y)", "the leaders: X's Colonel A, Y's General B": each leads the state beside him.
pub(super) fn leaders_in_lists(scene: &Scene<'_>, found: &mut Vec<Fact>) {
    for spot in scene.actors.iter().filter(|s| scene.actor(s).kind == ActorKind::Person) {
        let list = scene.list_of(spot);
        let Some(noun) = leaders_noun(scene, spot).filter(|_| list.len() > 1) else { continue };
        let Some(state) = state_beside(scene, spot) else { continue };
        let (words, with) = (spot.words.clone(), state.words.clone());
        let reach = words.start.min(with.start)..words.end.max(with.end);
        let Some(span) = scene.span(spot.sentence, reach) else { continue };
        let (subject, object) = (scene.actor(spot).entity.clone(), scene.actor(state).entity.clone());
        let known = |f: &Fact| f.predicate == "leads" && f.subject == Term::Entity(subject.clone());
        if found.iter().any(|f| known(f) && f.object == Term::Entity(object.clone()) && f.span.overlaps(&span)) {
            continue;
        }
        let why = "a leader and his state in a list of leaders";
        let mut fact = plain(span, Term::Entity(subject), "leads", Term::Entity(object), why);
        fact.qualifier = Some(scene.lemma(noun));
        found.push(fact);
    }
}

/// "The front of X", "le front de X": a body named by the person whose it is.
pub(super) fn owned_by_leaders(scene: &Scene<'_>, found: &mut Vec<Fact>) {
    for body in &scene.actors {
        if !matches!(scene.actor(body).kind, ActorKind::ArmedGroup | ActorKind::Organisation) {
            continue;
        }
        let tree = scene.sentence(body.sentence);
        let of = |word: usize| {
            tree.dependents(word, &[Deprel::Case]).any(|case| scene.lexicon.is(&tree.words[case].lemma, "OF_CASE"))
        };
        let complements = body.words.clone().flat_map(|word| tree.dependents(word, &[Deprel::Nmod]));
        let mut persons = complements.filter(|&word| word >= body.words.end && of(word)).filter_map(|word| {
            scene.actor_on(At { sentence: body.sentence, word }).filter(|(_, mark)| mark.kind == ActorKind::Person)
        });
        let Some((spot, person)) = persons.next() else { continue };
        let Some(span) = scene.span(body.sentence, body.words.start..spot.words.end) else { continue };
        let (subject, object) = (person.entity.clone(), scene.actor(body).entity.clone());
        let why = "a body named by whose it is";
        found.push(plain(span, Term::Entity(subject), "leads", Term::Entity(object), why));
    }
}

/// The plural noun for leaders of states before a list of persons.
fn leaders_noun(scene: &Scene<'_>, spot: &Spot) -> Option<At> {
    let tree = scene.sentence(spot.sentence);
    let first = scene
        .actors
        .iter()
        .filter(|s| s.sentence == spot.sentence && scene.actor(s).kind == ActorKind::Person)
        .map(|s| s.words.start)
        .min()?;
    // A mark may take the noun in: "Presidents A of X, B of Y".
    let until = tree.words.len().min(first + 2);
    (first.saturating_sub(REACH)..until).rev().map(|word| At { sentence: spot.sentence, word }).find(|at| {
        let word = &tree.words[at.word];
        let plural = word.feats.number == Number::Plur || !word.form.eq_ignore_ascii_case(&word.lemma);
        plural && [&word.lemma, &word.form].iter().any(|w| scene.lexicon.is(w, "LEADERS"))
    })
}

/// The state that stands beside a person's name: right behind it after a preposition or bracket, or as its possessor.
fn state_beside<'s>(scene: &'s Scene<'_>, person: &Spot) -> Option<&'s Spot> {
    let tree = scene.sentence(person.sentence);
    let is_state = |s: &&Spot| s.sentence == person.sentence && scene.actor(s).kind == ActorKind::State;
    let joins = |from: usize, to: usize| {
        let gap = tree.words.get(from..to).unwrap_or_default();
        (1..=2).contains(&gap.len())
            && gap.iter().all(|w| {
                matches!(w.upos, Upos::Adp | Upos::Det | Upos::Part)
                    || w.form == "("
                    || matches!(w.upos, Upos::Noun | Upos::Propn)
            })
    };
    let behind = scene.actors.iter().filter(is_state).find(|s| joins(person.words.end, s.words.start));
    // "X's Colonel A": the mark of the person may begin at his rank.
    behind.or_else(|| {
        scene
            .actors
            .iter()
            .filter(is_state)
            .find(|s| s.words.end <= person.words.start && joins(s.words.end, person.words.start))
    })
}

/// What leaders join or leave, their states join or leave: told of the states that the document says they lead.
pub(super) fn members_for_leaders(scene: &Scene<'_>, found: &mut [Fact]) {
    let led = |person: &EntityId, found: &[Fact]| {
        let leads = |f: &&Fact| f.predicate == "leads" && f.subject == Term::Entity(person.clone());
        found.iter().find(leads).map(|f| f.object.clone())
    };
    let is_person = |id: &EntityId| {
        scene.actors.iter().any(|s| scene.actor(s).entity == *id && scene.actor(s).kind == ActorKind::Person)
    };
    let states: Vec<Option<Term>> = found
        .iter()
        .map(|f| match &f.subject {
            Term::Entity(person) if f.predicate == "member-of" && is_person(person) => led(person, found),
            _ => None,
        })
        .collect();
    for (fact, state) in found.iter_mut().zip(states) {
        if let Some(state) = state {
            fact.subject = state;
            fact.why.push_str("; for the state that the document says he leads");
        }
    }
}
