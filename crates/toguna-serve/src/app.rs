//! What all requests share: the record's path, and the snapshots that were asked for last.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use toguna_mark::ActorPack;
use toguna_record::{Clocks, Decision, Failure, Record, RecordError, Snapshot};

use crate::access::{Access, AccountError};
use crate::problem::Problem;
use crate::views::EventKey;

/// How many snapshots are kept: the one of today, and those of a few as-of dates that somebody steps through.
const KEPT: usize = 6;

/// The state of the record's files on disk; another one means that something was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Version {
    record: Option<(SystemTime, u64)>,
    log: Option<(SystemTime, u64)>,
}

/// A snapshot with what lists are filtered and ordered by.
pub(crate) struct Loaded {
    /// What the documents tell and what was made of it.
    pub(crate) snapshot: Snapshot,
    /// One key an event, in the order of time.
    pub(crate) events: Vec<EventKey>,
    /// Every decision in the order in which it was made.
    pub(crate) decisions: Vec<Decision>,
    /// Files that could not be read.
    pub(crate) failures: Vec<Failure>,
    /// Which state of the record this is.
    pub(crate) version: Version,
    /// The clocks that were asked for.
    pub(crate) clocks: Clocks,
}

/// The shared state of all routes.
#[derive(Clone)]
pub struct App {
    path: Arc<PathBuf>,
    kept: Arc<Mutex<Vec<Arc<Loaded>>>>,
    access: Access,
    pack: Option<Arc<ActorPack>>,
}

impl App {
    /// The state for a record that can be read, by everybody before this machine.
    pub fn open(path: PathBuf) -> Result<App, RecordError> {
        Record::open(&path)?;
        Ok(App { path: Arc::new(path), kept: Arc::default(), access: Access::Loopback, pack: None })
    }

    /// The same for those alone who have an account; `proxied` where a proxy before it speaks TLS.
    pub fn with_accounts(self, proxied: bool) -> Result<App, AccountError> {
        let access = Access::accounts(&self.path, proxied)?;
        Ok(App { access, ..self })
    }

    /// The same with a region pack, whose offices are shown beside what documents tell, and marked as its own.
    pub fn with_pack(self, pack: Arc<ActorPack>) -> App {
        App { pack: Some(pack), ..self }
    }

    /// The region pack, where one was given.
    pub(crate) fn pack(&self) -> Option<&ActorPack> {
        self.pack.as_deref()
    }

    /// How people come in.
    pub(crate) fn access(&self) -> &Access {
        &self.access
    }

    /// Which state the record is in.
    pub(crate) fn version(&self) -> Version {
        let state = |path: PathBuf| std::fs::metadata(path).ok().and_then(|m| Some((m.modified().ok()?, m.len())));
        let mut log = self.path.as_os_str().to_owned();
        log.push("-wal");
        Version { record: state(self.path.to_path_buf()), log: state(log.into()) }
    }

    /// Name of the record's file, for people.
    pub(crate) fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The record's path, for a writer.
    pub(crate) fn path(&self) -> &PathBuf {
        &self.path
    }

    /// The snapshot of two clocks: a kept one where the record has not changed, else a new one.
    pub(crate) async fn loaded(&self, clocks: Clocks) -> Result<Arc<Loaded>, Problem> {
        let version = self.version();
        if let Some(found) = self.kept(version, clocks) {
            return Ok(found);
        }
        let path = self.path.clone();
        let made = tokio::task::spawn_blocking(move || load(&path, version, clocks)).await;
        let made = Arc::new(made.map_err(|_| Problem::internal("reading the record ended before its time"))??);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|loaded| loaded.version == version && loaded.clocks != clocks);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(made.clone());
        Ok(made)
    }

    fn kept(&self, version: Version, clocks: Clocks) -> Option<Arc<Loaded>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|loaded| loaded.version == version && loaded.clocks == clocks).cloned()
    }
}

fn load(path: &PathBuf, version: Version, clocks: Clocks) -> Result<Loaded, RecordError> {
    let record = Record::open(path)?;
    let snapshot = record.snapshot(clocks)?;
    let events = EventKey::of_all(&snapshot);
    let (decisions, failures) = (record.decisions()?, record.failures()?);
    Ok(Loaded { snapshot, events, decisions, failures, version, clocks })
}
