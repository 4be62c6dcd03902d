//! Writing a record into a folder: wholly or not at all, and byte for byte the same for the same record.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use toguna_mark::ActorPack;
use toguna_record::{Clocks, Record, RecordError, Snapshot};

use crate::csv_table::write_csv;
use crate::event::{EventFormat, fitting, write_events};
use crate::field::Table;
use crate::parquet_table::write_parquet;
use crate::table::TABLES;

/// The format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// RFC 4180 in UTF-8.
    Csv,
    /// Columns with their kinds.
    Parquet,
    /// One file with a row an event.
    Events(EventFormat),
}

/// What is exported beside the contract's fields.
#[derive(Clone, Copy, Default)]
pub struct Options<'p> {
    /// The two clocks of the answer.
    pub clocks: Clocks,
    /// Whether `documents` tells when each document entered the record. Off, so that two records of the same documents
    /// export the same bytes.
    pub entered: bool,
    /// Whether people's decisions are left aside.
    pub as_told: bool,
    /// Gives actors and states the names and numbers by which ACLED and UCDP know them.
    pub pack: Option<&'p ActorPack>,
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The record refuses.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A file cannot be written.
    #[error("{} cannot be written ({source}); nothing was exported. Name a folder that you may write to", path.display())]
    Write {
        /// Which file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder holds something else.
    #[error("{} exists and is no folder; name another one", path.display())]
    NotAFolder {
        /// Which path.
        path: PathBuf,
    },
}

/// Exports a record; gives back the tables and how many rows each has.
pub fn export(
    record: &Record,
    to: &Path,
    format: Format,
    options: Options<'_>,
) -> Result<Vec<(&'static str, usize)>, ExportError> {
    let snapshot = if options.as_told { record.as_told(options.clocks)? } else { record.snapshot(options.clocks)? };
    export_snapshot(&snapshot, to, format, options)
}

/// Exports a snapshot: all tables into a folder beside the target, then each into its place by renaming.
pub fn export_snapshot(
    snapshot: &Snapshot,
    to: &Path,
    format: Format,
    options: Options<'_>,
) -> Result<Vec<(&'static str, usize)>, ExportError> {
    if to.exists() && !to.is_dir() {
        return Err(ExportError::NotAFolder { path: to.into() });
    }
    let on = |path: &Path| {
        let path = path.to_owned();
        move |source| ExportError::Write { path, source }
    };
    fs::create_dir_all(to).map_err(on(to))?;
    clear_drafts(to).map_err(on(to))?;
    let draft = to.join(format!("{DRAFT}{}", std::process::id()));
    fs::create_dir_all(&draft).map_err(on(&draft))?;
    let lock = File::create(draft.join(LOCK)).map_err(on(&draft))?;
    lock.lock().map_err(on(&draft))?;
    let written = write_files(outputs(snapshot, format, options), &draft, to);
    drop(lock);
    // Drafts of a failed export must not stay; an error of the export itself is the one to tell.
    let cleared = fs::remove_dir_all(&draft).map_err(on(&draft));
    let written = written?;
    cleared?;
    Ok(written)
}

/// What the folder of an export in the making is called, before the number of its process.
const DRAFT: &str = ".export-";
/// The file in it that is locked for as long as it is being made.
const LOCK: &str = "lock";

/// Takes away what exports left that were killed; one that is still being made holds its lock.
fn clear_drafts(to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(DRAFT) {
            let lock = File::open(entry.path().join(LOCK));
            if lock.is_err() || lock.is_ok_and(|lock| lock.try_lock().is_ok()) {
                fs::remove_dir_all(entry.path())?;
            }
        }
    }
    Ok(())
}

/// Writes the content of one file.
type Writing<'s> = dyn Fn(&mut BufWriter<File>) -> io::Result<()> + 's;

/// A file of an export: its name, what it holds and how many, and how it is written.
struct Output<'s> {
    file: String,
    holds: &'static str,
    rows: usize,
    write: Box<Writing<'s>>,
}

fn outputs<'s>(snapshot: &'s Snapshot, format: Format, options: Options<'s>) -> Vec<Output<'s>> {
    match format {
        Format::Jsonl => {
            tables(snapshot, "jsonl", move |out, table| write_jsonl(out, table, snapshot, options.entered))
        }
        Format::Csv => tables(snapshot, "csv", |out, table| write_csv(out, table, snapshot).map_err(io::Error::other)),
        Format::Parquet => tables(snapshot, "parquet", |out, table| {
            let rows = (0..table.len(snapshot)).map(|at| table.values(snapshot, at));
            write_parquet(out, &table.fields(), rows).map_err(io::Error::other)
        }),
        Format::Events(format) => vec![events(snapshot, format, options.pack)],
    }
}

/// A file a table.
fn tables<'s>(
    snapshot: &'s Snapshot,
    ending: &str,
    write: impl Fn(&mut BufWriter<File>, &dyn Table) -> io::Result<()> + Copy + 's,
) -> Vec<Output<'s>> {
    let of = |table: &'static dyn Table| Output {
        file: format!("{}.{ending}", table.name()),
        holds: table.name(),
        rows: table.len(snapshot),
        write: Box::new(move |out| write(out, table)),
    };
    TABLES.into_iter().map(of).collect()
}

/// The one file of a format that has a row an event.
fn events<'s>(snapshot: &'s Snapshot, format: EventFormat, pack: Option<&'s ActorPack>) -> Output<'s> {
    let file = match format {
        EventFormat::Geojson => "events.geojson",
        EventFormat::Acled => "acled.csv",
        EventFormat::Ucdp => "ucdp.csv",
    };
    let all = &snapshot.findings.events;
    Output {
        file: file.into(),
        holds: "events",
        rows: fitting(format, snapshot, all).len(),
        write: Box::new(move |out| write_events(out, format, snapshot, all, pack)),
    }
}

fn write_files(outputs: Vec<Output<'_>>, draft: &Path, to: &Path) -> Result<Vec<(&'static str, usize)>, ExportError> {
    for output in &outputs {
        let path = draft.join(&output.file);
        let write = || -> io::Result<()> {
            let mut out = BufWriter::new(File::create(&path)?);
            (output.write)(&mut out)?;
            out.flush()?;
            out.get_ref().sync_all()
        };
        write().map_err(|source| ExportError::Write { path: path.clone(), source })?;
    }
    for output in &outputs {
        let to = to.join(&output.file);
        fs::rename(draft.join(&output.file), &to).map_err(|source| ExportError::Write { path: to, source })?;
    }
    Ok(outputs.into_iter().map(|output| (output.holds, output.rows)).collect())
}

fn write_jsonl(out: &mut impl Write, table: &dyn Table, snapshot: &Snapshot, entered: bool) -> io::Result<()> {
    for at in 0..table.len(snapshot) {
        let mut row = table.object(snapshot, at);
        if entered && table.name() == "documents" {
            row.insert("entered".into(), snapshot.readings.documents[at].entered.clone().into());
        }
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
