//! Copies of a record: made while a build writes, whole or not there at all, and checked against the original.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::lock::{Pen, WriteLock};
use super::verify::Verified;
use super::{Record, RecordError};

impl Record {
    /// Writes the record as it is at this moment to a file that is not there yet, and checks that it holds the same.
    pub fn backup(&self, to: &Path) -> Result<Verified, RecordError> {
        let failed = |source| RecordError::Lock { path: to.into(), source };
        if to.exists() {
            return Err(RecordError::Exists { path: to.into() });
        }
        let draft = beside(to, "-part");
        remove(&draft).map_err(failed)?;
        let name = draft.to_string_lossy();
        self.on(self.connection.pragma_update(None, "query_only", false))?;
        let copied = self.on(self.connection.execute("VACUUM INTO ?1", [name.as_ref()]));
        self.on(self.connection.pragma_update(None, "query_only", matches!(self.pen, Pen::None)))?;
        let verified = copied.and_then(|_| Record::open(&draft)?.verify());
        let kept = verified.and_then(|verified| {
            File::open(&draft).and_then(|file| file.sync_all()).map_err(failed)?;
            fs::rename(&draft, to).map_err(failed)?;
            Ok(verified)
        });
        // What SQLite laid beside the draft while it was checked, and the draft of a copy that failed.
        for ending in ["-part-wal", "-part-shm", "-part"] {
            remove(&beside(to, ending)).map_err(failed)?;
        }
        kept
    }

    /// Makes a record of a copy, under a name that is free.
    pub fn restore(from: &Path, to: &Path) -> Result<Verified, RecordError> {
        // A log that was left of another record would be folded into this one.
        for path in [to.into(), beside(to, "-wal")] {
            if path.exists() {
                return Err(RecordError::Exists { path });
            }
        }
        let source = Record::open(from)?;
        source.verify()?;
        let _lock = WriteLock::take(to)?;
        source.backup(to)
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
