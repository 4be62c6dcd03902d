//! The table of a gazetteer: the many places that nobody curates, one a line, as `toguna places import` writes it.
//!
//! `id name aliases kind lat lon country admin1 admin2`, parted by tabs. It is leaner than a pack's `places.tsv`, because
//! it holds tens of thousands of rows of which a text needs a few: a row is read whole only when it is asked for.

use super::gazetteer::PlaceRow;
use crate::Level;
use crate::table::{TableError, alternatives};

/// The first line.
pub(crate) const HEADER: &str = "id\tname\taliases\tkind\tlat\tlon\tcountry\tadmin1\tadmin2";

/// What a kind of the table is, and how much less often than a curated place reporting means it.
const KINDS: [(&str, Level, u32); 13] = [
    ("village", Level::Settlement, 2),
    ("town", Level::Settlement, 6),
    ("seat", Level::Settlement, 8),
    ("admin1", Level::Admin1, 8),
    ("admin2", Level::Admin2, 4),
    ("locality", Level::Site, 1),
    ("camp", Level::Site, 1),
    ("well", Level::Site, 1),
    ("mountain", Level::Site, 1),
    ("lake", Level::Site, 2),
    ("forest", Level::Site, 2),
    ("mine", Level::Site, 2),
    ("airport", Level::Site, 2),
];

/// Level and weight of a kind.
pub(crate) fn meaning(kind: &str) -> Option<(Level, u32)> {
    KINDS.iter().find(|(name, _, _)| *name == kind).map(|(_, level, weight)| (*level, *weight))
}

/// The cells of one line.
pub(crate) struct Line<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub aliases: &'a str,
    pub level: Level,
    pub weight: u32,
    pub lat: f64,
    pub lon: f64,
    pub country: &'a str,
    pub admin1: &'a str,
    pub admin2: &'a str,
}

impl<'a> Line<'a> {
    /// Reads a line, or says what is wrong with it.
    pub(crate) fn read(line: &'a str) -> Result<Line<'a>, String> {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().ok_or_else(|| format!("fewer than nine columns; write {HEADER}"));
        let (id, name, aliases, kind) = (cell()?, cell()?, cell()?, cell()?);
        let (lat, lon) = (degrees(cell()?, 90.0)?, degrees(cell()?, 180.0)?);
        let (country, admin1, admin2) = (cell()?, cell()?, cell()?);
        let (level, weight) = meaning(kind).ok_or_else(|| {
            format!("'{kind}' is no kind; write one of {}", KINDS.map(|(name, _, _)| name).join(", "))
        })?;
        if id.is_empty() || name.is_empty() {
            return Err("a place needs an id and a name".into());
        }
        Ok(Line { id, name, aliases, level, weight, lat, lon, country, admin1, admin2 })
    }

    /// Every name of the place.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        std::iter::once(self.name).chain(alternatives(self.aliases))
    }

    /// The line as a place.
    pub(crate) fn place(&self) -> PlaceRow {
        let filled = |cell: &str| (!cell.is_empty()).then(|| cell.to_string());
        PlaceRow {
            id: self.id.into(),
            name_en: self.name.into(),
            name_fr: self.name.into(),
            aliases: alternatives(self.aliases).map(str::to_string).collect(),
            level: self.level,
            lat: self.lat,
            lon: self.lon,
            country: filled(self.country),
            admin1: filled(self.admin1),
            admin2: filled(self.admin2),
            radius_km: None,
            weight: self.weight,
            from: None,
            to: None,
            note: source(self.id),
        }
    }
}

/// Whose fact an id is, where it says so.
fn source(id: &str) -> String {
    [("gn", "GeoNames"), ("wof", "Who's On First")]
        .iter()
        .find_map(|(key, name)| {
            let number = id.strip_prefix(key).filter(|n| n.bytes().all(|b| b.is_ascii_digit()))?;
            Some(format!("{name} {number}"))
        })
        .unwrap_or_default()
}

fn degrees(cell: &str, most: f64) -> Result<f64, String> {
    let degrees: Option<f64> = cell.parse().ok().filter(|d: &f64| d.abs() <= most);
    degrees.ok_or_else(|| format!("'{cell}' is no coordinate in degrees"))
}

/// The lines of a table with their numbers, past its header and remarks.
pub(crate) fn lines<'a>(file: &str, text: &'a str) -> Result<impl Iterator<Item = (u64, &'a str)>, TableError> {
    let mut lines = (1u64..).zip(text.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    match lines.next() {
        Some((_, first)) if first == HEADER => Ok(lines),
        first => Err(TableError {
            file: file.into(),
            line: first.map_or(1, |(at, _)| at),
            reason: format!("a gazetteer begins with the line '{HEADER}'; `toguna places import` makes one"),
        }),
    }
}
