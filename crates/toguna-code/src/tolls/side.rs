//! Which side a victim belongs to: by the actor named with it, else by the noun.

use toguna_lang::Deprel;
use toguna_mark::ActorKind;

use crate::VictimSide;
use crate::scene::{At, Scene};

/// The classes of nouns that tell a side.
const CLASSES: [(&str, VictimSide); 3] =
    [("STATE_SIDE", VictimSide::State), ("ARMED_SIDE", VictimSide::ArmedGroup), ("CIVIL_SIDE", VictimSide::Civilians)];

/// The side of those that a noun stands for.
pub(super) fn side(scene: &Scene<'_>, noun: At) -> VictimSide {
    side_within(scene, noun, 0)
}

fn side_within(scene: &Scene<'_>, noun: At, depth: usize) -> VictimSide {
    let lemma = scene.lemma(noun);
    let by_noun = CLASSES.iter().find(|(class, _)| scene.lexicon.is(&lemma, class)).map(|&(_, side)| side);
    let named = actor_side(scene, noun);
    // "Civilians of the group's area" are civilians whoever is named beside them; "fighters" are whose the name says.
    if let Some(side) = by_noun.filter(|&side| side != VictimSide::ArmedGroup || named.is_none()) {
        return side;
    }
    if let Some(side) = named {
        return side;
    }
    let tree = scene.sentence(noun.sentence);
    let beside = [Deprel::Amod, Deprel::Compound, Deprel::Nmod, Deprel::Flat];
    // What has a number of its own is counted by itself.
    let own_number = |word: &usize| tree.dependents(*word, &[Deprel::Nummod]).next().is_some();
    tree.dependents(noun.word, &beside)
        .filter(|word| depth < 2 && !own_number(word))
        .map(|word| side_within(scene, At { word, ..noun }, depth + 1))
        .find(|&side| side != VictimSide::Unknown)
        .unwrap_or(VictimSide::Unknown)
}

/// The side of the actor whose name covers a word.
fn actor_side(scene: &Scene<'_>, at: At) -> Option<VictimSide> {
    let near = [Deprel::Compound, Deprel::Amod, Deprel::Flat];
    let beside = scene.sentence(at.sentence).dependents(at.word, &near).map(|word| At { word, ..at });
    std::iter::once(at).chain(beside).find_map(|at| match scene.actor_on(at)?.1.kind {
        ActorKind::Military => Some(VictimSide::State),
        ActorKind::ArmedGroup => Some(VictimSide::ArmedGroup),
        _ => None,
    })
}
