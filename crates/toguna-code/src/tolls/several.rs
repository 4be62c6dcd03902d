//! Tolls that are told of several attacks together: of "eighteen killed in attacks" nobody knows how many died in one.

use toguna_lang::{Deprel, Number, Upos};

use crate::scene::{At, Scene};

/// Whether a word of harm is told of several attacks: they do it, or it happens in them.
pub(super) fn of_several(scene: &Scene<'_>, harm: At) -> bool {
    let tree = scene.sentence(harm.sentence);
    let links = [Deprel::Nsubj, Deprel::Obl, Deprel::OblAgent, Deprel::Nmod];
    // "After the attacks on a town the army killed ten": only what they died in, or by.
    let inside = |word: usize| {
        let mut cases = tree.dependents(word, &[Deprel::Case]).map(|case| scene.lemma(At { word: case, ..harm }));
        cases.all(|case| scene.lexicon.is(&case, "DIED_IN"))
    };
    let mut below = tree.dependents(harm.word, &links).filter(|&word| inside(word));
    below.any(|word| is_several(scene, At { word, ..harm })) || under_label(scene, harm)
}

/// "Mali raids: six dead": the attacks stand before a colon, whatever the reader took them for.
fn under_label(scene: &Scene<'_>, harm: At) -> bool {
    let words = &scene.sentence(harm.sentence).words[..harm.word];
    let label = words.iter().rposition(|w| w.form == ":").and_then(|colon| colon.checked_sub(1));
    label.is_some_and(|word| {
        let (form, lemma) = (words[word].form.as_str().to_lowercase(), scene.lemma(At { word, ..harm }));
        form != lemma && scene.lexicon.is(&lemma, "ONE_ATTACK")
    })
}

/// Whether a noun tells of attacks in the plural; a verb in the plural tells of attackers.
fn is_several(scene: &Scene<'_>, at: At) -> bool {
    let word = &scene.sentence(at.sentence).words[at.word];
    let lemma = scene.lemma(at);
    // Headlines leave the plural of a capitalised noun untold.
    let plural = word.feats.number == Number::Plur || word.form.as_str().to_lowercase() != lemma;
    matches!(word.upos, Upos::Noun | Upos::Propn) && plural && scene.lexicon.is(&lemma, "ONE_ATTACK")
}
