//! Is a country's name a place here, or the state that acts? One answer for the markers of places and of actors.

use std::ops::Range;

use toguna_lang::{Deprel, Sentence, Upos, Word};
use toguna_text::Block;

use super::words::{PlaceWords, Set};

/// What a country's name stands for where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryReading {
    /// Something is or happens there ("a coup in Niger", "Mali's energy shortages").
    Place,
    /// The state: it acts, suffers, owns or joins.
    Actor,
    /// It only tells whose office or leader somebody is ("Mali's president", "Goïta (Mali)").
    Office,
}

/// How a sentence uses a country's name, by the words around it; `words` are the indices of the name's words.
pub fn country_reading(sentence: &Sentence, words: Range<usize>, place_words: &PlaceWords) -> CountryReading {
    if words.is_empty() || words.end > sentence.words.len() {
        return CountryReading::Actor;
    }
    Reading { sentence, words: place_words }.of(words, 12)
}

struct Reading<'a> {
    sentence: &'a Sentence,
    words: &'a PlaceWords,
}

use CountryReading::{Actor, Office, Place};

impl Reading<'_> {
    fn of(&self, name: Range<usize>, depth: u8) -> CountryReading {
        if let Some(reading) = self.after(&name) {
            return reading;
        }
        if self.happens_to(&name) {
            return Place;
        }
        let Some(before) = self.before(name.start) else { return self.opens(&name) };
        if (before..name.start).any(|at| self.is(at, &self.words.whole)) || self.compound(&name) == Place {
            return Place;
        }
        let word = self.word(before);
        match word.form.as_str() {
            "(" | "[" => return self.bracket(before),
            "," | ";" | "/" | "-" | "–" if depth > 0 => {
                if (!self.subject(&name) || self.listed_on(name.end))
                    && let Some(earlier) = self.earlier(before)
                {
                    return self.of(earlier, depth - 1);
                }
            }
            _ if word.upos == Upos::Cconj && depth > 0 && !self.begins_clause(before, &name) => {
                if let Some(earlier) = self.earlier(before) {
                    return self.of(earlier, depth - 1);
                }
            }
            _ if self.is(before, &self.words.between) => return self.beside_border(before),
            _ if self.is(before, &self.words.genitive) => return self.genitive(before, &name, depth),
            _ if self.is(before, &self.words.toward) => return self.toward(before, &name),
            _ if self.is(before, &self.words.locative) => return Place,
            _ if self.is(before, &self.words.borders) && word.upos == Upos::Noun => return Place,
            _ if word.upos == Upos::Adp => return Actor,
            _ if self.is(before, &self.words.visiting) && matches!(word.upos, Upos::Verb | Upos::Noun) => return Place,
            _ => {}
        }
        self.compound(&name)
    }

    fn word(&self, at: usize) -> &Word {
        &self.sentence.words[at]
    }

    fn get(&self, at: usize) -> Option<&Word> {
        self.sentence.words.get(at)
    }

    fn is(&self, at: usize, set: &Set) -> bool {
        self.get(at).is_some_and(|w| set.has(&w.form) || set.has(&w.lemma))
    }

    /// The word before the name, past articles, numbers and adjectives.
    fn before(&self, start: usize) -> Option<usize> {
        let mut at = start.checked_sub(1)?;
        while matches!(self.word(at).upos, Upos::Det | Upos::Adj | Upos::Num)
            || self.is(at, &self.words.articles)
            || self.is(at, &self.words.neighbouring)
        {
            at = at.checked_sub(1)?;
        }
        Some(at)
    }

    /// What follows the name: a possessive, or a clause that tells where.
    fn after(&self, name: &Range<usize>) -> Option<CountryReading> {
        let next = self.get(name.end)?;
        if self.words.possessive.has(&next.form) && matches!(next.upos, Upos::Part | Upos::Punct | Upos::Adp | Upos::X)
        {
            return Some(self.owned(name.end + 1));
        }
        let clause = if next.form == "," { name.end + 1 } else { name.end };
        self.is(clause, &self.words.where_words).then_some(Place)
    }

    /// The reading of "X's …" by the noun that is owned.
    fn owned(&self, from: usize) -> CountryReading {
        let mut owned = None;
        for at in from..(from + 8).min(self.sentence.words.len()) {
            let word = self.word(at);
            match word.upos {
                Upos::Noun | Upos::Propn => {
                    if self.is(at, &self.words.offices) {
                        return Office;
                    }
                    owned = Some(at);
                }
                Upos::Adj | Upos::Num | Upos::Adv | Upos::Det if owned.is_none() || word.upos != Upos::Det => {}
                Upos::Punct if word.form == "-" => {}
                Upos::Verb if owned.is_none() => {}
                _ => break,
            }
        }
        match owned {
            Some(at) if self.is(at, &self.words.place_nouns) => Place,
            _ => Actor,
        }
    }

    /// Whether the name is the subject of a verb by which something only happens there ("Mali saw …").
    fn happens_to(&self, name: &Range<usize>) -> bool {
        if self.before(name.start).is_some_and(|b| self.word(b).upos == Upos::Adp) {
            return false;
        }
        let by_tree = name.clone().any(|at| {
            matches!(self.word(at).deprel, Deprel::Nsubj | Deprel::NsubjPass)
                && self.sentence.head(at).is_some_and(|head| self.is(head, &self.words.witness))
        });
        let mut next = name.end;
        while self.get(next).is_some_and(|w| {
            matches!(w.upos, Upos::Aux | Upos::Adv) || next == name.end && name.start < 2 && w.form == ","
        }) {
            next += 1;
        }
        by_tree || (self.get(next).is_some_and(|w| w.upos == Upos::Verb) && self.is(next, &self.words.witness))
    }

    fn subject(&self, name: &Range<usize>) -> bool {
        name.clone().any(|at| matches!(self.word(at).deprel, Deprel::Nsubj | Deprel::NsubjPass))
    }

    /// ", and Niger signed": a subject behind comma and conjunction is in no list.
    fn begins_clause(&self, conjunction: usize, name: &Range<usize>) -> bool {
        let comma = conjunction.checked_sub(1).is_some_and(|at| self.word(at).form == ",");
        comma && self.subject(name) && !self.listed_on(name.end)
    }

    /// Whether the list goes on behind the name.
    fn listed_on(&self, end: usize) -> bool {
        self.get(end).is_some_and(|w| w.upos == Upos::Cconj || w.form == "," || w.form == "(")
    }

    /// The name that stands before a comma or conjunction, past figures in brackets and a second separator.
    fn earlier(&self, separator: usize) -> Option<Range<usize>> {
        let mut at = separator.checked_sub(1)?;
        loop {
            let word = self.word(at);
            if word.form == ")" {
                while self.word(at).form != "(" {
                    at = at.checked_sub(1)?;
                }
            } else if word.form != "," && word.upos != Upos::Det {
                break;
            }
            at = at.checked_sub(1)?;
        }
        let named = |at: usize| {
            let word = self.word(at);
            word.upos == Upos::Propn
                || (word.form.chars().next().is_some_and(char::is_uppercase) && word.upos != Upos::Adp)
        };
        if !named(at) {
            return None;
        }
        let mut start = at;
        while start > 0 && (named(start - 1) || self.word(start - 1).form == "-") && start > 1 {
            start -= 1;
        }
        Some(start..at + 1)
    }

    /// A name that opens its sentence: a label or dateline is a place.
    fn opens(&self, name: &Range<usize>) -> CountryReading {
        match self.get(name.end).map(|w| w.form.as_str()) {
            Some(":" | "–" | "—") => Place,
            // A dateline has no article.
            Some(",") if name.start == 0 && (self.sentence.block == Block::Heading || self.sentence.paragraph == 0) => {
                // An article belongs to the next name of a list.
                let next = self.sentence.words.get(name.end + 1..).unwrap_or_default();
                match next.iter().find(|word| word.upos != Upos::Det) {
                    // "Mali, a member of the bloc, sent troops."
                    _ if self.subject(name) => self.compound(name),
                    Some(word) if word.upos != Upos::Propn && word.upos != Upos::Cconj => Place,
                    _ => Actor,
                }
            }
            None => Place,
            _ => self.compound(name),
        }
    }

    /// "Goïta (Mali)" tells whose leader; behind a town's name the marker of places knows better.
    fn bracket(&self, bracket: usize) -> CountryReading {
        match bracket.checked_sub(1).map(|at| self.word(at).upos) {
            Some(Upos::Propn) => Office,
            Some(_) => Actor,
            None => Place,
        }
    }

    fn beside_border(&self, preposition: usize) -> CountryReading {
        let from = preposition.saturating_sub(6);
        match (from..preposition).any(|at| self.is(at, &self.words.borders)) {
            true => Place,
            false => Actor,
        }
    }

    fn genitive(&self, preposition: usize, name: &Range<usize>, depth: u8) -> CountryReading {
        let Some(left) = self.content_before(preposition) else { return Actor };
        if depth > 0
            && (self.word(left).form == "," || self.word(left).upos == Upos::Cconj)
            && let Some(earlier) = self.earlier(left)
        {
            return self.of(earlier, depth - 1);
        }
        if self.is(left, &self.words.place_nouns) {
            return Place;
        }
        if (preposition.saturating_sub(3)..preposition).any(|at| self.is(at, &self.words.borders)) {
            return Place;
        }
        for at in (preposition.saturating_sub(10)..preposition).rev() {
            let word = self.word(at);
            if self.is(at, &self.words.offices) && word.upos != Upos::Verb {
                return Office;
            }
            if matches!(word.upos, Upos::Verb | Upos::Aux) || matches!(word.form.as_str(), "." | ";" | ":" | "«" | "»")
            {
                break;
            }
        }
        if self.word(left).upos == Upos::Propn && left + 1 == preposition {
            return Office;
        }
        if self.is(left, &self.words.leaving) || self.governed(name, &self.words.leaving) {
            return Place;
        }
        Actor
    }

    fn toward(&self, preposition: usize, name: &Range<usize>) -> CountryReading {
        let addressed = &self.words.addressed;
        let beside = (preposition.saturating_sub(2)..preposition).any(|at| {
            self.is(at, addressed) && self.word(at).upos != Upos::Adp || self.is(at, addressed) && at + 1 == preposition
        });
        let inside_border = (preposition.saturating_sub(3)..preposition).any(|at| self.is(at, &self.words.borders));
        let verb = (preposition.saturating_sub(6)..preposition)
            .rev()
            .take_while(|&at| self.word(at).upos != Upos::Punct)
            .find(|&at| self.word(at).upos == Upos::Verb);
        let verb = verb.is_some_and(|at| self.is(at, addressed));
        match (beside || verb || self.governed(name, addressed)) && !inside_border {
            true => Actor,
            false => Place,
        }
    }

    /// Whether the word that the name hangs on is one of these.
    fn governed(&self, name: &Range<usize>, set: &Set) -> bool {
        name.clone().filter_map(|at| self.sentence.head(at)).find(|head| !name.contains(head)).is_some_and(|head| {
            self.is(head, set) && matches!(self.word(head).upos, Upos::Verb | Upos::Noun | Upos::Adj)
        })
    }

    /// The nearest word to the left that is no adjective, adverb or article.
    fn content_before(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(4)..at).rev().find(|&at| {
            !matches!(self.word(at).upos, Upos::Adj | Upos::Adv | Upos::Det | Upos::Num)
                || self.is(at, &self.words.place_nouns)
                || self.is(at, &self.words.leaving)
        })
    }

    /// A name right before a noun ("the Niger coup"), or between hyphens ("the Benin-Niger border").
    fn compound(&self, name: &Range<usize>) -> CountryReading {
        let mut next = name.end;
        while self.get(next).is_some_and(|w| {
            w.form == "-"
                || w.form == "–"
                || (w.upos == Upos::Propn && next <= name.end + 1 && self.joined_by_hyphen(next))
        }) {
            next += 1;
        }
        let noun = self.get(next).is_some_and(|w| matches!(w.upos, Upos::Noun | Upos::Propn));
        match noun
            && (self.is(next, &self.words.place_nouns)
                || self.is(next, &self.words.event_nouns)
                || self.is(next, &self.words.borders))
        {
            true => Place,
            false => Actor,
        }
    }

    fn joined_by_hyphen(&self, at: usize) -> bool {
        at > 0 && matches!(self.word(at - 1).form.as_str(), "-" | "–")
    }
}
