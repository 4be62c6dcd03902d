//! The eight tables of the export contract, each declared once.

use serde_json::{Value, json};
use toguna_code::VictimSide;
use toguna_mark::Edtf;
use toguna_record::{
    AccountRow, ActorRow, ClaimedBy, DateRow, Deaths, DisputeKind, DisputeRow, DocumentRow, Evidence, FactRow,
    FigureRow, PlaceRow, Position, Snapshot, Stance,
};

use crate::field::{Field, Kind, Of, Table};

/// The tables in the order in which they are written.
pub static TABLES: [&dyn Table; 8] = [&DOCUMENTS, &DATES, &PLACES, &ACTORS, &FIGURES, &EVENTS, &FACTS, &DISPUTES];

/// A number as JSON writes it: whole ones without a fraction.
fn number(value: Option<f64>) -> Value {
    match value {
        Some(whole) if whole.fract() == 0.0 && whole.abs() < 9e15 => json!(whole as i64),
        other => json!(other),
    }
}

fn date(value: &Option<Edtf>) -> Value {
    json!(value.as_ref().map(Edtf::as_str))
}

/// One name as words, several as a list, none as null.
fn names(mut names: Vec<&str>) -> Value {
    let mut kept = Vec::new();
    names.retain(|name| {
        let new = !kept.contains(name);
        kept.push(*name);
        new
    });
    match names.as_slice() {
        [] => Value::Null,
        [one] => json!(one),
        several => json!(several),
    }
}

fn places<'a>(snapshot: &'a Snapshot, places: &'a [usize]) -> impl Iterator<Item = &'a PlaceRow> {
    places.iter().map(|&at| &snapshot.readings.places[at])
}

/// The place that an account's point is taken from: the most precise, the first of those.
fn point<'a>(snapshot: &'a Snapshot, row: &'a AccountRow) -> Option<&'a PlaceRow> {
    places(snapshot, &row.places).min_by_key(|place| place.precision)
}

fn doc(snapshot: &Snapshot, at: &Evidence) -> Value {
    json!(snapshot.readings.document(at).name)
}

/// The deaths of an account's event; of the account alone where events were not made.
fn deaths(snapshot: &Snapshot, at: usize) -> Option<Deaths> {
    match snapshot.event_of(at) {
        Some(event) => event.deaths.clone(),
        None => snapshot.deaths_of(&[at]),
    }
}

/// The deaths of one side; null where none are told.
fn deaths_of(snapshot: &Snapshot, at: usize, side: VictimSide) -> Value {
    let told = deaths(snapshot, at).and_then(|deaths| deaths.by_side.get(&side).copied());
    told.map_or(
        Value::Null,
        |told| json!({ "low": number(told.low), "best": number(told.best), "high": number(told.high) }),
    )
}

/// The tolls of an account with what each tells.
fn deaths_from(snapshot: &Snapshot, at: usize, row: &AccountRow) -> Value {
    let went_in = deaths(snapshot, at).map(|deaths| deaths.went_in).unwrap_or_default();
    let toll = |&at: &usize| {
        let toll = &snapshot.readings.tolls[at];
        json!({
            "start": toll.at.points.start, "end": toll.at.points.end, "quote": toll.at.quote,
            "measure": toll.measure.name(), "side": toll.side.name(), "low": number(toll.told.low),
            "best": number(toll.told.best), "high": number(toll.told.high),
            "claimed_by": toll.claimed_by.entity, "claimed_by_words": toll.claimed_by.words,
            "added": went_in.contains(&at),
        })
    };
    json!(row.tolls.iter().map(toll).collect::<Vec<_>>())
}

/// How far people trust who says something; null where nobody said.
fn reliability(snapshot: &Snapshot, claimed_by: &ClaimedBy, at: &Evidence) -> Value {
    json!(snapshot.reliability(claimed_by, at).map(|grade| &grade.value))
}

/// How far people trust what a row says.
fn credibility(snapshot: &Snapshot, id: &str) -> Value {
    json!(snapshot.judged.grade(id).map(|grade| &grade.value))
}

fn told(snapshot: &Snapshot, kind: DisputeKind, row: &Position) -> Value {
    let claim = snapshot.claim_at(kind, &row.at);
    json!({
        "doc": doc(snapshot, &row.at), "start": row.at.points.start, "end": row.at.points.end, "quote": row.at.quote,
        "value": row.value, "claimed_by": row.claimed_by.entity, "claimed_by_words": row.claimed_by.words,
        "reliability": reliability(snapshot, &row.claimed_by, &row.at),
        "credibility": claim.map(|id| credibility(snapshot, id)),
    })
}

/// What corrected fields were read to tell.
fn corrected(snapshot: &Snapshot, id: &str) -> Value {
    match snapshot.judged.of(id) {
        Some(mark) if !mark.told.is_empty() => json!([mark.told]),
        _ => json!([]),
    }
}

/// A field with its meaning, kind and value.
macro_rules! field {
    ($name:literal, $kind:ident, $about:literal, $value:expr) => {
        Field { name: $name, about: $about, kind: Kind::$kind, value: $value }
    };
}

/// The fields of a table whose rows each stand on one run of words; the evidence comes first.
macro_rules! with_evidence {
    ($($field:expr),* $(,)?) => {
        &[
            field!("doc", Text, "File name of the document", |s, _, r| doc(s, &r.at)),
            field!("start", Integer, "First code point of the words in the document's text", |_, _, r| json!(r.at.points.start)),
            field!("end", Integer, "One past the last code point", |_, _, r| json!(r.at.points.end)),
            field!("quote", Text, "The words", |_, _, r| json!(r.at.quote)),
            $($field),*,
            field!("id", Text, "Content-derived id of the row", |_, _, r| json!(r.id)),
        ]
    };
}

static DOCUMENTS: Of<DocumentRow> = Of {
    name: "documents",
    about: "One publication as it was read",
    rows: |s| &s.readings.documents,
    fields: &[
        field!("doc", Text, "File name", |_, _, r| json!(r.name)),
        field!("name", Text, "File name", |_, _, r| json!(r.name)),
        field!("title", Text, "Headline", |_, _, r| json!(r.title)),
        field!("outlet", Text, "Who publishes", |_, _, r| json!(r.outlet)),
        field!("outlet_kind", Text, "Kind of outlet", |_, _, r| json!(r.outlet_kind)),
        field!(
            "outlet_reliability",
            Text,
            "How far people trust the outlet, A to F (Admiralty code); null where nobody said",
            |s, _, r| {
                let key = r.outlet.as_deref().map(Snapshot::outlet_key);
                json!(key.and_then(|key| s.judged.grade(&key)).map(|grade| &grade.value))
            }
        ),
        field!("published", Text, "Day of publication (EDTF), where metadata tell it", |_, _, r| date(&r.published)),
        field!("published_from", Text, "How that day is known: metadata or unknown", |_, _, r| json!(r.published_from)),
        field!(
            "dated",
            Text,
            "When the document speaks (EDTF); an interval where only bounds are known",
            |s, at, _| json!(s.dated(at).map(|found| found.value.as_str()))
        ),
        field!("dated_by", Text, "How that is known: metadata, byline, url, text or record", |s, at, _| json!(
            s.dated(at).map(|found| found.by.name())
        )),
        field!("dated_why", Text, "The same in words", |s, at, _| json!(s.dated(at).map(|found| &found.why))),
        field!("url", Text, "Where it was published", |_, _, r| json!(r.url)),
        field!("language", Text, "Language code", |_, _, r| json!(r.language)),
        field!("sha256", Text, "SHA-256 of the text in UTF-8", |_, _, r| json!(r.sha256)),
        field!("copy_of", Text, "File name of the document whose words it repeats", |s, at, _| {
            json!(s.copy_of(at).map(|(original, _)| &original.name))
        }),
        field!("text", Text, "The text that start and end point into", |_, _, r| json!(r.text)),
    ],
};

static DATES: Of<DateRow> = Of {
    name: "dates",
    about: "A time expression and the calendar time it means",
    rows: |s| &s.readings.dates,
    fields: with_evidence![
        field!("value", Text, "EDTF, or an ISO 8601 duration", |_, _, r| json!(r.value)),
        field!("kind", Text, "date, interval, duration or set", |_, _, r| json!(r.kind)),
        field!("contradiction", Text, "What in its own words contradicts the value", |_, _, r| json!(r.contradiction)),
        field!("why", Text, "How the value was found", |_, _, r| json!(r.why)),
    ],
};

static PLACES: Of<PlaceRow> = Of {
    name: "places",
    about: "A place mention and where it is",
    rows: |s| &s.readings.places,
    fields: with_evidence![
        field!("name", Text, "English name", |_, _, r| json!(r.name)),
        field!("lat", Number, "Latitude, WGS 84", |_, _, r| json!(r.lat)),
        field!("lon", Number, "Longitude, WGS 84", |_, _, r| json!(r.lon)),
        field!("level", Text, "country, admin1, admin2, settlement, region or site", |_, _, r| json!(r.level)),
        field!("entity", Text, "Id of the place", |_, _, r| json!(r.entity)),
        field!("country", Text, "ISO 3166-1 alpha-2 code", |_, _, r| json!(r.country)),
        field!("precision", Integer, "UCDP's precision, 1 exact to 7 unknown", |_, _, r| json!(r.precision)),
        field!("why", Text, "Why this place", |_, _, r| json!(r.why)),
    ],
};

static ACTORS: Of<ActorRow> = Of {
    name: "actors",
    about: "A mention of somebody who acts or claims",
    rows: |s| &s.readings.actors,
    fields: with_evidence![
        field!("entity", Text, "Id of the actor", |_, _, r| json!(r.entity)),
        field!("name", Text, "English name", |_, _, r| json!(r.name)),
        field!("type", Text, "person, state, armed-group, military …", |_, _, r| json!(r.kind)),
        field!("why", Text, "Why this actor", |_, _, r| json!(r.why)),
    ],
};

static FIGURES: Of<FigureRow> = Of {
    name: "figures",
    about: "A number with what it counts",
    rows: |s| &s.readings.figures,
    fields: with_evidence![
        field!("measure", Text, "killed, injured, displaced … count", |_, _, r| json!(r.measure.name())),
        field!("low", Number, "Lower bound; null is open", |_, _, r| number(r.low)),
        field!("high", Number, "Upper bound; null is open", |_, _, r| number(r.high)),
        field!("approx", Flag, "The text says about", |_, _, r| json!(r.approx)),
        field!("exclusive", Flag, "The bound itself is left out", |_, _, r| json!(r.exclusive)),
        field!("unit", Text, "What one unit is", |_, _, r| json!(r.unit)),
        field!("of", Text, "Who or what is counted, in the document's words", |_, _, r| json!(r.of)),
        field!("date", Text, "EDTF", |_, _, r| date(&r.date)),
        field!("place", TextOrList, "English names of its places", |s, _, r| {
            names(places(s, &r.places).map(|place| place.name.as_str()).collect())
        }),
        field!("status", Text, "actual, planned, alleged, denied or possible", |_, _, r| json!(r.status.name())),
        field!("claimed_by", Text, "Id of the actor who says it", |_, _, r| json!(r.claimed_by.entity)),
        field!("claimed_by_words", Text, "A source without a name, in the text's words", |_, _, r| json!(
            r.claimed_by.words
        )),
        field!("part_of", Text, "Id of the figure of which it counts a part", |s, _, r| {
            json!(r.part_of.map(|at| &s.readings.figures[at].id))
        }),
        field!("supersedes", Text, "Id of the earlier figure that it replaces", |s, _, r| {
            json!(r.supersedes.map(|at| &s.readings.figures[at].id))
        }),
        field!(
            "event_date",
            Text,
            "EDTF: the event's date, as settled or the narrowest that an account tells",
            |s, at, _| { json!(s.event_of_figure(at).and_then(|event| event.date.as_deref())) }
        ),
        field!(
            "event_settled",
            Text,
            "Who settled the event's date or deaths, when and why, and what the rule makes of all tellings",
            |s, at, _| json!(s.event_of_figure(at).and_then(|event| event.settled_words()))
        ),
        field!("event_id", Text, "The event it belongs to", |s, at, _| {
            json!(s.event_of_figure(at).map(|event| &event.id))
        }),
        field!(
            "judged",
            Text,
            "What people decided: accepted, rejected or corrected; unsure where somebody looked and nobody decided",
            |s, _, r| json!(s.judged.state(&r.id))
        ),
        field!(
            "reliability",
            Text,
            "How far people trust who says it, A to F (Admiralty code); null where nobody said",
            |s, _, r| reliability(s, &r.claimed_by, &r.at)
        ),
        field!("credibility", Text, "How far people trust what it says, 1 to 6; null where nobody said", |s, _, r| {
            credibility(s, &r.id)
        }),
        field!("read_as", Objects, "For each corrected field what the document was read to tell", |s, _, r| corrected(
            s, &r.id
        )),
        field!("why", Text, "What made it", |_, _, r| json!(r.why)),
    ],
};

static EVENTS: Of<AccountRow> = Of {
    name: "events",
    about: "What one document tells of one event; event_id says which event",
    rows: |s| &s.readings.accounts,
    fields: with_evidence![
        field!("also", Objects, "Other words of the document that name the event", |_, _, r| {
            let also = r.also.iter();
            json!(
                also.map(|at| json!({"start": at.points.start, "end": at.points.end, "quote": at.quote}))
                    .collect::<Vec<_>>()
            )
        }),
        field!("type", Text, "PLOVER type", |_, _, r| json!(r.event_type.name())),
        field!("mode", Text, "PLOVER mode", |_, _, r| json!(r.mode)),
        field!("context", Text, "PLOVER context", |_, _, r| json!(r.context)),
        field!("acled_type", Text, "ACLED event type, where ACLED would code what is told", |_, _, r| {
            json!(r.acled.map(|sub| sub.event_type()))
        }),
        field!("acled_subtype", Text, "ACLED sub-event type", |_, _, r| json!(r.acled.map(|sub| sub.name()))),
        field!("main", Flag, "Whether it is what the document chiefly tells", |_, _, r| json!(r.main)),
        field!("date", Text, "EDTF", |_, _, r| date(&r.date)),
        field!("agents", List, "Ids of who did it", |_, _, r| json!(r.agents)),
        field!("targets", List, "Ids of to whom", |_, _, r| json!(r.targets)),
        field!(
            "agent_families",
            List,
            "Kinds of side of those who did it: state-forces, rebel, civilians …",
            |_, _, r| { json!(r.sides.agent_families) }
        ),
        field!("target_families", List, "Kinds of side of those to whom", |_, _, r| json!(r.sides.target_families)),
        field!("agent_words", List, "Unnamed parties who did it, in the text's words", |_, _, r| {
            json!(r.sides.agent_words)
        }),
        field!("target_words", List, "Unnamed parties to whom, in the text's words", |_, _, r| {
            json!(r.sides.target_words)
        }),
        field!("agent_countries", List, "Countries of those who did it, ISO 3166-1 alpha-2", |_, _, r| {
            json!(r.sides.agent_countries)
        }),
        field!(
            "target_countries",
            List,
            "Countries of those to whom, else of where or in which matter it was done, ISO 3166-1 alpha-2",
            |_, _, r| json!(r.sides.target_countries)
        ),
        field!("status", Text, "actual, planned, alleged, denied or possible", |_, _, r| json!(r.status.name())),
        field!("claimed_by", Text, "Id of the actor who says it", |_, _, r| json!(r.claimed_by.entity)),
        field!("claimed_by_words", Text, "A source without a name, in the text's words", |_, _, r| json!(
            r.claimed_by.words
        )),
        field!("place", TextOrList, "English names of its places", |s, _, r| {
            names(places(s, &r.places).map(|place| place.name.as_str()).collect())
        }),
        field!("lat", Number, "Latitude of its most precise place", |s, _, r| json!(
            point(s, r).map(|place| place.lat)
        )),
        field!("lon", Number, "Longitude of its most precise place", |s, _, r| json!(
            point(s, r).map(|place| place.lon)
        )),
        field!("precision", Integer, "UCDP's precision of that place", |s, _, r| json!(
            point(s, r).map(|place| place.precision)
        )),
        field!("deaths_low", Number, "Least deaths told of the event", |s, at, _| number(
            deaths(s, at).and_then(|d| d.all.low)
        )),
        field!("deaths_best", Number, "Deaths that most sources tell", |s, at, _| number(
            deaths(s, at).and_then(|d| d.all.best)
        )),
        field!("deaths_high", Number, "Most deaths told of the event; null is open", |s, at, _| number(
            deaths(s, at).and_then(|d| d.all.high)
        )),
        field!("deaths_state", Objects, "Deaths of state forces and peacekeepers: low, best, high", |s, at, _| {
            deaths_of(s, at, VictimSide::State)
        }),
        field!("deaths_armed_group", Objects, "Deaths of armed groups: low, best, high", |s, at, _| {
            deaths_of(s, at, VictimSide::ArmedGroup)
        }),
        field!("deaths_civilians", Objects, "Deaths of civilians: low, best, high", |s, at, _| {
            deaths_of(s, at, VictimSide::Civilians)
        }),
        field!("deaths_unknown", Objects, "Deaths whose side is not told: low, best, high", |s, at, _| {
            deaths_of(s, at, VictimSide::Unknown)
        }),
        field!("deaths_from", Objects, "The words that tell of the dead, and whether each was added", |s, at, r| {
            deaths_from(s, at, r)
        }),
        field!("deaths_rule", Text, "How the three were made and of what", |s, at, _| json!(
            deaths(s, at).map(|d| d.rule.to_string())
        )),
        field!("event_id", Text, "The event that it tells of", |s, at, _| json!(s.event_of(at).map(|event| &event.id))),
        field!("event_why", Text, "Why its accounts are one event", |s, at, _| json!(
            s.event_of(at).map(|event| event.why.to_string())
        )),
        field!("event_part_of", Text, "The larger event of which its event is a part", |s, at, _| json!(
            s.event_of(at).and_then(|event| s.whole_of(event)).map(|(whole, _)| &whole.id)
        )),
        field!("event_part_why", Text, "Why it is a part", |s, at, _| json!(
            s.event_of(at).and_then(|event| s.whole_of(event)).map(|(_, why)| why)
        )),
        field!("confidence", Number, "How sure the coder is, 0 to 1", |_, _, r| json!(r.confidence)),
        field!("language", Text, "Language of the document", |s, _, r| json!(s.readings.document(&r.at).language)),
        field!(
            "judged",
            Text,
            "What people decided: accepted, rejected or corrected; unsure where somebody looked and nobody decided",
            |s, _, r| json!(s.judged.state(&r.id))
        ),
        field!(
            "reliability",
            Text,
            "How far people trust who says it, A to F (Admiralty code); null where nobody said",
            |s, _, r| reliability(s, &r.claimed_by, &r.at)
        ),
        field!("credibility", Text, "How far people trust what it says, 1 to 6; null where nobody said", |s, _, r| {
            credibility(s, &r.id)
        }),
        field!("read_as", Objects, "For each corrected field what the document was read to tell", |s, _, r| corrected(
            s, &r.id
        )),
        field!("why", Text, "What made it", |_, _, r| json!(r.why)),
    ],
};

static FACTS: Of<FactRow> = Of {
    name: "facts",
    about: "A state that holds over time",
    rows: |s| &s.readings.facts,
    fields: with_evidence![
        field!("subject", Text, "Actor id, or words", |_, _, r| json!(r.subject.text)),
        field!("predicate", Text, "member-of, leads, holds-rank …", |_, _, r| json!(r.predicate)),
        field!("object", Text, "Actor id, or words", |_, _, r| json!(r.object.text)),
        field!("qualifier", Text, "The office, or what else narrows it", |_, _, r| json!(r.qualifier)),
        field!("from", Text, "Begin (EDTF)", |_, _, r| date(&r.from)),
        field!("to", Text, "End (EDTF)", |_, _, r| date(&r.to)),
        field!("at", Text, "A day on which it holds (EDTF)", |_, _, r| date(&r.on)),
        field!("status", Text, "actual, planned, alleged, denied or possible", |_, _, r| json!(r.status.name())),
        field!("claimed_by", Text, "Id of the actor who says it", |_, _, r| json!(r.claimed_by.entity)),
        field!("claimed_by_words", Text, "A source without a name, in the text's words", |_, _, r| json!(
            r.claimed_by.words
        )),
        field!(
            "judged",
            Text,
            "What people decided: accepted, rejected or corrected; unsure where somebody looked and nobody decided",
            |s, _, r| json!(s.judged.state(&r.id))
        ),
        field!(
            "reliability",
            Text,
            "How far people trust who says it, A to F (Admiralty code); null where nobody said",
            |s, _, r| reliability(s, &r.claimed_by, &r.at)
        ),
        field!("credibility", Text, "How far people trust what it says, 1 to 6; null where nobody said", |s, _, r| {
            credibility(s, &r.id)
        }),
        field!("read_as", Objects, "For each corrected field what the document was read to tell", |s, _, r| corrected(
            s, &r.id
        )),
        field!("why", Text, "What made it", |_, _, r| json!(r.why)),
    ],
};

static DISPUTES: Of<DisputeRow> = Of {
    name: "disputes",
    about: "Rows that speak of one thing and do not agree",
    rows: |s| &s.findings.disputes,
    fields: &[
        field!("id", Text, "Content-derived id", |_, _, r| json!(r.id)),
        field!("about", Text, "The matter in words", |_, _, r| json!(r.about.to_string())),
        field!("kind", Text, "figure, date, identity, status, trend or attribution", |_, _, r| json!(r.kind.name())),
        field!("rule", Text, "Why it is told as a dispute", |_, _, r| json!(r.rule.to_string())),
        field!("same_as", Flag, "Names that differ for one thing: no contradiction", |_, _, r| json!(r.same_as)),
        field!("instalment", Flag, "A count that may have grown", |_, _, r| json!(r.instalment)),
        field!("event_id", Text, "The event it is about", |_, _, r| json!(r.event)),
        field!("entities", List, "The entities it is about", |_, _, r| json!(r.entities)),
        field!(
            "positions",
            Objects,
            "What is said, by whom, in how many independent voices, since and until when",
            |_, _, r| {
                let stance = |s: &Stance| {
                    json!({
                        "value": s.value, "claimants": s.claimants, "voices": s.voices, "first_said": s.first_said,
                        "last_said": s.last_said, "rows": s.rows,
                    })
                };
                json!(r.stances.iter().map(stance).collect::<Vec<_>>())
            }
        ),
        field!("judged", Text, "Whether somebody accepted it, settled it, or is unsure", |s, _, r| json!(
            s.judged.state(&r.id)
        )),
        field!("holds", Text, "What a person takes to hold: one of the positions, or a range of numbers", |s, _, r| {
            json!(s.judged.of(&r.id).and_then(|mark| mark.holds.as_deref()))
        }),
        field!("rows", Objects, "Who says what, in which words", |s, _, r| {
            json!(r.rows.iter().map(|row| told(s, r.kind, row)).collect::<Vec<_>>())
        }),
    ],
};
