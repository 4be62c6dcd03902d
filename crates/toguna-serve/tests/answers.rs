//! Answers that are kept: the same again at once, never those of another state of the record, never to who may not ask.

mod common;

use axum::http::StatusCode;
use common::Server;
use serde_json::{Value, json};
use toguna_record::{NewDecision, Record, Verdict};

const LISTS: [&str; 4] = ["/api/v1/events", "/api/v1/events/geo", "/api/v1/desk", "/api/v1/decisions"];

#[tokio::test]
async fn a_question_that_was_asked_before_has_the_same_answer_and_who_knows_it_hears_304() {
    let server = Server::open_to_all();
    for path in LISTS {
        let first = server.ask("GET", path, &[], &Value::Null).await;
        let tag = first.head["etag"].to_str().expect("a tag").to_owned();
        let kind = first.head["content-type"].clone();
        let (told, again) = (first.json().await, server.ask("GET", path, &[], &Value::Null).await);
        assert_eq!((again.head["etag"].to_str().ok(), &again.head["content-type"]), (Some(tag.as_str()), &kind));
        assert_eq!(again.json().await, told, "{path}");
        let known = server.ask("GET", path, &[("if-none-match", &tag)], &Value::Null).await;
        assert_eq!(known.status, StatusCode::NOT_MODIFIED, "{path}");
    }
}

#[tokio::test]
async fn a_kept_answer_is_for_nobody_who_is_not_let_in() {
    let server = Server::with_accounts();
    let cookie = server.login("viewer").await;
    for path in LISTS {
        assert_eq!(server.ask("GET", path, &[("cookie", &cookie)], &Value::Null).await.status, StatusCode::OK);
        assert_eq!(server.ask("GET", path, &[], &Value::Null).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_decision_is_in_every_answer_that_comes_after_it() {
    let server = Server::open_to_all();
    let event = event(&server).await;
    let id = event["id"].as_str().expect("an id");
    let page = format!("/api/v1/events/{id}");
    let account = get(&server, &page).await["accounts"][0]["id"].clone();
    assert_eq!(event["judged"], Value::Null);
    let accepted = decide(&server, "accept", &event["id"]).await;
    assert_eq!(self::event(&server).await["judged"], "accept");
    assert_eq!(get(&server, &page).await["judged"], "accept");
    decide(&server, "accept", &account).await;
    assert_eq!(get(&server, &page).await["accounts"][0]["judged"], "accept");
    decide(&server, "undo", &accepted).await;
    assert_eq!(self::event(&server).await["judged"], Value::Null);
    let log = get(&server, "/api/v1/decisions").await;
    let rows = log["items"].as_array().expect("rows");
    let told: Vec<(&str, bool)> =
        rows.iter().filter_map(|row| Some((row["kind"].as_str()?, row["undone"].as_bool()?))).collect();
    assert_eq!(told, [("undo", false), ("accept", false), ("accept", true)]);
}

#[tokio::test]
async fn a_rating_stands_beside_its_source_and_claim_and_judges_neither() {
    let server = Server::open_to_all();
    let event = event(&server).await;
    let page = format!("/api/v1/events/{}", event["id"].as_str().expect("an id"));
    let account = get(&server, &page).await["accounts"][0].clone();
    let sources = get(&server, "/api/v1/sources").await;
    let (outlet, claimant) = (&sources["outlets"][0], &account["claimed_by"]);
    let rate = async |target: &Value, field: &str, value: &str| {
        let order = json!({ "kind": "rate", "target": target, "field": field, "value": value, "who": "A. Reader" });
        server.ask("POST", "/api/v1/decisions", &[], &order).await.status
    };
    assert_eq!(rate(&account["id"], "credibility", "3").await, StatusCode::CREATED);
    assert_eq!(rate(&account["id"], "credibility", "9").await, StatusCode::BAD_REQUEST);
    assert_eq!(rate(&account["id"], "reliability", "B").await, StatusCode::BAD_REQUEST);
    if !outlet["target"].is_null() {
        assert_eq!(rate(&outlet["target"], "reliability", "B").await, StatusCode::CREATED);
        let now = get(&server, "/api/v1/sources").await;
        assert_eq!(
            (&now["outlets"][0]["rated"]["value"], &now["outlets"][0]["rated"]["who"]),
            (&json!("B"), &json!("A. Reader"))
        );
    }
    let now = get(&server, &page).await["accounts"][0].clone();
    assert_eq!((&now["credibility"], &now["judged"], &now["claimed_by"]), (&json!("3"), &Value::Null, claimant));
    let report = server.ask("GET", "/api/v1/report.html", &[], &Value::Null).await.first().await;
    assert!(report.contains(if outlet["target"].is_null() { "rated 3" } else { "rated B3" }), "{report}");
}

/// Decides and gives back the id of the decision.
async fn decide(server: &Server, kind: &str, target: &Value) -> Value {
    let order = json!({ "kind": kind, "target": target, "who": "A. Reader" });
    let answer = server.ask("POST", "/api/v1/decisions", &[], &order).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{kind}");
    answer.json().await["id"].clone()
}

#[tokio::test]
async fn what_somebody_else_writes_is_told_as_soon_as_it_is_read() {
    let server = Server::open_to_all();
    let event = event(&server).await;
    let order = NewDecision::on(Verdict::Accept, event["id"].as_str().expect("an id"));
    let now = "2031-01-01T00:00:00Z".parse().expect("a moment");
    let mut record = Record::create(server.record()).expect("a record");
    record.decide(&order, "", "B. Writer", now).expect("a decision");
    drop(record);
    let live = server.ask("GET", "/api/v1/live", &[], &Value::Null).await;
    // The page asks, the record is read anew behind it, and the page hears of it.
    self::event(&server).await;
    assert!(live.first().await.starts_with("event: version"));
    assert_eq!(self::event(&server).await["judged"], "accept");
}

#[tokio::test]
async fn what_changed_is_told_between_two_days_of_either_clock() {
    let server = Server::open_to_all();
    // The one document entered on the first day of 2030, and tells no day of publication.
    let changes = get(&server, "/api/v1/changes?clock=knew&from=2029").await;
    let kinds: Vec<&str> =
        changes["items"].as_array().expect("rows").iter().filter_map(|row| row["kind"].as_str()).collect();
    assert_eq!(kinds, ["document", "event"]);
    assert_eq!(changes["items"][1]["sources"][0]["doc"], "a.txt");
    for none in ["clock=knew&from=2030-01-01", "clock=knew&from=2029&to=2029-12-31", "from=2029"] {
        assert_eq!(get(&server, &format!("/api/v1/changes?{none}")).await["total"], 0, "{none}");
    }
    for wrong in ["", "from=", "from=2029&clock=wall"] {
        let answer = server.ask("GET", &format!("/api/v1/changes?{wrong}"), &[], &Value::Null).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn the_columns_of_events_tell_their_lanes_where_they_are_asked_for() {
    let server = Server::open_to_all();
    let lanes = get(&server, "/api/v1/events/geo?lanes=type").await;
    assert_eq!((&lanes["lanes"], &lanes["lane"]), (&json!([{ "id": "ASSAULT", "name": "ASSAULT" }]), &json!([1])));
    let nobody = get(&server, "/api/v1/events/geo?lanes=actor").await;
    assert_eq!((&nobody["lanes"], &nobody["lane"]), (&json!([]), &json!([0])));
    assert_eq!(get(&server, "/api/v1/events/geo").await.get("lanes"), None);
}

#[tokio::test]
async fn somebody_unsure_takes_nothing_back_and_leaves_the_rest_to_others() {
    let server = Server::open_to_all();
    let id = event(&server).await["id"].clone();
    decide(&server, "unsure", &id).await;
    assert_eq!(event(&server).await["judged"], "unsure");
    decide(&server, "accept", &id).await;
    decide(&server, "unsure", &id).await;
    assert_eq!(event(&server).await["judged"], "accept");
}

async fn get(server: &Server, path: &str) -> Value {
    server.ask("GET", path, &[], &Value::Null).await.json().await
}

/// The one event of the record, as the list has it.
async fn event(server: &Server) -> Value {
    let page = get(server, "/api/v1/events?limit=50").await;
    assert_eq!(page["total"], 1);
    page["items"][0].clone()
}
