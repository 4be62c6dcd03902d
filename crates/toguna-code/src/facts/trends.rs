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
    let mut words = words_of(fact);
    words.find_map(|word| scene.lexicon.topic(&word).map(str::to_lowercase))
}

/// Whether a trend's subject says nothing of what it is ("the situation").
fn is_vague(scene: &Scene<'_>, fact: &Fact) -> bool {
    words_of(fact).any(|word| scene.lexicon.is(&word, "STATE_OF_THINGS"))
}

/// The words of a trend's subject in lower case; none where it is an actor.
fn words_of(fact: &Fact) -> impl Iterator<Item = String> {
    let words = match &fact.subject {
        Term::Words(words) => words.to_lowercase(),
        Term::Entity(_) => String::new(),
    };
    let words: Vec<String> = words.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    words.into_iter()
}

/// Whether a trend's words begin with a pronoun that is its subject, whoever it was taken for: "the UN says that it worsens".
fn is_pronoun(scene: &Scene<'_>, fact: &Fact) -> bool {
    let sentence = scene.sentence(sentence_of(scene, fact));
    let first = sentence.words.iter().find(|word| word.start as usize == fact.span.range().start);
    first.is_some_and(|word| {
        let subject = matches!(word.deprel, Deprel::Nsubj | Deprel::NsubjPass);
        subject && word.upos == Upos::Pron && !scene.lexicon.is(&word.lemma, "RELATIVE")
    })
}

fn is_near(scene: &Scene<'_>, one: &Fact, other: &Fact) -> bool {
    sentence_of(scene, one).abs_diff(sentence_of(scene, other)) <= NEAR
}

/// The sentence that a fact's words begin in.
fn sentence_of(scene: &Scene<'_>, fact: &Fact) -> usize {
    let start = fact.span.range().start;
    let begun = scene.analysis.sentences.partition_point(|sentence| sentence.start as usize <= start);
    begun.saturating_sub(1)
}
