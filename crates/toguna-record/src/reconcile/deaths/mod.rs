//! Deaths of an event: three numbers from what its documents tell. What one document tells is added up by the coder's own
//! rule (`toguna_code::deaths`); here the documents are set beside each other: which of them count, and which number is
//! the best.

mod beside;
mod choice;
mod telling;

use std::collections::BTreeSet;

use toguna_code::VictimSide;

use super::copies::Copies;
use super::kinship::Kinship;
use crate::findings::Deaths;
use crate::phrase::{self, Part, Phrase};
use crate::rows::{AccountRow, Readings};
use choice::{Choice, added, choose};
use telling::{Telling, tellings};

/// What the deaths of an event are reckoned by.
pub(crate) struct Reckoning<'a> {
    pub(crate) readings: &'a Readings,
    pub(crate) copies: &'a Copies,
    pub(crate) kinship: &'a Kinship,
}

impl Reckoning<'_> {
    /// The deaths that these accounts tell of, by their tolls; `None` where none tells any.
    pub(crate) fn deaths(&self, accounts: &[usize]) -> Option<Deaths> {
        let mut tellings = tellings(self, accounts);
        beside::leave_out(self, &mut tellings);
        let counted: Vec<&Telling> = tellings.iter().filter(|telling| telling.left_out.is_none()).collect();
        let all = added(&counted).or_else(|| choose(&counted, |telling| Some(telling.deaths.all)))?;
        let all = beside::prevailing_parts(&tellings).fold(all, Choice::bounded_below);
        // A part of another number is no number of all the dead, but one of its side.
        let sided: Vec<&Telling> = tellings.iter().filter(|telling| telling.tells_its_side()).collect();
        let sides: BTreeSet<VictimSide> = sided.iter().flat_map(|t| t.deaths.by_side.keys().copied()).collect();
        let of_side = |side: VictimSide| choose(&sided, |telling| telling.deaths.by_side.get(&side).copied());
        let went_in = counted.iter().flat_map(|telling| telling.went_in()).collect();
        Some(Deaths {
            all: all.estimate,
            by_side: sides.into_iter().filter_map(|side| Some((side, of_side(side)?.estimate))).collect(),
            went_in,
            rule: self.rule(&tellings, &all),
        })
    }

    fn rule(&self, tellings: &[Telling], all: &Choice) -> Phrase {
        let counted = tellings.iter().filter(|telling| telling.left_out.is_none());
        let went_in = counted.flat_map(|t| t.deaths.went_in.iter().map(move |&at| t.quote(self, at)));
        let left_out = |quotes: Vec<Phrase>, why: Part| phrase::LEFT_OUT.say([Part::list(quotes), why]);
        let within = tellings.iter().flat_map(|telling| {
            let toll = |&(at, why): &(usize, &'static str)| left_out(vec![telling.quote(self, at)], Part::term(why));
            telling.deaths.left_out.iter().map(toll)
        });
        let whole = tellings.iter().filter_map(|telling| {
            let why = telling.left_out.as_ref()?.told(self, tellings);
            Some(left_out(telling.deaths.went_in.iter().map(|&at| telling.quote(self, at)).collect(), why.into()))
        });
        let sum = Phrase::from(phrase::ALL_SIDES);
        let how = if tellings.len() == 1 { sum } else { phrase::OF_SEVERAL.say([sum, all.told()]) };
        phrase::COUNTED.say([how.into(), Part::list(went_in), Part::list(whole.chain(within))])
    }
}

/// What an account's own document tells of the dead of its event.
pub(super) fn own_deaths(readings: &Readings, account: &AccountRow) -> Option<toguna_code::Deaths> {
    telling::within(readings, &account.tolls)
}
