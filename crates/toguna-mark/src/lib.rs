//! Marks: what is recognised at spans of a document. Dates to EDTF, places to coordinates, actors to entities,
//! quantities to bounds. Marks say what the words mean; what happened is decided in `toguna-code`.
//!
//! Pure functions only. Grammars, number words, places and actors are data: `languages/<code>/`, `packs/<name>/`.

mod edtf;
mod marks;

pub use edtf::{Edtf, EdtfError};
pub use marks::{
    ActorKind, ActorMark, DateKind, DateMark, EntityId, Level, Marks, PlaceMark, QuantityMark, Unit,
};
