//! Answers about some of the events from the accounts that they need alone.
//!
//! Why the answer is the one that the whole record would give (law 8): which accounts are one event hangs on their circle
//! alone, for groups are only ever joined along pairs that are alike, and a circle holds all such pairs of its members. A
//! finished build noted which they are, so it is enough to load the events that are asked for, each with all of its accounts.
//! As of an earlier day some of them come out otherwise: `reach` tells which.

mod around;
mod besides;
mod disputed;
mod documents;
mod first;
mod list;
mod reach;
mod rows;
mod shown;
mod things;

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use rusqlite::{Params, params, params_from_iter};
use toguna_mark::Edtf;

use super::decision::{Decision, Verdict};
use super::load::{Clocks, listed};
use super::public::PUBLIC;
use super::{Record, RecordError};
use crate::judge::{Kind, parts_names};
use crate::query::Answer;
use crate::{Snapshot, when::Bounds};
use around::BELONGS;
use rows::Circles;

pub use list::{Counts, Lists};

/// Dates of at most so many days are found by their first day alone.
const NARROW: i64 = 31;

/// How a date is found: 0 for at most [`NARROW`] days, 1 for a wider or an open one, 2 for none.
pub(super) fn wide(date: Option<&Edtf>) -> i64 {
    match date.and_then(Bounds::of) {
        None => 2,
        Some(bounds) if bounds.days().is_some_and(|days| i64::from(days) <= NARROW) => 0,
        Some(_) => 1,
    }
}

/// Whether so many days and more lie between the first and the last telling of an event: who looks for those that are told in
/// part on a day looks at the first tellings of the days before.
pub(super) fn told_long(first: Option<&String>, last: Option<&String>) -> bool {
    let day = |day: Option<&String>| day.and_then(|day| day.parse::<Date>().ok());
    let days = day(first).zip(day(last)).and_then(|(first, last)| (last - first).total(jiff::Unit::Day).ok());
    days.is_none_or(|days| days > NARROW as f64)
}

/// Whether the dates of `t` touch the days from `?1` to `?2`, for each kind of date that is found so; `?3` lies [`NARROW`] days
/// before the first.
const NARROWLY: &str = "t.earliest BETWEEN ?3 AND ?2 AND t.latest >= ?1";
const WIDELY: &str = "ifnull(t.earliest, '') <= ?2 AND ifnull(t.latest, '9999-99-99') >= ?1";
/// The same whatever the kind.
fn touches() -> String {
    format!("((t.wide = 0 AND {NARROWLY}) OR (t.wide = 1 AND {WIDELY}))")
}
/// The parameters of these.
fn days(from: Date, to: Date) -> [String; 3] {
    let before = from.checked_sub(NARROW.days()).unwrap_or(Date::MIN);
    [from, to, before].map(|day| day.to_string())
}

/// The numbers that a parameter lists.
const LISTED: &str = "SELECT value FROM json_each(?1)";
/// Later than any day.
const NOW: &str = "9999-99-99";

/// The day of an answer, with what people decided.
struct AsOf {
    day: String,
    /// The entities of which the record tells only later what they are, or to whom they belong, as a JSON list.
    late: String,
    decisions: Vec<Decision>,
}

impl AsOf {
    fn is_now(&self) -> bool {
        self.day == NOW
    }
}

/// Whether only the whole record can tell what a decision changes.
pub(super) fn needs_the_whole(decision: &Decision) -> bool {
    // Who is related to whom is asked of the tables, which do not know what of it people took back.
    let mut words = decision.content.judged.iter().flatten();
    match decision.verdict {
        Verdict::Accept | Verdict::Settle | Verdict::Unsure | Verdict::Add | Verdict::Rate | Verdict::Undo => false,
        // The first version of the record did not keep what was judged.
        // The tables know a mention by the actor that it was read as.
        _ if parts_names(decision) => true,
        _ => decision.content.judged.is_empty() || words.any(|words| matches!(words.kind, Kind::Fact | Kind::Actor)),
    }
}

impl Record {
    /// The events whose dates touch the days from `from` to `to`, as [`Snapshot::timeline`] of the clocks tells them. A stretch
    /// of time is answered without loading the rest of the record, where a finished build allows it.
    pub fn timeline(&self, clocks: Clocks, from: Option<Date>, to: Option<Date>) -> Result<Answer, RecordError> {
        let reading = self.on(self.connection.unchecked_transaction())?;
        let part = match (from, to) {
            (None, None) => None,
            _ => self.stretch(clocks, from, to)?,
        };
        let snapshot = part.map_or_else(|| self.snapshot_within(clocks), Ok)?;
        self.on(reading.finish())?;
        Ok(snapshot.timeline(from, to))
    }

    /// The part of a snapshot in which the events of a stretch of time, and the dates of their documents, are those of the whole.
    fn stretch(&self, clocks: Clocks, from: Option<Date>, to: Option<Date>) -> Result<Option<Snapshot>, RecordError> {
        let Some(as_of) = self.part_of(clocks)? else { return Ok(None) };
        let read = || {
            let days = days(from.unwrap_or(Date::MIN), to.unwrap_or(Date::MAX));
            self.part(self.touching(&days, &as_of)?, &Circles::Of(self.circles_touching(&days, &as_of)?), &as_of)
        };
        self.on(read()).map(Some)
    }

    /// What a part of the record of a day tells, in one read transaction; `None` where only the whole record can tell.
    fn of_day(
        &self,
        clocks: Clocks,
        tell: impl FnOnce(&Record, &AsOf) -> rusqlite::Result<Option<Snapshot>>,
    ) -> Result<Option<Snapshot>, RecordError> {
        self.computed_alone(|record| match record.part_of(clocks)? {
            Some(as_of) => record.on(tell(record, &as_of)),
            None => Ok(None),
        })
    }

    /// What a part of the record is answered by; `None` where the finished tables do not allow it.
    fn part_of(&self, clocks: Clocks) -> Result<Option<AsOf>, RecordError> {
        if clocks.knew.is_some() || !self.is_finished()? { Ok(None) } else { self.now_or_day(clocks) }
    }

    /// The same where it is enough that every document that is stored was finished.
    fn now_or_day(&self, clocks: Clocks) -> Result<Option<AsOf>, RecordError> {
        let decisions = self.standing(None)?;
        let mut standing = decisions.iter().filter(|decision| !decision.undone);
        if standing.clone().any(needs_the_whole) {
            return Ok(None);
        }
        // What was settled then is not what the tables of now say.
        if clocks.as_of.is_some() && standing.any(|decision| decision.verdict == Verdict::Settle) {
            return Ok(None);
        }
        self.on(self.as_of_day(clocks.as_of, decisions)).map(Some)
    }

    /// Now, as the documents tell it.
    fn now(&self) -> rusqlite::Result<AsOf> {
        self.as_of_day(None, Vec::new())
    }

    /// A day with what was not yet told of who is related to whom.
    fn as_of_day(&self, day: Option<Date>, decisions: Vec<Decision>) -> rusqlite::Result<AsOf> {
        let Some(day) = day.map(|day| day.to_string()) else {
            return Ok(AsOf { day: NOW.to_owned(), late: "[]".to_owned(), decisions });
        };
        let sql = format!(
            "SELECT subject, object FROM fact JOIN span ON span.seq = fact.span JOIN document ON document.seq = span.document \
             WHERE {BELONGS} GROUP BY subject, object HAVING min({PUBLIC}) > ?2 \
             UNION SELECT entity, entity FROM entity_told GROUP BY entity, type HAVING min(public) > ?2"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query(params![around::predicates(), day])?;
        let mut late = BTreeSet::<String>::new();
        while let Some(row) = rows.next()? {
            late.extend([row.get(0)?, row.get(1)?]);
        }
        Ok(AsOf { day, late: serde_json::to_string(&late).unwrap_or_default(), decisions })
    }

    fn numbers(&self, sql: &str, values: impl Params) -> rusqlite::Result<BTreeSet<i64>> {
        self.connection.prepare_cached(sql)?.query_map(values, |row| row.get(0))?.collect()
    }

    /// The accounts of the events that touch a stretch of time now.
    fn touching(&self, days: &[String; 3], as_of: &AsOf) -> rusqlite::Result<BTreeSet<i64>> {
        let sql = format!(
            "SELECT a.account FROM event AS t JOIN event_account AS a ON a.event = t.id \
             WHERE {} AND t.told_first <= ?4",
            touches()
        );
        self.numbers(&sql, params![days[0], days[1], days[2], as_of.day])
    }

    /// The circles of which an event may touch a stretch of time as of another day than now: an event has its date from one of
    /// its accounts, and as of that day it may be another one.
    fn circles_touching(&self, days: &[String; 3], as_of: &AsOf) -> rusqlite::Result<BTreeSet<i64>> {
        if as_of.is_now() {
            return Ok(BTreeSet::new());
        }
        self.numbers(&format!("SELECT DISTINCT t.circle FROM telling AS t WHERE {}", touches()), params_from_iter(days))
    }

    /// All accounts of these documents, with all accounts of their events.
    fn beside(&self, documents: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
        let sql = format!(
            "WITH own (account) AS \
             (SELECT a.seq FROM span AS s JOIN account AS a ON a.span = s.seq WHERE s.document IN ({LISTED})) \
             SELECT e.account FROM own JOIN event_account AS o ON o.account = own.account \
             JOIN event_account AS e ON e.event = o.event UNION SELECT account FROM own"
        );
        self.numbers(&sql, [listed(documents)])
    }
}
