//! What the words beside a name say for its being a place's, where only the wide gazetteer knows it.

use std::ops::Range;

use toguna_lang::Upos;

use super::{Finder, Hint, Mention};

impl Finder<'_> {
    /// A name that the pack or, where it has none as long, the tables know: words taken, places, and whether only the
    /// tables know it.
    pub(super) fn known(&self, at: usize) -> Option<(usize, Vec<u32>, bool)> {
        let curated = self.longest(at);
        let wide = self.gazetteer.wide().longest(self.text, &self.units, at);
        match (curated, wide) {
            (Some((taken, mut rows)), Some((n, more))) if n == taken && self.homonyms(&rows) => {
                self.gazetteer.add_wide(&mut rows, more);
                Some((taken, rows, false))
            }
            (Some((taken, rows)), Some((n, more)))
                if n > taken && self.homonyms(&rows) && self.capitals(at..at + n) =>
            {
                Some(self.of_tables(n, more))
            }
            (Some((taken, rows)), _) => Some((taken, rows, false)),
            (None, Some((n, more))) if self.nameable(at, n) => Some(self.of_tables(n, more)),
            _ => None,
        }
    }

    /// A name of the tables; where they give another spelling of a curated place, that place.
    fn of_tables(&self, taken: usize, found: Vec<u32>) -> (usize, Vec<u32>, bool) {
        let mut rows = Vec::new();
        self.gazetteer.add_wide(&mut rows, found);
        (taken, rows, true)
    }

    /// Whether other places of the name may be meant: not beside a town or land that everybody knows.
    fn homonyms(&self, rows: &[u32]) -> bool {
        use crate::Level::{Admin2, Settlement, Site};
        rows.iter().all(|&row| {
            let row = self.gazetteer.row(row);
            matches!(row.level, Settlement | Site | Admin2) && row.weight < 40
        })
    }

    fn capitals(&self, run: Range<usize>) -> bool {
        self.units[run].iter().all(|unit| unit.capital)
    }

    /// Whether a run can be a village's name at all.
    fn nameable(&self, at: usize, taken: usize) -> bool {
        let letters: usize = self.units[at..at + taken].iter().map(|u| u.end - u.start).sum();
        let run = &self.text[self.units[at].start..self.units[at + taken - 1].end];
        letters > 2
            && (self.titled || run.chars().any(char::is_lowercase))
            && self.text[self.units[at].start..self.units[at].end].chars().any(char::is_alphabetic)
            && !(taken == 1 && self.small_word(at))
    }

    /// A word of the language that a name does not consist of: a preposition, an article, a kind word.
    fn small_word(&self, at: usize) -> bool {
        let word = self.word(at);
        self.kind_word(at).is_some()
            || self.words.locative.has(word)
            || self.words.articles.has(word)
            || self.words.links.has(word)
            || self.words.connectors.has(word)
            || self.words.demonyms.country(word).is_some()
            || self.words.offices.has(word)
            || self.words.no_names.has(word)
            || self.words.side_names.longest(self.text, &self.units, at).is_some()
            || matches!(
                self.upos(at),
                Some(Upos::Pron | Upos::Det | Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Aux | Upos::Num)
            )
    }

    /// A capitalised name that nothing knows, where it is told what holds it: "Tin Xyz village (Oudalan)".
    pub(super) fn unknown(&self, at: usize) -> Option<(Mention, usize)> {
        let mut taken = 0;
        while taken < 3
            && self.units.get(at + taken).is_some_and(|unit| unit.capital)
            && (taken == 0 || self.joined(at + taken - 1))
        {
            taken += 1;
        }
        if taken == 0 || !self.nameable(at, taken) || (0..taken).any(|n| self.small_word(at + n)) {
            return None;
        }
        let end = self.units[at + taken - 1].end;
        let kind = if self.joined(at + taken - 1) { self.kind_word(at + taken) } else { None };
        let behind = kind.map_or(end, |(n, _)| self.units[at + taken + n - 1].end);
        let rest = self.text[behind..].trim_start_matches(' ');
        let told = rest.strip_prefix('(').or_else(|| rest.strip_prefix(','))?;
        let holder = self.units.iter().position(|unit| unit.start >= self.text.len() - told.len())?;
        let begins = (holder..holder + 4).find(|&b| self.units.get(b).is_some_and(|unit| unit.capital));
        begins.and_then(|b| self.longest(b))?;
        let mut mention = self.mention(at..at + taken, at..at + taken, Vec::new());
        mention.kind = kind.map(|(_, kind)| kind);
        mention.wide = true;
        mention.hint = self.hint(&mention, at, at + taken);
        // A list of persons with their towns in brackets looks alike: something must say that a place is named.
        (mention.hint == Hint::Strong).then_some((mention, taken + kind.map_or(0, |(n, _)| n)))
    }

    /// What the words beside a name say.
    pub(super) fn hint(&self, mention: &Mention, first: usize, end: usize) -> Hint {
        if mention.kind.is_some() || mention.near || mention.offset.is_some() {
            return Hint::Strong;
        }
        if self.on_axis(first, end) {
            return Hint::Strong;
        }
        let Some(preposition) = mention.preposition.as_deref() else { return self.assailed(first) };
        let mut before = first;
        while let Some(b) = before.checked_sub(1).filter(|&b| self.joined(b)) {
            before = b;
            if !self.words.articles.has(self.word(b)) {
                break;
            }
        }
        let earlier = before.checked_sub(1).filter(|&b| self.joined(b));
        let earlier = earlier.map(|b| self.word(b));
        if self.words.town_prepositions.has(preposition) || self.words.locative.has(preposition) {
            let addressed = earlier.is_some_and(|word| self.words.addressed.has(word));
            return if addressed { Hint::Weak } else { Hint::Strong };
        }
        let owner = before.checked_sub(1).is_some_and(|b| self.is_place_noun(b) && self.joined(b));
        if self.words.genitive.has(preposition) || self.words.links.has(preposition) {
            let placed = owner || earlier.is_some_and(|word| self.words.locative.has(word));
            return if placed { Hint::Strong } else { Hint::None };
        }
        match self.words.toward.has(preposition) || self.words.between.has(preposition) {
            true => Hint::Weak,
            false => self.assailed(first),
        }
    }

    /// "attacked Tinga", "the raid on Tinga".
    fn assailed(&self, first: usize) -> Hint {
        let near = (first.saturating_sub(3)..first).rev().take_while(|&b| self.joined(b));
        let found = near.filter(|&b| !self.units[b].capital).any(|b| {
            let unit = &self.units[b];
            let words = self.sentence.words_in(unit.start..unit.end);
            let words = self.sentence.words.get(words).unwrap_or(&[]);
            words.iter().any(|w| self.words.assailing.has(&w.lemma) || self.words.visiting.has(&w.lemma))
        });
        if found { Hint::Weak } else { Hint::None }
    }

    /// "the Tinga-Koro road", "axe Tinga – Koro": one of two ends of a road.
    fn on_axis(&self, first: usize, end: usize) -> bool {
        let dash = |left: usize| {
            let (Some(a), Some(b)) = (self.units.get(left), self.units.get(left + 1)) else { return false };
            matches!(self.text[a.end..b.start].trim(), "-" | "–" | "—" | "/")
        };
        let paired = end > 0 && dash(end - 1) || first > 0 && dash(first - 1);
        let around = first.saturating_sub(6)..(end + 5).min(self.units.len());
        paired && around.into_iter().any(|at| self.words.axes.has(self.word(at)))
    }
}
