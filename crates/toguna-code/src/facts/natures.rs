//! What people are said to be: "they were hunters, said the mayor", "Bamako calls them mercenaries". Only what somebody
//! says of people told before is a fact of this kind; the writer's own word for them is none.

use toguna_lang::{Deprel, Number, Upos};

use super::plain;
use crate::condition::Slot;
use crate::scene::{At, Scene};
use crate::{Claimant, Fact, Term};

/// Adds what voices of the document say that people are.
pub(super) fn natures(scene: &Scene<'_>, found: &mut Vec<Fact>) {
    for (sentence, tree) in scene.analysis.sentences.iter().enumerate() {
        for word in 0..tree.words.len() {
            let at = At { sentence, word };
            let told = match tree.words[word].upos {
                Upos::Noun => said_of(scene, at),
                Upos::Verb => called(scene, at),
                _ => None,
            };
            found.extend(told.and_then(|(whom, what, claimant)| fact(scene, whom, what, claimant)));
        }
    }
}

/// "They were hunters": a noun for people with the verb "to be", said of people by a voice.
fn said_of(scene: &Scene<'_>, noun: At) -> Option<(At, At, Claimant)> {
    let tree = scene.sentence(noun.sentence);
    let is = tree.dependents(noun.word, &[Deprel::Cop]).next().is_some();
    if !is || !names_people(scene, noun) {
        return None;
    }
    let word = tree.dependents(noun.word, &[Deprel::Nsubj]).next()?;
    let whom = At { word, ..noun };
    let byte = tree.words[noun.word].start as usize;
    let claimant = scene.speakers(byte).last()?.claimant.clone();
    points_at_people(scene, whom).then_some((whom, noun, claimant))
}

/// "The junta describes them as mercenaries": a verb of calling, whom it calls so, and what.
fn called(scene: &Scene<'_>, verb: At) -> Option<(At, At, Claimant)> {
    let tree = scene.sentence(verb.sentence);
    if !scene.lexicon.is(&scene.lemma(verb), "CALLS") {
        return None;
    }
    let objects = scene.fillers(verb, &Slot::Object);
    let whom = objects.into_iter().find(|whom| points_at_people(scene, *whom))?;
    let links = [Deprel::Xcomp, Deprel::Obl, Deprel::Nmod, Deprel::Obj];
    let mut named = tree.dependents(verb.word, &links).chain(tree.dependents(whom.word, &[Deprel::Nmod]));
    let what = named.find(|&word| word != whom.word && names_people(scene, At { word, ..verb }))?;
    let subjects = scene.fillers(verb, &Slot::Subject);
    let claimant = subjects.into_iter().find_map(|subject| scene.speaker(subject))?;
    Some((whom, At { word: what, ..verb }, claimant))
}

/// Whether a noun tells of what kind several people are.
fn names_people(scene: &Scene<'_>, at: At) -> bool {
    let word = &scene.sentence(at.sentence).words[at.word];
    let several = word.feats.number == Number::Plur || scene.lexicon.is(&scene.lemma(at), "CROWD");
    let of_a_body = || scene.lexicon.is(&scene.lemma(at), "STAFF");
    word.upos == Upos::Noun
        && several
        && (of_a_body() || scene.is_victim(at) || scene.described_family(at).is_some_and(|(_, thing)| !thing))
}

/// Whether a word stands for several people told before: a pronoun, or a noun for people with a definite article.
fn points_at_people(scene: &Scene<'_>, at: At) -> bool {
    let tree = scene.sentence(at.sentence);
    let word = &tree.words[at.word];
    let definite = tree.dependents(at.word, &[Deprel::Det, Deprel::Nmod]).any(|d| {
        d < at.word
            && (scene.lexicon.is(&tree.words[d].lemma, "DEFINITE") || scene.lexicon.is(&tree.words[d].form, "DEFINITE"))
    });
    let several = word.feats.number == Number::Plur
        || scene.lexicon.is(&word.lemma, "THEY")
        || scene.lexicon.is(&word.form, "THEY");
    match word.upos {
        Upos::Pron => several || scene.lexicon.is(&word.lemma, "EXPLETIVE"),
        Upos::Noun => several && definite,
        _ => false,
    }
}

fn fact(scene: &Scene<'_>, whom: At, what: At, claimant: Claimant) -> Option<Fact> {
    let named = noun_phrase(scene, what);
    let range = whom.word.min(named.start)..(whom.word + 1).max(named.end);
    let span = scene.span(what.sentence, range)?;
    let words = |range| scene.span(what.sentence, range).map(|span| scene.words(span).to_string());
    let (subject, object) = (words(noun_phrase(scene, whom))?, words(named)?);
    let mut fact = plain(span, Term::Words(subject), "described-as", Term::Words(object), "what people are said to be");
    fact.qualifier = scene.described_family(what).map(|(family, _)| family.name().to_owned());
    fact.status = scene.standing(what).status;
    fact.claimant = claimant;
    Some(fact)
}

/// The words of a noun alone: neither the clause that it is said in nor what hangs on it behind a preposition of its verb.
fn noun_phrase(scene: &Scene<'_>, noun: At) -> std::ops::Range<usize> {
    let tree = scene.sentence(noun.sentence);
    let own = [Deprel::Amod, Deprel::Compound, Deprel::Flat, Deprel::Nummod];
    // Words before it that hang on it through names and adjectives alone: "Wagner Group fighters".
    let inside = |&w: &usize| {
        let mut path = tree.ancestors(w).take_while(|&above| above != noun.word);
        tree.below(w, noun.word) && path.all(|above| own.contains(&tree.words[above].deprel))
    };
    let start = (0..noun.word).find(inside).unwrap_or(noun.word);
    let end = scene.phrase(noun).end.max(noun.word + 1);
    let behind = tree.dependents(noun.word, &[Deprel::Nmod, Deprel::Amod, Deprel::Flat]).filter(|&w| w > noun.word);
    let reach = behind.map(|w| scene.phrase(At { word: w, ..noun }).end.max(w + 1)).max().unwrap_or(noun.word + 1);
    start..reach.min(end)
}
