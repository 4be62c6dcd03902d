//! Accounts of several documents that tell of one event, merged.

use std::collections::{BTreeMap, BTreeSet};

use toguna_code::{EventType, Measure};

use super::brief;
use super::cluster::average_link;
use super::deaths::Reckoning;
use super::kinship::Kinship;
use super::likeness::likeness;
use super::part;
use super::steer::Steer;
use super::traits::Traits;
use super::union::Union;
use crate::findings::EventRow;
use crate::identity::content_id;
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
}

/// Merges accounts into events.
pub(super) fn merged(reckoning: &Reckoning<'_>, steer: &Steer) -> Merged {
    let Reckoning { readings, kinship, .. } = *reckoning;
    let traits: Vec<Traits<'_>> = readings.accounts.iter().map(|row| Traits::of(readings, row)).collect();
    let margin = |a: usize, b: usize| Some(likeness(&traits[a], &traits[b], kinship)?.margin());
    let pairs: Vec<_> = candidates(&traits)
        .into_iter()
        .filter_map(|(a, b)| Some((margin(a, b).filter(|margin| *margin > -1e-9)?, a, b)))
        .chain(steer.joined().map(|(a, b)| (f64::INFINITY, a, b)))
        .collect();
    let mut circles = Union::of(traits.len());
    pairs.iter().for_each(|&(_, a, b)| circles.join(a, b));
    let score = |a: usize, b: usize| match steer.decided(a, b) {
        Some(together) => together.then_some(1.0),
        None => margin(a, b),
    };
    let groups = average_link(traits.len(), pairs, score);
    let mut event_of = vec![None; traits.len()];
    let mut events = Vec::with_capacity(groups.len());
    for group in groups {
        group.iter().for_each(|&account| event_of[account] = Some(events.len()));
        events.push(event(reckoning, &traits, steer, group));
    }
    part::find(&traits, kinship, &mut events);
    Merged { events, event_of, circles: circles.classes() }
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
            let like = likeness(&traits[a], &traits[b], kinship).filter(|like| like.margin() > -1e-9);
            reasons.extend(like.into_iter().flat_map(|like| like.why));
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
        // What briefs tell of a country is too much to be compared all with all: see below.
        if account.brief.is_none() {
            keys.insert(format!("in {}", place.country.as_deref().unwrap_or("")));
        }
        // Regions cross borders; their neighbours are found by degree squares.
        if place.level == "country" {
            continue;
        }
        for (lat, lon) in [(0.0, 0.0), (0.5, 0.5)] {
            keys.insert(format!("at {} {} {lat}", (place.lat / 2.0 + lat).floor(), (place.lon / 2.0 + lon).floor()));
        }
    }
    keys.extend(account.row.agents.iter().chain(&account.row.targets).map(|who| format!("by {who}")));
    keys.extend(news_keys(account));
    keys
}

/// What brings a brief together with other news of its country and days: a like toll, or the kind of its victims.
fn news_keys(account: &Traits<'_>) -> BTreeSet<String> {
    let countries = account.places.iter().filter_map(|place| place.country.as_deref());
    let states = account.brief.iter().flat_map(|brief| brief.lands.iter().map(String::as_str));
    let lands: BTreeSet<&str> = countries.chain(states).collect();
    let mut signs: BTreeSet<String> =
        account.toll.into_iter().flat_map(brief::sizes).map(|s| format!("size {s}")).collect();
    signs.extend(account.row.sides.target_families.iter().cloned());
    if account.brief.is_some() && account.row.sides.target_families.is_empty() {
        signs.insert("nobody".into());
    }
    let numbers: BTreeSet<String> = account.numbers().filter(|n| *n >= 2.0).map(|n| format!("{n} dead")).collect();
    let in_land = |land: &str| signs.iter().map(|sign| format!("{land}: {sign}")).collect::<Vec<_>>();
    lands.into_iter().flat_map(in_land).chain(numbers).collect()
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
