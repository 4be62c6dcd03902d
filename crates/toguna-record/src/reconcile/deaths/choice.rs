//! Which of several numbers of the dead is the best, and how far the least and the most lie from it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toguna_code::{Estimate, VictimSide};

use super::telling::{Telling, Voice};
use crate::phrase::{self, Part, Phrase};

/// Three numbers, and how the best was chosen.
pub(super) struct Choice<'t> {
    pub(super) estimate: Estimate,
    how: How<'t>,
}

/// How the best was chosen.
enum How<'t> {
    /// By the voices that tell it.
    Voices {
        /// How many tell the best.
        voices: usize,
        /// How many more have bounds that leave room for it.
        more: usize,
        /// Whether as many tell and allow another number.
        tied: bool,
        /// Parties to the fight, whose number does not choose the best.
        parties: BTreeSet<&'t str>,
    },
    /// By adding what different voices tell of the sides.
    Sides(BTreeMap<VictimSide, Estimate>),
}

impl Choice<'_> {
    /// Lets the least be as low as what a voice tells of a part: so many at least, it says, and nothing of the most.
    pub(super) fn bounded_below(mut self, part: &Telling) -> Self {
        let least = part.deaths.all.low.into_iter().chain(self.estimate.low).min_by(f64::total_cmp);
        self.estimate.low = self.estimate.low.and(least);
        self
    }
}

/// Sets estimates of one number beside each other: the least, the number that most voices allow, the most.
pub(super) fn choose<'t>(tellings: &[&'t Telling], of: impl Fn(&Telling) -> Option<Estimate>) -> Option<Choice<'t>> {
    let told: Vec<(&Telling, Estimate)> = tellings.iter().filter_map(|t| Some((*t, of(t)?))).collect();
    let estimates = || told.iter().map(|(_, estimate)| estimate);
    estimates().next()?;
    // What has no least ("up to ten", a toll of several attacks) says nothing of it.
    let low = estimates().filter_map(|e| e.low).min_by(f64::total_cmp);
    let open = estimates().any(|e| e.high.is_none());
    let high = estimates().filter_map(|e| e.high).max_by(f64::total_cmp).filter(|_| !open);
    let outside = told.iter().any(|(telling, estimate)| !telling.party && estimate.best.is_some());
    let (choosing, parties): (Vec<_>, Vec<_>) = told.iter().partition(|(telling, _)| !(outside && telling.party));
    let votes = votes(&choosing);
    let best = votes.iter().max_by_key(|vote| vote.strength());
    let (voices, allow) = best.map_or((0, 0), |vote| (vote.voices.len(), vote.allow.len()));
    let rank = |vote: &&Vote<'_>| (vote.allow.len(), vote.voices.len()) == (allow, voices);
    Some(Choice {
        estimate: Estimate { low, best: best.map(|vote| vote.number), high },
        how: How::Voices {
            voices,
            more: allow - voices,
            tied: votes.iter().filter(rank).count() > 1,
            parties: parties.iter().filter_map(|(telling, _)| telling.voice.claimant()).collect(),
        },
    })
}

/// The sum of the sides, where each telling is of one side and together they tell of several: nobody tells the whole.
///
/// One number told of two sides may be the same dead under two names, and is not added.
pub(super) fn added<'t>(tellings: &[&'t Telling]) -> Option<Choice<'t>> {
    let of: Option<Vec<VictimSide>> = tellings.iter().map(|telling| telling.side()).collect();
    let sides: BTreeSet<VictimSide> = of?.into_iter().collect();
    let of_side = |side: VictimSide| choose(tellings, |telling| telling.deaths.by_side.get(&side).copied());
    let sums: BTreeMap<VictimSide, Estimate> =
        sides.iter().filter_map(|&side| Some((side, of_side(side)?.estimate))).collect();
    let numbers: BTreeSet<Option<u64>> = sums.values().map(|told| told.best.map(f64::to_bits)).collect();
    if sums.len() < 2 || numbers.len() < sums.len() || sums.contains_key(&VictimSide::Unknown) {
        return None;
    }
    let sum = |end: fn(&Estimate) -> Option<f64>| sums.values().map(end).sum::<Option<f64>>();
    let low = sums.values().filter_map(|told| told.low).min_by(f64::total_cmp);
    let estimate = Estimate { low, best: sum(|told| told.best), high: sum(|told| told.high) };
    Some(Choice { estimate, how: How::Sides(sums) })
}

/// A number with those who tell it.
struct Vote<'t> {
    number: f64,
    voices: BTreeSet<&'t Voice>,
    /// Those who tell it, and those whose bounds leave room for it ("at least ten" for twelve).
    allow: BTreeSet<&'t Voice>,
    last: Option<Date>,
}

impl Vote<'_> {
    /// Most voices that allow it, most that tell it, the latest published, then the higher number (whose bits are the
    /// larger, for it is not negative): of two tolls of one day the lower is the older.
    fn strength(&self) -> (usize, usize, Option<Date>, u64) {
        (self.allow.len(), self.voices.len(), self.last, self.number.to_bits())
    }
}

fn votes<'t>(told: &[&(&'t Telling, Estimate)]) -> Vec<Vote<'t>> {
    let mut votes = BTreeMap::<u64, Vote<'t>>::new();
    for (telling, estimate) in told {
        let Some(best) = estimate.best else { continue };
        let number = best.max(0.0);
        let new = Vote { number, voices: BTreeSet::new(), allow: BTreeSet::new(), last: None };
        let vote = votes.entry(number.to_bits()).or_insert(new);
        vote.voices.insert(&telling.voice);
        vote.last = vote.last.max(telling.published);
    }
    for vote in votes.values_mut() {
        let allows = |told: &Estimate| {
            told.low.is_none_or(|low| low <= vote.number) && told.high.is_none_or(|high| vote.number <= high)
        };
        vote.allow = told.iter().filter(|(_, estimate)| allows(estimate)).map(|(telling, _)| &telling.voice).collect();
        vote.allow.extend(&vote.voices);
    }
    votes.into_values().collect()
}

impl Choice<'_> {
    /// How the best was chosen.
    pub(super) fn told(&self) -> Phrase {
        let Some(best) = self.estimate.best.map(|best| best.to_string()) else { return phrase::NO_BEST.into() };
        let (voices, more, tied, parties) = match &self.how {
            How::Voices { voices, more, tied, parties } => (*voices, *more, *tied, parties),
            How::Sides(sides) => {
                let number = |told: &Estimate| told.best.map(|best| best.to_string()).unwrap_or_default();
                let told = |(side, told): (&VictimSide, &Estimate)| {
                    phrase::OF_SIDE.say([Part::term(side.name()), number(told).into()])
                };
                return phrase::SUM_OF_SIDES.say([best.into(), Part::list(sides.iter().map(told))]);
            }
        };
        phrase::BEST.say([
            best.into(),
            if voices == 1 { phrase::ONE_VOICE.into() } else { phrase::VOICES.say([voices.to_string()]).into() },
            if more > 0 { more.to_string() } else { String::new() }.into(),
            if tied { phrase::TIED.into() } else { "".into() },
            Part::list(parties.iter().copied()),
        ])
    }
}
