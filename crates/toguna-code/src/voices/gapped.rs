//! "A spoke of ten dead, B of twelve": a second speaker whose verb is left out, before the preposition of the first.

use std::ops::Range;

use toguna_lang::Upos;

use super::Voice;
use super::claimant::claimant;
use super::saying::verb_of_saying;
use crate::Claimant;
use crate::scene::{At, Scene, Spot};

/// The voices of a sentence whose verb is left out; those that spoke before end where they begin.
pub(super) fn gapped(scene: &Scene<'_>, sentence: usize, here: &mut [Voice]) -> Vec<Voice> {
    let numbers: Vec<&Spot> = scene.quantities.iter().filter(|spot| spot.sentence == sentence).collect();
    let mut found = Vec::new();
    for pair in numbers.windows(2) {
        let Some((voice, begin)) = one(scene, pair[0], pair[1]) else { continue };
        for before in here.iter_mut().filter(|v| v.bytes.start < begin && v.bytes.end > begin) {
            before.bytes.end = begin;
        }
        found.push(voice);
    }
    found
}

/// The voice of the speaker who stands between two numbers behind one preposition, and where its words begin.
fn one(scene: &Scene<'_>, first: &Spot, second: &Spot) -> Option<(Voice, usize)> {
    let tree = scene.sentence(first.sentence);
    let words = &tree.words;
    let case = |spot: &Spot| {
        let before = spot.words.start.checked_sub(1).into_iter().chain(spot.words.clone());
        let before = before.into_iter().find(|&w| words[w].upos == Upos::Adp);
        before.map(|word| (word, words[word].lemma.as_str()))
    };
    let Some((gap, same)) = case(second) else { return bare(scene, first, second) };
    let (_, of) = case(first)?;
    // The first number is said with its preposition.
    let says = |word: usize| {
        let verb = At { sentence: first.sentence, word };
        verb_of_saying(scene, verb).is_some_and(|s| s.complements.iter().any(|c| c.strip_prefix("obl:") == Some(of)))
    };
    let verb = (0..first.words.start).rev().find(|&word| words[word].upos == Upos::Verb)?;
    let between = first.words.end..gap;
    let sign = between.clone().find(|&w| matches!(words[w].form.as_str(), "," | ";"))?;
    let phrase = sign + 1..gap;
    let plain = phrase.clone().all(|w| !matches!(words[w].upos, Upos::Verb | Upos::Aux | Upos::Punct | Upos::Num));
    if of != same || phrase.is_empty() || !plain || !says(verb) {
        return None;
    }
    let mut nouns = phrase.filter(|&w| matches!(words[w].upos, Upos::Noun | Upos::Propn | Upos::Pron));
    let who = nouns.find_map(|word| claimant(scene, At { word, sentence: first.sentence }, None))?;
    let begin = words[sign].start as usize;
    let bytes = words[gap].start as usize..words[second.words.end - 1].end as usize;
    let voice = Voice { bytes, claimant: who, alleged: false, cites: false, named: words[sign + 1].start as usize };
    Some((voice, begin))
}

/// "The fund reports growth of 4 percent, the bank only 2 percent": the same without a preposition, of two numbers of one unit.
fn bare(scene: &Scene<'_>, first: &Spot, second: &Spot) -> Option<(Voice, usize)> {
    let words = &scene.sentence(first.sentence).words;
    let unit = |spot: &Spot| &scene.marks.quantities[spot.mark].unit;
    let verb = (0..first.words.start).rev().find(|&word| words[word].upos == Upos::Verb)?;
    verb_of_saying(scene, At { sentence: first.sentence, word: verb })?;
    let sign = (first.words.end..second.words.start).find(|&w| matches!(words[w].form.as_str(), "," | ";"))?;
    let phrase = sign + 1..second.words.start;
    let plain = phrase.clone().all(|w| {
        matches!(words[w].upos, Upos::Noun | Upos::Propn | Upos::Det | Upos::Adj | Upos::Adv | Upos::Adp | Upos::Pron)
    });
    let closes = words[second.words.end..].iter().all(|w| !matches!(w.upos, Upos::Verb | Upos::Aux));
    if unit(first) != unit(second) || !plain || !closes {
        return None;
    }
    let sentence = first.sentence;
    let (name, claimant) = phrase.clone().find_map(|word| speaker(scene, At { word, sentence }, phrase.start))?;
    let begin = words[sign].start as usize;
    let bytes = words[name.end].start as usize..words[second.words.end - 1].end as usize;
    let named = words[name.start].start as usize;
    Some((Voice { bytes, claimant, alleged: false, cites: false, named }, begin))
}

/// The actor, or the people who speak by their noun ("the rebels"), that a phrase begins with.
fn speaker(scene: &Scene<'_>, at: At, begin: usize) -> Option<(Range<usize>, Claimant)> {
    if let Some((spot, mark)) = scene.actor_on(at) {
        let begins = begin.abs_diff(spot.words.start) <= 1;
        return begins.then(|| (spot.words.clone(), Claimant::Actor(mark.entity.clone())));
    }
    let speaks = scene.sentence(at.sentence).words[at.word].upos == Upos::Noun
        && ["SPEAKS", "MILITANTS"].iter().any(|class| scene.lexicon.is(&scene.lemma(at), class));
    let who = claimant(scene, at, None).filter(|_| speaks && at.word <= begin + 2)?;
    Some((at.word..at.word + 1, who))
}
