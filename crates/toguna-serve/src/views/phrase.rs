//! What the record says in its own words, as a code with what it was made with.

use serde::Serialize;
use toguna_record::{Part, Phrase};
use utoipa::ToSchema;

/// A sentence of the record as a code, for whoever tells it in another language.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PhraseView {
    code: &'static str,
    /// What it was made with, in the order of its places.
    parts: Vec<PartView>,
}

/// What stands in a place of a sentence.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum PartView {
    /// Nobody's to translate: a name, a number, a day, words of a document.
    Words(String),
    /// A word of the record's tables, such as a measure or a status.
    Term { term: String },
    /// Another sentence.
    #[schema(no_recursion)]
    Phrase(PhraseView),
    /// Several.
    #[schema(no_recursion)]
    List(Vec<PartView>),
}

impl PhraseView {
    /// None where the record has it in words only.
    pub(crate) fn of(phrase: &Phrase) -> Option<PhraseView> {
        Some(PhraseView { code: phrase.code()?, parts: phrase.parts().iter().map(PartView::of).collect() })
    }
}

impl PartView {
    fn of(part: &Part) -> PartView {
        match part {
            Part::Words(words) => PartView::Words(words.clone()),
            Part::Term { term } => PartView::Term { term: term.clone() },
            Part::Phrase(phrase) => {
                PhraseView::of(phrase).map_or_else(|| PartView::Words(phrase.to_string()), PartView::Phrase)
            }
            Part::List(parts) => PartView::List(parts.iter().map(PartView::of).collect()),
        }
    }
}
