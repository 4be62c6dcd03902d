//! Episodes: the accounts of a passage that tell of one event of violence, and the tolls that belong to each.

use toguna_mark::{DateKind, Edtf, Level};

use super::Telling;
use crate::events::Told;
use crate::passage::BACK;
use crate::scene::Scene;
use crate::{EventType, Status};

/// The episodes of a document.
pub(super) struct Episodes {
    /// The accounts of each.
    pub accounts: Vec<Vec<usize>>,
    /// For every telling its episode.
    pub of: Vec<Option<usize>>,
}

/// Groups the accounts of violence and gives each telling to the nearest group.
pub(super) fn episodes(scene: &Scene<'_>, told: &[Told], tellings: &[Telling]) -> Episodes {
    let mut order: Vec<usize> = (0..told.len()).filter(|&at| is_violent(&told[at])).collect();
    if order.is_empty() {
        order = (0..told.len()).filter(|&at| is_physical(&told[at])).collect();
    }
    order.sort_by_key(|&at| told[at].at);
    let mut accounts: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let joined = accounts.iter_mut().rev().find(|group| one_episode(scene, told, group, at));
        match joined {
            Some(group) => group.push(at),
            None => accounts.push(vec![at]),
        }
    }
    let of = tellings.iter().map(|telling| episode_of(scene, told, &accounts, telling)).collect();
    Episodes { accounts, of }
}

fn is_violent(told: &Told) -> bool {
    told.account.event_type == EventType::Assault && told.account.status != Status::Planned
}

/// Where no violence is told, deaths hang on what else people do to each other, and on no word or treaty.
fn is_physical(told: &Told) -> bool {
    use EventType::{Coerce, Mobilize, Protest, Retreat};
    matches!(told.account.event_type, Coerce | Mobilize | Protest | Retreat)
}

/// Whether an account goes on with the episode: near, and with no other day or place.
fn one_episode(scene: &Scene<'_>, told: &[Told], group: &[usize], next: usize) -> bool {
    let next = &told[next];
    let near = group.iter().any(|&at| next.at.sentence.abs_diff(told[at].at.sentence) <= BACK);
    let apart = group.iter().all(|&at| told[at].at.sentence != next.at.sentence) && is_apart(scene, next.at.sentence);
    let agree = |at: &usize| {
        let other = &told[*at];
        one_day(other.account.date.as_ref(), next.account.date.as_ref())
            && one_place(scene, &other.account.places, &next.account.places)
    };
    near && !apart && group.iter().all(agree)
}

/// Whether a sentence opens with "separately", "elsewhere", "in another attack".
fn is_apart(scene: &Scene<'_>, sentence: usize) -> bool {
    let opening = scene.sentence(sentence).words.iter().take(6);
    opening.into_iter().any(|word| scene.lexicon.is(&word.form, "APART") || scene.lexicon.is(&word.lemma, "APART"))
}

fn one_day(a: Option<&Edtf>, b: Option<&Edtf>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b || a.overlaps(b) || b.overlaps(a),
        _ => true,
    }
}

/// Two lists of places that may be one scene: only different towns are not.
fn one_place(scene: &Scene<'_>, a: &[usize], b: &[usize]) -> bool {
    let marks = &scene.marks.places;
    let exact = |list: &[usize]| -> Vec<usize> {
        let town = |&&at: &&usize| matches!(marks[at].level, Level::Settlement | Level::Site);
        list.iter().filter(town).copied().collect()
    };
    let (a, b) = (exact(a), exact(b));
    a.is_empty() || b.is_empty() || a.iter().any(|&x| b.iter().any(|&y| marks[x].entity == marks[y].entity))
}

/// "300 of its men died in ten years": a toll of years or months is no toll of what was told before.
fn is_of_years(scene: &Scene<'_>, telling: &Telling) -> bool {
    let tree = scene.sentence(telling.sentence);
    scene.dates.iter().filter(|spot| spot.sentence == telling.sentence).any(|spot| {
        let mark = &scene.marks.dates[spot.mark];
        let value = mark.value.as_str();
        let long = value.starts_with('P') && !value.contains('T') && value.ends_with(['Y', 'M']);
        mark.kind == DateKind::Duration && long && tree.below(spot.head, telling.by.word)
    })
}

/// The episode of the nearest account at or before a telling, else of the one that follows at once.
fn episode_of(scene: &Scene<'_>, told: &[Told], accounts: &[Vec<usize>], telling: &Telling) -> Option<usize> {
    let date = scene.when(telling.by).map(|when| when.date);
    let places = scene.places_of(telling.by);
    let of_years = is_of_years(scene, telling);
    let fits = |&at: &usize| {
        let account = &told[at].account;
        let here = told[at].at.sentence == telling.sentence;
        here || !of_years && one_day(account.date.as_ref(), date.as_ref()) && one_place(scene, &account.places, &places)
    };
    let distance = |&at: &usize| {
        let (sentence, word) = (told[at].at.sentence, told[at].at.word);
        match telling.sentence.checked_sub(sentence) {
            Some(back) if back <= BACK => Some((back * 2, word.abs_diff(telling.noun.word))),
            // The headline and the first words may tell the toll before the attack.
            None if sentence - telling.sentence <= 1 => Some((3, word)),
            _ => None,
        }
    };
    let near = |group: &Vec<usize>| group.iter().filter(|at| fits(at)).filter_map(&distance).min();
    let found = accounts.iter().enumerate().filter_map(|(at, group)| Some((near(group)?, at))).min();
    found.map(|(_, at)| at)
}
