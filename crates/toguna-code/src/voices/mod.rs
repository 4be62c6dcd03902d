//! Who is told to say what: the stretches of a document that somebody else than its writer speaks.
//!
//! A voice is a run of text and the one who is told to say it, found by a verb of saying, by a phrase that names a
//! source, or by the marks of a quotation. Voices lie inside each other where one source cites another; the innermost
//! is the claimant and the others are the chain through which the claim came.

mod carried;
mod cited;
mod claimant;
mod gapped;
mod interview;
mod put_out;
mod quoted;
mod saying;
mod speech;

use std::ops::Range;

use toguna_lang::{Deprel, Upos};
use toguna_mark::EntityId;

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
    pub named: usize,
}

/// The voices of a document, and who speaks by each verb of saying.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    /// The widest first, so that the inner ones of a chain stand behind the outer ones.
    pub spoken: Vec<Voice>,
    /// The first byte of each verb of saying with the actor who speaks by it, in the order of the text.
    pub sayers: Vec<(usize, EntityId)>,
}

pub(crate) fn voices(scene: &Scene<'_>) -> Voices {
    let mut found: Vec<Voice> = Vec::new();
    let mut spoken: Vec<Vec<speech::Spoken>> = Vec::new();
    let mut last: Option<Claimant> = None;
    for sentence in 0..scene.analysis.sentences.len() {
        let told = speech::spoken(scene, sentence, last.as_ref());
        let mut here: Vec<Voice> = told.iter().filter_map(|t| t.voice.clone()).collect();
        here = cited::beside(here, cited::cited(scene, sentence, last.as_ref()));
        clip(scene, sentence, &told, &mut here);
        let gapped = gapped::gapped(scene, sentence, &mut here);
        here.extend(gapped);
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
    found.extend(interview::answers(scene));
    // The widest first: whoever speaks inside another's words is cited by them.
    found.sort_by_key(|v| (std::cmp::Reverse(v.bytes.len()), v.bytes.start, v.named));
    let sayer = |told: &speech::Spoken| match &told.claimant {
        Some(Claimant::Actor(who)) => Some((told.verb, who.clone())),
        _ => None,
    };
    Voices { spoken: found, sayers: spoken.iter().flatten().filter_map(sayer).collect() }
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

/// What a verb of saying speaks of ("spoke of ten dead").
pub(crate) fn said_of(scene: &Scene<'_>, verb: At) -> Vec<usize> {
    saying::verb_of_saying(scene, verb).map(|speech| saying::said_of(scene, verb, speech)).unwrap_or_default()
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

    /// The actor who speaks by a verb of saying, also where only a pronoun stands for them.
    pub(crate) fn sayer(&self, at: At) -> Option<&EntityId> {
        let byte = self.sentence(at.sentence).words[at.word].start as usize;
        let found = self.voices.sayers.binary_search_by_key(&byte, |(verb, _)| *verb);
        found.ok().map(|found| &self.voices.sayers[found].1)
    }

    /// Whom a noun phrase stands for as a speaker.
    pub(crate) fn speaker(&self, at: At) -> Option<Claimant> {
        claimant::claimant(self, at, None)
    }

    /// Whose words the text at a byte is, outermost first: the last is the claimant.
    pub(crate) fn speakers(&self, byte: usize) -> Vec<&Voice> {
        let mut chain: Vec<&Voice> = Vec::new();
        for voice in self.voices.spoken.iter().filter(|v| v.bytes.contains(&byte)) {
            if chain.last().is_none_or(|outer| outer.claimant != voice.claimant) {
                chain.push(voice);
            }
        }
        chain
    }
}
