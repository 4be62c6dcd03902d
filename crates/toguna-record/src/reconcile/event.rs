//! Accounts of several documents that tell of one event, merged.

use std::collections::{BTreeMap, BTreeSet};

use toguna_code::{EventType, Measure};

use super::candidates::each_pair;
use super::cluster::{Pair, average_link};
use super::deaths::Reckoning;
use super::kinship::Kinship;
use super::likeness::likeness;
use super::part;
use super::steer::Steer;
use super::traits::Traits;
use super::union::Union;
use crate::findings::EventRow;
use crate::identity::content_id;
use crate::phrase::{self, Form, Part, Phrase};
use crate::rows::Readings;
use crate::when::Bounds;

/// What accounts come to.
pub(super) struct Merged {
    /// The events in the order of their first accounts.
    pub(super) events: Vec<EventRow>,
    /// For every account the index of its event.
    pub(super) event_of: Vec<Option<usize>>,
    /// For every account its circle, by the first of it: all that are alike enough, directly or through others. No account
    /// outside has a say in which of a circle are one event.
    pub(super) circles: Vec<usize>,
    /// Events of which accounts are alike though they are not one event, the lower index first, in order.
    pub(super) neighbours: Vec<(usize, usize)>,
}

/// Merges accounts into events.
pub(super) fn merged(reckoning: &Reckoning<'_>, steer: &Steer) -> Merged {
    let Reckoning { readings, kinship, .. } = *reckoning;
    let traits = Traits::all(readings);
    let margin = |a: usize, b: usize| Some(likeness(&traits[a], &traits[b], kinship)?.margin());
    let mut pairs: Vec<Pair> = steer.joined().map(|(a, b)| (f64::INFINITY, a, b)).collect();
    each_pair(&traits, kinship, |a, b| {
        pairs.extend(margin(a, b).filter(|margin| *margin > -1e-9).map(|margin| (margin, a, b)));
    });
    let mut circles = Union::of(traits.len());
    pairs.iter().for_each(|&(_, a, b)| circles.join(a, b));
    let score = |a: usize, b: usize| match steer.decided(a, b) {
        Some(together) => together.then_some(1.0),
        None => margin(a, b),
    };
    let groups = average_link(traits.len(), &mut pairs, score);
    let mut event_of = vec![None; traits.len()];
    let mut events = Vec::with_capacity(groups.len());
    for group in groups {
        group.iter().for_each(|&account| event_of[account] = Some(events.len()));
        events.push(event(reckoning, &traits, steer, group));
    }
    part::find(&traits, kinship, &mut events);
    let neighbours = neighbours(&pairs, &event_of);
    Merged { events, event_of, circles: circles.classes(), neighbours }
}

fn neighbours(pairs: &[Pair], event_of: &[Option<usize>]) -> Vec<(usize, usize)> {
    let events = pairs.iter().filter_map(|&(_, a, b)| Some((event_of[a]?, event_of[b]?)));
    let mut neighbours: Vec<_> = events.filter(|(x, y)| x != y).map(|(x, y)| (x.min(y), x.max(y))).collect();
    neighbours.sort_unstable();
    neighbours.dedup();
    neighbours
}

/// For every figure the event of the first account that holds it.
pub(super) fn event_of_figure(readings: &Readings, event_of: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut of = vec![None; readings.figures.len()];
    for (account, row) in readings.accounts.iter().enumerate() {
        for &figure in &row.figures {
            of[figure] = of[figure].or(event_of[account]);
        }
    }
    // A toll that no account holds belongs to the one dated attack that its document tells of the same place.
    let mut by_document = BTreeMap::<usize, Vec<usize>>::new();
    for (at, row) in readings.accounts.iter().enumerate() {
        if row.event_type == EventType::Assault && row.date.is_some() {
            by_document.entry(row.at.document).or_default().push(at);
        }
    }
    for (figure, row) in readings.figures.iter().enumerate().filter(|(_, row)| row.measure == Measure::Killed) {
        if of[figure].is_some() {
            continue;
        }
        let place = |at: &usize| readings.places[*at].entity.as_str();
        let there: BTreeSet<&str> = row.places.iter().map(place).collect();
        let own = by_document.get(&row.at.document).into_iter().flatten();
        let events: BTreeSet<usize> = own
            .filter(|&&at| readings.accounts[at].places.iter().any(|p| there.contains(place(p))))
            .filter_map(|&at| event_of[at])
            .collect();
        if let [event] = events.iter().collect::<Vec<_>>()[..] {
            of[figure] = Some(*event);
        }
    }
    of
}

fn event(reckoning: &Reckoning<'_>, traits: &[Traits<'_>], steer: &Steer, accounts: Vec<usize>) -> EventRow {
    let Reckoning { readings, kinship, .. } = *reckoning;
    let first = &readings.accounts[accounts[0]];
    EventRow {
        settled: Vec::new(),
        // Named after its first account in the order of the record: the id stays when further documents tell of it.
        id: content_id(&["event", &first.id]),
        event_type: most_told_type(readings, &accounts),
        date: narrowest_date(traits, &accounts),
        deaths: reckoning.deaths(&accounts),
        why: why(traits, kinship, steer, &accounts),
        accounts,
        part_of: None,
    }
}

fn most_told_type(readings: &Readings, accounts: &[usize]) -> EventType {
    let mut votes = BTreeMap::<EventType, usize>::new();
    accounts.iter().for_each(|&at| *votes.entry(readings.accounts[at].event_type).or_default() += 1);
    let most = votes.into_iter().max_by_key(|&(kind, count)| (count, std::cmp::Reverse(kind)));
    most.map_or(readings.accounts[accounts[0]].event_type, |(kind, _)| kind)
}

fn narrowest_date(traits: &[Traits<'_>], accounts: &[usize]) -> Option<String> {
    let dates = accounts.iter().filter_map(|&at| traits[at].row.date.as_ref());
    let width = |date: &&toguna_mark::Edtf| Bounds::of(date).and_then(|bounds| bounds.days()).unwrap_or(i32::MAX);
    dates.min_by_key(|date| (width(date), date.as_str().to_owned())).map(|date| date.as_str().to_owned())
}

fn why(traits: &[Traits<'_>], kinship: &Kinship, steer: &Steer, accounts: &[usize]) -> Phrase {
    if accounts.len() == 1 {
        return phrase::TOLD_ONCE.into();
    }
    // In the order of their words.
    let mut reasons = BTreeMap::new();
    let mut add = |why: &'static Form| {
        reasons.insert(why.words, why);
    };
    for (at, &a) in accounts.iter().enumerate() {
        for &b in &accounts[at + 1..] {
            if steer.decided(a, b) == Some(true) {
                add(phrase::DECIDED);
                continue;
            }
            let like = likeness(&traits[a], &traits[b], kinship).filter(|like| like.margin() > -1e-9);
            like.iter().flat_map(|like| like.why()).for_each(&mut add);
        }
    }
    phrase::JOINED.say([accounts.len().to_string().into(), Part::list(reasons.into_values())])
}
