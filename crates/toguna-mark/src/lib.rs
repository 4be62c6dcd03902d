//! Marks: what is recognised at spans of a document. Dates to EDTF, places to coordinates, actors to entities,
//! quantities to bounds. Marks say what the words mean; what happened is decided in `toguna-code`.
//!
//! Pure functions only. Grammars, number words, places and actors are data: `languages/<code>/`, `packs/<name>/`.

mod actor;
mod edtf;
mod marks;
mod names;
mod place;
mod quantity;
mod table;
mod time;

pub use actor::{
    Actor, ActorContext, ActorFiles, ActorMarks, ActorPack, Office, PackFiles, PackReport, Roles, Source, Sources,
    State, actors, check_pack, held_by_one, holder, leader,
};
pub use edtf::{Edtf, EdtfError, Precision};
pub use marks::{
    ActorKind, ActorMark, DateKind, DateMark, DatedBy, DocumentDate, EntityId, Level, Marks, PlaceMark, QuantityMark,
    TitleMark, Unit,
};
pub use place::{
    CountryReading, Gazetteer, GazetteerFiles, ImportError, ImportOptions, Imported, Located, PlaceRow, PlaceWords,
    country_reading, import_places, locate, places, write_gazetteer,
};
pub use quantity::{NumberWords, NumberWordsError, quantities, singular_articles};
pub use table::{TableError, alternatives, rows};
pub use time::{GrammarError as TimeGrammarError, TimeGrammar, Times, times};
