//! Sessions: who logged in, by a random token that only the browser and, hashed, this process know.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::accounts::{Account, Accounts};

/// A session that nobody used for so long has ended.
pub(super) const IDLE: Duration = Duration::from_secs(12 * 3600);
/// No session lasts longer, used or not.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// The open sessions; they end with the process.
#[derive(Default)]
pub(super) struct Sessions {
    open: Mutex<HashMap<[u8; 32], Session>>,
}

struct Session {
    name: String,
    /// The account's stamp at login: with another password the session has ended.
    stamp: String,
    begun: Instant,
    used: Instant,
}

impl Session {
    fn lasts(&self, now: Instant) -> bool {
        now.duration_since(self.used) < IDLE && now.duration_since(self.begun) < LONGEST
    }
}

impl Sessions {
    /// Opens a session; gives back its token, or none where the system has no random numbers.
    pub(super) fn open(&self, account: &Account, now: Instant) -> Option<String> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).ok()?;
        let token: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let session = Session { name: account.name.clone(), stamp: account.stamp().into(), begun: now, used: now };
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, session| session.lasts(now));
        open.insert(key(&token), session);
        Some(token)
    }

    /// The account whose session a token is, as it stands now.
    pub(super) fn account<'a>(&self, token: &str, accounts: &'a Accounts, now: Instant) -> Option<&'a Account> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let session = open.get_mut(&key(token)).filter(|session| session.lasts(now))?;
        session.used = now;
        accounts.find(&session.name).filter(|account| account.stamp() == session.stamp)
    }

    /// Ends a session.
    pub(super) fn close(&self, token: &str) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&key(token));
    }
}

fn key(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::*;

    #[test]
    fn a_session_ends_when_unused_when_old_when_closed_and_with_its_account() {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("r.toguna");
        Accounts::add(&record, "Awa", Role::Viewer, "four words in a row").expect("added");
        let accounts = Accounts::of(&record).expect("read");
        let (sessions, begun) = (Sessions::default(), Instant::now());
        let awa = accounts.find("Awa").expect("an account");
        let token = sessions.open(awa, begun).expect("a token");
        let still = |accounts: &Accounts, after: Duration| sessions.account(&token, accounts, begun + after).is_some();

        assert!(still(&accounts, IDLE / 2));
        assert!(sessions.account("another", &accounts, begun).is_none());
        assert!(!still(&accounts, IDLE * 2));
        assert!(!still(&accounts, LONGEST));
        Accounts::add(&record, "Awa", Role::Viewer, "other words in a row").expect("changed");
        assert!(!still(&Accounts::of(&record).expect("read"), Duration::ZERO));
        assert!(still(&accounts, Duration::ZERO));
        sessions.close(&token);
        assert!(!still(&accounts, Duration::ZERO));
    }
}
