//! Which events an earlier day may tell otherwise than now.
//!
//! Groups of accounts are joined along pairs that are alike, best first. As of an earlier day some accounts are missing and
//! fewer entities are known to be related, so that fewer pairs are alike and none more. An event is *open* on that day where
//! a part of it is not yet public, or where more was told later of one of its parties. One that is not open comes out otherwise
//! only where it meets one that does: a neighbour, of which an account is alike to one of its own. So open events are merged
//! anew, with all their neighbours. A neighbour that comes out as it is now met nobody else on the way, for groups only grow;
//! what lies beyond it never learns the difference. A neighbour that comes out otherwise is open too.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::ToSpan;
use jiff::civil::Date;
use rusqlite::params;

use super::list::json_list;
use super::rows::Circles;
use super::{AsOf, LISTED, NARROW};
use crate::Snapshot;
use crate::store::Record;
use crate::store::load::listed;

/// The events of whose parties the record tells more later: those among a list that follows.
const TOLD_LATER: &str = "SELECT id FROM account_actor AS a JOIN event_account AS e ON e.account = a.account \
                          JOIN event ON event.id = e.event WHERE a.entity IN";

impl Record {
    /// These accounts with those of every open event of some circles and of theirs, and of its neighbours.
    pub(super) fn within_reach(
        &self,
        mut accounts: BTreeSet<i64>,
        circles: &Circles,
        otherwise: &BTreeSet<String>,
        as_of: &AsOf,
    ) -> rusqlite::Result<BTreeSet<i64>> {
        if as_of.is_now() {
            return Ok(accounts);
        }
        let mut open = match circles {
            Circles::All(open) => open.clone(),
            Circles::Of(circles) => {
                let sql = format!("SELECT DISTINCT circle FROM telling WHERE account IN ({LISTED})");
                let own = self.numbers(&sql, [listed(&accounts)])?;
                self.lie_open(&(circles | &own), as_of)?
            }
        };
        open.extend(otherwise.iter().cloned());
        let sql = format!("SELECT account FROM event_account WHERE event IN ({LISTED})");
        accounts.extend(self.numbers(&sql, [json_list(self.with_neighbours(open, as_of)?)])?);
        Ok(accounts)
    }

    /// Every open event.
    pub(super) fn all_open(&self, as_of: &AsOf) -> rusqlite::Result<BTreeSet<String>> {
        if as_of.is_now() {
            return Ok(BTreeSet::new());
        }
        let sql = format!(
            "SELECT id FROM event WHERE told_long = 0 AND told_first BETWEEN ?1 AND ?2 AND told_last > ?2 \
             UNION ALL SELECT id FROM event WHERE told_long = 1 AND told_first <= ?2 AND told_last > ?2 \
             UNION {TOLD_LATER} (SELECT value FROM json_each(?3))"
        );
        let day: Option<Date> = as_of.day.parse().ok();
        let before = day.and_then(|day| day.checked_sub(NARROW.days()).ok()).unwrap_or(Date::MIN).to_string();
        let mut query = self.connection.prepare_cached(&sql)?;
        query.query_map(params![before, as_of.day, as_of.late], |row| row.get(0))?.collect()
    }

    /// Events with their neighbours.
    pub(super) fn with_neighbours(
        &self,
        mut open: BTreeSet<String>,
        as_of: &AsOf,
    ) -> rusqlite::Result<BTreeSet<String>> {
        let sql = format!(
            "SELECT n.other FROM neighbour AS n JOIN event ON event.id = n.other AND told_first <= ?2 \
             WHERE n.event IN ({LISTED})"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let found = query.query_map(params![json_list(&open), as_of.day], |row| row.get(0))?;
        open.extend(found.collect::<rusqlite::Result<BTreeSet<String>>>()?);
        Ok(open)
    }

    /// The open events of some circles.
    fn lie_open(&self, circles: &BTreeSet<i64>, as_of: &AsOf) -> rusqlite::Result<BTreeSet<String>> {
        let among = format!("circle IN ({LISTED})");
        let sql = format!(
            "SELECT id FROM event WHERE {among} AND told_first <= ?2 AND told_last > ?2 \
             UNION {TOLD_LATER} (SELECT value FROM json_each(?3)) AND {among}"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        query.query_map(params![listed(circles), as_of.day, as_of.late], |row| row.get(0))?.collect()
    }

    /// Those events of some accounts that come out otherwise as of a day although all that tells of them is public.
    pub(super) fn otherwise(
        &self,
        accounts: &BTreeSet<i64>,
        snapshot: &Snapshot,
        as_of: &AsOf,
    ) -> rusqlite::Result<BTreeSet<String>> {
        if as_of.is_now() {
            return Ok(BTreeSet::new());
        }
        let at: HashMap<&str, usize> =
            snapshot.readings.accounts.iter().enumerate().map(|(at, row)| (row.id.as_str(), at)).collect();
        let sql = format!(
            "SELECT e.event, a.id FROM event_account AS e JOIN account AS a ON a.seq = e.account \
             JOIN event ON event.id = e.event WHERE e.account IN ({LISTED}) AND told_last <= ?2"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query(params![listed(accounts), as_of.day])?;
        let mut groups = BTreeMap::<String, Vec<Option<usize>>>::new();
        while let Some(row) = rows.next()? {
            let at = at.get(row.get_ref(1)?.as_str()?).copied();
            groups.entry(row.get(0)?).or_default().push(at);
        }
        let kept = |group: &[Option<usize>]| {
            let event = |at: &Option<usize>| at.and_then(|at| snapshot.findings.event_of[at]);
            let first = group.first().and_then(event);
            first.is_some_and(|first| snapshot.findings.events[first].accounts.len() == group.len())
                && group.iter().all(|at| event(at) == first)
        };
        Ok(groups.into_iter().filter(|(_, group)| !kept(group)).map(|(id, _)| id).collect())
    }
}
