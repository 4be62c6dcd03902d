//! Which verbs say something: by their entry, their other words, and the way in which they want what they say.

use toguna_lang::{Deprel, Upos};
use toguna_mark::ActorKind;

use crate::condition::Slot;
use crate::figures::{is_bare_number, suffered};
use crate::lexicon::Speech;
use crate::scene::{At, Scene};

/// Kinds of verbs whose subject speaks.
const SAYS: [&str; 8] = ["say", "claim", "allege", "accuse", "deny", "announce", "believe", "doubt"];

/// The entry of a verb whose subject speaks, alone or with its object ("faire état").
pub(super) fn verb_of_saying<'s>(scene: &'s Scene<'_>, at: At) -> Option<&'s Speech> {
    let tree = scene.sentence(at.sentence);
    let lemma = scene.lemma(at);
    let with = tree
        .dependents(at.word, &[Deprel::Obj, Deprel::Xcomp, Deprel::Ccomp, Deprel::Fixed, Deprel::Compound])
        .find_map(|w| scene.lexicon.speech(&format!("{lemma} {}", scene.lemma(At { word: w, ..at })), "verb"));
    // "Gave ten dead", "counts twelve of them" as "gave a toll of ten".
    let toll = || {
        let nouns = scene.lexicon.words("NUMBER_NOUN");
        let with_toll = nouns.iter().find_map(|n| scene.lexicon.speech(&format!("{lemma} {n}"), "verb"))?;
        let mut objects = tree.dependents(at.word, &[Deprel::Obj]);
        let counted =
            objects.any(|word| counts_harm(scene, At { word, ..at })) || tells_number(scene, at) || puts_at(scene, at);
        // "The country counted 20 displaced people" has them.
        let mut subjects = scene.fillers(at, &Slot::Subject).into_iter();
        let holds = subjects.any(|who| scene.lexicon.is(&scene.lemma(who), "AREA"));
        (counted && !holds).then_some(with_toll)
    };
    if let Some(speech) = with.or_else(toll) {
        return Some(speech).filter(|speech| says(scene, at, speech));
    }
    scene.lexicon.speech(&lemma, "verb").filter(|speech| says(scene, at, speech) && has_its_words(scene, at, speech))
}

fn says(scene: &Scene<'_>, at: At, speech: &Speech) -> bool {
    // "Vows to send 500 men" promises; "vows that 500 men were sent" says so.
    let clause = || scene.sentence(at.sentence).dependents(at.word, &[Deprel::Ccomp]).next().is_some();
    speech.kind == "source"
        || speech.kind == "tally" && keeps_count(scene, at)
        || speech.speaks && (SAYS.contains(&speech.kind.as_str()) || speech.kind == "promise" && clause())
}

/// Whether an object is a number of people told to be harmed: "ten dead", "ten soldiers killed".
fn counts_harm(scene: &Scene<'_>, at: At) -> bool {
    let tree = scene.sentence(at.sentence);
    let number = tree.dependents(at.word, &[Deprel::Nummod]).next().is_some();
    let harm = |word: usize| suffered(scene, At { word, ..at }).is_some();
    number && (harm(at.word) || tree.dependents(at.word, &[Deprel::Acl, Deprel::Amod]).any(harm))
}

/// Whether a verb governs a number alone: "counts twelve", "puts it at forty", "s'en tient à douze".
fn tells_number(scene: &Scene<'_>, at: At) -> bool {
    let tree = scene.sentence(at.sentence);
    let bare = scene.quantities.iter().filter(|spot| spot.sentence == at.sentence && is_bare_number(scene, spot));
    bare.into_iter().any(|spot| {
        let top = scene.top_of(spot);
        let argument = matches!(tree.words[top].deprel, Deprel::Obj | Deprel::Obl);
        argument && spot.words.start > at.word && tree.head(top) == Some(at.word)
    })
}

/// "Put the turnout at 39 %": a verb of estimating with a number behind its preposition.
fn puts_at(scene: &Scene<'_>, at: At) -> bool {
    let tree = scene.sentence(at.sentence);
    let is = |word: usize, class: &str| scene.lexicon.is(&scene.lemma(At { word, ..at }), class);
    let number = |word: usize| scene.quantities.iter().any(|q| q.sentence == at.sentence && q.words.contains(&word));
    is(at.word, "ESTIMATE")
        && tree.dependents(at.word, &[Deprel::Obl]).any(|word| {
            word > at.word
                && number(word)
                && tree.dependents(word, &[Deprel::Case]).any(|case| is(case, "ESTIMATED_AT"))
        })
}

/// "The observatory logged ten deaths" tells of them; "the army logged ten deaths" suffered them.
fn keeps_count(scene: &Scene<'_>, at: At) -> bool {
    use ActorKind::{ArmedGroup, Military, State};
    let bystander = |at: At| scene.actor_on(at).is_some_and(|(_, m)| !matches!(m.kind, ArmedGroup | Military | State));
    scene.fillers(at, &Slot::Subject).into_iter().any(bystander)
}

/// Whether a verb has what it says in one of the ways that its entry names: "spoke of ten dead" but not "spoke",
/// "found that ten had died" but not "found ten men".
fn has_its_words(scene: &Scene<'_>, at: At, speech: &Speech) -> bool {
    let tree = scene.sentence(at.sentence);
    if speech.complements.iter().all(|slot| slot.starts_with("obl:")) {
        return !said_of(scene, at, speech).is_empty();
    }
    let clause = [Deprel::Ccomp, Deprel::Xcomp];
    let object = tree.dependents(at.word, &[Deprel::Obj]).any(|word| tree.words[word].upos != Upos::Pron);
    !object
        || speech.complements.iter().any(|slot| slot == "obj" || slot == "clause")
        || tree.dependents(at.word, &clause).next().is_some()
}

/// What a verb speaks "of", where its entry names such a preposition.
pub(super) fn said_of(scene: &Scene<'_>, at: At, speech: &Speech) -> Vec<usize> {
    let tree = scene.sentence(at.sentence);
    let names = |word: usize| {
        let lemma = scene.lemma(At { word, ..at });
        speech.complements.iter().any(|slot| slot.strip_prefix("obl:") == Some(&lemma))
    };
    let introduced = |word: &usize| tree.dependents(*word, &[Deprel::Case]).any(names);
    let said: Vec<usize> = tree.dependents(at.word, &[Deprel::Obl]).filter(introduced).collect();
    // "Spoke of at least ten dead": the tree may hang the preposition on the verb.
    let beside = at.word + 1 < tree.words.len() && tree.words[at.word + 1].upos == Upos::Adp && names(at.word + 1);
    if !said.is_empty() || !beside {
        return said;
    }
    let behind = [Deprel::Obl, Deprel::Obj, Deprel::Nsubj, Deprel::Nmod];
    tree.dependents(at.word, &behind).filter(|&word| word > at.word + 1).take(1).collect()
}
