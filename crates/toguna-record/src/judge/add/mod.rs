//! Rows of a person's own: what somebody says that words of a document tell, put among what was read from it. Each stands on
//! a run of the document's words, as every reading does (law 1), and counts like any other.

mod fact;
mod over;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use toguna_code::{Estimate, EventType, Measure, Status, SubEvent, VictimSide};
use toguna_mark::Edtf;

use super::correct::{self, number};
use super::{Kind, Words, fields, hold, row_words};
use crate::identity;
use crate::rows::{AccountRow, ClaimedBy, DateRow, Evidence, FigureRow, Readings, Sides, TollRow};
use crate::store::{Decision, Verdict};
use over::{evidence_of, find};

pub use over::Over;

/// What a person says that words of a document tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// An account, a figure, a date or a fact.
    pub kind: Kind,
    /// The words that tell it.
    pub over: Over,
    /// Its fields by the names of exports; an account's dead are `killed`, `killed_side` and `of`, a figure's bounds also `count`.
    pub fields: BTreeMap<String, String>,
}

/// A source without an id, in words.
const CLAIMED_BY_WORDS: &str = "claimed_by_words";
/// What is said of an account beside its fields: of its dead, who become a figure and a toll; its type in ACLED's words; parties
/// without a name.
const BESIDE: [&str; 7] =
    ["killed", "killed_side", "of", "acled_subtype", "agent_words", "target_words", CLAIMED_BY_WORDS];
/// What is said of a fact beside its fields: that a side is no actor.
const OF_A_FACT: [&str; 3] = ["subject_words", "object_words", CLAIMED_BY_WORDS];
/// Numbers of the dead of own claims begin here, so that none is that of dead that were read.
const OWN_VICTIMS: usize = 1 << 20;

type Fields = Map<String, Value>;
type Done<T> = Result<T, String>;

/// Puts the rows that people added among what was read, where their words stand. What is read already is not put twice.
pub(crate) fn add(readings: &mut Readings, decisions: &[Decision]) {
    for decision in decisions.iter().filter(|row| row.verdict == Verdict::Add && !row.undone) {
        let Some(words) = decision.content.judged.iter().flatten().next() else { continue };
        let Some(at) = evidence_of(readings, words) else { continue };
        // What can no longer be told in the words of this program waits.
        let _ = put(readings, at, words.kind, &words.told, &why(decision));
    }
}

/// Whether a row tells what a person added; what only makes other rows is not compared.
pub(super) fn is_told(row: &Fields, added: &Fields) -> bool {
    row.iter().all(|(field, value)| added.get(field) == Some(value))
}

/// What a claim comes to as content, and the id of its row; or why it cannot be.
pub(crate) fn claimed(readings: &Readings, document: usize, claim: &Claim) -> Done<(String, Words)> {
    let at = find(readings, document, &claim.over)?;
    let mut told: Fields = claim.fields.iter().map(|(field, value)| (field.clone(), json!(value))).collect();
    if let Some(count) = told.remove("count").filter(|_| claim.kind == Kind::Figure) {
        let (low, high) = count_of(&text(&count))?;
        told.insert("low".into(), json!(low));
        told.insert("high".into(), json!(high));
    }
    let mut with = readings.clone();
    let id = put(&mut with, at.clone(), claim.kind, &told, "")?;
    if row_of(readings, claim.kind, &id).is_some() {
        return Err(format!("this is what these words are read to tell already; accept it instead: {id}"));
    }
    let row = row_of(&with, claim.kind, &id).ok_or("it was not kept")?;
    let mut words = row_words(&with, (claim.kind, row));
    let beside = if claim.kind == Kind::Fact { &OF_A_FACT[..] } else { &BESIDE };
    for &field in beside {
        if let Some(value) = said(&told, field) {
            words.told.entry(field).or_insert_with(|| json!(value));
        }
    }
    Ok((id, words))
}

fn why(decision: &Decision) -> String {
    let day = decision.entered.get(..10).unwrap_or(&decision.entered);
    let reason = if decision.note.is_empty() { String::new() } else { format!(": {}", decision.note) };
    format!("added by {} on {day}{reason}", decision.who)
}

/// The value of a field as a person writes it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "-".into(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> String {
    all.iter().map(|value| name(*value)).collect::<Vec<_>>().join(", ")
}

/// What a field says, where it says anything.
fn said(told: &Fields, field: &str) -> Option<String> {
    told.get(field).map(text).filter(|text| !matches!(text.as_str(), "" | "-"))
}

/// The value of a vocabulary, or which ones there are.
fn one_of<T: Copy>(told: &str, what: &str, all: &[T], name: fn(T) -> &'static str) -> Done<T> {
    let found = all.iter().copied().find(|value| name(*value) == told);
    found.ok_or_else(|| format!("'{told}' is no {what}; they are {}", names(all, name)))
}

/// One number, or a range of which an end may be open.
fn count_of(count: &str) -> Done<(Option<f64>, Option<f64>)> {
    let one = || number(count).ok().flatten().map(|number| (Some(number), Some(number)));
    let found = hold::range(count).or_else(one);
    let fits = |end: Option<f64>| end.is_none_or(|end| end >= 0.0);
    found
        .filter(|(low, high)| fits(*low) && fits(*high))
        .ok_or_else(|| format!("'{count}' is no count; write 12, 7..12, 7.. or ..12"))
}

/// Puts a row where the record's order has it; the id of it, also where it is there already.
fn put(readings: &mut Readings, at: Evidence, kind: Kind, told: &Fields, why: &str) -> Done<String> {
    match kind {
        Kind::Account => account(readings, at, told, why),
        Kind::Figure => {
            let row = figure_row(readings, at, told, why)?;
            let id = row.id.clone();
            insert_figure(readings, row);
            Ok(id)
        }
        Kind::Date => date(readings, at, told, why),
        Kind::Fact => fact::put(readings, at, told, why),
        _ => Err("only an event, a figure, a date or a fact can be added".into()),
    }
}

fn need(told: &Fields, field: &str, choices: &str) -> Done<String> {
    said(told, field).ok_or_else(|| format!("say its {field}: {choices}"))
}

/// Sets the fields of the last row of a kind, which is taken out again where one cannot be.
fn fill(readings: &mut Readings, row: (Kind, usize), told: &Fields, but: &[&str]) -> Done<()> {
    let known = fields::of(readings, row);
    for field in told.keys().filter(|field| !but.contains(&field.as_str())) {
        if !known.contains_key(field) {
            let names: Vec<&str> = known.keys().map(String::as_str).chain(but.iter().copied()).collect();
            return Err(format!("it has no field '{field}'; its fields are {}", names.join(", ")));
        }
        if let Some(value) = said(told, field) {
            correct::set(readings, row, field, &value).map_err(|why| format!("{field}: {why}"))?;
        }
    }
    Ok(())
}

fn claimed_by(told: &Fields, found: ClaimedBy) -> ClaimedBy {
    let words = said(told, CLAIMED_BY_WORDS).filter(|_| found.entity.is_none());
    ClaimedBy { words, ..found }
}

/// Places by their numbers among those of their document.
fn own_places(readings: &Readings, document: usize, places: &[usize]) -> Vec<usize> {
    let first = readings.places.partition_point(|row| row.at.document < document);
    places.iter().map(|place| place - first).collect()
}

fn account(readings: &mut Readings, at: Evidence, told: &Fields, why: &str) -> Done<String> {
    let of = need(told, "type", &names(EventType::ALL, EventType::name))?;
    let event_type = one_of(&of, "type of event", EventType::ALL, EventType::name)?;
    let acled = said(told, "acled_subtype");
    let acled = acled.map(|of| one_of(&of, "sub-event type of ACLED's", SubEvent::ALL, SubEvent::name)).transpose()?;
    let words = |field: &str| said(told, field).map(|words| vec![words]).unwrap_or_default();
    let sides = Sides { agent_words: words("agent_words"), target_words: words("target_words"), ..Sides::default() };
    let row = AccountRow {
        id: String::new(),
        at,
        also: Vec::new(),
        event_type,
        mode: None,
        context: None,
        date: None,
        announced_then: false,
        places: Vec::new(),
        agents: Vec::new(),
        targets: Vec::new(),
        sides,
        acled,
        main: false,
        status: Status::Actual,
        claimed_by: ClaimedBy::default(),
        figures: Vec::new(),
        tolls: Vec::new(),
        confidence: 1.0,
        why: why.into(),
    };
    readings.accounts.push(row);
    let last = readings.accounts.len() - 1;
    let filled = fill(readings, (Kind::Account, last), told, &BESIDE);
    let Some(mut row) = readings.accounts.pop() else { return Err("it was not kept".into()) };
    filled?;
    row.claimed_by = claimed_by(told, row.claimed_by);
    let document = &readings.documents[row.at.document].id;
    row.id = identity::account(document, &row, &own_places(readings, row.at.document, &row.places));
    if readings.accounts.iter().any(|known| known.id == row.id) {
        return Ok(row.id);
    }
    if let Some(killed) = said(told, "killed") {
        let dead = dead(readings, &row, &killed, told)?;
        (row.figures, row.tolls) = (vec![dead.0], vec![dead.1]);
    }
    let id = row.id.clone();
    readings.accounts.insert(place(&readings.accounts, &row, |row| (&row.at, &row.id)), row);
    Ok(id)
}

/// The dead that an account tells, as a figure and a toll of its words.
fn dead(readings: &mut Readings, account: &AccountRow, killed: &str, told: &Fields) -> Done<(usize, usize)> {
    let (low, high) = count_of(killed).map_err(|why| format!("killed: {why}"))?;
    let side = match said(told, "killed_side") {
        None => VictimSide::Unknown,
        Some(side) => one_of(&side, "side of the dead", VictimSide::ALL, VictimSide::name)?,
    };
    let mut figure = FigureRow {
        of: said(told, "of").unwrap_or_default(),
        date: account.date.clone(),
        places: account.places.clone(),
        status: account.status,
        claimed_by: account.claimed_by.clone(),
        ..plain_figure(account.at.clone(), Measure::Killed, (low, high), &account.why)
    };
    let document = readings.documents[account.at.document].id.clone();
    figure.id = identity::figure(&document, &figure, &own_places(readings, account.at.document, &figure.places));
    let mut toll = TollRow {
        id: String::new(),
        at: account.at.clone(),
        measure: Measure::Killed,
        told: Estimate { low, best: low.or(high), high },
        side,
        status: account.status,
        claimed_by: account.claimed_by.clone(),
        victims: OWN_VICTIMS + account.at.bytes.start as usize * VictimSide::ALL.len() + side as usize,
        part_of: None,
        superseded_by: None,
    };
    toll.id = identity::toll(&document, &toll);
    Ok((insert_figure(readings, figure), insert_toll(readings, toll)))
}

fn plain_figure(at: Evidence, measure: Measure, (low, high): (Option<f64>, Option<f64>), why: &str) -> FigureRow {
    FigureRow {
        id: String::new(),
        at,
        measure,
        low,
        high,
        approx: false,
        exclusive: false,
        unit: "person".into(),
        of: String::new(),
        date: None,
        places: Vec::new(),
        status: Status::Actual,
        claimed_by: ClaimedBy::default(),
        part_of: None,
        supersedes: None,
        why: why.into(),
    }
}

fn figure_row(readings: &mut Readings, at: Evidence, told: &Fields, why: &str) -> Done<FigureRow> {
    let of = need(told, "measure", &names(Measure::ALL, Measure::name))?;
    let measure = one_of(&of, "measure", Measure::ALL, Measure::name)?;
    readings.figures.push(plain_figure(at, measure, (None, None), why));
    let last = readings.figures.len() - 1;
    let filled = fill(readings, (Kind::Figure, last), told, &[CLAIMED_BY_WORDS]);
    let Some(mut row) = readings.figures.pop() else { return Err("it was not kept".into()) };
    filled?;
    if row.low.is_none() && row.high.is_none() {
        return Err("say its count: 12, 7..12, 7.. or ..12".into());
    }
    row.claimed_by = claimed_by(told, row.claimed_by);
    let document = &readings.documents[row.at.document].id;
    row.id = identity::figure(document, &row, &own_places(readings, row.at.document, &row.places));
    Ok(row)
}

fn date(readings: &mut Readings, at: Evidence, told: &Fields, why: &str) -> Done<String> {
    let value = need(told, "value", "in EDTF, as 2024-07-06 or 2024-07")?;
    Edtf::parse(&value).map_err(|error| error.to_string())?;
    if let Some(other) = told.keys().find(|field| !["value", "kind"].contains(&field.as_str())) {
        return Err(format!("a date has no field '{other}'; it has a value"));
    }
    let kind = if value.contains('/') { "interval" } else { "date" }.to_owned();
    let mut row = DateRow { id: String::new(), at, value, kind, contradiction: None, why: why.into() };
    row.id = identity::date(&readings.documents[row.at.document].id, &row);
    let id = row.id.clone();
    if readings.dates.iter().all(|known| known.id != id) {
        readings.dates.insert(place(&readings.dates, &row, |row| (&row.at, &row.id)), row);
    }
    Ok(id)
}

/// Where a row stands among others, which stand in the order of their evidence and ids.
fn place<R>(rows: &[R], row: &R, key: impl Fn(&R) -> (&Evidence, &String)) -> usize {
    rows.partition_point(|other| key(other) < key(row))
}

/// Moves along whoever points at a place or at those behind it.
fn make_room<'r>(links: impl Iterator<Item = &'r mut usize>, place: usize) {
    links.filter(|at| **at >= place).for_each(|at| *at += 1);
}

/// Puts a figure in its place, unless it is there; where it stands.
fn insert_figure(readings: &mut Readings, row: FigureRow) -> usize {
    if let Some(known) = row_of(readings, Kind::Figure, &row.id) {
        return known;
    }
    let place = place(&readings.figures, &row, |row| (&row.at, &row.id));
    let figures = readings.figures.iter_mut().flat_map(|row| row.part_of.iter_mut().chain(&mut row.supersedes));
    make_room(figures.chain(readings.accounts.iter_mut().flat_map(|row| &mut row.figures)), place);
    readings.figures.insert(place, row);
    place
}

/// Puts a toll in its place, unless it is there; where it stands.
fn insert_toll(readings: &mut Readings, row: TollRow) -> usize {
    if let Some(known) = readings.tolls.iter().position(|known| known.id == row.id) {
        return known;
    }
    let place = place(&readings.tolls, &row, |row| (&row.at, &row.id));
    let tolls = readings.tolls.iter_mut().flat_map(|row| row.part_of.iter_mut().chain(&mut row.superseded_by));
    make_room(tolls.chain(readings.accounts.iter_mut().flat_map(|row| &mut row.tolls)), place);
    readings.tolls.insert(place, row);
    place
}

fn row_of(readings: &Readings, kind: Kind, id: &str) -> Option<usize> {
    match kind {
        Kind::Account => readings.accounts.iter().position(|row| row.id == id),
        Kind::Figure => readings.figures.iter().position(|row| row.id == id),
        Kind::Date => readings.dates.iter().position(|row| row.id == id),
        Kind::Fact => readings.facts.iter().position(|row| row.id == id),
        _ => None,
    }
}
