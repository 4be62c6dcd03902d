//! The event lexicon of a language: predicates with their argument frames, word classes, speech and light verbs.
//!
//! All of it is data from `languages/<code>/`; the schema is described in docs/LEXICON.md.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toguna_mark::{TableError, alternatives, rows};

use crate::condition::{Condition, Slot};
use crate::{EventType, Family, Measure, Status, SubEvent};

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

impl Pos {
    /// The part of speech of its name in the lexicon.
    pub fn of(name: &str) -> Option<Pos> {
        match name {
            "verb" => Some(Pos::Verb),
            "noun" => Some(Pos::Noun),
            "adj" => Some(Pos::Adj),
            _ => None,
        }
    }
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
    /// ACLED's sub-event type of this use, as far as the word alone tells it.
    pub acled: Option<SubEvent>,
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
    acled: String,
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
    /// The slots of what it says: `ccomp`, `obj`, `obl:of` …
    pub complements: Vec<String>,
}

#[derive(Deserialize)]
struct SpeechRow {
    lemma: String,
    pos: String,
    kind: String,
    #[serde(default)]
    speaker: String,
    #[serde(default)]
    complement: String,
    #[serde(default)]
    status: String,
}

/// A verb that only carries an event noun.
#[derive(Clone, Debug)]
pub struct Light {
    /// Lemmas of the verb's other words ("out" of "carry out").
    pub rest: Vec<String>,
    /// Where the event noun stands.
    pub noun: Slot,
    /// What the verb's subject is to the event.
    pub role: Role,
}

/// What the subject of a light verb is to the event that the noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It does it.
    Agent,
    /// It suffers it.
    Target,
    /// Its object does it: "the summit brought together …".
    Gathers,
    /// Neither.
    Neither,
}

#[derive(Deserialize)]
struct LightRow {
    lemma: String,
    slot: String,
    role: String,
}

/// `classes.toml` and `grammar.toml` as they are written.
#[derive(Debug, Default, Deserialize)]
struct Classes {
    /// `FORCES = ["troop", …]`.
    #[serde(default)]
    classes: BTreeMap<String, Vec<String>>,
    /// `killed = { verb = ["kill", …], noun = […], adj = […] }`, and `weak`, a list.
    #[serde(default)]
    measures: BTreeMap<String, MeasureWords>,
    /// `up`, `down` and `share`: the words of percentages.
    #[serde(default)]
    change: BTreeMap<String, Vec<String>>,
    /// `killed = ["cost life", …]`: verbs with an object that only together tell a measure.
    #[serde(default)]
    measure_phrases: BTreeMap<String, Vec<String>>,
    /// `igo = ["bloc", …]`: nouns that, with a definite article, stand for an actor of the kind named before.
    #[serde(default)]
    stands_for: BTreeMap<String, Vec<String>>,
    /// `rebel = ["jihadist", …]`: nouns for people that say of which side they are.
    #[serde(default)]
    families: BTreeMap<String, Vec<String>>,
    /// `rebel = ["terrorist", …]`: words beside a noun that say it.
    #[serde(default)]
    family_modifiers: BTreeMap<String, Vec<String>>,
    /// `civilians = ["village", …]`: things and places that stand for those in them.
    #[serde(default)]
    family_things: BTreeMap<String, Vec<String>>,
}

/// How a noun or the word beside it says of which side somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// A noun for people.
    People,
    /// A word beside a noun.
    Modifier,
    /// A thing or place that stands for those in it.
    Thing,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum MeasureWords {
    /// Words that need a second cue.
    Weak(Vec<String>),
    /// Words by part of speech.
    ByPos(BTreeMap<String, Vec<String>>),
}

/// A measure that a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasureWord {
    /// What is counted.
    pub measure: Measure,
    /// Whether the word needs a second cue of the same measure.
    pub weak: bool,
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
    predicates: HashMap<Pos, HashMap<String, Vec<Predicate>>>,
    classes: HashMap<String, Vec<String>>,
    measures: HashMap<Pos, HashMap<String, Vec<MeasureWord>>>,
    change: HashMap<String, String>,
    measure_phrases: Vec<(Vec<String>, Measure)>,
    /// The lemmas of each class, as the files list them.
    members: HashMap<String, Vec<String>>,
    stands_for: HashMap<String, Vec<String>>,
    families: HashMap<Side, HashMap<String, Family>>,
    /// By part of speech, then by lemma.
    speech: HashMap<String, HashMap<String, Speech>>,
    light: HashMap<String, Vec<Light>>,
}

impl Lexicon {
    /// Reads the lexicon files of a language.
    pub fn parse(files: &LexiconFiles<'_>) -> Result<Lexicon, TableError> {
        let mut lexicon = Lexicon {
            predicates: HashMap::new(),
            classes: HashMap::new(),
            measures: HashMap::new(),
            change: HashMap::new(),
            measure_phrases: Vec::new(),
            members: HashMap::new(),
            stands_for: HashMap::new(),
            families: HashMap::new(),
            speech: HashMap::new(),
            light: HashMap::new(),
        };

        for (file, text) in [("classes.toml", files.classes), ("grammar.toml", files.grammar)] {
            let classes = toml::from_str(text).map_err(|e| wrong(file, 0, e))?;
            lexicon.add_classes(classes).map_err(|e| wrong(file, 0, e))?;
        }
        for (at, row) in rows::<PredicateRow>("predicates.tsv", files.predicates)?.into_iter().enumerate() {
            let ((lemma, pos), predicate) = predicate(row).map_err(|e| wrong("predicates.tsv", at + 2, e))?;
            lexicon.predicates.entry(pos).or_default().entry(lemma).or_default().push(predicate);
        }
        // A multiword use is tried before the uses of its head alone, the longest first.
        let uses = lexicon.predicates.values_mut().flat_map(HashMap::values_mut);
        uses.for_each(|uses| uses.sort_by_key(|p| std::cmp::Reverse(p.rest.len())));
        for (at, row) in rows::<SpeechRow>("speech.tsv", files.speech)?.into_iter().enumerate() {
            let status = status(&row.status).map_err(|e| wrong("speech.tsv", at + 2, e))?;
            let speech = Speech {
                kind: row.kind,
                status: status.unwrap_or(Status::Actual),
                speaks: row.speaker.contains("subj"),
                complements: row.complement.split('|').map(str::to_owned).collect(),
            };
            // One word is too common a preposition to name a source by itself, unless the grammar file lists it.
            if row.pos == "phrase" && speech.kind == "source" && row.speaker.contains("pobj") && row.lemma.contains(' ')
            {
                lexicon.members.entry("SOURCE_CASE".into()).or_default().push(row.lemma.clone());
            }
            if row.pos == "neg" {
                lexicon.classes.entry(row.lemma.clone()).or_default().push("NEGATION".into());
            }
            lexicon.speech.entry(row.pos).or_default().insert(row.lemma, speech);
        }
        for (at, row) in rows::<LightRow>("light.tsv", files.light)?.into_iter().enumerate() {
            let noun = Slot::parse(&row.slot).map_err(|e| wrong("light.tsv", at + 2, e))?;
            let mut lemmas = row.lemma.split_whitespace().map(str::to_string);
            let head = lemmas.next().unwrap_or_default();
            let role = match row.role.as_str() {
                "agent" => Role::Agent,
                "target" => Role::Target,
                "object" => Role::Gathers,
                _ => Role::Neither,
            };
            lexicon.light.entry(head).or_default().push(Light { rest: lemmas.collect(), noun, role });
        }
        Ok(lexicon)
    }

    fn add_classes(&mut self, classes: Classes) -> Result<(), String> {
        for (class, words) in classes.classes {
            for word in &words {
                self.classes.entry(word.clone()).or_default().push(class.clone());
            }
            self.members.entry(class).or_default().extend(words);
        }
        self.add_measures(classes.measures)?;
        for (name, phrases) in classes.measure_phrases {
            let measure = Measure::of(&name).ok_or_else(|| format!("'{name}' is no measure"))?;
            let split = |phrase: &String| phrase.split_whitespace().map(str::to_string).collect();
            self.measure_phrases.extend(phrases.iter().map(|phrase| (split(phrase), measure)));
        }
        for (direction, words) in classes.change {
            self.change.extend(words.into_iter().map(|word| (word, direction.clone())));
        }
        for (kind, words) in classes.stands_for {
            for word in words {
                self.stands_for.entry(word).or_default().push(kind.clone());
            }
        }
        let sides = [
            (Side::People, classes.families),
            (Side::Modifier, classes.family_modifiers),
            (Side::Thing, classes.family_things),
        ];
        for (side, families) in sides {
            for (name, words) in families {
                let family = Family::of(&name).ok_or_else(|| format!("'{name}' is no family of actors"))?;
                self.families.entry(side).or_default().extend(words.into_iter().map(|word| (word, family)));
            }
        }
        Ok(())
    }

    fn add_measures(&mut self, measures: BTreeMap<String, MeasureWords>) -> Result<(), String> {
        let weak = match measures.get("weak") {
            Some(MeasureWords::Weak(words)) => words.clone(),
            _ => Vec::new(),
        };
        for (name, words) in measures {
            let MeasureWords::ByPos(words) = words else { continue };
            let measure = Measure::of(&name).ok_or_else(|| format!("'{name}' is no measure"))?;
            for (pos, words) in words {
                let pos = Pos::of(&pos).ok_or_else(|| format!("'{pos}' is no part of speech"))?;
                for word in words {
                    let weak = weak.contains(&word);
                    let known = self.measures.entry(pos).or_default();
                    known.entry(word).or_default().push(MeasureWord { measure, weak });
                }
            }
        }
        Ok(())
    }

    /// The uses of a word, in the order in which they are tried.
    pub fn predicates(&self, lemma: &str, pos: Pos) -> &[Predicate] {
        let known = self.predicates.get(&pos).and_then(|uses| uses.get(lower(lemma).as_ref()));
        known.map_or(&[], Vec::as_slice)
    }

    /// Whether a lemma belongs to a class.
    pub fn is(&self, lemma: &str, class: &str) -> bool {
        self.classes.get(lower(lemma).as_ref()).is_some_and(|classes| classes.iter().any(|c| c == class))
    }

    /// The topic of a word: the class `TOPIC_…` that it belongs to, without that beginning.
    pub fn topic(&self, word: &str) -> Option<&str> {
        self.classes.get(word)?.iter().find_map(|class| class.strip_prefix("TOPIC_"))
    }

    /// The lemmas of a class.
    pub fn words(&self, class: &str) -> &[String] {
        self.members.get(class).map_or(&[], Vec::as_slice)
    }

    /// The kinds of actor that a definite description with this noun may stand for.
    pub fn stands_for(&self, lemma: &str) -> Option<&[String]> {
        self.stands_for.get(lemma).map(Vec::as_slice)
    }

    /// The family that a lower-case lemma tells, as a noun for people, as a word beside one, or as a thing.
    pub fn family(&self, lemma: &str, side: Side) -> Option<Family> {
        self.families.get(&side)?.get(lemma).copied()
    }

    /// The measures that a lemma is a word of.
    pub fn measures(&self, lemma: &str, pos: Pos) -> &[MeasureWord] {
        let known = self.measures.get(&pos).and_then(|words| words.get(lower(lemma).as_ref()));
        known.map_or(&[], Vec::as_slice)
    }

    /// Verbs with the words that make them tell a measure.
    pub fn measure_phrases(&self) -> &[(Vec<String>, Measure)] {
        &self.measure_phrases
    }

    /// Whether a word of percentages tells a change, up or down, and no share.
    pub fn is_change(&self, lemma: &str) -> bool {
        self.change.get(lower(lemma).as_ref()).is_some_and(|direction| direction != "share")
    }

    /// What a word does to the clause it introduces; `pos` is `verb`, `noun`, `phrase` …
    pub fn speech(&self, lemma: &str, pos: &str) -> Option<&Speech> {
        self.speech.get(pos)?.get(lower(lemma).as_ref())
    }

    /// The light uses of a verb.
    pub fn light(&self, lemma: &str) -> &[Light] {
        self.light.get(lemma).map_or(&[], Vec::as_slice)
    }
}

/// A lemma in lower case; most are, and cost no copy.
fn lower(lemma: &str) -> Cow<'_, str> {
    if lemma.chars().any(char::is_uppercase) { Cow::Owned(lemma.to_lowercase()) } else { Cow::Borrowed(lemma) }
}

fn wrong(file: &str, line: usize, error: impl std::fmt::Display) -> TableError {
    TableError { file: file.into(), line: line as u64, reason: error.to_string() }
}

fn predicate(row: PredicateRow) -> Result<((String, Pos), Predicate), String> {
    let pos =
        Pos::of(&row.pos).ok_or_else(|| format!("'{}' is no part of speech; write verb, noun or adj", row.pos))?;
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
        acled: match row.acled.as_str() {
            "" | "-" => None,
            name => Some(SubEvent::of(name).ok_or_else(|| format!("'{name}' is no sub-event type of ACLED"))?),
        },
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
