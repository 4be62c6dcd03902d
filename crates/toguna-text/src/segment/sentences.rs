//! Where sentences end among the tokens of a block.

use super::chars::{at, is_word};
use super::rules::SegmentRules;
use super::{Block, Sentence, Token};

/// No sentence is longer, so that a hostile text without stops cannot exhaust what reads sentences.
const MOST_TOKENS: usize = 400;

/// A label before a report's first sentence is at most this long, with its colon.
const MOST_LABEL: usize = 5;

/// A dateline before a report's first sentence is at most this long, with its dash.
const MOST_DATELINE: usize = 16;
/// The place that opens it has at most this many words.
const MOST_PLACE: usize = 4;
/// A place in capitals alone is a dateline from so many letters on: shorter ones are initials.
const FEWEST_LETTERS: usize = 3;

/// A remark in brackets behind the stop, such as a source, is at most this long.
const MOST_REMARK: usize = 14;

/// Cuts a block's tokens into sentences.
pub(crate) struct Splitter<'a> {
    pub(crate) text: &'a str,
    pub(crate) rules: &'a SegmentRules,
    pub(crate) buffer: String,
}

impl Splitter<'_> {
    /// Appends the sentences of a block.
    pub(crate) fn block(&mut self, tokens: &[Token], block: Block, paragraph: u32, out: &mut Vec<Sentence>) {
        let mut start = 0;
        let dateline = if block == Block::Prose { self.dateline(tokens) } else { None };
        while start < tokens.len() {
            let (stop, block) = match dateline.filter(|_| start == 0) {
                Some(stop) => (stop, Block::Dateline),
                None => (self.sentence_end(tokens, start), block),
            };
            let taken = &tokens[start..stop];
            out.push(Sentence {
                start: taken[0].start,
                end: taken[taken.len() - 1].end,
                paragraph,
                block,
                tokens: taken.to_vec(),
            });
            start = stop;
        }
    }

    fn sentence_end(&mut self, tokens: &[Token], start: usize) -> usize {
        let last = tokens.len().min(start + MOST_TOKENS);
        if let Some(stop) = self.label(tokens, start) {
            return stop;
        }
        let mut index = start;
        while index < last {
            if let Some(stop) = self.boundary(tokens, index) {
                return stop;
            }
            index += 1;
        }
        last
    }

    /// Where the sentence behind a label begins: "Movement of forces: On 3 May …".
    fn label(&mut self, tokens: &[Token], start: usize) -> Option<usize> {
        let window = tokens.get(..MOST_LABEL.min(tokens.len())).filter(|_| start == 0)?;
        let colon = window.iter().position(|token| self.word(token) == ":").filter(|&colon| colon > 0)?;
        let next = tokens.get(colon + 1).filter(|next| tokens[colon].space_after && self.capital(next))?;
        let word = &self.text[next.start as usize..next.end as usize];
        self.rules.label_openers.has(word, &mut self.buffer).then_some(colon + 1)
    }

    /// Where the sentence behind a dateline begins: "BAMAKO, 3 May (XYZ) - The army …". It opens its paragraph with a place,
    /// and has a day, an agency in brackets, or capitals throughout.
    fn dateline(&mut self, tokens: &[Token]) -> Option<usize> {
        let window = &tokens[..MOST_DATELINE.min(tokens.len())];
        let dash = window.iter().position(|token| matches!(self.word(token), "-" | "–" | "—"))?;
        let spaced = dash > 0 && tokens[dash - 1].space_after && tokens[dash].space_after;
        if !spaced || dash + 1 >= tokens.len() || !self.opens(tokens, dash + 1) {
            return None;
        }
        let head = &tokens[..dash];
        let place = head.iter().position(|token| matches!(self.word(token), "," | "(")).unwrap_or(dash);
        let named = (1..=MOST_PLACE).contains(&place)
            && head[..place].iter().all(|token| {
                let letter = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.');
                self.capital(token) && self.word(token).chars().all(letter)
            });
        let agency = self.word(&head[dash - 1]) == ")";
        let is_number = |token: &Token| self.word(token).bytes().all(|b| b.is_ascii_digit());
        let day = place < dash && head[place..].iter().any(is_number);
        let letters = || head[..place].iter().flat_map(|token| self.word(token).chars()).filter(|c| c.is_alphabetic());
        let capitals = letters().count() >= FEWEST_LETTERS && letters().all(char::is_uppercase);
        let stops = |token: &Token| matches!(self.word(token), "." | "!" | "?" | ":" | ";");
        (named && !head.iter().any(stops) && (agency || day || capitals)).then_some(dash + 1)
    }

    fn word(&self, token: &Token) -> &str {
        &self.text[token.start as usize..token.end as usize]
    }

    /// Where the next sentence begins if the token at `index` ends one.
    fn boundary(&mut self, tokens: &[Token], index: usize) -> Option<usize> {
        let word = self.word(&tokens[index]);
        let kind = Stop::of(word)?;
        let mut next = index + 1;
        next = self.closers(tokens, next);
        let Some(token) = tokens.get(next) else { return Some(next) };
        let spaced = tokens[next - 1].space_after;
        let good = match kind {
            // A stop without a space is one only before a capital (text that lost its space).
            Stop::Full => self.opens(tokens, next) && (spaced || self.capital(token)),
            Stop::Trailing => spaced && self.opens(tokens, next) && (self.capital(token) || self.quotes(token)),
            Stop::Abbreviation => next == index + 1 && self.starter(tokens, next),
        };
        if !good {
            return None;
        }
        Some(self.remark(tokens, next))
    }

    /// Past the quotation marks and brackets that close behind a stop.
    fn closers(&self, tokens: &[Token], mut next: usize) -> usize {
        while let Some(token) = tokens.get(next) {
            let spaced = tokens[next - 1].space_after;
            let closes = match self.word(token) {
                "»" | "”" | "’’" | "\"»" => true,
                ")" | "]" | "\"" | "'" | "''" | "’" => !spaced,
                _ => false,
            };
            if !closes {
                break;
            }
            next += 1;
        }
        next
    }

    /// Whether a sentence may begin here: a capital, a digit, an opening mark, or a sign that is no punctuation.
    fn opens(&self, tokens: &[Token], index: usize) -> bool {
        let token = &tokens[index];
        let Some(first) = at(self.text, token.start as usize, token.end as usize) else { return false };
        match first {
            _ if is_word(first) => !first.is_lowercase(),
            '«' | '“' | '"' | '‘' | '(' | '[' | '\'' | '`' | '-' | '–' | '—' | '#' | '@' | '•' | '¿' | '¡' => {
                self.capital_within(tokens, index + 1)
            }
            ',' | ';' | ':' | '.' | '!' | '?' | '…' | ')' | ']' | '»' | '”' | '’' | '/' | '%' => false,
            _ => true,
        }
    }

    /// Whether the first word behind opening marks may begin a sentence.
    fn capital_within(&self, tokens: &[Token], from: usize) -> bool {
        for token in tokens.iter().skip(from).take(3) {
            if let Some(c) = at(self.text, token.start as usize, token.end as usize).filter(|&c| is_word(c)) {
                return !c.is_lowercase();
            }
        }
        true
    }

    fn capital(&self, token: &Token) -> bool {
        self.text[token.start as usize..token.end as usize]
            .chars()
            .find(|&c| is_word(c))
            .is_some_and(char::is_uppercase)
    }

    fn quotes(&self, token: &Token) -> bool {
        matches!(self.word(token), "«" | "“" | "\"" | "‘" | "(")
    }

    /// Whether a word that often opens sentences stands here with a capital, so that an abbreviation before it ended one.
    fn starter(&mut self, tokens: &[Token], index: usize) -> bool {
        let token = &tokens[index];
        let quoted = matches!(self.word(token), "\"" | "“" | "«");
        let token = if quoted { tokens.get(index + 1).unwrap_or(token) } else { token };
        let word = &self.text[token.start as usize..token.end as usize];
        self.capital(token) && self.rules.starters.has(word, &mut self.buffer)
    }

    /// Takes a short remark in brackets that stands behind the stop and before the next sentence into the sentence.
    fn remark(&self, tokens: &[Token], next: usize) -> usize {
        if tokens.get(next).map(|token| self.word(token)) != Some("(") {
            return next;
        }
        let window = &tokens[next..tokens.len().min(next + MOST_REMARK)];
        let Some(close) = window.iter().position(|token| self.word(token) == ")") else { return next };
        let inside = &window[1..close];
        if inside.is_empty() || inside.iter().any(|token| matches!(Stop::of(self.word(token)), Some(Stop::Full))) {
            return next;
        }
        let behind = next + close + 1;
        if behind == tokens.len() || self.word(&tokens[behind]) == "(" {
            return self.remark(tokens, behind);
        }
        if self.opens(tokens, behind) { behind } else { next }
    }
}

/// How a token can end a sentence.
enum Stop {
    /// Full stop, question mark, exclamation mark.
    Full,
    /// An ellipsis.
    Trailing,
    /// An abbreviation that brings its own stop.
    Abbreviation,
}

impl Stop {
    fn of(word: &str) -> Option<Stop> {
        match word {
            "." => Some(Stop::Full),
            "…" => Some(Stop::Trailing),
            _ if word.ends_with(['.', '!', '?']) => match word.bytes().all(|b| matches!(b, b'.' | b'!' | b'?')) {
                true if word.bytes().all(|b| b == b'.') => Some(Stop::Trailing),
                true => Some(Stop::Full),
                false => Some(Stop::Abbreviation),
            },
            "‼" | "⁉" | "؟" | "。" | "？" | "！" => Some(Stop::Full),
            _ => None,
        }
    }
}
