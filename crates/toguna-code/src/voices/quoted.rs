//! Quotations, also over several sentences, and who is told to speak them.

use std::ops::Range;

use super::Voice;
use super::speech::Spoken;
use crate::Claimant;
use crate::scene::Scene;

/// The marks that open and close a quotation.
const MARKS: [(char, char); 3] = [('«', '»'), ('“', '”'), ('"', '"')];
/// The shortest quotation that is speech, in words: shorter ones are terms or scare quotes.
const FEWEST: usize = 4;
/// The longest one, in bytes: beyond it a mark was left open.
const LONGEST: usize = 4000;

/// The quotations of a document whose speaker the text tells. `spoken` holds the verbs of saying of each sentence.
pub(super) fn quotations(scene: &Scene<'_>, spoken: &[Vec<Spoken>]) -> Vec<Voice> {
    let text = scene.document.text();
    let mut found: Vec<Voice> = Vec::new();
    let mut at = 0;
    while let Some((start, close)) = next_open(text, at) {
        let length = text[start..].find(close).filter(|length| *length <= LONGEST && fits(text, start, *length, close));
        let Some(length) = length else {
            at = start;
            continue;
        };
        let bytes = start..start + length;
        at = bytes.end + close.len_utf8();
        if text[bytes.clone()].split_whitespace().count() < FEWEST {
            continue;
        }
        let before = found.last().filter(|v| !text[v.bytes.end..bytes.start].contains('\n'));
        if let Some(claimant) = speaker(scene, &bytes, spoken).or_else(|| before.map(|v| v.claimant.clone())) {
            let named = bytes.start;
            found.push(Voice { bytes, claimant, alleged: false, cites: false, named });
        }
    }
    found
}

/// Straight marks open and close alike: a quotation between them stays in its paragraph and begins with a word.
fn fits(text: &str, start: usize, length: usize, close: char) -> bool {
    let inside = &text[start..start + length];
    close != '"' || !inside.contains('\n') && inside.starts_with(|c: char| !c.is_whitespace())
}

/// The first byte inside the next quotation, and the mark that closes it.
fn next_open(text: &str, from: usize) -> Option<(usize, char)> {
    text.get(from..)?.char_indices().find_map(|(at, c)| {
        let (_, close) = MARKS.iter().find(|(open, _)| *open == c)?;
        Some((from + at + c.len_utf8(), *close))
    })
}

/// Who speaks a quotation: by the verb of saying behind it in its last sentence or right after it, before it in its
/// first sentence, or in the sentence before that ends in a colon.
fn speaker(scene: &Scene<'_>, bytes: &Range<usize>, spoken: &[Vec<Spoken>]) -> Option<Claimant> {
    let inside = scene.document.text()[bytes.clone()].trim_end();
    let final_char = inside.chars().next_back().map_or(0, char::len_utf8);
    let last = scene.analysis.sentence_at(bytes.start + inside.len() - final_char)?;
    let first = scene.analysis.sentence_at(bytes.start).unwrap_or(last);
    let outside = |s: &&Spoken| !bytes.contains(&s.verb) && s.claimant.is_some();
    let none: &[Spoken] = &[];
    let of = |sentence: usize| spoken.get(sentence).map_or(none, Vec::as_slice);
    let ends_open = |sentence: usize| {
        let tree = scene.sentence(sentence);
        scene.document.text()[..tree.end as usize].trim_end().ends_with(':')
    };
    let behind = of(last).iter().filter(outside).find(|s| s.verb >= bytes.end);
    // The closing mark may end the sentence, and the verb of saying open the next one with a small letter or a comma.
    let after = of(last + 1).iter().filter(outside).find(|s| {
        let gap = scene.document.text().get(bytes.end..s.group.start).unwrap_or_default();
        gap.chars().count() <= 6 && !gap.contains(['\n', '.', '!', '?'])
    });
    let before = of(first).iter().rev().filter(outside).find(|s| s.verb < bytes.start);
    let opened = first.checked_sub(1).filter(|s| ends_open(*s)).and_then(|s| of(s).iter().rfind(outside));
    behind.or(after).or(before).or(opened).and_then(|s| s.claimant.clone())
}
