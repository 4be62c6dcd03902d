//! Reading the rows of a part of the record, and making of them what the whole would.

use std::collections::{BTreeSet, HashMap};

use rusqlite::params;

use super::around::{Decided, decided_in, decided_with, decisions_within, mouths};
use super::besides::Besides;
use super::{AsOf, LISTED};
use crate::Snapshot;
use crate::findings::Settled;
use crate::judge::judge;
use crate::reconcile::{BRIEF, reconcile_part};
use crate::rows::Readings;
use crate::store::Record;
use crate::store::load::{Chosen, listed};
use crate::store::public::PUBLIC;

/// Among the events of which circles open ones are looked for.
#[derive(Debug)]
pub(super) enum Circles {
    /// Those of the accounts that are asked for, and these.
    Of(BTreeSet<i64>),
    /// Every one; these are the open events.
    All(BTreeSet<String>),
}

impl Default for Circles {
    fn default() -> Circles {
        Circles::Of(BTreeSet::new())
    }
}

/// What a part of the record is asked for beside its accounts, and by what it is told.
struct Wanted<'a> {
    circles: &'a Circles,
    besides: &'a Besides,
    /// The documents in which what is told besides stands.
    within: BTreeSet<i64>,
    decided: Decided,
    as_of: &'a AsOf,
}

impl Record {
    /// A snapshot in which the events of some accounts, each of which is there with all of its accounts, are those of the
    /// whole record, and those of some circles that are other events than now.
    pub(super) fn part(&self, accounts: BTreeSet<i64>, circles: &Circles, as_of: &AsOf) -> rusqlite::Result<Snapshot> {
        self.part_with(accounts, circles, &Besides::default(), as_of)
    }

    /// The same with what is told besides.
    pub(super) fn part_with(
        &self,
        accounts: BTreeSet<i64>,
        circles: &Circles,
        besides: &Besides,
        as_of: &AsOf,
    ) -> rusqlite::Result<Snapshot> {
        let (within, decided) = (self.holding(besides)?, self.decided(as_of)?);
        let wanted = Wanted { circles, besides, within, decided, as_of };
        let mut otherwise = BTreeSet::new();
        loop {
            let accounts = self.needed(accounts.clone(), &otherwise, &wanted)?;
            let mut snapshot = self.merged(&accounts, &wanted)?;
            let known = otherwise.len();
            otherwise.extend(self.otherwise(&accounts, &snapshot, as_of)?);
            if otherwise.len() == known {
                self.settled(&mut snapshot)?;
                return Ok(snapshot);
            }
        }
    }

    /// What people settled of these events: of that the disputes tell, which a part does not hold. An earlier day is answered by
    /// the whole record where anything is settled.
    fn settled(&self, snapshot: &mut Snapshot) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare_cached("SELECT id, settled FROM event WHERE settled IS NOT NULL")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (id, settled): (String, String) = (row.get(0)?, row.get(1)?);
            let Some(event) = snapshot.findings.events.iter_mut().find(|event| event.id == id) else { continue };
            let settled: Vec<Settled> = serde_json::from_str(&settled).unwrap_or_default();
            settled.into_iter().for_each(|row| event.settle(row));
        }
        Ok(())
    }

    /// These accounts with all others that have a say in what is told of them, or of what is told besides.
    fn needed(
        &self,
        accounts: BTreeSet<i64>,
        otherwise: &BTreeSet<String>,
        wanted: &Wanted<'_>,
    ) -> rusqlite::Result<BTreeSet<i64>> {
        let Wanted { circles, within, decided, as_of, .. } = wanted;
        let told = |accounts: &BTreeSet<i64>| Ok::<_, rusqlite::Error>(&self.told_in(accounts, as_of)? | within);
        let mut accounts = self.within_reach(accounts, circles, otherwise, as_of)?;
        // What the record says of the day of a document hangs on all events of which it tells.
        accounts.extend(self.beside(&self.undated(&told(&accounts)?, as_of)?)?);
        let mut done = BTreeSet::new();
        loop {
            accounts = self.within_reach(accounts, circles, otherwise, as_of)?;
            // And what a decision finds again, on all that the document tells.
            let mut open = decided_with(&told(&accounts)?, &as_of.decisions, decided);
            open.retain(|document| !done.contains(document));
            if open.is_empty() {
                return Ok(accounts);
            }
            accounts.extend(self.beside(&open)?);
            done.extend(open);
        }
    }

    /// Merges accounts by what the whole record knows of them as of a day, with what is told besides.
    fn merged(&self, accounts: &BTreeSet<i64>, wanted: &Wanted<'_>) -> rusqlite::Result<Snapshot> {
        let Wanted { besides, within, decided, as_of, .. } = wanted;
        let documents = self.copied(&(&self.told_in(accounts, as_of)? | within), as_of)?;
        let (readings, seen) = self.readings_of(&documents, accounts, besides, &decided_in(&documents, decided))?;
        let kinship = self.kinship(&readings, as_of)?;
        let copies = self.copies(&readings, &seen)?;
        let decisions = decisions_within(&as_of.decisions, decided, &seen);
        let (readings, mut findings, judged) =
            judge(readings, &decisions, |kept, steer| reconcile_part(kept, steer, &kinship, &copies));
        findings.entities = self.named(mouths(&readings), as_of)?;
        Ok(Snapshot { readings, findings, judged })
    }

    /// The public documents that tell these accounts.
    fn told_in(&self, accounts: &BTreeSet<i64>, as_of: &AsOf) -> rusqlite::Result<BTreeSet<i64>> {
        let sql = format!(
            "SELECT DISTINCT d.seq FROM account AS a JOIN span AS s ON s.seq = a.span JOIN document AS d ON d.seq = s.document \
             WHERE a.seq IN ({LISTED}) AND {PUBLIC} <= ?2"
        );
        self.numbers(&sql, params![listed(accounts), as_of.day])
    }

    /// Those documents whose day the record may have to tell.
    pub(super) fn undated(&self, documents: &BTreeSet<i64>, as_of: &AsOf) -> rusqlite::Result<BTreeSet<i64>> {
        let sql = format!(
            "SELECT seq FROM document WHERE seq IN ({LISTED}) AND (dated IS NULL OR dated_by = 'text' AND dated_latest IS NULL) \
             AND {PUBLIC} <= ?2"
        );
        self.numbers(&sql, params![listed(documents), as_of.day])
    }

    /// What these documents tell in these accounts, with places, figures and tolls, and what is told besides; of `decided` ones
    /// every figure.
    fn readings_of(
        &self,
        documents: &BTreeSet<i64>,
        accounts: &BTreeSet<i64>,
        besides: &Besides,
        decided: &BTreeSet<i64>,
    ) -> rusqlite::Result<(Readings, HashMap<i64, usize>)> {
        let told = &besides.whole;
        let (rows, seen) = self.document_rows(documents)?;
        // What a brief names is all where and by whom; how long something lasted is told by its dates.
        let brief = format!("octet_length(d.text) <= {BRIEF}");
        let of_accounts = |table: &str, what: &str| {
            self.listed_in(&format!("SELECT {what} FROM {table} WHERE account IN ({LISTED})"), accounts)
        };
        let marked = |table: &str, which: &str| -> rusqlite::Result<BTreeSet<i64>> {
            Ok(&self.marked(table, documents, which)? | &self.marked(table, told, "1")?)
        };
        let mut figures = of_accounts("account_figure", "figure")?;
        figures.extend(&besides.figures);
        figures.extend(self.marked("figure", &(told | decided), "1")?);
        figures.extend(self.linked("figure", ["part_of", "supersedes"], &figures)?);
        let mut places = of_accounts("account_place", "place")?;
        places.extend(&besides.places);
        places.extend(marked("place_mark", &brief)?);
        places.extend(self.listed_in(&format!("SELECT place FROM figure_place WHERE figure IN ({LISTED})"), &figures)?);
        let mut tolls = &of_accounts("account_toll", "toll")? | &self.marked("toll", told, "1")?;
        // A toll that another one supersedes is so, whether or not an account of these holds that one.
        tolls.extend(self.linked("toll", ["part_of", "superseded_by"], &tolls)?);
        let chosen = Chosen {
            dates: Some(marked("date_mark", "m.kind = 'interval'")?),
            places: Some(places),
            actors: Some(&marked("actor_mark", &brief)? | &besides.actors),
            figures: Some(figures),
            tolls: Some(tolls),
            accounts: Some(accounts.clone()),
            facts: Some(&self.marked("fact", told, "1")? | &besides.facts),
        };
        Ok((self.load_rows(rows, &seen, &chosen)?, seen))
    }

    fn listed_in(&self, sql: &str, numbers: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
        self.numbers(sql, [listed(numbers)])
    }

    /// The rows of a table that stand in some documents and are as `which` says.
    pub(in crate::store) fn marked(
        &self,
        table: &str,
        documents: &BTreeSet<i64>,
        which: &str,
    ) -> rusqlite::Result<BTreeSet<i64>> {
        let sql = format!(
            "SELECT m.seq FROM document AS d CROSS JOIN span AS s ON s.document = d.seq \
             CROSS JOIN {table} AS m ON m.span = s.seq WHERE d.seq IN ({LISTED}) AND {which}"
        );
        self.listed_in(&sql, documents)
    }

    /// The rows of a table that rows of it name in two columns.
    fn linked(&self, table: &str, [a, b]: [&str; 2], rows: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
        let column = |of: &str| format!("SELECT {of} FROM {table} WHERE seq IN ({LISTED}) AND {of} IS NOT NULL");
        self.listed_in(&format!("{} UNION {}", column(a), column(b)), rows)
    }
}
