//! Verbs of saying: who speaks by them, and how far what they say reaches.

use std::ops::Range;

use toguna_lang::{Deprel, Sentence, Upos};

use super::Voice;
use super::claimant::claimant;
use super::put_out::{given_by, owner_beside};
use super::saying::{said_of, verb_of_saying};
use crate::condition::Slot;
use crate::lexicon::Speech;
use crate::scene::{At, Scene};
use crate::{Claimant, Status};

/// A verb of saying with its speaker.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    /// First byte of the verb.
    pub verb: usize,
    /// The bytes of the verb with its subject.
    pub group: Range<usize>,
    /// Who is told to say it, where the text tells.
    pub claimant: Option<Claimant>,
    /// Whether it stands in a clause below the main one.
    pub embedded: bool,
    /// What it says, where it says something outside quotation marks.
    pub voice: Option<Voice>,
}

/// The verbs of saying of one sentence, in the order of the text.
pub(super) fn spoken(scene: &Scene<'_>, sentence: usize, last: Option<&Claimant>) -> Vec<Spoken> {
    let tree = scene.sentence(sentence);
    (0..tree.words.len()).filter_map(|word| one(scene, At { sentence, word }, last)).collect()
}

fn one(scene: &Scene<'_>, at: At, last: Option<&Claimant>) -> Option<Spoken> {
    let tree = scene.sentence(at.sentence);
    if tree.words[at.word].upos != Upos::Verb {
        return closing_noun(scene, at).or_else(|| by_statement(scene, at, last));
    }
    let Some(speech) = verb_of_saying(scene, at) else { return by_statement(scene, at, last) };
    let source = speech.kind == "source";
    let speaker = subject(scene, at, last);
    let start = speaker.as_ref().map_or(at.word, |(words, _)| words.start.min(at.word));
    let end = speaker.as_ref().map_or(at.word, |(words, _)| (words.end - 1).max(at.word)) + 1;
    let group = tree.words[start].start as usize..tree.words[end - 1].end as usize;
    let closing = closes(tree, at.word, start, end);
    let embedded = !closing && embedded(tree, at.word);
    let said = if source || closing { whole(tree) } else { reach(scene, at, speech, &(start..end), embedded) };
    let told = if source { cited_by(scene, at, last) } else { speaker.map(|(_, who)| who) };
    let alleged = speech.status == Status::Alleged;
    let voice =
        told.clone().map(|claimant| Voice { bytes: said, claimant, alleged, cites: source, named: group.start });
    Some(Spoken { verb: tree.words[at.word].start as usize, group, claimant: told, embedded, voice })
}

/// "…, the agency (AG) reports.": a verb of saying at the end of its sentence that the reader took for a noun, right
/// behind the name of who says it.
fn closing_noun(scene: &Scene<'_>, at: At) -> Option<Spoken> {
    let tree = scene.sentence(at.sentence);
    let word = &tree.words[at.word];
    let closes = tree.words[at.word + 1..].iter().all(|w| w.upos == Upos::Punct);
    let set_beside = matches!(word.deprel, Deprel::Parataxis | Deprel::Appos | Deprel::Conj);
    let says = || scene.lexicon.speech(&scene.lemma(at), "verb").is_some_and(|speech| speech.kind == "say");
    if word.upos != Upos::Noun || !closes || !set_beside || !says() {
        return None;
    }
    let (spot, mark) = scene.actor_on(At { word: at.word.checked_sub(1)?, ..at }).or_else(|| {
        let before = tree.words[..at.word].iter().rposition(|w| w.upos != Upos::Punct)?;
        scene.actor_on(At { word: before, ..at })
    })?;
    let mut before = tree.words[..spot.words.start].iter().rev().skip_while(|w| w.upos == Upos::Det);
    before.next().filter(|w| w.form.as_str() == ",")?;
    let claimant = Claimant::Actor(mark.entity.clone());
    let named = tree.words[spot.words.start].start as usize;
    let voice = Voice { bytes: whole(tree), claimant: claimant.clone(), alleged: false, cites: false, named };
    let group = named..word.end as usize;
    Some(Spoken { verb: word.start as usize, group, claimant: Some(claimant), embedded: false, voice: Some(voice) })
}

/// "…, X said on Tuesday.": whatever the tree hangs it on, what stands before it was said.
fn closes(tree: &Sentence, verb: usize, start: usize, end: usize) -> bool {
    let own = tree
        .dependents(verb, &[Deprel::Nsubj])
        .any(|s| s < verb && !matches!(tree.words[s].upos, Upos::Pron | Upos::Verb));
    let bare = tree.dependents(verb, &[Deprel::Mark, Deprel::Ccomp, Deprel::Obj, Deprel::Xcomp]).next().is_none();
    let mut before = tree.words[..start].iter().rev().skip_while(|w| w.upos == Upos::Det);
    let comma = before.next().is_some_and(|w| w.form.as_str() == ",");
    own && bare && comma && start > 3 && tree.words[end..].iter().all(|w| w.upos != Upos::Verb)
}

/// Who speaks by a verb, with the words that name them: the subject of the tree, else the name beside the verb.
fn subject(scene: &Scene<'_>, verb: At, last: Option<&Claimant>) -> Option<(Range<usize>, Claimant)> {
    let tree = scene.sentence(verb.sentence);
    // "…, after announcing only eight": whoever announces in the clause above announces here too.
    if tree.dependents(verb.word, &[Deprel::Nsubj, Deprel::NsubjPass]).next().is_none() && embedded(tree, verb.word) {
        let above = tree.ancestors(verb.word).skip(1).map(|word| At { word, ..verb });
        let mut sayers = above.filter(|a| tree.words[a.word].upos == Upos::Verb && verb_of_saying(scene, *a).is_some());
        if let Some(found) = sayers.next().and_then(|a| subject(scene, a, last)) {
            return Some((verb.word..verb.word + 1, found.1));
        }
    }
    for subject in scene.fillers(verb, &Slot::Subject) {
        let counted = tree.dependents(subject.word, &[Deprel::Nummod]).next().is_some();
        if counted && !tree.dependents(verb.word, &[Deprel::Nsubj]).any(|s| s == subject.word) {
            continue;
        }
        if let Some(who) = claimant(scene, subject, last) {
            let phrase = scene.phrase(subject);
            return Some((phrase.start.min(subject.word)..phrase.end.max(subject.word + 1), who));
        }
    }
    // "…, the general staff reports": the tree may take the speaker for a part of the verb.
    let before = verb.word.checked_sub(1).and_then(|word| scene.actor_on(At { word, ..verb }));
    let beside = before.filter(|(spot, _)| {
        let word = &tree.words[spot.words.end - 1];
        matches!(word.deprel, Deprel::Compound | Deprel::Flat) && tree.head(spot.words.end - 1) == Some(verb.word)
    });
    if let Some((spot, mark)) = beside {
        return Some((spot.words.clone(), Claimant::Actor(mark.entity.clone())));
    }
    let impersonal = scene.passive(verb) || tree.dependents(verb.word, &[Deprel::Nsubj]).next().is_some();
    if impersonal {
        return None;
    }
    if let Some(found) = inverted(scene, verb, last) {
        return Some(found);
    }
    // "…, said X": the tree often loses a subject behind its verb.
    let behind = verb.word + 1..(verb.word + 4).min(tree.words.len());
    let near: Vec<usize> = behind.take_while(|&w| tree.words[w].upos != Upos::Punct).collect();
    let named = near.iter().filter_map(|&word| scene.actor_on(At { word, ..verb }));
    let noun = || {
        // "…, indicates a statement by X": behind a comma, what follows the verb may be its subject.
        let comma = verb.word > 2 && tree.words[..verb.word].iter().rev().take(3).any(|w| w.form.as_str() == ",");
        let word = *near.iter().find(|&&w| tree.words[w].upos == Upos::Noun).filter(|_| comma)?;
        let who = claimant(scene, At { word, ..verb }, last)?;
        Some((word..scene.phrase(At { word, ..verb }).end.max(word + 1), who))
    };
    named.map(|(spot, mark)| (spot.words.clone(), Claimant::Actor(mark.entity.clone()))).next().or_else(noun)
}

/// "…, a déclaré mercredi à la presse le porte-parole": right behind a comma, whoever the tree takes for the object of a verb
/// that says nothing else is its subject.
fn inverted(scene: &Scene<'_>, verb: At, last: Option<&Claimant>) -> Option<(Range<usize>, Claimant)> {
    let tree = scene.sentence(verb.sentence);
    let mut before = tree.words[..verb.word].iter().rev().skip_while(|word| word.upos == Upos::Aux);
    let comma = before.next().is_some_and(|word| word.form.as_str() == ",");
    let tells = verb_of_saying(scene, verb).is_some_and(|speech| matches!(speech.kind.as_str(), "say" | "announce"));
    let clause = tree.dependents(verb.word, &[Deprel::Ccomp, Deprel::Xcomp]).next().is_some();
    if !comma || !tells || clause {
        return None;
    }
    let word = tree.dependents(verb.word, &[Deprel::Obj]).find(|&word| word > verb.word)?;
    let who = claimant(scene, At { word, ..verb }, last)?;
    let phrase = scene.phrase(At { word, ..verb });
    Some((phrase.start.min(word)..phrase.end.max(word + 1), who))
}

/// "citing two army sources": whom a verb of citing names.
fn cited_by(scene: &Scene<'_>, at: At, last: Option<&Claimant>) -> Option<Claimant> {
    scene.fillers(at, &Slot::Object).into_iter().find_map(|object| claimant(scene, object, last))
}

/// A statement as the subject of any verb ("the army's statement lists 12 dead"), or as the way in which the subject
/// speaks ("in a statement, the army listed 12 dead").
fn by_statement(scene: &Scene<'_>, at: At, last: Option<&Claimant>) -> Option<Spoken> {
    let tree = scene.sentence(at.sentence);
    let word = &tree.words[at.word];
    if word.upos != Upos::Noun || !scene.lexicon.is(&scene.lemma(at), "PUT_OUT") {
        return None;
    }
    let is = |word: usize| tree.dependents(word, &[Deprel::Cop]).next().is_some();
    let Some(head) = tree.head(at.word).map(|word| At { word, ..at }) else {
        // "Another is the mission's toll: ten dead."
        let whose = given_by(scene, at).or_else(|| owner_beside(scene, at).filter(|_| is(at.word)))?;
        return Some(statement(tree, at, whose, whole(tree), false));
    };
    let active = tree.words[head.word].upos == Upos::Verb && !scene.passive(head);
    // "The government's own count was ten dead."
    let named = || owner_beside(scene, at).filter(|_| is(head.word) && tree.words[head.word].upos != Upos::Verb);
    let way = matches!(word.deprel, Deprel::Obl | Deprel::Nmod)
        && tree.dependents(at.word, &[Deprel::Case]).any(|c| scene.lexicon.is(&tree.words[c].lemma, "BY_WAY_OF"));
    // "A statement by X lists …": what stands between the statement and its verb is the statement's, whatever the tree
    // hangs it on.
    let between = || {
        let mut hung = tree.dependents(head.word, &[Deprel::Obl, Deprel::OblAgent]);
        let word = hung.find(|w| (at.word..head.word).contains(w))?;
        claimant(scene, At { word, ..at }, None).filter(|who| matches!(who, Claimant::Actor(_)))
    };
    // "The toll given by the ministry, which is of ten dead": all that hangs on it is the giver's.
    if let Some(who) = given_by(scene, at) {
        // "Ten dead: that is the toll that the ministry gives."
        let all = is(at.word) || word.deprel == Deprel::Nsubj && !scene.passive(head);
        let bytes = if all { whole(tree) } else { below(tree, at.word) };
        return Some(statement(tree, at, who, bytes, embedded(tree, head.word)));
    }
    let who = match word.deprel {
        Deprel::Nsubj => between().or_else(|| claimant(scene, at, last).filter(|_| active)).or_else(named)?,
        // "The union has its own figure: twelve dead."
        Deprel::Obj if announces(scene, at) => {
            let mut subjects = scene.fillers(head, &Slot::Subject).into_iter();
            subjects.find_map(|subject| claimant(scene, subject, last))?
        }
        _ if way => {
            let owner = claimant(scene, at, None).filter(|who| matches!(who, Claimant::Actor(_)));
            let speaker = || scene.fillers(head, &Slot::Subject).into_iter().find_map(|s| claimant(scene, s, last));
            owner.or_else(speaker)?
        }
        _ => return None,
    };
    let embedded = embedded(tree, head.word);
    let bytes = if embedded { below(tree, head.word) } else { whole(tree) };
    Some(statement(tree, at, who, bytes, embedded))
}

/// Whether a colon stands right behind the phrase of a noun, or behind all that hangs on it.
fn announces(scene: &Scene<'_>, at: At) -> bool {
    let tree = scene.sentence(at.sentence);
    let words = &tree.words;
    let end = below(tree, at.word).end;
    let behind = words.iter().find(|word| word.start as usize >= end);
    let colon = |word: &toguna_lang::Word| word.form == ":";
    behind.is_some_and(colon) || words.get(scene.phrase(at).end.max(at.word + 1)).is_some_and(colon)
}

fn statement(tree: &Sentence, at: At, claimant: Claimant, bytes: Range<usize>, embedded: bool) -> Spoken {
    let word = &tree.words[at.word];
    let named = word.start as usize;
    let voice = Voice { bytes, claimant: claimant.clone(), alleged: false, cites: false, named };
    Spoken { verb: named, group: named..word.end as usize, claimant: Some(claimant), embedded, voice: Some(voice) }
}

/// What a verb of saying says: its complement, the clause before it, or both where it stands in between.
fn reach(scene: &Scene<'_>, verb: At, speech: &Speech, group: &Range<usize>, embedded: bool) -> Range<usize> {
    let tree = scene.sentence(verb.sentence);
    let all = whole(tree);
    let link = tree.words[verb.word].deprel;
    // "Ten deaths confirmed by the army", "two attacks claimed by the group": no more than what it stands on.
    if let Some(noun) = tree.head(verb.word).filter(|_| link == Deprel::Acl && scene.passive(verb)) {
        return below(tree, noun).start..tree.words[group.end - 1].end as usize;
    }
    let as_told = tree
        .dependents(verb.word, &[Deprel::Mark, Deprel::Advmod])
        .any(|m| scene.lexicon.is(&tree.words[m].lemma, "AS_TOLD"));
    // "Ten died; the army claimed …": behind a semicolon another clause begins.
    // "The union speaks of ten dead, the army rejects the report": what has an object of its own says no more.
    let own = [Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj];
    let has_own = tree.dependents(verb.word, &own).any(|word| word >= group.end);
    let joined = |head: usize| {
        head < group.start && !has_own && tree.words[head..group.start].iter().all(|w| w.form.as_str() != ";")
    };
    if as_told || link == Deprel::Parataxis && tree.head(verb.word).is_some_and(joined) {
        return all;
    }
    let before = [Deprel::Ccomp, Deprel::Parataxis];
    if tree.dependents(verb.word, &before).any(|c| c < group.start) {
        return all;
    }
    let complements = tree.children(verb.word).filter(|&c| {
        c >= group.end && !matches!(tree.words[c].deprel, Deprel::Conj | Deprel::Cc | Deprel::Parataxis | Deprel::Punct)
    });
    let complements: Vec<usize> = complements.collect();
    // "…, X said on Tuesday": a day or a place behind the verb is not what was said.
    let core = [Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj, Deprel::Csubj, Deprel::Advcl];
    let of = said_of(scene, verb, speech);
    let says = complements.iter().any(|&c| core.contains(&tree.words[c].deprel) || of.contains(&c));
    let end = complements.iter().filter(|_| says).map(|&c| reach_below(scene, verb.sentence, c)).max();
    let start = tree.words[group.end - 1].end as usize;
    match end {
        Some(end) => start..behind_colon(tree, end).max(start),
        // Nothing hangs behind it: it closes its sentence, and what stands before it was said.
        None if embedded => below(tree, verb.word),
        None if group.start > 3 => all,
        None => start..all.end,
    }
}

/// Where what is said ends: "gave another toll: 41, of whom ..." goes on behind the colon, up to a semicolon.
fn behind_colon(tree: &Sentence, end: usize) -> usize {
    let mut behind = tree.words.iter().skip_while(|w| (w.start as usize) < end);
    if behind.next().is_none_or(|w| w.form != ":") {
        return end;
    }
    behind.take_while(|w| w.form != ";").last().map_or(end, |w| w.end as usize)
}

/// The last byte of what hangs below a complement; of a thing that is announced, without the relative clause behind it.
fn reach_below(scene: &Scene<'_>, sentence: usize, word: usize) -> usize {
    let tree = scene.sentence(sentence);
    let thing = matches!(tree.words[word].deprel, Deprel::Obj | Deprel::Nmod | Deprel::Obl);
    let cut = |w: usize| {
        thing
            && tree.ancestors(w).take_while(|&a| a != word).any(|a| {
                tree.words[a].deprel == Deprel::Acl
                    && tree.dependents(a, &[Deprel::Nsubj, Deprel::NsubjPass]).any(|s| tree.words[s].upos == Upos::Pron)
            })
    };
    let inside = (word..tree.words.len()).filter(|&w| tree.below(w, word) && !cut(w));
    inside.map(|w| tree.words[w].end as usize).max().unwrap_or(tree.words[word].end as usize)
}

/// Whether a verb stands in a relative or adverbial clause.
fn embedded(tree: &Sentence, verb: usize) -> bool {
    tree.ancestors(verb).any(|a| matches!(tree.words[a].deprel, Deprel::Acl | Deprel::Advcl))
}

fn whole(tree: &Sentence) -> Range<usize> {
    tree.start as usize..tree.end as usize
}

fn below(tree: &Sentence, word: usize) -> Range<usize> {
    let inside = || (0..tree.words.len()).filter(|&w| tree.below(w, word));
    let start = inside().map(|w| tree.words[w].start as usize).min().unwrap_or(tree.start as usize);
    let end = inside().map(|w| tree.words[w].end as usize).max().unwrap_or(tree.end as usize);
    start..end
}
