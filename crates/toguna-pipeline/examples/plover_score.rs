//! Compares the account that leads with the sentences of PLOVER's gold standard records: event type, and the countries
//! of those who did it and of those to whom.
//!
//! `cargo run --release -p toguna-pipeline --example plover_score -- plover_gsr.jsonl [--errors] [--fast]`
//!
//! PLOVER codes an announced act by its promise (AGREE), threat (THREATEN) or refusal (REJECT); Toguna gives it the type
//! of what is announced and says how it is told. So each figure comes twice: `as told`, and `by attitude` with PLOVER's
//! convention put on our status. `any` counts a row whose gold type one of the accounts has, not only the leading one.
//!
//! A side is right where every country that the gold gives it (its first three letters, a CAMEO code of `states.tsv`)
//! is among the account's countries of that side; where all are agents, they are each other's targets. Rows without a
//! country on a side do not count for it. `exactly` asks that no other country be told. `in context` adds what PLOVER's
//! coders do: a side without a country of its own gets the only one that the account tells. `--knowledge DIR` reads
//! the tables of `DIR/languages/` in place of the embedded ones.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use serde::Deserialize;
use toguna_code::{Account, EventType, Status};
use toguna_pipeline::{Files, Pipeline, ReaderKind, embedded};
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
    let mut files = embedded();
    if let Some(folder) = std::env::args().skip_while(|a| a != "--knowledge").nth(1) {
        overlay(&mut files, Path::new(&folder))?;
    }
    let states = std::str::from_utf8(files.get("packs/sahel/states.tsv").ok_or("no states.tsv")?)?;
    let countries = Countries::read(states);
    let reader = if std::env::args().any(|a| a == "--fast") { ReaderKind::Fast } else { ReaderKind::Exact };
    let pipeline = Pipeline::with_reader(&files, "sahel", reader)?;
    let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let row: Row = serde_json::from_str(line)?;
        let Some(gold) = row.events.first() else { continue };
        let metadata = Metadata { language: Some(row.lang.clone()), ..Metadata::default() };
        let coded = pipeline.code(&pipeline.read_text(&row.id, &row.text, metadata)?);
        let wanted = today(&gold.code);
        let lead = coded.accounts.iter().find(|a| a.main);
        let right = lead.is_some_and(|a| by_attitude(a) == wanted);
        let mut add = |name, right| shares.entry(name).or_default().add(right);
        add("type as told", lead.is_some_and(|a| a.event_type.name() == wanted));
        add("type by attitude", right);
        let told = coded.accounts.iter().find(|a| by_attitude(a) == wanted);
        add("type by attitude, any", told.is_some());
        if errors && !right {
            println!("{} {}: {}", gold.code, lead.map_or("nothing", by_attitude), row.text);
            coded.accounts.iter().for_each(|a| println!("    {} {}", by_attitude(a), a.why));
        }
        for (name, codes, of_target) in [("source", &gold.source, false), ("target", &gold.target, true)] {
            let wanted: BTreeSet<&str> = codes.iter().filter_map(|c| countries.coded(c)).collect();
            if wanted.is_empty() {
                continue;
            }
            let sides = |account: Option<&Account>| -> BTreeSet<&str> {
                account.map(|a| countries.of(a, of_target)).unwrap_or_default()
            };
            let found = sides(lead);
            let right = wanted.is_subset(&found);
            add(name, right);
            let only = lead.and_then(|a| countries.only(a));
            let assumed = found.is_empty() && only.is_some_and(|country| wanted == BTreeSet::from([country]));
            add(if of_target { "target, in context" } else { "source, in context" }, right || assumed);
            add(if of_target { "target, exactly" } else { "source, exactly" }, wanted == found);
            add(if of_target { "target, any" } else { "source, any" }, wanted.is_subset(&sides(told.or(lead))));
            if errors && !right {
                println!("{name} {wanted:?}: {}", row.text);
                println!("    told {found:?}");
            }
        }
    }
    for (name, Share(right, of)) in shares {
        println!("{name:24} {right}/{of} = {:.3}", right as f64 / of.max(1) as f64);
    }
    Ok(())
}

/// Puts the tables of a folder's languages over the embedded ones.
fn overlay(files: &mut Files, folder: &Path) -> Result<(), Box<dyn Error>> {
    for language in std::fs::read_dir(folder.join("languages"))?.filter_map(Result::ok).filter(|e| e.path().is_dir()) {
        for table in std::fs::read_dir(language.path())?.filter_map(Result::ok) {
            let (code, name) = (language.file_name(), table.file_name());
            let path = format!("languages/{}/{}", code.to_string_lossy(), name.to_string_lossy());
            files.insert(path, std::fs::read(table.path())?);
        }
    }
    Ok(())
}

/// The type that PLOVER gives an account: what is only announced or refused counts by the attitude that announces it.
fn by_attitude(account: &Account) -> &'static str {
    use EventType::{Accuse, Agree, Aid, Concede, Consult, Cooperate, Reject, Request, Retreat, Support, Threaten};
    let friendly = matches!(account.event_type, Aid | Agree | Concede | Consult | Cooperate | Retreat | Support);
    let own = matches!(account.event_type, Accuse | Reject | Request | Threaten);
    match account.status {
        Status::Planned if friendly => Agree.name(),
        Status::Planned if !own || account.event_type == Reject => Threaten.name(),
        Status::Denied if !own => Reject.name(),
        _ => account.event_type.name(),
    }
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

/// The CAMEO codes of states, by their ISO codes.
struct Countries(BTreeMap<String, String>);

impl Countries {
    /// Reads the pack's table of states.
    fn read(states: &str) -> Countries {
        let mut lines = states.lines();
        let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
        let column = |name: &str| header.iter().position(|c| *c == name);
        let (iso, cameo) = (column("iso2"), column("cameo"));
        let code = |line: &str| {
            let cells: Vec<&str> = line.split('\t').collect();
            Some(((*cells.get(iso?)?).to_string(), (*cells.get(cameo?)?).to_string()))
        };
        Countries(lines.filter_map(code).collect())
    }

    /// The country of a code of the gold, where the pack has it.
    fn coded<'a>(&self, code: &'a str) -> Option<&'a str> {
        code.get(..3).filter(|c| self.0.values().any(|known| known == c))
    }

    /// The only country that an account tells, on whichever side.
    fn only(&self, account: &Account) -> Option<&str> {
        let mut told: BTreeSet<&str> = self.of(account, false);
        told.extend(self.of(account, true));
        told.iter().copied().next().filter(|_| told.len() == 1)
    }

    /// The countries of one side of an account.
    fn of(&self, account: &Account, of_target: bool) -> BTreeSet<&str> {
        let mutual = of_target && account.targets.is_empty() && account.agent_countries.len() > 1;
        let both = if mutual { account.agent_countries.as_slice() } else { &[] };
        let side = if of_target { &account.target_countries } else { &account.agent_countries };
        side.iter().chain(both).filter_map(|iso| self.0.get(iso)).map(String::as_str).collect()
    }
}
