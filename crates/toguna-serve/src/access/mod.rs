//! Who may do what: accounts with roles, sessions, limits, and the gate that every request passes.

mod accounts;
mod gate;
mod limits;
mod password;
mod role;
mod sessions;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime};

use tokio::sync::Semaphore;

pub use accounts::{Account, AccountError, Accounts};
pub(crate) use gate::{Asker, Caller, enter, least};
pub use role::Role;

use limits::{Client, Limits};
use sessions::Sessions;

/// Passwords that are tried at one time: each takes 19 MiB.
const TRIED_AT_ONCE: usize = 2;

/// How people come in.
#[derive(Clone)]
pub(crate) enum Access {
    /// Everybody before this machine, without login.
    Loopback,
    /// Only who has an account.
    Accounts(Arc<Doors>),
}

/// What a server with accounts keeps.
pub(crate) struct Doors {
    record: PathBuf,
    /// Whether a proxy stands before us that speaks TLS and tells who asks.
    proxied: bool,
    known: Mutex<(Option<SystemTime>, Accounts)>,
    sessions: Sessions,
    limits: Limits,
    tries: Semaphore,
}

/// Why a login failed.
pub(crate) enum Refused {
    /// No such name with that password.
    Unknown,
    /// Too many tries; how many seconds to wait.
    Wait(u64),
    /// The machine failed.
    Failed(String),
}

/// Why a password stays as it is.
pub(crate) enum Unchanged {
    /// The old one was refused.
    Old(Refused),
    /// The new one was.
    New(AccountError),
}

impl From<Refused> for Unchanged {
    fn from(refused: Refused) -> Unchanged {
        Unchanged::Old(refused)
    }
}

impl From<AccountError> for Unchanged {
    fn from(error: AccountError) -> Unchanged {
        Unchanged::New(error)
    }
}

impl Access {
    /// Access by accounts of a record.
    pub(crate) fn accounts(record: &Path, proxied: bool) -> Result<Access, AccountError> {
        let doors = Doors {
            record: record.into(),
            proxied,
            known: Mutex::new((None, Accounts::default())),
            sessions: Sessions::default(),
            limits: Limits::default(),
            tries: Semaphore::new(TRIED_AT_ONCE),
        };
        doors.known()?;
        Ok(Access::Accounts(Arc::new(doors)))
    }

    /// Whether people log in.
    pub(crate) fn doors(&self) -> Option<&Arc<Doors>> {
        match self {
            Access::Loopback => None,
            Access::Accounts(doors) => Some(doors),
        }
    }
}

impl Doors {
    /// The accounts as their file has them now.
    fn known(&self) -> Result<Accounts, AccountError> {
        let modified = std::fs::metadata(Accounts::path(&self.record)).and_then(|file| file.modified()).ok();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if modified.is_none() || known.0 != modified {
            *known = (modified, Accounts::of(&self.record)?);
        }
        Ok(known.1.clone())
    }

    /// Who a session's token belongs to; nobody where the accounts cannot be read.
    fn asker(&self, token: &str) -> Option<Asker> {
        let known = self.known().ok()?;
        let account = self.sessions.account(token, &known, Instant::now())?;
        Some(Asker { name: Some(account.name.clone()), role: account.role })
    }

    /// Opens a session for a name and its password; gives back who it is and the cookie.
    pub(crate) async fn login(
        self: &Arc<Self>,
        client: Client,
        name: &str,
        password: String,
    ) -> Result<(Asker, String), Refused> {
        self.limits.login(client, name).map_err(Refused::Wait)?;
        let account = self.known().map_err(|error| Refused::Failed(error.to_string()))?.find(name).cloned();
        let _turn = self.tries.acquire().await.map_err(|error| Refused::Failed(error.to_string()))?;
        let tried =
            tokio::task::spawn_blocking(
                move || {
                    if Account::opens_with(account.as_ref(), &password) { account } else { None }
                },
            );
        let account = tried.await.map_err(|error| Refused::Failed(error.to_string()))?.ok_or(Refused::Unknown)?;
        self.admit(account)
    }

    /// Gives an account another password where the old one fits: its sessions end, and a new one begins.
    pub(crate) async fn change_password(
        self: &Arc<Self>,
        client: Client,
        name: &str,
        old: String,
        new: String,
    ) -> Result<(Asker, String), Unchanged> {
        self.login(client, name, old).await?;
        let (record, owner) = (self.record.clone(), name.to_owned());
        let changed = tokio::task::spawn_blocking(move || Accounts::give_password(&record, &owner, &new)).await;
        changed.map_err(|error| Refused::Failed(error.to_string()))??;
        let account = self.known()?.find(name).cloned().ok_or(Refused::Unknown)?;
        Ok(self.admit(account)?)
    }

    /// Opens a session; gives back who it is and the cookie.
    fn admit(&self, account: Account) -> Result<(Asker, String), Refused> {
        let token = self.sessions.open(&account, Instant::now());
        let token = token.ok_or_else(|| Refused::Failed("the system gives no random numbers".into()))?;
        Ok((Asker { name: Some(account.name), role: account.role }, self.cookie(&token, sessions::IDLE.as_secs())))
    }

    /// Ends a session; gives back the cookie that takes the token out of the browser.
    pub(crate) fn logout(&self, token: Option<&str>) -> String {
        if let Some(token) = token {
            self.sessions.close(token);
        }
        self.cookie("", 0)
    }

    /// The cookie's name; the prefix makes a browser refuse it from any other host or without TLS.
    fn cookie_name(&self) -> &'static str {
        if self.proxied { "__Host-toguna" } else { "toguna" }
    }

    fn cookie(&self, token: &str, seconds: u64) -> String {
        let secure = if self.proxied { "; Secure" } else { "" };
        format!("{}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}", self.cookie_name())
    }
}
