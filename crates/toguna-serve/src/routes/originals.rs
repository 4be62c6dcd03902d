//! The file that a document was read from, to look at and to keep.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::asked::{Path, Query};
use crate::problem::Problem;

/// A foreign file may show its own words and style, and nothing else: no script, no form, nothing fetched, in a world of its own.
const POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'";

/// How the file is given.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OriginalArgs {
    /// To keep, as it is, and not to look at.
    #[serde(default)]
    download: bool,
}

/// The file that a document was read from, where the server was started with its folder and the bytes are those that were read.
#[utoipa::path(get, path = "/documents/{id}/original",
    params(("id" = String, Path, description = "Id or file name of the document"), OriginalArgs),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")))]
pub(crate) async fn original(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(how): Query<OriginalArgs>,
) -> Result<Response, Problem> {
    let asked = id.clone();
    let file = app.read(move |record| record.original(&asked)).await?;
    let file = file.ok_or_else(|| Problem::missing(format!("the record has no document '{id}'")))?;
    let (originals, wanted) = (app.originals().clone(), file.clone());
    let found = tokio::task::spawn_blocking(move || originals.find(&wanted)).await;
    let bytes = found.map_err(|_| Problem::internal("reading the file ended before its time"))??;
    let kind = if how.download { "application/octet-stream" } else { kind(&file.name, &bytes) };
    let rest = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::CONTENT_DISPOSITION, disposition(&file.name, how.download)?),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((rest, Body::from(bytes)).into_response())
}

/// What a browser is to take the bytes for; of other characters than UTF-8 the file itself must tell.
fn kind(name: &str, bytes: &[u8]) -> &'static str {
    let page = [".html", ".htm"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    match (page, std::str::from_utf8(bytes).is_ok()) {
        (true, true) => "text/html; charset=utf-8",
        (true, false) => "text/html",
        (false, true) => "text/plain; charset=utf-8",
        (false, false) => "text/plain",
    }
}

/// The name under which the file is kept (RFC 6266, RFC 8187).
fn disposition(name: &str, download: bool) -> Result<HeaderValue, Problem> {
    let last = name.rsplit('/').next().unwrap_or(name);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let spelt: String = last
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    let how = if download { "attachment" } else { "inline" };
    HeaderValue::from_str(&format!("{how}; filename*=UTF-8''{spelt}"))
        .map_err(|error| Problem::internal(error.to_string()))
}
