//! What a text dates once and tells again elsewhere without a date: the attack of the first paragraph, in the last.

use toguna_mark::{Edtf, Level};

use crate::events::{Reference, Told};
use crate::figures::Counted;
use crate::passage::{RUNNING_DAYS, is_within, narrated};
use crate::scene::Scene;
use crate::{EventType, Status, is_toll};

/// Gives violence and its dead that are told of a town without a date the date that the text tells of violence there, where
/// it is one.
pub(crate) fn date_again(scene: &Scene<'_>, told: &mut [Told], counted: &mut [Counted]) {
    let happened =
        |told: &&Told| told.account.event_type == EventType::Assault && told.account.status != Status::Planned;
    let dated: Vec<(Vec<&str>, Edtf)> = told
        .iter()
        .filter(happened)
        .filter_map(|told| Some((towns(scene, &told.account.places), told.account.date.clone()?)))
        .filter(|(_, date)| is_within(date, RUNNING_DAYS))
        .collect();
    let known = |places: &[usize], alone: bool| {
        let there = towns(scene, places);
        let there = dated.iter().filter(|(towns, _)| alone || towns.iter().any(|town| there.contains(town)));
        one(there.map(|(_, date)| date))
    };
    for told in told.iter_mut() {
        let open = told.account.date.is_none() && told.reference != Reference::New && happened(&&*told);
        // What tells no place is of the one scene that the whole text tells, where it tells one alone.
        let alone = told.account.places.is_empty() && narrated(scene, told);
        if let Some(date) = Some(&*told).filter(|_| open).and_then(|told| known(&told.account.places, alone)) {
            told.account.date = Some(date);
            told.account.why.push_str("; date of what the text tells of the same place");
        }
        for &figure in &told.account.figures {
            let figure = &mut counted[figure].figure;
            if figure.date.is_none() && is_toll(figure.measure) {
                figure.date.clone_from(&told.account.date);
            }
        }
    }
    let undated = |c: &&mut Counted| {
        is_toll(c.figure.measure) && c.figure.date.is_none() && scene.dates_in(c.at.sentence).is_empty()
    };
    for counted in counted.iter_mut().filter(undated) {
        counted.figure.date = known(&counted.figure.places, false);
    }
}

/// The ids of those of some places that are no wider than a town.
fn towns<'a>(scene: &Scene<'a>, places: &[usize]) -> Vec<&'a str> {
    let marks = places.iter().map(|&place| &scene.marks.places[place]);
    marks
        .filter(|mark| matches!(mark.level, Level::Settlement | Level::Site))
        .map(|mark| mark.entity.as_str())
        .collect()
}

/// The narrowest of dates that all overlap.
fn one<'a>(dates: impl Iterator<Item = &'a Edtf> + Clone) -> Option<Edtf> {
    let narrowest = dates.clone().min_by_key(|date| {
        let days = date.earliest().zip(date.latest()).map(|(a, b)| (b - a).get_days());
        (days, date.as_str())
    })?;
    dates.into_iter().all(|date| date.overlaps(narrowest)).then(|| narrowest.clone())
}
