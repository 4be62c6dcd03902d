//! Two voices that one sentence sets against each other: "officials speak of an accident, whereas the family says that he was
//! shot". They are told as a claim and what contradicts it.

use std::collections::BTreeSet;
use std::ops::Range;

use toguna_lang::{Deprel, Upos};

use super::denials::{self, Run};
use crate::condition::Slot;
use crate::scene::{At, Scene};
use crate::{Claimant, Fact};

/// What somebody says in a part of a sentence.
struct Said {
    by: Claimant,
    words: Range<usize>,
}

/// The facts of every two voices set against each other.
pub(super) fn opposed(scene: &Scene<'_>, found: &mut Vec<Fact>) {
    for sentence in 0..scene.analysis.sentences.len() {
        let parts = parts(scene, sentence);
        for pair in parts.windows(2) {
            let (Some(first), Some(second)) = (said(scene, sentence, &pair[0]), said(scene, sentence, &pair[1])) else {
                continue;
            };
            let contrast = pair[1].contrast || marked(scene, sentence, &second.words);
            if first.by != second.by && (contrast || one_matter(scene, sentence, &first.words, &second.words)) {
                let run = |words: &Range<usize>| Run { sentence, words: words.clone() };
                let [claim, answer] = [run(&first.words), run(&second.words)];
                found.extend(
                    denials::told_against(scene, (&claim, &first.by), (&answer, &second.by)).into_iter().flatten(),
                );
            }
        }
    }
}

/// A part of a sentence between semicolons or words of contrast.
struct Part {
    words: Range<usize>,
    /// Whether a word of contrast opens it ("whereas").
    contrast: bool,
}

fn parts(scene: &Scene<'_>, sentence: usize) -> Vec<Part> {
    let words = &scene.sentence(sentence).words;
    let mut parts = vec![Part { words: 0..0, contrast: false }];
    for (at, word) in words.iter().enumerate() {
        let contrast = scene.lexicon.is(&word.form.to_lowercase(), "WHEREAS");
        if (contrast || word.form == ";")
            && let Some(last) = parts.last_mut()
        {
            last.words.end = at;
            parts.push(Part { words: at + 1..at + 1, contrast });
        }
    }
    if let Some(last) = parts.last_mut() {
        last.words.end = words.len();
    }
    parts
}

/// What a named or described voice says in a part, by its first verb of saying.
fn said(scene: &Scene<'_>, sentence: usize, part: &Part) -> Option<Said> {
    if part.words.is_empty() {
        return None;
    }
    let words = denials::trimmed(scene.sentence(sentence), Run { sentence, words: part.words.clone() }).words;
    let verb = words.clone().map(|word| At { sentence, word }).find(|at| scene.says(*at))?;
    let who = scene.fillers(verb, &Slot::Subject).into_iter().find(|who| words.contains(&who.word))?;
    let by = scene.speaker(who)?;
    (by != Claimant::Document).then_some(Said { by, words })
}

/// "The witnesses, for their part, …", "les témoins, eux, …": words by which a part is set against the one before.
fn marked(scene: &Scene<'_>, sentence: usize, words: &Range<usize>) -> bool {
    let tree = scene.sentence(sentence);
    let bytes = tree.words[words.start].start as usize..tree.words[words.end - 1].end as usize;
    let text = scene.document.text().get(bytes).unwrap_or_default().to_lowercase();
    let phrase = scene.lexicon.words("FOR_ITS_PART").iter().any(|phrase| text.contains(phrase.as_str()));
    let alone = |word: usize| {
        let comma = |at: Option<usize>| at.and_then(|at| tree.words.get(at)).is_some_and(|word| word.form == ",");
        tree.words[word].upos == Upos::Pron && comma(word.checked_sub(1)) && comma(Some(word + 1))
    };
    phrase || words.clone().any(alone)
}

/// Whether two parts speak of one thing: by a word of it, beside who speaks, or by the same pronoun.
fn one_matter(scene: &Scene<'_>, sentence: usize, first: &Range<usize>, second: &Range<usize>) -> bool {
    let tree = scene.sentence(sentence);
    let told = |words: &Range<usize>| -> BTreeSet<String> {
        let content = words.clone().filter(|&word| {
            let subject = matches!(tree.words[word].deprel, Deprel::Nsubj | Deprel::NsubjPass);
            let pronoun = tree.words[word].upos == Upos::Pron
                && subject
                && !scene.lexicon.is(&tree.words[word].lemma, "EXPLETIVE");
            let says = scene.says(At { sentence, word });
            pronoun || matches!(tree.words[word].upos, Upos::Noun | Upos::Verb) && !says
        });
        content.map(|word| denials::stem(&scene.lemma(At { sentence, word })).to_owned()).collect()
    };
    told(first).intersection(&told(second)).next().is_some()
}
