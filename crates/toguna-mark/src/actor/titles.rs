//! Offices and ranks: beside the names of persons, and without a name, where the pack knows who held the office.

use std::ops::Range;

use toguna_lang::{Deprel, Number, Upos};
use toguna_text::Document;

use super::held::Body;
use super::known::{Known, UnnamedOffice};
use super::offices::{holder, leader};
use super::roles::Title;
use super::scan::Hit;
use super::sentence::{Sweep, Whole};
use super::{ActorContext, ActorMarks};
use crate::names::Unit;
use crate::{ActorKind, ActorMark, EntityId, TitleMark};

/// How far behind a title the word stands that joins another to it, past the state of the first.
const JOINED: usize = 4;
/// How many words of a name and its rank may stand in the tree between the name and the office it is set beside.
const BESIDE: usize = 3;
/// How many words a title has at most.
pub(super) const LONGEST_TITLE: usize = 9;

impl Sweep<'_> {
    /// The titles that persons have in this sentence, and the states they belong to.
    pub(super) fn titles(&self, marks: &mut ActorMarks) {
        let (start, end) = (self.sentence.start as usize, self.sentence.end as usize);
        let mut here: Vec<ActorMark> = marks
            .actors
            .iter()
            .rev()
            .take_while(|m| m.span.range().start >= start)
            .filter(|m| m.kind == ActorKind::Person && m.span.range().end <= end)
            .cloned()
            .collect();
        here.sort_by_key(|m| m.span);
        // The title that the persons before in a list share ("Generals A, B and C"), and where the list stands.
        let mut shared: Option<(Range<usize>, u32, usize)> = None;
        for mark in &here {
            let bytes = mark.span.range();
            let Some(first) = self.units.iter().position(|u| u.start == bytes.start) else { continue };
            let mut before = first;
            let mut titled = false;
            while let Some((from, title)) = self.title_ending(before) {
                let run = self.units[from].start..bytes.end;
                self.entitle(mark, run, title, None, marks);
                if !titled {
                    shared = self.is_plural(&(from..before)).then_some((from..before, title, bytes.end));
                }
                titled = true;
                before = from;
            }
            // "The spokesman of the mission, X": what stands between may be the title's own.
            if let Some(parted) = self.parted_title(before, marks) {
                let run = self.units[parted.from].start..bytes.end;
                self.entitle(mark, run, parted.title, parted.body, marks);
                titled = true;
            }
            // "The minister of this and of that, X": by the tree, whatever stands between.
            if !titled && let Some((from, title)) = self.title_beside(first) {
                self.entitle(mark, self.units[from].start..bytes.end, title, None, marks);
                titled = true;
            }
            if !titled && let Some((run, state)) = self.counterpart(before) {
                self.entitle_alike(mark, self.units[run.start].start..bytes.end, state, marks);
                titled = true;
            }
            match &mut shared {
                Some((_, title, until)) if !titled && self.is_list_gap(*until, bytes.start) => {
                    self.entitle(mark, bytes.clone(), *title, None, marks);
                    *until = bytes.end;
                }
                _ if !titled => shared = None,
                _ => {}
            }
            let after = self.units.partition_point(|u| u.end <= bytes.end);
            if let Some((run, title)) = self.title_after(after) {
                let second = self.title_joined(run.end);
                self.entitle(mark, bytes.start..self.bytes(&run).end, title, None, marks);
                if let Some((run, title)) = second {
                    self.entitle(mark, bytes.start..self.bytes(&run).end, title, None, marks);
                }
            }
        }
    }

    /// Adds a title mark, unless the title is an honorific.
    fn entitle(&self, person: &ActorMark, run: Range<usize>, title: u32, body: Option<Body>, marks: &mut ActorMarks) {
        let title = self.title(title);
        if title.predicate.is_empty() {
            return;
        }
        let body = body.or_else(|| self.body_of(person, &run, title, marks));
        let (of, place) = match body {
            Some(Body::Actor(id)) => (Some(id), None),
            Some(Body::Place(name)) => (None, Some(name)),
            None => (None, None),
        };
        if let Ok(span) = self.document.span(run) {
            marks.titles.push(TitleMark {
                span,
                holder: person.entity.clone(),
                predicate: title.predicate.to_string(),
                title: title.name.clone(),
                of,
                place,
            });
        }
    }

    /// "His Chadian counterpart, X", "son homologue tchadien": the words, and the state, before the unit of a name.
    fn counterpart(&self, before: usize) -> Option<(Range<usize>, EntityId)> {
        let from = before.saturating_sub(5);
        let is = |u: &usize| {
            let mut words = self.sentence.words_in(self.bytes(&(*u..u + 1)));
            words.any(|w| {
                self.context.roles.counterparts.contains(&self.sentence.words[w].lemma.as_str().to_lowercase())
            })
        };
        let word = (from..before).rev().find(is)?;
        let state = self.hits.iter().find(|hit| {
            let right_before = hit.units.end == word && hit.is_adjective();
            let behind = hit.units.start > word
                && hit.units.end <= before
                && (word + 1..hit.units.start).all(|u| self.is_small(u));
            hit.state().is_some() && (right_before || behind)
        })?;
        let (first, last) = (word.min(state.units.start), word.max(state.units.end - 1));
        let close = last + 1 == before && self.near(last, self.units[before].start);
        close.then(|| Some((first..last + 1, self.body_of_hit(state)?))).flatten()
    }

    /// Gives a person the title that somebody has who was told before, of another state.
    fn entitle_alike(&self, person: &ActorMark, run: Range<usize>, of: EntityId, marks: &mut ActorMarks) {
        let before = self.title_runs().take_while(|(title, _)| self.bytes(title).end <= run.start);
        let said = before.last().map(|(_, title)| self.title(title));
        let own = said.map(|title| (title.predicate.to_owned(), title.name.clone()));
        let told = || marks.titles.iter().rev().find(|title| title.predicate != "holds-rank");
        let own = own.filter(|(predicate, _)| !matches!(predicate.as_str(), "" | "holds-rank"));
        let Some((predicate, title)) = own.or_else(|| told().map(|t| (t.predicate.clone(), t.title.clone()))) else {
            return;
        };
        // Of a state's army it would be another body.
        if predicate != "leads" && self.context.roles.body_of_office(&title) != Some("gov") {
            return;
        }
        if let Ok(span) = self.document.span(run) {
            marks.titles.push(TitleMark {
                span,
                holder: person.entity.clone(),
                predicate,
                title,
                of: Some(of),
                place: None,
            });
        }
    }

    fn title(&self, at: u32) -> &Title {
        &self.context.roles.titles[at as usize]
    }

    /// Whether a title is given to several persons.
    fn is_plural(&self, title: &Range<usize>) -> bool {
        // At the begin of a sentence the tagger often misses the number, so the language lists the forms too.
        title.clone().any(|u| self.context.roles.plurals.contains(&self.units[u].key))
            || self.head_of(title).is_some_and(|w| self.sentence.words[w].feats.number == Number::Plur)
    }

    /// The word of a title that the others hang on: "minister" of "armed forces minister".
    fn head_of(&self, title: &Range<usize>) -> Option<usize> {
        let words = self.sentence.words_in(self.bytes(title));
        words.clone().find(|&w| self.sentence.head(w).is_none_or(|head| !words.contains(&head)))
    }

    /// The title phrase at a unit, past the adjective of a state inside it ("ministre malien de la Défense").
    pub(super) fn title_at(&self, at: usize) -> Option<(usize, u32)> {
        let inside = |u: usize| self.hits.iter().any(|h| h.is_adjective() && h.units.contains(&u));
        let phrases = &self.context.roles.title_phrases;
        let (taken, values) = phrases.longest_past(self.text, self.units, at, inside)?;
        Some((taken, values[0]))
    }

    /// The title phrase that ends right before a unit, past its state ("president of Mali"): where it begins.
    pub(super) fn title_ending(&self, end: usize) -> Option<(usize, u32)> {
        if end == 0 || self.units.get(end).is_some_and(|u| !self.near(end - 1, u.start)) {
            return None;
        }
        self.title_up_to(end).or_else(|| {
            let state = self.hits.iter().find(|h| h.units.end == end && h.state().is_some())?;
            if state.is_adjective() {
                return self.title_up_to(state.units.start);
            }
            let mut of = state.units.start.checked_sub(1)?;
            if self.is_determiner(of) && !self.is_of(of) {
                of = of.checked_sub(1)?;
            }
            let of = (of.saturating_sub(1)..=of)
                .find(|&u| self.is_of(u) && (u..state.units.start).all(|u| self.is_small(u)))?;
            self.title_up_to(of)
        })
    }

    pub(super) fn title_up_to(&self, end: usize) -> Option<(usize, u32)> {
        (end.saturating_sub(LONGEST_TITLE)..end).find_map(|from| {
            let (taken, title) = self.title_at(from)?;
            (from + taken == end && !self.opens_with_verb(from, taken)).then_some((from, title))
        })
    }

    /// "Toppled President X": a verb whose object the title is, and no word of it as in "the toppled president".
    fn opens_with_verb(&self, from: usize, taken: usize) -> bool {
        let first = self.sentence.words_in(self.bytes(&(from..from + 1))).next().map(|word| &self.sentence.words[word]);
        let governs = first.is_some_and(|word| word.upos == Upos::Verb && word.deprel != Deprel::Amod);
        taken > 1 && governs && self.units[from + taken - 1].capital && !self.units[from].capital
    }

    /// Whether a title stands before a unit.
    pub(super) fn title_before(&self, unit: usize) -> Option<u32> {
        self.title_ending(unit).map(|(_, title)| title)
    }

    /// The title that stands in apposition behind a name ("X, Niger's defence minister"), given the unit after it.
    pub(super) fn title_after(&self, after: usize) -> Option<(Range<usize>, u32)> {
        let gap = self.gap(after.checked_sub(1)?);
        if !gap.starts_with(',') || gap.len() > 3 {
            return None;
        }
        for at in after..(after + 6).min(self.units.len()) {
            if let Some((taken, title)) = self.title_at(at) {
                // "X, President Y": the title is the next name's.
                let next = at + taken;
                let named = self.units.get(next).is_some_and(|u| u.capital)
                    && self.gap(next - 1) == " "
                    && !self.hits.iter().any(|h| h.units.start == next && h.state().is_some());
                return (!named).then_some((at..next, title));
            }
            if !self.is_small(at) && !self.hits.iter().any(|h| h.units.contains(&at)) {
                return None;
            }
        }
        None
    }

    /// "X, minister of defence and *spokesman of the government*": the title joined to one that ends at a unit.
    fn title_joined(&self, after: usize) -> Option<(Range<usize>, u32)> {
        let joins = |u: &usize| self.units.get(*u).is_some_and(|_| self.is_conjunction(*u)) && self.gap(*u - 1) == " ";
        let and = (after..after + JOINED).find(joins)?;
        let at = and + 1 + usize::from(self.units.get(and + 1).is_some_and(|_| self.is_determiner(and + 1)));
        let (taken, title) = self.title_at(at)?;
        Some((at..at + taken, title))
    }

    /// The title of the noun that the tree sets a name beside, directly or over his rank ("the governor of the region,
    /// Colonel X"): the unit where it begins.
    pub(super) fn title_beside(&self, name: usize) -> Option<(usize, u32)> {
        let tree = self.sentence;
        let mut word = tree.words_in(self.bytes(&(name..name + 1))).next()?;
        for _ in 0..BESIDE {
            let link = tree.words[word].deprel;
            if !matches!(link, Deprel::Appos | Deprel::Flat | Deprel::Nmod | Deprel::Compound) {
                return None;
            }
            word = tree.head(word)?;
            let start = tree.words[word].start as usize;
            let unit = self.units.iter().position(|unit| unit.start == start).filter(|&unit| unit < name)?;
            let parted = link == Deprel::Appos && self.text[start..self.units[name].start].contains(',');
            // "The special representative for the region, X": the phrase may begin before its noun.
            let holds = |from: usize| {
                let (taken, title) = self.title_at(from)?;
                (from + taken > unit && self.title(title).predicate != "holds-rank").then_some((from, title))
            };
            if let Some(found) = (unit.saturating_sub(2)..=unit).find_map(holds).filter(|_| parted) {
                return Some(found);
            }
        }
        None
    }

    /// Whether a unit is an article, possessive, adjective, adverb or preposition.
    pub(super) fn is_small(&self, unit: usize) -> bool {
        let unit = &self.units[unit];
        unit.end - unit.start == 1
            || self.sentence.words_in(unit.start..unit.end).all(|w| {
                use Upos::{Adj, Adp, Adv, Det, Part, Pron};
                matches!(self.sentence.words[w].upos, Det | Adj | Adp | Adv | Part | Pron)
            })
    }

    pub(super) fn is_conjunction(&self, unit: usize) -> bool {
        self.holds(unit, Upos::Cconj)
    }

    pub(super) fn is_determiner(&self, unit: usize) -> bool {
        self.holds(unit, Upos::Det)
    }

    /// Whether a unit has a word of a part of speech.
    fn holds(&self, unit: usize, upos: Upos) -> bool {
        let unit = &self.units[unit];
        self.sentence.words_in(unit.start..unit.end).any(|w| self.sentence.words[w].upos == upos)
    }

    pub(super) fn is_of(&self, unit: usize) -> bool {
        let word = &self.text[self.units[unit].start..self.units[unit].end];
        self.context.roles.of.iter().any(|of| of.eq_ignore_ascii_case(word))
    }

    /// Finds the words that titles cover.
    pub(super) fn find_titles(&mut self) {
        let mut at = 0;
        while at < self.units.len() {
            let Some((taken, _)) = self.title_at(at) else {
                at += 1;
                continue;
            };
            self.titled[at..at + taken].fill(true);
            at += taken;
        }
    }

    /// "X is president of Y", "X was sworn in as president": offices that a clause gives to its subject.
    pub(super) fn offices_given(&self, marks: &mut ActorMarks) {
        for (run, title) in self.title_runs() {
            if !self.is_plural(&run)
                && let Some(person) = self.given_to(&run, marks)
            {
                self.entitle(&person, self.bytes(&run), title, None, marks);
            }
        }
    }

    /// The runs of units that titles cover, in order, with the titles.
    fn title_runs(&self) -> impl Iterator<Item = (Range<usize>, u32)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < self.units.len() {
                let found = self.titled[at].then(|| self.title_at(at)).flatten();
                let begin = at;
                at += found.map_or(1, |(taken, _)| taken);
                if let Some((taken, title)) = found {
                    return Some((begin..begin + taken, title));
                }
            }
            None
        })
    }

    /// The person of whom a clause says that they are, or become, what a title names.
    fn given_to(&self, title: &Range<usize>, marks: &ActorMarks) -> Option<ActorMark> {
        let tree = self.sentence;
        let head = self.head_of(title)?;
        let is = tree.dependents(head, &[Deprel::Cop]).next().is_some();
        let links = [Deprel::Xcomp, Deprel::Obl, Deprel::Obj];
        let verb = tree.head(head).filter(|&verb| {
            let becomes = self.context.roles.becoming.contains(&tree.words[verb].lemma.as_str().to_lowercase());
            links.contains(&tree.words[head].deprel) && becomes
        });
        let clause = if is { head } else { verb? };
        let mut people = marks.actors.iter().filter(|mark| mark.kind == ActorKind::Person);
        let start = self.bytes(title).start;
        // "X appointed Y minister", whatever the tree makes of the name before the title.
        let right_before = |mark: &&ActorMark| mark.span.range().end + 1 == start;
        if let Some(named) = people.clone().find(right_before).filter(|_| !is) {
            return Some(named.clone());
        }
        // "X appointed Y as minister", "X appointed him minister": who appoints does not become it.
        let object = tree.dependents(clause, &[Deprel::Obj, Deprel::Iobj]).find(|&word| word != head && !is);
        let subject = || tree.dependents(clause, &[Deprel::Nsubj, Deprel::NsubjPass]).find(|&word| word < head);
        let byte = tree.words[object.or_else(subject)?].start as usize;
        people.find(|mark| mark.span.range().contains(&byte)).cloned()
    }

    /// Collects the offices told without a name.
    pub(super) fn offices(&self, known: &mut Known) {
        for (run, index) in self.title_runs() {
            if matches!(self.title(index).predicate, "leads" | "holds-office")
                && !self.is_plural(&run)
                && let Some((object, bytes)) = self.body_beside(&run)
            {
                known.offices.push(UnnamedOffice { bytes, title: index, object });
            }
        }
    }

    /// The state or body of an office phrase: inside it, right before it, or behind a preposition after it.
    fn body_beside(&self, run: &Range<usize>) -> Option<(EntityId, Range<usize>)> {
        let bytes = self.bytes(run);
        let body = |hit: &Hit| self.body_of_hit(hit);
        if let Some(hit) =
            self.hits.iter().find(|h| run.start < h.units.start && h.units.end <= run.end && h.is_adjective())
        {
            return Some((body(hit)?, bytes));
        }
        for hit in self.hits {
            let before = hit.units.end == run.start
                || hit.units.end + 1 == run.start
                    && self.units[hit.units.end].end - self.units[hit.units.end].start == 1;
            if before && (hit.units.end..run.start).all(|u| self.is_small(u)) {
                let all = self.bytes(&hit.units).start..bytes.end;
                return Some((body(hit)?, all));
            }
            let after = (run.end..run.end + 3).contains(&hit.units.start);
            let linked = hit.units.start > run.end
                && self.is_of(run.end)
                && (run.end..hit.units.start).all(|u| self.is_small(u));
            if after && (linked || hit.is_adjective() && hit.units.start == run.end) {
                let gaps = (run.end - 1..hit.units.start).all(|u| self.gap(u).chars().all(|c| " \u{a0}’'".contains(c)));
                if gaps {
                    let all = bytes.start..self.bytes(&hit.units).end;
                    return Some((body(hit)?, all));
                }
            }
        }
        None
    }

    pub(super) fn body_of_hit(&self, hit: &Hit) -> Option<EntityId> {
        let pack = self.context.pack;
        if let Some(state) = hit.state() {
            return Some(EntityId::new(&format!("{}-gov", pack.states[state as usize].base)));
        }
        match hit.values.as_slice() {
            [super::pack::Named::Actor(at)] if pack.actors[*at as usize].kind != ActorKind::Person => {
                Some(pack.actors[*at as usize].id.clone())
            }
            _ => None,
        }
    }

    /// Whether only space or a comma parts a title from a name, or the full stop of an abbreviation.
    fn near(&self, unit: usize, to: usize) -> bool {
        let Unit { start, end, .. } = self.units[unit];
        let stop = |c| c == '.' && end - start <= 5;
        end <= to && to - end <= 3 && self.text[end..to].chars().all(|c| " \u{a0},".contains(c) || stop(c))
    }
}

/// Says who is meant by offices without a name: the one to whom the document gives the office, else the pack's holder.
pub(super) fn settle_offices(
    document: &Document,
    offices: &[UnnamedOffice],
    whole: &Whole,
    context: &ActorContext<'_>,
    marks: &mut ActorMarks,
) {
    for office in offices {
        let bytes = &office.bytes;
        let near = |m: &Range<usize>| m.start < bytes.end + 3 && bytes.start < m.end + 3;
        if marks.titles.iter().any(|t| near(&t.span.range()))
            || marks.actors.iter().any(|m| m.kind == ActorKind::Person && near(&m.span.range()))
        {
            continue;
        }
        let Ok(span) = document.span(bytes.clone()) else { continue };
        let title = &context.roles.titles[office.title as usize];
        let held = |t: &&TitleMark| t.title == title.name && t.of.as_ref() == Some(&office.object);
        let mut told: Vec<&EntityId> = marks.titles.iter().filter(held).map(|t| &t.holder).collect();
        told.dedup();
        let by_pack = whole.published.as_ref().and_then(|date| {
            holder(context.pack, &title.name, &office.object, date)
                .or_else(|| (title.predicate == "leads").then(|| leader(context.pack, &office.object, date)).flatten())
        });
        let by_pack = by_pack.and_then(|o| context.pack.actor(&EntityId::new(&o.person)));
        let person = |id: &EntityId| marks.actors.iter().find(|m| m.entity == *id).cloned();
        let named = match told.as_slice() {
            [only] => person(only),
            [] => by_pack.and_then(|actor| person(&actor.id)),
            _ => None,
        };
        if let Some(who) = named {
            // The longer mention takes the place of the state inside it.
            marks.actors.retain(|m| !(bytes.start <= m.span.range().start && m.span.range().end <= bytes.end));
            if !marks.actors.iter().any(|m| m.span.overlaps(&span)) {
                marks.actors.push(ActorMark { span, why: "office of a person named in the document".into(), ..who });
            }
        } else if let (Some(actor), Some(date)) = (by_pack, &whole.published) {
            marks.allusions.push(ActorMark {
                span,
                entity: actor.id.clone(),
                name: actor.name.clone(),
                kind: ActorKind::Person,
                why: format!("inferred: office holder at {date}"),
            });
        }
    }
}
