//! The dynamic oracle: for any half-read sentence, how many right arcs each move would put out of reach for good.

use crate::parser::{Move, State};

/// The heads of a sentence as the treebank has them; the root's head is one past the last word.
pub(crate) struct Gold<'a> {
    pub(crate) heads: &'a [u16],
    /// Index of each relation; `None` for the root.
    pub(crate) labels: &'a [Option<u8>],
}

/// The best moves of a state.
pub(crate) struct Best {
    pub(crate) shift: bool,
    pub(crate) left: bool,
    pub(crate) right: bool,
    /// The relation that the word on top of the stack ought to get, where it has one.
    pub(crate) label: Option<u8>,
}

impl Best {
    /// Whether a move is among the best.
    pub(crate) fn allows(&self, step: Move) -> bool {
        let fits = |label: u8| self.label.is_none_or(|l| l == label);
        match step {
            Move::Shift => self.shift,
            Move::Left(label) => self.left && fits(label),
            Move::Right(label) => self.right && fits(label),
        }
    }
}

/// Finds the moves that lose fewest arcs.
pub(crate) fn best(state: &State, gold: &Gold<'_>) -> Best {
    let never = usize::MAX;
    let shift = if state.can_shift() { shift_cost(state, gold) } else { never };
    let left = if state.can_left() { left_cost(state, gold) } else { never };
    let right = if state.can_right() { right_cost(state, gold) } else { never };
    let least = shift.min(left).min(right);
    let label = gold.labels.get(state.top(0)).copied().flatten();
    Best { shift: shift == least, left: left == least, right: right == least, label }
}

fn shift_cost(state: &State, gold: &Gold<'_>) -> usize {
    let next = state.next;
    let below = state.stack.len().saturating_sub(1);
    let head = gold.heads[next] as usize;
    let headless = state.stack[..below].iter().any(|&s| s as usize == head) as usize;
    headless + state.stack.iter().filter(|&&s| gold.heads[s as usize] as usize == next).count()
}

/// How many words that are still to be read hang under the top of the stack.
fn waiting(state: &State, gold: &Gold<'_>, top: usize) -> usize {
    (state.next..state.length).filter(|&k| gold.heads[k] as usize == top).count()
}

fn left_cost(state: &State, gold: &Gold<'_>) -> usize {
    let top = state.top(0);
    let head = gold.heads[top] as usize;
    let lost = (state.stack.len() >= 2 && head == state.top(1)) || head > state.next;
    lost as usize + waiting(state, gold, top)
}

fn right_cost(state: &State, gold: &Gold<'_>) -> usize {
    let top = state.top(0);
    (gold.heads[top] as usize >= state.next) as usize + waiting(state, gold, top)
}
