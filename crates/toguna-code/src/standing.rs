//! How something is told: its status from the words and the grammar above it, and who is told to say it.

use toguna_lang::{Deprel, Mood, Tense, Upos, VerbForm};

use crate::scene::{At, Scene};
use crate::{Claimant, Status};

/// The status of a clause and its claimant, with the words that decided.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub status: Status,
    pub claimant: Claimant,
    /// Through whom it came.
    pub through: Vec<Claimant>,
    /// Whether it is told as tried.
    pub attempted: bool,
    pub why: String,
}

impl Scene<'_> {
    /// The standing of what the word at `at` tells.
    pub(crate) fn standing(&self, at: At) -> Standing {
        self.standing_of(at, self.sentence(at.sentence).words[at.word].start as usize)
    }

    /// The standing of what stands at a byte and is told by the word at `at`, perhaps the verb of saying itself.
    pub(crate) fn standing_of(&self, at: At, told: usize) -> Standing {
        let sentence = self.sentence(at.sentence);
        let mut standing = Standing {
            status: Status::Actual,
            claimant: Claimant::Document,
            through: Vec::new(),
            attempted: false,
            why: String::new(),
        };
        let mut below: Option<usize> = None;
        for word in sentence.ancestors(at.word) {
            let here = At { word, ..at };
            if let Some(from) = below {
                // Only what governs as a complement or carries as a noun phrase passes its standing down.
                let link = sentence.words[from].deprel;
                if passes(link) || self.is_charge(here, from) {
                    self.governed(here, from, &mut standing);
                }
                // "The version has not changed: ten dead": what a colon announces is not denied with it.
                // "Demands the release of soldiers who were arrested": what was done to them was done.
                let done = link == Deprel::Acl && self.is_past(at.sentence, from);
                if closes(link) || done || !passes(link) && !carries(link) || self.announces(here, from) {
                    break;
                }
            }
            self.own_grammar(here, &mut standing);
            below = Some(word);
        }
        let mut speakers = self.speakers(told);
        if speakers.last().is_some_and(|innermost| innermost.alleged) && standing.status == Status::Actual {
            standing.status = Status::Alleged;
        }
        // Whoever cites a source that has no name is the claimant: "RFI, citing two army sources".
        let told_by = speakers.iter().rposition(|v| !v.cites || matches!(v.claimant, Claimant::Actor(_)));
        if !speakers.is_empty() {
            let at = told_by.unwrap_or(speakers.len() - 1);
            standing.claimant = speakers.remove(at).claimant.clone();
            standing.through = speakers.into_iter().map(|v| v.claimant.clone()).collect();
        }
        standing
    }

    /// Whether a colon parts a word from what hangs below it.
    fn announces(&self, above: At, below: usize) -> bool {
        let words = &self.sentence(above.sentence).words;
        let between = words.get(above.word + 1..below).unwrap_or_default();
        between.iter().any(|word| word.form == ":") && !self.says(above)
    }

    /// Negation, modals, mood and tense on the word itself.
    fn own_grammar(&self, at: At, standing: &mut Standing) {
        // "Could attempt to take": what may be attempted was not.
        if standing.status != Status::Actual && !standing.attempted {
            return;
        }
        let sentence = self.sentence(at.sentence);
        let word = &sentence.words[at.word];
        let mut set = |status: Status, why: &str| {
            standing.attempted = false;
            standing.status = status;
            standing.why = format!("{} by '{why}'", status.name());
        };
        let function = |&child: &usize| {
            matches!(
                sentence.words[child].deprel,
                Deprel::Advmod | Deprel::Aux | Deprel::AuxPass | Deprel::Amod | Deprel::Det | Deprel::Mark
            )
        };
        let children: Vec<usize> = sentence.children(at.word).filter(function).collect();
        // "Will not accept": what is refused is not planned.
        // "Not only": what more is told is not instead of it.
        let only = children.iter().any(|&child| self.lexicon.is(&sentence.words[child].lemma, "ONLY"));
        for &child in children.iter().filter(|_| matches!(word.upos, Upos::Verb | Upos::Aux)) {
            let c = &sentence.words[child];
            if self.negates(At { word: child, ..at }) && !only && !self.denies_a_toll(at) {
                return set(Status::Denied, &c.form);
            }
        }
        for child in children {
            let c = &sentence.words[child];
            let lemma = c.lemma.as_str().to_lowercase();
            if self.negates(At { word: child, ..at }) && self.denies_a_toll(at) {
                continue;
            }
            // "A planned strength": taggers take such an adjective for the verb's participle.
            let form = c.form.to_lowercase();
            let adjective = || self.lexicon.speech(&form, "adj").filter(|_| c.deprel == Deprel::Amod);
            let cue = ["adv", "adj", "aux", "mark"].iter().find_map(|pos| self.lexicon.speech(&lemma, pos));
            let cue = cue.or_else(adjective);
            if let Some(cue) = cue.filter(|cue| cue.status != Status::Actual) {
                return set(cue.status, &c.form);
            }
            if c.deprel == Deprel::Aux && c.feats.mood == Mood::Cnd {
                return set(Status::Alleged, &c.form);
            }
            if c.deprel == Deprel::Aux && c.feats.tense == Tense::Fut {
                return set(Status::Planned, &c.form);
            }
        }
        // "Is to deliver".
        let is = sentence.dependents(at.word, &[Deprel::Cop, Deprel::Aux]).any(|aux| aux + 1 < at.word);
        let to = |mark: usize| self.lexicon.is(&sentence.words[mark].lemma, "PURPOSE") && mark + 1 == at.word;
        let due = is && sentence.dependents(at.word, &[Deprel::Mark]).any(to);
        if word.upos == Upos::Verb && due {
            return set(Status::Planned, &word.form);
        }
        if word.upos == Upos::Verb {
            match (word.feats.mood, word.feats.tense) {
                // "A annoncé qu'il partirait": the future of a past.
                (Mood::Cnd, _) if self.is_announced(at) => set(Status::Planned, &word.form),
                (Mood::Cnd, _) => set(Status::Possible, &word.form),
                (_, Tense::Fut) => set(Status::Planned, &word.form),
                _ => {}
            }
        }
    }

    /// "Accused of killing", "suspected of theft": whether a clause is what somebody is charged with.
    fn is_charge(&self, above: At, clause: usize) -> bool {
        let tree = self.sentence(above.sentence);
        let of = |mark: usize| self.lexicon.is(&tree.words[mark].lemma, "OF_CASE");
        let charges =
            || self.lexicon.speech(&self.lemma(above), "verb").filter(|speech| speech.status == Status::Alleged);
        tree.words[clause].deprel == Deprel::Advcl
            && tree.dependents(clause, &[Deprel::Mark, Deprel::Case]).any(of)
            && charges().is_some()
    }

    /// Whether a clause is what a verb of announcing or promising above it tells.
    fn is_announced(&self, verb: At) -> bool {
        let tree = self.sentence(verb.sentence);
        let above = tree.head(verb.word).filter(|_| tree.words[verb.word].deprel == Deprel::Ccomp);
        let speech = above.and_then(|word| self.lexicon.speech(&self.lemma(At { word, ..verb }), "verb"));
        speech.is_some_and(|speech| matches!(speech.kind.as_str(), "announce" | "promise" | "plan"))
    }

    /// Whether a word negates what it hangs on.
    pub(crate) fn negates(&self, at: At) -> bool {
        let negative = self.sentence(at.sentence).words[at.word].feats.negative;
        (negative || self.lexicon.is(&self.lemma(at), "NEGATION")) && !self.is_expletive(at)
    }

    /// "Avant qu'ils ne partent": a particle that denies nothing alone, in a clause of what is feared or comes later.
    fn is_expletive(&self, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let is = |word: usize, class: &str| self.lexicon.is(&self.lemma(At { word, ..at }), class);
        let Some(verb) = tree.head(at.word).filter(|_| is(at.word, "HALF_NEGATION")) else { return false };
        let links = [Deprel::Mark, Deprel::Fixed, Deprel::Advmod, Deprel::Case];
        let marks: Vec<usize> = tree.dependents(verb, &links).collect();
        let marked = marks.iter().chain([&verb]).any(|&word| {
            let before = word.checked_sub(1).into_iter().chain([word]);
            before.into_iter().any(|word| is(word, "EXPLETIVE_MARK"))
        });
        let second = tree.children(verb).any(|word| word != at.word && is(word, "NEGATION"));
        marked && !second
    }

    /// "n'a fait aucun mort", "did not cause casualties": the toll is denied, not what might have caused it.
    fn denies_a_toll(&self, verb: At) -> bool {
        let tree = self.sentence(verb.sentence);
        let objects = tree.dependents(verb.word, &[Deprel::Obj, Deprel::NsubjPass]);
        objects.into_iter().any(|word| self.lexicon.is(&self.lemma(At { word, ..verb }), "DEATH_NOUN"))
    }

    /// Whether a modal of what is to come stands in the perfect.
    fn is_done(&self, modal: At, status: &Status) -> bool {
        let tree = self.sentence(modal.sentence);
        let participle = tree.words[modal.word].feats.form == VerbForm::Part;
        let perfect =
            |aux: usize| self.lexicon.is(&tree.words[aux].lemma, "PERFECT") && tree.words[aux].feats.mood != Mood::Cnd;
        *status == Status::Planned && participle && tree.dependents(modal.word, &[Deprel::Aux]).any(perfect)
    }

    /// What the word above does to the clause below it.
    fn governed(&self, above: At, below: usize, standing: &mut Standing) {
        let sentence = self.sentence(above.sentence);
        let word = &sentence.words[above.word];
        let pos = match word.upos {
            Upos::Verb | Upos::Aux => "verb",
            Upos::Noun => "noun",
            Upos::Adj => "adj",
            _ => return,
        };
        let Some(speech) = self.lexicon.speech(&self.lemma(above), pos) else { return };
        let link = &sentence.words[below];
        let complement = match link.deprel {
            // "Compte créer une banque" plans, "compte 6 000 membres" does not.
            Deprel::Obj | Deprel::NsubjPass => speech.complements.iter().any(|slot| slot == "obj"),
            // "A dû rappeler": what somebody had to do he did.
            Deprel::Xcomp if speech.kind == "modal" && self.is_done(above, &speech.status) => false,
            Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj | Deprel::Conj => true,
            // "the threat of an attack", but not "a summit against threats".
            Deprel::Nmod => self.is_genitive(above.sentence, below),
            Deprel::Acl => pos == "noun",
            Deprel::Advcl => true,
            _ => false,
        };
        // "Denied responsibility for the massacre": that it was them, not that it was.
        let own_part = || self.lexicon.is(&self.lemma(At { word: below, ..above }), "OWN_PART");
        if !complement || link.deprel == Deprel::Conj || speech.status == Status::Denied && own_part() {
            return;
        }
        // "Denied that its troops would cross".
        if speech.status == Status::Denied && link.deprel == Deprel::Ccomp && standing.status == Status::Planned {
            standing.status = Status::Actual;
        }
        // What is announced in a past tense was done; what is announced as a thing or an infinitive is to come.
        // Nobody announces beforehand whom he will lose: a noun of harm ("the death of two guards") was done as well.
        let here = At { word: below, ..above };
        let suffers = |at| crate::figures::suffered(self, at).is_some();
        let done = || {
            let mut told = sentence.dependents(below, &[Deprel::Acl, Deprel::Amod]).map(|word| At { word, ..above });
            told.any(|at| sentence.words[at.word].feats.form != VerbForm::Inf && suffers(at))
        };
        let toll = || self.lexicon.is(&self.lemma(here), "NUMBER_NOUN");
        let harm = || matches!(link.upos, Upos::Noun | Upos::Num | Upos::Adj) && (suffers(here) || toll() || done());
        let past = || link.upos == Upos::Verb && self.is_past(above.sentence, below);
        let told_as_done = speech.kind == "announce" && (past() || harm());
        if !told_as_done && standing.status == Status::Actual && speech.status != Status::Actual {
            standing.status = speech.status;
            standing.attempted = speech.kind == "attempt";
            standing.why = format!("{} under '{}'", speech.status.name(), word.form);
        }
    }

    /// Whether a genitive preposition introduces a word.
    fn is_genitive(&self, sentence: usize, word: usize) -> bool {
        let tree = self.sentence(sentence);
        tree.dependents(word, &[Deprel::Case]).any(|c| {
            let lemma = tree.words[c].lemma.as_str().to_lowercase();
            ["GENITIVE_CASE", "OF_CASE"].iter().any(|class| self.lexicon.is(&lemma, class))
        })
    }

    /// Whether a clause tells of what is past: by its verb's tense or its auxiliary's.
    fn is_past(&self, sentence: usize, verb: usize) -> bool {
        let tree = self.sentence(sentence);
        let past = |w: usize| matches!(tree.words[w].feats.tense, Tense::Past | Tense::Imp);
        let finite_past = past(verb) && tree.words[verb].feats.form != VerbForm::Inf;
        let aux = tree.dependents(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
        let auxiliaries: Vec<usize> = aux.collect();
        let planned = auxiliaries
            .iter()
            .any(|&a| self.lexicon.speech(&tree.words[a].lemma, "aux").is_some_and(|s| s.status == Status::Planned));
        !planned && (finite_past || auxiliaries.into_iter().any(past))
    }
}

/// Links through which a governor lends its standing to what hangs below.
fn passes(link: Deprel) -> bool {
    matches!(
        link,
        Deprel::Ccomp
            | Deprel::Xcomp
            | Deprel::Obj
            | Deprel::Acl
            | Deprel::Nmod
            | Deprel::Csubj
            | Deprel::NsubjPass
            | Deprel::Compound
            | Deprel::Conj
    )
}

/// Links through which only a claimant can still be found above.
fn carries(link: Deprel) -> bool {
    matches!(link, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Nummod)
}

/// Links at which the text above no longer governs.
fn closes(link: Deprel) -> bool {
    matches!(link, Deprel::Parataxis | Deprel::Appos | Deprel::Root)
}
