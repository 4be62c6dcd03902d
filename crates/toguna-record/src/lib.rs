//! The record: what documents tell, kept with its words; what is made of it; and the answers to questions about it.
//!
//! A record is one SQLite file. This crate never extracts from text: it takes a [`toguna_text::Document`] with what
//! [`toguna_code`] made of it, checks every value against the words behind it ([`Readings::of`]), keeps it
//! ([`Record::put`]), merges accounts into events, finds what cannot all hold ([`reconcile`]), and answers
//! ([`Snapshot`]). Time is told to it by the caller: there is no clock here.

mod findings;
mod identity;
mod judge;
mod phrase;
mod query;
mod reading;
mod reconcile;
mod rows;
mod snapshot;
mod store;
mod when;

pub use findings::{
    Deaths, DisputeKind, DisputeRow, EntityRow, EventRow, Findings, NameRow, Position, Settled, SettledValue, Stance,
};
pub use judge::{Claim, Content, Grade, Judged, Kind, Mark, Over, Words, range};
pub use phrase::{Part, Phrase};
pub use query::{Answer, AnswerRow, ChainStep, ListedDispute, ListedEvent, ListedPlace, Source, Unknown};
pub use reading::ReadingError;
pub use reconcile::reconcile;
pub use rows::{
    AccountRow, ActorRow, ClaimedBy, DateRow, DocumentRow, Evidence, FactRow, FigureRow, PlaceRow, Range32, Readings,
    Side, Sides, TollRow,
};
pub use snapshot::Snapshot;
pub use store::{
    Clocks, Counts, Decision, Failure, Lists, NewDecision, Original, Outlet, Prepared, Reading, Record, RecordError,
    Run, Stamp, Stored, Summary, Verdict, Verified,
};
pub use when::Bounds;
