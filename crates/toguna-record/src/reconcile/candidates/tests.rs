use std::collections::BTreeSet;

use toguna_code::{Estimate, EventType, Measure, Status, VictimSide};
use toguna_mark::Edtf;

use super::*;
use crate::reconcile::likeness::likeness;
use crate::rows::{
    AccountRow, ActorRow, ClaimedBy, DocumentRow, Evidence, FactRow, FigureRow, PlaceRow, Range32, Readings, Side,
    Sides, TollRow,
};

/// Numbers that look random and are the same in every run (SplitMix64).
fn scattered(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn at(document: usize) -> Evidence {
    let range = Range32 { start: 0, end: 1 };
    Evidence { document, bytes: range, points: range, quote: "x".into() }
}

fn place(document: usize, of: u64) -> PlaceRow {
    let of = of % 40;
    let level = ["settlement", "settlement", "site", "admin1", "country", "region"][of as usize % 6];
    PlaceRow {
        id: String::new(),
        at: at(document),
        entity: format!("{level}-{}", of),
        name: String::new(),
        // On both sides of the corners of squares.
        lat: 10.9 + scattered(of) as f64 % 23.0 / 100.0 + (of % 3) as f64,
        lon: 1.9 + scattered(of) as f64 % 19.0 / 100.0 + (of % 2) as f64,
        level: level.into(),
        country: Some(["C", "D"][of as usize / 6 % 2].into()),
        precision: 1,
        why: String::new(),
    }
}

fn killed(document: usize, low: f64) -> FigureRow {
    FigureRow {
        id: String::new(),
        at: at(document),
        measure: Measure::Killed,
        low: Some(low),
        high: Some(low),
        approx: false,
        exclusive: false,
        unit: String::new(),
        of: String::new(),
        date: None,
        places: Vec::new(),
        status: Status::Actual,
        claimed_by: ClaimedBy::default(),
        part_of: None,
        supersedes: None,
        why: String::new(),
    }
}

fn toll(document: usize, dead: f64) -> TollRow {
    TollRow {
        id: String::new(),
        at: at(document),
        measure: Measure::Killed,
        told: Estimate { low: Some(dead), best: Some(dead), high: Some(dead) },
        side: VictimSide::Unknown,
        status: Status::Actual,
        claimed_by: ClaimedBy::default(),
        victims: 0,
        part_of: None,
        superseded_by: None,
    }
}

/// Some are related: a state and its army, a band and its wing, a union and its force.
const PARTIES: [(&str, &str); 6] = [
    ("st-gov", "state"),
    ("st-army", "military"),
    ("band", "armed-group"),
    ("wing", "armed-group"),
    ("un", "igo"),
    ("un-force", "military"),
];

fn actor((id, kind): (&str, &str)) -> ActorRow {
    ActorRow { id: String::new(), at: at(0), entity: id.into(), name: id.into(), kind: kind.into(), why: String::new() }
}

fn wing_of_the_band() -> FactRow {
    let side = |id: &str| Side { text: id.into(), is_entity: true };
    FactRow {
        id: String::new(),
        at: at(0),
        subject: side("wing"),
        predicate: "part-of".into(),
        object: side("band"),
        qualifier: None,
        from: None,
        to: None,
        on: None,
        status: Status::Actual,
        claimed_by: ClaimedBy::default(),
        why: String::new(),
    }
}

/// A long text, or one short enough to be a brief, of words that no other has.
fn document(at: usize, seed: u64) -> DocumentRow {
    let brief = seed.is_multiple_of(3);
    DocumentRow {
        id: at.to_string(),
        name: at.to_string(),
        text: format!("x{at:05}{}", " and so on".repeat(if brief { 1 } else { 70 })),
        sha256: String::new(),
        language: "en".into(),
        title: None,
        outlet: None,
        outlet_kind: None,
        url: None,
        published: Edtf::parse(&format!("2030-05-{:02}", 4 + seed / 3 % 5)).ok(),
        published_from: "metadata".into(),
        dated: None,
        entered: String::new(),
    }
}

fn account(at_row: usize, seed: u64, places: Vec<usize>, figures: Vec<usize>) -> AccountRow {
    let date = match seed % 9 {
        0..=3 => None,
        4 => Some("2030-05".to_owned()),
        5 => Some("2030".to_owned()),
        6 => Some("2029-11/..".to_owned()),
        day => Some(format!("2030-05-{:02}", day - 3 + seed / 9 % 3)),
    };
    let party = |one: u64| PARTIES.get(one as usize % 8).map(|(id, _)| (*id).to_owned()).into_iter().collect();
    let kind = |one: u64| ["soldiers", "civilians"].get(one as usize % 3).map(|of| (*of).to_owned());
    AccountRow {
        id: at_row.to_string(),
        at: at(at_row),
        also: Vec::new(),
        event_type: if seed.is_multiple_of(5) { EventType::Coerce } else { EventType::Assault },
        mode: None,
        context: None,
        date: date.and_then(|date| Edtf::parse(&date).ok()),
        announced_then: false,
        places,
        agents: party(seed / 100),
        targets: party(seed / 1_000),
        sides: Sides { target_families: kind(seed / 70_000).into_iter().collect(), ..Sides::default() },
        acled: None,
        main: false,
        status: Status::Actual,
        claimed_by: ClaimedBy::default(),
        tolls: figures.clone(),
        figures,
        confidence: 1.0,
        why: String::new(),
    }
}

/// One account a document, most with one place and a number of dead.
fn readings(count: usize) -> Readings {
    let mut readings =
        Readings { actors: PARTIES.map(actor).into(), facts: vec![wing_of_the_band()], ..Readings::default() };
    for at in 0..count {
        let seed = scattered(at as u64);
        let dead = [1.0, 2.0, 4.0, 5.0, 12.0][(seed / 1_000_000 % 5) as usize];
        let mut places = Vec::new();
        if !(seed / 13).is_multiple_of(5) {
            places.push(readings.places.len());
            readings.places.push(place(at, seed / 10_000));
        }
        readings.figures.push(killed(at, dead));
        readings.tolls.push(toll(at, dead));
        readings.documents.push(document(at, seed / 7));
        let figures = if (seed / 8).is_multiple_of(5) { vec![] } else { vec![at] };
        readings.accounts.push(account(at, seed, places, figures));
    }
    readings
}

#[test]
fn candidates_are_all_that_is_alike() {
    let readings = readings(900);
    let kinship = Kinship::of(&readings);
    let traits = Traits::all(&readings);
    let alike = |a: usize, b: usize| likeness(&traits[a], &traits[b], &kinship).is_some_and(|l| l.margin() > -1e-9);
    let all = (0..traits.len()).flat_map(|a| (a + 1..traits.len()).map(move |b| (a, b)));
    let wanted: BTreeSet<(usize, usize)> = all.filter(|&(a, b)| alike(a, b)).collect();
    let mut met = BTreeSet::new();
    each_pair(&traits, &kinship, |a, b| _ = met.insert((a, b)));
    let of = |(a, b): (usize, usize)| {
        let dating = [Dating::of(&traits[a]), Dating::of(&traits[b])];
        format!("{dating:?}: {:?} and {:?}", readings.accounts[a], readings.accounts[b])
    };
    let missed: Vec<_> = wanted.difference(&met).map(|&pair| of(pair)).collect();
    assert!(missed.is_empty(), "{} of {} missed, as {}", missed.len(), wanted.len(), missed[0]);
    for x in [Dating::Narrow, Dating::Brief, Dating::Wide, Dating::Not] {
        for y in [Dating::Narrow, Dating::Brief, Dating::Wide, Dating::Not] {
            let both = |&&(a, b): &&(usize, usize)| (Dating::of(&traits[a]), Dating::of(&traits[b])) == (x, y);
            assert!(wanted.iter().filter(both).count() > 3, "the made accounts must try {x:?} with {y:?}");
        }
    }
    let all = traits.len() * (traits.len() - 1) / 2;
    assert!(met.len() * 3 < all * 2, "{} of {all} pairs of one week are compared", met.len());
}
