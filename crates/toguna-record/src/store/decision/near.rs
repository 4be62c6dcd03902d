//! What a decision is about, read from the few documents that tell it: nobody who judges waits for the whole record.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::OptionalExtension;

use super::target::{Things, content, unknown};
use super::{NewDecision, RecordError, refused};
use crate::Snapshot;
use crate::judge::{Content, said};
use crate::rows::Readings;
use crate::store::Record;

/// Tables whose rows can be judged.
const JUDGED: [&str; 6] = ["account", "figure", "fact", "date_mark", "place_mark", "actor_mark"];

/// Digits of a full id.
const FULL: usize = 32;

impl Record {
    /// The target and content of a decision whose full ids name documents, rows, events and disputes; `None` where only the
    /// whole record can tell them.
    pub(super) fn judged_in_part(&self, new: &NewDecision) -> Result<Option<(String, Content)>, RecordError> {
        let (mut documents, mut events, mut disputes) = (BTreeSet::new(), BTreeMap::new(), Vec::new());
        for id in std::iter::once(&new.target).chain(&new.with) {
            if let Some(document) = self.on(self.document_of(id))? {
                documents.insert(document);
            } else if let Some(accounts) = self.event_accounts(id)? {
                for account in &accounts {
                    documents.extend(self.on(self.document_of(account))?);
                }
                events.insert(id.as_str(), accounts);
            } else if let Some(snapshot) = self.disputes(&[id])?.filter(|found| !found.findings.disputes.is_empty()) {
                let found = snapshot.findings.disputes.iter();
                disputes.extend(found.map(|row| (row.id.clone(), row.kind, said(&snapshot.readings, row))));
            } else if self.holds_nothing(id)? {
                return Err(refused(unknown(id)));
            } else {
                return Ok(None);
            }
        }
        let told = self.on(self.readings_in(&documents))?;
        let mut things = Things::rows(&told);
        things.disputes = disputes;
        for (id, accounts) in events {
            let Some(accounts) = indexes(&told, &accounts) else { return Ok(None) };
            things.events.push((id.to_owned(), accounts));
        }
        content(&things, new).map(Some)
    }

    /// The document that a name or a full id means, or that tells the row of a full id.
    fn document_of(&self, id: &str) -> rusqlite::Result<Option<i64>> {
        let named = "SELECT seq FROM document WHERE name = ?1 AND superseded IS NULL \
                     UNION ALL SELECT seq FROM document WHERE id = ?1 AND superseded IS NULL LIMIT 1";
        let found = self.connection.prepare_cached(named)?.query_row([id], |row| row.get(0)).optional()?;
        if found.is_some() || id.len() != FULL {
            return Ok(found);
        }
        for table in JUDGED {
            let sql = format!(
                "SELECT d.seq FROM {table} AS t JOIN span AS s ON s.seq = t.span JOIN document AS d ON d.seq = s.document \
                 WHERE t.id = ?1 AND d.superseded IS NULL LIMIT 1"
            );
            let found = self.connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Whether the whole record would find nothing either of a full id that no table has: it knows of other disputes than the
    /// tables only where it was decided that they are none.
    fn holds_nothing(&self, id: &str) -> Result<bool, RecordError> {
        let full = id.len() == FULL && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let decided = || Ok::<_, RecordError>(self.standing(None)?.iter().any(|decision| decision.target == id));
        Ok(full && self.tells_parts()? && !decided()?)
    }

    /// The ids of the accounts of an event, as people judged it until now.
    fn event_accounts(&self, id: &str) -> Result<Option<Vec<String>>, RecordError> {
        if id.len() != FULL {
            return Ok(None);
        }
        let Some(snapshot) = self.events(&[id])? else { return Ok(None) };
        let accounts_in = |snapshot: &Snapshot| {
            let event = snapshot.findings.events.iter().find(|event| event.id == id)?;
            Some(event.accounts.iter().map(|&at| snapshot.readings.accounts[at].id.clone()).collect())
        };
        match accounts_in(&snapshot) {
            Some(accounts) => Ok(Some(accounts)),
            // A decision may have made it since.
            None => Ok(self.events_since()?.as_ref().and_then(accounts_in)),
        }
    }
}

/// Where accounts stand among those that are told; `None` unless all do.
fn indexes(told: &Readings, ids: &[String]) -> Option<Vec<usize>> {
    ids.iter().map(|id| told.accounts.iter().position(|row| row.id == *id)).collect()
}
