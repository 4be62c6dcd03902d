//! Who held which office when: what a pack's `offices.tsv` says, asked by office, body and date.

use serde::Deserialize;

use super::pack::ActorPack;
use crate::{Edtf, EntityId};

/// A row of `offices.tsv`: who held what, from when to when.
#[derive(Clone, Debug, Deserialize)]
pub struct Office {
    /// Person id.
    pub person: String,
    /// `leads`, `holds-office` or `holds-rank`.
    pub predicate: String,
    /// Actor id, or the rank.
    pub object: String,
    /// The office in English.
    #[serde(default)]
    pub qualifier: String,
    /// EDTF, empty where not known.
    #[serde(default)]
    pub from: String,
    /// EDTF, empty where open or not known.
    #[serde(default)]
    pub to: String,
    /// What the row rests on.
    #[serde(default)]
    pub note: String,
}

impl Office {
    /// The stretch of the spell; nothing where neither end is told.
    pub fn spell(&self) -> Option<Edtf> {
        let end = |text: &str| Edtf::parse(text).ok();
        Edtf::interval(end(&self.from).as_ref(), end(&self.to).as_ref())
    }

    /// Whether the spell surely runs at a date. An end that the pack does not tell is open; a spell with no ends tells
    /// nothing.
    pub fn held_at(&self, date: &Edtf) -> bool {
        let (Some(first), Some(last)) = (date.earliest(), date.latest()) else { return false };
        let (from, to) = (Edtf::parse(&self.from).ok(), Edtf::parse(&self.to).ok());
        if from.is_none() && to.is_none() {
            return false;
        }
        let begun = from.is_none_or(|from| from.earliest().is_some_and(|from| from <= last));
        let running = to.is_none_or(|to| to.latest().is_some_and(|to| first <= to));
        begun && running
    }

    /// Whether the office, as the pack words it, is the one asked for. "minister of state, minister of defence" is both.
    pub(super) fn is_called(&self, office: &str) -> bool {
        self.qualifier == office || self.qualifier.split(", ").any(|part| part == office)
    }
}

/// Whether one person at a time holds an office, as `roles.toml` words it in English: whoever leads a body, its ministers.
/// Bodies have several spokesmen, commanders and envoys.
pub fn held_by_one(predicate: &str, office: &str) -> bool {
    match predicate {
        "leads" => true,
        "holds-office" => office == "prime minister" || office.starts_with("minister of "),
        _ => false,
    }
}

/// Who held an office of a body at a date, where the pack knows of one person only.
///
/// `office` is in English as `roles.toml` writes it (`minister of defence`, `president`); `object` is the state or body.
/// Whoever `leads` the body answers to every word for its leader ("president", "junta leader"). Two persons that held
/// it within an imprecise date are no answer.
pub fn holder<'p>(pack: &'p ActorPack, office: &str, object: &EntityId, date: &Edtf) -> Option<&'p Office> {
    let spells = || {
        pack.offices().iter().filter(|o| o.object == object.as_str() && o.predicate != "holds-rank" && o.held_at(date))
    };
    only(spells().filter(|o| o.is_called(office)))
}

/// Who led a body at a date, whatever the office was called.
pub fn leader<'p>(pack: &'p ActorPack, object: &EntityId, date: &Edtf) -> Option<&'p Office> {
    only(pack.offices().iter().filter(|o| o.object == object.as_str() && o.predicate == "leads" && o.held_at(date)))
}

/// The first of spells that are all one person's.
fn only<'p>(mut spells: impl Iterator<Item = &'p Office>) -> Option<&'p Office> {
    let first = spells.next()?;
    spells.all(|o| o.person == first.person).then_some(first)
}
