//! Names that are only a part of a longer one: a person's, an institution's, an outlet's.

use toguna_lang::Upos;

use super::{Finder, Mention};
use crate::Level;

impl Finder<'_> {
    /// Whether the name is only a part of a longer proper name; `true` inside where that looks like a person's.
    pub(super) fn inside_name(&self, mention: &Mention) -> Option<bool> {
        let first = self.units.iter().position(|u| u.start >= mention.span.start)?;
        let last = self.units.iter().rposition(|u| u.end <= mention.span.end)?;
        let next_byte = self.text[mention.span.end..].chars().next();
        let after_next = self.text[mention.span.end..].chars().nth(1);
        if next_byte == Some('.') && after_next.is_some_and(char::is_alphanumeric) {
            return Some(false);
        }
        if self.text[..mention.span.start].ends_with(['@', '/', '_', '#']) {
            return Some(false);
        }
        if mention.side.is_none()
            && mention.site.is_none()
            && let Some(person) = self.neighbours(mention, first, last)
        {
            return Some(person);
        }
        self.headed(mention, first).then_some(false)
    }

    /// A capitalised neighbour makes the name a part of its own.
    fn neighbours(&self, mention: &Mention, first: usize, last: usize) -> Option<bool> {
        let between = |at: usize| &self.text[self.units[at].end..self.units[at + 1].start];
        if last + 1 < self.units.len() {
            let (gap, next) = (between(last), self.word(last + 1));
            let capital = self.units[last + 1].capital && next.chars().any(char::is_alphabetic);
            let tail = self.words.name_tails.has(next)
                && (self.units[last + 1].capital || !self.words.article_means_area && self.titled);
            let known = self.words.event_nouns.has(next)
                || self.kind_word(last + 1).is_some()
                || self.longest(last + 1).is_some()
                || gap.trim() == "-" && self.known(last + 1).is_some();
            let spaced = !gap.is_empty() && gap.chars().all(|c| c == ' ' || c == '\u{a0}');
            if spaced && tail {
                return Some(false);
            }
            let open = self.titled
                || known
                || matches!(self.upos(last + 1), Some(Upos::Adp | Upos::Cconj | Upos::Det | Upos::Verb | Upos::Aux));
            if (spaced && capital && !open) || (gap == "-" && !known) {
                return Some(false);
            }
            if spaced && !capital && self.words.name_tails.has(next) && self.area(mention) {
                return Some(false);
            }
        }
        let before = first.checked_sub(1)?;
        let (gap, previous) = (between(before), self.word(before));
        let capital = self.units[before].capital && previous.chars().any(char::is_alphabetic);
        let function = matches!(
            self.upos(before),
            Some(Upos::Adp | Upos::Det | Upos::Cconj | Upos::Sconj | Upos::Adv | Upos::Pron | Upos::Verb | Upos::Aux)
        );
        let known = self.kind_word(before).is_some()
            || self.words.side_names.longest(self.text, &self.units, before).is_some()
            || self.words.locative.has(previous)
            || self.words.toward.has(previous)
            || self.words.genitive.has(previous)
            || self.words.articles.has(previous)
            || self.words.links.has(previous)
            || self.words.sites.has(previous);
        if gap == "-" && self.longest(before).is_none() && self.known(before).is_none() && !known {
            return Some(false);
        }
        let spaced = !gap.is_empty() && gap.chars().all(|c| c == ' ' || c == '\u{a0}');
        let opening = before == 0 && self.upos(before) != Some(Upos::Propn) && !self.words.name_heads.has(previous);
        if !spaced || !capital || function || known || opening || self.titled {
            return None;
        }
        Some(!self.area(mention))
    }

    fn area(&self, mention: &Mention) -> bool {
        mention.candidates.iter().all(|&r| matches!(self.gazetteer.row(r).level, Level::Region | Level::Country))
    }

    /// A capitalised head that names run on from: "University of Bamako", "Mission … in Mali".
    fn headed(&self, mention: &Mention, first: usize) -> bool {
        let mut through = false;
        for at in (first.saturating_sub(8)..first).rev() {
            if !self.joined(at) {
                return false;
            }
            let word = self.word(at);
            let capital = self.units[at].capital;
            if capital && through {
                let heads = &self.words.name_heads;
                let area =
                    self.area(mention) && !self.level(mention, Level::Country) && self.words.area_name_heads.has(word);
                if area || (heads.has(word) && (at > 0 || self.upos(at) == Some(Upos::Propn)) && !self.titled) {
                    return true;
                }
            }
            if !capital && self.words.small_heads.has(word) && self.linked(at + 1, first) {
                return true;
            }
            if !capital && self.words.place_nouns.has(word) {
                return false;
            }
            if matches!(self.upos(at), Some(Upos::Verb | Upos::Aux | Upos::Pron)) && !capital {
                return false;
            }
            through |= !capital;
        }
        false
    }
    /// Whether only links stand between two words, but for one adjective or noun ("accord de paix d'Alger").
    fn linked(&self, from: usize, to: usize) -> bool {
        let others =
            (from..to).filter(|&at| !self.words.links.has(self.word(at)) && !self.words.genitive.has(self.word(at)));
        from < to
            && others.count() <= 1
            && !(from..to)
                .any(|at| self.words.locative.has(self.word(at)) || self.words.town_prepositions.has(self.word(at)))
    }
}
