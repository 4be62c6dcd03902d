//! Which accounts are worth comparing: those that share what could make them one event, and whose dates come near each
//! other. Nothing is compared with everything, and no list of pairs is kept.
//!
//! What two accounts must share hangs on how well their dates are known. Two that are told for about a day need a place, a
//! party or a number of dead. One that is told for a year, or for no time at all, would meet the whole history of its
//! country: it meets only those with which it shares several of them at once. `likeness` has the scores that this is made
//! from, and `candidates_are_all_that_is_alike` holds the one to the other.

mod keys;
mod parties;

use super::kinship::Kinship;
use super::traits::Traits;
use crate::when::{Bounds, day_number};
use keys::{Keys, Pass};

/// A date wider than this many days tells little of when.
pub(super) const WIDE: i32 = 31;

/// How well the time of an account is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dating {
    /// It tells a date of no more than a month.
    Narrow,
    /// It is a brief, of which the days before its publication are known.
    Brief,
    /// It tells a longer stretch, or one without an end.
    Wide,
    /// It tells nothing.
    Not,
}

impl Dating {
    pub(super) fn of(account: &Traits<'_>) -> Dating {
        match (&account.brief, account.when) {
            (Some(_), _) => Dating::Brief,
            (None, None) => Dating::Not,
            (None, Some(when)) if is_wide(&when) => Dating::Wide,
            (None, Some(_)) => Dating::Narrow,
        }
    }
}

/// Whether a date tells little of when.
pub(super) fn is_wide(when: &Bounds) -> bool {
    when.days().is_none_or(|days| days > WIDE)
}

/// Hands on the pairs of accounts that could be alike enough, the lower index first; a pair that shares more than one thing
/// is handed on for each.
pub(super) fn each_pair(traits: &[Traits<'_>], kinship: &Kinship, mut meet: impl FnMut(usize, usize)) {
    let lines = lines(traits);
    let keys = Keys::of(traits, kinship);
    for pass in [Pass::Near, Pass::Far] {
        let mut entries = Vec::new();
        for (rank, line) in lines.iter().enumerate() {
            keys.of_account(&traits[line.account as usize], pass, |key, says| {
                entries.push(Entry { key, rank: rank as u32, says });
            });
        }
        entries.sort_unstable();
        for block in entries.chunk_by(|x, y| x.key == y.key).filter(|block| block.len() > 1) {
            sweep(block, &lines, &mut meet);
        }
    }
}

/// An account among all, in the order of their first days.
struct Line {
    begin: i32,
    end: i32,
    account: u32,
}

fn lines(traits: &[Traits<'_>]) -> Vec<Line> {
    let line = |(account, traits): (usize, &Traits<'_>)| {
        let (begin, end) = (traits.when.and_then(|when| when.earliest), traits.when.and_then(|when| when.latest));
        Line {
            begin: begin.map_or(i32::MIN, day_number),
            end: end.map_or(i32::MAX, day_number),
            account: account as u32,
        }
    };
    let mut lines: Vec<Line> = traits.iter().enumerate().map(line).collect();
    lines.sort_unstable_by_key(|line| (line.begin, line.account));
    lines
}

/// An account under a key that it may share with others.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: u64,
    rank: u32,
    says: u8,
}

/// Pairs of a block by date: each meets only those that begin before it ends, where the two say all that the key asks for.
fn sweep(block: &[Entry], lines: &[Line], meet: &mut impl FnMut(usize, usize)) {
    for (from, a) in block.iter().enumerate() {
        let line = &lines[a.rank as usize];
        // One day of grace: a night is told under either day.
        let last = line.end.saturating_add(1);
        let near = block[from + 1..].iter().take_while(|b| lines[b.rank as usize].begin <= last);
        for b in near.filter(|b| a.says | b.says == keys::ALL && a.rank != b.rank) {
            let (x, y) = (line.account as usize, lines[b.rank as usize].account as usize);
            meet(x.min(y), x.max(y));
        }
    }
}

#[cfg(test)]
mod tests;
