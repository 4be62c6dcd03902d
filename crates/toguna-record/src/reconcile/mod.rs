//! From what documents tell to what the record holds of the world: entities, events, disputes. A pure function of the
//! readings, in an order that depends on their content alone.

mod brief;
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

use crate::findings::Findings;
use crate::rows::Readings;

pub(crate) use copies::Copies;
pub(crate) use deaths::Reckoning;
pub(crate) use fold::{fold, share_long_word};
pub(crate) use kinship::Kinship;
pub(crate) use steer::Steer;

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
    let (events, event_of) = event::events(&reckoning, steer);
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
    Findings { entities, events, disputes, copies, dated, event_of, event_of_figure }
}
