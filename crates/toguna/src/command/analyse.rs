//! `toguna analyse`: a text's sentences, tags and trees in CoNLL-U, as coding sees them.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use toguna_text::Metadata;

use crate::knowledge::KnowledgeArgs;

/// Arguments of `toguna analyse`.
#[derive(Args)]
pub(crate) struct AnalyseArgs {
    /// The document; standard input where none is named
    file: Option<PathBuf>,
    /// Its language, where it should not be guessed
    #[arg(long)]
    language: Option<String>,
    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

/// Prints the analysis.
pub(crate) fn run(args: AnalyseArgs) -> Result<ExitCode> {
    let pipeline = args.knowledge.pipeline()?;
    let (name, bytes) = match &args.file {
        Some(path) => {
            let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            (path.display().to_string(), bytes)
        }
        None => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
            ("standard input".into(), bytes)
        }
    };
    let metadata = Metadata { language: args.language, ..Metadata::default() };
    let document = pipeline.read(&name, &bytes, metadata)?;
    let Some(analysis) = pipeline.analyse(&document) else {
        bail!("{name} is in none of the languages that are read; say which with --language");
    };
    std::io::stdout().lock().write_all(toguna_lang::write_conllu(document.text(), &analysis).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
