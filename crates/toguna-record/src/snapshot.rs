//! What the record says at one moment: the readings that the clocks let through and what is made of exactly those.

use toguna_mark::DocumentDate;

use crate::findings::{Deaths, EventRow, Findings};
use crate::judge::{Judged, add, judge};
use crate::reconcile::{Kinship, Reckoning, reconcile_steered};
use crate::rows::{DocumentRow, Readings};
use crate::store::Decision;

/// Readings and findings that belong together. An answer "as of D" is the snapshot of the documents of D, so it is the
/// same answer that the record gave on D.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// What documents tell.
    pub readings: Readings,
    /// What is made of it.
    pub findings: Findings,
    /// What people's decisions come to on it.
    pub judged: Judged,
}

impl Snapshot {
    /// Reconciles readings as they are told.
    pub fn of(readings: Readings) -> Snapshot {
        Snapshot::judged(readings, &[])
    }

    /// Reconciles readings as people's decisions leave them: what is rejected feeds nothing, what is corrected counts as
    /// corrected. Every reading stays, with what was decided of it.
    /// What people added is among them.
    pub fn judged(mut readings: Readings, decisions: &[Decision]) -> Snapshot {
        add(&mut readings, decisions);
        let (readings, findings, judged) = judge(readings, decisions, reconcile_steered);
        Snapshot { readings, findings, judged }
    }

    /// The readings of one document, with nothing made of them.
    pub fn alone(readings: Readings) -> Snapshot {
        Snapshot { readings, ..Snapshot::default() }
    }

    /// The document whose words a document repeats, and how that is known.
    pub fn copy_of(&self, document: usize) -> Option<(&DocumentRow, &'static str)> {
        let (original, why) = self.findings.copies.original(document)?;
        Some((&self.readings.documents[original], why))
    }

    /// The date of a document: its own, or the one that the record supports.
    pub fn dated(&self, document: usize) -> Option<&DocumentDate> {
        let found = self.findings.dated.get(document).and_then(Option::as_ref);
        found.or_else(|| self.readings.documents.get(document)?.dated.as_ref())
    }

    /// The event that an account tells of.
    pub fn event_of(&self, account: usize) -> Option<&EventRow> {
        self.findings.events.get((*self.findings.event_of.get(account)?)?)
    }

    /// What the dead would come to if these accounts told of one event; `None` where none tells any.
    pub fn deaths_of(&self, accounts: &[usize]) -> Option<Deaths> {
        // Who belongs to whom matters only between documents.
        let kinship = if accounts.len() > 1 { Kinship::of(&self.readings) } else { Kinship::default() };
        Reckoning { readings: &self.readings, copies: &self.findings.copies, kinship: &kinship }.deaths(accounts)
    }

    /// The larger event of which an event is a part, and why.
    pub fn whole_of<'a>(&'a self, event: &'a EventRow) -> Option<(&'a EventRow, &'a str)> {
        let (whole, why) = event.part_of.as_ref()?;
        Some((self.findings.events.get(*whole)?, why))
    }

    /// The event that a figure belongs to.
    pub fn event_of_figure(&self, figure: usize) -> Option<&EventRow> {
        self.findings.events.get((*self.findings.event_of_figure.get(figure)?)?)
    }
}
