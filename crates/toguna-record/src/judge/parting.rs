//! Names that a person judged not to be one actor's: each becomes an actor of its own, wherever documents write it so.
//!
//! What a document tells of the actor goes to the name that it writes with those words, or else before them, for who is
//! meant by "the general" is whom the text named last.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Words;
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase;
use crate::reconcile::fold;
use crate::rows::{ClaimedBy, Evidence, Readings, Side};
use crate::store::{Decision, Verdict};

/// The names of one actor that are several.
pub(super) struct Parting {
    /// Which decision says so.
    pub(super) decision: usize,
    entity: String,
    /// What was judged, by the words that were found again: an actor mention, and the name that it was told as.
    found: Vec<(usize, String)>,
}

/// Whether a decision says that names of one actor are those of several: each of its words is one of the names.
pub(crate) fn parts_names(decision: &Decision) -> bool {
    let words: Vec<&Words> = decision.content.judged.first().into_iter().flatten().collect();
    let quotes: BTreeSet<&str> = words.iter().map(|words| words.quote.as_str()).collect();
    let values: Option<BTreeSet<&str>> = words.iter().map(|words| value(words)).collect();
    decision.verdict == Verdict::Reject
        && decision.content.whole.as_deref() == Some("dispute")
        && values.is_some_and(|values| values.len() > 1 && values.is_subset(&quotes))
}

fn value(words: &Words) -> Option<&str> {
    words.told.get("value")?.as_str()
}

/// What stands of such decisions, in their order: who says later of the same words that they are one takes it back.
pub(super) fn partings(readings: &Readings, decisions: &[Decision], order: &[usize]) -> Vec<Parting> {
    let judged = |at: usize| {
        let words = decisions[at].content.judged.first().into_iter().flatten();
        words.map(|words| (words.sha256.as_str(), words.start, words.end, value(words))).collect::<BTreeSet<_>>()
    };
    let mut standing = Vec::new();
    for &at in order {
        if parts_names(&decisions[at]) {
            standing.push(at);
        } else if decisions[at].verdict == Verdict::Accept && decisions[at].content.whole.as_deref() == Some("dispute")
        {
            standing.retain(|&other| judged(other) != judged(at));
        }
    }
    if standing.is_empty() {
        return Vec::new();
    }
    let mut mentions = HashMap::<(&str, u32, u32), Vec<usize>>::new();
    for (at, row) in readings.actors.iter().enumerate() {
        let text = readings.document(&row.at).sha256.as_str();
        mentions.entry((text, row.at.bytes.start, row.at.bytes.end)).or_default().push(at);
    }
    standing.into_iter().filter_map(|at| found(readings, &mentions, at, &decisions[at])).collect()
}

/// The mentions of one actor that a decision judged, where two of its names are left.
fn found(
    readings: &Readings,
    mentions: &HashMap<(&str, u32, u32), Vec<usize>>,
    decision: usize,
    judged: &Decision,
) -> Option<Parting> {
    let mut found = Vec::<(usize, String)>::new();
    for words in judged.content.judged.first()? {
        let here = mentions.get(&(words.sha256.as_str(), words.start, words.end)).into_iter().flatten().copied();
        let here = here.filter(|&at| readings.actors[at].at.quote == words.quote);
        found.extend(here.filter_map(|at| Some((at, value(words)?.to_owned()))));
    }
    let entity = readings.actors[found.first()?.0].entity.clone();
    found.retain(|(at, _)| readings.actors[*at].entity == entity);
    let names: BTreeSet<&String> = found.iter().map(|(_, name)| name).collect();
    (names.len() > 1).then_some(Parting { decision, entity, found })
}

/// Makes the names actors of their own in all that documents tell.
pub(super) fn part(readings: &mut Readings, partings: &[Parting]) {
    let mut of = BTreeMap::<&str, Names>::new();
    for parting in partings {
        of.entry(&parting.entity).or_default().learn(readings, parting);
    }
    for (entity, names) in of {
        names.relabel(readings, entity);
    }
}

/// The names of one actor, each with its spellings.
#[derive(Default)]
struct Names {
    /// By its words without case and accents the name that a mention is.
    spellings: BTreeMap<String, String>,
    /// The name that stays the actor's.
    kept: Option<String>,
}

impl Names {
    fn learn(&mut self, readings: &Readings, parting: &Parting) {
        for (at, name) in &parting.found {
            self.spellings.entry(fold(&readings.actors[*at].at.quote)).or_insert_with(|| name.clone());
        }
        // The name by which the actor is known keeps it, else the one that was judged first.
        let known = |(at, name): &&(usize, String)| fold(&readings.actors[*at].name) == fold(name);
        let name = parting.found.iter().find(known).or(parting.found.first()).map(|(_, name)| name.clone());
        self.kept = self.kept.take().or(name);
    }

    /// The id of the actor that a name is now.
    fn id(&self, entity: &str, name: &str) -> String {
        match self.kept.as_deref() == Some(name) {
            true => entity.to_owned(),
            false => format!("{entity}~{}", fold(name).replace(' ', "-")),
        }
    }

    fn relabel(&self, readings: &mut Readings, entity: &str) {
        let mut written = BTreeMap::<usize, Vec<(Evidence, String)>>::new();
        for row in readings.actors.iter().filter(|row| row.entity == entity) {
            if let Some(name) = self.spellings.get(&fold(&row.at.quote)) {
                written.entry(row.at.document).or_default().push((row.at.clone(), self.id(entity, name)));
            }
        }
        let moved = |documents: &Vec<(Evidence, String)>| documents.iter().any(|(_, id)| id != entity);
        written.retain(|_, documents| moved(documents));
        let meant = |at: &Evidence| written.get(&at.document).map_or_else(Vec::new, |names| meant(names, at));
        for row in readings.actors.iter_mut().filter(|row| row.entity == entity) {
            let Some(id) = meant(&row.at).into_iter().next().filter(|id| id != entity) else { continue };
            if let Some(name) = self.spellings.values().find(|name| self.id(entity, name) == id) {
                row.name.clone_from(name);
            }
            row.entity = id;
        }
        let list = |ids: &mut Vec<String>, at: &Evidence| {
            if !ids.iter().any(|id| id == entity) || !written.contains_key(&at.document) {
                return;
            }
            for id in std::mem::take(ids) {
                let new = if id == entity { meant(at) } else { vec![id] };
                ids.extend(new.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
            }
        };
        let one = |id: &mut String, at: &Evidence| {
            if let Some(new) = Some(()).filter(|()| id == entity).and_then(|()| meant(at).into_iter().next()) {
                *id = new;
            }
        };
        let says = |says: &mut ClaimedBy, at: &Evidence| says.entity.iter_mut().for_each(|id| one(id, at));
        let side = |side: &mut Side, at: &Evidence| {
            if side.is_entity {
                one(&mut side.text, at);
            }
        };
        for row in &mut readings.accounts {
            list(&mut row.agents, &row.at);
            list(&mut row.targets, &row.at);
            says(&mut row.claimed_by, &row.at);
        }
        for row in &mut readings.facts {
            side(&mut row.subject, &row.at);
            side(&mut row.object, &row.at);
            says(&mut row.claimed_by, &row.at);
        }
        readings.figures.iter_mut().for_each(|row| says(&mut row.claimed_by, &row.at));
        readings.tolls.iter_mut().for_each(|row| says(&mut row.claimed_by, &row.at));
    }
}

/// Whom words mean by an actor: the names that stand in them, else the one before them, else the first behind.
fn meant(names: &[(Evidence, String)], at: &Evidence) -> Vec<String> {
    let inside: BTreeSet<&String> = names.iter().filter(|(name, _)| name.meets(at)).map(|(_, id)| id).collect();
    if !inside.is_empty() {
        return inside.into_iter().cloned().collect();
    }
    let before = names.iter().rfind(|(name, _)| name.bytes.start < at.bytes.start);
    before.or(names.first()).map(|(_, id)| vec![id.clone()]).unwrap_or_default()
}

impl Parting {
    /// What was judged, as the dispute that is told no more.
    pub(super) fn dispute(&self, readings: &Readings, decision: &Decision) -> DisputeRow {
        let position = |(at, name): &(usize, String)| Position {
            at: readings.actors[*at].at.clone(),
            value: name.clone(),
            claimed_by: ClaimedBy::default(),
        };
        let entities: BTreeSet<&String> = self.found.iter().map(|(at, _)| &readings.actors[*at].entity).collect();
        DisputeRow {
            id: decision.target.clone(),
            about: phrase::NAMES.say([self.entity.as_str()]),
            kind: DisputeKind::Identity,
            rule: phrase::PARTED.into(),
            same_as: true,
            instalment: false,
            event: None,
            entities: entities.into_iter().cloned().collect(),
            rows: self.found.iter().map(position).collect(),
            stances: Vec::new(),
        }
    }
}
