//! Several documents' numbers of the dead of one event beside each other: what is told again, replaced or a part of
//! another number is left out.

use std::collections::BTreeSet;

use toguna_code::{Estimate, VictimSide};

use super::Reckoning;
use super::telling::{Telling, Voice};
use crate::phrase::{self, Phrase};

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
    pub(super) fn told(self, reckoning: &Reckoning<'_>, tellings: &[Telling]) -> Phrase {
        match self {
            LeftOut::Copy { of } => phrase::COPIED_FROM.say([reckoning.readings.documents[of].name.as_str()]),
            LeftOut::Replaced { by } => phrase::REPLACED_IN.say([tellings[by].name(reckoning)]),
            LeftOut::Part { of } => phrase::PART_OF_THOSE_IN.say([tellings[of].name(reckoning)]),
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

/// The dead of one side that more voices tell than tell all the dead: of more than these the most do not speak.
pub(super) fn prevailing_parts(tellings: &[Telling]) -> impl Iterator<Item = &Telling> {
    let whole = |part: &Telling| if let Some(LeftOut::Part { of }) = part.left_out { Some(of) } else { None };
    let voices = |keep: &dyn Fn(&Telling) -> bool| -> BTreeSet<&Voice> {
        tellings.iter().filter(|telling| keep(telling)).map(|telling| &telling.voice).collect()
    };
    tellings.iter().filter(move |part| {
        let Some(of) = whole(part) else { return false };
        let all = voices(&|other| other.left_out.is_none() && other.deaths.all == tellings[of].deaths.all);
        let number = |telling: &Telling| telling.deaths.all.best.or(telling.deaths.all.low);
        let only = voices(&|other| whole(other) == Some(of) && number(other) == number(part));
        only.difference(&all).count() > all.len()
    })
}
