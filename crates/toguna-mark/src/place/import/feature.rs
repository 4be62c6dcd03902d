//! What GeoNames' feature codes are in words of our table.

use super::super::table::meaning;
use crate::Level;

/// So many people make a village a town.
const TOWN: u64 = 10_000;

/// Kind and level of a feature; nothing for features that reporting does not name as places.
pub(super) fn kind(class: &str, code: &str, population: u64) -> Option<(&'static str, Level)> {
    let kind = match (class, code) {
        ("A", "ADM1") => "admin1",
        ("A", "ADM2") => "admin2",
        ("P", "PPLH" | "PPLQ" | "PPLW") => return None,
        ("P", "PPLA" | "PPLC" | "PPLA2" | "PPLA3") => "seat",
        ("P", _) if population > TOWN => "town",
        ("P", _) => "village",
        ("S", "AIRP" | "AIRF") => "airport",
        ("S", "MN" | "MNAU") => "mine",
        ("S", "MILB" | "CMP" | "CMPRF") | ("L", "MILB") => "camp",
        ("L", "PRK" | "RESF" | "RESN" | "RESW") | ("V", "FRST") => "forest",
        ("L", "LCTY" | "OAS") => "locality",
        ("H", "WLL" | "WTRH") => "well",
        ("H", "LK" | "LKI" | "PND") => "lake",
        ("T", "MT" | "MTS") => "mountain",
        _ => return None,
    };
    meaning(kind).map(|(level, _)| (kind, level))
}
