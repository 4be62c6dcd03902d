//! What people decided: append-only, each decision chained to the one before it, so that nothing can be changed or
//! left out unseen. Accepting and rejecting are recorded and shown; they do not alter what sources say.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::put::moment;
use super::{Record, RecordError};

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The value is what the words say.
    Accept,
    /// It is not.
    Reject,
}

impl Verdict {
    /// `accept` or `reject`.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Accept => "accept",
            Verdict::Reject => "reject",
        }
    }
}

/// One decision as it stands in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// `accept` or `reject`.
    pub kind: String,
    /// The content-derived id of what was judged.
    pub target: String,
    /// Why, in the person's words.
    pub note: String,
    /// Who.
    pub who: String,
    /// When (RFC 3339).
    pub entered: String,
    /// Whether the record still holds what was judged; where not, the decision waits.
    pub attached: bool,
}

/// What the first decision is chained to.
const ROOT: &str = "0";

fn link(previous: &str, fields: [&str; 5]) -> String {
    let mut hash = Sha256::new();
    for part in std::iter::once(previous).chain(fields) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Record {
    /// Adds a decision about an account, figure, fact, mark, event or dispute to the end of the chain.
    pub fn decide(
        &mut self,
        verdict: Verdict,
        target: &str,
        note: &str,
        who: &str,
        entered: Timestamp,
    ) -> Result<(), RecordError> {
        self.writable()?;
        let entered = moment(entered);
        self.transact(|sql| {
            let previous: Option<String> = sql
                .query_row("SELECT hash FROM decision ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))
                .optional()?;
            let previous = previous.unwrap_or_else(|| ROOT.into());
            let hash = link(&previous, [verdict.name(), target, note, who, &entered]);
            sql.execute(
                "INSERT INTO decision (previous, hash, kind, target, note, who, entered) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![previous, hash, verdict.name(), target, note, who, entered],
            )
            .map(drop)
        })
    }

    /// Every decision in the order in which it was made.
    pub fn decisions(&self) -> Result<Vec<Decision>, RecordError> {
        let read = || {
            self.connection
                .prepare(
                    "SELECT kind, target, note, who, entered, EXISTS (SELECT 1 FROM account WHERE id = target) OR \
                     EXISTS (SELECT 1 FROM figure WHERE id = target) OR EXISTS (SELECT 1 FROM fact WHERE id = target) OR \
                     EXISTS (SELECT 1 FROM date_mark WHERE id = target) OR \
                     EXISTS (SELECT 1 FROM place_mark WHERE id = target) OR \
                     EXISTS (SELECT 1 FROM actor_mark WHERE id = target) OR \
                     EXISTS (SELECT 1 FROM event WHERE id = target) OR EXISTS (SELECT 1 FROM dispute WHERE id = target) \
                     FROM decision ORDER BY seq",
                )?
                .query_map([], |row| {
                    Ok(Decision {
                        kind: row.get(0)?,
                        target: row.get(1)?,
                        note: row.get(2)?,
                        who: row.get(3)?,
                        entered: row.get(4)?,
                        attached: row.get(5)?,
                    })
                })?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        self.on(read())
    }

    /// Walks the chain from its root.
    pub(super) fn verify_decisions(&self) -> Result<(), RecordError> {
        let read = || {
            let mut query = self
                .connection
                .prepare("SELECT previous, hash, kind, target, note, who, entered FROM decision ORDER BY seq")?;
            let mut rows = query.query([])?;
            let (mut last, mut count) = (ROOT.to_owned(), 0);
            while let Some(row) = rows.next()? {
                count += 1;
                let [previous, hash, kind, target, note, who, entered]: [String; 7] =
                    [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
                if previous != last || hash != link(&previous, [&kind, &target, &note, &who, &entered]) {
                    return Ok(Some(count));
                }
                last = hash;
            }
            Ok(None)
        };
        match self.on(read())? {
            None => Ok(()),
            Some(at) => Err(RecordError::Broken {
                path: self.path.clone(),
                what: format!("decision {at} is not the one that was made"),
            }),
        }
    }
}
