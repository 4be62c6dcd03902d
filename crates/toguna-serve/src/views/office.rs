//! Who held what: spells of offices and ranks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;
use toguna_mark::{ActorPack, Edtf, EntityId, Office, held_by_one};
use toguna_record::{FactRow, Snapshot};
use utoipa::ToSchema;

use super::facts::SideView;
use super::{Claimant, DecisionView, EvidenceView};
use crate::shown::Shown;

/// The predicates of offices and ranks.
const HELD: [&str; 3] = ["leads", "holds-office", "holds-rank"];

/// A person with an office or rank that may run on the day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OfficeView {
    /// Id of the fact; null for the pack's.
    id: Option<String>,
    person: SideView,
    /// `leads`, `holds-office` or `holds-rank`.
    predicate: String,
    /// The state or body; for a rank the rank.
    body: SideView,
    /// The office in English, where one is told.
    office: Option<String>,
    from: Option<String>,
    to: Option<String>,
    /// A day on which it is told to be held.
    on: Option<String>,
    /// `document` or `pack`.
    told_by: &'static str,
    /// Whether another person is told to hold, on the same day, what one alone can hold.
    contested: bool,
    claimed_by: Option<Claimant>,
    judged: Option<&'static str>,
    /// Which rule and words made it, or what the pack's row rests on.
    why: String,
    /// The words; null for the pack's.
    evidence: Option<EvidenceView>,
}

impl OfficeView {
    /// What documents tell of a day.
    pub(crate) fn told(shown: &Shown, on: Date) -> Vec<OfficeView> {
        let facts = shown.snapshot.readings.facts.iter().zip(shown.snapshot.holding(on));
        let held = facts.filter(|(row, holds)| *holds && HELD.contains(&row.predicate.as_str()));
        held.map(|(row, _)| OfficeView::of_fact(shown, row)).collect()
    }

    fn of_fact(shown: &Shown, row: &FactRow) -> OfficeView {
        let snapshot = &shown.snapshot;
        let text = |date: &Option<Edtf>| date.as_ref().map(|date| date.as_str().to_owned());
        OfficeView {
            id: Some(row.id.clone()),
            person: SideView::of(snapshot, &row.subject),
            predicate: row.predicate.clone(),
            body: SideView::of(snapshot, &row.object),
            office: row.qualifier.clone(),
            from: text(&row.from),
            to: text(&row.to),
            on: text(&row.on),
            told_by: "document",
            contested: false,
            claimed_by: Claimant::of(shown, &row.claimed_by),
            judged: DecisionView::last(shown, &row.id),
            why: row.why.clone(),
            evidence: Some(EvidenceView::of(shown, &row.at)),
        }
    }

    /// What the pack tells of a day.
    pub(crate) fn known(snapshot: &Snapshot, pack: &ActorPack, on: &Edtf) -> Vec<OfficeView> {
        let running = pack.offices().iter().filter(|office| office.held_at(on));
        running.map(|office| OfficeView::of_pack(snapshot, pack, office)).collect()
    }

    fn of_pack(snapshot: &Snapshot, pack: &ActorPack, office: &Office) -> OfficeView {
        let given = |text: &str| Some(text).filter(|text| !text.is_empty()).map(str::to_owned);
        let side = |id: &str| {
            let known = pack.actor(&EntityId::new(id)).map(|actor| actor.name.as_str());
            let told = Some(snapshot.entity_name(id)).filter(|name| *name != id);
            SideView::named(known.is_some().then_some(id), told.or(known).unwrap_or(id))
        };
        OfficeView {
            id: None,
            person: side(&office.person),
            predicate: office.predicate.clone(),
            body: side(&office.object),
            office: given(&office.qualifier),
            from: given(&office.from),
            to: given(&office.to),
            on: None,
            told_by: "pack",
            contested: false,
            claimed_by: None,
            judged: None,
            why: office.note.clone(),
            evidence: None,
        }
    }

    /// Whether the person, the body or the office bears these words in lower case.
    pub(crate) fn names(&self, words: &str) -> bool {
        let texts = [Some(&self.person.name), Some(&self.body.name), self.office.as_ref()];
        texts.into_iter().flatten().any(|text| text.to_lowercase().contains(words))
    }

    /// The order of the list: ranks last; a body's offices together.
    pub(crate) fn order(&self) -> (bool, &str, &str, &str, &str) {
        let office = self.office.as_deref().unwrap_or_default();
        (self.predicate == "holds-rank", &self.body.name, office, &self.person.name, self.told_by)
    }

    /// The same rows, marked where several persons are told to hold what one alone can.
    pub(crate) fn compared(mut rows: Vec<OfficeView>) -> Vec<OfficeView> {
        let mut holders = BTreeMap::<Vec<String>, BTreeSet<String>>::new();
        for (key, person) in rows.iter().filter_map(|row| Some((row.seat()?, row.person.key()))) {
            holders.entry(key).or_default().insert(person);
        }
        for row in &mut rows {
            row.contested = row.seat().and_then(|key| holders.get(&key)).is_some_and(|persons| persons.len() > 1);
        }
        rows
    }

    /// What one person alone can hold; nothing for what several can. Whoever leads a body does so under any title.
    fn seat(&self) -> Option<Vec<String>> {
        let office = self.office.clone().unwrap_or_default();
        if !held_by_one(&self.predicate, &office) {
            return None;
        }
        let title = if self.predicate == "leads" { String::new() } else { office.to_lowercase() };
        Some(vec![self.predicate.clone(), self.body.key(), title])
    }
}
