//! Keys of parties, such that two parties that are related share one.

use std::collections::{HashMap, HashSet};

use super::keys::{A_ITSELF, key};
use crate::reconcile::kinship::Kinship;
use crate::reconcile::traits::Traits;

/// The keys of every party that accounts tell of, each with whether it stands for the party itself: of two parties that
/// only belong to a third, neither is the other's.
pub(super) struct Parties<'a> {
    of: HashMap<&'a str, Vec<(u64, u8)>>,
}

impl<'a> Parties<'a> {
    pub(super) fn of(traits: &[Traits<'a>], kinship: &Kinship) -> Parties<'a> {
        let told = traits.iter().flat_map(|account| account.row.agents.iter().chain(&account.row.targets));
        let all: HashSet<&'a str> = told.map(String::as_str).collect();
        let keys = |&id: &&'a str| {
            let mut keys = vec![(key(id), A_ITSELF)];
            keys.extend(kinship.state_of(id).map(|state| (key(("state", state)), A_ITSELF)));
            keys.extend(kinship.bodies_of(id).filter(|body| all.contains(body)).map(|body| (key(body), 0)));
            (id, keys)
        };
        Parties { of: all.iter().map(keys).collect() }
    }

    pub(super) fn keys(&self, ids: &[String]) -> impl Iterator<Item = (u64, u8)> + Clone {
        ids.iter().flat_map(|id| self.of.get(id.as_str()).map_or(&[][..], Vec::as_slice)).copied()
    }
}
