//! `toguna train`: makes the model of a language from treebanks.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use toguna_lang::{TrainOptions, train};

/// Train the model of a language on CoNLL-U treebanks. The same files in the same order give the same bytes.
#[derive(Args)]
pub(crate) struct TrainArgs {
    /// Code of the language: the name of its folder in languages/.
    #[arg(long)]
    language: String,
    /// Where the model goes, such as languages/fr/model.bin.
    #[arg(long, short)]
    output: PathBuf,
    /// Licence of the treebanks, which is that of the model too.
    #[arg(long, default_value = "")]
    licence: String,
    /// How often a sentence counts that its file marks with `# split = train`.
    #[arg(long)]
    weight: Option<usize>,
    /// CoNLL-U files, as Universal Dependencies publishes them. Of a file whose sentences are marked with
    /// `# split = train` or `test`, only those for training are learned.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Trains and writes the model.
pub(crate) fn run(args: TrainArgs) -> Result<()> {
    let mut texts = Vec::new();
    for file in &args.files {
        texts.push(
            std::fs::read_to_string(file).with_context(|| format!("cannot read the treebank {}", file.display()))?,
        );
    }
    let mut options = TrainOptions::new(&args.language);
    options.licence = args.licence;
    options.weight = args.weight.unwrap_or(options.weight);
    options.treebanks = args.files.iter().map(|file| stem(file)).collect();
    if options.treebanks.iter().any(|name| name.ends_with("-test")) {
        bail!("a file named -test is for measuring, not for training; leave it out");
    }
    eprintln!("Training {} on {} file(s); this takes minutes …", args.language, args.files.len());
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let model = train(&texts, &options)?;
    let bytes = model.to_bytes();
    std::fs::write(&args.output, &bytes)
        .with_context(|| format!("cannot write the model to {}", args.output.display()))?;
    println!(
        "{}: {} sentences, {} features, {} bytes",
        args.output.display(),
        model.header.sentences,
        model.features(),
        bytes.len()
    );
    Ok(())
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
