//! Which file a document was read from.

use rusqlite::{OptionalExtension, params};

use super::{Record, RecordError};

/// The file that a document was read from; the record keeps its text alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The file's path below the folder that was read, with `/` between the parts.
    pub name: String,
    /// SHA-256 of its bytes.
    pub bytes_sha256: String,
}

impl Record {
    /// The file of a document by its id, also of one that another version has replaced, or by its name.
    pub fn original(&self, asked: &str) -> Result<Option<Original>, RecordError> {
        let found = self.connection.query_row(
            "SELECT name, bytes_sha256 FROM document WHERE id = ?1 OR (name = ?1 AND superseded IS NULL) \
             ORDER BY id = ?1 DESC, superseded IS NOT NULL LIMIT 1",
            params![asked],
            |row| Ok(Original { name: row.get(0)?, bytes_sha256: row.get(1)? }),
        );
        self.on(found.optional())
    }
}
