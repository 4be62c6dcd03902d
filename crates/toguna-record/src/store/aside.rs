//! Indexes that a first build sets aside, and makes when all rows are there.
//!
//! Ids come in no order, so that every row of a build changes other pages of each index that holds them: beside a million
//! accounts that is more writing than all rows. Without them nothing is answered otherwise, only slower.

use rusqlite::{Connection, OptionalExtension};

use super::{Record, RecordError};

/// Indexes over values that come in no order. Those that keep references whole are never set aside.
const INDEXES: [&str; 23] = [
    "document_id",
    "document_sha256",
    "date_mark_id",
    "place_mark_id",
    "place_mark_entity",
    "actor_mark_id",
    "actor_mark_entity",
    "figure_id",
    "toll_id",
    "account_id",
    "account_type",
    "account_actor_entity",
    "fact_id",
    "fact_subject",
    "fact_predicate",
    "event_told",
    "event_when",
    "event_open",
    "event_last",
    "event_account_account",
    "telling_when",
    "dispute_event",
    "dispute_row_span",
];

impl Record {
    /// Sets indexes aside where no document was ever stored; makes those that a build which was cut short left aside.
    pub(super) fn set_indexes_aside(&mut self) -> Result<(), RecordError> {
        let begun = "SELECT EXISTS (SELECT 1 FROM document)";
        if self.on(self.connection.query_row(begun, [], |row| row.get(0)))? {
            return self.make_indexes();
        }
        self.transaction(|sql| INDEXES.iter().try_for_each(|name| set_aside(sql, name)))
    }

    /// Makes the indexes that were set aside, each in a transaction of its own: who decides waits for one of them.
    pub(super) fn make_indexes(&mut self) -> Result<(), RecordError> {
        while self.transaction(|sql| make_one(sql))? {}
        Ok(())
    }
}

fn set_aside(sql: &Connection, name: &str) -> rusqlite::Result<()> {
    let how = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1";
    let how: Option<String> = sql.query_row(how, [name], |row| row.get(0)).optional()?;
    let Some(how) = how else { return Ok(()) };
    sql.execute("INSERT INTO aside (name, how) VALUES (?1, ?2)", [name, &how])?;
    sql.execute_batch(&format!("DROP INDEX {name}"))
}

/// Makes one of the indexes that are left, if any is.
fn make_one(sql: &Connection) -> rusqlite::Result<bool> {
    let next = "SELECT name, how FROM aside ORDER BY name LIMIT 1";
    let next: Option<(String, String)> = sql.query_row(next, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((name, how)) = next else { return Ok(false) };
    sql.execute_batch(&how)?;
    sql.execute("DELETE FROM aside WHERE name = ?1", [&name])?;
    Ok(true)
}
