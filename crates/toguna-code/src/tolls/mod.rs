//! Tolls: what a document tells of the dead of its events, in numbers and without, and which tolls tell of the same dead.
//!
//! A figure is a number of the text; a toll is anything that tells who died: a figure, "an imam", "civilians", "no
//! deaths". Tolls belong to an episode, the accounts of a passage that tell of one event, so that an attack and its toll in
//! the next sentence stand together.

mod episode;
mod group;
mod orphan;
mod relation;
mod several;
mod side;
mod victims;

use std::ops::Range;

use toguna_text::{Block, Span};

use crate::events::Told;
use crate::figures::Counted;
use crate::scene::{At, Scene};
use crate::{ABOUT, Claimant, Measure, Status, Toll, VictimSide};

/// A number of people, or victims without one, before it is known which tell of the same dead.
#[derive(Clone, Debug)]
struct Telling {
    sentence: usize,
    words: Range<usize>,
    span: Span,
    /// The noun of those counted, or the number where there is none.
    noun: At,
    /// The word of harm.
    by: At,
    measure: Measure,
    low: Option<f64>,
    best: Option<f64>,
    high: Option<f64>,
    side: VictimSide,
    status: Status,
    claimant: Claimant,
    /// The lemma of the noun.
    key: String,
    /// Whether the noun says no more than that they were people, or dead.
    generic: bool,
    /// "five more", "another soldier": not among those told before.
    more: bool,
    /// "in total", "the toll": all that died so far.
    total: bool,
    /// "the three soldiers": told before.
    back: bool,
    heading: bool,
    figure: Option<usize>,
    /// Index into the list of tellings.
    part_of: Option<usize>,
    superseded_by: Option<usize>,
    victims: usize,
}

impl Telling {
    /// What the words about a noun say of a telling, whatever its number.
    fn of(scene: &Scene<'_>, noun: At, span: Span) -> Telling {
        let key = scene.lemma(noun);
        Telling {
            sentence: noun.sentence,
            words: noun.word..noun.word + 1,
            span,
            noun,
            by: noun,
            measure: Measure::Count,
            low: None,
            best: None,
            high: None,
            side: VictimSide::Unknown,
            status: Status::Actual,
            claimant: Claimant::Document,
            generic: scene.lexicon.is(&key, "DEAD_PERSON"),
            more: relation::more(scene, noun),
            total: false,
            back: relation::definite(scene, noun),
            heading: scene.sentence(noun.sentence).block == Block::Heading,
            key,
            figure: None,
            part_of: None,
            superseded_by: None,
            victims: 0,
        }
    }

    /// The number that it tells, or the nearest bound.
    fn size(&self) -> Option<f64> {
        self.best.or(self.low).or(self.high)
    }
}

/// The tolls of a document, given to the accounts of its violence; parts and instalments are noted on the figures too.
pub(crate) fn tolls(scene: &Scene<'_>, told: &mut Vec<Told>, counted: &mut [Counted]) -> Vec<Toll> {
    let mut tellings: Vec<Telling> =
        counted.iter().enumerate().filter_map(|(at, counted)| numbered(scene, at, counted)).collect();
    let nouns: Vec<At> = tellings.iter().map(|t| t.noun).collect();
    tellings.extend(victims::victims(scene, |noun| nouns.contains(&noun)));
    tellings.sort_by_key(|t| (t.sentence, t.words.start, t.words.end));
    relation::relate(scene, &mut tellings);
    note(&tellings, counted);
    retain_deaths(&mut tellings);
    orphan::accounts(scene, told, &tellings);
    let episodes = episode::episodes(scene, told, &tellings);
    group::group(&mut tellings, &episodes);
    for (episode, accounts) in episodes.accounts.iter().enumerate() {
        let own: Vec<usize> = (0..tellings.len()).filter(|&t| episodes.of[t] == Some(episode)).collect();
        accounts.iter().for_each(|&account| told[account].account.tolls.clone_from(&own));
    }
    tellings.into_iter().map(toll).collect()
}

fn toll(telling: Telling) -> Toll {
    Toll {
        span: telling.span,
        measure: telling.measure,
        low: telling.low,
        best: telling.best,
        high: telling.high,
        side: telling.side,
        status: telling.status,
        claimant: telling.claimant,
        victims: telling.victims,
        part_of: telling.part_of,
        superseded_by: telling.superseded_by,
        figure: telling.figure,
    }
}

/// A figure of people as a telling.
fn numbered(scene: &Scene<'_>, at: usize, counted: &Counted) -> Option<Telling> {
    let figure = &counted.figure;
    let people = crate::is_toll(figure.measure) && figure.measure != Measure::BasesDestroyed
        || matches!(figure.measure, Measure::Count | Measure::Personnel);
    let noun = At { word: counted.noun.unwrap_or(counted.words.start), ..counted.at };
    if !people || scene.lexicon.is(&scene.lemma(noun), "ANIMAL") {
        return None;
    }
    // A round plural ("dozens") has a least but tells no number; "at least twelve" does.
    let bare = scene.marks.quantities.iter().any(|q| figure.span.contains(&q.span) && q.span == q.number);
    let low = told_bound(scene, figure);
    let best = match (low, figure.high) {
        (Some(_), None) if bare => None,
        (low, high) => low.or(high),
    };
    let (low, high) = if figure.approx { about(low, figure.high) } else { (low, figure.high) };
    let low = low.filter(|_| !several::of_several(scene, counted.at));
    let of = Telling::of(scene, noun, figure.span);
    Some(Telling {
        words: counted.words.clone(),
        by: counted.at,
        measure: figure.measure,
        low,
        best,
        high,
        side: side::side(scene, noun),
        status: figure.status,
        claimant: figure.claimant.clone(),
        generic: of.generic || counted.noun.is_none(),
        more: of.more || relation::more_after(scene, counted),
        total: relation::total(scene, counted),
        figure: Some(at),
        ..of
    })
}

/// The least of a toll as its words tell it: "more than 30 dead" are at least the 30 that conflict coders write, though
/// the figure counts from 31.
fn told_bound(scene: &Scene<'_>, figure: &crate::Figure) -> Option<f64> {
    let mark = scene.marks.quantities.iter().find(|q| figure.span.contains(&q.span));
    figure.low.map(|low| if mark.is_some_and(|q| q.over) { low - 1.0 } else { low })
}

/// The whole people that "about so many" may be.
fn about(low: Option<f64>, high: Option<f64>) -> (Option<f64>, Option<f64>) {
    (low.map(|low| (low - low / ABOUT).floor()), high.map(|high| (high + high / ABOUT).ceil()))
}

/// Writes parts and instalments on the figures; a part counts what its whole counts.
fn note(tellings: &[Telling], counted: &mut [Counted]) {
    for telling in tellings {
        let Some(figure) = telling.figure else { continue };
        let people = matches!(counted[figure].figure.measure, Measure::Count | Measure::Personnel);
        if people && telling.measure == Measure::Killed {
            counted[figure].figure.measure = Measure::Killed;
            counted[figure].figure.unit = "person".into();
            counted[figure].figure.why.push_str("; goes on a list of the killed");
        }
        let whole = telling.part_of.map(|whole| &tellings[whole]);
        if let Some(of) = whole.and_then(|whole| whole.figure) {
            counted[figure].figure.part_of = Some(of);
            take_from_whole(counted, figure, of);
            if counted[figure].figure.measure != counted[of].figure.measure {
                let measure = counted[of].figure.measure;
                counted[figure].figure.why.push_str(&format!("; part of a figure of {}", measure.name()));
                counted[figure].figure.measure = measure;
                counted[figure].figure.unit = "person".into();
            }
        }
        if let Some(later) = telling.superseded_by.and_then(|later| tellings[later].figure) {
            counted[later].figure.supersedes = Some(figure);
        }
    }
}

/// Gives a part what only its whole tells: who claims it, when and where it was.
fn take_from_whole(counted: &mut [Counted], part: usize, whole: usize) {
    let whole = counted[whole].figure.clone();
    let part = &mut counted[part].figure;
    if part.claimant == Claimant::Document {
        (part.claimant, part.through) = (whole.claimant, whole.through);
    }
    part.date = part.date.take().or(whole.date);
    if part.places.is_empty() {
        part.places = whole.places;
    }
}

/// Keeps the tellings of deaths, with the places of the others taken out of the links.
fn retain_deaths(tellings: &mut Vec<Telling>) {
    let mut went = vec![None; tellings.len()];
    let mut kept = 0;
    for (at, telling) in tellings.iter_mut().enumerate() {
        if matches!(telling.measure, Measure::Killed | Measure::Neutralized) {
            went[at] = Some(kept);
            kept += 1;
        }
    }
    tellings.retain(|t| matches!(t.measure, Measure::Killed | Measure::Neutralized));
    for telling in tellings {
        telling.part_of = telling.part_of.and_then(|at| went[at]);
        telling.superseded_by = telling.superseded_by.and_then(|at| went[at]);
    }
}
