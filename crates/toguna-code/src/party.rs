//! The parties of an event and the kind of side each is: named actors by their pack, described people by their noun.

use toguna_lang::{Deprel, Upos};
use toguna_mark::ActorKind;

use crate::condition::Slot;
use crate::lexicon::Side;
use crate::model::Party;
use crate::scene::{At, Scene};
use crate::vocabulary::Family;

/// How many links of coordination and reference are followed.
const DEPTH: usize = 4;

impl Scene<'_> {
    /// The parties in the first group of slots that names or describes anybody.
    pub(crate) fn slot_parties(&self, at: At, groups: &[Vec<Slot>]) -> Vec<Party> {
        let filled = groups.iter().map(|group| {
            let words = group.iter().flat_map(|slot| self.fillers(at, slot));
            words.flat_map(|word| self.parties(word)).collect::<Vec<_>>()
        });
        filled.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Those whom a noun phrase names or describes, coordinated ones included.
    pub(crate) fn parties(&self, at: At) -> Vec<Party> {
        let mut found = Vec::new();
        self.collect_parties(at, 0, &mut found);
        found
    }

    fn collect_parties(&self, at: At, depth: usize, found: &mut Vec<Party>) {
        if depth > DEPTH {
            return;
        }
        let tree = self.sentence(at.sentence);
        if self.stands_for_somebody(at) && self.actor_on(at).is_none() {
            if let Some(antecedent) = self.antecedent_party(at) {
                self.collect_parties(antecedent, depth + 1, found);
            }
            return;
        }
        if let Some(party) = self.party(at).filter(|party| !found.contains(party)) {
            found.push(party);
        }
        // Coordination may hang on any word of a name.
        let words = self.actor_on(at).map_or(at.word..at.word + 1, |(spot, _)| spot.words.clone());
        for word in words.clone() {
            let here = |next: &usize| !words.contains(next) && !self.of_next_clause(at, *next);
            for next in tree.dependents(word, &[Deprel::Conj]).filter(here) {
                self.collect_parties(At { word: next, ..at }, depth + 1, found);
            }
        }
    }

    /// Whom one noun names or describes; nobody where it tells of no people and of nothing that stands for people.
    fn party(&self, at: At) -> Option<Party> {
        let people = self.is_people(at);
        if let Some((_, mark)) = self.actor_on(at).filter(|_| !people) {
            let family = self.family_of_actor(mark.entity.as_str(), mark.kind);
            let words = self.words(mark.span).to_string();
            let countries = self.country_of(mark.entity.as_str()).map(str::to_owned).into_iter().collect();
            return Some(Party { entity: Some(mark.entity.clone()), family, words, thing: false, countries });
        }
        if !matches!(self.sentence(at.sentence).words[at.word].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num) {
            return None;
        }
        let place = self.places.iter().any(|p| p.sentence == at.sentence && p.words.contains(&at.word));
        let (family, thing) = match (place, people) {
            (true, _) => (Family::Civilians, true),
            (_, true) => (Family::Civilians, false),
            _ => self.described_family(at)?,
        };
        let words = self.span(at.sentence, self.phrase(at)).map_or("", |span| self.words(span)).to_string();
        Some(Party { entity: None, family: Some(family), words, thing, countries: self.countries_in(at) })
    }

    /// The family of a named actor: its pack's, else what its kind implies.
    fn family_of_actor(&self, entity: &str, kind: ActorKind) -> Option<Family> {
        let told = self.marks.families.get(entity).and_then(|name| Family::of(name));
        told.or(match kind {
            ActorKind::State | ActorKind::Military => Some(Family::StateForces),
            ActorKind::ArmedGroup => Some(Family::Rebel),
            ActorKind::Person | ActorKind::Organisation | ActorKind::Company | ActorKind::Media => {
                Some(Family::Civilians)
            }
            ActorKind::Igo | ActorKind::Alliance => Some(Family::Other),
        })
    }

    /// Whether a noun is a thing or place that may stand for those in it.
    pub(crate) fn family_of_thing(&self, at: At) -> bool {
        let lemma = self.lemma(at);
        self.lexicon.family(&lemma, Side::Thing).is_some() && self.lexicon.family(&lemma, Side::People).is_none()
    }

    /// The family that a noun and the words beside it tell, and whether the noun is a thing.
    pub(crate) fn described_family(&self, at: At) -> Option<(Family, bool)> {
        let tree = self.sentence(at.sentence);
        let lemma = self.lemma(at);
        let named = tree
            .dependents(at.word, &[Deprel::Compound, Deprel::Amod, Deprel::Nmod, Deprel::Flat, Deprel::Appos])
            .filter_map(|word| self.actor_on(At { word, ..at }))
            .find_map(|(_, mark)| match mark.kind {
                ActorKind::ArmedGroup | ActorKind::Military => self.family_of_actor(mark.entity.as_str(), mark.kind),
                _ => None,
            });
        let thing = self.lexicon.family(&lemma, Side::Thing);
        let people = self.lexicon.family(&lemma, Side::People);
        if let Some(family) = named {
            return Some((family, people.is_none() && thing.is_some()));
        }
        // "the killing of residents by the army": who did it is none of theirs.
        let doer = |word: usize| {
            tree.dependents(word, &[Deprel::Case]).any(|c| self.lexicon.is(&tree.words[c].lemma, "AGENT_CASE"))
        };
        let beside = tree
            .dependents(at.word, &[Deprel::Compound, Deprel::Amod, Deprel::Nmod, Deprel::Flat, Deprel::Acl])
            .filter(|&word| !doer(word))
            .find_map(|word| {
                let word = At { word, ..at };
                let lemma = self.lemma(word);
                let form = self.sentence(at.sentence).words[word.word].form.to_lowercase();
                let family = |text: &str| self.lexicon.family(text, Side::Modifier);
                family(&lemma).or_else(|| family(&form))
            });
        match (people, beside, thing) {
            // A word beside a plain word for people arms it: "armed men".
            (Some(Family::Civilians) | None, Some(family), _) => Some((family, people.is_none() && thing.is_some())),
            (Some(family), _, _) => Some((family, false)),
            (None, None, Some(family)) => Some((family, true)),
            (None, None, None) => None,
        }
    }

    /// What a pronoun stands for, where that may also be somebody without a name.
    fn antecedent_party(&self, at: At) -> Option<At> {
        let tree = self.sentence(at.sentence);
        if self.is_nobody(at) {
            return None;
        }
        let relative = self.lexicon.is(&tree.words[at.word].lemma, "RELATIVE");
        let clause = tree.ancestors(at.word).find(|&a| relative && tree.words[a].deprel == Deprel::Acl);
        if let Some(noun) = clause.and_then(|clause| tree.head(clause)) {
            return (noun < at.word).then_some(At { word: noun, ..at });
        }
        if self.is_latter(at) {
            return self.named_last(at);
        }
        let links = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::OblAgent];
        self.referents(at, &links).into_iter().find(|&s| self.party(s).is_some_and(|party| !party.thing))
    }
}
