//! Voices that reach beyond their sentence: what goes on with the words of the one who spoke before, and a document that
//! is itself somebody's statement.

use toguna_lang::Deprel;
use toguna_text::Block;

use super::Voice;
use super::put_out::owner;
use crate::scene::{At, Scene};

/// How many sentences a report that a sentence opens with speaks on ("According to the report, …. Some ten …").
const REPORTED: usize = 2;
/// How many words open a sentence.
const OPENING: usize = 4;
/// How many sentences may stand before a document's title, and how many words a title has that names whose it is.
const HEADINGS: usize = 6;
const LONGEST_TITLE: usize = 10;

/// The voice of a sentence in which nobody else speaks and that goes on with what was said before: it points back ("This
/// incident also …"), tells who those were ("The victims included …"), counts others of them, or follows what a report
/// says.
pub(super) fn carried(scene: &Scene<'_>, sentence: usize, before: &[Voice]) -> Option<Voice> {
    let tree = scene.sentence(sentence);
    let previous = sentence.checked_sub(1).map(|s| scene.sentence(s))?;
    if tree.block == Block::Heading || previous.block == Block::Heading || gap(scene, sentence).contains("\n\n") {
        return None;
    }
    let told_before = previous.start as usize..previous.end as usize;
    let voice = before.iter().rev().find(|v| told_before.contains(&v.bytes.start))?;
    let goes_on = continues(scene, sentence) || tells_more(scene, sentence) || reported(scene, sentence, voice);
    goes_on.then(|| Voice { bytes: tree.start as usize..tree.end as usize, ..voice.clone() })
}

fn is(scene: &Scene<'_>, at: At, class: &str) -> bool {
    scene.lexicon.is(&scene.lemma(at), class)
}

/// "This incident also …": a word that points back and one that goes on.
fn continues(scene: &Scene<'_>, sentence: usize) -> bool {
    let words = scene.sentence(sentence).words.len();
    let any = |until: usize, class: &str| (0..until).any(|word| is(scene, At { sentence, word }, class));
    any(words.min(2), "POINTING") && any(words, "CONTINUING")
}

/// "The victims included …", "Twenty others were wounded": the sentence's subject are those told before, or more of them.
fn tells_more(scene: &Scene<'_>, sentence: usize) -> bool {
    let tree = scene.sentence(sentence);
    let Some(root) = (0..tree.words.len()).find(|&w| tree.words[w].deprel == Deprel::Root) else { return false };
    tree.dependents(root, &[Deprel::Nsubj, Deprel::NsubjPass]).filter(|&word| word < root).any(|word| {
        let at = At { sentence, word };
        let definite =
            || tree.dependents(word, &[Deprel::Det]).any(|det| is(scene, At { word: det, ..at }, "DEFINITE"));
        let opens = scene.phrase(at).start <= 2;
        let counted = || scene.quantities.iter().any(|q| q.sentence == sentence && q.words.start <= word);
        let more =
            || is(scene, at, "MORE") || tree.children(word).any(|child| is(scene, At { word: child, ..at }, "MORE"));
        opens && (is(scene, at, "THOSE_HARMED") && definite() || counted() && more())
    })
}

/// Whether a sentence goes on, in words without a day of their own, with what a report says that an earlier sentence
/// opened with.
fn reported(scene: &Scene<'_>, sentence: usize, voice: &Voice) -> bool {
    let Some(opened) = scene.analysis.sentence_at(voice.named) else { return false };
    let words = scene.sentence(opened).words.len();
    let put_out = |word: usize| {
        let at = At { sentence: opened, word };
        is(scene, at, "PUT_OUT") && !is(scene, at, "TOLL") || is(scene, at, "TEXT_THING") || is(scene, at, "ANY_SOURCE")
    };
    (1..=REPORTED).contains(&(sentence - opened)) && !scene.is_dated(sentence) && (0..words.min(OPENING)).any(put_out)
}

/// A document under a heading such as "Communiqué of the government" is that body's words throughout.
pub(super) fn statement(scene: &Scene<'_>) -> Option<Voice> {
    let headings = (0..scene.analysis.sentences.len().min(HEADINGS)).filter(|&s| {
        let tree = scene.sentence(s);
        tree.block == Block::Heading && tree.words.len() <= LONGEST_TITLE
    });
    let put_out = |at: &At| is(scene, *at, "PUT_OUT") && !is(scene, *at, "TOLL");
    let mut titles = headings.map(|sentence| At { sentence, word: 0 }).filter(put_out);
    let claimant = titles.find_map(|at| owner(scene, at))?;
    Some(Voice { bytes: 0..scene.document.text().len(), claimant, alleged: false, cites: false, named: 0 })
}

/// The text between a sentence and the one before it.
fn gap<'t>(scene: &'t Scene<'_>, sentence: usize) -> &'t str {
    let from = sentence.checked_sub(1).map_or(0, |s| scene.sentence(s).end as usize);
    scene.document.text().get(from..scene.sentence(sentence).start as usize).unwrap_or_default()
}
