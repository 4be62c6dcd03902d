//! Which pages may ask: only our own. Every answer forbids what it does not need.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::problem::Problem;

/// Nothing from elsewhere, no inline script, no form; of frames only our own, in which originals are shown.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// Refuses requests that another site's page made a browser send, and, where nobody logs in, names that point here by
/// DNS rebinding: a session's cookie is bound to its host's name, and without one only this machine's own names are safe.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    match refusal(&request, app.access().doors().is_none()) {
        Some(problem) => problem.into_response(),
        None => next.run(request).await,
    }
}

fn refusal(request: &Request, this_machine_alone: bool) -> Option<Problem> {
    let header = |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let host = header(header::HOST).unwrap_or_default();
    if this_machine_alone && !is_this_machine(host) {
        return Some(Problem::forbidden(format!("'{host}' is not this machine; open http://127.0.0.1 with the port")));
    }
    let site = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let foreign_site = matches!(site, Some("cross-site" | "same-site"));
    let origin = header(header::ORIGIN);
    let foreign_origin = origin.is_some_and(|origin| origin.split_once("://").is_none_or(|(_, name)| name != host));
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD);
    // A link from elsewhere to a page of ours is harmless; a question or a write in its name is not.
    let navigates = header(header::HeaderName::from_static("sec-fetch-mode")) == Some("navigate") && !writes;
    ((foreign_site && !navigates) || foreign_origin)
        .then(|| Problem::forbidden("another site's page asks; only pages served from here may"))
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

/// Sets the headers that every answer bears.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for host in ["127.0.0.1:8420", "localhost", "localhost:1", "[::1]:8420"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["", "example.org", "example.org:8420", "127.0.0.1.example.org:8420", "localhost.example.org"] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
