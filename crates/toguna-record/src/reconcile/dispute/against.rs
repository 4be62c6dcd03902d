//! Which of many tellings contradict another, without comparing all with all: what is told alike is compared once.

use std::collections::BTreeMap;

/// Who tells something.
#[derive(Clone, Copy)]
enum Tellers {
    None,
    One(usize),
    Several,
}

impl Tellers {
    fn and(self, other: Tellers) -> Tellers {
        match (self, other) {
            (Tellers::None, some) | (some, Tellers::None) => some,
            (Tellers::One(x), Tellers::One(y)) if x == y => self,
            _ => Tellers::Several,
        }
    }
}

/// For each telling whether what it tells is against what a telling with another number tells. Tellings that may not
/// contradict each other, such as those of one document, have one number; those without a number may contradict all.
pub(super) fn contradicted<K: Ord>(told: &[(K, Option<usize>)], against: impl Fn(&K, &K) -> bool) -> Vec<bool> {
    let mut kinds = BTreeMap::<&K, Tellers>::new();
    for (what, teller) in told {
        let kind = kinds.entry(what).or_insert(Tellers::None);
        *kind = kind.and(teller.map_or(Tellers::Several, Tellers::One));
    }
    let opposed = |what: &K| {
        let mut tellers = Tellers::None;
        for (_, others) in kinds.iter().filter(|(other, _)| against(what, other)) {
            tellers = tellers.and(*others);
            if matches!(tellers, Tellers::Several) {
                break;
            }
        }
        tellers
    };
    let opponents: BTreeMap<&K, Tellers> = kinds.keys().map(|what| (*what, opposed(what))).collect();
    let is_contradicted = |(what, teller): &(K, Option<usize>)| match opponents[what] {
        Tellers::None => false,
        Tellers::One(other) => *teller != Some(other),
        Tellers::Several => true,
    };
    told.iter().map(is_contradicted).collect()
}

/// The same, with the things themselves: those that contradict another.
pub(super) fn contradicting<T: Copy, K: Ord>(
    things: &[T],
    telling: impl Fn(T) -> (K, Option<usize>),
    against: impl Fn(&K, &K) -> bool,
) -> Vec<T> {
    let told: Vec<(K, Option<usize>)> = things.iter().map(|thing| telling(*thing)).collect();
    let contradicted = contradicted(&told, against);
    things.iter().zip(contradicted).filter_map(|(thing, contradicted)| contradicted.then_some(*thing)).collect()
}

#[cfg(test)]
mod tests {
    use super::contradicted;

    #[test]
    fn each_telling_is_told_as_if_all_were_compared() {
        // (value, document): values that differ by more than one contradict each other.
        let told: Vec<(i32, Option<usize>)> =
            (0..60).map(|at: usize| ((at * 7 % 11) as i32, (!at.is_multiple_of(5)).then_some(at * at % 7))).collect();
        for few in 2..told.len() {
            let told = &told[..few];
            let against = |x: &i32, y: &i32| (x - y).abs() > 8;
            let by_all = |(what, teller): &(i32, Option<usize>)| {
                told.iter().any(|(other, of)| against(what, other) && (teller.is_none() || teller != of))
            };
            assert_eq!(contradicted(told, against), told.iter().map(by_all).collect::<Vec<_>>());
        }
    }
}
