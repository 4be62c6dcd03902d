//! Agreements that documents tell by their words ("the Kidal Charter", "the accord"): which words mean one agreement.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use toguna_code::Status;

use super::super::event::COUNTRY;
use super::step::Step;
use super::{Commitment, Telling, telling};
use crate::Snapshot;
use crate::reconcile::{fold, same_stem};
use crate::rows::FactRow;
use crate::when::bounds;

/// A step of an agreement as one document tells it.
struct Told<'a> {
    fact: &'a FactRow,
    step: Step,
    /// Its words without case and accents.
    words: BTreeSet<String>,
    /// Those that are a name: places that are no country, and words with a capital.
    names: BTreeSet<String>,
    /// Events that the same words tell.
    events: BTreeSet<usize>,
    parties: BTreeSet<&'a str>,
}

impl Snapshot {
    /// Every agreement with its steps, and the accounts that tell them.
    pub(super) fn pacts(&self) -> (Vec<Commitment<'_>>, BTreeSet<usize>) {
        let mut accounts = BTreeSet::new();
        let told = self.told_pacts(&mut accounts);
        let groups = groups(&told);
        let all = groups.values().map(|group| self.pact(&group.iter().map(|&at| &told[at]).collect::<Vec<_>>()));
        (all.collect(), accounts)
    }

    fn told_pacts(&self, accounts: &mut BTreeSet<usize>) -> Vec<Told<'_>> {
        let event_of: HashMap<usize, usize> = (self.findings.events.iter().enumerate())
            .flat_map(|(event, row)| row.accounts.iter().map(move |&account| (account, event)))
            .collect();
        let told = |fact: &FactRow| {
            let by_words = fact.predicate == "has-status" && !fact.subject.is_entity;
            by_words && !matches!(fact.status, Status::Denied | Status::Possible)
        };
        let mut found = Vec::new();
        for fact in self.readings.facts.iter().filter(|fact| told(fact)) {
            let Some(step) = Step::of(&fact.object.text) else { continue };
            let here = self.readings.accounts.iter().enumerate().filter(|(_, row)| row.at.meets(&fact.at));
            let here: Vec<usize> = here.map(|(at, _)| at).collect();
            let of = |&at: &usize| &self.readings.accounts[at];
            found.push(Told {
                fact,
                step,
                words: fold(&fact.subject.text).split(' ').map(str::to_owned).collect(),
                names: self.names_in(fact),
                events: here.iter().filter_map(|at| event_of.get(at)).copied().collect(),
                parties: here.iter().map(of).flat_map(|row| &row.agents).map(String::as_str).collect(),
            });
            accounts.extend(here);
        }
        found
    }

    /// What in the words of an agreement is a name.
    fn names_in(&self, fact: &FactRow) -> BTreeSet<String> {
        let (mut left, mut names) = (fact.subject.text.clone(), BTreeSet::new());
        for place in self.readings.places.iter().filter(|place| place.at.meets(&fact.at)) {
            if left.contains(&place.at.quote) {
                left = left.replace(&place.at.quote, " ");
                names.extend((place.precision < COUNTRY).then(|| place.entity.clone()));
            }
        }
        // Parties are no name: two states make more than one agreement.
        for actor in self.readings.actors.iter().filter(|actor| actor.at.meets(&fact.at)) {
            left = left.replace(&actor.at.quote, " ");
        }
        let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        names.extend(left.split(|c: char| !c.is_alphanumeric()).filter(capital).map(fold));
        names
    }

    fn pact<'a>(&'a self, group: &[&Told<'a>]) -> Commitment<'a> {
        let mut times = BTreeMap::<&str, usize>::new();
        for told in group {
            *times.entry(&told.fact.subject.text).or_default() += 1;
        }
        // The words with most of a name, then most words, then those told most often.
        let best = |told: &&&Told<'a>| {
            let text = told.fact.subject.text.as_str();
            (told.names.len(), told.words.len(), times[text], std::cmp::Reverse(text))
        };
        let what = group.iter().max_by_key(best).map_or("", |told| told.fact.subject.text.as_str());
        let parties: BTreeSet<&str> =
            group.iter().flat_map(|told| &told.parties).map(|id| self.entity_name(id)).collect();
        let parties = parties.into_iter().collect::<Vec<_>>().join(", ");
        let mut tellings: Vec<Telling<'a>> = group.iter().map(|told| step_telling(told)).collect();
        self.sort(&mut tellings);
        Commitment {
            id: group[0].fact.id.clone(),
            what: if parties.is_empty() { what.to_owned() } else { format!("{what} ({parties})") },
            tellings,
        }
    }
}

/// What is only planned is announced, for the day that is told.
fn step_telling<'a>(told: &Told<'a>) -> Telling<'a> {
    if told.fact.status != Status::Planned || told.step == Step::Announced {
        return telling(told.fact, told.step);
    }
    Telling {
        step: Step::Announced,
        on: None,
        due: bounds(told.fact.on.as_ref()),
        promised: told.step,
        ..telling(told.fact, told.step)
    }
}

/// Which tellings mean one agreement, each group by its first.
fn groups(told: &[Told<'_>]) -> BTreeMap<usize, Vec<usize>> {
    let mut of: Vec<usize> = (0..told.len()).collect();
    let join = |of: &mut Vec<usize>, a: usize, b: usize| {
        let (into, from) = (of[a].min(of[b]), of[a].max(of[b]));
        of.iter_mut().filter(|group| **group == from).for_each(|group| *group = into);
    };
    for b in 0..told.len() {
        for a in 0..b {
            if one_name(&told[a], &told[b]) || one_event(told, a, b) {
                join(&mut of, a, b);
            }
        }
        if let Some(a) = named_before(told, b) {
            join(&mut of, a, b);
        }
    }
    let mut groups = BTreeMap::<usize, Vec<usize>>::new();
    for (at, group) in of.into_iter().enumerate() {
        groups.entry(group).or_default().push(at);
    }
    groups
}

/// Half of all parts of two names are the same: "Algiers Accord" and "accord d'Alger" share the place.
fn one_name(a: &Told<'_>, b: &Told<'_>) -> bool {
    let shared = a.names.iter().filter(|x| b.names.iter().any(|y| same_stem(x, y))).count();
    shared > 0 && shared * 2 >= a.names.len() + b.names.len() - shared
}

/// One step of one event in two documents, of which neither tells the event of two agreements.
fn one_event(told: &[Told<'_>], a: usize, b: usize) -> bool {
    let alone = |x: &Told<'_>, event: &usize| {
        let others = told.iter().filter(|y| y.fact.at.document == x.fact.at.document && y.events.contains(event));
        others.map(|y| &y.words).collect::<BTreeSet<_>>().len() == 1
    };
    let (a, b) = (&told[a], &told[b]);
    let names_differ = !a.names.is_empty() && !b.names.is_empty();
    a.fact.at.document != b.fact.at.document
        && a.step == b.step
        && !names_differ
        && a.events.intersection(&b.events).any(|event| alone(a, event) && alone(b, event))
}

/// The agreement that a document named last before words without a name that say no more: "the accord".
fn named_before(told: &[Told<'_>], at: usize) -> Option<usize> {
    let this = &told[at];
    let before = (0..at).rev().find(|&other| told[other].fact.at.document == this.fact.at.document)?;
    let other = &told[before];
    let says_no_more = this.words.iter().all(|word| other.words.iter().any(|named| same_stem(word, named)));
    // What is told to be signed on another day is another agreement.
    let days = |told: &Told<'_>| bounds(told.fact.on.as_ref());
    let other_day = this.step == other.step && matches!((days(this), days(other)), (Some(x), Some(y)) if !x.meets(&y));
    (this.names.is_empty() && says_no_more && !other_day).then_some(before)
}
