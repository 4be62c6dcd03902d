//! What a trend is a trend of: its own words tell, or the trend told beside it.

use toguna_lang::{Deprel, Upos};

use crate::scene::Scene;
use crate::{Fact, Term};

/// How many sentences may lie between a trend and the one that tells what it is about.
const NEAR: usize = 2;

/// Tells what trends are about: "insecurity" and "peace" are one matter, "it" is what the trend before was told of, and "the
/// situation" is what a trend near it speaks of.
pub(super) fn topics(scene: &Scene<'_>, found: &mut [Fact]) {
    let mut told: Vec<usize> = (0..found.len()).filter(|&at| found[at].predicate == "trend").collect();
    told.sort_by_key(|&at| found[at].span.range().start);
    for (nth, &at) in told.iter().enumerate() {
        let before =
            nth.checked_sub(1).map(|nth| told[nth]).filter(|&before| is_near(scene, &found[before], &found[at]));
        if let Some(before) = before.filter(|_| is_pronoun(scene, &found[at])) {
            found[at].subject = found[before].subject.clone();
            found[at].qualifier = found[before].qualifier.clone();
        }
        if found[at].qualifier.is_none() {
            found[at].qualifier = own_topic(scene, &found[at]);
        }
    }
    for (nth, &at) in told.iter().enumerate() {
        if found[at].qualifier.is_some() || !is_vague(scene, &found[at]) {
            continue;
        }
        let beside = [nth.checked_sub(1), Some(nth + 1)].into_iter().flatten().filter_map(|nth| told.get(nth));
        let near = beside.filter(|&&other| is_near(scene, &found[other], &found[at]));
        found[at].qualifier = near.filter_map(|&other| found[other].qualifier.clone()).next();
    }
}

/// The topic that the words of a trend's subject tell.
fn own_topic(scene: &Scene<'_>, fact: &Fact) -> Option<String> {
    words_of(fact).iter().find_map(|word| scene.lexicon.topic(word)).map(str::to_lowercase)
}

/// Whether a trend's subject says nothing of what it is ("the situation").
fn is_vague(scene: &Scene<'_>, fact: &Fact) -> bool {
    words_of(fact).iter().any(|word| scene.lexicon.is(word, "STATE_OF_THINGS"))
}

/// The words of a trend's subject in lower case; none where it is an actor.
fn words_of(fact: &Fact) -> Vec<String> {
    let Term::Words(words) = &fact.subject else { return Vec::new() };
    words.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
}

/// Whether a trend's words begin with a pronoun that is its subject, whoever it was taken for: "the UN says that it worsens".
fn is_pronoun(scene: &Scene<'_>, fact: &Fact) -> bool {
    let start = fact.span.range().start;
    let Some(sentence) = scene.analysis.sentence_at(start) else { return false };
    let first = scene.sentence(sentence).words.iter().find(|word| word.start as usize == start);
    first.is_some_and(|word| {
        let subject = matches!(word.deprel, Deprel::Nsubj | Deprel::NsubjPass);
        subject && word.upos == Upos::Pron && !scene.lexicon.is(&word.lemma, "RELATIVE")
    })
}

fn is_near(scene: &Scene<'_>, one: &Fact, other: &Fact) -> bool {
    let sentence = |fact: &Fact| scene.analysis.sentence_at(fact.span.range().start);
    sentence(one).zip(sentence(other)).is_some_and(|(one, other)| one.abs_diff(other) <= NEAR)
}
