//! Which words say what a number counts: words of harm over it, beside it or above it in the tree.

use std::ops::Range;

use toguna_lang::{Deprel, Upos, VerbForm};

use super::Reading;
use super::order::{harm_after, harm_before, risen_toll};
use crate::Measure;
use crate::condition::Slot;
use crate::lexicon::Pos;
use crate::scene::{At, Scene};

/// The measure that a noun's own words or its governors give.
pub(super) fn measured(scene: &Scene<'_>, sentence: usize, noun: usize, depth: usize) -> Option<Reading> {
    let tree = scene.sentence(sentence);
    let here = At { sentence, word: noun };
    // Of the missing nobody knows what they suffered.
    if is_missing(scene, here) {
        return Some(Reading { measure: Measure::Count, by: noun });
    }
    let held = |measure| matches!(measure, Measure::Arrested | Measure::Abducted | Measure::Captured);
    if let Some(measure) = suffered(scene, here) {
        // "Executed 31 detainees": what is done to captives now says more than what was done before.
        let above = tree.head(noun).filter(|_| matches!(tree.words[noun].deprel, Deprel::Obj | Deprel::NsubjPass));
        let killed = above.filter(|&word| suffered(scene, At { sentence, word }) == Some(Measure::Killed));
        return Some(match killed.filter(|_| held(measure)) {
            Some(by) => Reading { measure: Measure::Killed, by },
            None => Reading { measure, by: noun },
        });
    }
    // "Ten were killed and 20 others wounded": the participle behind a noun is its own.
    let own = tree.words.get(noun + 1).is_some_and(|w| matches!(w.deprel, Deprel::Acl | Deprel::Amod));
    let killed = killed_by(scene, here);
    let own = harm_right_behind(scene, here).filter(|_| own && tree.head(noun + 1) == Some(noun));
    // "Twelve men arrested by the army were found dead."
    if let Some(reading) = own.filter(|reading| killed.is_none() || !held(reading.measure)) {
        return Some(Reading { measure: destroyed(scene, here, reading.measure), ..reading });
    }
    if let Some(by) = killed {
        return Some(Reading { measure: Measure::Killed, by });
    }
    for child in tree.dependents(noun, &[Deprel::Acl, Deprel::Amod, Deprel::Compound, Deprel::Appos]) {
        if let Some(measure) = suffered(scene, At { sentence, word: child }) {
            return Some(Reading { measure: destroyed(scene, here, measure), by: child });
        }
    }
    if let Some(reading) = among(scene, here).or_else(|| put_at(scene, here)) {
        return Some(reading);
    }
    if depth > 4 {
        return None;
    }
    // "The official toll was 19."
    let is = tree.dependents(noun, &[Deprel::Cop]).next().is_some();
    let mut subjects = tree.dependents(noun, &[Deprel::Nsubj]).filter(|_| is);
    if let Some(measure) = subjects.find_map(|word| tolled(scene, At { sentence, word })) {
        return Some(Reading { measure, by: noun });
    }
    let head = tree.head(noun)?;
    let above = At { sentence, word: head };
    match tree.words[noun].deprel {
        Deprel::Obj
        | Deprel::NsubjPass
        | Deprel::Nsubj
        | Deprel::Iobj
        | Deprel::Obl
        | Deprel::Xcomp
        | Deprel::Csubj
        | Deprel::Root => {
            let lemma = scene.lemma(above);
            let moves = matches!(tree.words[noun].deprel, Deprel::Nsubj)
                && tree.words[head].upos == Upos::Verb
                && !scene.lexicon.is(&lemma, "DIE")
                && !scene.passive(above);
            // Whoever kills is not among the killed.
            if !moves
                && !matches!(tree.words[noun].deprel, Deprel::Obl)
                && let Some(measure) = suffered(scene, above)
            {
                return Some(Reading { measure: destroyed(scene, here, measure), by: head });
            }
            // In a fight, "lost twelve fighters" are dead.
            let armed = ["FORCES", "MILITANTS", "STATE_SIDE", "ARMED_SIDE"];
            let loser = || {
                let parties = scene.slot_parties(above, &[vec![Slot::Subject]]);
                parties.iter().any(|party| party.family.is_some_and(|family| family.armed()))
            };
            let arms = |at: At| armed.iter().any(|class| scene.lexicon.is(&scene.lemma(at), class));
            let of = || tree.dependents(noun, &[Deprel::Nmod]).any(|word| arms(At { sentence, word }));
            let fighters = arms(here)
                || tree.words[noun].upos == Upos::Num && of()
                || scene.is_person(here) && scene.lexicon.is(&lemma, "LOSE_FIGHTERS") && loser();
            let lost = matches!(tree.words[noun].deprel, Deprel::Obj | Deprel::NsubjPass)
                || tree.words[noun].deprel == Deprel::Nsubj && scene.passive(above);
            if lost && scene.lexicon.is(&lemma, "LOSE_FIGHTERS") && fighters {
                return Some(Reading { measure: Measure::Killed, by: head });
            }
            // "Two diplomats put the number at 39": whoever estimates is not counted.
            if tree.words[noun].deprel == Deprel::Nsubj && scene.lexicon.is(&lemma, "ESTIMATE") {
                return None;
            }
            // "the toll rises to 32", "cost the lives of 12", "il a fait 4 morts": another argument says what is counted.
            for other in tree.dependents(head, &[Deprel::Obj, Deprel::Nsubj, Deprel::NsubjPass]).filter(|&o| o != noun)
            {
                let at = At { sentence, word: other };
                // "Put the dead at 60."
                let put = || suffered(scene, at).filter(|_| scene.lexicon.is(&lemma, "ESTIMATE"));
                if let Some(measure) = tolled(scene, at).or_else(put) {
                    return Some(Reading { measure, by: head });
                }
            }
            None
        }
        // "Ten were killed and 24 others injured": the participle right behind says what became of the second.
        Deprel::Conj => harm_right_behind(scene, here).or_else(|| {
            // "Ten soldiers killed and 24 civilians reported missing": another participle tells another lot.
            let people = tree.dependents(noun, &[Deprel::Nmod]).chain([noun]);
            let behind = |word: usize| tree.words.get(word + 1).filter(|w| w.deprel == Deprel::Acl);
            let own = people.filter_map(behind).any(|w| w.feats.form == VerbForm::Part);
            if own { None } else { measured(scene, sentence, head, depth + 1) }
        }),
        // "25 civilians of several nationalities": of what kind those are who died has not died.
        Deprel::Nmod if scene.is_victim(above) && !scene.is_victim(here) => None,
        Deprel::Nmod | Deprel::Appos | Deprel::Parataxis | Deprel::Acl => measured(scene, sentence, head, depth + 1),
        _ => None,
    }
}

/// "Among the dead were 20 women", "counts 19 civilians among the dead": what those are of whom the counted are some.
fn among(scene: &Scene<'_>, noun: At) -> Option<Reading> {
    let tree = scene.sentence(noun.sentence);
    let is_among = |word: usize| scene.lexicon.is(&tree.words[word].lemma, "AMONG");
    let read = |by: usize| suffered(scene, At { word: by, ..noun }).map(|measure| Reading { measure, by });
    if noun.word + 1 < tree.words.len() && is_among(noun.word + 1) {
        let phrase = tree.words[noun.word + 2..].iter().take(AMONG_WORDS);
        let end = phrase.take_while(|word| !matches!(word.upos, Upos::Verb | Upos::Aux | Upos::Punct)).count();
        return (noun.word + 2..noun.word + 2 + end).find_map(read);
    }
    let head = tree.head(noun.word).filter(|_| tree.words[noun.word].deprel == Deprel::Nsubj)?;
    let mut told = tree.dependents(head, &[Deprel::Obl]).chain([head]);
    let told = told.find(|&word| tree.dependents(word, &[Deprel::Case]).any(is_among));
    told.and_then(read)
}

/// "Puts the dead of the raid at 25 soldiers": what an estimate counts, where the tree hangs the number lower.
fn put_at(scene: &Scene<'_>, noun: At) -> Option<Reading> {
    let tree = scene.sentence(noun.sentence);
    let is = |word: usize, class: &str| scene.lexicon.is(&scene.lemma(At { word, ..noun }), class);
    let mut cases = tree.dependents(noun.word, &[Deprel::Case]);
    let by = cases.any(|case| is(case, "ESTIMATED_AT")).then(|| {
        let mut above = tree.ancestors(noun.word).skip(1).take(PUT_ABOVE);
        above.find(|&word| tree.words[word].upos == Upos::Verb && is(word, "ESTIMATE"))
    })??;
    let put = |word: usize| {
        let at = At { word, ..noun };
        tolled(scene, at).or_else(|| suffered(scene, at))
    };
    let measure = tree.dependents(by, &[Deprel::Obj]).find_map(put)?;
    Some(Reading { measure, by })
}

/// How many words behind "among" tell who they are.
const AMONG_WORDS: usize = 5;
/// How far above a number the verb that estimates it stands.
const PUT_ABOVE: usize = 4;

/// Whether a noun tells of the missing, by itself or by what hangs on it ("reported missing").
fn is_missing(scene: &Scene<'_>, noun: At) -> bool {
    let tree = scene.sentence(noun.sentence);
    let says = |word: usize| scene.lexicon.is(&scene.lemma(At { word, ..noun }), "MISSING_PEOPLE");
    let told = |word: usize| says(word) || tree.dependents(word, &[Deprel::Xcomp, Deprel::Obj]).any(says);
    // "Nine guards killed, 4 missing": what another number counts.
    let other = |word: usize| {
        let between = noun.word + 1..word.max(noun.word + 1);
        scene.quantities.iter().any(|q| q.sentence == noun.sentence && between.contains(&q.words.start))
    };
    let mut own = tree.dependents(noun.word, &[Deprel::Acl, Deprel::Amod]).filter(|&word| !other(word));
    // "Thirty soldiers are still missing."
    let above = tree.head(noun.word).filter(|_| tree.words[noun.word].deprel == Deprel::Nsubj);
    says(noun.word) || own.any(told) || above.is_some_and(|head| says(head) && !other(head))
}

/// The measure of a participle that stands right behind a noun without a verb of its own.
fn harm_right_behind(scene: &Scene<'_>, noun: At) -> Option<Reading> {
    let next = At { word: noun.word + 1, ..noun };
    let word = scene.sentence(noun.sentence).words.get(next.word)?;
    let participle = matches!(word.upos, Upos::Verb | Upos::Adj);
    let measure = participle.then(|| suffered(scene, next)).flatten()?;
    Some(Reading { measure, by: next.word })
}

/// The verb of killing that a noun suffers, also one joined to another verb: "were arrested and then executed".
fn killed_by(scene: &Scene<'_>, noun: At) -> Option<usize> {
    let tree = scene.sentence(noun.sentence);
    let head = tree.head(noun.word)?;
    let above = At { word: head, ..noun };
    let sufferer = match tree.words[noun.word].deprel {
        Deprel::Obj | Deprel::NsubjPass => true,
        Deprel::Nsubj => scene.passive(above),
        _ => false,
    };
    let kills = |word: usize| suffered(scene, At { word, ..noun }) == Some(Measure::Killed);
    if !sufferer || tree.words[head].upos != Upos::Verb {
        return None;
    }
    let own = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj];
    let active = !scene.passive(above);
    let shares = |word: usize| {
        // "arrested nine men and executed them": a pronoun is no other object.
        let pronoun = |d: usize| active && tree.words[d].upos == Upos::Pron && tree.words[d].deprel == Deprel::Obj;
        tree.words[word].upos == Upos::Verb
            && tree.dependents(word, &own).all(pronoun)
            && scene.passive(At { word, ..noun }) != active
    };
    let joined = tree.dependents(head, &[Deprel::Conj]).find(|&word| shares(word) && kills(word));
    joined.or(Some(head).filter(|&word| kills(word)))
}

/// The measure that a word of harm gives, alone or with the words of a phrase.
pub(crate) fn suffered(scene: &Scene<'_>, at: At) -> Option<Measure> {
    let word = &scene.sentence(at.sentence).words[at.word];
    let pos = match word.upos {
        Upos::Verb | Upos::Aux => Pos::Verb,
        Upos::Adj => Pos::Adj,
        _ => Pos::Noun,
    };
    let lemma = scene.lemma(at);
    let phrase = scene
        .lexicon
        .measure_phrases()
        .iter()
        .find(|(words, _)| words[0] == lemma && words[1..].iter().all(|w| scene.below_with_lemma(at, w).is_some()));
    // "Forty tankers fell into an ambush": what falls so is a thing.
    let tree = scene.sentence(at.sentence);
    let mut subjects = tree.dependents(at.word, &[Deprel::Nsubj, Deprel::NsubjPass]).peekable();
    let things = subjects.peek().is_some()
        && subjects.all(|word| {
            let noun = At { word, ..at };
            scene.family_of_thing(noun)
                || ["VEHICLE", "EQUIPMENT"].iter().any(|c| scene.lexicon.is(&scene.lemma(noun), c))
        });
    if let Some((_, measure)) = phrase.filter(|_| !things) {
        return Some(*measure);
    }
    let own = scene.lexicon.measures(&lemma, pos);
    // A participle that the tagger took for an adjective, or a noun, is still its verb; "dead" is no verb.
    let other = if pos == Pos::Verb { Pos::Adj } else { Pos::Verb };
    let other = scene.lexicon.measures(&lemma, other);
    own.iter()
        .chain(other)
        .filter(|m| harms(m.measure))
        .find(|m| !m.weak || scene.second_cue(at, m.measure))
        .map(|m| m.measure)
}

/// The measure of the word of harm beside a counted noun, where the tree hangs it elsewhere: "30 soldats (…) ont été
/// tués", "killing six".
pub(super) fn beside(scene: &Scene<'_>, sentence: usize, words: Range<usize>) -> Option<Reading> {
    let tree = scene.sentence(sentence);
    let mut auxiliary = false;
    let mut bracket = false;
    for word in words.end..(words.end + 14).min(tree.words.len()) {
        let w = &tree.words[word];
        let harm = suffered(scene, At { sentence, word });
        match w.form.as_str() {
            "(" => bracket = true,
            ")" => bracket = false,
            _ if bracket => {}
            _ if w.upos == Upos::Aux => auxiliary = true,
            // "A few dozen of its men had killed hundreds": whoever kills is not among the killed.
            _ if auxiliary && harm.is_some() && does_harm(scene, At { sentence, word }) => break,
            _ if auxiliary && harm.is_some() => return harm.map(|measure| Reading { measure, by: word }),
            _ if matches!(w.upos, Upos::Adv | Upos::Part) => {}
            _ => break,
        }
    }
    let scan = || harm_after(scene, sentence, words.end);
    let before = harm_before(scene, sentence, words.start);
    before.or_else(scan).or_else(|| risen_toll(scene, sentence, words.start))
}

/// Whether a verb of harm is told of whoever does it: "killed hundreds", not "were killed", "died".
fn does_harm(scene: &Scene<'_>, verb: At) -> bool {
    let tree = scene.sentence(verb.sentence);
    let object = tree.dependents(verb.word, &[Deprel::Obj]).next().is_some();
    object && !scene.passive(verb) && !scene.lexicon.is(&scene.lemma(verb), "DIE")
}

/// Measures of what is suffered, which a governing word gives to a number.
fn harms(measure: Measure) -> bool {
    !matches!(measure, Measure::Personnel | Measure::Change | Measure::Share | Measure::Equipment | Measure::Count)
}

/// The measure of a noun that stands for a toll, by itself or by its compound ("death toll", "bilan de … morts").
fn tolled(scene: &Scene<'_>, at: At) -> Option<Measure> {
    let tree = scene.sentence(at.sentence);
    if !scene.lexicon.is(&scene.lemma(at), "TOLL") {
        return None;
    }
    let parts: Vec<usize> = tree.dependents(at.word, &[Deprel::Compound, Deprel::Amod, Deprel::Nmod]).collect();
    // "The number of people killed."
    let told = parts.iter().flat_map(|&word| tree.dependents(word, &[Deprel::Acl, Deprel::Amod]));
    let part = parts.iter().copied().chain(told).find_map(|word| suffered(scene, At { word, ..at }));
    // "The number rises to 32" tells of the dead, "the count stood at 32" of whatever was counted.
    part.or_else(|| (!scene.lexicon.is(&scene.lemma(at), "AMOUNT")).then_some(Measure::Killed))
}

/// Destroyed things are counted as what they are.
fn destroyed(scene: &Scene<'_>, noun: At, measure: Measure) -> Measure {
    if measure == Measure::BasesDestroyed && !scene.lexicon.is(&scene.lemma(noun), "BASE") {
        Measure::Equipment
    } else {
        measure
    }
}

impl Scene<'_> {
    /// Whether what a weak word of harm governs makes the measure plain: people who die or flee, bases destroyed.
    fn second_cue(&self, at: At, measure: Measure) -> bool {
        let sentence = self.sentence(at.sentence);
        let mut near: Vec<usize> = sentence.children(at.word).chain(sentence.head(at.word)).collect();
        // "The loss in its ranks of ten men."
        let below: Vec<usize> = sentence.dependents(at.word, &[Deprel::Nmod]).collect();
        near.extend(below.into_iter().flat_map(|word| sentence.dependents(word, &[Deprel::Nmod])));
        near.into_iter().any(|word| {
            let here = At { word, ..at };
            match measure {
                Measure::BasesDestroyed => self.lexicon.is(&self.lemma(here), "BASE"),
                Measure::Killed | Measure::Displaced | Measure::Captured | Measure::Abducted => {
                    // A number may stand on the word or on what hangs from it.
                    let counts = |word: usize| sentence.dependents(word, &[Deprel::Nummod]).next().is_some();
                    self.is_person(here)
                        || counts(word)
                        || self.quantities.iter().any(|q| q.sentence == at.sentence && q.words.contains(&word))
                }
                _ => true,
            }
        })
    }
}
