//! The command line of Toguna: arguments as typed, then one function a command. No logic lives here.

mod command;
mod gazetteers;
mod help;
mod inputs;
mod knowledge;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// Gives memory back to the system once a large record was merged; the C library's keeps most of it.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// Reads reporting on a contested region and keeps a sourced record of it.
///
/// Toguna says what is said to have happened, who says so, in which sentence, and where accounts do not agree.
/// It works offline and asserts nothing itself: each value is what a claimant says, in a document.
#[derive(Parser)]
#[command(name = "toguna", version, after_help = help::TOGUNA)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read documents into a record, new or grown.
    #[command(after_help = help::BUILD)]
    Build(command::build::BuildArgs),
    /// Code documents given as JSON Lines on standard input; one JSON object a document on standard output.
    #[command(after_help = help::CODE)]
    Code(command::code::CodeArgs),
    /// Show one actor, event, figure, place, agreement or dispute, with its sources.
    #[command(after_help = help::SHOW)]
    Show(command::show::ShowArgs),
    /// Events in the order in which they are said to have happened.
    #[command(after_help = help::TIMELINE)]
    Timeline(command::timeline::TimelineArgs),
    /// Where accounts or facts cannot all hold.
    #[command(after_help = help::DISPUTES)]
    Disputes(command::disputes::DisputesArgs),
    /// What changed between two days, and because of which documents.
    #[command(after_help = help::DIFF)]
    Diff(command::diff::DiffArgs),
    /// Judge what the record says: accept, reject, correct, merge, split …; it survives every rebuild.
    #[command(after_help = help::DECIDE)]
    Decide(command::decide::DecideArgs),
    /// What people decided, and what of it waits for its words; export and import.
    #[command(after_help = help::DECISIONS)]
    Decisions(command::decisions::DecisionsArgs),
    /// Check that a record is whole, from the file to the last quote and decision.
    Verify(command::keep::VerifyArgs),
    /// Copy a record, also while a build writes to it.
    #[command(after_help = help::BACKUP)]
    Backup(command::keep::BackupArgs),
    /// Make a record of a copy.
    Restore(command::keep::RestoreArgs),
    /// Write a record as tables for spreadsheets, databases and programs.
    #[command(after_help = help::EXPORT)]
    Export(command::export::ExportArgs),
    /// Serve the web app and the API of a record: to the browsers of this machine, or to accounts behind a proxy.
    #[command(after_help = help::SERVE)]
    Serve(command::serve::ServeArgs),
    /// Who may come in where a record is served to others: add, list, remove.
    #[command(after_help = help::ACCOUNT)]
    Account(command::account::AccountArgs),
    /// Look names up in the gazetteer, or read GeoNames dumps.
    #[command(after_help = help::PLACES)]
    Places(command::places::PlacesArgs),
    /// Check a pack's tables: ids, dates, offices, names, coordinates.
    #[command(after_help = help::PACK)]
    Pack(command::pack::PackArgs),
    /// Print a text's sentences, tags and trees in CoNLL-U.
    #[command(after_help = help::ANALYSE)]
    Analyse(command::analyse::AnalyseArgs),
    /// Train a language's model from treebanks in CoNLL-U.
    #[command(after_help = help::TRAIN)]
    Train(command::train::TrainArgs),
    /// Measure a model against a treebank.
    #[command(after_help = help::EVAL)]
    Eval(command::eval::EvalArgs),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => command::build::run(args),
        Command::Code(args) => command::code::run(args),
        Command::Show(args) => command::show::run(args).map(|()| ExitCode::SUCCESS),
        Command::Timeline(args) => command::timeline::run(args).map(|()| ExitCode::SUCCESS),
        Command::Disputes(args) => command::disputes::run(args).map(|()| ExitCode::SUCCESS),
        Command::Diff(args) => command::diff::run(args).map(|()| ExitCode::SUCCESS),
        Command::Decide(args) => command::decide::run(args).map(|()| ExitCode::SUCCESS),
        Command::Decisions(args) => command::decisions::run(args).map(|()| ExitCode::SUCCESS),
        Command::Verify(args) => command::keep::verify(args).map(|()| ExitCode::SUCCESS),
        Command::Backup(args) => command::keep::backup(args).map(|()| ExitCode::SUCCESS),
        Command::Restore(args) => command::keep::restore(args).map(|()| ExitCode::SUCCESS),
        Command::Export(args) => command::export::run(args).map(|()| ExitCode::SUCCESS),
        Command::Serve(args) => command::serve::run(args).map(|()| ExitCode::SUCCESS),
        Command::Account(args) => command::account::run(args).map(|()| ExitCode::SUCCESS),
        Command::Places(args) => command::places::run(args).map(|()| ExitCode::SUCCESS),
        Command::Pack(args) => command::pack::run(args),
        Command::Analyse(args) => command::analyse::run(args),
        Command::Train(args) => command::train::run(args).map(|()| ExitCode::SUCCESS),
        Command::Eval(args) => command::eval::run(args).map(|()| ExitCode::SUCCESS),
    };
    match result {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("toguna: {}", told(&error));
            ExitCode::FAILURE
        }
    }
}

/// Whether the reader of our output went away ("toguna … | head"): no error of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

/// An error and its causes in one line; a cause that the words before it already tell is not told again.
fn told(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if !words.contains(&cause) {
            words.push_str(if words.is_empty() { "" } else { ": " });
            words.push_str(&cause);
        }
    }
    words
}
