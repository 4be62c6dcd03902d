//! Reading GeoNames' own dumps into further places, so that every hamlet can be known where a region needs it.

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::{PlaceRow, level_name};
use crate::Level;

/// A dump that is not GeoNames' table.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A line has too few columns.
    #[error(
        "line {line}: {found} columns instead of 19; give the text file of a GeoNames country dump (ML.txt), unpacked"
    )]
    Columns {
        /// Line, from 1.
        line: usize,
        /// How many columns it has.
        found: usize,
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

/// Reads a GeoNames country dump; `countries` keeps only those codes, none keeps all.
///
/// Populated places become settlements, divisions of the first and second order keep their level, mines, airports,
/// camps, parks and forests become sites. Weights are low, so that a pack's own rows win wherever names agree.
pub fn import_geonames(dump: &str, countries: &[String]) -> Result<Vec<PlaceRow>, ImportError> {
    let mut rows = Vec::new();
    let mut parents: BTreeMap<(String, String, String), String> = BTreeMap::new();
    let mut codes = Vec::new();
    for (at, line) in dump.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() < 19 {
            return Err(ImportError::Columns { line: at + 1, found: cells.len() });
        }
        let country = cells[8];
        if !countries.is_empty() && !countries.iter().any(|code| code == country) {
            continue;
        }
        let Some((level, weight)) = meaning(cells[6], cells[7], cells[14].parse().unwrap_or(0)) else { continue };
        let degrees = |cell: &str, most: f64| {
            let degrees: Option<f64> = cell.parse().ok().filter(|d: &f64| d.abs() <= most);
            degrees.ok_or_else(|| ImportError::Coordinate { line: at + 1, cell: cell.into() })
        };
        let row = PlaceRow {
            id: format!("geonames-{}", cells[0]),
            name_en: cells[1].to_string(),
            name_fr: cells[1].to_string(),
            aliases: spellings(cells[1], cells[2], cells[3]),
            level,
            lat: degrees(cells[4], 90.0)?,
            lon: degrees(cells[5], 180.0)?,
            country: Some(country.to_string()),
            admin1: None,
            admin2: None,
            radius_km: None,
            weight,
            from: None,
            to: None,
            note: format!("GeoNames {}", cells[0]),
        };
        let code = (country.to_string(), cells[10].to_string(), cells[11].to_string());
        match level {
            Level::Admin1 => parents.insert((code.0.clone(), code.1.clone(), String::new()), row.id.clone()),
            Level::Admin2 => parents.insert(code.clone(), row.id.clone()),
            _ => None,
        };
        rows.push(row);
        codes.push(code);
    }
    for (row, (country, first, second)) in rows.iter_mut().zip(codes) {
        let holder = |second: &str| parents.get(&(country.clone(), first.clone(), second.to_string())).cloned();
        if row.level != Level::Admin1 {
            row.admin1 = holder("");
        }
        if !matches!(row.level, Level::Admin1 | Level::Admin2) && !second.is_empty() {
            row.admin2 = holder(&second);
        }
    }
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    rows.dedup_by(|a, b| a.id == b.id);
    Ok(rows)
}

/// Level and weight of a GeoNames feature; nothing for features that reporting does not name as places.
fn meaning(class: &str, code: &str, population: u64) -> Option<(Level, u32)> {
    let peopled = if population > 10_000 { 6 } else { 2 };
    Some(match (class, code) {
        ("A", "ADM1") => (Level::Admin1, 8),
        ("A", "ADM2") => (Level::Admin2, 4),
        ("P", "PPLH" | "PPLQ" | "PPLW") => return None,
        ("P", "PPLA" | "PPLC" | "PPLA2") => (Level::Settlement, 8),
        ("P", _) => (Level::Settlement, peopled),
        ("S", "AIRP" | "AIRF" | "MN" | "MNAU" | "MILB" | "CMP" | "CMPRF") => (Level::Site, 2),
        ("L", "PRK" | "RESF" | "RESN" | "RESW" | "MILB") => (Level::Site, 2),
        _ => return None,
    })
}

/// Further spellings in Latin letters.
fn spellings(name: &str, ascii: &str, others: &str) -> Vec<String> {
    let latin = |n: &str| n.chars().all(|c| c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) || c == '’');
    let found: BTreeSet<&str> = std::iter::once(ascii)
        .chain(others.split(','))
        .map(str::trim)
        .filter(|n| {
            n.chars().count() > 2 && *n != name && latin(n) && n.starts_with(char::is_uppercase) && !n.contains('|')
        })
        .collect();
    found.into_iter().map(str::to_string).collect()
}

/// Writes rows as a file that [`super::Gazetteer::extend`] reads, sorted as they come.
pub fn write_places(rows: &[PlaceRow]) -> String {
    let mut out = String::from(
        "id\tname_en\tname_fr\taliases\tlevel\tlat\tlon\tcountry\tadmin1\tadmin2\tradius_km\tweight\tfrom\tto\tnote\n",
    );
    let plain = |cell: &str| cell.replace(['\t', '\n', '\r'], " ");
    for row in rows {
        let empty = String::new();
        let cells = [
            plain(&row.id),
            plain(&row.name_en),
            plain(&row.name_fr),
            plain(&row.aliases.join("|")),
            level_name(row.level).to_string(),
            row.lat.to_string(),
            row.lon.to_string(),
            row.country.clone().unwrap_or_default(),
            row.admin1.clone().unwrap_or_default(),
            row.admin2.clone().unwrap_or_default(),
            row.radius_km.map_or(empty, |km| km.to_string()),
            row.weight.to_string(),
            row.from.as_ref().map_or(String::new(), |d| d.to_string()),
            row.to.as_ref().map_or(String::new(), |d| d.to_string()),
            plain(&row.note),
        ];
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}
