//! How two places lie to each other, from their points, levels and countries alone.

use crate::rows::PlaceRow;

/// Two names within this many kilometres may be one event's place: a village and the town that it is told by.
const NEAR_KM: f64 = 30.0;

/// Kilometres between two parallels, a little less than they are.
const KM_A_DEGREE: f64 = 111.0;

/// How two places lie to each other, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lie {
    /// The same place.
    Same,
    /// Points close together.
    Near,
    /// One is an area that holds the other.
    Within,
    /// One is the country of the other, or both are the same country.
    Country,
    /// Elsewhere.
    Apart,
}

/// Whether a place is told to the point, and not as an area.
pub(super) fn is_point(place: &PlaceRow) -> bool {
    matches!(place.level.as_str(), "settlement" | "site")
}

/// Great-circle distance.
pub(super) fn kilometres(a: &PlaceRow, b: &PlaceRow) -> f64 {
    let (p, q) = (a.lat.to_radians(), b.lat.to_radians());
    let half = |x: f64| (x / 2.0).sin().powi(2);
    let h = half(q - p) + p.cos() * q.cos() * half((b.lon - a.lon).to_radians());
    12742.0 * h.min(1.0).sqrt().asin()
}

/// How far from its point an area reaches.
fn reach(level: &str) -> Option<f64> {
    match level {
        "admin2" => Some(80.0),
        "admin1" => Some(150.0),
        "region" => Some(250.0),
        _ => None,
    }
}

/// Kilometres around the point of a place, no country, within which another can be the same or lie in it.
fn reach_of(place: &PlaceRow) -> f64 {
    reach(&place.level).unwrap_or(NEAR_KM)
}

/// Whether two places are surely further apart than this many kilometres: told by latitude alone, without an angle.
fn beyond(a: &PlaceRow, b: &PlaceRow, kilometres: f64) -> bool {
    (a.lat - b.lat).abs() * KM_A_DEGREE > kilometres
}

/// Degree squares that a place reaches into, near a point or over an area's whole reach, and whether it lies in the square
/// itself; a country has none. Two places that are near each other, or of which one holds the other, share one in which one of
/// them lies.
pub(super) fn squares_of(place: &PlaceRow) -> impl Iterator<Item = ((i32, i32), bool)> {
    let north = reach_of(place) / KM_A_DEGREE;
    // A degree of a parallel is shorter towards the poles.
    let east = (north / (place.lat.abs() + north).min(85.0).to_radians().cos()).min(180.0);
    let own = (place.lat.floor() as i32, place.lon.floor() as i32);
    let span = |at: f64, reach: f64| (at - reach).floor() as i32..=(at + reach).floor() as i32;
    let (rows, columns) = (span(place.lat, north), span(place.lon, east));
    let reached = rows.flat_map(move |row| columns.clone().map(move |column| (row, column)));
    let area = place.level != "country";
    reached.filter(move |_| area).map(move |square| (square, square == own))
}

/// How two places lie to each other.
pub(super) fn lie(a: &PlaceRow, b: &PlaceRow) -> Lie {
    let (a_country, b_country) = (a.level == "country", b.level == "country");
    let one_country = a.country.is_some() && a.country == b.country;
    if a.entity == b.entity {
        return if a_country { Lie::Country } else { Lie::Same };
    }
    if a_country || b_country {
        return if one_country { Lie::Country } else { Lie::Apart };
    }
    let reaches = (reach(&a.level), reach(&b.level));
    if beyond(a, b, reach_of(a).max(reach_of(b))) {
        return Lie::Apart;
    }
    let distance = kilometres(a, b);
    let crosses = a.level == "region" || b.level == "region";
    match reaches {
        (None, None) if distance <= NEAR_KM => Lie::Near,
        (None, None) => Lie::Apart,
        (Some(reach), None) | (None, Some(reach)) if distance <= reach && (one_country || crosses) => Lie::Within,
        (Some(x), Some(y)) if distance <= x.max(y) && (one_country || crosses) && x != y => Lie::Within,
        _ => Lie::Apart,
    }
}

/// How two sets of places lie to each other: the closest pair tells; `None` where one set is empty.
pub(super) fn closest<'a>(
    a: impl Iterator<Item = &'a PlaceRow> + Clone,
    b: impl Iterator<Item = &'a PlaceRow> + Clone,
) -> Option<Lie> {
    a.flat_map(|x| b.clone().map(move |y| lie(x, y))).min()
}
