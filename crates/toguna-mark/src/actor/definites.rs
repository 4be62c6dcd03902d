//! Role nouns without their state: "the army", "the official toll" allude to the country that the text is about.

use std::ops::Range;

use toguna_lang::{Deprel, Upos};

use super::ActorMarks;
use super::sentence::Sweep;

/// How far back, in bytes, the force of a state that "the army" takes up may have been named.
const NEAR: usize = 400;

impl Sweep<'_> {
    /// Alludes to the state of a role noun that has only its article: the one whose force was just named, else the
    /// document's country. A body ("the army", "the authorities") is a mention; its word ("the official toll") is an allusion.
    pub(super) fn definites(&mut self, marks: &mut ActorMarks) {
        let mut at = 0;
        while at < self.units.len() {
            let official = self.context.roles.official.longest(self.text, self.units, at);
            let role = self.context.roles.roles.longest(self.text, self.units, at);
            let taken = official.as_ref().or(role.as_ref()).map_or(0, |(taken, _)| *taken);
            // "General staff" holds the words of a rank; a title that opens before the role takes it.
            let named = (at..at + taken).any(|u| self.covered[u] || self.placed[u]);
            let titled = self.titled[at] && self.title_at(at).is_none_or(|(title, _)| title >= taken);
            if taken == 0 || named || titled {
                at += taken.max(1);
                continue;
            }
            let units = at..at + taken;
            at = units.end;
            match (official, role) {
                (Some((_, values)), _) => self.of_country(&units, values[0], false, marks),
                (None, Some((_, values))) if self.stands_alone(&units) => {
                    self.of_country(&units, values[0], true, marks);
                }
                _ => {}
            }
        }
    }

    fn of_country(&mut self, units: &Range<usize>, role: u32, mention: bool, marks: &mut ActorMarks) {
        let bytes = self.bytes(units);
        let role_of = &self.context.roles.role_list[role as usize];
        let base = self.country.map(|state| self.context.pack.states[state as usize].base.as_str());
        let named = marks.actors.iter().rev().find(|m| {
            let end = m.span.range().end;
            // Another paragraph may tell of another state.
            let told_here = || {
                !self.text.get(end..bytes.start).is_some_and(|between| between.contains('\n'))
                    || base.is_none_or(|base| m.entity.as_str() == format!("{base}-{}", role_of.suffix))
            };
            end <= bytes.start
                && bytes.start - end < NEAR
                && told_here()
                && m.kind == role_of.kind
                && role_of.suffix != "gov"
                && m.entity.as_str().ends_with(&format!("-{}", role_of.suffix))
        });
        let (id, name, kind) = match (named, self.country) {
            (Some(mark), _) => (mark.entity.clone(), mark.name.clone(), mark.kind),
            (None, Some(country)) => self.composed(country, role),
            (None, None) => return,
        };
        if mention {
            self.add(bytes, id, &name, kind, "role noun of the country that the text is about", marks);
        } else {
            self.allude(bytes, id, &name, kind, "word of the country that the text is about", marks);
        }
    }

    /// Whether nothing but a definite article stands with a noun that alone means a body: no adjective, owner or name.
    fn stands_alone(&self, units: &Range<usize>) -> bool {
        let Some(article) = units.start.checked_sub(1) else { return false };
        let word = &self.text[self.units[article].start..self.units[article].end];
        if !self.is_definite(word) {
            return false;
        }
        let bytes = self.bytes(units);
        if !self.context.roles.alone.contains(&self.text[bytes.clone()].to_lowercase()) {
            return false;
        }
        let words = self.sentence.words_in(bytes);
        words.clone().all(|w| {
            let modifies = matches!(self.sentence.words[w].deprel, Deprel::Amod | Deprel::Compound | Deprel::Flat);
            if modifies && self.sentence.head(w).is_none_or(|head| !words.contains(&head)) {
                return false;
            }
            let parts = [Deprel::Amod, Deprel::Nmod, Deprel::Compound, Deprel::Appos, Deprel::Flat];
            // "L'état-major, lui, …".
            let pronoun = |d: usize| {
                let word = &self.sentence.words[d];
                word.upos == Upos::Pron && word.deprel == Deprel::Appos
            };
            self.sentence.dependents(w, &parts).all(|d| words.contains(&d) || pronoun(d))
        })
    }
}
