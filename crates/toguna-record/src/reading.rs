//! One document and what was coded from it, turned into rows: checked against the text, named by content, ordered.

use serde::Serialize;
use toguna_code::{Account, Claimant, Coded, Estimate, Fact, Figure, Party, Term, Toll};
use toguna_mark::{ActorMark, DateMark, Edtf, Marks, PlaceMark};
use toguna_text::{Document, Span};

use crate::identity::{self, content_id};
use crate::rows::{
    AccountRow, ActorRow, ClaimedBy, DateRow, DocumentRow, Evidence, FactRow, FigureRow, PlaceRow, Readings, Side,
    Sides, TollRow,
};

/// Why a reading cannot be stored: the value has no words of this document behind it.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// A span that is not of this document's text.
    #[error(
        "{document}: the {what} points at words that are not in the document ({source}); nothing of it was stored. Report this with the document"
    )]
    Evidence {
        /// The document's name.
        document: String,
        /// Which value.
        what: &'static str,
        /// What is wrong with the span.
        source: toguna_text::SpanError,
    },
    /// A reference to a mark or figure that does not exist.
    #[error(
        "{document}: the {what} refers to number {index} of {length} {of}; nothing of it was stored. Report this with the document"
    )]
    Reference {
        /// The document's name.
        document: String,
        /// Which value.
        what: &'static str,
        /// The index.
        index: usize,
        /// Of what.
        of: &'static str,
        /// How many there are.
        length: usize,
    },
    /// A number that is none.
    #[error(
        "{document}: the {what} holds a number that is not finite; nothing of it was stored. Report this with the document"
    )]
    Number {
        /// The document's name.
        document: String,
        /// Which value.
        what: &'static str,
    },
}

impl Readings {
    /// The rows of one document.
    pub fn of(document: &Document, coded: &Coded) -> Result<Readings, ReadingError> {
        Reader { document, id: document_id(document) }.read(coded)
    }
}

/// The name that a vocabulary value has in every export.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("vocabularies are written as words, not {other:?}"),
    }
}

fn document_id(document: &Document) -> String {
    let metadata = serde_json::to_string(document.metadata()).unwrap_or_default();
    content_id(&["document", document.name(), &document.id().to_string(), document.language(), &metadata])
}

struct Reader<'a> {
    document: &'a Document,
    id: String,
}

impl Reader<'_> {
    fn read(&self, coded: &Coded) -> Result<Readings, ReadingError> {
        let marks = &coded.marks;
        let mut rows = Readings { documents: vec![self.document_row(marks)], ..Readings::default() };
        rows.dates = self.ordered(&marks.dates, |r, m| r.date(m), |r| (&r.at, &r.id))?.0;
        let (places, place_of) = self.ordered(&marks.places, |r, m| r.place(m), |r| (&r.at, &r.id))?;
        rows.actors = self.ordered(&marks.actors, |r, m| r.actor(m), |r| (&r.at, &r.id))?.0;
        let (figures, figure_of) = self.ordered(&coded.figures, |r, m| r.figure(m, &place_of), |r| (&r.at, &r.id))?;
        let (tolls, toll_of) = self.ordered(&coded.tolls, Reader::toll, |r| (&r.at, &r.id))?;
        let account = |r: &Self, m: &Account| r.account(m, &place_of, &figure_of, &toll_of);
        rows.accounts = self.ordered(&coded.accounts, account, |r| (&r.at, &r.id))?.0;
        rows.facts = self.ordered(&coded.facts, |r, m| r.fact(m), |r| (&r.at, &r.id))?.0;
        rows.places = places;
        rows.figures = figures;
        rows.tolls = tolls;
        // Links to rows of the same table, once each row has its place.
        for (at, figure) in coded.figures.iter().enumerate() {
            let row = &mut rows.figures[figure_of[at]];
            row.part_of = self.refer_one("figure", "figures", figure.part_of, &figure_of)?;
            row.supersedes = self.refer_one("figure", "figures", figure.supersedes, &figure_of)?;
        }
        for (at, toll) in coded.tolls.iter().enumerate() {
            let row = &mut rows.tolls[toll_of[at]];
            row.part_of = self.refer_one("toll", "tolls", toll.part_of, &toll_of)?;
            row.superseded_by = self.refer_one("toll", "tolls", toll.superseded_by, &toll_of)?;
        }
        Ok(rows)
    }

    /// Rows in the order of the text without repeats, and where each input went.
    fn ordered<I, R>(
        &self,
        items: &[I],
        make: impl Fn(&Self, &I) -> Result<R, ReadingError>,
        key: impl Fn(&R) -> (&Evidence, &String),
    ) -> Result<(Vec<R>, Vec<usize>), ReadingError> {
        let mut rows = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            rows.push((make(self, item)?, at));
        }
        rows.sort_by(|(a, _), (b, _)| key(a).cmp(&key(b)));
        let (mut kept, mut went) = (Vec::<R>::new(), vec![0; items.len()]);
        for (row, at) in rows {
            if kept.last().is_none_or(|last| key(last).1 != key(&row).1) {
                kept.push(row);
            }
            went[at] = kept.len() - 1;
        }
        Ok((kept, went))
    }

    fn document_row(&self, marks: &Marks) -> DocumentRow {
        let metadata = self.document.metadata();
        let published = metadata.published.as_deref().and_then(|text| Edtf::parse(text).ok());
        DocumentRow {
            id: self.id.clone(),
            name: self.document.name().into(),
            text: self.document.text().into(),
            sha256: self.document.id().to_string(),
            language: self.document.language().into(),
            title: metadata.title.clone(),
            outlet: metadata.outlet.clone(),
            outlet_kind: metadata.outlet_kind.clone(),
            url: metadata.url.clone(),
            published_from: if published.is_some() { "metadata" } else { "unknown" }.into(),
            published,
            dated: marks.dated.clone(),
            entered: String::new(),
        }
    }

    fn evidence(&self, what: &'static str, span: Span) -> Result<Evidence, ReadingError> {
        let refuse = |source| ReadingError::Evidence { document: self.document.name().into(), what, source };
        Ok(Evidence {
            document: 0,
            quote: self.document.quote(span).map_err(refuse)?.into(),
            bytes: span.range().into(),
            points: self.document.code_points(span).map_err(refuse)?.into(),
        })
    }

    fn refer(
        &self,
        what: &'static str,
        of: &'static str,
        wanted: &[usize],
        went: &[usize],
    ) -> Result<Vec<usize>, ReadingError> {
        let mut found = Vec::with_capacity(wanted.len());
        for &index in wanted {
            let at = went.get(index).copied().ok_or_else(|| ReadingError::Reference {
                document: self.document.name().into(),
                what,
                index,
                of,
                length: went.len(),
            })?;
            if !found.contains(&at) {
                found.push(at);
            }
        }
        Ok(found)
    }

    fn refer_one(
        &self,
        what: &'static str,
        of: &'static str,
        wanted: Option<usize>,
        went: &[usize],
    ) -> Result<Option<usize>, ReadingError> {
        let wanted: Vec<usize> = wanted.into_iter().collect();
        Ok(self.refer(what, of, &wanted, went)?.first().copied())
    }

    fn number(&self, what: &'static str, number: f64) -> Result<f64, ReadingError> {
        if number.is_finite() {
            return Ok(number);
        }
        Err(ReadingError::Number { document: self.document.name().into(), what })
    }

    fn date(&self, mark: &DateMark) -> Result<DateRow, ReadingError> {
        let at = self.evidence("date", mark.span)?;
        let (value, kind) = (mark.value.as_str().to_owned(), word(&mark.kind));
        let (contradiction, why) = (mark.contradiction.clone(), mark.why.clone());
        let mut row = DateRow { id: String::new(), at, value, kind, contradiction, why };
        row.id = identity::date(&self.id, &row);
        Ok(row)
    }

    fn place(&self, mark: &PlaceMark) -> Result<PlaceRow, ReadingError> {
        let at = self.evidence("place", mark.span)?;
        let mut row = PlaceRow {
            id: String::new(),
            at,
            entity: mark.entity.as_str().into(),
            name: mark.name.clone(),
            lat: self.number("place", mark.lat)?,
            lon: self.number("place", mark.lon)?,
            level: word(&mark.level),
            country: mark.country.clone(),
            precision: mark.precision,
            why: mark.why.clone(),
        };
        row.id = identity::place(&self.id, &row);
        Ok(row)
    }

    fn actor(&self, mark: &ActorMark) -> Result<ActorRow, ReadingError> {
        let at = self.evidence("actor", mark.span)?;
        let mut row = ActorRow {
            id: String::new(),
            at,
            entity: mark.entity.as_str().into(),
            name: mark.name.clone(),
            kind: word(&mark.kind),
            why: mark.why.clone(),
        };
        row.id = identity::actor(&self.id, &row);
        Ok(row)
    }

    fn figure(&self, figure: &Figure, place_of: &[usize]) -> Result<FigureRow, ReadingError> {
        let at = self.evidence("figure", figure.span)?;
        for bound in [figure.low, figure.high].into_iter().flatten() {
            self.number("figure", bound)?;
        }
        let places = self.refer("figure", "places", &figure.places, place_of)?;
        let claimed_by = claimed_by(&figure.claimant);
        let mut row = FigureRow {
            id: String::new(),
            at,
            measure: figure.measure,
            low: figure.low,
            high: figure.high,
            approx: figure.approx,
            exclusive: figure.exclusive,
            unit: figure.unit.clone(),
            of: figure.of.clone(),
            date: figure.date.clone(),
            places,
            status: figure.status,
            claimed_by,
            part_of: None,
            supersedes: None,
            why: figure.why.clone(),
        };
        row.id = identity::figure(&self.id, &row, &row.places);
        Ok(row)
    }

    fn toll(&self, toll: &Toll) -> Result<TollRow, ReadingError> {
        let at = self.evidence("toll", toll.span)?;
        for bound in [toll.low, toll.best, toll.high].into_iter().flatten() {
            self.number("toll", bound)?;
        }
        let claimed_by = claimed_by(&toll.claimant);
        let mut row = TollRow {
            id: String::new(),
            at,
            measure: toll.measure,
            told: Estimate { low: toll.low, best: toll.best, high: toll.high },
            side: toll.side,
            status: toll.status,
            claimed_by,
            victims: toll.victims,
            part_of: None,
            superseded_by: None,
        };
        row.id = identity::toll(&self.id, &row);
        Ok(row)
    }

    fn account(
        &self,
        account: &Account,
        place_of: &[usize],
        figure_of: &[usize],
        toll_of: &[usize],
    ) -> Result<AccountRow, ReadingError> {
        let at = self.evidence("account", account.span)?;
        let mut also = Vec::with_capacity(account.also.len());
        for &span in &account.also {
            also.push(self.evidence("account", span)?);
        }
        also.sort();
        also.dedup();
        let places = self.refer("account", "places", &account.places, place_of)?;
        let mut figures = self.refer("account", "figures", &account.figures, figure_of)?;
        figures.sort_unstable();
        let mut tolls = self.refer("account", "tolls", &account.tolls, toll_of)?;
        tolls.sort_unstable();
        let agents: Vec<String> = account.agents.iter().map(|id| id.as_str().into()).collect();
        let targets: Vec<String> = account.targets.iter().map(|id| id.as_str().into()).collect();
        let claimed_by = claimed_by(&account.claimant);
        let confidence = self.number("account", f64::from(account.confidence))?;
        let mut row = AccountRow {
            id: String::new(),
            at,
            also,
            event_type: account.event_type,
            mode: account.mode.clone(),
            context: account.context.clone(),
            date: account.date.clone(),
            announced_then: account.announced_then,
            places,
            agents,
            targets,
            sides: sides(account),
            acled: account.acled,
            main: account.main,
            status: account.status,
            claimed_by,
            figures,
            tolls,
            // Four digits: an `f32` written as `f64` would show digits that nobody measured.
            confidence: (confidence.clamp(0.0, 1.0) * 1e4).round() / 1e4,
            why: account.why.clone(),
        };
        row.id = identity::account(&self.id, &row, &row.places);
        Ok(row)
    }

    fn fact(&self, fact: &Fact) -> Result<FactRow, ReadingError> {
        let at = self.evidence("fact", fact.span)?;
        let (subject, object, claimed_by) = (side(&fact.subject), side(&fact.object), claimed_by(&fact.claimant));
        let mut row = FactRow {
            id: String::new(),
            at,
            subject,
            predicate: fact.predicate.clone(),
            object,
            qualifier: fact.qualifier.clone(),
            from: fact.from.clone(),
            to: fact.to.clone(),
            on: fact.at.clone(),
            status: fact.status,
            claimed_by,
            why: fact.why.clone(),
        };
        row.id = identity::fact(&self.id, &row);
        Ok(row)
    }
}

fn claimed_by(claimant: &Claimant) -> ClaimedBy {
    match claimant {
        Claimant::Document => ClaimedBy::default(),
        Claimant::Actor(id) => ClaimedBy { entity: Some(id.as_str().into()), words: None },
        Claimant::Described(words) => ClaimedBy { entity: None, words: Some(words.clone()) },
    }
}

/// What is told of an account's parties beside their names, without repeats.
fn sides(account: &Account) -> Sides {
    let families = |parties: &[Party]| {
        let mut found: Vec<String> = Vec::new();
        for family in parties.iter().filter_map(|party| party.family) {
            if !found.iter().any(|name| name == family.name()) {
                found.push(family.name().into());
            }
        }
        found
    };
    let words = |parties: &[Party]| {
        let mut found: Vec<String> = Vec::new();
        for party in parties.iter().filter(|party| party.entity.is_none()) {
            if !found.contains(&party.words) {
                found.push(party.words.clone());
            }
        }
        found
    };
    Sides {
        agent_families: families(&account.agent_parties),
        target_families: families(&account.target_parties),
        agent_words: words(&account.agent_parties),
        target_words: words(&account.target_parties),
        agent_countries: account.agent_countries.clone(),
        target_countries: account.target_countries.clone(),
    }
}

fn side(term: &Term) -> Side {
    Side { text: term.as_str().into(), is_entity: matches!(term, Term::Entity(_)) }
}
