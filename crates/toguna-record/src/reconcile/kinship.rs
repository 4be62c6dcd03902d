//! Who belongs to whom, as far as the record's own facts and ids tell: an act of a member and an act of its body, or of
//! a state and of its army, are no contradiction.

use std::collections::{BTreeMap, BTreeSet};

use toguna_code::Status;

use crate::rows::Readings;

/// The facts by which an entity belongs to another.
const BELONGING: [&str; 5] = ["member-of", "part-of", "affiliated-with", "alias-of", "leads"];

/// Who belongs to whom.
#[derive(Debug, Default)]
pub(crate) struct Kinship {
    bodies: BTreeMap<String, BTreeSet<String>>,
    kinds: BTreeMap<String, String>,
}

impl Kinship {
    /// What the facts and marks of these readings tell of it.
    pub(crate) fn of(readings: &Readings) -> Kinship {
        let mut kinship = Kinship::default();
        for fact in &readings.facts {
            let both = fact.subject.is_entity && fact.object.is_entity;
            if both && fact.status != Status::Denied && BELONGING.contains(&fact.predicate.as_str()) {
                let bodies = kinship.bodies.entry(fact.subject.text.clone()).or_default();
                bodies.insert(fact.object.text.clone());
            }
        }
        for actor in &readings.actors {
            if !kinship.kinds.contains_key(&actor.entity) {
                kinship.kinds.insert(actor.entity.clone(), actor.kind.clone());
            }
        }
        kinship
    }

    /// What kind of actor an id is; empty where no mention tells.
    pub(crate) fn kind(&self, entity: &str) -> &str {
        self.kinds.get(entity).map_or("", String::as_str)
    }

    /// Whether two ids are the same, or one belongs to the other.
    pub(crate) fn related(&self, a: &str, b: &str) -> bool {
        let belongs = |part: &str, body: &str| self.bodies.get(part).is_some_and(|bodies| bodies.contains(body));
        a == b || belongs(a, b) || belongs(b, a) || self.one_state(a, b) || self.one_body(a, b)
    }

    /// A state and its forces. Packs name both from the state (`mali-gov`, `mali-army`); nothing else in a reading
    /// tells it.
    fn one_state(&self, a: &str, b: &str) -> bool {
        let of_state = |id| matches!(self.kind(id), "state" | "military");
        let stems = (a.rsplit_once('-'), b.rsplit_once('-'));
        matches!(stems, (Some((x, _)), Some((y, _))) if x == y) && of_state(a) && of_state(b)
    }

    /// A union of states and its force: packs name the force from the union (`aes`, `aes-joint-force`).
    pub(crate) fn one_body(&self, a: &str, b: &str) -> bool {
        let part = |whole: &str, part: &str| {
            part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('-'))
                && matches!(self.kind(whole), "alliance" | "igo")
                && self.kind(part) == "military"
        };
        part(a, b) || part(b, a)
    }

    /// Whether somebody of the one is somebody of the other.
    pub(crate) fn meet(&self, a: &[String], b: &[String]) -> bool {
        a.iter().any(|x| b.iter().any(|y| self.related(x, y)))
    }
}
