//! Several documents' numbers of the dead of one event beside each other: what is told again, replaced or a part of
//! another number is left out, and of the rest the best is chosen.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toguna_code::{Estimate, VictimSide};

use super::Reckoning;
use super::telling::{Telling, Voice};

/// Why a telling is no number of its own, with the index of the telling that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// Its document repeats another's words.
    Copy {
        /// The document that is repeated.
        of: usize,
    },
    /// The same voice told another number later.
    Replaced {
        /// The later telling.
        by: usize,
    },
    /// It tells the dead of one side of those that another tells.
    Part {
        /// The telling of all the dead.
        of: usize,
    },
}

impl LeftOut {
    pub(super) fn words(self, reckoning: &Reckoning<'_>, tellings: &[Telling]) -> String {
        match self {
            LeftOut::Copy { of } => format!("copied from {}", reckoning.readings.documents[of].name),
            LeftOut::Replaced { by } => {
                format!("replaced by the same voice's later number in {}", tellings[by].name(reckoning))
            }
            LeftOut::Part { of } => format!("the dead of one side, part of those in {}", tellings[of].name(reckoning)),
        }
    }
}

/// Why one telling is left out beside the others, if it is.
type Rule = fn(&Reckoning<'_>, &[Telling], usize) -> Option<LeftOut>;

/// Marks every telling that is copied, replaced or a part.
pub(super) fn leave_out(reckoning: &Reckoning<'_>, tellings: &mut [Telling]) {
    for rule in [copy as Rule, replaced, part] {
        let found: Vec<Option<LeftOut>> = (0..tellings.len())
            .map(|at| if tellings[at].left_out.is_some() { None } else { rule(reckoning, tellings, at) })
            .collect();
        for (telling, found) in tellings.iter_mut().zip(found) {
            telling.left_out = telling.left_out.or(found);
        }
    }
}

/// The tellings that still stand beside one.
fn others(tellings: &[Telling], at: usize) -> impl Iterator<Item = (usize, &Telling)> {
    tellings.iter().enumerate().filter(move |(other, telling)| *other != at && telling.left_out.is_none())
}

/// A copy with the same number, beside the original or an earlier copy of it.
fn copy(reckoning: &Reckoning<'_>, tellings: &[Telling], at: usize) -> Option<LeftOut> {
    let root = |telling: &Telling| reckoning.copies.original(telling.document).map_or(telling.document, |(of, _)| of);
    let own = &tellings[at];
    let of = root(own);
    let before = |other: &Telling| other.document == of || (own.document != of && other.document < own.document);
    let same = |other: &Telling| root(other) == of && other.deaths.all == own.deaths.all;
    others(tellings, at).any(|(_, other)| same(other) && before(other)).then_some(LeftOut::Copy { of })
}

/// A number of a voice that told another on a later day.
fn replaced(_: &Reckoning<'_>, tellings: &[Telling], at: usize) -> Option<LeftOut> {
    let own = &tellings[at];
    let later =
        |other: &Telling| other.voice == own.voice && other.published > own.published && own.published.is_some();
    let found = others(tellings, at).filter(|(_, other)| later(other)).max_by_key(|(at, other)| (other.published, *at));
    found.map(|(by, _)| LeftOut::Replaced { by })
}

/// The dead of one side, where another document tells the same number of that side and more dead in all.
fn part(_: &Reckoning<'_>, tellings: &[Telling], at: usize) -> Option<LeftOut> {
    let own = &tellings[at];
    let number = |estimate: &Estimate| estimate.best.or(estimate.low);
    let mine = number(&own.deaths.all)?;
    let side = own.side()?;
    let holds = |other: &Telling| {
        let of_side = |(of, told): (&VictimSide, &Estimate)| {
            (side == *of || side == VictimSide::Unknown) && number(told) == Some(mine)
        };
        number(&other.deaths.all) > Some(mine) && other.deaths.by_side.iter().any(of_side)
    };
    others(tellings, at).find(|(_, other)| holds(other)).map(|(of, _)| LeftOut::Part { of })
}

/// Three numbers, and how the best was chosen.
pub(super) struct Choice<'t> {
    pub(super) estimate: Estimate,
    /// How many voices tell the best, and whether as many tell another number.
    voices: usize,
    tied: bool,
    /// Parties to the fight, whose number does not choose the best.
    parties: BTreeSet<&'t str>,
}

/// Sets estimates of one number beside each other: the least, the number that most voices tell, the most.
pub(super) fn choose<'t>(tellings: &[&'t Telling], of: impl Fn(&Telling) -> Option<Estimate>) -> Option<Choice<'t>> {
    let told: Vec<(&Telling, Estimate)> = tellings.iter().filter_map(|t| Some((*t, of(t)?))).collect();
    let estimates = || told.iter().map(|(_, estimate)| estimate);
    estimates().next()?;
    let low = estimates().filter_map(|e| e.low.or(e.best)).min_by(f64::total_cmp);
    let open = estimates().any(|e| e.high.is_none());
    let high = estimates().filter_map(|e| e.high).max_by(f64::total_cmp).filter(|_| !open);
    let outside = told.iter().any(|(telling, estimate)| !telling.party && estimate.best.is_some());
    let (choosing, parties): (Vec<_>, Vec<_>) = told.iter().partition(|(telling, _)| !(outside && telling.party));
    let votes = votes(&choosing);
    let best = votes.iter().max_by(|a, b| a.strength().cmp(&b.strength()));
    let voices = best.map_or(0, |vote| vote.voices.len());
    Some(Choice {
        estimate: Estimate { low, best: best.map(|vote| vote.number), high },
        voices,
        tied: votes.iter().filter(|vote| vote.voices.len() == voices).count() > 1,
        parties: parties.iter().filter_map(|(telling, _)| telling.voice.claimant()).collect(),
    })
}

/// A number with those who tell it.
struct Vote<'t> {
    number: f64,
    voices: BTreeSet<&'t Voice>,
    last: Option<Date>,
}

impl Vote<'_> {
    /// Most voices, then the latest published, then the lower number (whose bits are the smaller, for it is not negative).
    fn strength(&self) -> (usize, Option<Date>, Reverse<u64>) {
        (self.voices.len(), self.last, Reverse(self.number.to_bits()))
    }
}

fn votes<'t>(told: &[&(&'t Telling, Estimate)]) -> Vec<Vote<'t>> {
    let mut votes = BTreeMap::<u64, Vote<'t>>::new();
    for (telling, estimate) in told {
        let Some(best) = estimate.best else { continue };
        let number = best.max(0.0);
        let vote = votes.entry(number.to_bits()).or_insert(Vote { number, voices: BTreeSet::new(), last: None });
        vote.voices.insert(&telling.voice);
        vote.last = vote.last.max(telling.published);
    }
    votes.into_values().collect()
}

impl Choice<'_> {
    /// How the best was chosen.
    pub(super) fn in_words(&self) -> String {
        let Some(best) = self.estimate.best else { return "No number is the best, for none tells one".into() };
        let voices = if self.voices == 1 { "one voice tells".into() } else { format!("{} voices tell", self.voices) };
        let mut words = format!("Best is {best}, which {voices}");
        if self.tied {
            words.push_str(", no fewer than tell another; of these the latest published is taken, then the lower");
        }
        if !self.parties.is_empty() {
            let parties: Vec<&str> = self.parties.iter().copied().collect();
            words.push_str(&format!("; a party to the fight does not choose it ({})", parties.join(", ")));
        }
        words
    }
}
