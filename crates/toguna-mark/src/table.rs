//! The plain tables of packs and languages: tab-separated, a header line, `|` between alternatives, `#` before a remark.

use serde::de::DeserializeOwned;

/// A table of a pack or language that does not say what it should.
#[derive(Debug, thiserror::Error)]
#[error("{file}, line {line}: {reason}")]
pub struct TableError {
    /// The file, as the caller named it.
    pub file: String,
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong and how it is mended.
    pub reason: String,
}

/// Reads every row of a table.
pub fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<T>, TableError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .comment(Some(b'#'))
        .flexible(true)
        .from_reader(text.as_bytes());
    reader
        .deserialize()
        .map(|row| {
            row.map_err(|error| TableError {
                file: file.to_string(),
                line: error.position().map_or(0, csv::Position::line),
                reason: format!("{error}; every row has the columns of the header, parted by tabs"),
            })
        })
        .collect()
}

/// The alternatives of a cell.
pub fn alternatives(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}
