//! The words of a language that make actors: role nouns ("army", "government"), titles, honorifics, heads of names.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::ActorKind;
use crate::names::{Case, Names};
use crate::table::TableError;

/// `roles.toml` as it is written.
#[derive(Debug, Deserialize)]
struct RolesFile {
    /// `army = ["army", "troop", …]`: which actor of a state a noun means; forms and lemmas, phrases too.
    roles: BTreeMap<String, Vec<String>>,
    /// Rank phrase → the rank in English.
    ranks: BTreeMap<String, String>,
    /// Office phrase → the office in English; those in `leads` head a state or body.
    offices: BTreeMap<String, String>,
    /// Offices (in English) whose holder leads the state or body.
    leads: Vec<String>,
    /// "Mr", "Cheikh" …
    honorifics: Vec<String>,
    /// Kind of actor → nouns that head or close the name of one.
    heads: BTreeMap<ActorKindName, Vec<String>>,
    /// Lower-case words that a name may run across ("des", "of").
    links: Vec<String>,
    /// Prepositions between an office or force and its state.
    of: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ActorKindName {
    ArmedGroup,
    Military,
    Igo,
    Organisation,
    Company,
    Alliance,
    Media,
}

/// An office or a rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// `leads`, `holds-office` or `holds-rank`; empty for an honorific.
    pub predicate: &'static str,
    /// In English.
    pub name: String,
}

/// The actor-making words of one language.
pub struct Roles {
    /// Role phrases; the value is an index into `role_names`.
    pub(crate) roles: Names<u32>,
    pub(crate) role_names: Vec<String>,
    /// Title phrases; the value is an index into `titles`.
    pub(crate) title_phrases: Names<u32>,
    pub(crate) titles: Vec<Title>,
    pub(crate) heads: HashMap<String, ActorKind>,
    pub(crate) links: Vec<String>,
    pub(crate) of: Vec<String>,
}

impl Roles {
    /// Reads `roles.toml`.
    pub fn parse(text: &str) -> Result<Roles, TableError> {
        let file: RolesFile = toml::from_str(text)
            .map_err(|error| TableError { file: "roles.toml".into(), line: 0, reason: error.to_string() })?;
        let mut roles = Roles {
            roles: Names::new(),
            role_names: Vec::new(),
            title_phrases: Names::new(),
            titles: Vec::new(),
            heads: HashMap::new(),
            links: file.links,
            of: file.of,
        };
        for (role, words) in file.roles {
            let at = roles.role_names.len() as u32;
            roles.role_names.push(role);
            words.iter().for_each(|word| roles.roles.add(word, Case::Any, at));
        }
        for (phrase, rank) in file.ranks {
            roles.add_title(&phrase, Title { predicate: "holds-rank", name: rank });
        }
        for (phrase, office) in file.offices {
            let predicate = if file.leads.contains(&office) { "leads" } else { "holds-office" };
            roles.add_title(&phrase, Title { predicate, name: office });
        }
        for phrase in file.honorifics {
            roles.add_title(&phrase, Title { predicate: "", name: String::new() });
        }
        for (kind, words) in file.heads {
            for word in words {
                roles.heads.insert(word.to_lowercase(), kind.into());
            }
        }
        Ok(roles)
    }

    fn add_title(&mut self, phrase: &str, title: Title) {
        let at = self.titles.len() as u32;
        self.titles.push(title);
        self.title_phrases.add(phrase, Case::Any, at);
    }
}

impl From<ActorKindName> for ActorKind {
    fn from(name: ActorKindName) -> ActorKind {
        match name {
            ActorKindName::ArmedGroup => ActorKind::ArmedGroup,
            ActorKindName::Military => ActorKind::Military,
            ActorKindName::Igo => ActorKind::Igo,
            ActorKindName::Organisation => ActorKind::Organisation,
            ActorKindName::Company => ActorKind::Company,
            ActorKindName::Alliance => ActorKind::Alliance,
            ActorKindName::Media => ActorKind::Media,
        }
    }
}
