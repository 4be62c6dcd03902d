//! Formats out of the record. One declaration a table ([`table::TABLES`]) says every field once; JSON Lines, CSV, Parquet
//! and the objects of `toguna code` are written from it. GeoJSON, ACLED's and UCDP's columns have a row an event.
//!
//! This crate holds no logic that a query should hold: it names, orders and writes what a snapshot of the record says.

mod code;
mod csv_table;
mod event;
mod export;
mod field;
mod parquet_table;
pub mod table;

pub use code::coded_to_json;
pub use csv_table::{write_cells, write_csv, write_csv_rows};
pub use event::{EventFormat, write_events};
pub use export::{ExportError, Format, Options, export, export_snapshot};
pub use field::{Field, Kind, Table};
pub use parquet_table::write_parquet;
