//! `toguna show`: everything that is told of one thing, each row with its sources.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::answer::AskArgs;

/// What can be shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Subject {
    /// By id or any name it is told under.
    Actor,
    /// By the beginning of its id.
    Event,
    /// By measure, by what is counted, or by the beginning of an id.
    Figure,
    /// By name.
    Place,
    /// By words of its name.
    Agreement,
    /// What was announced and what is told of it since; all, or by words
    Agreements,
    /// By file name: what it tells, and whose words it repeats
    Document,
    /// By words of what it is about, or by the beginning of its id.
    Dispute,
}

/// Arguments of `toguna show`.
#[derive(Args)]
pub(crate) struct ShowArgs {
    /// The record to ask
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// What kind of thing
    #[arg(value_enum)]
    subject: Subject,
    /// Which one
    #[arg(value_name = "NAME|ID", required_unless_present_any = ["overdue"])]
    name: Vec<String>,
    /// Of `agreements`: only what is past its day at `--as-of` (or today) without being told as carried out
    #[arg(long)]
    overdue: bool,
    #[command(flatten)]
    ask: AskArgs,
}

/// Shows one thing.
pub(crate) fn run(args: ShowArgs) -> Result<()> {
    let snapshot = args.ask.snapshot(&args.record)?;
    let name = args.name.join(" ");
    let name = if matches!(args.subject, Subject::Agreements) && name == "all" { String::new() } else { name };
    let overdue = args.overdue.then(|| args.ask.day()).transpose()?;
    let answer = match args.subject {
        Subject::Actor => snapshot.show_actor(&name),
        Subject::Event => snapshot.show_event(&name),
        Subject::Figure => snapshot.show_figure(&name),
        Subject::Place => snapshot.show_place(&name),
        Subject::Agreement => snapshot.show_agreement(&name),
        Subject::Agreements => Ok(snapshot.agreements(&name, overdue)),
        Subject::Document => snapshot.show_document(&name),
        Subject::Dispute => snapshot.show_dispute(&name),
    }?;
    args.ask.tell(answer)
}
