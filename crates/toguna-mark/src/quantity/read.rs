//! From numerals to quantities: guards, units, ranges and bounds around each numeral of one sentence.

use std::ops::Range;

use toguna_lang::{Sentence, Upos};
use toguna_text::{Block, Document};

use super::lex::{Atom, Gap, Kind};
use super::numeral::{Form, Found, Numeral, Reader};
use super::words::{Bound, UnitWord};
use crate::{QuantityMark, Unit};

/// A numeral with its unit; atoms from `from` to `to`.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    from: usize,
    to: usize,
    numeral: Numeral,
    unit: Unit,
    time: bool,
}

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

    fn atoms(&self) -> &[Atom] {
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
        if !self.stands(&first, bound, second.is_some()) {
            return skip;
        }
        let mut whole = Whole::of(&first, second.as_ref(), between);
        (whole.from, whole.bound) = (start.min(first.from), bound);
        self.bound_after(&mut whole);
        let to = whole.to;
        (to, self.mark(whole))
    }

    /// The numeral with its unit; nothing where what is glued to it makes it something else.
    fn measured(&self, numeral: Numeral, free: usize) -> Option<Measured> {
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
    fn unit_after(&self, numeral: &Numeral) -> Option<(usize, UnitWord)> {
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

    /// Past everything glued to an atom, so that "3301B131053" is left as a whole.
    fn past_glued(&self, to: usize) -> usize {
        let glued = |atom: &&Atom| atom.gap == Gap::Glued && (atom.kind != Kind::Sign || atom.sign('-'));
        to + self.atoms().get(to..).unwrap_or_default().iter().take_while(glued).count()
    }

    /// What stands before a numeral and makes it no quantity.
    fn forbidden_before(&self, numeral: &Numeral) -> bool {
        let atoms = self.atoms();
        let first = &atoms[numeral.from];
        let Some(before) = numeral.from.checked_sub(1).map(|at| &atoms[at]) else { return self.is_list_number(numeral) };
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
        if before.kind != Kind::Word || !before.capital || first.gap == Gap::Wide {
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
    fn forbidden_after(&self, measured: &Measured) -> bool {
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
        let rises = self.shared(first, &second) < second.numeral.value;
        let years = is_year(&first.numeral) && is_year(&second.numeral) && second.unit == Unit::Count;
        let plain = |numeral: &Numeral| !matches!(numeral.form, Form::Open);
        (same && rises && !years && plain(&first.numeral) && plain(&second.numeral)).then_some(second)
    }

    /// The first number with the scale that the second lends it ("20 to 30 million").
    fn shared(&self, first: &Measured, second: &Measured) -> f64 {
        shared(&first.numeral, &second.numeral)
    }

    /// The numeral after a money sign at `at`.
    fn after_money(&self, at: usize) -> Option<usize> {
        let digits = (at + 1..at + 3).find(|&to| self.atoms().get(to).is_some_and(|atom| atom.kind == Kind::Digits))?;
        let (length, _) = self.reader.words.unit_before.ending(self.atoms(), digits)?;
        (digits - length == at).then_some(digits)
    }

    /// Whether "between" opens the range, and where the quantity begins with it.
    fn opening(&self, first: &Measured, range: bool) -> (bool, usize) {
        let between =
            range && first.from > 0 && self.reader.words.between.contains(&self.atoms()[first.from - 1].text);
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

    /// Whether a numeral that may also be something else is a quantity here.
    fn stands(&self, first: &Measured, bounds: Bounds, range: bool) -> bool {
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
                let follows = next.is_some_and(|next| next.kind == Kind::Word && !words.pronoun_after.contains(&next.text));
                let led = before.is_some_and(|before| words.pronoun_before.contains(&before.text));
                bounded || (follows && !led)
            }
            Form::PlainDigits if is_year(numeral) && first.unit == Unit::Count => bounded || self.noun_follows(numeral.to),
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

    fn mark(&self, whole: Whole) -> Option<QuantityMark> {
        let atoms = self.atoms();
        let bytes = |from: usize, to: usize| Some(atoms.get(from)?.start..atoms.get(to.checked_sub(1)?)?.end);
        let span = self.document.span(bytes(whole.from, whole.to)?).ok()?;
        let number = self.document.span(bytes(whole.number.start, whole.number.end)?).ok()?;
        let limits = whole.limits();
        Some(QuantityMark {
            span,
            number,
            low: limits.low,
            high: limits.high,
            approx: whole.bound.approx,
            exclusive: limits.exclusive,
            unit: whole.unit,
        })
    }
}

/// The bounds read so far.
#[derive(Clone, Copy, Debug, Default)]
struct Bounds {
    bound: Option<Bound>,
    approx: bool,
}

impl Bounds {
    fn add(&mut self, bound: Bound) {
        match bound {
            Bound::About => self.approx = true,
            other => self.bound = self.bound.or(Some(other)),
        }
    }

    fn any(&self) -> bool {
        self.approx || self.bound.is_some()
    }
}

/// A quantity before its bounds are settled.
struct Whole {
    from: usize,
    to: usize,
    number: Range<usize>,
    low: f64,
    high: f64,
    range: bool,
    open: bool,
    bound: Bounds,
    unit: Unit,
}

/// The settled ends.
struct Limits {
    low: Option<f64>,
    high: Option<f64>,
    exclusive: bool,
}

impl Whole {
    fn of(first: &Measured, second: Option<&Measured>, between: bool) -> Whole {
        let last = second.unwrap_or(first);
        let mut low = first.numeral.value;
        if second.is_some() {
            low = shared(&first.numeral, &last.numeral);
        }
        let approx = first.numeral.approx || last.numeral.approx;
        Whole {
            from: first.from - usize::from(between),
            to: last.to,
            number: first.numeral.from..last.numeral.to,
            low,
            high: last.numeral.value,
            range: second.is_some(),
            open: last.numeral.form == Form::Open,
            bound: Bounds { bound: None, approx },
            unit: last.unit.clone(),
        }
    }

    /// Persons and things are whole, so "over 300" begins at 301; money, shares and measures have no next value, so
    /// "over 40%" begins at 40 with the bound left out.
    fn limits(&self) -> Limits {
        let counted = self.unit == Unit::Count;
        let (low, high) = (Some(self.low), Some(self.high));
        let closed = |low, high| Limits { low, high, exclusive: false };
        match self.bound.bound {
            _ if self.open => closed(low, None),
            Some(Bound::Most | Bound::Under) if self.range => closed(None, high),
            None | Some(Bound::About) => closed(low, high),
            Some(Bound::Over | Bound::Least) if self.range => closed(low, high),
            Some(Bound::Least) => closed(low, None),
            Some(Bound::Most) => closed(None, high),
            Some(Bound::Over) if counted => closed(Some(self.low.floor() + 1.0), None),
            Some(Bound::Under) if counted => closed(None, Some((self.high.ceil() - 1.0).max(0.0))),
            Some(Bound::Over) => Limits { low, high: None, exclusive: true },
            Some(Bound::Under) => Limits { low: None, high, exclusive: true },
        }
    }
}

fn shared(first: &Numeral, second: &Numeral) -> f64 {
    let mantissa = second.value / second.scale;
    let lends = first.scale == 1.0 && second.scale > 1.0 && first.value < mantissa;
    if lends { first.value * second.scale } else { first.value }
}

fn is_year(numeral: &Numeral) -> bool {
    numeral.form == Form::PlainDigits && (1900.0..2100.0).contains(&numeral.value)
}

/// The range that shares bytes with an atom; `ranges` are in order.
fn covering<'a>(ranges: &'a [Range<usize>], atom: &Atom) -> Option<&'a Range<usize>> {
    let at = ranges.partition_point(|range| range.end <= atom.start);
    ranges.get(at).filter(|range| range.start < atom.end)
}
