//! `toguna diff`: what changed between two days, and because of which documents.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use toguna_record::{Clocks, Record};

use super::answer::{TellArgs, day};

/// Which of the two clocks the days are read on.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Clock {
    /// What the public record said: days of publication.
    #[default]
    AsOf,
    /// What this record knew: days on which documents entered it.
    Knew,
}

/// Arguments of `toguna diff`.
#[derive(Args)]
pub(crate) struct DiffArgs {
    /// The record to ask
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// The earlier day (EDTF; a month or year counts to its end)
    #[arg(long, value_name = "DATE")]
    from: String,
    /// The later day (EDTF); without it all that the record holds
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// The clock that both days are read on
    #[arg(long, value_enum, default_value_t)]
    clock: Clock,
    #[command(flatten)]
    tell: TellArgs,
}

/// Shows what the later day's record says otherwise than the earlier day's.
pub(crate) fn run(args: DiffArgs) -> Result<()> {
    let from = day("--from", Some(&args.from), true)?;
    let to = day("--to", args.to.as_deref(), true)?;
    if let (Some(from), Some(to)) = (from, to) {
        anyhow::ensure!(from <= to, "--from {from} lies after --to {to}; exchange them");
    }
    let clocks = |day| match args.clock {
        Clock::AsOf => Clocks { as_of: day, knew: None },
        Clock::Knew => Clocks { as_of: None, knew: day },
    };
    let record = Record::open(&args.record)?;
    let before = record.snapshot(clocks(from)).context("the earlier day")?;
    let mut answer = record.snapshot(clocks(to)).context("the later day")?.since(&before);
    let word = |day: Option<jiff::civil::Date>| day.map_or_else(|| "now".to_owned(), |day| day.to_string());
    answer.of = format!("what changed from {} to {}", word(from), word(to));
    args.tell.tell(answer)
}
