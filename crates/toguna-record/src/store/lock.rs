//! One builder at a time, for the whole of a build and not only for one transaction. Decisions are added beside it: each is
//! one transaction, and nothing that a build writes hangs on how many there are.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::RecordError;

/// What an open record may write.
#[derive(Debug)]
pub(super) enum Pen {
    /// Nothing.
    None,
    /// Decisions alone.
    Decisions,
    /// Everything.
    Everything(#[expect(dead_code, reason = "held, and never read")] WriteLock),
}

impl Pen {
    /// The one that writes everything, or who has it.
    pub(super) fn of_builder(record: &Path) -> Result<Pen, RecordError> {
        WriteLock::take(record).map(Pen::Everything)
    }
}

/// How long a decision waits for the transaction of somebody else, and how often it looks: SQLite itself would soon look ten
/// times a second, and miss the moments between the transactions of a build.
const PATIENCE: Duration = Duration::from_secs(30);
const LOOKS: Duration = Duration::from_millis(1);

/// Whether to look once more for a moment in which nobody writes, after so many looks.
pub(super) fn next_turn(looks: i32) -> bool {
    std::thread::sleep(LOOKS);
    LOOKS * looks.unsigned_abs() < PATIENCE
}

/// Held while a process builds; the system lets go of it when the process ends, however it ends.
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
