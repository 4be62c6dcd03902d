//! How much speaks for two accounts telling of one event, and in which words.

use super::brief;
use super::candidates::is_wide;
use super::kinship::Kinship;
use super::part::is_part;
use super::place::{Lie, closest, is_point};
use super::traits::Traits;
use crate::phrase::{self, Form};
use crate::rows::{FigureRow, PlaceRow};

/// Two accounts are one event from here on.
const ENOUGH: f64 = 0.52;
/// And from here on where one is a brief, of which the days before its publication are known.
const ENOUGH_NEWS: f64 = 0.5;
/// And from here on where one of them tells no date.
const ENOUGH_UNDATED: f64 = 0.65;

/// The most reasons that can speak for one event: of time, place, three of the parties, victims, number and words.
const REASONS: usize = 8;

/// A score and its reasons.
#[derive(Clone, Debug, Default)]
pub(super) struct Likeness {
    score: f64,
    enough: f64,
    // In place, for this is made of every pair that is compared.
    why: [Option<&'static Form>; REASONS],
    reasons: usize,
}

impl Likeness {
    pub(super) fn add(&mut self, score: f64, why: &'static Form) {
        self.score += score;
        self.why[self.reasons] = Some(why);
        self.reasons += 1;
    }

    /// What speaks for one event.
    pub(super) fn why(&self) -> impl Iterator<Item = &'static Form> {
        self.why.iter().flatten().copied()
    }

    pub(super) fn less(&mut self, score: f64) {
        self.score -= score;
    }

    /// How much more speaks for one event than is enough; below nought where it is not enough.
    pub(super) fn margin(&self) -> f64 {
        self.score - self.enough
    }
}

/// How much speaks for one event; `None` where something speaks against it that outweighs anything else.
pub(super) fn likeness(a: &Traits<'_>, b: &Traits<'_>, kinship: &Kinship) -> Option<Likeness> {
    // A coder that told two accounts in one document told two events.
    if a.row.at.document == b.row.at.document {
        return None;
    }
    if a.row.event_type != b.row.event_type && !(a.lethal && b.lethal) {
        return None;
    }
    if is_part(a, b) {
        return None;
    }
    let mut like = Likeness::default();
    let dated = when(a, b, &mut like)?;
    let place = r#where(a, b, &mut like)?;
    who(a, b, place, kinship, &mut like)?;
    if brief::is_news(a, b) {
        brief::victims(a, b, &mut like);
        brief::tolls(a, b, &mut like);
        brief::wording(a, b, &mut like);
    } else {
        figures(a, b, &mut like);
    }
    like.enough = match (dated, brief::is_news(a, b)) {
        (true, true) => ENOUGH_NEWS,
        (true, false) => ENOUGH,
        (false, _) => ENOUGH_UNDATED,
    };
    Some(like)
}

/// Whether both are dated; `None` where the dates cannot be one.
fn when(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) -> Option<bool> {
    let (Some(x), Some(y)) = (a.when, b.when) else { return Some(false) };
    if brief::is_news(a, b) {
        return brief::when(a, b, like).then_some(true);
    }
    match (x.meets(&y), x.gap(&y)) {
        (true, _) if x.is_day() && y.is_day() => like.add(0.4, phrase::SAME_DAY),
        (true, _) => match (x.days().unwrap_or(i32::MAX)).max(y.days().unwrap_or(i32::MAX)) {
            ..=8 => like.add(0.3, phrase::WITHIN_A_WEEK),
            9..=31 => like.add(0.22, phrase::WITHIN_A_MONTH),
            32..=366 => like.add(0.1, phrase::WITHIN_A_YEAR),
            _ => {}
        },
        // A night of fighting is told under either day; meetings on two days are two meetings, and a year has no next day.
        (false, 1) if !(a.is_meeting() && b.is_meeting() || is_wide(&x) || is_wide(&y)) => {
            like.add(0.2, phrase::NEXT_DAY);
        }
        _ => return None,
    }
    Some(true)
}

fn r#where(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) -> Option<Option<Lie>> {
    let apart = closest(points(a), points(b)) == Some(Lie::Apart);
    let lie = if apart { Some(Lie::Apart) } else { closest(a.places.iter().copied(), b.places.iter().copied()) };
    let news = brief::is_news(a, b);
    match lie {
        // Much happens in a region within days.
        Some(Lie::Same) if news && points(a).next().is_none() => like.add(0.15, phrase::SAME_REGION),
        Some(Lie::Within) if news => like.add(0.1, phrase::PLACE_IN_PLACE),
        Some(Lie::Same) => like.add(0.35, phrase::SAME_PLACE),
        Some(Lie::Near) => like.add(0.3, phrase::NEAR_PLACES),
        Some(Lie::Within) => like.add(0.2, phrase::PLACE_IN_PLACE),
        Some(Lie::Country) => like.add(0.1, phrase::SAME_COUNTRY),
        Some(Lie::Apart) => return None,
        None => brief::lands(a, b, like),
    }
    Some(lie)
}

/// The places that are told to the point: where both tell such, a region that holds both says nothing.
fn points<'a>(account: &Traits<'a>) -> impl Iterator<Item = &'a PlaceRow> + Clone {
    account.places.iter().copied().filter(|place| is_point(place))
}

fn who(a: &Traits<'_>, b: &Traits<'_>, place: Option<Lie>, kinship: &Kinship, like: &mut Likeness) -> Option<()> {
    let precise = matches!(place, Some(Lie::Same | Lie::Near));
    let (agents, targets) = ((&a.row.agents, &b.row.agents), (&a.row.targets, &b.row.targets));
    for ((x, y), score, same) in [(agents, 0.2, phrase::SAME_AGENT), (targets, 0.15, phrase::SAME_TARGET)] {
        if x.is_empty() || y.is_empty() {
            continue;
        }
        if kinship.meet(x, y) {
            like.add(score, same);
        } else if precise || brief::is_news(a, b) {
            // Told of the same place and time, who did it may be what the documents disagree about.
            like.less(0.15);
        } else {
            return None;
        }
    }
    let same = |(x, y): (&Vec<String>, &Vec<String>)| {
        !x.is_empty() && x.iter().all(|id| y.contains(id)) && y.iter().all(|id| x.contains(id))
    };
    if same(agents) && same(targets) {
        like.add(0.1, phrase::SAME_PARTIES);
    }
    Some(())
}

fn figures(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) {
    let agree =
        |x: &FigureRow, y: &FigureRow| x.low == y.low && x.high == y.high && x.low.is_some_and(|low| low >= 2.0);
    if a.killed.iter().any(|x| b.killed.iter().any(|y| agree(x, y))) {
        like.add(0.15, phrase::SAME_TOLL);
    }
}
