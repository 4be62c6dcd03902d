//! States and their forces: the country that acts, "the army of X", "X's junta", "French and U.S. forces".

use std::ops::Range;

use toguna_lang::{Deprel, Number, Upos};

use super::ActorMarks;
use super::pack::Named;
use super::scan::Hit;
use super::sentence::Sweep;
use crate::place::{CountryReading, Seat, country_reading};
use crate::{ActorKind, EntityId};

/// A role noun beside a state: which role, and the run of bytes that the mention covers.
struct Beside {
    role: u32,
    bytes: Range<usize>,
    /// Whether the noun stands before the state ("armies of X") and means many.
    plural_before: bool,
}

impl Sweep<'_> {
    /// A country's name: an actor where it acts, nothing where something merely happens there.
    pub(super) fn state(&mut self, hit: usize, state: u32, marks: &mut ActorMarks) {
        let units = self.hits[hit].units.clone();
        if self.covered[units.clone()].iter().any(|c| *c) {
            return;
        }
        if let Some(beside) = self.role_of(&units) {
            let many = beside.plural_before;
            self.compose(state, beside.role, beside.bytes, "role noun of a state", marks);
            return self.conjoined(hit, beside.role, many, marks);
        }
        if let Some((role, bytes)) = self.shared_role(hit) {
            return self.compose(state, role, bytes, "role noun shared by states", marks);
        }
        let bytes = self.bytes(&units);
        let (id, name) = self.government(state);
        if self.is_behind_border(bytes.clone()) {
            return self.allude(bytes, id, &name, ActorKind::State, "state behind a border", marks);
        }
        if self.placed[units.clone()].iter().any(|p| *p) {
            return;
        }
        let words = self.sentence.words_in(bytes.clone());
        match country_reading(self.sentence, words, self.context.place_words) {
            CountryReading::Actor => self.add(bytes, id, &name, ActorKind::State, "state that acts", marks),
            CountryReading::Office => self.allude(bytes, id, &name, ActorKind::State, "state of an office", marks),
            CountryReading::Place => {}
        }
    }

    /// "Closed its border with X": a place, and the state to which it is closed.
    fn is_behind_border(&self, state: Range<usize>) -> bool {
        let tree = self.sentence;
        let Some(top) = tree
            .words_in(state.clone())
            .find(|&w| tree.head(w).is_none_or(|h| !tree.words_in(state.clone()).contains(&h)))
        else {
            return false;
        };
        let Some(above) = tree.head(top).filter(|_| tree.dependents(top, &[Deprel::Case]).next().is_some()) else {
            return false;
        };
        let links = [Deprel::Obj, Deprel::Nsubj, Deprel::NsubjPass];
        let border = |word: usize| {
            let lemma = tree.words[word].lemma.as_str().to_lowercase();
            word < top && links.contains(&tree.words[word].deprel) && self.context.roles.borders.contains(&lemma)
        };
        border(above) || tree.dependents(above, &links).any(border)
    }

    /// A capital that stands for its government.
    pub(super) fn capitals(&mut self, marks: &mut ActorMarks) {
        let pack = self.context.pack;
        let mut at = 0;
        while at < self.units.len() {
            let Some((taken, values)) = pack.capitals.longest(self.text, self.units, at) else {
                at += 1;
                continue;
            };
            let units = at..at + taken;
            at += taken;
            let free = !units.clone().any(|u| self.covered[u] || self.placed[u] || self.titled[u]);
            let bytes = self.bytes(&units);
            let seat = Seat { sentence: self.sentence, words: self.context.place_words, capital: true };
            if free && !self.shouted && seat.governs(self.sentence.words_in(bytes.clone())) {
                let before = units.start.checked_sub(1).and_then(|preposition| self.role_ending(preposition));
                if let Some((role, noun)) = before {
                    self.compose(values[0], role, noun.start..bytes.end, "government that sits in a capital", marks);
                    continue;
                }
                let (id, name) = self.government(values[0]);
                self.add(bytes, id, &name, ActorKind::State, "capital for its government", marks);
            } else if !self.shouted && self.has_envoys(bytes.clone()) {
                let (id, name) = self.government(values[0]);
                self.allude(bytes, id, &name, ActorKind::State, "capital of those to whom envoys are sent", marks);
            }
        }
    }

    /// The id and the name of a state's government.
    fn government(&self, state: u32) -> (EntityId, String) {
        let info = &self.context.pack.states[state as usize];
        (EntityId::new(&format!("{}-gov", info.base)), info.name.clone())
    }

    /// "Its ambassadors in A and B": a place, and the government that they are sent to.
    fn has_envoys(&self, capital: Range<usize>) -> bool {
        let tree = self.sentence;
        let Some(mut word) = tree.words_in(capital).next() else { return false };
        while tree.words[word].deprel == Deprel::Conj
            && let Some(first) = tree.head(word)
        {
            word = first;
        }
        let noun = tree.head(word).filter(|_| tree.dependents(word, &[Deprel::Case]).next().is_some());
        // The parser may hang the place on the verb behind which the envoys stand.
        let beside = noun.into_iter().flat_map(|verb| tree.dependents(verb, &[Deprel::Obj]).filter(move |&o| o < word));
        let envoy = |at: usize| self.context.roles.envoys.contains(&tree.words[at].lemma.as_str().to_lowercase());
        noun.into_iter().chain(beside).any(envoy)
    }

    /// "armed forces of X, Y and Z": the states joined to the first stand for the same role.
    fn conjoined(&mut self, first: usize, role: u32, many: bool, marks: &mut ActorMarks) {
        let words = self.sentence.words_in(self.bytes(&self.hits[first].units));
        let mut heads: Vec<usize> = words.collect();
        let mut next = 0;
        while next < heads.len() {
            heads.extend(self.sentence.dependents(heads[next], &[Deprel::Conj]));
            next += 1;
        }
        let mut listed = many;
        for at in first + 1..self.hits.len() {
            let Some(state) = self.hits[at].state() else {
                // A short form in brackets is a hit of its own and does not end the list.
                listed &= self.covered[self.hits[at].units.start];
                continue;
            };
            let units = self.hits[at].units.clone();
            let before = (first..at).rev().find(|&h| self.hits[h].state().is_some()).unwrap_or(first);
            listed &= self.is_list_gap(self.bytes(&self.hits[before].units).end, self.bytes(&units).start);
            if self.hits[at].is_adjective() || self.covered[units.start] {
                continue;
            }
            let bytes = self.bytes(&units);
            // A state with a noun of its own ("army of X and Y's president") is not joined to the first.
            let own = units.end < self.units.len() && self.genitive(&units).is_some();
            if !own && (listed || self.sentence.words_in(bytes.clone()).any(|w| heads.contains(&w))) {
                let bytes = self.with_bracket(bytes);
                self.compose(state, role, bytes, "joined to a role noun of a state", marks);
            }
        }
    }

    /// Whether only what parts the items of a list stands between two bytes, a short form in brackets aside.
    pub(super) fn is_list_gap(&self, from: usize, to: usize) -> bool {
        let gap = &self.text[from..to];
        let from = match (gap.strip_prefix(" ("), gap.find(')')) {
            (Some(_), Some(close)) => from + close + 1,
            _ => from,
        };
        let words = self.sentence.words_in(from..to);
        !words.is_empty()
            && words.clone().all(|w| {
                let word = &self.sentence.words[w];
                matches!(word.upos, Upos::Cconj | Upos::Det | Upos::Adp)
                    || matches!(word.form.as_str(), "," | "/" | "-" | "–")
            })
            && words
                .clone()
                .any(|w| self.sentence.words[w].upos == Upos::Cconj || self.sentence.words[w].upos == Upos::Punct)
    }

    /// An adjective of a state: with a role noun its force or government, alone an allusion.
    pub(super) fn adjective(&mut self, hit: usize, state: u32, marks: &mut ActorMarks) {
        let units = self.hits[hit].units.clone();
        if units.clone().any(|u| self.covered[u] || self.placed[u]) {
            return;
        }
        let bytes = self.bytes(&units);
        if let Some((role, bytes)) = self.shared_role(hit) {
            return self.compose(state, role, bytes, "role noun of a state", marks);
        }
        // The noun that the tree lets it qualify, past other adjectives ("Malian transitional authorities").
        let words = self.sentence.words_in(bytes.clone());
        let head = words.filter_map(|w| self.sentence.head(w)).next();
        let over = head.and_then(|head| {
            let word = &self.sentence.words[head];
            self.role_over(word.start as usize..word.end as usize, &units)
        });
        if let Some((role, noun)) = over {
            let mut whole = bytes.start.min(noun.start)..bytes.end.max(noun.end);
            let others =
                |h: &&Hit| h.units != units && h.state().is_some() && whole.contains(&self.units[h.units.start].start);
            if self.hits.iter().any(|h| others(&h)) {
                whole = bytes;
            }
            return self.compose(state, role, whole, "role noun of a state", marks);
        }
        let info = &self.context.pack.states[state as usize];
        let id = EntityId::new(&format!("{}-gov", info.base));
        self.allude(bytes, id, &info.name, ActorKind::State, "adjective of a state", marks);
    }

    /// The role noun right beside a state's name or adjective, past the other states of a list ("French and U.S.
    /// forces", "armées malienne et nigérienne"), and the bytes of this state's mention.
    fn shared_role(&self, hit: usize) -> Option<(u32, Range<usize>)> {
        let bytes = self.bytes(&self.hits[hit].units);
        let mut adjective = self.hits[hit].is_adjective();
        let mut at = hit;
        loop {
            let units = &self.hits[at].units;
            let genitive = self.genitive(units);
            adjective |= self.hits[at].is_adjective() || genitive.is_some();
            if adjective && let Some((role, noun)) = self.role_at(genitive.unwrap_or(units.end)) {
                let whole = if at == hit { bytes.start..noun.end } else { bytes };
                return Some((role, whole));
            }
            let next = at + 1;
            let Some(following) = self.hits.get(next) else { break };
            if self.is_list_gap(self.bytes(units).end, self.units[following.units.start].start)
                && let Some(role) = self.role_in_name(following)
            {
                return Some((role, bytes));
            }
            if following.state().is_none()
                || !self.is_list_gap(self.bytes(units).end, self.units[self.hits[next].units.start].start)
            {
                break;
            }
            at = next;
        }
        if !self.hits[hit].is_adjective() {
            return None;
        }
        let mut at = hit;
        loop {
            let units = &self.hits[at].units;
            if let Some((role, noun)) = self.role_ending(units.start) {
                let whole = if at == hit { noun.start..bytes.end } else { bytes };
                return Some((role, whole));
            }
            let before = at.checked_sub(1)?;
            if !self.hits[before].is_adjective()
                || !self.is_list_gap(self.bytes(&self.hits[before].units).end, self.bytes(units).start)
            {
                return None;
            }
            at = before;
        }
    }

    /// The role that ends the listed name of a state's force ("U.S. forces").
    fn role_in_name(&self, hit: &Hit) -> Option<u32> {
        let [Named::Actor(at), ..] = hit.values.as_slice() else { return None };
        let actor = &self.context.pack.actors[*at as usize];
        if actor.country.is_none() || hit.units.len() < 2 {
            return None;
        }
        (hit.units.start + 1..hit.units.end).find_map(|from| {
            let (taken, values) = self.context.roles.roles.longest(self.text, self.units, from)?;
            let role = &self.context.roles.role_list[values[0] as usize];
            (from + taken == hit.units.end && actor.id.as_str().ends_with(&role.suffix)).then_some(values[0])
        })
    }

    /// The unit after a genitive "s" behind a name, if there is one.
    fn genitive(&self, units: &Range<usize>) -> Option<usize> {
        let unit = self.units.get(units.end)?;
        let gap = &self.text[self.units[units.end - 1].end..unit.start];
        (unit.end - unit.start == 1 && matches!(gap, "'" | "’")).then_some(units.end + 1)
    }

    /// The role phrase that begins at a unit.
    fn role_at(&self, at: usize) -> Option<(u32, Range<usize>)> {
        if at >= self.units.len() {
            return None;
        }
        let gap = self.gap(at.checked_sub(1)?);
        if !gap.chars().all(|c| c == ' ' || c == '\u{a0}' || c == '’' || c == '\'') {
            return None;
        }
        let (taken, values) = self.context.roles.roles.longest(self.text, self.units, at)?;
        let bytes = self.bytes(&(at..at + taken));
        (!self.qualifies_on(&bytes)).then_some((values[0], bytes))
    }

    /// "Kenyan military aid": an adjective that goes on to qualify a noun names no force.
    fn qualifies_on(&self, role: &Range<usize>) -> bool {
        let last = self.sentence.words_in(role.clone()).last();
        last.is_some_and(|word| {
            let tree = self.sentence;
            tree.words[word].upos == Upos::Adj
                && tree.words[word].deprel == Deprel::Amod
                && tree.head(word).is_some_and(|head| head > word && tree.words[head].start as usize >= role.end)
        })
    }

    /// The role phrase that ends right before a unit.
    fn role_ending(&self, end: usize) -> Option<(u32, Range<usize>)> {
        if !matches!(self.gap(end.checked_sub(1)?), " " | "\u{a0}") {
            return None;
        }
        (end.saturating_sub(8)..end).find_map(|from| {
            let (taken, values) = self.context.roles.roles.longest(self.text, self.units, from)?;
            (from + taken == end).then(|| (values[0], self.bytes(&(from..end))))
        })
    }

    /// The role phrase that covers a noun near an adjective.
    fn role_over(&self, noun: Range<usize>, near: &Range<usize>) -> Option<(u32, Range<usize>)> {
        let from = near.start.saturating_sub(4);
        (from..(near.end + 3).min(self.units.len())).find_map(|at| {
            let (taken, values) = self.context.roles.roles.longest(self.text, self.units, at)?;
            let bytes = self.bytes(&(at..at + taken));
            (bytes.start < noun.end && noun.start < bytes.end).then_some((values[0], bytes))
        })
    }

    /// "army of X", "X's army", "X army": the role noun beside a country's name, and the run that covers both.
    fn role_of(&self, units: &Range<usize>) -> Option<Beside> {
        let bytes = self.bytes(units);
        // After: "X's army" has the genitive between, which is a unit of its own ("s").
        if let Some((role, noun)) = self.role_at(self.genitive(units).unwrap_or(units.end)) {
            return Some(Beside { role, bytes: bytes.start..noun.end, plural_before: false });
        }
        // Before: a preposition of belonging, perhaps with an article.
        for back in 1..=2 {
            let preposition = units.start.checked_sub(back)?;
            let between = preposition + 1..units.start;
            if between.clone().any(|u| self.units[u].capital)
                || (preposition..units.start).any(|u| !self.gap(u).chars().all(|c| " \u{a0}’'".contains(c)))
            {
                break;
            }
            let word = &self.text[self.units[preposition].start..self.units[preposition].end];
            if !self.context.roles.of.iter().any(|of| of.eq_ignore_ascii_case(word)) {
                continue;
            }
            if let Some((role, noun)) = self.role_ending(preposition) {
                let plural_before =
                    self.sentence.words_in(noun.clone()).any(|w| self.sentence.words[w].feats.number == Number::Plur);
                return Some(Beside { role, bytes: noun.start..bytes.end, plural_before });
            }
        }
        None
    }

    /// An institution named with capitals and no state ("the Ministry of Defence") is that of the document's country.
    pub(super) fn institutions(&mut self, marks: &mut ActorMarks) {
        let Some(country) = self.country.filter(|_| !self.shouted) else { return };
        let mut at = 0;
        while at < self.units.len() {
            if !self.units[at].capital || self.covered[at] || self.titled[at] {
                at += 1;
                continue;
            }
            let Some((taken, values)) = self.context.roles.roles.longest(self.text, self.units, at) else {
                at += 1;
                continue;
            };
            let units = at..at + taken;
            at += taken;
            let capitals = units.clone().filter(|&u| self.units[u].capital).count();
            // A longer name with capitals goes on, or a name of another body owns it.
            let bounded = self.units.get(units.end).is_none_or(|u| !u.capital || self.gap(units.end - 1) != " ");
            let owned = self.hits.iter().any(|h| h.units.start >= units.end && h.units.start <= units.end + 3)
                || units.start > 0 && self.units[units.start - 1].capital && self.gap(units.start - 1) == " ";
            if capitals > 1 && bounded && !owned && !units.clone().any(|u| self.covered[u]) {
                let bytes = self.bytes(&units);
                self.compose(country, values[0], bytes, "institution of the document's country", marks);
            }
        }
    }

    /// Adds the actor of a state in a role.
    fn compose(&mut self, state: u32, role: u32, bytes: Range<usize>, why: &str, marks: &mut ActorMarks) {
        let (id, name, kind) = self.composed(state, role);
        let whole = self.with_bracket(bytes);
        self.add(whole, id, &name, kind, why, marks);
    }

    /// The actor of a state in a role.
    pub(super) fn composed(&self, state: u32, role: u32) -> (EntityId, String, ActorKind) {
        let pack = self.context.pack;
        let info = &pack.states[state as usize];
        let role = &self.context.roles.role_list[role as usize];
        let id = EntityId::new(&format!("{}-{}", info.base, role.suffix));
        match pack.actor(&id) {
            Some(actor) => (id, actor.name.clone(), actor.kind),
            None => (id, format!("{} {}", info.adjective, role.name), role.kind),
        }
    }
}
