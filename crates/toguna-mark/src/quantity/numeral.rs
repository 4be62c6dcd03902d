//! Numerals: a number in digits or words with its scale, a round noun ("une vingtaine", "dozens") or a fraction.

use super::lex::{Atom, Gap, Kind};
use super::literal::{Literal, Reading, literal};
use super::words::NumberWords;

/// How a numeral came about; the guards and the bounds need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits and nothing else.
    PlainDigits,
    /// Digits with grouping, decimals or a scale.
    Digits,
    /// Number words.
    Words,
    /// A lone article that also is the word for one ("un").
    Article,
    /// A lone word for one that also is a pronoun ("one").
    Pronoun,
    /// A part of a whole; the value is in percent.
    Fraction,
    /// A round plural: at least the value, open above.
    Open,
}

/// A numeral and its atoms.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: f64,
    pub(super) form: Form,
    /// Whether its own words mean "about".
    pub(super) approx: bool,
    /// The last scale in it, 1 where there is none ("20 to 30 million" lends it to the 20).
    pub(super) scale: f64,
    /// The value where things are counted, if it differs ([`Literal::as_count`]).
    pub(super) as_count: Option<f64>,
    /// The reading as a decimal by another language's habit, for where a unit follows it.
    pub(super) foreign: Option<(usize, f64)>,
}

/// What stands at an atom.
pub(super) enum Found {
    /// A numeral.
    Numeral(Numeral),
    /// Digits that are no number, up to this atom.
    Skip(usize),
    /// Nothing.
    None,
}

/// Reads numerals of one sentence.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) atoms: &'a [Atom],
    pub(super) words: &'a NumberWords,
}

impl Reader<'_> {
    /// The numeral that begins at `at`.
    pub(super) fn numeral(&self, at: usize) -> Found {
        let Some(atom) = self.atoms.get(at) else { return Found::None };
        match atom.kind {
            Kind::Digits => match literal(self.atoms, at, self.words) {
                Reading::Number(literal) => Found::Numeral(self.scaled(at, literal)),
                Reading::Nothing(to) => Found::Skip(to),
            },
            Kind::Word if self.words.starts.contains(&atom.text) => {
                self.in_words(at).map_or(Found::None, Found::Numeral)
            }
            Kind::Word | Kind::Sign => Found::None,
        }
    }

    fn text(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| atom.text.as_str())
    }

    /// The next word after `at`, over one blank or a glued hyphen.
    pub(super) fn next_word(&self, at: usize) -> Option<usize> {
        let next = self.atoms.get(at)?;
        let at = if next.glued_sign('-') { at + 1 } else { at };
        let word = self.atoms.get(at)?;
        (word.kind == Kind::Word && word.gap != Gap::Wide && (word.gap == Gap::Blank || self.atoms[at - 1].sign('-')))
            .then_some(at)
    }

    /// Digits with the scales after them: "150 million", "2 milliards 500 millions", "$150bn".
    fn scaled(&self, at: usize, literal: Literal) -> Numeral {
        let form = if literal.plain { Form::PlainDigits } else { Form::Digits };
        let mut numeral = Numeral {
            from: at,
            to: literal.to,
            value: literal.value,
            form,
            approx: false,
            scale: 1.0,
            as_count: literal.as_count,
            foreign: None,
        };
        let (mut to, mut mantissa) = (literal.to, literal.value);
        if let Some(foreign) = literal.foreign {
            numeral.foreign = Some((foreign.to, foreign.value));
            if self.scale_at(foreign.to).is_some() {
                (to, mantissa) = (foreign.to, foreign.value);
            }
        }
        let (mut total, mut last) = (0.0, f64::INFINITY);
        while let Some((end, scale)) = self.scale_at(to).filter(|&(_, scale)| scale < last) {
            total += mantissa * scale;
            (numeral.to, numeral.scale, last) = (end, scale, scale);
            // "2 milliards 500 millions": digits again, then a lesser scale
            let more = self.literal_at(end).filter(|more| more.value < 1000.0);
            let Some(more) = more.filter(|more| self.scale_at(more.to).is_some_and(|(_, lesser)| lesser < scale))
            else {
                break;
            };
            (to, mantissa) = (more.to, more.value);
        }
        if numeral.scale > 1.0 {
            (numeral.value, numeral.form) = (tidy(total), Form::Digits);
            (numeral.as_count, numeral.foreign) = (None, None);
            self.add_half(&mut numeral);
        }
        numeral
    }

    /// The digits at `at`, where a blank stands before them.
    fn literal_at(&self, at: usize) -> Option<Literal> {
        self.atoms.get(at).filter(|a| a.kind == Kind::Digits && a.gap == Gap::Blank)?;
        match literal(self.atoms, at, self.words) {
            Reading::Number(literal) => Some(literal),
            Reading::Nothing(_) => None,
        }
    }

    /// A scale of a thousand or more at `at`: a word, or an abbreviation glued to the digits or after a blank.
    fn scale_at(&self, at: usize) -> Option<(usize, f64)> {
        let word = match self.atoms.get(at) {
            Some(next) if next.kind == Kind::Word && next.gap != Gap::Wide => at,
            _ => self.next_word(at)?,
        };
        let text = self.atoms[word].text.as_str();
        let glued = self.atoms[word].gap == Gap::Glued && word == at;
        let scale = self.words.scales.get(text).filter(|&&scale| !glued && scale >= 1000.0);
        let scale = scale.or_else(|| self.words.abbreviations.get(text))?;
        Some((word + 1, *scale))
    }

    /// "deux millions et demi", "one and a half million".
    fn add_half(&self, numeral: &mut Numeral) {
        let Some((length, ())) = self.words.halves_after.starting(self.atoms, numeral.to) else { return };
        numeral.to += length;
        if numeral.scale > 1.0 {
            numeral.value += numeral.scale / 2.0;
            return;
        }
        numeral.value += 0.5;
        if let Some((to, scale)) = self.scale_at(numeral.to) {
            (numeral.to, numeral.scale, numeral.value) = (to, scale, numeral.value * scale);
        }
    }

    /// A numeral that begins with a word.
    fn in_words(&self, at: usize) -> Option<Numeral> {
        self.vague(at)
            .or_else(|| self.half_of_scale(at))
            .or_else(|| self.part(at))
            .or_else(|| self.round_noun(at))
            .or_else(|| self.cardinal(at))
            .or_else(|| self.open_plural(at))
    }

    /// What a round noun, plural or scale multiplies by, with the round nouns that follow ("dizaines de milliers").
    fn round_words(&self, at: usize) -> Option<(usize, f64, bool)> {
        let text = self.text(at);
        let words = self.words;
        let collective = words.collectives.get(text).map(|c| (c.value, c.approx));
        let plural = || words.plurals.get(text).or_else(|| words.scales.get(text)).map(|&value| (value, false));
        let (mut value, approx) = collective.or_else(plural)?;
        let mut to = at + 1;
        while self.words.links.contains(self.text(to))
            && let Some(&more) = words.plurals.get(self.text(to + 1)).or_else(|| words.scales.get(self.text(to + 1)))
        {
            value *= more;
            to += 2;
        }
        Some((to, value, approx))
    }

    fn made(&self, from: usize, to: usize, value: f64, form: Form) -> Numeral {
        Numeral { from, to, value: tidy(value), form, approx: false, scale: 1.0, as_count: None, foreign: None }
    }

    /// "several hundred", "plusieurs dizaines de milliers": two at least.
    fn vague(&self, at: usize) -> Option<Numeral> {
        let (length, ()) = self.words.vague.starting(self.atoms, at)?;
        let noun = self.next_word(at + length)?;
        let (to, value, _) = self.round_words(noun)?;
        Some(self.made(at, to, 2.0 * value, Form::Open))
    }

    /// "hundreds", "tens of thousands", with no numeral before them.
    fn open_plural(&self, at: usize) -> Option<Numeral> {
        self.words.plurals.get(self.text(at))?;
        let (to, value, _) = self.round_words(at)?;
        Some(self.made(at, to, 2.0 * value, Form::Open))
    }

    /// "half a million", "un demi-million".
    fn half_of_scale(&self, at: usize) -> Option<Numeral> {
        let article = |at: usize| self.words.articles.contains(self.text(at));
        let halved =
            if self.words.fractions.get(self.text(at)).is_some_and(|f| f.of == 2.0 && f.bare) && article(at + 1) {
                self.next_word(at + 2)?
            } else {
                let half = if article(at) { self.next_word(at + 1)? } else { at };
                if !self.words.halves_before.contains(self.text(half)) {
                    return None;
                }
                self.next_word(half + 1)?
            };
        let (to, value, approx) = self.round_words(halved)?;
        Some(Numeral { approx, ..self.made(at, to, value / 2.0, Form::Words) })
    }

    /// "half", "two thirds", "un quart", "one-third".
    fn part(&self, at: usize) -> Option<Numeral> {
        let words = self.words;
        if let Some(part) = words.fractions.get(self.text(at)) {
            let before = at.checked_sub(1).map_or("", |before| self.text(before));
            let led = (part.bare && !self.hyphen_word(at + 1))
                || (part.definite && words.definite.contains(before) && self.links_on(at + 1));
            let whole = led && !part.plural && !words.before_half.contains(before);
            return whole.then(|| self.made(at, at + 1, 100.0 / part.of, Form::Fraction));
        }
        let article = words.articles.contains(self.text(at));
        let (to, count) = match words.cardinals.get(self.text(at)) {
            Some(&count) if count < 20.0 => (at + 1, count),
            _ if article => (at + 1, 1.0),
            _ => return None,
        };
        let noun = self.next_word(to)?;
        let part = words.fractions.get(self.text(noun))?;
        let numeral = words.cardinals.contains_key(self.text(at)) && !article;
        let lone = part.bare || numeral || self.links_on(noun + 1) || self.ends(noun + 1);
        let agrees = (count > 1.0) == part.plural || (!part.plural && self.is_invariable(noun));
        (lone && agrees).then(|| self.made(at, noun + 1, 100.0 * count / part.of, Form::Fraction))
    }

    /// "tiers" has one form for singular and plural.
    fn is_invariable(&self, noun: usize) -> bool {
        let Some(part) = self.words.fractions.get(self.text(noun)) else { return false };
        !self.words.fractions.values().any(|other| other.plural && other.of == part.of)
    }

    /// Whether a link to the whole follows ("of", "des", "du").
    fn links_on(&self, at: usize) -> bool {
        let text = self.text(at);
        self.words.links.contains(text) || self.words.definite.contains(text)
    }

    /// Whether the clause ends here.
    fn ends(&self, at: usize) -> bool {
        self.atoms.get(at).is_none_or(|atom| atom.kind == Kind::Sign && !atom.sign('-'))
    }

    /// Whether a hyphen and a word follow without blank.
    fn hyphen_word(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.glued_sign('-'))
            && self.atoms.get(at + 1).is_some_and(|a| a.gap == Gap::Glued && a.kind == Kind::Word)
    }

    /// "a hundred", "une vingtaine", "two dozen", "cent", "un millier".
    fn round_noun(&self, at: usize) -> Option<Numeral> {
        let text = self.text(at);
        let count = match self.words.cardinals.get(text) {
            Some(&count) => count,
            None if self.words.articles.contains(text) => 1.0,
            None => {
                let collective = self.words.collectives.contains_key(text);
                let (to, value, approx) = self.round_words(at).filter(|_| collective)?;
                return Some(Numeral { approx, ..self.made(at, to, value, Form::Words) });
            }
        };
        let noun = self.next_word(at + 1)?;
        let singular = self.words.collectives.contains_key(self.text(noun));
        let plural =
            self.words.plurals.contains_key(self.text(noun)) && !self.words.scales.contains_key(self.text(noun));
        if !singular && !plural {
            // "a hundred and twenty": the article stands for one
            let article = self.words.articles.contains(text) && self.words.scales.contains_key(self.text(noun));
            return article.then(|| self.cardinal(noun)).flatten().map(|numeral| Numeral { from: at, ..numeral });
        }
        let (to, value, approx) = self.round_words(noun)?;
        let approx = approx || plural;
        Some(Numeral { approx, ..self.made(at, to, count * value, Form::Words) })
    }

    /// Number words: "two hundred and five", "quatre-vingt-douze mille".
    fn cardinal(&self, at: usize) -> Option<Numeral> {
        let sum = self.sum(at)?;
        let text = self.text(at);
        let form = match sum.to == at + 1 {
            true if self.words.articles.contains(text) => Form::Article,
            true if self.words.pronouns.contains(text) => Form::Pronoun,
            _ => Form::Words,
        };
        let mut numeral = Numeral { scale: sum.scale, ..self.made(at, sum.to, sum.value, form) };
        self.add_half(&mut numeral);
        Some(numeral)
    }

    /// Adds and multiplies number words from `at` on.
    fn sum(&self, at: usize) -> Option<Sum> {
        let (mut total, mut current) = (0.0_f64, 0.0_f64);
        let mut sum = Sum { to: at, value: 0.0, scale: 1.0 };
        let mut last = f64::INFINITY;
        let mut next = Some(at);
        let led_by_article = at > 0 && self.words.articles.contains(self.text(at - 1));
        while let Some(here) = next {
            let text = self.text(here);
            if let Some((to, value)) = self.unit(here) {
                if !self.adds(current, value) {
                    break;
                }
                current += value;
                (sum.to, sum.scale) = (to, 1.0);
            } else if let Some(&scale) = self.words.scales.get(text) {
                let bare = total == 0.0 && current == 0.0;
                if bare && !self.words.bare_scales.contains(text) && !led_by_article {
                    break;
                }
                if scale == 100.0 {
                    if current >= 100.0 || (current == 0.0 && !bare && !self.words.bare_scales.contains(text)) {
                        break;
                    }
                    current = current.max(1.0) * 100.0;
                } else if scale < last {
                    if current == 0.0 && !bare && !self.words.bare_scales.contains(text) {
                        break;
                    }
                    total += current.max(1.0) * scale;
                    (current, last) = (0.0, scale);
                } else {
                    (total, current, last) = ((total + current) * scale, 0.0, scale);
                }
                (sum.to, sum.scale) = (here + 1, scale);
            } else {
                break;
            }
            next = self.next_part(sum.to, current, sum.scale);
        }
        sum.value = total + current;
        (sum.to > at).then_some(sum)
    }

    /// The atom of the next number word, over a joining word where one may stand.
    fn next_part(&self, to: usize, current: f64, scale: f64) -> Option<usize> {
        let next = self.next_word(to)?;
        let text = self.text(next);
        if scale > 1.0 && self.words.join_after_scale.contains(text) {
            let part = self.next_word(next + 1)?;
            return self.unit(part).map(|_| part);
        }
        if current > 0.0 && current % 10.0 == 0.0 && self.words.join_before_one.contains(text) {
            let part = self.next_word(next + 1)?;
            let (_, value) = self.unit(part)?;
            return (value % 10.0 == 1.0 && self.adds(current, value)).then_some(part);
        }
        Some(next)
    }

    /// A cardinal below one hundred: one word, or two that belong together.
    fn unit(&self, at: usize) -> Option<(usize, f64)> {
        if let Some(second) = self.next_word(at + 1) {
            let key = (self.atoms[at].text.clone(), self.atoms[second].text.clone());
            if let Some(&value) = self.words.compounds.get(&key) {
                return Some((second + 1, value));
            }
        }
        self.words.cardinals.get(self.text(at)).map(|&value| (at + 1, value))
    }

    /// Whether a cardinal below one hundred may follow what was read.
    fn adds(&self, current: f64, value: f64) -> bool {
        let (below, limit) = (current % 100.0, if self.words.teens_after_tens { 20.0 } else { 10.0 });
        below == 0.0 || (below >= 20.0 && below % 10.0 == 0.0 && value < limit)
    }
}

/// A sum of number words.
struct Sum {
    to: usize,
    value: f64,
    scale: f64,
}

/// Rounds off what binary fractions add ("2.3 billion" is 2300000000, a third of a hundred is 33.333).
fn tidy(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
