//! Bytes to documents: charset, main text, metadata, language, and sentences and tokens whose offsets are exact.
//!
//! Pure functions only: no files, no clock, no network. This crate knows nothing of politics and no word of any
//! language; what a language needs to be cut into sentences stands in `languages/<code>/segment.toml`.

mod document;
mod fold;
mod html;
mod language;
mod metadata;
mod read;
mod segment;

pub use document::{Document, DocumentId, Span, SpanError};
pub use fold::{fold, fold_into};
pub use language::{Language, LanguageError, UNKNOWN_LANGUAGE, identify};
pub use metadata::{Metadata, MetadataError, read_metadata};
pub use read::{ReadError, read};
pub use segment::{Block, RulesError, SegmentRules, Sentence, Token, segment};
