//! What a pack knows of actors: states, organisations, armed groups and persons, under all their names.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::offices::Office;
use crate::names::{Case, Names, key, units};
use crate::table::{TableError, alternatives, rows};
use crate::{ActorKind, EntityId};

/// A row of `states.tsv`.
#[derive(Debug, Deserialize)]
struct StateRow {
    base: String,
    iso2: String,
    name_en: String,
    name_fr: String,
    #[serde(default)]
    names_en: String,
    #[serde(default)]
    names_fr: String,
    #[serde(default)]
    adj_en: String,
    #[serde(default)]
    adj_fr: String,
    #[serde(default)]
    capital: String,
    #[serde(default)]
    capital_names: String,
    #[serde(default)]
    capital_metonym: String,
    #[serde(default)]
    gwno: Option<u16>,
}

/// A row of `actors.tsv`.
#[derive(Debug, Deserialize)]
struct ActorRow {
    id: String,
    kind: String,
    name_en: String,
    #[serde(default)]
    name_fr: String,
    #[serde(default)]
    aliases: String,
    #[serde(default)]
    acronyms: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    parent: String,
    #[serde(default)]
    family: String,
    #[serde(default)]
    acled_name: String,
}

/// A row of `persons.tsv`.
#[derive(Debug, Deserialize)]
struct PersonRow {
    id: String,
    name: String,
    #[serde(default)]
    aliases: String,
    #[serde(default)]
    surname: String,
    #[serde(default)]
    country: String,
}

/// An actor that the pack knows.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Its id.
    pub id: EntityId,
    /// English name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The state it belongs to (`base` of `states.tsv`).
    pub country: Option<String>,
    /// The actor it is part of.
    pub parent: Option<EntityId>,
    /// Side family: `state-forces`, `rebel` …
    pub family: Option<String>,
    /// ACLED's name for it; years in it say from when on.
    pub acled_name: Option<String>,
}

/// A state, from which `<base>-gov`, `<base>-army` … are built.
#[derive(Clone, Debug)]
pub struct State {
    /// The slug of its actors' ids.
    pub base: String,
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// English name.
    pub name: String,
    /// English adjective, to name its forces.
    pub adjective: String,
    /// Its number in Gleditsch and Ward's list of states, by which UCDP counts countries.
    pub gwno: Option<u16>,
}

/// What a name of the table stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// Index into `actors`.
    Actor(u32),
    /// Index into `actors`: a person by surname alone.
    Surname(u32),
    /// Index into `actors`: a name that counts only where the document names the actor or what it is part of.
    Short(u32),
    /// Index into `states`: the country's name.
    State(u32),
    /// Index into `states`: its adjective or inhabitants.
    Adjective(u32),
}

/// The actors of a pack with an index of their names.
pub struct ActorPack {
    pub(crate) actors: Vec<Actor>,
    pub(crate) states: Vec<State>,
    pub(crate) names: Names<Named>,
    /// Capitals that may stand for their governments, by index into `states`.
    pub(crate) capitals: Names<u32>,
    /// Given names of the pack's persons, folded.
    pub(crate) given: HashSet<u64>,
    by_id: BTreeMap<EntityId, usize>,
    offices: Vec<Office>,
}

/// The texts of a pack's actor files.
pub struct ActorFiles<'a> {
    /// `states.tsv`.
    pub states: &'a str,
    /// `actors.tsv`.
    pub actors: &'a str,
    /// `persons.tsv`.
    pub persons: &'a str,
    /// `offices.tsv`.
    pub offices: &'a str,
}

impl ActorPack {
    /// Reads a pack's actor files.
    pub fn parse(files: &ActorFiles<'_>) -> Result<ActorPack, TableError> {
        let mut pack = ActorPack {
            actors: Vec::new(),
            states: Vec::new(),
            names: Names::new(),
            capitals: Names::new(),
            given: HashSet::new(),
            by_id: BTreeMap::new(),
            offices: rows("offices.tsv", files.offices)?,
        };
        for row in rows::<ActorRow>("actors.tsv", files.actors)? {
            pack.add_actor(row)?;
        }
        for row in rows::<PersonRow>("persons.tsv", files.persons)? {
            pack.add_person(row);
        }
        for row in rows::<StateRow>("states.tsv", files.states)? {
            pack.add_state(row);
        }
        Ok(pack)
    }

    /// An actor by its id.
    pub fn actor(&self, id: &EntityId) -> Option<&Actor> {
        self.by_id.get(id).map(|&at| &self.actors[at])
    }

    /// The index of an actor.
    pub(crate) fn index(&self, id: &EntityId) -> Option<u32> {
        self.by_id.get(id).map(|&at| at as u32)
    }

    /// The spells of offices and ranks, in the pack's order.
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// The state whose actors' ids begin with this slug.
    pub fn state(&self, base: &str) -> Option<&State> {
        self.states.iter().find(|s| s.base == base)
    }

    /// The state of an ISO 3166-1 alpha-2 code.
    pub fn state_of(&self, iso2: &str) -> Option<&State> {
        self.states.iter().find(|s| s.iso2 == iso2)
    }

    /// The country that an actor belongs to, as ISO 3166-1 alpha-2: the pack's, that of the state whose slug opens its id
    /// (`<base>-army`), or the one that its own name tells.
    pub fn country_of(&self, id: &EntityId, name: &str, kind: ActorKind) -> Option<&str> {
        let listed = self.actor(id).and_then(|actor| actor.country.as_deref());
        let state = match listed {
            Some(base) => self.state(base),
            // A person may be called like a country.
            None if kind == ActorKind::Person => None,
            None => self.opened_by(id.as_str()).or_else(|| self.named_in(name)),
        };
        state.map(|state| state.iso2.as_str())
    }

    /// The state whose slug opens an id that the pack does not list.
    fn opened_by(&self, id: &str) -> Option<&State> {
        let opens = |s: &&State| id.strip_prefix(s.base.as_str()).is_some_and(|rest| rest.starts_with('-'));
        self.states.iter().filter(opens).max_by_key(|s| s.base.len())
    }

    /// The first state whose name or adjective stands in a name ("Kenyan Union of Nurses").
    fn named_in(&self, name: &str) -> Option<&State> {
        let mut found = Vec::new();
        units(name, 0, &mut found);
        (0..found.len()).find_map(|from| {
            let (_, values) = self.names.longest(name, &found, from)?;
            values.iter().find_map(|value| match value {
                Named::State(at) | Named::Adjective(at) => self.states.get(*at as usize),
                _ => None,
            })
        })
    }

    fn insert(&mut self, actor: Actor) -> u32 {
        let at = self.actors.len();
        self.by_id.insert(actor.id.clone(), at);
        self.actors.push(actor);
        at as u32
    }

    fn add_actor(&mut self, row: ActorRow) -> Result<(), TableError> {
        let kind = ActorKind::of(&row.kind).ok_or_else(|| TableError {
            file: "actors.tsv".into(),
            line: 0,
            reason: format!("actor '{}' has the kind '{}', which is none of the known kinds", row.id, row.kind),
        })?;
        let at = self.insert(Actor {
            id: EntityId::new(&row.id),
            name: row.name_en.clone(),
            kind,
            country: some(row.country),
            parent: some(row.parent).map(|p| EntityId::new(&p)),
            family: some(row.family),
            acled_name: some(row.acled_name),
        });
        for name in [row.name_en.as_str(), row.name_fr.as_str()].into_iter().chain(alternatives(&row.aliases)) {
            if let Some(short) = name.strip_prefix('~') {
                self.names.add(short, Case::Any, Named::Short(at));
                continue;
            }
            // A name of one word in capitals is an acronym in disguise and must not match the common word.
            let case = if looks_like_acronym(name) { Case::Exact } else { Case::Name };
            self.names.add(name, case, Named::Actor(at));
        }
        for name in alternatives(&row.acronyms) {
            self.names.add(name, Case::Exact, Named::Actor(at));
            if let Some(word) = as_a_word(name) {
                self.names.add(&word, Case::Exact, Named::Actor(at));
            }
        }
        Ok(())
    }

    fn add_person(&mut self, row: PersonRow) {
        let at = self.insert(Actor {
            id: EntityId::new(&row.id),
            name: row.name.clone(),
            kind: ActorKind::Person,
            country: some(row.country),
            parent: None,
            family: None,
            acled_name: None,
        });
        for name in std::iter::once(row.name.as_str()).chain(alternatives(&row.aliases)) {
            self.names.add(name, Case::Name, Named::Actor(at));
        }
        if let Some((given, _)) = row.name.split_once(' ')
            && given.chars().count() > 2
        {
            self.given.insert(key(given));
        }
        for name in alternatives(&row.surname) {
            self.names.add(name, Case::Name, Named::Surname(at));
        }
    }

    fn add_state(&mut self, row: StateRow) {
        let at = self.states.len() as u32;
        let cells = [row.name_en.as_str(), row.name_fr.as_str()];
        for name in cells.into_iter().chain(alternatives(&row.names_en)).chain(alternatives(&row.names_fr)) {
            let case = if looks_like_acronym(name) { Case::Exact } else { Case::Name };
            self.names.add(name, case, Named::State(at));
        }
        for name in alternatives(&row.adj_en) {
            self.names.add(name, Case::Name, Named::Adjective(at));
        }
        for name in alternatives(&row.adj_fr) {
            self.names.add(name, Case::Any, Named::Adjective(at));
        }
        if row.capital_metonym == "yes" {
            for name in std::iter::once(row.capital.as_str()).chain(alternatives(&row.capital_names)) {
                self.capitals.add(name, Case::Name, at);
            }
        }
        self.insert(Actor {
            id: EntityId::new(&format!("{}-gov", row.base)),
            name: row.name_en.clone(),
            kind: ActorKind::State,
            country: Some(row.base.clone()),
            parent: None,
            family: Some("state-forces".into()),
            acled_name: None,
        });
        let adjective = alternatives(&row.adj_en).next().unwrap_or(&row.name_en).to_string();
        self.states.push(State { base: row.base, iso2: row.iso2, name: row.name_en, adjective, gwno: row.gwno });
    }
}

fn some(cell: String) -> Option<String> {
    (!cell.is_empty()).then_some(cell)
}

/// Fewer letters than these may make a word of another meaning.
const SPOKEN: usize = 5;

/// A longer acronym as many newspapers write it, like any name: "Unicef".
fn as_a_word(acronym: &str) -> Option<String> {
    let spoken = acronym.chars().all(char::is_uppercase) && acronym.chars().count() >= SPOKEN;
    let mut letters = acronym.chars();
    let first = letters.next().filter(|_| spoken)?;
    Some(std::iter::once(first).chain(letters.flat_map(char::to_lowercase)).collect())
}

fn looks_like_acronym(name: &str) -> bool {
    name.chars().all(|c| c.is_uppercase() || c.is_numeric() || c == '.' || c == '-') && name.chars().count() <= 8
}
