//! Deaths of an event: three numbers, and the same by side, from the tolls told of it, by a rule that anybody can repeat.
//!
//! One place for the account of one document and for the event of a record: both hand in the tolls they have.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Account, Claimant, Coded, Measure, Status, VictimSide};

/// Three numbers; none where the words leave it open.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The least told.
    pub low: Option<f64>,
    /// The number told.
    pub best: Option<f64>,
    /// The most told.
    pub high: Option<f64>,
}

/// A toll as the rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct TollView<'a> {
    /// `killed` or `neutralized`.
    pub measure: Measure,
    /// What its words tell.
    pub told: Estimate,
    /// Who suffered it.
    pub side: VictimSide,
    /// How it is told.
    pub status: Status,
    /// Who says it; none for the document's own voice.
    pub claimant: Option<&'a str>,
    /// Tolls with one number tell of the same dead.
    pub victims: usize,
    /// The toll of which it counts a part, as an index into the same list.
    pub part_of: Option<usize>,
    /// Whether a later toll replaces it.
    pub superseded: bool,
}

/// The deaths of an event, the tolls that went in and those left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deaths {
    /// All the dead.
    pub all: Estimate,
    /// The dead of each side that has any told.
    pub by_side: BTreeMap<VictimSide, Estimate>,
    /// The tolls that were added, as indexes into the list.
    pub went_in: Vec<usize>,
    /// The others, with the reason.
    pub left_out: Vec<(usize, &'static str)>,
}

impl Deaths {
    /// The rule in words.
    pub const IN_WORDS: &str = "The dead of all sides are added; a toll told again counts once, a part with its whole; \
        low and high are the least and the most that one claimant tells, best is the document's own number, else what \
        most tell, else the lower; whom somebody 'neutralised' counts in best and high, not in low";

    /// The rule in words, with the tolls that went in and those left out as `quote` gives them.
    pub fn rule(&self, quote: impl Fn(usize) -> String) -> String {
        let list = |tolls: &mut dyn Iterator<Item = String>| tolls.collect::<Vec<_>>().join(", ");
        let went_in = list(&mut self.went_in.iter().map(|&at| quote(at)));
        let mut rule = format!("{}. Went in: {went_in}", Deaths::IN_WORDS);
        if !self.left_out.is_empty() {
            let out = list(&mut self.left_out.iter().map(|&(at, why)| format!("{} ({why})", quote(at))));
            rule.push_str(&format!(". Left out: {out}"));
        }
        rule
    }
}

/// The deaths that tolls tell of; none where no toll stands.
pub fn deaths(tolls: &[TollView<'_>]) -> Option<Deaths> {
    let mut deaths = Deaths::default();
    let mut groups = BTreeMap::<usize, Vec<usize>>::new();
    let stands: Vec<bool> = tolls.iter().map(|toll| left_out(toll).is_none()).collect();
    for (at, toll) in tolls.iter().enumerate() {
        let part = toll.part_of.filter(|&whole| whole != at && stands.get(whole) == Some(&true));
        match left_out(toll).or(part.map(|_| "part of another toll")) {
            Some(why) => deaths.left_out.push((at, why)),
            None => {
                deaths.went_in.push(at);
                groups.entry(toll.victims).or_default().push(at);
            }
        }
    }
    let mut sums = Sum::default();
    let mut sides = BTreeMap::<VictimSide, Sum>::new();
    for group in groups.values() {
        let (estimate, killed) = alternatives(tolls, group);
        sums.add(estimate, killed);
        for (side, estimate) in by_side(tolls, &stands, group, estimate) {
            sides.entry(side).or_default().add(estimate, killed);
        }
    }
    deaths.all = sums.estimate()?;
    deaths.by_side = sides.into_iter().filter_map(|(side, sum)| Some((side, sum.estimate()?))).collect();
    Some(deaths)
}

/// Why a toll tells no deaths of this event.
fn left_out(toll: &TollView<'_>) -> Option<&'static str> {
    match toll.status {
        Status::Denied => Some("denied"),
        Status::Planned => Some("planned"),
        Status::Possible => Some("possible"),
        Status::Actual | Status::Alleged if toll.superseded => Some("replaced by a later toll"),
        Status::Actual | Status::Alleged => None,
    }
}

/// A running sum in which an open end stays open.
#[derive(Default)]
struct Sum {
    low: Option<f64>,
    best: Option<Option<f64>>,
    high: Option<Option<f64>>,
}

impl Sum {
    /// Adds the dead of a group; whom somebody "neutralised" may live, so the least does not hold them: conflict coders
    /// write them as dead.
    fn add(&mut self, told: Estimate, killed: bool) {
        let plus =
            |sum: Option<Option<f64>>, more: Option<f64>| Some(sum.unwrap_or(Some(0.0)).zip(more).map(|(a, b)| a + b));
        if killed {
            self.low = told.low.map(|low| self.low.unwrap_or(0.0) + low).or(self.low);
        }
        // "Several were neutralised" leaves the number of the dead told beside it as it is.
        if killed || told.best.is_some() {
            self.best = plus(self.best, told.best);
        }
        self.high = plus(self.high, told.high);
    }

    fn estimate(self) -> Option<Estimate> {
        let high = self.high?;
        Some(Estimate { low: self.low, best: self.best.flatten(), high })
    }
}

/// What the tolls of the same dead come to, and whether any of them says that they died.
fn alternatives(tolls: &[TollView<'_>], group: &[usize]) -> (Estimate, bool) {
    let killed = group.iter().any(|&at| tolls[at].measure == Measure::Killed);
    let mut claims = BTreeMap::<Option<&str>, Estimate>::new();
    for toll in group.iter().map(|&at| &tolls[at]).filter(|t| !killed || t.measure == Measure::Killed) {
        claims.entry(toll.claimant).and_modify(|claim| *claim = again(*claim, toll.told)).or_insert(toll.told);
    }
    let least = claims.values().filter_map(|c| c.low.or(c.high)).min_by(f64::total_cmp);
    let open = claims.values().any(|c| c.high.is_none());
    let most = claims.values().filter_map(|c| c.high.or(c.best).or(c.low)).max_by(f64::total_cmp);
    let low = if claims.len() == 1 { claims.values().next().and_then(|c| c.low) } else { least };
    (Estimate { low, best: best(&claims), high: if open { None } else { most } }, killed)
}

/// Two tolls of the same dead by one claimant: what both allow, or the larger where they cannot both hold.
fn again(a: Estimate, b: Estimate) -> Estimate {
    let low = [a.low, b.low].into_iter().flatten().max_by(f64::total_cmp);
    let high = [a.high, b.high].into_iter().flatten().min_by(f64::total_cmp);
    if low.zip(high).is_some_and(|(low, high)| low > high) {
        let size = |e: &Estimate| e.best.or(e.low).or(e.high).unwrap_or(0.0);
        return if size(&b) > size(&a) { b } else { a };
    }
    let best = [a.best, b.best].into_iter().flatten().max_by(f64::total_cmp);
    // "About 20", of which the same mouth then says 18: the best is what both allow.
    let best = best.map(|best| best.min(high.unwrap_or(best)).max(low.unwrap_or(best)));
    Estimate { low, best, high }
}

/// The document's own number, else what most claimants tell, else the lower.
fn best(claims: &BTreeMap<Option<&str>, Estimate>) -> Option<f64> {
    if let Some(own) = claims.get(&None).and_then(|own| own.best) {
        return Some(own);
    }
    let mut votes = BTreeMap::<u64, usize>::new();
    for told in claims.values().filter_map(|claim| claim.best) {
        *votes.entry(told.max(0.0).to_bits()).or_default() += 1;
    }
    let most = votes.into_iter().max_by_key(|&(bits, count)| (count, std::cmp::Reverse(bits)));
    most.map(|(bits, _)| f64::from_bits(bits))
}

/// The estimate of a group by side: its own side's, or what its parts tell with the rest unknown.
fn by_side(
    tolls: &[TollView<'_>],
    stands: &[bool],
    group: &[usize],
    whole: Estimate,
) -> BTreeMap<VictimSide, Estimate> {
    let own = group.iter().map(|&at| tolls[at].side).find(|&side| side != VictimSide::Unknown);
    if let Some(side) = own {
        return BTreeMap::from([(side, whole)]);
    }
    let mut parts = BTreeMap::<VictimSide, Estimate>::new();
    let mut seen = BTreeSet::new();
    for (at, toll) in tolls.iter().enumerate() {
        let of_this = stands[at] && toll.part_of.is_some_and(|whole| group.contains(&whole));
        if of_this && toll.side != VictimSide::Unknown && seen.insert(toll.victims) {
            let sum = parts.entry(toll.side).or_insert(Estimate { low: Some(0.0), best: Some(0.0), high: Some(0.0) });
            *sum = combine(*sum, toll.told, |a, b| a + b);
        }
    }
    let rest = parts.values().fold(whole, |rest, part| combine(rest, *part, |a, b| (a - b).max(0.0)));
    if parts.is_empty() || rest.best != Some(0.0) {
        parts.insert(VictimSide::Unknown, rest);
    }
    parts
}

fn combine(a: Estimate, b: Estimate, with: impl Fn(f64, f64) -> f64) -> Estimate {
    let both = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| with(a, b));
    Estimate { low: both(a.low, b.low), best: both(a.best, b.best), high: both(a.high, b.high) }
}

impl Coded {
    /// The deaths of the event that one account tells of, by what its own document tells.
    pub fn deaths(&self, account: &Account) -> Option<Deaths> {
        let names: Vec<Option<&str>> = account.tolls.iter().map(|&at| claimant(&self.tolls[at].claimant)).collect();
        let place = |wanted: Option<usize>| wanted.and_then(|toll| account.tolls.iter().position(|&t| t == toll));
        let view = |(&at, claimant): (&usize, &Option<_>)| {
            let toll = &self.tolls[at];
            TollView {
                measure: toll.measure,
                told: Estimate { low: toll.low, best: toll.best, high: toll.high },
                side: toll.side,
                status: toll.status,
                claimant: *claimant,
                victims: toll.victims,
                part_of: place(toll.part_of),
                superseded: toll.superseded_by.is_some(),
            }
        };
        let views: Vec<TollView<'_>> = account.tolls.iter().zip(&names).map(view).collect();
        deaths(&views)
    }
}

fn claimant(claimant: &Claimant) -> Option<&str> {
    match claimant {
        Claimant::Document => None,
        Claimant::Actor(id) => Some(id.as_str()),
        Claimant::Described(words) => Some(words),
    }
}
