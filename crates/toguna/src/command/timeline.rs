//! `toguna timeline`: events in the order in which they are said to have happened.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::answer::{AskArgs, day};

/// Arguments of `toguna timeline`.
#[derive(Args)]
pub(crate) struct TimelineArgs {
    /// The record to ask
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// Only what touches this day or later (EDTF)
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only what touches this day or earlier (EDTF)
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    #[command(flatten)]
    ask: AskArgs,
}

/// Shows the events of a stretch of time.
pub(crate) fn run(args: TimelineArgs) -> Result<()> {
    let from = day("--from", args.from.as_deref(), false)?;
    let to = day("--to", args.to.as_deref(), true)?;
    args.ask.tell(args.ask.timeline(&args.record, from, to)?)
}
