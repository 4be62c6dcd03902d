//! What a person took to hold of a dispute, put into the event that it is about: its date, or its dead.

use toguna_code::Estimate;
use toguna_mark::Edtf;

use super::{Judged, hold};
use crate::findings::{DisputeKind, DisputeRow, EventRow, Findings, Position, Settled, SettledValue};
use crate::rows::{Readings, TollRow};

/// Lets events tell what people settled in place of what the rule makes of all tellings, which stays beside it.
pub(super) fn put(readings: &Readings, findings: &mut Findings, judged: &Judged) {
    let mut settled = Vec::<(usize, Settled)>::new();
    for dispute in &findings.disputes {
        let Some((mark, value)) = judged.of(&dispute.id).and_then(|mark| Some((mark, mark.holds.as_ref()?))) else {
            continue;
        };
        let named = |event: &EventRow| Some(&event.id) == dispute.event.as_ref();
        let Some(at) = findings.events.iter().position(named) else { continue };
        let event = &findings.events[at];
        let found = match dispute.kind {
            DisputeKind::Date => date(event, value),
            DisputeKind::Figure => deaths(readings, event, dispute, value),
            _ => None,
        };
        let Some(of) = found else { continue };
        let (who, note, entered) = (mark.who.clone(), mark.note.clone(), mark.entered.clone());
        let new = Settled { dispute: dispute.id.clone(), value: value.clone(), who, note, entered, of };
        let same = |(other, row): &&mut (usize, Settled)| *other == at && row.field() == new.field();
        match settled.iter_mut().find(same) {
            // Of two disputes about one thing the one that was settled last.
            Some((_, row)) if row.entered < new.entered => *row = new,
            Some(_) => {}
            None => settled.push((at, new)),
        }
    }
    settled.into_iter().for_each(|(at, row)| findings.events[at].settle(row));
}

fn date(event: &EventRow, value: &str) -> Option<SettledValue> {
    Edtf::parse(value).ok()?;
    Some(SettledValue::Date { holds: value.to_owned(), rule: event.date.clone() })
}

/// What of all the dead of an event holds; nothing where the dispute is about some of them alone.
fn deaths(readings: &Readings, event: &EventRow, dispute: &DisputeRow, value: &str) -> Option<SettledValue> {
    let told = event.deaths.as_ref()?;
    let met: Vec<&str> =
        dispute.rows.iter().flat_map(|row| tolls_at(readings, row)).map(|toll| toll.id.as_str()).collect();
    let went_in = told.went_in.iter().map(|&at| &readings.tolls[at]);
    let disputed = |document: usize| dispute.rows.iter().any(|row| row.at.document == document);
    // Who of these documents counts others beside them tells more dead than the dispute is about.
    let mut of_these = went_in.filter(|toll| disputed(toll.at.document)).peekable();
    of_these.peek()?;
    if !of_these.all(|toll| met.contains(&toll.id.as_str())) {
        return None;
    }
    let rule = told.all;
    let holds = match hold::range(value) {
        Some((low, high)) => Estimate { low, best: rule.best.map(|best| within(best, low, high)), high },
        None => {
            let row = dispute.rows.iter().find(|row| row.value == value)?;
            tolls_at(readings, row).next().map(|toll| toll.told)?
        }
    };
    Some(SettledValue::Deaths { holds: numbers(holds), rule: numbers(rule) })
}

/// What the words of a position tell of the dead.
fn tolls_at<'a>(readings: &'a Readings, row: &'a Position) -> impl Iterator<Item = &'a TollRow> {
    readings.tolls_of(row.at.document).iter().filter(|toll| toll.at.meets(&row.at))
}

/// The number itself, or the end of the range that is nearest to it.
fn within(best: f64, low: Option<f64>, high: Option<f64>) -> f64 {
    best.max(low.unwrap_or(best)).min(high.unwrap_or(f64::INFINITY))
}

fn numbers(told: Estimate) -> [Option<f64>; 3] {
    [told.low, told.best, told.high]
}
