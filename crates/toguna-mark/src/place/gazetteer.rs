//! The gazetteer: places with their names, levels and parents, read from a pack's `places.tsv`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::choose::kilometres;
use super::spelling::{Likeness, skeleton};
use crate::names::{Case, Names};
use crate::table::{TableError, alternatives, rows};
use crate::{Edtf, Level};

/// One place that a pack or an imported gazetteer knows.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRow {
    /// Stable id.
    pub id: String,
    /// English name.
    pub name_en: String,
    /// French name.
    pub name_fr: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// What kind of place.
    pub level: Level,
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// ISO 3166-1 alpha-2 code, where it lies in one country.
    pub country: Option<String>,
    /// Id of the first-order division that holds it.
    pub admin1: Option<String>,
    /// Id of the second-order division that holds it.
    pub admin2: Option<String>,
    /// How far it reaches, for areas.
    pub radius_km: Option<f64>,
    /// How often reporting means this place by its name.
    pub weight: u32,
    /// Since when the division exists.
    pub from: Option<Edtf>,
    /// Until when it existed.
    pub to: Option<Edtf>,
    /// Source of the facts.
    pub note: String,
}

/// So many known places make a country one that the gazetteer covers.
const HOME: u32 = 12;

/// A row as the file has it.
#[derive(Deserialize)]
struct Raw {
    id: String,
    name_en: String,
    name_fr: String,
    aliases: String,
    level: String,
    lat: f64,
    lon: f64,
    country: String,
    admin1: String,
    admin2: String,
    radius_km: Option<f64>,
    weight: u32,
    from: String,
    to: String,
    #[serde(default)]
    note: String,
}

/// The places that are known, found by any of their names.
pub struct Gazetteer {
    rows: Vec<PlaceRow>,
    ids: BTreeMap<String, u32>,
    names: Names<u32>,
    /// How a name sounds → the places below the size of a division that have such a name.
    sounds: BTreeMap<String, Vec<u32>>,
    /// Country code → its row and the box of its places: south, west, north, east.
    countries: BTreeMap<String, Country>,
}

#[derive(Clone, Copy)]
struct Country {
    row: Option<u32>,
    bounds: [f64; 4],
    places: u32,
}

impl Gazetteer {
    /// Reads `places.tsv`.
    pub fn parse(tsv: &str) -> Result<Gazetteer, TableError> {
        let mut gazetteer = Gazetteer {
            rows: Vec::new(),
            ids: BTreeMap::new(),
            names: Names::new(),
            sounds: BTreeMap::new(),
            countries: BTreeMap::new(),
        };
        gazetteer.extend("places.tsv", tsv)?;
        Ok(gazetteer)
    }

    /// Adds the places of a further file. What is known already, by its id or by its name and point, stays as it is, so
    /// that the pack's facts stand.
    pub fn extend(&mut self, file: &str, tsv: &str) -> Result<(), TableError> {
        let mut read = Vec::new();
        for (at, raw) in rows::<Raw>(file, tsv)?.into_iter().enumerate() {
            read.push(row(raw).map_err(|reason| TableError { file: file.into(), line: at as u64 + 2, reason })?);
        }
        let known = self.rows.len() as u32;
        // Divisions first: their places name them by ids that may turn out to be other names of known ones.
        read.sort_by_key(|row| !matches!(row.level, Level::Country | Level::Admin1 | Level::Admin2));
        for mut row in read {
            for holder in [&mut row.admin1, &mut row.admin2] {
                if let Some(&at) = holder.as_ref().and_then(|id| self.ids.get(id)) {
                    *holder = Some(self.rows[at as usize].id.clone());
                }
            }
            match self.twin(&row, known) {
                Some(at) => _ = self.ids.entry(row.id).or_insert(at),
                None => self.add(row),
            }
        }
        Ok(())
    }

    /// The row among the first `known` that is the same place: of its level, with one of its names, near its point.
    fn twin(&self, row: &PlaceRow, known: u32) -> Option<u32> {
        let near = match row.level {
            Level::Settlement | Level::Site => 12.0,
            _ => 150.0,
        };
        let names = [&row.name_en, &row.name_fr].into_iter().chain(&row.aliases);
        names.flat_map(|name| self.rows_named(name)).find(|&at| {
            let other = self.row(at);
            at < known
                && other.level == row.level
                && other.country == row.country
                && kilometres((other.lat, other.lon), (row.lat, row.lon)) < near
        })
    }

    /// Adds one place, unless its id is known.
    pub fn add(&mut self, row: PlaceRow) {
        if self.ids.contains_key(&row.id) {
            return;
        }
        let at = self.rows.len() as u32;
        let mut written: Vec<&str> =
            [&row.name_en, &row.name_fr].into_iter().chain(&row.aliases).map(|n| &**n).collect();
        written.sort_unstable();
        written.dedup();
        for name in written {
            self.names.add(name, case_of(name), at);
        }
        if matches!(row.level, Level::Settlement | Level::Admin2) {
            self.listen(&row, at);
        }
        if let Some(code) = &row.country {
            let entry = self.countries.entry(code.clone()).or_insert(Country {
                row: None,
                bounds: [row.lat, row.lon, row.lat, row.lon],
                places: 0,
            });
            let [south, west, north, east] = entry.bounds;
            entry.bounds = [south.min(row.lat), west.min(row.lon), north.max(row.lat), east.max(row.lon)];
            entry.places += 1;
            if row.level == Level::Country {
                entry.row = Some(at);
            }
        }
        self.ids.insert(row.id.clone(), at);
        self.rows.push(row);
    }

    /// Files a place under how its names sound.
    fn listen(&mut self, row: &PlaceRow, at: u32) {
        for name in [&row.name_en, &row.name_fr].into_iter().chain(&row.aliases) {
            for likeness in [Likeness::Close, Likeness::Loose] {
                let sound = skeleton(name, likeness);
                let places = self.sounds.entry(sound_key(sound, likeness)).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
    }

    /// The places whose name sounds like this one, spelt almost as it is.
    pub(crate) fn alike(&self, name: &str) -> &[u32] {
        self.sounding(name, Likeness::Close)
    }

    /// The places whose name sounds like this one.
    pub(crate) fn sounding(&self, name: &str, likeness: Likeness) -> &[u32] {
        let sound = skeleton(name, likeness);
        match sound.is_empty() {
            true => &[],
            false => self.sounds.get(&sound_key(sound, likeness)).map_or(&[], Vec::as_slice),
        }
    }

    /// The places whose name sounds like this one, but for a letter or two.
    pub(crate) fn resembling(&self, name: &str) -> Vec<u32> {
        let sound = skeleton(name, Likeness::Loose);
        let letters = sound.chars().count();
        if letters < 5 {
            return Vec::new();
        }
        let most = if letters < 8 { 1 } else { 2 };
        let sound = sound_key(sound, Likeness::Loose);
        let near = rapidfuzz::distance::damerau_levenshtein::BatchComparator::new(sound.chars());
        let args = rapidfuzz::distance::damerau_levenshtein::Args::default().score_cutoff(most);
        self.sounds
            .iter()
            .filter(|(other, _)| other.ends_with('~') && other.len().abs_diff(sound.len()) <= most)
            .filter(|(other, _)| near.distance_with_args(other.chars(), &args).is_some())
            .flat_map(|(_, rows)| rows.iter().copied())
            .collect()
    }

    /// The places of exactly this name, or where there is none, those whose name sounds like it.
    pub fn like(&self, name: &str) -> Vec<&PlaceRow> {
        let exact = self.named(name);
        if !exact.is_empty() {
            return exact;
        }
        let close = [Likeness::Close, Likeness::Loose].into_iter().map(|l| self.sounding(name, l).to_vec());
        let found = close.chain([self.resembling(name)]).find(|rows| !rows.is_empty()).unwrap_or_default();
        found.into_iter().map(|at| self.row(at)).collect()
    }

    /// How many places are known.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no place is known.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The place of an id.
    pub fn get(&self, id: &str) -> Option<&PlaceRow> {
        self.ids.get(id).map(|&at| &self.rows[at as usize])
    }

    /// Every place in the order of the files.
    pub fn rows(&self) -> &[PlaceRow] {
        &self.rows
    }

    /// The state of a country code.
    pub fn country(&self, code: &str) -> Option<&PlaceRow> {
        self.countries.get(code)?.row.map(|at| &self.rows[at as usize])
    }

    /// Where the place of an id stands among the rows.
    pub(crate) fn position(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }

    /// Whether the gazetteer covers a country: it knows more of it than its capital and a few cities.
    pub(crate) fn is_home(&self, code: &str) -> bool {
        self.countries.get(code).is_some_and(|country| country.places >= HOME)
    }

    pub(crate) fn row(&self, at: u32) -> &PlaceRow {
        &self.rows[at as usize]
    }

    pub(crate) fn names(&self) -> &Names<u32> {
        &self.names
    }

    /// The places of exactly this name.
    pub fn named(&self, name: &str) -> Vec<&PlaceRow> {
        self.rows_named(name).into_iter().map(|at| self.row(at)).collect()
    }

    fn rows_named(&self, name: &str) -> Vec<u32> {
        let mut units = Vec::new();
        crate::names::units(name, 0, &mut units);
        match units.is_empty() {
            true => Vec::new(),
            false => match self.names.longest(name, &units, 0) {
                Some((taken, found)) if taken == units.len() => found,
                _ => Vec::new(),
            },
        }
    }

    /// The middle of a country's part toward a side: `north` and `east` are −1, 0 or 1.
    ///
    /// The box of the country's known places stands for its borders; without enough of them there is no honest point.
    pub(crate) fn part(&self, code: &str, north: f64, east: f64) -> Option<(f64, f64)> {
        let country = self.countries.get(code)?;
        let middle = self.row(country.row?);
        if country.places < 4 {
            return None;
        }
        let [south, west, top, right] = country.bounds;
        Some((middle.lat + north * (top - south) * 0.25, middle.lon + east * (right - west) * 0.25))
    }
}

/// Close and loose sounds live in one table.
fn sound_key(mut sound: String, likeness: Likeness) -> String {
    sound.push(if likeness == Likeness::Close { '=' } else { '~' });
    sound
}

/// A name written with a small letter is found in any case, an acronym only as written, any other capitalised.
fn case_of(name: &str) -> Case {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    let acronym = name.chars().filter(|c| c.is_alphabetic()).count() <= 5
        && name.chars().all(|c| c.is_uppercase() || ".-".contains(c));
    match letters.next() {
        _ if acronym => Case::Exact,
        Some(first) if first.is_lowercase() => Case::Any,
        _ => Case::Name,
    }
}

fn row(raw: Raw) -> Result<PlaceRow, String> {
    let level = level(&raw.level).ok_or_else(|| {
        format!("'{}' is no level; write country, admin1, admin2, settlement, region or site", raw.level)
    })?;
    if !(-90.0..=90.0).contains(&raw.lat) || !(-180.0..=180.0).contains(&raw.lon) {
        return Err(format!(
            "{}: {}, {} is no point on earth; write degrees, latitude first",
            raw.id, raw.lat, raw.lon
        ));
    }
    if raw.id.is_empty() || raw.name_en.is_empty() {
        return Err("a place needs an id and an English name".into());
    }
    let filled = |cell: String| (!cell.is_empty()).then_some(cell);
    let date = |cell: &str| match cell {
        "" => Ok(None),
        _ => Edtf::parse(cell).map(Some).map_err(|error| error.to_string()),
    };
    Ok(PlaceRow {
        from: date(&raw.from)?,
        to: date(&raw.to)?,
        aliases: alternatives(&raw.aliases).map(str::to_string).collect(),
        level,
        lat: raw.lat,
        lon: raw.lon,
        country: filled(raw.country),
        admin1: filled(raw.admin1),
        admin2: filled(raw.admin2),
        radius_km: raw.radius_km,
        weight: raw.weight,
        id: raw.id,
        name_en: raw.name_en,
        name_fr: raw.name_fr,
        note: raw.note,
    })
}

/// The level of its name in the file.
pub(crate) fn level(name: &str) -> Option<Level> {
    Some(match name {
        "country" => Level::Country,
        "admin1" => Level::Admin1,
        "admin2" => Level::Admin2,
        "settlement" => Level::Settlement,
        "region" => Level::Region,
        "site" => Level::Site,
        _ => return None,
    })
}

/// The name of a level in the file.
pub(crate) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Country => "country",
        Level::Admin1 => "admin1",
        Level::Admin2 => "admin2",
        Level::Settlement => "settlement",
        Level::Region => "region",
        Level::Site => "site",
    }
}
