//! Putting a person's value into a field of a row, where the field and the value are of that row's vocabulary.

use toguna_code::{Estimate, EventType, Measure, Status};
use toguna_mark::Edtf;

use super::keep::counts;
use super::{Kind, fields};
use crate::reconcile::fold;
use crate::rows::{ClaimedBy, Readings, Side};

type Done = Result<(), String>;

/// Sets one field; `-` empties it. The reason where it cannot be.
pub(super) fn correct(readings: &mut Readings, row: (Kind, usize), field: &str, value: &str) -> Done {
    let (kind, at) = row;
    let known = fields::of(readings, row);
    if !known.contains_key(field) {
        let names: Vec<&str> = known.keys().map(String::as_str).collect();
        return Err(format!("it has no field '{field}'; its fields are {}", names.join(", ")));
    }
    set(readings, row, field, value)?;
    // What the words of a figure tell of the dead is the number that it now has.
    if let (Kind::Figure, "low" | "high") = (kind, field) {
        let row = &readings.figures[at];
        for toll in readings.tolls.iter_mut().filter(|toll| counts(row, toll)) {
            toll.told = Estimate { low: row.low, best: row.low.or(row.high), high: row.high };
        }
    }
    Ok(())
}

/// Sets one field of a row and nothing else with it.
pub(super) fn set(readings: &mut Readings, (kind, at): (Kind, usize), field: &str, value: &str) -> Done {
    match kind {
        Kind::Account => account(readings, at, field, value),
        Kind::Figure => figure(readings, at, field, value),
        Kind::Fact => fact(readings, at, field, value),
        Kind::Date if field == "value" => {
            Edtf::parse(value).map_err(|error| error.to_string())?;
            readings.dates[at].value = value.into();
            Ok(())
        }
        _ => Err(format!("'{field}' of it cannot be corrected; reject it instead")),
    }
}

fn account(readings: &mut Readings, at: usize, field: &str, value: &str) -> Done {
    let places =
        if field == "place" { places(readings, readings.accounts[at].at.document, value)? } else { Vec::new() };
    let row = &mut readings.accounts[at];
    match field {
        "type" => row.event_type = named(value, EventType::of)?,
        "mode" => row.mode = text(value),
        "context" => row.context = text(value),
        "date" => row.date = day(value)?,
        "place" => row.places = places,
        "agents" => row.agents = list(value),
        "targets" => row.targets = list(value),
        "status" => row.status = named(value, Status::of)?,
        _ => row.claimed_by = ClaimedBy { entity: text(value), words: None },
    }
    Ok(())
}

fn figure(readings: &mut Readings, at: usize, field: &str, value: &str) -> Done {
    let places = if field == "place" { places(readings, readings.figures[at].at.document, value)? } else { Vec::new() };
    let row = &mut readings.figures[at];
    match field {
        "measure" => row.measure = named(value, Measure::of)?,
        "low" => row.low = number(value)?,
        "high" => row.high = number(value)?,
        "approx" => row.approx = flag(value)?,
        "exclusive" => row.exclusive = flag(value)?,
        "unit" => row.unit = value.into(),
        "of" => row.of = value.into(),
        "date" => row.date = day(value)?,
        "place" => row.places = places,
        "status" => row.status = named(value, Status::of)?,
        _ => row.claimed_by = ClaimedBy { entity: text(value), words: None },
    }
    Ok(())
}

fn fact(readings: &mut Readings, at: usize, field: &str, value: &str) -> Done {
    let is_entity = readings.actors.iter().any(|actor| actor.entity == value);
    let row = &mut readings.facts[at];
    match field {
        "subject" => row.subject = Side { text: value.into(), is_entity },
        "object" => row.object = Side { text: value.into(), is_entity },
        "predicate" => row.predicate = value.into(),
        "qualifier" => row.qualifier = text(value),
        "from" => row.from = day(value)?,
        "to" => row.to = day(value)?,
        "at" => row.on = day(value)?,
        "status" => row.status = named(value, Status::of)?,
        _ => row.claimed_by = ClaimedBy { entity: text(value), words: None },
    }
    Ok(())
}

fn text(value: &str) -> Option<String> {
    (value != "-").then(|| value.to_owned())
}

fn list(value: &str) -> Vec<String> {
    value.split(',').map(str::trim).filter(|id| !id.is_empty() && *id != "-").map(str::to_owned).collect()
}

fn day(value: &str) -> Result<Option<Edtf>, String> {
    text(value).map(|day| Edtf::parse(&day).map_err(|error| error.to_string())).transpose()
}

pub(super) fn number(value: &str) -> Result<Option<f64>, String> {
    let read = |text: String| text.parse().ok().filter(|number: &f64| number.is_finite());
    text(value).map(|text| read(text).ok_or_else(|| format!("'{value}' is no number"))).transpose()
}

fn flag(value: &str) -> Result<bool, String> {
    value.parse().map_err(|_| format!("'{value}' is neither true nor false"))
}

fn named<T>(value: &str, of: impl Fn(&str) -> Option<T>) -> Result<T, String> {
    of(value).ok_or_else(|| format!("'{value}' is no value of this field"))
}

/// Places of the same document: a place that its words never name would stand without evidence (law 1).
fn places(readings: &Readings, document: usize, value: &str) -> Result<Vec<usize>, String> {
    let mentions: Vec<usize> =
        (0..readings.places.len()).filter(|&at| readings.places[at].at.document == document).collect();
    let find = |name: &String| {
        let meant = |at: &&usize| {
            let row = &readings.places[**at];
            row.entity == *name || fold(&row.name) == fold(name) || fold(&row.at.quote) == fold(name)
        };
        mentions.iter().find(meant).copied().ok_or_else(|| format!("its document names no place '{name}'"))
    };
    list(value).iter().map(find).collect()
}
