//! A made record: reports of events that never were, in places that are not, with the shape of real ones. The number of
//! accounts a day is fixed, so that ten times the accounts are ten times the years and not ten times the crowd.

use anyhow::{Context, Result};
use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};
use toguna_code::{Account, Claimant, Coded, EventType, Figure, Measure, Status, Toll, VictimSide};
use toguna_mark::{ActorKind, ActorMark, DatedBy, DocumentDate, Edtf, EntityId, Level, PlaceMark};
use toguna_record::Stamp;
use toguna_text::{Document, Metadata};

/// Accounts in a report.
const ITEMS: usize = 5;
/// Reports a day.
const REPORTS: usize = 20;
/// Events a day; each is told by two or three reports.
const EVENTS: u64 = 40;
/// Towns on the made map.
const TOWNS: u64 = 2_000;
/// Countries on it.
const COUNTRIES: u64 = 8;
/// Armed parties and those they meet.
const PARTIES: u64 = 24;

/// A report with what coding would have made of it.
pub(crate) struct Made {
    /// The report.
    pub(crate) document: Document,
    /// What it tells.
    pub(crate) coded: Coded,
    /// What a build would note of it.
    pub(crate) stamp: Stamp,
}

/// The reports of so many accounts, one after the other.
pub(crate) fn reports(accounts: usize) -> impl Iterator<Item = Result<Made>> {
    (0..accounts.div_ceil(ITEMS)).map(|at| report(at as u64))
}

/// The first day of the made world.
pub(crate) fn first_day() -> Date {
    jiff::civil::date(1990, 1, 1)
}

/// The days over which so many accounts are told.
pub(crate) fn days(accounts: usize) -> Length {
    (accounts.div_ceil(ITEMS * REPORTS) as i64).days()
}

/// Numbers that look random and are the same in every run (SplitMix64).
pub(crate) fn scattered(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn party(at: u64) -> String {
    format!("party-{}", at % PARTIES)
}

fn report(at: u64) -> Result<Made> {
    let day = at / REPORTS as u64;
    let today = first_day().checked_add((day as i64).days())?;
    // A place in the day's events to begin from, and steps that meet no event twice.
    let from = scattered(at);
    let events: Vec<u64> = (0..ITEMS as u64).map(|item| day * EVENTS + (from % EVENTS + item * 7) % EVENTS).collect();
    let mut text = String::new();
    let mut items = Vec::new();
    for (item, &event) in events.iter().enumerate() {
        items.push(Item::write(&mut text, at * ITEMS as u64 + item as u64, event, today)?);
    }
    let metadata = Metadata {
        published: Some(today.tomorrow()?.to_string()),
        outlet: Some(format!("Outlet {}", at % 60)),
        ..Metadata::default()
    };
    let stamp = Stamp { bytes: at.to_string(), metadata: Stamp::metadata_of(&metadata), engine: "made".into() };
    let document = Document::new(format!("{at:07}.txt"), text, metadata, "en");
    let mut coded = Coded::default();
    // As reading would have found it in the metadata.
    let day = Edtf::day(today.tomorrow()?).context("a day")?;
    coded.marks.dated = Some(DocumentDate { value: day, by: DatedBy::Metadata, why: "metadata".into() });
    for item in items {
        item.code(&document, &mut coded)?;
    }
    Ok(Made { document, coded, stamp })
}

/// One account in the making: what it tells, and where its words stand.
struct Item {
    town: u64,
    date: Option<Edtf>,
    agent: Option<String>,
    target: String,
    killed: u64,
    words: [std::ops::Range<usize>; 5],
}

impl Item {
    fn write(text: &mut String, seed: u64, event: u64, today: Date) -> Result<Item> {
        let (of, own) = (scattered(event ^ 0xe1e1), scattered(seed));
        let town = of % TOWNS;
        let agent = party(of / TOWNS % (PARTIES / 2));
        let target = party(PARTIES / 2 + of / 50_000 % (PARTIES / 2));
        // One telling in four has another number; one in five names no agent.
        let killed = 2 + of / 7 % 30 + if own % 4 == 0 { own / 4 % 4 } else { 0 };
        let date = match own / 16 % 100 {
            0..=6 => None,
            7..=11 => Some(format!("{:04}-{:02}", today.year(), today.month())),
            12..=13 => Some(format!("{:04}", today.year())),
            _ => Some(today.to_string()),
        };
        let mut words: [std::ops::Range<usize>; 5] = Default::default();
        let mut put = |text: &mut String, at: usize, word: &str, after: &str| {
            words[at] = text.len()..text.len() + word.len();
            text.push_str(word);
            text.push_str(after);
        };
        put(text, 0, &agent, " ");
        put(text, 1, "attacked", " ");
        put(text, 2, &target, " at ");
        put(text, 3, &format!("town-{town}"), " and ");
        put(text, 4, &killed.to_string(), " were killed");
        for word in 0..9 {
            text.push_str(&format!(" w{}", scattered(seed * 31 + word) % 9_000));
        }
        text.push_str(".\n");
        let date = date.map(|date| Edtf::parse(&date)).transpose()?;
        let agent = (own / 64 % 5 != 0).then_some(agent);
        Ok(Item { town, date, agent, target, killed, words })
    }

    fn code(self, document: &Document, coded: &mut Coded) -> Result<()> {
        let span = |at: usize| document.span(self.words[at].clone()).context("a run of characters");
        let actor = |span, id: &str| ActorMark {
            span,
            entity: EntityId::new(id),
            name: id.into(),
            kind: ActorKind::ArmedGroup,
            why: "name".into(),
        };
        coded.marks.actors.extend(self.agent.iter().map(|id| Ok(actor(span(0)?, id))).collect::<Result<Vec<_>>>()?);
        coded.marks.actors.push(actor(span(2)?, &self.target));
        let country = self.town % COUNTRIES;
        let where_in = scattered(self.town);
        coded.marks.places.push(PlaceMark {
            span: span(3)?,
            entity: EntityId::new(&format!("town-{}", self.town)),
            name: format!("town-{}", self.town),
            lat: 5.0 + (country / 4) as f64 * 8.0 + (where_in % 8_000) as f64 / 1_000.0,
            lon: -12.0 + (country % 4) as f64 * 8.0 + (where_in / 8_000 % 8_000) as f64 / 1_000.0,
            level: Level::Settlement,
            country: Some(format!("C{country}")),
            precision: 1,
            why: "one of its name".into(),
        });
        let killed = Some(self.killed as f64);
        coded.figures.push(Figure {
            span: span(4)?,
            measure: Measure::Killed,
            low: killed,
            high: killed,
            approx: false,
            exclusive: false,
            unit: "person".into(),
            of: "people".into(),
            date: None,
            places: Vec::new(),
            status: Status::Actual,
            claimant: Claimant::Document,
            part_of: None,
            supersedes: None,
            through: Vec::new(),
            why: "number before verb".into(),
        });
        coded.tolls.push(Toll {
            span: span(4)?,
            measure: Measure::Killed,
            low: killed,
            best: killed,
            high: killed,
            side: VictimSide::Unknown,
            status: Status::Actual,
            claimant: Claimant::Document,
            victims: coded.tolls.len(),
            part_of: None,
            superseded_by: None,
            figure: Some(coded.figures.len() - 1),
        });
        coded.accounts.push(Account {
            span: span(1)?,
            also: Vec::new(),
            event_type: EventType::Assault,
            mode: None,
            context: None,
            date: self.date,
            announced_then: false,
            places: vec![coded.marks.places.len() - 1],
            agents: self.agent.iter().map(|id| EntityId::new(id)).collect(),
            targets: vec![EntityId::new(&self.target)],
            agent_parties: Vec::new(),
            target_parties: Vec::new(),
            agent_countries: Vec::new(),
            target_countries: Vec::new(),
            acled: None,
            main: false,
            status: Status::Actual,
            claimant: Claimant::Document,
            through: Vec::new(),
            figures: vec![coded.figures.len() - 1],
            tolls: vec![coded.tolls.len() - 1],
            confidence: 0.8,
            why: "verb of attack".into(),
        });
        Ok(())
    }
}
