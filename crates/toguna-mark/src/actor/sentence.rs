//! The actors of one sentence: names of the pack first, then states with their role nouns, then names of the text's own.

use std::collections::BTreeSet;
use std::ops::Range;

use toguna_lang::{Deprel, Sentence, Upos};
use toguna_text::Document;

use super::known::{Introduced, Known};
use super::pack::Named;
use super::scan::{Hit, Scan};
use super::{ActorContext, ActorMarks, brackets, institutions, persons, unlisted};
use crate::names::Unit;
use crate::{ActorKind, ActorMark, Edtf, EntityId};

/// What is known of the document as a whole.
pub(super) struct Whole {
    /// When it was published.
    pub published: Option<Edtf>,
    /// Pack actors that it names, in order of their index.
    pub named: BTreeSet<u32>,
}

/// A sentence as the document is read.
pub(super) struct Read<'a> {
    pub sentence: &'a Sentence,
    pub scan: &'a Scan,
    /// Index of the state that it is told of.
    pub country: Option<u32>,
}

/// The work on one sentence.
pub(super) struct Sweep<'a> {
    pub document: &'a Document,
    pub text: &'a str,
    pub sentence: &'a Sentence,
    pub context: &'a ActorContext<'a>,
    pub whole: &'a Whole,
    /// Index of the state that it is told of.
    pub country: Option<u32>,
    pub units: &'a [Unit],
    pub hits: &'a [Hit],
    /// Which units a place covers.
    pub placed: Vec<bool>,
    /// Which units an actor's mark covers.
    pub covered: Vec<bool>,
    /// Which units a title covers.
    pub titled: Vec<bool>,
    /// Whether the sentence is a heading in capitals, where case tells nothing.
    pub shouted: bool,
}

pub(super) fn mark(
    document: &Document,
    read: &Read<'_>,
    whole: &Whole,
    context: &ActorContext<'_>,
    known: &mut Known,
    marks: &mut ActorMarks,
) {
    let &Read { sentence, scan, country } = read;
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    let first = context.places.partition_point(|p| p.span.range().end <= start);
    let here: Vec<Range<usize>> =
        context.places[first..].iter().map(|p| p.span.range()).take_while(|p| p.start < end).collect();
    let placed = scan.units.iter().map(|u| here.iter().any(|p| p.start < u.end && u.start < p.end)).collect();
    let text = document.text();
    let mut sweep = Sweep {
        document,
        text,
        sentence,
        context,
        whole,
        country,
        units: &scan.units,
        hits: &scan.hits,
        placed,
        covered: vec![false; scan.units.len()],
        titled: vec![false; scan.units.len()],
        shouted: is_shouted(&text[start..end]),
    };
    sweep.find_titles();
    sweep.listed(known, marks);
    sweep.institutions(marks);
    sweep.capitals(marks);
    unlisted::mark(&mut sweep, known, marks);
    persons::mark(&mut sweep, known, marks);
    brackets::mark(&mut sweep, known, marks);
    sweep.titles(marks);
    sweep.offices_given(marks);
    sweep.offices(known);
    sweep.definites(marks);
    institutions::mark(&mut sweep, known, marks);
}

/// Whether a line is written in capitals throughout.
fn is_shouted(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.clone().all(|c| !c.is_lowercase()) && letters.count() > 15
}

impl Sweep<'_> {
    /// Names that the pack knows.
    fn listed(&mut self, known: &mut Known, marks: &mut ActorMarks) {
        for at in 0..self.hits.len() {
            let hit = &self.hits[at];
            match hit.values[0] {
                Named::Actor(_) | Named::Surname(_) | Named::Short(_) => self.named(hit, known, marks),
                Named::State(state) => self.state(at, state, marks),
                Named::Adjective(state) => self.adjective(at, state, marks),
            }
        }
    }

    /// A full name or a surname of the pack.
    fn named(&mut self, hit: &Hit, known: &mut Known, marks: &mut ActorMarks) {
        let units = hit.units.clone();
        // A place of the same name was marked already, or a longer mention holds this one.
        if self.placed[units.clone()].iter().all(|p| *p) || self.covered[units.clone()].iter().any(|c| *c) {
            return;
        }
        if self.shouted && units.len() == 1 && self.says_little(units.start) {
            return;
        }
        let mut full: Vec<u32> =
            hit.values.iter().filter_map(|v| if let Named::Actor(at) = v { Some(*at) } else { None }).collect();
        full.dedup();
        let bytes = self.with_bracket(self.bytes(&units));
        let (at, why) = match full.as_slice() {
            [] => match (self.short_name(hit), self.by_surname(hit, known)) {
                (Some(at), _) => (at, "short name of an actor named in the document"),
                (_, Some(Ok(at))) => (at, "surname"),
                (_, Some(Err(who))) => {
                    return self.add(bytes, who.id, &who.name, who.kind, "surname of a person named before", marks);
                }
                _ => return,
            },
            [only] => (*only, "name"),
            several => match self.one_of(several, known) {
                Some(at) => (at, "short form of this country's"),
                None => return,
            },
        };
        let actor = &self.context.pack.actors[at as usize];
        if actor.kind == ActorKind::Person {
            let who = Introduced { id: actor.id.clone(), name: actor.name.clone(), kind: actor.kind };
            known.meet(Some(at), self.units[units.end - 1].key, who);
        } else if full.len() == 1 && units.len() > 1 {
            known.actors.push(at);
        }
        self.add(bytes, actor.id.clone(), &actor.name, actor.kind, why, marks);
    }

    /// The actor of a short name that counts only in a document that names the actor, or what it is part of.
    fn short_name(&self, hit: &Hit) -> Option<u32> {
        let pack = self.context.pack;
        hit.values.iter().find_map(|v| {
            let Named::Short(at) = v else { return None };
            let parent = pack.actors[*at as usize].parent.as_ref().and_then(|p| pack.index(p));
            let named = |at: u32| self.whole.named.contains(&at);
            (named(*at) || parent.is_some_and(named)).then_some(*at)
        })
    }

    /// Whether a word of a heading in capitals is too short or too common to be taken for an acronym.
    fn says_little(&self, unit: usize) -> bool {
        let unit = &self.units[unit];
        unit.end - unit.start <= 2 || self.context.roles.common.contains(&unit.key)
    }

    /// Which of several bearers of one short form is meant: the one named in full before, else the country's.
    fn one_of(&self, several: &[u32], known: &Known) -> Option<u32> {
        if let Some(before) = known.actors.iter().rev().find(|a| several.contains(a)) {
            return Some(*before);
        }
        let pack = self.context.pack;
        let of = |bases: &[&str]| {
            let mut found = several
                .iter()
                .filter(|&&a| pack.actors[a as usize].country.as_deref().is_some_and(|base| bases.contains(&base)));
            let first = found.next()?;
            found.next().is_none().then_some(*first)
        };
        let near: Vec<&str> =
            self.hits.iter().filter_map(Hit::state).map(|s| pack.states[s as usize].base.as_str()).collect();
        let whole: Vec<&str> = self.country.iter().map(|&s| pack.states[s as usize].base.as_str()).collect();
        of(&near).or_else(|| of(&whole)).or_else(|| {
            let mut stateless = several.iter().filter(|&&a| pack.actors[a as usize].country.is_none());
            let first = stateless.next()?;
            stateless.next().is_none().then_some(*first)
        })
    }

    /// Which person a surname alone means: one named before, else the only bearer, else nobody.
    fn by_surname(&self, hit: &Hit, known: &Known) -> Option<Result<u32, Introduced>> {
        if self.inside_longer_name(&hit.units) {
            return None;
        }
        let mut bearers: Vec<u32> =
            hit.values.iter().filter_map(|v| if let Named::Surname(at) = v { Some(*at) } else { None }).collect();
        // Two spellings of one surname may fold to the same name.
        bearers.dedup();
        if bearers.is_empty() {
            return None;
        }
        if let Some((listed, _, who)) = known.of_surname(&bearers, self.units[hit.units.end - 1].key) {
            return Some(listed.ok_or_else(|| who.clone()));
        }
        let titled = self.title_before(hit.units.start).is_some();
        match bearers.as_slice() {
            [only] => Some(Ok(*only)),
            _ if titled => self.bearer_of_country(&bearers).map(Ok),
            _ => None,
        }
    }

    /// The only bearer whose country the sentence names, or the document is about.
    fn bearer_of_country(&self, bearers: &[u32]) -> Option<u32> {
        let pack = self.context.pack;
        let only = |states: &[u32]| {
            let mut of_country = bearers.iter().filter(|&&b| {
                let base = pack.actors[b as usize].country.as_deref();
                states.iter().any(|&s| Some(pack.states[s as usize].base.as_str()) == base)
            });
            let first = of_country.next()?;
            of_country.next().is_none().then_some(*first)
        };
        let near: Vec<u32> = self.hits.iter().filter_map(Hit::state).collect();
        only(&near).or_else(|| only(self.country.as_slice()))
    }

    /// Whether a capitalised word beside a surname belongs to the same name ("Daouda Traoré").
    fn inside_longer_name(&self, units: &Range<usize>) -> bool {
        let Some(before) = units.start.checked_sub(1) else { return false };
        let unit = self.units[before];
        let gap = &self.text[unit.end..self.units[units.start].start];
        if !unit.capital
            || !matches!(gap, " " | "-" | "\u{a0}")
            || self.covered[before]
            || self.hits.iter().any(|h| h.units.contains(&before) && h.state().is_some())
            || self.title_ending(before + 1).is_some()
        {
            return false;
        }
        let given = self.is_given_name(before);
        let words = self.sentence.words_in(unit.start..unit.end);
        let surname = self.sentence.words_in(self.bytes(units));
        let propn = words.clone().any(|w| self.sentence.words[w].upos == Upos::Propn);
        // The first word of a sentence has its capital for another reason, unless the tree joins it to the surname.
        given || propn && (before > 0 || joined_by_tree(self.sentence, words, surname))
    }

    /// Whether a word is a given name that the pack or the language lists.
    pub(super) fn is_given_name(&self, unit: usize) -> bool {
        let key = self.units[unit].key;
        self.context.pack.given.contains(&key) || self.context.roles.given.contains(&key)
    }

    /// The bytes of a run of units.
    pub(super) fn bytes(&self, units: &Range<usize>) -> Range<usize> {
        self.units[units.start].start..self.units[units.end - 1].end
    }

    /// The units that a run of words covers.
    pub(super) fn units_of(&self, words: &Range<usize>) -> Range<usize> {
        let tree = self.sentence;
        let (from, to) = (tree.words[words.start].start as usize, tree.words[words.end - 1].end as usize);
        let first = self.units.partition_point(|unit| unit.start < from);
        first..self.units.partition_point(|unit| unit.end <= to).max(first)
    }

    /// Whether a word is an article by which what it stands before is known already: "the", "l'".
    pub(super) fn is_definite(&self, form: &str) -> bool {
        let article = form.trim_end_matches(['\'', '’']);
        self.context.roles.definite.iter().any(|definite| definite.eq_ignore_ascii_case(article))
    }

    /// The text between a unit and the one after it.
    pub(super) fn gap(&self, unit: usize) -> &str {
        match self.units.get(unit + 1) {
            Some(next) => &self.text[self.units[unit].end..next.start],
            None => "\n",
        }
    }

    /// Takes in a short form in brackets right after a name: "Name (SHORT)".
    pub(super) fn with_bracket(&self, bytes: Range<usize>) -> Range<usize> {
        let rest = &self.text[bytes.end..self.sentence.end as usize];
        let Some(inside) = rest.strip_prefix(" (").and_then(|r| r.split_once(')')).map(|(inside, _)| inside) else {
            return bytes;
        };
        let letters = inside.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = inside.chars().filter(|c| c.is_uppercase()).count();
        if inside.contains(' ') || !(2..=12).contains(&letters) || capitals * 2 < letters {
            return bytes;
        }
        bytes.start..bytes.end + 2 + inside.len() + 1
    }

    /// Adds a mention and covers its units.
    pub(super) fn add(
        &mut self,
        bytes: Range<usize>,
        id: EntityId,
        name: &str,
        kind: ActorKind,
        why: &str,
        marks: &mut ActorMarks,
    ) {
        // A longer mention takes the place of a shorter one inside it.
        marks.actors.retain(|m| !(bytes.start <= m.span.range().start && m.span.range().end <= bytes.end));
        let Ok(span) = self.document.span(bytes.clone()) else { return };
        for (unit, covered) in self.units.iter().zip(self.covered.iter_mut()) {
            *covered |= bytes.start <= unit.start && unit.end <= bytes.end;
        }
        marks.actors.push(ActorMark { span, entity: id, name: name.to_string(), kind, why: why.to_string() });
    }

    /// Adds words that only allude to an actor.
    pub(super) fn allude(
        &self,
        bytes: Range<usize>,
        id: EntityId,
        name: &str,
        kind: ActorKind,
        why: &str,
        marks: &mut ActorMarks,
    ) {
        if let Ok(span) = self.document.span(bytes) {
            marks.allusions.push(ActorMark { span, entity: id, name: name.to_string(), kind, why: why.to_string() });
        }
    }
}

/// Whether the tree makes one name of two runs of words.
fn joined_by_tree(sentence: &Sentence, left: Range<usize>, right: Range<usize>) -> bool {
    let joins = |from: Range<usize>, to: &Range<usize>| {
        from.clone().any(|w| {
            matches!(sentence.words[w].deprel, Deprel::Flat | Deprel::Compound)
                && sentence.head(w).is_some_and(|head| to.contains(&head))
        })
    };
    joins(left.clone(), &right) || joins(right, &left)
}
