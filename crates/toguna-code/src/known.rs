//! What a text dates once and tells again elsewhere without a date: the attack of the first paragraph, in the last.

use toguna_mark::{Edtf, Level};

use crate::events::{Reference, Told};
use crate::figures::Counted;
use crate::passage::{RUNNING_DAYS, is_within, narrated};
use crate::scene::{Scene, Spot};
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
        let told = dated.iter().filter(|(towns, _)| alone || towns.iter().any(|town| there.contains(town)));
        one(told.map(|(_, date)| date))
    };
    for told in told.iter_mut() {
        let open = told.account.date.is_none() && told.reference != Reference::New && happened(&&*told);
        // What tells no town is of the one scene that the whole text tells, where it tells one alone.
        let meant = told.reference == Reference::Back || told.label;
        let alone = towns(scene, &told.account.places).is_empty() && (meant || narrated(scene, told));
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
        let byte = c.figure.span.range().start;
        let spoken = |spot: &&Spot| scene.is_day_of_speech(spot) || scene.is_told_of(byte, spot);
        let own = || scene.dates_in(c.at.sentence).iter().any(|spot| !spoken(spot));
        is_toll(c.figure.measure) && c.figure.date.is_none() && !own()
    };
    for counted in counted.iter_mut().filter(undated) {
        counted.figure.date = known(&counted.figure.places, false);
    }
    lead_scene(scene, told, counted);
}

/// Gives tolls that tell neither town nor day those of the one scene of violence that the text has told so far.
fn lead_scene(scene: &Scene<'_>, told: &[Told], counted: &mut [Counted]) {
    let scenes: Vec<(usize, &[usize], &Edtf)> = told
        .iter()
        .filter(|told| told.account.event_type == EventType::Assault && told.account.status == Status::Actual)
        .filter_map(|told| Some((told.at.sentence, &told.account.places[..], told.account.date.as_ref()?)))
        .collect();
    let open = |c: &&mut Counted| is_toll(c.figure.measure) && c.figure.places.is_empty();
    for counted in counted.iter_mut().filter(open) {
        let before = || scenes.iter().filter(|(at, ..)| *at <= counted.at.sentence);
        let Some(date) = one(before().map(|(.., date)| *date)).filter(|date| is_within(date, RUNNING_DAYS)) else {
            continue;
        };
        let figure = &mut counted.figure;
        if figure.date.as_ref().is_some_and(|own| !own.overlaps(&date)) {
            continue;
        }
        let places = before().map(|(_, places, _)| *places).find(|places| !towns(scene, places).is_empty());
        figure.date = figure.date.take().or(Some(date));
        figure.places = places.unwrap_or_default().to_vec();
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
pub(crate) fn one<'a>(dates: impl Iterator<Item = &'a Edtf> + Clone) -> Option<Edtf> {
    let narrowest = dates.clone().min_by_key(|date| {
        let days = date.earliest().zip(date.latest()).map(|(a, b)| (b - a).get_days());
        (days, date.as_str())
    })?;
    dates.into_iter().all(|date| date.overlaps(narrowest)).then(|| narrowest.clone())
}
