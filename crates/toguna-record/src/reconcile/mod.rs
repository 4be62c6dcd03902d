//! From what documents tell to what the record holds of the world: entities, events, disputes. A pure function of the
//! readings, in an order that depends on their content alone.

mod brief;
mod candidates;
mod cluster;
mod copies;
mod dated;
mod deaths;
mod dispute;
mod entity;
mod event;
mod fold;
mod kinship;
mod likeness;
mod part;
mod place;
mod steer;
mod traits;
mod union;

use crate::findings::{EventRow, Findings};
use crate::rows::Readings;

pub(crate) use copies::{Alike, Copies, Links};
pub(crate) use deaths::Reckoning;
pub(crate) use entity::{Mention, Mentions};
pub(crate) use fold::{fold, same_stem, share_long_word};
pub(crate) use kinship::{BELONGING, Kinship};
pub(crate) use steer::Steer;
pub(crate) use traits::BRIEF;
pub(crate) use union::Union;

/// Everything that is made of a set of readings.
pub fn reconcile(readings: &Readings) -> Findings {
    reconcile_steered(readings, &Steer::default())
}

/// The same where people decided what is one event and what is one voice.
pub(crate) fn reconcile_steered(readings: &Readings, steer: &Steer) -> Findings {
    let entities = entity::entities(readings);
    let kinship = Kinship::of(readings);
    let copies = Copies::of(readings, steer);
    let reckoning = Reckoning { readings, copies: &copies, kinship: &kinship };
    let event::Merged { events, event_of, circles, neighbours } = event::merged(&reckoning, steer);
    let dated = dated::dated(readings, &events);
    let event_of_figure = event::event_of_figure(readings, &event_of);
    let disputes = dispute::disputes(&dispute::Matter {
        readings,
        entities: &entities,
        kinship: &kinship,
        copies: &copies,
        events: &events,
        event_of_figure: &event_of_figure,
    });
    Findings { entities, events, disputes, copies, dated, event_of, circles, neighbours, event_of_figure }
}

/// The events of a part of the accounts of a record, and the dates of its documents, by who is related and who copies whom in
/// all of it. Disputes, entities and which event is part of which are not those of the whole, and left out.
pub(crate) fn reconcile_part(readings: &Readings, steer: &Steer, kinship: &Kinship, copies: &Copies) -> Findings {
    let event::Merged { events, event_of, circles, neighbours } =
        event::merged(&Reckoning { readings, copies, kinship }, steer);
    let events: Vec<_> = events.into_iter().map(|event| EventRow { part_of: None, ..event }).collect();
    let dated = dated::dated(readings, &events);
    let event_of_figure = event::event_of_figure(readings, &event_of);
    let copies = copies.clone();
    Findings { events, event_of, circles, neighbours, dated, copies, event_of_figure, ..Findings::default() }
}
