//! The shapes in which a place is named: a name, a kind word with it, a side of a country.

use toguna_lang::Upos;

use super::{Finder, Hint, Mention, Offset, Told};
use crate::Level;
use crate::place::wide::WIDE;

impl Finder<'_> {
    /// A name, with the kind word behind it.
    pub(super) fn name(&self, at: usize) -> Option<(Mention, usize)> {
        if self.is_short_form(at) {
            return None;
        }
        let misspelt = || self.misspelt(at).map(|(taken, rows)| (taken, rows, false));
        let (taken, rows, wide) = self.known(at).or_else(misspelt)?;
        let end = at + taken;
        let mut mention = self.mention(at..end, at..end, rows);
        mention.wide = wide;
        mention.offset = self.distance(at);
        let (mut mention, taken) = self.with_kind(mention, at, taken);
        if wide {
            mention.hint = self.hint(&mention, at, end);
        }
        Some((mention, taken))
    }

    /// A name with the kind word or building behind it.
    fn with_kind(&self, mut mention: Mention, at: usize, taken: usize) -> (Mention, usize) {
        let end = at + taken;
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
                    return (mention, taken + n);
                }
            } else if self.words.sites.has(self.word(end)) && self.level(&mention, Level::Settlement) {
                mention.site = Some(self.word(end).to_string());
                mention.span.end = self.units[end].end;
                return (mention, taken + 1);
            }
        }
        (mention, taken)
    }

    /// "40 km north of Dori": how far, told before a side or a preposition at `at`, whose words end before unit `end`.
    pub(super) fn measured(&self, at: usize, end: usize, side: Option<usize>) -> Option<Offset> {
        let mut unit = at.checked_sub(1)?;
        for _ in 0..2 {
            let word = self.word(unit);
            if self.words.toward.has(word) || self.words.articles.has(word) || self.words.links.has(word) {
                unit = unit.checked_sub(1)?;
            }
        }
        let number = unit.checked_sub(1)?;
        if !self.words.kilometres.has(self.word(unit)) {
            return None;
        }
        let km: f64 = self.word(number).parse().ok().filter(|km| (1.0..=150.0).contains(km))?;
        let (from, to) = (self.units[number].start, self.units[end - 1].end);
        self.text.get(from..to).is_some_and(|t| !t.contains(['\n', ';', ':'])).then_some(Offset {
            km,
            side,
            words: from..to,
        })
    }

    /// "25 km from Djibo", "à 25 km de Djibo".
    fn distance(&self, at: usize) -> Option<Offset> {
        let before = at.checked_sub(1).filter(|&b| self.joined(b))?;
        let word = self.word(before);
        let from = self.words.toward.has(word) || self.words.genitive.has(word) || self.words.links.has(word);
        from.then(|| self.measured(before + 1, at, None)).flatten()
    }

    pub(super) fn kind_word(&self, at: usize) -> Option<(usize, (usize, bool))> {
        if at >= self.units.len() {
            return None;
        }
        let (taken, kinds) = self.words.kind_names.longest(self.text, &self.units, at)?;
        let kind = *kinds.first()?;
        Some((taken, (kind as usize / 2, kind % 2 == 1)))
    }

    pub(super) fn fits(&self, mention: &Mention, kind: usize) -> bool {
        self.words.kinds[kind].levels.iter().any(|&level| self.level(mention, level))
    }

    /// How many link words stand from `at` on.
    pub(super) fn links(&self, at: usize, most: usize) -> Option<usize> {
        let mut taken = 0;
        while taken < most && self.words.links.has(self.word(at + taken)) && !self.units.get(at + taken)?.capital {
            taken += 1;
        }
        (at..at + taken).all(|at| self.joined(at)).then_some(taken)
    }

    /// "Province du Soum", "the town of Djibo".
    pub(super) fn kind(&self, at: usize) -> Option<(Mention, usize)> {
        let (taken, kind) = self.kind_word(at)?;
        if !self.joined(at + taken - 1) {
            return None;
        }
        let links = self.links(at + taken, 3)?;
        let from = at + taken + links;
        let misspelt = || self.misspelt(from).map(|(n, rows)| (n, rows, false));
        let (n, mut rows, wide) = self.known(from).or_else(misspelt)?;
        // "The villages of Soum": what has many of them is the one that everybody knows.
        if kind.1 && rows.iter().any(|row| row & WIDE == 0) {
            rows.retain(|row| row & WIDE == 0);
        }
        let end = from + n;
        if let Some((whole, more)) = self.longest(at) {
            match (at + whole).cmp(&end) {
                std::cmp::Ordering::Greater => return None,
                std::cmp::Ordering::Equal => {
                    let shorter = std::mem::replace(&mut rows, more);
                    self.add_others(&mut rows, shorter);
                }
                std::cmp::Ordering::Less => {}
            }
        }
        let mut mention = self.mention(from..end, from..end, rows);
        if !self.fits(&mention, kind.0) {
            // "the Plateau district of Accra": a quarter without a row of its own stands for its town.
            let named = at > 0 && self.units[at - 1].capital && self.joined(at - 1) && links > 0;
            if !named || !self.level(&mention, Level::Settlement) {
                return None;
            }
            (mention.wide, mention.hint) = (wide, Hint::Strong);
            return Some((mention, end - at));
        }
        mention.kind = Some(kind);
        (mention.wide, mention.hint) = (wide, Hint::Strong);
        if self.words.kinds[kind.0].quoted && !kind.1 {
            mention.span.start = self.units[at].start;
        }
        Some((mention, end - at))
    }

    /// "Northern Mali", "le nord du Mali", "the north of the country".
    pub(super) fn side(&self, at: usize, told: &Told) -> Option<(Mention, usize)> {
        let (mut taken, sides) = self.words.side_names.longest(self.text, &self.units, at)?;
        let side = *sides.first()? as usize;
        if self.longest(at).is_some_and(|(n, _)| n > taken) {
            return None;
        }
        if matches!(self.upos(at), Some(Upos::Aux | Upos::Verb | Upos::Adp | Upos::Pron)) {
            return None;
        }
        // "northern and central Mali": the second side is the one beside the name.
        while self.words.connectors.has(self.word(at + taken)) && self.joined(at + taken - 1) && self.joined(at + taken)
        {
            let skip = 1 + usize::from(self.words.articles.has(self.word(at + taken + 1)));
            let next = (at + taken + skip).min(self.units.len() - 1);
            let Some((n, _)) = self.words.side_names.longest(self.text, &self.units, next) else { break };
            taken += skip + n;
        }
        if !self.joined(at + taken - 1) {
            return None;
        }
        let links = self.links(at + taken, 3)?;
        let from = at + taken + links;
        let wide = || self.known(from).filter(|_| links > 0);
        let found = self.longest(from).map(|(n, rows)| (n, rows, false)).or_else(wide);
        if let Some((n, rows, wide)) = found {
            let mut mention = self.mention(at..from + n, from..from + n, rows);
            (mention.wide, mention.hint) = (wide, Hint::Strong);
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
                    mention.offset = self.measured(at, at + taken, Some(side));
                }
                _ => return None,
            }
            return Some((mention, from + n - at));
        }
        let code = match links {
            0 if self.words.demonym_after_compass => self.words.demonyms.country(self.word(from)).cloned(),
            0 => None,
            _ if self.words.country_nouns.has(self.word(from)) => told.country.clone(),
            _ => None,
        }?;
        let row = self.gazetteer.position(&self.gazetteer.country(&code)?.id)?;
        let mut mention = self.mention(at..from + 1, at..from + 1, vec![row]);
        mention.side = Some(side);
        Some((mention, from + 1 - at))
    }
}
