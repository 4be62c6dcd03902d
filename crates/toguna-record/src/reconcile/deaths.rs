//! Deaths of an event: three numbers from what its documents tell. What one document tells is added up by the coder's own
//! rule (`toguna_code::deaths`); here the documents are set beside each other.

use std::collections::BTreeMap;

use toguna_code::{Estimate, TollView, VictimSide, deaths};

use crate::findings::Deaths;
use crate::rows::{Readings, TollRow};

/// What one document tells of the deaths.
struct Telling {
    deaths: toguna_code::Deaths,
    /// The document's last possible day of publication.
    published: Option<String>,
    document: usize,
    tolls: Vec<usize>,
}

/// The deaths that these accounts tell of, by their tolls; `None` where none tells any.
pub fn deaths_told(readings: &Readings, accounts: &[usize]) -> Option<Deaths> {
    let mut by_document = BTreeMap::<usize, Vec<usize>>::new();
    for toll in accounts.iter().flat_map(|&at| readings.accounts[at].tolls.iter().copied()) {
        by_document.entry(readings.tolls[toll].at.document).or_default().push(toll);
    }
    let tellings: Vec<Telling> =
        by_document.into_iter().filter_map(|(document, tolls)| telling(readings, document, tolls)).collect();
    let sides: std::collections::BTreeSet<VictimSide> =
        tellings.iter().flat_map(|t| t.deaths.by_side.keys().copied()).collect();
    let of_side =
        |side: &VictimSide| tellings.iter().filter_map(|t| Some((t, *t.deaths.by_side.get(side)?))).collect::<Vec<_>>();
    let all = beside(&tellings.iter().map(|t| (t, t.deaths.all)).collect::<Vec<_>>())?;
    let by_side = sides.iter().filter_map(|side| Some((*side, beside(&of_side(side))?))).collect();
    let went_in = tellings.iter().flat_map(|t| t.deaths.went_in.iter().map(|&at| t.tolls[at])).collect();
    Some(Deaths { all, by_side, went_in, rule: rule(readings, &tellings) })
}

fn telling<'r>(readings: &'r Readings, document: usize, mut tolls: Vec<usize>) -> Option<Telling> {
    tolls.sort_unstable();
    tolls.dedup();
    let place = |wanted: Option<usize>| wanted.and_then(|toll| tolls.iter().position(|&t| t == toll));
    let view = |row: &'r TollRow| TollView {
        measure: row.measure,
        told: row.told,
        side: row.side,
        status: row.status,
        claimant: row.claimed_by.told(),
        victims: row.victims,
        part_of: place(row.part_of),
        superseded: row.superseded_by.is_some(),
    };
    let views: Vec<TollView<'r>> = tolls.iter().map(|&at| view(&readings.tolls[at])).collect();
    let published = readings.documents[document].published.as_ref().and_then(|date| date.latest());
    Some(Telling { deaths: deaths(&views)?, published: published.map(|day| day.to_string()), document, tolls })
}

/// Several documents' estimates of one number: the least, the number that most tell, the most.
fn beside(tellings: &[(&Telling, Estimate)]) -> Option<Estimate> {
    let estimates = || tellings.iter().map(|(_, estimate)| estimate);
    estimates().next()?;
    let low = estimates().filter_map(|e| e.low.or(e.best)).min_by(f64::total_cmp);
    let open = estimates().any(|e| e.high.is_none());
    let high = estimates().filter_map(|e| e.high).max_by(f64::total_cmp).filter(|_| !open);
    Some(Estimate { low, best: most_told(tellings), high })
}

/// The number that most documents tell; at a tie the one published last, then the lower.
fn most_told(tellings: &[(&Telling, Estimate)]) -> Option<f64> {
    let mut votes = BTreeMap::<u64, (usize, Option<&String>)>::new();
    for (telling, estimate) in tellings {
        let Some(best) = estimate.best else { continue };
        let vote = votes.entry(best.max(0.0).to_bits()).or_default();
        vote.0 += 1;
        vote.1 = vote.1.max(telling.published.as_ref());
    }
    let most = votes.into_iter().max_by(|(a, x), (b, y)| x.cmp(y).then(b.cmp(a)));
    most.map(|(bits, _)| f64::from_bits(bits))
}

fn rule(readings: &Readings, tellings: &[Telling]) -> String {
    let quote = |telling: &Telling, at: usize| {
        let row = &readings.tolls[telling.tolls[at]];
        let claimant = row.claimed_by.told().map(|who| format!(" ({who})")).unwrap_or_default();
        format!("“{}” in {}{claimant}", row.at.quote, readings.documents[telling.document].name)
    };
    let mut rules: Vec<String> = tellings.iter().map(|telling| telling.deaths.rule(|at| quote(telling, at))).collect();
    if rules.len() > 1 {
        rules.insert(
            0,
            "Documents: low the least, high the most, best what most tell, at a tie the latest published".into(),
        );
    }
    rules.join(". ")
}
