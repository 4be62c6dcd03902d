//! Who publishes what the record holds, and the builds that read it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;

use super::load::let_through;
use super::{Clocks, Record, RecordError};

/// A finished build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// When it began (RFC 3339).
    pub began: String,
    /// When it had finished.
    pub ended: String,
    /// Version of the program.
    pub program: String,
    /// What analysed the sentences.
    pub reader: String,
    /// The region pack.
    pub pack: String,
    /// Documents that were not in the record before.
    pub new: usize,
    /// Documents with another text or other metadata.
    pub changed: usize,
    /// Documents that were read again with other knowledge.
    pub again: usize,
    /// Documents that did not have to be read.
    pub unchanged: usize,
    /// Files that could not be read.
    pub failed: usize,
    /// Documents that were taken out of the record's present.
    pub removed: usize,
}

/// Who publishes some of the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlet {
    /// Its name, where the metadata tell it.
    pub name: Option<String>,
    /// What kind of source it is.
    pub kinds: BTreeSet<String>,
    /// The languages that it publishes in.
    pub languages: BTreeSet<String>,
    /// How many documents are its own.
    pub documents: usize,
    /// How many of them tell no day of publication.
    pub undated: usize,
    /// The first day of publication that is known.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
    /// How many of its documents share their words with another document, now.
    pub shared: usize,
}

impl Record {
    /// Notes a build that finished.
    pub fn note_run(&mut self, run: &Run) -> Result<(), RecordError> {
        self.writable()?;
        let count = |count: usize| count as i64;
        self.transact(|sql| {
            sql.execute(
                "INSERT INTO run (began, ended, program, reader, pack, new, changed, again, unchanged, failed, removed) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                params![
                    run.began,
                    run.ended,
                    run.program,
                    run.reader,
                    run.pack,
                    count(run.new),
                    count(run.changed),
                    count(run.again),
                    count(run.unchanged),
                    count(run.failed),
                    count(run.removed)
                ],
            )
            .map(drop)
        })
    }

    /// The last finished builds, the newest first.
    pub fn runs(&self, most: usize) -> Result<Vec<Run>, RecordError> {
        let read = || {
            let count = |row: &rusqlite::Row<'_>, at: usize| row.get::<_, i64>(at).map(|count| count as usize);
            self.connection
                .prepare(
                    "SELECT began, ended, program, reader, pack, new, changed, again, unchanged, failed, removed FROM run \
                     ORDER BY seq DESC LIMIT ?1",
                )?
                .query_map([most as i64], |row| {
                    Ok(Run {
                        began: row.get(0)?,
                        ended: row.get(1)?,
                        program: row.get(2)?,
                        reader: row.get(3)?,
                        pack: row.get(4)?,
                        new: count(row, 5)?,
                        changed: count(row, 6)?,
                        again: count(row, 7)?,
                        unchanged: count(row, 8)?,
                        failed: count(row, 9)?,
                        removed: count(row, 10)?,
                    })
                })?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        self.on(read())
    }

    /// Ids of the actors who are told to say something in these documents, with how many accounts, figures and facts they say;
    /// who says most first.
    pub fn claimants(&self, clocks: Clocks) -> Result<Vec<(String, usize)>, RecordError> {
        let read = || {
            let sql = format!(
                "SELECT claimed_by, count(*) FROM (SELECT span, claimed_by FROM account \
                 UNION ALL SELECT span, claimed_by FROM figure UNION ALL SELECT span, claimed_by FROM fact) AS c \
                 JOIN span ON span.seq = c.span WHERE claimed_by IS NOT NULL AND span.document IN \
                 (SELECT seq FROM document WHERE {}) GROUP BY claimed_by ORDER BY count(*) DESC, claimed_by",
                let_through()
            );
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
            let mut query = self.connection.prepare(&sql)?;
            let told = query.query_map(params![day(clocks.as_of), day(clocks.knew), false], |row| {
                Ok((row.get(0)?, row.get::<_, i64>(1)? as usize))
            })?;
            told.collect()
        };
        self.on(read())
    }

    /// Who publishes the documents that the clocks let through, by name; those that tell nobody last.
    pub fn outlets(&self, clocks: Clocks) -> Result<Vec<Outlet>, RecordError> {
        let read = || {
            let sql = format!(
                "SELECT outlet, outlet_kind, language, published_earliest, published_latest, \
                 EXISTS (SELECT 1 FROM copy JOIN document AS o ON o.seq = copy.other AND o.superseded IS NULL \
                 WHERE copy.document = document.seq) FROM document WHERE {}",
                let_through()
            );
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
            let mut query = self.connection.prepare(&sql)?;
            let mut rows = query.query(params![day(clocks.as_of), day(clocks.knew), false])?;
            let mut found = BTreeMap::<(bool, Option<String>), Outlet>::new();
            while let Some(row) = rows.next()? {
                let name: Option<String> = row.get(0)?;
                let outlet = found.entry((name.is_none(), name.clone())).or_default();
                outlet.name = name;
                outlet.kinds.extend(row.get::<_, Option<String>>(1)?);
                outlet.languages.insert(row.get(2)?);
                let (first, last): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
                outlet.documents += 1;
                outlet.undated += usize::from(first.is_none() && last.is_none());
                outlet.shared += usize::from(row.get::<_, bool>(5)?);
                outlet.first = outlet.first.take().into_iter().chain(first).min();
                outlet.last = outlet.last.take().into_iter().chain(last).max();
            }
            Ok(found.into_values().collect())
        };
        self.on(read())
    }
}
