//! Accounts of one sentence that belong together: a verb and the noun it governs, a threat and what is threatened, a
//! request and what is asked for, a promise and what is promised.

use toguna_lang::{Deprel, Sentence, Upos};

use crate::condition::Slot;
use crate::events::{Told, add_parties, tidy};
use crate::scene::{At, Scene};
use crate::{EventType, Status};

/// "repelled an attack", "carried out the bombing": a verb and the noun it governs tell one event where both tell the
/// same type; whoever did what the noun names is the other side of whoever repelled it.
pub(crate) fn with_their_objects(scene: &Scene<'_>, here: Vec<Told>) -> Vec<Told> {
    let mut kept: Vec<Told> = Vec::with_capacity(here.len());
    let (nouns, others): (Vec<Told>, Vec<Told>) = here.into_iter().partition(|t| is_object(scene, t.at));
    kept.extend(by_their_subjects(scene, others));
    for noun in nouns {
        let head = noun.head;
        let verb = kept.iter_mut().find(|v| Some(v.at.word) == head && v.account.event_type == noun.account.event_type);
        match verb {
            Some(verb) => absorb_object(verb, noun),
            None => kept.push(noun),
        }
    }
    kept.sort_by_key(|t| t.at);
    kept
}

/// "Talks between X and Y opened in the capital": a noun and the verb of which it is the subject tell one event where both tell
/// the same type; the noun names it, the verb says when, where and between whom.
fn by_their_subjects(scene: &Scene<'_>, here: Vec<Told>) -> Vec<Told> {
    let is_subject = |told: &Told| {
        let word = &scene.sentence(told.at.sentence).words[told.at.word];
        word.upos == Upos::Noun && matches!(word.deprel, Deprel::Nsubj | Deprel::NsubjPass)
    };
    let (mut nouns, others): (Vec<Told>, Vec<Told>) = here.into_iter().partition(is_subject);
    let mut kept = Vec::with_capacity(others.len());
    for verb in others {
        let of =
            |noun: &&mut Told| noun.head == Some(verb.at.word) && noun.account.event_type == verb.account.event_type;
        match nouns.iter_mut().find(of) {
            Some(noun) => absorb_verb(noun, verb),
            None => kept.push(verb),
        }
    }
    kept.append(&mut nouns);
    kept
}

fn absorb_verb(noun: &mut Told, verb: Told) {
    let (a, b) = (&mut noun.account, verb.account);
    a.also.push(b.span);
    a.agents.extend(b.agents);
    tidy(&mut a.agents);
    a.targets.extend(b.targets);
    tidy(&mut a.targets);
    a.targets.retain(|who| !a.agents.contains(who));
    add_parties(&mut a.agent_parties, b.agent_parties);
    add_parties(&mut a.target_parties, b.target_parties);
    if a.places.is_empty() {
        a.places = b.places;
    }
    a.date = a.date.take().or(b.date);
    a.status = if a.status == Status::Actual { b.status } else { a.status };
    noun.readings.extend(verb.readings);
}

fn is_object(scene: &Scene<'_>, at: At) -> bool {
    let word = &scene.sentence(at.sentence).words[at.word];
    word.upos == Upos::Noun && matches!(word.deprel, Deprel::Obj)
}

fn absorb_object(verb: &mut Told, noun: Told) {
    let (a, b) = (&mut verb.account, noun.account);
    if b.span != a.span {
        a.also.push(b.span);
    }
    if a.targets.is_empty() {
        a.targets = b.agents.iter().chain(&b.targets).filter(|id| !a.agents.contains(id)).cloned().collect();
        tidy(&mut a.targets);
    }
    if a.target_parties.is_empty() {
        add_parties(&mut a.target_parties, b.agent_parties);
        add_parties(&mut a.target_parties, b.target_parties);
        a.target_parties.retain(|party| !a.agent_parties.contains(party));
    }
    if a.places.is_empty() {
        a.places = b.places;
    }
    a.date = a.date.take().or(b.date);
    verb.readings.extend(noun.readings);
}

/// "Blames the attack on X", "the killing, which survivors attribute to X": whom an accusation is against did what it names,
/// where nothing else tells who did.
pub(crate) fn with_accusations(scene: &Scene<'_>, mut here: Vec<Told>) -> Vec<Told> {
    let acts = |told: &Told| matches!(told.account.event_type, EventType::Assault | EventType::Coerce);
    let open = |told: &Told| told.account.agents.is_empty() && told.account.agent_parties.is_empty();
    for at in 0..here.len() {
        let accusation = &here[at];
        let verb = scene.sentence(accusation.at.sentence).words[accusation.at.word].upos == Upos::Verb;
        if accusation.account.event_type != EventType::Accuse || !verb {
            continue;
        }
        let (accused, verb) = (accusation.account.targets.clone(), accusation.at);
        let named = scene.fillers(verb, &Slot::Object);
        let is_named = |of: At| named.iter().any(|&object| object == of || scene.is_relative_to(object, of));
        for told in here.iter_mut().filter(|told| acts(told) && open(told) && is_named(told.at)) {
            let account = &mut told.account;
            account.agents = accused.iter().filter(|who| !account.targets.contains(who)).cloned().collect();
        }
    }
    here
}

/// "Threatened to leave the bloc": whom a threat is against, where only what is threatened tells it.
pub(crate) fn with_complements(mut here: Vec<Told>, tree: &Sentence) -> Vec<Told> {
    let bare = |t: &Told| t.account.event_type == EventType::Threaten && t.account.targets.is_empty();
    for at in 0..here.len() {
        if !bare(&here[at]) {
            continue;
        }
        let complement = here.iter().find(|told| {
            let links = [Deprel::Xcomp, Deprel::Ccomp, Deprel::Advcl];
            told.head == Some(here[at].at.word) && links.contains(&tree.words[told.at.word].deprel)
        });
        let Some(threatened) = complement.map(|told| told.account.clone()) else { continue };
        let threat = &mut here[at].account;
        threat.targets = threatened.targets.into_iter().filter(|who| !threat.agents.contains(who)).collect();
        if threat.target_parties.is_empty() {
            add_parties(&mut threat.target_parties, threatened.target_parties);
        }
    }
    here
}

/// "Urged the bloc to lift the ban", "asked it for a summit": what is only asked for is told by the asking.
pub(crate) fn with_requests(mut here: Vec<Told>, tree: &Sentence) -> Vec<Told> {
    let asked = |told: &Told| matches!(told.account.status, Status::Planned | Status::Possible);
    let links = [Deprel::Xcomp, Deprel::Ccomp, Deprel::Advcl, Deprel::Obj, Deprel::Obl];
    // What is joined to a thing asked for is asked for as well.
    let first = |mut word: usize| {
        while tree.words[word].deprel == Deprel::Conj
            && let Some(head) = tree.head(word)
        {
            word = head;
        }
        word
    };
    let mut gone: Vec<At> = Vec::new();
    for at in 0..here.len() {
        if here[at].account.event_type != EventType::Request {
            continue;
        }
        let verb = here[at].at.word;
        let of = |told: &Told| {
            let word = first(told.at.word);
            told.at.word != verb && tree.head(word) == Some(verb) && links.contains(&tree.words[word].deprel)
        };
        let told: Vec<Told> = here.iter().filter(|told| asked(told) && of(told)).cloned().collect();
        let request = &mut here[at].account;
        for asked_for in told {
            request.also.push(asked_for.account.span);
            // Those asked for something are those who are to do it.
            if request.targets.is_empty() {
                request.targets = asked_for.account.agents;
                request.targets.retain(|who| !request.agents.contains(who));
            }
            gone.push(asked_for.at);
        }
    }
    without(here, &gone)
}

/// "Promised that the troops would leave": the promise is no second event beside what is promised.
pub(crate) fn with_promises(scene: &Scene<'_>, mut here: Vec<Told>, tree: &Sentence) -> Vec<Told> {
    let promises = |told: &Told| {
        told.account.event_type == EventType::Agree
            && told.account.status == Status::Actual
            && scene.lexicon.speech(&told.lemma, "verb").is_some_and(|speech| speech.kind == "promise")
    };
    let mut gone: Vec<At> = Vec::new();
    for at in 0..here.len() {
        if !promises(&here[at]) {
            continue;
        }
        let (promise, agents) = (here[at].at, here[at].account.agents.clone());
        let to_come = |told: &Told| told.account.status == Status::Planned && tree.below(told.at.word, promise.word);
        let Some(promised) = (0..here.len()).find(|&of| of != at && to_come(&here[of])) else { continue };
        let (words, parties) = (here[at].account.span, here[at].account.agent_parties.clone());
        let account = &mut here[promised].account;
        account.also.push(words);
        if account.agents.is_empty() && account.agent_parties.is_empty() {
            account.agents = agents.into_iter().filter(|who| !account.targets.contains(who)).collect();
            add_parties(&mut account.agent_parties, parties);
        }
        gone.push(promise);
    }
    without(here, &gone)
}

/// All but those that others tell with them.
fn without(mut here: Vec<Told>, gone: &[At]) -> Vec<Told> {
    here.retain(|told| !gone.contains(&told.at));
    here
}
