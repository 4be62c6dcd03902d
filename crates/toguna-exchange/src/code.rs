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
    let dated = snapshot.dated(0);
    object.insert("dated".into(), json!(dated.map(|found| found.value.as_str())));
    object.insert("dated_by".into(), json!(dated.map(|found| found.by.name())));
    object.insert("dated_why".into(), json!(dated.map(|found| &found.why)));
    for table in TABLES.iter().filter(|table| OF_ONE.contains(&table.name())) {
        let mut rows: Vec<_> = (0..table.len(&snapshot)).map(|at| table.object(&snapshot, at)).collect();
        // What the text chiefly tells comes first; all else keeps the order of the text.
        rows.sort_by_key(|row| row.get("main") != Some(&Value::Bool(true)) && row.contains_key("main"));
        object.insert(table.name().into(), rows.into_iter().map(Value::Object).collect());
    }
    Ok(Value::Object(object))
}
