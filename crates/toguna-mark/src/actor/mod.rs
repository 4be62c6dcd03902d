//! Actors: mentions of those who act or claim, known to the pack or made known by the text itself.

mod brackets;
mod check;
mod definites;
mod held;
mod institutions;
mod known;
mod offices;
mod pack;
mod persons;
mod roles;
mod scan;
mod sentence;
mod sources;
mod states;
mod titles;
mod unlisted;

use toguna_lang::Analysis;
use toguna_text::Document;

pub use check::{PackFiles, PackReport, check_pack};
pub use offices::{Office, held_by_one, holder, leader};
pub use pack::{Actor, ActorFiles, ActorPack, State};
pub use roles::Roles;
pub use sources::{Source, Sources};

use crate::place::PlaceWords;
use crate::{ActorMark, Edtf, PlaceMark, TitleMark};

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

/// Marks the actors of a document.
///
/// An office without its holder's name ("Niger's defence minister") is a mention of the person to whom the document
/// gives it elsewhere; else the pack's spells at the document's date of publication resolve it, told as an allusion.
pub fn actors(document: &Document, analysis: &Analysis, context: &ActorContext<'_>) -> ActorMarks {
    let mut marks = ActorMarks::default();
    let scans: Vec<scan::Scan> =
        analysis.sentences.iter().map(|s| scan::Scan::of(document.text(), s, context.pack)).collect();
    let whole = sentence::Whole {
        named: scan::named(&scans),
        published: document.metadata().published.as_deref().and_then(|p| Edtf::parse(p).ok()),
    };
    let mut known = known::Known::default();
    let countries = scan::countries(analysis, &scans, context);
    for ((sentence, scan), country) in analysis.sentences.iter().zip(&scans).zip(countries) {
        let read = sentence::Read { sentence, scan, country };
        sentence::mark(document, &read, &whole, context, &mut known, &mut marks);
    }
    titles::settle_offices(document, &known.offices, &whole, context, &mut marks);
    marks.actors.sort_by_key(|m| m.span);
    marks.allusions.sort_by_key(|m| m.span);
    marks.titles.sort_by_key(|m| m.span);
    marks
}
