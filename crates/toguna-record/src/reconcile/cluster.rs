//! Grouping by pairs so that one wrong pair cannot chain strangers together: two groups join only where every pair
//! across them holds (complete linkage).

use std::collections::BTreeMap;

/// Groups `count` things by scored pairs, best first; `holds` is asked for every pair across two groups.
pub(super) fn complete_link(
    count: usize,
    mut pairs: Vec<(f64, usize, usize)>,
    holds: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let mut group_of: Vec<usize> = (0..count).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = (0..count).map(|at| (at, vec![at])).collect();
    for (_, a, b) in pairs {
        let (x, y) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
        if x == y || !groups[&x].iter().all(|&i| groups[&y].iter().all(|&j| holds(i, j))) {
            continue;
        }
        let moved = groups.remove(&y).unwrap_or_default();
        moved.iter().for_each(|&at| group_of[at] = x);
        groups.entry(x).or_default().extend(moved);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_likeness_does_not_join_strangers() {
        let like = [(0, 1), (1, 2)];
        let holds = |a: usize, b: usize| like.contains(&(a.min(b), a.max(b)));
        let groups = complete_link(3, vec![(0.9, 0, 1), (0.8, 1, 2)], holds);
        assert_eq!(groups, [vec![0, 1], vec![2]]);
    }
}
