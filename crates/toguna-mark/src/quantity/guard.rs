//! Guards: what beside a numeral makes it a date, a name, an age, an article of law or a pronoun, and no quantity.

use toguna_lang::Upos;
use toguna_text::Block;

use super::lex::{Atom, Gap, Kind};
use super::numeral::{Form, Numeral};
use super::read::{Line, covering};
use super::settle::Bounds;
use super::unit::Measured;
use super::words::Bound;
use crate::Unit;

impl Line<'_> {
    /// What stands before a numeral and makes it no quantity.
    pub(super) fn forbidden_before(&self, numeral: &Numeral) -> bool {
        let atoms = self.atoms();
        let first = &atoms[numeral.from];
        let Some(before) = numeral.from.checked_sub(1).map(|at| &atoms[at]) else {
            return self.is_list_number(numeral);
        };
        if first.gap == Gap::Glued {
            let word = before.kind != Kind::Sign && !before.text.ends_with('\'');
            if word || ["/", "_", "@", "#", "=", "&", ".", ":", "°", ",", "\\"].contains(&before.text.as_str()) {
                return true;
            }
            if before.sign('-') && before.gap == Gap::Glued || before.sign('+') && !self.percent_follows(numeral) {
                return true;
            }
            if before.sign('[') {
                return true;
            }
        }
        if self.reader.words.not_before.ending(atoms, numeral.from).is_some() && first.gap != Gap::Wide {
            return true;
        }
        self.is_in_name(numeral, before)
    }

    fn percent_follows(&self, numeral: &Numeral) -> bool {
        self.unit_after(numeral).is_some_and(|(_, word)| word.unit == Unit::Percent)
    }

    /// "1." or "2)" at the head of an item.
    fn is_list_number(&self, numeral: &Numeral) -> bool {
        let next = self.atoms().get(numeral.to);
        numeral.form == Form::PlainDigits
            && numeral.value < 100.0
            && next.is_some_and(|next| next.glued_sign('.') || next.glued_sign(')'))
            && self.atoms().get(numeral.to + 1).is_some_and(|after| after.gap != Gap::Glued)
    }

    /// "France 24", "MiG 29", "Group of Seven": a numeral that belongs to the name before it.
    fn is_in_name(&self, numeral: &Numeral, before: &Atom) -> bool {
        let first = &self.atoms()[numeral.from];
        let words = self.reader.words;
        let bound =
            words.bounds_before.ending(self.atoms(), numeral.from).is_some() || words.between.contains(&before.text);
        if bound || before.kind != Kind::Word || !before.capital || first.gap == Gap::Wide {
            return false;
        }
        let named = match self.upos(before) {
            Some(Upos::Propn) => true,
            None | Some(Upos::X) => self.sentence.block == Block::Prose,
            Some(_) => false,
        };
        let numeral_of_name = match numeral.form {
            Form::PlainDigits => numeral.value < 1000.0,
            Form::Words | Form::Pronoun => first.capital && self.sentence.block == Block::Prose,
            _ => false,
        };
        named && numeral_of_name && self.unit_after(numeral).is_none() && !self.noun_follows(numeral.to)
    }

    /// The tag of the reader's word at an atom.
    fn upos(&self, atom: &Atom) -> Option<Upos> {
        let words = self.sentence.words_in(atom.start..atom.end);
        self.sentence.words.get(words.start).filter(|_| !words.is_empty()).map(|word| word.upos)
    }

    /// Whether what follows reads like a thing counted.
    fn noun_follows(&self, at: usize) -> bool {
        let Some(next) = self.atoms().get(at).filter(|next| next.kind == Kind::Word && next.gap != Gap::Wide) else {
            return false;
        };
        match self.upos(next) {
            Some(Upos::Noun | Upos::Adj) => true,
            None | Some(Upos::X) => !next.capital && next.text.chars().count() > 4,
            Some(Upos::Propn) => true,
            Some(_) => false,
        }
    }

    /// What stands after a numeral and makes it no quantity.
    pub(super) fn forbidden_after(&self, measured: &Measured) -> bool {
        let words = self.reader.words;
        let to = measured.numeral.to;
        if words.not_after.starting(self.atoms(), to).is_some() {
            return true;
        }
        if self.atoms().get(to).is_some_and(|next| next.glued_sign('-')) && measured.time {
            return true;
        }
        measured.time && covering(self.durations, &self.atoms()[measured.from]).is_none()
    }

    /// Whether a numeral that may also be something else is a quantity here.
    pub(super) fn stands(&self, first: &Measured, bounds: Bounds, range: bool) -> bool {
        let words = self.reader.words;
        let numeral = &first.numeral;
        let next = self.atoms().get(numeral.to);
        let before = numeral.from.checked_sub(1).map(|at| &self.atoms()[at]);
        let bounded = bounds.any() || range;
        match numeral.form {
            Form::Article => {
                let sole = next.is_some_and(|next| words.sole.contains(&next.text));
                range || sole || matches!(bounds.bound, Some(Bound::Least | Bound::Most))
            }
            Form::Pronoun => {
                let follows =
                    next.is_some_and(|next| next.kind == Kind::Word && !words.pronoun_after.contains(&next.text));
                let led = before.is_some_and(|before| words.pronoun_before.contains(&before.text));
                bounded || (follows && !led)
            }
            Form::PlainDigits if is_year(numeral) && first.unit == Unit::Count => {
                bounded || self.noun_follows(numeral.to)
            }
            Form::Words if numeral.to == numeral.from + 1 => {
                let doubtful = words.adjectives_too.contains(&self.atoms()[numeral.from].text);
                !doubtful || self.is_numeral(numeral)
            }
            _ => true,
        }
    }

    /// Whether a word that is an adjective as well is a numeral here.
    fn is_numeral(&self, numeral: &Numeral) -> bool {
        match self.upos(&self.atoms()[numeral.from]) {
            Some(Upos::Num) => true,
            Some(Upos::Adj) => false,
            _ => self.noun_follows(numeral.to),
        }
    }
}

/// Whether bare digits read like a year.
pub(super) fn is_year(numeral: &Numeral) -> bool {
    numeral.form == Form::PlainDigits && (1900.0..2100.0).contains(&numeral.value)
}
