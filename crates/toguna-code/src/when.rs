//! The date that a word's own clause gives it, not merely the nearest in the text.
//!
//! Each date is owned by the first predicate above it: a verb, or a noun that tells an event. A word takes the date that
//! it owns; else one of its own arguments'; else what its clause hangs on, as far as time is shared: a report, a
//! quotation or a clause about another noun keeps its own time.

use toguna_lang::{Deprel, Tense, Upos, VerbForm};
use toguna_mark::{DateKind, Edtf, Precision};

use crate::EventType;
use crate::lexicon::Pos;
use crate::scene::{At, Scene, Spot};

/// A date found for a word and how it hangs on it.
#[derive(Clone, Debug)]
pub(crate) struct When {
    pub date: Edtf,
    pub why: &'static str,
    /// Whether it is the day on which somebody says what is told: "announced on 5 May that it would leave".
    pub of_telling: bool,
}

/// How many clauses up a date is still looked for.
const HIGH: usize = 8;
/// How near the only date of a sentence must stand where the tree does not tell whose it is, in words.
const NEAR: usize = 6;
/// How many words a label may hold beside its date ("Current events/2022 March 9").
const LABEL: usize = 3;

impl Scene<'_> {
    /// The date of what a word tells.
    pub(crate) fn when(&self, at: At) -> Option<When> {
        self.when_of(at, |_| true).or_else(|| self.when_counted_back(at))
    }

    /// The date of what is announced as under way: "announced in June that it was leaving".
    pub(crate) fn when_announced(&self, at: At) -> Option<When> {
        let tree = self.sentence(at.sentence);
        let word = &tree.words[at.word];
        let auxiliary = || tree.dependents(at.word, &[Deprel::Aux]).next().is_some();
        let present = word.feats.tense == Tense::Pres && word.feats.form != VerbForm::Inf;
        let under_way = word.feats.tense == Tense::Imp || present && auxiliary();
        let verb = tree.head(at.word).filter(|_| under_way && word.deprel == Deprel::Ccomp)?;
        let verb = At { word: verb, ..at };
        let when = self.says(verb).then(|| self.when(verb)).flatten()?;
        Some(When { of_telling: true, ..when })
    }

    /// The date of what a change tells: a date that it is measured from ("up from 2023") is not its own.
    pub(crate) fn when_changed(&self, at: At) -> Option<When> {
        self.when_of(at, |spot| {
            let before = spot.words.start.checked_sub(1).map(|word| At { sentence: spot.sentence, word });
            !before.is_some_and(|before| self.lexicon.is(&self.lemma(before), "BASELINE"))
        })
    }

    fn when_of(&self, at: At, keep: impl Fn(&Spot) -> bool) -> Option<When> {
        let mut spots = self.dates_in(at.sentence);
        spots.retain(|spot| keep(spot) && !(self.is_deadline(spot) && self.answers(at)));
        let (spot, why) = self.owned(at, &spots)?;
        let mark = &self.marks.dates[spot.mark];
        // "The first attack since May" did not happen in May, nor does it go on.
        if mark.since && self.is_first(at) {
            return None;
        }
        // "Since the end of May" tells of something that goes on; "since May, when they stormed it" of what was then.
        let tree = self.sentence(at.sentence);
        let mut behind = tree.words.iter().take(at.word).skip(spot.words.end).take(2);
        let then = tree.below(at.word, spot.head) || behind.any(|word| self.lexicon.is(&word.lemma, "WHEN"));
        let open = (mark.since && !then).then(|| Edtf::interval(Some(&mark.value), None)).flatten();
        let of_telling = self.says(At { word: self.owner(spot), ..at });
        Some(When { date: open.unwrap_or_else(|| mark.value.clone()), why, of_telling })
    }

    /// "More than in 2021": the time with which another is compared.
    fn is_compared_with(&self, spot: &Spot) -> bool {
        let tree = self.sentence(spot.sentence);
        let before = tree.words[..spot.words.start].iter().rev().take(2);
        before
            .take_while(|word| word.upos == Upos::Adp || word.upos == Upos::Sconj)
            .any(|word| self.lexicon.is(&word.lemma, "COMPARED_WITH"))
    }

    /// "Demands their release before 1 January": a day by which something is to be done, not that of the demand.
    fn is_deadline(&self, spot: &Spot) -> bool {
        let tree = self.sentence(spot.sentence);
        let before = tree.words[..spot.words.start].iter().rev().take(2);
        let inside = tree.words[spot.words.clone()].iter().take(1);
        before.chain(inside).any(|word| self.lexicon.is(&word.lemma, "DEADLINE_CASE"))
    }

    /// Whether a word is told as the first or the worst of its kind.
    fn is_first(&self, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let first = |word: usize| self.lexicon.is(&tree.words[word].lemma, "FIRST");
        tree.dependents(at.word, &[Deprel::Amod, Deprel::Nummod]).any(first)
    }

    /// The dates of a sentence that can date something.
    pub(crate) fn dates_in(&self, sentence: usize) -> Vec<&Spot> {
        let marks = &self.marks.dates;
        self.dates
            .iter()
            .filter(|d| d.sentence == sentence && matches!(marks[d.mark].kind, DateKind::Date | DateKind::Interval))
            // A value of which nothing is known dates nothing, and the day of publication dates the document alone.
            .filter(|d| marks[d.mark].value.as_str().contains(|c: char| c.is_ascii_digit()))
            .filter(|d| self.marks.byline != Some(marks[d.mark].span))
            // A date in a name ("the Movement of 5 June") names, and dates nothing.
            .filter(|d| self.actor_on(At { sentence, word: d.head }).is_none() && !self.names_a_thing(d))
            .filter(|d| !self.is_compared_with(d))
            .collect()
    }

    /// "A 2015 law", "the law of 2015": a year beside a noun that tells no event says which thing is meant.
    fn names_a_thing(&self, spot: &Spot) -> bool {
        let tree = self.sentence(spot.sentence);
        let above = tree.head(spot.head).filter(|&word| tree.words[word].upos == Upos::Noun);
        let names = |word: usize| {
            let at = At { sentence: spot.sentence, word };
            let thing = word >= spot.words.end || self.lexicon.is(&self.lemma(at), "LAW");
            thing && !self.tells_event(at)
        };
        self.marks.dates[spot.mark].value.precision() == Precision::Year && above.is_some_and(names)
    }

    /// The date that is a word's, and how.
    fn owned<'s>(&self, at: At, spots: &[&'s Spot]) -> Option<(&'s Spot, &'static str)> {
        let inside = self.bracket(at);
        // A bracket tells of what stands before it: what follows it dates nothing in it.
        let reachable = |spot: &Spot| match (inside, self.bracket(At { word: spot.head, ..at })) {
            (Some(mine), Some(its)) => mine == its,
            (Some(mine), None) => spot.head < mine,
            // A date in brackets belongs to what it follows.
            (None, Some(its)) => at.word < its && !(at.word + 1..its).any(|word| self.other_predicate(at, word)),
            (None, None) => true,
        };
        let reached = spots
            .iter()
            .copied()
            .filter(|spot| reachable(spot) && !self.is_measured_from(at, spot) && !self.is_counted_from(at, spot));
        let spots: Vec<&Spot> = reached.collect();
        let owners: Vec<(usize, &Spot)> = spots.iter().map(|&spot| (self.owner(spot), spot)).collect();
        if let Some(found) = self.own(at, &owners) {
            return Some(found);
        }
        if self.lies_before(at) {
            return None;
        }
        if let Some(above) = self.above(at, &owners) {
            return Some(above);
        }
        match spots[..] {
            [only] if self.may_be_its(at, only) => Some((only, "alone in its sentence")),
            _ => None,
        }
    }

    /// "The day after the attack": a date that hangs on an event is not that event's.
    fn is_measured_from(&self, at: At, spot: &Spot) -> bool {
        let tree = self.sentence(at.sentence);
        let beside = |word: usize| !spot.words.contains(&word);
        let nmod = |word: usize| matches!(tree.words[word].deprel, Deprel::Nmod | Deprel::Obl);
        at.word >= spot.words.end
            && nmod(at.word)
            && tree.ancestors(at.word).take_while(|&word| beside(word)).count() == 1
            && tree.head(at.word).is_some_and(|head| spot.words.contains(&head))
    }

    /// A date of the word itself, of a clause that only describes it, of its infinitive, or of an event that it names.
    fn own<'s>(&self, at: At, owners: &[(usize, &'s Spot)]) -> Option<(&'s Spot, &'static str)> {
        let sentence = self.sentence(at.sentence);
        let of = |owner: usize| {
            let near = owners.iter().filter(|(o, _)| *o == owner).map(|(_, spot)| *spot);
            near.min_by_key(|spot| spot.head.abs_diff(at.word))
        };
        if let Some(spot) = of(at.word) {
            return Some((spot, "beside it"));
        }
        let spots = owners.iter().map(|(_, spot)| *spot);
        if let Some(spot) = spots.into_iter().find(|spot| self.opens_by_when(at, spot)) {
            return Some((spot, "right before its clause"));
        }
        let noun = !matches!(sentence.words[at.word].upos, Upos::Verb | Upos::Aux);
        let describes = if noun { &[Deprel::Acl, Deprel::Appos][..] } else { &[Deprel::Xcomp][..] };
        if let Some(spot) = sentence.dependents(at.word, describes).find_map(of) {
            return Some((spot, "beside it"));
        }
        if noun {
            // "The abduction and the killing of X on 5 May": what follows the last of several serves all.
            let mut joined =
                sentence.dependents(at.word, &[Deprel::Conj]).filter(|&w| self.tells_event(At { word: w, ..at }));
            return joined.find_map(of).map(|spot| (spot, "behind what it is joined to"));
        }
        // "Condemned the attack of 5 May" was not said on that day; "on a visit on 5 May, he condemned" was.
        let reacts = self.reacts(at);
        let its = |word: &usize| {
            matches!(sentence.words[*word].deprel, Deprel::Nsubj | Deprel::NsubjPass) || !reacts || *word < at.word
        };
        let arguments = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj, Deprel::Obl];
        let found = sentence.dependents(at.word, arguments).filter(its).find_map(of);
        let found = found.or_else(|| {
            sentence.dependents(at.word, &[Deprel::Advcl]).filter(|&w| self.sets_the_scene(at, w)).find_map(of)
        });
        // "Killed twenty in an operation led from 5 to 7 May", "died in the ambush laid on 5 May".
        let within = || {
            let told = |word: usize| self.is_operation(At { word, ..at }) || self.tells_event(At { word, ..at });
            let happens = |&word: &usize| told(word) && !reacts && !self.is_reason(At { word, ..at });
            let inside = sentence.dependents(at.word, &[Deprel::Obl]).filter(happens);
            inside.flat_map(|word| sentence.dependents(word, &[Deprel::Acl])).find_map(of)
        };
        // "Ten were killed and five arrested in a raid led from 5 to 7 May": what follows a second verb without an auxiliary of its
        // own serves the first.
        let shared = || {
            let auxiliary = |word: usize| sentence.dependents(word, &[Deprel::Aux, Deprel::AuxPass]).next().is_some();
            let bare = |&word: &usize| sentence.words[word].upos == Upos::Verb && !auxiliary(word);
            let mut joined = sentence.dependents(at.word, &[Deprel::Conj]).filter(bare).filter(|_| auxiliary(at.word));
            joined.find_map(|word| self.own(At { word, ..at }, owners)).map(|(spot, _)| spot)
        };
        found.or_else(within).or_else(shared).map(|spot| (spot, "on what it tells of"))
    }

    /// "On 3 May, when they signed": whether a word for "when" right behind a date opens the clause of a verb.
    fn opens_by_when(&self, at: At, spot: &Spot) -> bool {
        let words = &self.sentence(at.sentence).words;
        let behind = spot.words.end;
        let comma = words.get(behind).is_some_and(|word| word.form == ",");
        let when = behind + usize::from(comma);
        let links = [Deprel::Advmod, Deprel::Mark, Deprel::Obl];
        self.sentence(at.sentence).dependents(at.word, &links).any(|word| word == when)
            && self.lexicon.is(&words[when].lemma, "WHEN")
    }

    /// "Speaking in the capital on Friday, he condemned …": a participle before its clause shares its time.
    fn sets_the_scene(&self, at: At, word: usize) -> bool {
        let tree = self.sentence(at.sentence);
        let feats = &tree.words[word].feats;
        let present = feats.form == VerbForm::Ger || feats.form == VerbForm::Part && feats.tense != Tense::Past;
        word < at.word && present && tree.dependents(word, &[Deprel::Mark, Deprel::Case]).next().is_none()
    }

    fn is_operation(&self, at: At) -> bool {
        let lemma = self.lemma(at);
        ["OPERATION", "HAPPENING"].iter().any(|class| self.lexicon.is(&lemma, class))
    }

    /// A date of what the word hangs on, as far as time is shared.
    fn above<'s>(&self, at: At, owners: &[(usize, &'s Spot)]) -> Option<(&'s Spot, &'static str)> {
        let sentence = self.sentence(at.sentence);
        let (mut below, mut about) = (at.word, false);
        for above in sentence.ancestors(at.word).skip(1).take(HIGH) {
            if let Some((_, spot)) =
                owners.iter().find(|(owner, spot)| *owner == above && self.is_cleft(below, spot, at))
            {
                return Some((spot, "set before its clause"));
            }
            if !self.shares_time(At { word: below, ..at }, above) {
                return None;
            }
            let link = sentence.words[below].deprel;
            let here = At { word: above, ..at };
            let found = owners
                .iter()
                .filter(|(owner, _)| *owner == above)
                .map(|(_, spot)| *spot)
                // What follows a coordinated clause belongs to that clause, what stands before serves both.
                .filter(|s| link != Deprel::Conj || s.head < at.word)
                // A clause about an event shares the time of the sentence's begin, and no other that is not the event's.
                .filter(|s| !about || s.words.start <= 1)
                .min_by_key(|s| s.head.abs_diff(at.word));
            if let Some(spot) = found {
                return Some((spot, "on its clause"));
            }
            if link == Deprel::Acl
                && let Some((spot, _)) = self.own(here, owners).filter(|(spot, _)| spot.head < at.word)
            {
                return Some((spot, "on the event that its clause is about"));
            }
            about |= link == Deprel::Acl;
            below = above;
        }
        None
    }

    /// "Announced on 5 May the death of ten": what is announced as done was done before.
    fn tells_dead(&self, toll: At, verb: At) -> bool {
        let announces = self.lexicon.speech(&self.lemma(verb), "verb").is_some_and(|speech| speech.kind == "announce");
        announces && self.lexicon.measures(&self.lemma(toll), Pos::Noun).iter().any(|m| crate::is_toll(m.measure))
    }

    /// "It was on 5 May that they attacked": whether a clause hangs on a date that is said to be its own.
    fn is_cleft(&self, clause: usize, spot: &Spot, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let date = spot.head;
        let links = [Deprel::Acl, Deprel::Ccomp, Deprel::Advcl, Deprel::Csubj];
        tree.head(clause).is_some_and(|head| spot.words.contains(&head))
            && clause >= spot.words.end
            && links.contains(&tree.words[clause].deprel)
            && tree.dependents(clause, &[Deprel::Mark]).next().is_some()
            && tree.dependents(date, &[Deprel::Cop]).next().is_some()
    }

    /// Whether what hangs on `above` happens when that does.
    pub(crate) fn shares_time(&self, below: At, above: usize) -> bool {
        let words = &self.sentence(below.sentence).words;
        let above = At { word: above, ..below };
        match words[below.word].deprel {
            Deprel::Ccomp | Deprel::Parataxis => false,
            // A clause about an event tells of that event; one about anything else has its own time.
            Deprel::Acl => self.tells_event(above),
            // "The trial of the attack", "sentenced over the coup": what looks back on an event has another time than that.
            Deprel::Nmod if self.looks_back(above) => false,
            Deprel::Obl if self.is_reason(below) || self.is_looked_into(below, above) => false,
            // What is said of, or demanded about, an event does not happen when the event does.
            Deprel::Obj if words[above.word].upos == Upos::Verb => {
                !self.reacts(above) && !self.tells_dead(below, above)
            }
            // "Spoke on 5 May of ten dead."
            Deprel::Obl if self.is_said(below, above) => false,
            _ => true,
        }
    }

    /// Whether a verb of saying says something of what hangs on it by the preposition of its entry.
    fn is_said(&self, below: At, above: At) -> bool {
        let verb = self.sentence(above.sentence).words[above.word].upos == Upos::Verb;
        verb && crate::voices::said_of(self, above).contains(&below.word)
    }

    /// Whether a noun tells of what comes after the event that it is about.
    fn looks_back(&self, at: At) -> bool {
        self.lexicon.is(&self.lemma(at), "LOOKS_BACK")
    }

    /// "Opened an inquiry on Monday into the killing": what is looked back on, where the tree hangs it on the verb.
    fn is_looked_into(&self, event: At, verb: At) -> bool {
        let tree = self.sentence(verb.sentence);
        let mut objects = tree.dependents(verb.word, &[Deprel::Obj, Deprel::NsubjPass]);
        self.tells_event(event) && objects.any(|word| self.looks_back(At { word, ..verb }))
    }

    /// Whether a word is told as the reason of what it hangs on ("for the murder of …").
    fn is_reason(&self, at: At) -> bool {
        let sentence = self.sentence(at.sentence);
        let mut cases = sentence.dependents(at.word, &[Deprel::Case]);
        let reason = cases.any(|case| self.lexicon.is(&sentence.words[case].lemma, "REASON_CASE"));
        reason && self.tells_event(at)
    }

    /// Whether the only date of a sentence may be a word's although the tree does not say so.
    fn may_be_its(&self, at: At, spot: &Spot) -> bool {
        let sentence = self.sentence(at.sentence);
        let owner = self.owner(spot);
        let another =
            owner != at.word && sentence.words[owner].upos != Upos::Verb && self.tells_event(At { word: owner, ..at });
        if another
            || self.about_another(at, spot)
            || self.describes_a_side(at, spot)
            || owner != at.word && self.is_day_of_speech(spot)
        {
            return false;
        }
        let alone = self.verbs(at.sentence) <= 1;
        alone || spot.head.abs_diff(at.word) <= NEAR
    }

    /// Whether a report, a quotation or a clause about another thing stands between a word and a date outside of it.
    fn about_another(&self, at: At, spot: &Spot) -> bool {
        let sentence = self.sentence(at.sentence);
        let mut below = at.word;
        for above in sentence.ancestors(at.word).skip(1) {
            if !self.shares_time(At { word: below, ..at }, above) && !sentence.below(spot.head, below) {
                return true;
            }
            below = above;
        }
        false
    }

    /// "The president, who fled in 2020, condemns …": a date in a clause about somebody named beside the word is not the word's.
    fn describes_a_side(&self, at: At, spot: &Spot) -> bool {
        let tree = self.sentence(at.sentence);
        let path = tree.ancestors(spot.head).take_while(|&above| above != at.word);
        let mut clauses = path.filter(|&above| tree.words[above].deprel == Deprel::Acl && !tree.below(at.word, above));
        // "Ministers who met on 5 May adopted", "in a statement read on 5 May, it condemned": such clauses set the scene.
        let scene = |clause: usize, noun: usize| {
            let (clause, noun) = (At { word: clause, ..at }, At { word: noun, ..at });
            let meets = |p: &crate::lexicon::Predicate| p.event_type == Some(EventType::Consult);
            self.is_operation(noun)
                || self.tells_event(noun)
                || self.lexicon.is(&self.lemma(noun), "PUT_OUT")
                || self.lexicon.predicates(&self.lemma(clause), Pos::Verb).iter().any(meets)
        };
        let since = self.marks.dates[spot.mark].since;
        !since && clauses.any(|clause| tree.head(clause).is_some_and(|noun| !scene(clause, noun)))
    }

    /// The first predicate over a date: a verb, a noun that tells an event, or the root.
    fn owner(&self, spot: &Spot) -> usize {
        let sentence = self.sentence(spot.sentence);
        let mut last = spot.head;
        for above in sentence.ancestors(spot.head).skip(1) {
            last = above;
            let word = &sentence.words[above];
            let verb = word.upos == Upos::Verb && !matches!(word.deprel, Deprel::Amod | Deprel::Case);
            if verb || !spot.words.contains(&above) && self.tells_event(At { sentence: spot.sentence, word: above }) {
                break;
            }
        }
        last
    }

    /// Whether a date is the day on which somebody said something: "said on 5 May", "a toll published on 5 May".
    pub(crate) fn is_day_of_speech(&self, spot: &Spot) -> bool {
        let tree = self.sentence(spot.sentence);
        let owner = self.owner(spot);
        let speaks = |word: usize| {
            let at = At { word, sentence: spot.sentence };
            self.reacts(at) || self.puts_out(at)
        };
        // "Backed the report on 5 May and spoke of ten dead."
        speaks(owner) || tree.dependents(owner, &[Deprel::Conj]).any(speaks)
    }

    /// Whether a verb publishes or corrects what somebody puts out: "published its toll", "a count given on 5 May".
    fn puts_out(&self, verb: At) -> bool {
        let tree = self.sentence(verb.sentence);
        let publishes = ["PUBLISH", "REVISE"].iter().any(|class| self.lexicon.is(&self.lemma(verb), class));
        let below = tree.dependents(verb.word, &[Deprel::Obj, Deprel::Nsubj, Deprel::NsubjPass]);
        let above = tree.head(verb.word).filter(|_| tree.words[verb.word].deprel == Deprel::Acl);
        let put_out = |word: usize| {
            let lemma = self.lemma(At { word, ..verb });
            ["PUT_OUT", "NUMBER_NOUN"].iter().any(|class| self.lexicon.is(&lemma, class))
        };
        publishes && below.chain(above).any(put_out)
    }

    /// Whether a date stands beside what somebody says at a byte of its sentence, not in it: "spoke on 5 May of ten dead".
    pub(crate) fn is_told_of(&self, byte: usize, spot: &Spot) -> bool {
        let sentence = self.sentence(spot.sentence);
        let date = sentence.words[spot.words.start].start as usize;
        let own = (sentence.start as usize..sentence.end as usize).contains(&byte);
        own && self.speakers(byte).iter().any(|voice| !voice.bytes.contains(&date))
    }

    /// Whether a date stands on the main clause of its sentence, and in no clause about some thing.
    pub(crate) fn on_main_clause(&self, spot: &Spot) -> bool {
        let sentence = self.sentence(spot.sentence);
        let owner = self.owner(spot);
        let nested = |word: usize| matches!(sentence.words[word].deprel, Deprel::Acl | Deprel::Appos);
        let verbal = sentence.words[owner].upos == Upos::Verb || sentence.head(owner).is_none();
        spot.words.start <= 1
            || verbal
                && !nested(owner)
                && !sentence.ancestors(owner).any(nested)
                && self.bracket(At { sentence: spot.sentence, word: spot.head }).is_none()
    }

    /// Whether a sentence is a label: a date and hardly a word more.
    pub(crate) fn is_label(&self, sentence: usize) -> bool {
        let words = self.sentence(sentence).words.iter().filter(|w| w.form.chars().any(char::is_alphanumeric)).count();
        self.dates_in(sentence).iter().any(|spot| spot.words.len() + LABEL >= words)
    }

    /// Whether a word is a verb, or a noun that tells an event, and no part of what `at` tells.
    fn other_predicate(&self, at: At, word: usize) -> bool {
        let sentence = self.sentence(at.sentence);
        let predicate = sentence.words[word].upos == Upos::Verb || self.tells_event(At { word, ..at });
        predicate && !sentence.below(word, at.word)
    }

    /// Whether a noun tells an event or a harm.
    fn tells_event(&self, at: At) -> bool {
        let word = &self.sentence(at.sentence).words[at.word];
        let lemma = self.lemma(at);
        // A row of several words ("martial law") tells an event only where they all stand.
        let whole = |p: &crate::lexicon::Predicate| p.rest.iter().all(|w| self.below_with_lemma(at, w).is_some());
        matches!(word.upos, Upos::Noun | Upos::Propn)
            && (self.lexicon.is(&lemma, "HAPPENING")
                || self.lexicon.predicates(&lemma, Pos::Noun).iter().any(|p| p.event_type.is_some() && whole(p))
                || self.lexicon.measures(&lemma, Pos::Noun).iter().any(|m| crate::is_toll(m.measure)))
    }

    /// Whether a verb only speaks of what it governs, or answers to it: "condemned the attack", "citing sanctions".
    fn reacts(&self, at: At) -> bool {
        let lemma = self.lemma(at);
        // What is announced is dated by its announcement; what is told as done is not.
        // "Judged that …" speaks, "judged in May" does not.
        let clause = || self.sentence(at.sentence).dependents(at.word, &[Deprel::Ccomp]).next().is_some();
        let says = |speech: &crate::lexicon::Speech| speech.complements.iter().any(|slot| slot != "ccomp") || clause();
        let speaks = |speech: &crate::lexicon::Speech| {
            speech.speaks && speech.status != crate::Status::Planned && speech.kind != "tally" && says(speech)
        };
        let speaks = self.lexicon.is(&lemma, "CITES") || self.lexicon.speech(&lemma, "verb").is_some_and(speaks);
        let verb = self.sentence(at.sentence).words[at.word].upos == Upos::Verb;
        verb && (speaks || self.answers(at))
    }

    /// Whether a verb tells that somebody accuses, rejects, demands, praises or threatens.
    fn answers(&self, at: At) -> bool {
        use EventType::{Accuse, Reject, Request, Support, Threaten};
        let verb = self.sentence(at.sentence).words[at.word].upos == Upos::Verb;
        // "Launched an inquiry" answers to something, "launched an assault" does not: the row that holds decides.
        let told = self.lexicon.predicates(&self.lemma(at), Pos::Verb).iter().find(|p| verb && self.holds(at, &p.when));
        told.and_then(|p| p.event_type)
            .is_some_and(|kind| matches!(kind, Accuse | Reject | Request | Support | Threaten))
    }

    /// The word that opens the brackets around a word.
    fn bracket(&self, at: At) -> Option<usize> {
        let words = &self.sentence(at.sentence).words;
        let before = (0..at.word).rev().find(|&w| matches!(words[w].form.as_str(), "(" | ")" | "[" | "]"))?;
        let closes = words[at.word..].iter().any(|w| matches!(w.form.as_str(), ")" | "]"));
        (closes && matches!(words[before].form.as_str(), "(" | "[")).then_some(before)
    }

    fn verbs(&self, sentence: usize) -> usize {
        let words = &self.sentence(sentence).words;
        words.iter().filter(|w| w.upos == Upos::Verb && !matches!(w.deprel, Deprel::Amod | Deprel::Case)).count()
    }
}
