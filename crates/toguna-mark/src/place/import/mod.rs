//! Reading foreign gazetteers into a table of our own, so that every hamlet can be known where a region needs it:
//! GeoNames' country dumps, and tables that merge them with Who's On First.

mod feature;
mod keep;

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::{Gazetteer, PlaceRow};
use super::table::HEADER;
use crate::Level;
use crate::names::folded;

use self::feature::kind;
use self::keep::Keep;

/// A dump that is not a table of places.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A line has too few columns.
    #[error(
        "line {line}: {found} columns instead of {wanted}; give the text file of a GeoNames country dump (ML.txt), unpacked"
    )]
    Columns {
        /// Line, from 1.
        line: usize,
        /// How many columns it has.
        found: usize,
        /// How many it should have.
        wanted: usize,
    },
    /// A coordinate is no number of degrees.
    #[error(
        "line {line}: '{cell}' is no coordinate in degrees; give the dump as GeoNames packs it, or take the line out"
    )]
    Coordinate {
        /// Line, from 1.
        line: usize,
        /// What stands there.
        cell: String,
    },
}

/// Which places an import keeps.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Only these countries; none keeps all.
    pub countries: Vec<String>,
    /// Of other countries than these, only what lies near a village of these, and larger towns.
    pub home: Vec<String>,
    /// How near that is.
    pub within_km: f64,
}

/// A place as a dump has it.
struct Found {
    id: String,
    name: String,
    aliases: Vec<String>,
    kind: &'static str,
    level: Level,
    lat: f64,
    lon: f64,
    country: String,
    /// The dump's own codes of its divisions.
    codes: (String, String),
    population: u64,
}

/// One place of an imported gazetteer: a row of the table that [`write_gazetteer`] writes.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The pack's id where the pack knows the place, else one made of the source and its number.
    pub id: String,
    /// Name.
    pub name: String,
    /// Other spellings, without those that differ from it only in case, accents and marks.
    pub aliases: Vec<String>,
    /// What it is, a word of the table.
    pub kind: &'static str,
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// Id of the first-order division that holds it, or nothing.
    pub admin1: String,
    /// Id of the second-order division that holds it, or nothing.
    pub admin2: String,
}

/// Reads dumps into the places of a gazetteer, sorted by country and id.
///
/// What `known` (a pack's places) has under another id gets that id, so that it only adds spellings to it and the pack's
/// facts stand. A place told twice (by two sources, or as a village and as its well) is kept once.
pub fn import_places(
    dumps: &[&str],
    options: &ImportOptions,
    known: &Gazetteer,
) -> Result<Vec<Imported>, (usize, ImportError)> {
    let mut found = Vec::new();
    for (at, dump) in dumps.iter().enumerate() {
        found.extend(read(dump).map_err(|error| (at, error))?);
    }
    let keep = Keep::new(options, known, &found);
    found.retain(|place| keep.has(place));
    // Villages before hills and wells of their name, so that the village is the one kept.
    found.sort_by(|a, b| (a.level, a.kind != "seat", &a.id).cmp(&(b.level, b.kind != "seat", &b.id)));
    let mut divisions: BTreeMap<(String, String, String), String> = BTreeMap::new();
    let mut told: Told = BTreeMap::new();
    let mut out: BTreeMap<(String, String), Imported> = BTreeMap::new();
    for place in found {
        let (first, second) = (place.codes.0.clone(), place.codes.1.clone());
        let held = |second: &str| {
            let key = (place.country.clone(), first.clone(), second.to_string());
            divisions.get(&key).cloned().unwrap_or_default()
        };
        let mut row = Imported {
            admin1: if place.level == Level::Admin1 { String::new() } else { held("") },
            admin2: if place.level.is_division() || second.is_empty() { String::new() } else { held(&second) },
            id: place.id.clone(),
            name: place.name.clone(),
            aliases: place.aliases.clone(),
            kind: place.kind,
            lat: place.lat,
            lon: place.lon,
            country: place.country.clone(),
        };
        let division = place.level.is_division().then(|| known.division(&place.country, &place.name)).flatten();
        let twin = known.twin(&as_place(&place)).or(division);
        // The pack tells the divisions of the countries that it covers; a dump's may be of another year.
        if place.level.is_division() && twin.is_none() && known.is_home(&place.country) {
            continue;
        }
        // It keeps its own name and point: whoever leaves the pack's row out still has the source's.
        if let Some(twin) = twin {
            row.id.clone_from(&twin.id);
        }
        match place.level {
            Level::Admin1 => _ = divisions.insert((place.country.clone(), first, String::new()), row.id.clone()),
            Level::Admin2 if !second.is_empty() => {
                _ = divisions.insert((place.country.clone(), first, second), row.id.clone());
            }
            _ => {}
        }
        if !place.level.is_division() && twin.is_none() {
            let near = told.entry((place.country.clone(), squeezed(&place.name))).or_default();
            if near.iter().any(|(lat, lon, level)| {
                let most = if *level == place.level { 3.0 } else { 8.0 };
                super::choose::kilometres((*lat, *lon), (place.lat, place.lon)) < most
            }) {
                continue;
            }
            near.push((place.lat, place.lon, place.level));
        }
        let key = (row.country.clone(), row.id.clone());
        match out.get_mut(&key) {
            Some(there) => there.aliases.extend(row.aliases),
            None => _ = out.insert(key, row),
        }
    }
    Ok(out.into_values().map(tidy).collect())
}

/// Country and name → the places that are kept of it.
type Told = BTreeMap<(String, String), Vec<(f64, f64, Level)>>;

/// Aliases without doubles.
fn tidy(mut row: Imported) -> Imported {
    let mut seen = BTreeSet::from([squeezed(&row.name)]);
    row.aliases.sort();
    row.aliases.retain(|alias| seen.insert(squeezed(alias)));
    row
}

/// A name's letters alone: spellings that agree in them are found as one.
fn squeezed(name: &str) -> String {
    folded(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// As much of a place as it takes to find it among known ones.
fn as_place(place: &Found) -> PlaceRow {
    PlaceRow {
        id: place.id.clone(),
        name_en: place.name.clone(),
        name_fr: place.name.clone(),
        aliases: place.aliases.clone(),
        level: place.level,
        lat: place.lat,
        lon: place.lon,
        country: Some(place.country.clone()),
        admin1: None,
        admin2: None,
        radius_km: None,
        weight: 0,
        from: None,
        to: None,
        note: String::new(),
    }
}

/// Reads a dump of either form.
fn read(dump: &str) -> Result<Vec<Found>, ImportError> {
    let merged = dump.starts_with("source\t");
    let mut out = Vec::new();
    for (at, line) in dump.lines().enumerate().skip(usize::from(merged)).filter(|(_, line)| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let wanted = if merged { 14 } else { 19 };
        if cells.len() < wanted {
            return Err(ImportError::Columns { line: at + 1, found: cells.len(), wanted });
        }
        let place = match merged {
            true => {
                // A place that Who's On First took over from GeoNames is GeoNames' own.
                let number = if cells[3].is_empty() { format!("wof{}", cells[2]) } else { format!("gn{}", cells[3]) };
                found(at, number, &[cells[4], "", cells[5]], &cells[6..])?
            }
            false => {
                let rest = [cells[4], cells[5], cells[6], cells[7], cells[8], cells[10], cells[11], cells[14]];
                found(at, format!("gn{}", cells[0]), &cells[1..4], &rest)?
            }
        };
        out.extend(place);
    }
    Ok(out)
}

/// A place of its names (usual, plain, others) and of its point, feature class and code, country, divisions, population.
fn found(at: usize, id: String, names: &[&str], rest: &[&str]) -> Result<Option<Found>, ImportError> {
    let &[lat, lon, class, code, country, first, second, population, ..] = rest else { return Ok(None) };
    let population = population.parse().unwrap_or(0);
    let Some((kind, level)) = kind(class, code, population) else { return Ok(None) };
    let degrees = |cell: &str, most: f64| {
        let degrees: Option<f64> = cell.parse().ok().filter(|d: &f64| d.abs() <= most);
        degrees.ok_or_else(|| ImportError::Coordinate { line: at + 1, cell: cell.into() })
    };
    Ok(Some(Found {
        id,
        name: plain(names[0]),
        aliases: spellings(names[0], names[1], names[2]),
        kind,
        level,
        lat: degrees(lat, 90.0)?,
        lon: degrees(lon, 180.0)?,
        country: country.to_string(),
        codes: (first.to_string(), second.to_string()),
        population,
    }))
}

/// Further spellings in Latin letters.
fn spellings(name: &str, ascii: &str, others: &str) -> Vec<String> {
    let latin = |n: &str| n.chars().all(|c| c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) || c == '’');
    let mut seen = BTreeSet::from([squeezed(name)]);
    std::iter::once(ascii)
        .chain(others.split([',', '|']))
        .map(str::trim)
        .filter(|n| n.chars().count() > 2 && latin(n) && n.starts_with(char::is_uppercase))
        .filter(|n| seen.insert(squeezed(n)))
        .map(plain)
        .collect()
}

fn plain(cell: &str) -> String {
    cell.replace(['\t', '\n', '\r', '|'], " ")
}

/// Writes places as a table that [`super::Gazetteer::extend`] reads.
pub fn write_gazetteer(places: &[Imported]) -> String {
    let mut out = format!("{HEADER}\n");
    for place in places {
        let aliases = place.aliases.join("|");
        let cells: [&str; 9] = [
            &place.id,
            &place.name,
            &aliases,
            place.kind,
            &short(place.lat),
            &short(place.lon),
            &place.country,
            &place.admin1,
            &place.admin2,
        ];
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}

/// A coordinate to some ten metres: the sources are no more exact.
fn short(degrees: f64) -> String {
    ((degrees * 1e4).round() / 1e4).to_string()
}
