//! What an account may share with another, as numbers.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Dating;
use super::parties::Parties;
use crate::reconcile::brief::sizes;
use crate::reconcile::kinship::Kinship;
use crate::reconcile::place::squares_of;
use crate::reconcile::traits::Traits;

/// What of a pair at least one must say so that a key counts. An account says at once what a key does not ask for.
pub(super) const ALL: u8 = 0b1111;
/// Its first party is the key's own, and no part of it.
pub(super) const A_ITSELF: u8 = 0b0001;
/// Its second party is.
const B_ITSELF: u8 = 0b0010;
/// Its place lies in the square, and does not only reach into it; or it tells no place, where the key is of such.
const THERE: u8 = 0b0100;
/// It is one that asks: a brief among news, or an account without a narrow date.
const ASKS: u8 = 0b1000;

/// A key of anything that can be hashed; two things of one key only make one comparison more.
pub(super) fn key(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Which accounts are brought together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// Those whose days are known, among each other.
    Near,
    /// Briefs with other news of their country, and accounts without a narrow date with all.
    Far,
}

/// Makes the keys of accounts.
pub(super) struct Keys<'a> {
    parties: Parties<'a>,
    /// The keys of those that ask: only under these others need be found.
    asked: HashSet<u64>,
}

impl<'a> Keys<'a> {
    pub(super) fn of(traits: &[Traits<'a>], kinship: &Kinship) -> Keys<'a> {
        let mut keys = Keys { parties: Parties::of(traits, kinship), asked: HashSet::new() };
        let mut asked = HashSet::new();
        for account in traits.iter().filter(|account| Dating::of(account) != Dating::Narrow) {
            keys.far(account, &mut |key, says| {
                if says & ASKS != 0 {
                    asked.insert(key);
                }
            });
        }
        keys.asked = asked;
        keys
    }

    /// Hands on each key of an account in a pass with what the account says, once.
    pub(super) fn of_account(&self, account: &Traits<'_>, pass: Pass, mut put: impl FnMut(u64, u8)) {
        let mut found = Vec::<(u64, u8)>::new();
        match pass {
            Pass::Near => self.near(account, &mut |key, says| found.push((key, says))),
            Pass::Far => self.far(account, &mut |key, says| {
                if self.asked.contains(&key) {
                    found.push((key, says));
                }
            }),
        }
        found.sort_unstable();
        // What says less is said by what says more.
        let implied = |at: usize| {
            let (key, says) = found[at];
            found[at + 1..].iter().take_while(|(other, _)| *other == key).any(|(_, more)| says | more == *more)
        };
        (0..found.len()).filter(|&at| !implied(at)).for_each(|at| put(found[at].0, found[at].1));
    }

    /// One thing is enough: a place, or a party or number of dead in one country.
    fn near(&self, account: &Traits<'_>, put: &mut impl FnMut(u64, u8)) {
        if matches!(Dating::of(account), Dating::Wide | Dating::Not) {
            return;
        }
        let rest = B_ITSELF | ASKS;
        for class in account.classes() {
            squares(account).for_each(|(square, there)| put(key((class, square)), there | A_ITSELF | rest));
            for (land, there) in lands(account) {
                let ids = self.parties.keys(&account.row.agents).chain(self.parties.keys(&account.row.targets));
                ids.for_each(|(party, itself)| put(key((class, land, party)), itself | there | rest));
                let dead = numbers(account).filter(|dead| *dead >= 2.0);
                dead.for_each(|dead| put(key((class, land, dead.to_bits())), there | A_ITSELF | rest));
            }
        }
    }

    /// Several things at once where a date is missing or wide, and what briefs of a country have in common with its news.
    fn far(&self, account: &Traits<'_>, put: &mut impl FnMut(u64, u8)) {
        let dating = Dating::of(account);
        for class in account.classes() {
            self.undated(account, class, dating, put);
            self.wide(account, class, dating, put);
            news(account, class, dating, put);
        }
    }

    /// Who looks for others where no date is told: two things at one place or all three in a country; among briefs, whose
    /// numbers weigh more, one at a place or two.
    fn undated(&self, account: &Traits<'_>, class: &str, dating: Dating, put: &mut impl FnMut(u64, u8)) {
        let asks = if dating == Dating::Not { ASKS } else { 0 };
        if dating != Dating::Brief {
            for (at, there) in squares(account) {
                self.pairs(account, &mut |two, itself| put(key((class, "undated", at, two)), itself | there | asks));
            }
            for (land, there) in lands(account) {
                self.all_three(account, &mut |three, itself| {
                    put(key((class, "undated", land, three)), itself | there | asks);
                });
            }
        }
        let asks = match dating {
            Dating::Not => ASKS,
            Dating::Brief => 0,
            Dating::Narrow | Dating::Wide => return,
        };
        self.one_there_or_two(account, &mut |one, says| put(key((class, "undated brief", one)), says | asks));
    }

    /// Who looks for others where a date is wide: one thing at a place or two; among briefs one is enough.
    fn wide(&self, account: &Traits<'_>, class: &str, dating: Dating, put: &mut impl FnMut(u64, u8)) {
        let asks = if dating == Dating::Wide { ASKS } else { 0 };
        if matches!(dating, Dating::Narrow | Dating::Wide) {
            self.one_there_or_two(account, &mut |one, says| put(key((class, "wide", one)), says | asks));
        }
        if !matches!(dating, Dating::Brief | Dating::Wide) {
            return;
        }
        squares(account).for_each(|(at, there)| {
            put(key((class, "wide brief", at)), there | A_ITSELF | B_ITSELF | asks);
        });
        for (land, there) in lands(account) {
            self.ones(account, &mut |one, itself| put(key((class, "wide brief", land, one)), itself | there | asks));
        }
    }

    fn one_there_or_two(&self, account: &Traits<'_>, put: &mut impl FnMut(u64, u8)) {
        for (at, there) in squares(account) {
            self.ones(account, &mut |one, itself| put(key((at, one)), itself | there));
        }
        for (land, there) in lands(account) {
            self.pairs(account, &mut |two, itself| put(key((land, two)), itself | there));
        }
    }

    /// An agent, a target, or a number of dead.
    fn ones(&self, account: &Traits<'_>, put: &mut impl FnMut(u64, u8)) {
        self.agents(account).for_each(|(agent, itself)| put(key(("agent", agent)), itself | B_ITSELF));
        self.targets(account).for_each(|(target, itself)| put(key(("target", target)), itself | B_ITSELF));
        numbers(account).for_each(|dead| put(key(("dead", dead.to_bits())), A_ITSELF | B_ITSELF));
    }

    /// Two of agent, target and number of dead.
    fn pairs(&self, account: &Traits<'_>, put: &mut impl FnMut(u64, u8)) {
        for (agent, itself) in self.agents(account) {
            for (target, second) in self.targets(account) {
                put(key(("sides", agent, target)), itself | second << 1);
            }
        }
        for dead in numbers(account).map(f64::to_bits) {
            self.agents(account).for_each(|(agent, itself)| put(key(("agent", agent, dead)), itself | B_ITSELF));
            self.targets(account).for_each(|(target, itself)| put(key(("target", target, dead)), itself | B_ITSELF));
        }
    }

    fn all_three(&self, account: &Traits<'_>, put: &mut impl FnMut(u64, u8)) {
        for dead in numbers(account).map(f64::to_bits) {
            for (agent, itself) in self.agents(account) {
                for (target, second) in self.targets(account) {
                    put(key((agent, target, dead)), itself | second << 1);
                }
            }
        }
    }

    fn agents(&self, account: &Traits<'_>) -> impl Iterator<Item = (u64, u8)> {
        self.parties.keys(&account.row.agents)
    }

    fn targets(&self, account: &Traits<'_>) -> impl Iterator<Item = (u64, u8)> {
        self.parties.keys(&account.row.targets)
    }
}

/// What brings a brief together with other news of its country and days: a like toll, or the kind of its victims.
fn news(account: &Traits<'_>, class: &str, dating: Dating, put: &mut impl FnMut(u64, u8)) {
    let (asks, brief) = match dating {
        Dating::Brief => (ASKS, account.brief.as_ref()),
        Dating::Narrow | Dating::Wide => (0, None),
        Dating::Not => return,
    };
    let says = A_ITSELF | B_ITSELF | THERE | asks;
    let families = &account.row.sides.target_families;
    let own = account.places.iter().filter_map(|place| place.country.as_deref());
    for land in own.chain(brief.iter().flat_map(|brief| brief.lands.iter().copied())) {
        let sizes = account.toll.into_iter().flat_map(sizes);
        sizes.for_each(|size| put(key((class, "size", Some(land), size)), says));
        families.iter().for_each(|family| put(key((class, "family", land, family)), says));
        if brief.is_some() && families.is_empty() {
            put(key((class, "nobody", land)), says);
        }
    }
    // Larger numbers bring together whatever is near in time.
    for (land, there) in lands(account) {
        let (sizes, says) = (account.toll.into_iter().flat_map(sizes), A_ITSELF | B_ITSELF | there | asks);
        sizes.for_each(|size| put(key((class, "size", land, size)), says));
        let few = numbers(account).filter(|dead| *dead < 2.0);
        few.for_each(|dead| put(key((class, "few", land, dead.to_bits())), says));
    }
}

/// The numbers of dead by which an account can be found.
fn numbers(account: &Traits<'_>) -> impl Iterator<Item = f64> {
    account.numbers().filter(|dead| *dead > 0.0)
}

/// The countries of an account's places; one without a place can be anywhere, so that all are found under "anywhere" by it.
fn lands<'a>(account: &Traits<'a>) -> impl Iterator<Item = (Option<&'a str>, u8)> {
    let anywhere = (None, if account.places.is_empty() { THERE } else { 0 });
    let countries = account.places.iter().filter_map(|place| place.country.as_deref());
    countries.map(|country| (Some(country), THERE)).chain([anywhere])
}

/// The squares that the places of an account reach into, and whether the place lies there.
fn squares(account: &Traits<'_>) -> impl Iterator<Item = ((i32, i32), u8)> {
    let reached = account.places.iter().flat_map(|place| squares_of(place));
    reached.map(|(square, lies)| (square, if lies { THERE } else { 0 }))
}
