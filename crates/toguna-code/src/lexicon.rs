//! The event lexicon of a language: predicates with their argument frames, word classes, speech and light verbs.
//!
//! All of it is data from `languages/<code>/`; the schema is described in docs/LEXICON.md.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toguna_mark::{TableError, alternatives, rows};

use crate::condition::{Condition, Slot};
use crate::{EventType, Status};

/// Part of speech of a predicate's head word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pos {
    /// A verb, in any form.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adj,
}

/// One row of `predicates.tsv`: a use of a word and the event it tells.
#[derive(Debug)]
pub struct Predicate {
    /// Head lemma and the lemmas that must stand below it.
    pub lemma: String,
    /// Lemmas of the other words of a multiword predicate.
    pub rest: Vec<String>,
    /// PLOVER type; none blocks the use.
    pub event_type: Option<EventType>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER context.
    pub context: Option<String>,
    /// Which arguments it must have.
    pub when: Condition,
    /// Slots of those who did it: the first group with a filler wins, the slots of a group are joined.
    pub agent: Vec<Vec<Slot>>,
    /// Slots of those to whom it was done.
    pub target: Vec<Vec<Slot>>,
    /// Whether all parties are agents.
    pub both: bool,
    /// The status that the word itself gives.
    pub status: Option<Status>,
    /// What must hang on it before an account is made.
    pub needs: Needs,
}

/// What must hang on a predicate before it makes an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// An actor, a date or a place.
    Anchor,
    /// An actor.
    Actor,
}

#[derive(Deserialize)]
struct PredicateRow {
    lemma: String,
    pos: String,
    #[serde(rename = "type")]
    event_type: String,
    #[serde(default)]
    mode: String,
    #[serde(default)]
    context: String,
    #[serde(default)]
    when: String,
    #[serde(default)]
    agent: String,
    #[serde(default)]
    target: String,
    #[serde(default)]
    both: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    needs: String,
}

/// What a word that introduces speech or plans does to what it introduces.
#[derive(Clone, Debug)]
pub struct Speech {
    /// `say`, `claim`, `plan` …
    pub kind: String,
    /// The status of what hangs below it.
    pub status: Status,
    /// Whether its subject is the claimant of what hangs below it.
    pub speaks: bool,
}

#[derive(Deserialize)]
struct SpeechRow {
    lemma: String,
    pos: String,
    kind: String,
    #[serde(default)]
    speaker: String,
    #[serde(default)]
    status: String,
}

/// A verb that only carries an event noun.
#[derive(Clone, Debug)]
pub struct Light {
    /// Where the event noun stands.
    pub noun: Slot,
    /// Whether the verb's subject does the event (and does not suffer it).
    pub agent: bool,
}

#[derive(Deserialize)]
struct LightRow {
    lemma: String,
    slot: String,
    subject: String,
}

/// Word classes and measure words.
#[derive(Debug, Default, Deserialize)]
pub struct Classes {
    /// `FORCES = ["troop", …]`.
    #[serde(default)]
    pub classes: BTreeMap<String, Vec<String>>,
    /// `killed = ["kill", "dead", …]`.
    #[serde(default)]
    pub measures: BTreeMap<String, Vec<String>>,
    /// `igo = ["bloc", …]`: nouns that, with a definite article, stand for an actor of the kind named before.
    #[serde(default)]
    pub stands_for: BTreeMap<String, Vec<String>>,
}

/// The texts of a language's lexicon files.
pub struct LexiconFiles<'a> {
    /// `predicates.tsv`.
    pub predicates: &'a str,
    /// `classes.toml`.
    pub classes: &'a str,
    /// `grammar.toml`.
    pub grammar: &'a str,
    /// `speech.tsv`.
    pub speech: &'a str,
    /// `light.tsv`.
    pub light: &'a str,
}

/// The event lexicon of one language.
pub struct Lexicon {
    predicates: HashMap<(String, Pos), Vec<Predicate>>,
    classes: HashMap<String, Vec<String>>,
    measures: HashMap<String, Vec<String>>,
    /// The lemmas of each class, as the files list them.
    members: HashMap<String, Vec<String>>,
    stands_for: HashMap<String, Vec<String>>,
    speech: HashMap<String, Speech>,
    light: HashMap<String, Vec<Light>>,
}

impl Lexicon {
    /// Reads the lexicon files of a language.
    pub fn parse(files: &LexiconFiles<'_>) -> Result<Lexicon, TableError> {
        let mut lexicon = Lexicon {
            predicates: HashMap::new(),
            classes: HashMap::new(),
            measures: HashMap::new(),
            members: HashMap::new(),
            stands_for: HashMap::new(),
            speech: HashMap::new(),
            light: HashMap::new(),
        };
        for (file, text) in [("classes.toml", files.classes), ("grammar.toml", files.grammar)] {
            lexicon.add_classes(toml::from_str(text).map_err(|e| wrong(file, 0, e))?);
        }
        for (at, row) in rows::<PredicateRow>("predicates.tsv", files.predicates)?.into_iter().enumerate() {
            let (key, predicate) = predicate(row).map_err(|e| wrong("predicates.tsv", at + 2, e))?;
            lexicon.predicates.entry(key).or_default().push(predicate);
        }
        for (at, row) in rows::<SpeechRow>("speech.tsv", files.speech)?.into_iter().enumerate() {
            let status = status(&row.status).map_err(|e| wrong("speech.tsv", at + 2, e))?;
            let speech =
                Speech { kind: row.kind, status: status.unwrap_or(Status::Actual), speaks: row.speaker.contains("subj") };
            lexicon.speech.insert(format!("{}/{}", row.lemma, row.pos), speech);
        }
        for (at, row) in rows::<LightRow>("light.tsv", files.light)?.into_iter().enumerate() {
            let noun = Slot::parse(&row.slot).map_err(|e| wrong("light.tsv", at + 2, e))?;
            lexicon.light.entry(row.lemma).or_default().push(Light { noun, agent: row.subject != "target" });
        }
        Ok(lexicon)
    }

    fn add_classes(&mut self, classes: Classes) {
        for (class, words) in classes.classes {
            for word in &words {
                self.classes.entry(word.clone()).or_default().push(class.clone());
            }
            self.members.entry(class).or_default().extend(words);
        }
        for (measure, words) in classes.measures {
            for word in words {
                self.measures.entry(word).or_default().push(measure.clone());
            }
        }
        for (kind, words) in classes.stands_for {
            for word in words {
                self.stands_for.entry(word).or_default().push(kind.clone());
            }
        }
    }

    /// The uses of a word, in the order in which they are tried.
    pub fn predicates(&self, lemma: &str, pos: Pos) -> &[Predicate] {
        self.predicates.get(&(lemma.to_lowercase(), pos)).map_or(&[], Vec::as_slice)
    }

    /// Whether a lemma belongs to a class.
    pub fn is(&self, lemma: &str, class: &str) -> bool {
        self.classes.get(&lemma.to_lowercase()).is_some_and(|classes| classes.iter().any(|c| c == class))
    }

    /// The lemmas of a class.
    pub fn words(&self, class: &str) -> &[String] {
        self.members.get(class).map_or(&[], Vec::as_slice)
    }

    /// The kinds of actor that a definite description with this noun may stand for.
    pub fn stands_for(&self, lemma: &str) -> Option<&[String]> {
        self.stands_for.get(lemma).map(Vec::as_slice)
    }

    /// The measures that a lemma is a word of.
    pub fn measures(&self, lemma: &str) -> &[String] {
        self.measures.get(&lemma.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// What a word does to the clause it introduces; `pos` is `verb`, `noun`, `phrase` …
    pub fn speech(&self, lemma: &str, pos: &str) -> Option<&Speech> {
        self.speech.get(&format!("{}/{pos}", lemma.to_lowercase()))
    }

    /// The light uses of a verb.
    pub fn light(&self, lemma: &str) -> &[Light] {
        self.light.get(lemma).map_or(&[], Vec::as_slice)
    }
}

fn wrong(file: &str, line: usize, error: impl std::fmt::Display) -> TableError {
    TableError { file: file.into(), line: line as u64, reason: error.to_string() }
}

fn predicate(row: PredicateRow) -> Result<((String, Pos), Predicate), String> {
    let pos = match row.pos.as_str() {
        "verb" => Pos::Verb,
        "noun" => Pos::Noun,
        "adj" => Pos::Adj,
        other => return Err(format!("'{other}' is no part of speech; write verb, noun or adj")),
    };
    let event_type = match row.event_type.as_str() {
        "-" => None,
        name => Some(EventType::of(name).ok_or_else(|| format!("'{name}' is no PLOVER type"))?),
    };
    let mut lemmas = row.lemma.split_whitespace().map(str::to_string);
    let lemma = lemmas.next().ok_or("a predicate needs a lemma")?;
    let some = |cell: String| (!cell.is_empty()).then_some(cell);
    let predicate = Predicate {
        lemma: lemma.clone(),
        rest: lemmas.collect(),
        event_type,
        mode: some(row.mode),
        context: some(row.context),
        when: Condition::parse(&row.when)?,
        agent: groups(&row.agent)?,
        target: groups(&row.target)?,
        both: row.both == "yes",
        status: status(&row.status)?,
        needs: match row.needs.as_str() {
            "" => Needs::Nothing,
            "anchor" => Needs::Anchor,
            "actor" => Needs::Actor,
            other => return Err(format!("'{other}' is no need; write anchor, actor or nothing")),
        },
    };
    Ok(((lemma, pos), predicate))
}

/// `a|b+c`: first `a`, else `b` and `c` together; `-` and the empty cell are none.
fn groups(cell: &str) -> Result<Vec<Vec<Slot>>, String> {
    alternatives(cell)
        .filter(|group| *group != "-")
        .map(|group| group.split('+').map(|slot| Slot::parse(slot.trim())).collect())
        .collect()
}

fn status(cell: &str) -> Result<Option<Status>, String> {
    match cell {
        "" | "-" => Ok(None),
        name => Status::of(name).map(Some).ok_or_else(|| format!("'{name}' is no status")),
    }
}
