//! `toguna account`: who may come in where a record is served to others.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use toguna_record::Record;
use toguna_serve::{Accounts, Role};

/// Arguments of `toguna account`.
#[derive(Args)]
pub(crate) struct AccountArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Add an account, or give one of that name another role and password.
    Add {
        /// The record
        #[arg(value_name = "R.toguna")]
        record: PathBuf,
        /// Name to log in with; decisions bear it
        name: String,
        /// What the person may do
        #[arg(long, value_enum)]
        role: RoleName,
    },
    /// Tell every account and its role.
    List {
        /// The record
        #[arg(value_name = "R.toguna")]
        record: PathBuf,
    },
    /// Take an account out; its sessions end, its decisions stay.
    Remove {
        /// The record
        #[arg(value_name = "R.toguna")]
        record: PathBuf,
        /// Name of the account
        name: String,
    },
}

/// The roles as they are typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    /// Looks, asks and exports.
    Viewer,
    /// Also accepts, rejects and corrects, and undoes decisions of their own.
    Annotator,
    /// Also makes and undoes every other decision.
    Reviewer,
    /// Also adds and removes accounts.
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Role {
        match name {
            RoleName::Viewer => Role::Viewer,
            RoleName::Annotator => Role::Annotator,
            RoleName::Reviewer => Role::Reviewer,
            RoleName::Admin => Role::Admin,
        }
    }
}

/// Adds, lists or removes.
pub(crate) fn run(args: AccountArgs) -> Result<()> {
    match args.what {
        What::Add { record, name, role } => {
            // A path typed wrongly must not leave accounts beside nothing.
            Record::open(&record)?;
            Accounts::add(&record, &name, role.into(), &password(&name)?)?;
        }
        What::List { record } => {
            let mut out = std::io::stdout().lock();
            for account in Accounts::of(&record)?.rows() {
                writeln!(out, "{:<9} {}", account.role.name(), account.name)?;
            }
        }
        What::Remove { record, name } => Accounts::remove(&record, &name)?,
    }
    Ok(())
}

/// The password: typed twice unseen, or one line where no person sits there. Never an argument: others could read that.
fn password(name: &str) -> Result<String> {
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).context("the password cannot be read from standard input")?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let typed = |what: &str| rpassword::prompt_password(what).context("the password cannot be read from the terminal");
    let first = typed(&format!("Password of {name}, at least 12 letters: "))?;
    if typed("Once more: ")? != first {
        bail!("the two differ; the account stays as it was");
    }
    Ok(first)
}
