//! Finding the time expressions of a text: the longest match of a grammar's rules from left to right.

use super::build::{Built, build};
use super::grammar::{NUMERIC, TimeGrammar};
use super::guard;
use super::meaning::Meaning;
use super::pattern::{Item, Slot};
use super::token::{Kind, Token};

/// A word or match that a rule has captured.
#[derive(Clone, Debug)]
pub(super) struct Capture {
    pub(super) slot: Slot,
    pub(super) value: i32,
    pub(super) meaning: Option<Meaning>,
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
        while at < self.tokens.len() {
            if !self.grammar.starts[self.tokens[at].id as usize] {
                at += 1;
                continue;
            }
            let mut matches = Vec::new();
            self.walk(0, at, at, &mut Vec::new(), &mut matches);
            // The longest one; of equals the one that stands first in the grammar.
            let best = matches.into_iter().min_by_key(|m| (std::cmp::Reverse(m.end), m.rule));
            match best {
                Some(best) => {
                    at = best.end;
                    self.keep(best, &mut found);
                }
                None => at += 1,
            }
        }
        found
    }

    fn keep(&self, best: Match, found: &mut Vec<Found>) {
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
    fn walk(&self, node: u32, begin: usize, at: usize, captures: &mut Vec<Capture>, out: &mut Vec<Match>) {
        let here = &self.grammar.nodes[node as usize];
        for &rule in &here.ends {
            if self.allowed(rule, begin, at)
                && let Some(built) = build(&self.grammar.rules[rule as usize], captures, self, at)
            {
                out.push(Match { begin, end: at, rule, built });
            }
        }
        for &(item, to) in &here.edges {
            match item {
                Item::Begin => self.walk(to, at, at, captures, out),
                Item::Literal(word) => {
                    if self.open(begin, at) && self.tokens[at].id == word {
                        self.walk(to, begin, at + 1, captures, out);
                    }
                }
                Item::Class(class, slot) => {
                    if self.open(begin, at) {
                        self.class(class, at, |value, end| {
                            captures.push(Capture { slot, value, meaning: None, from: at });
                            self.walk(to, begin, end, captures, out);
                            captures.pop();
                        });
                    }
                }
                Item::Rule(rule, slot) => {
                    if self.open(begin, at) && self.grammar.starts[self.tokens[at].id as usize] {
                        let mut inner = Vec::new();
                        self.walk(self.grammar.roots[rule as usize], at, at, &mut Vec::new(), &mut inner);
                        inner.sort_by_key(|m: &Match| (std::cmp::Reverse(m.end), m.rule));
                        inner.dedup_by_key(|m| m.end);
                        for m in inner {
                            captures.push(Capture { slot, value: 0, meaning: Some(m.built.meaning), from: at });
                            self.walk(to, begin, m.end, captures, out);
                            captures.pop();
                        }
                    }
                }
            }
        }
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
        let is = |token: Option<&Token>, classes: u128| classes != 0 && token.is_some_and(|t| self.grammar.is(t, classes));
        if begin == end {
            return false;
        }
        (rule.before == 0 || is(self.before(begin), rule.before))
            && !is(self.before(begin), rule.not_before)
            && !is(self.after(end), rule.not_after)
            && (!rule.year_alone || guard::year_alone(self, begin))
    }

    /// Calls `then` with the value and end of every match of a class at a token.
    fn class(&self, class: u16, at: usize, mut then: impl FnMut(i32, usize)) {
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
        rest.iter().enumerate().all(|(n, &word)| self.tokens.get(from + n).is_some_and(|t| t.id == word && !self.breaks[from + n]))
    }

    /// The value and end of a number of one of the engine's own classes.
    fn number(&self, class: u16, at: usize) -> Option<(i32, usize)> {
        let glued = self.tokens.get(at + 1).is_some_and(|t| !t.gap && t.kind == Kind::Word);
        let suffix = glued && self.grammar.is(&self.tokens[at + 1], self.grammar.known.ordinal_suffix);
        let (n, digits) = match (NUMERIC[class as usize], self.tokens[at].kind) {
            ("triple", Kind::Triple(..)) => return Some((at as i32, at + 1)),
            ("number", Kind::Word) => return self.number_words(at),
            (_, Kind::Number(n, digits)) => (i32::try_from(n).ok()?, digits),
            _ => return None,
        };
        let fits = match NUMERIC[class as usize] {
            "day" => digits <= 2 && (1..=31).contains(&n) && (!glued || suffix),
            "ordinal_number" => suffix && n > 0,
            "year" => digits == 4 && (1000..=2999).contains(&n) && !glued,
            "short_year" => digits == 2 && !glued,
            "int" | "number" => !suffix,
            "hour" => digits <= 2 && n <= 24,
            "decade" => n % 10 == 0 && (digits == 4 || digits == 2),
            _ => false,
        };
        let takes_suffix = suffix && matches!(NUMERIC[class as usize], "day" | "ordinal_number");
        fits.then_some((n, at + 1 + usize::from(takes_suffix)))
    }

    /// Number words that stand together: "twenty-four", "two hundred".
    fn number_words(&self, at: usize) -> Option<(i32, usize)> {
        let (mut total, mut end) = self.number_word(at)?;
        loop {
            let joint = self.after(end).is_some_and(|t| self.grammar.is(t, self.grammar.known.number_joint));
            let from = end + usize::from(joint);
            let Some((next, after)) = self.tokens.get(from).and_then(|_| self.number_word(from)) else { break };
            total = if matches!(next, 100 | 1000) && total < next && !joint {
                total * next
            } else if (total >= 20 && total % 10 == 0 && next < 10)
                || (matches!(total, 60 | 80) && next < 20)
                || (total >= 100 && total % 100 == 0 && next < 100)
            {
                total + next
            } else {
                break;
            };
            end = after;
        }
        Some((total, end))
    }

    fn number_word(&self, at: usize) -> Option<(i32, usize)> {
        let class = self.grammar.known.number_word?;
        let mut best = None;
        self.class(class, at, |value, end| {
            if best.is_none_or(|(_, longest)| longest < end) {
                best = Some((value, end));
            }
        });
        best
    }
}
