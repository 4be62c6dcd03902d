//! Events one a row, in the formats of others: GeoJSON, ACLED, UCDP GED. The tables of accounts are in [`crate::table`].

mod acled;
mod geojson;
mod knowledge;
mod telling;
mod ucdp;

use std::io::{self, Write};

use serde_json::Value;
use toguna_mark::ActorPack;
use toguna_record::{EventRow, Snapshot};

use crate::csv_table::write_csv_rows;
use crate::field::Kind;
use knowledge::Knowledge;
use telling::Telling;

/// A format in which an event is a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventFormat {
    /// RFC 7946.
    Geojson,
    /// ACLED's columns.
    Acled,
    /// The columns of UCDP's Georeferenced Event Dataset.
    Ucdp,
}

/// A column of a table of events.
struct Column {
    name: &'static str,
    kind: Kind,
    value: fn(&Telling<'_>) -> Value,
}

/// A column with its kind and value; with its name alone it stays empty.
macro_rules! column {
    ($name:literal) => {
        Column { name: $name, kind: crate::field::Kind::Text, value: |_| serde_json::Value::Null }
    };
    ($name:literal, $kind:ident, $value:expr) => {
        Column { name: $name, kind: crate::field::Kind::$kind, value: $value }
    };
}
use column;

/// Which of some events a format tells of, in the order in which they come: ACLED and UCDP each count some alone.
pub(crate) fn fitting<'s>(
    format: EventFormat,
    snapshot: &'s Snapshot,
    events: impl IntoIterator<Item = &'s EventRow>,
) -> Vec<&'s EventRow> {
    let fits: fn(&Telling<'_>) -> bool = match format {
        EventFormat::Geojson => |_| true,
        EventFormat::Acled => acled::counts,
        EventFormat::Ucdp => ucdp::counts,
    };
    // Which ones count hangs on what is told alone, on no pack.
    let counts = |event: &&EventRow| fits(&Telling::of(snapshot, event, Knowledge { pack: None }));
    events.into_iter().filter(counts).collect()
}

/// Writes those events that the format tells of. The pack gives actors and states the names and numbers by which others
/// know them.
pub fn write_events<'s>(
    out: impl Write,
    format: EventFormat,
    snapshot: &'s Snapshot,
    events: impl IntoIterator<Item = &'s EventRow>,
    pack: Option<&ActorPack>,
) -> io::Result<()> {
    let events = fitting(format, snapshot, events);
    let told = events.into_iter().map(|event| Telling::of(snapshot, event, Knowledge { pack }));
    match format {
        EventFormat::Geojson => geojson::write(out, snapshot, told),
        EventFormat::Acled => write_columns(out, &acled::COLUMNS, told),
        EventFormat::Ucdp => write_columns(out, &ucdp::COLUMNS, told),
    }
}

fn write_columns<'t>(out: impl Write, columns: &[Column], told: impl Iterator<Item = Telling<'t>>) -> io::Result<()> {
    let fields: Vec<_> = columns.iter().map(|column| (column.name, "", column.kind)).collect();
    let rows = told.map(|told| columns.iter().map(|column| (column.value)(&told)).collect());
    write_csv_rows(out, &fields, rows).map_err(io::Error::other)
}
