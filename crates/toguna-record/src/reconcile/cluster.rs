//! Grouping by scored pairs so that one wrong pair cannot chain strangers together: two groups join only where no pair
//! across them is ruled out and all pairs across them speak for it on the average (average linkage).

use std::collections::HashSet;

/// How much speaks for two things, the lower first, being of one group.
pub(super) type Pair = (f64, usize, usize);

/// Groups `count` things by pairs that speak for one group, which it brings into order, best first. `score` is asked of every
/// pair across two groups: above nought it speaks for one group, below against it, and `None` rules it out.
pub(super) fn average_link(
    count: usize,
    pairs: &mut Vec<Pair>,
    score: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<Vec<usize>> {
    pairs.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    pairs.dedup();
    let mut group_of: Vec<usize> = (0..count).collect();
    // Each group stands at its least member.
    let mut groups: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
    // Two groups that do not join need not be tried by each of their pairs: a group only changes by growing.
    let mut refused = HashSet::new();
    for &mut (_, a, b) in pairs {
        let (x, y) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
        let tried = (x, groups[x].len(), y, groups[y].len());
        if x == y || refused.contains(&tried) {
            continue;
        }
        if !joins(&groups[x], &groups[y], &score) {
            refused.insert(tried);
            continue;
        }
        let moved = std::mem::take(&mut groups[y]);
        moved.iter().for_each(|&at| group_of[at] = x);
        groups[x].extend(moved);
    }
    groups.retain(|group| !group.is_empty());
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

fn joins(a: &[usize], b: &[usize], score: &impl Fn(usize, usize) -> Option<f64>) -> bool {
    let across = a.iter().flat_map(|&x| b.iter().map(move |&y| (x, y)));
    let sum = across.map(|(x, y)| score(x.min(y), x.max(y))).sum::<Option<f64>>();
    // A small allowance for sums of decimal fractions.
    sum.is_some_and(|sum| sum > -1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(scores: &'static [(usize, usize, f64)], otherwise: Option<f64>) -> impl Fn(usize, usize) -> Option<f64> {
        move |a, b| scores.iter().find(|(x, y, _)| (*x, *y) == (a, b)).map(|(.., score)| *score).or(otherwise)
    }

    fn seeds(scores: &[(usize, usize, f64)]) -> Vec<Pair> {
        scores.iter().map(|&(a, b, score)| (score, a, b)).collect()
    }

    #[test]
    fn a_pair_that_is_ruled_out_keeps_its_groups_apart() {
        const LIKE: &[(usize, usize, f64)] = &[(0, 1, 0.9), (1, 2, 0.8)];
        assert_eq!(average_link(3, &mut seeds(LIKE), table(LIKE, None)), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn one_wrong_pair_does_not_chain_two_groups() {
        const LIKE: &[(usize, usize, f64)] = &[(0, 1, 0.4), (2, 3, 0.4), (1, 2, 0.3)];
        assert_eq!(average_link(4, &mut seeds(LIKE), table(LIKE, Some(-0.2))), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn one_pair_of_which_little_is_told_does_not_part_a_group() {
        const LIKE: &[(usize, usize, f64)] = &[(0, 1, 0.4), (1, 2, 0.3), (0, 2, -0.1)];
        assert_eq!(average_link(3, &mut seeds(&LIKE[..2]), table(LIKE, None)), [vec![0, 1, 2]]);
    }
}
