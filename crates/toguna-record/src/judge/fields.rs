//! Rows as named fields: what is judged, compared and corrected. Confidence and the coder's reasons are none of it.

use serde_json::{Map, Value, json};
use toguna_mark::Edtf;

use super::Kind;
use crate::rows::{Evidence, Readings};

fn day(date: &Option<Edtf>) -> Value {
    json!(date.as_ref().map(Edtf::as_str))
}

/// The words of a row; a document has none and gives those of nothing.
pub(crate) fn evidence(readings: &Readings, (kind, at): (Kind, usize)) -> &Evidence {
    match kind {
        Kind::Date => &readings.dates[at].at,
        Kind::Place => &readings.places[at].at,
        Kind::Actor => &readings.actors[at].at,
        Kind::Figure => &readings.figures[at].at,
        Kind::Fact => &readings.facts[at].at,
        Kind::Account | Kind::Document | Kind::Position | Kind::Source => &readings.accounts[at].at,
    }
}

/// What a row tells, by the names that exports use.
pub(crate) fn of(readings: &Readings, (kind, at): (Kind, usize)) -> Map<String, Value> {
    let places = |of: &[usize]| json!(of.iter().map(|&at| &readings.places[at].entity).collect::<Vec<_>>());
    let value = match kind {
        Kind::Document | Kind::Position | Kind::Source => json!({}),
        Kind::Date => json!({"value": readings.dates[at].value, "kind": readings.dates[at].kind}),
        Kind::Place => json!({"entity": readings.places[at].entity}),
        Kind::Actor => json!({"entity": readings.actors[at].entity}),
        Kind::Figure => {
            let row = &readings.figures[at];
            json!({
                "measure": row.measure.name(), "low": row.low, "high": row.high, "approx": row.approx,
                "exclusive": row.exclusive, "unit": row.unit, "of": row.of, "date": day(&row.date),
                "place": places(&row.places), "status": row.status.name(), "claimed_by": row.claimed_by.told(),
            })
        }
        Kind::Account => {
            let row = &readings.accounts[at];
            json!({
                "type": row.event_type.name(), "mode": row.mode, "context": row.context, "date": day(&row.date),
                "place": places(&row.places), "agents": row.agents, "targets": row.targets,
                "status": row.status.name(), "claimed_by": row.claimed_by.told(),
            })
        }
        Kind::Fact => {
            let row = &readings.facts[at];
            json!({
                "subject": row.subject.text, "predicate": row.predicate, "object": row.object.text,
                "qualifier": row.qualifier, "from": day(&row.from), "to": day(&row.to), "at": day(&row.on),
                "status": row.status.name(), "claimed_by": row.claimed_by.told(),
            })
        }
    };
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
