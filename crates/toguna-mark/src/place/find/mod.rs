//! Finding mentions: runs of words that a gazetteer knows, with the kind word or compass word that belongs to them.

mod hint;
mod longer;
mod shape;
mod site;

use std::collections::BTreeSet;
use std::ops::Range;

use toguna_lang::{Sentence, Upos};
use toguna_text::Block;

use crate::Level;
use crate::names::{Unit, units};
use crate::place::RARE;
use crate::place::gazetteer::Gazetteer;
use crate::place::words::{PlaceWords, plain};

/// What the words beside a name say for its being a place's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// A kind word, a preposition of place, a distance.
    Strong,
    /// What may also be said of a person.
    Weak,
    None,
}

/// "40 km north of": how far, toward which side, and where the words begin and end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Offset {
    pub km: f64,
    /// Index of the side.
    pub side: Option<usize>,
    pub words: Range<usize>,
}

/// A run of words that may name a place.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Which sentence.
    pub sentence: usize,
    /// The bytes that a reader would quote.
    pub span: Range<usize>,
    /// The bytes of the name alone.
    pub name: Range<usize>,
    /// The rows of the name.
    pub candidates: Vec<u32>,
    /// Index of the kind word that belongs to it, and whether that word is a plural.
    pub kind: Option<(usize, bool)>,
    /// Index of the side of the country that is meant.
    pub side: Option<usize>,
    /// Whether the text says only that it is near ("north of Gao").
    pub near: bool,
    /// A building of the town, named by these words.
    pub site: Option<String>,
    /// Whether it continues the list that the mention before it is in.
    pub listed: bool,
    /// Whether nothing but marks stands between it and the mention before ("Mondoro, Douentza").
    pub apposed: bool,
    /// Whether an article stands before the name.
    pub article: bool,
    /// The preposition before the name, folded.
    pub preposition: Option<String>,
    /// Only the tables behind the pack know the name.
    pub wide: bool,
    /// What speaks for its being a place's.
    pub hint: Hint,
    /// The candidates bear not this name, but one that sounds like it.
    pub spelt: bool,
    /// How far from it the text tells that something is.
    pub offset: Option<Offset>,
}

/// What the document has told so far.
#[derive(Default)]
pub(crate) struct Told {
    /// The country of the pack that was named last, by name or demonym.
    pub country: Option<String>,
    /// Names that were seen inside a person's name.
    pub persons: BTreeSet<String>,
    /// Sentence and country code of every country named, by name or demonym.
    pub countries: Vec<(usize, String)>,
}

pub(crate) struct Finder<'a> {
    pub text: &'a str,
    pub sentence: &'a Sentence,
    pub at: usize,
    pub gazetteer: &'a Gazetteer,
    pub words: &'a PlaceWords,
    pub units: Vec<Unit>,
    /// Most words capitalised: capitals tell nothing.
    titled: bool,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(
        text: &'a str,
        sentence: &'a Sentence,
        at: usize,
        gazetteer: &'a Gazetteer,
        words: &'a PlaceWords,
    ) -> Finder<'a> {
        let bytes = sentence.start as usize..sentence.end as usize;
        let mut parts = Vec::new();
        units(text.get(bytes.clone()).unwrap_or(""), bytes.start, &mut parts);
        let long = parts.iter().filter(|u| u.end - u.start > 3);
        let (capitals, all) = long.fold((0, 0), |(c, n), u| (c + usize::from(u.capital), n + 1));
        let titled = sentence.block == Block::Heading && capitals * 3 > all * 2;
        Finder { text, sentence, at, gazetteer, words, units: parts, titled }
    }

    /// The mentions of the sentence, in order.
    pub(crate) fn mentions(&self, told: &mut Told) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        let mut at = 0;
        while at < self.units.len() {
            self.listen(at, told);
            let found =
                self.side(at, told).or_else(|| self.site(at)).or_else(|| self.kind(at)).or_else(|| self.name(at));
            let found = found.or_else(|| self.unknown(at));
            let Some((mut mention, taken)) = found else {
                at += 1;
                continue;
            };
            for seen in at + 1..at + taken {
                self.listen(seen, told);
            }
            if let Some(person) = self.inside_name(&mention) {
                if person {
                    told.persons.insert(plain(&self.text[mention.name.clone()]));
                }
                at += taken;
                continue;
            }
            if let Some(last) = out.last() {
                let gap = last.span.end..mention.span.start;
                mention.apposed = self.text.get(gap.clone()).is_some_and(|gap| !gap.contains(char::is_alphabetic));
                mention.listed = self.continues(gap);
            }
            for &row in &mention.candidates {
                let row = self.gazetteer.row(row);
                if let (Level::Country, Some(code)) = (row.level, &row.country) {
                    told.countries.push((self.at, code.clone()));
                    self.turn_to(code, told);
                }
            }
            let settlement = self.level(&mention, Level::Settlement);
            out.push(mention);
            at += taken;
            if settlement {
                at = self.owned_sites(at, &mut out);
            }
        }
        out
    }

    fn level(&self, mention: &Mention, level: Level) -> bool {
        mention.candidates.iter().any(|&row| self.gazetteer.row(row).level == level)
    }

    fn word(&self, at: usize) -> &'a str {
        self.units.get(at).map_or("", |unit| &self.text[unit.start..unit.end])
    }

    /// The part of speech of the word that a unit stands in.
    fn upos(&self, at: usize) -> Option<Upos> {
        let unit = self.units.get(at)?;
        let words = self.sentence.words_in(unit.start..unit.end);
        self.sentence.words.get(words)?.last().map(|word| word.upos)
    }

    /// Whether the word that a unit stands in is one that has a place ("residents of …").
    fn is_place_noun(&self, at: usize) -> bool {
        let Some(unit) = self.units.get(at) else { return false };
        let words = self.sentence.words_in(unit.start..unit.end);
        self.sentence.words.get(words).is_some_and(|words| words.iter().any(|w| self.words.place_nouns.has(&w.lemma)))
    }

    /// Whether nothing but space, hyphen or apostrophe stands between two units.
    fn joined(&self, left: usize) -> bool {
        let (Some(a), Some(b)) = (self.units.get(left), self.units.get(left + 1)) else { return false };
        self.text[a.end..b.start].chars().all(|c| c.is_whitespace() && c != '\n' || "-‐‑–'’ʼ‘\"“«".contains(c))
    }

    /// Notes a demonym.
    fn listen(&self, at: usize, told: &mut Told) {
        if let Some(code) = self.words.demonyms.country(self.word(at)) {
            told.countries.push((self.at, code.clone()));
            self.turn_to(code, told);
        }
    }

    /// "The country" is the one named last of those whose towns the pack knows.
    fn turn_to(&self, code: &str, told: &mut Told) {
        if self.gazetteer.part(code, 0.0, 0.0).is_some() && self.gazetteer.is_home(code) {
            told.country = Some(code.to_string());
        }
    }

    fn longest(&self, at: usize) -> Option<(usize, Vec<u32>)> {
        if at >= self.units.len() {
            return None;
        }
        let (mut taken, mut rows) = self.gazetteer.names().longest(self.text, &self.units, at)?;
        // "Sahel region" as the name of one place hides the longer-known "Sahel": both stay until the choice.
        if taken > 1 && self.words.kind_names.longest(self.text, &self.units, at + taken - 1).is_some() {
            let shorter = &self.units[..at + taken - 1];
            if let Some((n, more)) = self.gazetteer.names().longest(self.text, shorter, at)
                && n + 1 == taken
            {
                self.add_others(&mut rows, more);
            }
        }
        let one = &self.units[at];
        if taken == 1 && !one.capital && rows.iter().all(|&row| self.gazetteer.row(row).level == Level::Country) {
            return None;
        }
        taken = taken.min(self.units.len() - at);
        rows.sort_unstable();
        rows.dedup();
        Some((taken, rows))
    }

    /// Whether a unit mixes capitals as only short forms of names do ("FAMa").
    pub(super) fn is_short_form(&self, at: usize) -> bool {
        let word = self.word(at);
        word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase)
    }

    /// A known place under a spelling that no row has, where the words before it say that a place follows.
    fn misspelt(&self, at: usize) -> Option<(usize, Vec<u32>)> {
        let unit = self.units.get(at).filter(|unit| unit.capital)?;
        let mut before = at;
        loop {
            before = before.checked_sub(1).filter(|&b| self.joined(b))?;
            let word = self.word(before);
            if self.words.locative.has(word)
                || self.words.town_prepositions.has(word)
                || self.kind_word(before).is_some()
                || self.is_place_noun(before)
            {
                break;
            }
            if !self.words.links.has(word) && !self.words.articles.has(word) || at - before > 3 {
                return None;
            }
        }
        let single = self.units.get(at + 1).is_none_or(|next| !next.capital || !self.joined(at));
        if !single || !matches!(self.upos(at), Some(Upos::Propn | Upos::Noun | Upos::X | Upos::Adj)) {
            return None;
        }
        let rows = self.gazetteer.alike(&self.text[unit.start..unit.end]);
        let known = |row: &u32| self.gazetteer.row(*row).weight >= RARE;
        let rows: Vec<u32> = rows.iter().copied().filter(known).collect();
        (!rows.is_empty()).then_some((1, rows))
    }

    /// Adds the rows of a shorter name, but none of a level that the longer name has a row of: "Lake Chad basin" is not
    /// also the lake.
    fn add_others(&self, rows: &mut Vec<u32>, more: Vec<u32>) {
        let levels: Vec<Level> = rows.iter().map(|&row| self.gazetteer.row(row).level).collect();
        rows.extend(more.into_iter().filter(|&row| !levels.contains(&self.gazetteer.row(row).level)));
    }

    fn mention(&self, whole: Range<usize>, name: Range<usize>, candidates: Vec<u32>) -> Mention {
        let (from, to) = (self.units[whole.start].start, self.units[whole.end - 1].end);
        let last = &self.units[whole.end - 1];
        let initial =
            last.end - last.start == 1 && self.text[to..].starts_with('.') && to + 1 < self.sentence.end as usize;
        let before = |at: usize| at.checked_sub(1).filter(|&b| self.joined(b)).map(|b| plain(self.word(b)));
        let mut look = name.start;
        let mut article = false;
        while let Some(word) = before(look) {
            if !self.words.articles.has(&word) {
                break;
            }
            article = true;
            look -= 1;
        }
        // "du" is preposition and article in one word.
        let preposition = before(look);
        let words = self.sentence.words_in(self.units[name.start].start..self.units[name.start].end);
        if let Some(previous) = words.start.checked_sub(1).map(|at| &self.sentence.words[at]) {
            article |= previous.upos == Upos::Det;
        }
        Mention {
            sentence: self.at,
            span: from..to + usize::from(initial),
            name: self.units[name.start].start..self.units[name.end - 1].end,
            candidates,
            kind: None,
            side: None,
            near: false,
            site: None,
            listed: false,
            apposed: false,
            article,
            preposition,
            wide: false,
            hint: Hint::None,
            spelt: false,
            offset: None,
        }
    }

    /// Whether what stands between two mentions makes them one list.
    fn continues(&self, gap: Range<usize>) -> bool {
        let Some(gap) = self.text.get(gap) else { return false };
        let mut depth = 0;
        let bare: String = gap
            .chars()
            .filter(|c| {
                depth += i32::from(*c == '(');
                let keep = depth == 0;
                depth -= i32::from(*c == ')');
                keep
            })
            .collect();
        let mut parts = Vec::new();
        units(&bare, 0, &mut parts);
        bare.len() < 40
            && !bare.contains(['.', ';', ':', '\n'])
            && parts.iter().all(|u| self.words.connectors.has(&bare[u.start..u.end]))
    }
}
