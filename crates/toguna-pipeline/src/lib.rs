//! The way of the data as one function: bytes to document, analysis, marks and accounts, with the languages and packs
//! that the steps need embedded in the binary.
//!
//! The command line, the server and the Python package all call [`Pipeline::read`] and [`Pipeline::code`], so none of
//! them can differ from the others in a result. The steps stay pure: the knowledge is handed in as bytes.

mod files;
mod pipeline;
mod steps;

pub use files::{Files, embedded};
pub use pipeline::{Pipeline, PipelineError, ReaderKind, actor_pack};
pub use steps::{Prepared, Steps};
