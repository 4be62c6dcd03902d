//! Phrases that name a source: "according to the army", "selon un bilan officiel".

use std::ops::Range;

use toguna_lang::{Deprel, Upos};
use toguna_mark::ActorKind;

use super::Voice;
use super::claimant::claimant;
use crate::Claimant;
use crate::scene::{At, Scene};

/// A phrase that names a source, by its words.
struct Phrase {
    /// The words of the preposition and of whom it names.
    words: Range<usize>,
    who: Claimant,
}

/// The voices that source phrases give to a sentence: each speaks the part of it that the phrase stands in.
pub(super) fn cited(scene: &Scene<'_>, sentence: usize, last: Option<&Claimant>) -> Vec<Voice> {
    let tree = scene.sentence(sentence);
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut at = 0;
    while at < tree.words.len() {
        if let Some(phrase) = of_the_last(scene, sentence, at, last) {
            at = phrase.words.end;
            phrases.push(phrase);
            continue;
        }
        let named = phrase_at(scene, sentence, at, "SOURCE_CASE").or_else(|| opening_case(scene, sentence, at));
        let Some(taken) = named else {
            at += 1;
            continue;
        };
        let found = named_by(scene, sentence, at..at + taken, last);
        at = found.as_ref().map_or(at + taken, |p| p.words.end);
        phrases.extend(found);
    }
    let mut start = tree.start as usize;
    let mut voices: Vec<Voice> = Vec::new();
    for (index, phrase) in phrases.iter().enumerate() {
        let (open, close) = (tree.words[phrase.words.start].start, tree.words[phrase.words.end - 1].end as usize);
        // "A says so; according to B, …": the clause that the phrase opens.
        start = if opens_clause(scene, sentence, phrase.words.start) { open as usize } else { start };
        // "A tells so; so many, according to B": a source behind its clause tells no more than that.
        let sign = tree.words[..phrase.words.start].iter().rposition(|word| word.form == ";");
        start = sign.map_or(start, |sign| start.max(tree.words[sign].end as usize));
        let opens = (open as usize).saturating_sub(start) < 3;
        // "According to A, so many; so many according to B": the next one's clause begins behind the sign.
        let sign = |from: usize, to: usize| (from..to).rev().find(|&word| tree.words[word].form == ";");
        let next = phrases.get(index + 1).map(|p| sign(phrase.words.end, p.words.start).unwrap_or(p.words.start));
        let next = next.map(|word| tree.words[word].start as usize);
        // Behind its clause it closes it, if the next one speaks of another; before it, it opens it.
        let end = match next {
            Some(next) if opens => next,
            Some(_) => close,
            None if !opens && parted(scene, sentence, phrase.words.end) => close,
            None => tree.end as usize,
        };
        // "50 according to A, 70 according to B", "…, against 70 according to B": no more than the number before it.
        let own = own_number(scene, sentence, phrase.words.start).filter(|begin| *begin > start);
        let bytes = own.map_or(start..end, |begin| begin..close);
        start = bytes.end;
        voices.push(Voice { bytes, claimant: phrase.who.clone(), alleged: false, cites: false, named: open as usize });
    }
    voices
}

/// "A says so; according to B, …": what others say ends where a source phrase opens a clause of its own.
pub(super) fn beside(mut said: Vec<Voice>, cited: Vec<Voice>) -> Vec<Voice> {
    for voice in said.iter_mut().filter(|voice| voice.named <= voice.bytes.start) {
        let opens = |next: &&Voice| next.named == next.bytes.start && next.named > voice.bytes.start;
        if let Some(next) = cited.iter().find(opens) {
            voice.bytes.end = voice.bytes.end.min(next.named);
        }
    }
    // "So many died, A says; so many, according to B": who is named behind what they say says nothing of what B does.
    for voice in said.iter_mut().filter(|voice| voice.named > voice.bytes.start) {
        if let Some(next) = cited.iter().find(|next| next.bytes.start > voice.named) {
            voice.bytes.end = voice.bytes.end.min(next.bytes.start);
        }
    }
    said.extend(cited);
    said
}

/// Whether a source phrase stands at the head of a clause of its own: behind a semicolon or colon, or behind a conjunction and
/// before a comma.
fn opens_clause(scene: &Scene<'_>, sentence: usize, phrase: usize) -> bool {
    let before = scene.sentence(sentence).words[..phrase].iter().rev();
    let mut before = before.skip_while(|word| word.form == ",");
    before.next().is_some_and(|word| matches!(word.form.as_str(), ";" | ":") || word.upos == Upos::Cconj)
}

/// The first byte of a number right before a source phrase, where another number of the sentence stands before it and a comma
/// or a word of contrast parts the two.
fn own_number(scene: &Scene<'_>, sentence: usize, phrase: usize) -> Option<usize> {
    let words = &scene.sentence(sentence).words;
    let here = || scene.quantities.iter().filter(|spot| spot.sentence == sentence);
    let number = here().find(|spot| spot.words.end == phrase)?;
    here().find(|spot| spot.words.end <= number.words.start)?;
    let preposition = |word: &usize| matches!(words[*word].upos, Upos::Adp | Upos::Det);
    let begin = (0..number.words.start).rev().take_while(preposition).last().unwrap_or(number.words.start);
    let contrast = (begin..number.words.start).any(|word| scene.lexicon.is(&words[word].lemma, "CONTRAST_CASE"));
    let comma = begin.checked_sub(1).is_some_and(|word| words[word].form == ",");
    (contrast || comma).then(|| words[begin].start as usize)
}

/// "À l'en croire": a phrase with a pronoun for whoever was told of before.
fn of_the_last(scene: &Scene<'_>, sentence: usize, at: usize, last: Option<&Claimant>) -> Option<Phrase> {
    let words = at..at + phrase_at(scene, sentence, at, "SOURCE_TOLD_BEFORE")?;
    let person = || {
        let named = scene.person_before(At { sentence, word: words.start })?;
        scene.actor_on(named).map(|(_, mark)| Claimant::Actor(mark.entity.clone()))
    };
    let who = last.cloned().or_else(person)?;
    Some(Phrase { words, who })
}

/// How many words a phrase of a class takes at a word.
fn phrase_at(scene: &Scene<'_>, sentence: usize, at: usize, class: &str) -> Option<usize> {
    let tree = scene.sentence(sentence);
    let phrases = scene.lexicon.words(class);
    (1..=4).rev().filter(|n| at + n <= tree.words.len()).find(|&n| {
        let (first, last) = (&tree.words[at], &tree.words[at + n - 1]);
        let text = scene.document.text().get(first.start as usize..last.end as usize).unwrap_or_default();
        let text = text.to_lowercase().replace('’', "'");
        phrases.iter().any(|p| p.replace('’', "'") == text)
    })
}

/// "For the union, the toll is higher": a preposition that names a source only where it opens its sentence, before the
/// name of somebody who is no state, or a noun for people who speak, and a comma.
fn opening_case(scene: &Scene<'_>, sentence: usize, at: usize) -> Option<usize> {
    let tree = scene.sentence(sentence);
    let first = tree.words.get(at).filter(|_| at == 0)?;
    let named = |word: &usize| {
        let actor = scene.actor_on(At { sentence, word: *word });
        actor.is_some_and(|(_, mark)| mark.kind != ActorKind::State)
    };
    let name = || Some(scene.actor_on(At { sentence, word: (1..4).find(named)? })?.0.words.end);
    let speaks = |word: &usize| {
        let lemma = scene.lemma(At { sentence, word: *word });
        tree.words[*word].upos == Upos::Noun && scene.lexicon.is(&lemma, "SPEAKS")
    };
    let noun = || (1..4.min(tree.words.len())).find(speaks).map(|word| scene.phrase(At { sentence, word }).end);
    let mut behind = tree.words.get(name().or_else(noun)?..)?.iter();
    let comma = behind.next().is_some_and(|w| w.form == ",");
    (comma && scene.lexicon.is(&first.form.as_str().to_lowercase(), "OPENING_SOURCE")).then_some(1)
}

/// Whom a source preposition names: the noun that it hangs on, or the first noun behind it.
fn named_by(scene: &Scene<'_>, sentence: usize, case: Range<usize>, last: Option<&Claimant>) -> Option<Phrase> {
    let tree = scene.sentence(sentence);
    let noun = |w: usize| matches!(tree.words[w].upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::X);
    let above = tree.head(case.start).filter(|&h| h >= case.end && h < case.end + 6 && noun(h));
    let head = above.or_else(|| (case.end..(case.end + 6).min(tree.words.len())).find(|&w| noun(w)))?;
    let before = || subject_before_colon(scene, At { sentence, word: head }, case.start);
    let who = before().or_else(|| claimant(scene, At { sentence, word: head }, last))?;
    let mut end = scene.phrase(At { sentence, word: head }).end.max(head + 1);
    if let Some((spot, _)) = scene.actor_on(At { sentence, word: head }) {
        end = end.max(spot.words.end);
    }
    // A verb inside the phrase is the clause that the source speaks, attached to it by mistake.
    if let Some(verb) = (head..end).find(|&w| tree.words[w].upos == Upos::Verb && tree.words[w].deprel != Deprel::Acl) {
        end = verb.max(head + 1);
    }
    // "49 dead according to the authorities, over 200 according to the union": the next number is told by another.
    let numbers = scene.quantities.iter().filter(|spot| spot.sentence == sentence && spot.words.start > head);
    let next = numbers.map(|spot| spot.words.start).find(|&word| tree.words[word - 1].form == ",");
    end = next.map_or(end, |word| end.min(word - 1).max(head + 1));
    Some(Phrase { words: case.start..end, who })
}

/// "The mayor is not convinced: according to him, …": a pronoun behind a colon stands for who is the subject before it.
fn subject_before_colon(scene: &Scene<'_>, pronoun: At, phrase: usize) -> Option<Claimant> {
    let tree = scene.sentence(pronoun.sentence);
    let colon = phrase.checked_sub(1).filter(|&word| matches!(tree.words[word].form.as_str(), ":" | ";"))?;
    let root = (0..colon).find(|&word| tree.words[word].deprel == Deprel::Root)?;
    let subject = tree.dependents(root, &[Deprel::Nsubj]).find(|&word| word < colon)?;
    let subject = At { word: subject, ..pronoun };
    let lemma = scene.lemma(subject);
    let noun = ["OFFICE", "SPEAKER", "PERSON"].iter().any(|class| scene.lexicon.is(&lemma, class));
    let named = || scene.actor_on(subject).is_some_and(|(_, mark)| mark.kind == ActorKind::Person);
    let speaks = tree.words[pronoun.word].upos == Upos::Pron && (noun || named());
    speaks.then(|| claimant(scene, subject, None)).flatten()
}

/// Whether a clause of its own follows a source phrase: behind a semicolon, or behind a comma with a conjunction.
fn parted(scene: &Scene<'_>, sentence: usize, at: usize) -> bool {
    let words = &scene.sentence(sentence).words;
    let Some(word) = words.get(at) else { return false };
    let joins = |w: Option<&toguna_lang::Word>| w.is_some_and(|w| matches!(w.upos, Upos::Cconj | Upos::Sconj));
    match word.form.as_str() {
        ";" => true,
        "," => joins(words.get(at + 1)),
        _ => false,
    }
}
