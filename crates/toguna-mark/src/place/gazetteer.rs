//! The gazetteer: places with their names, levels and parents. A pack curates some thousands (`places.tsv`); tables of
//! many more stand behind them (`gazetteer/*.tsv`), and what the pack says of a place wins.

use std::collections::BTreeMap;

use super::choose::kilometres;
use super::curated::{case_of, curated};
use super::spelling::{Likeness, Spelling};
use super::wide::{WIDE, Wide};
use crate::names::Names;
use crate::table::TableError;
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

impl PlaceRow {
    /// Every name of the place.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name_en, &self.name_fr].into_iter().chain(&self.aliases).map(String::as_str)
    }

    /// What stands where a row was not to be read; no name leads to it.
    pub(crate) fn nowhere() -> PlaceRow {
        PlaceRow {
            id: String::new(),
            name_en: String::new(),
            name_fr: String::new(),
            aliases: Vec::new(),
            level: Level::Site,
            lat: 0.0,
            lon: 0.0,
            country: None,
            admin1: None,
            admin2: None,
            radius_km: None,
            weight: 0,
            from: None,
            to: None,
            note: String::new(),
        }
    }
}

/// The files that a gazetteer is made of.
#[derive(Clone, Default)]
pub struct GazetteerFiles<'a> {
    /// The pack's `places.tsv`.
    pub places: &'a str,
    /// The pack's `spelling.toml`; empty where letters stand for themselves.
    pub spelling: &'a str,
    /// Further tables by their names (`gazetteer/ML.tsv`).
    pub tables: Vec<(&'a str, &'a str)>,
}

/// So many known places make a country one that the gazetteer covers.
const HOME: u32 = 12;
/// Two settlements of one name so near are one.
const SAME_KM: f64 = 12.0;

/// The places that are known, found by any of their names.
pub struct Gazetteer {
    rows: Vec<PlaceRow>,
    ids: BTreeMap<String, u32>,
    names: Names<u32>,
    spelling: Spelling,
    /// How a name sounds → the places below the size of a division that have such a name.
    sounds: BTreeMap<String, Vec<u32>>,
    /// Country code → its row and the box of its places: south, west, north, east.
    countries: BTreeMap<String, Country>,
    wide: Wide,
}

#[derive(Clone, Copy)]
struct Country {
    row: Option<u32>,
    bounds: [f64; 4],
    places: u32,
    /// The town that its names mean most.
    chief: Option<u32>,
}

impl Gazetteer {
    /// Reads a pack's `places.tsv` alone.
    pub fn parse(tsv: &str) -> Result<Gazetteer, TableError> {
        Gazetteer::load(&GazetteerFiles { places: tsv, ..GazetteerFiles::default() })
    }

    /// Reads a pack's places with the tables behind them.
    pub fn load(files: &GazetteerFiles<'_>) -> Result<Gazetteer, TableError> {
        let mut gazetteer = Gazetteer {
            rows: Vec::new(),
            ids: BTreeMap::new(),
            names: Names::new(),
            spelling: Spelling::parse(files.spelling)?,
            sounds: BTreeMap::new(),
            countries: BTreeMap::new(),
            wide: Wide::default(),
        };
        curated("places.tsv", files.places)?.into_iter().for_each(|row| gazetteer.add(row));
        gazetteer.extend(&files.tables)?;
        Ok(gazetteer)
    }

    /// Adds the places of further tables, which `toguna places import` makes. What the pack knows by its id stays as it
    /// is and gets further names.
    pub fn extend(&mut self, tables: &[(&str, &str)]) -> Result<(), TableError> {
        let ids = &self.ids;
        self.wide.extend(tables.iter().copied(), |id| ids.get(id).copied())
    }

    /// The curated place that is this one: of its level, with one of its names, near its point.
    pub(crate) fn twin(&self, row: &PlaceRow) -> Option<&PlaceRow> {
        let near = match row.level {
            Level::Settlement | Level::Site => SAME_KM,
            // The middle of a division may lie far from its seat.
            _ => 1000.0,
        };
        row.names().flat_map(|name| self.curated_named(name)).map(|at| self.row(at)).find(|other| {
            other.level == row.level
                && other.country == row.country
                && kilometres((other.lat, other.lon), (row.lat, row.lon)) < near
        })
    }

    /// The curated division of a country whose id ends in this bare name ("Est": `bf-est`).
    pub(crate) fn division(&self, country: &str, name: &str) -> Option<&PlaceRow> {
        let (country, name) = (country.to_lowercase(), super::slug(name));
        let ids = ["", "p-", "a2-"].map(|kind| format!("{country}-{kind}{name}"));
        let rows = ids.iter().filter_map(|id| self.ids.get(id)).map(|&at| self.row(at));
        rows.into_iter().find(|row| row.level.is_division())
    }

    /// Adds one curated place, unless its id is known.
    fn add(&mut self, row: PlaceRow) {
        if self.ids.contains_key(&row.id) {
            return;
        }
        let at = self.rows.len() as u32;
        let mut written: Vec<&str> = row.names().collect();
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
                chief: None,
            });
            let [south, west, north, east] = entry.bounds;
            entry.bounds = [south.min(row.lat), west.min(row.lon), north.max(row.lat), east.max(row.lon)];
            entry.places += 1;
            if row.level == Level::Country {
                entry.row = Some(at);
            }
            let weight = |town: u32| self.rows[town as usize].weight;
            if row.level == Level::Settlement && entry.chief.is_none_or(|chief| weight(chief) < row.weight) {
                entry.chief = Some(at);
            }
        }
        self.ids.insert(row.id.clone(), at);
        self.rows.push(row);
    }

    /// Whether a place is the town that is told most of its country: by its name its government may be meant.
    pub(crate) fn is_chief_town(&self, row: &PlaceRow) -> bool {
        let chief = row.country.as_ref().and_then(|code| self.countries.get(code)?.chief);
        chief.is_some_and(|chief| self.rows[chief as usize].id == row.id)
    }

    /// Files a place under how its names sound.
    fn listen(&mut self, row: &PlaceRow, at: u32) {
        for name in row.names() {
            for likeness in [Likeness::Close, Likeness::Loose] {
                let sound = self.spelling.skeleton(name, likeness);
                let places = self.sounds.entry(sound_key(sound, likeness)).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
    }

    /// The curated places whose name sounds like this one, spelt almost as it is.
    pub(crate) fn alike(&self, name: &str) -> &[u32] {
        self.curated_sounding(name, Likeness::Close)
    }

    fn curated_sounding(&self, name: &str, likeness: Likeness) -> &[u32] {
        let sound = self.spelling.skeleton(name, likeness);
        match sound.is_empty() {
            true => &[],
            false => self.sounds.get(&sound_key(sound, likeness)).map_or(&[], Vec::as_slice),
        }
    }

    /// The places whose name sounds like this one, the curated ones first.
    pub(crate) fn sounding(&self, name: &str, likeness: Likeness) -> Vec<u32> {
        let curated = self.curated_sounding(name, likeness).iter().copied();
        curated.chain(self.wide.sounding(name, likeness, &self.spelling)).collect()
    }

    /// The places within some kilometres of a point whose name sounds like this one, but for a letter or two.
    pub(crate) fn resembling(&self, name: &str, around: &[(f64, f64)], km: f64) -> Vec<u32> {
        let sound = self.spelling.skeleton(name, Likeness::Loose);
        let letters = sound.chars().count();
        if letters < 5 {
            return Vec::new();
        }
        let most = if letters < 8 { 1 } else { 2 };
        let near = rapidfuzz::distance::damerau_levenshtein::BatchComparator::new(sound.chars());
        let args = rapidfuzz::distance::damerau_levenshtein::Args::default().score_cutoff(most);
        let alike = |other: &str| {
            let other = self.spelling.skeleton(other, Likeness::Loose);
            other.len().abs_diff(sound.len()) <= most && near.distance_with_args(other.chars(), &args).is_some()
        };
        let reached = |row: &PlaceRow| around.iter().any(|&point| kilometres(point, (row.lat, row.lon)) <= km);
        let curated = (0u32..).zip(&self.rows).filter(|(_, row)| {
            matches!(row.level, Level::Settlement | Level::Site) && reached(row) && row.names().any(alike)
        });
        let mut out: Vec<u32> = curated.map(|(at, _)| at).collect();
        for &point in around {
            out.extend(self.wide.around(point, km).filter(|(_, line)| line.names().any(alike)).map(|(at, _)| at));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The places of exactly this name, or where there is none, those whose name sounds like it.
    pub fn like(&self, name: &str) -> Vec<&PlaceRow> {
        let exact = self.named(name);
        if !exact.is_empty() {
            return exact;
        }
        let close = [Likeness::Close, Likeness::Loose].into_iter().map(|likeness| self.sounding(name, likeness));
        let found = close.into_iter().find(|rows| !rows.is_empty()).unwrap_or_default();
        found.into_iter().map(|at| self.row(at)).collect()
    }

    /// How many places are known.
    pub fn len(&self) -> usize {
        self.rows.len() + self.wide.len()
    }

    /// Whether no place is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of an id.
    pub fn get(&self, id: &str) -> Option<&PlaceRow> {
        self.position(id).map(|at| self.row(at))
    }

    /// Every curated place in the order of the file.
    pub fn curated(&self) -> &[PlaceRow] {
        &self.rows
    }

    /// The state of a country code.
    pub fn country(&self, code: &str) -> Option<&PlaceRow> {
        self.countries.get(code)?.row.map(|at| &self.rows[at as usize])
    }

    /// Where the place of an id stands among the rows.
    pub(crate) fn position(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied().or_else(|| self.wide.of_id(id))
    }

    /// Whether the gazetteer covers a country: it knows more of it than its capital and a few cities.
    pub(crate) fn is_home(&self, code: &str) -> bool {
        self.countries.get(code).is_some_and(|country| country.places >= HOME)
    }

    /// The box of a covered country's curated places: south, west, north, east.
    pub(crate) fn bounds(&self, code: &str) -> Option<[f64; 4]> {
        self.countries.get(code).filter(|country| country.places >= HOME).map(|country| country.bounds)
    }

    pub(crate) fn row(&self, at: u32) -> &PlaceRow {
        match at & WIDE {
            0 => &self.rows[at as usize],
            _ => self.wide.row(at),
        }
    }

    /// The names of the curated places.
    pub(crate) fn names(&self) -> &Names<u32> {
        &self.names
    }

    /// The places behind the curated ones.
    pub(crate) fn wide(&self) -> &Wide {
        &self.wide
    }

    /// The places of exactly this name, the curated ones first.
    pub fn named(&self, name: &str) -> Vec<&PlaceRow> {
        let mut rows = self.curated_named(name);
        self.add_wide(&mut rows, self.wide.named(name));
        rows.into_iter().map(|at| self.row(at)).collect()
    }

    /// Adds rows that are no place already among them under another id.
    pub(crate) fn add_wide(&self, rows: &mut Vec<u32>, more: Vec<u32>) {
        for at in more {
            let row = self.row(at);
            let known = rows.iter().any(|&other| {
                let (same, other) = (other == at, self.row(other));
                let wide = matches!(other.level, Level::Admin1 | Level::Admin2) || other.level == Level::Country;
                same || other.country == row.country
                    && !wide
                    && kilometres((other.lat, other.lon), (row.lat, row.lon)) < SAME_KM / 2.0
            });
            if !known {
                rows.push(at);
            }
        }
    }

    fn curated_named(&self, name: &str) -> Vec<u32> {
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
