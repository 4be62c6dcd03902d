//! The first events of a day, in the order of time, without loading the others.
//!
//! What is told of that day otherwise than now is merged anew, as [`super::reach`] tells, and is little however large the record
//! is. All other events are those of the tables, in the order of their dates there. So it is enough to load the first of these
//! besides: whatever else there is stands behind them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rusqlite::{Row, params};

use super::list::json_list;
use super::rows::Circles;
use super::{AsOf, LISTED, NARROWLY, WIDELY, days, touches};
use crate::Snapshot;
use crate::query::Answer;
use crate::store::load::Clocks;
use crate::store::{Record, RecordError};
use crate::when::Bounds;

/// Of more events than this the whole record is no dearer.
const MOST: usize = 1_000;

/// The first and the last day that an event's date can mean, as the tables tell them; none for an event without a date.
type Day = Option<[Option<String>; 2]>;

impl Record {
    /// The first `limit` events whose dates touch the days from `from` to `to`, as [`Snapshot::timeline`] of the clocks tells them,
    /// and how many there are.
    pub fn first_of_timeline(
        &self,
        clocks: Clocks,
        from: Option<Date>,
        to: Option<Date>,
        limit: usize,
    ) -> Result<(Answer, usize), RecordError> {
        let (part, all) = match self.first_events(clocks, Bounds { earliest: from, latest: to }, limit)? {
            Some((part, all)) => (part, Some(all)),
            None => (self.snapshot(clocks)?, None),
        };
        let answer = part.timeline(from, to);
        let all = all.unwrap_or(answer.rows.len());
        Ok((answer.first(limit), all))
    }

    /// A snapshot in which the first `limit` events whose dates touch some days are those of the clocks, without disputes, and how
    /// many there are; `None` where only the whole record can tell. It may hold others that stand behind them.
    pub fn first_events(
        &self,
        clocks: Clocks,
        days: Bounds,
        limit: usize,
    ) -> Result<Option<(Snapshot, usize)>, RecordError> {
        let reading = self.on(self.connection.unchecked_transaction())?;
        let first = match self.part_of(clocks)? {
            Some(as_of) if limit <= MOST => Some(self.on(self.beginning(&Asked { days, as_of: &as_of }, limit))?),
            _ => None,
        };
        self.on(reading.finish())?;
        Ok(first)
    }

    fn beginning(&self, asked: &Asked<'_>, limit: usize) -> rusqlite::Result<(Snapshot, usize)> {
        let as_of = asked.as_of;
        let open = self.all_open(as_of)?;
        let reached = self.with_neighbours(open.clone(), as_of)?;
        let circles = Circles::All(open);
        let mut wanted = limit;
        loop {
            let next = self.next(asked, &reached, wanted)?;
            let ids = json_list(reached.iter().chain(&next.ids).collect::<Vec<_>>());
            let accounts =
                self.numbers(&format!("SELECT account FROM event_account WHERE event IN ({LISTED})"), [ids])?;
            let part = self.part(accounts, &circles, as_of)?;
            // An event may be another one only as the merging shows: then fewer stand before the last of the next.
            let before_last =
                |bounds: Option<Bounds>| next.last.as_ref().is_none_or(|last| before(&told(bounds), last));
            let when = part.findings.events.iter().map(|event| part.bounds_of(event));
            let told: Vec<_> = when.filter(|when| asked.days.touched_by(when.as_ref())).collect();
            let complete = told.iter().filter(|when| before_last(**when)).count();
            if complete >= limit || next.last.is_none() {
                let all = self.count(asked)? - self.count_among(asked, &part)? + told.len();
                return Ok((part, all));
            }
            wanted += limit - complete;
        }
    }

    /// The first events of the tables that a day tells as they stand there, but for the reached ones, with all of the last one's days.
    fn next(&self, asked: &Asked<'_>, reached: &BTreeSet<String>, wanted: usize) -> rusqlite::Result<Next> {
        let mut found = Vec::<(Day, String)>::new();
        // Each kind of date by its index, in order.
        for &kind in asked.kinds() {
            let sql = format!("{} ORDER BY t.earliest, t.latest", asked.sql("t.earliest, t.latest, t.id", kind));
            let mut query = self.connection.prepare_cached(&sql)?;
            let mut rows = query.query(params![asked.days()[0], asked.days()[1], asked.days()[2], asked.as_of.day])?;
            let (mut taken, mut last) = (0, None);
            while let Some(row) = rows.next()? {
                let (when, id) = dated(row)?;
                if taken >= wanted && last.as_ref() != Some(&when) {
                    break;
                }
                if !reached.contains(&id) {
                    taken += 1;
                    last = Some(when.clone());
                    found.push((when, id));
                }
            }
        }
        found.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
        let last = found.get(wanted.max(1) - 1).map(|(when, _)| when.clone());
        if let Some(last) = &last {
            found.retain(|(when, _)| before(when, last));
        }
        Ok(Next { ids: found.into_iter().map(|(_, id)| id).collect(), last })
    }

    fn count(&self, asked: &Asked<'_>) -> rusqlite::Result<usize> {
        let ([first, last, before], mut all) = (asked.days(), 0);
        for &kind in asked.kinds() {
            let mut query = self.connection.prepare_cached(&asked.sql("count(*)", kind))?;
            let count: i64 = query.query_row(params![first, last, before, asked.as_of.day], |row| row.get(0))?;
            all += count as usize;
        }
        Ok(all)
    }

    /// How many of these a part holds accounts of.
    fn count_among(&self, asked: &Asked<'_>, part: &Snapshot) -> rusqlite::Result<usize> {
        let ids: Vec<&str> = part.readings.accounts.iter().map(|row| row.id.as_str()).collect();
        let touches = if asked.all() { "TRUE".to_owned() } else { touches() };
        // The plus keeps SQLite from going through all events of those days for the sake of the few of the part.
        let sql = format!(
            "SELECT count(*) FROM event AS t WHERE +({touches}) AND t.told_last <= ?4 \
             AND t.id IN (SELECT e.event FROM account AS a JOIN event_account AS e ON e.account = a.seq \
             WHERE a.id IN (SELECT value FROM json_each(?5)))"
        );
        let [first, last, before] = asked.days();
        let mut query = self.connection.prepare_cached(&sql)?;
        let values = params![first, last, before, asked.as_of.day, json_list(&ids)];
        query.query_row(values, |row| row.get::<_, i64>(0)).map(|count| count as usize)
    }
}

/// The next events of a list, and the days of the last one; none where there are no more.
struct Next {
    ids: Vec<String>,
    last: Option<Day>,
}

/// Which events a list is of.
struct Asked<'a> {
    days: Bounds,
    as_of: &'a AsOf,
}

impl Asked<'_> {
    fn all(&self) -> bool {
        self.days.touched_by(None)
    }

    fn days(&self) -> [String; 3] {
        days(self.days.earliest.unwrap_or(Date::MIN), self.days.latest.unwrap_or(Date::MAX))
    }

    /// The kinds of dates, as [`super::wide`] tells them; without a day also events without a date.
    fn kinds(&self) -> &'static [i64] {
        if self.all() { &[0, 1, 2] } else { &[0, 1] }
    }

    /// What is asked of the events with a kind of date that were wholly told by the day. Each kind has its stretch of the index
    /// of dates, which also holds the days of the telling.
    fn sql(&self, what: &str, kind: i64) -> String {
        let touches = match kind {
            _ if self.all() => "TRUE",
            0 => NARROWLY,
            _ => WIDELY,
        };
        format!("SELECT {what} FROM event AS t WHERE t.wide = {kind} AND {touches} AND t.told_last <= ?4")
    }
}

fn dated(row: &Row<'_>) -> rusqlite::Result<(Day, String)> {
    let days: [Option<String>; 2] = [row.get(0)?, row.get(1)?];
    Ok((days.iter().any(Option::is_some).then_some(days), row.get(2)?))
}

fn told(bounds: Option<Bounds>) -> Day {
    bounds.map(|when| [when.earliest, when.latest].map(|day| day.map(|day| day.to_string())))
}

/// Events without a date stand at the end.
fn order(day: &Day) -> (bool, &Day) {
    (day.is_none(), day)
}

/// Whether days stand before others in the order of time, or are the same.
fn before(day: &Day, other: &Day) -> bool {
    order(day) <= order(other)
}
