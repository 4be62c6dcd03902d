//! How an answer leaves.

use axum::body::Body;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::problem::Problem;

/// The answer as JSON.
pub(crate) fn json(answer: &impl Serialize) -> Result<Response, Problem> {
    let bytes = serde_json::to_vec(answer).map_err(|error| Problem::internal(error.to_string()))?;
    Ok(typed("application/json; charset=utf-8", bytes))
}

/// Bytes of a type.
pub(crate) fn typed(kind: &'static str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], Body::from(bytes)).into_response()
}

/// A route that is none.
pub(crate) async fn unknown(uri: Uri) -> Problem {
    Problem::missing(format!("{} is no route; /api/v1/openapi.json describes them all", uri.path()))
}
