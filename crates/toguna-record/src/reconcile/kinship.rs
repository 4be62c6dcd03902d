//! Who belongs to whom, as far as the record's own facts and ids tell: an act of a member and an act of its body, or of
//! a state and of its army, are no contradiction.

use std::collections::{BTreeSet, HashMap};

use toguna_code::Status;

use crate::rows::Readings;

/// The facts by which an entity belongs to another.
pub(crate) const BELONGING: [&str; 5] = ["member-of", "part-of", "affiliated-with", "alias-of", "leads"];

/// Who belongs to whom.
#[derive(Debug, Default)]
pub(crate) struct Kinship {
    bodies: HashMap<String, BTreeSet<String>>,
    kinds: HashMap<String, BTreeSet<String>>,
}

impl Kinship {
    /// What the facts and marks of these readings tell of it.
    pub(crate) fn of(readings: &Readings) -> Kinship {
        let mut kinship = Kinship::default();
        for fact in &readings.facts {
            let both = fact.subject.is_entity && fact.object.is_entity;
            if both && fact.status != Status::Denied && BELONGING.contains(&fact.predicate.as_str()) {
                kinship.belongs(&fact.subject.text, &fact.object.text);
            }
        }
        readings.actors.iter().for_each(|actor| kinship.add_kind(&actor.entity, &actor.kind));
        kinship
    }

    /// An entity is told to belong to another.
    pub(crate) fn belongs(&mut self, part: &str, body: &str) {
        self.bodies.entry(part.into()).or_default().insert(body.into());
    }

    /// An entity is told to be of a kind.
    pub(crate) fn add_kind(&mut self, entity: &str, kind: &str) {
        match self.kinds.get_mut(entity) {
            Some(kinds) if kinds.contains(kind) => {}
            Some(kinds) => drop(kinds.insert(kind.into())),
            None => drop(self.kinds.insert(entity.into(), BTreeSet::from([kind.into()]))),
        }
    }

    /// Whether some mention tells an id as one of these kinds. Any does: what more documents tell relates more entities and
    /// parts none, so that those who are related today include all who were on an earlier day.
    pub(crate) fn is(&self, entity: &str, kinds: &[&str]) -> bool {
        self.kinds.get(entity).is_some_and(|told| kinds.iter().any(|kind| told.contains(*kind)))
    }

    /// Whether two ids are the same, or one belongs to the other.
    pub(crate) fn related(&self, a: &str, b: &str) -> bool {
        let belongs = |part: &str, body: &str| self.bodies.get(part).is_some_and(|bodies| bodies.contains(body));
        a == b || belongs(a, b) || belongs(b, a) || self.one_state(a, b) || self.one_body(a, b)
    }

    /// A state and its forces.
    fn one_state(&self, a: &str, b: &str) -> bool {
        let (x, y) = (stem(a), stem(b));
        x.is_some() && x == y && self.state_of(a).is_some() && self.state_of(b).is_some()
    }

    /// The name from which a state and its forces have theirs, for one of them. Packs name both from the state (`mali-gov`,
    /// `mali-army`); nothing else in a reading tells it.
    pub(super) fn state_of<'i>(&self, id: &'i str) -> Option<&'i str> {
        stem(id).filter(|_| self.is(id, &["state", "military"]))
    }

    /// A union of states and its force.
    fn one_body(&self, a: &str, b: &str) -> bool {
        let force = |of: &str, id: &str| {
            id.strip_prefix(of).is_some_and(|rest| rest.starts_with('-')) && self.unions_of(id).any(|union| union == of)
        };
        force(a, b) || force(b, a)
    }

    /// The unions of states of which an entity is a force: packs name the force from the union (`aes`, `aes-joint-force`).
    pub(super) fn unions_of<'i>(&self, id: &'i str) -> impl Iterator<Item = &'i str> {
        let beginnings = id.match_indices('-').map(|(end, _)| &id[..end]);
        let is_force = self.is(id, &["military"]);
        beginnings.filter(move |of| is_force && self.is(of, &["alliance", "igo"]))
    }

    /// Names such that two related entities have one in common: its own, those of its bodies, and its state's.
    pub(super) fn names_of<'i>(&'i self, id: &'i str) -> impl Iterator<Item = &'i str> {
        std::iter::once(id).chain(self.bodies_of(id)).chain(self.state_of(id))
    }

    /// All that an entity is told or named to belong to.
    pub(super) fn bodies_of<'i>(&'i self, id: &'i str) -> impl Iterator<Item = &'i str> {
        let told = self.bodies.get(id).into_iter().flatten().map(String::as_str);
        told.chain(self.unions_of(id))
    }

    /// Whether somebody of the one is somebody of the other.
    pub(crate) fn meet(&self, a: &[String], b: &[String]) -> bool {
        a.iter().any(|x| b.iter().any(|y| self.related(x, y)))
    }
}

fn stem(id: &str) -> Option<&str> {
    id.rsplit_once('-').map(|(stem, _)| stem)
}
