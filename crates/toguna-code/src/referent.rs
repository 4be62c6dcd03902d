//! Whom a pronoun or a definite noun stands for: who and what was told before it, the nearest first.

use toguna_lang::{Deprel, Number, Upos};
use toguna_mark::{ActorKind, ActorMark, EntityId};

use crate::condition::Slot;
use crate::scene::{At, Scene, Spot};

/// How many sentences back "he" may still have been told.
const PERSON_BACK: usize = 4;
/// And how many before the last sentence "it" and "they".
const SUBJECT_BACK: usize = 2;

impl Scene<'_> {
    /// Whom a description stands for: the last actor of its kind ("the bloc"), or the state of a person ("his country").
    pub(crate) fn described(&self, at: At) -> Option<EntityId> {
        self.defined(at).or_else(|| self.state_of_owner(at))
    }

    /// The last actor before a definite description of its kind ("the bloc", "l'organisation"). Where pronouns are looked up, only
    /// this is asked: a description by a pronoun would ask for another pronoun, and so on.
    fn defined(&self, at: At) -> Option<EntityId> {
        let lemma = self.lemma(at);
        let byte = self.sentence(at.sentence).words[at.word].start as usize;
        let sentence = self.sentence(at.sentence);
        let mut before = sentence.dependents(at.word, &[Deprel::Det, Deprel::Nmod]).filter(|&d| d < at.word);
        let definite = before.any(|d| self.lexicon.is(&sentence.words[d].lemma, "DEFINITE"));
        if !definite {
            return None;
        }
        if let Some(entity) = self.of_that_name(at) {
            return Some(entity);
        }
        if let Some(holder) = self.holder_named(at) {
            return Some(holder);
        }
        if let Some(army) = self.soldiers_named(at) {
            return Some(army);
        }
        let kinds = self.lexicon.stands_for(&lemma)?;
        if !self.lexicon.is(&lemma, "UNNAMED_RULERS")
            && sentence.words[at.word].feats.number == Number::Plur
            && (kinds.iter().any(|k| k == "state" || k == "person") || !self.described_list(at).is_empty())
        {
            return None;
        }
        let before = self
            .marks
            .actors
            .iter()
            .rev()
            .filter(|mark| mark.kind != ActorKind::Person || self.may_be_called(&mark.entity, &lemma))
            .find(|mark| mark.span.range().end <= byte && kinds.iter().any(|kind| mark.kind.name() == kind))?;
        Some(before.entity.clone())
    }

    /// "His country", "son gouvernement": the state of the person whose it is.
    fn state_of_owner(&self, at: At) -> Option<EntityId> {
        let states = self.lexicon.stands_for(&self.lemma(at))?.iter().any(|kind| kind == "state");
        let owner = self.fillers(at, &Slot::Possessor).into_iter().find(|whose| self.stands_for_somebody(*whose));
        let person = self.person_before(owner.filter(|_| states)?)?;
        let owner = self.actor_on(person).map(|(_, mark)| mark.entity.clone()).or_else(|| self.defined(person))?;
        let country = self.country_of(owner.as_str())?;
        let mut states = self.marks.actors.iter().chain(&self.marks.allusions).filter(|m| m.kind == ActorKind::State);
        states.find(|mark| self.country_of(mark.entity.as_str()) == Some(country)).map(|mark| mark.entity.clone())
    }

    /// Whether "the minister" may be a person: one whom the document calls so, or calls by no office.
    fn may_be_called(&self, who: &EntityId, noun: &str) -> bool {
        let offices = self.marks.titles.iter().filter(|title| title.holder == *who && title.predicate != "holds-rank");
        let mut offices = offices.peekable();
        offices.peek().is_none() || offices.any(|title| self.words(title.span).to_lowercase().contains(noun))
    }

    /// "The interim president": the person last named with that office, by all the words of the phrase.
    fn holder_named(&self, at: At) -> Option<EntityId> {
        let words = &self.sentence(at.sentence).words;
        if words[at.word].feats.number == Number::Plur || !self.lexicon.is(&self.lemma(at), "OFFICE") {
            return None;
        }
        let phrase: Vec<String> = self.phrase(at).map(|word| words[word].form.as_str().to_lowercase()).collect();
        let byte = words[at.word].start as usize;
        let before = self.marks.titles.iter().rev().filter(|title| title.span.range().end <= byte);
        let mut called = before.filter(|title| {
            let told = self.words(title.span).to_lowercase();
            let mut told = told.split(|c: char| !c.is_alphanumeric() && c != '-');
            phrase.iter().all(|word| told.any(|part| part == word))
        });
        called.next().map(|title| title.holder.clone())
    }

    /// "The mission", "the council": the body named last in whose name the noun stands. "The group" is anybody.
    fn of_that_name(&self, at: At) -> Option<EntityId> {
        let lemma = self.lemma(at);
        let body = ["INSTITUTION", "OPERATION"].iter().any(|class| self.lexicon.is(&lemma, class));
        let words = &self.sentence(at.sentence).words;
        // "The Council": a capital does not make it another one.
        let noun = matches!(words[at.word].upos, Upos::Noun | Upos::Propn);
        let bare = noun && words[at.word].feats.number != Number::Plur;
        if !body || !bare || self.phrase(at).len() > 1 {
            return None;
        }
        let named = |mark: &&ActorMark| {
            let organised = !matches!(mark.kind, ActorKind::Person | ActorKind::State);
            let mut words = mark.name.split(|c: char| !c.is_alphanumeric());
            organised && words.any(|word| word.to_lowercase() == lemma)
        };
        let byte = words[at.word].start as usize;
        let before = self.marks.actors.iter().rev().filter(|mark| mark.span.range().end <= byte);
        before.into_iter().find(named).map(|mark| mark.entity.clone())
    }

    /// What a pronoun stands for: the noun of its relative clause, or the subject of the clause before.
    pub(crate) fn antecedent(&self, at: At) -> Option<At> {
        let sentence = self.sentence(at.sentence);
        if self.is_nobody(at) {
            return None;
        }
        let clause = sentence.ancestors(at.word).find(|&a| sentence.words[a].deprel == Deprel::Acl);
        if let Some(clause) = clause.filter(|_| self.lexicon.is(&sentence.words[at.word].lemma, "RELATIVE")) {
            let noun = sentence.head(clause)?;
            return (noun < at.word).then_some(At { word: noun, ..at });
        }
        // "The Front, whose men …", where the tree hangs the clause elsewhere: the name right before.
        if self.lexicon.is(&sentence.words[at.word].lemma, "RELATIVE") {
            return self.named_right_before(at);
        }
        if self.is_latter(at) {
            return self.named_last(at);
        }
        // A personal pronoun: the nearest earlier subject that is a marked actor, in this sentence or the one before.
        let plural = self.is_plural_pronoun(at);
        // "He", "him": a person.
        if self.lexicon.is(&self.lemma(at), "PERSON_PRONOUN") {
            return self.person_before(at).or_else(|| self.antecedent(self.same_pronoun_before(at)?));
        }
        let fits = |at: At| match self.actor_on(at) {
            // "they" is no single person, "it" no list.
            Some((spot, mark)) if plural => mark.kind != ActorKind::Person || self.list_of(spot).len() > 1,
            Some((spot, _)) => self.list_of(spot).len() == 1,
            None => self.is_named_beside(at) || self.defined(at).is_some() || !self.described_list(at).is_empty(),
        };
        let subjects = self.referents(at, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let nearest = subjects.into_iter().find(|&s| fits(s) || self.is_unnamed_owner(s, at));
        if nearest.is_some_and(|s| !fits(s)) {
            return None;
        }
        nearest
            .or_else(|| self.same_pronoun_before(at).and_then(|before| self.antecedent(before)))
            .or_else(|| self.subject_told_before(at, fits))
    }

    /// The last fitting subject of the paragraph before the last sentence, where that one has no subject that a pronoun might mean.
    fn subject_told_before(&self, at: At, fits: impl Fn(At) -> bool) -> Option<At> {
        let subjects = |sentence: usize| {
            let words = &self.sentence(sentence).words;
            let subject = |word: &usize| matches!(words[*word].deprel, Deprel::Nsubj | Deprel::NsubjPass);
            (0..words.len()).filter(subject).map(move |word| At { sentence, word })
        };
        let before = at.sentence.checked_sub(1)?;
        let number = |at: At| self.sentence(at.sentence).words[at.word].feats.number == Number::Plur;
        let plural = self.is_plural_pronoun(at);
        // "The raiders fled. They …": people without a name come first.
        let people = |&at: &At| number(at) == plural && self.described_family(at).is_some_and(|(_, thing)| !thing);
        if subjects(before).any(|subject| people(&subject)) {
            return None;
        }
        let paragraph = self.sentence(at.sentence).paragraph;
        let near = (before.saturating_sub(SUBJECT_BACK)..before).rev();
        near.filter(|&s| self.sentence(s).paragraph == paragraph)
            .find_map(|s| subjects(s).find(|&subject| fits(subject)))
    }

    /// "The militia said its men …": people without a name who are the subject of a pronoun's own sentence are whom it means.
    fn is_unnamed_owner(&self, subject: At, pronoun: At) -> bool {
        let number = self.sentence(subject.sentence).words[subject.word].feats.number;
        let agrees = !self.is_plural_pronoun(pronoun) || number == Number::Plur;
        subject.sentence == pronoun.sentence
            && agrees
            && self.described_family(subject).is_some_and(|(_, thing)| !thing)
    }

    /// "The spokesman of the displaced, X": a noun with a name in apposition.
    fn is_named_beside(&self, at: At) -> bool {
        let names = self.sentence(at.sentence).dependents(at.word, &[Deprel::Appos]);
        names.into_iter().any(|word| self.actor_on(At { word, ..at }).is_some())
    }

    /// "They left the bloc. They sent the troops home.", "Leur sortie est connue. Ils …": the same pronoun as the subject of the
    /// sentence before, or as whose its subject is.
    fn same_pronoun_before(&self, at: At) -> Option<At> {
        let before = at.sentence.checked_sub(1)?;
        let words = &self.sentence(before).words;
        let tree = self.sentence(before);
        let is_subject = |link: Deprel| matches!(link, Deprel::Nsubj | Deprel::NsubjPass);
        let same = |word: &usize| {
            is_subject(words[*word].deprel)
                && words[*word].upos == Upos::Pron
                && self.lemma(At { sentence: before, word: *word }) == self.lemma(at)
        };
        // Whose the subject is goes on as the subject, and the other way round.
        let plural = self.is_plural_pronoun(at);
        let own = |word: &usize| {
            let whose = At { sentence: before, word: *word };
            let owns =
                self.is_possessive(whose) || words[*word].upos == Upos::Pron && words[*word].deprel == Deprel::Nmod;
            let of_subject = || tree.head(*word).is_some_and(|noun| is_subject(words[noun].deprel));
            owns && of_subject() && self.is_plural_pronoun(whose) == plural
        };
        let mine = &self.sentence(at.sentence).words[at.word];
        if self.is_possessive(at) {
            let pronoun = |word: &usize| {
                let there = At { sentence: before, word: *word };
                is_subject(words[*word].deprel)
                    && words[*word].upos == Upos::Pron
                    && self.is_plural_pronoun(there) == plural
            };
            return (0..words.len()).find(|word| pronoun(word) || own(word)).map(|word| At { sentence: before, word });
        }
        let found =
            (0..words.len()).find(same).or_else(|| (0..words.len()).find(own)).filter(|_| is_subject(mine.deprel));
        found.map(|word| At { sentence: before, word })
    }

    /// Whether a word points to whoever was named last ("the latter", "ce dernier").
    pub(crate) fn is_latter(&self, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let word = &tree.words[at.word];
        let pointed = || {
            let mut determiners = tree.dependents(at.word, &[Deprel::Det]);
            determiners.any(|d| self.lexicon.is(&tree.words[d].lemma, "LATTER_DETERMINER"))
        };
        self.lexicon.is(&word.lemma, "LATTER") && (word.upos == Upos::Pron || pointed())
    }

    /// The name that ends right before a word, but for a comma or brackets.
    fn named_right_before(&self, at: At) -> Option<At> {
        let words = &self.sentence(at.sentence).words;
        let here = self.actors.iter().filter(|spot| spot.sentence == at.sentence && spot.words.end <= at.word);
        let last = here.max_by_key(|spot| spot.words.end)?;
        let gap = words.get(last.words.end..at.word)?;
        gap.iter().all(|word| word.upos == Upos::Punct).then_some(At { word: last.head, ..at })
    }

    /// Whoever was named last before a word, in its sentence or the one before; of several only a list.
    pub(crate) fn named_last(&self, at: At) -> Option<At> {
        let plural = self.sentence(at.sentence).words[at.word].feats.number == Number::Plur;
        let fits = |spot: &&Spot| !plural || self.list_of(spot).len() > 1;
        let near = self.actors.iter().filter(|spot| spot.is_right_before(at));
        let last = near.max_by_key(|spot| (spot.sentence, spot.words.start));
        last.filter(fits).map(|spot| At { sentence: spot.sentence, word: spot.head })
    }

    /// The person named as the last subject or object before a pronoun, in its sentence or the one before; else named last
    /// there; else whom the text before told last as a subject, by name or by office.
    pub(crate) fn person_before(&self, at: At) -> Option<At> {
        let links = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj, Deprel::Appos];
        let person = |&at: &At| self.actor_on(at).is_some_and(|(_, mark)| mark.kind == ActorKind::Person);
        let subject = self.referents(at, &links).into_iter().find(person);
        let last = || {
            let before = self.actors.iter().rev().filter(|spot| spot.is_right_before(at));
            before.map(|spot| At { sentence: spot.sentence, word: spot.head }).find(person)
        };
        subject.or_else(last).or_else(|| self.person_told_before(at))
    }

    /// The last subject of the sentences before that is a person, named or called by an office ("the president said … . He …").
    fn person_told_before(&self, at: At) -> Option<At> {
        let person = |who: &EntityId| self.kind_of(who) == Some(ActorKind::Person);
        let told = |at: &At| {
            let tree = self.sentence(at.sentence);
            let word = &tree.words[at.word];
            let subject = matches!(word.deprel, Deprel::Nsubj | Deprel::NsubjPass) && word.upos != Upos::Pron;
            let mark = || self.actor_on(*at).map(|(_, mark)| mark.entity.clone());
            subject && mark().or_else(|| self.defined(*at)).as_ref().is_some_and(person)
        };
        let subjects = |sentence: usize| {
            let words = (0..self.sentence(sentence).words.len()).rev();
            words.map(|word| At { sentence, word }).find(told)
        };
        (at.sentence.saturating_sub(PERSON_BACK)..at.sentence).rev().find_map(subjects)
    }

    /// Whether a determiner says whose something is ("leur retrait").
    pub(crate) fn is_possessive(&self, at: At) -> bool {
        let word = &self.sentence(at.sentence).words[at.word];
        word.upos == Upos::Det && self.lexicon.is(&word.lemma, "POSSESSIVE")
    }

    /// Whether a word stands for whoever was told before: a pronoun, a possessive, "the latter".
    pub(crate) fn stands_for_somebody(&self, at: At) -> bool {
        let pronoun = self.sentence(at.sentence).words[at.word].upos == Upos::Pron;
        pronoun || self.is_possessive(at) || self.is_latter(at)
    }

    /// Whether a pronoun says that it is nobody ("no one", "aucun").
    pub(crate) fn is_nobody(&self, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let none = |word: usize| self.lexicon.is(&tree.words[word].lemma, "NONE");
        self.lexicon.is(&self.lemma(at), "NOBODY")
            || none(at.word)
            || tree.dependents(at.word, &[Deprel::Det]).any(none)
    }

    fn is_plural_pronoun(&self, at: At) -> bool {
        let word = &self.sentence(at.sentence).words[at.word];
        // "Ses hommes": a determiner's own number is that of what is owned.
        let many = word.feats.number == Number::Plur && !self.is_possessive(at);
        many || self.lexicon.is(&word.lemma, "THEY") || self.lexicon.is(&word.form, "THEY")
    }

    /// The nouns before a pronoun that stand in one of these links, the nearest of its own sentence first, then those of the
    /// sentence before.
    ///
    /// Whom a verb is done to is not who does it ("gathered the men and shot them", "condemned the state, accusing it"): for
    /// an object the verb's own subject is left out, and earlier objects are candidates too.
    pub(crate) fn referents(&self, at: At, links: &[Deprel]) -> Vec<At> {
        let tree = self.sentence(at.sentence);
        let own = match (tree.words[at.word].deprel, tree.head(at.word)) {
            (Deprel::Obj | Deprel::Iobj | Deprel::Obl, Some(verb)) => {
                self.fillers(At { word: verb, ..at }, &Slot::Subject)
            }
            _ => Vec::new(),
        };
        let nouns = |sentence: usize, until: usize, objects: bool| {
            let words = &self.sentence(sentence).words;
            let fits = move |w: &usize| {
                let word = &words[*w];
                word.upos != Upos::Pron && (links.contains(&word.deprel) || objects && word.deprel == Deprel::Obj)
            };
            (0..until.min(words.len())).filter(fits).map(|word| At { word, sentence }).collect::<Vec<_>>()
        };
        let mut here = nouns(at.sentence, at.word, !own.is_empty());
        here.retain(|candidate| !own.contains(candidate));
        let pronouns = own.iter().filter(|doer| self.stands_for_somebody(**doer) && doer.word < at.word);
        let doers: Vec<At> = pronouns.filter_map(|doer| self.antecedent(*doer)).collect();
        here.retain(|candidate| !doers.contains(candidate));
        here.reverse();
        here.extend(at.sentence.checked_sub(1).map(|before| nouns(before, usize::MAX, false)).unwrap_or_default());
        here
    }
}
