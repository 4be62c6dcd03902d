//! Words in the documents' texts.

use crate::Snapshot;
use crate::rows::{Evidence, Range32};

impl Snapshot {
    /// The first place of each word in every document that holds them all, without regard to case; the documents by name.
    pub fn search(&self, words: &str) -> Vec<Evidence> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut hits = Vec::new();
        for (document, row) in self.readings.documents.iter().enumerate() {
            // Offsets into lower-cased text are offsets into the text only where no letter changes its length.
            let text: String = row.text.chars().map(lowered).collect();
            let found: Option<Vec<usize>> = words.iter().map(|word| text.find(word.as_str())).collect();
            let Some(found) = found else { continue };
            let Some((&at, word)) = found.iter().zip(&words).min_by_key(|(at, _)| **at) else { continue };
            let (start, end) = (at, at + word.len());
            let points = |upto: usize| text[..upto].chars().count() as u32;
            hits.push(Evidence {
                document,
                bytes: Range32 { start: start as u32, end: end as u32 },
                points: Range32 { start: points(start), end: points(end) },
                quote: row.text[start..end].to_owned(),
            });
        }
        hits
    }
}

/// A letter in lower case, if that takes as many bytes.
fn lowered(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
        _ => letter,
    }
}
