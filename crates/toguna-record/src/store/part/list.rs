//! Lists of events and disputes from the tables of a finished build, and the whole of those that a page shows.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rusqlite::Row;
use toguna_code::{EventType, Status, SubEvent};

use super::around::document_of;
use super::rows::Circles;
use super::{AsOf, LISTED};
use crate::Snapshot;
use crate::findings::{DisputeKind, DisputeRow, EventRow, Position, Stance};
use crate::phrase::Phrase;
use crate::query::{ListedDispute, ListedEvent, ListedPlace, Shared};
use crate::rows::Readings;
use crate::store::columns::{self, read};
use crate::store::load::{Chosen, Clocks, listed};
use crate::store::{Record, RecordError};
use crate::when::Bounds;

/// Disputes with where their first words stand, and the order of [`crate::Findings`].
pub(super) const DISPUTES: &str = "dispute AS t LEFT JOIN dispute_row AS r ON r.dispute = t.id AND r.position = 0 \
                        LEFT JOIN span AS s ON s.seq = r.span LEFT JOIN document AS d ON d.seq = s.document";
pub(super) const IN_ORDER: &str =
    "instr('figure date identity status trend attribution', t.kind), d.name, s.start, s.end, t.id";

/// The lists of a record as the last finished build left them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lists {
    /// Every event, in the order of time.
    pub events: Vec<ListedEvent>,
    /// Every dispute.
    pub disputes: Vec<ListedDispute>,
    /// How many of each thing there are.
    pub counts: Counts,
    /// Whether nothing was decided since.
    pub current: bool,
}

/// How much a record holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Accounts.
    pub accounts: usize,
    /// Figures.
    pub figures: usize,
}

impl Record {
    /// The lists of now, without loading what they are made of; `None` where the last build did not finish.
    pub fn lists(&self) -> Result<Option<Lists>, RecordError> {
        self.computed_alone(|record| {
            let current = record.is_finished()?;
            record.on(record.read_lists(current)).map(Some)
        })
    }

    /// What the computed tables tell, in one read transaction; `None` where the last build did not finish.
    pub(super) fn computed_alone<T>(
        &self,
        read: impl FnOnce(&Record) -> Result<Option<T>, RecordError>,
    ) -> Result<Option<T>, RecordError> {
        let reading = self.on(self.connection.unchecked_transaction())?;
        let told = if self.on(self.is_computed())? { read(self)? } else { None };
        self.on(reading.finish())?;
        Ok(told)
    }

    fn read_lists(&self, current: bool) -> rusqlite::Result<Lists> {
        let mut shared = Shared::default();
        let mut query = self.connection.prepare(
            "SELECT e.id, e.type, e.earliest, e.latest, e.acled, e.place, e.lat, e.lon, e.place_precision, e.deaths_best, \
             e.contested, e.accounts, e.parties, e.places, e.statuses FROM event AS e CROSS JOIN account AS a ON a.seq = e.first_account \
             CROSS JOIN span AS s ON s.seq = a.span CROSS JOIN document AS d ON d.seq = s.document \
             ORDER BY ifnull(e.earliest, e.latest) IS NULL, e.earliest, e.latest, d.name, s.start, s.end, a.id",
        )?;
        let events = query.query_map([], |row| event(row, &mut shared))?.collect::<rusqlite::Result<_>>()?;
        let mut query = self.connection.prepare(&format!(
            "SELECT t.id, t.kind, t.same_as, t.event, t.entities FROM {DISPUTES} ORDER BY {IN_ORDER}"
        ))?;
        let disputes = query.query_map([], |row| dispute_head(row, &mut shared))?.collect::<rusqlite::Result<_>>()?;
        let count = |of: &str| {
            let sql = format!(
                "SELECT count(*) FROM {of} AS t JOIN span ON span.seq = t.span JOIN document ON document.seq = span.document \
                 WHERE superseded IS NULL"
            );
            self.connection.query_row(&sql, [], |row| row.get::<_, i64>(0)).map(|count| count as usize)
        };
        let documents = "SELECT count(*) FROM document WHERE superseded IS NULL";
        let documents: i64 = self.connection.query_row(documents, [], |row| row.get(0))?;
        let counts = Counts { documents: documents as usize, accounts: count("account")?, figures: count("figure")? };
        Ok(Lists { events, disputes, counts, current })
    }

    /// The ids of the events of which an account's words hold these, whatever their case.
    pub fn events_that_say(&self, words: &str) -> Result<BTreeSet<String>, RecordError> {
        let words = words.to_lowercase();
        let read = || {
            let mut query = self.connection.prepare(
                "SELECT e.event, s.quote FROM event_account AS e CROSS JOIN account AS a ON a.seq = e.account \
                 CROSS JOIN span AS s ON s.seq = a.span",
            )?;
            let mut rows = query.query([])?;
            let mut found = BTreeSet::new();
            while let Some(row) = rows.next()? {
                if row.get_ref(1)?.as_str()?.to_lowercase().contains(&words) {
                    found.insert(row.get(0)?);
                }
            }
            Ok(found)
        };
        self.on(read())
    }

    /// A snapshot in which these events are those of the record of now, as people judged them, with the disputes about them;
    /// `None` where the last build did not finish. It may hold other events beside them.
    pub fn events(&self, ids: &[&str]) -> Result<Option<Snapshot>, RecordError> {
        self.computed_alone(|record| {
            let Some(as_of) = record.now_or_day(Clocks::default())? else { return Ok(None) };
            record.on(record.told_with_disputes(&json_list(ids), &as_of)).map(Some)
        })
    }

    /// A snapshot in which the events are merged anew of which the decisions since the last build tell; `None` where it did not
    /// finish, or where only the whole record can tell.
    pub(in crate::store) fn events_since(&self) -> Result<Option<Snapshot>, RecordError> {
        self.computed_alone(|record| {
            let Some(as_of) = record.now_or_day(Clocks::default())? else { return Ok(None) };
            record.on(record.merged_since(&as_of)).map(Some)
        })
    }

    /// Whether events and disputes can be told without the whole record.
    pub(in crate::store) fn tells_parts(&self) -> Result<bool, RecordError> {
        Ok(self.computed_alone(|record| record.now_or_day(Clocks::default()))?.is_some())
    }

    fn merged_since(&self, as_of: &AsOf) -> rusqlite::Result<Snapshot> {
        let done = self.decisions_computed()?;
        // What was undone since is not known by its place.
        let since = as_of.decisions.iter().enumerate().filter(|(at, decision)| *at >= done || decision.undone);
        let since = since.flat_map(|(_, decision)| decision.content.judged.iter().flatten());
        let decided = self.decided(as_of)?;
        let documents: BTreeSet<i64> = since.filter_map(|words| document_of(words, &decided)).collect();
        self.part(self.beside(&documents)?, &Circles::default(), as_of)
    }

    /// A snapshot in which these events, their ids listed in JSON, are those of the whole record, with the disputes about them,
    /// the larger events of which they are a part, and their own parts.
    pub(super) fn told_with_disputes(&self, ids: &str, as_of: &AsOf) -> rusqlite::Result<Snapshot> {
        let parts = self.parts(ids)?;
        let named = json_list(parts.iter().flat_map(|(part, whole, _)| [part, whole]).collect::<Vec<_>>());
        let mut accounts = self.numbers(
            &format!(
                "SELECT account FROM event_account WHERE event IN ({LISTED} UNION SELECT value FROM json_each(?2))"
            ),
            [ids, &named],
        )?;
        let mut query = self.connection.prepare_cached(&format!("SELECT id FROM dispute WHERE event IN ({LISTED})"))?;
        let disputes: Vec<String> = query.query_map([ids], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let disputes = json_list(&disputes);
        accounts.extend(self.beside(&self.undated_sides(&disputes, as_of)?)?);
        let mut snapshot = self.part(accounts, &Circles::default(), as_of)?;
        let events = &mut snapshot.findings.events;
        for (part, whole, why) in parts {
            let at = |id: &str, events: &[EventRow]| events.iter().position(|event| event.id == id);
            if let (Some(part), Some(whole)) = (at(&part, events), at(&whole, events)) {
                events[part].part_of = Some((whole, why));
            }
        }
        join(&mut snapshot, self.disputed(&disputes)?);
        Ok(snapshot)
    }

    /// Which of these events are part of another, and which others of them: the part, the larger one, and why.
    fn parts(&self, ids: &str) -> rusqlite::Result<Vec<(String, String, String)>> {
        let part = "SELECT id, part_of, part_why FROM event WHERE part_of IS NOT NULL AND";
        let sql = format!("{part} id IN ({LISTED}) UNION {part} part_of IN ({LISTED})");
        let mut query = self.connection.prepare_cached(&sql)?;
        query.query_map([ids], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
    }

    /// A snapshot in which these disputes are those of the last finished build; `None` where it did not finish.
    pub fn disputes(&self, ids: &[&str]) -> Result<Option<Snapshot>, RecordError> {
        self.computed_alone(|record| record.on(record.disputed(&json_list(ids))).map(Some))
    }

    /// Disputes, their ids listed in JSON, with the documents and figures of their sides.
    pub(super) fn disputed(&self, ids: &str) -> rusqlite::Result<Snapshot> {
        let now = self.now()?;
        let spans = self.numbers(&format!("SELECT span FROM dispute_row WHERE dispute IN ({LISTED})"), [ids])?;
        let documents =
            self.numbers(&format!("SELECT DISTINCT document FROM span WHERE seq IN ({LISTED})"), [listed(&spans)])?;
        let figures = self.numbers(&format!("SELECT seq FROM figure WHERE span IN ({LISTED})"), [listed(&spans)])?;
        // With those whose words they repeat.
        let (rows, seen) = self.document_rows(&self.copied(&documents, &now)?)?;
        let chosen = Chosen { figures: Some(figures), ..Chosen::nothing() };
        let mut snapshot = Snapshot::alone(self.load_rows(rows, &seen, &chosen)?);
        let sql = format!(
            "SELECT t.id, t.about, t.kind, t.rule, t.same_as, t.instalment, t.event, t.entities, t.stances, t.matter, t.reason FROM {DISPUTES} \
             WHERE t.id IN ({LISTED}) ORDER BY {IN_ORDER}"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut disputes: Vec<DisputeRow> = query.query_map([ids], dispute)?.collect::<rusqlite::Result<_>>()?;
        for row in &mut disputes {
            let mut query = self.connection.prepare_cached(
                "SELECT r.value, r.claimed_by, r.claimed_by_words, s.document, s.start, s.end, s.cp_start, s.cp_end, s.quote \
                 FROM dispute_row AS r JOIN span AS s ON s.seq = r.span WHERE r.dispute = ?1 ORDER BY r.position",
            )?;
            let position = |at: &Row<'_>| {
                let document = seen.get(&at.get(3)?).copied().unwrap_or_default();
                Ok(Position {
                    at: columns::evidence(at, document, 4)?,
                    value: at.get(0)?,
                    claimed_by: columns::claimed_by(at, 1)?,
                })
            };
            row.rows = query.query_map([&row.id], position)?.collect::<rusqlite::Result<_>>()?;
        }
        snapshot.findings.copies = self.copies(&snapshot.readings, &seen)?;
        snapshot.findings.entities = self.named(disputants(&disputes, &snapshot.readings), &now)?;
        snapshot.findings.disputes = disputes;
        Ok(snapshot)
    }
}

/// Ids as one parameter: a JSON list.
pub(super) fn json_list<S: serde::Serialize>(ids: S) -> String {
    serde_json::to_string(&ids).unwrap_or_default()
}

fn disputants<'a>(disputes: &'a [DisputeRow], readings: &'a Readings) -> BTreeSet<&'a str> {
    let about = disputes.iter().flat_map(|row| row.entities.iter().map(String::as_str));
    let said = disputes.iter().flat_map(|row| &row.rows).filter_map(|row| row.claimed_by.entity.as_deref());
    let counted = readings.figures.iter().filter_map(|row| row.claimed_by.entity.as_deref());
    about.chain(said).chain(counted).collect()
}

/// Adds disputes with the documents and figures of their sides to a snapshot.
pub(super) fn join(snapshot: &mut Snapshot, told: Snapshot) {
    let mut at: HashMap<String, usize> =
        snapshot.readings.documents.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
    let went: Vec<usize> = told
        .readings
        .documents
        .into_iter()
        .map(|row| {
            *at.entry(row.id.clone()).or_insert_with(|| {
                snapshot.readings.documents.push(row);
                snapshot.findings.dated.push(None);
                snapshot.readings.documents.len() - 1
            })
        })
        .collect();
    snapshot.findings.copies.join(&told.findings.copies, &went, &snapshot.readings.documents);
    for mut row in told.findings.disputes {
        row.rows.iter_mut().for_each(|row| row.at.document = went[row.at.document]);
        snapshot.findings.disputes.push(row);
    }
    for mut row in told.readings.figures {
        row.at.document = went[row.at.document];
        if !snapshot.readings.figures.iter().any(|known| known.id == row.id) {
            snapshot.readings.figures.push(row);
            snapshot.findings.event_of_figure.push(None);
        }
    }
    for row in told.findings.entities {
        if let Err(place) = snapshot.findings.entities.binary_search_by(|known| known.id.cmp(&row.id)) {
            snapshot.findings.entities.insert(place, row);
        }
    }
}

/// JSON of a column.
fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    read(row, at, |text| serde_json::from_str(text).ok())
}

fn day(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<jiff::civil::Date>> {
    match row.get::<_, Option<String>>(at)? {
        None => Ok(None),
        Some(_) => read(row, at, |text| text.parse().ok()).map(Some),
    }
}

fn event(row: &Row<'_>, shared: &mut Shared) -> rusqlite::Result<ListedEvent> {
    let bounds = Bounds { earliest: day(row, 2)?, latest: day(row, 3)? };
    let name: Option<String> = row.get(5)?;
    let place = match name {
        None => None,
        Some(name) => {
            let (lat, lon, precision) = (row.get(6)?, row.get(7)?, row.get(8)?);
            Some(ListedPlace { name: shared.of(&name), lat, lon, precision })
        }
    };
    let acled: Option<String> = row.get(4)?;
    let parties: Vec<String> = json(row, 12)?;
    let places: Vec<(String, String)> = json(row, 13)?;
    let statuses: Vec<String> = json(row, 14)?;
    Ok(ListedEvent {
        id: row.get_ref(0)?.as_str()?.into(),
        event_type: read(row, 1, EventType::of)?,
        bounds: (bounds.earliest.is_some() || bounds.latest.is_some()).then_some(bounds),
        acled: acled.as_deref().and_then(SubEvent::of),
        place,
        deaths: row.get(9)?,
        contested: row.get(10)?,
        accounts: row.get::<_, i64>(11)? as usize,
        parties: parties.iter().map(|id| shared.of(id)).collect(),
        places: places.iter().map(|(id, name)| (shared.of(id), shared.of(name))).collect(),
        statuses: statuses.iter().filter_map(|name| Status::of(name)).collect(),
    })
}

fn dispute_head(row: &Row<'_>, shared: &mut Shared) -> rusqlite::Result<ListedDispute> {
    let event: Option<String> = row.get(3)?;
    let entities: Vec<Arc<str>> = row.get_ref(4)?.as_str()?.split_whitespace().map(|id| shared.of(id)).collect();
    Ok(ListedDispute {
        id: row.get_ref(0)?.as_str()?.into(),
        kind: read(row, 1, DisputeKind::of)?,
        same_as: row.get(2)?,
        event: event.map(Into::into),
        entities,
    })
}

/// A sentence by its code, or as the record has it in words where that is all.
fn said(row: &Row<'_>, code: usize, words: usize) -> rusqlite::Result<Phrase> {
    let known: Option<String> = row.get(code)?;
    let known = known.and_then(|text| serde_json::from_str(&text).ok());
    known.map_or_else(|| Ok(Phrase::plain(row.get::<_, String>(words)?)), Ok)
}

fn dispute(row: &Row<'_>) -> rusqlite::Result<DisputeRow> {
    let entities: String = row.get(7)?;
    Ok(DisputeRow {
        id: row.get(0)?,
        about: said(row, 9, 1)?,
        kind: read(row, 2, DisputeKind::of)?,
        rule: said(row, 10, 3)?,
        same_as: row.get(4)?,
        instalment: row.get(5)?,
        event: row.get(6)?,
        entities: entities.split_whitespace().map(str::to_owned).collect(),
        rows: Vec::new(),
        stances: json::<Vec<Stance>>(row, 8)?,
    })
}
