//! Who may do what where people log in.

mod common;

use axum::http::StatusCode;
use common::{Server, WORDS};
use serde_json::{Value, json};
use toguna_serve::{Accounts, Role, api_description};

/// Every operation of the description, with the least role that may ask it; nothing for those open to everybody.
const LEAST: [(&str, &str, Option<Role>); 37] = [
    ("GET", "/api/v1/health", Some(Role::Viewer)),
    ("GET", "/api/v1/desk", Some(Role::Viewer)),
    ("GET", "/api/v1/events", Some(Role::Viewer)),
    ("GET", "/api/v1/events/geo", Some(Role::Viewer)),
    ("GET", "/api/v1/events/{id}", Some(Role::Viewer)),
    ("GET", "/api/v1/places", Some(Role::Viewer)),
    ("GET", "/api/v1/disputes", Some(Role::Viewer)),
    ("GET", "/api/v1/disputes/{id}", Some(Role::Viewer)),
    ("GET", "/api/v1/actors", Some(Role::Viewer)),
    ("GET", "/api/v1/actors/{id}", Some(Role::Viewer)),
    ("GET", "/api/v1/offices", Some(Role::Viewer)),
    ("GET", "/api/v1/agreements", Some(Role::Viewer)),
    ("GET", "/api/v1/figures", Some(Role::Viewer)),
    ("GET", "/api/v1/documents", Some(Role::Viewer)),
    ("GET", "/api/v1/documents/{id}", Some(Role::Viewer)),
    ("GET", "/api/v1/documents/{id}/original", Some(Role::Viewer)),
    ("GET", "/api/v1/outlines", Some(Role::Viewer)),
    ("GET", "/api/v1/search", Some(Role::Viewer)),
    ("GET", "/api/v1/decisions", Some(Role::Viewer)),
    ("GET", "/api/v1/changes", Some(Role::Viewer)),
    ("GET", "/api/v1/sources", Some(Role::Viewer)),
    ("GET", "/api/v1/report.html", Some(Role::Viewer)),
    ("GET", "/api/v1/export.csv", Some(Role::Viewer)),
    ("GET", "/api/v1/export.geojson", Some(Role::Viewer)),
    ("GET", "/api/v1/export.parquet", Some(Role::Viewer)),
    ("GET", "/api/v1/export.acled.csv", Some(Role::Viewer)),
    ("GET", "/api/v1/export.ucdp.csv", Some(Role::Viewer)),
    ("GET", "/api/v1/live", Some(Role::Viewer)),
    ("POST", "/api/v1/decisions", Some(Role::Annotator)),
    ("GET", "/api/v1/accounts", Some(Role::Admin)),
    ("POST", "/api/v1/accounts", Some(Role::Admin)),
    ("PATCH", "/api/v1/accounts/{name}", Some(Role::Admin)),
    ("DELETE", "/api/v1/accounts/{name}", Some(Role::Admin)),
    ("PUT", "/api/v1/session/password", Some(Role::Viewer)),
    ("GET", "/api/v1/session", None),
    ("POST", "/api/v1/session", None),
    ("DELETE", "/api/v1/session", None),
];

#[test]
fn the_table_names_every_operation_of_the_description() {
    let description: Value = serde_json::from_str(&api_description()).expect("JSON");
    let paths = description["paths"].as_object().expect("paths");
    let mut described: Vec<(String, String)> = paths
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().expect("operations").keys().map(|method| (method.to_uppercase(), path.clone()))
        })
        .collect();
    let mut tabled: Vec<(String, String)> =
        LEAST.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    described.sort();
    tabled.sort();
    assert_eq!(described, tabled);
}

#[tokio::test]
async fn every_route_lets_in_whom_the_table_names_and_nobody_else() {
    let server = Server::with_accounts();
    for asker in std::iter::once(None).chain(Role::ALL.map(Some)) {
        let name = asker.map_or("nobody", Role::name);
        let cookie = match asker {
            Some(role) => server.login(role.name()).await,
            None => "__Host-toguna=0000".to_owned(),
        };
        for (method, path, least) in LEAST {
            let body = match (method, path) {
                ("POST", "/api/v1/session") => json!({ "name": "viewer", "password": WORDS }),
                ("POST", "/api/v1/decisions") => json!({ "kind": "accept", "target": "none" }),
                ("PUT", _) => json!({ "old": WORDS, "new": "short" }),
                ("PATCH", _) => json!({ "role": "viewer" }),
                ("POST", _) => json!({ "name": "new", "role": "viewer", "password": "short" }),
                _ => Value::Null,
            };
            let path = path.replace("{id}", "none").replace("{name}", "none")
                + if path.ends_with("search") { "?q=a" } else { "" };
            let headers = [("cookie", cookie.as_str()), ("x-forwarded-for", "198.51.100.1")];
            let status = server.ask(method, &path, &headers, &body).await.status;
            let expected = match (least, asker) {
                (Some(_), None) => Some(StatusCode::UNAUTHORIZED),
                (Some(least), Some(role)) if role < least => Some(StatusCode::FORBIDDEN),
                _ => None,
            };
            match expected {
                Some(refused) => assert_eq!(status, refused, "{name}: {method} {path}"),
                None => {
                    let let_in = status != StatusCode::UNAUTHORIZED && status != StatusCode::FORBIDDEN;
                    assert!(let_in && !status.is_server_error(), "{name}: {method} {path} answers {status}");
                }
            }
        }
        // Logging out, the last of the table, ended the session.
        let status = server.ask("GET", "/api/v1/health", &[("cookie", &cookie)], &Value::Null).await.status;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{name} after logging out");
    }
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_other_sites_and_clear_text() {
    let server = Server::with_accounts();
    let body = json!({ "name": "viewer", "password": WORDS });
    let cookie = server.ask("POST", "/api/v1/session", &[], &body).await.cookie.expect("a cookie");
    let attributes: Vec<&str> = cookie.split("; ").skip(1).collect();
    assert!(cookie.starts_with("__Host-toguna="), "{cookie}");
    assert_eq!(attributes, ["Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=43200", "Secure"]);
}

#[tokio::test]
async fn a_session_ends_with_its_account_and_follows_its_role() {
    let server = Server::with_accounts();
    let cookie = server.login("admin").await;
    let status = async || server.ask("GET", "/api/v1/accounts", &[("cookie", &cookie)], &Value::Null).await.status;
    assert_eq!(status().await, StatusCode::OK);
    Accounts::remove(&server.record(), "admin").expect("removed");
    assert_eq!(status().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_own_password_is_changed_by_the_old_one_and_ends_every_other_session() {
    let server = Server::with_accounts();
    let (cookie, other) = (server.login("viewer").await, server.login("viewer").await);
    let change = async |old: &str, new: &str| {
        let body = json!({ "old": old, "new": new });
        server.ask("PUT", "/api/v1/session/password", &[("cookie", &cookie)], &body).await
    };
    let status =
        async |cookie: &str| server.ask("GET", "/api/v1/health", &[("cookie", cookie)], &Value::Null).await.status;
    assert_eq!(change("five words in a row", "six words in a row").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(change(WORDS, "short").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(status(&other).await, StatusCode::OK, "nothing was changed yet");
    let changed = change(WORDS, "six words in a row").await;
    assert_eq!(changed.status, StatusCode::OK);
    let new = changed.cookie.expect("a cookie");
    assert_eq!(status(new.split(';').next().expect("a pair")).await, StatusCode::OK);
    assert_eq!(status(&other).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(&cookie).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_admin_gives_roles_and_cannot_lock_themselves_out() {
    let server = Server::with_accounts();
    let (admin, viewer) = (server.login("admin").await, server.login("viewer").await);
    let order = async |method: &str, name: &str, body: Value| {
        server.ask(method, &format!("/api/v1/accounts/{name}"), &[("cookie", &admin)], &body).await.status
    };
    assert_eq!(order("PATCH", "viewer", json!({ "role": "reviewer" })).await, StatusCode::OK);
    let session = server.ask("GET", "/api/v1/session", &[("cookie", &viewer)], &Value::Null).await.json().await;
    assert_eq!(session["role"], "reviewer", "the session stays and has the new role");
    assert_eq!(order("PATCH", "nobody", json!({ "role": "viewer" })).await, StatusCode::NOT_FOUND);
    assert_eq!(order("PATCH", "admin", json!({ "role": "viewer" })).await, StatusCode::CONFLICT);
    assert_eq!(order("DELETE", "admin", Value::Null).await, StatusCode::CONFLICT);
    assert_eq!(order("DELETE", "viewer", Value::Null).await, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn passwords_cannot_be_tried_without_end() {
    let server = Server::with_accounts();
    let wrong = json!({ "name": "admin", "password": "five words in a row" });
    let mut waits = None;
    for _ in 0..40 {
        let answer = server.ask("POST", "/api/v1/session", &[("x-forwarded-for", "203.0.113.9")], &wrong).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            waits = answer.head.get("retry-after").cloned();
            break;
        }
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    assert!(waits.is_some(), "the forty-first try is as free as the first");
    // Somebody else can still come in.
    server.login("viewer").await;
}

#[tokio::test]
async fn a_page_of_another_site_is_refused_with_a_session_too() {
    let server = Server::with_accounts();
    let cookie = server.login("admin").await;
    let order = json!({ "name": "mallory", "role": "admin", "password": WORDS });
    for (name, value) in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        let headers = [("cookie", cookie.as_str()), (name, value)];
        let answer = server.ask("POST", "/api/v1/accounts", &headers, &order).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    let headers =
        [("cookie", cookie.as_str()), ("origin", "https://record.example"), ("sec-fetch-site", "same-origin")];
    assert_eq!(server.ask("POST", "/api/v1/accounts", &headers, &order).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn nobody_is_told_which_part_of_a_login_was_wrong() {
    let server = Server::with_accounts();
    let told = async |name: &str| {
        let body = json!({ "name": name, "password": "five words in a row" });
        server.ask("POST", "/api/v1/session", &[], &body).await.json().await
    };
    assert_eq!(told("admin").await, told("no such name").await);
}
