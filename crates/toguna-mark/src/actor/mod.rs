//! Actors: mentions of those who act or claim, known to the pack or made known by the text itself.

mod pack;
mod roles;
mod sentence;
mod unlisted;

use std::collections::BTreeMap;

use toguna_lang::Analysis;
use toguna_text::Document;

pub use pack::{Actor, ActorFiles, ActorPack, Office, State};
pub use roles::Roles;

use crate::place::PlaceWords;
use crate::{ActorKind, ActorMark, EntityId, PlaceMark, TitleMark};

/// The actor marks of a document: named mentions, allusions, and the titles given to persons.
#[derive(Debug, Default)]
pub struct ActorMarks {
    /// Mentions, in the order of the text.
    pub actors: Vec<ActorMark>,
    /// Words that only allude to an actor.
    pub allusions: Vec<ActorMark>,
    /// Titles beside names.
    pub titles: Vec<TitleMark>,
}

/// What is known while a document is read: the languages' words, the pack, the places already marked.
pub struct ActorContext<'a> {
    /// The pack's actors.
    pub pack: &'a ActorPack,
    /// The language's role words.
    pub roles: &'a Roles,
    /// The language's place words, which tell a country that acts from one where something happens.
    pub place_words: &'a PlaceWords,
    /// The places of the document.
    pub places: &'a [PlaceMark],
}

/// What the text so far has made known.
#[derive(Default)]
pub(crate) struct Known {
    /// Short forms introduced in brackets, and surnames of persons that no pack knows.
    short: BTreeMap<String, (EntityId, String, ActorKind)>,
    /// Persons of the pack mentioned by full name, latest last.
    persons: Vec<u32>,
}

/// Marks the actors of a document.
pub fn actors(document: &Document, analysis: &Analysis, context: &ActorContext<'_>) -> ActorMarks {
    let mut marks = ActorMarks::default();
    let mut known = Known::default();
    for sentence in &analysis.sentences {
        sentence::mark(document, sentence, context, &mut known, &mut marks);
    }
    marks.actors.sort_by_key(|m| m.span);
    marks.allusions.sort_by_key(|m| m.span);
    marks.titles.sort_by_key(|m| m.span);
    marks
}
