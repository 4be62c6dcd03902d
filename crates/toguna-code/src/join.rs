//! One event told twice in a document is one account: the tellings are joined, the fuller one leads.

use toguna_lang::{Deprel, Upos};
use toguna_mark::{Edtf, Level};
use toguna_text::Block;

use crate::events::{Reference, Told, add_parties};
use crate::scene::Scene;
use crate::{Account, Claimant, EventType};

/// Joins the tellings of one event.
pub(crate) fn join(scene: &Scene<'_>, told: Vec<Told>) -> Vec<Told> {
    let mut joined: Vec<Told> = Vec::new();
    for next in told {
        match joined.iter_mut().rev().find(|kept| same_event(scene, kept, &next)) {
            // What a headline names is told in full below it.
            Some(kept) if kept.label && !next.label => {
                let label = std::mem::replace(kept, next);
                absorb(scene, kept, label);
            }
            // An act tells more than the harm that it did, unless that names who did it.
            Some(kept) if kept.harm && kept.account.agents.is_empty() && !next.harm && !next.label => {
                let harm = std::mem::replace(kept, next);
                absorb(scene, kept, harm);
            }
            Some(kept) => absorb(scene, kept, next),
            None => joined.push(next),
        }
    }
    // "Looting: …": a label that nothing below it took up names what the report is about, and is no event of its own.
    let told = joined.iter().any(|t| !is_bare_label(scene, t));
    joined.retain(|t| !told || !is_bare_label(scene, t));
    joined
}

/// Whether an account stands in a sentence that is nothing but a label with its colon.
pub(crate) fn is_bare_label(scene: &Scene<'_>, told: &Told) -> bool {
    told.label && scene.sentence(told.at.sentence).words.last().is_some_and(|word| word.form == ":")
}

/// Whether a bare label names what the sentence behind it tells first.
fn labelled(scene: &Scene<'_>, a: &Told, b: &Told) -> bool {
    is_bare_label(scene, a) && b.at.sentence == a.at.sentence + 1 && a.account.event_type == b.account.event_type
}

/// Same type and status, parties, dates and places that can be one, and words near in form or in place.
fn same_event(scene: &Scene<'_>, a: &Told, b: &Told) -> bool {
    let (x, y) = (&a.account, &b.account);
    let harm = b.harm && same_violence(a, b);
    if labelled(scene, a, b) {
        return true;
    }
    if is_told_toll(scene, b) {
        return x.event_type == EventType::Assault
            && b.at.sentence.abs_diff(a.at.sentence) <= TOLL_WITHIN
            && parties(&x.agents, &y.agents)
            && dates(x.date.as_ref(), y.date.as_ref())
            && places(scene, &x.places, &y.places);
    }
    x.event_type == y.event_type
        && x.status == y.status
        && !two_acts(scene, a, b)
        && !is_parted(scene, a, b)
        && parties(&x.agents, &y.agents)
        && (harm || parties(&x.targets, &y.targets))
        && dates(x.date.as_ref(), y.date.as_ref())
        && places(scene, &x.places, &y.places)
        && (harm
            || a.label && !b.label && (related(&a.lemma, &b.lemma) || x.mode == y.mode)
            || a.at.sentence == b.at.sentence && (a.head == Some(b.at.word) || b.head == Some(a.at.word))
            || b.reference == Reference::Back && neighbours(a, b)
            || related(&a.lemma, &b.lemma) && b.reference != Reference::New
            || a.at.sentence == b.at.sentence && bare(y)
            || shared_detail(scene, x, y))
}

/// Whether a heading stands between two tellings of violence that share neither day nor place: each section tells its own.
fn is_parted(scene: &Scene<'_>, a: &Told, b: &Told) -> bool {
    let (x, y) = (&a.account, &b.account);
    let entity = |place: &usize| &scene.marks.places[*place].entity;
    let there = x.places.iter().any(|p| y.places.iter().any(|q| entity(p) == entity(q)));
    let shared = there || x.date.is_some() && x.date == y.date;
    let mut between = scene.analysis.sentences[a.at.sentence + 1..b.at.sentence.max(a.at.sentence + 1)].iter();
    let violence = x.event_type == EventType::Assault;
    violence && !a.label && !shared && between.any(|sentence| sentence.block == Block::Heading)
}

/// How many sentences before a toll the violence may be told whose toll it is.
const TOLL_WITHIN: usize = 6;

/// "The army spoke of 12 soldiers killed": a number of people with a participle of harm is a toll of what was told before.
fn is_told_toll(scene: &Scene<'_>, told: &Told) -> bool {
    let tree = scene.sentence(told.at.sentence);
    let participle = matches!(tree.words[told.at.word].deprel, Deprel::Acl | Deprel::Amod);
    let counted = |noun: usize| {
        let number = tree.dependents(noun, &[Deprel::Nummod]).next().is_some();
        number || scene.quantities.iter().any(|q| q.sentence == told.at.sentence && q.words.contains(&noun))
    };
    // "Another eight civilians were wounded": a finite verb, with neither day, place nor doer of its own.
    let bare = |account: &Account| account.agents.is_empty() && account.date.is_none() && account.places.is_empty();
    let said_of = || tree.dependents(told.at.word, &[Deprel::NsubjPass, Deprel::Nsubj]).any(counted);
    told.harm
        && told.account.event_type == EventType::Assault
        && (participle && tree.head(told.at.word).is_some_and(counted) || bare(&told.account) && said_of())
}

/// "banned the passports and closed its border": two verbs side by side tell two acts, violence apart.
fn two_acts(scene: &Scene<'_>, a: &Told, b: &Told) -> bool {
    let verb = |t: &Told| scene.sentence(t.at.sentence).words[t.at.word].upos == Upos::Verb;
    a.account.event_type != EventType::Assault
        && a.at.sentence == b.at.sentence
        && verb(a)
        && verb(b)
        && a.lemma != b.lemma
        && scene.sentence(b.at.sentence).words[b.at.word].deprel == Deprel::Conj
}

/// An act of violence, and the harm that is told right behind it of nobody else's doing.
fn same_violence(a: &Told, b: &Told) -> bool {
    a.account.event_type == EventType::Assault
        && b.at.sentence.abs_diff(a.at.sentence) <= 1
        && b.account.agent_parties.iter().all(|p| p.entity.is_none() || a.account.agent_parties.contains(p))
}

/// Two lists of places that can be one: one of them empty, a place in common, or one within a wider one.
fn places(scene: &Scene<'_>, a: &[usize], b: &[usize]) -> bool {
    let within = |x: usize, y: usize| {
        let (x, y) = (&scene.marks.places[x], &scene.marks.places[y]);
        let wide = |level: Level| !matches!(level, Level::Settlement | Level::Site);
        x.entity == y.entity
            || (wide(x.level) != wide(y.level) || x.level == Level::Country || y.level == Level::Country)
                && (x.country.is_none() || y.country.is_none() || x.country == y.country)
    };
    a.is_empty() || b.is_empty() || a.iter().any(|&x| b.iter().any(|&y| within(x, y)))
}

/// Two lists that name the same, or of which one names nobody.
fn parties<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().all(|x| b.contains(x)) || b.iter().all(|x| a.contains(x))
}

fn dates(a: Option<&Edtf>, b: Option<&Edtf>) -> bool {
    // What goes on since a year is not what happened on one of its days.
    let open = |date: &Edtf| date.earliest().is_none() || date.latest().is_none();
    match (a, b) {
        (Some(a), Some(b)) if open(a) != open(b) => false,
        (Some(a), Some(b)) => a == b || a.contains(b) || b.contains(a),
        _ => true,
    }
}

/// "attack" and "attacked", "retrait" and "retirer" share the beginning of their form.
fn related(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    shared >= 4 || a == b
}

/// A mention that tells nothing of its own: neither who, nor to whom, nor when.
fn bare(account: &Account) -> bool {
    account.agents.is_empty() && account.targets.is_empty() && account.date.is_none()
}

/// An attack and what is said of it next stand in one sentence or in the next.
fn neighbours(a: &Told, b: &Told) -> bool {
    a.at.sentence.abs_diff(b.at.sentence) <= 1
}

/// The same known day and a known party or place in common.
fn shared_detail(scene: &Scene<'_>, a: &Account, b: &Account) -> bool {
    let entity = |place: &usize| &scene.marks.places[*place].entity;
    a.date.is_some()
        && a.date == b.date
        && (a.agents.iter().any(|x| b.agents.contains(x))
            || a.places.iter().any(|x| b.places.iter().any(|y| entity(x) == entity(y))))
}

fn absorb(scene: &Scene<'_>, kept: &mut Told, next: Told) {
    let (a, b) = (&mut kept.account, next.account);
    // Who was killed does not tell by what means.
    if !next.harm {
        kept.readings.extend(next.readings);
    }
    add_parties(&mut a.agent_parties, b.agent_parties);
    add_parties(&mut a.target_parties, b.target_parties);
    a.also.push(b.span);
    a.also.extend(b.also);
    if a.agents.is_empty() {
        a.agents = b.agents;
    }
    if a.targets.is_empty() {
        a.targets = b.targets;
    }
    let exact = |places: &[usize]| places.iter().map(|&p| scene.marks.places[p].precision).min().unwrap_or(u8::MAX);
    if exact(&b.places) < exact(&a.places) {
        a.places = b.places;
    }
    a.date = match (a.date.take(), b.date) {
        (Some(x), Some(y)) => Some(if x.contains(&y) { y } else { x }),
        (x, y) => x.or(y),
    };
    if a.claimant == Claimant::Document {
        a.claimant = b.claimant;
    }
}
