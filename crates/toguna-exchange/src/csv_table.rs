//! CSV that a spreadsheet opens without harm: UTF-8, RFC 4180, lists in one cell, no cell that runs as a formula.

use std::io::Write;

use serde_json::Value;
use toguna_record::Snapshot;

use crate::field::{Kind, Table};

/// Writes one table.
pub fn write_csv(out: impl Write, table: &dyn Table, snapshot: &Snapshot) -> csv::Result<()> {
    write_csv_rows(out, &table.fields(), (0..table.len(snapshot)).map(|at| table.values(snapshot, at)))
}

/// Writes rows of values under the names of their fields.
pub fn write_csv_rows(
    out: impl Write,
    fields: &[(&str, &str, Kind)],
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> csv::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(fields.iter().map(|(name, _, _)| *name))?;
    for row in rows {
        csv.write_record(row.iter().map(cell))?;
    }
    csv.flush()?;
    Ok(())
}

/// Writes rows of words, such as the answer to a question, under the same rules.
pub fn write_cells<'a>(out: impl Write, rows: impl IntoIterator<Item = Vec<&'a str>>) -> csv::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    for row in rows {
        csv.write_record(row.into_iter().map(guarded))?;
    }
    csv.flush()?;
    Ok(())
}

/// A value as the text of a cell.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => guarded(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(item).collect();
            guarded(&items.join("; "))
        }
        other => other.to_string(),
    }
}

/// A value inside a list: words as they are, objects as JSON.
fn item(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Spreadsheets run a cell that begins like this as a formula; a quotation mark before it makes it text.
fn guarded(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_that_would_run_as_a_formula_are_made_text() {
        for bad in ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"] {
            assert_eq!(cell(&json!(bad)), format!("'{bad}"));
        }
        assert_eq!(cell(&json!(-12.5)), "-12.5");
        assert_eq!(cell(&json!("a = b")), "a = b");
    }

    #[test]
    fn lists_are_one_cell() {
        assert_eq!(cell(&json!(["mali", "niger"])), "mali; niger");
        assert_eq!(cell(&json!([])), "");
    }
}
