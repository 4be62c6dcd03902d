//! A document laid out for coding: every word of every tree with the marks that stand on it.

use std::cell::OnceCell;
use std::ops::Range;

use toguna_lang::{Analysis, Deprel, Sentence, Upos, Word};
use toguna_mark::{ActorKind, ActorMark, DateKind, Edtf, EntityId, Marks, QuantityMark};
use toguna_text::{Block, Document, Span};

use crate::Claimant;
use crate::lexicon::{Lexicon, Side};
use crate::vocabulary::Family;
use crate::voices::{self, Voices};

/// Where a mark stands in the trees.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// Index of the mark in its list.
    pub mark: usize,
    /// Sentence.
    pub sentence: usize,
    /// The words that it covers.
    pub words: Range<usize>,
    /// The word of them whose head stands outside.
    pub head: usize,
}

impl Spot {
    /// Whether it stands before a word, in its sentence or in the one before.
    pub(crate) fn is_right_before(&self, at: At) -> bool {
        self.sentence + 1 == at.sentence || self.sentence == at.sentence && self.words.end <= at.word
    }
}

/// A word of the document: sentence and place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct At {
    pub sentence: usize,
    pub word: usize,
}

/// The document, its trees and its marks.
pub(crate) struct Scene<'a> {
    pub document: &'a Document,
    pub analysis: &'a Analysis,
    pub marks: &'a Marks,
    pub lexicon: &'a Lexicon,
    pub dates: Vec<Spot>,
    pub places: Vec<Spot>,
    pub quantities: Vec<Spot>,
    /// Actor marks and, after them, allusions (`actor` tells them apart).
    pub actors: Vec<Spot>,
    /// For each sentence and word, the index into `actors` of what covers it.
    actor_on: Vec<Vec<Option<u32>>>,
    /// For each sentence and word, whether it stands in the passive, once that was asked.
    pub passives: Vec<Vec<OnceCell<bool>>>,
    /// What somebody else than the writer is told to say.
    pub voices: Voices,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(document: &'a Document, analysis: &'a Analysis, marks: &'a Marks, lexicon: &'a Lexicon) -> Self {
        let spots = |spans: &mut dyn Iterator<Item = Span>| -> Vec<Spot> {
            spans.enumerate().filter_map(|(mark, span)| spot(analysis, mark, span)).collect()
        };
        let actors = spots(&mut marks.actors.iter().chain(&marks.allusions).map(|m| m.span));
        let mut actor_on: Vec<Vec<Option<u32>>> =
            analysis.sentences.iter().map(|s| vec![None; s.words.len()]).collect();
        for (at, spot) in actors.iter().enumerate() {
            for word in spot.words.clone() {
                let cell = &mut actor_on[spot.sentence][word];
                // A named mention outranks an allusion on the same words.
                if cell.is_none() {
                    *cell = Some(at as u32);
                }
            }
        }
        let mut scene = Scene {
            document,
            analysis,
            marks,
            lexicon,
            dates: spots(&mut marks.dates.iter().map(|m| m.span)),
            places: spots(&mut marks.places.iter().map(|m| m.span)),
            quantities: quantities(analysis, marks),
            actors,
            actor_on,
            passives: analysis.sentences.iter().map(|s| vec![OnceCell::new(); s.words.len()]).collect(),
            voices: Voices::default(),
        };
        scene.voices = voices::voices(&scene);
        scene
    }

    /// A sentence.
    pub(crate) fn sentence(&self, sentence: usize) -> &'a Sentence {
        &self.analysis.sentences[sentence]
    }

    /// The lemma of a word, in lower case.
    pub(crate) fn lemma(&self, at: At) -> String {
        self.sentence(at.sentence).words[at.word].lemma.as_str().to_lowercase()
    }

    /// The lemma of a compound written with hyphens that ends here ("sit-in"), which readers take apart.
    pub(crate) fn hyphenated(&self, at: At) -> Option<String> {
        let words = &self.sentence(at.sentence).words;
        let [first, sign, last] = words.get(at.word.checked_sub(2)?..=at.word)? else { return None };
        let one = sign.form.as_str() == "-" && first.end == sign.start && sign.end == last.start;
        one.then(|| format!("{}-{}", first.lemma.as_str(), last.lemma.as_str()).to_lowercase())
    }

    /// Whether a sentence tells a date, be it a day or a stretch.
    pub(crate) fn is_dated(&self, sentence: usize) -> bool {
        let tells = |kind| matches!(kind, DateKind::Date | DateKind::Interval);
        self.dates.iter().any(|date| date.sentence == sentence && tells(self.marks.dates[date.mark].kind))
    }

    /// When the document was published, where that is told beside it.
    pub(crate) fn published(&self) -> Option<Edtf> {
        self.document.metadata().published.as_deref().and_then(|text| Edtf::parse(text).ok())
    }

    /// Whether all of a date comes after the day of the document.
    pub(crate) fn lies_ahead(&self, date: &Edtf) -> bool {
        let last = self.published().and_then(|day| day.latest());
        last.zip(date.earliest()).is_some_and(|(told, then)| then > told)
    }

    /// The mention that covers a word.
    pub(crate) fn actor_on(&self, at: At) -> Option<(&Spot, &'a ActorMark)> {
        let spot = &self.actors[(*self.actor_on.get(at.sentence)?.get(at.word)?)? as usize];
        Some((spot, self.actor(spot)))
    }

    /// The mention of a spot, a name or an allusion.
    pub(crate) fn actor(&self, spot: &Spot) -> &'a ActorMark {
        let named = self.marks.actors.len();
        if spot.mark < named { &self.marks.actors[spot.mark] } else { &self.marks.allusions[spot.mark - named] }
    }

    /// The kind of an actor that the document names.
    pub(crate) fn kind_of(&self, who: &EntityId) -> Option<ActorKind> {
        self.marks.actors.iter().find(|mark| mark.entity == *who).map(|mark| mark.kind)
    }

    /// Whether a sentence names an outlet nowhere but in the brackets that close it.
    pub(crate) fn is_only_source(&self, who: &EntityId, sentence: usize) -> bool {
        let words = &self.sentence(sentence).words;
        let Some(open) = words.iter().rposition(|word| word.form == "(") else { return false };
        let closes = words[open..].iter().position(|word| word.form == ")").map(|at| open + at);
        let last = closes.is_some_and(|at| words[at + 1..].iter().all(|word| word.upos == Upos::Punct));
        let mut named =
            self.actors.iter().filter(|s| s.sentence == sentence && self.actor(s).entity == *who).peekable();
        let outlet = |spot: &Spot| self.actor(spot).kind == ActorKind::Media && spot.words.start > open;
        last && named.peek().is_some() && named.all(outlet)
    }

    /// The name of the place that a word stands for.
    pub(crate) fn place_on(&self, at: At) -> Option<&'a str> {
        let on = |spot: &&Spot| spot.sentence == at.sentence && spot.words.contains(&at.word);
        self.places.iter().find(on).map(|spot| self.marks.places[spot.mark].name.as_str())
    }

    /// The span from the first byte of one word to the last byte of another of the same sentence.
    pub(crate) fn span(&self, sentence: usize, words: Range<usize>) -> Option<Span> {
        let all = &self.sentence(sentence).words;
        let (first, last) = (all.get(words.start)?, all.get(words.end.checked_sub(1)?)?);
        self.document.span(first.start as usize..last.end as usize).ok()
    }

    /// The words of a run, as the document writes them.
    pub(crate) fn words(&self, span: Span) -> &'a str {
        self.document.quote(span).unwrap_or_default()
    }

    /// The word of a mark's own words that hangs on a word outside of them: "near" in "near 75,000".
    pub(crate) fn top_of(&self, spot: &Spot) -> usize {
        let tree = self.sentence(spot.sentence);
        let mut top = spot.head;
        while let Some(head) = tree.head(top).filter(|head| spot.words.contains(head)) {
            top = head;
        }
        top
    }

    /// The whole noun phrase under a word, without clauses, as words.
    pub(crate) fn phrase(&self, at: At) -> Range<usize> {
        let sentence = self.sentence(at.sentence);
        let mut range = at.word..at.word + 1;
        for (word, w) in sentence.words.iter().enumerate() {
            let outside = sentence.ancestors(word).take_while(|&a| a != at.word).any(|a| {
                let d = sentence.words[a].deprel;
                matches!(
                    d,
                    Deprel::Acl
                        | Deprel::Advcl
                        | Deprel::Ccomp
                        | Deprel::Parataxis
                        | Deprel::Conj
                        | Deprel::Appos
                        | Deprel::Punct
                        | Deprel::Cc
                        | Deprel::Case
                        | Deprel::Mark
                        | Deprel::Det
                )
            });
            if !outside && w.upos != Upos::Punct && sentence.below(word, at.word) {
                range = range.start.min(word)..range.end.max(word + 1);
            }
        }
        range
    }

    /// The actors that a noun phrase stands for: its own mention, its coordinated ones, or those it is made of.
    pub(crate) fn actors_of(&self, at: At) -> Vec<EntityId> {
        let mut found = Vec::new();
        self.collect_actors(at, 0, &mut found);
        found.sort();
        found.dedup();
        found
    }

    fn collect_actors(&self, at: At, depth: usize, found: &mut Vec<EntityId>) {
        if depth > 4 {
            return;
        }
        let sentence = self.sentence(at.sentence);
        let before = found.len();
        if let Some(person) = self.person_called(at) {
            found.extend(self.actor_on(person).map(|(_, mark)| mark.entity.clone()));
            self.collect_conjuncts(at, depth, found);
            return;
        }
        if let Some((spot, mark)) = self.actor_on(at).filter(|_| !self.is_people(at)) {
            found.extend(self.list_of(spot));
            // Coordination may hang on any word of a name.
            for word in spot.words.clone() {
                for next in sentence.dependents(word, &[Deprel::Conj, Deprel::Appos]) {
                    // "General A (X)": a state in apposition only says whose he is; so does what is no name ("A, a member
                    // like B of the bloc").
                    let describes = match self.actor_on(At { word: next, ..at }) {
                        Some((_, beside)) => mark.kind == ActorKind::Person && beside.kind == ActorKind::State,
                        None => sentence.words[next].deprel == Deprel::Appos,
                    };
                    if !describes && !spot.words.contains(&next) && !self.of_next_clause(at, next) {
                        self.collect_actors(At { word: next, ..at }, depth + 1, found);
                    }
                }
            }
            return;
        }
        if self.lexicon.is(&self.lemma(at), "WE") && sentence.words[at.word].upos == Upos::Pron {
            found.extend(self.we(at));
            return;
        }
        if self.stands_for_somebody(at) {
            // "Les maires en ont compté dix": the word for "of them" stands for nobody.
            if depth > 0 && self.lexicon.is(&self.lemma(at), "EXPLETIVE") {
                return;
            }
            if let Some(antecedent) = self.antecedent(at) {
                self.collect_actors(antecedent, depth + 1, found);
            }
            self.collect_conjuncts(at, depth, found);
            return;
        }
        // A name in apposition says who is meant; the adjectives of its office do not add to it.
        for next in sentence.dependents(at.word, &[Deprel::Appos, Deprel::Flat]) {
            self.collect_actors(At { word: next, ..at }, depth + 1, found);
        }
        found.extend(self.leader_of(at));
        let named = found.len() > before;
        for next in sentence.dependents(at.word, &[Deprel::Compound, Deprel::Amod, Deprel::Conj]) {
            if self.of_next_clause(at, next) {
                continue;
            }
            // "Pro-Bazoum demonstrators": a person's name before people only says whose they are.
            let person = self.actor_on(At { word: next, ..at }).is_some_and(|(_, m)| m.kind == ActorKind::Person);
            let beside = sentence.words[next].deprel != Deprel::Conj;
            if person && beside && !self.is_collective(at) || beside && self.tells_origin(at, next) {
                continue;
            }
            if !named || sentence.words[next].deprel == Deprel::Conj {
                self.collect_actors(At { word: next, ..at }, depth + 1, found);
            }
        }
        let armed = !self.is_collective(at) && self.is_armed(at);
        if found.len() == before && (armed || self.is_collective(at)) {
            // "Ses hommes": whose they are, where a determiner tells it.
            for next in sentence.dependents(at.word, &[Deprel::Det]) {
                if self.is_possessive(At { word: next, ..at }) {
                    self.collect_actors(At { word: next, ..at }, depth + 1, found);
                }
            }
            for next in sentence.dependents(at.word, &[Deprel::Nmod]) {
                // "Jihadists of the Front" are its own; those against it or in its land are not.
                if armed && !self.is_of(at.sentence, next) {
                    continue;
                }
                // "The mayors, for their part": a pronoun behind a noun and no preposition only stresses it.
                let pronoun = next > at.word && sentence.words[next].upos == Upos::Pron;
                if !pronoun || sentence.dependents(next, &[Deprel::Case]).next().is_some() {
                    self.collect_actors(At { word: next, ..at }, depth + 1, found);
                }
            }
            // "the rulers of the bloc", "the ministers of defence of the bloc".
            for next in sentence.dependents(at.word, &[Deprel::Nmod]).filter(|_| !armed) {
                for of in sentence.dependents(next, &[Deprel::Nmod]) {
                    if found.len() == before {
                        self.collect_actors(At { word: of, ..at }, depth + 2, found);
                    }
                }
            }
        }
        if found.len() == before {
            // "The League, a club of states that threatened it": what is set beside a name to say what it is.
            let named = self.described_name(at).and_then(|name| self.actor_on(name));
            let organised = named.filter(|(_, mark)| !matches!(mark.kind, ActorKind::Person | ActorKind::State));
            match self.described(at).or_else(|| organised.map(|(_, mark)| mark.entity.clone())) {
                Some(entity) => found.push(entity),
                None => found.extend(self.described_list(at)),
            }
        }
    }

    /// Whom "we" stands for: whoever speaks, else the publisher where the text names it.
    fn we(&self, at: At) -> Option<EntityId> {
        let speakers = self.speakers(self.sentence(at.sentence).words[at.word].start as usize);
        if let Some(voice) = speakers.last() {
            return match &voice.claimant {
                Claimant::Actor(who) => Some(who.clone()),
                _ => None,
            };
        }
        let outlet = self.document.metadata().outlet.as_deref()?;
        let named = |mark: &&ActorMark| mark.name == outlet || self.words(mark.span) == outlet;
        self.marks.actors.iter().find(named).map(|mark| mark.entity.clone())
    }

    /// Those who are joined to a pronoun, or to a noun whose name was taken.
    fn collect_conjuncts(&self, at: At, depth: usize, found: &mut Vec<EntityId>) {
        for next in self.sentence(at.sentence).dependents(at.word, &[Deprel::Conj]) {
            if !self.of_next_clause(at, next) {
                self.collect_actors(At { word: next, ..at }, depth + 1, found);
            }
        }
    }

    /// Whether a noun that the tree joins to a subject stands behind its verb: the subject of the next clause ("A left, and B
    /// condemned it").
    pub(crate) fn of_next_clause(&self, at: At, joined: usize) -> bool {
        let tree = self.sentence(at.sentence);
        let subject = matches!(tree.words[at.word].deprel, Deprel::Nsubj | Deprel::NsubjPass);
        let verb = tree.head(at.word).filter(|_| subject);
        verb.is_some_and(|verb| at.word < verb && verb < joined && tree.words[joined].deprel == Deprel::Conj)
    }

    /// The actors named in one list with an actor and of its kind, whatever the tree makes of their commas.
    pub(crate) fn list_of(&self, spot: &Spot) -> Vec<EntityId> {
        let kind = self.actor(spot).kind;
        let same = |s: &&Spot| s.sentence == spot.sentence && self.actor(s).kind == kind;
        let all: Vec<&Spot> = self.actors.iter().filter(same).collect();
        let mut runs: Vec<Vec<&Spot>> = Vec::new();
        for next in all {
            match runs.last_mut().filter(|run| run.last().is_some_and(|last| self.in_one_list(last, next))) {
                Some(run) => run.push(next),
                None => runs.push(vec![next]),
            }
        }
        let mine = runs.into_iter().find(|run| run.iter().any(|s| std::ptr::eq(*s, spot)));
        // Only a conjunction before its last member closes a list; names after commas alone may be set in apposition.
        let mine = mine.filter(
            |run| matches!(run.as_slice(), [.., a, b] if self.between(a, b).iter().any(|w| w.upos == Upos::Cconj)),
        );
        let mut list: Vec<EntityId> = match mine {
            Some(run) => run.iter().map(|s| self.actor(s).entity.clone()).collect(),
            None => vec![self.actor(spot).entity.clone()],
        };
        list.sort();
        list.dedup();
        list
    }

    fn between(&self, a: &Spot, b: &Spot) -> &'a [Word] {
        self.sentence(a.sentence).words.get(a.words.end..b.words.start).unwrap_or_default()
    }

    /// Whether only commas, conjunctions, titles and brackets stand between two names.
    fn in_one_list(&self, a: &Spot, b: &Spot) -> bool {
        let gap = self.between(a, b);
        let open = gap.iter().all(|w| {
            !matches!(w.upos, Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Pron)
                && !self.lexicon.is(&w.lemma, "INDEFINITE")
        });
        !gap.is_empty() && gap.len() <= LIST_GAP && open && gap.iter().any(|w| w.upos == Upos::Cconj || w.form == ",")
    }

    /// Whether a noun only gathers those that its complement names ("leaders of …", "members of …").
    fn is_collective(&self, at: At) -> bool {
        let lemma = self.lemma(at);
        ["OFFICE", "FORCES", "BODY", "COLLECTIVE", "JUNTA"].iter().any(|class| self.lexicon.is(&lemma, class))
    }

    /// Whether a noun tells people under arms.
    fn is_armed(&self, at: At) -> bool {
        let family = self.lexicon.family(&self.lemma(at), Side::People);
        family.is_some_and(|family| !matches!(family, Family::Civilians | Family::Protesters | Family::Rioters))
    }

    /// Whether a preposition that says whose something is introduces a word.
    fn is_of(&self, sentence: usize, word: usize) -> bool {
        let tree = self.sentence(sentence);
        let mut cases = tree.dependents(word, &[Deprel::Case]);
        cases.any(|case| self.lexicon.is(&tree.words[case].lemma, "OF_CASE"))
    }

    /// "The Canadian miner", "le groupe français": whether a country's adjective only says where a company or body is from.
    fn tells_origin(&self, at: At, adjective: usize) -> bool {
        let alluded = self
            .actor_on(At { word: adjective, ..at })
            .is_some_and(|(spot, mark)| mark.kind == ActorKind::State && spot.mark >= self.marks.actors.len());
        let kinds = self.lexicon.stands_for(&self.lemma(at));
        let firm = |kinds: &[String]| {
            kinds.iter().any(|kind| kind == "company" || kind == "organisation")
                && !kinds.iter().any(|kind| kind == "state" || kind == "military")
        };
        alluded && kinds.is_some_and(firm)
    }

    /// The actor that the document is about: the first that its headline names, or its first subject.
    pub(crate) fn topic(&self) -> Option<EntityId> {
        let first = self.actors.iter().find(|s| self.sentence(s.sentence).block == Block::Heading);
        first.map(|s| self.actor(s).entity.clone())
    }
}

/// The longest run of words between two names of one list ("X (Y), General Z").
const LIST_GAP: usize = 7;

/// The quantities, each headed by the word of its number: the words of its bounds hang elsewhere.
fn quantities(analysis: &Analysis, marks: &Marks) -> Vec<Spot> {
    let with_number = |(mark, quantity): (usize, &QuantityMark)| {
        let whole = spot(analysis, mark, quantity.span)?;
        let number = spot(analysis, mark, quantity.number).filter(|n| n.sentence == whole.sentence);
        Some(Spot { head: number.map_or(whole.head, |n| n.head), ..whole })
    };
    marks.quantities.iter().enumerate().filter_map(with_number).collect()
}

/// Finds the words of a mark and their head.
fn spot(analysis: &Analysis, mark: usize, span: Span) -> Option<Spot> {
    let sentence = analysis.sentence_at(span.range().start)?;
    let tree = &analysis.sentences[sentence];
    let words = tree.words_in(span.range());
    let head = words.clone().find(|&w| tree.head(w).is_none_or(|h| !words.contains(&h)))?;
    Some(Spot { mark, sentence, words, head })
}
