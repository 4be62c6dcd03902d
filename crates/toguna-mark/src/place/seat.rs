//! A town's name for the government that sits in it: one answer for the markers of places and of actors.

use std::ops::Range;

use toguna_lang::{Deprel, Sentence, Upos, VerbForm, Word};

use super::words::{PlaceWords, Set};

/// A sentence in which a town may stand for its government.
pub(crate) struct Seat<'a> {
    pub(crate) sentence: &'a Sentence,
    pub(crate) words: &'a PlaceWords,
    /// Whether the town is a capital: of such more verbs tell that the government is meant.
    pub(crate) capital: bool,
}

impl Seat<'_> {
    /// Whether the name means the government: it speaks or decides, or others deal with it, and nothing is located there.
    pub(crate) fn governs(&self, name: Range<usize>) -> bool {
        let before = name.start.checked_sub(1).map(|at| &self.sentence.words[at]);
        let located = before.is_some_and(|word| {
            let sets = [&self.words.locative, &self.words.toward, &self.words.town_prepositions];
            sets.iter().any(|set| set.has(&word.form))
        });
        self.is_dealt_with(name.clone())
            || !located && (self.speaks(name.clone()) || self.is_party(name.clone()))
            || located && self.seats(name)
    }

    /// Whether a capital stands behind the government that is said to sit there: "the government in Paris".
    pub(crate) fn seats(&self, name: Range<usize>) -> bool {
        let governing = name.start.checked_sub(2).map(|at| &self.sentence.words[at]);
        self.capital && governing.is_some_and(|word| self.words.governing.has(&word.lemma) && word.upos == Upos::Noun)
    }

    /// Whether others deal with a capital as they do with a government: they address it, side with it, cite it or tell its view.
    pub(crate) fn is_dealt_with(&self, name: Range<usize>) -> bool {
        let views = || self.views(name.clone()) || self.opens_a_view(name.clone());
        self.capital
            && (self.is_addressed(name.clone()) || views() || self.is_cited(name.clone()) || self.is_agent(name))
    }

    /// "For Paris, it is a surprise": whose view opens a clause.
    fn opens_a_view(&self, name: Range<usize>) -> bool {
        let words = &self.sentence.words;
        let Some(preposition) = name.start.checked_sub(1) else { return false };
        let opens = preposition == 0 || matches!(words[preposition - 1].form.as_str(), ";" | ":" | "–" | "—");
        let comma = words.get(name.end).is_some_and(|word| word.form == ",");
        opens && comma && self.words.opening.has(&words[preposition].form)
    }

    /// "A report rejected by Paris": who says or decides what a passive tells.
    fn is_agent(&self, name: Range<usize>) -> bool {
        let words = &self.sentence.words;
        name.clone().filter(|&at| words[at].deprel == Deprel::OblAgent).any(|at| {
            let verb = self.sentence.head(at).map(|head| &words[head]);
            verb.is_some_and(|verb| self.words.speaking.has(&verb.lemma) || self.words.deciding.has(&verb.lemma))
        })
    }

    /// "In Paris's eyes", "Niamey's account": only those who see and tell have such.
    fn views(&self, name: Range<usize>) -> bool {
        let words = &self.sentence.words;
        let owns = words.get(name.end).is_some_and(|w| self.words.possessive.has(&w.form));
        let owned = words.get(name.end + 1);
        owns && owned.is_some_and(|w| self.words.views.has(&w.lemma) || self.words.views.has(&w.form))
    }

    /// "According to Niamey": a source.
    fn is_cited(&self, name: Range<usize>) -> bool {
        let before = &self.sentence.words[..name.start];
        self.words.citing.iter().any(|phrase| {
            let run = before.len().checked_sub(phrase.len()).map(|from| &before[from..]);
            run.is_some_and(|run| run.iter().zip(phrase).all(|(word, part)| word.form.eq_ignore_ascii_case(part)))
        })
    }

    /// Whether a verb addresses the government of a capital, or somebody stands by it: "demanded of Paris", "fidèle à Paris".
    fn is_addressed(&self, name: Range<usize>) -> bool {
        let words = &self.sentence.words;
        let toward = |word: &Word| {
            [&self.words.locative, &self.words.toward, &self.words.town_prepositions]
                .iter()
                .any(|set| set.has(&word.form))
        };
        let preposition = name.start.checked_sub(1).filter(|&at| toward(&words[at]));
        let verb = preposition.and_then(|at| at.checked_sub(1)).map(|at| &words[at]);
        let addresses = |w: &Word| w.upos == Upos::Verb && self.words.addressing.has(&w.lemma);
        // "Loyal to Niamey."
        let sides = |w: &Word| w.upos == Upos::Adj && self.words.siding.has(&w.lemma);
        verb.is_some_and(|w| addresses(w) || sides(w))
    }

    /// Whether a town's name stands for the government that sits there: "the Bamako junta", "ties with Bamako".
    pub(crate) fn is_party(&self, name: Range<usize>) -> bool {
        let words = &self.sentence.words;
        let is = |at: usize, set: &Set| words.get(at).is_some_and(|w| set.has(&w.form) || set.has(&w.lemma));
        let mut next = name.end;
        let owns = is(next, &self.words.possessive);
        next += usize::from(owns);
        if is(next, &self.words.governing) || owns && is(next, &self.words.ties) {
            return true;
        }
        let mut at = name.start;
        let mut parted = false;
        while let Some(left) = at.checked_sub(1).filter(|left| name.start - left < 9) {
            let word = &words[left];
            at = left;
            if parted && word.upos != Upos::Adp && is(left, &self.words.ties) {
                return true;
            }
            if word.upos == Upos::Adp && !is(left, &self.words.genitive) && !is(left, &self.words.between) && parted {
                return false;
            }
            match word.upos {
                Upos::Adp if is(left, &self.words.locative) || is(left, &self.words.town_prepositions) => return false,
                Upos::Adp => parted = true,
                Upos::Propn | Upos::Det | Upos::Adj | Upos::Cconj | Upos::Adv | Upos::Part => {}
                Upos::Verb if !parted => return left + 1 == name.start && is(left, &self.words.blaming),
                Upos::Noun if parted && is(left, &self.words.governing) => return true,
                _ => return false,
            }
        }
        false
    }

    /// Whether the name is the subject of a verb of saying or deciding.
    pub(crate) fn speaks(&self, range: Range<usize>) -> bool {
        let words = &self.sentence.words;
        let verb = |lemma: &str| self.words.speaking.has(lemma) || self.capital && self.words.deciding.has(lemma);
        let subject = range.clone().any(|at| {
            let head = self.sentence.head(at).filter(|_| words[at].deprel == Deprel::Nsubj);
            head.is_some_and(|head| verb(&words[head].lemma) || self.acts(head))
        });
        let mut next = range.end;
        while words.get(next).is_some_and(|w| matches!(w.upos, Upos::Aux | Upos::Adv)) {
            if words[next].deprel == Deprel::AuxPass {
                return false;
            }
            next += 1;
        }
        // "Bamako denies having been told": what hangs on a verb as its auxiliary is none of the town's nouns.
        let acts = |w: &Word| w.upos == Upos::Verb || w.deprel == Deprel::Aux && w.upos == Upos::Noun;
        let beside = words.get(next).is_some_and(|w| acts(w) && verb(&w.lemma) && w.feats.form != VerbForm::Inf);
        let free = range.start == 0 || words[range.start - 1].upos != Upos::Adp;
        free && (subject || beside || self.acts_in_an_aside(range.clone())) || self.is_answered_behind(range)
    }

    /// "Bamako drops all charges": whether a capital that is the subject of a verb with an object does what only a government
    /// does: anything but what a town is told to do or undergo.
    fn acts(&self, verb: usize) -> bool {
        let word = &self.sentence.words[verb];
        let object = || self.sentence.dependents(verb, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp]).next().is_some();
        let passive = || self.sentence.dependents(verb, &[Deprel::AuxPass, Deprel::Cop]).next().is_some();
        let town = self.words.undergoing.has(&word.lemma);
        self.capital && word.upos == Upos::Verb && word.deprel != Deprel::Acl && !town && object() && !passive()
    }

    /// "Paris, which withdrew its last soldiers": a relative clause of deciding right behind the name.
    fn acts_in_an_aside(&self, name: Range<usize>) -> bool {
        let words = &self.sentence.words;
        let comma = words.get(name.end).is_some_and(|word| word.form == ",");
        let relative =
            words.get(name.end + 1).filter(|word| comma && word.upos == Upos::Pron && word.deprel == Deprel::Nsubj);
        let verb = relative.and_then(|_| self.sentence.head(name.end + 1));
        self.capital && verb.is_some_and(|verb| self.words.deciding.has(&words[verb].lemma))
    }

    /// "Wrong, retorted Niamey": a verb of saying right before the name, without another subject.
    fn is_answered_behind(&self, name: Range<usize>) -> bool {
        let words = &self.sentence.words;
        let Some(verb) = name.start.checked_sub(1) else { return false };
        let says = words[verb].upos == Upos::Verb && self.words.speaking.has(&words[verb].lemma);
        let subject = |w: usize| !name.contains(&w) && matches!(words[w].upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let other = self.sentence.dependents(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).any(subject);
        let auxiliary = words[..verb].iter().rev().take_while(|w| matches!(w.upos, Upos::Aux | Upos::Adv)).count();
        let behind_a_sign = verb.checked_sub(auxiliary + 1).is_some_and(|at| words[at].upos == Upos::Punct);
        says && !other && behind_a_sign
    }
}
