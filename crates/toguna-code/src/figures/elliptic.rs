//! "The group spoke of twelve": a bare number that somebody says counts what the number of another voice before it counts.

use toguna_lang::Deprel;
use toguna_mark::Unit;

use super::Counted;
use super::count::counted_noun;
use crate::scene::{At, Scene, Spot};
use crate::{Figure, Measure};

/// Adds the bare numbers of verbs of saying to the figures, which stand in the order of the text.
pub(super) fn numbers(scene: &Scene<'_>, found: &mut Vec<Counted>) {
    let bare = |spot: &&Spot| {
        scene.marks.quantities[spot.mark].unit == Unit::Count
            && counted_noun(scene, spot).is_none()
            && is_said(scene, spot)
    };
    let said: Vec<&Spot> = scene.quantities.iter().filter(bare).collect();
    for (at, spot) in said.iter().enumerate() {
        let start = scene.marks.quantities[spot.mark].span.range().start;
        // "84 of the one and 47 of the other; the group spoke of 50 and 10": the second answers to the second.
        let listed =
            said[..at].iter().rev().take_while(|before| first_of_list(scene, before) == first_of_list(scene, spot));
        let Some(before) = answered(scene, found, spot, start, listed.count()) else { continue };
        let own = scene.marks.quantities[spot.mark].span;
        let counts = |counted: &Counted| counted.figure.span.overlaps(&own);
        if found.iter().any(|counted| counts(counted) && counted.figure.measure != Measure::Count) {
            continue;
        }
        let told = said_anew(scene, spot, &found[before]);
        found.retain(|counted| !counts(counted));
        found.push(told);
        found.sort_by_key(|counted| counted.figure.span);
    }
}

/// The first number of the list that a number stands in.
fn first_of_list(scene: &Scene<'_>, spot: &Spot) -> At {
    let tree = scene.sentence(spot.sentence);
    let mut word = spot.head;
    while let Some(head) = tree.head(word).filter(|_| tree.words[word].deprel == Deprel::Conj) {
        word = head;
    }
    At { sentence: spot.sentence, word }
}

/// Whether a verb of saying governs a number, or the first of its list.
fn is_said(scene: &Scene<'_>, spot: &Spot) -> bool {
    let first = first_of_list(scene, spot);
    let tree = scene.sentence(spot.sentence);
    let argument = matches!(tree.words[first.word].deprel, Deprel::Obl | Deprel::Obj | Deprel::Nsubj);
    argument && tree.head(first.word).is_some_and(|word| scene.says(At { word, ..first }))
}

/// The figure of another voice, in the sentence or the one before, that a number answers to: the one in the same place of
/// its list.
fn answered(scene: &Scene<'_>, found: &[Counted], spot: &Spot, start: usize, place: usize) -> Option<usize> {
    let claimant = &scene.speakers(start).last()?.claimant;
    let other = |counted: &Counted| {
        counted.figure.span.range().end <= start
            && counted.at.sentence + 1 >= spot.sentence
            && crate::is_toll(counted.figure.measure)
            && counted.figure.claimant != *claimant
    };
    let last = found.iter().rposition(other)?;
    let list = |counted: &Counted| {
        other(counted)
            && counted.at.sentence == found[last].at.sentence
            && counted.figure.claimant == found[last].figure.claimant
    };
    let mut list = (0..=last).filter(|&at| list(&found[at]));
    list.nth(place)
}

fn said_anew(scene: &Scene<'_>, spot: &Spot, before: &Counted) -> Counted {
    let mark = &scene.marks.quantities[spot.mark];
    let at = At { sentence: spot.sentence, word: spot.head };
    let standing = scene.standing_of(at, mark.number.range().start);
    let figure = Figure {
        span: mark.span,
        low: mark.low,
        high: mark.high,
        approx: mark.approx,
        exclusive: mark.exclusive,
        status: standing.status,
        claimant: standing.claimant,
        through: standing.through,
        why: format!("{} as the number before it", before.figure.measure.name()),
        part_of: None,
        supersedes: None,
        ..before.figure.clone()
    };
    Counted { figure, at, noun: None, words: spot.words.clone() }
}
