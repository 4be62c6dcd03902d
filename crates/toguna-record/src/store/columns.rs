//! The columns of the tables of readings, and the rows that they make.

use std::collections::HashMap;

use rusqlite::{Row, Rows};
use toguna_code::{Estimate, EventType, Measure, Status, SubEvent, VictimSide};
use toguna_mark::{DatedBy, DocumentDate, Edtf};

use crate::rows::{
    AccountRow, ActorRow, ClaimedBy, DateRow, DocumentRow, Evidence, FactRow, FigureRow, PlaceRow, Range32, Side,
    TollRow,
};

/// The columns of a document, as [`documents`] reads them.
pub(super) const DOCUMENTS: &str = "seq, id, name, text, sha256, language, title, outlet, outlet_kind, url, published, \
                                    published_from, entered, dated, dated_by, dated_why";

/// Documents in the order of a question, and where each numbered one went.
pub(super) fn documents(mut rows: Rows<'_>, seen: &mut HashMap<i64, usize>) -> rusqlite::Result<Vec<DocumentRow>> {
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        seen.insert(row.get(0)?, documents.len());
        documents.push(DocumentRow {
            id: row.get(1)?,
            name: row.get(2)?,
            text: row.get(3)?,
            sha256: row.get(4)?,
            language: row.get(5)?,
            title: row.get(6)?,
            outlet: row.get(7)?,
            outlet_kind: row.get(8)?,
            url: row.get(9)?,
            published: edtf(row, 10)?,
            published_from: row.get(11)?,
            dated: dated(row, 13)?,
            entered: row.get(12)?,
        });
    }
    Ok(documents)
}

/// Column of the first value that is a table's own; before it stand the number, the evidence and the id.
const OWN: usize = 8;
pub(super) const DATES: &str = "date_mark: t.value, t.kind, t.why, t.contradiction";
pub(super) const PLACES: &str =
    "place_mark: t.entity, t.name, t.lat, t.lon, t.level, t.country, t.\"precision\", t.why";
pub(super) const ACTORS: &str = "actor_mark: t.entity, t.name, t.kind, t.why";
pub(super) const FIGURES: &str = "figure: t.measure, t.low, t.high, t.approx, t.exclusive, t.unit, t.of_words, t.date, t.status, \
                       t.claimed_by, t.claimed_by_words, t.why";
pub(super) const TOLLS: &str =
    "toll: t.measure, t.low, t.best, t.high, t.side, t.status, t.claimed_by, t.claimed_by_words, t.victims";
pub(super) const ACCOUNTS: &str = "account: t.type, t.mode, t.context, t.date, t.status, t.claimed_by, t.claimed_by_words, \
                        t.confidence, t.why, t.acled, t.main, t.sides, t.announced_then";
pub(super) const FACTS: &str = "fact: t.subject, t.subject_is_entity, t.predicate, t.object, t.object_is_entity, t.qualifier, \
                     t.from_date, t.to_date, t.on_date, t.status, t.claimed_by, t.claimed_by_words, t.why";

pub(super) fn evidence(row: &Row<'_>, document: usize, at: usize) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        document,
        bytes: Range32 { start: row.get(at)?, end: row.get(at + 1)? },
        points: Range32 { start: row.get(at + 2)?, end: row.get(at + 3)? },
        quote: row.get(at + 4)?,
    })
}

/// A column's words as a value, or an error that names the column.
pub(super) fn read<T>(row: &Row<'_>, at: usize, of: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text: String = row.get(at)?;
    of(&text).ok_or_else(|| {
        let what = format!("'{text}' is no value of this column").into();
        rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, what)
    })
}

fn edtf(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Edtf>> {
    match row.get::<_, Option<String>>(at)? {
        None => Ok(None),
        Some(_) => read(row, at, |text| Edtf::parse(text).ok()).map(Some),
    }
}

/// A document's own date from three columns.
fn dated(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<DocumentDate>> {
    let Some(value) = edtf(row, at)? else { return Ok(None) };
    Ok(Some(DocumentDate { value, by: read(row, at + 1, DatedBy::of)?, why: row.get(at + 2)? }))
}

pub(super) fn claimed_by(row: &Row<'_>, at: usize) -> rusqlite::Result<ClaimedBy> {
    Ok(ClaimedBy { entity: row.get(at)?, words: row.get(at + 1)? })
}

pub(super) fn date(row: &Row<'_>, at: Evidence) -> rusqlite::Result<DateRow> {
    let [value, kind, why] = [row.get(OWN)?, row.get(OWN + 1)?, row.get(OWN + 2)?];
    Ok(DateRow { id: row.get(7)?, at, value, kind, why, contradiction: row.get(OWN + 3)? })
}

pub(super) fn place(row: &Row<'_>, at: Evidence) -> rusqlite::Result<PlaceRow> {
    Ok(PlaceRow {
        id: row.get(7)?,
        at,
        entity: row.get(OWN)?,
        name: row.get(OWN + 1)?,
        lat: row.get(OWN + 2)?,
        lon: row.get(OWN + 3)?,
        level: row.get(OWN + 4)?,
        country: row.get(OWN + 5)?,
        precision: row.get(OWN + 6)?,
        why: row.get(OWN + 7)?,
    })
}

pub(super) fn actor(row: &Row<'_>, at: Evidence) -> rusqlite::Result<ActorRow> {
    let [entity, name, kind, why] = [row.get(OWN)?, row.get(OWN + 1)?, row.get(OWN + 2)?, row.get(OWN + 3)?];
    Ok(ActorRow { id: row.get(7)?, at, entity, name, kind, why })
}

pub(super) fn figure(row: &Row<'_>, at: Evidence) -> rusqlite::Result<FigureRow> {
    Ok(FigureRow {
        id: row.get(7)?,
        at,
        measure: read(row, OWN, Measure::of)?,
        low: row.get(OWN + 1)?,
        high: row.get(OWN + 2)?,
        approx: row.get(OWN + 3)?,
        exclusive: row.get(OWN + 4)?,
        unit: row.get(OWN + 5)?,
        of: row.get(OWN + 6)?,
        date: edtf(row, OWN + 7)?,
        places: Vec::new(),
        status: read(row, OWN + 8, Status::of)?,
        claimed_by: claimed_by(row, OWN + 9)?,
        part_of: None,
        supersedes: None,
        why: row.get(OWN + 11)?,
    })
}

pub(super) fn toll(row: &Row<'_>, at: Evidence) -> rusqlite::Result<TollRow> {
    let victims: i64 = row.get(OWN + 8)?;
    Ok(TollRow {
        id: row.get(7)?,
        at,
        measure: read(row, OWN, Measure::of)?,
        told: Estimate { low: row.get(OWN + 1)?, best: row.get(OWN + 2)?, high: row.get(OWN + 3)? },
        side: read(row, OWN + 4, VictimSide::of)?,
        status: read(row, OWN + 5, Status::of)?,
        claimed_by: claimed_by(row, OWN + 6)?,
        victims: usize::try_from(victims).unwrap_or_default(),
        part_of: None,
        superseded_by: None,
    })
}

pub(super) fn account(row: &Row<'_>, at: Evidence) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        id: row.get(7)?,
        at,
        also: Vec::new(),
        event_type: read(row, OWN, EventType::of)?,
        mode: row.get(OWN + 1)?,
        context: row.get(OWN + 2)?,
        date: edtf(row, OWN + 3)?,
        announced_then: row.get(OWN + 12)?,
        places: Vec::new(),
        agents: Vec::new(),
        targets: Vec::new(),
        sides: read(row, OWN + 11, |text| serde_json::from_str(text).ok())?,
        acled: match row.get::<_, Option<String>>(OWN + 9)? {
            None => None,
            Some(_) => read(row, OWN + 9, SubEvent::of).map(Some)?,
        },
        main: row.get(OWN + 10)?,
        status: read(row, OWN + 4, Status::of)?,
        claimed_by: claimed_by(row, OWN + 5)?,
        figures: Vec::new(),
        tolls: Vec::new(),
        confidence: row.get(OWN + 7)?,
        why: row.get(OWN + 8)?,
    })
}

pub(super) fn fact(row: &Row<'_>, at: Evidence) -> rusqlite::Result<FactRow> {
    Ok(FactRow {
        id: row.get(7)?,
        at,
        subject: Side { text: row.get(OWN)?, is_entity: row.get(OWN + 1)? },
        predicate: row.get(OWN + 2)?,
        object: Side { text: row.get(OWN + 3)?, is_entity: row.get(OWN + 4)? },
        qualifier: row.get(OWN + 5)?,
        from: edtf(row, OWN + 6)?,
        to: edtf(row, OWN + 7)?,
        on: edtf(row, OWN + 8)?,
        status: read(row, OWN + 9, Status::of)?,
        claimed_by: claimed_by(row, OWN + 10)?,
        why: row.get(OWN + 12)?,
    })
}
