//! Reading a pack's `places.tsv`: the places that somebody curates.

use serde::Deserialize;

use super::gazetteer::PlaceRow;
use crate::names::Case;
use crate::table::{TableError, alternatives, rows};
use crate::{Edtf, Level};

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

/// The places of a file, in its order.
pub(crate) fn curated(file: &str, tsv: &str) -> Result<Vec<PlaceRow>, TableError> {
    let numbered = rows::<Raw>(file, tsv)?.into_iter().zip(2u64..);
    numbered.map(|(raw, line)| row(raw).map_err(|reason| TableError { file: file.into(), line, reason })).collect()
}

/// A name written with a small letter is found in any case, an acronym only as written, any other capitalised.
pub(crate) fn case_of(name: &str) -> Case {
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
