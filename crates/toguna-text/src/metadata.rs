//! What is told about a document beside its text: one row of `metadata.jsonl`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A row of `metadata.jsonl` without its `file`; every field may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// Headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who publishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Kind of outlet: `newspaper`, `agency`, `blog`, `government` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet_kind: Option<String>,
    /// Day of publication, in EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Language code, when it is known and need not be guessed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A line of `metadata.jsonl` that could not be used; the other lines were.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("metadata line {line}: {reason}")]
pub struct MetadataError {
    /// Which line, counted from 1.
    pub line: usize,
    /// What is wrong with it, and how to mend it.
    pub reason: String,
}

/// A row as it stands in the file.
#[derive(Deserialize)]
struct Row {
    file: String,
    #[serde(flatten)]
    metadata: Metadata,
}

/// Reads a `metadata.jsonl`: what is told of each file, and the lines that are in error.
///
/// Fields that are not known are ignored. Two rows of one file: the first counts and the second is an error.
pub fn read_metadata(text: &str) -> (BTreeMap<String, Metadata>, Vec<MetadataError>) {
    let mut rows = BTreeMap::new();
    let mut errors = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut fail = |reason: String| errors.push(MetadataError { line: index + 1, reason });
        match serde_json::from_str::<Row>(line) {
            Err(error) => {
                // serde counts lines inside the line, of which there is one.
                let error = error.to_string().replace(" at line 1 column ", " at column ");
                fail(format!("{error}; each line must be one JSON object with `file` and text in every other field"))
            }
            Ok(row) if row.file.is_empty() => fail("`file` is empty; write the file's name".into()),
            Ok(row) if rows.contains_key(&row.file) => {
                fail(format!("`{}` has a row above; keep one of them", row.file))
            }
            Ok(row) => {
                rows.insert(row.file, row.metadata);
            }
        }
    }
    (rows, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_costs_itself_alone() {
        let text = "{\"file\":\"a.txt\",\"outlet\":\"X\",\"more\":[1]}\n\nnot json\n{\"title\":\"no file\"}\n{\"file\":\"a.txt\"}\n{\"file\":\"b.txt\",\"published\":\"2024-05\"}\n{\"file\":\"c\",\"title\":3}\n";
        let (rows, errors) = read_metadata(text);
        assert_eq!(rows.keys().collect::<Vec<_>>(), ["a.txt", "b.txt"]);
        assert_eq!(rows["a.txt"].outlet.as_deref(), Some("X"));
        assert_eq!(errors.iter().map(|e| e.line).collect::<Vec<_>>(), [3, 4, 5, 7]);
        assert!(errors[1].to_string().contains("file"), "{}", errors[1]);
        assert!(errors.iter().all(|e| !e.to_string().contains("line 1 ")), "{errors:?}");
    }
}
