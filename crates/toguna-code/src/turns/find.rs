//! Finding a pattern in the words of a sentence, without its tree: a misread tree costs no turn of phrase.

use std::collections::HashSet;
use std::ops::Range;

use toguna_lang::Upos;
use toguna_mark::ActorMark;

use super::pattern::Piece;
use crate::scene::{At, Scene};

/// A sentence's words as patterns see them.
pub(super) struct Line<'a, 's> {
    scene: &'a Scene<'s>,
    sentence: usize,
    forms: Vec<String>,
    lemmas: Vec<String>,
}

/// Where the pieces of a pattern were found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found<'a> {
    /// All its words.
    pub(super) words: Range<usize>,
    /// The actor of the pattern, with its words.
    pub(super) actor: Option<(&'a ActorMark, Range<usize>)>,
    /// The actor who speaks.
    pub(super) speaker: Option<&'a ActorMark>,
    /// The word that names who speaks.
    pub(super) speaker_word: Option<usize>,
    /// The rest of the clause.
    pub(super) rest: Option<Range<usize>>,
    /// The value of the stretch of time.
    pub(super) duration: Option<String>,
    /// The first word of the pattern's own.
    pub(super) anchor: Option<usize>,
}

impl<'a, 's> Line<'a, 's> {
    pub(super) fn of(scene: &'a Scene<'s>, sentence: usize) -> Line<'a, 's> {
        let words = &scene.sentence(sentence).words;
        let plain = |text: &str| {
            let lower = text.to_lowercase();
            if lower.contains('’') { lower.replace('’', "'") } else { lower }
        };
        Line {
            scene,
            sentence,
            forms: words.iter().map(|w| plain(&w.form)).collect(),
            lemmas: words.iter().map(|w| plain(&w.lemma)).collect(),
        }
    }

    /// Every form and lemma of the sentence.
    pub(super) fn words(&self) -> HashSet<&str> {
        self.forms.iter().chain(&self.lemmas).map(String::as_str).collect()
    }

    /// Whether each word that must stand in a pattern stands in a sentence of these words: most patterns end here.
    pub(super) fn may_hold(words: &HashSet<&str>, pieces: &[Piece]) -> bool {
        pieces.iter().all(|piece| match piece {
            Piece::Words { any, optional: false } | Piece::Speaker(any) => {
                any.iter().any(|word| words.contains(word.as_str()))
            }
            _ => true,
        })
    }

    /// The first place from which the pieces fit, at or behind `from`.
    pub(super) fn find(&self, pieces: &[Piece], from: usize) -> Option<Found<'s>> {
        (from..self.forms.len()).find_map(|start| {
            let found = Found { words: start..start, ..Found::default() };
            self.fits(pieces, start, found)
        })
    }

    fn fits(&self, pieces: &[Piece], at: usize, found: Found<'s>) -> Option<Found<'s>> {
        let Some((piece, next)) = pieces.split_first() else {
            return Some(Found { words: found.words.start..at, ..found });
        };
        if let Piece::Gap(most) = piece {
            return (0..=*most)
                .take_while(|skip| (at..at + skip).all(|w| self.inside_clause(w)))
                .find_map(|skip| self.fits(next, at + skip, found.clone()));
        }
        if let Some(fit) = self.piece(piece, at, &found).and_then(|(end, found)| self.fits(next, end, found)) {
            return Some(fit);
        }
        if matches!(piece, Piece::Words { optional: true, .. })
            && let Some(fit) = self.fits(next, at, found.clone())
        {
            return Some(fit);
        }
        // Articles and quotation marks may stand anywhere but before the first piece.
        let inner = at > found.words.start && at < self.forms.len() && self.is_filler(at);
        if inner { self.fits(pieces, at + 1, found) } else { None }
    }

    /// What one piece takes from `at` on.
    fn piece(&self, piece: &Piece, at: usize, found: &Found<'s>) -> Option<(usize, Found<'s>)> {
        let mut found = found.clone();
        match piece {
            Piece::Words { any, .. } => {
                let one = any.contains(self.forms.get(at)?) || any.contains(&self.lemmas[at]);
                found.anchor = found.anchor.or(Some(at));
                one.then_some((at + 1, found))
            }
            Piece::Speaker(any) => {
                found.speaker_word = Some(at);
                any.contains(self.forms.get(at)?).then_some((at + 1, found))
            }
            Piece::Actor { kinds, speaks } => {
                let (spot, mark) = self.scene.actor_on(At { sentence: self.sentence, word: at })?;
                let fits = spot.words.start == at && (kinds.is_empty() || is_of(mark, kinds));
                match speaks {
                    true => found.speaker = Some(mark),
                    false => found.actor = Some((mark, spot.words.clone())),
                }
                fits.then_some((spot.words.end, found))
            }
            Piece::Duration => {
                let mark = self.scene.dates.iter().find(|d| d.sentence == self.sentence && d.words.start == at)?;
                let value = &self.scene.marks.dates[mark.mark].value;
                found.duration = Some(value.as_str().to_string());
                value.is_duration().then_some((mark.words.end, found))
            }
            Piece::Rest => {
                let end = (at..self.forms.len()).find(|&w| self.ends_clause(w)).unwrap_or(self.forms.len());
                found.rest = Some(at..end);
                (end > at).then_some((end, found))
            }
            Piece::Gap(_) => None,
        }
    }

    fn is_filler(&self, at: usize) -> bool {
        let word = &self.scene.sentence(self.sentence).words[at];
        word.upos == Upos::Det || matches!(self.forms[at].as_str(), "\"" | "“" | "”" | "«" | "»")
    }

    /// Whether a gap may run over a word.
    fn inside_clause(&self, at: usize) -> bool {
        self.forms.get(at).is_some_and(|form| !matches!(form.as_str(), "." | ";" | "!" | "?"))
    }

    fn ends_clause(&self, at: usize) -> bool {
        let form = self.forms[at].as_str();
        matches!(form, "," | "." | ";" | ":" | "(" | ")" | "!" | "?" | "—" | "–" | "»" | "”")
            || self.scene.sentence(self.sentence).words[at].upos == Upos::Sconj
    }
}

/// Whether an actor is of one of these kinds.
pub(super) fn is_of(mark: &ActorMark, kinds: &[String]) -> bool {
    kinds.iter().any(|kind| kind == "actor" || mark.kind.name() == kind)
}
