//! `toguna pack`: whether a pack's tables say what its README promises.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use toguna_mark::{PackFiles, check_pack};
use toguna_pipeline::embedded;

/// Arguments of `toguna pack`.
#[derive(Args)]
pub(crate) struct PackArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Check a pack's tables and count what they hold
    #[command(after_help = crate::help::PACK)]
    Check {
        /// The folder of the pack; the embedded one where none is named
        folder: Option<PathBuf>,
        /// The embedded pack to check
        #[arg(long, default_value = "sahel")]
        pack: String,
    },
}

/// Checks a pack and prints what it holds and what is wrong with it.
pub(crate) fn run(args: PackArgs) -> Result<ExitCode> {
    let What::Check { folder, pack } = args.what;
    let files = embedded();
    let text = |name: &str| match &folder {
        Some(folder) => {
            let path = folder.join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        }
        None => match files.get(&format!("packs/{pack}/{name}")).map(|bytes| String::from_utf8(bytes.to_vec())) {
            Some(Ok(text)) => Ok(text),
            _ => bail!("there is no pack '{pack}' with a file {name}"),
        },
    };
    let (states, actors, persons) = (text("states.tsv")?, text("actors.tsv")?, text("persons.tsv")?);
    let (offices, sources, places) = (text("offices.tsv")?, text("sources.tsv")?, text("places.tsv")?);
    let report = check_pack(&PackFiles {
        states: &states,
        actors: &actors,
        persons: &persons,
        offices: &offices,
        sources: &sources,
        places: &places,
    })?;
    for (what, count) in &report.counts {
        println!("{count:>6}  {what}");
    }
    for fault in &report.faults {
        println!("{fault}");
    }
    Ok(if report.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
