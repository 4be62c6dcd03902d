//! The frame of a predicate: which words fill its slots, passives, participles and control undone.

use toguna_lang::{Deprel, Sentence, Upos, VerbForm, Voice};
use toguna_mark::ActorMark;

use crate::condition::{Clause, Condition, Filler, Slot};
use crate::lexicon::{Light, Pos, Role};
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
        condition.0.iter().all(|clause| match clause {
            Clause::Present(slot) => !self.fillers(at, slot).is_empty(),
            Clause::Absent(slot) => self.fillers(at, slot).is_empty(),
            Clause::One(slot, fillers) => self.fillers(at, slot).into_iter().any(|w| self.is_one(w, fillers)),
            Clause::None(slot, fillers) => {
                let found = self.fillers(at, slot);
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
                self.actor_on(at).map_or_else(|| pronoun && stands_for() || described(), |(_, mark)| is(mark))
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

    /// Whether a verb stands in the passive, by its dependents or as a participle on a noun.
    pub(crate) fn passive(&self, at: At) -> bool {
        let sentence = self.sentence(at.sentence);
        let word = &sentence.words[at.word];
        // "se sont réunis", "sont arrivés", and what nobody can do to another: such verbs have no passive.
        let reflexive = sentence
            .dependents(at.word, &[Deprel::Expl])
            .any(|e| self.lexicon.is(&sentence.words[e].lemma, "REFLEXIVE"));
        let auxiliary = sentence.dependents(at.word, &[Deprel::AuxPass]).next().is_some();
        if reflexive || !auxiliary && self.lexicon.is(&word.lemma, "NO_PASSIVE") {
            return false;
        }
        if sentence.dependents(at.word, &[Deprel::NsubjPass, Deprel::AuxPass, Deprel::CsubjPass]).next().is_some() {
            return true;
        }
        let past = word.feats.form == VerbForm::Part && word.feats.tense != toguna_lang::Tense::Pres;
        if self.remains(at).is_some() {
            return true;
        }
        let bare = sentence.dependents(at.word, &[Deprel::Nsubj, Deprel::Aux, Deprel::Obj]).next().is_none();
        let opens = matches!(word.deprel, Deprel::Advcl)
            && sentence.head(at.word).is_some_and(|head| at.word < head)
            && sentence.dependents(at.word, &[Deprel::Mark]).next().is_none();
        let on_noun = matches!(word.deprel, Deprel::Acl | Deprel::Amod)
            || opens
            || matches!(word.deprel, Deprel::Conj)
                && sentence.head(at.word).is_some_and(|h| self.passive_bare(sentence, h));
        past && bare && (on_noun || word.feats.voice == Voice::Pass)
    }

    /// The verb of staying of which a participle says how: "remains detained".
    fn remains(&self, at: At) -> Option<usize> {
        let tree = self.sentence(at.sentence);
        let word = &tree.words[at.word];
        let participle = word.feats.form == VerbForm::Part && word.feats.tense != toguna_lang::Tense::Pres;
        let above = tree.head(at.word).filter(|_| word.deprel == Deprel::Xcomp && participle);
        above.filter(|&verb| self.lexicon.is(&tree.words[verb].lemma, "REMAIN"))
    }

    fn passive_bare(&self, sentence: &Sentence, word: usize) -> bool {
        matches!(sentence.words[word].deprel, Deprel::Acl | Deprel::Amod)
            && sentence.words[word].feats.form == VerbForm::Part
    }

    /// The logical subject: the surface subject, the agent of a passive, or whoever controls the verb.
    fn subjects(&self, at: At, depth: usize) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        if self.passive(at) {
            return self.passive_agents(at);
        }
        let mut own: Vec<usize> =
            sentence.dependents(at.word, &[Deprel::Nsubj, Deprel::Csubj, Deprel::NsubjPass]).collect();
        own.extend(self.inverted_subject(at).filter(|_| own.is_empty()));
        // Two subjects on one verb: the parser took a speaker for one; the nearest before the verb is the doer.
        if own.len() > 1 {
            let near = own.iter().copied().filter(|&w| w < at.word).max().unwrap_or(own[0]);
            // "X's men": whose they are.
            let owns = |word: &usize| *word == near || self.owns(sentence, *word, near);
            own.retain(owns);
        }
        if !own.is_empty() || depth > 4 {
            return own;
        }
        let word = &sentence.words[at.word];
        let Some(head) = sentence.head(at.word) else { return own };
        let above = At { word: head, ..at };
        match word.deprel {
            Deprel::Acl if self.is_adverbial(at) => self.clause_subject(above, depth),
            Deprel::Acl if word.feats.form == VerbForm::Inf => self.whose_intent(above, depth),
            Deprel::Acl => vec![head],
            Deprel::Xcomp => {
                let objects = self.objects(above);
                if objects.is_empty() { self.subjects_or_surface(above, depth) } else { objects }
            }
            // "Accused the group of attacking", "kept them from crossing": the object does it.
            Deprel::Advcl | Deprel::Obl if self.object_controls(at) && !self.objects(above).is_empty() => {
                self.objects(above)
            }
            Deprel::Advcl | Deprel::Conj | Deprel::Parataxis if sentence.words[head].upos != Upos::Noun => {
                let next = if word.deprel == Deprel::Conj { self.next_subject(above, at.word) } else { None };
                next.map_or_else(|| self.subjects_or_surface(above, depth), |word| vec![word])
            }
            _ => own,
        }
    }

    /// "Le groupe que dirige X": behind a relative pronoun that is the object, a second object is the subject.
    fn inverted_subject(&self, at: At) -> Option<usize> {
        let tree = self.sentence(at.sentence);
        let relative = |&o: &usize| o < at.word && self.lexicon.is(&tree.words[o].lemma, "RELATIVE");
        let mut objects = tree.dependents(at.word, &[Deprel::Obj]);
        objects.find(relative)?;
        tree.dependents(at.word, &[Deprel::Obj]).find(|&o| o > at.word)
    }

    /// Whether a name stands with a genitive "s" before a noun.
    fn owns(&self, sentence: &Sentence, name: usize, noun: usize) -> bool {
        let genitive = |word: usize| word + 1 == noun && self.lexicon.is(&sentence.words[word].lemma, "GENITIVE_CASE");
        name < noun && sentence.dependents(name, &[Deprel::Case]).any(genitive)
    }

    /// The noun before a verb that the tree joins to the subject of the verb before: the verb's own subject.
    fn next_subject(&self, first: At, verb: usize) -> Option<usize> {
        let tree = self.sentence(first.sentence);
        let mut subjects = tree.dependents(first.word, &[Deprel::Nsubj, Deprel::NsubjPass]);
        subjects.find_map(|subject| {
            let at = At { word: subject, ..first };
            let mut joined = tree.dependents(subject, &[Deprel::Conj]);
            joined.find(|&word| word < verb && self.of_next_clause(at, word))
        })
    }

    /// Who does what an infinitive on a noun tells: whose decision, plan or promise it is, else who takes it.
    fn whose_intent(&self, noun: At, depth: usize) -> Vec<usize> {
        if self.actor_on(noun).is_some() || self.is_person(noun) {
            return vec![noun.word];
        }
        let cases = self.lexicon.words("OF_CASE").iter().chain(self.lexicon.words("AGENT_CASE"));
        let mut owners = self.possessors(noun);
        owners.extend(cases.flat_map(|case| self.own_introduced_by(noun, case)));
        owners.retain(|&word| !self.actors_of(At { word, ..noun }).is_empty());
        if owners.is_empty() { self.clause_subject(noun, depth) } else { owners }
    }

    /// Whether a preposition before a verb gives it the object of the clause above as its subject.
    fn object_controls(&self, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let marks = tree.dependents(at.word, &[Deprel::Mark, Deprel::Case]);
        let controls = |m: usize| m < at.word && self.lexicon.is(&tree.words[m].lemma, "OBJECT_CONTROL");
        tree.words[at.word].feats.form != VerbForm::Fin && marks.into_iter().any(controls)
    }

    /// Whether a participle that hangs on a noun tells of the clause all the same: "…, after cutting ties", "…, killing two".
    fn is_adverbial(&self, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let word = &tree.words[at.word];
        let marked = tree.dependents(at.word, &[Deprel::Mark, Deprel::Case]).any(|m| {
            m < at.word && matches!(tree.words[m].upos, Upos::Adp | Upos::Sconj) && word.feats.form != VerbForm::Fin
        });
        let after_comma = at.word > 0 && tree.words[at.word - 1].form == ",";
        let participle = word.feats.form == VerbForm::Part && word.feats.tense != toguna_lang::Tense::Past
            || word.feats.form == VerbForm::Ger;
        marked && word.feats.form != VerbForm::Inf || after_comma && participle
    }

    /// The subject of the clause that a word stands in.
    pub(crate) fn clause_subjects(&self, at: At) -> Vec<At> {
        self.clause_subject(at, 0).into_iter().map(|word| At { word, ..at }).collect()
    }

    /// The subject of the clause that a noun stands in.
    fn clause_subject(&self, noun: At, depth: usize) -> Vec<usize> {
        let tree = self.sentence(noun.sentence);
        let verb = tree.ancestors(noun.word).skip(1).find(|&a| matches!(tree.words[a].upos, Upos::Verb));
        verb.map_or_else(Vec::new, |word| self.subjects_or_surface(At { word, ..noun }, depth + 1))
    }

    /// For a controlled verb: the controller's surface subject, also where the controller is passive.
    fn subjects_or_surface(&self, at: At, depth: usize) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        let surface: Vec<usize> = sentence.dependents(at.word, &[Deprel::Nsubj, Deprel::NsubjPass]).collect();
        if surface.is_empty() { self.subjects(at, depth + 1) } else { surface }
    }

    /// The logical object: the surface object, or the subject of a passive.
    fn objects(&self, at: At) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        if !self.passive(at) {
            let inverted = self.inverted_subject(at);
            let mut own: Vec<usize> =
                sentence.dependents(at.word, &[Deprel::Obj]).filter(|&o| Some(o) != inverted).collect();
            if own.is_empty() {
                own = self.behind_particle(at);
            }
            if own.is_empty() {
                own = self.misread_objects(at);
            }
            let word = &sentence.words[at.word];
            if own.is_empty() && word.deprel == Deprel::Conj && word.upos == Upos::Verb {
                // "seized and burned trucks": the object may hang on the last verb, or on the first.
                if let Some(head) = sentence.head(at.word).filter(|&h| sentence.words[h].upos == Upos::Verb) {
                    let shared: Vec<usize> =
                        sentence.dependents(head, &[Deprel::Obj]).filter(|&o| o > at.word).collect();
                    return shared;
                }
            }
            return own;
        }
        let own: Vec<usize> = sentence.dependents(at.word, &[Deprel::NsubjPass, Deprel::Nsubj]).collect();
        if !own.is_empty() {
            return own;
        }
        if let Some(verb) = self.remains(at) {
            return sentence.dependents(verb, &[Deprel::Nsubj]).collect();
        }
        let word = &sentence.words[at.word];
        match (word.deprel, sentence.head(at.word)) {
            (Deprel::Acl | Deprel::Amod, Some(head)) => vec![head],
            (Deprel::Conj, Some(head)) => self.objects(At { word: head, ..at }),
            // "Founded in 2016, the union gathers …": whom the clause is about.
            (Deprel::Advcl, Some(head)) => self.subjects_or_surface(At { word: head, ..at }, 1),
            _ => own,
        }
    }

    /// "handed over their camp": the object of a particle verb whose particle the reader took for a preposition.
    fn behind_particle(&self, at: At) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        let uses = self.lexicon.predicates(&self.lemma(at), Pos::Verb);
        let particle = |c: usize| {
            let lemma = sentence.words[c].lemma.as_str();
            c == at.word + 1 && uses.iter().any(|p| p.rest.iter().any(|rest| rest == lemma))
        };
        let behind = |&word: &usize| sentence.dependents(word, &[Deprel::Case]).any(particle);
        sentence.dependents(at.word, &[Deprel::Obl]).filter(behind).collect()
    }

    /// Objects that the parser hung otherwise: the only noun behind a verb taken for an indirect object ("offered its
    /// troops"), or one whose words of number it took for a preposition ("sent up to 40 guards").
    fn misread_objects(&self, at: At) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        let noun = |&word: &usize| word > at.word && sentence.words[word].upos != Upos::Pron;
        let indirect = sentence.dependents(at.word, &[Deprel::Iobj]).find(noun);
        let of_number = |word: usize| {
            let bounds = self.quantities.iter().find(|q| q.sentence == at.sentence && q.words.end == word);
            let mut cases = sentence.dependents(word, &[Deprel::Case]).peekable();
            bounds.is_some_and(|q| cases.peek().is_some() && cases.all(|case| q.words.contains(&case)))
        };
        let numbered = || sentence.dependents(at.word, &[Deprel::Obl]).find(|&word| word > at.word && of_number(word));
        indirect.or_else(numbered).into_iter().collect()
    }

    fn passive_agents(&self, at: At) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        let mut found: Vec<usize> = sentence.dependents(at.word, &[Deprel::OblAgent]).collect();
        for case in self.lexicon.words("AGENT_CASE") {
            found.extend(self.introduced_by(at, case));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Genitives: dependents that stand before the noun, or that a genitive preposition introduces.
    fn possessors(&self, at: At) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        let mut found: Vec<usize> = sentence
            .dependents(at.word, &[Deprel::Nmod, Deprel::Det])
            .filter(|&d| d < at.word && sentence.words[d].upos != Upos::Det)
            .collect();
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
    fn introduced_by(&self, at: At, case: &str) -> Vec<usize> {
        let mut found = self.own_introduced_by(at, case);
        if self.sentence(at.sentence).words[at.word].upos == Upos::Verb {
            let objects = self.sentence(at.sentence).dependents(at.word, &[Deprel::Obj]);
            found.extend(objects.flat_map(|word| self.own_introduced_by(At { word, ..at }, case)));
        }
        found
    }

    fn own_introduced_by(&self, at: At, case: &str) -> Vec<usize> {
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
        near.chain(phrases).collect()
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
        let verbs = above.into_iter().chain(beyond).chain(sentence.dependents(at.word, &[Deprel::Acl]));
        verbs.map(|word| At { word, ..at }).find_map(|verb| {
            let light = self.lexicon.light(&self.lemma(verb));
            let fits = |l: &&Light| {
                l.rest.iter().all(|lemma| self.below_with_lemma(verb, lemma).is_some())
                    && self.fillers(verb, &l.noun).contains(&at)
            };
            light.iter().find(fits).map(|found| (verb, found.role))
        })
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
