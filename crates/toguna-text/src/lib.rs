//! Bytes to documents: charset, main text, metadata, language, and sentences and tokens whose offsets are exact.
//!
//! Pure functions only: no files, no clock, no network. This crate knows nothing of politics and no word of any
//! language; what a language needs to be cut into sentences stands in `languages/<code>/segment.toml`.

mod document;
mod metadata;
mod segment;

pub use document::{Document, DocumentId, Span, SpanError};
pub use metadata::Metadata;
pub use segment::{Block, Sentence, Token};
