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
    /// Seconds to wait before asking again.
    #[serde(skip)]
    wait: Option<u64>,
}

impl Problem {
    fn of(status: StatusCode, detail: impl Into<String>) -> Problem {
        let title = status.canonical_reason().unwrap_or("problem");
        Problem { kind: "about:blank", title, status: status.as_u16(), detail: detail.into(), wait: None }
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

    /// Nobody is logged in.
    pub(crate) fn login() -> Problem {
        Problem::of(StatusCode::UNAUTHORIZED, "log in first: POST a name and a password to /api/v1/session")
    }

    /// A login that fits no account; which part was wrong is not told.
    pub(crate) fn unknown_login() -> Problem {
        Problem::of(StatusCode::UNAUTHORIZED, "no account has this name and password")
    }

    /// Somebody asks too often.
    pub(crate) fn too_often(seconds: u64) -> Problem {
        let detail = format!("too many requests; ask again in {seconds} s");
        Problem { wait: Some(seconds), ..Problem::of(StatusCode::TOO_MANY_REQUESTS, detail) }
    }

    /// The body is longer than any that makes sense.
    pub(crate) fn too_large() -> Problem {
        Problem::of(StatusCode::PAYLOAD_TOO_LARGE, "the body has more than 64 KiB; shorten the note")
    }

    /// The body is of another type.
    pub(crate) fn not_json() -> Problem {
        Problem::of(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send JSON with Content-Type: application/json")
    }

    /// The request comes from another site's page, or the asker's role does not reach.
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
        let wait = self.wait;
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json; charset=utf-8"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
