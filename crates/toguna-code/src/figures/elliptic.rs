//! "The group spoke of twelve", "the union counted twelve women", "nine were civilians": a number that says of itself
//! only whom it counts, or not even that, counts what the number of another voice before it counts.

use toguna_lang::{Deprel, Upos, Word};
use toguna_mark::{ActorKind, Unit};

use super::Counted;
use super::alone::is_all;
use super::count::{counted_noun, counts_missing, tells_amount};
use crate::scene::{At, Scene, Spot};
use crate::{Claimant, Figure, Measure, Status};

/// How many times a number of people may be the one that it answers to.
const MOST_TIMES: f64 = 10.0;

/// Adds the numbers that verbs of saying, or the verb "to be", leave without a harm of their own to the figures, which
/// stand in the order of the text.
pub(super) fn numbers(scene: &Scene<'_>, found: &mut Vec<Counted>) {
    let unit = |spot: &Spot| &scene.marks.quantities[spot.mark].unit;
    let open = |spot: &&Spot| matches!(unit(spot), Unit::Count | Unit::Percent) && !counts_missing(scene, spot);
    let goes_on = |spot: &&Spot| is_raised(scene, spot) || is_compared(scene, spot);
    let raised: Vec<&Spot> = scene.quantities.iter().filter(open).filter(goes_on).collect();
    for spot in raised {
        if let Some(before) = toll_before(scene, found, spot, 0) {
            answer(scene, found, spot, before, false);
        }
    }
    let said = |spot: &&Spot| {
        let whole = *unit(spot) == Unit::Count || is_bare_number(scene, spot);
        whole && (is_said(scene, spot) || is_sourced(scene, spot) || tells_amount(scene, spot) || is_all(scene, spot))
    };
    let said: Vec<&Spot> = scene.quantities.iter().filter(open).filter(said).collect();
    for (at, spot) in said.iter().enumerate() {
        let tree = scene.sentence(spot.sentence);
        let noun = counted_noun(scene, spot)
            .filter(|&noun| tree.words[noun].upos != Upos::Pron && !spot.words.contains(&noun));
        if noun.is_some_and(|noun| !is_people(scene, At { sentence: spot.sentence, word: noun })) {
            continue;
        }
        // "84 of the one and 47 of the other; the group spoke of 50 and 10": the second answers to the second.
        let listed = said[..at]
            .iter()
            .rev()
            .take_while(|before| first_of_list(scene, on(before)) == first_of_list(scene, on(spot)));
        let Some(before) = answered(scene, found, spot, listed.count(), noun.is_none()) else { continue };
        answer(scene, found, spot, before, noun.is_some());
    }
    let part = |spot: &&Spot| *unit(spot) == Unit::Count && (tells_who(scene, spot) || is_part(scene, spot));
    let parts: Vec<&Spot> = scene.quantities.iter().filter(open).filter(part).collect();
    for spot in parts {
        if let Some(before) = whole(scene, found, spot) {
            answer(scene, found, spot, before, is_part(scene, spot));
        }
    }
}

/// Reads a number as the one at `before` is read, unless words of its own say what it counts.
fn answer(scene: &Scene<'_>, found: &mut Vec<Counted>, spot: &Spot, before: usize, has_noun: bool) {
    let own = scene.marks.quantities[spot.mark].span;
    let counts = |counted: &Counted| counted.figure.span.overlaps(&own);
    let read = found.iter().position(counts);
    let plain = |at: usize| matches!(found[at].figure.measure, Measure::Count | Measure::Personnel | Measure::Share);
    if read.is_some_and(|at| !plain(at)) && !counts_of_them(scene, spot) {
        return;
    }
    let mut told = said_anew(scene, spot, &found[before]);
    // The noun that a number counts stays its own.
    if let Some(read) = read.filter(|_| has_noun).map(|at| &found[at]) {
        (told.figure.span, told.figure.of) = (read.figure.span, read.figure.of.clone());
        (told.noun, told.words) = (read.noun, read.words.clone());
    }
    found.retain(|counted| !counts(counted));
    found.push(told);
    found.sort_by_key(|counted| counted.figure.span);
}

/// "Le bilan officiel en donne treize": whether a pronoun before its verb says that a number counts those told before.
fn counts_of_them(scene: &Scene<'_>, spot: &Spot) -> bool {
    let tree = scene.sentence(spot.sentence);
    let verb = tree.ancestors(scene.top_of(spot)).skip(1).find(|&word| tree.words[word].upos == Upos::Verb);
    let before = |verb: usize| verb.checked_sub(1).map(|word| &tree.words[word]);
    let pronoun = verb.and_then(before).is_some_and(|word| scene.lexicon.is(&word.lemma, "SOME_OF_THEM"));
    pronoun && is_bare_number(scene, spot)
}

/// The word of a number.
fn on(spot: &Spot) -> At {
    At { sentence: spot.sentence, word: spot.head }
}

/// The first number of the list that the word of a number stands in.
fn first_of_list(scene: &Scene<'_>, number: At) -> At {
    let tree = scene.sentence(number.sentence);
    let mut word = number.word;
    while let Some(head) = tree.head(word).filter(|_| tree.words[word].deprel == Deprel::Conj) {
        word = head;
    }
    At { word, ..number }
}

/// Whether a verb of saying governs a number, or the first of its list, or the noun before a colon that announces it: "gave
/// a higher figure: 41".
fn is_said(scene: &Scene<'_>, spot: &Spot) -> bool {
    let first = first_of_list(scene, At { word: scene.top_of(spot), ..on(spot) });
    let tree = scene.sentence(spot.sentence);
    // "Counted nine women": the verb governs the noun that the number stands on.
    let carrier = counted_noun(scene, spot).filter(|_| tree.words[first.word].deprel == Deprel::Nummod);
    let carrier = first_of_list(scene, At { word: carrier.unwrap_or(first.word), ..first }).word;
    // "Two diplomats said": people who are the subject speak.
    let speaks = tree.words[carrier].deprel == Deprel::Nsubj && counted_noun(scene, spot).is_some();
    let argument = matches!(tree.words[carrier].deprel, Deprel::Obl | Deprel::Obj | Deprel::Nsubj) && !speaks;
    let says = |word: usize| scene.says(At { word, ..first });
    argument && tree.head(carrier).is_some_and(|word| says(word) || estimates(scene, At { word, ..first }))
        || announced(scene, spot).is_some_and(says)
}

/// Whether a number counts nothing of its own: no noun, or only "those".
pub(crate) fn is_bare_number(scene: &Scene<'_>, spot: &Spot) -> bool {
    let noun = counted_noun(scene, spot).filter(|noun| !spot.words.contains(noun));
    let pronoun = |noun: usize| scene.sentence(spot.sentence).words[noun].upos == Upos::Pron;
    let number = match scene.marks.quantities[spot.mark].unit {
        Unit::Count => true,
        // "86 % of the output", "a turnout of 86 %" say of what.
        Unit::Percent => {
            let tree = scene.sentence(spot.sentence);
            let behind = |word: usize| tree.dependents(word, &[Deprel::Nmod]).any(|n| n >= spot.words.end);
            !spot.words.clone().any(behind) && scene.share_of(on(spot), &spot.words).is_none()
        }
        _ => false,
    };
    number && noun.is_none_or(pronoun)
}

/// Whether a number alone stands behind a word that goes on from another: "spoke of 13 dead, then of 49".
fn is_raised(scene: &Scene<'_>, spot: &Spot) -> bool {
    let words = &scene.sentence(spot.sentence).words;
    let mut before = words[..spot.words.start].iter().rev().skip_while(|w| matches!(w.upos, Upos::Adp | Upos::Det));
    let then = before.next().is_some_and(|w| scene.lexicon.is(&w.lemma, "THEN") || scene.lexicon.is(&w.form, "THEN"));
    then && is_bare_number(scene, spot)
}

/// "4,000 deaths in 2019, against some 770 in 2016": a number alone behind a word of contrast.
fn is_compared(scene: &Scene<'_>, spot: &Spot) -> bool {
    let words = &scene.sentence(spot.sentence).words;
    let near = spot.words.start.saturating_sub(2)..spot.words.end;
    let contrast = words[near].iter().any(|word| scene.lexicon.is(&word.lemma, "CONTRAST_CASE"));
    let behind = words.get(spot.words.end).is_none_or(|word| matches!(word.upos, Upos::Adp | Upos::Punct | Upos::Det));
    contrast && behind
}

/// The last count of harm before a number, in its sentence or at most so many sentences back.
fn toll_before(scene: &Scene<'_>, found: &[Counted], spot: &Spot, back: usize) -> Option<usize> {
    let start = scene.marks.quantities[spot.mark].span.range().start;
    found.iter().rposition(|counted| {
        counted.figure.span.range().end <= start
            && counted.at.sentence + back >= spot.sentence
            && crate::is_toll(counted.figure.measure)
    })
}

/// Whether a number alone has a source of its own beside another's in its sentence: "70 according to A, 50 according to B".
fn is_sourced(scene: &Scene<'_>, spot: &Spot) -> bool {
    let start = scene.marks.quantities[spot.mark].span.range().start;
    let before = |q: &&Spot| q.sentence == spot.sentence && q.words.end <= spot.words.start;
    is_bare_number(scene, spot) && scene.quantities.iter().any(|q| before(&q)) && !scene.speakers(start).is_empty()
}

/// "Put the real number above 300": a verb of estimating whose object is a number.
fn estimates(scene: &Scene<'_>, verb: At) -> bool {
    let tree = scene.sentence(verb.sentence);
    let number = |word: usize| scene.lexicon.is(&scene.lemma(At { word, ..verb }), "NUMBER_NOUN");
    scene.lexicon.is(&scene.lemma(verb), "ESTIMATE") && tree.dependents(verb.word, &[Deprel::Obj]).any(number)
}

/// The verb of saying before a colon that nothing but bounds parts from a number, where its object is a figure.
fn announced(scene: &Scene<'_>, spot: &Spot) -> Option<usize> {
    let tree = scene.sentence(spot.sentence);
    let colon = spot.words.start.checked_sub(1).filter(|&word| tree.words[word].form == ":")?;
    let figure =
        |word: &usize| scene.lexicon.is(&scene.lemma(At { sentence: spot.sentence, word: *word }), "NUMBER_NOUN");
    let noun = (0..colon).rev().find(figure)?;
    tree.ancestors(noun).find(|&word| tree.words[word].upos == Upos::Verb)
}

/// Whether a number alone is the subject of "to be" before people: "nine were civilians".
fn tells_who(scene: &Scene<'_>, spot: &Spot) -> bool {
    let tree = scene.sentence(spot.sentence);
    let subject = matches!(tree.words[spot.head].deprel, Deprel::Nsubj | Deprel::Nummod) && spot.words.start <= 2;
    subject
        && tree.head(spot.head).is_some_and(|head| {
            let is = tree.dependents(head, &[Deprel::Cop]).any(|cop| cop >= spot.words.end);
            is && head >= spot.words.end && scene.is_victim(At { sentence: spot.sentence, word: head })
        })
}

/// Whether a number stands right behind a word of part ("of whom 50") and on no thing.
fn is_part(scene: &Scene<'_>, spot: &Spot) -> bool {
    let tree = scene.sentence(spot.sentence);
    let Some(before) = spot.words.start.checked_sub(1).map(|word| &tree.words[word]) else { return false };
    let part = |w: &Word| scene.lexicon.is(&w.form, "PART_WORD") || scene.lexicon.is(&w.lemma, "PART_WORD");
    // "The victims included around 20 women": behind a bound as well.
    let verb = tree.ancestors(spot.head).skip(1).find(|&word| tree.words[word].upos == Upos::Verb);
    let word = part(before) || verb.is_some_and(|verb| verb < spot.words.start && part(&tree.words[verb]));
    word && counted_noun(scene, spot).is_none_or(|noun| is_people(scene, At { sentence: spot.sentence, word: noun }))
}

/// Whether a noun stands for people: by its word, or by the name of a state, a force or a group ("12 Ruritanians").
fn is_people(scene: &Scene<'_>, at: At) -> bool {
    use ActorKind::{ArmedGroup, Military, State};
    scene.is_victim(at) || scene.actor_on(at).is_some_and(|(_, m)| matches!(m.kind, ArmedGroup | Military | State))
}

/// The most that a figure tells, else the least.
fn size_of(counted: &Counted) -> Option<f64> {
    counted.figure.high.or(counted.figure.low)
}

/// The toll right before a number that is not larger: the one of which it tells a part.
fn whole(scene: &Scene<'_>, found: &[Counted], spot: &Spot) -> Option<usize> {
    let mark = &scene.marks.quantities[spot.mark];
    let last = toll_before(scene, found, spot, 1)?;
    let (all, part) = (size_of(&found[last])?, mark.high.or(mark.low)?);
    (part <= all).then_some(last)
}

/// The figure of another voice, in the sentence or the one before, that a number answers to: the one in the same place of
/// its list.
///
/// A number alone may answer to any count, one with people of its own only to a toll.
fn answered(scene: &Scene<'_>, found: &[Counted], spot: &Spot, place: usize, alone: bool) -> Option<usize> {
    let mark = &scene.marks.quantities[spot.mark];
    let start = mark.span.range().start;
    let speakers = scene.speakers(start);
    let voice = speakers.last()?;
    let claimant = &voice.claimant;
    let percent = mark.unit == Unit::Percent;
    let other = |counted: &Counted| {
        matches!(counted.figure.measure, Measure::Share | Measure::Change) == percent
            && counted.figure.span.range().end <= start
            && counted.at.sentence + 1 >= spot.sentence
            && (crate::is_toll(counted.figure.measure) || alone && may_be_answered(counted))
            && counted.figure.claimant != *claimant
            // "Two diplomats put it at 39": those who say so are not counted.
            && !counted.figure.span.range().contains(&voice.named)
    };
    let last = found.iter().rposition(other)?;
    // Of "100 vehicles were hit and 37 men hurt; two diplomats put the number at 39" the last decides what is counted.
    let toll = |counted: &Counted| crate::is_toll(counted.figure.measure);
    let kind = |counted: &Counted| match toll(&found[last]) {
        true => toll(counted),
        false => counted.figure.measure == found[last].figure.measure,
    };
    let list = |counted: &Counted| {
        other(counted)
            && kind(counted)
            && counted.at.sentence == found[last].at.sentence
            && counted.figure.claimant == found[last].figure.claimant
    };
    let at = (0..=last).filter(|&at| list(&found[at])).nth(place)?;
    let near = |&at: &usize| {
        let (x, y) = (size_of(&found[at]).unwrap_or_default(), mark.high.or(mark.low).unwrap_or_default());
        x.max(y) <= x.min(y) * MOST_TIMES
    };
    // "Spoke of 13, then of 49; the union counted 210" answers to the last.
    [at, last].into_iter().find(near)
}

/// Whether a number alone may answer to a figure: to any count of things, people or money.
fn may_be_answered(counted: &Counted) -> bool {
    matches!(
        counted.figure.measure,
        Measure::Count
            | Measure::Displaced
            | Measure::Personnel
            | Measure::Equipment
            | Measure::Money
            | Measure::Share
            | Measure::Volume
    )
}

fn said_anew(scene: &Scene<'_>, spot: &Spot, before: &Counted) -> Counted {
    let mark = &scene.marks.quantities[spot.mark];
    let at = At { sentence: spot.sentence, word: spot.head };
    let standing = scene.standing_of(at, mark.number.range().start);
    // Nobody announces beforehand how many will die.
    let open = matches!(standing.status, Status::Planned | Status::Denied);
    let status = if open { before.figure.status } else { standing.status };
    let claimant = Some(standing.claimant).filter(|who| *who != Claimant::Document);
    let figure = Figure {
        span: mark.span,
        date: scene.when(at).map(|when| when.date).or_else(|| before.figure.date.clone()),
        low: mark.low,
        high: mark.high,
        approx: mark.approx,
        exclusive: mark.exclusive,
        status,
        claimant: claimant.unwrap_or_else(|| before.figure.claimant.clone()),
        through: standing.through,
        why: format!("{} as the number before it", before.figure.measure.name()),
        part_of: None,
        supersedes: None,
        ..before.figure.clone()
    };
    Counted { figure, at, noun: None, words: spot.words.clone() }
}
