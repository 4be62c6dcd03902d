//! Events that are part of a larger one: the battles of an offensive, the meeting that prepares a summit.
//!
//! Larger is only what a text says to have lasted: its words tell a first and a last day. A week or a month that holds
//! the day is no duration but a day that is not known better.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use toguna_code::Status;

use super::kinship::Kinship;
use super::place::{Lie, closest};
use super::traits::Traits;
use crate::findings::EventRow;
use crate::rows::{AccountRow, PlaceRow, Readings};
use crate::when::{Bounds, bounds};

/// Fighting that lasts longer than this is more than a battle told from evening to morning.
const BATTLE_DAYS: i32 = 3;
/// What lasts longer than this is an age, not an event.
const MOST_DAYS: i32 = 184;
/// A meeting is prepared at most so many days before.
const BEFORE_DAYS: i64 = 3;

/// Whether one of two accounts tells of days of fighting and the other of one day in them: that is a part of it.
pub(super) fn is_part(a: &Traits<'_>, b: &Traits<'_>) -> bool {
    let long =
        |account: &Traits<'_>| account.lasting.and_then(|span| span.days()).is_some_and(|days| days > BATTLE_DAYS);
    let one_day = |account: &Traits<'_>| account.when.is_some_and(|when| when.is_day());
    a.lethal && b.lethal && (long(a) && one_day(b) || long(b) && one_day(a))
}

/// How long an account says that its event lasted, where its words tell a first and a last day.
pub(super) fn lasting(readings: &Readings, row: &AccountRow) -> Option<Bounds> {
    let date = row.date.as_ref().filter(|date| date.is_interval())?;
    let both_ends = |quote: &str| quote.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count() >= 2;
    let dates = readings.dates_of(row.at.document).iter();
    let told = dates.filter(|told| told.kind == "interval" && told.value == date.as_str());
    told.filter(|told| both_ends(&told.at.quote)).find_map(|_| Bounds::of(date))
}

/// What an event is that may hold others, or be a part.
struct Shape<'a> {
    when: Option<Bounds>,
    /// The days that it is said to have lasted.
    lasting: Option<Bounds>,
    lethal: bool,
    meeting: bool,
    places: Vec<&'a PlaceRow>,
    parties: Vec<String>,
}

/// Marks the events that are part of a larger one; of several larger ones the shortest.
pub(super) fn find(traits: &[Traits<'_>], kinship: &Kinship, events: &mut [EventRow]) {
    let spans = events.iter().enumerate().filter_map(|(at, event)| Some((lasted(traits, event)?, at)));
    let mut larger: Vec<(Bounds, usize)> = spans.collect();
    if larger.is_empty() {
        return;
    }
    larger.sort_by_key(|(lasting, at)| (lasting.days(), *at));
    // By country and day, so that no event is compared with all.
    let mut begun: Vec<(Option<&str>, Date, usize)> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        if let Some(day) = told_when(event).and_then(|when| when.earliest) {
            begun.extend(countries(traits, event).into_iter().map(|country| (country, day, at)));
        }
    }
    begun.sort_unstable();
    for (lasting, whole) in larger {
        let (Some(first), Some(last)) = (lasting.earliest, lasting.latest) else { continue };
        let large = Shape::of(traits, &events[whole]);
        let before = if large.meeting { BEFORE_DAYS } else { 0 };
        let from = first.checked_sub(before.days()).unwrap_or(first).min(last);
        for country in countries(traits, &events[whole]) {
            let begin = begun.partition_point(|&(other, day, _)| (other, day) < (country, from));
            let near = begun[begin..].iter().take_while(|&&(other, day, _)| other == country && day <= last);
            for &(.., at) in near {
                if at != whole
                    && events[at].part_of.is_none()
                    && let Some(why) = part(&Shape::of(traits, &events[at]), &large, kinship)
                {
                    events[at].part_of = Some((whole, why));
                }
            }
        }
    }
}

/// The days that an event is said to have lasted, where those are more than it is told in.
fn lasted(traits: &[Traits<'_>], event: &EventRow) -> Option<Bounds> {
    let accounts = || event.accounts.iter().map(|&at| &traits[at]);
    let happened = |account: &&Traits<'_>| matches!(account.row.status, Status::Actual | Status::Planned);
    let least = if accounts().any(|account| account.lethal) { BATTLE_DAYS + 1 } else { 2 };
    let spans = accounts().filter(happened).filter_map(|account| account.lasting);
    spans
        .filter(|span| span.days().is_some_and(|days| (least..=MOST_DAYS).contains(&days)))
        .max_by_key(|span| span.days())
}

fn told_when(event: &EventRow) -> Option<Bounds> {
    bounds(event.date.as_deref().and_then(|date| toguna_mark::Edtf::parse(date).ok()).as_ref())
}

fn countries<'a>(traits: &[Traits<'a>], event: &EventRow) -> BTreeSet<Option<&'a str>> {
    let places = event.accounts.iter().flat_map(|&at| &traits[at].places);
    places.map(|place| place.country.as_deref()).collect()
}

/// Why one event is part of another; `None` where it is not.
fn part(small: &Shape<'_>, large: &Shape<'_>, kinship: &Kinship) -> Option<String> {
    let (when, lasting) = (small.when?, large.lasting?);
    let days = when.days()?;
    let kind = if large.lethal && small.lethal { "fighting" } else { "meetings" };
    if !(large.lethal && small.lethal || large.meeting && small.meeting) || days >= lasting.days()? {
        return None;
    }
    let place = match closest(small.places.iter().copied(), large.places.iter().copied())? {
        Lie::Same => "the same place",
        Lie::Near => "places within 30 km",
        Lie::Within => "one place lies in the other",
        Lie::Country if kind == "fighting" => "the same country",
        Lie::Country | Lie::Apart => return None,
    };
    let time = if when.latest < lasting.earliest {
        "it was held right before"
    } else if lasting.earliest <= when.earliest && when.latest <= lasting.latest {
        "its day lies in the days that the larger one lasted"
    } else {
        return None;
    };
    let parties = kinship.meet(&small.parties, &large.parties);
    parties.then(|| format!("both are {kind}, {time}, {place}, a party of both"))
}

impl<'a> Shape<'a> {
    fn of(traits: &[Traits<'a>], event: &EventRow) -> Shape<'a> {
        let accounts = || event.accounts.iter().map(|&at| &traits[at]);
        let parties: BTreeSet<&String> =
            accounts().flat_map(|account| account.row.agents.iter().chain(&account.row.targets)).collect();
        Shape {
            when: told_when(event),
            lasting: lasted(traits, event),
            lethal: accounts().any(|account| account.lethal),
            meeting: accounts().any(Traits::is_meeting),
            places: accounts().flat_map(|account| account.places.iter().copied()).collect(),
            parties: parties.into_iter().cloned().collect(),
        }
    }
}
