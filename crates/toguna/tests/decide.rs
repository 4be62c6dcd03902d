//! Decisions on the built program: made, shown, carried over, kept through a rebuild, and checked.

mod common;

use common::{Bench, reports, toguna};
use serde_json::Value;

fn judged(bench: &Bench, id: &str) -> Value {
    let figures = bench.table("figures");
    figures.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no figure {id}"))["judged"].clone()
}

#[test]
fn law_4_a_decision_survives_rebuilds_and_waits_for_its_words() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    let record = bench.arg("R.toguna");
    let id = bench.table("figures")[0]["id"].as_str().expect("an id").to_owned();
    toguna(["decide", &record, "reject", &id[..12], "--who", "Awa", "--why", "counts others"]).done();
    assert_eq!(judged(&bench, &id), "rejected");
    bench.build();
    assert_eq!(judged(&bench, &id), "rejected");
    let told = bench.path("told");
    toguna(["export", &record, "--as-told", "--to", &common::arg(&told)]).done();
    let figures = common::rows(&std::fs::read(told.join("figures.jsonl")).expect("figures"));
    assert!(figures.iter().all(|row| row["judged"].is_null()));

    bench.write(
        "in/a-djibo.txt",
        b"Nothing of that kind stands in this report any more, which is about rain in Djibo.\n",
    );
    bench.build();
    assert!(toguna(["decisions", &record, "--waiting"]).done().contains("[waits]"));
    bench.write("in/a-djibo.txt", reports::DJIBO_EN.as_bytes());
    bench.build();
    assert_eq!(judged(&bench, &id), "rejected");
    assert_eq!(toguna(["decisions", &record, "--waiting"]).done(), "no decisions\n");

    let file = bench.arg("judged.jsonl");
    toguna(["decisions", &record, "--export", &file]).done();
    assert!(toguna(["decisions", &record, "--import", &file]).done().contains("imported   0"));
    let digest = |out: String| out.lines().last().map(str::to_owned);
    let whole = digest(toguna(["verify", &record]).done());
    assert_eq!(digest(toguna(["backup", &record, "--to", &bench.arg("copy")]).done()), whole);
    assert_eq!(digest(toguna(["restore", &bench.arg("copy"), "--to", &bench.arg("again.toguna")]).done()), whole);
    assert!(toguna(["backup", &record, "--to", &bench.arg("copy")]).refused(1).contains("exists"));
}

#[test]
fn names_that_are_not_the_same_are_two_actors_in_every_table_until_it_is_undone() {
    let bench = Bench::with(&[
        ("a.txt", "Niamey, 3 May 2024. General Abdourahamane Tiani arrested ten officers in Niamey on 2 May 2024.\n"),
        ("b.txt", "Niamey, 4 May 2024. General Abdourahamane Tchiani arrested ten officers in Niamey on 2 May 2024.\n"),
    ]);
    bench.build();
    let record = bench.arg("R.toguna");
    let pair = bench.table("disputes").into_iter().find(|row| row["kind"] == "identity").expect("two spellings");
    let pair = pair["id"].as_str().expect("an id").to_owned();
    let actors = |document: &str| -> Vec<Value> {
        let accounts = bench.table("events").into_iter().filter(|row| row["doc"] == document);
        accounts.flat_map(|row| row["agents"].as_array().cloned().unwrap_or_default()).collect()
    };
    assert_eq!(actors("a.txt"), actors("b.txt"));
    let one = actors("a.txt");
    toguna(["decide", &record, "reject", &pair, "--who", "Awa", "--why", "two men"]).done();
    for _ in 0..2 {
        assert_eq!((actors("a.txt"), actors("b.txt").len()), (one.clone(), 1));
        assert_eq!(actors("b.txt")[0], "abdourahamane-tiani~abdourahamane-tchiani");
        let mentions = bench.table("actors");
        assert!(mentions.iter().any(|row| row["entity"] == actors("b.txt")[0]), "{mentions:?}");
        assert!(toguna(["show", &record, "actor", "Abdourahamane Tchiani"]).done().contains("~abdourahamane-tchiani"));
        // A build leaves it so.
        bench.build();
    }
    assert!(!toguna(["decisions", &record]).done().contains("[waits]"));
    toguna(["decide", &record, "undo", &pair, "--who", "Awa"]).done();
    assert_eq!(actors("a.txt"), actors("b.txt"));
}

#[test]
fn sources_and_claims_are_rated_and_facts_are_added() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    let record = bench.arg("R.toguna");
    let figure = bench.table("figures")[0].clone();
    let id = figure["id"].as_str().expect("an id");
    let actor = bench.table("actors")[0]["entity"].as_str().expect("an actor").to_owned();
    let rate = |args: &[&str]| -> Vec<String> {
        let fixed = ["decide", record.as_str(), "rate"];
        fixed.iter().chain(args).chain(&["--who", "Awa"]).map(|arg| (*arg).to_owned()).collect()
    };
    toguna(rate(&[id, "--credibility", "2"])).done();
    toguna(rate(&[&actor, "--reliability", "c", "--why", "often wrong"])).done();
    assert!(toguna(rate(&[&actor, "--reliability", "7"])).refused(1).contains("A (completely reliable)"));
    assert!(toguna(rate(&[id])).refused(1).contains("credibility"));
    let log = toguna(["decisions", &record]).done();
    assert!(log.contains("reliability") && log.contains("often wrong"), "{log}");
    // Answers say it behind the source, of a claim that was rated and of no other.
    let account = bench.table("events")[0]["id"].as_str().expect("an id").to_owned();
    toguna(rate(&[&account, "--credibility", "5"])).done();
    let shown = toguna(["show", &record, "figure", id]).done();
    assert_eq!(shown.matches(", rated ").count(), 1, "{shown}");
    let told = toguna(["timeline", &record, "--format", "csv"]).done();
    assert!(told.starts_with("kind,") && told.contains(",rated,start,"), "{told}");
    assert_eq!(told.lines().filter(|line| line.contains(",5,") || line.contains(",C5,")).count(), 1, "{told}");
    bench.build();
    let now = bench.table("figures").into_iter().find(|row| row["id"] == id).expect("the figure");
    assert_eq!((&now["credibility"], &now["judged"]), (&Value::from("2"), &Value::Null));
    let (doc, words) = (figure["doc"].as_str().expect("a name"), figure["quote"].as_str().expect("words"));
    let subject = format!("subject={actor}");
    let fact = ["decide", &record, "add", doc, "--words", words, "--who", "Awa", "--tells", "fact", "--set", &subject];
    assert!(toguna(fact).refused(1).contains("member-of"));
    let more = ["--set", "predicate=controls", "--set", "object_words=the road", "--set", "from=2031-05"];
    toguna(fact.iter().chain(&more).copied()).done();
    let facts = bench.table("facts");
    let row = facts.iter().find(|row| row["from"] == "2031-05").expect("the added fact");
    assert_eq!(
        (&row["judged"], &row["object"], &row["quote"]),
        (&Value::from("added"), &Value::from("the road"), &Value::from(words))
    );
}

#[test]
fn what_cannot_be_decided_is_refused_with_the_reason() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    let record = bench.arg("R.toguna");
    let refused = |args: &[&str]| {
        let args: Vec<&str> = ["decide", record.as_str()].into_iter().chain(args.iter().copied()).collect();
        toguna(args).refused(1)
    };
    assert!(refused(&["accept", "nothing", "--who", "Awa"]).contains("nothing of the id"));
    assert!(refused(&["merge", "a-djibo.txt", "--who", "Awa"]).contains("only events and accounts"));
    let id = bench.table("figures")[0]["id"].as_str().expect("an id").to_owned();
    let wrong = refused(&["correct", &id, "--field", "low", "--value", "many", "--who", "Awa"]);
    assert!(wrong.contains("'many' is no number"), "{wrong}");
    assert!(!bench.path("none.toguna-lock").exists());
    toguna(["decide", &bench.arg("none.toguna"), "accept", &id, "--who", "Awa"]).refused(1);
    assert!(!bench.path("none.toguna").exists() && !bench.path("none.toguna-lock").exists());
}

#[test]
fn what_the_words_tell_is_added_and_counts_until_it_is_undone() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    let record = bench.arg("R.toguna");
    let text = std::fs::read_to_string(bench.path("in/a-djibo.txt")).expect("a report");
    let words = text.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    let add = |more: &[&str]| -> Vec<String> {
        let fixed = ["decide", &record, "add", "a-djibo.txt", "--words", &words, "--who", "Awa"];
        fixed.iter().chain(more).map(|arg| (*arg).to_owned()).collect()
    };
    let args = |list: &[&str]| add(list);
    let event = ["--tells", "event", "--set", "type=PROTEST", "--set", "date=2031-05", "--set", "killed=2..3"];
    let refused = toguna(args(&["--tells", "event", "--set", "type=PARTY"])).refused(1);
    assert!(refused.contains("PROTEST"), "{refused}");
    assert!(toguna(args(&["--tells", "event", "--set", "type=PROTEST", "--nth", "99"])).refused(1).contains("times"));
    toguna(args(&event)).done();
    bench.build();
    let own = |bench: &Bench| {
        bench.table("events").into_iter().find(|row| row["type"] == "PROTEST" && row["date"] == "2031-05")
    };
    let row = own(&bench).expect("the added event");
    assert_eq!((&row["judged"], &row["quote"]), (&Value::from("added"), &Value::from(words.as_str())));
    assert_eq!((&row["deaths_low"], &row["deaths_high"]), (&Value::from(2), &Value::from(3)));
    assert!(toguna(["verify", &record]).done().contains("decisions"));
    let id = row["id"].as_str().expect("an id").to_owned();
    toguna(["decide", &record, "undo", &id, "--who", "Awa"]).done();
    assert!(own(&bench).is_none());
}
