//! Quotations that run over several sentences, and who is told to speak them.

use std::ops::Range;

use crate::Claimant;
use crate::condition::Slot;
use crate::scene::{At, Scene};

/// A quotation and its speaker.
#[derive(Clone, Debug)]
pub(crate) struct Quotation {
    /// The bytes between the marks.
    pub bytes: Range<usize>,
    /// Who is told to say it.
    pub speaker: Claimant,
}

/// The marks that open and close a quotation.
const MARKS: [(char, char); 2] = [('«', '»'), ('“', '”')];
/// The shortest quotation that is speech, in words: shorter ones are terms or scare quotes.
const FEWEST: usize = 4;
/// The longest one, in bytes: beyond it a mark was left open.
const LONGEST: usize = 4000;

/// The quotations of a document whose speaker the text tells.
pub(crate) fn quotations(scene: &Scene<'_>) -> Vec<Quotation> {
    let text = scene.document.text();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, close)) = next_open(text, at) {
        let Some(length) = text[start..].find(close).filter(|length| *length <= LONGEST) else {
            at = start;
            continue;
        };
        let bytes = start..start + length;
        at = bytes.end;
        if text[bytes.clone()].split_whitespace().count() >= FEWEST
            && let Some(speaker) = speaker(scene, &bytes)
        {
            found.push(Quotation { bytes, speaker });
        }
    }
    found
}

/// The first byte inside the next quotation, and the mark that closes it.
fn next_open(text: &str, from: usize) -> Option<(usize, char)> {
    text[from..].char_indices().find_map(|(at, c)| {
        let (_, close) = MARKS.iter().find(|(open, _)| *open == c)?;
        Some((from + at + c.len_utf8(), *close))
    })
}

/// The subject of the verb of saying beside a quotation: behind it in its last sentence, else before it in its first.
fn speaker(scene: &Scene<'_>, bytes: &Range<usize>) -> Option<Claimant> {
    let last = scene.analysis.sentence_at(bytes.end.saturating_sub(1))?;
    let first = scene.analysis.sentence_at(bytes.start).unwrap_or(last);
    let behind = verbs(scene, last).filter(|v| byte(scene, *v) >= bytes.end);
    let before = verbs(scene, first).filter(|v| byte(scene, *v) < bytes.start);
    behind.chain(before).find_map(|verb| spoken_by(scene, verb, bytes))
}

fn byte(scene: &Scene<'_>, at: At) -> usize {
    scene.sentence(at.sentence).words[at.word].start as usize
}

/// The verbs of a sentence whose subject speaks.
fn verbs<'s>(scene: &'s Scene<'_>, sentence: usize) -> impl Iterator<Item = At> + 's {
    let words = 0..scene.sentence(sentence).words.len();
    words.map(move |word| At { sentence, word }).filter(|at| {
        scene.lexicon.speech(&scene.lemma(*at), "verb").is_some_and(|speech| speech.speaks && speech.kind != "plan")
    })
}

/// Who speaks by a verb: its subject outside the quotation, or the name that follows it.
fn spoken_by(scene: &Scene<'_>, verb: At, quoted: &Range<usize>) -> Option<Claimant> {
    let subjects = scene.fillers(verb, &Slot::Subject).into_iter().filter(|s| !quoted.contains(&byte(scene, *s)));
    let told = subjects.map(|subject| scene.claimant(subject)).find(|claimant| *claimant != Claimant::Document);
    told.or_else(|| {
        let next = verb.word + 1..verb.word + 4;
        let near = next.filter(|w| *w < scene.sentence(verb.sentence).words.len());
        let mut marks = near.filter_map(|word| scene.actor_on(At { word, ..verb }));
        marks.next().map(|(_, mark)| Claimant::Actor(mark.entity.clone()))
    })
}
