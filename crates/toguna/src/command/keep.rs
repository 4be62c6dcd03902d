//! `toguna verify`, `backup` and `restore`: that a record is whole, and stays so elsewhere.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use toguna_record::{Record, Verified};

/// Arguments of `toguna verify`.
#[derive(Args)]
pub(crate) struct VerifyArgs {
    /// The record
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
}

/// Arguments of `toguna backup`.
#[derive(Args)]
pub(crate) struct BackupArgs {
    /// The record; a build may write to it meanwhile
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// The copy, which must not be there yet
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Arguments of `toguna restore`.
#[derive(Args)]
pub(crate) struct RestoreArgs {
    /// A copy that `toguna backup` made
    #[arg(value_name = "FILE")]
    from: PathBuf,
    /// The record to make, which must not be there yet
    #[arg(long, value_name = "R.toguna")]
    to: PathBuf,
}

/// Checks a record.
pub(crate) fn verify(args: VerifyArgs) -> Result<()> {
    tell(&args.record, &Record::open(&args.record)?.verify()?);
    Ok(())
}

/// Copies a record.
pub(crate) fn backup(args: BackupArgs) -> Result<()> {
    tell(&args.to, &Record::open(&args.record)?.backup(&args.to)?);
    Ok(())
}

/// Makes a record of a copy.
pub(crate) fn restore(args: RestoreArgs) -> Result<()> {
    tell(&args.to, &Record::restore(&args.from, &args.to)?);
    Ok(())
}

fn tell(record: &Path, whole: &Verified) {
    println!("record     {}", record.display());
    println!("whole      {} documents, {} spans, {} decisions", whole.documents, whole.spans, whole.decisions);
    println!("digest     {}", whole.digest);
}
