//! What is told about a document beside its text: one row of `metadata.jsonl`.

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
