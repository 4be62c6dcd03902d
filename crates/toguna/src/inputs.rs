//! The documents that a build is given: files and folders, with what `metadata.jsonl` tells of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use toguna_mark::Edtf;
use toguna_text::Metadata;

/// A file to read and its name in the record.
pub(crate) struct Input {
    pub name: String,
    pub path: PathBuf,
    pub metadata: Metadata,
}

/// What was found to read, and what was left alone.
#[derive(Default)]
pub(crate) struct Inputs {
    pub documents: Vec<Input>,
    /// Files of kinds that are not read.
    pub left_out: Vec<String>,
    /// Rows of a metadata file that do not read, or that name no file.
    pub warnings: Vec<String>,
}

/// Endings of the kinds of file that are read.
const ENDINGS: [&str; 6] = ["txt", "text", "md", "markdown", "html", "htm"];

/// Collects the documents below the given paths, in the order of their names.
pub(crate) fn collect(paths: &[PathBuf], metadata: Option<&Path>) -> Result<Inputs> {
    let mut inputs = Inputs::default();
    let mut told = BTreeMap::new();
    if let Some(file) = metadata {
        read_metadata(file, &mut told, &mut inputs.warnings)?;
    }
    for path in paths {
        if path.is_dir() {
            let beside = path.join("metadata.jsonl");
            if metadata.is_none() && beside.is_file() {
                read_metadata(&beside, &mut told, &mut inputs.warnings)?;
            }
            walk(path, "", &mut inputs)?;
        } else if path.is_file() {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            inputs.documents.push(Input { name, path: path.clone(), metadata: Metadata::default() });
        } else {
            bail!("{} is neither a file nor a folder; check the path", path.display());
        }
    }
    inputs.documents.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    if let Some(pair) = inputs.documents.windows(2).find(|pair| pair[0].name == pair[1].name) {
        bail!(
            "{} and {} would both be called '{}' in the record; build from the folder above them",
            pair[0].path.display(),
            pair[1].path.display(),
            pair[0].name
        );
    }
    for input in &mut inputs.documents {
        if let Some(metadata) = told.remove(&input.name) {
            if let Some(error) = metadata.published.as_deref().and_then(|day| Edtf::parse(day).err()) {
                inputs
                    .warnings
                    .push(format!("'{}': published {error}; until then its day counts as unknown", input.name));
            }
            input.metadata = metadata;
        }
    }
    inputs
        .warnings
        .extend(told.keys().map(|file| format!("metadata names '{file}', which is not among the documents")));
    Ok(inputs)
}

fn read_metadata(path: &Path, told: &mut BTreeMap<String, Metadata>, warnings: &mut Vec<String>) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (rows, errors) = toguna_text::read_metadata(&text);
    told.extend(rows);
    warnings.extend(errors.iter().map(|error| format!("{}: {error}", path.display())));
    Ok(())
}

fn walk(folder: &Path, below: &str, inputs: &mut Inputs) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
        let file = entry.file_name().to_string_lossy().into_owned();
        let name = if below.is_empty() { file.clone() } else { format!("{below}/{file}") };
        let kind = entry.file_type().with_context(|| format!("cannot look at {}", entry.path().display()))?;
        if file.starts_with('.') || file == "metadata.jsonl" {
            continue;
        }
        if kind.is_dir() {
            walk(&entry.path(), &name, inputs)?;
        } else if Path::new(&file)
            .extension()
            .is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known)))
        {
            inputs.documents.push(Input { name, path: entry.path(), metadata: Metadata::default() });
        } else {
            inputs.left_out.push(name);
        }
    }
    inputs.left_out.sort();
    Ok(())
}
