//! Finding what a decision is about and writing down the content that is judged.

use super::{Decision, NewDecision, Verdict, refused};
use crate::Snapshot;
use crate::findings::DisputeKind;
use crate::judge::{Content, Kind, Words, can_hold, claimed, credibility, row_words, said, try_correction};
use crate::rows::Readings;
use crate::store::RecordError;

/// Fewer characters of an id than this are too few to mean one thing.
const LEAST: usize = 6;

/// What an id means.
enum Meant {
    Row(Kind, usize),
    Event(Vec<usize>),
    Dispute(DisputeKind, Vec<Words>),
}

/// What ids can mean: the rows of documents as they tell them, and the events and disputes that are asked for.
pub(super) struct Things<'a> {
    told: &'a Readings,
    /// Each with its accounts, as indexes into what is told.
    pub(super) events: Vec<(String, Vec<usize>)>,
    pub(super) disputes: Vec<(String, DisputeKind, Vec<Words>)>,
}

impl<'a> Things<'a> {
    /// The rows alone.
    pub(super) fn rows(told: &'a Readings) -> Things<'a> {
        Things { told, events: Vec::new(), disputes: Vec::new() }
    }

    /// All that a decision may be about, on readings as earlier decisions leave them.
    pub(super) fn of(told: &'a Readings, before: &[Decision], new: &NewDecision) -> Things<'a> {
        let snapshot = Snapshot::judged(told.clone(), before);
        let meant = |id: &str| std::iter::once(&new.target).chain(&new.with).any(|asked| means(asked, id));
        let events = snapshot.findings.events.iter().filter(|event| meant(&event.id));
        let disputes = snapshot.findings.disputes.iter().chain(&snapshot.judged.silenced);
        let disputes = disputes.filter(|dispute| meant(&dispute.id));
        Things {
            told,
            events: events.map(|event| (event.id.clone(), event.accounts.clone())).collect(),
            disputes: disputes.map(|row| (row.id.clone(), row.kind, said(&snapshot.readings, row))).collect(),
        }
    }

    fn find(&self, asked: &str) -> Result<(String, Meant), RecordError> {
        let told = self.told;
        let mut found = Vec::<(String, Meant)>::new();
        let mut rows = |kind: Kind, ids: Vec<&String>| {
            let hits = ids.into_iter().enumerate().filter(|(_, id)| means(asked, id));
            found.extend(hits.map(|(at, id)| (id.clone(), Meant::Row(kind, at))));
        };
        rows(Kind::Account, told.accounts.iter().map(|row| &row.id).collect());
        rows(Kind::Figure, told.figures.iter().map(|row| &row.id).collect());
        rows(Kind::Fact, told.facts.iter().map(|row| &row.id).collect());
        rows(Kind::Date, told.dates.iter().map(|row| &row.id).collect());
        rows(Kind::Place, told.places.iter().map(|row| &row.id).collect());
        rows(Kind::Actor, told.actors.iter().map(|row| &row.id).collect());
        for (at, row) in told.documents.iter().enumerate() {
            if row.name == asked || means(asked, &row.id) {
                found.push((row.id.clone(), Meant::Row(Kind::Document, at)));
            }
        }
        let events = self.events.iter().filter(|(id, _)| means(asked, id));
        found.extend(events.map(|(id, accounts)| (id.clone(), Meant::Event(accounts.clone()))));
        let disputes = self.disputes.iter().filter(|(id, ..)| means(asked, id));
        found.extend(disputes.map(|(id, kind, sides)| (id.clone(), Meant::Dispute(*kind, sides.clone()))));
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(refused(unknown(asked))),
            several => Err(refused(format!("'{asked}' begins {several} ids; give more of it"))),
        }
    }
}

/// That nothing has an id, and where ids are told.
pub(super) fn unknown(asked: &str) -> String {
    format!(
        "the record has nothing of the id '{asked}'; exports and --format json tell every id, and {LEAST} characters of one are \
         enough"
    )
}

fn means(asked: &str, id: &str) -> bool {
    id == asked || (asked.len() >= LEAST && id.starts_with(asked))
}

/// The full id of the target and the content of the decision; refuses what cannot be decided.
pub(super) fn content(things: &Things<'_>, new: &NewDecision) -> Result<(String, Content), RecordError> {
    let told = things.told;
    let (id, meant) = things.find(&new.target)?;
    if new.verdict == Verdict::Add {
        let (Meant::Row(Kind::Document, document), Some(claim)) = (&meant, &new.claim) else {
            return Err(refused("a claim is added to a document, with the words of it that tell the claim"));
        };
        let (row, words) = claimed(told, *document, claim).map_err(refused)?;
        return Ok((row, Content { judged: vec![vec![words]], ..Content::default() }));
    }
    let mut with = Vec::new();
    for other in &new.with {
        with.push(things.find(other)?);
    }
    let judged = match new.verdict {
        Verdict::Merge | Verdict::DifferentEvent => sides(told, &meant, &with)?,
        Verdict::Split => parts(told, &meant, &with)?,
        Verdict::SameSource => documents(told, &meant, &with)?,
        Verdict::NotADispute | Verdict::Settle if !matches!(meant, Meant::Dispute(..)) => {
            return Err(refused("that is no dispute"));
        }
        Verdict::Rate if !matches!(meant, Meant::Row(Kind::Account | Kind::Figure | Kind::Fact, _)) => {
            return Err(refused(
                "rate an account, a figure or a fact; an event is told by its accounts, a dispute by its positions",
            ));
        }
        _ => vec![words(told, &meant)],
    };
    let whole = match meant {
        Meant::Row(..) => None,
        Meant::Event(_) => Some("event".to_owned()),
        Meant::Dispute(..) => Some("dispute".to_owned()),
    };
    let mut content =
        Content { field: None, value: None, with: with.iter().map(|(id, _)| id.clone()).collect(), whole, judged };
    if let (Verdict::Settle, Meant::Dispute(kind, sides)) = (new.verdict, &meant) {
        content.value = Some(can_hold(new.value.as_deref(), *kind, sides).map_err(refused)?);
    }
    if new.verdict == Verdict::Rate {
        (content.field, content.value) = credibility(new.value.as_deref()).map_err(refused)?;
    }
    if new.verdict == Verdict::Correct {
        let (Some(field), Some(value)) = (&new.field, &new.value) else {
            return Err(refused("a correction needs a field and a value"));
        };
        let Meant::Row(kind, at) = meant else {
            return Err(refused("correct an account, a figure or a fact; an event is made of what its accounts tell"));
        };
        try_correction(told, (kind, at), field, value).map_err(refused)?;
        (content.field, content.value) = (Some(field.clone()), Some(value.clone()));
    }
    Ok((id, content))
}

/// The id of the decision that is undone.
pub(super) fn undone(decisions: &[Decision], asked: &str) -> Result<String, RecordError> {
    let mut found: Vec<&str> = decisions
        .iter()
        .map(|row| row.id.as_str())
        .filter(|id| asked.len() >= LEAST && id.starts_with(asked))
        .collect();
    found.dedup();
    // The last decision on a thing that still stands is meant by that thing's own id.
    let on_it = |row: &&Decision| row.target == asked && row.verdict != Verdict::Undo && !row.undone;
    match found[..] {
        [id] => Ok(id.into()),
        [] if decisions.iter().any(|row| on_it(&row)) => {
            Ok(decisions.iter().rev().find(on_it).map(|row| row.id.clone()).unwrap_or_default())
        }
        _ => Err(refused(format!("no one decision has the id '{asked}'; see toguna decisions"))),
    }
}

fn words(told: &Readings, meant: &Meant) -> Vec<Words> {
    match meant {
        Meant::Row(kind, at) => vec![row_words(told, (*kind, *at))],
        Meant::Event(accounts) => accounts.iter().map(|&at| row_words(told, (Kind::Account, at))).collect(),
        Meant::Dispute(_, sides) => sides.clone(),
    }
}

fn accounts(meant: &Meant) -> Option<Vec<usize>> {
    match meant {
        Meant::Row(Kind::Account, at) => Some(vec![*at]),
        Meant::Event(accounts) => Some(accounts.clone()),
        _ => None,
    }
}

type With = [(String, Meant)];

/// Target and others, each a side of its own.
fn sides(told: &Readings, meant: &Meant, with: &With) -> Result<Vec<Vec<Words>>, RecordError> {
    let all: Option<Vec<Vec<usize>>> =
        std::iter::once(meant).chain(with.iter().map(|(_, meant)| meant)).map(accounts).collect();
    match all {
        Some(all) if all.len() > 1 => {
            let side =
                |accounts: &Vec<usize>| accounts.iter().map(|&at| row_words(told, (Kind::Account, at))).collect();
            Ok(all.iter().map(side).collect())
        }
        Some(_) => Err(refused("name what it goes with: --with ID")),
        None => Err(refused("only events and accounts can be merged or told apart")),
    }
}

/// What stays in the event, and what leaves it together.
fn parts(told: &Readings, meant: &Meant, with: &With) -> Result<Vec<Vec<Words>>, RecordError> {
    let Meant::Event(all) = meant else { return Err(refused("only an event can be split")) };
    let leave: Vec<usize> = with.iter().filter_map(|(_, meant)| accounts(meant)).flatten().collect();
    let (gone, stay): (Vec<usize>, Vec<usize>) = all.iter().partition(|at| leave.contains(at));
    if gone.is_empty() || stay.is_empty() {
        return Err(refused(
            "name some of the event's accounts, and not all of them, that tell of another event: --with ID",
        ));
    }
    Ok([stay, gone].map(|side| side.iter().map(|&at| row_words(told, (Kind::Account, at))).collect()).into())
}

fn documents(told: &Readings, meant: &Meant, with: &With) -> Result<Vec<Vec<Words>>, RecordError> {
    let all = std::iter::once(meant).chain(with.iter().map(|(_, meant)| meant));
    let rows: Option<Vec<Vec<Words>>> = all
        .map(|meant| match meant {
            Meant::Row(Kind::Document, at) => Some(vec![row_words(told, (Kind::Document, *at))]),
            _ => None,
        })
        .collect();
    match rows {
        Some(rows) if rows.len() > 1 => Ok(rows),
        _ => Err(refused("same-source is said of two or more documents, by id or name: TARGET --with ID")),
    }
}
