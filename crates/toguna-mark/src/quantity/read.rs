//! From numerals to quantities: ranges and bounds around each numeral of one sentence.

use std::ops::Range;

use toguna_lang::Sentence;
use toguna_text::Document;

use super::guard::is_year;
use super::lex::{Atom, Gap, Kind};
use super::numeral::{Form, Found, Numeral, Reader};
use super::settle::{Bounds, Whole, shared};
use super::unit::Measured;
use super::words::Bound;
use crate::{QuantityMark, Unit};

/// What is larger is no quantity of anything that is told.
const LARGEST: f64 = 1e16;

/// One sentence, ready to be read for quantities.
pub(super) struct Line<'a> {
    pub(super) document: &'a Document,
    pub(super) sentence: &'a Sentence,
    pub(super) reader: Reader<'a>,
    /// Calendar dates, in order: numbers inside are no quantities.
    pub(super) dates: &'a [Range<usize>],
    /// Durations: stretches of time inside are quantities.
    pub(super) durations: &'a [Range<usize>],
}

impl Line<'_> {
    /// The quantities of the sentence, in order.
    pub(super) fn quantities(&self, marks: &mut Vec<QuantityMark>) {
        let (mut at, mut free) = (0, 0);
        while at < self.reader.atoms.len() {
            at = match self.date_end(at) {
                Some(end) => end,
                None => match self.reader.numeral(at) {
                    Found::None => at + 1,
                    Found::Skip(to) => to.max(at + 1),
                    Found::Numeral(numeral) => {
                        let (to, mark) = self.quantity(numeral, free);
                        if let Some(mark) = mark {
                            marks.push(mark);
                            free = to;
                        }
                        to.max(at + 1)
                    }
                },
            };
        }
    }

    pub(super) fn atoms(&self) -> &[Atom] {
        self.reader.atoms
    }

    /// The first atom after the calendar date that `at` lies in.
    fn date_end(&self, at: usize) -> Option<usize> {
        let date = covering(self.dates, &self.atoms()[at])?;
        let inside = self.atoms()[at..].iter().take_while(|atom| atom.start < date.end).count();
        Some(at + inside.max(1))
    }

    /// The quantity of a numeral, and where to read on. Nothing before `free` is taken.
    fn quantity(&self, numeral: Numeral, free: usize) -> (usize, Option<QuantityMark>) {
        let skip = (self.past_glued(numeral.to), None);
        if self.forbidden_before(&numeral) {
            return skip;
        }
        let Some(first) = self.measured(numeral, free) else { return skip };
        if self.forbidden_after(&first) {
            return (self.past_glued(first.to), None);
        }
        let second = self.second(&first);
        let (between, start) = self.opening(&first, second.is_some());
        let (bound, start) = self.bound_before(start.max(free), free);
        // "Far above the 71": a number with its article is known, and only compared with.
        let (bound, start) = match self.is_compared_with(&first, bound) {
            true => (Bounds::default(), first.from),
            false => (bound, start),
        };
        if !self.stands(&first, bound, second.is_some()) {
            return skip;
        }
        let mut whole = Whole::of(&first, second.as_ref(), between);
        whole.from = start.min(first.from);
        whole.bound = Bounds { bound: bound.bound, approx: bound.approx || whole.bound.approx };
        whole.to = self.in_digits_too(whole.to, &first.numeral);
        self.bound_after(&mut whole);
        let to = whole.to;
        (to, self.mark(whole))
    }

    /// The second number of a range, where the two make one.
    fn second(&self, first: &Measured) -> Option<Measured> {
        let words = self.reader.words;
        let atoms = self.atoms();
        let between = first.from > 0 && words.between.contains(&atoms[first.from - 1].text);
        let next = atoms.get(first.to)?;
        let at = if between && words.and.contains(&next.text) {
            first.to + 1
        } else {
            first.to + words.connectors.starting(atoms, first.to)?.0
        };
        if !between && words.change.ending(atoms, first.from).is_some() {
            return None;
        }
        let start = atoms.get(at).filter(|atom| atom.gap != Gap::Wide && covering(self.dates, atom).is_none())?;
        let money = (start.kind == Kind::Sign || start.kind == Kind::Word).then(|| self.after_money(at)).flatten();
        let Found::Numeral(numeral) = self.reader.numeral(money.unwrap_or(at)) else { return None };
        let second = self.measured(numeral, at)?;
        let same = second.unit == first.unit || first.to == first.numeral.to && first.unit == Unit::Count;
        let rises = shared(&first.numeral, &second.numeral) < second.numeral.value;
        let years = is_year(&first.numeral) && is_year(&second.numeral) && second.unit == Unit::Count;
        let plain = |numeral: &Numeral| !matches!(numeral.form, Form::Open);
        (same && rises && !years && plain(&first.numeral) && plain(&second.numeral)).then_some(second)
    }

    /// The numeral after a money sign at `at`.
    fn after_money(&self, at: usize) -> Option<usize> {
        let digits = (at + 1..at + 3).find(|&to| self.atoms().get(to).is_some_and(|atom| atom.kind == Kind::Digits))?;
        let (length, _) = self.reader.words.unit_before.ending(self.atoms(), digits)?;
        (digits - length == at).then_some(digits)
    }

    /// Whether "between" opens the range, and where the quantity begins with it.
    fn opening(&self, first: &Measured, range: bool) -> (bool, usize) {
        let between = range && first.from > 0 && self.reader.words.between.contains(&self.atoms()[first.from - 1].text);
        (between, first.from - usize::from(between))
    }

    /// The bound before a quantity, over a definite article, and where the quantity begins with it. Two bounds in a row
    /// ("up to about 50") both count; the outer one bounds, "about" stays.
    fn bound_before(&self, start: usize, free: usize) -> (Bounds, usize) {
        let words = self.reader.words;
        let (mut bounds, mut start) = (Bounds::default(), start);
        for _ in 0..2 {
            let article = start > free && words.definite.contains(&self.atoms()[start - 1].text);
            let direct = words.bounds_before.ending(self.atoms(), start).map(|found| (start, found));
            let found = direct.or_else(|| {
                let start = start - usize::from(article);
                words.bounds_before.ending(self.atoms(), start).filter(|_| article).map(|found| (start, found))
            });
            let Some((end, (length, bound))) = found else { break };
            if end - length < free || self.atoms()[start].gap == Gap::Wide {
                break;
            }
            bounds.add(*bound);
            start = end - length;
        }
        (bounds, start)
    }

    /// Whether a number of people or things under a bound is known, and only compared with.
    fn is_compared_with(&self, first: &Measured, bound: Bounds) -> bool {
        let known = |at: usize| self.reader.words.known.contains(&self.atoms()[at].text);
        let whole = first.unit == Unit::Count && first.numeral.form != Form::Fraction;
        let bounded = matches!(bound.bound, Some(Bound::Over | Bound::Under));
        whole && bounded && first.from.checked_sub(1).is_some_and(known)
    }

    /// A bound after a quantity, at once or after the noun counted ("30 soldats ou plus").
    fn bound_after(&self, whole: &mut Whole) {
        let words = self.reader.words;
        let atoms = self.atoms();
        let near = words.bounds_after.starting(atoms, whole.to).map(|(length, bound)| (whole.to, length, bound));
        let noun = atoms.get(whole.to).is_some_and(|a| a.kind == Kind::Word && a.gap == Gap::Blank);
        let far = || {
            let at = whole.to + 1;
            let (length, bound) = words.bounds_after.starting(atoms, at).filter(|_| noun)?;
            Some((at, length, bound))
        };
        let Some((at, length, &bound)) = near.or_else(far) else { return };
        if atoms[at].gap == Gap::Wide || self.counts_on(at + length) {
            return;
        }
        whole.bound.add(bound);
        if at == whole.to {
            whole.to += length;
        }
    }

    /// Whether a number stands here, so that the bound before it is its own.
    fn counts_on(&self, at: usize) -> bool {
        !matches!(self.reader.numeral(at), Found::None) || self.after_money(at).is_some()
    }

    /// Past everything glued to an atom, so that "3301B131053" is left as a whole.
    fn past_glued(&self, to: usize) -> usize {
        let glued = |atom: &&Atom| atom.gap == Gap::Glued && (atom.kind != Kind::Sign || atom.sign('-'));
        to + self.atoms().get(to..).unwrap_or_default().iter().take_while(glued).count()
    }

    fn mark(&self, whole: Whole) -> Option<QuantityMark> {
        let atoms = self.atoms();
        let bytes = |from: usize, to: usize| Some(atoms.get(from)?.start..atoms.get(to.checked_sub(1)?)?.end);
        let span = self.document.span(bytes(whole.from, whole.to)?).ok()?;
        let number = self.document.span(bytes(whole.number.start, whole.number.end)?).ok()?;
        let limits = whole.limits();
        // "millions of millions of …" runs past what a count can be
        if !limits.low.into_iter().chain(limits.high).all(|end| end < LARGEST) {
            return None;
        }
        Some(QuantityMark {
            span,
            number,
            low: limits.low,
            high: limits.high,
            approx: whole.bound.approx,
            exclusive: limits.exclusive,
            over: whole.is_over(),
            unit: whole.unit,
        })
    }
}

/// The range that shares bytes with an atom; `ranges` are in order.
pub(super) fn covering<'a>(ranges: &'a [Range<usize>], atom: &Atom) -> Option<&'a Range<usize>> {
    let at = ranges.partition_point(|range| range.end <= atom.start);
    ranges.get(at).filter(|range| range.start < atom.end)
}
