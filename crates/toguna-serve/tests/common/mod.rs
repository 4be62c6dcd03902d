//! A server without a network: requests go straight to its router.
#![allow(dead_code, reason = "each test file uses its part")]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use tempfile::TempDir;
use toguna_record::Record;
use toguna_serve::{Accounts, App, Role, router};
use tower::ServiceExt;

/// The password of every account.
pub(crate) const WORDS: &str = "four words in a row";

/// A record with one account for each role, served behind a proxy.
pub(crate) struct Server {
    pub(crate) folder: TempDir,
    pub(crate) router: Router,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) cookie: Option<String>,
    pub(crate) head: axum::http::HeaderMap,
    body: Body,
}

impl Answer {
    pub(crate) async fn json(self) -> Value {
        let bytes = self.body.collect().await.expect("a body").to_bytes();
        serde_json::from_slice(&bytes).expect("JSON")
    }
}

impl Server {
    pub(crate) fn with_accounts() -> Server {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("r.toguna");
        drop(Record::create(&record).expect("a record"));
        for role in Role::ALL {
            Accounts::add(&record, role.name(), role, WORDS).expect("an account");
        }
        let app = App::open(record).expect("an app").with_accounts(true).expect("accounts");
        Server { folder, router: router(app) }
    }

    pub(crate) fn record(&self) -> std::path::PathBuf {
        self.folder.path().join("r.toguna")
    }

    /// Asks with headers and a body of JSON.
    pub(crate) async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "record.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = request.header(header::CONTENT_TYPE, "application/json").body(body).expect("a request");
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let (head, body) = answer.into_parts();
        let cookie = head.headers.get(header::SET_COOKIE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Answer { status: head.status, cookie, head: head.headers, body }
    }

    /// Logs in; gives back what a browser sends from then on.
    pub(crate) async fn login(&self, name: &str) -> String {
        let body = serde_json::json!({ "name": name, "password": WORDS });
        let answer = self.ask("POST", "/api/v1/session", &[("x-forwarded-for", "192.0.2.7")], &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{name} logs in");
        let cookie = answer.cookie.expect("a cookie");
        cookie.split(';').next().expect("a pair").to_owned()
    }
}
