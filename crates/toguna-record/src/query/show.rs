//! Everything told of one actor, event, figure, place, agreement or dispute.

use std::collections::HashMap;

use super::find::nearest;
use super::timeline::estimate;
use super::{Answer, AnswerRow, Unknown, claim_source, source};
use crate::Snapshot;
use crate::findings::EventRow;
use crate::phrase::{self, Part};
use crate::reconcile::fold;
use crate::rows::{FactRow, FigureRow};

/// What a person means by words that may be the beginning of an id, a name, or a part of it.
pub(crate) struct Meaning<'a> {
    asked: &'a str,
    folded: String,
    /// Words that were compared: most stand in many rows.
    known: HashMap<String, [bool; 2]>,
}

impl<'a> Meaning<'a> {
    pub(crate) fn of(asked: &'a str) -> Meaning<'a> {
        Meaning { asked, folded: fold(asked), known: HashMap::new() }
    }

    /// Whether words are the asked ones, and whether they hold them.
    fn compare(&mut self, words: &str) -> [bool; 2] {
        if let Some(known) = self.known.get(words) {
            return *known;
        }
        let folded = fold(words);
        let found = [folded == self.folded, !self.folded.is_empty() && folded.contains(&self.folded)];
        self.known.insert(words.to_owned(), found);
        found
    }

    /// Whether a figure is meant, by the beginning of its id, its measure or what it counts.
    pub(crate) fn is_figure(&mut self, id: &str, measure: &str, of: &str) -> bool {
        (self.asked.len() >= 6 && id.starts_with(self.asked)) || measure == self.asked || self.compare(of)[1]
    }

    /// Whether a place is meant, by its id, its name or the words in which it is told.
    pub(crate) fn is_place(&mut self, entity: &str, name: &str, quote: &str) -> bool {
        entity == self.asked || self.compare(name)[0] || self.compare(quote)[0]
    }
}

impl Snapshot {
    /// An actor: its names, what is told of its state, what it did and suffered, what it claims, what is disputed of it.
    pub fn show_actor(&self, asked: &str) -> Result<Answer, Unknown> {
        let entity = self.find_actor(asked)?;
        let id = entity.id.as_str();
        let mut rows = Vec::new();
        for name in &entity.names {
            // The same letters may be its name in two languages; each is shown where that language uses it.
            let mention = self.readings.actors.iter().find(|row| {
                row.entity == id
                    && row.at.quote == name.name
                    && self.readings.document(&row.at).language == name.language
            });
            let told =
                format!("{} ({}, {} times in {} documents)", name.name, name.language, name.mentions, name.documents);
            let sources = mention.map(|row| source(self, &row.at)).into_iter().collect();
            rows.push(AnswerRow { sources, ..AnswerRow::new("name", id, told) });
        }
        let of_it =
            |fact: &&FactRow| [&fact.subject, &fact.object].iter().any(|side| side.is_entity && side.text == id);
        rows.extend(self.readings.facts.iter().filter(of_it).map(|fact| self.fact_row(fact)));
        rows.extend(self.events_of(|at| {
            let account = &self.readings.accounts[at];
            account.agents.iter().chain(&account.targets).any(|who| who == id)
        }));
        let claims = |row: &&FigureRow| row.claimed_by.entity.as_deref() == Some(id);
        rows.extend(self.readings.figures.iter().filter(claims).map(|row| self.figure_row(row)));
        let disputes = self.findings.disputes.iter().filter(|row| row.entities.iter().any(|other| other == id));
        rows.extend(disputes.flat_map(|row| self.dispute_rows(row)));
        Ok(Answer::new(format!("{} ({}, {})", entity.name, entity.id, entity.kind), rows))
    }

    /// An event by the beginning of its id: its accounts, figures, deaths with their rule, disputes.
    pub fn show_event(&self, asked: &str) -> Result<Answer, Unknown> {
        let found = self.findings.events.iter().find(|event| asked.len() >= 6 && event.id.starts_with(asked));
        let event =
            found.ok_or_else(|| Unknown { what: "event of the id", asked: asked.into(), nearest: Vec::new() })?;
        let mut rows = Vec::new();
        for &at in &event.accounts {
            let account = &self.readings.accounts[at];
            let row = AnswerRow::new("account", &account.id, self.account_told(at));
            rows.push(AnswerRow {
                date: account.date.as_ref().map(|date| date.as_str().to_owned()),
                status: Some(account.status.name().into()),
                sources: std::iter::once(&account.at)
                    .chain(&account.also)
                    .map(|at| claim_source(self, &account.id, &account.claimed_by, at))
                    .collect(),
                ..row.said_by(self, account.claimed_by.told())
            });
            rows.extend(account.figures.iter().map(|&at| self.figure_row(&self.readings.figures[at])));
        }
        let disputes = self.findings.disputes.iter().filter(|row| row.event.as_ref() == Some(&event.id));
        rows.extend(disputes.flat_map(|row| self.dispute_rows(row)));
        let mut answer = Answer::new(format!("event {}", event.id), rows);
        answer.notes.push(event.why.to_string());
        answer.notes.extend(self.parts(event));
        // Of the dead the rule says it.
        answer.notes.extend(event.settled.iter().filter(|row| row.field() == "date").map(|row| row.told().to_string()));
        if let Some(deaths) = &event.deaths {
            let sides = deaths.by_side.iter().map(|(side, told)| format!("{} {}", side.name(), estimate(told)));
            let sides = sides.collect::<Vec<_>>().join("; ");
            answer.notes.push(format!("deaths: {} ({sides}). {}", estimate(&deaths.all), deaths.rule));
        }
        Ok(answer)
    }

    /// What larger event an event is part of, and which are parts of it.
    fn parts(&self, event: &EventRow) -> Vec<String> {
        let named = |event: &EventRow| format!("event {} ({})", event.id, self.account_told(event.accounts[0]));
        let whole = self.whole_of(event).map(|(whole, why)| format!("part of {}: {why}", named(whole)));
        let events = self.findings.events.iter();
        let parts = events.filter(|part| self.whole_of(part).is_some_and(|(whole, _)| whole.id == event.id));
        whole.into_iter().chain(parts.map(|part| format!("holds {}", named(part)))).collect()
    }

    /// Figures by the beginning of an id, by measure, or by words of what they count.
    pub fn show_figure(&self, asked: &str) -> Result<Answer, Unknown> {
        let (figures, mut meaning) = (&self.readings.figures, Meaning::of(asked));
        let meant = figures.iter().filter(|row| meaning.is_figure(&row.id, row.measure.name(), &row.of));
        let rows: Vec<AnswerRow> = meant.map(|row| self.figure_row(row)).collect();
        let names = figures.iter().flat_map(|row| [row.measure.name(), row.of.as_str()]).map(|name| (name, name));
        self.answer("figure", asked, rows, names)
    }

    /// A place by name or id: what is told to have happened there, its figures, and where it is mentioned.
    pub fn show_place(&self, asked: &str) -> Result<Answer, Unknown> {
        let (places, mut meaning) = (&self.readings.places, Meaning::of(asked));
        let meant: Vec<bool> =
            places.iter().map(|row| meaning.is_place(&row.entity, &row.name, &row.at.quote)).collect();
        let there = |at: &[usize]| at.iter().any(|&at| meant[at]);
        let mut rows: Vec<AnswerRow> = self.events_of(|at| there(&self.readings.accounts[at].places)).collect();
        rows.extend(self.readings.figures.iter().filter(|row| there(&row.places)).map(|row| self.figure_row(row)));
        for row in places.iter().zip(&meant).filter_map(|(row, meant)| meant.then_some(row)) {
            let told = format!(
                "{} ({}, {:.4} {:.4}, precision {}): {}",
                row.name, row.level, row.lat, row.lon, row.precision, row.why
            );
            let sources = vec![source(self, &row.at)];
            rows.push(AnswerRow { sources, ..AnswerRow::new("mention", &row.entity, told) });
        }
        self.answer("place", asked, rows, places.iter().map(|row| (row.name.as_str(), row.name.as_str())))
    }

    /// A document by its name: what it is, whose words it repeats and who repeats its own, and what it tells.
    pub fn show_document(&self, asked: &str) -> Result<Answer, Unknown> {
        let documents = &self.readings.documents;
        let stem = |name: &str| name.rsplit_once('.').map_or(name.to_owned(), |(stem, _)| stem.to_owned());
        let found = documents.iter().position(|row| row.name == asked || stem(&row.name) == asked);
        let Some(document) = found else {
            let names = documents.iter().map(|row| (row.name.as_str(), row.name.as_str()));
            return Err(Unknown { what: "document", asked: asked.into(), nearest: nearest(asked, names) });
        };
        let mut rows = self.events_of(|at| self.readings.accounts[at].at.document == document).collect::<Vec<_>>();
        let facts = self.readings.facts.iter().filter(|fact| fact.at.document == document);
        rows.extend(facts.map(|fact| self.fact_row(fact)));
        let figures = self.readings.figures.iter().filter(|row| row.at.document == document);
        rows.extend(figures.map(|row| self.figure_row(row)));
        let row = &documents[document];
        let mut answer = Answer::new(format!("document {}", row.name), rows);
        answer.notes.extend(row.title.iter().map(|title| format!("title: {title}")));
        answer.notes.extend(row.outlet.iter().map(|outlet| format!("outlet: {outlet}")));
        let published = row.published.as_ref().map_or("unknown", |date| date.as_str());
        answer.notes.push(format!("published: {published}; language: {}; sha256: {}", row.language, row.sha256));
        if let Some(dated) = self.dated(document).filter(|_| row.published.is_none()) {
            answer.notes.push(format!("dated: {} by {}: {}", dated.value, dated.by.name(), dated.why));
        }
        let dates = self.readings.dates.iter().filter(|date| date.at.document == document);
        answer.notes.extend(dates.filter_map(|date| {
            let contradiction = date.contradiction.as_ref()?;
            Some(format!(
                "contradicts itself: \u{201c}{}\u{201d}, taken as {}: {contradiction}",
                date.at.quote, date.value
            ))
        }));
        if let Some((original, why)) = self.copy_of(document) {
            answer.notes.push(format!("copy of {}: {why}; both count as one voice", original.name));
        }
        for (at, other) in documents.iter().enumerate() {
            if let Some((_, why)) = self.copy_of(at).filter(|(original, _)| original.name == row.name) {
                answer.notes.push(format!("copied by {}: {why}; both count as one voice", other.name));
            }
        }
        Ok(answer)
    }

    /// What is told of an agreement: facts whose sides name it, and acts whose words do.
    pub fn show_agreement(&self, asked: &str) -> Result<Answer, Unknown> {
        let wanted = fold(asked);
        let names_it = |text: &str| !wanted.is_empty() && fold(text).contains(&wanted);
        let facts = self.readings.facts.iter().filter(|fact| {
            let sides = [&fact.subject.text, &fact.object.text].into_iter().chain(&fact.qualifier);
            names_it(&fact.at.quote) || sides.into_iter().any(|text| names_it(text))
        });
        let mut rows: Vec<AnswerRow> = facts.map(|fact| self.fact_row(fact)).collect();
        rows.extend(self.events_of(|at| {
            let account = &self.readings.accounts[at];
            std::iter::once(&account.at).chain(&account.also).any(|at| names_it(&at.quote))
        }));
        let told = |fact: &&FactRow| fact.predicate == "has-status" && !fact.subject.is_entity;
        let agreements = self.readings.facts.iter().filter(told);
        self.answer(
            "agreement",
            asked,
            rows,
            agreements.map(|fact| (fact.at.quote.as_str(), fact.subject.text.as_str())),
        )
    }

    /// The disputes of an id or of words.
    pub fn show_dispute(&self, asked: &str) -> Result<Answer, Unknown> {
        let rows = self.find_disputes(asked)?.into_iter().flat_map(|row| self.dispute_rows(row)).collect();
        Ok(Answer::new(format!("disputes: {asked}"), rows))
    }

    fn answer<'a>(
        &self,
        what: &'static str,
        asked: &str,
        rows: Vec<AnswerRow>,
        names: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<Answer, Unknown> {
        if rows.is_empty() {
            return Err(Unknown { what, asked: asked.into(), nearest: nearest(asked, names) });
        }
        Ok(Answer::new(format!("{what}: {asked}"), rows))
    }

    fn events_of(&self, holds: impl Fn(usize) -> bool) -> impl Iterator<Item = AnswerRow> {
        let events = self.findings.events.iter().filter(move |event| event.accounts.iter().any(|&at| holds(at)));
        events.map(|event| self.event_row(event))
    }

    pub(super) fn fact_row(&self, fact: &FactRow) -> AnswerRow {
        let text = |date: &Option<toguna_mark::Edtf>| date.as_ref().map(|date| date.as_str().to_owned());
        let span = match (text(&fact.from), text(&fact.to)) {
            (None, None) => text(&fact.on),
            (from, to) => {
                Some(format!("{}/{}", from.unwrap_or_else(|| "..".into()), to.unwrap_or_else(|| "..".into())))
            }
        };
        let told = phrase::FACT.say([
            self.entity_name(&fact.subject.text).into(),
            Part::term(&fact.predicate),
            if fact.object.is_entity {
                self.entity_name(&fact.object.text).into()
            } else {
                Part::term(&fact.object.text)
            },
            fact.qualifier.as_deref().unwrap_or_default().into(),
        ]);
        AnswerRow {
            date: span,
            status: Some(fact.status.name().into()),
            sources: vec![claim_source(self, &fact.id, &fact.claimed_by, &fact.at)],
            ..AnswerRow::new("fact", &fact.id, told).said_by(self, fact.claimed_by.told())
        }
    }

    fn figure_row(&self, row: &FigureRow) -> AnswerRow {
        let number = match (row.low, row.high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => format!("{low}–{high}"),
            (Some(low), None) => format!("at least {low}"),
            (None, Some(high)) => format!("at most {high}"),
            (None, None) => String::new(),
        };
        let about = if row.approx { "about " } else { "" };
        let told = format!("{}: {about}{number} {} {}", row.measure.name(), row.unit, row.of).trim_end().to_owned();
        AnswerRow {
            date: row.date.as_ref().map(|date| date.as_str().to_owned()),
            status: Some(row.status.name().into()),
            sources: vec![claim_source(self, &row.id, &row.claimed_by, &row.at)],
            ..AnswerRow::new("figure", &row.id, told).said_by(self, row.claimed_by.told())
        }
    }
}
