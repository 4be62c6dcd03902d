//! A document is one publication with its text pinned by hash; a span is a run of exactly one document's text.

use std::fmt;
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::Metadata;

/// The SHA-256 of a document's text in UTF-8: the same words have the same id wherever they were read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId([u8; 32]);

impl DocumentId {
    /// The id of a text.
    pub fn of(text: &str) -> Self {
        DocumentId(Sha256::digest(text.as_bytes()).into())
    }

    /// Reads the 64 hexadecimal digits that [`fmt::Display`] writes.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).ok()?;
        }
        Some(DocumentId(bytes))
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentId({self})")
    }
}

/// A run of one document's text, in UTF-8 byte offsets on character boundaries, never empty.
///
/// Only [`Document::span`] makes one, so a span that exists has words; [`Document::quote`] refuses another document's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    document: DocumentId,
    start: u32,
    end: u32,
}

impl Span {
    /// The document whose words these are.
    pub fn document(&self) -> DocumentId {
        self.document
    }

    /// The byte offsets inside the document's text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether two spans share at least one character of the same document.
    pub fn overlaps(&self, other: &Span) -> bool {
        self.document == other.document && self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    pub fn contains(&self, other: &Span) -> bool {
        self.document == other.document && self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both, when both are of one document.
    pub fn cover(&self, other: &Span) -> Option<Span> {
        (self.document == other.document).then(|| Span {
            document: self.document,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        })
    }
}

/// Why a span could not be made or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// The range is empty, runs past the text, or cuts a character in two.
    #[error("bytes {start}..{end} are no run of characters in a text of {length} bytes")]
    NoSuchRun {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// Length of the text in bytes.
        length: usize,
    },
    /// The span belongs to other words.
    #[error("the span is of document {span}, not of {document}")]
    OtherDocument {
        /// The span's document.
        span: DocumentId,
        /// The document that was asked.
        document: DocumentId,
    },
}

/// One publication: its text, what is known about it, and where it came from.
#[derive(Clone, Debug)]
pub struct Document {
    id: DocumentId,
    name: String,
    text: String,
    metadata: Metadata,
    language: String,
    /// Byte offset of every 64th code point: turns byte offsets into code points without a walk from the start.
    marks: Vec<u32>,
}

/// How many code points lie between two entries of `Document::marks`.
const STRIDE: usize = 64;

impl Document {
    /// Makes a document of a text that was read already. `language` is the code of a folder in `languages/`.
    pub fn new(name: impl Into<String>, text: String, metadata: Metadata, language: impl Into<String>) -> Self {
        let marks = text.char_indices().step_by(STRIDE).map(|(at, _)| at as u32).collect();
        Document { id: DocumentId::of(&text), name: name.into(), text, metadata, language: language.into(), marks }
    }

    /// The hash of the text.
    pub fn id(&self) -> DocumentId {
        self.id
    }

    /// The file's name, or the id given on standard input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, exactly as spans point into it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was told about the document beside its text.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The code of the language it is written in (BCP 47, a folder's name in `languages/`).
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A span over a byte range of this document.
    pub fn span(&self, range: Range<usize>) -> Result<Span, SpanError> {
        let Range { start, end } = range;
        if start >= end || self.text.get(start..end).is_none() {
            return Err(SpanError::NoSuchRun { start, end, length: self.text.len() });
        }
        Ok(Span { document: self.id, start: start as u32, end: end as u32 })
    }

    /// The words at a span.
    pub fn quote(&self, span: Span) -> Result<&str, SpanError> {
        if span.document != self.id {
            return Err(SpanError::OtherDocument { span: span.document, document: self.id });
        }
        Ok(&self.text[span.range()])
    }

    /// A span's place in Unicode code points, as every export writes it (W3C Web Annotation).
    pub fn code_points(&self, span: Span) -> Result<Range<usize>, SpanError> {
        self.quote(span)?;
        Ok(self.code_point(span.start as usize)..self.code_point(span.end as usize))
    }

    /// How many code points stand before a byte offset.
    fn code_point(&self, byte: usize) -> usize {
        let mark = self.marks.partition_point(|&at| at as usize <= byte).saturating_sub(1);
        let from = self.marks.get(mark).copied().unwrap_or(0) as usize;
        mark * STRIDE + self.text[from..byte].chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_past_flags_and_combining_accents() {
        let text = "🇲🇱 Ségou — ".repeat(40) + "fin";
        let document = Document::new("a.txt", text.clone(), Metadata::default(), "fr");
        let at = text.find("fin").expect("the last word is there");
        let span = document.span(at..at + 3).expect("a run of characters");
        let points = document.code_points(span).expect("its own span");
        let slice: String = text.chars().skip(points.start).take(points.len()).collect();
        assert_eq!(slice, "fin");
    }

    #[test]
    fn a_span_that_cuts_a_character_cannot_be_made() {
        let document = Document::new("a.txt", "é".into(), Metadata::default(), "fr");
        assert!(document.span(0..1).is_err());
        assert!(document.span(0..0).is_err());
        assert!(document.span(0..9).is_err());
    }

    #[test]
    fn a_document_refuses_the_span_of_another() {
        let one = Document::new("a.txt", "one word".into(), Metadata::default(), "en");
        let two = Document::new("b.txt", "two word".into(), Metadata::default(), "en");
        let span = one.span(0..3).expect("a run of characters");
        assert!(two.quote(span).is_err());
    }
}
