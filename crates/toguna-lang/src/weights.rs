//! Trained weights as they are used: one hash table of rows of `(class, weight)` bytes, small enough for the cache.

use crate::bytes::{Broken, Input, Output};

/// One score a class.
pub(crate) type Scores = [i32; 256];

/// Whatever gives scores to features: a perceptron in training, or trained weights.
pub(crate) trait Score {
    /// Adds the weights of some features to the scores.
    fn add(&self, keys: &[u32], scores: &mut Scores);
}

/// Trained, quantised weights.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Weights {
    /// Open addressing: key, and where its row starts in `cells`; `NONE` where empty.
    slots: Vec<(u32, u32)>,
    /// Each row: its length in `.0`, then its cells.
    cells: Vec<(u8, i8)>,
    shift: u32,
}

const NONE: u32 = u32::MAX;

impl Weights {
    /// Weights of rows with different keys, each of 1 to 255 cells.
    pub(crate) fn new(rows: Vec<(u32, Vec<(u8, i8)>)>) -> Self {
        let size = (rows.len() * 2).next_power_of_two().max(16);
        let shift = 32 - size.trailing_zeros();
        let mut weights = Weights { slots: vec![(0, NONE); size], cells: Vec::new(), shift };
        for (key, row) in &rows {
            weights.insert(*key, row);
        }
        weights
    }

    fn insert(&mut self, key: u32, row: &[(u8, i8)]) {
        let row = &row[..row.len().min(255)];
        let start = self.cells.len() as u32;
        self.cells.push((row.len() as u8, 0));
        self.cells.extend_from_slice(row);
        let mut at = self.home(key);
        while self.slots[at].1 != NONE {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = (key, start);
    }

    #[inline(always)]
    fn home(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9E37_79B1) >> self.shift) as usize
    }

    /// How many features have a weight.
    pub(crate) fn len(&self) -> usize {
        self.slots.iter().filter(|s| s.1 != NONE).count()
    }

    /// Writes the rows in order of their keys.
    pub(crate) fn write(&self, out: &mut Output) {
        let mut slots: Vec<(u32, u32)> = self.slots.iter().copied().filter(|s| s.1 != NONE).collect();
        slots.sort_unstable();
        out.number(slots.len() as u64);
        let mut before = 0;
        for (key, start) in slots {
            out.number((key - before) as u64);
            before = key;
            let length = self.cells[start as usize].0 as usize;
            out.byte(length as u8);
            for &(class, weight) in &self.cells[start as usize + 1..][..length] {
                out.byte(class);
                out.byte(weight as u8);
            }
        }
    }

    /// Reads what [`Weights::write`] wrote; a class that is not below `classes` is refused.
    pub(crate) fn read(input: &mut Input<'_>, classes: usize) -> Result<Self, Broken> {
        let count = input.count(3)?;
        let mut rows = Weights::new(Vec::new());
        let size = (count * 2).next_power_of_two().max(16);
        rows.slots = vec![(0, NONE); size];
        rows.shift = 32 - size.trailing_zeros();
        let mut key = 0u32;
        let mut row = Vec::with_capacity(255);
        for at in 0..count {
            let step = u32::try_from(input.number()?).map_err(|_| Broken)?;
            if step == 0 && at > 0 {
                return Err(Broken);
            }
            key = key.checked_add(step).ok_or(Broken)?;
            let length = input.byte()? as usize;
            row.clear();
            for _ in 0..length {
                let class = input.byte()?;
                if class as usize >= classes {
                    return Err(Broken);
                }
                row.push((class, input.byte()? as i8));
            }
            rows.insert(key, &row);
        }
        Ok(rows)
    }
}

impl Score for Weights {
    #[inline]
    fn add(&self, keys: &[u32], scores: &mut Scores) {
        let mask = self.slots.len() - 1;
        for &key in keys {
            let mut at = self.home(key);
            loop {
                let (found, start) = self.slots[at & mask];
                if start == NONE {
                    break;
                }
                if found == key {
                    let start = start as usize;
                    let length = self.cells[start].0 as usize;
                    for &(class, weight) in &self.cells[start + 1..start + 1 + length] {
                        scores[class as usize] += weight as i32;
                    }
                    break;
                }
                at += 1;
            }
        }
    }
}
