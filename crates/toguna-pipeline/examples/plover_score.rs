//! Compares the account that leads with the sentences of PLOVER's gold standard records: event type, and the countries
//! of those who did it and of those to whom.
//!
//! `cargo run --release -p toguna-pipeline --example plover_score -- plover_gsr.jsonl [--errors] [--fast]`
//!
//! A side is right where every country that the gold gives it (its first three letters, a CAMEO code of `states.tsv`)
//! is the country of a party of that side. Rows without a country on a side do not count for it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use serde::Deserialize;
use toguna_code::Account;
use toguna_mark::EntityId;
use toguna_pipeline::{Pipeline, ReaderKind, embedded};
use toguna_text::Metadata;

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    lang: String,
    events: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    code: String,
    source: Vec<String>,
    target: Vec<String>,
}

/// How many were right, of how many.
#[derive(Default)]
struct Share(usize, usize);

impl Share {
    fn add(&mut self, right: bool) {
        self.0 += usize::from(right);
        self.1 += 1;
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name plover_gsr.jsonl")?;
    let errors = std::env::args().any(|a| a == "--errors");
    let files = embedded();
    let states = std::str::from_utf8(files.get("packs/sahel/states.tsv").ok_or("no states.tsv")?)?;
    let countries = cameo(states);
    let codes: BTreeSet<&str> = countries.values().map(String::as_str).collect();
    let reader = if std::env::args().any(|a| a == "--fast") { ReaderKind::Fast } else { ReaderKind::Exact };
    let pipeline = Pipeline::with_reader(&files, "sahel", reader)?;
    let (mut types, mut sources, mut targets) = (Share::default(), Share::default(), Share::default());
    for line in std::fs::read_to_string(path)?.lines() {
        let row: Row = serde_json::from_str(line)?;
        let Some(gold) = row.events.first() else { continue };
        let metadata = Metadata { language: Some(row.lang.clone()), ..Metadata::default() };
        let document = pipeline.read_text(&row.id, &row.text, metadata)?;
        let coded = pipeline.code(&document);
        let lead = coded.accounts.iter().find(|a| a.main);
        let right = lead.is_some_and(|a| a.event_type.name() == today(&gold.code));
        types.add(right);
        if errors && !right {
            let told = lead.map_or("nothing", |a| a.event_type.name());
            println!("{} {told}: {}", gold.code, row.text);
        }
        let country =
            |id: &EntityId| countries.get(pipeline.actors().actor(id)?.country.as_deref()?).map(String::as_str);
        for (wanted, share, of_target) in [(&gold.source, &mut sources, false), (&gold.target, &mut targets, true)] {
            let wanted: BTreeSet<&str> =
                wanted.iter().filter_map(|c| c.get(..3)).filter(|c| codes.contains(c)).collect();
            if !wanted.is_empty() {
                let told: BTreeSet<&str> =
                    lead.map(|a| side(a, of_target)).unwrap_or_default().iter().filter_map(country).collect();
                share.add(wanted.is_subset(&told));
            }
        }
    }
    for (name, Share(right, of)) in [("type", types), ("source", sources), ("target", targets)] {
        println!("{name:8} {right}/{of} = {:.3}", right as f64 / of.max(1) as f64);
    }
    Ok(())
}

/// PLOVER's present name of a type: the records were written when it still had these.
fn today(code: &str) -> &str {
    match code {
        "FIGHT" => "ASSAULT",
        "DEMAND" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        other => other,
    }
}

/// The parties of one side; where all are agents, they are each other's targets.
fn side(account: &Account, of_target: bool) -> Vec<EntityId> {
    if of_target && !account.targets.is_empty() { account.targets.clone() } else { account.agents.clone() }
}

/// The CAMEO code of each state's slug.
fn cameo(states: &str) -> BTreeMap<String, String> {
    let mut lines = states.lines();
    let at = lines.next().and_then(|header| header.split('\t').position(|c| c == "cameo")).unwrap_or(0);
    lines
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Some((cells.first()?.to_string(), cells.get(at)?.to_string()))
        })
        .collect()
}
