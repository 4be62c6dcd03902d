//! Accounts of several documents that tell of one event, merged.

use std::collections::{BTreeMap, BTreeSet};

use toguna_code::{EventType, Measure};

use super::cluster::complete_link;
use super::deaths::deaths_told;
use super::kinship::Kinship;
use super::likeness::{Traits, likeness};
use super::steer::Steer;
use crate::findings::EventRow;
use crate::identity::content_id;
use crate::rows::Readings;
use crate::when::Bounds;

/// The events in the order of their first accounts, and for every account the index of its event.
pub(super) fn events(readings: &Readings, kinship: &Kinship, steer: &Steer) -> (Vec<EventRow>, Vec<Option<usize>>) {
    let traits: Vec<Traits<'_>> = readings.accounts.iter().map(|row| Traits::of(readings, row)).collect();
    let pairs = candidates(&traits)
        .into_iter()
        .filter_map(|(a, b)| likeness(&traits[a], &traits[b], kinship).map(|like| (like.score, a, b)))
        .chain(steer.joined().map(|(a, b)| (f64::INFINITY, a, b)))
        .collect();
    let holds =
        |a: usize, b: usize| steer.decided(a, b).unwrap_or_else(|| likeness(&traits[a], &traits[b], kinship).is_some());
    let groups = complete_link(traits.len(), pairs, holds);
    let mut event_of = vec![None; traits.len()];
    let mut events = Vec::with_capacity(groups.len());
    for group in groups {
        group.iter().for_each(|&account| event_of[account] = Some(events.len()));
        events.push(event(readings, &traits, kinship, steer, group));
    }
    (events, event_of)
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

fn event(
    readings: &Readings,
    traits: &[Traits<'_>],
    kinship: &Kinship,
    steer: &Steer,
    accounts: Vec<usize>,
) -> EventRow {
    let first = &readings.accounts[accounts[0]];
    EventRow {
        // Named after its first account in the order of the record: the id stays when further documents tell of it.
        id: content_id(&["event", &first.id]),
        event_type: most_told_type(readings, &accounts),
        date: narrowest_date(traits, &accounts),
        deaths: deaths_told(readings, &accounts),
        why: why(traits, kinship, steer, &accounts),
        accounts,
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

fn why(traits: &[Traits<'_>], kinship: &Kinship, steer: &Steer, accounts: &[usize]) -> String {
    if accounts.len() == 1 {
        return "told by one account".into();
    }
    let mut reasons = BTreeSet::new();
    for (at, &a) in accounts.iter().enumerate() {
        for &b in &accounts[at + 1..] {
            if steer.decided(a, b) == Some(true) {
                reasons.insert("a person's decision");
                continue;
            }
            reasons.extend(likeness(&traits[a], &traits[b], kinship).into_iter().flat_map(|like| like.why));
        }
    }
    format!("{} accounts: {}", accounts.len(), reasons.into_iter().collect::<Vec<_>>().join(", "))
}

/// Pairs that share a class and a place, country or party, and whose dates come near each other: all that could be
/// alike enough, without comparing everything with everything.
fn candidates(traits: &[Traits<'_>]) -> BTreeSet<(usize, usize)> {
    let mut blocks = BTreeMap::<(&str, String), Vec<usize>>::new();
    for (at, account) in traits.iter().enumerate() {
        for class in account.classes() {
            for key in keys(account) {
                blocks.entry((class, key)).or_default().push(at);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for block in blocks.into_values() {
        sweep(traits, block, &mut pairs);
    }
    pairs
}

fn keys(account: &Traits<'_>) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for place in &account.places {
        keys.insert(format!("in {}", place.country.as_deref().unwrap_or("")));
        // Regions cross borders; their neighbours are found by degree squares.
        for (lat, lon) in [(0.0, 0.0), (0.5, 0.5)] {
            keys.insert(format!("at {} {} {lat}", (place.lat / 2.0 + lat).floor(), (place.lon / 2.0 + lon).floor()));
        }
    }
    keys.extend(account.row.agents.iter().chain(&account.row.targets).map(|who| format!("by {who}")));
    keys
}

/// Pairs of a block by date: sorted by first day, each meets only those that begin before it ends.
fn sweep(traits: &[Traits<'_>], mut block: Vec<usize>, pairs: &mut BTreeSet<(usize, usize)>) {
    let begin = |at: usize| traits[at].when.and_then(|when| when.earliest);
    let end = |at: usize| traits[at].when.and_then(|when| when.latest);
    block.sort_by_key(|&at| (begin(at), at));
    for (from, &a) in block.iter().enumerate() {
        for &b in &block[from + 1..] {
            // One day of grace: a night is told under either day. Undated accounts stand first and meet all.
            if let (Some(end), Some(begin)) = (end(a), begin(b))
                && end.tomorrow().is_ok_and(|end| end < begin)
            {
                break;
            }
            pairs.insert((a.min(b), a.max(b)));
        }
    }
}
