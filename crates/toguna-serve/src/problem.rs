//! Errors as RFC 9457 tells them: what went wrong, and the mend.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use toguna_record::{RecordError, Unknown};
use utoipa::ToSchema;

/// A problem in the sense of RFC 9457.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// `about:blank`: the title says which.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What kind of problem.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What happened and what to do about it.
    detail: String,
}

impl Problem {
    fn of(status: StatusCode, detail: impl Into<String>) -> Problem {
        let title = status.canonical_reason().unwrap_or("problem");
        Problem { kind: "about:blank", title, status: status.as_u16(), detail: detail.into() }
    }

    /// The question cannot be understood.
    pub(crate) fn bad(detail: impl Into<String>) -> Problem {
        Problem::of(StatusCode::BAD_REQUEST, detail)
    }

    /// The record has nothing of that name.
    pub(crate) fn missing(detail: impl Into<String>) -> Problem {
        Problem::of(StatusCode::NOT_FOUND, detail)
    }

    /// Somebody else was faster, or holds the record.
    pub(crate) fn conflict(detail: impl Into<String>) -> Problem {
        Problem::of(StatusCode::CONFLICT, detail)
    }

    /// The request does not come from the app or a tool of the person before this machine.
    pub(crate) fn forbidden(detail: impl Into<String>) -> Problem {
        Problem::of(StatusCode::FORBIDDEN, detail)
    }

    /// Something that should not happen.
    pub(crate) fn internal(detail: impl Into<String>) -> Problem {
        Problem::of(StatusCode::INTERNAL_SERVER_ERROR, detail)
    }
}

impl From<RecordError> for Problem {
    fn from(error: RecordError) -> Problem {
        match error {
            RecordError::Missing { .. } => Problem::missing(error.to_string()),
            other => Problem::internal(other.to_string()),
        }
    }
}

impl From<Unknown> for Problem {
    fn from(error: Unknown) -> Problem {
        Problem::missing(error.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json; charset=utf-8"));
        response
    }
}
