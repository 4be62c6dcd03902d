//! What a part of the record is merged by that is not told in it: who is related to whom, whose words a document repeats,
//! under which name an entity is told, and what people decided.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{OptionalExtension, params};

use super::{AsOf, LISTED};
use crate::findings::EntityRow;
use crate::judge::Words;
use crate::reconcile::{Alike, BELONGING, Copies, Kinship, Links};
use crate::rows::Readings;
use crate::store::Record;
use crate::store::decision::Decision;
use crate::store::load::listed;
use crate::store::public::PUBLIC;

/// The facts by which one entity is told to belong to another; `?1` lists their predicates.
pub(super) const BELONGS: &str = "predicate IN (SELECT value FROM json_each(?1)) AND subject_is_entity AND object_is_entity \
                                  AND status <> 'denied' AND superseded IS NULL";

/// The documents that decisions are about, by text and name.
pub(super) type Decided = BTreeMap<(String, String), i64>;

/// The document in which words of a decision stand.
pub(super) fn document_of(words: &Words, decided: &Decided) -> Option<i64> {
    decided.get(&(words.sha256.clone(), words.doc.clone())).copied()
}

pub(super) fn predicates() -> String {
    serde_json::to_string(&BELONGING).unwrap_or_default()
}

impl Record {
    /// Who belongs to whom, as far as public documents tell it.
    pub(super) fn kinship(&self, readings: &Readings, as_of: &AsOf) -> rusqlite::Result<Kinship> {
        let mut kinship = Kinship::default();
        let sql = format!(
            "SELECT DISTINCT subject, object FROM fact JOIN span ON span.seq = fact.span \
             JOIN document ON document.seq = span.document WHERE {BELONGS} AND {PUBLIC} <= ?2"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query(params![predicates(), as_of.day])?;
        while let Some(row) = rows.next()? {
            kinship.belongs(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?);
        }
        let sql = "SELECT DISTINCT type FROM entity_told WHERE entity = ?1 AND public <= ?2";
        for entity in mouths(readings) {
            let mut query = self.connection.prepare_cached(sql)?;
            let mut kinds = query.query(params![entity, as_of.day])?;
            while let Some(kind) = kinds.next()? {
                kinship.add_kind(entity, &kind.get::<_, String>(0)?);
            }
        }
        Ok(kinship)
    }

    /// The documents that repeat one of these, or are repeated by it, directly or through others.
    pub(super) fn copied(&self, documents: &BTreeSet<i64>, as_of: &AsOf) -> rusqlite::Result<BTreeSet<i64>> {
        let sql = format!(
            "WITH RECURSIVE family (document) AS ({LISTED} UNION \
             SELECT other FROM family JOIN copy USING (document) JOIN document ON document.seq = other \
             WHERE superseded IS NULL AND {PUBLIC} <= ?2) SELECT document FROM family"
        );
        self.numbers(&sql, params![listed(documents), as_of.day])
    }

    /// Who repeats whom among documents that hold all of each other's copies.
    pub(super) fn copies(&self, readings: &Readings, seen: &HashMap<i64, usize>) -> rusqlite::Result<Copies> {
        let mut links = Links::new();
        let mut query = self.connection.prepare_cached("SELECT other, alike FROM copy WHERE document = ?1")?;
        for (document, &at) in seen {
            let mut rows = query.query([document])?;
            while let Some(row) = rows.next()? {
                let (other, alike): (i64, String) = (row.get(0)?, row.get(1)?);
                let alike = Alike::ALL.into_iter().find(|known| known.words() == alike);
                if let (Some(&other), Some(alike)) = (seen.get(&other), alike) {
                    links.insert((at.min(other), at.max(other)), alike);
                }
            }
        }
        Ok(Copies::linked(&readings.documents, links))
    }

    /// Entities under the names that most public mentions give, by id.
    pub(super) fn named(&self, ids: BTreeSet<&str>, as_of: &AsOf) -> rusqlite::Result<Vec<EntityRow>> {
        let sql = "SELECT name, type FROM entity_told WHERE entity = ?1 AND public <= ?2";
        let mut named = Vec::new();
        for id in ids {
            let mut query = self.connection.prepare_cached(sql)?;
            let told: Vec<(String, String)> = query
                .query_map(params![id, as_of.day], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            let (name, kind) = match told.into_iter().collect::<BTreeSet<_>>() {
                told if told.is_empty() => continue,
                told if told.len() == 1 => told.into_iter().next().unwrap_or_default(),
                _ => self.most_told(id, as_of)?,
            };
            named.push(EntityRow { id: id.into(), name, kind, mentions: 0, documents: 0, names: Vec::new() });
        }
        Ok(named)
    }

    fn most_told(&self, id: &str, as_of: &AsOf) -> rusqlite::Result<(String, String)> {
        let sql = format!(
            "SELECT m.name, m.kind FROM actor_mark AS m JOIN span ON span.seq = m.span \
             JOIN document ON document.seq = span.document WHERE entity = ?1 AND superseded IS NULL AND {PUBLIC} <= ?2 \
             GROUP BY m.name, m.kind ORDER BY count(*) DESC, m.name, m.kind LIMIT 1"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        query.query_row(params![id, as_of.day], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The documents that decisions are about, each by its text and name as a decision finds it again.
    pub(super) fn decided(&self, as_of: &AsOf) -> rusqlite::Result<Decided> {
        let mut decided = BTreeMap::new();
        let sql = format!(
            "SELECT seq FROM document WHERE sha256 = ?1 AND superseded IS NULL AND {PUBLIC} <= ?3 \
             ORDER BY name <> ?2, name, seq LIMIT 1"
        );
        for words in as_of.decisions.iter().flat_map(|decision| decision.content.judged.iter().flatten()) {
            let key = (words.sha256.clone(), words.doc.clone());
            if !decided.contains_key(&key) {
                let mut query = self.connection.prepare_cached(&sql)?;
                let found =
                    query.query_row(params![words.sha256, words.doc, as_of.day], |row| row.get(0)).optional()?;
                decided.extend(found.map(|found| (key, found)));
            }
        }
        Ok(decided)
    }
}

/// Those of some documents that decisions are about.
pub(super) fn decided_in(documents: &BTreeSet<i64>, decided: &Decided) -> BTreeSet<i64> {
    decided.values().filter(|document| documents.contains(document)).copied().collect()
}

/// All documents of the decisions that are about one of these: what was decided joins its sides.
pub(super) fn decided_with(documents: &BTreeSet<i64>, decisions: &[Decision], decided: &Decided) -> BTreeSet<i64> {
    let sides = |decision: &Decision| -> Vec<i64> {
        let words = decision.content.judged.iter().flatten();
        words.filter_map(|words| document_of(words, decided)).collect()
    };
    let all = decisions.iter().map(sides);
    all.filter(|sides| sides.iter().any(|document| documents.contains(document))).flatten().collect()
}

/// The decisions with those of their words alone that stand in documents of the part: elsewhere they attach to nothing here.
pub(super) fn decisions_within(decisions: &[Decision], decided: &Decided, seen: &HashMap<i64, usize>) -> Vec<Decision> {
    let mut within = decisions.to_vec();
    for side in within.iter_mut().flat_map(|decision| &mut decision.content.judged) {
        side.retain(|words| document_of(words, decided).is_some_and(|document| seen.contains_key(&document)));
    }
    within
}

/// Who acts, suffers, speaks or is spoken of.
pub(super) fn mouths(readings: &Readings) -> BTreeSet<&str> {
    let parties = readings.accounts.iter().flat_map(|row| row.agents.iter().chain(&row.targets)).map(String::as_str);
    let accounts = readings.accounts.iter().filter_map(|row| row.claimed_by.entity.as_deref());
    let tolls = readings.tolls.iter().filter_map(|row| row.claimed_by.entity.as_deref());
    let figures = readings.figures.iter().filter_map(|row| row.claimed_by.entity.as_deref());
    let facts = readings.facts.iter().flat_map(|row| {
        let sides = [&row.subject, &row.object].into_iter().filter(|side| side.is_entity);
        sides.map(|side| side.text.as_str()).chain(row.claimed_by.entity.as_deref())
    });
    parties.chain(accounts).chain(tolls).chain(figures).chain(facts).collect()
}
