//! Which tolls of an episode tell of the same dead: a toll told twice counts once, both sides of a clash are added, and a
//! total takes in what was told before.

use super::Telling;
use super::episode::Episodes;
use crate::{Claimant, VictimSide};

/// Numbers the dead: tellings of the same dead get the same number.
pub(super) fn group(tellings: &mut [Telling], episodes: &Episodes) {
    let mut next = 0;
    for episode in 0..episodes.accounts.len() {
        let own: Vec<usize> = (0..tellings.len()).filter(|&at| episodes.of[at] == Some(episode)).collect();
        let mut seen: Vec<usize> = Vec::new();
        for at in own {
            place(tellings, &seen, at, &mut next);
            seen.push(at);
        }
    }
    for at in (0..tellings.len()).filter(|&at| episodes.of[at].is_none()) {
        tellings[at].victims = next;
        next += 1;
    }
}

/// Finds the dead that a telling speaks of among those told before it, or numbers them anew.
fn place(tellings: &mut [Telling], seen: &[usize], at: usize, next: &mut usize) {
    let standing = |&&other: &&usize| {
        let other = &tellings[other];
        other.part_of.is_none() && other.superseded_by.is_none()
    };
    let before: Vec<usize> = seen.iter().filter(standing).copied().collect();
    let fresh = tellings[at].part_of.is_some() || tellings[at].more;
    let same = before.iter().rev().copied().find(|&other| !fresh && same_dead(&tellings[other], &tellings[at]));
    let taken = same.map(|other| tellings[other].victims);
    tellings[at].victims = taken.unwrap_or(*next);
    if taken.is_none() {
        *next += 1;
        if !fresh {
            sum_up(tellings, &before, at);
        }
    }
}

/// Whether two tellings of one episode speak of the same dead.
fn same_dead(a: &Telling, b: &Telling) -> bool {
    let sides = a.side == b.side || a.side == VictimSide::Unknown || b.side == VictimSide::Unknown;
    let nouns = a.key == b.key || a.generic || b.generic;
    let equal = a.best.is_some() && a.best == b.best;
    let vague = a.best.is_none() || b.best.is_none();
    // "8 eight soldiers": one number, written twice before its noun.
    if equal && a.noun == b.noun {
        return true;
    }
    if !sides || a.status != b.status && !equal {
        return false;
    }
    if a.size() == Some(0.0) || b.size() == Some(0.0) {
        return a.size() == b.size() || a.claimant != b.claimant;
    }
    // "14 dead according to the one, 16 according to the other": two mouths count the same dead.
    let named = a.claimant != Claimant::Document && b.claimant != Claimant::Document;
    if named && a.claimant != b.claimant && nouns && a.part_of.is_none() {
        return true;
    }
    if a.sentence == b.sentence && !a.heading {
        // Two numbers of a sentence are two groups of people, unless the second points back or only says who they were.
        return b.back && (equal || b.generic && vague) || vague && a.key == b.key;
    }
    let one = a.best == Some(1.0) && b.best == Some(1.0) && b.figure.is_some() && !b.back && !a.heading && !a.generic;
    let told_again = nouns && (equal && !one || b.back || vague || compatible(a, b) || a.claimant != b.claimant);
    let larger_total = b.total && a.total && sides;
    told_again || larger_total || equal && a.heading && (a.side == VictimSide::Unknown || b.side == VictimSide::Unknown)
}

/// Whether one number can be true of both, other than by an end that is open.
fn compatible(a: &Telling, b: &Telling) -> bool {
    let within = |x: &Telling, y: &Telling| {
        x.best.is_some_and(|best| y.low.is_none_or(|low| low <= best) && y.high.is_none_or(|high| best <= high))
    };
    (a.high.is_none() || b.high.is_none() || a.low != a.high || b.low != b.high) && (within(a, b) || within(b, a))
}

/// A total takes in the tolls before it; a breakdown of a total told before becomes its parts.
fn sum_up(tellings: &mut [Telling], before: &[usize], at: usize) {
    let (total, side) = (tellings[at].total, tellings[at].side);
    let generic = tellings[at].generic && side == VictimSide::Unknown;
    let Some(size) = tellings[at].size() else { return };
    let open: Vec<usize> =
        before.iter().copied().filter(|&b| side == VictimSide::Unknown || tellings[b].side == side).collect();
    let mut counted = Vec::new();
    let sum: f64 = open
        .iter()
        .filter(|&&b| {
            let fresh = !counted.contains(&tellings[b].victims);
            counted.push(tellings[b].victims);
            fresh
        })
        .filter_map(|&b| tellings[b].size())
        .sum();
    let earlier = |tellings: &[Telling], b: usize| tellings[b].sentence < tellings[at].sentence;
    if !open.is_empty() && (total && size >= sum || generic && size == sum && open.len() > 1) {
        for b in open {
            // Who was counted under the same words is counted anew; who was named by side is a part of all.
            if total && tellings[b].total || tellings[b].generic && earlier(tellings, b) && size > sum {
                tellings[b].superseded_by = Some(at);
            } else {
                tellings[b].part_of = Some(at);
            }
        }
        return;
    }
    break_down(tellings, before, at);
}

/// "15 people were killed. Ten soldiers and five civilians died": sides that add up to a number without side.
fn break_down(tellings: &mut [Telling], before: &[usize], at: usize) {
    let Some(&whole) = before.iter().find(|&&b| {
        tellings[b].side == VictimSide::Unknown && tellings[b].generic && tellings[b].sentence < tellings[at].sentence
    }) else {
        return;
    };
    let mut sides: Vec<usize> =
        before.iter().copied().filter(|&b| b > whole && tellings[b].side != VictimSide::Unknown).collect();
    sides.push(at);
    let sum: f64 = sides.iter().filter_map(|&b| tellings[b].size()).sum();
    let all_sided = tellings[at].side != VictimSide::Unknown;
    if all_sided && tellings[whole].size() == Some(sum) {
        sides.into_iter().for_each(|b| tellings[b].part_of = Some(whole));
    }
}
