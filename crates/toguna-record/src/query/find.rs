//! Finding what a person means by a name or the beginning of an id.

use rapidfuzz::fuzz;

use crate::Snapshot;
use crate::findings::{DisputeRow, EntityRow};
use crate::reconcile::fold;

/// Nothing of that name is in the record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the record has no {what} '{asked}'{}", hint(.nearest))]
pub struct Unknown {
    /// What kind of thing.
    pub what: &'static str,
    /// The words of the question.
    pub asked: String,
    /// What comes nearest.
    pub nearest: Vec<String>,
}

fn hint(nearest: &[String]) -> String {
    match nearest {
        [] => "; nothing like it is told".into(),
        names => format!("; nearest: {}", names.join(", ")),
    }
}

impl Snapshot {
    /// The actor of an id, or of a name it is told under.
    pub fn find_actor(&self, asked: &str) -> Result<&EntityRow, Unknown> {
        let entities = &self.findings.entities;
        let wanted = fold(asked);
        let named =
            |row: &&EntityRow| fold(&row.name) == wanted || row.names.iter().any(|name| fold(&name.name) == wanted);
        let found = entities.iter().find(|row| row.id == asked);
        let most = || entities.iter().filter(named).max_by_key(|row| row.mentions);
        // A part of a name is enough where only one actor bears it.
        let part = || {
            let asked: Vec<&str> = wanted.split_whitespace().collect();
            let bears = |name: &str| {
                let words = fold(name);
                !asked.is_empty() && asked.iter().all(|word| words.split_whitespace().any(|own| own == *word))
            };
            let mut bearers = entities.iter().filter(|row| {
                bears(&row.name) || bears(&row.id.replace('-', " ")) || row.names.iter().any(|n| bears(&n.name))
            });
            let first = bearers.next()?;
            bearers.next().is_none().then_some(first)
        };
        let names = || {
            let all = entities.iter().flat_map(|row| {
                let names = row.names.iter().map(|name| name.name.as_str());
                names.chain([row.name.as_str(), row.id.as_str()]).map(|name| (name, row.id.as_str()))
            });
            nearest(asked, all)
        };
        found.or_else(most).or_else(part).ok_or_else(|| Unknown {
            what: "actor",
            asked: asked.into(),
            nearest: names(),
        })
    }

    /// The disputes of an id's beginning, or of words in what they are about.
    pub fn find_disputes(&self, asked: &str) -> Result<Vec<&DisputeRow>, Unknown> {
        let wanted = fold(asked);
        let by_id = |row: &&DisputeRow| asked.len() >= 6 && row.id.starts_with(asked);
        let found: Vec<_> = self.findings.disputes.iter().filter(by_id).collect();
        let found = if found.is_empty() && !wanted.is_empty() {
            self.findings.disputes.iter().filter(|row| fold(&row.about.to_string()).contains(&wanted)).collect()
        } else {
            found
        };
        if found.is_empty() {
            let told: Vec<String> = self.findings.disputes.iter().map(|row| row.about.to_string()).collect();
            let all = told.iter().map(|about| (about.as_str(), about.as_str()));
            return Err(Unknown { what: "dispute", asked: asked.into(), nearest: nearest(asked, all) });
        }
        Ok(found)
    }
}

/// The five that come nearest by spelling, each once, the nearest first.
pub(super) fn nearest<'a>(asked: &str, names: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let wanted = fold(asked);
    let score = |name: &str| fuzz::ratio(wanted.chars(), fold(name).chars());
    let mut scored: Vec<(f64, &str)> =
        names.map(|(name, shown)| (score(name), shown)).filter(|(score, _)| *score >= 0.5).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let mut kept = Vec::<String>::new();
    for (_, name) in scored {
        if kept.len() < 5 && !kept.iter().any(|other| other == name) {
            kept.push(name.into());
        }
    }
    kept
}
