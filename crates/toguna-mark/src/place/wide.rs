//! The many places that nobody curates, kept as the text they came in: an index of their names' letters, and rows that
//! are read only when asked for. So tens of thousands of villages cost some milliseconds and megabytes.
//!
//! Names are found by the hash of their letters alone, whatever the marks and gaps between them: a village is written in
//! one word, in two or with a hyphen. A sorted table of hashes is smaller and sooner made than a transducer of the names,
//! and no question here needs their order.

use std::sync::OnceLock;

use unicode_normalization::char::is_combining_mark;

use super::choose::kilometres;
use super::gazetteer::PlaceRow;
use super::spelling::{Likeness, Spelling};
use super::table::{Line, lines};
use crate::names::{Unit, key_from};
use crate::table::TableError;

/// The bit that tells a place kept here from a curated one.
pub(crate) const WIDE: u32 = 1 << 31;

/// The longest name in words.
const LONGEST: usize = 5;

/// Where a row stands in the text, and its point.
struct Lean {
    from: u32,
    to: u32,
    lat: f32,
    lon: f32,
}

/// Hash of a name and the place of that name.
type Entry = (u64, u32);

/// The places, and their names by hash.
#[derive(Default)]
pub(crate) struct Wide {
    text: String,
    rows: Vec<Lean>,
    full: Vec<OnceLock<Box<PlaceRow>>>,
    names: Vec<Entry>,
    /// For each value of a hash's first bits, where its entries begin.
    begins: Vec<u32>,
    sounds: OnceLock<Vec<Entry>>,
}

/// So many first bits of a hash lead to its entries.
const FIRST_BITS: u32 = 14;

impl Wide {
    /// Adds the places of tables; `known` gives the row of a curated place's id, which only gets more names by it.
    pub(crate) fn extend<'f>(
        &mut self,
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
        known: impl Fn(&str) -> Option<u32>,
    ) -> Result<(), TableError> {
        for (file, text) in files {
            for (number, line) in lines(file, text)? {
                let fail = |reason| TableError { file: file.into(), line: number, reason };
                let read = Line::read(line).map_err(fail)?;
                let row = match known(read.id) {
                    Some(row) => row,
                    None => self.push(line, &read),
                };
                self.names.extend(read.names().map(|name| (key_of(name), row)));
            }
        }
        self.names.sort_unstable();
        self.names.dedup();
        self.begins = begins(&self.names);
        self.sounds = OnceLock::new();
        Ok(())
    }

    fn push(&mut self, line: &str, read: &Line<'_>) -> u32 {
        let from = self.text.len() as u32;
        self.text.push_str(line);
        self.rows.push(Lean { from, to: self.text.len() as u32, lat: read.lat as f32, lon: read.lon as f32 });
        self.full.push(OnceLock::new());
        (self.rows.len() as u32 - 1) | WIDE
    }

    /// How many places are kept.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// A place, read on first use.
    pub(crate) fn row(&self, at: u32) -> &PlaceRow {
        let at = (at & !WIDE) as usize;
        self.full[at].get_or_init(|| Box::new(self.line(at).map(|line| line.place()).unwrap_or_else(PlaceRow::nowhere)))
    }

    /// The place of an id.
    pub(crate) fn of_id(&self, id: &str) -> Option<u32> {
        let known = |row: &Lean| self.text[row.from as usize..].strip_prefix(id).is_some_and(|t| t.starts_with('\t'));
        self.rows.iter().position(known).map(|at| at as u32 | WIDE)
    }

    fn line(&self, at: usize) -> Option<Line<'_>> {
        let row = self.rows.get(at)?;
        // It was read before.
        Line::read(self.text.get(row.from as usize..row.to as usize)?).ok()
    }

    /// The places of exactly these letters.
    pub(crate) fn named(&self, name: &str) -> Vec<u32> {
        self.of_key(key_of(name)).collect()
    }

    /// The longest run of capitalised words from unit `at` that is a name: how many units, and the places.
    pub(crate) fn longest(&self, text: &str, units: &[Unit], at: usize) -> Option<(usize, Vec<u32>)> {
        if self.names.is_empty() || !units.get(at)?.capital {
            return None;
        }
        let mut key = key_from(None, "");
        let mut best = None;
        for taken in 1..=LONGEST.min(units.len() - at) {
            let unit = &units[at + taken - 1];
            if taken > 1 && !crate::names::joined(text, units[at + taken - 2].end..unit.start) {
                break;
            }
            key = key_from(Some(key), &text[unit.start..unit.end]);
            // "Tin-akof", but not "Ti qui": a small word after a space ends no name.
            if !unit.capital && text[..unit.start].ends_with(' ') {
                continue;
            }
            let found: Vec<u32> = self.of_key(key).collect();
            if !found.is_empty() {
                best = Some((taken, found));
            }
        }
        best
    }

    fn of_key(&self, key: u64) -> impl Iterator<Item = u32> {
        let bucket = (key >> (64 - FIRST_BITS)) as usize;
        let ends = (self.begins.get(bucket).copied(), self.begins.get(bucket + 1).copied());
        let entries = match ends {
            (Some(from), Some(to)) => &self.names[from as usize..to as usize],
            _ => &[],
        };
        entries.iter().filter(move |(k, _)| *k == key).map(|(_, row)| *row)
    }

    /// The places whose name sounds like this one.
    pub(crate) fn sounding(&self, name: &str, likeness: Likeness, spelling: &Spelling) -> impl Iterator<Item = u32> {
        let sounds = self.sounds.get_or_init(|| self.listen(spelling));
        let sound = spelling.skeleton(name, likeness);
        let key = sound_key(&sound, likeness);
        let from = if sound.is_empty() { sounds.len() } else { sounds.partition_point(|(k, _)| *k < key) };
        sounds[from..].iter().take_while(move |(k, _)| *k == key).map(|(_, row)| *row)
    }

    fn listen(&self, spelling: &Spelling) -> Vec<Entry> {
        let mut out = Vec::new();
        for at in 0..self.rows.len() {
            let Some(line) = self.line(at) else { continue };
            for name in line.names() {
                for likeness in [Likeness::Close, Likeness::Loose] {
                    let sound = spelling.skeleton(name, likeness);
                    if !sound.is_empty() {
                        out.push((sound_key(&sound, likeness), at as u32 | WIDE));
                    }
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The places within some kilometres of a point, with their names.
    pub(crate) fn around(&self, point: (f64, f64), km: f64) -> impl Iterator<Item = (u32, Line<'_>)> {
        let band = (km / 110.0) as f32;
        let (lat, lon) = (point.0 as f32, point.1 as f32);
        let wide = band / (point.0.to_radians().cos() as f32).max(0.2);
        let inside = move |row: &Lean| (row.lat - lat).abs() <= band && (row.lon - lon).abs() <= wide;
        let near = self.rows.iter().enumerate().filter(move |(_, row)| inside(row));
        near.filter_map(|(at, _)| Some((at as u32 | WIDE, self.line(at)?)))
            .filter(move |(_, line)| kilometres((line.lat, line.lon), point) <= km)
    }
}

/// Where the entries of each value of the first bits begin, and where the last ends.
fn begins(names: &[Entry]) -> Vec<u32> {
    let mut out = vec![0u32; (1 << FIRST_BITS) + 1];
    for (key, _) in names {
        out[(key >> (64 - FIRST_BITS)) as usize + 1] += 1;
    }
    for at in 1..out.len() {
        out[at] += out[at - 1];
    }
    out
}

/// Hash of a name's letters and digits.
fn key_of(name: &str) -> u64 {
    name.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .fold(key_from(None, ""), |key, word| key_from(Some(key), word))
}

fn sound_key(sound: &str, likeness: Likeness) -> u64 {
    key_from(Some(key_from(None, if likeness == Likeness::Close { "1" } else { "2" })), sound)
}
