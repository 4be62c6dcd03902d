//! What one document tells of the dead of an event, and whose voice that is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toguna_code::{TollView, VictimSide, deaths};

use super::Reckoning;
use super::beside::LeftOut;
use crate::phrase::{self, Phrase};
use crate::rows::{Readings, TollRow};

/// Who tells a number of dead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    /// One claimant whom a document tells of, by id or words.
    Claimant(String),
    /// An outlet in its own voice: what it tells later is its own correction.
    Outlet(String),
    /// A document of which no outlet is known, or several claimants of one.
    Document(usize),
}

impl Voice {
    /// Whom a document tells to say it.
    pub(super) fn claimant(&self) -> Option<&str> {
        if let Voice::Claimant(who) = self { Some(who) } else { None }
    }
}

/// What one document tells of the deaths.
pub(super) struct Telling {
    pub(super) document: usize,
    pub(super) deaths: toguna_code::Deaths,
    pub(super) voice: Voice,
    /// The document's last possible day of publication.
    pub(super) published: Option<Date>,
    pub(super) left_out: Option<LeftOut>,
    /// Whether the voice is a party to the fight, or of one.
    pub(super) party: bool,
    tolls: Vec<usize>,
}

/// One telling a document, in the order of the documents.
pub(super) fn tellings(reckoning: &Reckoning<'_>, accounts: &[usize]) -> Vec<Telling> {
    let readings = reckoning.readings;
    let mut by_document = BTreeMap::<usize, Vec<usize>>::new();
    for toll in accounts.iter().flat_map(|&at| readings.accounts[at].tolls.iter().copied()) {
        by_document.entry(readings.tolls[toll].at.document).or_default().push(toll);
    }
    let rows = accounts.iter().map(|&at| &readings.accounts[at]);
    let parties: BTreeSet<&String> = rows.flat_map(|row| row.agents.iter().chain(&row.targets)).collect();
    let telling = |(document, mut tolls): (usize, Vec<usize>)| {
        tolls.sort_unstable();
        tolls.dedup();
        let deaths = within(readings, &tolls)?;
        let row = &readings.documents[document];
        let published = row.published.as_ref().and_then(|date| date.latest());
        let voice = voice(readings, document, &tolls, &deaths);
        let party = voice.claimant().is_some_and(|who| parties.iter().any(|p| reckoning.kinship.related(who, p)));
        Some(Telling { document, deaths, voice, published, left_out: None, party, tolls })
    };
    by_document.into_iter().filter_map(telling).collect()
}

/// The deaths that tolls of one document come to.
pub(super) fn within<'r>(readings: &'r Readings, tolls: &[usize]) -> Option<toguna_code::Deaths> {
    let place = |wanted: Option<usize>| wanted.and_then(|toll| tolls.iter().position(|&t| t == toll));
    let view = |row: &'r TollRow| TollView {
        measure: row.measure,
        told: row.told,
        side: row.side,
        status: row.status,
        claimant: row.claimed_by.told(),
        victims: row.victims,
        part_of: place(row.part_of),
        superseded: row.superseded_by.is_some(),
    };
    deaths(&tolls.iter().map(|&at| view(&readings.tolls[at])).collect::<Vec<_>>())
}

fn voice(readings: &Readings, document: usize, tolls: &[usize], deaths: &toguna_code::Deaths) -> Voice {
    let mut claimants: Vec<Option<&str>> =
        deaths.went_in.iter().map(|&at| readings.tolls[tolls[at]].claimed_by.told()).collect();
    claimants.sort_unstable();
    claimants.dedup();
    match (&claimants[..], &readings.documents[document].outlet) {
        ([Some(claimant)], _) => Voice::Claimant((*claimant).to_owned()),
        ([None], Some(outlet)) => Voice::Outlet(outlet.clone()),
        _ => Voice::Document(document),
    }
}

impl Telling {
    /// The tolls that were added, as indexes into the readings' tolls.
    pub(super) fn went_in(&self) -> impl Iterator<Item = usize> + '_ {
        self.deaths.went_in.iter().map(|&at| self.tolls[at])
    }

    /// Whether it counts among the numbers of its sides.
    pub(super) fn tells_its_side(&self) -> bool {
        matches!(self.left_out, None | Some(LeftOut::Part { .. }))
    }

    /// The one side whose dead it tells; unknown where it does not say.
    pub(super) fn side(&self) -> Option<VictimSide> {
        let sides: Vec<VictimSide> = self.deaths.by_side.keys().copied().collect();
        if let [side] = sides[..] { Some(side) } else { None }
    }

    /// The words of one of its tolls, with the document and the claimant.
    pub(super) fn quote(&self, reckoning: &Reckoning<'_>, at: usize) -> Phrase {
        let row = &reckoning.readings.tolls[self.tolls[at]];
        phrase::TOLL.say([row.at.quote.as_str(), self.name(reckoning), row.claimed_by.told().unwrap_or_default()])
    }

    /// Its document's name.
    pub(super) fn name<'r>(&self, reckoning: &Reckoning<'r>) -> &'r str {
        &reckoning.readings.documents[self.document].name
    }
}
