//! Marks the places of text files and says how fast that was: one JSON row a place on standard output (`doc`, `start`,
//! `end` in code points, `quote`, `name`, `level`, `lat`, `lon`, `entity`, `why`), the speed on standard error.
//!
//! `cargo run --release -p toguna-mark --example place_marks -- [--repeat N] LANGUAGE=FILE...`, for instance
//! `place_marks --repeat 200 en=examples/sahel/01.txt`. Only the marking of dates and places is timed: reading and
//! analysing are done once beforehand.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use toguna_lang::{Analysis, FastReader, Model, Reader};
use toguna_mark::{Gazetteer, GazetteerFiles, PlaceWords, TimeGrammar, places, times};
use toguna_text::{Document, Metadata, SegmentRules, segment};

struct Language {
    rules: SegmentRules,
    reader: FastReader,
    words: PlaceWords,
    time: TimeGrammar,
}

fn language(root: &Path, code: &str) -> Result<Language, Box<dyn Error>> {
    let folder = root.join("languages").join(code);
    let text = |name: &str| fs::read_to_string(folder.join(name));
    Ok(Language {
        rules: SegmentRules::parse(&text("segment.toml")?)?,
        reader: FastReader::new(Model::from_bytes(&fs::read(folder.join("model.bin"))?)?),
        words: PlaceWords::parse(&text("places.toml")?)?,
        time: TimeGrammar::parse(&text("time.toml")?)?,
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut arguments = std::env::args().skip(1).peekable();
    let mut repeat = 1;
    if arguments.peek().is_some_and(|a| a == "--repeat") {
        arguments.next();
        repeat = arguments.next().ok_or("--repeat needs a number")?.parse()?;
    }
    let pack = root.join("packs/sahel");
    let (curated, spelling) =
        (fs::read_to_string(pack.join("places.tsv"))?, fs::read_to_string(pack.join("spelling.toml"))?);
    let mut tables = Vec::new();
    for entry in fs::read_dir(pack.join("gazetteer"))? {
        tables.push(fs::read_to_string(entry?.path())?);
    }
    let files = GazetteerFiles {
        places: &curated,
        spelling: &spelling,
        tables: tables.iter().map(|table| ("gazetteer", table.as_str())).collect(),
    };
    let start = Instant::now();
    let gazetteer = Gazetteer::load(&files)?;
    eprintln!("{} places loaded in {:.0} ms", gazetteer.len(), start.elapsed().as_secs_f64() * 1e3);
    let mut languages: BTreeMap<String, Language> = BTreeMap::new();
    let mut read: Vec<(String, Document, Analysis)> = Vec::new();
    for argument in arguments {
        let (code, file) = argument.split_once('=').ok_or("write LANGUAGE=FILE, for instance en=report.txt")?;
        if !languages.contains_key(code) {
            languages.insert(code.into(), language(&root, code)?);
        }
        let known = &languages[code];
        let document = Document::new(file, fs::read_to_string(file)?, Metadata::default(), code);
        let analysis = known.reader.analyse(document.text(), &segment(document.text(), &known.rules));
        read.push((code.into(), document, analysis));
    }
    let bytes: usize = read.iter().map(|(_, document, _)| document.text().len()).sum();
    let (mut in_places, mut in_dates) = (Duration::ZERO, Duration::ZERO);
    for round in 0..repeat {
        for (code, document, analysis) in &read {
            let known = &languages[code];
            let start = Instant::now();
            let found = places(document, analysis, &gazetteer, &known.words);
            in_places += start.elapsed();
            let start = Instant::now();
            std::hint::black_box(times(document, analysis, &known.time));
            in_dates += start.elapsed();
            for mark in found.iter().filter(|_| round == 0) {
                let chars = document.code_points(mark.span)?;
                let row = serde_json::json!({
                    "doc": Path::new(document.name()).file_stem().and_then(|s| s.to_str()),
                    "start": chars.start, "end": chars.end, "quote": document.quote(mark.span)?, "name": mark.name,
                    "level": mark.level, "lat": mark.lat, "lon": mark.lon, "entity": mark.entity, "why": mark.why,
                });
                println!("{row}");
            }
        }
    }
    let rate = |time: Duration| (bytes * repeat) as f64 / 1e6 / time.as_secs_f64().max(1e-9);
    eprintln!(
        "{bytes} bytes x {repeat}: places {:.1} MB/s, dates {:.1} MB/s, both {:.1} MB/s",
        rate(in_places),
        rate(in_dates),
        rate(in_places + in_dates)
    );
    Ok(())
}
