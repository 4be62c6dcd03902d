//! Who belongs to whom, as far as the record's own facts and ids tell: an act of a member and an act of its body, or of
//! a state and of its army, are no contradiction.

use std::collections::{BTreeMap, BTreeSet};

use toguna_code::Status;

use crate::rows::Readings;

/// The facts by which an entity belongs to another.
pub(crate) const BELONGING: [&str; 5] = ["member-of", "part-of", "affiliated-with", "alias-of", "leads"];

/// Who belongs to whom.
#[derive(Debug, Default)]
pub(crate) struct Kinship {
    bodies: BTreeMap<String, BTreeSet<String>>,
    kinds: BTreeMap<String, BTreeSet<String>>,
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

    /// A state and its forces. Packs name both from the state (`mali-gov`, `mali-army`); nothing else in a reading
    /// tells it.
    fn one_state(&self, a: &str, b: &str) -> bool {
        let of_state = |id: &str| self.is(id, &["state", "military"]);
        let stems = (a.rsplit_once('-'), b.rsplit_once('-'));
        matches!(stems, (Some((x, _)), Some((y, _))) if x == y) && of_state(a) && of_state(b)
    }

    /// A union of states and its force: packs name the force from the union (`aes`, `aes-joint-force`).
    pub(crate) fn one_body(&self, a: &str, b: &str) -> bool {
        let part = |whole: &str, part: &str| {
            part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('-'))
                && self.is(whole, &["alliance", "igo"])
                && self.is(part, &["military"])
        };
        part(a, b) || part(b, a)
    }

    /// Whether somebody of the one is somebody of the other.
    pub(crate) fn meet(&self, a: &[String], b: &[String]) -> bool {
        a.iter().any(|x| b.iter().any(|y| self.related(x, y)))
    }
}
