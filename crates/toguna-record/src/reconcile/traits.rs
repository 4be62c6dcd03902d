//! What the comparison of two accounts looks at, looked up once for each.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

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
    pub(super) brief: Option<Brief<'a>>,
    pub(super) places: Vec<&'a PlaceRow>,
    pub(super) killed: Vec<&'a FigureRow>,
    /// The dead in all.
    pub(super) toll: Option<f64>,
    /// Whether it tells of killing, under whatever type.
    pub(super) lethal: bool,
}

/// What a short text without a date of its own tells beside its account: it tells what is new.
pub(super) struct Brief<'a> {
    /// Its day of publication.
    pub(super) published: Date,
    /// The countries of its places and of the two sides.
    pub(super) lands: BTreeSet<&'a str>,
    /// Its words but for names, by their first letters: the numbers of those, in order.
    pub(super) words: Rc<[u64]>,
}

impl<'a> Traits<'a> {
    /// Those of every account.
    pub(super) fn all(readings: &'a Readings) -> Vec<Traits<'a>> {
        let mut words = Words::default();
        readings.accounts.iter().map(|row| Traits::of(readings, row, &mut words)).collect()
    }

    fn of(readings: &'a Readings, row: &'a AccountRow, words: &mut Words) -> Traits<'a> {
        let figures = row.figures.iter().map(|&at| &readings.figures[at]);
        let killed: Vec<_> = figures.filter(|figure| figure.measure == Measure::Killed).collect();
        let told = bounds(row.date.as_ref());
        let brief = if told.is_none() { Brief::of(readings, row, words) } else { None };
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

impl<'a> Brief<'a> {
    fn of(readings: &'a Readings, row: &'a AccountRow, words: &mut Words) -> Option<Brief<'a>> {
        let document = readings.document(&row.at);
        if document.text.len() > BRIEF || row.status != Status::Actual {
            return None;
        }
        let published = bounds(document.published.as_ref()).filter(Bounds::is_day)?.earliest?;
        let countries = readings.places_of(row.at.document).iter().filter_map(|place| place.country.as_deref());
        let sides = row.sides.agent_countries.iter().chain(&row.sides.target_countries).map(String::as_str);
        Some(Brief { published, lands: countries.chain(sides).collect(), words: words.of(readings, row.at.document) })
    }

    /// The days of which it can be news.
    fn days(&self) -> Bounds {
        let earliest = self.published.checked_sub(NEWS_DAYS.days()).ok();
        Bounds { earliest, latest: Some(self.published) }
    }
}

/// The words of the document that was asked for last: its accounts follow each other.
#[derive(Default)]
struct Words(Option<(usize, Rc<[u64]>)>);

impl Words {
    fn of(&mut self, readings: &Readings, document: usize) -> Rc<[u64]> {
        match &self.0 {
            Some((last, words)) if *last == document => words.clone(),
            _ => {
                let words: Rc<[u64]> = told_words(readings, document).into();
                self.0 = Some((document, words.clone()));
                words
            }
        }
    }
}

fn told_words(readings: &Readings, document: usize) -> Vec<u64> {
    let places = readings.places_of(document).iter().map(|place| &place.at);
    let actors = readings.actors_of(document).iter().map(|actor| &actor.at);
    let named: BTreeSet<String> = places.chain(actors).flat_map(|at| words(&at.quote)).collect();
    let stem = |word: String| {
        let mut hasher = DefaultHasher::new();
        word.chars().take(STEM).for_each(|letter| letter.hash(&mut hasher));
        hasher.finish()
    };
    let own = long_words(&readings.documents[document].text).into_iter().filter(|word| !named.contains(word));
    let mut stems: Vec<u64> = own.map(stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}
