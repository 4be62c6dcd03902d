//! What a document chiefly tells, and the second coding of each account in the light of the others beside it.
//!
//! A short report tells one thing and what led to it: the account that leads is the one nearest to the root of an early
//! sentence, violence before what came with it, and never what lies further back.

use toguna_lang::{Deprel, Tense, VerbForm};
use toguna_mark::Edtf;

use crate::acled;
use crate::events::Told;
use crate::figures::Counted;
use crate::scene::{At, Scene};
use crate::vocabulary::{EventType, Family, Measure, Status, SubEvent};

/// Codes every account a second time and marks the one that leads.
pub(crate) fn second_coding(scene: &Scene<'_>, told: &mut [Told], counted: &[Counted]) {
    for told in told.iter_mut() {
        let victims = victims(scene, told, counted);
        told.account.acled = acled::code(&told.account, &told.readings, &victims);
    }
    let Some(main) = main(scene, told) else { return };
    let among_others = beside(told, main, scene, counted);
    let lead = &mut told[main].account;
    lead.main = true;
    lead.acled = among_others.or(lead.acled);
}

/// The families of those whom an account's figures count as harmed.
fn victims(scene: &Scene<'_>, told: &Told, counted: &[Counted]) -> Vec<Family> {
    let harmed = |measure| {
        use Measure::{Abducted, Captured, Injured, Killed, Neutralized};
        matches!(measure, Killed | Injured | Neutralized | Captured | Abducted)
    };
    let figures = told.account.figures.iter().filter_map(|&at| counted.get(at)).filter(|c| harmed(c.figure.measure));
    let mut found: Vec<Family> = figures.flat_map(|c| counted_families(scene, c)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The families of the nouns in a figure's own words.
fn counted_families(scene: &Scene<'_>, counted: &Counted) -> Vec<Family> {
    let tree = scene.sentence(counted.at.sentence);
    let words = tree.words_in(counted.figure.span.range());
    words
        .filter_map(|word| scene.described_family(At { word, ..counted.at }))
        .filter_map(|(family, thing)| (!thing).then_some(family))
        .collect()
}

/// The index of the account that leads.
fn main(scene: &Scene<'_>, told: &[Told]) -> Option<usize> {
    let first = told.iter().filter_map(|t| t.account.date.as_ref()).next();
    let ranked = told
        .iter()
        .enumerate()
        .map(|(index, t)| ((weight(scene, t, first) + governed(scene, told, t), t.at, index), index));
    ranked.min().map(|(_, index)| index)
}

/// How far an account steps back that is only what another demands, threatens or refuses.
fn governed(scene: &Scene<'_>, told: &[Told], of: &Told) -> usize {
    let tree = scene.sentence(of.at.sentence);
    let mut below = of.at.word;
    for above in tree.ancestors(of.at.word).skip(1) {
        if !matches!(tree.words[below].deprel, Deprel::Ccomp | Deprel::Xcomp | Deprel::Obj | Deprel::Conj) {
            return 0;
        }
        let over = told.iter().any(|t| {
            t.at.sentence == of.at.sentence
                && t.at.word == above
                && matches!(
                    t.account.event_type,
                    EventType::Request | EventType::Threaten | EventType::Reject | EventType::Concede
                )
        });
        if over {
            return GOVERNED;
        }
        below = above;
    }
    0
}

/// More than any other reason to step back.
const GOVERNED: usize = 20;

/// How far an account stands from leading: the least weight leads.
fn weight(scene: &Scene<'_>, told: &Told, first: Option<&Edtf>) -> usize {
    let account = &told.account;
    let kind = match account.acled {
        Some(SubEvent::Arrests | SubEvent::Looting | SubEvent::DisruptedWeapons) => 2,
        Some(sub) if sub.event_type() == "Strategic developments" => 3,
        Some(_) => 0,
        None => 6,
    };
    // What is to come or refused is news as well; what might be is not.
    let status = match account.status {
        Status::Actual | Status::Alleged => 0,
        Status::Denied => 1,
        Status::Planned => 4,
        Status::Possible => 8,
    };
    let earlier = match (&account.date, first) {
        (Some(own), Some(first)) => own != first && !first.overlaps(own) && own.as_str() < first.as_str(),
        _ => false,
    };
    let label = if told.label && told.at.sentence == 0 { 0 } else { 4 };
    let back = if earlier || scene.is_pluperfect(told.at) { 4 } else { 0 };
    label + kind + status + back + 2 * scene.depth(told.at) + told.at.sentence
}

/// What the account that leads is in the light of what is told beside it: protests that are met with force or turn
/// violent, and means of remote violence within a fight.
fn beside(told: &[Told], main: usize, scene: &Scene<'_>, counted: &[Counted]) -> Option<SubEvent> {
    let lead = &told[main];
    let others = || {
        told.iter().enumerate().filter(|(at, t)| *at != main && same_occasion(lead, t) && !scene.is_pluperfect(t.at))
    };
    let harmed = || {
        let figures = told.iter().flat_map(|t| &t.account.figures).filter_map(|&at| counted.get(at));
        figures.into_iter().any(|c| matches!(c.figure.measure, Measure::Killed | Measure::Injured))
    };
    let by = |t: &Told, family: Family| t.account.agent_parties.iter().any(|p| p.family == Some(family));
    match lead.account.acled? {
        SubEvent::PeacefulProtest | SubEvent::ProtestWithIntervention => {
            let crowd =
                |t: &Told| by(t, Family::Protesters) || by(t, Family::Rioters) || t.account.agent_parties.is_empty();
            let violent = others().any(|(_, t)| {
                crowd(t)
                    && matches!(
                        t.account.acled,
                        Some(SubEvent::ViolentDemonstration | SubEvent::MobViolence | SubEvent::Looting)
                    )
            });
            let met = others().any(|(_, t)| {
                by(t, Family::StateForces) && matches!(t.account.event_type, EventType::Assault | EventType::Coerce)
                    || t.account.acled == Some(SubEvent::ProtestWithIntervention)
            });
            let met = met || lead.account.acled == Some(SubEvent::ProtestWithIntervention);
            match (violent, met) {
                (true, _) => Some(SubEvent::ViolentDemonstration),
                (false, true) if harmed() => Some(SubEvent::ExcessiveForce),
                (false, true) => Some(SubEvent::ProtestWithIntervention),
                _ => None,
            }
        }
        // Whoever demonstrates beside it does not loot as a band does.
        SubEvent::Looting | SubEvent::MobViolence => {
            let crowd = others().any(|(_, t)| t.account.acled == Some(SubEvent::PeacefulProtest));
            let armed = lead.account.agent_parties.iter().any(|p| p.family.is_some_and(|family| family.armed()));
            (crowd && !armed).then_some(SubEvent::ViolentDemonstration)
        }
        remote if remote.event_type() == "Explosions/Remote violence" => {
            let fight = others().any(|(_, t)| t.readings.contains(&SubEvent::ArmedClash));
            fight.then_some(SubEvent::ArmedClash)
        }
        _ => None,
    }
}

/// Whether two accounts tell of one occasion: neither dated apart, told close by, and both as having happened.
fn same_occasion(a: &Told, b: &Told) -> bool {
    let dates = match (&a.account.date, &b.account.date) {
        (Some(x), Some(y)) => x == y || x.overlaps(y) || y.overlaps(x),
        _ => true,
    };
    dates && a.at.sentence.abs_diff(b.at.sentence) <= 2 && b.account.status == Status::Actual
}

impl Scene<'_> {
    /// How many steps below the main line of its sentence a word's clause hangs.
    fn depth(&self, at: At) -> usize {
        let tree = self.sentence(at.sentence);
        let links = tree.ancestors(at.word).map(|word| (word, tree.words[word].deprel));
        links
            .map(|(word, link)| match link {
                Deprel::Root | Deprel::Conj | Deprel::Parataxis | Deprel::Ccomp | Deprel::Xcomp | Deprel::Compound => 0,
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Appos => 1,
                // "…, killing three": what happened with it; "after they had fled": what went before.
                Deprel::Advcl if tree.words[word].feats.form == VerbForm::Part => 1,
                _ => 2,
            })
            .sum()
    }

    /// Whether a verb tells what had happened before: an auxiliary in a past tense over a past participle.
    fn is_pluperfect(&self, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let had = |verb: usize| {
            let aux = tree.dependents(verb, &[Deprel::Aux, Deprel::AuxPass]);
            aux.into_iter().any(|a| {
                matches!(tree.words[a].feats.tense, Tense::Past | Tense::Imp)
                    && self.lexicon.is(&tree.words[a].lemma, "PERFECT")
            })
        };
        tree.ancestors(at.word).take(3).any(had)
    }
}
