//! `toguna places`: further places from GeoNames' country dumps, and what is known under a name.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use toguna_mark::{Gazetteer, Level, PlaceRow, import_geonames, write_places};
use toguna_pipeline::embedded;

/// No dump of a country is larger; the one of all countries is about 1.5 GiB and is not meant.
const LARGEST: u64 = 512 << 20;

/// Arguments of `toguna places`.
#[derive(Args)]
pub(crate) struct PlacesArgs {
    #[command(subcommand)]
    command: PlacesCommand,
}

#[derive(Subcommand)]
enum PlacesCommand {
    /// Turn GeoNames country dumps (ML.txt or ML.zip) into a table of places
    Import(ImportArgs),
    /// Show the places that a name may mean
    Find(FindArgs),
}

#[derive(Args)]
struct ImportArgs {
    /// Dumps as <https://download.geonames.org/export/dump/> has them, packed or not
    #[arg(required = true, value_name = "DUMP")]
    dumps: Vec<PathBuf>,
    /// Keep only these countries (ISO 3166-1 codes)
    #[arg(long, value_delimiter = ',', value_name = "ML,NE")]
    countries: Vec<String>,
    /// Where to write the table; standard output without it
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Args)]
struct FindArgs {
    /// A name in any spelling
    name: String,
    /// The region pack to look in
    #[arg(long, default_value = "sahel")]
    pack: String,
    /// A table of places made by `toguna places import`, looked in beside the pack
    #[arg(long, value_name = "FILE")]
    places: Vec<PathBuf>,
}

/// Imports or finds places.
pub(crate) fn run(args: PlacesArgs) -> Result<()> {
    match args.command {
        PlacesCommand::Import(args) => import(&args),
        PlacesCommand::Find(args) => find(&args, &mut io::stdout().lock()),
    }
}

fn import(args: &ImportArgs) -> Result<()> {
    let countries = codes(&args.countries)?;
    let mut rows = Vec::new();
    for dump in &args.dumps {
        let text = dump_text(dump)?;
        let found = import_geonames(&text, &countries).with_context(|| format!("cannot import {}", dump.display()))?;
        rows.extend(found);
    }
    if rows.is_empty() {
        match countries.is_empty() {
            true => {
                bail!("no dump holds a place that is kept (populated places, divisions, mines, airports, camps, parks)")
            }
            false => {
                bail!("no dump holds a place of {}; leave --countries out to see what there is", countries.join(", "))
            }
        }
    }
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    rows.dedup_by(|a, b| a.id == b.id);
    let table = write_places(&rows);
    match &args.output {
        Some(path) => {
            fs::write(path, table)
                .with_context(|| format!("cannot write {}; name a file in a folder that exists", path.display()))?;
            eprintln!("{} places written to {}", rows.len(), path.display());
        }
        None => io::stdout().lock().write_all(table.as_bytes())?,
    }
    Ok(())
}

/// Country codes in capitals.
fn codes(told: &[String]) -> Result<Vec<String>> {
    told.iter()
        .map(|code| match code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
            true => Ok(code.to_ascii_uppercase()),
            false => bail!("'{code}' is no country code; write two letters, for instance ML for Mali"),
        })
        .collect()
}

/// The text of a dump, unpacked where it is a zip file.
fn dump_text(path: &Path) -> Result<String> {
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

fn find(args: &FindArgs, out: &mut impl Write) -> Result<()> {
    let files = embedded();
    let path = format!("packs/{}/places.tsv", args.pack);
    let Some(table) = files.get(&path) else {
        bail!("there is no pack '{}'; there are: {}", args.pack, files.folders("packs").join(", "));
    };
    let table = std::str::from_utf8(table).with_context(|| format!("{path} is not UTF-8"))?;
    let mut gazetteer = Gazetteer::parse(table)?;
    for path in &args.places {
        let more = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        gazetteer.extend(&path.display().to_string(), &more)?;
    }
    let mut found = gazetteer.like(&args.name);
    if found.is_empty() {
        bail!(
            "no place called '{}' is known; `toguna places import` makes a table of GeoNames' villages for --places",
            args.name
        );
    }
    found.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.id.cmp(&b.id)));
    for row in found {
        tell(row, &gazetteer, out)?;
    }
    Ok(())
}

/// One place: its name and level, what holds it, its point, its other names.
fn tell(row: &PlaceRow, gazetteer: &Gazetteer, out: &mut impl Write) -> Result<()> {
    let level = match row.level {
        Level::Country => "country",
        Level::Admin1 => "first-order division",
        Level::Admin2 => "second-order division",
        Level::Settlement => "settlement",
        Level::Region => "region",
        Level::Site => "site",
    };
    let name = |id: &String| gazetteer.get(id).map(|holder| holder.name_en.clone());
    let country = row.country.as_ref().filter(|_| row.level != Level::Country);
    let country = country.map(|code| gazetteer.country(code).map_or_else(|| code.clone(), |c| c.name_en.clone()));
    let holders: Vec<String> = [row.admin2.as_ref().and_then(name), row.admin1.as_ref().and_then(name), country]
        .into_iter()
        .flatten()
        .collect();
    writeln!(out, "{} ({level})  {:.3}, {:.3}  [{}]", row.name_en, row.lat, row.lon, row.id)?;
    if !holders.is_empty() {
        writeln!(out, "  in {}", holders.join(", "))?;
    }
    if !row.aliases.is_empty() {
        writeln!(out, "  also {}", row.aliases.join(", "))?;
    }
    if !row.note.is_empty() {
        writeln!(out, "  source: {}", row.note)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dump of two made-up villages in a made-up division.
    const DUMP: &str = "\
7\tZonga\tZonga\t\t14.5\t-1.5\tA\tADM1\tML\t\t03\t\t\t\t0\t\t\t\t
8\tTiribougou Kura\tTiribougou Kura\tTiribugu\t14.25\t-1.75\tP\tPPL\tML\t\t03\t\t\t\t0\t\t\t\t
9\tAkabar Sud\tAkabar Sud\t\t13.5\t2.5\tP\tPPL\tNE\t\t05\t\t\t\t0\t\t\t\t
";

    fn imported(name: &str, bytes: &[u8], countries: &[&str]) -> Result<String> {
        let folder = tempfile::tempdir()?;
        let (dump, output) = (folder.path().join(name), folder.path().join("out.tsv"));
        fs::write(&dump, bytes)?;
        let countries = countries.iter().map(|c| c.to_string()).collect();
        import(&ImportArgs { dumps: vec![dump], countries, output: Some(output.clone()) })?;
        Ok(fs::read_to_string(output)?)
    }

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, text) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("starts");
            writer.write_all(text.as_bytes()).expect("writes");
        }
        writer.finish().expect("ends").into_inner()
    }

    fn failure(result: Result<String>) -> String {
        format!("{:#}", result.expect_err("this fails"))
    }

    #[test]
    fn a_dump_becomes_a_table_that_the_gazetteer_reads() {
        let table = imported("ML.txt", DUMP.as_bytes(), &[]).expect("imports");
        let mut gazetteer = Gazetteer::parse(&table).expect("reads");
        assert_eq!(gazetteer.len(), 3);
        assert_eq!(gazetteer.named("Tiribugu")[0].admin1.as_deref(), Some("geonames-7"));
        gazetteer.extend("again", &table).expect("reads");
        assert_eq!(gazetteer.len(), 3, "what is known is not added twice");
    }

    #[test]
    fn a_zip_gives_the_same_table_and_its_readme_is_left_alone() {
        let packed = zipped(&[("readme.txt", "not a table"), ("ML.txt", DUMP)]);
        let plain = imported("ML.txt", DUMP.as_bytes(), &[]).expect("imports");
        assert_eq!(imported("ML.zip", &packed, &[]).expect("imports"), plain);
    }

    #[test]
    fn only_the_countries_asked_for_are_kept() {
        let table = imported("ML.txt", DUMP.as_bytes(), &["ne"]).expect("imports");
        assert!(table.contains("Akabar Sud") && !table.contains("Zonga"), "{table}");
    }

    #[test]
    fn errors_tell_the_line_and_the_mend() {
        let error = failure(imported("ML.txt", format!("{DUMP}10\tToo few\n").as_bytes(), &[]));
        assert!(error.contains("line 4: 2 columns instead of 19; give"), "{error}");
        let error = failure(imported("ML.txt", DUMP.replace("14.25", "north").as_bytes(), &[]));
        assert!(error.contains("line 2: 'north' is no coordinate") && error.contains("give the dump"), "{error}");
        let error = failure(imported("ML.txt", DUMP.as_bytes(), &["Mali"]));
        assert!(error.contains("'Mali' is no country code; write two letters"), "{error}");
        let error = failure(imported("ML.txt", DUMP.as_bytes(), &["TD"]));
        assert!(error.contains("no dump holds a place of TD"), "{error}");
        let error = failure(imported("ML.zip", DUMP.as_bytes(), &[]));
        assert!(error.contains("is no zip file"), "{error}");
        let error = failure(imported("ML.zip", &zipped(&[("notes.md", "x")]), &[]));
        assert!(error.contains("holds no .txt table"), "{error}");
    }

    #[test]
    fn a_name_is_shown_with_what_holds_it() {
        let ask = |name: &str| FindArgs { name: name.into(), pack: "sahel".into(), places: Vec::new() };
        let mut out = Vec::new();
        find(&ask("Tombouctou"), &mut out).expect("is known");
        let text = String::from_utf8(out).expect("is text");
        assert!(text.contains("Timbuktu (settlement)  16.7") && text.contains("in Timbuktu Region, Mali"), "{text}");
        let error = find(&ask("Xyzzyville"), &mut Vec::new()).expect_err("is not known");
        assert!(error.to_string().contains("no place called 'Xyzzyville'"), "{error}");
    }
}
