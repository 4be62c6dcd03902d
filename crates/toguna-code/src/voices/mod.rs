//! Who is told to say what: the stretches of a document that somebody else than its writer speaks.
//!
//! A voice is a run of text and the one who is told to say it, found by a verb of saying, by a phrase that names a
//! source, or by the marks of a quotation. Voices lie inside each other where one source cites another; the innermost
//! is the claimant and the others are the chain through which the claim came.

mod carried;
mod cited;
mod claimant;
mod put_out;
mod quoted;
mod saying;
mod speech;

use std::ops::Range;

use toguna_lang::{Deprel, Upos};

use crate::Claimant;
use crate::scene::{At, Scene};

/// A stretch of text that somebody is told to say.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    /// What is said.
    pub bytes: Range<usize>,
    /// Who is told to say it.
    pub claimant: Claimant,
    /// Whether the words make it an accusation that the writer does not take over.
    pub alleged: bool,
    /// Whether it is only cited by the one who speaks ("RFI, citing two army sources").
    pub cites: bool,
    /// The first byte of the words that name the speaker.
    named: usize,
}

/// The voices of a document, the inner ones of a chain behind the outer ones.
pub(crate) fn voices(scene: &Scene<'_>) -> Vec<Voice> {
    let mut found: Vec<Voice> = Vec::new();
    let mut spoken: Vec<Vec<speech::Spoken>> = Vec::new();
    let mut last: Option<Claimant> = None;
    for sentence in 0..scene.analysis.sentences.len() {
        let told = speech::spoken(scene, sentence, last.as_ref());
        let mut here: Vec<Voice> = told.iter().filter_map(|t| t.voice.clone()).collect();
        here.extend(cited::cited(scene, sentence, last.as_ref()));
        clip(scene, sentence, &told, &mut here);
        if here.is_empty() {
            here.extend(carried::carried(scene, sentence, &found));
        }
        if let Some(main) = told
            .iter()
            .rfind(|t| !t.embedded)
            .and_then(|t| t.claimant.clone())
            .or_else(|| here.iter().max_by_key(|v| v.bytes.len()).map(|v| v.claimant.clone()))
        {
            last = Some(main);
        } else if last.is_none() {
            last = subject_of(scene, sentence);
        }
        found.extend(here);
        spoken.push(told);
    }
    found.extend(quoted::quotations(scene, &spoken));
    found.extend(carried::statement(scene));
    // The widest first: whoever speaks inside another's words is cited by them.
    found.sort_by_key(|v| (std::cmp::Reverse(v.bytes.len()), v.bytes.start, v.named));
    found
}

/// "A said …, but B said …": where another speaks in a clause joined to the first, the first has ended.
fn clip(scene: &Scene<'_>, sentence: usize, told: &[speech::Spoken], here: &mut [Voice]) {
    let tree = scene.sentence(sentence);
    for next in told.iter().filter(|t| t.claimant.is_some()) {
        let start = next.group.start;
        let mut before = tree.words.iter().rev().skip_while(|w| w.start as usize >= start);
        let joined = before.find(|w| w.upos != Upos::Det).is_some_and(|w| w.upos == Upos::Cconj);
        for voice in here.iter_mut().filter(|v| joined && v.named < start && v.bytes.end > start) {
            voice.bytes.end = start.max(voice.bytes.start);
        }
    }
}

/// The actor that is the subject of a sentence: who may have said what a later "statement" tells.
fn subject_of(scene: &Scene<'_>, sentence: usize) -> Option<Claimant> {
    let tree = scene.sentence(sentence);
    let root = (0..tree.words.len()).find(|&w| tree.words[w].deprel == Deprel::Root)?;
    let mut subjects = tree.dependents(root, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let (_, mark) = subjects.find_map(|word| scene.actor_on(At { sentence, word }))?;
    Some(Claimant::Actor(mark.entity.clone()))
}

impl Scene<'_> {
    /// Whether a word is a verb whose subject says something by it.
    pub(crate) fn says(&self, at: At) -> bool {
        self.sentence(at.sentence).words[at.word].upos == Upos::Verb && saying::verb_of_saying(self, at).is_some()
    }

    /// Whose words the text at a byte is, outermost first: the last is the claimant.
    pub(crate) fn speakers(&self, byte: usize) -> Vec<&Voice> {
        let mut chain: Vec<&Voice> = Vec::new();
        for voice in self.voices.iter().filter(|v| v.bytes.contains(&byte)) {
            if chain.last().is_none_or(|outer| outer.claimant != voice.claimant) {
                chain.push(voice);
            }
        }
        chain
    }
}
