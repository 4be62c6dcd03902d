//! Disputes: accounts, figures and facts that speak of one thing and cannot all hold.

use super::kinship::Kinship;
use crate::findings::{DisputeRow, EntityRow, EventRow};
use crate::rows::Readings;

/// What disputes are looked for in.
pub(super) struct Matter<'a> {
    pub(super) readings: &'a Readings,
    pub(super) entities: &'a [EntityRow],
    pub(super) kinship: Kinship,
    pub(super) events: &'a [EventRow],
    pub(super) event_of: &'a [usize],
}

/// Every dispute, by kind and first words.
pub(super) fn disputes(_matter: &Matter<'_>) -> Vec<DisputeRow> {
    Vec::new()
}
