//! Law 4: decisions survive every rebuild, attach by content, and never to other words. All sentences are invented.

mod common;

use common::raids::{at, raid};
use common::{Told, snapshot};
use proptest::prelude::*;
use toguna_record::{Claim, Clocks, Decision, Kind, NewDecision, Over, Reading, Readings, Record, Snapshot, Verdict};

fn readings(told: &[Told]) -> Readings {
    snapshot(told).readings
}

fn decide(told: &Readings, decisions: &mut Vec<Decision>, new: &NewDecision) {
    let second = decisions.len() as i64;
    new.made(told, decisions, "ana", at(second)).expect("it can be decided");
}

fn two() -> Readings {
    readings(&[raid("a.txt", 0, "2024-03-04", 0), raid("b.txt", 1, "2024-03-05", 0)])
}

#[test]
fn a_rejected_figure_feeds_neither_deaths_nor_disputes_and_stays_to_be_seen() {
    let (told, mut decisions) = (two(), Vec::new());
    let before = Snapshot::of(told.clone());
    assert_eq!((before.findings.events.len(), before.findings.disputes.len()), (1, 1));
    decide(&told, &mut decisions, &NewDecision::on(Verdict::Reject, &told.figures[1].id));
    let now = Snapshot::judged(told.clone(), &decisions);
    let deaths = now.findings.events[0].deaths.as_ref().expect("deaths");
    assert_eq!((deaths.all.low, deaths.all.high), (Some(7.0), Some(7.0)));
    assert!(now.findings.disputes.is_empty());
    assert_eq!(now.readings.figures.len(), 2);
    assert_eq!(now.judged.state(&told.figures[1].id), Some("rejected"));
    let id = decisions[0].id.clone();
    decide(&told, &mut decisions, &NewDecision::on(Verdict::Undo, &id));
    assert_eq!(Snapshot::judged(told, &decisions).findings, before.findings);
}

#[test]
fn a_rejected_account_belongs_to_no_event() {
    let (told, mut decisions) = (two(), Vec::new());
    decide(&told, &mut decisions, &NewDecision::on(Verdict::Reject, &told.accounts[0].id));
    let now = Snapshot::judged(told, &decisions);
    assert!(now.event_of(0).is_none());
    assert_eq!(now.event_of(1).map(|event| event.accounts.clone()), Some(vec![1]));
}

#[test]
fn a_corrected_field_counts_as_corrected_with_the_original_beside() {
    let (told, mut decisions) = (two(), Vec::new());
    let figure = told.figures[1].id.clone();
    for field in ["low", "high"] {
        let value = Some("7".to_owned());
        let new = NewDecision { field: Some(field.into()), value, ..NewDecision::on(Verdict::Correct, &figure) };
        decide(&told, &mut decisions, &new);
    }
    let now = Snapshot::judged(told.clone(), &decisions);
    assert!(now.findings.disputes.is_empty());
    assert_eq!(now.readings.figures[1].low, Some(7.0));
    let mark = now.judged.of(&figure).expect("it was corrected");
    assert_eq!((mark.state, mark.told["low"].as_f64()), ("corrected", Some(9.0)));
    let wrong = NewDecision {
        field: Some("low".into()),
        value: Some("many".into()),
        ..NewDecision::on(Verdict::Correct, &figure)
    };
    assert!(wrong.made(&told, &mut decisions, "ana", at(9)).is_err(), "no number");
}

#[test]
fn people_say_what_is_one_event_one_voice_and_no_dispute() {
    let (told, mut decisions) = (two(), Vec::new());
    let with =
        |verdict, target: &str, with: &str| NewDecision { with: vec![with.into()], ..NewDecision::on(verdict, target) };
    let [a, b] = [told.accounts[0].id.clone(), told.accounts[1].id.clone()];
    decide(&told, &mut decisions, &with(Verdict::DifferentEvent, &a, &b));
    assert_eq!(Snapshot::judged(told.clone(), &decisions).findings.events.len(), 2);
    decide(&told, &mut decisions, &with(Verdict::Merge, &a, &b));
    let merged = Snapshot::judged(told.clone(), &decisions);
    assert_eq!(merged.findings.events.len(), 1);
    assert!(merged.findings.events[0].why.to_string().contains("decision"), "{}", merged.findings.events[0].why);
    let event = merged.findings.events[0].id.clone();
    decide(&told, &mut decisions, &with(Verdict::Split, &event, &b));
    assert_eq!(Snapshot::judged(told.clone(), &decisions).findings.events.len(), 2);

    let mut decisions = Vec::new();
    decide(&told, &mut decisions, &with(Verdict::SameSource, "a.txt", "b.txt"));
    let one = Snapshot::judged(told.clone(), &decisions);
    assert!(one.copy_of(0).or(one.copy_of(1)).is_some());
    let dispute = Snapshot::of(told.clone()).findings.disputes[0].id.clone();
    let mut decisions = Vec::new();
    decide(&told, &mut decisions, &NewDecision::on(Verdict::NotADispute, &dispute));
    let quiet = Snapshot::judged(told, &decisions);
    assert_eq!((quiet.findings.disputes.len(), quiet.judged.silenced.len()), (0, 1));
    // A third number makes it another dispute than the one that was judged.
    let more =
        [raid("a.txt", 0, "2024-03-04", 0), raid("b.txt", 1, "2024-03-05", 0), raid("c.txt", 2, "2024-03-06", 0)];
    let loud = Snapshot::judged(readings(&more), &decisions);
    assert_eq!((loud.findings.disputes.len(), loud.judged.attached[0]), (1, false));
}

#[test]
fn decisions_go_from_record_to_record_once_and_untouched() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut records = ["a", "b"].map(|name| Record::create(dir.path().join(name)).expect("a record"));
    let told = raid("a.txt", 0, "2024-03-04", 0);
    for record in &mut records {
        record
            .put(Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() }, at(0))
            .expect("stored");
    }
    let [from, to] = &mut records;
    let figure = from.readings(Clocks::default()).expect("readings").figures[0].id.clone();
    from.decide(&NewDecision::on(Verdict::Reject, &figure), "words", "ana", at(1)).expect("decided");
    let lines = from.export_decisions().expect("exported");
    assert_eq!(to.import_decisions(&lines).expect("imported"), 1);
    assert_eq!(to.import_decisions(&lines).expect("imported"), 0);
    assert_eq!(to.decisions().expect("decisions"), from.decisions().expect("decisions"));
    assert!(to.import_decisions(&lines.replace("words", "swords")).is_err());
    assert!(to.snapshot(Clocks::default()).expect("a snapshot").judged.rejected(&figure));
    // Copies hold the same, and nothing is written over.
    let whole = to.verify().expect("whole");
    let copy = dir.path().join("copy");
    assert_eq!(to.backup(&copy).expect("copied"), whole);
    assert!(to.backup(&copy).is_err());
    assert_eq!(Record::restore(&copy, &dir.path().join("again")).expect("restored"), whole);
}

#[test]
fn a_flipped_byte_is_found_wherever_decisions_and_texts_stand() {
    let columns = [
        "decision.kind",
        "decision.target",
        "decision.content",
        "decision.note",
        "decision.who",
        "decision.entered",
        "decision.previous",
        "decision.hash",
        "document.text",
        "span.quote",
        "figure.low",
        "account.date",
        "fact.object",
    ];
    for column in columns {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("r.toguna");
        let mut record = Record::create(&path).expect("a record");
        let told = raid("a.txt", 0, "2024-03-04", 0);
        let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
        record.put(reading, at(0)).expect("stored");
        let figure = record.readings(Clocks::default()).expect("readings").figures[0].id.clone();
        record.decide(&NewDecision::on(Verdict::Reject, &figure), "words", "ana", at(1)).expect("decided");
        record.verify().expect("whole");
        drop(record);
        let (table, name) = column.split_once('.').expect("a column");
        let sql = rusqlite::Connection::open(&path).expect("the file");
        let triggers: Vec<String> = sql
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .and_then(|mut query| query.query_map([], |row| row.get(0))?.collect())
            .expect("triggers");
        for trigger in triggers {
            sql.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("dropped");
        }
        let other = match name {
            "low" => "low + 1".to_owned(),
            "kind" => "'accept'".to_owned(),
            _ => format!("CASE substr({name}, 1, 1) WHEN '2' THEN '1' ELSE '2' END || substr({name}, 2)"),
        };
        sql.execute_batch(&format!("UPDATE {table} SET {name} = {other}")).expect("changed");
        drop(sql);
        let found = Record::open(&path).and_then(|record| record.verify());
        assert!(found.is_err(), "{column} was changed and nobody noticed");
    }
}

/// One step of a life of a record.
#[derive(Clone, Debug)]
enum Step {
    Put { name: usize, text: usize, day: usize },
    Remove { name: usize },
    Pack { pack: usize },
    Decide { verdict: usize, what: usize, which: usize, other: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..4usize, 0..6usize, 0..2usize).prop_map(|(name, text, day)| Step::Put { name, text, day }),
        1 => (0..4usize).prop_map(|name| Step::Remove { name }),
        1 => (0..2usize).prop_map(|pack| Step::Pack { pack }),
        4 => (0..Verdict::ALL.len(), 0..3usize, 0..8usize, 0..8usize)
            .prop_map(|(verdict, what, which, other)| Step::Decide { verdict, what, which, other }),
    ];
    prop::collection::vec(step, 1..16)
}

/// Every row that can be judged alone: its id, its text's hash, its words, and what it tells.
fn rows(told: &Readings) -> Vec<(String, String, u32, String, String)> {
    let mut rows = Vec::new();
    for row in &told.accounts {
        let tells = format!("{:?} {:?} {:?} {:?}", row.event_type, row.date, row.agents, row.targets);
        rows.push((
            row.id.clone(),
            told.document(&row.at).sha256.clone(),
            row.at.bytes.start,
            row.at.quote.clone(),
            tells,
        ));
    }
    for row in &told.figures {
        let tells = format!("{:?} {:?} {:?}", row.measure, row.low, row.high);
        rows.push((
            row.id.clone(),
            told.document(&row.at).sha256.clone(),
            row.at.bytes.start,
            row.at.quote.clone(),
            tells,
        ));
    }
    for row in &told.facts {
        let tells = format!("{:?} {} {:?}", row.subject, row.predicate, row.object);
        rows.push((
            row.id.clone(),
            told.document(&row.at).sha256.clone(),
            row.at.bytes.start,
            row.at.quote.clone(),
            tells,
        ));
    }
    rows
}

fn new_decision(told: &Readings, decisions: &[Decision], step: (usize, usize, usize, usize)) -> Option<NewDecision> {
    let (verdict, what, which, other) = step;
    let verdict = Verdict::ALL[verdict];
    let pick = |ids: Vec<String>, at: usize| (!ids.is_empty()).then(|| ids[at % ids.len()].clone());
    let accounts: Vec<String> = told.accounts.iter().map(|row| row.id.clone()).collect();
    let own = match what {
        0 => accounts.clone(),
        1 => told.figures.iter().map(|row| row.id.clone()).collect(),
        _ => told.facts.iter().map(|row| row.id.clone()).collect(),
    };
    let names: Vec<String> = told.documents.iter().map(|row| row.name.clone()).collect();
    let findings = || Snapshot::judged(told.clone(), decisions).findings;
    let mut new = NewDecision::on(verdict, "");
    new.target = match verdict {
        Verdict::Accept | Verdict::Reject | Verdict::Correct | Verdict::Unsure | Verdict::Rate => pick(own, which)?,
        Verdict::Merge | Verdict::DifferentEvent => pick(accounts.clone(), which)?,
        Verdict::Split => pick(findings().events.iter().map(|event| event.id.clone()).collect(), which)?,
        Verdict::SameSource | Verdict::Add => pick(names.clone(), which)?,
        Verdict::NotADispute | Verdict::Settle => {
            pick(findings().disputes.iter().map(|row| row.id.clone()).collect(), which)?
        }
        Verdict::Undo => pick(decisions.iter().map(|row| row.id.clone()).collect(), which)?,
    };
    if verdict == Verdict::Correct {
        (new.field, new.value) = (Some("status".into()), Some("alleged".into()));
    }
    if verdict == Verdict::Rate {
        (new.field, new.value) = (Some("credibility".into()), Some("3".into()));
    }
    if verdict == Verdict::Settle {
        new.value = Some("7..9".into());
    }
    if verdict == Verdict::Add {
        let fields = [("type", "PROTEST".to_owned()), ("agents", "herders".into()), ("killed", format!("{other}..12"))];
        let fields = fields.map(|(field, value)| (field.to_owned(), value)).into();
        let over = Over::Quote { quote: "militia".into(), nth: 1 };
        new.claim = Some(Claim { kind: Kind::Account, over, fields });
    }
    new.with = match verdict {
        Verdict::Merge | Verdict::DifferentEvent | Verdict::Split => vec![pick(accounts, other)?],
        Verdict::SameSource => vec![pick(names, other)?],
        _ => Vec::new(),
    };
    Some(new)
}

/// How many lives are tried: some hundreds always, more by `TOGUNA_LIVES`.
fn lives() -> u32 {
    std::env::var("TOGUNA_LIVES").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: lives(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_4_decisions_survive(steps in steps()) {
        let mut documents = std::collections::BTreeMap::<usize, (usize, usize)>::new();
        let (mut pack, mut made) = (0, 0);
        let mut decisions = Vec::<Decision>::new();
        // What each decision on one row judged, kept apart from the code under test.
        let mut judged = std::collections::BTreeMap::<usize, (String, u32, String, String)>::new();
        for step in steps {
            let told = |documents: &std::collections::BTreeMap<usize, (usize, usize)>, pack| {
                let all = documents.iter();
                readings(&all.map(|(name, (text, day))| raid(&format!("{name}.txt"), *text, ["2024-03-04", "2024-03-05"][*day], pack)).collect::<Vec<_>>())
            };
            match step {
                Step::Put { name, text, day } => drop(documents.insert(name, (text, day))),
                Step::Remove { name } => drop(documents.remove(&name)),
                Step::Pack { pack: other } => pack = other,
                Step::Decide { verdict, what, which, other } => {
                    let told = told(&documents, pack);
                    if let Some(new) = new_decision(&told, &decisions, (verdict, what, which, other))
                        && new.made(&told, &mut decisions, "ana", at(made)).is_ok()
                    {
                        made += 1;
                        if let Some(row) = rows(&told).into_iter().find(|row| row.0 == new.target) {
                            judged.insert(decisions.len() - 1, (row.1, row.2, row.3, row.4));
                        }
                    }
                }
            }
            let told = told(&documents, pack);
            let now = Snapshot::judged(told.clone(), &decisions);
            prop_assert_eq!(decisions.len() as i64, made);
            prop_assert_eq!(now.judged.attached.len(), decisions.len());
            let present = rows(&told);
            for (at, decision) in decisions.iter().enumerate().filter(|(_, decision)| !decision.undone) {
                let simple = matches!(decision.verdict, Verdict::Accept | Verdict::Reject | Verdict::Unsure | Verdict::Rate);
                if decision.verdict == Verdict::Add {
                    let sha256 = &decision.content.judged[0][0].sha256;
                    let there = told.documents.iter().any(|row| row.sha256 == *sha256);
                    prop_assert_eq!(now.judged.attached[at], there, "{:?}", decision);
                }
                if let Some(words) = judged.get(&at).filter(|_| simple) {
                    let there = present.iter().any(|row| (&row.1, row.2, &row.3, &row.4) == (&words.0, words.1, &words.2, &words.3));
                    prop_assert_eq!(now.judged.attached[at], there, "{:?}", decision);
                }
            }
            for row in &present {
                if let Some(mark) = now.judged.of(&row.0) {
                    let own = decisions.iter().enumerate().any(|(at, decision)| {
                        !decision.undone && judged.get(&at).is_some_and(|words| {
                            let same_words = (&row.1, row.2, &row.3) == (&words.0, words.1, &words.2);
                            same_words && (decision.verdict == Verdict::Correct || row.4 == words.3)
                        })
                    });
                    prop_assert!(own, "{:?} was decided of other words than {:?}", mark, row);
                }
            }
        }
    }
}
