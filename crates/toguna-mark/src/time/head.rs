//! The first lines of a document, where its own day may stand: as a byline or dateline, or as a heading.

use super::grammar::TimeGrammar;

/// How far into a document a dateline may stand, in lines.
const LINES: usize = 3;
/// How long a line may be that is nothing but a dateline or a heading, in bytes.
const SHORT: usize = 110;
/// How far into a line of running text its dateline may stand, in bytes.
const OPENING: usize = 60;
/// How many words may follow a dateline's date after a comma ("12 May 2021, Bamako").
const TAIL: usize = 3;
/// How many words may stand between a byline's first word and its date ("Posted by a name on").
const BYLINE: usize = 8;

/// As what a date stands in a document's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// It tells when the document was published or sent: "Published on", "Bamako, 12 May 2021 (XYZ) –".
    Byline,
    /// It heads a report of that day: "Events/2022 March 9", "Report of 12 January 2025", or alone on its line.
    Heading,
}

/// The first lines of a document, where its own day may stand.
pub(super) struct Head<'a> {
    text: &'a str,
    /// Where the first line begins that is too late for a dateline.
    limit: usize,
    grammar: &'a TimeGrammar,
}

impl<'a> Head<'a> {
    pub(super) fn of(text: &'a str, grammar: &'a TimeGrammar) -> Self {
        let mut at = 0;
        let mut starts = text.split_inclusive('\n').filter_map(|line| {
            let from = at;
            at += line.len();
            (!line.trim().is_empty()).then_some(from)
        });
        let limit = starts.nth(LINES).unwrap_or(text.len());
        Head { text, limit, grammar }
    }

    /// As what the words at a byte range, a full date, stand in the head; nothing where they only tell of something.
    pub(super) fn stand(&self, from: usize, to: usize) -> Option<Stand> {
        if from >= self.limit {
            return None;
        }
        let text = self.text;
        let (start, end) = self.line(from, to);
        let (before, after) = (text[start..from].trim(), text[to..end].trim());
        let short = end - start <= SHORT && !text[start..end].trim_end().ends_with(['!', '?', '.']);
        let sentence = after.starts_with('.') && before.contains(',');
        let closed = sentence || after.is_empty() || after.starts_with(['(', '-', '–', '—', ':', '|', ')', '·', '•']);
        let tail = after.starts_with([',', '/']) && after.split_whitespace().count() <= TAIL;
        if !(closed || short && tail) || !short && before.len() > OPENING {
            return None;
        }
        self.opening(before, short && after.is_empty())
    }

    /// Where the line of a byte range begins and ends.
    fn line(&self, from: usize, to: usize) -> (usize, usize) {
        let start = self.text[..from].rfind('\n').map_or(0, |at| at + 1);
        (start, self.text[to..].find('\n').map_or(self.text.len(), |at| to + at))
    }

    /// Whether the words at a byte range close a short line that ends without a full stop, in brackets or behind a sign.
    pub(super) fn closes_a_heading(&self, from: usize, to: usize) -> bool {
        let (start, end) = self.line(from, to);
        let (before, after) = (self.text[start..from].trim(), self.text[to..end].trim());
        let parted = before.ends_with(['(', ',', '–', '—', '-', ':', '|']);
        end - start <= SHORT && matches!(after, "" | ")" | "):" | ":") && parted && before.len() > 3
    }

    /// As what a date stands after these words of its line.
    fn opening(&self, before: &str, alone: bool) -> Option<Stand> {
        let known = &self.grammar.known;
        let is = |word: &str, classes: u128| {
            self.grammar.word_is(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase(), classes)
        };
        let words: Vec<&str> = before.split_whitespace().collect();
        // "Published on 12 May 2021": the words that say so are the grammar's.
        let published = words.iter().rev().take(2).any(|word| is(word, known.dateline));
        if published || words.len() <= BYLINE && words.first().is_some_and(|word| is(word, known.dateline)) {
            return Some(Stand::Byline);
        }
        let linked = words.iter().rev().take_while(|word| is(word, known.dateline_joint)).count();
        let rest = &words[..words.len() - linked];
        match rest.last() {
            None => Some(if alone { Stand::Heading } else { Stand::Byline }),
            Some(last) if linked > 0 => {
                let of_report = rest.iter().any(|word| is(word, known.report));
                let opens = last.ends_with([',', ':', '|', '-', '–', '—', '(', '·', '•']);
                (of_report && alone).then_some(Stand::Heading).or(opens.then_some(Stand::Byline))
            }
            Some(last) if last.ends_with('/') && alone => Some(Stand::Heading),
            Some(last) => last.ends_with(['/', ',', ':', '|', '-', '–', '—', '(', '·', '•']).then(|| {
                // "Report – 12 January 2025" heads a report; "Bamako, 12 May 2021 –" is a dateline.
                let of_report = rest.iter().any(|word| is(word, known.report));
                if of_report && alone { Stand::Heading } else { Stand::Byline }
            }),
        }
    }
}
