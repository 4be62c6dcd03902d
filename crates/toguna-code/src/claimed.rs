//! Attacks that somebody claims a few sentences on: "Gunmen stormed the hotel. … The group claimed the attack."

use toguna_lang::{Deprel, Number};
use toguna_mark::EntityId;

use crate::events::Told;
use crate::passage::REFERS;
use crate::scene::Scene;
use crate::{EventType, Family, Status};

/// Gives the claimants of an attack to the earlier accounts of it that name no doer. Where two who have nothing in common claim
/// it, nobody is given.
pub(crate) fn give_to_claimants(scene: &Scene<'_>, told: &mut [Told]) {
    let mut given: Vec<Vec<Vec<EntityId>>> = vec![Vec::new(); told.len()];
    for (at, claim) in told.iter().enumerate().filter(|(_, told)| told.claims && !told.account.agents.is_empty()) {
        for of in claimed(scene, &told[..at], claim) {
            given[of].push(claim.account.agents.clone());
        }
    }
    for (told, claims) in told.iter_mut().zip(given) {
        let Some(first) = claims.first() else { continue };
        if claims.iter().all(|who| who.iter().any(|id| first.contains(id))) {
            told.account.agents = first.iter().filter(|who| !told.account.targets.contains(who)).cloned().collect();
            told.account.why.push_str("; claimed further on");
        }
    }
}

/// The accounts before a claim that tell what it claims: those of the last attack, or all near it where it claims several.
fn claimed(scene: &Scene<'_>, before: &[Told], claim: &Told) -> Vec<usize> {
    let dates = |a: &Told| match (&a.account.date, &claim.account.date) {
        (Some(x), Some(y)) => x.overlaps(y),
        _ => true,
    };
    let open = |told: &Told| {
        told.account.event_type == EventType::Assault
            && told.account.status == Status::Actual
            && told.account.agents.is_empty()
            && !told.claims
            && claim.at.sentence - told.at.sentence <= REFERS
            && dates(told)
            && !is_against_armed(told)
    };
    let found: Vec<usize> = (0..before.len()).filter(|&at| open(&before[at])).collect();
    let Some(&last) = found.last() else { return Vec::new() };
    let paragraph = |told: &Told| scene.sentence(told.at.sentence).paragraph;
    let of_last = |at: &usize| paragraph(&before[*at]) == paragraph(&before[last]);
    if is_plural(scene, claim) { found } else { found.into_iter().filter(of_last).collect() }
}

/// Whether it is attackers who suffered: nobody claims their deaths.
fn is_against_armed(told: &Told) -> bool {
    let armed = |family: Family| matches!(family, Family::Rebel | Family::PoliticalMilitia | Family::IdentityMilitia);
    told.account.target_parties.iter().any(|party| party.family.is_some_and(armed))
}

/// Whether several attacks are claimed: "the raids", "both bombings".
fn is_plural(scene: &Scene<'_>, claim: &Told) -> bool {
    let tree = scene.sentence(claim.at.sentence);
    let counted = tree.dependents(claim.at.word, &[Deprel::Nummod]).next().is_some();
    counted || tree.words[claim.at.word].feats.number == Number::Plur
}
