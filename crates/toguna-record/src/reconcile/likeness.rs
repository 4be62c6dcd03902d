//! How much speaks for two accounts telling of one event, and in which words.

use std::collections::BTreeSet;

use toguna_code::{EventType, Measure};

use super::kinship::Kinship;
use super::place::{Lie, closest};
use crate::rows::{AccountRow, FigureRow, PlaceRow, Readings};
use crate::when::{Bounds, bounds};

/// Two accounts are one event from here on.
const ENOUGH: f64 = 0.52;
/// And from here on where one of them tells no date.
const ENOUGH_UNDATED: f64 = 0.65;

/// Everything of an account that the comparison looks at, looked up once.
pub(super) struct Traits<'a> {
    pub(super) row: &'a AccountRow,
    pub(super) when: Option<Bounds>,
    pub(super) places: Vec<&'a PlaceRow>,
    pub(super) killed: Vec<&'a FigureRow>,
    /// Whether it tells of killing, under whatever type.
    pub(super) lethal: bool,
}

impl<'a> Traits<'a> {
    pub(super) fn of(readings: &'a Readings, row: &'a AccountRow) -> Traits<'a> {
        let figures = row.figures.iter().map(|&at| &readings.figures[at]);
        let killed: Vec<_> = figures.filter(|figure| figure.measure == Measure::Killed).collect();
        Traits {
            row,
            when: bounds(row.date.as_ref()),
            places: row.places.iter().map(|&at| &readings.places[at]).collect(),
            lethal: row.event_type == EventType::Assault || !killed.is_empty(),
            killed,
        }
    }

    /// What the account may be an account of, for the keys that bring candidates together.
    pub(super) fn classes(&self) -> Vec<&'static str> {
        let mut classes = vec![self.row.event_type.name()];
        if self.lethal && self.row.event_type != EventType::Assault {
            classes.push(EventType::Assault.name());
        }
        classes
    }
}

/// A score and its reasons.
#[derive(Clone, Debug)]
pub(super) struct Likeness {
    pub(super) score: f64,
    pub(super) why: Vec<&'static str>,
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
    let mut like = Likeness { score: 0.0, why: Vec::new() };
    let dated = when(a, b, &mut like)?;
    let place = r#where(a, b, &mut like)?;
    who(a, b, place, kinship, &mut like)?;
    figures(a, b, &mut like);
    let enough = if dated { ENOUGH } else { ENOUGH_UNDATED };
    // A small allowance for sums of decimal fractions.
    (like.score + 1e-9 >= enough).then_some(like)
}

impl Likeness {
    fn add(&mut self, score: f64, why: &'static str) {
        self.score += score;
        self.why.push(why);
    }
}

/// Whether both are dated; `None` where the dates cannot be one.
fn when(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) -> Option<bool> {
    let (Some(x), Some(y)) = (a.when, b.when) else { return Some(false) };
    match (x.meets(&y), x.gap(&y)) {
        (true, _) if x.is_day() && y.is_day() => like.add(0.4, "same day"),
        (true, _) => match (x.days().unwrap_or(i32::MAX)).max(y.days().unwrap_or(i32::MAX)) {
            ..=8 => like.add(0.3, "dates that meet within a week"),
            9..=31 => like.add(0.22, "dates that meet within a month"),
            32..=366 => like.add(0.1, "dates that meet within a year"),
            _ => {}
        },
        // A night of fighting is told under either day.
        (false, 1) => like.add(0.2, "days next to each other"),
        _ => return None,
    }
    Some(true)
}

fn r#where(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) -> Option<Option<Lie>> {
    let lie = closest(a.places.iter().copied(), b.places.iter().copied());
    match lie {
        Some(Lie::Same) => like.add(0.35, "same place"),
        Some(Lie::Near) => like.add(0.3, "places within 30 km"),
        Some(Lie::Within) => like.add(0.2, "one place lies in the other"),
        Some(Lie::Country) => like.add(0.1, "same country"),
        Some(Lie::Apart) => return None,
        None => {}
    }
    Some(lie)
}

fn who(a: &Traits<'_>, b: &Traits<'_>, place: Option<Lie>, kinship: &Kinship, like: &mut Likeness) -> Option<()> {
    let precise = matches!(place, Some(Lie::Same | Lie::Near));
    let set = |ids: &[String]| ids.iter().cloned().collect::<BTreeSet<_>>();
    let (agents, targets) = ((&a.row.agents, &b.row.agents), (&a.row.targets, &b.row.targets));
    for ((x, y), score, same) in [(agents, 0.2, "same agent"), (targets, 0.15, "same target")] {
        if x.is_empty() || y.is_empty() {
            continue;
        }
        if kinship.meet(x, y) {
            like.add(score, same);
        } else if precise {
            // Told of the same place and time, who did it may be what the documents disagree about.
            like.score -= 0.15;
        } else {
            return None;
        }
    }
    let full = !a.row.agents.is_empty() && set(agents.0) == set(agents.1);
    if full && !a.row.targets.is_empty() && set(targets.0) == set(targets.1) {
        like.add(0.1, "all parties the same");
    }
    Some(())
}

fn figures(a: &Traits<'_>, b: &Traits<'_>, like: &mut Likeness) {
    let agree =
        |x: &FigureRow, y: &FigureRow| x.low == y.low && x.high == y.high && x.low.is_some_and(|low| low >= 2.0);
    if a.killed.iter().any(|x| b.killed.iter().any(|y| agree(x, y))) {
        like.add(0.15, "same number of dead");
    }
}
