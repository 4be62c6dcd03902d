//! "There were 40", "ils seraient plus de 40", "no more than 40 have", "en revendique 40": a number alone that its clause tells
//! as how many there are of those told before.

use toguna_lang::{Deprel, Upos};

use super::elliptic::is_bare_number;
use crate::scene::{At, Scene, Spot};

/// How many words before a verb its pronoun for some of those told before may stand ("n'en compte que").
const PRONOUN_BEFORE: usize = 3;

/// Whether a number alone is all that its clause tells beside pronouns.
pub(super) fn is_all(scene: &Scene<'_>, spot: &Spot) -> bool {
    let words = &scene.sentence(spot.sentence).words;
    let ends = words.get(spot.words.end).is_none_or(|next| !matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj));
    ends && is_bare_number(scene, spot) && (is_some_of_them(scene, spot) || is_how_many(scene, spot))
}

/// Whether a pronoun for some of those told before stands right before the verb of a number.
fn is_some_of_them(scene: &Scene<'_>, spot: &Spot) -> bool {
    let tree = scene.sentence(spot.sentence);
    let verb = |word: &usize| tree.words[*word].upos == Upos::Verb && *word < spot.words.start;
    let Some(verb) = tree.head(scene.top_of(spot)).filter(verb) else { return false };
    let pronoun =
        |word: usize| tree.words[word].upos == Upos::Pron && scene.lexicon.is(&tree.words[word].lemma, "SOME_OF_THEM");
    (verb.saturating_sub(PRONOUN_BEFORE)..verb).any(pronoun)
}

/// Whether a verb of being there governs a number, or a copula stands over it, with no subject but a pronoun.
fn is_how_many(scene: &Scene<'_>, spot: &Spot) -> bool {
    let tree = scene.sentence(spot.sentence);
    let is_there = |word: usize| scene.lexicon.is(&scene.lemma(At { sentence: spot.sentence, word }), "IS_THERE");
    let is = |word: &usize| {
        tree.dependents(*word, &[Deprel::Cop]).next().is_some()
            || matches!(tree.words[*word].upos, Upos::Verb | Upos::Aux) && is_there(*word)
    };
    let top = scene.top_of(spot);
    // "Was two dead and 18 hurt": another number's clause.
    if tree.words[top].deprel == Deprel::Conj && !is(&top) {
        return false;
    }
    let Some(being) = std::iter::once(top).chain(tree.ancestors(top).take(2)).find(is) else { return false };
    let mut subjects = tree
        .dependents(being, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Csubj])
        .filter(|subject| !spot.words.contains(subject));
    let mut objects = tree.dependents(being, &[Deprel::Obj]).filter(|object| !spot.words.contains(object));
    subjects.all(|subject| tree.words[subject].upos == Upos::Pron) && objects.next().is_none()
}
