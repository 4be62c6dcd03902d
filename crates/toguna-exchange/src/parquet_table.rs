//! Parquet: each field by its kind, with what it means in the file's own schema.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use serde_json::Value;

use crate::field::Kind;

/// Rows that are turned into columns at one time.
const BATCH: usize = 8192;

/// Writes rows of values under their fields: name, meaning and kind.
pub fn write_parquet(
    out: impl Write + Send,
    fields: &[(&str, &str, Kind)],
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> Result<(), ParquetError> {
    let schema = schema(fields);
    // No name of a version in the file: the same rows are the same bytes.
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by("toguna".into())
        .build();
    let mut writer = ArrowWriter::try_new(out, schema.clone(), Some(properties))?;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch: Vec<Vec<Value>> = rows.by_ref().take(BATCH).collect();
        writer.write(&columns(fields, &schema, &batch)?)?;
    }
    writer.close().map(|_| ())
}

fn schema(fields: &[(&str, &str, Kind)]) -> SchemaRef {
    let field = |(name, about, kind): &(&str, &str, Kind)| {
        let kind = match kind {
            Kind::Text | Kind::Objects => DataType::Utf8,
            Kind::Integer => DataType::Int64,
            Kind::Number => DataType::Float64,
            Kind::Flag => DataType::Boolean,
            Kind::List | Kind::TextOrList => DataType::new_list(DataType::Utf8, true),
        };
        Field::new(*name, kind, true).with_metadata(HashMap::from([("about".into(), (*about).into())]))
    };
    Arc::new(Schema::new(fields.iter().map(field).collect::<Vec<_>>()))
}

fn columns(fields: &[(&str, &str, Kind)], schema: &SchemaRef, rows: &[Vec<Value>]) -> Result<RecordBatch, ArrowError> {
    let column = |(at, (_, _, kind)): (usize, &(&str, &str, Kind))| {
        column(*kind, rows.iter().map(move |row| row.get(at).unwrap_or(&Value::Null)))
    };
    RecordBatch::try_new(schema.clone(), fields.iter().enumerate().map(column).collect())
}

fn column<'a>(kind: Kind, values: impl Iterator<Item = &'a Value>) -> ArrayRef {
    match kind {
        Kind::Text => {
            let mut column = StringBuilder::new();
            values.for_each(|value| column.append_option(value.as_str()));
            Arc::new(column.finish())
        }
        // Objects stand as JSON: their fields differ from column to column, and every reader of Parquet reads text.
        Kind::Objects => {
            let mut column = StringBuilder::new();
            values.for_each(|value| column.append_option((!value.is_null()).then(|| value.to_string())));
            Arc::new(column.finish())
        }
        Kind::Integer => {
            let mut column = Int64Builder::new();
            values.for_each(|value| column.append_option(value.as_i64()));
            Arc::new(column.finish())
        }
        Kind::Number => {
            let mut column = Float64Builder::new();
            values.for_each(|value| column.append_option(value.as_f64()));
            Arc::new(column.finish())
        }
        Kind::Flag => {
            let mut column = BooleanBuilder::new();
            values.for_each(|value| column.append_option(value.as_bool()));
            Arc::new(column.finish())
        }
        Kind::List | Kind::TextOrList => {
            let mut column = ListBuilder::new(StringBuilder::new());
            values.for_each(|value| match value {
                Value::Null => column.append_null(),
                Value::Array(items) => column.append_value(items.iter().map(Value::as_str)),
                one => column.append_value([one.as_str()]),
            });
            Arc::new(column.finish())
        }
    }
}
