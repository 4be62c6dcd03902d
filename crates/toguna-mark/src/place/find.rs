//! Finding mentions: runs of words that a gazetteer knows, with the kind word or compass word that belongs to them.

use std::collections::BTreeSet;
use std::ops::Range;

use toguna_lang::{Sentence, Upos};
use toguna_text::Block;

use super::gazetteer::Gazetteer;
use super::words::{PlaceWords, plain};
use crate::Level;
use crate::names::{Unit, units};

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
    /// Whether an article stands before the name.
    pub article: bool,
    /// The preposition before the name, folded.
    pub preposition: Option<String>,
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
            let found = self.side(at, told).or_else(|| self.site(at)).or_else(|| self.kind(at)).or_else(|| self.name(at));
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
            mention.listed = out.last().is_some_and(|last| self.continues(last.span.end..mention.span.start));
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

    /// Whether nothing but space, hyphen or apostrophe stands between two units.
    fn joined(&self, left: usize) -> bool {
        let (Some(a), Some(b)) = (self.units.get(left), self.units.get(left + 1)) else { return false };
        self.text[a.end..b.start].chars().all(|c| c.is_whitespace() && c != '\n' || "-‐‑–'’ʼ‘\"“«".contains(c))
    }

    /// Notes a demonym.
    fn listen(&self, at: usize, told: &mut Told) {
        if let Some(code) = self.words.demonyms.get(&plain(self.word(at))) {
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
            if let Some((n, more)) = self.gazetteer.names().longest(self.text, shorter, at) {
                if n + 1 == taken {
                    rows.extend(more);
                }
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

    fn mention(&self, whole: Range<usize>, name: Range<usize>, candidates: Vec<u32>) -> Mention {
        let (from, to) = (self.units[whole.start].start, self.units[whole.end - 1].end);
        let last = &self.units[whole.end - 1];
        let initial = last.end - last.start == 1 && self.text[to..].starts_with('.');
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
            article,
            preposition,
        }
    }

    /// A name, with the kind word behind it.
    fn name(&self, at: usize) -> Option<(Mention, usize)> {
        let (taken, rows) = self.longest(at)?;
        let end = at + taken;
        let mut mention = self.mention(at..end, at..end, rows);
        let inside = (taken > 1).then(|| self.kind_word(end - 1)).flatten().filter(|(n, _)| *n == 1);
        if let Some((_, kind)) = inside {
            mention.kind = Some(kind);
        }
        if self.joined(end - 1) {
            if let Some((n, kind)) = self.kind_word(end) {
                if self.fits(&mention, kind.0) {
                    if self.words.kinds[kind.0].quoted {
                        mention.span.end = self.units[end + n - 1].end;
                    }
                    mention.kind = Some(kind);
                    return Some((mention, taken + n));
                }
            } else if self.words.sites.has(self.word(end)) && self.level(&mention, Level::Settlement) {
                mention.site = Some(self.word(end).to_string());
                mention.span.end = self.units[end].end;
                return Some((mention, taken + 1));
            }
        }
        Some((mention, taken))
    }

    fn kind_word(&self, at: usize) -> Option<(usize, (usize, bool))> {
        if at >= self.units.len() {
            return None;
        }
        let (taken, kinds) = self.words.kind_names.longest(self.text, &self.units, at)?;
        let kind = *kinds.first()?;
        Some((taken, (kind as usize / 2, kind % 2 == 1)))
    }

    fn fits(&self, mention: &Mention, kind: usize) -> bool {
        self.words.kinds[kind].levels.iter().any(|&level| self.level(mention, level))
    }

    /// How many link words stand from `at` on.
    fn links(&self, at: usize, most: usize) -> Option<usize> {
        let mut taken = 0;
        while taken < most && self.words.links.has(self.word(at + taken)) && !self.units.get(at + taken)?.capital {
            taken += 1;
        }
        (at..at + taken).all(|at| self.joined(at)).then_some(taken)
    }

    /// "Province du Soum", "the town of Djibo".
    fn kind(&self, at: usize) -> Option<(Mention, usize)> {
        let (taken, kind) = self.kind_word(at)?;
        if !self.joined(at + taken - 1) {
            return None;
        }
        let links = self.links(at + taken, 3)?;
        let from = at + taken + links;
        let (n, mut rows) = self.longest(from)?;
        let end = from + n;
        if let Some((whole, more)) = self.longest(at) {
            match (at + whole).cmp(&end) {
                std::cmp::Ordering::Greater => return None,
                std::cmp::Ordering::Equal => rows.extend(more),
                std::cmp::Ordering::Less => {}
            }
        }
        let mut mention = self.mention(from..end, from..end, rows);
        if !self.fits(&mention, kind.0) {
            return None;
        }
        mention.kind = Some(kind);
        if self.words.kinds[kind.0].quoted && !kind.1 {
            mention.span.start = self.units[at].start;
        }
        Some((mention, end - at))
    }

    /// "Northern Mali", "le nord du Mali", "the north of the country".
    fn side(&self, at: usize, told: &Told) -> Option<(Mention, usize)> {
        let (mut taken, sides) = self.words.side_names.longest(self.text, &self.units, at)?;
        let side = *sides.first()? as usize;
        if self.longest(at).is_some_and(|(n, _)| n > taken) {
            return None;
        }
        if matches!(self.upos(at), Some(Upos::Aux | Upos::Verb | Upos::Adp | Upos::Pron)) {
            return None;
        }
        // "northern and central Mali": the second side is the one beside the name.
        while self.words.connectors.has(self.word(at + taken)) && self.joined(at + taken - 1) && self.joined(at + taken) {
            let skip = 1 + usize::from(self.words.articles.has(self.word(at + taken + 1)));
            let (n, _) = self.words.side_names.longest(self.text, &self.units, (at + taken + skip).min(self.units.len() - 1))?;
            taken += skip + n;
        }
        if !self.joined(at + taken - 1) {
            return None;
        }
        let links = self.links(at + taken, 3)?;
        let from = at + taken + links;
        if let Some((n, rows)) = self.longest(from) {
            let mut mention = self.mention(at..from + n, from..from + n, rows);
            let wide = mention.candidates.iter().any(|&r| matches!(self.gazetteer.row(r).level, Level::Country));
            let area = mention.candidates.iter().all(|&r| matches!(self.gazetteer.row(r).level, Level::Region));
            match (wide, area, links > 0) {
                (true, _, _) => {
                    mention.side = Some(side);
                    let rows = self.gazetteer;
                    mention.candidates.retain(|&r| rows.row(r).level == Level::Country);
                }
                (_, true, _) => {}
                (_, _, true) => {
                    mention.near = self.level(&mention, Level::Settlement);
                    mention.span.start = mention.name.start;
                }
                _ => return None,
            }
            return Some((mention, from + n - at));
        }
        let code = match links {
            0 if self.words.demonym_after_compass => self.words.demonyms.get(&plain(self.word(from))).cloned(),
            0 => None,
            _ if self.words.country_nouns.has(self.word(from)) => told.country.clone(),
            _ => None,
        }?;
        let row = self.gazetteer.position(&self.gazetteer.country(&code)?.id)?;
        let mut mention = self.mention(at..from + 1, at..from + 1, vec![row]);
        mention.side = Some(side);
        Some((mention, from + 1 - at))
    }

    /// "The French embassy in Niamey": a building of a town.
    fn site(&self, at: usize) -> Option<(Mention, usize)> {
        if !self.words.sites.has(self.word(at)) || self.longest(at).is_some() {
            return None;
        }
        let mut from = at + 1;
        while from < self.units.len() && from <= at + 5 && self.joined(from - 1) {
            if let Some((n, rows)) = self.longest(from) {
                if rows.iter().any(|&r| self.gazetteer.row(r).level == Level::Settlement) {
                    let owner = at.checked_sub(1).filter(|&b| self.joined(b) && self.words.demonyms.contains_key(&plain(self.word(b))));
                    let start = owner.unwrap_or(at);
                    let mut mention = self.mention(start..from + n, from..from + n, rows);
                    mention.site = Some(self.text[self.units[start].start..self.units[from - 1].start].trim().to_string());
                    return Some((mention, from + n - at));
                }
                from += n;
            } else if self.words.site_links.has(self.word(from)) {
                from += 1;
            } else {
                return None;
            }
        }
        None
    }

    /// "Bamako's police academy and airport": buildings owned by the town just named.
    fn owned_sites(&self, at: usize, out: &mut Vec<Mention>) -> usize {
        let Some(town) = out.last().cloned() else { return at };
        let owned = at < self.units.len() && self.words.possessive.has(&format!("'{}", self.word(at))) && self.joined(at - 1);
        if !owned {
            return at;
        }
        let (mut from, mut last) = (at + 1, at);
        for look in at + 1..(at + 8).min(self.units.len()) {
            if !self.joined(look - 1) || self.units[look].capital {
                break;
            }
            if self.words.connectors.has(self.word(look)) {
                from = look + 1;
            } else if self.words.sites.has(self.word(look)) {
                let mut mention = self.mention(from..look + 1, from..look + 1, town.candidates.clone());
                mention.site = Some(self.text[mention.span.clone()].to_string());
                mention.name = town.name.clone();
                out.push(mention);
                (from, last) = (look + 1, look);
            }
        }
        last + 1
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

    /// Whether the name is only a part of a longer proper name; `true` inside where that looks like a person's.
    fn inside_name(&self, mention: &Mention) -> Option<bool> {
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
        if mention.side.is_none() && mention.site.is_none() {
            if let Some(person) = self.neighbours(mention, first, last) {
                return Some(person);
            }
        }
        self.headed(mention, first).then_some(false)
    }

    /// A capitalised neighbour makes the name a part of its own.
    fn neighbours(&self, mention: &Mention, first: usize, last: usize) -> Option<bool> {
        let between = |at: usize| &self.text[self.units[at].end..self.units[at + 1].start];
        if last + 1 < self.units.len() {
            let (gap, next) = (between(last), self.word(last + 1));
            let capital = self.units[last + 1].capital && next.chars().any(char::is_alphabetic);
            let tail = self.words.name_tails.has(next) && (capital || !self.words.article_means_area && self.titled);
            let known = self.words.event_nouns.has(next) || self.kind_word(last + 1).is_some() || self.longest(last + 1).is_some();
            let spaced = !gap.is_empty() && gap.chars().all(|c| c == ' ' || c == '\u{a0}');
            if spaced && tail {
                return Some(false);
            }
            let open = self.titled || known || matches!(self.upos(last + 1), Some(Upos::Adp | Upos::Cconj | Upos::Det | Upos::Verb | Upos::Aux));
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
        if gap == "-" && self.longest(before).is_none() && !known {
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
                let area = self.area(mention) && !self.level(mention, Level::Country) && self.words.area_name_heads.has(word);
                if area || (heads.has(word) && (at > 0 || self.upos(at) == Some(Upos::Propn)) && !self.titled) {
                    return true;
                }
            }
            if matches!(self.upos(at), Some(Upos::Verb | Upos::Aux | Upos::Pron)) && !capital {
                return false;
            }
            through |= !capital;
        }
        false
    }
}
