//! Words to pieces of a unigram vocabulary, exactly as `training/pieces.py` cuts them: of all ways to write a word as
//! pieces, the one with the highest sum of scores.

use std::collections::HashMap;

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

use super::ExactError;
use crate::surface::plain;

/// The pieces with a meaning of their own, which every vocabulary starts with.
pub(crate) const BEGIN: i32 = 0;
pub(crate) const END: i32 = 2;
const UNKNOWN: i32 = 3;
const SPECIAL: usize = 4;

/// What stands for white space.
const SPACE: char = '\u{2581}';

/// How much worse than the worst piece a character is that no piece has.
const UNKNOWN_PENALTY: f64 = 10.0;

/// How many characters of a word are looked at, and how many of its pieces: what is longer is no word.
const LONGEST_WORD: usize = 256;
const MOST_PIECES: usize = 48;

/// A vocabulary of pieces with their scores.
#[derive(Debug)]
pub(crate) struct Pieces {
    known: HashMap<CompactString, (i32, f64)>,
    /// Characters of the longest piece.
    longest: usize,
    unknown: f64,
}

impl Pieces {
    /// Reads a table of `piece<TAB>score`, in the order of the network's rows.
    pub(crate) fn parse(table: &str) -> Result<Self, ExactError> {
        let lines: Vec<&str> = table.strip_suffix('\n').unwrap_or(table).split('\n').collect();
        let (mut known, mut longest, mut least) = (HashMap::with_capacity(lines.len()), 1, 0f64);
        for (id, line) in lines.iter().enumerate().skip(SPECIAL) {
            let parted = line.split_once('\t').and_then(|(piece, score)| Some((piece, score.parse::<f64>().ok()?)));
            let (piece, score) = parted.ok_or(ExactError::Pieces { line: id + 1 })?;
            longest = longest.max(piece.chars().count());
            least = least.min(score);
            known.insert(piece.into(), (id as i32, score));
        }
        if known.is_empty() {
            return Err(ExactError::Pieces { line: lines.len() });
        }
        Ok(Pieces { known, longest, unknown: least - UNKNOWN_PENALTY })
    }

    /// Appends the ids of a word's pieces, one at least.
    pub(crate) fn cut(&self, word: &str, space_before: bool, ids: &mut Vec<i32>) {
        let text = written(word, space_before);
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        // For each number of characters: the best sum of scores, where its last piece begins, and that piece.
        let mut best: Vec<(f64, usize, i32)> = vec![(0.0, 0, UNKNOWN)];
        for end in 1..ends.len() {
            let mut found: Option<(f64, usize, i32)> = None;
            for start in end.saturating_sub(self.longest)..end {
                let piece = self.known.get(&text[ends[start]..ends[end]]).copied();
                let piece = piece.or((start + 1 == end).then_some((UNKNOWN, self.unknown)));
                if let Some((id, score)) = piece {
                    let sum = best[start].0 + score;
                    if found.is_none_or(|(most, _, _)| sum > most) {
                        found = Some((sum, start, id));
                    }
                }
            }
            best.extend(found);
        }
        let before = ids.len();
        let mut at = best.len() - 1;
        while at > 0 {
            let (_, start, id) = best[at];
            if id != UNKNOWN || ids.len() == before || ids.last() != Some(&UNKNOWN) {
                ids.push(id);
            }
            at = start;
        }
        if ids.len() == before {
            ids.push(UNKNOWN);
        }
        ids[before..].reverse();
        ids.truncate(before + MOST_PIECES);
    }
}

/// A word as the vocabulary writes it.
fn written(word: &str, space_before: bool) -> String {
    let normal: String = word.chars().map(plain).nfkc().take(LONGEST_WORD).collect();
    let inside = normal.trim().chars().map(|c| if c.is_whitespace() { SPACE } else { c });
    space_before.then_some(SPACE).into_iter().chain(inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "<s>\t0\n<pad>\t0\n</s>\t0\n<unk>\t0\n\u{2581}\t-3\nsol\t-4\ndiers\t-4\n\u{2581}soldiers\t-7.5\ns\t-2\n'\t-1\nf\t-1\ni\t-1\n";

    fn cut(word: &str, space: bool) -> Vec<i32> {
        let mut ids = Vec::new();
        Pieces::parse(TABLE).expect("in order").cut(word, space, &mut ids);
        ids
    }

    #[test]
    fn the_best_sum_wins() {
        assert_eq!(cut("soldiers", true), [7]);
        assert_eq!(cut("soldiers", false), [5, 6]);
        assert_eq!(cut("s", true), [4, 8]);
    }

    #[test]
    fn what_no_piece_has_is_one_unknown_and_ligatures_and_curved_apostrophes_are_plain() {
        assert_eq!(cut("日本s", false), [3, 8]);
        assert_eq!(cut("\u{fb01}", false), [10, 11]);
        assert_eq!(cut("\u{2019}s", false), [9, 8]);
        assert_eq!(cut("s s", false), [8, 4, 8]);
        assert_eq!(cut("", false), [3]);
        assert!(cut(&"日s".repeat(4000), true).len() <= MOST_PIECES);
    }

    #[test]
    fn a_damaged_table_is_refused() {
        assert!(matches!(Pieces::parse("<s>\t0\n"), Err(ExactError::Pieces { .. })));
        assert!(matches!(Pieces::parse(&TABLE.replace("s\t-2", "s -2")), Err(ExactError::Pieces { line: 9 })));
    }
}
