//! Units: percent, money and measures beside a numeral, and the suffixes that are glued to one.

use super::lex::{Gap, Kind};
use super::numeral::{Form, Found, Numeral};
use super::read::Line;
use super::words::UnitWord;
use crate::Unit;

/// A numeral with its unit; atoms from `from` to `to`.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) numeral: Numeral,
    pub(super) unit: Unit,
    /// Whether the unit is a stretch of time.
    pub(super) time: bool,
}

impl Line<'_> {
    /// The numeral with its unit; nothing where what is glued to it makes it something else.
    pub(super) fn measured(&self, numeral: Numeral, free: usize) -> Option<Measured> {
        let mut numeral = numeral;
        let words = self.reader.words;
        let mut from = numeral.from;
        let mut unit = None;
        if let Some((length, money)) = words.unit_before.ending(self.atoms(), numeral.from)
            && numeral.from - length >= free
            && self.atoms()[numeral.from].gap != Gap::Wide
        {
            from = numeral.from - length;
            unit = Some(money.clone());
            self.short_scale(&mut numeral);
        }
        let mut to = numeral.to;
        let after = self.unit_after(&numeral).or_else(|| self.foreign_decimal(&mut numeral));
        let after = after.or_else(|| self.short_money(&mut numeral));
        let time = after.as_ref().is_some_and(|(_, word)| word.time);
        if let Some((end, word)) = after
            && unit.as_ref().is_none_or(|before| *before == word.unit)
        {
            (to, unit) = (end, Some(word.unit));
        }
        if unit.is_none() {
            to = self.plain_end(&numeral)?;
            numeral.value = numeral.as_count.unwrap_or(numeral.value);
            if numeral.form == Form::Fraction {
                unit = Some(Unit::Percent);
            }
        }
        Some(Measured { from, to, numeral, unit: unit.unwrap_or(Unit::Count), time })
    }

    /// "$5m": a scale that is only one where money is counted.
    fn short_scale(&self, numeral: &mut Numeral) {
        let Some(atom) = self.atoms().get(numeral.to) else { return };
        if let Some(&scale) = self.reader.words.money_abbreviations.get(&atom.text)
            && atom.gap != Gap::Wide
            && numeral.scale == 1.0
        {
            (numeral.value, numeral.scale, numeral.form) = (numeral.value * scale, scale, Form::Digits);
            numeral.to += 1;
        }
    }

    /// The unit after a numeral: at once, after a hyphen, after a short scale ("5 M€"), or linked ("millions d'euros").
    pub(super) fn unit_after(&self, numeral: &Numeral) -> Option<(usize, UnitWord)> {
        let words = self.reader.words;
        let atoms = self.atoms();
        let next = atoms.get(numeral.to).filter(|next| next.gap != Gap::Wide)?;
        let digits = matches!(numeral.form, Form::Digits | Form::PlainDigits);
        let fits = |(to, word): (usize, UnitWord)| (digits || !word.digits_only).then_some((to, word));
        let at = |at: usize| words.unit_after.starting(atoms, at).map(|(length, word)| (at + length, word.clone()));
        if let Some(found) = at(numeral.to).and_then(fits) {
            return Some(found).filter(|(to, _)| self.word_ends(*to));
        }
        if next.glued_sign('-') {
            return at(numeral.to + 1).and_then(fits).filter(|(to, _)| self.word_ends(*to));
        }
        let large = numeral.scale > 1.0 || numeral.form == Form::Open || numeral.approx || numeral.value >= 1e6;
        if large && words.links.contains(&next.text) {
            return at(numeral.to + 1).and_then(fits);
        }
        None
    }

    /// Whether a unit is not the beginning of something longer ("km" of "km4").
    fn word_ends(&self, to: usize) -> bool {
        self.atoms().get(to).is_none_or(|next| next.gap != Gap::Glued || next.kind == Kind::Sign)
    }

    /// "1,5 %" in English: a decimal by another habit is one where a unit follows it.
    fn foreign_decimal(&self, numeral: &mut Numeral) -> Option<(usize, UnitWord)> {
        let (to, value) = numeral.foreign?;
        let reading = Numeral { to, value, form: Form::Digits, as_count: None, foreign: None, ..*numeral };
        let found = self.unit_after(&reading)?;
        *numeral = reading;
        Some(found)
    }

    /// "5 M€": a short scale that only the money after it makes one.
    fn short_money(&self, numeral: &mut Numeral) -> Option<(usize, UnitWord)> {
        let mut reading = *numeral;
        self.short_scale(&mut reading);
        let found = self.unit_after(&reading).filter(|(_, word)| matches!(word.unit, Unit::Money(_)))?;
        *numeral = reading;
        Some(found)
    }

    /// "twenty (20)": the same number again in digits, past its bracket.
    pub(super) fn in_digits_too(&self, to: usize, numeral: &Numeral) -> usize {
        let open = self.atoms().get(to).is_some_and(|atom| atom.sign('('));
        match self.reader.numeral(to + 1) {
            Found::Numeral(again)
                if open
                    && numeral.form == Form::Words
                    && again.value == numeral.value
                    && self.atoms().get(again.to).is_some_and(|atom| atom.sign(')')) =>
            {
                again.to + 1
            }
            _ => to,
        }
    }

    /// Where a number without unit ends: after a suffix ("5,000-strong", "15-member"); nothing if it is only the
    /// beginning of another word ("G5", "19h", "twenty-first", "three-day").
    fn plain_end(&self, numeral: &Numeral) -> Option<usize> {
        let atoms = self.atoms();
        let Some(next) = atoms.get(numeral.to).filter(|next| next.gap == Gap::Glued) else { return Some(numeral.to) };
        if next.kind == Kind::Word {
            return None;
        }
        let glued = atoms.get(numeral.to + 1).filter(|after| after.gap == Gap::Glued);
        match glued {
            Some(after) if next.sign('-') && after.kind == Kind::Word => {
                self.reader.words.suffixes.contains(&after.text).then_some(numeral.to + 2)
            }
            _ => Some(numeral.to),
        }
    }
}
