//! What was read of the record and is kept: the lists of now always, whole snapshots while somebody asks for them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use toguna_record::Decision;
use tokio::sync::watch;

use crate::files::Version;
use crate::held::{Held, Want};

/// How many snapshots are kept.
const MOST: usize = 6;

/// How many accounts whole snapshots may hold together, unless one alone holds more: 4 kB and more an account.
const MOST_ACCOUNTS: usize = 20_000;

/// What is kept, and the edition that stands for what it answers.
pub(crate) struct Shelf {
    kept: Mutex<Kept>,
    /// Goes up when an answer may have become another one.
    edition: watch::Sender<u64>,
    /// Held while the record is read or merged: one at a time, for that may need the memory of a whole record.
    pub(crate) turn: tokio::sync::Mutex<()>,
    /// Whether something stale is being read anew.
    renewing: AtomicBool,
}

#[derive(Default)]
struct Kept {
    /// With the moment of the last question.
    held: Vec<(Instant, Arc<Held>)>,
    /// Decisions of ours that a reading which was begun before may not hold.
    made: Vec<(Instant, Decision)>,
    last_made: Option<Instant>,
}

/// A decision with the states of the record right before and after it.
pub(crate) struct Written {
    pub(crate) made: Decision,
    pub(crate) before: Version,
    pub(crate) after: Version,
}

impl Default for Shelf {
    fn default() -> Shelf {
        let (kept, turn) = (Mutex::default(), tokio::sync::Mutex::default());
        Shelf { kept, edition: watch::Sender::new(0), turn, renewing: AtomicBool::new(false) }
    }
}

impl Shelf {
    /// What is wanted, also where the record has changed since.
    pub(crate) fn find(&self, want: Want) -> Option<Arc<Held>> {
        let mut kept = self.kept();
        let (asked, held) = kept.held.iter_mut().find(|(_, held)| held.want == want)?;
        *asked = Instant::now();
        Some(held.clone())
    }

    /// Takes what was read from a moment on, in the place of what is older.
    pub(crate) fn put(&self, mut held: Held, begun: Instant) -> Arc<Held> {
        let mut kept = self.kept();
        kept.made.retain(|(when, _)| *when >= begun);
        for (_, made) in &kept.made {
            if held.decisions.rows().iter().all(|row| row.id != made.id) {
                held = held.with(held.decisions.with(made.clone()));
            }
        }
        let held = Arc::new(held);
        let before = kept.held.len();
        kept.held.retain(|(_, other)| other.want != held.want);
        let replaced = kept.held.len() < before;
        kept.held.push((Instant::now(), held.clone()));
        kept.make_room();
        drop(kept);
        if replaced {
            self.changed();
        }
        held
    }

    /// Notes a decision that was just written, and nothing else with it: rows show it at once, lists of events follow when
    /// they are merged again.
    pub(crate) fn note(&self, Written { made, before, after }: Written) {
        let mut kept = self.kept();
        for (_, held) in &mut kept.held {
            let mut with = held.with(held.decisions.with(made.clone()));
            if with.version == before && with.whole().is_none() {
                with.version = after;
            }
            *held = Arc::new(with);
        }
        kept.last_made = Some(Instant::now());
        kept.made.push((Instant::now(), made));
        drop(kept);
        self.changed();
    }

    /// When the last decision was made here.
    pub(crate) fn last_made(&self) -> Option<Instant> {
        self.kept().last_made
    }

    /// Lets go of whole snapshots that nobody asked for in a while.
    pub(crate) fn let_go(&self, idle: Duration) {
        self.kept().held.retain(|(asked, held)| !held.want.whole || asked.elapsed() < idle);
    }

    /// What stands for the answers of now, and hears when they may have changed.
    pub(crate) fn edition(&self) -> watch::Receiver<u64> {
        self.edition.subscribe()
    }

    /// Whether the asker is the one to renew what is stale; who is must say when it is done.
    pub(crate) fn renews(&self) -> bool {
        !self.renewing.swap(true, Ordering::AcqRel)
    }

    /// What was stale was renewed.
    pub(crate) fn renewed(&self) {
        self.renewing.store(false, Ordering::Release);
    }

    fn changed(&self) {
        self.edition.send_modify(|edition| *edition += 1);
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Lets go of the oldest whole snapshots, but never of the last one.
    fn make_room(&mut self) {
        let whole = |(_, held): &(Instant, Arc<Held>)| held.want.whole;
        loop {
            let held = self.held.iter().filter(|entry| whole(entry));
            let (count, accounts) = (held.clone().count(), held.map(|(_, held)| held.counts.accounts).sum::<usize>());
            if count <= 1 || (count <= MOST && accounts <= MOST_ACCOUNTS) {
                return;
            }
            let Some(oldest) = self.held.iter().position(whole) else { return };
            self.held.remove(oldest);
        }
    }
}
