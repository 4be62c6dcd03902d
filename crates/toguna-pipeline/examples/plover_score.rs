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
//! is the country of a party of that side: a state's own actor, whoever an office of the sentence ties to a state, or
//! people described by the name of theirs ("Afghan rebels"). Rows without a country on a side do not count for it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use serde::Deserialize;
use toguna_code::{Account, EventType, Fact, Party, Status, Term};
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
            let sides = |account: Option<&Account>| {
                let parties = account.map(|a| side(a, of_target)).unwrap_or_default();
                let found: BTreeSet<&str> =
                    parties.iter().flat_map(|p| countries.of(p, &coded.facts, &pipeline)).collect();
                wanted.is_subset(&found)
            };
            let right = sides(lead);
            add(name, right);
            add(if of_target { "target, any" } else { "source, any" }, sides(told.or(lead)));
            if errors && !right {
                println!("{name} {wanted:?}: {}", row.text);
                println!("    {:?}", lead.map(|a| (&a.agent_parties, &a.target_parties)));
            }
        }
    }
    for (name, Share(right, of)) in shares {
        println!("{name:24} {right}/{of} = {:.3}", right as f64 / of.max(1) as f64);
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
        Status::Planned if !own => Threaten.name(),
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

/// The parties of one side; where all are agents, they are each other's targets.
fn side(account: &Account, of_target: bool) -> Vec<Party> {
    let targets = of_target && !account.target_parties.is_empty();
    if targets { account.target_parties.clone() } else { account.agent_parties.clone() }
}

/// The CAMEO codes of states, by their slugs and by the names of their peoples.
struct Countries {
    by_slug: BTreeMap<String, String>,
    by_people: BTreeMap<String, String>,
}

impl Countries {
    /// Reads the pack's table of states.
    fn read(states: &str) -> Countries {
        let mut lines = states.lines();
        let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
        let column = |name: &str| header.iter().position(|c| *c == name);
        let mut countries = Countries { by_slug: BTreeMap::new(), by_people: BTreeMap::new() };
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |name| column(name).and_then(|at| cells.get(at)).copied().unwrap_or("");
            countries.by_slug.insert(cell("base").to_string(), cell("cameo").to_string());
            for people in cell("adj_en").split('|').chain([cell("name_en")]).filter(|word| !word.is_empty()) {
                countries.by_people.insert(people.to_string(), cell("cameo").to_string());
            }
        }
        countries
    }

    /// The country of a code of the gold, where the pack has it.
    fn coded<'a>(&self, code: &'a str) -> Option<&'a str> {
        code.get(..3).filter(|c| self.by_slug.values().any(|known| known == c))
    }

    /// The countries of a party.
    fn of(&self, party: &Party, facts: &[Fact], pipeline: &Pipeline) -> Vec<&str> {
        let own = |id: &EntityId| self.by_slug.get(pipeline.actors().actor(id)?.country.as_deref()?);
        let Some(id) = &party.entity else {
            let words = party.words.split(|c: char| !c.is_alphabetic());
            return words.filter_map(|word| self.by_people.get(word)).map(String::as_str).collect();
        };
        // Whom the pack does not list belongs to the state of an office that the sentence gives.
        let offices = facts.iter().filter(|f| f.subject.as_str() == id.as_str()).filter_map(|f| match &f.object {
            Term::Entity(state) => own(state),
            Term::Words(_) => None,
        });
        own(id).into_iter().chain(offices).map(String::as_str).collect()
    }
}
