//! Where languages and packs come from: embedded in the binary, and a folder of the user's that overrides them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use toguna_pipeline::{Files, Pipeline, ReaderKind, embedded};

use crate::gazetteers;

/// Options of every command that reads documents.
#[derive(Args)]
pub(crate) struct KnowledgeArgs {
    /// The region pack to read with
    #[arg(long, default_value = "sahel")]
    pub pack: String,
    /// What analyses the sentences: a network that is right more often, or linear models that are ten times as quick
    #[arg(long, env = "TOGUNA_READER", value_enum, default_value_t)]
    pub reader: ReaderArg,
    /// A folder with `languages/` or `packs/` whose files take the place of the embedded ones
    #[arg(long, env = "TOGUNA_KNOWLEDGE", value_name = "DIR")]
    pub knowledge: Option<PathBuf>,
    /// Further places: a table made by `toguna places import`, or a GeoNames country dump (ML.txt, ML.zip)
    #[arg(long, alias = "places", value_name = "FILE")]
    pub gazetteer: Vec<PathBuf>,
}

/// The values of `--reader`.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum ReaderArg {
    /// Right more often
    #[default]
    Exact,
    /// Ten times as quick
    Fast,
}

impl ReaderArg {
    /// Its name, as `--reader` takes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            ReaderArg::Exact => "exact",
            ReaderArg::Fast => "fast",
        }
    }

    /// The reader of the name.
    pub(crate) fn kind(self) -> ReaderKind {
        match self {
            ReaderArg::Exact => ReaderKind::Exact,
            ReaderArg::Fast => ReaderKind::Fast,
        }
    }
}

impl KnowledgeArgs {
    /// Loads the pipeline.
    pub(crate) fn pipeline(&self) -> Result<Pipeline> {
        let mut files = embedded();
        if let Some(folder) = &self.knowledge {
            if !folder.join("languages").is_dir() && !folder.join("packs").is_dir() {
                bail!(
                    "{} has neither a folder 'languages' nor a folder 'packs'; name the folder above them",
                    folder.display()
                );
            }
            for part in ["languages", "packs", "models"] {
                overlay(&mut files, &folder.join(part), part)?;
            }
        }
        for (number, path) in self.gazetteer.iter().enumerate() {
            gazetteers::add(&mut files, &self.pack, number, path)?;
        }
        Ok(Pipeline::with_reader(&files, &self.pack, self.reader.kind())?)
    }
}

/// Puts the files below a folder over the embedded ones.
fn overlay(files: &mut Files, folder: &Path, path: &str) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry?;
        let below = format!("{path}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            overlay(files, &entry.path(), &below)?;
        } else {
            let bytes = fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
            files.insert(below, bytes);
        }
    }
    Ok(())
}
