//! Cuts a block into tokens: runs between white space, then links, words, numbers and punctuation inside them.

use unicode_segmentation::UnicodeSegmentation;

use super::Token;
use super::chars::{at, before, is_apostrophe, is_hyphen, is_space, is_word};
use super::rules::SegmentRules;

/// One walk over a text; the tokens of the block that was read last stand in `tokens`.
pub(crate) struct Scanner<'a> {
    pub(crate) text: &'a str,
    pub(crate) rules: &'a SegmentRules,
    pub(crate) tokens: Vec<Token>,
    pub(crate) buffer: String,
    /// End of the block: nothing looks past it.
    pub(crate) end: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str, rules: &'a SegmentRules) -> Self {
        Scanner { text, rules, tokens: Vec::new(), buffer: String::new(), end: 0 }
    }

    /// Replaces `tokens` by the tokens of a byte range.
    pub(crate) fn block(&mut self, start: usize, end: usize) {
        self.tokens.clear();
        self.end = end;
        let mut here = start;
        while let Some(c) = at(self.text, here, end) {
            if is_space(c) {
                here += c.len_utf8();
                continue;
            }
            let stop = self.run_end(here);
            let mut next = if self.link(here, stop) { stop } else { here };
            while next < stop {
                next = self.piece(next, here, stop);
            }
            here = next;
        }
        for index in 1..self.tokens.len() {
            let gap = self.tokens[index - 1].end as usize..self.tokens[index].start as usize;
            self.tokens[index - 1].space_after = self.text[gap].chars().any(is_space);
        }
        if let Some(last) = self.tokens.last_mut() {
            last.space_after = true;
        }
    }

    /// Where the run of visible characters that begins here ends.
    fn run_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut here = from;
        while here < self.end {
            if bytes[here] < 0x80 {
                if bytes[here] <= b' ' || bytes[here] == 0x7f {
                    break;
                }
                here += 1;
                continue;
            }
            match at(self.text, here, self.end) {
                Some(c) if !is_space(c) => here += c.len_utf8(),
                _ => break,
            }
        }
        here
    }

    pub(crate) fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.tokens.push(Token { start: start as u32, end: end as u32, space_after: false });
        }
    }

    /// Takes a web or e-mail address as one token with the brackets and stops around it apart; says whether it was one.
    fn link(&mut self, start: usize, end: usize) -> bool {
        let run = &self.text[start..end];
        let bytes = run.as_bytes();
        if run.len() < 5 || !(bytes.contains(&b'@') || run.contains("://") || run.contains("www.")) {
            return false;
        }
        let from = run.find(is_word).unwrap_or(0);
        let body = &run[from..];
        let web = ["http://", "https://", "ftp://", "www."].iter().any(|head| {
            body.len() > head.len()
                && body.is_char_boundary(head.len())
                && body[..head.len()].eq_ignore_ascii_case(head)
        });
        let stop = body.find(|c: char| {
            matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”')
                || !web && matches!(c, '(' | ')' | ',' | ';' | '[' | ']')
        });
        let mut body = &body[..stop.unwrap_or(body.len())];
        body = body.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '…']);
        while body.ends_with([')', ']']) && body.matches(['(', '[']).count() < body.matches([')', ']']).count() {
            body = &body[..body.len() - 1];
        }
        let mail = body
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'));
        if !web && !mail || body.is_empty() {
            return false;
        }
        let (from, to) = (start + from, start + from + body.len());
        let mut here = start;
        while here < from {
            here = self.piece(here, start, from);
        }
        self.push(from, to);
        here = to;
        while here < end {
            here = self.piece(here, to, end);
        }
        true
    }

    /// Takes what begins at a byte of the run `start..end` and says where to go on.
    fn piece(&mut self, here: usize, start: usize, end: usize) -> usize {
        let Some(c) = at(self.text, here, end) else { return end };
        if is_word(c) {
            return self.word(here, end);
        }
        let after = here + c.len_utf8();
        let next = at(self.text, after, end);
        match c {
            '.' | '-' | '!' | '?' | '=' | '~' | '—' | '–' | '_' | '*' | '+' | '<' | '>' | '$' | '/' | '\\' => {
                self.repeated(here, start, end, c)
            }
            _ if is_apostrophe(c) => self.apostrophe(here, end),
            '@' | '#' if next.is_some_and(|n| n.is_alphabetic()) && here == start => {
                let to = self.name_end(after, end);
                self.push(here, to);
                to
            }
            '\u{2212}' if self.rules.signs && here == start && next.is_some_and(|n| n.is_ascii_digit()) => {
                self.number(here, after, end)
            }
            '`' if next == Some('`') => {
                self.push(here, after + 1);
                after + 1
            }
            ':' | ';' if here == start => match smiley(&self.text[here..end]) {
                Some(length) => {
                    self.push(here, here + length);
                    here + length
                }
                None => self.symbol(here, end),
            },
            _ => self.symbol(here, end),
        }
    }

    /// A run of one punctuation mark, or of stops, is one token; a bold mark is none; a sign may belong to its number.
    fn repeated(&mut self, here: usize, start: usize, end: usize, c: char) -> usize {
        let stop = |n: char| matches!(n, '.' | '!' | '?');
        let same = |n: char| n == c || stop(c) && stop(n);
        let mut to = here;
        while let Some(n) = at(self.text, to, end).filter(|&n| same(n)) {
            to += n.len_utf8();
        }
        let length = (to - here) / c.len_utf8();
        if matches!(c, '*' | '_') && length == 2 {
            return to;
        }
        let sign = self.rules.signs
            && matches!(c, '-' | '+')
            && length == 1
            && here == start
            && at(self.text, to, end).is_some_and(|n| n.is_ascii_digit());
        if sign {
            return self.number(here, to, end);
        }
        self.push(here, to);
        to
    }

    /// A number with the sign that stands at `sign` before it.
    fn number(&mut self, sign: usize, digits: usize, end: usize) -> usize {
        let first = self.tokens.len();
        let to = self.word(digits, end);
        if let Some(token) = self.tokens.get_mut(first) {
            token.start = sign as u32;
        }
        to
    }

    /// An apostrophe outside a word: a clitic that lost its word, a clipped word, two that make a quotation mark, or itself.
    fn apostrophe(&mut self, here: usize, end: usize) -> usize {
        let Some(c) = at(self.text, here, end) else { return end };
        let after = here + c.len_utf8();
        if at(self.text, after, end).is_some_and(is_apostrophe) {
            let to = after + c.len_utf8();
            if self.text.is_char_boundary(to) && to <= end {
                self.push(here, to);
                return to;
            }
        }
        let mut to = after;
        while let Some(n) = at(self.text, to, end).filter(|&n| is_word(n)) {
            to += n.len_utf8();
        }
        let word = &self.text[here..to];
        let glued = before(self.text, here, 0).is_some_and(|p| !is_space(p));
        let clitic = glued && self.is_suffix(word);
        if clitic || self.rules.leading.has(word, &mut self.buffer) {
            self.push(here, to);
            return to;
        }
        self.push(here, after);
        after
    }

    fn is_suffix(&mut self, word: &str) -> bool {
        super::rules::fold_case(word, &mut self.buffer);
        self.rules.suffixes.iter().any(|suffix| **suffix == *self.buffer)
    }

    /// End of a user name or topic behind its sign.
    fn name_end(&self, from: usize, end: usize) -> usize {
        let mut to = from;
        while let Some(n) = at(self.text, to, end).filter(|&n| is_word(n) || n == '_') {
            to += n.len_utf8();
        }
        to
    }

    /// One symbol as a reader sees it: a flag or a joined emoji is one.
    fn symbol(&mut self, here: usize, end: usize) -> usize {
        let rest = &self.text[here..end];
        let length = match rest.as_bytes()[0] {
            first if first < 0x80 && rest.as_bytes().get(1).is_none_or(|&next| next < 0x80) => 1,
            // A cluster may be endless in hostile text; one token of it is enough to look at.
            _ => {
                let mut window = rest.len().min(256);
                while !rest.is_char_boundary(window) {
                    window -= 1;
                }
                rest[..window].graphemes(true).next().map_or(rest.len(), str::len)
            }
        };
        self.push(here, here + length);
        here + length
    }
}

/// Length of a smiley at the head of a run that holds nothing else.
fn smiley(run: &str) -> Option<usize> {
    let mut rest = run.strip_prefix([':', ';'])?;
    rest = rest.strip_prefix('-').unwrap_or(rest);
    let mouth = rest.trim_start_matches(|c| rest.starts_with(c) && matches!(c, '(' | ')' | 'D' | 'P' | 'p'));
    let good = mouth.len() < rest.len() && mouth.chars().all(|c| matches!(c, '.' | ',' | '!' | '?' | ')'));
    good.then(|| run.len() - mouth.len())
}

/// Whether a character may join two parts of one word.
pub(crate) fn joins(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/' | '&' | '_') || is_hyphen(c) || is_apostrophe(c)
}
