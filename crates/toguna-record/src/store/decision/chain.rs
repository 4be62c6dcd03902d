//! The chain itself: rows, each with the hash of the one before it.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Decision, Verdict, decision_id};
use crate::judge::Content;
use crate::store::{Record, RecordError};

/// What the first decision is chained to.
const ROOT: &str = "0";

/// One link: every column of its row. This is also a line of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Link {
    pub(super) kind: String,
    pub(super) target: String,
    /// JSON of what was judged; empty in decisions of the record's first version.
    pub(super) content: String,
    pub(super) note: String,
    pub(super) who: String,
    pub(super) entered: String,
    pub(super) previous: String,
    pub(super) hash: String,
}

impl Link {
    pub(super) fn new(
        verdict: Verdict,
        target: String,
        content: &Content,
        note: &str,
        who: &str,
        entered: String,
    ) -> Link {
        Link {
            kind: verdict.name().into(),
            target,
            content: serde_json::to_string(content).unwrap_or_default(),
            note: note.into(),
            who: who.into(),
            entered,
            previous: String::new(),
            hash: String::new(),
        }
    }

    /// The hash that this link has behind another.
    pub(super) fn hash_behind(&self, previous: &str) -> String {
        let mut hash = Sha256::new();
        let content = (!self.content.is_empty()).then_some(self.content.as_str());
        let parts = [previous, &self.kind, &self.target].into_iter().chain(content);
        for part in parts.chain([self.note.as_str(), &self.who, &self.entered]) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What the link says, or why it cannot be read.
    pub(super) fn read(&self) -> Result<Decision, String> {
        let verdict = Verdict::of(&self.kind).ok_or_else(|| format!("'{}' is no kind of decision", self.kind))?;
        let content = match self.content.as_str() {
            "" => Content::default(),
            text => serde_json::from_str(text).map_err(|error| format!("what it judged cannot be read ({error})"))?,
        };
        let (note, who, entered) = (self.note.clone(), self.who.clone(), self.entered.clone());
        let (id, target) = (decision_id(self), self.target.clone());
        Ok(Decision { id, verdict, target, content, note, who, entered, attached: false, undone: false })
    }

    pub(super) fn decision(&self, path: &Path) -> Result<Decision, RecordError> {
        self.read().map_err(|what| RecordError::Broken { path: path.into(), what: format!("a decision: {what}") })
    }
}

/// The last hash of the chain.
fn last(sql: &Connection) -> rusqlite::Result<String> {
    let found =
        sql.query_row("SELECT hash FROM decision ORDER BY seq DESC LIMIT 1", [], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or_else(|| ROOT.into()))
}

/// How many links there are and the hash of the last: one line that stands for all decisions.
pub(in crate::store) fn head(sql: &Connection) -> rusqlite::Result<String> {
    let count: i64 = sql.query_row("SELECT count(*) FROM decision", [], |row| row.get(0))?;
    Ok(format!("{count} {}", last(sql)?))
}

/// Adds a link to the end; the computed tables no longer tell what was decided.
pub(super) fn append(sql: &Transaction<'_>, link: &Link) -> rusqlite::Result<()> {
    let previous = last(sql)?;
    let hash = link.hash_behind(&previous);
    sql.execute(
        "INSERT INTO decision (previous, hash, kind, target, content, note, who, entered) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![previous, hash, link.kind, link.target, link.content, link.note, link.who, link.entered],
    )?;
    sql.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('decisions', ?1)", [head(sql)?]).map(drop)
}

/// Every link in its order.
pub(super) fn links(sql: &Connection) -> rusqlite::Result<Vec<Link>> {
    sql.prepare("SELECT kind, target, content, note, who, entered, previous, hash FROM decision ORDER BY seq")?
        .query_map([], |row| {
            Ok(Link {
                kind: row.get(0)?,
                target: row.get(1)?,
                content: row.get(2)?,
                note: row.get(3)?,
                who: row.get(4)?,
                entered: row.get(5)?,
                previous: row.get(6)?,
                hash: row.get(7)?,
            })
        })?
        .collect()
}

impl Record {
    /// Walks the chain from its root to the end that was kept.
    pub(in crate::store) fn verify_decisions(&self) -> Result<usize, RecordError> {
        let broken = |what: String| RecordError::Broken { path: self.path.clone(), what };
        let links = self.on(links(&self.connection))?;
        let mut last = ROOT.to_owned();
        for (at, link) in links.iter().enumerate() {
            if link.previous != last || link.hash != link.hash_behind(&last) {
                return Err(broken(format!("decision {} is not the one that was made", at + 1)));
            }
            link.decision(&self.path)?;
            last.clone_from(&link.hash);
        }
        let kept = self.connection.query_row("SELECT value FROM meta WHERE key = 'decisions'", [], |row| row.get(0));
        let kept: Option<String> = self.on(kept.optional())?;
        if kept.is_some_and(|kept| kept != format!("{} {last}", links.len())) {
            return Err(broken("decisions were taken from the end of the chain".into()));
        }
        Ok(links.len())
    }
}
