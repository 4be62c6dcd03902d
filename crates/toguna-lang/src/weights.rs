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
    /// Each row: its length in `.0`, then its cells. The first row is empty.
    cells: Vec<(u8, i8)>,
    shift: u32,
    /// One bit for some hash of each key. Most features of a state have no weight: this says so without touching the
    /// slots, which do not fit in the nearest cache.
    filter: Vec<u64>,
    filter_shift: u32,
}

const NONE: u32 = u32::MAX;

/// Keys times this, an odd number, tell where they belong. Undone by [`GATHER`].
const SPREAD: u32 = 0x9E37_79B1;

/// The number whose product with [`SPREAD`] is 1.
const GATHER: u32 = inverse(SPREAD);

/// Newton's iteration: each step doubles the right bits.
const fn inverse(odd: u32) -> u32 {
    let mut inverse = odd;
    let mut step = 0;
    while step < 5 {
        inverse = inverse.wrapping_mul(2u32.wrapping_sub(odd.wrapping_mul(inverse)));
        step += 1;
    }
    inverse
}

/// Bits of the filter for each key, before rounding up.
const FILTER_BITS: usize = 6;

/// How many keys are filtered at once.
const BATCH: usize = 64;

impl Weights {
    /// Weights of rows with different keys, each of 1 to 255 cells.
    pub(crate) fn new(rows: Vec<(u32, Vec<(u8, i8)>)>) -> Self {
        let mut weights = Weights::with_room(rows.len());
        for (key, row) in &rows {
            let row = &row[..row.len().min(255)];
            weights.insert(*key, row.len() as u8, row.iter().copied());
        }
        weights
    }

    fn with_room(rows: usize) -> Self {
        let size = (rows + rows / 3).next_power_of_two().max(16);
        let bits = (rows * FILTER_BITS).next_power_of_two().max(64);
        Weights {
            slots: vec![(0, NONE); size],
            cells: vec![(0, 0)],
            shift: 32 - size.trailing_zeros(),
            filter: vec![0; bits / 64],
            filter_shift: 32 - bits.trailing_zeros(),
        }
    }

    #[inline(always)]
    fn filter_bit(&self, key: u32) -> (usize, u32) {
        let bit = key.wrapping_mul(SPREAD) >> self.filter_shift;
        (bit as usize / 64, bit % 64)
    }

    fn insert(&mut self, key: u32, length: u8, row: impl Iterator<Item = (u8, i8)>) {
        let start = self.cells.len() as u32;
        let (word, bit) = self.filter_bit(key);
        self.filter[word] |= 1 << bit;
        self.cells.push((length, 0));
        self.cells.extend(row);
        let mut at = self.home(key);
        while self.slots[at].1 != NONE {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = (key, start);
    }

    #[inline(always)]
    fn home(&self, key: u32) -> usize {
        (key.wrapping_mul(SPREAD) >> self.shift) as usize
    }

    /// How many features have a weight.
    pub(crate) fn len(&self) -> usize {
        self.slots.iter().filter(|s| s.1 != NONE).count()
    }

    /// Writes the rows in the order in which the table holds them, so that reading fills it from front to back.
    pub(crate) fn write(&self, out: &mut Output) {
        let spread = |key: u32| key.wrapping_mul(SPREAD);
        let mut slots: Vec<(u32, u32)> =
            self.slots.iter().filter(|s| s.1 != NONE).map(|s| (spread(s.0), s.1)).collect();
        slots.sort_unstable();
        out.number(slots.len() as u64);
        let mut before = 0;
        for &(place, _) in &slots {
            out.number((place - before) as u64);
            before = place;
        }
        slots.iter().for_each(|&(_, start)| out.byte(self.cells[start as usize].0));
        // Classes and weights apart: like stands by like, which packs better.
        for pick in [|cell: &(u8, i8)| cell.0, |cell: &(u8, i8)| cell.1 as u8] {
            for &(_, start) in &slots {
                let start = start as usize;
                let length = self.cells[start].0 as usize;
                self.cells[start + 1..][..length].iter().for_each(|cell| out.byte(pick(cell)));
            }
        }
    }

    /// Reads what [`Weights::write`] wrote; a class that is not below `classes` is refused.
    pub(crate) fn read(input: &mut Input<'_>, classes: usize) -> Result<Self, Broken> {
        let count = input.count(2)?;
        let mut places = Vec::with_capacity(count);
        let mut place = 0u32;
        for at in 0..count {
            let step = u32::try_from(input.number()?).map_err(|_| Broken)?;
            if step == 0 && at > 0 {
                return Err(Broken);
            }
            place = place.checked_add(step).ok_or(Broken)?;
            places.push(place);
        }
        let lengths = input.bytes(count)?;
        let cells = lengths.iter().map(|&length| length as usize).sum();
        let (mut of_class, mut of_weight) = (input.bytes(cells)?, input.bytes(cells)?);
        if of_class.iter().any(|&class| class as usize >= classes) {
            return Err(Broken);
        }
        let mut rows = Weights::with_room(count);
        rows.cells.reserve_exact(count + cells);
        for (place, &length) in places.into_iter().zip(lengths) {
            let (class, classes) = of_class.split_at(length as usize);
            let (weight, weights) = of_weight.split_at(length as usize);
            rows.insert(
                place.wrapping_mul(GATHER),
                length,
                class.iter().zip(weight).map(|(&class, &weight)| (class, weight as i8)),
            );
            (of_class, of_weight) = (classes, weights);
        }
        Ok(rows)
    }
}

impl Weights {
    /// Where the row of a key starts; the empty row where it has none.
    #[inline(always)]
    fn start(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = self.home(key);
        loop {
            let (found, start) = self.slots[at & mask];
            if found == key && start != NONE {
                return start as usize;
            }
            if start == NONE {
                return 0;
            }
            at += 1;
        }
    }
}

impl Score for Weights {
    /// In three passes, because memory is slow and the processor fetches ahead only where it need not guess: which
    /// features have weights at all, where their rows are, and only then the rows.
    #[inline]
    fn add(&self, keys: &[u32], scores: &mut Scores) {
        for keys in keys.chunks(BATCH) {
            let mut kept = [0u32; BATCH];
            let mut count = 0;
            for &key in keys {
                kept[count % BATCH] = key;
                let (word, bit) = self.filter_bit(key);
                count += (self.filter[word] >> bit & 1) as usize;
            }
            let mut rows = [(0u32, 0u8); BATCH];
            for (row, &key) in rows.iter_mut().zip(&kept[..count]) {
                row.0 = self.start(key) as u32;
            }
            for row in &mut rows[..count] {
                row.1 = self.cells[row.0 as usize].0;
            }
            for &(start, length) in &rows[..count] {
                let start = start as usize + 1;
                for &(class, weight) in &self.cells[start..start + length as usize] {
                    scores[class as usize] += weight as i32;
                }
            }
        }
    }
}
