//! `toguna places`: further places from GeoNames' country dumps, and what is known under a name.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use toguna_mark::{Gazetteer, ImportOptions, Imported, Level, PlaceRow, import_places, write_gazetteer};
use toguna_pipeline::embedded;

use crate::gazetteers::{dump_text, pack_places};
use crate::knowledge::KnowledgeArgs;

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
    /// Of all other countries than these keep only what lies near their villages, and towns of over 15,000 people
    #[arg(long, value_delimiter = ',', value_name = "ML,NE")]
    near: Vec<String>,
    /// How many kilometres that is
    #[arg(long, default_value_t = 100.0, value_name = "KM", requires = "near")]
    within: f64,
    /// The region pack whose places are known already
    #[arg(long, default_value = "sahel")]
    pack: String,
    /// Where to write the table; into a folder, one file a country; standard output without it
    #[arg(long, short, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
}

#[derive(Args)]
struct FindArgs {
    /// A name in any spelling
    name: String,
    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

/// Imports or finds places.
pub(crate) fn run(args: PlacesArgs) -> Result<()> {
    match args.command {
        PlacesCommand::Import(args) => import(&args),
        PlacesCommand::Find(args) => find(&args, &mut io::stdout().lock()),
    }
}

fn import(args: &ImportArgs) -> Result<()> {
    let options =
        ImportOptions { countries: codes(&args.countries)?, home: codes(&args.near)?, within_km: args.within };
    let texts = args.dumps.iter().map(|dump| dump_text(dump)).collect::<Result<Vec<String>>>()?;
    let dumps: Vec<&str> = texts.iter().map(String::as_str).collect();
    let known = pack_places(&embedded(), &args.pack)?;
    let rows = import_places(&dumps, &options, &known).map_err(|(at, error)| {
        anyhow::Error::new(error).context(format!("cannot import {}", args.dumps[at].display()))
    })?;
    if rows.is_empty() {
        match options.countries.is_empty() {
            true => {
                bail!("no dump holds a place that is kept (populated places, divisions, mines, airports, camps, parks)")
            }
            false => bail!(
                "no dump holds a place of {}; leave --countries out to see what there is",
                options.countries.join(", ")
            ),
        }
    }
    match &args.output {
        Some(folder) if folder.is_dir() => {
            for places in rows.chunk_by(|a, b| a.country == b.country) {
                write(&folder.join(format!("{}.tsv", places[0].country)), places)?;
            }
        }
        Some(path) => write(path, &rows)?,
        None => io::stdout().lock().write_all(write_gazetteer(&rows).as_bytes())?,
    }
    Ok(())
}

fn write(path: &Path, places: &[Imported]) -> Result<()> {
    fs::write(path, write_gazetteer(places))
        .with_context(|| format!("cannot write {}; name a file in a folder that exists", path.display()))?;
    eprintln!("{} places written to {}", places.len(), path.display());
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

fn find(args: &FindArgs, out: &mut impl Write) -> Result<()> {
    let pipeline = args.knowledge.pipeline()?;
    let gazetteer = pipeline.gazetteer();
    let mut found = gazetteer.like(&args.name);
    if found.is_empty() {
        bail!("no place called '{}' is known; --gazetteer adds the places of a GeoNames country dump", args.name);
    }
    found.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.id.cmp(&b.id)));
    for row in found {
        tell(row, gazetteer, out)?;
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

    fn arguments(dump: PathBuf, output: PathBuf) -> ImportArgs {
        let (countries, near) = (Vec::new(), Vec::new());
        ImportArgs { dumps: vec![dump], countries, near, within: 100.0, pack: "sahel".into(), output: Some(output) }
    }

    fn imported(name: &str, bytes: &[u8], countries: &[&str]) -> Result<String> {
        let folder = tempfile::tempdir()?;
        let (dump, output) = (folder.path().join(name), folder.path().join("out.tsv"));
        fs::write(&dump, bytes)?;
        let countries = countries.iter().map(|c| c.to_string()).collect();
        import(&ImportArgs { countries, ..arguments(dump, output.clone()) })?;
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
        let mut gazetteer = pack_places(&embedded(), "sahel").expect("is there");
        let known = gazetteer.len();
        gazetteer.extend(&[("out.tsv", &table)]).expect("reads");
        assert_eq!(gazetteer.len(), known + 2, "the pack tells the divisions of a country that it covers");
        assert_eq!(gazetteer.named("Tiribugu")[0].admin1, None);
        assert_eq!(gazetteer.named("Tiri Bugu").len(), 1, "names are found by their letters");
    }

    #[test]
    fn of_a_country_that_the_pack_does_not_cover_the_dump_tells_the_divisions() {
        let table = imported("MW.txt", DUMP.replace("\tML\t", "\tMW\t").as_bytes(), &["MW"]).expect("imports");
        assert!(table.contains("gn7\tZonga\t\tadmin1") && table.contains("MW\tgn7\t"), "{table}");
    }

    #[test]
    fn what_the_pack_knows_keeps_its_id_and_gets_spellings() {
        let dump = "9\tDjibo\tDjibo\tDzibbo\t14.1\t-1.62\tP\tPPLA2\tBF\t\t12\t\t\t\t0\t\t\t\t\n";
        let table = imported("BF.txt", dump.as_bytes(), &[]).expect("imports");
        assert!(table.contains("bf-s-djibo\tDjibo\tDzibbo\tseat"), "{table}");
    }

    #[test]
    fn of_neighbours_only_what_is_near_is_kept_and_each_country_gets_its_file() {
        let near = "10\tTuwo\tTuwo\t\t13.4\t2.6\tP\tPPL\tNG\t\t05\t\t\t\t0\t\t\t\t\n";
        let far = "11\tIgbori\tIgbori\t\t7.1\t4.2\tP\tPPL\tNG\t\t05\t\t\t\t0\t\t\t\t\n";
        let folder = tempfile::tempdir().expect("is made");
        let dump = folder.path().join("all.txt");
        fs::write(&dump, format!("{DUMP}{near}{far}")).expect("is written");
        let output = folder.path().to_path_buf();
        import(&ImportArgs { near: vec!["NE".into()], ..arguments(dump, output) }).expect("imports");
        let nigeria = fs::read_to_string(folder.path().join("NG.tsv")).expect("is there");
        assert!(nigeria.contains("Tuwo") && !nigeria.contains("Igbori"), "{nigeria}");
        assert!(folder.path().join("NE.tsv").is_file());
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
        let knowledge = || KnowledgeArgs {
            pack: "sahel".into(),
            reader: Default::default(),
            knowledge: None,
            gazetteer: Vec::new(),
        };
        let ask = |name: &str| FindArgs { name: name.into(), knowledge: knowledge() };
        let mut out = Vec::new();
        find(&ask("Tombouctou"), &mut out).expect("is known");
        let text = String::from_utf8(out).expect("is text");
        assert!(text.contains("Timbuktu (settlement)  16.7") && text.contains("in Timbuktu Region, Mali"), "{text}");
        let error = find(&ask("Xyzzyville"), &mut Vec::new()).expect_err("is not known");
        assert!(error.to_string().contains("no place called 'Xyzzyville'"), "{error}");
    }
}
