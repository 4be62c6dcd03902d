//! The files that documents were read from: shown in a world of their own, while they are what was read.

mod common;

use axum::http::StatusCode;
use common::Server;
use serde_json::Value;

const PAGE: &str = "<p>Guards attacked the mill.</p><script>alert(1)</script>";
const DOCUMENT: &str = "/api/v1/documents/a%20b.html/original";

#[tokio::test]
async fn an_original_runs_nothing_and_is_kept_under_its_name() {
    let server = Server::with_original(PAGE);
    let shown = server.ask("GET", DOCUMENT, &[], &Value::Null).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.head["content-type"], "text/html; charset=utf-8");
    let policies: Vec<_> = shown.head.get_all("content-security-policy").iter().collect();
    let [policy] = policies[..] else { panic!("one policy, not {policies:?}") };
    let policy = policy.to_str().expect("words");
    assert!(policy.starts_with("sandbox; default-src 'none';") && !policy.contains("script-src"), "{policy}");
    assert_eq!(shown.text().await, PAGE);
    let kept = server.ask("GET", &format!("{DOCUMENT}?download=true"), &[], &Value::Null).await;
    assert_eq!(kept.head["content-type"], "application/octet-stream");
    assert_eq!(kept.head["content-disposition"], "attachment; filename*=UTF-8''a%20b.html");
}

#[tokio::test]
async fn a_file_that_changed_or_whose_folder_nobody_named_is_told_to_be_missing() {
    let server = Server::with_original(PAGE);
    std::fs::write(server.folder.path().join("read/a b.html"), "another page").expect("a file");
    let changed = server.ask("GET", DOCUMENT, &[], &Value::Null).await;
    assert_eq!(changed.status, StatusCode::NOT_FOUND);
    assert!(changed.json().await["detail"].as_str().expect("words").contains("has changed"));
    let none = Server::open_to_all().ask("GET", "/api/v1/documents/a.txt/original", &[], &Value::Null).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    assert!(none.json().await["detail"].as_str().expect("words").contains("--originals"));
}
