//! Checking a record from the file up: what is stored is what was stored, and every value still has its words.

use sha2::{Digest, Sha256};

use super::decision::head;
use super::{Record, RecordError};
use crate::rows::Readings;

/// What a whole record holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Documents, replaced versions among them.
    pub documents: usize,
    /// Runs of words with something told by them.
    pub spans: usize,
    /// Decisions.
    pub decisions: usize,
    /// Stands for all documents, values and decisions: two records with the same digest hold the same.
    pub digest: String,
}

impl Record {
    /// Checks the file itself, references, each text against its hash, each quote against its text, each row against the
    /// id that was made of its content, and the chain of decisions.
    pub fn verify(&self) -> Result<Verified, RecordError> {
        let broken = |what: String| RecordError::Broken { path: self.path.clone(), what };
        let told: String = self.on(self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)))?;
        if told != "ok" {
            return Err(broken(format!("SQLite finds it damaged ({told})")));
        }
        let loose = self.on((|| self.connection.prepare("PRAGMA foreign_key_check")?.exists([]))())?;
        if loose {
            return Err(broken("a row refers to one that is not there".into()));
        }
        let quotes: i64 = self.on(self.connection.query_row(
            "SELECT count(*) FROM span JOIN document ON document.seq = span.document \
             WHERE CAST(quote AS BLOB) IS NOT substr(CAST(text AS BLOB), start + 1, end - start)",
            [],
            |row| row.get(0),
        ))?;
        if quotes > 0 {
            return Err(broken(format!("{quotes} quotes are not what their documents say")));
        }
        let readings = self.every_version()?;
        for document in &readings.documents {
            if hex(document.text.as_bytes()) != document.sha256 {
                return Err(broken(format!("the text of {} is not the one that was read", document.name)));
            }
        }
        if let Some(changed) = readings.changed_row() {
            return Err(broken(format!("{changed} does not tell what it told when it was stored")));
        }
        let decisions = self.verify_decisions()?;
        let spans: i64 = self.on(self.connection.query_row("SELECT count(*) FROM span", [], |row| row.get(0)))?;
        let digest = digest(&readings, &self.on(head(&self.connection))?);
        Ok(Verified { documents: readings.documents.len(), spans: spans as usize, decisions, digest })
    }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn digest(readings: &Readings, decisions: &str) -> String {
    let documents = readings.documents.iter().flat_map(|row| [&row.id, &row.sha256, &row.entered]);
    let rows = readings.dates.iter().map(|row| &row.id).chain(readings.places.iter().map(|row| &row.id));
    let rows = rows.chain(readings.actors.iter().map(|row| &row.id)).chain(readings.figures.iter().map(|row| &row.id));
    let rows = rows.chain(readings.accounts.iter().map(|row| &row.id)).chain(readings.facts.iter().map(|row| &row.id));
    let rows = rows.chain(readings.tolls.iter().map(|row| &row.id));
    let all: Vec<&str> = documents.chain(rows).map(String::as_str).chain([decisions]).collect();
    hex(all.join("\n").as_bytes())
}
