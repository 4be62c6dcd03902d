//! The averaged perceptron while it learns: sparse rows of whole-number weights, so that a training run is exact and
//! gives the same bytes on every machine.

use crate::weights::{Score, Scores, Weights};

/// One weight of one class.
#[derive(Clone, Copy)]
struct Cell {
    /// The weight multiplied by the step at which each change was made: the average comes of it at the end.
    stamped: i64,
    weight: i32,
    class: u8,
}

/// A perceptron in training.
pub(crate) struct Perceptron {
    /// Open addressing: key and 1 + row, 0 where empty.
    slots: Vec<(u32, u32)>,
    rows: Vec<Vec<Cell>>,
    keys: Vec<u32>,
    step: i64,
    /// How often features were met in the first round, by the high bits of their keys.
    counts: Vec<u8>,
    least: u8,
    counting: bool,
}

/// How many low bits of a key the counts leave out.
const COUNT_SHIFT: u32 = 6;

impl Default for Perceptron {
    fn default() -> Self {
        Self::new(1)
    }
}

impl Perceptron {
    /// A perceptron that knows nothing, and will learn of features that it met `least` times in the first round.
    /// What is met once tells of one sentence, not of the language.
    pub(crate) fn new(least: u8) -> Self {
        let counts = if least > 1 { vec![0; 1 << (32 - COUNT_SHIFT)] } else { Vec::new() };
        Perceptron {
            slots: vec![(0, 0); 1 << 12],
            rows: Vec::new(),
            keys: Vec::new(),
            step: 1,
            counts,
            least,
            counting: least > 1,
        }
    }

    /// Ends the first round: what was met often enough is settled.
    pub(crate) fn end_round(&mut self) {
        self.counting = false;
    }

    /// The root of how often a feature was met. A weight is worth its size times this: what its loss costs grows with
    /// the square of the weight and with how often it counts.
    fn often(&self, key: u32) -> f64 {
        self.counts.get((key >> COUNT_SHIFT) as usize).map_or(1.0, |&count| f64::from(count).sqrt())
    }

    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key.wrapping_mul(0x9E37_79B1) as usize & mask;
        while self.slots[at].1 != 0 && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    /// Moves the weights of some features: up for one class, down for another. Counts one step, changed or not.
    pub(crate) fn learn(&mut self, keys: &[u32], right: u8, guessed: u8) {
        if self.counting {
            for &key in keys {
                let count = &mut self.counts[(key >> COUNT_SHIFT) as usize];
                *count = count.saturating_add(1);
            }
        }
        if right != guessed {
            for &key in keys {
                if self.least > 1 && self.counts[(key >> COUNT_SHIFT) as usize] < self.least {
                    continue;
                }
                let row = self.row(key);
                change(&mut self.rows[row], right, 1, self.step);
                change(&mut self.rows[row], guessed, -1, self.step);
            }
        }
        self.step += 1;
    }

    /// The row of a key, made where there is none.
    fn row(&mut self, key: u32) -> usize {
        let at = self.slot(key);
        if self.slots[at].1 != 0 {
            return self.slots[at].1 as usize - 1;
        }
        self.rows.push(Vec::new());
        self.keys.push(key);
        self.slots[at] = (key, self.rows.len() as u32);
        if self.rows.len() * 2 > self.slots.len() {
            let old = std::mem::replace(&mut self.slots, vec![(0, 0); 0]);
            self.slots = vec![(0, 0); old.len() * 2];
            for slot in old.into_iter().filter(|s| s.1 != 0) {
                let at = self.slot(slot.0);
                self.slots[at] = slot;
            }
        }
        self.rows.len() - 1
    }

    /// The averaged weights, quantised, without those that hardly matter.
    pub(crate) fn finish(&self, pruning: &Pruning) -> Weights {
        let average = |cell: &Cell| cell.weight as f64 - cell.stamped as f64 / self.step as f64;
        let mut sizes: Vec<f64> = self.rows.iter().flatten().map(|c| average(c).abs()).filter(|&a| a > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        let clip = sizes
            .get(((sizes.len() as f64 * pruning.clip) as usize).min(sizes.len().saturating_sub(1)))
            .copied()
            .unwrap_or(1.0);
        let unit = 127.0 / clip;
        let mut worths: Vec<f64> = Vec::with_capacity(sizes.len());
        for (row, &key) in self.rows.iter().zip(&self.keys) {
            worths.extend(row.iter().map(|cell| average(cell).abs() * self.often(key)));
        }
        worths.sort_by(f64::total_cmp);
        let floor = worths.len().checked_sub(pruning.keep).map_or(0.0, |at| worths[at]);
        let mut rows: Vec<(u32, Vec<(u8, i8)>)> = Vec::new();
        for (row, &key) in self.rows.iter().zip(&self.keys) {
            let mut cells: Vec<(u8, i8)> = row
                .iter()
                .filter(|cell| average(cell).abs() * self.often(key) >= floor)
                .map(|cell| (cell.class, (average(cell) * unit).round().clamp(-127.0, 127.0) as i8))
                .filter(|&(_, weight)| weight != 0)
                .collect();
            cells.sort_unstable();
            if !cells.is_empty() {
                rows.push((key, cells));
            }
        }
        rows.sort_unstable_by_key(|r| r.0);
        Weights::new(rows)
    }
}

/// What [`Perceptron::finish`] keeps.
pub(crate) struct Pruning {
    /// How many weights at most: those of most worth.
    pub(crate) keep: usize,
    /// Which share of the weights is told apart by size; larger ones are all as the largest.
    pub(crate) clip: f64,
}

fn change(row: &mut Vec<Cell>, class: u8, by: i32, step: i64) {
    let at = row.iter().position(|c| c.class == class).unwrap_or_else(|| {
        row.push(Cell { stamped: 0, weight: 0, class });
        row.len() - 1
    });
    row[at].weight += by;
    row[at].stamped += step * by as i64;
}

impl Score for Perceptron {
    fn add(&self, keys: &[u32], scores: &mut Scores) {
        for &key in keys {
            let row = self.slots[self.slot(key)].1;
            if row != 0 {
                for cell in &self.rows[row as usize - 1] {
                    scores[cell.class as usize] += cell.weight;
                }
            }
        }
    }
}
