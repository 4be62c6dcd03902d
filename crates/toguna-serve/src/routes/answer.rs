//! How an answer leaves: JSON with an ETag, or 304 where the asker has it already.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::problem::Problem;

/// The answer as JSON, with an ETag over its bytes.
pub(crate) fn json(asked: &HeaderMap, answer: &impl Serialize) -> Result<Response, Problem> {
    let bytes = serde_json::to_vec(answer).map_err(|error| Problem::internal(error.to_string()))?;
    tagged(asked, "application/json; charset=utf-8", bytes)
}

/// Bytes of a type, with an ETag over them.
pub(crate) fn tagged(asked: &HeaderMap, kind: &'static str, bytes: Vec<u8>) -> Result<Response, Problem> {
    let hash: String = Sha256::digest(&bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("W/\"{hash}\"");
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let known = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let value = HeaderValue::from_str(&tag).map_err(|error| Problem::internal(error.to_string()))?;
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { Body::from(bytes).into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::ETAG, value);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

/// A route that is none.
pub(crate) async fn unknown(uri: Uri) -> Problem {
    Problem::missing(format!("{} is no route; /api/v1/openapi.json describes them all", uri.path()))
}
