//! Gazetteers that the user names: tables made by `toguna places import`, or dumps as GeoNames packs them.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use toguna_mark::{Gazetteer, ImportOptions, import_places, write_gazetteer};
use toguna_pipeline::Files;

/// No dump of a country is larger; the one of all countries is about 1.5 GiB and is not meant.
const LARGEST: u64 = 512 << 20;

/// Adds a gazetteer to the knowledge: to a pack's tables. A dump is imported on the way.
pub(crate) fn add(files: &mut Files, pack: &str, number: usize, path: &Path) -> Result<()> {
    let text = dump_text(path)?;
    let table = if text.starts_with("id\t") {
        text
    } else {
        let known = pack_places(files, pack)?;
        let rows = import_places(&[&text], &ImportOptions::default(), &known)
            .map_err(|(_, error)| anyhow::Error::new(error).context(format!("cannot import {}", path.display())))?;
        write_gazetteer(&rows)
    };
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    files.insert(format!("packs/{pack}/gazetteer/~{number}-{name}.tsv"), table.into_bytes());
    Ok(())
}

/// The places that a pack curates.
pub(crate) fn pack_places(files: &Files, pack: &str) -> Result<Gazetteer> {
    let path = format!("packs/{pack}/places.tsv");
    let Some(table) = files.get(&path) else {
        bail!("there is no pack '{pack}'; there are: {}", files.folders("packs").join(", "));
    };
    let table = std::str::from_utf8(table).with_context(|| format!("{path} is not UTF-8"))?;
    Ok(Gazetteer::parse(table)?)
}

/// The text of a dump, unpacked where it is a zip file.
pub(crate) fn dump_text(path: &Path) -> Result<String> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("zip")) {
        return bounded(file, path);
    }
    let mut archive = zip::ZipArchive::new(file)
        .with_context(|| format!("{} is no zip file; fetch it again, or give the unpacked .txt", path.display()))?;
    let table = archive
        .file_names()
        .filter_map(Result::ok)
        .map(std::borrow::Cow::into_owned)
        .filter(|name| name.to_ascii_lowercase().ends_with(".txt") && !name.eq_ignore_ascii_case("readme.txt"))
        .min();
    let Some(table) = table else {
        bail!("{} holds no .txt table; give a country dump of GeoNames such as ML.zip", path.display());
    };
    let entry = archive.by_name(&table).with_context(|| format!("cannot unpack {table} of {}", path.display()))?;
    bounded(entry, path)
}

/// Reads text up to the bound, whatever a zip's header says of its size.
fn bounded(from: impl Read, path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read {}", path.display()))?;
    if bytes.len() as u64 > LARGEST {
        bail!("{} holds more than {} MiB; give the dump of one country", path.display(), LARGEST >> 20);
    }
    String::from_utf8(bytes)
        .with_context(|| format!("{} is not UTF-8; GeoNames' own dumps are, give one unchanged", path.display()))
}
