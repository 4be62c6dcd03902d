//! Parties of an event: in the slots of its predicate, and those that a sentence names beside it: whose operation it happens
//! in ("were killed in an *army* operation"), and whose base, convoy or post it hits ("attacked a base of the *army*").

use toguna_lang::{Deprel, Upos};
use toguna_mark::EntityId;

use crate::Party;
use crate::condition::Slot;
use crate::scene::{At, Scene};

impl Scene<'_> {
    /// The actors of the slots of a predicate, else of the prepositions of its other words ("fell under the bullets *of* …").
    pub(crate) fn slot_actors_of_any(&self, at: At, rest: &[usize], groups: &[Vec<Slot>]) -> Vec<EntityId> {
        of_any(at, rest, groups, |at, groups| self.slot_actors(at, groups))
    }

    /// The parties of the slots of a predicate, else of the prepositions of its other words.
    pub(crate) fn slot_parties_of_any(&self, at: At, rest: &[usize], groups: &[Vec<Slot>]) -> Vec<Party> {
        of_any(at, rest, groups, |at, groups| self.slot_parties(at, groups))
    }

    /// "Blamed acts by X", "denounced a plot hatched by Y": who does what the objects of a verb name.
    pub(crate) fn doers_of_objects(&self, at: At) -> Vec<EntityId> {
        let by: Vec<Slot> = self.lexicon.words("AGENT_CASE").iter().map(|c| Slot::Preposition(c.clone())).collect();
        let tree = self.sentence(at.sentence);
        let mut words: Vec<At> = self.fillers(at, &Slot::Object);
        // "A wish for the seizure of power by X": further down.
        let mut next = 0;
        while next < words.len() && next < CHAIN {
            let word = words[next].word;
            let below = tree.dependents(word, &[Deprel::Nmod, Deprel::Acl]).filter(|&below| below > word);
            words.extend(below.map(|word| At { word, ..at }));
            next += 1;
        }
        let named = words.into_iter().chain([at]).find_map(|word| {
            let participle = tree.words[word.word].upos == Upos::Verb;
            let whose = (!participle).then_some(Slot::Possessor);
            let doers = by.iter().cloned().chain(whose).flat_map(|slot| self.fillers(word, &slot));
            let doers: Vec<EntityId> = doers.flat_map(|word| self.actors_of(word)).collect();
            (!doers.is_empty()).then_some(doers)
        });
        named.unwrap_or_default()
    }

    /// The actors of the first group of slots that has any.
    pub(crate) fn slot_actors(&self, at: At, groups: &[Vec<Slot>]) -> Vec<EntityId> {
        groups
            .iter()
            .map(|group| {
                group.iter().flat_map(|slot| self.fillers(at, slot)).flat_map(|w| self.actors_of(w)).collect::<Vec<_>>()
            })
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The actors whose operation the event at `at` is told to have happened in.
    pub(crate) fn actors_of_the_operation(&self, at: At) -> Vec<EntityId> {
        let operations = self.during(at).into_iter().filter(|&word| self.lexicon.is(&self.lemma(word), "OPERATION"));
        for operation in operations {
            for slot in self.doer_slots() {
                let doers = self.fillers(operation, &slot).into_iter().flat_map(|word| self.actors_of(word));
                let doers: Vec<EntityId> = doers.collect();
                if !doers.is_empty() {
                    return doers;
                }
            }
        }
        Vec::new()
    }

    /// The actors whose things fill these slots of the event at `at`.
    pub(crate) fn owners(&self, at: At, groups: &[Vec<Slot>]) -> Vec<EntityId> {
        let things = groups.iter().flatten().flat_map(|slot| self.fillers(at, slot));
        let things = things.filter(|&thing| self.lexicon.is(&self.lemma(thing), "OWNED"));
        let of = self.lexicon.words("OF_CASE").iter().map(|case| Slot::Preposition(case.clone()));
        let owned_by: Vec<Slot> = of.chain([Slot::Possessor, Slot::Modifier]).collect();
        let owners = things.flat_map(|thing| owned_by.iter().flat_map(move |slot| self.fillers(thing, slot)));
        owners.flat_map(|owner| self.actors_of(owner)).collect()
    }

    /// What a phrase of time or way names, and what a noun of time in it ("in the course of …") tells.
    fn during(&self, at: At) -> Vec<At> {
        let within = |at: At, class: &str| -> Vec<At> {
            let cases = self.lexicon.words(class).iter();
            cases.flat_map(|case| self.fillers(at, &Slot::Preposition(case.clone()))).collect()
        };
        let mut found = within(at, "BY_WAY_OF");
        let courses = within(at, "IN_COURSE").into_iter().filter(|&word| self.lexicon.is(&self.lemma(word), "COURSE"));
        found.extend(courses.flat_map(|word| within(word, "OF_CASE")));
        found
    }

    fn doer_slots(&self) -> Vec<Slot> {
        let prepositions = self.lexicon.words("AGENT_CASE").iter().chain(self.lexicon.words("OF_CASE"));
        let prepositions = prepositions.map(|case| Slot::Preposition(case.clone()));
        prepositions.chain([Slot::Possessor, Slot::Modifier, Slot::Light]).collect()
    }
}

/// How many words below an object are asked who does what it names.
const CHAIN: usize = 4;

/// What the slots of a predicate hold, else the prepositions of its other words.
fn of_any<T>(at: At, rest: &[usize], groups: &[Vec<Slot>], held: impl Fn(At, &[Vec<Slot>]) -> Vec<T>) -> Vec<T> {
    let own = held(at, groups);
    if !own.is_empty() || rest.is_empty() {
        return own;
    }
    let preposition = |slot: &&Slot| matches!(slot, Slot::Preposition(_));
    let prepositions: Vec<Vec<Slot>> =
        groups.iter().map(|group| group.iter().filter(preposition).cloned().collect()).collect();
    let words = rest.iter().map(|&word| At { word, ..at });
    words.map(|word| held(word, &prepositions)).find(|found| !found.is_empty()).unwrap_or_default()
}
