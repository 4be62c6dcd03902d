//! What can go wrong with a record: what, where, and the mend.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::reading::ReadingError;

/// Why the record could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// There is no such file.
    #[error("{} does not exist; build it with: toguna build DIR --record {}", path.display(), path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is no Toguna record; name a file that `toguna build --record` made", path.display())]
    NotARecord {
        /// Which file.
        path: PathBuf,
    },
    /// A newer program made it.
    #[error("{} was made by a newer Toguna (version {found} of the record, this program knows {known}); update the program", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// Somebody else writes.
    #[error("another build is writing {}; wait for it or stop it, then run this again", path.display())]
    Busy {
        /// Which file.
        path: PathBuf,
    },
    /// The lock beside the record cannot be made.
    #[error("{} cannot be opened for writing: {source}; name a record in a folder that is there and that you may write to", path.display())]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A copy would replace something.
    #[error("{} exists; name a file that is not there yet", path.display())]
    Exists {
        /// Which file.
        path: PathBuf,
    },
    /// A decision cannot be made.
    #[error("{why}")]
    Decision {
        /// Why, and what to do.
        why: String,
    },
    /// Opened for reading only.
    #[error("the record is open for reading only")]
    ReadOnly,
    /// What is stored contradicts itself.
    #[error("{}: {what}; restore it from a copy, or build it again from the documents", path.display())]
    Broken {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A reading without evidence.
    #[error(transparent)]
    Reading(#[from] ReadingError),
    /// The disk refuses.
    #[error("{}: {source}; make room on the disk, or see that it works, and run the same command again: what was stored before is whole", path.display())]
    Disk {
        /// Which file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// SQLite refuses.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// Which file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl RecordError {
    /// An error of SQLite about a file.
    pub(super) fn sqlite(path: &Path, source: rusqlite::Error) -> RecordError {
        let path = path.into();
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => RecordError::Disk { path, source },
            _ => RecordError::Sqlite { path, source },
        }
    }
}
