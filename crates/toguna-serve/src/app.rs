//! What all requests share: the record's files, what of it is in memory, and the answers that were given.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use toguna_mark::ActorPack;
use toguna_record::{Bounds, Clocks, Decision, NewDecision, Record, RecordError, Snapshot};
use tokio::sync::watch;

use crate::access::{Access, AccountError};
use crate::answers::Answers;
use crate::files::Files;
use crate::held::{Held, Want};
use crate::originals::Originals;
use crate::problem::Problem;
use crate::readers::Readers;
use crate::shelf::{Shelf, Written};
use crate::shown::Shown;

/// How long nobody must have decided before events are merged again, at the least: who judges row after row makes no machine
/// merge in vain. Where merging takes long it is so many times as long.
const QUIET: Duration = Duration::from_secs(3);
const QUIET_TIMES: u32 = 2;

/// How long a whole snapshot is kept that nobody asks for, and how often that is looked at.
const IDLE: Duration = Duration::from_secs(60);

/// The shared state of all routes.
#[derive(Clone)]
pub struct App {
    files: Arc<Files>,
    readers: Arc<Readers>,
    shelf: Arc<Shelf>,
    answers: Arc<Answers>,
    /// Held by who writes.
    pen: Arc<tokio::sync::Mutex<()>>,
    /// Whether events are about to be merged again.
    settling: Arc<AtomicBool>,
    /// How long merging took last.
    merging: Arc<Mutex<Duration>>,
    access: Access,
    pack: Option<Arc<ActorPack>>,
    outlines: Option<Arc<[u8]>>,
    originals: Arc<Originals>,
}

impl App {
    /// The state for a record that can be read, by everybody before this machine.
    pub fn open(path: PathBuf) -> Result<App, RecordError> {
        Record::open(&path)?;
        Ok(App {
            files: Arc::new(Files::of(path)),
            readers: Arc::default(),
            shelf: Arc::default(),
            answers: Arc::default(),
            pen: Arc::default(),
            settling: Arc::default(),
            merging: Arc::default(),
            access: Access::Loopback,
            pack: None,
            outlines: None,
            originals: Arc::default(),
        })
    }

    /// The same for those alone who have an account; `proxied` where a proxy before it speaks TLS.
    pub fn with_accounts(self, proxied: bool) -> Result<App, AccountError> {
        let access = Access::accounts(self.path(), proxied)?;
        Ok(App { access, ..self })
    }

    /// The same with a region pack, whose offices are shown beside what documents tell, and marked as its own.
    pub fn with_pack(self, pack: Arc<ActorPack>) -> App {
        App { pack: Some(pack), ..self }
    }

    /// The same with the outlines of the pack's divisions, as TopoJSON.
    pub fn with_outlines(self, outlines: Vec<u8>) -> App {
        App { outlines: Some(outlines.into()), ..self }
    }

    /// The same with the folders that the documents were read from.
    pub fn with_originals(self, folders: Vec<PathBuf>) -> App {
        App { originals: Arc::new(Originals::below(folders)), ..self }
    }

    /// The outlines of the pack's divisions, where it has some.
    pub(crate) fn outlines(&self) -> Option<&[u8]> {
        self.outlines.as_deref()
    }

    /// The files that documents were read from.
    pub(crate) fn originals(&self) -> &Arc<Originals> {
        &self.originals
    }

    /// The region pack, where one was given.
    pub(crate) fn pack(&self) -> Option<&ActorPack> {
        self.pack.as_deref()
    }

    /// How people come in.
    pub(crate) fn access(&self) -> &Access {
        &self.access
    }

    /// The answers that were given.
    pub(crate) fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Name of the record's file, for people.
    pub(crate) fn name(&self) -> String {
        self.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The record's path.
    pub(crate) fn path(&self) -> &Path {
        self.files.record()
    }

    /// What stands for the answers of now; where the record has changed, it is read anew behind the back of who asks.
    pub(crate) fn edition(&self) -> watch::Receiver<u64> {
        // Before looking, so that what is read anew meanwhile is heard of.
        let edition = self.shelf.edition();
        if let Some(held) = self.shelf.find(Want::now()) {
            self.renew(&held);
        }
        edition
    }

    /// The lists of two clocks.
    pub(crate) async fn lists(&self, clocks: Clocks) -> Result<Arc<Held>, Problem> {
        self.held(Want::lists(self.plain(clocks).await?)).await
    }

    /// A snapshot that tells every actor, as two clocks let their mentions through.
    pub(crate) async fn actors(&self, clocks: Clocks) -> Result<Arc<Snapshot>, Problem> {
        let clocks = self.plain(clocks).await?;
        if clocks != Clocks::default() && self.shelf.find(Want::whole(clocks)).is_none() {
            let mut told = Snapshot::default();
            if let Some(actors) = self.read(move |record| record.entities_of(clocks)).await? {
                told.findings.entities = actors;
                return Ok(Arc::new(told));
            }
        }
        Ok(self.lists(clocks).await?.actors_alone())
    }

    /// The clocks by which now is told alike, where all that is stored was public by the day.
    async fn plain(&self, clocks: Clocks) -> Result<Clocks, Problem> {
        if clocks.as_of.is_none() { Ok(clocks) } else { self.read(move |record| record.plain(clocks)).await }
    }

    /// Everything as of two clocks.
    pub(crate) async fn whole(&self, clocks: Clocks) -> Result<(Arc<Held>, Shown), Problem> {
        let held = self.held(Want::whole(self.plain(clocks).await?)).await?;
        let shown = held.whole().cloned().ok_or_else(|| Problem::internal("the whole record was not read"))?;
        Ok((held, shown))
    }

    /// The first events of some days as of an earlier one, and how many there are, where the whole record of that day is not here
    /// and nobody needs it for that.
    pub(crate) async fn first_events(
        &self,
        clocks: Clocks,
        days: Bounds,
        limit: usize,
    ) -> Result<Option<(Shown, usize)>, Problem> {
        let clocks = self.plain(clocks).await?;
        if clocks.as_of.is_none() || self.shelf.find(Want::whole(clocks)).is_some() {
            return Ok(None);
        }
        let lists = self.lists(Clocks::default()).await?;
        let first = self.read(move |record| record.first_events(clocks, days, limit)).await?;
        Ok(first.map(|(part, all)| (Shown::of(part, lists.decisions.clone()), all)))
    }

    /// Some events of lists, with all that pages show of them.
    pub(crate) async fn events(&self, lists: &Held, ids: Vec<String>) -> Result<Shown, Problem> {
        self.shown(lists, ids, |record, ids| record.events(ids)).await
    }

    /// Some disputes of lists, with all that pages show of them.
    pub(crate) async fn disputes(&self, lists: &Held, ids: Vec<String>) -> Result<Shown, Problem> {
        self.shown(lists, ids, |record, ids| record.disputes(ids)).await
    }

    /// The lists of two clocks, with an actor by id or name and all that is told of it.
    pub(crate) async fn actor(&self, asked: String, clocks: Clocks) -> Result<(Arc<Held>, Shown), Problem> {
        let lists = self.lists(clocks).await?;
        if lists.want.clocks == Clocks::default()
            && lists.whole().is_none()
            && let Some(part) = self.read(move |record| record.actor(&asked)).await?
        {
            let shown = Shown::of(part, lists.decisions.clone());
            return Ok((lists, shown));
        }
        self.whole(clocks).await
    }

    /// A document by its id or name as two clocks let it through, with the events of its accounts.
    pub(crate) async fn document(&self, asked: String, clocks: Clocks) -> Result<Shown, Problem> {
        let lists = self.lists(Clocks::default()).await?;
        let part = match lists.whole() {
            Some(_) => None,
            None => self.read(move |record| record.document(&asked, clocks)).await?,
        };
        match part {
            Some(part) => Ok(Shown::of(part, lists.decisions.clone())),
            None => Ok(self.whole(clocks).await?.1),
        }
    }

    /// The ids of the events of lists of which an account's words hold these, whatever their case.
    pub(crate) async fn events_that_say(&self, lists: &Held, words: String) -> Result<BTreeSet<String>, Problem> {
        match lists.whole() {
            Some(whole) => Ok(whole.events_that_say(&words)),
            None => self.read(move |record| record.events_that_say(&words)).await,
        }
    }

    async fn shown(
        &self,
        lists: &Held,
        ids: Vec<String>,
        read: fn(&Record, &[&str]) -> Result<Option<Snapshot>, RecordError>,
    ) -> Result<Shown, Problem> {
        if let Some(whole) = lists.whole() {
            return Ok(whole.clone());
        }
        let part = self.read(move |record| read(record, &ids.iter().map(String::as_str).collect::<Vec<_>>())).await?;
        match part {
            Some(part) => Ok(Shown::of(part, lists.decisions.clone())),
            None => Ok(self.whole(lists.want.clocks).await?.1),
        }
    }

    /// Asks the record itself.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Record) -> Result<T, RecordError> + Send + 'static,
    ) -> Result<T, Problem> {
        let (files, readers) = (self.files.clone(), self.readers.clone());
        let asked = tokio::task::spawn_blocking(move || readers.read(&files, ask)).await;
        Ok(asked.map_err(|_| Problem::internal("reading the record ended before its time"))??)
    }

    /// Writes a decision, and shows it from then on; why the record refuses it.
    pub(crate) async fn decide(
        &self,
        new: NewDecision,
        note: String,
        who: String,
    ) -> Result<Result<Decision, RecordError>, Problem> {
        let _pen = self.pen.lock().await;
        let files = self.files.clone();
        let write = move || -> Result<Written, RecordError> {
            let mut record = Record::open_to_decide(files.record())?;
            let before = files.version();
            let made = record.decide(&new, &note, &who, jiff::Timestamp::now())?;
            drop(record);
            Ok(Written { made, before, after: files.version() })
        };
        let written = tokio::task::spawn_blocking(write).await;
        let written =
            written.map_err(|_| Problem::internal("writing the decision ended before its time; make it again"))?;
        Ok(written.map(|written| {
            let made = written.made.clone();
            self.shelf.note(written);
            self.settle();
            made
        }))
    }

    /// Reads what the first page needs, and lets go from time to time of what nobody needs any more.
    pub(crate) async fn keep_house(self) {
        // A record that cannot be read now is told of by the first question.
        let _ = self.lists(Clocks::default()).await;
        let mut ticks = tokio::time::interval(IDLE / 4);
        loop {
            ticks.tick().await;
            self.shelf.let_go(IDLE);
            self.readers.let_go(IDLE);
        }
    }

    /// What is wanted. Where the record has changed since it was read it is still the answer, until the new one is there:
    /// nobody waits for a record of which there is an answer.
    async fn held(&self, want: Want) -> Result<Arc<Held>, Problem> {
        match self.shelf.find(want) {
            Some(found) => {
                self.renew(&found);
                Ok(found)
            }
            None => self.load(want).await,
        }
    }

    async fn load(&self, want: Want) -> Result<Arc<Held>, Problem> {
        let _turn = self.shelf.turn.lock().await;
        let (version, begun) = (self.files.version(), Instant::now());
        if let Some(found) = self.shelf.find(want).filter(|held| held.version == version) {
            return Ok(found);
        }
        let files = self.files.clone();
        let read = tokio::task::spawn_blocking(move || Held::read(files.record(), version, want)).await;
        let read = read.map_err(|_| Problem::internal("reading the record ended before its time"))??;
        let held = self.shelf.put(read, begun);
        if !held.settled {
            self.settle();
        }
        Ok(held)
    }

    fn renew(&self, held: &Held) {
        if held.version == self.files.version() || !self.shelf.renews() {
            return;
        }
        let (app, want) = (self.clone(), held.want);
        tokio::spawn(async move {
            // A record that cannot be read just now is tried again by the next question.
            let _ = app.load(want).await;
            app.shelf.renewed();
        });
    }

    fn quiet(&self) -> Duration {
        let merging = *self.merging.lock().unwrap_or_else(PoisonError::into_inner);
        QUIET.max(merging * QUIET_TIMES)
    }

    /// Merges events again as people decided, once nobody decides for a while, and leaves them in the record for all.
    fn settle(&self) {
        // A build that did not finish is not ours to finish.
        let lists = self.shelf.find(Want::now()).is_some_and(|held| held.whole().is_none());
        if !lists || self.settling.swap(true, Ordering::AcqRel) {
            return;
        }
        let app = self.clone();
        tokio::spawn(async move {
            let quiet = app.quiet();
            while let Some(left) = app.shelf.last_made().and_then(|when| quiet.checked_sub(when.elapsed())) {
                tokio::time::sleep(left.max(QUIET)).await;
            }
            app.settling.store(false, Ordering::Release);
            let _turn = app.shelf.turn.lock().await;
            let begun = Instant::now();
            let Ok(prepared) = app.read(Record::prepare).await else { return };
            let _pen = app.pen.lock().await;
            let files = app.files.clone();
            // Where somebody else built or merged meanwhile, that is seen as a change, and all this comes again; so it does for
            // who decided meanwhile.
            let keep = move || Record::create(files.record())?.keep(prepared);
            let _ = tokio::task::spawn_blocking(keep).await;
            *app.merging.lock().unwrap_or_else(PoisonError::into_inner) = begun.elapsed();
            drop(app.edition());
        });
    }
}
