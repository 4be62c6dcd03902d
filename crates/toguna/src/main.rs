//! The command line of Toguna: arguments as typed, then one function a command. No logic lives here.

mod command;
mod inputs;
mod knowledge;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads reporting on a contested region and keeps a sourced record of it.
///
/// Toguna says what is said to have happened, who says so, in which sentence, and where accounts do not agree.
/// It works offline and asserts nothing itself: each value is what a claimant says, in a document.
#[derive(Parser)]
#[command(name = "toguna", version, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  toguna build reports/ --record sahel.toguna        read a folder of .txt, .md and .html files into a record
  toguna disputes sahel.toguna                       where accounts do not agree
  toguna show sahel.toguna actor jnim                one actor: names, events, claims, each with its sentence
  toguna timeline sahel.toguna --as-of 2024-12-31    what the public record said on that day
  toguna export sahel.toguna --to out/ --format csv  tables for a spreadsheet
  toguna code < documents.jsonl > coded.jsonl        code documents without a record

Exit codes: 0 done, 1 an error that is told, 2 wrong usage, 130 stopped by Ctrl-C (the record opens and goes on).";

#[derive(Subcommand)]
enum Command {
    /// Read documents into a record, new or grown.
    Build(command::build::BuildArgs),
    /// Code documents given as JSON Lines on standard input; one JSON object a document on standard output.
    Code(command::code::CodeArgs),
    /// Show one actor, event, figure, place, agreement or dispute, with its sources.
    Show(command::show::ShowArgs),
    /// Events in the order in which they are said to have happened.
    Timeline(command::timeline::TimelineArgs),
    /// Where accounts or facts cannot all hold.
    Disputes(command::disputes::DisputesArgs),
    /// Write a record as tables.
    Export(command::export::ExportArgs),
    /// Print a text's sentences, tags and trees in CoNLL-U.
    Analyse(command::analyse::AnalyseArgs),
    /// Train a language's model from treebanks in CoNLL-U.
    Train(command::train::TrainArgs),
    /// Measure a model against a treebank.
    Eval(command::eval::EvalArgs),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => command::build::run(args),
        Command::Code(args) => command::code::run(args),
        Command::Show(args) => command::show::run(args).map(|()| ExitCode::SUCCESS),
        Command::Timeline(args) => command::timeline::run(args).map(|()| ExitCode::SUCCESS),
        Command::Disputes(args) => command::disputes::run(args).map(|()| ExitCode::SUCCESS),
        Command::Export(args) => command::export::run(args).map(|()| ExitCode::SUCCESS),
        Command::Analyse(args) => command::analyse::run(args),
        Command::Train(args) => command::train::run(args).map(|()| ExitCode::SUCCESS),
        Command::Eval(args) => command::eval::run(args).map(|()| ExitCode::SUCCESS),
    };
    match result {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("toguna: {error:#}");
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
