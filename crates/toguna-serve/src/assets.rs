//! The built web app, embedded.

use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "$OUT_DIR/web"]
struct App;

/// What `/` says where the app was not built.
const NOT_BUILT: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Toguna</title><h1>Toguna</h1>\
    <p>The web app is not in this binary: it was built without Node. Install Node 20 or later, run <code>make web</code> \
    in Toguna's folder and build again.</p><p>The API answers all the same: <a href=\"/api/v1/openapi.json\">\
    /api/v1/openapi.json</a>, and so does the command line: <code>toguna --help</code>.</p>";

/// A file of the app; a path that is none is a screen, which the app itself finds.
pub(crate) async fn asset(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = App::get(path).filter(|_| !path.is_empty()) {
        // Names of built files carry a hash of their content; the page that names them must be asked for again.
        let lasting = path.starts_with("assets/");
        let cache = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
        let kind = mime_guess::from_path(path).first_or_octet_stream();
        return ([(header::CONTENT_TYPE, kind.to_string()), (header::CACHE_CONTROL, cache.into())], file.data)
            .into_response();
    }
    // A document's name may hold a dot, so that only a path in the folder of built files is surely one of them.
    if path.starts_with("assets/") {
        return (StatusCode::NOT_FOUND, "no such file").into_response();
    }
    match App::get("index.html") {
        Some(page) => {
            ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], page.data)
                .into_response()
        }
        None => Html(NOT_BUILT).into_response(),
    }
}
