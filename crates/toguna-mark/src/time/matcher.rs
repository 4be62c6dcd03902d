//! Finding the time expressions of a text: the longest match of a grammar's rules from left to right.

use std::rc::Rc;

use super::build::{Built, build};
use super::grammar::{NUMERIC, TimeGrammar};
use super::guard;
use super::meaning::Meaning;
use super::pattern::Slot;
use super::token::Token;

/// A word or match that a rule has captured.
#[derive(Clone, Debug)]
pub(super) struct Capture {
    pub(super) slot: Slot,
    pub(super) value: i32,
    pub(super) meaning: Option<Rc<Meaning>>,
    /// The first token.
    pub(super) from: usize,
}

/// A time expression before its value is known: tokens `from..to`.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) meaning: Meaning,
}

/// A match of one rule name at one place.
struct Match {
    begin: usize,
    end: usize,
    rule: u16,
    built: Built,
}

/// A match of a rule inside another: where it ends and what it means.
type Inner = (usize, Rc<Meaning>);

/// What was found by one walk from one token: rules inside rules are matched once at each place.
#[derive(Default)]
struct Walk {
    captures: Vec<Capture>,
    known: Vec<(u16, usize, Rc<[Inner]>)>,
}

/// The grammar laid over one text.
pub(super) struct Matcher<'a> {
    pub(super) grammar: &'a TimeGrammar,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// Whether a token begins a paragraph; no expression runs across.
    pub(super) breaks: &'a [bool],
}

impl Matcher<'_> {
    /// Every expression of the text, in order, none inside another.
    pub(super) fn all(&self) -> Vec<Found> {
        let (mut found, mut at) = (Vec::new(), 0);
        let (mut walk, mut matches) = (Walk::default(), Vec::new());
        while at < self.tokens.len() {
            if !self.grammar.index.starts(&self.tokens[at]) {
                at += 1;
                continue;
            }
            walk.known.clear();
            matches.clear();
            self.walk(0, at, at, &mut walk, &mut matches);
            // The longest one; of equals the one that stands first in the grammar.
            let best = (0..matches.len()).min_by_key(|&m| (std::cmp::Reverse(matches[m].end), matches[m].rule));
            match best.map(|best| matches.swap_remove(best)) {
                Some(best) => {
                    at = best.end;
                    Self::keep(best, &mut found);
                }
                None => at += 1,
            }
        }
        found
    }

    fn keep(best: Match, found: &mut Vec<Found>) {
        match best.built.second {
            None => found.push(Found { from: best.begin, to: best.end, meaning: best.built.meaning }),
            Some((at, second)) => {
                // Two days that do not follow each other: "December 20" and "24".
                let mut to = best.built.first_end.unwrap_or(at);
                to = to.clamp(best.begin + 1, at);
                found.push(Found { from: best.begin, to, meaning: best.built.meaning });
                found.push(Found { from: at, to: best.end, meaning: second });
            }
        }
    }

    /// All matches of the node's rows from token `at` on.
    fn walk(&self, node: u32, begin: usize, at: usize, walk: &mut Walk, out: &mut Vec<Match>) {
        let step = self.grammar.index.step(node);
        for &rule in &step.ends {
            if self.allowed(rule, begin, at)
                && let Some(built) = build(&self.grammar.rules[rule as usize], &walk.captures, self, at)
            {
                out.push(Match { begin, end: at, rule, built });
            }
        }
        if let Some(to) = step.begin {
            self.walk(to, at, at, walk, out);
        }
        if !self.open(begin, at) {
            return;
        }
        let token = &self.tokens[at];
        if token.id != 0 {
            let from = step.literals.partition_point(|&(word, _)| word < token.id);
            for &(_, to) in step.literals[from..].iter().take_while(|&&(word, _)| word == token.id) {
                self.walk(to, begin, at + 1, walk, out);
            }
        }
        let bits = self.grammar.index.classes(token);
        if bits & step.class_bits != 0 {
            for &(class, slot, to) in step.classes.iter().filter(|(class, ..)| bits & (1 << class) != 0) {
                self.class(class, at, |value, end| {
                    walk.captures.push(Capture { slot, value, meaning: None, from: at });
                    self.walk(to, begin, end, walk, out);
                    walk.captures.pop();
                });
            }
        }
        for &(rule, slot, to) in &step.rules {
            if !self.grammar.index.begins(rule, token) {
                continue;
            }
            for (end, meaning) in self.inner(rule, at, walk).iter() {
                walk.captures.push(Capture { slot, value: 0, meaning: Some(meaning.clone()), from: at });
                self.walk(to, begin, *end, walk, out);
                walk.captures.pop();
            }
        }
    }

    /// The matches of another rule at a token, one an end: of equals the one that stands first in the grammar.
    fn inner(&self, rule: u16, at: usize, walk: &mut Walk) -> Rc<[Inner]> {
        if let Some((.., known)) = walk.known.iter().find(|(r, a, _)| (*r, *a) == (rule, at)) {
            return known.clone();
        }
        let (mut matches, outer) = (Vec::new(), std::mem::take(&mut walk.captures));
        self.walk(u32::from(rule), at, at, walk, &mut matches);
        walk.captures = outer;
        matches.sort_by_key(|m: &Match| (std::cmp::Reverse(m.end), m.rule));
        matches.dedup_by_key(|m| m.end);
        let inner: Rc<[Inner]> = matches.into_iter().map(|m| (m.end, Rc::new(m.built.meaning))).collect();
        walk.known.push((rule, at, inner.clone()));
        inner
    }

    /// Whether the expression may go on with this token.
    fn open(&self, begin: usize, at: usize) -> bool {
        at < self.tokens.len() && (at == begin || !self.breaks[at])
    }

    /// The token before another, in the same paragraph.
    pub(super) fn before(&self, at: usize) -> Option<&Token> {
        (at > 0 && !self.breaks[at]).then(|| &self.tokens[at - 1])
    }

    /// The token after a match, in the same paragraph.
    pub(super) fn after(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|_| !self.breaks[at])
    }

    fn allowed(&self, rule: u16, begin: usize, end: usize) -> bool {
        let rule = &self.grammar.rules[rule as usize];
        let is =
            |token: Option<&Token>, classes: u128| classes != 0 && token.is_some_and(|t| self.grammar.is(t, classes));
        if begin == end {
            return false;
        }
        (rule.before == 0 || is(self.before(begin), rule.before))
            && !is(self.before(begin), rule.not_before)
            && !is(self.after(end), rule.not_after)
            && (!rule.year_alone || guard::year_alone(self, begin))
            && (!rule.closed || guard::closed(self, end))
            && (!rule.uncounted || !guard::counts(self, self.after(end)))
    }

    /// Calls `then` with the value and end of every match of a class at a token.
    pub(super) fn class(&self, class: u16, at: usize, mut then: impl FnMut(i32, usize)) {
        if (class as usize) < NUMERIC.len() {
            if let Some((value, end)) = self.number(class, at) {
                then(value, end);
            }
            return;
        }
        let token = &self.tokens[at];
        for phrase in &self.grammar.phrases[token.id as usize] {
            if phrase.class == class && (!phrase.capital || token.capital) && self.follows(&phrase.rest, at + 1) {
                then(phrase.value, at + 1 + phrase.rest.len());
            }
        }
    }

    fn follows(&self, rest: &[u32], from: usize) -> bool {
        rest.iter()
            .enumerate()
            .all(|(n, &word)| self.tokens.get(from + n).is_some_and(|t| t.id == word && !self.breaks[from + n]))
    }
}
