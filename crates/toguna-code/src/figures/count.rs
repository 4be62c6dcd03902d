//! What a bare number counts, and the noun that it counts.

use toguna_lang::{Deprel, Upos};
use toguna_mark::{ActorKind, Unit};

use super::Reading;
use super::measure::{beside, measured, suffered};
use crate::Measure;
use crate::condition::Slot;
use crate::lexicon::Pos;
use crate::scene::{At, Scene, Spot};

/// The noun that a number counts. "200 in the south": a place behind a preposition is none.
pub(super) fn counted_noun(scene: &Scene<'_>, spot: &Spot) -> Option<usize> {
    if let Some(noun) = numbered(scene, spot).or_else(|| of_those(scene, spot)) {
        return Some(noun);
    }
    let noun = noun_by_tree(scene, spot)?;
    let adposition = scene.sentence(spot.sentence).words.get(spot.words.end).is_some_and(|w| w.upos == Upos::Adp);
    let place = scene.places.iter().any(|p| p.sentence == spot.sentence && p.words.contains(&noun));
    (!(adposition && place && noun > spot.words.end)).then_some(noun)
}

/// "27 of them soldiers": who those are of whom a number takes its part.
fn of_those(scene: &Scene<'_>, spot: &Spot) -> Option<usize> {
    let tree = scene.sentence(spot.sentence);
    let [of, them, noun] = tree.words.get(spot.words.end..spot.words.end + 3)? else { return None };
    let is = |word: &toguna_lang::Word, class: &str| {
        scene.lexicon.is(&word.lemma, class) || scene.lexicon.is(word.form.as_str(), class)
    };
    (is(of, "OF_CASE") && is(them, "OF_THEM") && noun.upos == Upos::Noun).then_some(spot.words.end + 2)
}

/// "Put the number of soldiers killed at 12", "estimated at 12 the number of …": those of whom a number is told apart.
pub(super) fn numbered(scene: &Scene<'_>, spot: &Spot) -> Option<usize> {
    let tree = scene.sentence(spot.sentence);
    let is = |word: usize, class: &str| scene.lexicon.is(&scene.lemma(At { sentence: spot.sentence, word }), class);
    let bare = tree.words.get(spot.words.end).is_none_or(|w| !matches!(w.upos, Upos::Noun | Upos::Propn | Upos::Adj));
    let inside = spot.words.clone().chain(spot.words.start.checked_sub(1));
    let at = inside.into_iter().any(|word| is(word, "ESTIMATED_AT"));
    let mut verbs = tree.ancestors(spot.head).chain(spot.words.clone());
    let verb =
        verbs.find(|&word| tree.words[word].upos == Upos::Verb && is(word, "ESTIMATE")).filter(|_| bare && at)?;
    let mut numbers = tree.dependents(verb, &[Deprel::Obj, Deprel::NsubjPass]).filter(|&word| is(word, "NUMBER_NOUN"));
    let number = numbers.next()?;
    let people = |word: usize| {
        let at = At { sentence: spot.sentence, word };
        scene.is_victim(at) || scene.lexicon.is(&scene.lemma(at), "DEAD_PERSON")
    };
    let mut of = tree.dependents(number, &[Deprel::Nmod]).filter(|&word| word > number);
    of.find(|&word| tree.words[word].upos == Upos::Noun && people(word))
}

/// The noun that the tree lets a number count: its head, or what it is a quantity "of".
fn noun_by_tree(scene: &Scene<'_>, spot: &Spot) -> Option<usize> {
    let sentence = scene.sentence(spot.sentence);
    let word = &sentence.words[spot.head];
    // "soldiers died and nine were wounded", "civilians, of whom 4 auxiliaries": a noun across a verb or a sign is none.
    let across = sentence.head(spot.head).filter(|&head| {
        head < spot.words.start
            && sentence.words[head + 1..spot.words.start]
                .iter()
                .any(|w| matches!(w.upos, Upos::Verb | Upos::Aux | Upos::Cconj | Upos::Punct | Upos::Pron))
    });
    // "Two dead and 18 injured": nor one behind another number.
    let behind = |head: usize| head > spot.words.end && has_number(scene, spot, spot.words.end..head);
    let across = across.or_else(|| sentence.head(spot.head).filter(|&head| behind(head)));
    if word.deprel == Deprel::Nummod && across.is_some() {
        let next = sentence.words.get(spot.words.end)?;
        return matches!(next.upos, Upos::Noun | Upos::Adj).then_some(spot.words.end);
    }
    if matches!(word.deprel, Deprel::Nummod | Deprel::Amod | Deprel::Compound | Deprel::Det) {
        return sentence.head(spot.head).filter(|&h| {
            matches!(sentence.words[h].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Pron | Upos::Sym)
        });
    }
    // "70 million according to RFI": what a source phrase names is not counted.
    let source = |n: usize| {
        let mut cases = sentence.dependents(n, &[Deprel::Case]);
        cases.any(|case| sentence.dependents(case, &[Deprel::Fixed]).next().is_some())
    };
    // The mark covers its noun ("at least 20 people" parsed with the noun inside), or a noun of quantity carries it.
    if word.upos == Upos::Noun {
        let of = sentence
            .dependents(spot.head, &[Deprel::Nmod])
            .filter(|&n| n > spot.head && n <= spot.words.end + 2 && !source(n))
            .find(|&n| sentence.words[n].upos == Upos::Noun);
        return of.or(Some(spot.head));
    }
    // "770 in 2016": nor does it count a date.
    let date = |n: usize| scene.dates.iter().any(|d| d.sentence == spot.sentence && d.words.contains(&n));
    let own = |n: &usize| *n > spot.head && *n <= spot.words.end + 2 && !source(*n) && !date(*n);
    sentence.dependents(spot.head, &[Deprel::Nmod]).find(own)
}

/// Whether another number of a sentence stands between.
fn has_number(scene: &Scene<'_>, spot: &Spot, between: std::ops::Range<usize>) -> bool {
    // A number told twice ("4 four soldiers") is one.
    let other = |q: &&Spot| q.sentence == spot.sentence && q.words.start > between.start;
    scene.quantities.iter().filter(other).any(|q| between.contains(&q.words.start))
}

/// A percentage is a change where a word of change governs it, else a share.
pub(super) fn percent(scene: &Scene<'_>, spot: &Spot) -> Reading {
    let sentence = scene.sentence(spot.sentence);
    let near = sentence
        .ancestors(spot.head)
        .take(3)
        .filter(|word| !spot.words.contains(word))
        .find(|&w| scene.lexicon.is_change(&scene.lemma(At { sentence: spot.sentence, word: w })));
    // "Closed 3.1% higher": the word right behind.
    let next = At { sentence: spot.sentence, word: spot.words.end };
    let behind = sentence.words.get(next.word).filter(|word| matches!(word.upos, Upos::Adj | Upos::Adv));
    let behind = behind.filter(|word| scene.lexicon.is_change(&word.form)).map(|_| next.word);
    match near.or(behind) {
        Some(by) => Reading { measure: Measure::Change, by },
        None => Reading { measure: Measure::Share, by: spot.head },
    }
}

/// Whether the word right behind a number says that nobody knows what became of them.
pub(super) fn counts_missing(scene: &Scene<'_>, spot: &Spot) -> bool {
    let behind = At { sentence: spot.sentence, word: spot.words.end };
    let within = behind.word < scene.sentence(behind.sentence).words.len();
    within && scene.lexicon.is(&scene.lemma(behind), "MISSING_PEOPLE")
}

/// What a bare number counts.
pub(super) fn count(scene: &Scene<'_>, spot: &Spot, noun: Option<usize>) -> Option<Reading> {
    // "Recorded 19 missing", "dix disparus": the word right behind a number says that nobody knows.
    if counts_missing(scene, spot) {
        return Some(Reading { measure: Measure::Count, by: spot.words.end });
    }
    // "5,000 strong".
    let next = spot.words.end;
    if scene.tells_strength(At { sentence: spot.sentence, word: next }) {
        return Some(Reading { measure: Measure::Personnel, by: next });
    }
    let carrier = noun.unwrap_or(spot.head);
    let by_tree = || measured(scene, spot.sentence, carrier, 0);
    // "(40 killed)", "12 dead": the word right behind the number says it, whatever the tree made of it.
    let next = At { sentence: spot.sentence, word: spot.words.end };
    let behind = || {
        let within = next.word < scene.sentence(next.sentence).words.len();
        let measure = within.then(|| suffered(scene, next)).flatten();
        measure.map(|measure| Reading { measure, by: next.word }).or_else(|| past_adverb(scene, next))
    };
    // "six killed, nine wounded": a number without a noun is nearer to the word behind it than to its governor.
    // "Brings the number of victims to ten": told apart from its number, even a weak word of harm says what it counts.
    let apart = || {
        let word = numbered(scene, spot)?;
        let lemma = scene.lemma(At { sentence: spot.sentence, word });
        let harm = scene.lexicon.measures(&lemma, Pos::Noun).iter().find(|m| crate::is_toll(m.measure))?;
        Some(Reading { measure: harm.measure, by: word })
    };
    let by_tree = || by_tree().or_else(apart);
    let told = if noun.is_none() { behind().or_else(by_tree) } else { by_tree().or_else(behind) };
    if told.is_some() {
        return told;
    }
    let end = spot.words.end.max(noun.map_or(0, |noun| noun + 1));
    // "Six were killed and several houses burned": what is no person is not among the harmed.
    let person = |noun: usize| {
        let at = At { sentence: spot.sentence, word: noun };
        let lemma = scene.lemma(at);
        scene.is_victim(at) || scene.lexicon.is(&lemma, "DEAD_PERSON") || scene.lexicon.is(&lemma, "MORE")
    };
    let thing =
        noun.is_some_and(|noun| scene.family_of_thing(At { sentence: spot.sentence, word: noun }) && !person(noun));
    if let Some(reading) = beside(scene, spot.sentence, spot.words.start..end).filter(|_| !thing) {
        return Some(reading);
    }
    let Some(noun) = noun else {
        // "A force of 3,300", "a strength of 12,600".
        let strength = Reading { measure: Measure::Personnel, by: spot.head };
        let of_force = makes_up_a_force(scene, At { sentence: spot.sentence, word: spot.head });
        let told = || changed(scene, spot).or_else(|| listed(scene, spot)).or_else(|| of_amount(scene, spot));
        return if of_force { Some(strength) } else { told() };
    };
    let here = At { sentence: spot.sentence, word: noun };
    let lemma = scene.lemma(here);
    let of_force = scene.actor_on(here).is_some_and(|(_, mark)| is_of_arms(mark.kind))
        || scene.actors_beside(here).into_iter().any(is_of_arms)
        || makes_up_a_force(scene, here)
        || is_had_by_a_force(scene, here)
        || is_of_a_force(scene, here);
    let says = |measure| {
        let words = scene.lexicon.measures(&lemma, Pos::Noun);
        words.iter().any(|m| m.measure == measure && (!m.weak || of_force))
    };
    let on_force = scene.actor_on(here).is_some_and(|(_, mark)| is_of_arms(mark.kind));
    let measure = if on_force || says(Measure::Personnel) || scene.lexicon.is(&lemma, "FORCES") {
        Measure::Personnel
    } else if says(Measure::Equipment) {
        Measure::Equipment
    } else {
        Measure::Count
    };
    Some(Reading { measure, by: noun })
}

/// Whether an actor is made up of people under arms, or of staff.
fn is_of_arms(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Military | ActorKind::ArmedGroup | ActorKind::Company)
}

/// "Around 2,000 of its men": people whom a pronoun gives to a body of arms or a firm.
fn is_of_a_force(scene: &Scene<'_>, people: At) -> bool {
    let pronouns = scene.fillers(people, &Slot::Possessor).into_iter();
    let pronouns = pronouns.filter(|at| scene.sentence(at.sentence).words[at.word].upos == Upos::Pron);
    let whose = pronouns.flat_map(|pronoun| scene.actors_of(pronoun));
    whose.filter_map(|who| scene.kind_of(&who)).any(is_of_arms)
}

/// "The guard has 1,300 men", "the state pledged 2,000 men": people whom a body of arms, a state or a firm has or sends.
fn is_had_by_a_force(scene: &Scene<'_>, people: At) -> bool {
    use ActorKind::{ArmedGroup, Company, Igo, Military, State};
    let tree = scene.sentence(people.sentence);
    let verb = tree.head(people.word).filter(|_| tree.words[people.word].deprel == Deprel::Obj);
    let Some(word) = verb.filter(|&word| tree.words[word].upos == Upos::Verb) else { return false };
    let verb = At { word, ..people };
    let lends = ["HAS", "LENDS"].iter().any(|class| scene.lexicon.is(&scene.lemma(verb), class));
    let subjects = scene.fillers(verb, &Slot::Subject).into_iter().flat_map(|subject| scene.actors_of(subject));
    let kinds = subjects.filter_map(|who| scene.kind_of(&who));
    // A bloc counts members; only staff make up the strength of one.
    let staff = !scene.lexicon.is(&scene.lemma(people), "MEMBER");
    lends
        && kinds.into_iter().any(|kind| matches!(kind, State | Military | ArmedGroup | Company) || staff && kind == Igo)
}

/// "Deaths rose from 770 in 2016 to 4,000": a number alone under a verb of change counts what its subject tells.
fn changed(scene: &Scene<'_>, spot: &Spot) -> Option<Reading> {
    let tree = scene.sentence(spot.sentence);
    let at = |word: usize| At { sentence: spot.sentence, word };
    let verb = tree.head(spot.head).filter(|&head| scene.lexicon.is_change(&scene.lemma(at(head))))?;
    let mut subjects = tree.dependents(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let harm = |word: usize| suffered(scene, at(word)).filter(|measure| crate::is_toll(*measure));
    subjects.find_map(harm).map(|measure| Reading { measure, by: spot.head })
}

/// "The count stands at 300", "their number is put at 300": a number of whatever is counted, or of those who are a body.
fn of_amount(scene: &Scene<'_>, spot: &Spot) -> Option<Reading> {
    let amount = amount(scene, spot)?;
    let whose = scene.fillers(amount, &Slot::Possessor).into_iter().flat_map(|word| scene.actors_of(word));
    let armed = |who| scene.kind_of(&who).is_some_and(is_of_arms);
    let measure = if whose.into_iter().any(armed) { Measure::Personnel } else { Measure::Count };
    Some(Reading { measure, by: spot.head })
}

/// Whether a number is told of a noun that means a number: "the real figure is 300", "the count stands at 300".
pub(super) fn tells_amount(scene: &Scene<'_>, spot: &Spot) -> bool {
    amount(scene, spot).is_some()
}

/// The noun that means a number of which a number is told.
fn amount(scene: &Scene<'_>, spot: &Spot) -> Option<At> {
    let tree = scene.sentence(spot.sentence);
    let at = |word: usize| At { sentence: spot.sentence, word };
    let above = tree.ancestors(spot.head).take(3);
    let mut subjects = above.flat_map(|word| tree.dependents(word, &[Deprel::Nsubj, Deprel::NsubjPass]));
    let amount = |word: &usize| *word < spot.words.start && scene.lexicon.is(&scene.lemma(at(*word)), "AMOUNT");
    subjects.find(amount).map(at)
}

/// "2,000 internally displaced": the word of harm behind an adverb.
fn past_adverb(scene: &Scene<'_>, adverb: At) -> Option<Reading> {
    let words = &scene.sentence(adverb.sentence).words;
    let behind = At { word: adverb.word + 1, ..adverb };
    let stands = words.get(adverb.word).is_some_and(|w| w.upos == Upos::Adv) && behind.word < words.len();
    let measure = stands.then(|| suffered(scene, behind)).flatten()?;
    Some(Reading { measure, by: behind.word })
}

/// "A force of 3,300 men", "5,000 men strong": people who make up what their noun hangs on.
fn makes_up_a_force(scene: &Scene<'_>, people: At) -> bool {
    let tree = scene.sentence(people.sentence);
    let Some(word) = tree.head(people.word) else { return false };
    let above = At { word, ..people };
    let lemma = scene.lemma(above);
    ["FORCES", "STRENGTH"].iter().any(|class| scene.lexicon.is(&lemma, class)) || scene.tells_strength(above)
}

/// "2,000 troops in A, 200 in B and 100 in C": a bare number before a place counts what the number before it did.
fn listed(scene: &Scene<'_>, spot: &Spot) -> Option<Reading> {
    let tree = scene.sentence(spot.sentence);
    let end = spot.words.end;
    let place =
        scene.places.iter().any(|p| p.sentence == spot.sentence && p.words.start > end && p.words.start <= end + 2);
    if tree.words.get(end)?.upos != Upos::Adp || !place {
        return None;
    }
    let at = scene.quantities.iter().position(|q| std::ptr::eq(q, spot))?;
    let before = scene.quantities[..at].iter().rev().find(|q| q.sentence == spot.sentence)?;
    let noun = counted_noun(scene, before);
    match scene.marks.quantities[before.mark].unit {
        Unit::Count => count(scene, before, noun).map(|reading| Reading { by: spot.head, ..reading }),
        _ => None,
    }
}

impl Scene<'_> {
    /// Whether an adjective stands at a place that says how many make up a force: "5,000 men *strong*".
    pub(crate) fn tells_strength(&self, at: At) -> bool {
        let adjective = self.sentence(at.sentence).words.get(at.word).is_some_and(|word| word.upos == Upos::Adj);
        let personnel = || {
            let lemma = self.lemma(at);
            self.lexicon.measures(&lemma, Pos::Adj).iter().any(|m| m.measure == Measure::Personnel)
        };
        adjective && personnel()
    }

    /// The kinds of the actors that hang on a noun as its parts or complements.
    fn actors_beside(&self, at: At) -> Vec<ActorKind> {
        let sentence = self.sentence(at.sentence);
        let parts = [Deprel::Compound, Deprel::Amod, Deprel::Nmod, Deprel::Flat, Deprel::Appos];
        let found = sentence.dependents(at.word, &parts);
        found.filter_map(|word| self.actor_on(At { word, ..at }).map(|(_, mark)| mark.kind)).collect()
    }
}
