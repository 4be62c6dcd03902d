//! Finding again what was judged: by the text's hash, the run of words and the value; never by other words.

use std::collections::{BTreeSet, HashMap};

use super::add::is_told;
use super::{Judged, Kind, Words, fields, hold, said};
use crate::findings::Findings;
use crate::rows::Readings;
use crate::store::{Decision, Verdict};

type Row = (Kind, usize);

/// The id of a row.
pub(super) fn id(readings: &Readings, (kind, at): Row) -> &str {
    match kind {
        Kind::Document => &readings.documents[at].id,
        Kind::Date => &readings.dates[at].id,
        Kind::Place => &readings.places[at].id,
        Kind::Actor => &readings.actors[at].id,
        Kind::Figure => &readings.figures[at].id,
        Kind::Fact => &readings.facts[at].id,
        Kind::Account | Kind::Position | Kind::Source => &readings.accounts[at].id,
    }
}

/// For every decision the rows that its words are found in again, side by side as they were judged.
pub(crate) struct Attached<'a> {
    decisions: &'a [Decision],
    found: Vec<Vec<Vec<Option<Row>>>>,
}

impl<'a> Attached<'a> {
    /// Looks all words of all decisions up.
    pub(crate) fn of(readings: &Readings, decisions: &'a [Decision]) -> Attached<'a> {
        let index = Index::of(readings, decisions);
        let found = decisions.iter().map(|decision| index.decision(decision)).collect();
        Attached { decisions, found }
    }

    /// The rows of the target that were found.
    pub(super) fn rows(&self, decision: usize) -> Vec<Row> {
        self.found[decision].first().into_iter().flatten().flatten().copied().collect()
    }

    /// The accounts of each side that were found; a side of which none is left is gone.
    pub(super) fn accounts(&self, decision: usize) -> Vec<Vec<usize>> {
        self.sides(decision, Kind::Account)
    }

    /// The documents of each side that were found.
    pub(super) fn documents(&self, decision: usize) -> Vec<usize> {
        self.sides(decision, Kind::Document).into_iter().flatten().collect()
    }

    fn sides(&self, decision: usize, kind: Kind) -> Vec<Vec<usize>> {
        let side =
            |rows: &Vec<Option<Row>>| rows.iter().flatten().filter(|row| row.0 == kind).map(|row| row.1).collect();
        self.found[decision].iter().map(side).filter(|side: &Vec<usize>| !side.is_empty()).collect()
    }

    /// Marks a single row as accepted, or as one of which somebody is unsure. Events and disputes are settled when they are
    /// made.
    pub(super) fn looked(&self, readings: &Readings, at: usize, judged: &mut Judged) -> bool {
        let decision = &self.decisions[at];
        if decision.content.whole.is_some() {
            return false;
        }
        let rows = self.rows(at);
        for row in &rows {
            let id = id(readings, *row);
            match decision.verdict {
                Verdict::Unsure => judged.doubt(id, decision),
                _ => {
                    judged.mark(id, "accepted", decision);
                }
            }
        }
        !rows.is_empty()
    }
}

/// Rows by where their words stand, for the texts that decisions are about.
struct Index<'a> {
    readings: &'a Readings,
    documents: HashMap<&'a str, Vec<usize>>,
    rows: HashMap<(Kind, usize, u32, u32), Vec<usize>>,
    ids: HashMap<&'a str, Row>,
}

impl<'a> Index<'a> {
    fn of(readings: &'a Readings, decisions: &[Decision]) -> Index<'a> {
        let wanted: BTreeSet<&str> = decisions
            .iter()
            .flat_map(|decision| decision.content.judged.iter().flatten().map(|words| words.sha256.as_str()))
            .collect();
        let mut documents = HashMap::<&str, Vec<usize>>::new();
        for (at, row) in readings.documents.iter().enumerate().filter(|(_, row)| wanted.contains(row.sha256.as_str())) {
            documents.entry(&row.sha256).or_default().push(at);
        }
        // Decisions of the record's first version know an id alone.
        let by_id = decisions.iter().any(|decision| decision.content.judged.is_empty());
        let mut index = Index { readings, documents, rows: HashMap::new(), ids: HashMap::new() };
        for (kind, count) in [
            (Kind::Date, readings.dates.len()),
            (Kind::Place, readings.places.len()),
            (Kind::Actor, readings.actors.len()),
            (Kind::Figure, readings.figures.len()),
            (Kind::Account, readings.accounts.len()),
            (Kind::Fact, readings.facts.len()),
        ] {
            for at in 0..count {
                let words = fields::evidence(readings, (kind, at));
                if wanted.contains(readings.document(words).sha256.as_str()) {
                    let key = (kind, words.document, words.bytes.start, words.bytes.end);
                    index.rows.entry(key).or_default().push(at);
                }
                if by_id {
                    index.ids.insert(id(readings, (kind, at)), (kind, at));
                }
            }
        }
        index
    }

    fn decision(&self, decision: &Decision) -> Vec<Vec<Option<Row>>> {
        if decision.content.judged.is_empty() {
            return vec![vec![self.ids.get(decision.target.as_str()).copied()]];
        }
        let find = |words: &Words| self.find(decision, words);
        decision.content.judged.iter().map(|side| side.iter().map(find).collect()).collect()
    }

    /// The row of these words: in the document of the same name where several have this text.
    fn find(&self, decision: &Decision, words: &Words) -> Option<Row> {
        let documents = self.documents.get(words.sha256.as_str())?;
        let named = documents.iter().find(|&&at| self.readings.documents[at].name == words.doc);
        let document = named.or(documents.first()).copied()?;
        if words.kind == Kind::Document {
            return Some((Kind::Document, document));
        }
        let rows = self.rows.get(&(words.kind, document, words.start, words.end))?;
        let rows: Vec<usize> = rows
            .iter()
            .copied()
            .filter(|&at| fields::evidence(self.readings, (words.kind, at)).quote == words.quote)
            .collect();
        let told = |at: usize| fields::of(self.readings, (words.kind, at));
        let same = rows.iter().copied().find(|&at| told(at) == words.told);
        let alone = || if let [only] = rows[..] { Some(only) } else { None };
        let found = match decision.verdict {
            // These judge a value: another value of the same words was not judged.
            Verdict::Accept | Verdict::Reject | Verdict::Unsure | Verdict::Rate => same,
            // What somebody added says more than the row does: of the dead, that have rows of their own.
            Verdict::Add => rows.iter().copied().find(|&at| is_told(&told(at), &words.told)),
            // This judges one field: it may stay as it was, whatever else is read differently now.
            Verdict::Correct => same.or_else(|| {
                let field = decision.field()?;
                alone().filter(|&at| told(at).get(field) == words.told.get(field))
            }),
            // These judge what the words speak of.
            _ => same.or_else(alone),
        };
        found.map(|at| (words.kind, at))
    }
}

/// What is decided about events and disputes, which exist only now.
pub(super) fn settle(
    readings: &Readings,
    findings: &mut Findings,
    decisions: &[Decision],
    order: &[usize],
    judged: &mut Judged,
) {
    let spoken: Vec<Vec<Words>> = findings.disputes.iter().map(|dispute| said(readings, dispute)).collect();
    let key = |words: &Words| (words.sha256.clone(), words.start, words.end, words.quote.clone(), words.told.clone());
    let mut silenced = BTreeSet::new();
    for &at in order {
        let decision = &decisions[at];
        let target = decision.content.judged.first().map(Vec::as_slice).unwrap_or_default();
        match decision.content.whole.as_deref() {
            Some("dispute") => {
                // A dispute that somebody joined since is another one than the one that was judged.
                let covers = |words: &Words| target.iter().any(|other| key(other) == key(words));
                for (index, dispute) in findings.disputes.iter().enumerate() {
                    if spoken[index].is_empty() || !spoken[index].iter().all(covers) {
                        continue;
                    }
                    // Nor does anything hold that nobody tells any more.
                    let holds = |value: &str| hold::holds(value, dispute.kind, &spoken[index]);
                    match decision.verdict {
                        Verdict::Settle if !decision.value().is_some_and(holds) => continue,
                        Verdict::Unsure => judged.doubt(&dispute.id, decision),
                        Verdict::Accept | Verdict::Settle => {
                            let settled = decision.verdict == Verdict::Settle;
                            judged.mark(&dispute.id, if settled { "settled" } else { "accepted" }, decision);
                            silenced.remove(&index);
                        }
                        _ => {
                            judged.mark(&dispute.id, "rejected", decision);
                            silenced.insert(index);
                        }
                    }
                    judged.attached[at] = true;
                }
            }
            Some("event") if matches!(decision.verdict, Verdict::Accept | Verdict::Unsure) => {
                let covers = |account: &usize| {
                    let words = super::row_words(readings, (Kind::Account, *account));
                    target.iter().any(|other| {
                        (&other.sha256, other.start, other.end) == (&words.sha256, words.start, words.end)
                            && other.quote == words.quote
                    })
                };
                if let Some(event) = findings.events.iter().find(|event| event.accounts.iter().all(covers)) {
                    judged.attached[at] = true;
                    match decision.verdict {
                        Verdict::Unsure => judged.doubt(&event.id, decision),
                        _ => {
                            judged.mark(&event.id, "accepted", decision);
                        }
                    }
                }
            }
            // A decision of the record's first version may name a whole by its id.
            None if decision.content.judged.is_empty() && !judged.attached[at] => {
                let event = findings.events.iter().any(|event| event.id == decision.target);
                let dispute = findings.disputes.iter().any(|dispute| dispute.id == decision.target);
                if event || dispute {
                    judged.attached[at] = true;
                    let accepted = decision.verdict == Verdict::Accept;
                    judged.mark(&decision.target, if accepted { "accepted" } else { "rejected" }, decision);
                }
            }
            _ => {}
        }
    }
    let mut index = 0;
    let (gone, left) = std::mem::take(&mut findings.disputes).into_iter().partition(|_| {
        index += 1;
        silenced.contains(&(index - 1))
    });
    (judged.silenced, findings.disputes) = (gone, left);
}
