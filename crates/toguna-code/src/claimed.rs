//! Attacks that somebody claims a few sentences on: "Gunmen stormed the hotel. … The group claimed the attack."

use toguna_lang::{Deprel, Number, Upos};
use toguna_mark::{Edtf, EntityId};

use crate::condition::Slot;
use crate::events::Told;
use crate::passage::REFERS;
use crate::scene::{At, Scene};
use crate::{EventType, Family, Status};

/// A claim of an attack told before it.
struct Claim<'a> {
    at: At,
    by: Vec<EntityId>,
    date: Option<&'a Edtf>,
    /// Whether several attacks are claimed: "the raids", "both bombings".
    several: bool,
}

/// Gives the claimants of an attack to the earlier accounts of it that name no doer. Where two who have nothing in common claim
/// it, nobody is given.
pub(crate) fn give_to_claimants(scene: &Scene<'_>, told: &mut [Told]) {
    let given = claims_of(scene, told);
    for (told, claims) in told.iter_mut().zip(given) {
        let Some(first) = claims.first() else { continue };
        if claims.iter().all(|who| who.iter().any(|id| first.contains(id))) {
            told.account.agents = first.iter().filter(|who| !told.account.targets.contains(who)).cloned().collect();
            told.account.why.push_str("; claimed further on");
        }
    }
}

/// Who claims each account, claim by claim.
fn claims_of(scene: &Scene<'_>, told: &[Told]) -> Vec<Vec<Vec<EntityId>>> {
    let mut given = vec![Vec::new(); told.len()];
    let named = told.iter().filter(|told| told.claims).map(|told| Claim {
        at: told.at,
        by: told.account.agents.clone(),
        date: told.account.date.as_ref(),
        several: is_plural(scene, told),
    });
    let apart = |claim: &Claim<'_>| told.iter().all(|told| !told.claims || told.at.sentence != claim.at.sentence);
    let bare = bare_claims(scene).into_iter().filter(apart);
    for claim in named.chain(bare).filter(|claim| !claim.by.is_empty()) {
        for of in claimed(scene, told, &claim) {
            given[of].push(claim.by.clone());
        }
    }
    given
}

/// "The group claimed responsibility.", "The group claimed it.": claims whose words name nothing that is claimed.
fn bare_claims<'t>(scene: &Scene<'_>) -> Vec<Claim<'t>> {
    let verbs = scene.analysis.sentences.iter().enumerate().flat_map(|(sentence, tree)| {
        let verb = move |word: &usize| tree.words[*word].upos == Upos::Verb;
        (0..tree.words.len()).filter(verb).map(move |word| At { sentence, word })
    });
    let bare = |at: &At| {
        let tree = scene.sentence(at.sentence);
        let lemma = scene.lemma(*at);
        let whole = |word: usize| format!("{lemma} {}", scene.lemma(At { word, ..*at }));
        // "The attack shook the town. The group claimed it."
        let it = |word: usize| {
            let claims = || scene.lexicon.speech(&lemma, "verb").is_some_and(|speech| speech.kind == "claim");
            tree.words[word].upos == Upos::Pron && !scene.lexicon.is(&tree.words[word].lemma, "RELATIVE") && claims()
        };
        let mut objects = tree.dependents(at.word, &[Deprel::Obj]);
        objects.any(|word| it(word) || scene.lexicon.is(&whole(word), "CLAIM_ALONE"))
    };
    let claim = |at| {
        let by = scene.fillers(at, &Slot::Subject).into_iter().flat_map(|word| scene.actors_of(word)).collect();
        Claim { at, by, date: None, several: false }
    };
    verbs.filter(bare).map(claim).collect()
}

/// The accounts before a claim that tell what it claims: those of the last attack, or all near it where it claims several.
fn claimed(scene: &Scene<'_>, told: &[Told], claim: &Claim<'_>) -> Vec<usize> {
    let before = &told[..told.partition_point(|told| told.at < claim.at)];
    let dates = |a: &Told| match (&a.account.date, claim.date) {
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
    if claim.several { found } else { found.into_iter().filter(of_last).collect() }
}

/// Whether it is attackers who suffered: nobody claims their deaths.
fn is_against_armed(told: &Told) -> bool {
    let armed = |family: Family| matches!(family, Family::Rebel | Family::PoliticalMilitia | Family::IdentityMilitia);
    told.account.target_parties.iter().any(|party| party.family.is_some_and(armed))
}

/// Whether a claim's noun is of several.
fn is_plural(scene: &Scene<'_>, claim: &Told) -> bool {
    let tree = scene.sentence(claim.at.sentence);
    let counted = tree.dependents(claim.at.word, &[Deprel::Nummod]).next().is_some();
    counted || tree.words[claim.at.word].feats.number == Number::Plur
}
