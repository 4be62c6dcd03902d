//! Accounts, figures and facts: what one document tells, with its status and its claimant, read from trees and marks
//! by lexicons that are data.
//!
//! Pure functions only; this crate never touches disk and holds no word of any language.

mod model;

pub use model::{Account, Claimant, Coded, EventType, Fact, Figure, Measure, Status, Term};
