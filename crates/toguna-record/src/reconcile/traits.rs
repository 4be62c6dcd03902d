//! What the comparison of two accounts looks at, looked up once for each.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use toguna_code::{EventType, Measure, Status};

use super::deaths::own_deaths;
use super::fold::{long_words, words};
use super::part::lasting;
use crate::rows::{AccountRow, FigureRow, PlaceRow, Readings};
use crate::when::{Bounds, bounds};

/// A text no longer than this, in bytes, tells one piece of news.
pub(crate) const BRIEF: usize = 600;
/// What a brief tells happened at most so many days before.
const NEWS_DAYS: i64 = 3;
/// Words that begin with the same letters, so many of them, are forms of one word.
const STEM: usize = 5;

/// Everything of an account that the comparison looks at.
pub(super) struct Traits<'a> {
    pub(super) row: &'a AccountRow,
    /// The date that is told; for a brief without one the days before its publication.
    pub(super) when: Option<Bounds>,
    /// The days that it is said to have lasted, where its words tell the first and the last.
    pub(super) lasting: Option<Bounds>,
    pub(super) brief: Option<Brief>,
    pub(super) places: Vec<&'a PlaceRow>,
    pub(super) killed: Vec<&'a FigureRow>,
    /// The dead in all.
    pub(super) toll: Option<f64>,
    /// Whether it tells of killing, under whatever type.
    pub(super) lethal: bool,
}

/// What a short text without a date of its own tells beside its account: it tells what is new.
pub(super) struct Brief {
    /// Its day of publication.
    pub(super) published: Date,
    /// The countries of its places and of the two sides.
    pub(super) lands: BTreeSet<String>,
    /// Its words but for names, by their first letters.
    pub(super) words: BTreeSet<String>,
}

impl<'a> Traits<'a> {
    pub(super) fn of(readings: &'a Readings, row: &'a AccountRow) -> Traits<'a> {
        let figures = row.figures.iter().map(|&at| &readings.figures[at]);
        let killed: Vec<_> = figures.filter(|figure| figure.measure == Measure::Killed).collect();
        let told = bounds(row.date.as_ref());
        let brief = if told.is_none() { Brief::of(readings, row) } else { None };
        let places = match brief {
            // A brief tells one thing, so each place that it names is where.
            Some(_) => readings.places_of(row.at.document).iter().collect(),
            None => row.places.iter().map(|&at| &readings.places[at]).collect(),
        };
        Traits {
            row,
            when: told.or_else(|| brief.as_ref().map(Brief::days)),
            lasting: lasting(readings, row),
            brief,
            places,
            lethal: row.event_type == EventType::Assault || !killed.is_empty(),
            killed,
            toll: own_deaths(readings, row).and_then(|deaths| deaths.all.best.or(deaths.all.low).or(deaths.all.high)),
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

    /// Whether it tells of a meeting or what was agreed at one.
    pub(super) fn is_meeting(&self) -> bool {
        matches!(self.row.event_type, EventType::Consult | EventType::Agree)
    }

    /// The numbers of dead that it tells, parts and totals alike.
    pub(super) fn numbers(&self) -> impl Iterator<Item = f64> + '_ {
        self.killed.iter().filter_map(|figure| figure.low).chain(self.toll)
    }
}

impl Brief {
    fn of(readings: &Readings, row: &AccountRow) -> Option<Brief> {
        let document = readings.document(&row.at);
        if document.text.len() > BRIEF || row.status != Status::Actual {
            return None;
        }
        let published = bounds(document.published.as_ref()).filter(Bounds::is_day)?.earliest?;
        let (places, actors) = (readings.places_of(row.at.document), readings.actors_of(row.at.document));
        let named: BTreeSet<String> = places
            .iter()
            .map(|place| &place.at)
            .chain(actors.iter().map(|actor| &actor.at))
            .flat_map(|at| words(&at.quote))
            .collect();
        let own = long_words(&document.text).into_iter().filter(|word| !named.contains(word));
        let countries = places.iter().filter_map(|place| place.country.clone());
        let sides = row.sides.agent_countries.iter().chain(&row.sides.target_countries).cloned();
        Some(Brief {
            published,
            lands: countries.chain(sides).collect(),
            words: own.map(|word| word.chars().take(STEM).collect()).collect(),
        })
    }

    /// The days of which it can be news.
    fn days(&self) -> Bounds {
        let earliest = self.published.checked_sub(NEWS_DAYS.days()).ok();
        Bounds { earliest, latest: Some(self.published) }
    }
}
