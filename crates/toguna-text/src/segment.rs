//! A text cut into blocks, sentences and tokens, with byte offsets into the text.

mod blocks;
mod chars;
mod rules;
mod scan;
mod sentences;
mod words;

pub use rules::{RulesError, SegmentRules};

/// What kind of block of the text a sentence stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// The first line of the document where it reads like a title, and later short lines without a full stop.
    Heading,
    /// Running text.
    Prose,
    /// What opens a paragraph of a report before its text: the town, the day and the agency that it was sent from.
    Dateline,
    /// An item of a list.
    Item,
}

/// One token of the surface: a run of bytes without white space at its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Whether white space follows.
    pub space_after: bool,
}

/// One sentence: its bytes, its tokens, and where in the document's form it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Which paragraph, counted from 0.
    pub paragraph: u32,
    /// What kind of block.
    pub block: Block,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
}

/// Cuts a text into sentences and tokens by a language's rules.
///
/// Every token is an exact run of the text; marks of lists, headings and bold type belong to no token. Offsets are
/// 32 bits: of a text above 4 GiB, which [`crate::read`] refuses, only the head is cut.
pub fn segment(text: &str, rules: &SegmentRules) -> Vec<Sentence> {
    let text = match text.char_indices().next_back() {
        Some((last, _)) if last > u32::MAX as usize - 4 => &text[..text.floor_char_boundary(u32::MAX as usize - 4)],
        _ => text,
    };
    let mut scanner = scan::Scanner::new(text, rules);
    let mut splitter = sentences::Splitter { text, rules, buffer: String::new() };
    let mut out = Vec::new();
    for (paragraph, run) in blocks::runs(text).into_iter().enumerate() {
        scanner.block(run.start, run.end);
        splitter.block(&scanner.tokens, run.block, paragraph as u32, &mut out);
    }
    out
}
