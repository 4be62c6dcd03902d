//! GeoJSON (RFC 7946): one feature an event, its properties flat, one a line. An event without a point has no geometry:
//! QGIS shows it in its table, Kepler leaves it aside.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Map, Value, json};
use toguna_record::Snapshot;

use super::telling::{Telling, day, listed, whole};

/// How far in km the place may be from the point, by UCDP's precision: the ring that the app draws.
const RADIUS: [(u8, f64); 5] = [(1, 1.0), (2, 25.0), (3, 50.0), (4, 100.0), (5, 150.0)];

/// Writes a collection of features.
pub(super) fn write<'t>(
    mut out: impl Write,
    snapshot: &Snapshot,
    told: impl Iterator<Item = Telling<'t>>,
) -> io::Result<()> {
    let contested = snapshot.contested();
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (at, told) in told.enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &feature(&told, &contested))?;
    }
    out.write_all(b"\n]}\n")
}

fn feature(told: &Telling<'_>, contested: &BTreeSet<&str>) -> Value {
    let geometry = told.point().map(|(lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]}));
    json!({
        "type": "Feature",
        "id": told.event.id,
        "geometry": geometry,
        "properties": properties(told, contested.contains(told.event.id.as_str())),
    })
}

/// What is told, each property a word or a number: tools of maps show no lists.
fn properties(told: &Telling<'_>, contested: bool) -> Map<String, Value> {
    let acled = told.snapshot.acled_of(told.event);
    let deaths = told.deaths();
    let some = |words: String| if words.is_empty() { Value::Null } else { Value::String(words) };
    let radius = |precision: u8| RADIUS.iter().find(|(of, _)| *of == precision).map(|(_, km)| *km);
    let documents: BTreeSet<usize> = told.accounts().map(|row| row.at.document).collect();
    let pairs = [
        ("event_id", json!(told.event.id)),
        ("type", json!(told.event.event_type.name())),
        ("acled_type", json!(acled.map(|sub| sub.event_type()))),
        ("acled_subtype", json!(acled.map(|sub| sub.name()))),
        ("date", json!(told.event.date)),
        ("earliest", day(told.bounds.and_then(|bounds| bounds.earliest))),
        ("latest", day(told.bounds.and_then(|bounds| bounds.latest))),
        ("place", json!(told.place.map(|place| &place.name))),
        ("country", json!(told.country())),
        ("precision", json!(told.place.map(|place| place.precision))),
        ("radius_km", json!(told.place.and_then(|place| radius(place.precision)))),
        ("agents", some(told.names(told.accounts().flat_map(|row| &row.agents)))),
        ("targets", some(told.names(told.accounts().flat_map(|row| &row.targets)))),
        ("status", some(listed(told.accounts().map(|row| row.status.name())))),
        ("claimed_by", some(told.claimants())),
        ("deaths_low", whole(deaths.and_then(|deaths| deaths.low))),
        ("deaths_best", whole(deaths.and_then(|deaths| deaths.best))),
        ("deaths_high", whole(deaths.and_then(|deaths| deaths.high))),
        ("settled", json!(told.event.settled_words())),
        ("contested", json!(contested)),
        ("documents", json!(documents.len())),
        ("outlets", some(told.outlets())),
        ("told", json!(told.snapshot.event_words(told.event))),
        ("quotes", some(told.quotes())),
    ];
    pairs.map(|(name, value)| (name.to_owned(), value)).into_iter().collect()
}
