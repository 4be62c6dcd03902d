//! Measures how well descriptions of places are found, against the points that UCDP's coders gave them.
//!
//! `cargo run --release -p toguna-mark --example place_score -- UCDP.jsonl [TABLE]... [--with-ucdp] [--misses]`
//!
//! Each row's `where_description` and `adm_1` are resolved with the pack's places, its gazetteer and further tables that
//! `toguna places import` made. Counted are rows whose `where_prec` is 1 or 2, for which the coders had a place and no
//! mere division. A row that yields no settlement or site is an abstention. The pack took some of its points from UCDP
//! itself, and with those the measure would only tell how well they were copied, so they are left out unless
//! `--with-ucdp` asks for them. `--misses` lists what is farther than 25 km off.

use std::error::Error;
use std::fs;
use std::path::Path;

use toguna_mark::{Gazetteer, GazetteerFiles, Level, PlaceWords, locate};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (options, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let has = |option: &str| options.iter().any(|o| o == option);
    let (events, further) = files.split_first().ok_or("give the UCDP rows, then tables of places")?;
    let mut pack = fs::read_to_string(root.join("packs/sahel/places.tsv"))?;
    if !has("--with-ucdp") {
        pack = pack.lines().filter(|line| !line.contains("UCDP")).map(|line| format!("{line}\n")).collect();
    }
    let folder = fs::read_dir(root.join("packs/sahel/gazetteer"))?.map(|entry| Ok(entry?.path()));
    let mut paths = folder.collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    paths.extend(further.iter().map(Into::into));
    let texts = paths.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    let tables = texts.iter().map(|text| ("gazetteer", text.as_str())).collect();
    let spelling = fs::read_to_string(root.join("packs/sahel/spelling.toml"))?;
    let gazetteer = Gazetteer::load(&GazetteerFiles { places: &pack, spelling: &spelling, tables })?;
    let words = PlaceWords::parse(&fs::read_to_string(root.join("languages/en/places.toml"))?)?;
    let (mut all, mut told, mut near, mut exact) = (0u32, 0u32, 0u32, 0u32);
    for line in fs::read_to_string(events)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        if row["where_prec"].as_u64().is_none_or(|precision| precision > 2) {
            continue;
        }
        all += 1;
        let (description, within) =
            (row["where_description"].as_str().unwrap_or(""), row["adm_1"].as_str().unwrap_or(""));
        let found = locate(description, &[within], &gazetteer, &words);
        let found = found.filter(|l| matches!(l.place.level, Level::Settlement | Level::Site));
        let point = (row["latitude"].as_f64().unwrap_or(0.0), row["longitude"].as_f64().unwrap_or(0.0));
        let off = found.as_ref().map(|l| kilometres((l.place.lat, l.place.lon), point));
        told += u32::from(off.is_some());
        near += u32::from(off.is_some_and(|km| km <= 25.0));
        exact += u32::from(off.is_some_and(|km| km <= 5.0));
        if has("--misses") && off.is_none_or(|km| km > 25.0) {
            let place = found.map_or("-".to_string(), |l| format!("{} ({}), {}", l.place.name_en, l.place.id, l.why));
            let coded = row["where_coordinates"].as_str().unwrap_or("");
            println!("{:.0} km\t{}\t{within}\t{coded}\t{place}", off.unwrap_or(-1.0), description.replace('\n', " / "));
        }
    }
    let share = |n: u32, of: u32| 100.0 * f64::from(n) / f64::from(of.max(1));
    println!(
        "{} places known; {all} rows: within 25 km {near} ({:.1} %), within 5 km {exact} ({:.1} %), abstained {} ({:.1} %); of those told {:.1} % and {:.1} %",
        gazetteer.len(),
        share(near, all),
        share(exact, all),
        all - told,
        share(all - told, all),
        share(near, told),
        share(exact, told)
    );
    Ok(())
}

/// Great-circle distance.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let h = ((q - p) / 2.0).sin().powi(2) + p.cos() * q.cos() * ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    12742.0 * h.sqrt().min(1.0).asin()
}
