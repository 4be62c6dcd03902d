//! A noun phrase as a claimant: an actor of the record, or a source that the text only describes.

use toguna_lang::{Deprel, Upos};
use toguna_mark::ActorKind;

use super::put_out::{given_by, put_out_before};
use crate::Claimant;
use crate::scene::{At, Scene, Spot};

/// Who a noun phrase stands for as a speaker; nobody, where it names nobody who can speak. `last` is who spoke before.
pub(super) fn claimant(scene: &Scene<'_>, at: At, last: Option<&Claimant>) -> Option<Claimant> {
    let tree = scene.sentence(at.sentence);
    let word = &tree.words[at.word];
    if let Some((_, mark)) = scene.actor_on(at) {
        return Some(Claimant::Actor(mark.entity.clone()));
    }
    if word.upos == Upos::Pron {
        return pronoun(scene, at, last);
    }
    let lemma = scene.lemma(at);
    let name = word.upos == Upos::Propn;
    // Headlines and line openings capitalise nouns, and the lemmatiser then leaves their plural.
    let is = |class: &str| {
        scene.lexicon.is(&lemma, class)
            || name && lemma.strip_suffix('s').is_some_and(|one| scene.lexicon.is(one, class))
    };
    let phrase = scene.phrase(at);
    let inside = |spot: &&Spot| {
        spot.sentence == at.sentence
            && (phrase.contains(&spot.head) || named_beside(scene, at, spot.head))
            && scene.actor(spot).span.range().start >= tree.start as usize
    };
    // A person's name in apposition: "the army's spokesman, Colonel X".
    let person = scene
        .actors
        .iter()
        .filter(inside)
        .find(|s| scene.actor(s).kind == ActorKind::Person && !tree.words_have_case(s.head));
    if let Some(spot) = person {
        return Some(Claimant::Actor(scene.actor(spot).entity.clone()));
    }
    let unnamed = is("UNNAMED");
    let speaks = unnamed
        || name
        || scene.is_person(at)
        || scene.lexicon.stands_for(&lemma).is_some()
        || ["COLLECTIVE", "BODY", "SPEAKER", "PUT_OUT", "TEXT_THING", "REPORT_THING", "MEDIA_THING", "OFFICE"]
            .iter()
            .any(|class| is(class));
    // Only those who can speak claim: people, offices, bodies, and what people write.
    if !speaks {
        return None;
    }
    if !unnamed {
        let body = scene.actors.iter().filter(inside).min_by_key(|s| depth(scene, at, s.head));
        if let Some(spot) = body {
            return Some(Claimant::Actor(scene.actor(spot).entity.clone()));
        }
        if is("PUT_OUT") || is("TEXT_THING") {
            return given_by(scene, at).or_else(|| put_out_before(scene, at, last));
        }
        if let Some(body) = body_that_spoke(scene, at, last) {
            return Some(body);
        }
        if let Some(actor) = scene.actors_of(at).into_iter().next() {
            return Some(Claimant::Actor(actor));
        }
        if let Some(named) = named_before(scene, at) {
            return Some(named);
        }
    } else if scene.lexicon.is(&lemma, "ANY_SOURCE") && points_back(scene, at) {
        // "the same source": who spoke before.
        return put_out_before(scene, at, last);
    }
    described(scene, at)
}

/// "the group added": the body that spoke before.
fn body_that_spoke(scene: &Scene<'_>, at: At, last: Option<&Claimant>) -> Option<Claimant> {
    use ActorKind::{Alliance, ArmedGroup, Igo, Organisation};
    let body = scene.lexicon.is(&scene.lemma(at), "BODY") && definite(scene, at) && scene.phrase(at).len() <= 2;
    let Claimant::Actor(who) = last.filter(|_| body)? else { return None };
    matches!(scene.kind_of(who)?, Alliance | ArmedGroup | Igo | Organisation).then(|| Claimant::Actor(who.clone()))
}

/// "the ministry": the actor last named by that word.
fn named_before(scene: &Scene<'_>, at: At) -> Option<Claimant> {
    if !definite(scene, at) || scene.phrase(at).len() > 1 {
        return None;
    }
    let word = &scene.sentence(at.sentence).words[at.word];
    let (form, lemma) = (word.form.as_str().to_lowercase(), scene.lemma(at));
    let before = scene.marks.actors.iter().rev().filter(|mark| mark.span.range().end <= word.start as usize);
    let named = before.into_iter().find(|mark| {
        let mut words = scene.words(mark.span).split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.any(|word| word == form || word == lemma)
    })?;
    Some(Claimant::Actor(named.entity.clone()))
}

/// Whether a word that points back, or says "the same", stands on a noun.
fn points_back(scene: &Scene<'_>, at: At) -> bool {
    let tree = scene.sentence(at.sentence);
    let beside = tree.dependents(at.word, &[Deprel::Det, Deprel::Amod]);
    beside.into_iter().any(|word| {
        let lemma = scene.lemma(At { word, ..at });
        let form = tree.words[word].form.as_str();
        ["POINTING", "SAME"].iter().any(|class| scene.lexicon.is(&lemma, class) || scene.lexicon.is(form, class))
    })
}

/// "As for the group, it says …": whom the words that open the sentence say it is about.
fn topic(scene: &Scene<'_>, at: At) -> Option<Claimant> {
    let tree = scene.sentence(at.sentence);
    let comma = at.word.checked_sub(1).filter(|&word| tree.words[word].form == ",")?;
    let opening = scene.document.text().get(tree.start as usize..tree.words[comma].start as usize)?.to_lowercase();
    let opens = scene.lexicon.words("TOPIC_CASE").iter().any(|case| opening.starts_with(case.as_str()));
    let about = |spot: &&Spot| spot.sentence == at.sentence && spot.words.end <= comma;
    let last = scene.actors.iter().rfind(about).filter(|_| opens)?;
    Some(Claimant::Actor(scene.actor(last).entity.clone()))
}

/// "he added": whoever spoke before; "who said": the noun of the relative clause.
fn pronoun(scene: &Scene<'_>, at: At, last: Option<&Claimant>) -> Option<Claimant> {
    if let Some(who) = topic(scene, at) {
        return Some(who);
    }
    let tree = scene.sentence(at.sentence);
    let relative = tree.ancestors(at.word).find(|&a| tree.words[a].deprel == Deprel::Acl);
    if let Some(noun) = relative.and_then(|clause| tree.head(clause)).filter(|&noun| noun < at.word) {
        return claimant(scene, At { word: noun, ..at }, last);
    }
    if scene.lexicon.is(&scene.lemma(at), "EXPLETIVE") {
        return None;
    }
    if scene.lexicon.is(&scene.lemma(at), "PERSON_PRONOUN") {
        let is_person =
            |last: &&Claimant| matches!(last, Claimant::Actor(who) if scene.kind_of(who) == Some(ActorKind::Person));
        let spoke = last.filter(is_person);
        let named = || scene.antecedent(at).and_then(|a| scene.actors_of(a).into_iter().next());
        return spoke.cloned().or_else(|| named().map(Claimant::Actor)).or_else(|| last.cloned());
    }
    // A subject of the same sentence is nearer than who spoke before.
    let near = scene.antecedent(at).filter(|a| a.sentence == at.sentence).and_then(|a| scene.actor_on(a));
    near.map(|(_, mark)| Claimant::Actor(mark.entity.clone())).or_else(|| last.cloned()).or_else(|| {
        let found = scene.antecedent(at).and_then(|a| scene.actor_on(a));
        found.map(|(_, mark)| Claimant::Actor(mark.entity.clone()))
    })
}

/// Whether a name hangs on a noun as its name, whatever stands between.
fn named_beside(scene: &Scene<'_>, at: At, name: usize) -> bool {
    let tree = scene.sentence(at.sentence);
    matches!(tree.words[name].deprel, Deprel::Appos | Deprel::Flat) && tree.head(name) == Some(at.word)
}

pub(super) fn depth(scene: &Scene<'_>, at: At, word: usize) -> usize {
    scene.sentence(at.sentence).ancestors(word).take_while(|&a| a != at.word).count()
}

pub(super) fn definite(scene: &Scene<'_>, at: At) -> bool {
    let tree = scene.sentence(at.sentence);
    let mut before = tree.dependents(at.word, &[Deprel::Det, Deprel::Nmod]);
    before.any(|d| scene.lexicon.is(&tree.words[d].lemma, "DEFINITE"))
}

fn described(scene: &Scene<'_>, at: At) -> Option<Claimant> {
    let span = scene.span(at.sentence, scene.phrase(at))?;
    Some(Claimant::Described(scene.words(span).to_string()))
}

/// What the sentence's tree tells of a word.
trait Introduced {
    /// Whether a preposition or a genitive introduces the word.
    fn words_have_case(&self, word: usize) -> bool;
}

impl Introduced for toguna_lang::Sentence {
    fn words_have_case(&self, word: usize) -> bool {
        self.dependents(word, &[Deprel::Case]).next().is_some()
    }
}
