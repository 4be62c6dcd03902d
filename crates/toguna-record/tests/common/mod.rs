//! Documents with hand-made readings: what coding would yield, said in a line each.
#![allow(dead_code, clippy::expect_used, unreachable_pub)]

pub mod raids;

use toguna_code::{Account, Claimant, Coded, EventType, Fact, Figure, Measure, Status, Term, Toll, VictimSide};
use toguna_mark::{ActorKind, ActorMark, DateKind, DateMark, Edtf, EntityId, Level, PlaceMark};
use toguna_record::{DisputeKind, DisputeRow, Readings, Snapshot, Stamp};
use toguna_text::{Document, Metadata, Span};

/// A document under construction.
#[derive(Clone, Debug)]
pub struct Told {
    pub document: Document,
    pub coded: Coded,
}

pub fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).expect("a date in EDTF")
}

fn ids(list: &[&str]) -> Vec<EntityId> {
    list.iter().map(|id| EntityId::new(id)).collect()
}

impl Told {
    pub fn new(name: &str, text: &str) -> Told {
        Told::published(name, text, None)
    }

    pub fn published(name: &str, text: &str, published: Option<&str>) -> Told {
        let metadata =
            Metadata { published: published.map(Into::into), outlet: Some("Outlet".into()), ..Metadata::default() };
        Told { document: Document::new(name, text.into(), metadata, "en"), coded: Coded::default() }
    }

    /// The same by another outlet; before anything is marked in it.
    pub fn outlet(mut self, outlet: &str) -> Told {
        let metadata = Metadata { outlet: Some(outlet.into()), ..self.document.metadata().clone() };
        self.document = Document::new(self.document.name(), self.document.text().to_owned(), metadata, "en");
        self
    }

    pub fn span(&self, quote: &str) -> Span {
        let at = self.document.text().find(quote).unwrap_or_else(|| panic!("'{quote}' is not in the text"));
        self.document.span(at..at + quote.len()).expect("a run of characters")
    }

    pub fn actor(mut self, quote: &str, id: &str, kind: ActorKind) -> Told {
        let span = self.span(quote);
        let mark = ActorMark { span, entity: EntityId::new(id), name: id.into(), kind, why: "name".into() };
        self.coded.marks.actors.push(mark);
        self
    }

    pub fn date(mut self, quote: &str, value: &str) -> Told {
        let span = self.span(quote);
        self.coded.marks.dates.push(DateMark {
            span,
            value: edtf(value),
            kind: if value.contains('/') { DateKind::Interval } else { DateKind::Date },
            since: false,
            contradiction: None,
            why: "as written".into(),
        });
        self
    }

    /// A settlement of Mali.
    pub fn town(self, quote: &str, lat: f64, lon: f64) -> Told {
        self.place(quote, lat, lon, Level::Settlement)
    }

    pub fn place(mut self, quote: &str, lat: f64, lon: f64, level: Level) -> Told {
        let span = self.span(quote);
        self.coded.marks.places.push(PlaceMark {
            span,
            entity: EntityId::new(&quote.to_lowercase()),
            name: quote.into(),
            lat,
            lon,
            level,
            country: Some("ML".into()),
            precision: 1,
            why: "one of its name".into(),
        });
        self
    }

    /// A figure; it belongs to the account that is added next.
    pub fn figure(mut self, quote: &str, measure: Measure, low: Option<f64>, high: Option<f64>, of: &str) -> Told {
        let span = self.span(quote);
        self.coded.figures.push(Figure {
            span,
            measure,
            low,
            high,
            approx: false,
            exclusive: false,
            unit: "person".into(),
            of: of.into(),
            date: None,
            places: Vec::new(),
            status: Status::Actual,
            claimant: Claimant::Document,
            part_of: None,
            supersedes: None,
            through: Vec::new(),
            why: "number before noun".into(),
        });
        if measure == Measure::Killed && (low.is_some() || high.is_some()) {
            self.coded.tolls.push(Toll {
                span,
                measure,
                low,
                best: low.or(high),
                high,
                side: VictimSide::Unknown,
                status: Status::Actual,
                claimant: Claimant::Document,
                victims: 0,
                part_of: None,
                superseded_by: None,
                figure: Some(self.coded.figures.len() - 1),
            });
        }
        self
    }

    pub fn said_by(mut self, who: &str) -> Told {
        if let Some(figure) = self.coded.figures.last_mut() {
            figure.claimant = Claimant::Actor(EntityId::new(who));
        }
        if let Some(toll) = self.coded.tolls.last_mut() {
            toll.claimant = Claimant::Actor(EntityId::new(who));
        }
        self
    }

    /// Says whose dead the last toll tells; those of different sides are not the same.
    pub fn of_side(mut self, side: VictimSide) -> Told {
        if let Some(toll) = self.coded.tolls.last_mut() {
            toll.side = side;
            toll.victims = side as usize;
        }
        self
    }

    /// An account of all places and figures so far.
    pub fn account(
        mut self,
        quote: &str,
        kind: EventType,
        date: Option<&str>,
        agents: &[&str],
        targets: &[&str],
    ) -> Told {
        let span = self.span(quote);
        self.coded.accounts.push(Account {
            span,
            also: Vec::new(),
            event_type: kind,
            mode: None,
            context: None,
            date: date.map(edtf),
            announced_then: false,
            places: (0..self.coded.marks.places.len()).collect(),
            agents: ids(agents),
            targets: ids(targets),
            agent_parties: Vec::new(),
            target_parties: Vec::new(),
            agent_countries: Vec::new(),
            target_countries: Vec::new(),
            acled: None,
            main: false,
            status: Status::Actual,
            claimant: Claimant::Document,
            through: Vec::new(),
            figures: (0..self.coded.figures.len()).collect(),
            tolls: (0..self.coded.tolls.len()).collect(),
            confidence: 0.8,
            why: "verb of attack".into(),
        });
        self
    }

    pub fn status(mut self, status: Status) -> Told {
        if let Some(account) = self.coded.accounts.last_mut() {
            account.status = status;
        }
        self
    }

    pub fn mode(mut self, mode: &str) -> Told {
        if let Some(account) = self.coded.accounts.last_mut() {
            account.mode = Some(mode.into());
        }
        self
    }

    /// A fact of an actor about plain words; `@` before either side makes it an actor.
    pub fn fact(mut self, quote: &str, subject: &str, predicate: &str, object: &str) -> Told {
        let span = self.span(quote);
        let term = |text: &str| match text.strip_prefix('@') {
            Some(id) => Term::Entity(EntityId::new(id)),
            None => Term::Words(text.into()),
        };
        self.coded.facts.push(Fact {
            span,
            subject: term(subject),
            predicate: predicate.into(),
            object: term(object),
            qualifier: None,
            from: None,
            to: None,
            at: None,
            status: Status::Actual,
            claimant: Claimant::Document,
            through: Vec::new(),
            why: "apposition".into(),
        });
        self
    }

    /// Narrows the last fact in time.
    pub fn lasting(mut self, from: Option<&str>, to: Option<&str>, at: Option<&str>) -> Told {
        if let Some(fact) = self.coded.facts.last_mut() {
            (fact.from, fact.to, fact.at) = (from.map(edtf), to.map(edtf), at.map(edtf));
        }
        self
    }

    /// The last fact tells of an office.
    pub fn in_office(mut self, office: &str) -> Told {
        if let Some(fact) = self.coded.facts.last_mut() {
            fact.qualifier = Some(office.into());
        }
        self
    }

    pub fn stamp(&self) -> Stamp {
        Stamp {
            bytes: self.document.id().to_string(),
            metadata: Stamp::metadata_of(self.document.metadata()),
            engine: "test 1".into(),
        }
    }

    pub fn rows(&self) -> Readings {
        Readings::of(&self.document, &self.coded).expect("a reading with evidence")
    }
}

/// The snapshot of some documents, brought into the record's order.
pub fn snapshot(told: &[Told]) -> Snapshot {
    let mut told: Vec<&Told> = told.iter().collect();
    told.sort_by_key(|told| told.document.name().to_owned());
    let mut readings = Readings::default();
    told.into_iter().for_each(|told| readings.append(told.rows()));
    Snapshot::of(readings)
}

/// The disputes of a kind.
pub fn of(snapshot: &Snapshot, kind: DisputeKind) -> Vec<&DisputeRow> {
    snapshot.findings.disputes.iter().filter(|dispute| dispute.kind == kind).collect()
}

/// The only dispute of a kind.
pub fn one(snapshot: &Snapshot, kind: DisputeKind) -> &DisputeRow {
    let found = of(snapshot, kind);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0]
}
