//! Accounts: who may come in, in a file beside the record that only its owner may read.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Role, password};

/// One account as its file keeps it, one JSON object a line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Name to log in with; decisions bear it.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// The argon2id hash of the password.
    password: String,
}

/// Why accounts could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The file refuses.
    #[error("{} cannot be read or written ({source}); it belongs beside the record, to the person who serves it", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A line is no account.
    #[error("{}, line {line}: no account ({source}); take the line out and add the account again", path.display())]
    Line {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// Not a name.
    #[error("'{0}' is no name for an account; take 1 to 64 letters, digits, spaces and . _ - @")]
    Name(String),
    /// Not a password.
    #[error("the password has fewer than 12 letters, or more than 1024 bytes; a few words in a row are easy to keep")]
    Password,
    /// The hash was not made.
    #[error("the password was not hashed ({0}); the account stays as it was")]
    Hash(String),
    /// Nobody of that name.
    #[error("there is no account '{0}'; `toguna account list` names them all")]
    Unknown(String),
}

/// The accounts of a record.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    rows: Vec<Account>,
}

impl Accounts {
    /// The file that holds them.
    pub fn path(record: &Path) -> PathBuf {
        let mut path = record.as_os_str().to_owned();
        path.push("-accounts");
        path.into()
    }

    /// Those of a record; none where there is no file.
    pub fn of(record: &Path) -> Result<Accounts, AccountError> {
        let path = Accounts::path(record);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(AccountError::File { path, source }),
        };
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let row = |(at, line): (usize, &str)| {
            serde_json::from_str(line).map_err(|source| AccountError::Line { path: path.clone(), line: at + 1, source })
        };
        Ok(Accounts { rows: lines.map(row).collect::<Result<_, _>>()? })
    }

    /// All of them by name.
    pub fn rows(&self) -> &[Account] {
        &self.rows
    }

    /// The account of a name.
    pub(crate) fn find(&self, name: &str) -> Option<&Account> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// Adds an account, or gives one of that name another role and password.
    pub fn add(record: &Path, name: &str, role: Role, password: &str) -> Result<(), AccountError> {
        let fits = |letter: char| letter.is_alphanumeric() || " ._-@".contains(letter);
        if name.trim() != name || !(1..=64).contains(&name.chars().count()) || !name.chars().all(fits) {
            return Err(AccountError::Name(name.into()));
        }
        let row = Account { name: name.into(), role, password: password::hash(password)? };
        change(record, |rows| {
            rows.retain(|other| other.name != name);
            rows.push(row);
            rows.sort_by(|a, b| a.name.cmp(&b.name));
            Ok(())
        })
    }

    /// Gives an account another role; its password and its sessions stay.
    pub fn give_role(record: &Path, name: &str, role: Role) -> Result<(), AccountError> {
        change(record, |rows| {
            row_of(rows, name)?.role = role;
            Ok(())
        })
    }

    /// Gives an account another password; its sessions end.
    pub fn give_password(record: &Path, name: &str, password: &str) -> Result<(), AccountError> {
        let hash = password::hash(password)?;
        change(record, |rows| {
            row_of(rows, name)?.password = hash;
            Ok(())
        })
    }

    /// Takes an account out; its sessions end with it.
    pub fn remove(record: &Path, name: &str) -> Result<(), AccountError> {
        change(record, |rows| {
            let before = rows.len();
            rows.retain(|other| other.name != name);
            if rows.len() == before { Err(AccountError::Unknown(name.into())) } else { Ok(()) }
        })
    }
}

impl Account {
    /// Whether a password is this account's.
    pub(super) fn opens_with(account: Option<&Account>, password: &str) -> bool {
        password::fits(password, account.map(|row| row.password.as_str()))
    }

    /// What changes when the password does.
    pub(super) fn stamp(&self) -> &str {
        &self.password
    }
}

/// The account of a name, to change it.
fn row_of<'a>(rows: &'a mut [Account], name: &str) -> Result<&'a mut Account, AccountError> {
    rows.iter_mut().find(|row| row.name == name).ok_or_else(|| AccountError::Unknown(name.into()))
}

/// Reads, changes and writes the file, one change at a time, wholly or not at all.
fn change(record: &Path, with: impl FnOnce(&mut Vec<Account>) -> Result<(), AccountError>) -> Result<(), AccountError> {
    let path = Accounts::path(record);
    let on = |path: &Path| {
        let path = path.to_owned();
        move |source| AccountError::File { path, source }
    };
    let mut lock = path.as_os_str().to_owned();
    lock.push("-lock");
    let lock = PathBuf::from(lock);
    let held = File::create(&lock).map_err(on(&lock))?;
    held.lock().map_err(on(&lock))?;
    let mut accounts = Accounts::of(record)?;
    with(&mut accounts.rows)?;
    write(&path, &accounts.rows).map_err(on(&path))
}

fn write(path: &Path, rows: &[Account]) -> io::Result<()> {
    let mut draft = path.as_os_str().to_owned();
    draft.push("-draft");
    let draft = PathBuf::from(draft);
    let mut file = private(&draft)?;
    for row in rows {
        serde_json::to_writer(&mut file, row)?;
        file.write_all(b"\n")?;
    }
    file.sync_all()?;
    fs::rename(draft, path)
}

/// A new file that only its owner may read.
fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "four words in a row";

    #[test]
    fn an_account_is_added_found_changed_and_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("r.toguna");
        assert!(Accounts::of(&record).expect("no file is no account").rows().is_empty());
        Accounts::add(&record, "Awa", Role::Viewer, WORDS).expect("added");
        Accounts::add(&record, "Awa", Role::Admin, "other words in a row").expect("changed");
        let accounts = Accounts::of(&record).expect("read");
        assert_eq!(accounts.rows().len(), 1);
        assert_eq!(accounts.find("Awa").map(|row| row.role), Some(Role::Admin));
        assert!(!Account::opens_with(accounts.find("Awa"), WORDS));
        assert!(Account::opens_with(accounts.find("Awa"), "other words in a row"));
        Accounts::give_role(&record, "Awa", Role::Annotator).expect("another role");
        Accounts::give_password(&record, "Awa", "third words in a row").expect("another password");
        let accounts = Accounts::of(&record).expect("read");
        assert_eq!(accounts.find("Awa").map(|row| row.role), Some(Role::Annotator));
        assert!(Account::opens_with(accounts.find("Awa"), "third words in a row"));
        Accounts::remove(&record, "Awa").expect("removed");
        assert!(matches!(Accounts::give_role(&record, "Awa", Role::Admin), Err(AccountError::Unknown(_))));
        assert!(matches!(Accounts::remove(&record, "Awa"), Err(AccountError::Unknown(_))));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("r.toguna");
        Accounts::add(&record, "Awa", Role::Viewer, WORDS).expect("added");
        let mode = fs::metadata(Accounts::path(&record)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn names_that_could_deceive_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("r.toguna");
        for name in ["", " Awa", "A\u{202e}wa", "A\nwa", "<b>", &"a".repeat(65)] {
            let refused = Accounts::add(&record, name, Role::Viewer, WORDS);
            assert!(matches!(refused, Err(AccountError::Name(_))), "{name:?}");
        }
    }
}
