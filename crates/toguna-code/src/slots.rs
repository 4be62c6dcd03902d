//! The frame of a predicate: which words fill its slots, and whether they meet a condition.

use toguna_lang::{Deprel, Upos, VerbForm};
use toguna_mark::ActorMark;

use crate::condition::{Clause, Condition, Filler, Slot};
use crate::lexicon::{Light, Role};
use crate::scene::{At, Scene};

impl Scene<'_> {
    /// The words that fill a slot of the predicate at `at`.
    pub(crate) fn fillers(&self, at: At, slot: &Slot) -> Vec<At> {
        let sentence = self.sentence(at.sentence);
        let words = match slot {
            Slot::Subject => self.subjects(at, 0),
            Slot::Object => self.objects(at),
            Slot::Agent => self.passive_agents(at),
            Slot::Indirect => sentence.dependents(at.word, &[Deprel::Iobj]).collect(),
            Slot::Complement => self.complements(at),
            Slot::ComplementSubject => {
                let verbs = self.complements(at).into_iter();
                verbs.flat_map(|word| self.subjects_or_surface(At { word, ..at }, 0)).collect()
            }
            Slot::ComplementAuxiliary => {
                let verbs = self.complements(at).into_iter();
                verbs.flat_map(|word| sentence.dependents(word, &[Deprel::Aux])).collect()
            }
            Slot::Possessor => self.possessors(at),
            Slot::Modifier => self.modifiers(at),
            Slot::Light => self.light_subject(at),
            Slot::Preposition(case) => self.introduced_by(at, case),
            Slot::Case => sentence.dependents(at.word, &[Deprel::Case]).collect(),
            Slot::Clause => self.clause_subject(at, 0),
        };
        words.into_iter().map(|word| self.those_counted(At { word, ..at })).collect()
    }

    /// "hundreds of people", "two of the attackers": those of whom a word of number tells.
    fn those_counted(&self, at: At) -> At {
        let tree = self.sentence(at.sentence);
        let number = self.quantities.iter().any(|q| q.sentence == at.sentence && q.words.contains(&at.word))
            || self.lexicon.is(&self.lemma(at), "QUANTIFYING");
        let of = |&word: &usize| {
            tree.dependents(word, &[Deprel::Case]).any(|c| self.lexicon.is(&tree.words[c].lemma, "OF_CASE"))
        };
        let counted = tree.dependents(at.word, &[Deprel::Nmod]).find(|word| *word > at.word && of(word));
        counted.filter(|_| number).map_or(at, |word| At { word, ..at })
    }

    /// Whether every clause of a condition holds of the predicate at `at`.
    pub(crate) fn holds(&self, at: At, condition: &Condition) -> bool {
        self.holds_for(condition, |slot| self.fillers(at, slot))
    }

    /// The same with a word for what fills one of its slots.
    pub(crate) fn holds_with(&self, at: At, condition: &Condition, slot: &Slot, word: At) -> bool {
        self.holds_for(condition, |asked| if asked == slot { vec![word] } else { self.fillers(at, asked) })
    }

    fn holds_for(&self, condition: &Condition, fillers_of: impl Fn(&Slot) -> Vec<At>) -> bool {
        condition.0.iter().all(|clause| match clause {
            Clause::Present(slot) => !fillers_of(slot).is_empty(),
            Clause::Absent(slot) => fillers_of(slot).is_empty(),
            Clause::One(slot, fillers) => fillers_of(slot).into_iter().any(|w| self.is_one(w, fillers)),
            Clause::None(slot, fillers) => {
                let found = fillers_of(slot);
                !found.is_empty() && !found.into_iter().any(|w| self.is_one(w, fillers))
            }
        })
    }

    fn is_one(&self, at: At, fillers: &[Filler]) -> bool {
        let lemma = self.lemma(at);
        let sentence = self.sentence(at.sentence);
        let conjuncts = sentence.dependents(at.word, &[Deprel::Conj]).map(|word| self.lemma(At { word, ..at }));
        // A class may name a thing by two words: "air force".
        let parts = sentence.dependents(at.word, &[Deprel::Compound, Deprel::Amod]).filter(|&part| part < at.word);
        let compounds = parts.map(|word| format!("{} {lemma}", self.lemma(At { word, ..at })));
        let lemmas: Vec<String> = compounds.chain(conjuncts).chain(std::iter::once(lemma.clone())).collect();
        fillers.iter().any(|filler| match filler {
            Filler::Lemma(word) => lemmas.contains(word),
            Filler::Side(family) => self.parties(at).iter().any(|party| party.family == Some(*family) && !party.thing),
            Filler::Class(class) => lemmas.iter().any(|lemma| self.lexicon.is(lemma, class)),
            Filler::Marked(kind) if kind == "place" => {
                self.places.iter().any(|p| p.sentence == at.sentence && p.words.contains(&at.word))
            }
            Filler::Marked(kind) => {
                let is = |mark: &ActorMark| kind == "actor" || mark.kind.name() == kind;
                // A pronoun is of the kind of whom it stands for.
                let stands_for = || {
                    let whom = self.actors_of(at);
                    self.marks.actors.iter().any(|mark| whom.contains(&mark.entity) && is(mark))
                };
                let pronoun = sentence.words[at.word].upos == Upos::Pron;
                // "The Front, a group based in X": a noun is of the kind of the name that it describes.
                let described = || {
                    self.described_name(at).is_some_and(|name| self.actor_on(name).is_some_and(|(_, mark)| is(mark)))
                };
                // "General X": the rank is of the kind of whom it calls so.
                let called =
                    || self.person_called(at).is_some_and(|name| self.actor_on(name).is_some_and(|(_, mark)| is(mark)));
                let other = || pronoun && stands_for() || described() || called();
                self.actor_on(at).map_or_else(other, |(_, mark)| is(mark))
            }
        })
    }

    /// The name beside which a noun is set to say what it is.
    pub(crate) fn described_name(&self, at: At) -> Option<At> {
        let tree = self.sentence(at.sentence);
        let word = &tree.words[at.word];
        let above = tree.head(at.word).filter(|_| word.deprel == Deprel::Appos && word.upos == Upos::Noun);
        above.map(|word| At { word, ..at }).filter(|name| self.actor_on(*name).is_some())
    }

    /// Genitives: dependents that stand before the noun, or that a genitive preposition introduces.
    pub(crate) fn possessors(&self, at: At) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        let mut found: Vec<usize> = sentence
            .dependents(at.word, &[Deprel::Nmod, Deprel::Det])
            .filter(|&d| d < at.word)
            .filter(|&d| sentence.words[d].upos != Upos::Det || self.is_possessive(At { word: d, ..at }))
            .collect();
        // "Leur sortie du bloc": with an owner before the noun, what stands behind it is none.
        if found.iter().any(|&d| self.is_possessive(At { word: d, ..at })) {
            return found;
        }
        for case in self.lexicon.words("GENITIVE_CASE") {
            found.extend(
                self.introduced_by(at, case).into_iter().filter(|&w| self.actor_on(At { word: w, ..at }).is_some()),
            );
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Adjectives, compound parts and names set beside a noun without a preposition.
    ///
    /// Of a verb, those of its object ("received *Kenyan* maize").
    fn modifiers(&self, at: At) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        if sentence.words[at.word].upos == Upos::Verb {
            let objects = self.objects(at).into_iter().filter(|&word| sentence.words[word].upos != Upos::Verb);
            return objects.flat_map(|word| self.modifiers(At { word, ..at })).collect();
        }
        sentence
            .dependents(at.word, &[Deprel::Amod, Deprel::Compound, Deprel::Flat, Deprel::Nmod])
            .filter(|&d| {
                sentence.words[d].deprel != Deprel::Nmod || sentence.dependents(d, &[Deprel::Case]).next().is_none()
            })
            .collect()
    }

    /// Oblique and nominal dependents with this preposition, of a verb also those of its object.
    pub(crate) fn introduced_by(&self, at: At, case: &str) -> Vec<usize> {
        let mut found = self.own_introduced_by(at, case);
        if self.sentence(at.sentence).words[at.word].upos == Upos::Verb {
            // "The assets of the bank were frozen": a passive's object stands as its subject.
            let links: &[Deprel] = if self.passive(at) { &[Deprel::Obj, Deprel::NsubjPass] } else { &[Deprel::Obj] };
            let objects = self.sentence(at.sentence).dependents(at.word, links);
            found.extend(objects.flat_map(|word| self.own_introduced_by(At { word, ..at }, case)));
        }
        found
    }

    pub(crate) fn own_introduced_by(&self, at: At, case: &str) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        // An adverb that opens a phrase (as "during" is told in French) stands between it and the verb.
        let adverbs = sentence
            .dependents(at.word, &[Deprel::Advmod])
            .filter(|&d| sentence.words[d].upos == Upos::Adv && sentence.words[d].lemma.eq_ignore_ascii_case(case));
        let phrases = adverbs.flat_map(|adverb| sentence.dependents(adverb, &[Deprel::Obl, Deprel::Obj, Deprel::Nmod]));
        // An apposition that a preposition opens is a complement that the parser hung beside.
        let near = sentence
            .dependents(at.word, &[Deprel::Obl, Deprel::OblAgent, Deprel::Nmod, Deprel::Advmod, Deprel::Appos])
            .filter(|&d| {
                sentence.dependents(d, &[Deprel::Case]).any(|c| {
                    sentence.words[c].lemma.eq_ignore_ascii_case(case)
                        || sentence.words[c].form.eq_ignore_ascii_case(case)
                })
            });
        near.chain(phrases).chain(self.subject_behind(at, case)).collect()
    }

    /// "A deadline for X to leave": whom a preposition before an infinitive makes its subject, wherever the tree hangs him.
    fn subject_behind(&self, at: At, case: &str) -> Option<usize> {
        let tree = self.sentence(at.sentence);
        let mark = |&m: &usize| m > at.word && tree.words[m].lemma.eq_ignore_ascii_case(case);
        let infinitive = |&verb: &usize| {
            tree.words[verb].feats.form == VerbForm::Inf
                && tree.ancestors(verb).skip(1).take(2).any(|above| above == at.word)
        };
        let mut verbs = (at.word + 1..tree.words.len()).filter(infinitive);
        verbs.find_map(|verb| {
            let mark = tree.dependents(verb, &[Deprel::Mark]).find(mark)?;
            let links = [Deprel::Nsubj, Deprel::Nmod, Deprel::Obl, Deprel::Obj];
            let named = |&word: &usize| {
                let word_ = &tree.words[word];
                links.contains(&word_.deprel) && tree.dependents(word, &[Deprel::Case]).next().is_none()
            };
            (mark + 1..verb).find(named)
        })
    }

    /// A word with this lemma or form at most three steps below `at`.
    pub(crate) fn below_with_lemma(&self, at: At, lemma: &str) -> Option<usize> {
        let sentence = self.sentence(at.sentence);
        (0..sentence.words.len()).find(|&w| {
            let word = &sentence.words[w];
            w != at.word
                && (word.lemma.eq_ignore_ascii_case(lemma) || word.form.eq_ignore_ascii_case(lemma))
                && sentence.ancestors(w).take(4).any(|a| a == at.word)
        })
    }

    /// The subject of the light verb that carries this event noun.
    fn light_subject(&self, at: At) -> Vec<usize> {
        match self.light_verb(at) {
            Some((verb, Role::Agent)) => self.subjects(verb, 0),
            Some((verb, Role::Gathers)) => self.objects(verb),
            _ => self.hyphened_subject(at),
        }
    }

    /// The name before a light verb's participle, joined to it by a hyphen ("a *Front*-claimed attack").
    fn hyphened_subject(&self, at: At) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        let carries = |word: usize| {
            let light = self.lexicon.light(&self.lemma(At { word, ..at }));
            light.iter().any(|light| light.role == Role::Agent && light.rest.is_empty())
        };
        let participles = sentence.dependents(at.word, &[Deprel::Amod, Deprel::Acl, Deprel::Compound]);
        participles
            .filter(|&word| word >= 2 && word < at.word && sentence.words[word - 1].form == "-" && carries(word))
            .map(|word| word - 2)
            .collect()
    }

    /// The light verb over an event noun, and what its subject is to the event.
    pub(crate) fn light_verb(&self, at: At) -> Option<(At, Role)> {
        let sentence = self.sentence(at.sentence);
        // The verb above the noun, or a participle on it ("an operation conducted by …").
        let above = sentence.head(at.word);
        let between = |word: &usize| matches!(sentence.words[*word].deprel, Deprel::Advmod | Deprel::Obj);
        let beyond = above.filter(between).and_then(|word| sentence.head(word));
        // "Claimed by X, the attack killed ten": a participle that opens the clause of which the noun is the subject.
        let subject = matches!(sentence.words[at.word].deprel, Deprel::Nsubj | Deprel::NsubjPass);
        let opening =
            above.filter(|_| subject).into_iter().flat_map(|verb| sentence.dependents(verb, &[Deprel::Advcl]));
        let opening = opening.filter(|&word| word < at.word && self.passive(At { word, ..at }));
        let below = sentence.dependents(at.word, &[Deprel::Acl]).chain(opening);
        let verbs = above.into_iter().chain(beyond).chain(below);
        verbs.map(|word| At { word, ..at }).find_map(|verb| {
            let light = self.lexicon.light(&self.lemma(verb));
            let fits = |l: &&Light| {
                l.rest.iter().all(|lemma| self.below_with_lemma(verb, lemma).is_some())
                    && self
                        .fillers(verb, &l.noun)
                        .into_iter()
                        .any(|filler| filler == at || self.is_relative_to(filler, at))
            };
            light.iter().find(fits).map(|found| (verb, found.role))
        })
    }

    /// Whether a word is the relative pronoun of a noun: "the blockade *which* they imposed".
    pub(crate) fn is_relative_to(&self, pronoun: At, noun: At) -> bool {
        let relative = self.lexicon.is(&self.lemma(pronoun), "RELATIVE");
        relative && self.antecedent(pronoun) == Some(noun)
    }

    /// The heads of a verb's complement clauses; an infinitive behind a preposition of such is one ("prier X de partir").
    fn complements(&self, at: At) -> Vec<usize> {
        let tree = self.sentence(at.sentence);
        let own = tree.dependents(at.word, &[Deprel::Xcomp, Deprel::Ccomp]);
        let completes = |&verb: &usize| {
            let mark = |m: usize| self.lexicon.is(&tree.words[m].lemma, "COMPLEMENT_MARK");
            verb > at.word
                && tree.words[verb].feats.form == VerbForm::Inf
                && tree.dependents(verb, &[Deprel::Mark, Deprel::Case]).any(mark)
        };
        let marked = tree.dependents(at.word, &[Deprel::Advcl]).filter(completes);
        own.chain(marked).collect()
    }
}
