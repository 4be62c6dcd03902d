//! The best tree over arcs that are scored one by one: Chu and Liu's and Edmonds' algorithm, with exactly one root.

/// What keeps every arc from the root but one out of a tree: more than any tree's scores differ by.
const PENALTY: f64 = 1e7;

/// What no arc scores.
const NEVER: f64 = f64::NEG_INFINITY;

/// The heads of `words` words in the tree with the highest sum of scores, where `arc(dependent, head)` scores an arc.
/// Words are counted from 1, and 0 is the root's head: what stands at 0 in the answer means nothing.
pub(crate) fn best_tree(words: usize, arc: impl Fn(usize, usize) -> f32) -> Vec<usize> {
    let nodes = words + 1;
    let mut scores = vec![NEVER; nodes * nodes];
    for dependent in 1..nodes {
        for head in (0..nodes).filter(|&head| head != dependent) {
            let score = arc(dependent, head);
            // What is no number scores least, so that a broken network still gives a tree.
            let score = if score.is_finite() { f64::from(score) } else { -1e5 };
            scores[dependent * nodes + head] = score - if head == 0 { PENALTY } else { 0.0 };
        }
    }
    greatest(&scores, nodes)
}

/// The head with the highest score of each node but 0; of equal ones the first.
fn greedy(scores: &[f64], nodes: usize) -> Vec<usize> {
    let best = |row: &[f64]| (0..row.len()).fold(0, |best, head| if row[head] > row[best] { head } else { best });
    let mut heads: Vec<usize> = scores.chunks_exact(nodes).map(best).collect();
    heads[0] = 0;
    heads
}

/// Nodes that are each other's ancestors, if there are any.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    // The walk that first came by each node; walks are numbered by their first node.
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut nodes = vec![at];
            let mut next = heads[at];
            while next != at {
                nodes.push(next);
                next = heads[next];
            }
            return Some(nodes);
        }
    }
    None
}

/// The arborescence with the highest sum over a full matrix: `scores[dependent * nodes + head]`.
fn greatest(scores: &[f64], nodes: usize) -> Vec<usize> {
    let mut heads = greedy(scores, nodes);
    let Some(cycle) = cycle(&heads) else { return heads };
    let within: Vec<bool> = (0..nodes).map(|node| cycle.contains(&node)).collect();
    // The cycle becomes one node, the last; the others keep their order, so that 0 stays 0.
    let outside: Vec<usize> = (0..nodes).filter(|&node| !within[node]).collect();
    let (smaller, merged) = (outside.len() + 1, outside.len());
    let at = |dependent: usize, head: usize| scores[dependent * nodes + head];
    let mut contracted = vec![NEVER; smaller * smaller];
    // Which node of the cycle an arc out of it leaves, and which an arc into it enters.
    let (mut leaves, mut enters) = (vec![0; merged], vec![0; merged]);
    for (i, &node) in outside.iter().enumerate() {
        for (j, &other) in outside.iter().enumerate() {
            contracted[i * smaller + j] = at(node, other);
        }
        let gain = |&inner: &usize| at(inner, node) - at(inner, heads[inner]);
        let first = |best: usize, next: usize, better: bool| if better { next } else { best };
        leaves[i] = cycle.iter().copied().reduce(|a, b| first(a, b, at(node, b) > at(node, a))).unwrap_or(0);
        enters[i] = cycle.iter().copied().reduce(|a, b| first(a, b, gain(&b) > gain(&a))).unwrap_or(0);
        contracted[i * smaller + merged] = at(node, leaves[i]);
        contracted[merged * smaller + i] = gain(&enters[i]);
    }
    let found = greatest(&contracted, smaller);
    for (i, &node) in outside.iter().enumerate() {
        heads[node] = if found[i] == merged { leaves[i] } else { outside[found[i]] };
    }
    let into = found[merged];
    heads[enters[into]] = outside[into];
    heads
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The score of a tree, or nothing where the heads make no tree with one root.
    fn score(heads: &[usize], scores: &[Vec<f32>]) -> Option<f64> {
        let rooted = (1..heads.len()).filter(|&at| heads[at] == 0).count() == 1;
        (rooted && cycle(heads).is_none())
            .then(|| (1..heads.len()).map(|at| f64::from(scores[at][heads[at]])).sum::<f64>())
    }

    /// The highest score of all trees, tried one by one.
    fn tried(scores: &[Vec<f32>]) -> f64 {
        let nodes = scores.len();
        (0..nodes.pow(nodes as u32 - 1))
            .filter_map(|mut number| {
                let mut heads = vec![0; nodes];
                for head in heads.iter_mut().skip(1) {
                    *head = number % nodes;
                    number /= nodes;
                }
                score(&heads, scores)
            })
            .fold(f64::NEG_INFINITY, f64::max)
    }

    proptest! {
        #[test]
        fn no_tree_scores_higher(
            scores in (2usize..6).prop_flat_map(|n| prop::collection::vec(prop::collection::vec(-9f32..9.0, n), n))
        ) {
            let heads = best_tree(scores.len() - 1, |dependent, head| scores[dependent][head]);
            let found = score(&heads, &scores);
            prop_assert!(found.is_some(), "no tree: {heads:?}");
            prop_assert!((found.unwrap_or(0.0) - tried(&scores)).abs() < 1e-4);
        }

        #[test]
        fn scores_that_are_no_numbers_still_give_a_tree(odd in prop::collection::vec(
            prop::sample::select(vec![f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, 1.0]), 49))
        {
            let heads = best_tree(6, |dependent, head| odd[dependent * 7 + head]);
            prop_assert!((1..7).filter(|&at| heads[at] == 0).count() == 1 && cycle(&heads).is_none(), "{heads:?}");
        }
    }

    #[test]
    fn two_words_that_each_want_the_other_are_parted() {
        let heads = best_tree(2, |dependent, head| match (dependent, head) {
            (1, 2) | (2, 1) => 9.0,
            (1, 0) => 2.0,
            _ => 1.0,
        });
        assert_eq!(heads, [0, 0, 1]);
        assert_eq!(best_tree(0, |_, _| 0.0), [0]);
        assert_eq!(best_tree(1, |_, _| f32::NAN), [0, 0]);
    }
}
