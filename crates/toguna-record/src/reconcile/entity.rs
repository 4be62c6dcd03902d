//! The actors of the record: every mention with one id is one entity, with all the names it is told under.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::findings::{EntityRow, NameRow};
use crate::rows::Readings;

/// Mentions as they are counted; those of one document follow each other.
#[derive(Default)]
pub(crate) struct Mentions(HashMap<String, Seen>);

/// One mention of an entity.
pub(crate) struct Mention<'a> {
    pub(crate) entity: &'a str,
    pub(crate) name: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) quote: &'a str,
    pub(crate) language: &'a str,
    /// The number of its document.
    pub(crate) document: i64,
}

#[derive(Default)]
struct Seen {
    all: Count,
    /// By name and type.
    kinds: HashMap<(String, String), usize>,
    /// By words and language.
    names: HashMap<(String, String), Count>,
}

#[derive(Default)]
struct Count {
    mentions: usize,
    documents: usize,
    last: Option<i64>,
}

impl Count {
    fn add(&mut self, document: i64) {
        self.mentions += 1;
        self.documents += usize::from(self.last.replace(document) != Some(document));
    }
}

/// The entities by id, their names by how often they are used.
pub(super) fn entities(readings: &Readings) -> Vec<EntityRow> {
    let mut mentions = Mentions::default();
    for row in &readings.actors {
        mentions.add(&Mention {
            entity: &row.entity,
            name: &row.name,
            kind: &row.kind,
            quote: &row.at.quote,
            language: &readings.document(&row.at).language,
            document: row.at.document as i64,
        });
    }
    mentions.entities()
}

impl Mentions {
    /// Counts one more.
    pub(crate) fn add(&mut self, mention: &Mention<'_>) {
        let entity = self.0.entry(mention.entity.to_owned()).or_default();
        entity.all.add(mention.document);
        *entity.kinds.entry((mention.name.to_owned(), mention.kind.to_owned())).or_default() += 1;
        entity.names.entry((mention.quote.to_owned(), mention.language.to_owned())).or_default().add(mention.document);
    }

    /// The entities by id, their names by how often they are used.
    pub(crate) fn entities(self) -> Vec<EntityRow> {
        let mut rows: Vec<EntityRow> = self.0.into_iter().map(|(id, seen)| row(id, seen)).collect();
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        rows
    }
}

fn row(id: String, seen: Seen) -> EntityRow {
    // The name and type that most mentions give; at a tie the first in the alphabet.
    let most = seen.kinds.into_iter().max_by(|a, b| (a.1, Reverse(&a.0)).cmp(&(b.1, Reverse(&b.0))));
    let (name, kind) = most.map(|(key, _)| key).unwrap_or_default();
    let mut names: Vec<NameRow> = seen
        .names
        .into_iter()
        .map(|((name, language), Count { mentions, documents, .. })| NameRow { name, language, mentions, documents })
        .collect();
    names.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| (&a.name, &a.language).cmp(&(&b.name, &b.language))));
    EntityRow { id, name, kind, mentions: seen.all.mentions, documents: seen.all.documents, names }
}
