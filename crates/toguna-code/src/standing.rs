//! How something is told: its status from the words and the grammar above it, and who is told to say it.

use toguna_lang::{Deprel, Mood, Tense, Upos, VerbForm};

use crate::lexicon::Speech;
use crate::scene::{At, Scene};
use crate::{Claimant, Status};

/// The status of a clause and its claimant, with the words that decided.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub status: Status,
    pub claimant: Claimant,
    pub why: String,
}

impl Scene<'_> {
    /// The standing of what the word at `at` tells.
    pub(crate) fn standing(&self, at: At) -> Standing {
        let sentence = self.sentence(at.sentence);
        let mut standing = Standing { status: Status::Actual, claimant: Claimant::Document, why: String::new() };
        let mut below: Option<usize> = None;
        for word in sentence.ancestors(at.word) {
            let here = At { word, ..at };
            if let Some(from) = below {
                // Only what governs as a complement or carries as a noun phrase passes its standing down.
                let link = sentence.words[from].deprel;
                if passes(link) {
                    self.governed(here, from, &mut standing);
                }
                if closes(link) || !passes(link) && !carries(link) {
                    break;
                }
            }
            self.own_grammar(here, &mut standing);
            below = Some(word);
        }
        if standing.claimant == Claimant::Document {
            let byte = sentence.words[at.word].start as usize;
            match self.quotations.iter().find(|q| q.bytes.contains(&byte)) {
                Some(quotation) => standing.claimant = quotation.speaker.clone(),
                None => self.cited(at, &mut standing),
            }
        }
        standing
    }

    /// Negation, modals, mood and tense on the word itself.
    fn own_grammar(&self, at: At, standing: &mut Standing) {
        if standing.status != Status::Actual {
            return;
        }
        let sentence = self.sentence(at.sentence);
        let word = &sentence.words[at.word];
        let mut set = |status: Status, why: &str| {
            standing.status = status;
            standing.why = format!("{} by '{why}'", status.name());
        };
        for child in sentence.children(at.word) {
            let c = &sentence.words[child];
            let lemma = c.lemma.as_str().to_lowercase();
            let function = matches!(
                c.deprel,
                Deprel::Advmod | Deprel::Aux | Deprel::AuxPass | Deprel::Amod | Deprel::Det | Deprel::Mark
            );
            if !function {
                continue;
            }
            if (c.feats.negative || self.lexicon.is(&lemma, "NEGATION")) && matches!(word.upos, Upos::Verb | Upos::Aux)
            {
                return set(Status::Denied, &c.form);
            }
            let cue = ["adv", "adj", "aux"].iter().find_map(|pos| self.lexicon.speech(&lemma, pos));
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
        if word.upos == Upos::Verb {
            match (word.feats.mood, word.feats.tense) {
                (Mood::Cnd, _) => set(Status::Possible, &word.form),
                (_, Tense::Fut) => set(Status::Planned, &word.form),
                _ => {}
            }
        }
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
            Deprel::Ccomp | Deprel::Xcomp | Deprel::Obj | Deprel::Csubj | Deprel::NsubjPass | Deprel::Conj => true,
            // "the threat of an attack", but not "a summit against threats".
            Deprel::Nmod => self.is_genitive(above.sentence, below),
            Deprel::Acl => pos == "noun",
            _ => false,
        };
        if !complement || link.deprel == Deprel::Conj {
            return;
        }
        // What is announced in a past tense was done; what is announced as a thing or an infinitive is to come.
        let told_as_done = speech.kind == "announce" && link.upos == Upos::Verb && self.is_past(above.sentence, below);
        if told_as_done {
            return self.spoken(above, speech, standing);
        }
        if standing.status == Status::Actual && speech.status != Status::Actual {
            standing.status = speech.status;
            standing.why = format!("{} under '{}'", speech.status.name(), word.form);
        }
        self.spoken(above, speech, standing);
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

    /// Takes the subject of a verb of saying as the claimant.
    fn spoken(&self, verb: At, speech: &Speech, standing: &mut Standing) {
        if !speech.speaks || standing.claimant != Claimant::Document {
            return;
        }
        let subjects = self.fillers(verb, &crate::condition::Slot::Subject);
        if let Some(subject) = subjects.first() {
            standing.claimant = self.claimant(*subject);
        }
    }

    /// A noun phrase as a claimant: an actor of the record, or the phrase's own words.
    pub(crate) fn claimant(&self, at: At) -> Claimant {
        if let Some(actor) = self.actors_of(at).into_iter().next() {
            return Claimant::Actor(actor);
        }
        let word = &self.sentence(at.sentence).words[at.word];
        if word.upos == Upos::Pron {
            return Claimant::Document;
        }
        // Only those who can speak claim: people, offices, and what people write.
        let speaks = self.is_person(at)
            || ["COLLECTIVE", "BODY", "SPEAKER", "REPORT_THING", "MEDIA_THING"]
                .iter()
                .any(|c| self.lexicon.is(&self.lemma(at), c));
        match self.span(at.sentence, self.phrase(at)) {
            Some(span) if speaks => Claimant::Described(self.words(span).to_string()),
            _ => Claimant::Document,
        }
    }

    /// A source named by a phrase such as "according to …" on the word or its governors.
    fn cited(&self, at: At, standing: &mut Standing) {
        let sentence = self.sentence(at.sentence);
        for word in sentence.ancestors(at.word) {
            for child in sentence.dependents(word, &[Deprel::Obl, Deprel::Nmod, Deprel::Parataxis, Deprel::Advcl]) {
                if self.is_source_phrase(at.sentence, child) {
                    standing.claimant = self.claimant(At { word: child, ..at });
                    return;
                }
                if sentence.words[child].deprel == Deprel::Parataxis {
                    let verb = At { word: child, ..at };
                    if let Some(speech) = self.lexicon.speech(&self.lemma(verb), "verb").filter(|s| s.speaks) {
                        let speech = speech.clone();
                        self.spoken(verb, &speech, standing);
                        if standing.claimant != Claimant::Document {
                            return;
                        }
                    }
                }
            }
        }
    }

    /// Whether a source preposition ("according to", "selon") introduces the word.
    fn is_source_phrase(&self, sentence: usize, word: usize) -> bool {
        let tree = self.sentence(sentence);
        tree.dependents(word, &[Deprel::Case, Deprel::Mark]).any(|case| {
            let mut phrase = tree.words[case].form.as_str().to_lowercase();
            for part in tree.dependents(case, &[Deprel::Fixed]) {
                phrase.push(' ');
                phrase.push_str(&tree.words[part].form.as_str().to_lowercase());
            }
            self.lexicon.words("SOURCE_CASE").contains(&phrase)
        })
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
