//! A text cut into blocks, sentences and tokens, with byte offsets into the text.

/// What kind of block of the text a sentence stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// The first line of the document where it reads like a title, and later short lines without a full stop.
    Heading,
    /// Running text.
    Prose,
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
