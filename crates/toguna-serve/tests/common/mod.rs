//! A server without a network: requests go straight to its router.
#![allow(dead_code, reason = "each test file uses its part")]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use toguna_code::{Account, Claimant, Coded, EventType, Status};
use toguna_record::{Reading, Record, Stamp};
use toguna_serve::{Accounts, App, Role, router};
use toguna_text::{Document, Metadata};
use tower::ServiceExt;

/// The password of every account.
pub(crate) const WORDS: &str = "four words in a row";

/// A record that is served.
pub(crate) struct Server {
    pub(crate) folder: TempDir,
    pub(crate) router: Router,
    host: &'static str,
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

    pub(crate) async fn text(self) -> String {
        let bytes = self.body.collect().await.expect("a body").to_bytes();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The first piece of an answer that has no end.
    pub(crate) async fn first(mut self) -> String {
        let frame = self.body.frame().await.expect("a piece").expect("a whole one");
        String::from_utf8_lossy(frame.data_ref().expect("words")).into_owned()
    }
}

impl Server {
    /// A record with one event, served to this machine.
    pub(crate) fn open_to_all() -> Server {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("r.toguna");
        told(&mut Record::create(&record).expect("a record"), "a.txt", String::new());
        Server { router: router(App::open(record).expect("an app")), folder, host: "localhost" }
    }

    /// A record whose document was read from a page, served with the page's folder.
    pub(crate) fn with_original(page: &str) -> Server {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("r.toguna");
        let read = folder.path().join("read");
        std::fs::create_dir(&read).expect("a folder");
        std::fs::write(read.join("a b.html"), page).expect("a file");
        let sha256 = Sha256::digest(page).iter().map(|byte| format!("{byte:02x}")).collect();
        told(&mut Record::create(&record).expect("a record"), "a b.html", sha256);
        let app = App::open(record).expect("an app").with_originals(vec![read]);
        Server { router: router(app), folder, host: "localhost" }
    }

    /// A record with one account for each role, served behind a proxy.
    pub(crate) fn with_accounts() -> Server {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("r.toguna");
        drop(Record::create(&record).expect("a record"));
        for role in Role::ALL {
            Accounts::add(&record, role.name(), role, WORDS).expect("an account");
        }
        let app = App::open(record).expect("an app").with_accounts(true).expect("accounts");
        Server { folder, router: router(app), host: "record.example" }
    }

    pub(crate) fn record(&self) -> std::path::PathBuf {
        self.folder.path().join("r.toguna")
    }

    /// Asks with headers and a body of JSON.
    pub(crate) async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, self.host);
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

/// Puts one document that tells one event into a record.
fn told(record: &mut Record, name: &str, bytes: String) {
    let document = Document::new(name, "Guards attacked the mill.".into(), Metadata::default(), "en");
    let span = document.span(7..15).expect("a run of characters");
    let account = Account {
        span,
        also: Vec::new(),
        event_type: EventType::Assault,
        mode: None,
        context: None,
        date: None,
        announced_then: false,
        places: Vec::new(),
        agents: Vec::new(),
        targets: Vec::new(),
        agent_parties: Vec::new(),
        target_parties: Vec::new(),
        agent_countries: Vec::new(),
        target_countries: Vec::new(),
        acled: None,
        main: true,
        status: Status::Actual,
        claimant: Claimant::Document,
        through: Vec::new(),
        figures: Vec::new(),
        tolls: Vec::new(),
        confidence: 0.8,
        why: "verb of attack".into(),
    };
    let coded = Coded { accounts: vec![account], ..Coded::default() };
    let stamp = Stamp { bytes, metadata: String::new(), engine: "made".into() };
    let now = "2030-01-01T00:00:00Z".parse().expect("a moment");
    record.put_all(&[Reading { document: &document, coded: &coded, stamp: &stamp }], now).expect("stored");
    record.finish().expect("a build");
}
