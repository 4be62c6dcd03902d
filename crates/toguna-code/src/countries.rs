//! Whose countries the two sides of an event are, as PLOVER's source and target tell them: by a party's name, its office,
//! or the words of its phrase ("workers of the capital's bus company").

use toguna_lang::Deprel;
use toguna_mark::{ActorKind, EntityId};

use crate::condition::Slot;
use crate::lexicon::Predicate;
use crate::model::Party;
use crate::scene::{At, Scene, Spot};

impl Scene<'_> {
    /// The country of a marked actor.
    pub(crate) fn country_of(&self, entity: &str) -> Option<&str> {
        self.marks.countries.get(entity).map(String::as_str)
    }

    /// The countries that a noun phrase names or alludes to.
    pub(crate) fn countries_in(&self, at: At) -> Vec<String> {
        let phrase = self.phrase(at);
        self.countries_where(at.sentence, |word| phrase.contains(&word))
    }

    /// The countries of those marks of a sentence whose head word is wanted, in the order of the text.
    fn countries_where(&self, sentence: usize, wanted: impl Fn(usize) -> bool) -> Vec<String> {
        let mut countries = Vec::new();
        let told = self.country_marks(sentence).into_iter().filter(|(word, _)| wanted(*word));
        told.for_each(|(_, country)| add(&mut countries, country.to_owned()));
        countries
    }

    /// The head words of a sentence's marks that have a country, in the order of the text.
    fn country_marks(&self, sentence: usize) -> Vec<(usize, &str)> {
        let here = |spot: &&Spot| spot.sentence == sentence;
        let actors = self.actors.iter().filter(here);
        let actors = actors.filter_map(|s| Some((s.head, self.country_of(self.actor(s).entity.as_str())?)));
        let places = self.places.iter().filter(here);
        let places = places.filter_map(|s| Some((s.head, self.marks.places[s.mark].country.as_deref()?)));
        let mut found: Vec<(usize, &str)> = actors.chain(places).collect();
        found.sort_unstable();
        found
    }

    /// The countries of both sides of what a predicate tells.
    pub(crate) fn side_countries(
        &self,
        at: At,
        predicate: &Predicate,
        agents: (&[EntityId], &[Party]),
        targets: (&[EntityId], &[Party]),
    ) -> SideCountries {
        let of = |(named, parties): (&[EntityId], &[Party])| {
            let mut found = Vec::new();
            parties.iter().flat_map(|p| &p.countries).for_each(|c| add(&mut found, c.clone()));
            let named = named.iter().filter_map(|id| self.country_of(id.as_str()));
            named.for_each(|country| add(&mut found, country.to_owned()));
            found
        };
        let (mut doers, mut sufferers) = (of(agents), of(targets));
        if doers.is_empty() {
            doers = self.countries_of_slots(at, &predicate.agent);
        }
        if predicate.both || sufferers.is_empty() {
            self.countries_of_slots(at, &predicate.target).into_iter().for_each(|c| add(&mut sufferers, c));
        }
        if predicate.both {
            sufferers.retain(|country| !doers.contains(country));
        }
        if sufferers.is_empty() {
            let words = predicate.agent.iter().flatten().flat_map(|slot| self.fillers(at, slot));
            let by: Vec<usize> = words.map(|filler| filler.word).collect();
            // Another country is meant before the doer's own, which is meant where only it is told: a curfew at home.
            sufferers = self.countries_of_matter(at, &by, |country| !doers.iter().any(|doer| doer == country));
            if sufferers.is_empty() {
                sufferers = self.countries_of_matter(at, &by, |_| true);
            }
        }
        SideCountries { doers, sufferers }
    }

    /// The countries in the phrases of the first group of slots that tells any.
    fn countries_of_slots(&self, at: At, groups: &[Vec<Slot>]) -> Vec<String> {
        let told = groups.iter().map(|group| {
            let mut found = Vec::new();
            let words = group.iter().flat_map(|slot| self.fillers(at, slot));
            words.flat_map(|word| self.countries_in(word)).for_each(|country| add(&mut found, country));
            found
        });
        told.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The countries named nearest below a predicate, apart from the phrases of those who did it: in which matter, or where,
    /// something was done.
    fn countries_of_matter(&self, at: At, by: &[usize], wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let tree = self.sentence(at.sentence);
        let subject = |word: usize| {
            matches!(tree.words[word].deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblAgent)
                && tree.head(word) == Some(at.word)
        };
        // The members of a list stand where its first one does.
        let depth = |word: usize| {
            let path: Vec<usize> = tree.ancestors(word).take_while(|&above| above != at.word).collect();
            let outside = path.iter().any(|&above| subject(above) || by.contains(&above));
            let steps = path.iter().filter(|&&above| tree.words[above].deprel != Deprel::Conj).count();
            (tree.below(word, at.word) && !outside).then_some(steps.max(1))
        };
        let marks = self.country_marks(at.sentence).into_iter().filter(|(_, country)| wanted(country));
        let told: Vec<(usize, &str)> = marks.filter_map(|(word, country)| Some((depth(word)?, country))).collect();
        let nearest = told.iter().map(|(steps, _)| *steps).min().filter(|steps| *steps <= MATTER);
        let mut countries = Vec::new();
        let chosen = told.into_iter().filter(|(steps, _)| Some(*steps) == nearest);
        chosen.for_each(|(_, country)| add(&mut countries, country.to_owned()));
        countries
    }

    /// Whether a word names a people ("the Malians"): persons of a country, not its government.
    pub(crate) fn is_people(&self, at: At) -> bool {
        let word = &self.sentence(at.sentence).words[at.word];
        let alluded = self.actor_on(at).is_some_and(|(spot, mark)| {
            spot.mark >= self.marks.actors.len() && mark.kind == ActorKind::State && spot.words.len() == 1
        });
        alluded && word.feats.number == toguna_lang::Number::Plur && word.upos != toguna_lang::Upos::Adj
    }
}

/// How many links below a predicate a country still belongs to its matter.
const MATTER: usize = 6;

/// The countries of those who did something and of those to whom.
pub(crate) struct SideCountries {
    pub doers: Vec<String>,
    pub sufferers: Vec<String>,
}

fn add(to: &mut Vec<String>, country: String) {
    if !to.contains(&country) {
        to.push(country);
    }
}
