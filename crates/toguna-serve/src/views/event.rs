//! Events and their accounts.

use jiff::civil::Date;
use serde::Serialize;
use toguna_code::SubEvent;
use toguna_record::{Bounds, Deaths, EventRow, ListedEvent, PlaceRow, Settled, SettledValue, Snapshot};
use utoipa::ToSchema;

use super::{Claimant, DecisionView, DisputeView, EvidenceView, FigureView, Named, PhraseView};
use crate::shown::Shown;

/// Where something is told to have happened.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PlaceView {
    /// Name.
    name: String,
    /// Degrees north.
    lat: f64,
    /// Degrees east.
    lon: f64,
    /// UCDP's precision: 1 the point itself to 7.
    precision: u8,
    /// `settlement`, `admin1` …
    level: String,
    /// ISO 3166 code of its country.
    country: Option<String>,
}

impl PlaceView {
    pub(crate) fn of(row: &PlaceRow) -> PlaceView {
        PlaceView {
            name: row.name.clone(),
            lat: row.lat,
            lon: row.lon,
            precision: row.precision,
            level: row.level.clone(),
            country: row.country.clone(),
        }
    }
}

/// Deaths of an event by a rule that anybody can repeat.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct DeathsView {
    /// The least that a source tells; null where the words leave it open.
    low: Option<f64>,
    /// The number that most tell.
    best: Option<f64>,
    /// The most that a source tells.
    high: Option<f64>,
    /// Which numbers went in and which were left out.
    rule: String,
    /// The same by the codes of its sentences.
    rule_code: Option<PhraseView>,
}

impl DeathsView {
    fn of(deaths: &Deaths) -> DeathsView {
        let (rule, rule_code) = (deaths.rule.to_string(), PhraseView::of(&deaths.rule));
        DeathsView { low: deaths.all.low, best: deaths.all.best, high: deaths.all.high, rule, rule_code }
    }
}

/// What a person took to hold of an event, where its accounts dispute it: the event tells that.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct RulingView {
    /// `date` or `deaths`.
    field: &'static str,
    /// The dispute that was settled.
    dispute: String,
    /// What holds: a position of the dispute, or a range as `7..12`.
    value: String,
    who: String,
    /// Why, in that person's words.
    note: String,
    /// When (RFC 3339).
    entered: String,
    /// The date that the rule makes of all tellings.
    rule_date: Option<String>,
    /// The deaths that it makes: low, best, high.
    rule_deaths: Option<[Option<f64>; 3]>,
}

impl RulingView {
    fn of(row: &Settled) -> RulingView {
        let (rule_date, rule_deaths) = match &row.of {
            SettledValue::Date { rule, .. } => (rule.clone(), None),
            SettledValue::Deaths { rule, .. } => (None, Some(*rule)),
        };
        let (dispute, value, who) = (row.dispute.clone(), row.value.clone(), row.who.clone());
        let (note, entered) = (row.note.clone(), row.entered.clone());
        RulingView { field: row.field(), dispute, value, who, note, entered, rule_date, rule_deaths }
    }
}

/// What the first account of an event tells, by the words that a sentence is made of.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct EventWords {
    /// PLOVER type.
    #[serde(rename = "type")]
    kind: &'static str,
    mode: Option<String>,
    /// Names of who did it.
    agents: Vec<String>,
    /// Names of who suffered it.
    targets: Vec<String>,
    /// Names of where.
    places: Vec<String>,
}

impl EventWords {
    pub(crate) fn of(snapshot: &Snapshot, account: usize) -> EventWords {
        let row = &snapshot.readings.accounts[account];
        let names = |ids: &[String]| ids.iter().map(|id| snapshot.entity_name(id).to_owned()).collect();
        EventWords {
            kind: row.event_type.name(),
            mode: row.mode.clone(),
            agents: names(&row.agents),
            targets: names(&row.targets),
            places: row.places.iter().map(|&at| snapshot.readings.places[at].name.clone()).collect(),
        }
    }
}

/// The pairs of an event's claims of which people said how far they believe them.
fn pairs(shown: &Shown, event: &EventRow) -> Vec<String> {
    let readings = &shown.snapshot.readings;
    let accounts = event.accounts.iter().map(|&at| &readings.accounts[at]);
    let of_accounts = accounts.clone().map(|row| shown.rated_pair(&row.id, &row.claimed_by, &row.at));
    let figures = accounts.flat_map(|row| &row.figures).map(|&at| &readings.figures[at]);
    let of_figures = figures.map(|row| shown.rated_pair(&row.id, &row.claimed_by, &row.at));
    distinct(of_accounts.chain(of_figures).flatten())
}

/// Something in the world that one or more accounts tell of.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct EventView {
    id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    kind: &'static str,
    acled_type: Option<&'static str>,
    acled_subtype: Option<&'static str>,
    /// EDTF.
    date: Option<String>,
    /// First day that the date can mean.
    earliest: Option<String>,
    /// Last day.
    latest: Option<String>,
    place: Option<PlaceView>,
    agents: Vec<Named>,
    targets: Vec<Named>,
    /// How the accounts tell it: `actual`, `planned`, `alleged`, `denied`, `possible`.
    status: Vec<&'static str>,
    claimants: Vec<Claimant>,
    deaths: Option<DeathsView>,
    /// What of its date or deaths a person settled.
    settled: Vec<RulingView>,
    /// Whether a dispute is about it; null on a page of an earlier day that was answered without looking for disputes.
    contested: Option<bool>,
    /// How many documents tell it.
    sources: usize,
    /// In words.
    told: String,
    /// The same word for word, for whoever tells it in another language.
    words: EventWords,
    /// Pairs of its accounts and figures that people rated, as `B2` of the Admiralty code, each once.
    rated: Vec<String>,
    /// The words of its accounts.
    evidence: Vec<EvidenceView>,
    /// The last decision about it: `accept`, `reject` …
    judged: Option<&'static str>,
}

impl EventView {
    /// An event of a list; none where the record no longer tells it.
    pub(crate) fn of(shown: &Shown, listed: &ListedEvent) -> Option<EventView> {
        Some(EventView::made(shown, listed, shown.event(&listed.id)?))
    }

    /// The same where nobody looked for disputes.
    pub(crate) fn of_events_alone(shown: &Shown, listed: &ListedEvent) -> Option<EventView> {
        EventView::of(shown, listed).map(|view| EventView { contested: None, ..view })
    }

    fn made(shown: &Shown, listed: &ListedEvent, event: &EventRow) -> EventView {
        let snapshot: &Snapshot = &shown.snapshot;
        let accounts: Vec<_> = event.accounts.iter().map(|&at| &snapshot.readings.accounts[at]).collect();
        let who = |ids: &mut dyn Iterator<Item = &String>| distinct(ids.map(|id| Named::of(snapshot, id)));
        let mut documents: Vec<usize> = accounts.iter().map(|row| row.at.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let edge = |of: fn(Bounds) -> Option<Date>| listed.bounds.and_then(of).map(|day| day.to_string());
        let places = accounts.iter().flat_map(|row| &row.places).map(|&at| &snapshot.readings.places[at]);
        EventView {
            id: event.id.clone(),
            kind: event.event_type.name(),
            acled_type: listed.acled.map(SubEvent::event_type),
            acled_subtype: listed.acled.map(SubEvent::name),
            date: event.date.clone(),
            earliest: edge(|bounds| bounds.earliest),
            latest: edge(|bounds| bounds.latest),
            place: places.min_by_key(|place| place.precision).map(PlaceView::of),
            agents: who(&mut accounts.iter().flat_map(|row| &row.agents)),
            targets: who(&mut accounts.iter().flat_map(|row| &row.targets)),
            status: distinct(accounts.iter().map(|row| row.status.name())),
            claimants: distinct(accounts.iter().filter_map(|row| Claimant::of(shown, &row.claimed_by))),
            deaths: event.deaths.as_ref().map(DeathsView::of),
            settled: event.settled.iter().map(RulingView::of).collect(),
            contested: Some(listed.contested),
            sources: documents.len(),
            told: snapshot.event_words(event),
            words: EventWords::of(snapshot, event.accounts[0]),
            rated: pairs(shown, event),
            evidence: accounts.iter().map(|row| EvidenceView::of(shown, &row.at)).collect(),
            judged: DecisionView::last(shown, &event.id),
        }
    }
}

/// Each once, in the order of their first appearance.
pub(crate) fn distinct<T: PartialEq>(rows: impl Iterator<Item = T>) -> Vec<T> {
    rows.fold(Vec::new(), |mut kept, row| {
        if !kept.contains(&row) {
            kept.push(row);
        }
        kept
    })
}

/// What one document tells of one event.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct AccountView {
    id: String,
    /// The event that it tells of.
    event: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    mode: Option<String>,
    date: Option<String>,
    agents: Vec<Named>,
    targets: Vec<Named>,
    place: Option<PlaceView>,
    status: &'static str,
    claimed_by: Option<Claimant>,
    confidence: f64,
    /// Which rule and which words made it.
    why: String,
    judged: Option<&'static str>,
    /// How far people trust what it says, `1` to `6` of the Admiralty code; null where nobody said.
    credibility: Option<String>,
    #[serde(flatten)]
    evidence: EvidenceView,
}

impl AccountView {
    pub(crate) fn of(shown: &Shown, at: usize) -> AccountView {
        let snapshot = &shown.snapshot;
        let row = &snapshot.readings.accounts[at];
        let place = row.places.iter().map(|&at| &snapshot.readings.places[at]).min_by_key(|place| place.precision);
        AccountView {
            id: row.id.clone(),
            event: snapshot.event_of(at).map(|event| event.id.clone()),
            kind: row.event_type.name(),
            mode: row.mode.clone(),
            date: row.date.as_ref().map(|date| date.as_str().into()),
            agents: row.agents.iter().map(|id| Named::of(snapshot, id)).collect(),
            targets: row.targets.iter().map(|id| Named::of(snapshot, id)).collect(),
            place: place.map(PlaceView::of),
            status: row.status.name(),
            claimed_by: Claimant::of(shown, &row.claimed_by),
            confidence: row.confidence,
            why: row.why.clone(),
            judged: DecisionView::last(shown, &row.id),
            credibility: shown.credibility(&row.id),
            evidence: EvidenceView::of(shown, &row.at),
        }
    }
}

/// An event with everything told of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct EventPage {
    #[serde(flatten)]
    event: EventView,
    accounts: Vec<AccountView>,
    figures: Vec<FigureView>,
    disputes: Vec<DisputeView>,
    decisions: Vec<DecisionView>,
    /// Why these accounts are one event.
    why: String,
    /// The same by the codes of its sentences.
    why_code: Option<PhraseView>,
}

impl EventPage {
    /// An event of a list; none where the record no longer tells it.
    pub(crate) fn of(shown: &Shown, listed: &ListedEvent) -> Option<EventPage> {
        let snapshot: &Snapshot = &shown.snapshot;
        let event = shown.event(&listed.id)?;
        let figures = event.accounts.iter().flat_map(|&at| snapshot.readings.accounts[at].figures.iter().copied());
        let disputes = snapshot.findings.disputes.iter().filter(|row| row.event.as_ref() == Some(&event.id));
        let about: Vec<&str> = std::iter::once(event.id.as_str())
            .chain(event.accounts.iter().map(|&at| snapshot.readings.accounts[at].id.as_str()))
            .collect();
        Some(EventPage {
            event: EventView::made(shown, listed, event),
            accounts: event.accounts.iter().map(|&at| AccountView::of(shown, at)).collect(),
            figures: distinct(figures).into_iter().map(|at| FigureView::of(shown, at)).collect(),
            disputes: disputes.map(|row| DisputeView::of(shown, row)).collect(),
            decisions: DecisionView::about(shown, &about),
            why: event.why.to_string(),
            why_code: PhraseView::of(&event.why),
        })
    }
}
