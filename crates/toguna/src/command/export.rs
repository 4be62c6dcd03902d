//! `toguna export`: a record as tables in a folder.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use toguna_exchange::{EventFormat, Format, Options};
use toguna_pipeline::{actor_pack, embedded};
use toguna_record::Record;

use super::answer::clocks;

/// The formats that a record is written in.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ExportFormat {
    /// One JSON object a line.
    Jsonl,
    /// UTF-8, RFC 4180; cells that would run as a formula are made text.
    Csv,
    /// Columns with their kinds; lists are lists, objects are JSON.
    Parquet,
    /// One file: a feature an event (RFC 7946); those without a point have no geometry.
    Geojson,
    /// One file: a row an event that ACLED would code, in its columns.
    Acled,
    /// One file: a row a deadly event, in the columns of UCDP's Georeferenced Event Dataset.
    Ucdp,
}

/// Arguments of `toguna export`.
#[derive(Args)]
pub(crate) struct ExportArgs {
    /// The record to write out
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// The folder to write into; tables of an earlier export are replaced
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// How the tables are written
    #[arg(long, value_enum, default_value = "jsonl")]
    format: ExportFormat,
    /// The region pack that names actors and states as ACLED and UCDP do
    #[arg(long, default_value = "sahel")]
    pack: String,
    /// Only documents published by this day (EDTF)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Only documents that had entered the record by this day (EDTF)
    #[arg(long, value_name = "DATE")]
    knew: Option<String>,
    /// Tell when each document entered the record (jsonl); two records of the same documents then differ
    #[arg(long)]
    entered: bool,
    /// As the documents tell it: leave people's decisions aside
    #[arg(long)]
    as_told: bool,
}

/// Writes the tables.
pub(crate) fn run(args: ExportArgs) -> Result<()> {
    let record = Record::open(&args.record)?;
    let format = match args.format {
        ExportFormat::Jsonl => Format::Jsonl,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Parquet => Format::Parquet,
        ExportFormat::Geojson => Format::Events(EventFormat::Geojson),
        ExportFormat::Acled => Format::Events(EventFormat::Acled),
        ExportFormat::Ucdp => Format::Events(EventFormat::Ucdp),
    };
    let pack = match format {
        Format::Events(_) => Some(actor_pack(&embedded(), &args.pack)?),
        _ => None,
    };
    let options = Options {
        clocks: clocks(args.as_of.as_deref(), args.knew.as_deref())?,
        entered: args.entered,
        as_told: args.as_told,
        pack: pack.as_ref(),
    };
    let mut out = std::io::stdout().lock();
    for (table, rows) in toguna_exchange::export(&record, &args.to, format, options)? {
        writeln!(out, "{table:<10} {rows}")?;
    }
    Ok(())
}
