//! Words and numbers: how far one reaches, and into which tokens clitics, elisions, hyphens and units cut it.

use super::chars::{at, before, is_apostrophe, is_hyphen, is_space, is_word};
use super::rules::Abbreviation;
use super::scan::{Scanner, joins};

/// What was seen inside a word, so that plain words skip every look-up.
#[derive(Clone, Copy, Default)]
struct Seen {
    apostrophe: bool,
    hyphen: bool,
    slash: bool,
    digit: bool,
}

impl Scanner<'_> {
    /// Takes the word or number that begins at a byte and pushes its tokens; says where to go on.
    pub(crate) fn word(&mut self, start: usize, end: usize) -> usize {
        let (mut to, seen) = self.reach(start, end);
        if seen.digit && !self.rules.thousands.is_empty() {
            to = self.thousands(start, to);
        }
        if let Some(dotted) = self.with_stop(start, to) {
            self.push_word(start, dotted, seen);
            return dotted;
        }
        if let Some(elided) = self.bare_elision(start, to) {
            self.push(start, elided);
            return elided;
        }
        // A dollar sign may carry its country before it, and a degree sign makes a letter an abbreviation.
        match at(self.text, to, end) {
            Some('$') if to - start <= 3 && self.text[start..to].chars().all(char::is_uppercase) => to += 1,
            Some('°') if self.text[start..to].chars().count() == 1 && !seen.digit => to += 2,
            _ => {}
        }
        self.push_word(start, to, seen);
        to
    }

    /// How far the word reaches over letters, digits, and joints that have a letter or digit on their other side.
    fn reach(&self, start: usize, end: usize) -> (usize, Seen) {
        let mut seen = Seen::default();
        let mut here = start;
        // Where the letters since the last full stop begin: acronyms are told by it.
        let mut segment = start;
        while let Some(c) = at(self.text, here, end) {
            if is_word(c) {
                seen.digit |= here == start && c.is_ascii_digit();
                here += c.len_utf8();
                continue;
            }
            let after = here + c.len_utf8();
            if !joins(c) {
                break;
            }
            let next = at(self.text, after, end);
            // The one joint that may follow another: a hyphen after an initial's stop.
            let initial_hyphen = c == '.'
                && next.is_some_and(is_hyphen)
                && self.single_capital(segment, here)
                && self.letter_behind(after, end);
            let Some(next) = next.filter(|&n| is_word(n) || initial_hyphen) else { break };
            let last = before(self.text, here, start).unwrap_or(c);
            let joined = match c {
                '.' => initial_hyphen || self.dot_joins(segment, here, last, after, next, end),
                ',' | ':' => last.is_ascii_digit() && next.is_ascii_digit(),
                '/' => self.slash_joins(start, here, last, next),
                '&' => last.is_uppercase() && next.is_uppercase(),
                '_' => true,
                _ => true,
            };
            if !joined {
                break;
            }
            if c == '.' {
                segment = after;
            }
            seen.apostrophe |= is_apostrophe(c);
            seen.hyphen |= is_hyphen(c) || initial_hyphen;
            seen.slash |= c == '/';
            here = after;
            if initial_hyphen {
                here += at(self.text, here, end).map_or(0, char::len_utf8);
                segment = here;
            }
        }
        (here, seen)
    }

    fn single_capital(&self, start: usize, end: usize) -> bool {
        let mut chars = self.text[start..end].chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    }

    fn letter_behind(&self, hyphen: usize, end: usize) -> bool {
        let Some(c) = at(self.text, hyphen, end) else { return false };
        at(self.text, hyphen + c.len_utf8(), end).is_some_and(char::is_alphabetic)
    }

    /// Whether a full stop with a word character on both sides belongs to the word: decimals, acronyms, names of sites
    /// and files do, a sentence's stop without a space behind it does not.
    fn dot_joins(&self, segment: usize, dot: usize, last: char, after: usize, next: char, end: usize) -> bool {
        if last.is_ascii_digit() && next.is_ascii_digit() {
            return true;
        }
        let behind = at(self.text, after + next.len_utf8(), end);
        let capitalised = next.is_uppercase() && behind.is_some_and(char::is_lowercase);
        let letter = self.text[segment..dot].chars().count() == 1 && last.is_alphabetic();
        if letter {
            return next.is_alphabetic() && !capitalised;
        }
        !capitalised && !(next.is_uppercase() && (last.is_lowercase() || last.is_ascii_digit()))
    }

    /// Whether a slash stays inside: dates and fractions do, alternatives do not, save words the language lists whole.
    fn slash_joins(&self, start: usize, here: usize, last: char, next: char) -> bool {
        if last.is_ascii_digit() && next.is_ascii_digit() {
            return true;
        }
        let letters = |s: &str| s.chars().count() <= 2 && s.chars().all(char::is_alphabetic);
        letters(&self.text[start..here]) && {
            let tail = self.text[here + 1..self.end].chars().take_while(|&c| is_word(c)).take(3).count();
            tail == 1 && next.is_alphabetic()
        }
    }

    /// Takes further groups of three digits behind a number whose thousands are set apart by a space.
    fn thousands(&self, start: usize, to: usize) -> usize {
        let bytes = self.text.as_bytes();
        if to - start > 3 || bytes[start] == b'0' || !bytes[start..to].iter().all(u8::is_ascii_digit) {
            return to;
        }
        let mut to = to;
        while let Some(gap) = at(self.text, to, self.end).filter(|c| self.rules.thousands.contains(c)) {
            let group = to + gap.len_utf8();
            let stop = group + 3;
            let digits = stop <= self.end && bytes[group..stop].iter().all(u8::is_ascii_digit);
            if !digits || at(self.text, stop, self.end).is_some_and(is_word) {
                break;
            }
            to = stop;
        }
        let decimal = at(self.text, to, self.end).is_some_and(|c| matches!(c, ',' | '.'));
        if decimal && at(self.text, to + 1, self.end).is_some_and(|c| c.is_ascii_digit()) {
            to += 1;
            while at(self.text, to, self.end).is_some_and(|c| c.is_ascii_digit()) {
                to += 1;
            }
        }
        to
    }

    /// The end of the word with its full stop, where the stop is an abbreviation's and not (only) the sentence's.
    fn with_stop(&mut self, start: usize, to: usize) -> Option<usize> {
        if at(self.text, to, self.end) != Some('.') {
            return None;
        }
        let after = to + 1;
        // An ellipsis is nobody's stop, but an abbreviation may stand before the sentence's own.
        let rest = &self.text.as_bytes()[after..self.end];
        let doubled = rest.first() == Some(&b'.');
        if doubled && rest.get(1) == Some(&b'.') {
            return None;
        }
        let word = &self.text[start..after];
        let next = self.text[after..self.end].chars().find(|&c| !is_space(c));
        let good = match self.rules.abbreviation(word, &mut self.buffer) {
            Some(Abbreviation::Ends) => true,
            Some(Abbreviation::Title) if next.is_some_and(is_word) => true,
            Some(Abbreviation::Number) if next.is_some_and(|c| c.is_ascii_digit()) => true,
            _ => is_acronym(&word[..word.len() - 1]) || self.single_capital(start, to) && self.name_follows(after),
        };
        good.then_some(after)
    }

    /// Whether a capitalised word follows that does not often open a sentence, as behind an initial.
    fn name_follows(&mut self, from: usize) -> bool {
        let rest = self.text[from..self.end].trim_start_matches(is_space);
        let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        // An elision is listed with its apostrophe.
        let length = length + rest[length..].chars().next().filter(|&c| is_apostrophe(c)).map_or(0, char::len_utf8);
        rest.starts_with(char::is_uppercase) && !self.rules.starters.has(&rest[..length], &mut self.buffer)
    }

    /// The end of an elided word that stands before a quotation mark and so lacks the word it leans on.
    fn bare_elision(&mut self, start: usize, to: usize) -> Option<usize> {
        let mark = at(self.text, to, self.end).filter(|&c| is_apostrophe(c))?;
        let after = to + mark.len_utf8();
        self.rules.elisions.has(&self.text[start..after], &mut self.buffer).then_some(after)
    }

    fn push_word(&mut self, start: usize, end: usize, seen: Seen) {
        let word = &self.text[start..end];
        if !seen.apostrophe && !seen.hyphen && !seen.digit {
            return self.push_plain(start, end);
        }
        if (seen.apostrophe || seen.hyphen) && self.rules.whole.has(word, &mut self.buffer) {
            return self.push(start, end);
        }
        if seen.hyphen && !seen.slash {
            return self.push_hyphened(start, end);
        }
        self.push_part(start, end);
    }

    /// A word without joints: cut only where the language lists it as two.
    fn push_plain(&mut self, start: usize, end: usize) {
        if end - start <= 12 && !self.rules.splits.is_empty() {
            super::rules::fold_case(&self.text[start..end], &mut self.buffer);
            if let Some(&cut) =
                self.rules.splits.get(self.buffer.as_str()).filter(|&&cut| self.text.is_char_boundary(start + cut))
            {
                self.push(start, start + cut);
                return self.push(start + cut, end);
            }
        }
        self.push(start, end);
    }

    fn push_hyphened(&mut self, start: usize, end: usize) {
        if let Some(cut) = self.hyphen_suffix(start, end) {
            self.push_part(start, cut);
            return self.push(cut, end);
        }
        let numeric = self.text[start..end].chars().all(|c| !c.is_alphabetic());
        let split =
            if numeric { self.rules.split_ranges && self.is_range(start, end) } else { self.rules.split_hyphens };
        if !split || self.text[start..end].contains('_') {
            return self.push_part(start, end);
        }
        let mut part = start;
        let mut here = start;
        while let Some(c) = at(self.text, here, end) {
            let after = here + c.len_utf8();
            if is_hyphen(c) && !self.rules.prefixes.has(&self.text[part..here], &mut self.buffer) {
                self.push_part(part, here);
                self.push(here, after);
                part = after;
            }
            here = after;
        }
        self.push_part(part, end);
    }

    /// Where a pronoun that hangs on its verb by a hyphen begins.
    fn hyphen_suffix(&mut self, start: usize, end: usize) -> Option<usize> {
        if self.rules.hyphen_suffixes.is_empty() {
            return None;
        }
        super::rules::fold_case(&self.text[start..end], &mut self.buffer);
        let folded = self.buffer.as_str();
        let suffix = self
            .rules
            .hyphen_suffixes
            .iter()
            .find(|suffix| folded.ends_with(&***suffix) && folded.len() > suffix.len())?;
        // Lower-casing may change a letter's length, so the cut is counted in characters from the end.
        let count = suffix.chars().count();
        self.text[start..end].char_indices().rev().nth(count - 1).map(|(at, _)| start + at)
    }

    /// Whether digits around a hyphen are a range and not a date, a telephone number or a score of more parts.
    fn is_range(&self, start: usize, end: usize) -> bool {
        let mut parts = self.text[start..end].split(is_hyphen);
        let (Some(left), Some(right), None) = (parts.next(), parts.next(), parts.next()) else { return false };
        !(matches!(left.len(), 1 | 3) && right.len() == 4)
    }

    /// A part without splitting hyphens: elisions, clitics, and units glued to numbers.
    fn push_part(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if let Some(cut) = word.find(is_apostrophe) {
            return self.push_apostrophe(start, start + cut, end);
        }
        if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            let unit = word.find(char::is_alphabetic).unwrap_or(word.len());
            if unit < word.len() && self.rules.units.has(&word[unit..], &mut self.buffer) {
                self.push(start, start + unit);
                return self.push(start + unit, end);
            }
            return self.push(start, end);
        }
        self.push_plain(start, end);
    }

    fn push_apostrophe(&mut self, start: usize, cut: usize, end: usize) {
        let after = cut + at(self.text, cut, end).map_or(1, char::len_utf8);
        if after < end
            && self.rules.elisions.has(&self.text[start..after], &mut self.buffer)
            && !self.is_name(start, after, end)
        {
            self.push(start, after);
            return self.push_part_whole(after, end);
        }
        if let Some(cut) = self.apostrophe_suffix(start, end) {
            self.push_part_whole(start, cut);
            return self.push(cut, end);
        }
        self.push(start, end);
    }

    /// What is left of an elision or a clitic may itself be cut, unless the language keeps it whole.
    fn push_part_whole(&mut self, start: usize, end: usize) {
        if self.rules.whole.has(&self.text[start..end], &mut self.buffer) {
            return self.push(start, end);
        }
        self.push_part(start, end);
    }

    /// Whether an elision's letters begin a name instead: two capitals around the apostrophe of a listed one.
    fn is_name(&mut self, start: usize, after: usize, end: usize) -> bool {
        let capital = |byte| at(self.text, byte, end).is_some_and(char::is_uppercase);
        capital(start) && capital(after) && self.rules.name_elisions.has(&self.text[start..after], &mut self.buffer)
    }

    /// Where a clitic with an apostrophe begins at the end of a word.
    fn apostrophe_suffix(&mut self, start: usize, end: usize) -> Option<usize> {
        if self.rules.suffixes.is_empty() {
            return None;
        }
        super::rules::fold_case(&self.text[start..end], &mut self.buffer);
        let folded = self.buffer.as_str();
        let suffix =
            self.rules.suffixes.iter().find(|suffix| folded.ends_with(&***suffix) && folded.len() > suffix.len())?;
        let count = suffix.chars().count();
        self.text[start..end].char_indices().rev().nth(count - 1).map(|(at, _)| start + at)
    }
}

/// Whether a word is single letters between stops or hyphens.
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word
            .split(['.', '-'])
            .filter(|part| !part.is_empty())
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}
