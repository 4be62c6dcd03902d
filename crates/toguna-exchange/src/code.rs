//! What `toguna code` writes: the tables of one document as one object, without any record.

use serde_json::{Map, Value, json};
use toguna_code::Coded;
use toguna_record::{ReadingError, Readings, Snapshot};
use toguna_text::Document;

use crate::table::TABLES;

/// The tables that tell of a document alone.
const OF_ONE: [&str; 6] = ["dates", "places", "actors", "figures", "events", "facts"];

/// One document and what was coded from it, with the fields of the export.
pub fn coded_to_json(document: &Document, coded: &Coded) -> Result<Value, ReadingError> {
    let snapshot = Snapshot::alone(Readings::of(document, coded)?);
    let mut object = Map::new();
    object.insert("id".into(), json!(document.name()));
    object.insert("language".into(), json!(document.language()));
    for table in TABLES.iter().filter(|table| OF_ONE.contains(&table.name())) {
        let rows = (0..table.len(&snapshot)).map(|at| Value::Object(table.object(&snapshot, at)));
        object.insert(table.name().into(), rows.collect());
    }
    Ok(Value::Object(object))
}
