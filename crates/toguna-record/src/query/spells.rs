//! Facts as spells: what holds on a day, where the next telling of a thing that can only be one ends the one before.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toguna_mark::held_by_one;

use crate::Snapshot;
use crate::reconcile::fold;
use crate::rows::FactRow;
use crate::when::bounds;

/// States of which one subject has one at a time: a later one ends the earlier.
const ONE_AT_A_TIME: [&str; 4] = ["is-a", "holds-rank", "headquartered-in", "has-status"];

impl Snapshot {
    /// The same snapshot with only those facts that may hold on a day; a fact without begin or end may hold on any.
    pub fn on(mut self, day: Date) -> Snapshot {
        let mut kept = self.holding(day).into_iter();
        self.readings.facts.retain(|_| kept.next().unwrap_or_default());
        self
    }

    /// For each fact whether it may hold on a day.
    pub fn holding(&self, day: Date) -> Vec<bool> {
        let ends = successions(&self.readings.facts);
        let holds = |at: usize, fact: &FactRow| {
            let begun = begin(fact).is_none_or(|begin| begin <= day);
            let told_end = bounds(fact.to.as_ref()).and_then(|to| to.latest);
            begun && told_end.is_none_or(|end| end >= day) && ends[at].is_none_or(|end| end > day)
        };
        self.readings.facts.iter().enumerate().map(|(at, fact)| holds(at, fact)).collect()
    }
}

/// The first day on which a fact is told to hold.
fn begin(fact: &FactRow) -> Option<Date> {
    bounds(fact.from.as_ref().or(fact.on.as_ref())).and_then(|from| from.earliest)
}

/// For each fact the day on which another takes its place.
fn successions(facts: &[FactRow]) -> Vec<Option<Date>> {
    let mut groups = BTreeMap::<(&str, String), Vec<usize>>::new();
    for (at, fact) in facts.iter().enumerate().filter(|(_, fact)| begin(fact).is_some()) {
        let predicate = fact.predicate.as_str();
        // Words alone name nothing across documents: "the accord" of one is not that of another.
        let known = fact.subject.is_entity || predicate != "has-status";
        if ONE_AT_A_TIME.contains(&predicate) && known {
            groups.entry((predicate, fact.subject.text.clone())).or_default().push(at);
        } else if held_by_one(predicate, fact.office()) {
            let office = fold(fact.office());
            groups.entry((predicate, format!("{} {office}", fact.object.text))).or_default().push(at);
        }
    }
    let mut ends = vec![None; facts.len()];
    for ((predicate, _), group) in groups {
        let of_subject = ONE_AT_A_TIME.contains(&predicate);
        let what = |at: usize| if of_subject { &facts[at].object } else { &facts[at].subject };
        for &at in &group {
            // A begin that is only told as "about" ends nothing.
            let sure = |fact: &FactRow| !fact.from.as_ref().is_some_and(|from| from.as_str().ends_with('~'));
            let later = group
                .iter()
                .map(|&other| (other, &facts[other]))
                .filter(|&(other, fact)| sure(fact) && begin(fact) > begin(&facts[at]) && what(other) != what(at));
            ends[at] = later.filter_map(|(_, fact)| begin(fact)).min();
        }
    }
    ends
}
