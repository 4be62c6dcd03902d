//! The record on disk: one SQLite file, one writer, immutable rows, computed rows that a finished build replaces.

mod aside;
mod columns;
mod computed;
mod copy;
mod decision;
mod entities;
mod error;
mod load;
mod lock;
mod original;
mod part;
mod public;
mod put;
mod runs;
mod verify;
mod writer;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

pub use computed::{Prepared, Summary};
pub use decision::{Decision, NewDecision, Verdict};
pub use error::RecordError;
pub use load::{Clocks, Failure};
pub use original::Original;
pub use part::{Counts, Lists};
pub use put::{Reading, Stamp, Stored};
pub use runs::{Outlet, Run};
pub use verify::Verified;

use lock::Pen;

/// `TGNA`: what `file` and SQLite tools recognise a record by.
const APPLICATION_ID: i64 = 0x5447_4e41;

/// How much of the file who builds keeps in memory at the most, in KiB.
const PAGES_KIB: i64 = 256 * 1024;
/// After so many pages of 4 KiB the log of who builds is written back to the file.
const LOG_PAGES: i64 = 32 * 1024;

/// How many prepared statements a connection keeps: what one document fills takes some twenty in turns.
const STATEMENTS: usize = 64;

/// Every version of the schema in order; `user_version` counts how many were run.
const MIGRATIONS: &[&str] = &[
    include_str!("v1.sql"),
    include_str!("v2.sql"),
    include_str!("v3.sql"),
    include_str!("v4.sql"),
    include_str!("v5.sql"),
    include_str!("v6.sql"),
    include_str!("v7.sql"),
    include_str!("v8.sql"),
    include_str!("v9.sql"),
    include_str!("v10.sql"),
    include_str!("v11.sql"),
    include_str!("v12.sql"),
    include_str!("v13.sql"),
    include_str!("v14.sql"),
    include_str!("v15.sql"),
    include_str!("v16.sql"),
    include_str!("v17.sql"),
];

/// The record: a file that holds documents, what they tell, and what was made of it.
#[derive(Debug)]
pub struct Record {
    connection: Connection,
    path: PathBuf,
    pen: Pen,
}

impl Record {
    /// Opens a record for writing, and makes it where there is none. One process at a time.
    pub fn create(path: impl AsRef<Path>) -> Result<Record, RecordError> {
        let path = path.as_ref();
        no_folder(path)?;
        let pen = Pen::of_builder(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut record = Record::connect(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        record.pen = pen;
        record.write_much()?;
        record.migrate()?;
        record.set_indexes_aside()?;
        // What a decision or build that was killed left behind.
        record.keep_added()?;
        Ok(record)
    }

    /// Opens a record that is there to add decisions, also while a build writes or events are merged.
    pub fn open_to_decide(path: impl AsRef<Path>) -> Result<Record, RecordError> {
        let mut record = Record::open(path)?;
        record.pen = Pen::Decisions;
        record.on(record.connection.pragma_update(None, "query_only", false))?;
        let turns = record.connection.busy_handler(Some(lock::next_turn));
        record.on(turns)?;
        Ok(record)
    }

    /// Opens a record for reading; a build may write beside it.
    pub fn open(path: impl AsRef<Path>) -> Result<Record, RecordError> {
        let path = path.as_ref();
        no_folder(path)?;
        if !path.is_file() {
            return Err(RecordError::Missing { path: path.into() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let record = Record::connect(path, flags)?;
        record.on(record.connection.pragma_update(None, "query_only", true))?;
        match record.version()? {
            found if found as usize > MIGRATIONS.len() => Err(record.newer(found)),
            // Reading an older version would answer from tables that are not there yet.
            found if (found as usize) < MIGRATIONS.len() => Err(RecordError::Broken {
                path: path.into(),
                what: "it was made by an older Toguna; run `toguna build` on it once to bring it up to date".into(),
            }),
            _ => Ok(record),
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Record, RecordError> {
        let failed = |source| RecordError::sqlite(path, source);
        let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let record = Record { connection, path: path.into(), pen: Pen::None };
        record.configure()?;
        Ok(record)
    }

    /// Settings of the connection; the first of them reads the file, so a foreign file is found out here.
    fn configure(&self) -> Result<(), RecordError> {
        let id = self.pragma("application_id")?;
        let tables = self.on(self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)));
        if id != APPLICATION_ID && !(id == 0 && matches!(tables, Ok(0i64))) {
            return Err(RecordError::NotARecord { path: self.path.clone() });
        }
        self.on(self.connection.busy_timeout(std::time::Duration::from_secs(10)))?;
        self.on(self.connection.pragma_update(None, "journal_mode", "WAL"))?;
        self.on(self.connection.pragma_update(None, "synchronous", "FULL"))?;
        self.on(self.connection.pragma_update(None, "foreign_keys", true))?;
        self.on(self.connection.pragma_update(None, "trusted_schema", false))
    }

    /// Keeps pages in memory until a transaction ends, and writes back to the file what many of them changed once: ids come in
    /// no order, so that each row touches other pages of its indexes.
    fn write_much(&self) -> Result<(), RecordError> {
        self.on(self.connection.pragma_update(None, "cache_size", -PAGES_KIB))?;
        self.on(self.connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES))
    }

    fn migrate(&mut self) -> Result<(), RecordError> {
        let found = self.version()?;
        if found as usize > MIGRATIONS.len() {
            return Err(self.newer(found));
        }
        for (at, migration) in MIGRATIONS.iter().enumerate().skip(found as usize) {
            let path = self.path.clone();
            let failed = |source| RecordError::sqlite(&path, source);
            // One transaction a version: an interrupted upgrade is simply taken up again.
            let transaction = self.connection.transaction().map_err(failed)?;
            transaction.execute_batch(migration).map_err(failed)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
            transaction.pragma_update(None, "user_version", at as i64 + 1).map_err(failed)?;
            transaction.commit().map_err(failed)?;
        }
        Ok(())
    }

    /// Where the record lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn version(&self) -> Result<i64, RecordError> {
        self.pragma("user_version")
    }

    fn pragma(&self, name: &str) -> Result<i64, RecordError> {
        let read = self.connection.pragma_query_value(None, name, |row| row.get(0));
        read.map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => RecordError::NotARecord { path: self.path.clone() },
            _ => RecordError::sqlite(&self.path, error),
        })
    }

    fn newer(&self, found: i64) -> RecordError {
        RecordError::Newer { path: self.path.clone(), found, known: MIGRATIONS.len() as i64 }
    }

    /// A result of SQLite with the file's name in its error.
    fn on<T>(&self, result: rusqlite::Result<T>) -> Result<T, RecordError> {
        result.map_err(|source| RecordError::sqlite(&self.path, source))
    }

    fn writable(&self) -> Result<(), RecordError> {
        if matches!(self.pen, Pen::Everything(_)) { Ok(()) } else { Err(RecordError::ReadOnly) }
    }

    fn decidable(&self) -> Result<(), RecordError> {
        if matches!(self.pen, Pen::None) { Err(RecordError::ReadOnly) } else { Ok(()) }
    }
}

/// Refuses a folder before anything is made beside it.
fn no_folder(path: &Path) -> Result<(), RecordError> {
    if path.is_dir() { Err(RecordError::NotARecord { path: path.into() }) } else { Ok(()) }
}
