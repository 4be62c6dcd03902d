//! Agreements that documents tell by their words ("the Kidal Charter", "the accord"): which words mean one agreement.

use std::collections::{BTreeMap, BTreeSet};

use toguna_code::Status;

use super::super::event::COUNTRY;
use super::step::Step;
use super::{Commitment, Telling, telling};
use crate::Snapshot;
use crate::phrase::{self, Part};
use crate::reconcile::{Union, fold, same_stem};
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
    /// Every agreement with its steps, and the ids of the accounts that tell them.
    pub(super) fn pacts(&self) -> (Vec<Commitment<'_>>, BTreeSet<&str>) {
        let mut accounts = BTreeSet::new();
        let told = self.told_pacts(&mut accounts);
        let groups = groups(&told);
        let all = groups.values().map(|group| self.pact(&group.iter().map(|&at| &told[at]).collect::<Vec<_>>()));
        (all.collect(), accounts)
    }

    fn told_pacts<'a>(&'a self, accounts: &mut BTreeSet<&'a str>) -> Vec<Told<'a>> {
        let told = |fact: &FactRow| {
            let by_words = fact.predicate == "has-status" && !fact.subject.is_entity;
            by_words && !matches!(fact.status, Status::Denied | Status::Possible)
        };
        let mut found = Vec::new();
        for fact in self.readings.facts.iter().filter(|fact| told(fact)) {
            let Some(step) = Step::of(&fact.object.text) else { continue };
            let here = self.readings.account_range(fact.at.document);
            let here = here.map(|at| (&self.readings.accounts[at], at));
            let here: Vec<_> = here.filter(|(row, _)| row.at.meets(&fact.at)).collect();
            found.push(Told {
                fact,
                step,
                words: fold(&fact.subject.text).split(' ').map(str::to_owned).collect(),
                names: self.names_in(fact),
                events: here.iter().filter_map(|(_, at)| *self.findings.event_of.get(*at)?).collect(),
                parties: here.iter().flat_map(|(row, _)| &row.agents).map(String::as_str).collect(),
            });
            accounts.extend(here.iter().map(|(row, _)| row.id.as_str()));
        }
        found
    }

    /// What in the words of an agreement is a name.
    fn names_in(&self, fact: &FactRow) -> BTreeSet<String> {
        let (mut left, mut names) = (fact.subject.text.clone(), BTreeSet::new());
        for place in self.readings.places_of(fact.at.document).iter().filter(|place| place.at.meets(&fact.at)) {
            if left.contains(&place.at.quote) {
                left = left.replace(&place.at.quote, " ");
                names.extend((place.precision < COUNTRY).then(|| format!("{PLACE}{}", place.entity)));
            }
        }
        // Parties are no name: two states make more than one agreement.
        for actor in self.readings.actors_of(fact.at.document).iter().filter(|actor| actor.at.meets(&fact.at)) {
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
        let mut tellings: Vec<Telling<'a>> = group.iter().map(|told| step_telling(told)).collect();
        self.sort(&mut tellings);
        Commitment {
            id: group[0].fact.id.clone(),
            what: phrase::WITH_PARTIES.say([what.into(), Part::list(parties)]),
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

/// Which tellings mean one agreement, each group by its first. Only those are compared that share a beginning of a name, or an
/// event: all pairs of a large record are too many.
fn groups(told: &[Told<'_>]) -> BTreeMap<usize, Vec<usize>> {
    let mut alike = BTreeMap::<String, Vec<usize>>::new();
    for (at, one) in told.iter().enumerate() {
        let key = |name: &String| match name.starts_with(PLACE) {
            true => name.clone(),
            false => name.chars().take(BEGIN).collect(),
        };
        let begins = one.names.iter().map(key);
        let keys: BTreeSet<String> = begins.chain(one.events.iter().map(|event| format!("event {event}"))).collect();
        keys.into_iter().for_each(|key| alike.entry(key).or_default().push(at));
    }
    let mut union = Union::of(told.len());
    for near in alike.values() {
        for (behind, &b) in near.iter().enumerate() {
            for &a in near[..behind].iter().filter(|&&a| one_name(&told[a], &told[b]) || one_event(told, a, b)) {
                union.join(a, b);
            }
        }
    }
    for (a, b) in (1..told.len()).map(|at| (at - 1, at)).filter(|&(a, b)| named_before(&told[a], &told[b])) {
        union.join(a, b);
    }
    let mut groups = BTreeMap::<usize, Vec<usize>>::new();
    for (at, group) in union.classes().into_iter().enumerate() {
        groups.entry(group).or_default().push(at);
    }
    groups
}

/// What the id of a place begins with among names.
const PLACE: char = '@';
/// Words of one stem begin with as many equal letters, or are equal (see `same_stem`).
const BEGIN: usize = 4;

/// Whether two parts of names are one: the same place, or forms of one word.
fn one_part(x: &str, y: &str) -> bool {
    if x.starts_with(PLACE) || y.starts_with(PLACE) { x == y } else { same_stem(x, y) }
}

/// Half of all parts of two names are the same: "Algiers Accord" and "accord d'Alger" share the place.
fn one_name(a: &Told<'_>, b: &Told<'_>) -> bool {
    let shared = a.names.iter().filter(|x| b.names.iter().any(|y| one_part(x, y))).count();
    shared > 0 && shared * 2 >= a.names.len() + b.names.len() - shared
}

/// One step of one event in two documents, of which neither tells the event of two agreements.
fn one_event(told: &[Told<'_>], a: usize, b: usize) -> bool {
    let alone = |x: &Told<'_>, event: &usize| {
        let first = told.partition_point(|y| y.fact.at.document < x.fact.at.document);
        let own = told[first..].iter().take_while(|y| y.fact.at.document == x.fact.at.document);
        let others = own.filter(|y| y.events.contains(event));
        others.map(|y| &y.words).collect::<BTreeSet<_>>().len() == 1
    };
    let (a, b) = (&told[a], &told[b]);
    let names_differ = !a.names.is_empty() && !b.names.is_empty();
    a.fact.at.document != b.fact.at.document
        && a.step == b.step
        && !names_differ
        && a.events.intersection(&b.events).any(|event| alone(a, event) && alone(b, event))
}

/// Whether words without a name say no more than the agreement that their document told right before: "the accord".
fn named_before(other: &Told<'_>, this: &Told<'_>) -> bool {
    let says_no_more = this.words.iter().all(|word| other.words.iter().any(|named| same_stem(word, named)));
    // What is told to be signed on another day is another agreement.
    let days = |told: &Told<'_>| bounds(told.fact.on.as_ref());
    let other_day = this.step == other.step && matches!((days(this), days(other)), (Some(x), Some(y)) if !x.meets(&y));
    let one_text = this.fact.at.document == other.fact.at.document;
    one_text && this.names.is_empty() && says_no_more && !other_day
}
