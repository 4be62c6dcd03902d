//! Where a short description lies ("Bilakoka, 15 km from Gorgadji"): the fields in which event data tell a place.
//!
//! Running text needs words around a name that speak for a place; a field of a table is one already, so spellings by
//! ear and by a slip are tried here, within the divisions that the table names.

use std::collections::BTreeSet;

use super::choose::kilometres;
use super::evidence::held;
use super::gazetteer::{Gazetteer, PlaceRow};
use super::spelling::Likeness;
use super::words::PlaceWords;
use crate::Level;
use crate::names::{Unit, units};

/// So far from a division's seat a name that is nearly this is looked for.
const REACH_KM: f64 = 200.0;
/// A parent named in the description itself lies so near.
const PARENT_KM: f64 = 70.0;
/// What a village loses that has a division's name.
const OF_DIVISION: i32 = 60;
/// Below this nothing speaks for the place.
const LEAST: i32 = 30;

/// Where a description lies.
#[derive(Clone, Debug)]
pub struct Located<'g> {
    /// The place named.
    pub place: &'g PlaceRow,
    /// Whether the description only says that it is near ("15 km from …").
    pub near: bool,
    /// Why this place and no other.
    pub why: String,
}

/// One way to read a run of words.
struct Reading {
    row: u32,
    /// Which name of the description, from 0.
    order: i32,
    /// How far the spelling is off.
    slip: i32,
    near: bool,
    /// A word for a settlement stands before it.
    town: bool,
}

/// The most exact place that a description names, in the divisions `within` (names as people write them).
///
/// Nothing where no name is known, or where the known ones lie elsewhere.
pub fn locate<'g>(
    description: &str,
    within: &[&str],
    gazetteer: &'g Gazetteer,
    words: &PlaceWords,
) -> Option<Located<'g>> {
    let text: String = description.chars().map(|c| if matches!(c, '#' | '_') { ' ' } else { c }).collect();
    let mut parts = Vec::new();
    units(&text, 0, &mut parts);
    let holders: Vec<&PlaceRow> = within
        .iter()
        .flat_map(|name| gazetteer.named(name))
        .filter(|row| matches!(row.level, Level::Admin1 | Level::Admin2))
        .collect();
    let search = Search { text: &text, units: &parts, holders, gazetteer, words };
    search.best(&search.readings())
}

struct Search<'a, 'g> {
    text: &'a str,
    units: &'a [Unit],
    holders: Vec<&'g PlaceRow>,
    gazetteer: &'g Gazetteer,
    words: &'a PlaceWords,
}

impl<'g> Search<'_, 'g> {
    /// Every reading of every name, of names that nobody has also as if they were off by a letter or two.
    fn readings(&self) -> Vec<Reading> {
        let mut out = Vec::new();
        let (mut at, mut order) = (0, 0);
        while at < self.units.len() {
            let found = self.known(at).or_else(|| self.slipped(at));
            let Some((taken, rows)) = found else {
                at += 1;
                continue;
            };
            let (near, town) = self.before(at);
            out.extend(rows.into_iter().map(|(row, slip)| Reading { row, order, slip, near, town }));
            order += 1;
            at += taken;
        }
        out
    }

    fn word(&self, at: usize) -> &str {
        self.units.get(at).map_or("", |unit| &self.text[unit.start..unit.end])
    }

    /// The run of words that begins at a unit, as written.
    fn run(&self, at: usize, taken: usize) -> Option<&str> {
        let (first, last) = (self.units.get(at)?, self.units.get(at + taken - 1)?);
        let run = &self.text[first.start..last.end];
        run.chars().all(|c| c.is_alphanumeric() || " -'’.".contains(c)).then_some(run)
    }

    /// Places of exactly this name and of names that sound like it.
    fn known(&self, at: usize) -> Option<(usize, Vec<(u32, i32)>)> {
        let curated = self.gazetteer.names().longest(self.text, self.units, at);
        let wide = if self.common(at) { None } else { self.gazetteer.wide().longest(self.text, self.units, at) };
        let mut taken = curated.iter().chain(&wide).map(|(taken, _)| *taken).max().unwrap_or(0);
        let longest = curated.into_iter().chain(wide).filter(|(n, _)| *n == taken);
        let mut rows: Vec<(u32, i32)> = longest.flat_map(|(_, rows)| rows).map(|row| (row, 0)).collect();
        if self.units[at].capital && !self.common(at) {
            for n in (taken.max(1)..=3).rev() {
                let Some(run) = self.run(at, n) else { continue };
                let alike = [(Likeness::Close, 8), (Likeness::Loose, 16)];
                let more: Vec<(u32, i32)> = alike
                    .into_iter()
                    .flat_map(|(likeness, slip)| {
                        self.gazetteer.sounding(run, likeness).into_iter().map(move |row| (row, slip))
                    })
                    .collect();
                if !more.is_empty() {
                    taken = taken.max(n);
                    rows.extend(more);
                    break;
                }
            }
        }
        rows.sort_unstable();
        rows.dedup_by_key(|(row, _)| *row);
        (taken > 0).then_some((taken, rows))
    }

    /// Places in the divisions whose name differs by a letter or two.
    fn slipped(&self, at: usize) -> Option<(usize, Vec<(u32, i32)>)> {
        if !self.units[at].capital || self.common(at) {
            return None;
        }
        let around: Vec<(f64, f64)> = self.holders.iter().map(|holder| (holder.lat, holder.lon)).collect();
        (1..=2).rev().find_map(|n| {
            let rows: Vec<(u32, i32)> = self
                .gazetteer
                .resembling(self.run(at, n)?, &around, REACH_KM)
                .into_iter()
                .filter(|&row| self.inside(self.gazetteer.row(row)) > 0)
                .map(|row| (row, 24))
                .collect();
            (!rows.is_empty()).then_some((n, rows))
        })
    }

    /// Words that are no names: kinds, sides, prepositions.
    fn common(&self, at: usize) -> bool {
        let word = self.word(at);
        self.words.locative.has(word)
            || self.words.links.has(word)
            || self.words.place_nouns.has(word)
            || self.words.articles.has(word)
            || self.words.kind_names.longest(self.text, self.units, at).is_some()
            || self.words.side_names.longest(self.text, self.units, at).is_some()
    }

    /// Whether the words before a name tell a distance from it, and whether they call it a settlement.
    fn before(&self, at: usize) -> (bool, bool) {
        let from = at.saturating_sub(5);
        let near = (from..at).any(|b| {
            self.words.distance.has(self.word(b)) || self.words.side_names.longest(self.text, self.units, b).is_some()
        });
        let town = (at.saturating_sub(2)..at).any(|b| {
            let kind = self.words.kind_names.longest(self.text, self.units, b);
            kind.is_some_and(|(_, kinds)| {
                kinds.iter().any(|&kind| self.words.kinds[kind as usize / 2].levels.first() == Some(&Level::Settlement))
            })
        });
        (near, town)
    }

    /// How a place stands to the divisions: in one of them, perhaps in one, or in none.
    fn inside(&self, row: &PlaceRow) -> i32 {
        match () {
            () if self.holders.is_empty() => 1,
            () => match self.holders.iter().map(|holder| held(row, holder)).max().unwrap_or(0) {
                0 => -40,
                80 => 40,
                near => near / 3,
            },
        }
    }

    fn best(&self, readings: &[Reading]) -> Option<Located<'g>> {
        let parents: Vec<(i32, &PlaceRow)> = readings.iter().map(|r| (r.order, self.gazetteer.row(r.row))).collect();
        let divisions: BTreeSet<i32> = parents
            .iter()
            .filter(|(_, row)| matches!(row.level, Level::Admin1 | Level::Admin2) && self.inside(row) > 0)
            .map(|(order, _)| *order)
            .collect();
        let named: BTreeSet<i32> = readings.iter().map(|r| r.order).collect();
        let mut best: Option<(i32, &Reading)> = None;
        for reading in readings {
            let mut score = self.score(reading, &parents);
            // A village may have the name of the province that the description ends with: the province is meant.
            let village = self.gazetteer.row(reading.row).level == Level::Settlement;
            if village && !reading.town && reading.order > 0 && divisions.contains(&reading.order) {
                score -= OF_DIVISION;
            }
            if score >= LEAST && best.is_none_or(|(top, _)| score > top) {
                best = Some((score, reading));
            }
        }
        let (_, reading) = best?;
        let place = self.gazetteer.row(reading.row);
        let spelt = match reading.slip {
            0 => "by its name",
            1..=16 => "by how its name sounds",
            _ => "by a name that is nearly this",
        };
        let why = format!("{spelt}, of {} names in the description", named.len());
        Some(Located { place, near: reading.near, why })
    }

    fn score(&self, reading: &Reading, parents: &[(i32, &PlaceRow)]) -> i32 {
        let row = self.gazetteer.row(reading.row);
        let level = match row.level {
            Level::Settlement | Level::Site => 40,
            Level::Admin2 => 0,
            Level::Admin1 | Level::Region => -10,
            Level::Country => -100,
        };
        let beside = parents.iter().any(|(order, other)| {
            *order != reading.order
                && other.level != Level::Country
                && (row.admin2.as_ref() == Some(&other.id)
                    || matches!(other.level, Level::Settlement | Level::Admin2)
                        && other.country == row.country
                        && kilometres((row.lat, row.lon), (other.lat, other.lon)) < PARENT_KM)
        });
        level - reading.slip + self.inside(row) + if beside { 25 } else { 0 } + if reading.town { 8 } else { 0 }
            - if reading.near { 12 } else { 0 }
            - 4 * reading.order.min(5)
            + (row.weight.min(40) / 8) as i32
    }
}
