//! Which figures of several documents speak of one happening, also where its accounts were not merged.

mod loose;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

use jiff::civil::Date;
use toguna_code::{EventType, Measure, Status, VictimSide};

use super::Matter;
use super::around::sentence;
use super::figures::{OF_PEOPLE, number};
use crate::reconcile::cluster::{Pair, average_link};
use crate::reconcile::fold::{long_words, share_word};
use crate::reconcile::place::{Lie, closest, squares_of};
use crate::rows::{Evidence, FigureRow, PlaceRow};
use crate::when::{Bounds, bounds};

/// A happening is dated at most this widely.
const NARROW_DAYS: i32 = 8;
/// Tolls further apart than this many times are tolls of two happenings, where only a region is told.
const MOST_TIMES: f64 = 3.0;

/// Two tellers seldom differ by more than this about one thing.
const MOST_CONTESTED: f64 = 6.0;
/// Two tellers whom one text sets beside each other stand within so many bytes.
pub(super) const BESIDE: u32 = 500;

/// So many bytes apart, two numbers of one thing are told in one breath.
const ALIKE: u32 = 160;

/// A figure with what it is told of, looked up once.
pub(super) struct Told<'a> {
    pub(super) row: &'a FigureRow,
    pub(super) event: Option<usize>,
    /// The date of its event, else its own.
    pub(super) when: Option<Bounds>,
    pub(super) of: Vec<String>,
    /// Whose dead it counts, where it counts any.
    pub(super) side: Option<VictimSide>,
    /// Whether a state or its force tells it.
    by_state: bool,
}

impl<'a> Told<'a> {
    /// A figure that can be compared; `None` for one that is denied, planned or without a number.
    pub(super) fn of(matter: &Matter<'a>, at: usize) -> Option<Told<'a>> {
        let row = &matter.readings.figures[at];
        let comparable = row.low.is_some() || row.high.is_some();
        // What somebody believes is a claim; what the writer holds for possible is none.
        let guessed = row.status == Status::Possible && row.claimed_by.told().is_none();
        if !comparable || guessed || matches!(row.status, Status::Denied | Status::Planned) {
            return None;
        }
        let event = matter.event_of_figure[at];
        let dated = event.and_then(|event| matter.events[event].date.as_deref());
        let when = dated.and_then(|date| toguna_mark::Edtf::parse(date).ok()).and_then(|date| bounds(Some(&date)));
        let when = when.or_else(|| bounds(row.date.as_ref()));
        let tolls = matter.readings.tolls_of(row.at.document);
        let side = tolls.iter().find(|toll| toll.at.meets(&row.at)).map(|toll| toll.side);
        let by_state = row.claimed_by.entity.as_ref().is_some_and(|who| matter.speaks_for_state(who, row.at.document));
        Some(Told { row, event, when, of: long_words(&row.of), side, by_state })
    }

    /// Whether two figures may count the same people: of one side, or one of people whose side nobody tells beside one of
    /// civilians, or beside a bare number ("over 100").
    pub(super) fn may_count_those_of(&self, other: &Told<'_>) -> bool {
        let told = |figure: &Told<'_>| figure.side.filter(|side| *side != VictimSide::Unknown);
        let people = |side: VictimSide, plain: &Told<'_>| {
            // An army that tells so many dead tells its own.
            let own = side == VictimSide::State && plain.by_state;
            plain.of.is_empty() || (own || side == VictimSide::Civilians) && within(self.row, other.row, MOST_TIMES)
        };
        match (told(self), told(other)) {
            (Some(x), Some(y)) => x == y,
            (Some(side), None) => people(side, other),
            (None, Some(side)) => people(side, self),
            (None, None) => true,
        }
    }

    /// Whether figures of two documents may count the same people: of one side, or, where only one of them tells whose dead it
    /// counts, near enough to be counts of all.
    pub(super) fn may_be_those_of(&self, other: &Told<'_>) -> bool {
        let told = |figure: &Told<'_>| figure.side.filter(|side| *side != VictimSide::Unknown);
        match (told(self), told(other)) {
            (Some(x), Some(y)) => x == y,
            (None, None) => true,
            _ => may_be_one_count(self.row, other.row),
        }
    }

    /// Whether two figures of one document, told by two, count the same people.
    fn contradicts(&self, other: &Told<'_>) -> bool {
        let (a, b) = (self.row, other.row);
        let voices = a.claimed_by != b.claimed_by && (a.claimed_by.told().is_some() || b.claimed_by.told().is_some());
        // What only one of them dates is told together with the other in one sentence or two.
        let reach = if self.when.is_some() == other.when.is_some() { BESIDE } else { BESIDE / 2 };
        let near = a.at.document == b.at.document && a.at.bytes.start.abs_diff(b.at.bytes.start) <= reach;
        // Of the dead their side is known; of others only their own words tell who they are.
        let people = match a.measure {
            Measure::Killed => self.may_count_those_of(other),
            measure if OF_PEOPLE.contains(&measure) => share_word(&self.of, &other.of),
            // Of other things only two who are named disagree, or numbers of what one text calls alike side by side.
            _ => {
                let named = a.claimed_by.told().is_some() && b.claimed_by.told().is_some();
                let alike = a.of == b.of && a.at.bytes.start.abs_diff(b.at.bytes.start) <= ALIKE;
                named && share_word(&self.of, &other.of) || alike && (named || !a.of.is_empty())
            }
        };
        voices && near && people && a.measure == b.measure && may_be_one_count(a, b)
    }
}

/// Whether two numbers are near enough to be counts of one thing that two tellers disagree about.
pub(super) fn may_be_one_count(a: &FigureRow, b: &FigureRow) -> bool {
    within(a, b, MOST_CONTESTED)
}

/// Whether the one number is at most so many times the other.
fn within(a: &FigureRow, b: &FigureRow, times: f64) -> bool {
    let (x, y) = (number(a), number(b));
    x > 0.0 && y > 0.0 && x.max(y) <= x.min(y) * times
}

/// The figures of one event, or one figure that no account holds.
struct Scene<'a, 'b> {
    figures: Vec<&'b Told<'a>>,
    when: Option<Bounds>,
    places: Vec<&'a PlaceRow>,
    documents: Vec<usize>,
    /// The document and first byte of each sentence that tells of it as an attack.
    sentences: Vec<(usize, u32)>,
    /// Its largest number of dead.
    toll: Option<f64>,
    /// The last possible day of publication of its first document.
    published: Option<Date>,
}

/// Figures of one measure that speak of one happening.
pub(super) fn groups<'a, 'b>(matter: &Matter<'a>, told: &'b [Told<'a>]) -> Vec<Vec<&'b Told<'a>>> {
    let scenes = scenes(matter, told);
    let loose: BTreeSet<(usize, usize)> = loose::told_loosely(&scenes).into_iter().collect();
    let one = |a: usize, b: usize| {
        linked(&scenes[a], &scenes[b]) || set_beside(&scenes[a], &scenes[b]) || loose.contains(&(a.min(b), a.max(b)))
    };
    let beside = near_in_text(&scenes).into_iter().filter(|&(a, b)| one(a, b));
    let pairs = linked_by_place(&scenes).into_iter().chain(beside).chain(loose.iter().copied());
    let mut pairs: Vec<Pair> = pairs.map(|(a, b)| (1.0, a, b)).collect();
    let happenings = average_link(scenes.len(), &mut pairs, |a, b| one(a, b).then_some(1.0));
    let mut groups = Vec::new();
    for happening in happenings {
        let mut by_measure = BTreeMap::<&str, Vec<&Told<'_>>>::new();
        for figure in happening.iter().flat_map(|&at| &scenes[at].figures) {
            by_measure.entry(figure.row.measure.name()).or_default().push(figure);
        }
        groups.extend(by_measure.into_values().filter(|group| group.len() > 1));
    }
    groups.iter_mut().for_each(|group| group.sort_by(|a, b| (&a.row.at, &a.row.id).cmp(&(&b.row.at, &b.row.id))));
    groups
}

fn scenes<'a, 'b>(matter: &Matter<'a>, told: &'b [Told<'a>]) -> Vec<Scene<'a, 'b>> {
    let mut of_event = BTreeMap::<usize, Vec<&Told<'_>>>::new();
    let mut scenes = Vec::new();
    for figure in told {
        match figure.event {
            Some(event) => of_event.entry(event).or_default().push(figure),
            None => scenes.push(scene(matter, vec![figure])),
        }
    }
    scenes.extend(of_event.into_values().map(|figures| scene(matter, figures)));
    told_together(scenes)
}

/// Joins the attacks of one sentence and day that count different things, such as the dead and the wounded: what the
/// coder told in two accounts is one happening.
fn told_together<'a, 'b>(scenes: Vec<Scene<'a, 'b>>) -> Vec<Scene<'a, 'b>> {
    let mut kept = Vec::<Scene<'a, 'b>>::new();
    let mut by_sentence = BTreeMap::<(usize, u32), Vec<usize>>::new();
    for scene in scenes {
        let beside = scene.sentences.iter().flat_map(|sentence| by_sentence.get(sentence).into_iter().flatten());
        let beside = beside.copied().find(|&at| kept[at].counts_other_things(&scene));
        match beside {
            Some(at) => kept[at].join(scene),
            None => {
                scene.sentences.iter().for_each(|&of| by_sentence.entry(of).or_default().push(kept.len()));
                kept.push(scene);
            }
        }
    }
    kept
}

impl Scene<'_, '_> {
    fn counts_other_things(&self, other: &Self) -> bool {
        let counted = |told: &&Told<'_>| other.figures.iter().any(|figure| figure.row.measure == told.row.measure);
        self.when == other.when && !self.figures.iter().any(counted)
    }

    fn join(&mut self, other: Self) {
        self.figures.extend(other.figures);
        self.places.extend(other.places);
        self.documents.extend(other.documents);
        self.toll = self.toll.or(other.toll);
    }
}

fn scene<'a, 'b>(matter: &Matter<'a>, figures: Vec<&'b Told<'a>>) -> Scene<'a, 'b> {
    let mut places: Vec<usize> = figures.iter().flat_map(|figure| figure.row.places.iter().copied()).collect();
    if let Some(event) = figures[0].event {
        places.extend(matter.events[event].accounts.iter().flat_map(|&at| &matter.readings.accounts[at].places));
    }
    places.sort_unstable();
    places.dedup();
    let mut documents: Vec<usize> = figures.iter().map(|figure| figure.row.at.document).collect();
    documents.sort_unstable();
    documents.dedup();
    let attack = figures[0].event.map(|event| &matter.events[event]).filter(|e| e.event_type == EventType::Assault);
    let accounts = attack.into_iter().flat_map(|event| matter.accounts(event));
    let start = |at: &Evidence| (at.document, sentence(&matter.readings.document(at).text, at).start);
    let dead = figures.iter().filter(|figure| figure.row.measure == Measure::Killed);
    Scene {
        when: figures[0].when,
        places: places.into_iter().map(|at| &matter.readings.places[at]).collect(),
        documents,
        sentences: accounts.map(|account| start(&account.at)).collect(),
        toll: dead.map(|figure| number(figure.row)).max_by(f64::total_cmp),
        published: matter.readings.document(&figures[0].row.at).published.as_ref().and_then(|date| date.latest()),
        figures,
    }
}

/// Pairs of narrowly dated scenes that are linked: only those whose places share a square are compared, and of them those whose
/// days lie next to each other.
fn linked_by_place(scenes: &[Scene<'_, '_>]) -> BTreeSet<(usize, usize)> {
    let narrow = |when: &Bounds| when.days().is_some_and(|days| days <= NARROW_DAYS);
    // Each square with who reaches into it, and whether they lie there.
    let mut by_square = HashMap::<(i32, i32), BTreeMap<(Option<Date>, usize), (Bounds, bool)>>::new();
    for (at, scene) in scenes.iter().enumerate() {
        let Some(when) = scene.when.filter(narrow) else { continue };
        for (square, lies) in scene.places.iter().flat_map(|place| squares_of(place)) {
            let told = by_square.entry(square).or_default().entry((when.earliest, at)).or_insert((when, false));
            told.1 |= lies;
        }
    }
    let mut pairs = BTreeSet::new();
    for there in by_square.values() {
        for (&(from, a), &(when, lies)) in there {
            let behind = there.range((Bound::Excluded((from, a)), Bound::Unbounded));
            let next = behind.take_while(|(_, (other, _))| other.earliest <= when.latest || when.gap(other) <= 1);
            let mates =
                next.filter(|(_, (_, other_lies))| lies || *other_lies).map(|(&(_, b), _)| (a.min(b), a.max(b)));
            pairs.extend(mates.filter(|&(a, b)| linked(&scenes[a], &scenes[b])));
        }
    }
    pairs
}

/// Pairs of scenes of one document with figures that stand near each other.
fn near_in_text(scenes: &[Scene<'_, '_>]) -> Vec<(usize, usize)> {
    let mut told: Vec<(usize, u32, usize)> = Vec::new();
    for (at, scene) in scenes.iter().enumerate() {
        told.extend(scene.figures.iter().map(|figure| (figure.row.at.document, figure.row.at.bytes.start, at)));
    }
    told.sort_unstable();
    let mut pairs = Vec::new();
    for (from, &(document, start, a)) in told.iter().enumerate() {
        let near = told[from + 1..].iter().take_while(|&&(of, at, _)| of == document && at - start <= BESIDE);
        pairs.extend(near.filter(|(.., b)| *b != a).map(|&(.., b)| (a.min(b), a.max(b))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether one text sets two numbers of the same people beside each other, as two tell them: nothing that it tells of when and
/// where parts them.
fn set_beside(a: &Scene<'_, '_>, b: &Scene<'_, '_>) -> bool {
    let times = a.when.zip(b.when).is_none_or(|(x, y)| x.gap(&y) <= 1);
    let lie = closest(a.places.iter().copied(), b.places.iter().copied());
    let one = |x: &PlaceRow| b.places.iter().any(|y| x.entity == y.entity);
    let one_country = || a.places.iter().any(|place| one(place));
    let places = matches!(lie, None | Some(Lie::Same | Lie::Near | Lie::Within)) || one_country();
    let told = |x: &Told<'_>| b.figures.iter().any(|y| x.contradicts(y));
    times && places && a.figures.iter().any(|x| told(x))
}

/// Whether two scenes are one happening: next to each other in time, and of one place, or one in the region of the
/// other with tolls that could be counts of one thing.
fn linked(a: &Scene<'_, '_>, b: &Scene<'_, '_>) -> bool {
    let together = matches!((a.when, b.when), (Some(x), Some(y)) if x.gap(&y) <= 1);
    let apart =
        |a: &Scene<'_, '_>, b: &Scene<'_, '_>| a.documents.iter().all(|document| !b.documents.contains(document));
    let counts = |x: f64, y: f64| x > 0.0 && y > 0.0 && x.max(y) <= x.min(y) * MOST_TIMES;
    match closest(a.places.iter().copied(), b.places.iter().copied()) {
        Some(Lie::Same | Lie::Near) => together,
        Some(Lie::Within) => together && apart(a, b) && matches!((a.toll, b.toll), (Some(x), Some(y)) if counts(x, y)),
        _ => false,
    }
}
