//! The events of a stretch of time, told from a part of the record, are those that the whole record tells.

mod common;

use common::{Told, edtf};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use toguna_code::{EventType, Measure};
use toguna_mark::{ActorKind, DatedBy, DocumentDate, Level};
use toguna_record::{Claim, Clocks, DisputeKind, Kind, NewDecision, Over, Reading, Record, Snapshot, Verdict};

/// Numbers that look random and are the same in every run (SplitMix64).
fn scattered(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

const PARTIES: [&str; 4] = ["xand-front", "front-wing", "xand-army", "militia"];

/// A report of one or two attacks: dated to the day, the month, the year or not at all, published or not, in few towns.
fn report(world: u64, at: u64) -> Told {
    let seed = scattered(world * 1_000 + at);
    let day = date(2030, 3, 1).checked_add(((at / 3) as i64).days()).expect("a day");
    let published = (!seed.is_multiple_of(6)).then(|| day.tomorrow().expect("a day").to_string());
    let town = seed / 10 % 4;
    let mut text =
        format!("Kona{town} was raided by one and two. {} were killed. The {at} wing is told of.\n", seed / 50 % 3 + 2);
    if (seed / 700_000).is_multiple_of(3) {
        text.push_str(&format!(
            "Lamps of the {} quay were lit by the keepers who had walked there before nightfall.\n",
            at / 6
        ));
    }
    let told = match seed / 200 % 5 {
        0 => None,
        1 => Some(format!("{:04}-{:02}", day.year(), day.month())),
        2 => Some(format!("{:04}", day.year())),
        _ => Some(day.to_string()),
    };
    let (agent, target) = (PARTIES[(seed / 1_000 % 4) as usize], PARTIES[(seed / 5_000 % 4) as usize]);
    let level = if (seed / 20_000).is_multiple_of(4) { Level::Admin2 } else { Level::Settlement };
    let mut report = Told::published(&format!("{:03}.txt", scattered(at) % 1_000), &text, published.as_deref())
        .actor("one", agent, if seed.is_multiple_of(11) { ActorKind::Military } else { ActorKind::ArmedGroup })
        .actor("two", target, ActorKind::ArmedGroup)
        .place(&format!("Kona{town}"), 14.9 + town as f64 / 5.0, -3.9, level)
        .figure(&(seed / 50 % 3 + 2).to_string(), Measure::Killed, Some((seed / 50 % 3 + 2) as f64), None, "people")
        .account("raided", EventType::Assault, told.as_deref(), &[agent], &[target]);
    report.coded.marks.actors[0].name =
        if (seed / 90_000).is_multiple_of(3) { "The Front".into() } else { agent.into() };
    if (seed / 120_000).is_multiple_of(3) {
        report = report.place("The", 15.0, -3.8, Level::Settlement);
    }
    if (seed / 300_000).is_multiple_of(3) {
        report = report.account("killed", EventType::Assault, Some(&day.to_string()), &[], &[target]);
    }
    if seed.is_multiple_of(5) {
        report = report.fact("told", &format!("@{agent}"), "has-strength", &(seed % 7 * 100).to_string());
    }
    if at == 30 + world * 10 {
        report = report.fact("wing", "@front-wing", "part-of", "@xand-front");
    }
    let found = published.map(|day| DocumentDate { value: edtf(&day), by: DatedBy::Metadata, why: "metadata".into() });
    report.coded.marks.dated = found;
    report
}

fn record(folder: &tempfile::TempDir, world: u64, reports: u64) -> Record {
    let mut record = Record::create(folder.path().join(format!("{world}.toguna"))).expect("a record");
    for told in (0..reports).map(|at| report(world, at)) {
        let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
        record.put(reading, Timestamp::from_second(1_720_000_000).expect("a moment")).expect("stored");
    }
    record.finish().expect("finished");
    record
}

/// Asks for many stretches of time on many days, and finds the part's answer to be the whole's; how many rows were told.
fn told_alike(record: &Record) -> usize {
    let day = |days: i64| date(2030, 3, 1).checked_add(days.days()).expect("a day");
    let mut rows = 0;
    for as_of in [None, Some(4), Some(11), Some(19), Some(20), Some(33)] {
        let clocks = Clocks { as_of: as_of.map(day), knew: None };
        let whole = record.snapshot(clocks).expect("a snapshot");
        // Until all decisions are merged, documents tell of the events of the last build.
        if record.is_finished().expect("asked") {
            documents_alike(record, &whole, clocks);
            places_and_figures_alike(record, &whole, clocks);
        }
        for (from, to) in [(0, 3), (5, 5), (10, 20), (15, 45), (-400, -300)] {
            for (from, to) in [(Some(day(from)), Some(day(to))), (Some(day(from)), None), (None, Some(day(to)))] {
                let told = record.timeline(clocks, from, to).expect("an answer");
                assert_eq!(told, whole.timeline(from, to), "as of {as_of:?}, from {from:?} to {to:?}");
                rows += told.rows.len();
            }
        }
        first_alike(record, &whole, clocks);
        assert_eq!(record.entities_of(clocks).expect("read").as_ref(), Some(&whole.findings.entities), "{as_of:?}");
    }
    rows
}

/// Finds the first events of a day to be the first of all, of a stretch of time and without one.
fn first_alike(record: &Record, whole: &Snapshot, clocks: Clocks) {
    let day = |days: i64| date(2030, 3, 1).checked_add(days.days()).expect("a day");
    for (from, to) in [(None, None), (Some(day(8)), None), (None, Some(day(-40))), (Some(day(2)), Some(day(12)))] {
        let all = whole.timeline(from, to);
        for limit in [0, 2, 9, all.rows.len()] {
            let first = all.clone().first(limit);
            let told = record.first_of_timeline(clocks, from, to, limit).expect("an answer");
            assert_eq!(told, (first, all.rows.len()), "{limit} as of {:?}, from {from:?} to {to:?}", clocks.as_of);
        }
    }
}

/// Finds the documents of a day to be those of the whole record, and some of them to tell the same.
fn documents_alike(record: &Record, whole: &Snapshot, clocks: Clocks) {
    let numbers = record.document_numbers(clocks).expect("read");
    let told = record.documents_told(&numbers).expect("read").readings.documents;
    assert_eq!(told, whole.readings.documents);
    assert_eq!(record.documents(clocks).expect("read").readings.documents, told);
    let every = record.documents(Clocks::default()).expect("read").readings.documents;
    for document in every.iter().skip(scattered(told.len() as u64) as usize % 11).step_by(11) {
        for asked in [&document.id, &document.name] {
            let part = record.document(asked, clocks).expect("read").expect("finished");
            assert_eq!(page(&part, asked), page(whole, asked), "{asked} as of {:?}", clocks.as_of);
        }
    }
}

/// Finds places and figures shown alone to be shown as the whole record of a day shows them.
fn places_and_figures_alike(record: &Record, whole: &Snapshot, clocks: Clocks) {
    let place = &whole.readings.places[0].entity;
    for asked in ["Kona0", "KONA2", "The", place, "no such thing"] {
        let alone = record.show_place(asked, clocks).expect("read");
        assert_eq!(alone, whole.show_place(asked).ok(), "{asked} as of {:?}", clocks.as_of);
    }
    let figure = &whole.readings.figures[0].id;
    for asked in ["killed", "people", figure, &figure[..7], "no such thing"] {
        let alone = record.show_figure(asked, clocks).expect("read");
        assert_eq!(alone, whole.show_figure(asked).ok(), "{asked} as of {:?}", clocks.as_of);
    }
}

/// Finds events and actors of now shown alone to be shown as the whole record shows them.
fn events_and_actors_alike(record: &Record, whole: &Snapshot) {
    for event in whole.findings.events.iter().step_by(3) {
        let asked = &event.id[..12];
        assert_eq!(record.show_event(asked).expect("read"), whole.show_event(asked).ok(), "{asked}");
    }
    assert_eq!(record.show_event("none").expect("read"), None);
    for actor in &whole.findings.entities {
        for asked in [&actor.id, &actor.name] {
            let (alone, whole) = (record.show_actor(asked).expect("read"), whole.show_actor(asked).ok());
            assert_eq!(alone, whole, "{asked}");
        }
    }
    assert_eq!(record.show_actor("nobody").expect("read"), None);
}

/// What a document tells, as far as its page shows it, without any index.
fn page(snapshot: &Snapshot, asked: &str) -> Option<String> {
    let readings = &snapshot.readings;
    let at = readings.documents.iter().position(|row| row.id == asked || row.name == asked)?;
    let mut page = format!("{:?}\n{:?}", readings.documents[at], snapshot.dated(at));
    let names = |ids: &[String]| ids.iter().map(|id| snapshot.entity_name(id).to_owned()).collect::<Vec<_>>();
    for (row, told) in readings.accounts.iter().enumerate().filter(|(_, row)| row.at.document == at) {
        let event = snapshot.event_of(row).map(|event| &event.id);
        let places: Vec<&str> = told.places.iter().map(|&at| readings.places[at].name.as_str()).collect();
        page.push_str(&format!(
            "\n{:?}",
            (&told.id, event, &told.date, names(&told.agents), names(&told.targets), places)
        ));
    }
    for (row, told) in readings.figures.iter().enumerate().filter(|(_, row)| row.at.document == at) {
        let event = snapshot.event_of_figure(row).map(|event| &event.id);
        page.push_str(&format!("\n{:?}", (&told.id, event, told.low, told.high, &told.claimed_by)));
    }
    for told in readings.facts.iter().filter(|row| row.at.document == at) {
        let sides = names(&[told.subject.text.clone(), told.object.text.clone()]);
        page.push_str(&format!("\n{:?}", (&told.id, sides, &told.predicate)));
    }
    let dates = readings.dates.iter().filter(|row| row.at.document == at).map(|row| &row.id);
    let places = readings.places.iter().filter(|row| row.at.document == at).map(|row| &row.id);
    let actors = readings.actors.iter().filter(|row| row.at.document == at).map(|row| &row.id);
    page.push_str(&format!("\n{:?}", dates.chain(places).chain(actors).collect::<Vec<_>>()));
    Some(page)
}

/// An event with the disputes about it, as far as pages show them, without any index.
fn shown(snapshot: &Snapshot, id: &str) -> Option<String> {
    let event = snapshot.findings.events.iter().find(|event| event.id == id)?;
    let accounts: Vec<&str> = event.accounts.iter().map(|&at| snapshot.readings.accounts[at].id.as_str()).collect();
    let deaths = event.deaths.as_ref().map(|deaths| (deaths.all, &deaths.by_side, &deaths.rule));
    let mut shown = format!("{:?}\n", (&event.event_type, &event.date, accounts, deaths, &event.why));
    shown.push_str(&snapshot.event_words(event));
    for &at in &event.accounts {
        let account = &snapshot.readings.accounts[at];
        let figures = account.figures.iter().map(|&at| &snapshot.readings.figures[at]);
        shown.push_str(&format!("\n{:?} {:?}", snapshot.source(&account.at), account.date));
        figures.for_each(|figure| shown.push_str(&format!(" {} {:?} {:?}", figure.id, figure.low, figure.claimed_by)));
    }
    for row in snapshot.findings.disputes.iter().filter(|row| row.event.as_deref() == Some(id)) {
        let words: Vec<_> = row.rows.iter().map(|row| (&row.value, snapshot.source(&row.at).quote)).collect();
        shown.push_str(&format!("\n{:?} {words:?}", (&row.id, &row.about, row.kind, &row.rule, &row.stances)));
    }
    Some(shown)
}

/// Finds the first disputes, all or of a kind or an actor, to be the first of the whole record.
fn disputes_alike(record: &Record, whole: &Snapshot) {
    let late = Clocks { as_of: Some(date(2031, 1, 1)), knew: None };
    assert_eq!(record.plain(late).expect("asked"), Clocks::default(), "all was public by then");
    assert!(whole.findings.disputes.len() > 5, "the made reports must be disputed");
    for kind in [None, Some(DisputeKind::Figure), Some(DisputeKind::Attribution)] {
        for actor in [None, Some("militia"), Some("xand-front")] {
            let all = whole.disputes(kind, actor);
            let heads: Vec<usize> = (0..all.rows.len()).filter(|&at| all.rows[at].kind == "dispute").collect();
            for limit in [0, 2, usize::MAX] {
                let told = record.first_of_disputes(kind, actor, limit).expect("read").expect("finished");
                let until = heads.get(limit).copied().unwrap_or(all.rows.len());
                assert_eq!(told, (all.clone().first(until), heads.len()), "{limit} of {kind:?} and {actor:?}");
            }
        }
    }
    assert_eq!(record.first_of_disputes(None, Some("nobody"), 2).expect("read"), None);
    let one = &whole.findings.disputes[3].id;
    for asked in [one.as_str(), &one[..8], "Kona1", "front"] {
        assert_eq!(record.show_disputes(asked).expect("read"), whole.show_dispute(asked).ok(), "{asked}");
    }
    assert_eq!(record.show_disputes("no such thing").expect("read"), None);
}

/// Finds the lists, and a page of each few events, to be those of the whole record.
fn listed_alike(record: &Record) {
    let whole = record.snapshot(Clocks::default()).expect("a snapshot");
    let lists = record.lists().expect("read").expect("finished");
    assert_eq!((&lists.events, &lists.disputes), (&whole.listed_events(), &whole.listed_disputes()));
    assert_eq!(record.entities().expect("read"), whole.findings.entities);
    disputes_alike(record, &whole);
    events_and_actors_alike(record, &whole);
    for page in lists.events.chunks(7) {
        let ids: Vec<&str> = page.iter().map(|row| row.id.as_ref()).collect();
        let part = record.events(&ids).expect("read").expect("finished");
        for id in ids {
            assert_eq!(shown(&part, id), shown(&whole, id));
        }
    }
}

/// Finds documents shown alone, by name with and without its ending, to be shown as the whole record of a day shows them.
fn documents_shown_alike(record: &Record) {
    let days = [None, Some(date(2030, 3, 9)), Some(date(2030, 3, 20))];
    for clocks in days.map(|as_of| Clocks { as_of, knew: None }) {
        let whole = record.snapshot(clocks).expect("a snapshot");
        for row in whole.readings.documents.iter().step_by(5) {
            for asked in [row.name.as_str(), row.name.trim_end_matches(".txt")] {
                let alone = record.show_document(asked, clocks).expect("read");
                assert_eq!(alone, whole.show_document(asked).ok(), "{asked} as of {:?}", clocks.as_of);
            }
        }
        assert_eq!(record.show_document("no such thing", clocks).expect("read"), None);
    }
}

#[test]
fn law_8_a_stretch_of_time_is_told_as_the_whole_record_of_that_day_tells_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut rows, mut copied) = (0, 0);
    for world in 0..4 {
        let record = record(&folder, world, 70);
        let whole = record.snapshot(Clocks::default()).expect("a snapshot");
        let rules = whole.findings.events.iter().filter_map(|event| Some(&event.deaths.as_ref()?.rule));
        copied += rules.filter(|rule| rule.to_string().contains("copied from")).count();
        listed_alike(&record);
        documents_shown_alike(&record);
        rows += told_alike(&record);
    }
    assert!(copied > 3, "the made reports must be copied");
    assert!(rows > 4_000, "the made reports must tell of more than {rows} events");
}

/// An attack of those days with some dead that a person tells over the first words of a document.
fn added(document: &str, at: u32) -> NewDecision {
    let fields =
        [("type", "ASSAULT".to_owned()), ("date", format!("2030-03-{:02}", 10 + at)), ("killed", "7..9".into())];
    let fields = fields.map(|(field, value)| (field.to_owned(), value)).into();
    let claim = Claim { kind: Kind::Account, over: Over::Points { start: 0, end: 5 + at }, fields };
    NewDecision { claim: Some(claim), ..NewDecision::on(Verdict::Add, document) }
}

#[test]
fn law_8_a_stretch_of_time_is_told_as_people_judged_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = record(&folder, 9, 90);
    let told = record.readings(Clocks::default()).expect("readings");
    let account = |at: u64| told.accounts[scattered(at) as usize % told.accounts.len()].id.as_str();
    let figure = |at: u64| told.figures[scattered(at) as usize % told.figures.len()].id.as_str();
    let place = |at: u64| told.places[scattered(at) as usize % told.places.len()].id.as_str();
    let document = |at: u64| told.documents[scattered(at) as usize % told.documents.len()].id.as_str();
    let mut made = Vec::new();
    for at in 0..6 {
        made.push(NewDecision::on(Verdict::Reject, account(at)));
        made.push(NewDecision::on(Verdict::Reject, figure(at + 10)));
        made.push(NewDecision::on(Verdict::Reject, place(at + 20)));
        let (field, value) = [("date", "2030-03-15"), ("agents", "militia"), ("date", "2030-04")][at as usize % 3];
        let (field, value) = (Some(field.into()), Some(value.into()));
        made.push(NewDecision { field, value, ..NewDecision::on(Verdict::Correct, account(at + 30)) });
        let with = |id: &str| vec![id.to_owned()];
        made.push(NewDecision { with: with(account(at + 50)), ..NewDecision::on(Verdict::Merge, account(at + 40)) });
        let apart = NewDecision::on(Verdict::DifferentEvent, account(at + 60));
        made.push(NewDecision { with: with(account(at + 70)), ..apart });
        let voice = NewDecision::on(Verdict::SameSource, document(at + 80));
        made.push(NewDecision { with: with(document(at + 90)), ..voice });
        made.push(added(document(at + 100), at as u32));
    }
    let mut decide =
        |new: &NewDecision| record.decide(new, "", "Awa", Timestamp::from_second(1_730_000_000).expect("a moment"));
    let kept = made.iter().map(&mut decide).filter(Result::is_ok).count();
    assert!(record.log().expect("a log").expect("noted").iter().any(|row| row.verdict == Verdict::Add));
    assert!(kept > 30, "only {kept} of the made decisions could be made");
    let before = told_alike(&record);
    record.finish().expect("finished");
    assert_eq!(told_alike(&record), before, "a finished record tells what it told before");
    listed_alike(&record);
}

#[test]
fn what_is_stored_or_decided_since_the_last_build_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = record(&folder, 9, 20);
    let (from, to) = (Some(date(2030, 3, 1)), Some(date(2030, 3, 31)));
    let before = record.timeline(Clocks::default(), from, to).expect("an answer");
    let told = report(9, 21);
    let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
    record.put(reading, Timestamp::from_second(1_720_000_000).expect("a moment")).expect("stored");
    let grown = record.timeline(Clocks::default(), from, to).expect("an answer");
    assert_ne!(grown, before);
    record.finish().expect("finished");
    assert_eq!(record.timeline(Clocks::default(), from, to).expect("an answer"), grown);
    let account = record.readings(Clocks::default()).expect("readings").accounts[0].id.clone();
    let new = NewDecision::on(Verdict::Reject, &account);
    record.decide(&new, "", "Awa", Timestamp::from_second(1_730_000_000).expect("a moment")).expect("decided");
    assert_ne!(record.timeline(Clocks::default(), None, to).expect("an answer"), grown);
}

/// A record of some reports, as a finished build leaves it.
fn finished(folder: &tempfile::TempDir, reports: &[Told]) -> Record {
    let mut record = Record::create(folder.path().join("told.toguna")).expect("a record");
    for told in reports {
        let reading = Reading { document: &told.document, coded: &told.coded, stamp: &told.stamp() };
        record.put(reading, Timestamp::from_second(1_720_000_000).expect("a moment")).expect("stored");
    }
    record.finish().expect("finished");
    record
}

/// How many accounts each event of some days in March 2030 has as of a day, told alike by the whole and by a part.
fn events_of(record: &Record, (from, to): (i8, i8), as_of: jiff::civil::Date) -> Vec<usize> {
    let clocks = Clocks { as_of: Some(as_of), knew: None };
    let (from, to) = (Some(date(2030, 3, from)), Some(date(2030, 3, to)));
    let whole = record.snapshot(clocks).expect("a snapshot").timeline(from, to);
    assert_eq!(record.timeline(clocks, from, to).expect("an answer"), whole, "as of {as_of}");
    whole.rows.iter().map(|row| row.sources.len()).collect()
}

/// A report of a raid on a town.
fn raid(name: &str, published: &str, day: &str, party: &str) -> Told {
    Told::published(name, "Kona was raided by them.\n", Some(published))
        .actor("them", party, ActorKind::ArmedGroup)
        .town("Kona", 14.9, -3.9)
        .account("raided", EventType::Assault, Some(day), &[party], &[])
}

#[test]
fn an_event_shown_alone_names_the_larger_one_and_its_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let offensive = Told::published("a.txt", "From 3 to 20 March the army fought the militia.", Some("2030-04-02"))
        .date("3 to 20 March", "2030-03-03/2030-03-20")
        .place("militia", 14.94, -3.89, Level::Admin1)
        .account("fought", EventType::Assault, Some("2030-03-03/2030-03-20"), &["army"], &["militia"]);
    let record = finished(&folder, &[offensive, raid("b.txt", "2030-03-13", "2030-03-12", "militia")]);
    let whole = record.snapshot(Clocks::default()).expect("a snapshot");
    for (event, part) in whole.findings.events.iter().zip(["holds event", "part of event"]) {
        let alone = record.show_event(&event.id).expect("read").expect("it is there");
        assert!(alone.notes.iter().any(|note| note.starts_with(part)), "{:?}", alone.notes);
        assert_eq!(alone, whole.show_event(&event.id).expect("it is there"));
    }
}

#[test]
fn law_8_what_is_told_later_of_kin_frees_a_raid_for_another_event() {
    let folder = tempfile::tempdir().expect("a folder");
    let kin = Told::published("d.txt", "The wing is part of the front.\n", Some("2030-04-01"));
    let reports = [
        raid("a.txt", "2030-03-05", "2030-03-01", "xand-front"),
        raid("b.txt", "2030-03-05", "2030-03-01/2030-03-02", "front-wing"),
        raid("c.txt", "2030-03-05", "2030-03-03", "front-wing"),
        kin.fact("wing", "@front-wing", "part-of", "@xand-front"),
    ];
    let record = finished(&folder, &reports);
    // The second report is of the first one's raid, unless nobody knows yet that the parties are kin.
    assert_eq!(events_of(&record, (3, 3), date(2030, 4, 20)), [1]);
    assert_eq!(events_of(&record, (3, 3), date(2030, 3, 20)), [2]);
}

#[test]
fn law_8_what_is_not_yet_public_has_a_say_at_the_end_of_a_chain() {
    let folder = tempfile::tempdir().expect("a folder");
    // Each report could be of the raid of the one before or of the one after, the former rather, and never of both.
    let told = |name: &str, published: &str, lat: f64| {
        Told::published(name, "Kona was raided by them and five of us fell.\n", Some(published)).town("Kona", lat, -3.9)
    };
    let five = |told: Told| told.figure("five", Measure::Killed, Some(5.0), None, "people");
    let raided = |told: Told, day: &str, agents: &[&str], targets: &[&str]| {
        told.account("raided", EventType::Assault, Some(day), agents, targets)
    };
    let (front, army) = (["xand-front"], ["xand-army"]);
    let soon = "2030-03-10";
    let reports = [
        raided(five(told("a.txt", "2030-05-01", 14.9)), "2030-03-01", &front, &army),
        raided(five(told("b.txt", soon, 14.9)), "2030-03-01/2030-03-02", &front, &army),
        raided(five(told("c.txt", soon, 14.9)), "2030-03-03", &front, &army),
        raided(told("d.txt", soon, 14.9), "2030-03-04", &front, &army),
        raided(told("e.txt", soon, 15.0), "2030-03-05", &front, &army),
        raided(told("f.txt", soon, 15.0), "2030-03-06", &front, &[]),
        raided(told("g.txt", soon, 15.0), "2030-03-07", &[], &[]),
    ];
    let record = finished(&folder, &reports);
    assert_eq!(events_of(&record, (1, 7), date(2030, 6, 1)), [2, 2, 2, 1]);
    assert_eq!(events_of(&record, (1, 7), date(2030, 4, 1)), [2, 2, 2]);
    assert_eq!(events_of(&record, (7, 7), date(2030, 6, 1)), [1]);
    // As of then it is one event with the raid of the day before.
    assert_eq!(events_of(&record, (7, 7), date(2030, 4, 1)), [0; 0]);
}

#[test]
fn law_6_lists_of_disputes_and_events_tell_whose_words_a_document_repeats() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(&folder, 0, 90);
    let whole = record.snapshot(Clocks::default()).expect("a snapshot");
    let original = |snapshot: &Snapshot, document: usize| snapshot.copy_of(document).map(|(row, _)| row.name.clone());
    let named = |name: &str| whole.readings.documents.iter().position(|row| row.name == name).expect("a document");
    let mut copies = 0;
    let mut alike = |part: &Snapshot, document: usize| {
        let name = &part.readings.documents[document].name;
        let told = original(part, document);
        assert_eq!(told, original(&whole, named(name)), "{name}");
        copies += usize::from(told.is_some());
    };
    for dispute in &whole.findings.disputes {
        let part = record.disputes(&[&dispute.id]).expect("read").expect("finished");
        part.findings.disputes[0].rows.iter().for_each(|row| alike(&part, row.at.document));
    }
    for event in &whole.findings.events {
        let part = record.events(&[&event.id]).expect("read").expect("finished");
        let disputed = part.findings.disputes.iter().flat_map(|dispute| &dispute.rows).map(|row| row.at.document);
        let told = part.findings.events.iter().find(|row| row.id == event.id).expect("the event");
        let accounts = told.accounts.iter().map(|&at| part.readings.accounts[at].at.document);
        disputed.chain(accounts).for_each(|document| alike(&part, document));
    }
    assert!(copies > 3, "the made reports must be copied");
}
