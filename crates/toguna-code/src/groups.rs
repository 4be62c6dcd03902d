//! People of whom no name is told but by whom they are led, whose soldiers they are, or how many states they rule.

use toguna_lang::{Deprel, Number, Upos};
use toguna_mark::{ActorKind, ActorMark, EntityId, TitleMark};

use crate::condition::Slot;
use crate::scene::{At, Scene, Spot};

/// How many sentences back states may be named one by one of which "both" and "the three" tell.
const IN_TURN: usize = 2;

impl Scene<'_> {
    /// "The Togolese A", "the opponent B": the person by whose name a noun for a human being is followed; "the Canadian B": the
    /// company behind a word for its country.
    pub(crate) fn person_called(&self, at: At) -> Option<At> {
        let tree = self.sentence(at.sentence);
        let next = At { word: at.word + 1, ..at };
        if !matches!(tree.words[at.word].upos, Upos::Noun | Upos::Propn) {
            return None;
        }
        let firm =
            |mark: &ActorMark| matches!(mark.kind, ActorKind::Company | ActorKind::Organisation | ActorKind::Media);
        let (spot, person) = self.actor_on(next).filter(|(_, mark)| mark.kind == ActorKind::Person || firm(mark))?;
        let beside = [Deprel::Appos, Deprel::Flat, Deprel::Nmod, Deprel::Amod];
        let below = tree.head(spot.head) == Some(at.word) && beside.contains(&tree.words[spot.head].deprel);
        let bare = tree.dependents(spot.head, &[Deprel::Case]).next().is_none();
        let of_country = || {
            let alluded = |mark: usize| mark >= self.marks.actors.len();
            self.actor_on(at).is_some_and(|(own, mark)| mark.kind == ActorKind::State && alluded(own.mark))
        };
        let human = || self.actor_on(at).is_none() && self.described_family(at).is_some_and(|(_, thing)| !thing);
        // "Mrs X", "Colonel X": a form of address, or a title that is said to be that person's.
        let addressed = || self.lexicon.is(&self.lemma(at), "HONORIFIC");
        let titled = || {
            let byte = tree.words[at.word].start as usize;
            let own = |title: &TitleMark| title.holder == person.entity && title.span.range().contains(&byte);
            self.marks.titles.iter().any(own)
        };
        let called = || of_country() || !firm(person) && (human() || addressed() || titled());
        (below && bare && spot.words.start == next.word && called()).then_some(next)
    }

    /// "Officers led by A", "a delegation headed by B": the person who leads those who have no name.
    pub(crate) fn leader_of(&self, at: At) -> Option<EntityId> {
        let tree = self.sentence(at.sentence);
        let mut participles = tree.dependents(at.word, &[Deprel::Acl]).map(|word| At { word, ..at });
        let led = participles.find(|verb| self.lexicon.is(&self.lemma(*verb), "LED") && self.passive(*verb))?;
        let leaders = self.fillers(led, &Slot::Agent).into_iter().flat_map(|word| self.actors_of(word));
        leaders.into_iter().find(|who| self.kind_of(who) == Some(ActorKind::Person))
    }

    /// "The soldiers", "all of them": the army whose soldiers were named last as such ("49 Farland soldiers").
    pub(crate) fn soldiers_named(&self, at: At) -> Option<EntityId> {
        let tree = self.sentence(at.sentence);
        let plural = tree.words[at.word].feats.number == Number::Plur;
        if !plural || !self.lexicon.is(&self.lemma(at), "SOLDIERS") || self.phrase(at).len() > 1 {
            return None;
        }
        let of_soldiers = |spot: &&Spot| {
            let words = &self.sentence(spot.sentence).words;
            self.actor(spot).kind == ActorKind::Military
                && spot.words.clone().any(|word| self.lexicon.is(&words[word].lemma.to_lowercase(), "SOLDIERS"))
        };
        let before = self.actors.iter().filter(|s| (s.sentence, s.words.end) <= (at.sentence, at.word));
        let last = before.filter(of_soldiers).max_by_key(|spot| (spot.sentence, spot.words.start))?;
        Some(self.actor(last).entity.clone())
    }

    /// "the three countries", "the juntas", "the leaders": those of the kind that were last named in one list.
    pub(crate) fn described_list(&self, at: At) -> Vec<EntityId> {
        let tree = self.sentence(at.sentence);
        let word = &tree.words[at.word];
        let Some(kinds) = self.lexicon.stands_for(&self.lemma(at)) else { return Vec::new() };
        let definite = tree.children(at.word).any(|c| {
            let lemma = &tree.words[c].lemma;
            self.lexicon.is(lemma, "DEFINITE") || self.lexicon.is(lemma, "ALL")
        });
        if !definite || word.feats.number != Number::Plur {
            return Vec::new();
        }
        let before: Vec<&Spot> =
            self.actors.iter().rev().filter(|s| self.actor(s).span.range().end <= word.start as usize).collect();
        // "all three countries" are a list of three.
        let beside = |q: &&Spot| q.sentence == at.sentence && q.words.start <= at.word && at.word <= q.words.end;
        let said = self.quantities.iter().find(beside).and_then(|q| self.marks.quantities[q.mark].low);
        let fitting = |list: &Vec<EntityId>| list.len() >= 2 && said.is_none_or(|said| list.len() as f64 == said);
        if self.lexicon.is(&self.lemma(at), "UNNAMED_RULERS") {
            return Vec::new();
        }
        // Leaders without a name stand for those whom they lead.
        let states = ["state".to_string()];
        let wanted: [&[String]; 2] = [kinds, if kinds.iter().any(|k| k == "person") { &states } else { &[] }];
        for kinds in wanted {
            let fits = |s: &&&Spot| kinds.iter().any(|k| self.actor(s).kind.name() == k);
            if let Some(list) = before.iter().filter(fits).map(|s| self.list_of(s)).find(fitting) {
                return list;
            }
        }
        self.named_in_turn(at, said, kinds)
    }

    /// The states that a text names more often than any other, where they are as many as are wanted and all named before.
    fn named_most(&self, at: At, wanted: usize) -> Option<Vec<EntityId>> {
        let named = self.marks.actors.iter().filter(|mark| mark.kind == ActorKind::State);
        let mut counts: Vec<(&EntityId, usize)> = Vec::new();
        for mark in named {
            match counts.iter_mut().find(|(who, _)| *who == &mark.entity) {
                Some((_, count)) => *count += 1,
                None => counts.push((&mark.entity, 1)),
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let byte = self.sentence(at.sentence).words[at.word].start as usize;
        let before =
            |who: &EntityId| self.marks.actors.iter().any(|mark| mark.entity == *who && mark.span.range().end <= byte);
        let next = counts.get(wanted).map_or(0, |(_, count)| *count);
        let chief = counts.get(..wanted).filter(|chief| wanted > 1 && chief.iter().all(|(_, count)| *count > next))?;
        chief.iter().all(|(who, _)| before(who)).then(|| chief.iter().map(|(who, _)| (*who).clone()).collect())
    }

    /// "Both governments", "the three countries", where no list names as many: the states named one by one before.
    fn named_in_turn(&self, at: At, said: Option<f64>, kinds: &[String]) -> Vec<EntityId> {
        let tree = self.sentence(at.sentence);
        let both = || tree.children(at.word).any(|word| self.lexicon.is(&tree.words[word].lemma, "BOTH"));
        let Some(wanted) = said.map(|said| said as usize).or_else(|| both().then_some(2)) else { return Vec::new() };
        if !kinds.iter().any(|kind| kind == ActorKind::State.name()) {
            return Vec::new();
        }
        let near = |spot: &&Spot| {
            spot.sentence + IN_TURN >= at.sentence && (spot.sentence, spot.words.end) <= (at.sentence, at.word)
        };
        let states = self.actors.iter().filter(near).filter(|s| self.actor(s).kind == ActorKind::State);
        let mut states: Vec<&Spot> = states.filter(|spot| spot.mark < self.marks.actors.len()).collect();
        states.sort_by_key(|spot| (spot.sentence, spot.words.start));
        if let Some(chief) = self.named_most(at, wanted) {
            return chief;
        }
        let mut named: Vec<EntityId> = Vec::with_capacity(wanted);
        for state in states.into_iter().rev().map(|spot| &self.actor(spot).entity) {
            if named.len() < wanted && !named.contains(state) {
                named.push(state.clone());
            }
        }
        // Fewer than told: others are meant.
        if named.len() == wanted && wanted > 1 { named } else { Vec::new() }
    }
}
