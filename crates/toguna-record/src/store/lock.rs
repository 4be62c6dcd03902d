//! One writer at a time, for the whole of a build and not only for one transaction.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::RecordError;

/// Held while a process writes; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct WriteLock {
    _file: File,
}

impl WriteLock {
    /// Takes the lock of a record or says who has it.
    ///
    /// The lock is a file of its own: closing a second handle of the database itself would drop SQLite's own locks.
    pub(super) fn take(record: &Path) -> Result<WriteLock, RecordError> {
        let path = lock_path(record);
        let failed = |source| RecordError::Lock { path: path.clone(), source };
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(WriteLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(RecordError::Busy { path: record.into() }),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

fn lock_path(record: &Path) -> PathBuf {
    let mut name = record.as_os_str().to_owned();
    name.push("-lock");
    name.into()
}
