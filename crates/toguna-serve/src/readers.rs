//! Open readers of the record, kept for the next question: to open one costs more than most answers.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use toguna_record::{Record, RecordError};

use crate::files::Files;

/// How many are kept that nobody uses.
const MOST: usize = 8;

/// Readers of one record that wait for a question.
#[derive(Default)]
pub(crate) struct Readers {
    idle: Mutex<Vec<Idle>>,
}

/// A reader with the number of its file, and since when it waits.
struct Idle {
    file: Option<u64>,
    since: Instant,
    record: Record,
}

impl Readers {
    /// Asks the record.
    pub(crate) fn read<T>(
        &self,
        files: &Files,
        ask: impl FnOnce(&Record) -> Result<T, RecordError>,
    ) -> Result<T, RecordError> {
        let file = file_number(files.record());
        let record = match self.take(file) {
            Some(record) => record,
            None => Record::open(files.record())?,
        };
        // One that failed is not kept: whatever is the matter with it goes with it.
        let told = ask(&record)?;
        self.give_back(file, record);
        Ok(told)
    }

    /// Closes those that nobody needed in a while. The last that closes folds the log into the record.
    pub(crate) fn let_go(&self, idle: Duration) {
        self.idle().retain(|reader| reader.since.elapsed() < idle);
    }

    /// A reader of this file; those of a file that was replaced are closed.
    fn take(&self, file: Option<u64>) -> Option<Record> {
        let mut idle = self.idle();
        idle.retain(|reader| reader.file == file);
        idle.pop().map(|reader| reader.record)
    }

    fn give_back(&self, file: Option<u64>, record: Record) {
        let mut idle = self.idle();
        if idle.len() < MOST {
            idle.push(Idle { file, since: Instant::now(), record });
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What tells a file from another one of its name; elsewhere a file that is open cannot be replaced.
#[cfg(unix)]
fn file_number(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| file.ino())
}

#[cfg(not(unix))]
fn file_number(path: &Path) -> Option<u64> {
    path.exists().then_some(0)
}
