//! What stands in the sentence of a piece of evidence: its actors and its places.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Matter;
use crate::rows::{Evidence, PlaceRow};

/// The bytes of the sentence that a quote stands in, as far as stops and line ends tell it.
pub(super) fn sentence(text: &str, at: &Evidence) -> Range<u32> {
    let (start, end) = (at.bytes.start as usize, at.bytes.end as usize);
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    // A stop ends a sentence where a space or the line's end follows.
    let stop = |from: usize, found: usize| {
        let next = text[from + found..].chars().nth(1);
        text[from + found..].starts_with('\n') || next.is_none_or(char::is_whitespace)
    };
    let before = text.get(..start).unwrap_or_default();
    let from = before.match_indices(ends).rev().find(|(i, _)| stop(0, *i)).map_or(0, |(i, m)| i + m.len());
    let after = text.get(end..).unwrap_or_default();
    let to = after.match_indices(ends).find(|(i, _)| stop(end, *i)).map_or(text.len(), |(i, _)| end + i);
    from as u32..to as u32
}

impl Matter<'_> {
    /// The actors named in the sentence of a quote.
    pub(super) fn actors_beside(&self, at: &Evidence) -> BTreeSet<&str> {
        let bytes = sentence(&self.readings.document(at).text, at);
        let rows = &self.readings.actors;
        let from = rows.partition_point(|row| (row.at.document, row.at.bytes.start) < (at.document, bytes.start));
        let inside =
            rows[from..].iter().take_while(|row| row.at.document == at.document && row.at.bytes.end <= bytes.end);
        inside.map(|row| row.entity.as_str()).collect()
    }

    /// The places named in the sentence of a quote.
    pub(super) fn places_beside(&self, at: &Evidence) -> Vec<&PlaceRow> {
        let bytes = sentence(&self.readings.document(at).text, at);
        let rows = &self.readings.places;
        let from = rows.partition_point(|row| (row.at.document, row.at.bytes.start) < (at.document, bytes.start));
        rows[from..].iter().take_while(|row| row.at.document == at.document && row.at.bytes.end <= bytes.end).collect()
    }
}
