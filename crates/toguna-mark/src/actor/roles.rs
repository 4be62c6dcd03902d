//! The words of a language that make actors: role nouns ("army", "government"), titles, honorifics, heads of names.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::ActorKind;
use crate::names::{Case, Names, key};
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
    /// Offices (in English) that are held of a town or division.
    #[serde(default)]
    local: HashSet<String>,
    /// Which body of a state an office (in English) belongs to, where the text does not tell: role → offices; those that end
    /// in "…" begin so.
    #[serde(default)]
    office_bodies: BTreeMap<String, Vec<String>>,
    /// Words that point to a body named before: "its", "son".
    #[serde(default)]
    possessives: Vec<String>,
    /// "Mr", "Cheikh" …
    honorifics: Vec<String>,
    /// Kind of actor → nouns that head or close the name of one.
    heads: BTreeMap<ActorKind, Vec<String>>,
    /// Lower-case words that a name may run across ("des", "of").
    links: Vec<String>,
    /// Prepositions between an office or force and its state.
    of: Vec<String>,
    /// Kind of actor → body of a state in English → its words ("electoral commission"): the id is `<state>-<body>`.
    #[serde(default)]
    bodies: BTreeMap<ActorKind, BTreeMap<String, Vec<String>>>,
    /// Nouns that open a name though they are written small ("katiba", "brigade").
    #[serde(default)]
    openers: Vec<String>,
    /// Nouns for bodies that stand right before a name: "the party X".
    #[serde(default)]
    naming: HashSet<String>,
    /// Lower-case words inside a person's name ("ag", "ould", "von").
    #[serde(default)]
    particles: Vec<String>,
    /// Given names that the pack's persons do not bear.
    #[serde(default)]
    given: Vec<String>,
    /// Lemmas of verbs by which somebody comes to an office, as their subject.
    #[serde(default)]
    becoming: HashSet<String>,
    /// Lemmas of those whom a state sends to another.
    #[serde(default)]
    envoys: HashSet<String>,
    /// Lemmas of who holds elsewhere the office of somebody told before: "homologue".
    #[serde(default)]
    counterparts: HashSet<String>,
    /// Whether the name of a body goes on in small letters behind its first word: "Institut des études rurales".
    #[serde(default)]
    small_names: bool,
    /// Lemmas of what a state closes to another.
    #[serde(default)]
    borders: HashSet<String>,
    /// Lemmas of verbs whose subject is somebody who speaks.
    #[serde(default)]
    speech: Vec<String>,
    /// Title words that are given to several persons ("generals").
    #[serde(default)]
    plurals: Vec<String>,
    /// Words before somebody who is cited ("according to").
    #[serde(default)]
    voices: Vec<String>,
    /// Definite articles, and the phrases that stand for the government of the country a text is about ("official toll").
    #[serde(default)]
    definite: Vec<String>,
    /// Role phrases that, with an article alone, mean the body of the country a text is about ("the army").
    #[serde(default)]
    alone: Vec<String>,
    #[serde(default)]
    official: Vec<String>,
    /// Bodies that a text names by what they are: those for which an article is enough, and those that need a name or a
    /// matter.
    #[serde(default)]
    institutions: Institutions,
    /// Capitalised words that are no name: days, months, and words that look like an acronym in a heading of capitals.
    #[serde(default)]
    common: Vec<String>,
}

/// Nouns of bodies that a text names by what they are, or such nouns behind the word that tells which ("town hall").
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Institutions {
    alone: Vec<String>,
    named: Vec<String>,
}

/// An office or a rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// `leads`, `holds-office` or `holds-rank`; empty for an honorific.
    pub predicate: &'static str,
    /// In English.
    pub name: String,
}

/// Which actor of a state a noun means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Role {
    /// What its id ends in: `gov`, `army`, `electoral-commission`.
    pub suffix: String,
    /// In English.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
}

/// The actor-making words of one language.
pub struct Roles {
    /// Role phrases; the value is an index into `role_list`.
    pub(crate) roles: Names<u32>,
    pub(crate) role_list: Vec<Role>,
    /// Title phrases; the value is an index into `titles`.
    pub(crate) title_phrases: Names<u32>,
    pub(crate) titles: Vec<Title>,
    pub(crate) local: HashSet<String>,
    /// Offices (in English) or how they begin, and what the id of the body ends in to which they belong.
    office_bodies: Vec<(String, String)>,
    pub(crate) possessives: Vec<String>,
    pub(crate) heads: HashMap<String, ActorKind>,
    pub(crate) links: Vec<String>,
    pub(crate) of: Vec<String>,
    pub(crate) openers: HashSet<u64>,
    pub(crate) particles: HashSet<u64>,
    pub(crate) given: HashSet<u64>,
    pub(crate) envoys: HashSet<String>,
    pub(crate) borders: HashSet<String>,
    pub(crate) becoming: HashSet<String>,
    pub(crate) counterparts: HashSet<String>,
    pub(crate) naming: HashSet<String>,
    pub(crate) small_names: bool,
    /// Nouns of bodies that a text names by what they are, and whether they need a name or a matter beside them.
    pub(crate) institutions: HashMap<String, bool>,
    pub(crate) speech: HashSet<String>,
    pub(crate) plurals: HashSet<u64>,
    pub(crate) voices: Names<()>,
    pub(crate) common: HashSet<u64>,
    pub(crate) definite: Vec<String>,
    pub(crate) alone: HashSet<String>,
    /// Phrases of a government's own word; the value is an index into `role_list`.
    pub(crate) official: Names<u32>,
}

impl Roles {
    /// Reads `roles.toml`.
    pub fn parse(text: &str) -> Result<Roles, TableError> {
        let file: RolesFile = toml::from_str(text).map_err(|error| TableError {
            file: "roles.toml".into(),
            line: 0,
            reason: error.to_string(),
        })?;
        let mut roles = Roles {
            roles: Names::new(),
            role_list: Vec::new(),
            title_phrases: Names::new(),
            titles: Vec::new(),
            local: file.local,
            office_bodies: Vec::new(),
            possessives: file.possessives,
            heads: HashMap::new(),
            links: file.links,
            of: file.of,
            openers: file.openers.iter().map(|w| key(w)).collect(),
            particles: file.particles.iter().map(|w| key(w)).collect(),
            given: file.given.iter().map(|w| key(w)).collect(),
            envoys: file.envoys,
            borders: file.borders,
            becoming: file.becoming,
            counterparts: file.counterparts,
            naming: file.naming,
            small_names: file.small_names,
            institutions: HashMap::new(),
            speech: file.speech.into_iter().collect(),
            plurals: file.plurals.iter().map(|w| key(w)).collect(),
            voices: Names::new(),
            common: file.common.iter().map(|w| key(w)).collect(),
            definite: file.definite,
            alone: file.alone.into_iter().collect(),
            official: Names::new(),
        };
        let institutions = file.institutions;
        let alone = institutions.alone.into_iter().map(|noun| (noun, false));
        roles.institutions.extend(institutions.named.into_iter().map(|noun| (noun, true)).chain(alone));
        file.voices.iter().for_each(|phrase| roles.voices.add(phrase, Case::Any, ()));
        // Bodies come first: where a phrase stands in both lists, the finer answer wins.
        for (kind, bodies) in file.bodies {
            for (name, words) in bodies {
                let role = Role { suffix: name.replace(' ', "-"), name, kind };
                roles.add_role(role, &words);
            }
        }
        for (name, words) in file.roles {
            let (suffix, kind) = match name.as_str() {
                "government" => ("gov".to_string(), ActorKind::State),
                _ => (name.clone(), ActorKind::Military),
            };
            if suffix == "gov" {
                let at = roles.role_list.len() as u32;
                file.official.iter().for_each(|phrase| roles.official.add(phrase, Case::Any, at));
            }
            roles.add_role(Role { suffix, name, kind }, &words);
        }
        for (role, offices) in file.office_bodies {
            let suffix = if role == "government" { "gov" } else { &role };
            roles.office_bodies.extend(offices.into_iter().map(|office| (office, suffix.to_owned())));
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
                roles.heads.insert(word.to_lowercase(), kind);
            }
        }
        Ok(roles)
    }

    /// What the id of the state's body ends in to which an office (in English) belongs.
    pub(crate) fn body_of_office(&self, office: &str) -> Option<&str> {
        let named = |name: &str| name.strip_suffix('…').map_or(name == office, |begin| office.starts_with(begin));
        self.office_bodies.iter().find(|(name, _)| named(name)).map(|(_, suffix)| suffix.as_str())
    }

    fn add_role(&mut self, role: Role, words: &[String]) {
        let at = self.role_list.len() as u32;
        self.role_list.push(role);
        words.iter().for_each(|word| self.roles.add(word, Case::Any, at));
    }

    /// A phrase that the list writes with a capital ("Me", "M.") must have one in the text too.
    fn add_title(&mut self, phrase: &str, title: Title) {
        let at = self.titles.len() as u32;
        self.titles.push(title);
        let case = if phrase.starts_with(char::is_uppercase) { Case::Name } else { Case::Any };
        self.title_phrases.add(phrase, case, at);
    }
}
