//! Blocks of a text: headings, items and paragraphs, with lists' and headings' marks left out and hard-wrapped lines joined.

use super::Block;
use super::chars::is_space;

/// A run of the text that no sentence crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) block: Block,
}

/// One line without its mark.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    words: &'a str,
    mark: Mark,
    /// Characters of the whole line.
    width: usize,
    /// Whether a blank line (or the text's start) stands before it.
    fresh: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Heading,
    Item,
}

/// Lines are taken for hard-wrapped only up to this width, and a line that breaks off earlier than this is no full line.
const WIDEST: usize = 100;
const NARROWEST: usize = 45;

/// Longest title of a document, and longest title of a section, in words.
const TITLE_WORDS: usize = 25;
const HEADING_WORDS: usize = 12;

/// The blocks of a text in order.
pub(crate) fn runs(text: &str) -> Vec<Run> {
    let lines = lines(text);
    let wrapped = Wrapping::of(&lines);
    let mut runs: Vec<Run> = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let mut last = index;
        while last + 1 < lines.len() && wrapped.joins(&lines[last], &lines[last + 1]) {
            last += 1;
        }
        let (start, end) = (lines[index].start, lines[last].start + lines[last].words.len());
        let block = match lines[index].mark {
            Mark::Heading => Block::Heading,
            Mark::Item => Block::Item,
            Mark::None if last == index && is_heading(&lines, index) => Block::Heading,
            Mark::None => Block::Prose,
        };
        runs.push(Run { start, end, block });
        index = last + 1;
    }
    runs
}

/// The lines that have words.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fresh = true;
    for whole in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{c}']) {
        let words = whole.trim_matches(is_space);
        let indent = whole.len() - whole.trim_start_matches(is_space).len();
        let (mark, skip) = mark(words);
        let left = words[skip..].trim_start_matches(is_space);
        let at = start + indent + (words.len() - left.len());
        start += whole.len();
        if left.is_empty() || is_rule(left) {
            fresh = true;
            continue;
        }
        lines.push(Line { start: at, words: left, mark, width: width(words), fresh });
        fresh = false;
    }
    lines
}

/// Characters of a line, counted no further than matters.
fn width(words: &str) -> usize {
    if words.len() > 4 * WIDEST + 4 { words.len() / 4 } else { words.chars().count() }
}

/// Whether a line only draws a rule.
fn is_rule(words: &str) -> bool {
    words.len() >= 3 && words.bytes().all(|b| matches!(b, b'-' | b'=' | b'*' | b'_' | b' '))
}

/// The mark at the head of a line and its length.
fn mark(words: &str) -> (Mark, usize) {
    let bytes = words.as_bytes();
    let Some(&first) = bytes.first() else { return (Mark::None, 0) };
    if first == b'#' {
        let count = bytes.iter().take_while(|&&b| b == b'#').count();
        if count <= 6 && bytes.get(count) == Some(&b' ') {
            return (Mark::Heading, count + 1);
        }
        return (Mark::None, 0);
    }
    if first == b'>' {
        let (inner, skip) = mark_behind(words, 1);
        return (inner, skip);
    }
    let bullet = words.chars().next().filter(|c| {
        matches!(c, '-' | '*' | '+' | '•' | '–' | '—' | '·' | '◦' | '▪' | '■' | '‣' | '●' | '➢' | '\u{f0b7}' | '✓')
    });
    if let Some(bullet) = bullet {
        let length = bullet.len_utf8();
        return if words[length..].starts_with(is_space) { (Mark::Item, length) } else { (Mark::None, 0) };
    }
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let body = if digits > 0 { digits } else { usize::from(first.is_ascii_lowercase()) };
    let point = bytes.get(body).copied();
    let counted = (1..=2).contains(&digits) && matches!(point, Some(b'.' | b')'))
        || digits == 0 && body == 1 && point == Some(b')');
    match counted && bytes.get(body + 1).is_some_and(|&b| b == b' ' || b == b'\t') {
        true => (Mark::Item, body + 1),
        false => (Mark::None, 0),
    }
}

/// The mark behind a quotation's sign; one level only, so that no line can make this deep.
fn mark_behind(words: &str, sign: usize) -> (Mark, usize) {
    let rest = words[sign..].trim_start_matches(|c| is_space(c) || c == '>');
    let skip = words.len() - rest.len();
    let (inner, length) = mark(rest);
    (inner, skip + length)
}

/// Whether a line reads like a title: short, without a final stop, with something behind it.
fn is_heading(lines: &[Line<'_>], index: usize) -> bool {
    let line = &lines[index];
    if index + 1 == lines.len() {
        return false;
    }
    let first = index == 0;
    let bare = line.words.trim_end_matches(['*', '_', '»', '”', '"', ')', ']', '’', '\'', ' ', '\u{a0}', '\u{202f}']);
    let Some(last) = bare.chars().next_back() else { return false };
    let stops = matches!(last, '.' | ':' | ';' | ',' | '…') || matches!(last, '!' | '?') && !first;
    let most = if first { TITLE_WORDS } else { HEADING_WORDS };
    let short = line.words.split_whitespace().take(most + 1).count() <= most;
    // A label with its value is a row of facts, not a title; a document's own title may have a colon.
    let label = !first && (line.words.contains(": ") || line.words.contains(":** "));
    short && !stops && !label && !line.words.starts_with('|')
}

/// How the lines of a text were broken.
struct Wrapping {
    /// Width to which lines were filled; 0 where the text is not hard-wrapped.
    width: usize,
    /// Whether most full lines go on in lower case, so that a full line before a capital goes on too.
    sure: bool,
}

impl Wrapping {
    fn of(lines: &[Line<'_>]) -> Self {
        let width = lines.iter().map(|line| line.width).max().unwrap_or(0);
        if !(NARROWEST..=WIDEST).contains(&width) {
            return Wrapping { width: 0, sure: false };
        }
        let probe = Wrapping { width, sure: true };
        let full = lines.windows(2).filter(|pair| probe.joins(&pair[0], &pair[1])).count();
        let probe = Wrapping { width, sure: false };
        let lower = lines.windows(2).filter(|pair| probe.joins(&pair[0], &pair[1])).count();
        Wrapping { width, sure: lower >= 2 && lower * 3 >= full }
    }

    /// Whether a line goes on in the next one: its first word would not have fitted behind.
    fn joins(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        if self.width == 0
            || next.fresh
            || next.mark != Mark::None
            || line.mark == Mark::Heading
            || line.width < NARROWEST
        {
            return false;
        }
        let word = next.words.split(is_space).next().unwrap_or("");
        if line.width + 1 + word.chars().count() <= self.width {
            return false;
        }
        let lower = next.words.starts_with(|c: char| c.is_lowercase()) && !line.words.ends_with(['.', '!', '?']);
        lower || self.sure
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(Block, &str)> {
        runs(text).into_iter().map(|run| (run.block, &text[run.start..run.end])).collect()
    }

    #[test]
    fn marks_are_left_out_and_tell_the_block() {
        let text = "# Report\n\nFirst line here.\n- one\n* two\n12. three\n> quoted words.\n---\n";
        let expected = [
            (Block::Heading, "Report"),
            (Block::Prose, "First line here."),
            (Block::Item, "one"),
            (Block::Item, "two"),
            (Block::Item, "three"),
            (Block::Prose, "quoted words."),
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph_and_short_ones_are_not() {
        let wrapped = "The column left the garrison before dawn and reached the ford at\nnoon, where it waited for the second group to arrive from the\neastern road that had been cut since\n\nA new paragraph begins.\n";
        assert_eq!(blocks(wrapped).len(), 2);
        let list = "The column left the garrison before dawn and reached the ford.\nIt waited there.\nNobody came.\n";
        assert_eq!(blocks(list).len(), 3);
    }

    #[test]
    fn a_first_line_without_a_stop_is_a_title_but_a_lone_line_is_prose() {
        assert_eq!(blocks("Army retakes town\nIt was quiet.")[0].0, Block::Heading);
        assert_eq!(blocks("Army retakes town")[0].0, Block::Prose);
        assert_eq!(blocks("T\n\nCapital: Somewhere far\nWords follow.")[1].0, Block::Prose);
    }
}
