//! What each computed table should hold, from a snapshot of now.

use std::collections::HashMap;

use rusqlite::{Connection, Error, OptionalExtension, params};
use toguna_code::SubEvent;

use super::difference::{Difference, Table, Tell};
use crate::Snapshot;
use crate::findings::{DisputeRow, EventRow, Findings};
use crate::query::ListedEvent;
use crate::store::part::{told_long, wide};
use crate::store::public::PUBLIC;
use crate::store::put::dated;

const ENTITY: Table = Table { name: "entity", keys: "id", values: "name, type, mentions, documents" };
const ENTITY_NAME: Table = Table { name: "entity_name", keys: "entity, name, language", values: "mentions, documents" };
const ENTITY_TOLD: Table = Table { name: "entity_told", keys: "entity, name, type", values: "mentions, public" };
const EVENT: Table = Table {
    name: "event",
    keys: "id",
    values: "type, date, earliest, latest, wide, circle, told_first, told_last, told_long, first_account, deaths_low, deaths_best, \
             deaths_high, deaths_rule, why, acled, place, lat, lon, place_precision, contested, accounts, parties, places, statuses, \
             settled, part_of, part_why",
};
const EVENT_DEATHS: Table = Table { name: "event_deaths", keys: "event, side", values: "low, best, high" };
const EVENT_ACCOUNT: Table = Table { name: "event_account", keys: "event, account", values: "" };
const DISPUTE: Table = Table {
    name: "dispute",
    keys: "id",
    values: "about, kind, rule, same_as, instalment, event, entities, stances, matter, reason",
};
const DISPUTE_ROW: Table =
    Table { name: "dispute_row", keys: "dispute, position", values: "span, value, claimed_by, claimed_by_words" };
const TELLING: Table = Table { name: "telling", keys: "account", values: "circle, wide, earliest, latest" };
const NEIGHBOUR: Table = Table { name: "neighbour", keys: "event, other", values: "" };
const COPY: Table = Table { name: "copy", keys: "document, other", values: "alike" };

/// The names and types under which entities are told.
fn mentions(sql: &Connection, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
    let mut query = sql.prepare(&format!(
        "SELECT m.entity, m.name, m.kind, count(*), min({PUBLIC}) FROM actor_mark AS m JOIN span ON span.seq = m.span \
         JOIN document ON document.seq = span.document WHERE superseded IS NULL GROUP BY m.entity, m.name, m.kind"
    ))?;
    // All are read before any is told: what is told may be written at once, which waits for no reader.
    type Mentioned = (String, String, String, i64, String);
    let read = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
    let read: Vec<Mentioned> = read.collect::<rusqlite::Result<_>>()?;
    read.iter()
        .try_for_each(|(entity, name, kind, mentions, public)| tell(params![entity, name, kind, mentions, public]))
}

/// A snapshot of now with the numbers that SQLite gave to its documents and accounts.
pub(super) struct Told<'a> {
    snapshot: &'a Snapshot,
    documents: Vec<i64>,
    /// For every document the day from which on it is public.
    public: Vec<String>,
    accounts: Vec<i64>,
    /// Events and disputes in the order of their ids: tables that are written in the order of their keys grow at their end.
    events: Vec<&'a EventRow>,
    disputes: Vec<&'a DisputeRow>,
}

impl<'a> Told<'a> {
    /// To be asked for in the transaction that read the snapshot.
    pub(super) fn of(sql: &Connection, snapshot: &'a Snapshot) -> rusqlite::Result<Told<'a>> {
        let readings = &snapshot.readings;
        let mut query = sql.prepare(&format!("SELECT id, seq, {PUBLIC} FROM document WHERE superseded IS NULL"))?;
        let found = query.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        let found: HashMap<String, (i64, String)> = found.collect::<rusqlite::Result<_>>()?;
        let number = |id: &String| found.get(id).cloned().ok_or(Error::QueryReturnedNoRows);
        let numbered = readings.documents.iter().map(|row| number(&row.id)).collect::<rusqlite::Result<Vec<_>>>()?;
        let (documents, public) = numbered.into_iter().unzip();
        let mut query = sql.prepare(
            "SELECT account.id, account.seq FROM account JOIN span ON span.seq = account.span \
             JOIN document ON document.seq = span.document WHERE superseded IS NULL",
        )?;
        let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: HashMap<String, i64> = found.collect::<rusqlite::Result<_>>()?;
        let number = |id: &String| found.get(id).copied().ok_or(Error::QueryReturnedNoRows);
        let accounts = readings.accounts.iter().map(|row| number(&row.id)).collect::<rusqlite::Result<_>>()?;
        let mut events: Vec<&EventRow> = snapshot.findings.events.iter().collect();
        events.sort_unstable_by_key(|row| &row.id);
        let mut disputes: Vec<&DisputeRow> = snapshot.findings.disputes.iter().collect();
        disputes.sort_unstable_by_key(|row| &row.id);
        Ok(Told { snapshot, documents, public, accounts, events, disputes })
    }

    /// Compares every computed table with what the snapshot comes to. What others refer to goes before them.
    pub(super) fn compare(&self, sql: &Connection, to: &mut Difference<'_>) -> rusqlite::Result<()> {
        to.table(&ENTITY, |tell| self.entities(tell))?;
        to.table(&ENTITY_NAME, |tell| self.names(tell))?;
        to.table(&ENTITY_TOLD, |tell| mentions(sql, tell))?;
        to.table(&EVENT, |tell| self.events(tell))?;
        to.table(&EVENT_DEATHS, |tell| self.deaths(tell))?;
        to.table(&EVENT_ACCOUNT, |tell| self.accounts_of_events(tell))?;
        to.table(&DISPUTE, |tell| self.disputes(tell))?;
        to.table(&DISPUTE_ROW, |tell| self.positions(sql, tell))?;
        to.table(&TELLING, |tell| self.tellings(tell))?;
        to.table(&NEIGHBOUR, |tell| self.neighbours(tell))?;
        to.table(&COPY, |tell| self.copies(tell))
    }

    fn entities(&self, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        let mut rows = self.snapshot.findings.entities.iter();
        rows.try_for_each(|row| tell(params![row.id, row.name, row.kind, row.mentions as i64, row.documents as i64]))
    }

    fn names(&self, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        let entities = &self.snapshot.findings.entities;
        let mut rows = entities.iter().flat_map(|row| row.names.iter().map(|name| (&row.id, name)));
        rows.try_for_each(|(id, row)| {
            tell(params![id, row.name, row.language, row.mentions as i64, row.documents as i64])
        })
    }

    fn events(&self, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        self.snapshot.each_listed_event(self.events.iter().copied(), |row, listed| self.event(row, &listed, tell))
    }

    fn event(&self, row: &EventRow, listed: &ListedEvent, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        let readings = &self.snapshot.readings;
        let first = row.accounts[0];
        let date = row.date.as_deref().and_then(|date| toguna_mark::Edtf::parse(date).ok());
        let (text, earliest, latest) = dated(date.as_ref());
        let public = || row.accounts.iter().map(|&at| &self.public[readings.accounts[at].at.document]);
        let deaths = row.deaths.as_ref();
        let place = listed.place.as_ref();
        let parties: Vec<&str> = listed.parties.iter().map(AsRef::as_ref).collect();
        let places: Vec<(&str, &str)> = listed.places.iter().map(|(id, name)| (id.as_ref(), name.as_ref())).collect();
        let statuses: Vec<&str> = listed.statuses.iter().map(|status| status.name()).collect();
        let whole = self.snapshot.whole_of(row);
        tell(params![
            row.id,
            row.event_type.name(),
            text,
            earliest,
            latest,
            wide(date.as_ref()),
            self.circle(first),
            public().min(),
            public().max(),
            told_long(public().min(), public().max()),
            self.accounts[first],
            deaths.and_then(|d| d.all.low),
            deaths.and_then(|d| d.all.best),
            deaths.and_then(|d| d.all.high),
            deaths.map(|d| d.rule.to_string()),
            row.why.to_string(),
            listed.acled.map(SubEvent::name),
            place.map(|place| place.name.as_ref()),
            place.map(|place| place.lat),
            place.map(|place| place.lon),
            place.map(|place| place.precision),
            listed.contested,
            listed.accounts as i64,
            json(serde_json::to_string(&parties)),
            json(serde_json::to_string(&places)),
            json(serde_json::to_string(&statuses)),
            (!row.settled.is_empty()).then(|| json(serde_json::to_string(&row.settled))),
            whole.map(|(whole, _)| whole.id.as_str()),
            whole.map(|(_, why)| why),
        ])
    }

    /// The circle of an account, named by the number of an account of it.
    fn circle(&self, account: usize) -> i64 {
        self.accounts[self.snapshot.findings.circles[account]]
    }

    fn deaths(&self, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        let mut sides = self
            .events
            .iter()
            .flat_map(|row| row.deaths.iter().flat_map(|told| &told.by_side).map(move |side| (&row.id, side)));
        sides.try_for_each(|(id, (side, told))| tell(params![id, side.name(), told.low, told.best, told.high]))
    }

    fn accounts_of_events(&self, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        let mut accounts = self.events.iter().flat_map(|row| row.accounts.iter().map(|&at| (&row.id, at)));
        accounts.try_for_each(|(id, at)| tell(params![id, self.accounts[at]]))
    }

    fn disputes(&self, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        self.disputes.iter().try_for_each(|row| {
            tell(params![
                row.id,
                row.about.to_string(),
                row.kind.name(),
                row.rule.to_string(),
                row.same_as,
                row.instalment,
                row.event,
                row.entities.join(" "),
                json(serde_json::to_string(&row.stances)),
                json(serde_json::to_string(&row.about)),
                json(serde_json::to_string(&row.rule)),
            ])
        })
    }

    fn positions(&self, sql: &Connection, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        let mut span = sql.prepare("SELECT seq FROM span WHERE document = ?1 AND start = ?2 AND end = ?3")?;
        for dispute in &self.disputes {
            for (position, row) in dispute.rows.iter().enumerate() {
                let at = params![self.documents[row.at.document], row.at.bytes.start, row.at.bytes.end];
                let span: Option<i64> = span.query_row(at, |row| row.get(0)).optional()?;
                let (who, words) = (&row.claimed_by.entity, &row.claimed_by.words);
                if let Some(span) = span {
                    tell(params![dispute.id, position as i64, span, row.value, who, words])?;
                }
            }
        }
        Ok(())
    }

    fn tellings(&self, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        let mut accounts = self.snapshot.readings.accounts.iter().enumerate();
        accounts.try_for_each(|(at, row)| {
            let (_, earliest, latest) = dated(row.date.as_ref());
            tell(params![self.accounts[at], self.circle(at), wide(row.date.as_ref()), earliest, latest])
        })
    }

    fn neighbours(&self, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        let Findings { neighbours, events, .. } = &self.snapshot.findings;
        let id = |at: usize| events[at].id.as_str();
        let mut pairs: Vec<_> = neighbours.iter().flat_map(|&(a, b)| [(id(a), id(b)), (id(b), id(a))]).collect();
        pairs.sort_unstable();
        pairs.into_iter().try_for_each(|(event, other)| tell(params![event, other]))
    }

    fn copies(&self, tell: &mut Tell<'_>) -> rusqlite::Result<()> {
        let mut links = self.snapshot.findings.copies.links().iter();
        links.try_for_each(|(&(a, b), alike)| {
            let mut sides = [(a, b), (b, a)].into_iter();
            sides.try_for_each(|(own, other)| tell(params![self.documents[own], self.documents[other], alike.words()]))
        })
    }
}

/// JSON for a column.
fn json(rows: serde_json::Result<String>) -> String {
    rows.unwrap_or_default()
}
