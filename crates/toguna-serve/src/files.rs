//! The record's files on disk, and how a change of them is seen.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The files that a record consists of.
#[derive(Debug)]
pub(crate) struct Files {
    record: PathBuf,
    log: PathBuf,
}

/// The state of the files; another one means that something was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    record: Option<(SystemTime, u64)>,
    log: Option<(SystemTime, u64)>,
}

impl Files {
    pub(crate) fn of(record: PathBuf) -> Files {
        let mut log = OsString::from(&record);
        log.push("-wal");
        Files { record, log: log.into() }
    }

    /// The record itself.
    pub(crate) fn record(&self) -> &Path {
        &self.record
    }

    /// Which state the files are in.
    pub(crate) fn version(&self) -> Version {
        // Whoever opens the record makes an empty log, also to read alone.
        Version { record: state(&self.record), log: state(&self.log).filter(|(_, length)| *length > 0) }
    }
}

fn state(path: &Path) -> Option<(SystemTime, u64)> {
    let file = std::fs::metadata(path).ok()?;
    Some((file.modified().ok()?, file.len()))
}
