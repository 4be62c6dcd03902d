//! Accounts of events: predicates of the lexicon found in the trees, their frames filled, their standing told.

use std::ops::Range;

use toguna_lang::{Deprel, Upos};
use toguna_mark::EntityId;
use toguna_text::{Block, Span};

use crate::condition::Slot;
use crate::follow::followed;
use crate::lexicon::{Needs, Pos, Predicate, Role, Side};
use crate::scene::{At, Scene};
use crate::within::{with_accusations, with_complements, with_promises, with_requests, with_their_objects};
use crate::{Account, EventType, Party, Status, SubEvent};

/// An account and the word that told it, before the accounts of one event are joined.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub account: Account,
    pub at: At,
    pub lemma: String,
    pub reference: Reference,
    /// The word that the predicate hangs on.
    pub head: Option<usize>,
    /// The other words of a multiword predicate.
    pub rest: Vec<usize>,
    /// Whether it stands in a headline or a label: the text below tells it again.
    pub label: bool,
    /// Whether its word tells only the harm ("were killed") that some act did.
    pub harm: bool,
    /// Whether it is told as claimed by whoever did it.
    pub claims: bool,
    /// What its words tell of ACLED's sub-event type.
    pub readings: Vec<SubEvent>,
}

/// Whether a mention's own words introduce an event or point back to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// "an attack", "two attacks": not told before.
    New,
    /// "the attack", "this attack": told before, or known.
    Back,
    /// Verbs and bare nouns: open.
    Open,
}

/// How a predicate's determiner refers.
fn reference(scene: &Scene<'_>, at: At) -> Reference {
    let sentence = scene.sentence(at.sentence);
    if !matches!(sentence.words[at.word].upos, Upos::Noun | Upos::Propn) {
        return Reference::Open;
    }
    let is = |class: &str| {
        sentence
            .dependents(at.word, &[Deprel::Det, Deprel::Nmod])
            .any(|d| scene.lexicon.is(&sentence.words[d].lemma, class))
    };
    let numbered = sentence.dependents(at.word, &[Deprel::Nummod]).next().is_some();
    if is("DEFINITE") {
        Reference::Back
    } else if is("INDEFINITE") || numbered {
        Reference::New
    } else {
        Reference::Open
    }
}

/// Every account that the document's sentences tell, in the order of the text.
pub(crate) fn events(scene: &Scene<'_>) -> Vec<Told> {
    let mut told = Vec::new();
    for (sentence, tree) in scene.analysis.sentences.iter().enumerate() {
        let here: Vec<Told> = (0..tree.words.len()).filter_map(|word| event(scene, At { sentence, word })).collect();
        // A word that completes a multiword predicate ("visit" in "pay a visit") tells no second event.
        let taken: Vec<usize> = here.iter().flat_map(|t| t.rest.iter().copied()).collect();
        let here = here.into_iter().filter(|t| !taken.contains(&t.at.word)).collect();
        let first = told.len();
        let here = with_accusations(scene, with_their_objects(scene, here));
        let here = with_complements(here, tree);
        told.extend(with_promises(scene, with_requests(here, tree), tree));
        for word in 0..tree.words.len() {
            let at = At { sentence, word };
            if told[first..].iter().all(|other| other.at != at) {
                told.extend(followed(scene, at, &told));
            }
        }
        told[first..].sort_by_key(|told| told.at);
    }
    told
}

fn event(scene: &Scene<'_>, at: At) -> Option<Told> {
    let word = &scene.sentence(at.sentence).words[at.word];
    let pos = match word.upos {
        Upos::Verb => Pos::Verb,
        Upos::Noun => Pos::Noun,
        // Headlines capitalise nouns, and taggers then take them for names.
        Upos::Propn if scene.sentence(at.sentence).block == Block::Heading || scene.actor_on(at).is_none() => Pos::Noun,
        Upos::Adj => Pos::Adj,
        _ => return None,
    };
    // "An assault rifle": what only says which thing is meant tells no event.
    if only_names_a_thing(scene, at) {
        return None;
    }
    // A word of an actor's name tells no event.
    if scene.actor_on(at).is_some_and(|(spot, _)| spot.words.len() > 1) {
        return None;
    }
    let mut lemma = scene.lemma(at);
    if let Some(whole) = scene.hyphenated(at).filter(|whole| !scene.lexicon.predicates(whole, Pos::Noun).is_empty()) {
        lemma = whole;
    }
    let (predicate, rest) = scene
        .lexicon
        .predicates(&lemma, pos)
        .iter()
        .chain(participle_uses(scene, &lemma, pos))
        .find_map(|p| matches(scene, at, p).map(|rest| (p, rest)))?;
    let event_type = predicate.event_type?;
    let light = scene.light_verb(at);
    let mut agents = scene.slot_actors_of_any(at, &rest, &predicate.agent);
    // "An attack carried out by X on Y": the light verb has Y.
    let carried = with_light(&rest, light);
    let mut targets = scene.slot_actors_of_any(at, &carried, &predicate.target);
    let mut agent_parties = scene.slot_parties(at, &predicate.agent);
    let mut target_parties = scene.slot_parties_of_any(at, &carried, &predicate.target);
    if let Some((verb, role)) = light {
        let slot = if role == Role::Gathers { Slot::Object } else { Slot::Subject };
        let subject: Vec<EntityId> = scene.fillers(verb, &slot).into_iter().flat_map(|w| scene.actors_of(w)).collect();
        let parties = || scene.slot_parties(verb, &[vec![slot.clone()]]);
        if matches!(role, Role::Agent | Role::Gathers) && agent_parties.is_empty() {
            agent_parties = parties();
        } else if role == Role::Target && target_parties.is_empty() {
            target_parties = parties();
        }
        match role {
            Role::Agent | Role::Gathers if agents.is_empty() => agents = subject,
            Role::Target if targets.is_empty() => targets = subject,
            _ => {}
        }
    }
    // "- Strengthens ties with …": a line without a subject tells of what the document is about.
    if agents.is_empty() && !predicate.agent.is_empty() && scene.lacks_subject(at) {
        agents.extend(scene.topic());
    }
    if word.upos == Upos::Verb && acts_on_people(event_type) && agents.is_empty() && agent_parties.is_empty() {
        agents = scene.actors_of_the_operation(at);
    }
    if agents.is_empty() && acts_on_people(event_type) {
        agents = scene.actors_behind(at);
    }
    // "It condemned the attack": whoever speaks by the verb.
    if word.upos == Upos::Verb && agents.is_empty() && !predicate.agent.is_empty() {
        agents.extend(scene.sayer(at).filter(|who| !targets.contains(who)).cloned());
    }
    if acts_on_people(event_type) && targets.is_empty() {
        targets = scene.owners(at, &predicate.target);
    }
    // "X's arrest of Y": with the sufferer behind the noun, the possessor is the doer.
    if word.upos == Upos::Noun && agents.is_empty() && !scene.fillers(at, &Slot::Possessor).is_empty() {
        // In French the possessor itself stands behind the word for "of": "l'arrestation de Y" tells no doer.
        let owners = scene.fillers(at, &Slot::Possessor);
        let of = scene.lexicon.words("OF_CASE").iter().any(|case| {
            let behind = scene.fillers(at, &Slot::Preposition(case.clone()));
            behind.iter().any(|word| !owners.contains(word))
        });
        if of {
            agents = scene.fillers(at, &Slot::Possessor).into_iter().flat_map(|w| scene.actors_of(w)).collect();
            targets.retain(|t| !agents.contains(t));
        }
    }
    // "Troops of X were deployed", "the sending of its soldiers": where nobody is told to send them, they are who goes.
    if event_type == EventType::Mobilize && agents.is_empty() && agent_parties.is_empty() {
        let of = scene.lexicon.words("OF_CASE").iter().map(|case| Slot::Preposition(case.clone()));
        // "A patrol of X" is people, and no sending of them.
        let people = scene.lexicon.family(&lemma, Side::People).is_some();
        let forces: Vec<Slot> = match word.upos {
            Upos::Verb => vec![Slot::Object],
            _ if people => Vec::new(),
            _ => of.collect(),
        };
        agents = scene.slot_actors(at, &[forces]);
        agents.retain(|who| scene.kind_of(who) != Some(toguna_mark::ActorKind::Person));
    }
    if matches!(event_type, EventType::Accuse | EventType::Reject) && targets.is_empty() {
        targets = scene.doers_of_objects(at);
    }
    // "Their withdrawal", "sa visite": of what people do by themselves, whose it is did it.
    if word.upos == Upos::Noun && agents.is_empty() && is_ones_own(event_type, predicate) {
        let whose = scene.fillers(at, &Slot::Possessor).into_iter().filter(|whose| scene.stands_for_somebody(*whose));
        agents = whose.flat_map(|whose| scene.actors_of(whose)).filter(|who| !targets.contains(who)).collect();
    }
    // "Was condemned by the bloc": who does it suffers nothing of it.
    if scene.passive(at) && !predicate.both {
        let of = |slot: &Slot| scene.fillers(at, slot).into_iter().flat_map(|w| scene.actors_of(w)).collect::<Vec<_>>();
        let (by, done_to) = (of(&Slot::Agent), of(&Slot::Object));
        targets.retain(|who| !by.contains(who) || done_to.contains(who));
        if agents.is_empty() && predicate.agent.iter().flatten().any(|slot| matches!(slot, Slot::Subject | Slot::Agent))
        {
            agents = by;
        }
        // "Overthrown by his guard": nobody does it to himself; the pronoun only says whose they are.
        agents.retain(|who| !targets.contains(who));
    }
    if predicate.both {
        agents.append(&mut targets);
        agent_parties.append(&mut target_parties);
    }
    // "The Bamako attacks": a place suffers what happens in it, and does nothing.
    let people_live_there = |party: &Party| party.thing && party.family == Some(crate::Family::Civilians);
    agent_parties.retain(|party| !people_live_there(party));
    // "… (Radio Kona)": where a line was taken from is no side of it.
    agents.retain(|who| !scene.is_only_source(who, at.sentence));
    targets.retain(|who| !scene.is_only_source(who, at.sentence));
    tidy(&mut agents);
    tidy(&mut targets);
    targets.retain(|t| !agents.contains(t));
    let leaves = matches!(event_type, EventType::Sanction | EventType::Retreat);
    let when = scene.when(at).or_else(|| scene.when_announced(at).filter(|_| leaves));
    let places = scene.places_of(at);
    // An event that conflict coders take may be done by people whom the text only describes.
    // So may any whose people are told to be of a country.
    let described = agent_parties
        .iter()
        .chain(&target_parties)
        .any(|p| !p.thing && (predicate.acled.is_some() || !p.countries.is_empty()));
    let enough = match predicate.needs {
        Needs::Nothing => true,
        Needs::Anchor => !agents.is_empty() || !targets.is_empty() || when.is_some() || !places.is_empty(),
        Needs::Actor => !agents.is_empty() || !targets.is_empty() || described,
    };
    let named = !agents.is_empty() || !targets.is_empty() || when.is_some();
    if event_type == EventType::Assault && !named && tells_a_trend(scene, at) {
        return None;
    }
    if !enough
        || is_purpose(scene, at)
        || is_asked_in_a_purpose(scene, at)
        || is_joined(scene, at)
        || names_the_matter(scene, at)
    {
        return None;
    }
    let mut standing = scene.standing(light.map_or(at, |(verb, _)| verb));
    if standing.status == Status::Actual {
        standing = scene.standing(at);
    }
    // "Nobody has claimed the attack" does not deny it.
    let claims = |verb: At| scene.lexicon.speech(&scene.lemma(verb), "verb").is_some_and(|s| s.kind == "claim");
    if standing.status == Status::Denied && light.is_some_and(|(verb, _)| claims(verb)) {
        (standing.status, standing.why) = (Status::Actual, String::new());
    }
    let status = match (predicate.status, standing.status) {
        // "Tried to storm the palace": violence that was attempted took place.
        (None, Status::Planned) if standing.attempted && attempts_count(event_type) => Status::Actual,
        (Some(own), Status::Actual) => own,
        // "Would be held on 16 May", in a text of March: what lies ahead is planned, and no rumour.
        (_, Status::Actual | Status::Alleged) if when.as_ref().is_some_and(|w| scene.lies_ahead(&w.date)) => {
            Status::Planned
        }
        (_, told) => told,
    };
    let countries = scene.side_countries(at, predicate, (&agents, &agent_parties), (&targets, &target_parties));
    let why = format!(
        "'{lemma}' {}{}{}",
        event_type.name(),
        when.as_ref().map(|w| format!("; date {}", w.why)).unwrap_or_default(),
        if standing.why.is_empty() { String::new() } else { format!("; {}", standing.why) }
    );
    let account = Account {
        span: evidence(scene, at, &carried)?,
        also: Vec::new(),
        event_type,
        mode: predicate.mode.clone(),
        context: predicate.context.clone(),
        announced_then: status == Status::Planned && when.as_ref().is_some_and(|when| when.of_telling),
        date: when.map(|w| w.date),
        places,
        agents,
        targets,
        agent_countries: countries.doers,
        target_countries: countries.sufferers,
        agent_parties,
        target_parties,
        acled: None,
        main: false,
        status,
        claimant: standing.claimant,
        through: standing.through,
        figures: Vec::new(),
        tolls: Vec::new(),
        confidence: 0.0,
        why,
    };
    let head = scene.sentence(at.sentence).head(at.word);
    let harm = scene.lexicon.measures(&lemma, pos).iter().any(|m| crate::is_toll(m.measure) && !m.weak)
        || scene.lexicon.is(&lemma, "DIE");
    let label = scene.stands_as_label(at);
    Some(Told {
        label,
        harm,
        claims: light.is_some_and(|(verb, _)| claims(verb)),
        account,
        at,
        lemma,
        reference: reference(scene, at),
        head,
        rest,
        readings: predicate.acled.into_iter().collect(),
    })
}

impl Scene<'_> {
    /// Whether a word stands in a headline, or before a colon that opens what it names.
    pub(crate) fn stands_as_label(&self, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let colon = tree.words.iter().position(|w| w.form == ":");
        tree.block == Block::Heading
            || colon.is_some_and(|colon| at.word < colon && colon <= LABEL && self.word_before_is_no_verb(at, colon))
    }

    /// Whether a finite verb opens its line without a subject.
    fn lacks_subject(&self, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let word = &tree.words[at.word];
        let opens = at.word == 0 || matches!(tree.words[at.word - 1].form.as_str(), ":" | "-" | "–" | "•");
        opens
            && word.upos == Upos::Verb
            && word.feats.form == toguna_lang::VerbForm::Fin
            && word.feats.mood != toguna_lang::Mood::Imp
            && self.fillers(at, &Slot::Subject).is_empty()
    }

    /// Whether what stands before a colon is no clause.
    fn word_before_is_no_verb(&self, at: At, colon: usize) -> bool {
        let words = &self.sentence(at.sentence).words[..colon];
        !words.iter().any(|w| w.feats.form == toguna_lang::VerbForm::Fin && w.upos == Upos::Verb)
    }
}

/// Whether a noun is a part of a compound that names a thing.
fn only_names_a_thing(scene: &Scene<'_>, at: At) -> bool {
    let tree = scene.sentence(at.sentence);
    let is = |word: usize, class: &str| scene.lexicon.is(&scene.lemma(At { word, ..at }), class);
    // "The ministry of war", "crimes de guerre".
    let of = || tree.dependents(at.word, &[Deprel::Case]).any(|case| is(case, "OF_CASE"));
    tree.head(at.word).is_some_and(|head| match tree.words[at.word].deprel {
        Deprel::Compound => is(head, "NAMED_BY_EVENT"),
        Deprel::Nmod => is(head, "NAMED_AFTER_EVENT") && of(),
        _ => false,
    })
}

/// "The violence is spreading", "fewer attacks": a noun whose clause or whose adjective tells how much of it there is, and nothing
/// that happened once.
fn tells_a_trend(scene: &Scene<'_>, at: At) -> bool {
    let tree = scene.sentence(at.sentence);
    let changes = |word: usize| {
        let lemma = scene.lemma(At { word, ..at });
        scene.lexicon.is_change(&lemma) || scene.lexicon.is(&lemma, "SPREADS")
    };
    let word = &tree.words[at.word];
    let noun = matches!(word.upos, Upos::Noun | Upos::Propn);
    let subject = matches!(word.deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let verb = tree.head(at.word).filter(|&verb| subject && tree.words[verb].upos == Upos::Verb);
    noun && (verb.is_some_and(changes) || tree.dependents(at.word, &[Deprel::Amod]).any(changes))
}

/// Whether an act of this type is done to people, by whoever's operation it happens in.
fn acts_on_people(event_type: EventType) -> bool {
    matches!(event_type, EventType::Assault | EventType::Coerce)
}

/// Whether a noun's possessor does what it tells: where it tells no act that others do to somebody.
fn is_ones_own(event_type: EventType, predicate: &Predicate) -> bool {
    use EventType::{Accuse, Aid, Consult, Reject, Request, Retreat, Sanction, Support, Threaten};
    let leaves = event_type == Sanction && predicate.mode.as_deref() == Some("withdraw");
    let own = matches!(event_type, Accuse | Aid | Consult | Reject | Request | Retreat | Support | Threaten);
    (own || leaves) && !predicate.target.iter().flatten().any(|slot| *slot == Slot::Possessor)
}

/// Whether an attempt at an act of this type is itself such an act, successful or not.
fn attempts_count(event_type: EventType) -> bool {
    matches!(event_type, EventType::Assault | EventType::Coerce | EventType::Protest | EventType::Consult)
}

/// The longest label before a colon, in words.
const LABEL: usize = 12;

/// A participle that the tagger took for an adjective still has the uses of its verb.
fn participle_uses<'s>(scene: &'s Scene<'_>, lemma: &str, pos: Pos) -> &'s [Predicate] {
    if pos == Pos::Adj { scene.lexicon.predicates(lemma, Pos::Verb) } else { &[] }
}

impl Scene<'_> {
    /// "The group was behind the raid": those of whom a noun behind such a preposition is told.
    fn actors_behind(&self, at: At) -> Vec<EntityId> {
        let tree = self.sentence(at.sentence);
        let behind = |case: usize| self.lexicon.is(&tree.words[case].lemma, "BEHIND_CASE");
        let told = tree.dependents(at.word, &[Deprel::Cop]).next().is_some()
            && tree.dependents(at.word, &[Deprel::Case]).any(behind);
        let subjects = if told { self.fillers(at, &Slot::Subject) } else { Vec::new() };
        subjects.into_iter().flat_map(|word| self.actors_of(word)).collect()
    }
}

/// Whether a predicate's other words and condition are there; the words that are.
fn matches(scene: &Scene<'_>, at: At, predicate: &Predicate) -> Option<Vec<usize>> {
    let mut rest = Vec::with_capacity(predicate.rest.len());
    for lemma in &predicate.rest {
        rest.push(scene.below_with_lemma(at, lemma)?);
    }
    scene.holds(at, &predicate.when).then_some(rest)
}

/// "War in the North" over the news: a heading without a verb says what the text is about, and a war is no one event.
fn names_the_matter(scene: &Scene<'_>, at: At) -> bool {
    let sentence = scene.sentence(at.sentence);
    sentence.block == Block::Heading
        && scene.lexicon.is(&scene.lemma(at), "LASTING_FIGHT")
        && !sentence.words.iter().any(|word| matches!(word.upos, Upos::Verb | Upos::Aux))
}

/// An infinitive that only tells what something is for is no event of its own.
fn is_purpose(scene: &Scene<'_>, at: At) -> bool {
    let sentence = scene.sentence(at.sentence);
    let word = &sentence.words[at.word];
    let infinitive = word.feats.form == toguna_lang::VerbForm::Inf
        || sentence.dependents(at.word, &[Deprel::Mark]).any(|m| scene.lexicon.is(&sentence.words[m].lemma, "PURPOSE"));
    // "an attempt to seize the base": what a noun of planning, asking or denying governs is told.
    let told = sentence.head(at.word).is_some_and(|head| {
        word.deprel == Deprel::Acl && scene.lexicon.speech(&scene.lemma(At { word: head, ..at }), "noun").is_some()
    });
    word.upos == Upos::Verb && infinitive && matches!(word.deprel, Deprel::Advcl | Deprel::Acl) && !told
}

/// "Marched to demand the release of X": what a purpose asks for is no event beside what was done for it.
fn is_asked_in_a_purpose(scene: &Scene<'_>, at: At) -> bool {
    let sentence = scene.sentence(at.sentence);
    let links = [Deprel::Obj, Deprel::Obl, Deprel::Xcomp, Deprel::Ccomp];
    let asking = sentence.head(at.word).filter(|_| links.contains(&sentence.words[at.word].deprel));
    asking.map(|word| At { word, ..at }).is_some_and(|verb| {
        let asks = scene.lexicon.speech(&scene.lemma(verb), "verb").is_some_and(|speech| speech.kind == "ask");
        asks && is_purpose(scene, verb)
    })
}

/// A participle that a hyphen joins to a name ("Farland-backed") says of what kind something is and tells no event of its own.
fn is_joined(scene: &Scene<'_>, at: At) -> bool {
    let words = &scene.sentence(at.sentence).words;
    let before = at.word.checked_sub(1).map(|before| words[before].form.as_str());
    words[at.word].upos == Upos::Verb && words[at.word].deprel == Deprel::Amod && before == Some("-")
}

/// Adds the parties that are not there yet.
pub(crate) fn add_parties(to: &mut Vec<Party>, more: Vec<Party>) {
    for party in more {
        if !to.contains(&party) {
            to.push(party);
        }
    }
}

pub(crate) fn tidy(ids: &mut Vec<EntityId>) {
    ids.sort();
    ids.dedup();
}

/// The words beside an event's own that tell it: those of its predicate, and the light verb over its noun.
fn with_light(rest: &[usize], light: Option<(At, Role)>) -> Vec<usize> {
    rest.iter().copied().chain(light.map(|(verb, _)| verb.word)).collect()
}

/// The words that name the event: a noun with what stands close before it, or a verb with its near object.
pub(crate) fn evidence(scene: &Scene<'_>, at: At, rest: &[usize]) -> Option<Span> {
    let sentence = scene.sentence(at.sentence);
    let mut range: Range<usize> = at.word..at.word + 1;
    let mut take = |word: usize| {
        if word.abs_diff(at.word) <= 5 {
            range = range.start.min(word)..range.end.max(word + 1);
        }
    };
    rest.iter().for_each(|&word| take(word));
    match sentence.words[at.word].upos {
        Upos::Noun | Upos::Propn => {
            let before = sentence.dependents(at.word, &[Deprel::Amod, Deprel::Compound]).filter(|&d| d < at.word);
            before.filter(|&word| !is_joined(scene, At { word, ..at })).for_each(take);
        }
        _ => sentence.dependents(at.word, &[Deprel::Obj]).filter(|&d| d > at.word).for_each(take),
    }
    scene.span(at.sentence, range)
}
