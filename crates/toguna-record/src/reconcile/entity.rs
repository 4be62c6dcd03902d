//! The actors of the record: every mention with one id is one entity, with all the names it is told under.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::{EntityRow, NameRow};
use crate::rows::Readings;

#[derive(Default)]
struct Seen<'a> {
    kinds: BTreeMap<(&'a str, &'a str), usize>,
    documents: BTreeSet<usize>,
    mentions: usize,
    names: BTreeMap<(&'a str, &'a str), (usize, BTreeSet<usize>)>,
}

/// The entities by id, their names by how often they are used.
pub(super) fn entities(readings: &Readings) -> Vec<EntityRow> {
    let mut seen = BTreeMap::<&str, Seen<'_>>::new();
    for row in &readings.actors {
        let entity = seen.entry(&row.entity).or_default();
        entity.mentions += 1;
        entity.documents.insert(row.at.document);
        *entity.kinds.entry((&row.name, &row.kind)).or_default() += 1;
        let language = readings.document(&row.at).language.as_str();
        let name = entity.names.entry((&row.at.quote, language)).or_default();
        name.0 += 1;
        name.1.insert(row.at.document);
    }
    seen.into_iter().map(|(id, seen)| row(id, seen)).collect()
}

fn row(id: &str, seen: Seen<'_>) -> EntityRow {
    // The name and type that most mentions give; at a tie the first in the alphabet.
    let most = seen.kinds.iter().max_by_key(|(key, count)| (**count, std::cmp::Reverse(*key)));
    let (name, kind) = most.map(|(key, _)| *key).unwrap_or_default();
    let mut names: Vec<NameRow> = seen
        .names
        .into_iter()
        .map(|((name, language), (mentions, documents))| NameRow {
            name: name.into(),
            language: language.into(),
            mentions,
            documents: documents.len(),
        })
        .collect();
    names.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| (&a.name, &a.language).cmp(&(&b.name, &b.language))));
    EntityRow {
        id: id.into(),
        name: name.into(),
        kind: kind.into(),
        mentions: seen.mentions,
        documents: seen.documents.len(),
        names,
    }
}
