//! Who does and who suffers what a verb tells: passives, participles, relative clauses and control undone.

use toguna_lang::{Deprel, Sentence, Upos, VerbForm, Voice};

use crate::lexicon::Pos;
use crate::scene::{At, Scene};

impl Scene<'_> {
    /// Whether a verb stands in the passive, by its dependents or as a participle on a noun.
    pub(crate) fn passive(&self, at: At) -> bool {
        // Every slot of a frame asks this.
        *self.passives[at.sentence][at.word].get_or_init(|| self.is_passive(at))
    }

    fn is_passive(&self, at: At) -> bool {
        let sentence = self.sentence(at.sentence);
        let word = &sentence.words[at.word];
        // "se sont réunis", "sont arrivés", and what nobody can do to another: such verbs have no passive.
        let reflexive = sentence
            .dependents(at.word, &[Deprel::Expl])
            .any(|e| self.lexicon.is(&sentence.words[e].lemma, "REFLEXIVE"));
        let auxiliary = sentence.dependents(at.word, &[Deprel::AuxPass]).next().is_some();
        // "S'est fait arrêter": had it done to himself.
        let had_done = |aux: usize| self.lexicon.is(&sentence.words[aux].lemma, "CAUSATIVE");
        if reflexive && sentence.dependents(at.word, &[Deprel::Aux]).any(had_done) {
            return true;
        }
        if reflexive || !auxiliary && self.lexicon.is(&word.lemma, "NO_PASSIVE") {
            return false;
        }
        // "X accused Y": a subject taken for a passive's, on a verb with an object and without its auxiliary.
        let done_to = sentence.dependents(at.word, &[Deprel::Obj]).any(|object| object > at.word);
        let active = !auxiliary && word.feats.form == VerbForm::Fin && done_to;
        if active {
            return false;
        }
        if sentence.dependents(at.word, &[Deprel::NsubjPass, Deprel::AuxPass, Deprel::CsubjPass]).next().is_some() {
            return self.fronted_object(at).is_none() && self.reduced_relative(at).is_none();
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
    pub(crate) fn subjects(&self, at: At, depth: usize) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        if self.passive(at) {
            return self.passive_agents(at);
        }
        let mut own: Vec<usize> =
            sentence.dependents(at.word, &[Deprel::Nsubj, Deprel::Csubj, Deprel::NsubjPass]).collect();
        let fronted = self.fronted_object(at);
        own.retain(|&word| Some(word) != fronted);
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
        own.extend(self.stray_subject(at));
        if !own.is_empty() {
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

    /// "Since General A, until then a guard, took the town": the noun behind a conjunction that the tree hangs on no word of its
    /// clause is the subject of the clause's verb.
    fn stray_subject(&self, at: At) -> Option<usize> {
        let tree = self.sentence(at.sentence);
        let words = &tree.words;
        let auxiliary = || tree.dependents(at.word, &[Deprel::Aux]).any(|aux| words[aux].feats.form == VerbForm::Fin);
        let finite = words[at.word].feats.form == VerbForm::Fin || auxiliary();
        if !finite || words[at.word].deprel != Deprel::Advcl {
            return None;
        }
        let opens = (0..at.word).rev().take_while(|&word| words[word].upos != Upos::Verb);
        let opens = opens.into_iter().find(|&word| words[word].upos == Upos::Sconj)?;
        let stray = |&word: &usize| {
            let above = tree.head(word);
            matches!(words[word].upos, Upos::Noun | Upos::Propn)
                && above.is_some_and(|above| above < opens && above != at.word)
                && !tree.dependents(word, &[Deprel::Case]).any(|case| words[case].upos == Upos::Adp)
        };
        (opens + 1..at.word).find(stray)
    }

    /// "The group that X leads", with the verb first: behind a relative pronoun that is the object, a second object is the subject.
    fn inverted_subject(&self, at: At) -> Option<usize> {
        let tree = self.sentence(at.sentence);
        let relative = |&o: &usize| o < at.word && self.lexicon.is(&tree.words[o].lemma, "RELATIVE");
        let mut objects = tree.dependents(at.word, &[Deprel::Obj]);
        objects.find(relative)?;
        tree.dependents(at.word, &[Deprel::Obj]).find(|&o| o > at.word)
    }

    /// "Niger, which Benin accused": a relative pronoun that the parser took for the subject of a passive, before the subject.
    fn fronted_object(&self, at: At) -> Option<usize> {
        let tree = self.sentence(at.sentence);
        let relative = |&word: &usize| self.lexicon.is(&tree.words[word].lemma, "RELATIVE");
        let pronoun = tree.dependents(at.word, &[Deprel::NsubjPass]).find(relative)?;
        let behind = |word: usize| pronoun < word && word < at.word;
        let auxiliary = tree.dependents(at.word, &[Deprel::AuxPass]).next().is_some();
        (!auxiliary && tree.dependents(at.word, &[Deprel::Nsubj]).any(behind)).then_some(pronoun)
    }

    /// "An operation it conducted": the noun of a relative clause that has lost its pronoun, which is the verb's object.
    fn reduced_relative(&self, at: At) -> Option<usize> {
        let tree = self.sentence(at.sentence);
        let word = &tree.words[at.word];
        let noun = tree.head(at.word).filter(|&noun| word.deprel == Deprel::Acl && noun < at.word)?;
        let subject = |&s: &usize| noun < s && s < at.word;
        let mut subjects = tree.dependents(at.word, &[Deprel::Nsubj, Deprel::NsubjPass]);
        subjects.find(subject)?;
        // A passive, a clause with a pronoun or a conjunction of its own, and one with another object lack none.
        let full = [Deprel::AuxPass, Deprel::Mark, Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp, Deprel::Cop];
        let opened = |child: usize| {
            let lemma = &tree.words[child].lemma;
            full.contains(&tree.words[child].deprel)
                || ["RELATIVE", "WHEN", "WHERE"].iter().any(|class| self.lexicon.is(lemma, class))
        };
        (!tree.children(at.word).any(opened)).then_some(noun)
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
    pub(crate) fn clause_subject(&self, noun: At, depth: usize) -> Vec<usize> {
        let tree = self.sentence(noun.sentence);
        let verb = tree.ancestors(noun.word).skip(1).find(|&a| matches!(tree.words[a].upos, Upos::Verb));
        verb.map_or_else(Vec::new, |word| self.subjects_or_surface(At { word, ..noun }, depth + 1))
    }

    /// For a controlled verb: the controller's surface subject, also where the controller is passive.
    pub(crate) fn subjects_or_surface(&self, at: At, depth: usize) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        let surface: Vec<usize> = sentence.dependents(at.word, &[Deprel::Nsubj, Deprel::NsubjPass]).collect();
        if surface.is_empty() { self.subjects(at, depth + 1) } else { surface }
    }

    /// The logical object: the surface object, or the subject of a passive.
    pub(crate) fn objects(&self, at: At) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        if !self.passive(at) {
            let inverted = self.inverted_subject(at);
            let mut own: Vec<usize> =
                sentence.dependents(at.word, &[Deprel::Obj]).filter(|&o| Some(o) != inverted).collect();
            own.extend(self.fronted_object(at));
            if own.is_empty() {
                own.extend(self.reduced_relative(at));
            }
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
            // "Drones must be delivered", "ordered the men to be freed".
            (Deprel::Xcomp, Some(head)) => {
                let above = At { word: head, ..at };
                let objects = if self.passive(above) { Vec::new() } else { self.objects(above) };
                if objects.is_empty() { self.subjects_or_surface(above, 1) } else { objects }
            }
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

    pub(crate) fn passive_agents(&self, at: At) -> Vec<usize> {
        let sentence = self.sentence(at.sentence);
        let mut found: Vec<usize> = sentence.dependents(at.word, &[Deprel::OblAgent]).collect();
        for case in self.lexicon.words("AGENT_CASE") {
            found.extend(self.introduced_by(at, case));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
