//! What changed between two moments of the record, and which documents brought it.

use std::collections::{BTreeMap, BTreeSet};

use super::timeline::estimate;
use super::{Answer, AnswerRow, Source};
use crate::Snapshot;
use crate::findings::{DisputeRow, EventRow};
use crate::phrase::{self, Part, Phrase};

impl Snapshot {
    /// What this snapshot says that an earlier one did not, or otherwise. Two events are one where they share an account,
    /// so that a new account in front does not make an old event a new one.
    pub fn since(&self, before: &Snapshot) -> Answer {
        let moved = Moved::between(before, self);
        let mut rows = Vec::new();
        moved.documents(&mut rows);
        moved.events(&mut rows);
        moved.facts(&mut rows);
        moved.disputes(&mut rows);
        let mut answer = Answer::new("what changed", rows);
        answer.notes.push(format!(
            "{} documents before, {} after; the sources of each row are the documents that brought the change, or that \
             no longer count",
            before.readings.documents.len(),
            self.readings.documents.len()
        ));
        answer
    }
}

/// Two snapshots with what is new in each.
struct Moved<'a> {
    before: &'a Snapshot,
    after: &'a Snapshot,
    /// Ids of documents that only the later one holds.
    came: BTreeSet<&'a str>,
    /// Ids of documents that only the earlier one holds.
    went: BTreeSet<&'a str>,
}

impl<'a> Moved<'a> {
    fn between(before: &'a Snapshot, after: &'a Snapshot) -> Moved<'a> {
        let ids = |of: &'a Snapshot| of.readings.documents.iter().map(|row| row.id.as_str()).collect::<BTreeSet<_>>();
        let (x, y) = (ids(before), ids(after));
        Moved { before, after, came: y.difference(&x).copied().collect(), went: x.difference(&y).copied().collect() }
    }

    fn documents(&self, rows: &mut Vec<AnswerRow>) {
        let sides =
            [(self.before, &self.went, phrase::NO_LONGER_COUNTS), (self.after, &self.came, phrase::NEW_DOCUMENT)];
        for (of, ids, word) in sides {
            for document in of.readings.documents.iter().filter(|row| ids.contains(row.id.as_str())) {
                let told = word.say([document.name.as_str(), document.title.as_deref().unwrap_or_default()]);
                let date = document.published.as_ref().map(|date| date.as_str().to_owned());
                rows.push(AnswerRow { date, ..AnswerRow::new("document", &document.id, told) });
            }
        }
    }

    fn events(&self, rows: &mut Vec<AnswerRow>) {
        let mut event_of = BTreeMap::<&str, usize>::new();
        for (at, event) in self.before.findings.events.iter().enumerate() {
            event_of.extend(accounts(self.before, event).map(|id| (id, at)));
        }
        let mut kept = BTreeSet::<usize>::new();
        for event in &self.after.findings.events {
            let was: BTreeSet<usize> = accounts(self.after, event).filter_map(|id| event_of.get(id).copied()).collect();
            kept.extend(was.iter().copied());
            let was: Vec<&EventRow> = was.into_iter().map(|at| &self.before.findings.events[at]).collect();
            let changes = self.event_changes(&was, event);
            if !changes.is_empty() {
                let row = self.after.event_row(event);
                rows.push(self.told(row, changes, self.after, &self.came));
            }
        }
        for (at, event) in self.before.findings.events.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
            let row = self.before.event_row(&self.before.findings.events[at]);
            debug_assert_eq!(row.id, event.id);
            rows.push(self.told(row, vec![phrase::NO_LONGER_TOLD.into()], self.before, &self.went));
        }
    }

    /// How an event differs from the events that it was before.
    fn event_changes(&self, was: &[&EventRow], now: &EventRow) -> Vec<Phrase> {
        let [old] = was else {
            return match was.len() {
                0 => vec![phrase::NEW.into()],
                several => vec![phrase::NOW_ONE.say([several.to_string()])],
            };
        };
        let mut changes = Vec::new();
        let mut change = |what: &str, old: Part, new: Part| {
            if old != new {
                changes.push(phrase::FROM_TO.say([Part::term(what), old, new]));
            }
        };
        let unknown = || Part::term("unknown");
        let deaths = |event: &EventRow| event.deaths.as_ref().map_or_else(unknown, |d| estimate(&d.all).into());
        let date = |event: &EventRow| event.date.as_deref().map_or_else(unknown, Part::from);
        let accounts = |event: &EventRow| Part::from(event.accounts.len().to_string());
        change("date", date(old), date(now));
        change("type", Part::term(old.event_type.name()), Part::term(now.event_type.name()));
        change("deaths", deaths(old), deaths(now));
        change("accounts", accounts(old), accounts(now));
        let decided = |of: &Snapshot, id: &str| Part::term(of.judged.state(id).unwrap_or("undecided"));
        change("decision", decided(self.before, &old.id), decided(self.after, &now.id));
        changes
    }

    fn facts(&self, rows: &mut Vec<AnswerRow>) {
        for (of, other, ids, word) in [
            (self.after, self.before, &self.came, phrase::NEW),
            (self.before, self.after, &self.went, phrase::NO_LONGER_TOLD),
        ] {
            let known: BTreeSet<_> =
                other.readings.facts.iter().map(|f| (&f.subject, &f.predicate, &f.object, &f.qualifier)).collect();
            let mut seen = BTreeSet::new();
            for fact in &of.readings.facts {
                let key = (&fact.subject, &fact.predicate, &fact.object, &fact.qualifier);
                if !known.contains(&key) && seen.insert(key) {
                    rows.push(self.told(of.fact_row(fact), vec![word.into()], of, ids));
                }
            }
        }
    }

    fn disputes(&self, rows: &mut Vec<AnswerRow>) {
        // A dispute is known again by a row that it keeps, whatever joined it.
        let ends = |of: &'a Snapshot, dispute: &'a DisputeRow| {
            let row = move |row: &'a crate::findings::Position| {
                (of.readings.document(&row.at).id.as_str(), row.at.bytes, row.value.as_str())
            };
            dispute.rows.iter().map(row).map(|end| (dispute.kind, end)).collect::<BTreeSet<_>>()
        };
        let all = |of: &'a Snapshot| of.findings.disputes.iter().map(|d| (d, ends(of, d))).collect::<Vec<_>>();
        let (old, new) = (all(self.before), all(self.after));
        let pairs = [
            (self.after, &new, &old, &self.came, phrase::NEW),
            (self.before, &old, &new, &self.went, phrase::NO_LONGER_TOLD),
        ];
        for (of, own, others, ids, word) in pairs {
            let mut by_end = BTreeMap::new();
            for (_, ends) in others {
                by_end.extend(ends.iter().map(|end| (end, ends.len())));
            }
            for (dispute, ends) in own {
                let known = ends.iter().find_map(|end| by_end.get(end).copied());
                let change = match known {
                    None => word.into(),
                    Some(count) if count < ends.len() && word == phrase::NEW => phrase::FROM_TO.say([
                        Part::term("tellings"),
                        count.to_string().into(),
                        ends.len().to_string().into(),
                    ]),
                    Some(_) => continue,
                };
                let mut told = of.dispute_rows(dispute);
                let sources = told.iter().flat_map(|row| row.sources.iter().cloned()).collect();
                let head = AnswerRow { sources, ..told.remove(0) };
                rows.push(self.told(head, vec![change], of, ids));
            }
        }
    }

    /// A row with its changes in front, and of its sources those that brought them: all where no document did alone.
    fn told(&self, row: AnswerRow, changes: Vec<Phrase>, of: &Snapshot, ids: &BTreeSet<&str>) -> AnswerRow {
        let names: BTreeSet<&str> =
            of.readings.documents.iter().filter(|d| ids.contains(d.id.as_str())).map(|d| d.name.as_str()).collect();
        let brought: Vec<Source> =
            row.sources.iter().filter(|source| names.contains(source.doc.as_str())).cloned().collect();
        let sources = if brought.is_empty() { row.sources } else { brought };
        AnswerRow { told: phrase::CHANGED.say([Part::list(changes), row.told.into()]), sources, ..row }
    }
}

fn accounts<'a>(of: &'a Snapshot, event: &'a EventRow) -> impl Iterator<Item = &'a str> {
    event.accounts.iter().map(|&at| of.readings.accounts[at].id.as_str())
}
