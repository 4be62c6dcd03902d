//! Actors: their names, what is told of their state, what they did.

use serde::Serialize;
use toguna_record::{EntityRow, FactRow, ListedEvent};
use utoipa::ToSchema;

use super::{DisputeView, EventView, FactView};
use crate::shown::Shown;

/// A name as documents give it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct NameView {
    name: String,
    language: String,
    mentions: usize,
}

/// An actor of the record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ActorView {
    id: String,
    name: String,
    /// `person`, `state`, `armed-group` …
    kind: String,
    mentions: usize,
    documents: usize,
    names: Vec<NameView>,
}

impl ActorView {
    pub(crate) fn of(row: &EntityRow) -> ActorView {
        let name = |name: &toguna_record::NameRow| NameView {
            name: name.name.clone(),
            language: name.language.clone(),
            mentions: name.mentions,
        };
        ActorView {
            id: row.id.clone(),
            name: row.name.clone(),
            kind: row.kind.clone(),
            mentions: row.mentions,
            documents: row.documents,
            names: row.names.iter().map(name).collect(),
        }
    }
}

/// An actor with what is told of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ActorPage {
    #[serde(flatten)]
    actor: ActorView,
    facts: Vec<FactView>,
    events: Vec<EventView>,
    disputes: Vec<DisputeView>,
}

impl ActorPage {
    pub(crate) fn of(shown: &Shown, events: &[ListedEvent], row: &EntityRow) -> ActorPage {
        let snapshot = &shown.snapshot;
        let id = row.id.as_str();
        let of_it =
            |fact: &&FactRow| [&fact.subject, &fact.object].iter().any(|side| side.is_entity && side.text == id);
        let acts = |event: &&ListedEvent| event.parties.iter().any(|who| **who == *id);
        let events = events.iter().filter(acts).filter_map(|event| EventView::of(shown, event));
        let disputes = snapshot.findings.disputes.iter().filter(|row| row.entities.iter().any(|other| other == id));
        ActorPage {
            actor: ActorView::of(row),
            facts: snapshot.readings.facts.iter().filter(of_it).map(|fact| FactView::of(shown, fact)).collect(),
            events: events.collect(),
            disputes: disputes.map(|row| DisputeView::of(shown, row)).collect(),
        }
    }
}
