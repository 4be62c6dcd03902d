//! Where bodies have their seat: "the seat of X is in A", "X, whose headquarters are in A", "A, where X has its seat".
//!
//! Such clauses stand between commas, where trees are least sure: only small words may stand between seat and place.

use toguna_lang::{Deprel, Upos};
use toguna_mark::{ActorKind, EntityId, Level};

use super::plain;
use crate::condition::Slot;
use crate::scene::{At, Scene, Spot};
use crate::{Fact, Term};

/// The most words between a seat and its place.
const BETWEEN: usize = 6;

/// Adds the seats of bodies.
pub(super) fn seats(scene: &Scene<'_>, found: &mut Vec<Fact>) {
    for (sentence, tree) in scene.analysis.sentences.iter().enumerate() {
        for word in 0..tree.words.len() {
            let at = At { sentence, word };
            if tree.words[word].upos != Upos::Noun || !scene.lexicon.is(&scene.lemma(at), "SEAT") {
                continue;
            }
            let Some(place) = place_behind(scene, at).or_else(|| place_before(scene, at)) else { continue };
            let Some(owner) = owner(scene, at) else { continue };
            let reach = word.min(place.words.start)..(word + 1).max(place.words.end);
            let Some(span) = scene.span(sentence, reach) else { continue };
            let (subject, object) =
                (Term::Entity(owner), Term::Words(scene.marks.places[place.mark].name.as_str().to_owned()));
            let known = |f: &Fact| f.subject == subject && f.object == object && f.span.overlaps(&span);
            if !found.iter().any(|f| f.predicate == SEATED && known(f)) {
                found.push(plain(span, subject, SEATED, object, "where a body has its seat"));
            }
        }
    }
}

const SEATED: &str = "headquartered-in";

/// The body whose seat a noun is: by its genitive, or the one right before the relative pronoun.
fn owner(scene: &Scene<'_>, seat: At) -> Option<EntityId> {
    let body = |who: &EntityId| {
        let kind = scene.kind_of(who);
        kind.is_some_and(|kind| !matches!(kind, ActorKind::Person | ActorKind::State))
    };
    let tree = scene.sentence(seat.sentence);
    let of = scene.lexicon.words("OF_CASE").iter().map(|case| Slot::Preposition(case.clone()));
    let owners = of.chain([Slot::Possessor]).flat_map(|slot| scene.fillers(seat, &slot));
    let owned = owners.flat_map(|owner| scene.actors_of(owner)).find(body);
    owned.or_else(|| {
        let relative = |&word: &usize| scene.lexicon.is(&tree.words[word].lemma, "RELATIVE");
        let pronoun = (seat.word.saturating_sub(2)..seat.word).find(relative)?;
        let comma = usize::from(pronoun > 0 && tree.words[pronoun - 1].form == ",");
        let (_, mark) = scene.actor_on(At { word: pronoun.checked_sub(1 + comma)?, ..seat })?;
        Some(mark.entity.clone()).filter(body)
    })
}

/// Whether a word may stand between a seat and its place.
fn is_small(scene: &Scene<'_>, at: At) -> bool {
    let word = &scene.sentence(at.sentence).words[at.word];
    match word.upos {
        Upos::Aux | Upos::Adp | Upos::Det | Upos::Pron | Upos::Adv | Upos::Part | Upos::Adj => true,
        Upos::Verb => scene.lexicon.is(&scene.lemma(at), "LIES"),
        _ => false,
    }
}

/// The town behind a seat, with only small words and the seat's own owner between.
fn place_behind<'s>(scene: &'s Scene<'_>, seat: At) -> Option<&'s Spot> {
    let owned = |word: usize| scene.actor_on(At { word, ..seat }).is_some();
    let place = towns(scene, seat.sentence).find(|p| p.words.start > seat.word)?;
    let mut between = seat.word + 1..place.words.start;
    let near = between.len() <= BETWEEN + 4 && !between.is_empty();
    (near && between.all(|word| owned(word) || is_small(scene, At { word, ..seat }))).then_some(place)
}

/// "A, where the seat of X is": the town right before the clause of a seat.
fn place_before<'s>(scene: &'s Scene<'_>, seat: At) -> Option<&'s Spot> {
    let tree = scene.sentence(seat.sentence);
    let place = towns(scene, seat.sentence).filter(|p| p.words.end < seat.word).last()?;
    let mut between = place.words.end..seat.word;
    let opens = between.clone().take(2).any(|word| scene.lexicon.is(&tree.words[word].lemma, "WHERE"));
    let near = between.len() <= BETWEEN && opens;
    let small = |word: usize| tree.words[word].deprel == Deprel::Punct || is_small(scene, At { word, ..seat });
    (near && between.all(small)).then_some(place)
}

fn towns<'s>(scene: &'s Scene<'_>, sentence: usize) -> impl Iterator<Item = &'s Spot> {
    scene.places.iter().filter(move |p| p.sentence == sentence && scene.marks.places[p.mark].level == Level::Settlement)
}
