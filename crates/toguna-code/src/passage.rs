//! The scene of a passage: where and when its violence is told to happen, for sentences that do not say it again.

use toguna_mark::{DateKind, Edtf, Level, Precision};

use crate::events::Told;
use crate::figures::Counted;
use crate::scene::Scene;
use crate::{EventType, is_toll};

/// How many sentences back a scene still holds.
const BACK: usize = 3;

/// Gives tolls the account they belong to, and what has no place or date of its own the passage's.
pub(crate) fn settle(scene: &Scene<'_>, told: &mut [Told], counted: &mut [Counted]) {
    for told in told.iter_mut().filter(|t| t.account.event_type == EventType::Assault && t.account.places.is_empty()) {
        if let Some(place) = place(scene, told.at.sentence) {
            told.account.places = vec![place];
            told.account.why.push_str("; place of the passage");
        }
    }
    for (index, counted) in counted.iter_mut().enumerate().filter(|(_, c)| is_toll(c.figure.measure)) {
        if let Some(told) = account_of(told, counted) {
            told.account.figures.push(index);
            let (figure, account) = (&mut counted.figure, &told.account);
            figure.date = figure.date.take().or_else(|| account.date.clone());
            if figure.places.is_empty() {
                figure.places.clone_from(&account.places);
            }
        }
        let sentence = counted.at.sentence;
        let figure = &mut counted.figure;
        if figure.places.is_empty() {
            figure.places = place(scene, sentence).into_iter().collect();
        }
        figure.date = figure.date.take().or_else(|| date(scene, sentence));
    }
}

/// The account that a toll belongs to: of its own sentence, else the last one told a few sentences before.
fn account_of<'t>(told: &'t mut [Told], counted: &Counted) -> Option<&'t mut Told> {
    let figure = &counted.figure;
    let violent =
        |t: &&mut Told| t.account.event_type == EventType::Assault || figure.measure == crate::Measure::Arrested;
    let fits = |t: &&mut Told| {
        let dates = match (&t.account.date, &figure.date) {
            (Some(a), Some(b)) => a.overlaps(b) || b.overlaps(a),
            _ => true,
        };
        let places = figure.places.is_empty()
            || t.account.places.is_empty()
            || figure.places.iter().any(|place| t.account.places.contains(place));
        dates && (places || t.at.sentence == counted.at.sentence)
    };
    told.iter_mut()
        .filter(violent)
        .filter(|t| t.at.sentence <= counted.at.sentence && counted.at.sentence - t.at.sentence <= BACK)
        .filter(fits)
        .min_by_key(|t| (counted.at.sentence - t.at.sentence, counted.at.word.abs_diff(t.at.word)))
}

/// The last exact place named in the sentence or shortly before it.
fn place(scene: &Scene<'_>, sentence: usize) -> Option<usize> {
    let exact = |level: Level| matches!(level, Level::Settlement | Level::Site | Level::Admin1 | Level::Admin2);
    let near = |spot: &&crate::scene::Spot| spot.sentence <= sentence && sentence - spot.sentence <= BACK;
    scene.places.iter().rev().filter(near).find(|s| exact(scene.marks.places[s.mark].level)).map(|s| s.mark)
}

/// The last day, or run of days, told in the sentence or shortly before it.
fn date(scene: &Scene<'_>, sentence: usize) -> Option<Edtf> {
    let marks = &scene.marks.dates;
    let near = |spot: &&crate::scene::Spot| spot.sentence <= sentence && sentence - spot.sentence <= BACK;
    let exact = |spot: &&crate::scene::Spot| {
        let mark = &marks[spot.mark];
        matches!(mark.kind, DateKind::Date | DateKind::Interval) && mark.value.precision() == Precision::Day
    };
    scene.dates.iter().rev().filter(near).find(exact).map(|spot| marks[spot.mark].value.clone())
}
