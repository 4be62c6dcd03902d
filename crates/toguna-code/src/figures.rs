//! Figures: what each number of the text counts, read from the words it stands with in the tree.

use toguna_lang::{Deprel, Number, Upos};
use toguna_mark::{ActorKind, DateKind, QuantityMark, Unit};

use crate::lexicon::Pos;
use crate::scene::{At, Scene, Spot};
use crate::{Figure, Measure, Status};

/// A figure and the word in the tree that carries it.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub figure: Figure,
    /// The word whose clause it belongs to: the measure word, or the noun counted.
    pub at: At,
}

/// What a number counts and which word says so.
struct Reading {
    measure: Measure,
    /// The word that made the measure: "killed", "deaths".
    by: usize,
}

/// Every figure of the document, in the order of the text.
pub(crate) fn figures(scene: &Scene<'_>) -> Vec<Counted> {
    let mut found: Vec<Counted> =
        scene.quantities.iter().filter_map(|spot| figure(scene, spot, &scene.marks.quantities[spot.mark])).collect();
    found.extend(singles(scene));
    found.sort_by_key(|counted| counted.figure.span);
    found
}

fn figure(scene: &Scene<'_>, spot: &Spot, mark: &QuantityMark) -> Option<Counted> {
    // A stretch of time is told as a date mark, and "one" of a thing is no count.
    let duration = scene.marks.dates.iter().any(|d| d.kind == DateKind::Duration && d.span.overlaps(&mark.span));
    if duration {
        return None;
    }
    let noun = counted_noun(scene, spot);
    let reading = match &mark.unit {
        Unit::Money(_) => Reading { measure: Measure::Money, by: spot.head },
        Unit::Measure(_) => Reading { measure: Measure::Volume, by: spot.head },
        Unit::Percent => percent(scene, spot),
        Unit::Count => count(scene, spot, noun)?,
    };
    if reading.measure == Measure::Count && mark.low == Some(1.0) && mark.high == Some(1.0) {
        return None;
    }
    let sentence = scene.sentence(spot.sentence);
    let mut words = spot.words.clone();
    if let Some(noun) = noun.filter(|&n| n.abs_diff(spot.head) <= 4) {
        words = words.start.min(noun)..words.end.max(noun + 1);
    }
    if reading.measure == Measure::Change && reading.by >= words.end && reading.by - words.end <= 1 {
        words.end = reading.by + 1;
    }
    let span = if words == spot.words { mark.span } else { scene.span(spot.sentence, words)?.cover(&mark.span)? };
    let at = At { sentence: spot.sentence, word: reading.by };
    let unit = match &mark.unit {
        Unit::Money(code) => code.clone(),
        Unit::Measure(name) => name.clone(),
        Unit::Percent => "percent".into(),
        Unit::Count if reading.measure == Measure::Count => {
            noun.map_or_else(|| "thing".into(), |n| sentence.words[n].lemma.as_str().to_lowercase())
        }
        Unit::Count => unit_of(reading.measure).into(),
    };
    let told = Told {
        measure: reading.measure,
        low: mark.low,
        high: mark.high,
        approx: mark.approx,
        exclusive: mark.exclusive,
        unit,
    };
    Some(finish(scene, at, noun, span, told))
}

/// The parts of a figure that its own words tell.
struct Told {
    measure: Measure,
    low: Option<f64>,
    high: Option<f64>,
    approx: bool,
    exclusive: bool,
    unit: String,
}

fn finish(scene: &Scene<'_>, at: At, noun: Option<usize>, span: toguna_text::Span, told: Told) -> Counted {
    let standing = scene.standing(at);
    let on_noun = noun.map(|word| At { word, ..at });
    let of = noun.map_or_else(String::new, |word| scene.counted(At { word, ..at }));
    let when = |at| if told.measure == Measure::Change { scene.when_changed(at) } else { scene.when(at) };
    let date = on_noun.and_then(when).or_else(|| when(at)).map(|w| w.date);
    let places = on_noun.map(|n| scene.places_of(n)).filter(|p| !p.is_empty()).unwrap_or_else(|| scene.places_of(at));
    let status = if standing.status == Status::Denied { Status::Actual } else { standing.status };
    let figure = Figure {
        span,
        measure: told.measure,
        low: told.low,
        high: told.high,
        approx: told.approx,
        exclusive: told.exclusive,
        unit: told.unit,
        of,
        date,
        places,
        status,
        claimant: standing.claimant,
        why: format!("{} by '{}'", told.measure.name(), scene.sentence(at.sentence).words[at.word].form),
    };
    Counted { figure, at }
}

fn unit_of(measure: Measure) -> &'static str {
    match measure {
        Measure::BasesDestroyed => "base",
        Measure::Equipment => "item",
        _ => "person",
    }
}

/// The noun that a number counts: its head, or what it is a quantity "of".
fn counted_noun(scene: &Scene<'_>, spot: &Spot) -> Option<usize> {
    let sentence = scene.sentence(spot.sentence);
    let word = &sentence.words[spot.head];
    if matches!(word.deprel, Deprel::Nummod | Deprel::Amod | Deprel::Compound | Deprel::Det) {
        return sentence.head(spot.head).filter(|&h| {
            matches!(sentence.words[h].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Pron | Upos::Sym)
        });
    }
    // The mark covers its noun ("at least 20 people" parsed with the noun inside), or a noun of quantity carries it.
    if word.upos == Upos::Noun {
        let of = sentence
            .dependents(spot.head, &[Deprel::Nmod])
            .filter(|&n| n > spot.head && n <= spot.words.end + 2)
            .find(|&n| sentence.words[n].upos == Upos::Noun);
        return of.or(Some(spot.head));
    }
    sentence.dependents(spot.head, &[Deprel::Nmod]).find(|&n| n > spot.head && n <= spot.words.end + 2)
}

/// A percentage is a change where a word of change governs it, else a share.
fn percent(scene: &Scene<'_>, spot: &Spot) -> Reading {
    let sentence = scene.sentence(spot.sentence);
    let near = sentence
        .ancestors(spot.head)
        .take(3)
        .find(|&w| scene.lexicon.is_change(&scene.lemma(At { sentence: spot.sentence, word: w })));
    match near {
        Some(by) => Reading { measure: Measure::Change, by },
        None => Reading { measure: Measure::Share, by: spot.head },
    }
}

/// What a bare number counts.
fn count(scene: &Scene<'_>, spot: &Spot, noun: Option<usize>) -> Option<Reading> {
    let carrier = noun.unwrap_or(spot.head);
    if let Some(reading) = measured(scene, spot.sentence, carrier, 0) {
        return Some(reading);
    }
    // "(40 killed)", "12 dead": the word right behind the number says it, whatever the tree made of it.
    let next = At { sentence: spot.sentence, word: spot.words.end };
    if spot.words.end < scene.sentence(spot.sentence).words.len()
        && let Some(measure) = suffered(scene, next)
    {
        return Some(Reading { measure, by: next.word });
    }
    let Some(noun) = noun else { return listed(scene, spot) };
    let here = At { sentence: spot.sentence, word: noun };
    let lemma = scene.lemma(here);
    let armed = |kind| matches!(kind, ActorKind::Military | ActorKind::ArmedGroup | ActorKind::Company);
    let of_force = scene.actor_on(here).is_some_and(|(_, mark)| armed(mark.kind))
        || scene.actors_beside(here).into_iter().any(armed);
    let says = |measure| {
        let words = scene.lexicon.measures(&lemma, Pos::Noun);
        words.iter().any(|m| m.measure == measure && (!m.weak || of_force))
    };
    let on_force = scene.actor_on(here).is_some_and(|(_, mark)| armed(mark.kind));
    let measure = if on_force || says(Measure::Personnel) || scene.lexicon.is(&lemma, "FORCES") {
        Measure::Personnel
    } else if says(Measure::Equipment) {
        Measure::Equipment
    } else {
        Measure::Count
    };
    Some(Reading { measure, by: noun })
}

/// "2,000 troops in A, 200 in B and 100 in C": a bare number before a place counts what the number before it did.
fn listed(scene: &Scene<'_>, spot: &Spot) -> Option<Reading> {
    let tree = scene.sentence(spot.sentence);
    let end = spot.words.end;
    let place =
        scene.places.iter().any(|p| p.sentence == spot.sentence && p.words.start > end && p.words.start <= end + 2);
    if tree.words.get(end)?.upos != Upos::Adp || !place {
        return None;
    }
    let at = scene.quantities.iter().position(|q| std::ptr::eq(q, spot))?;
    let before = scene.quantities[..at].iter().rev().find(|q| q.sentence == spot.sentence)?;
    let noun = counted_noun(scene, before);
    match scene.marks.quantities[before.mark].unit {
        Unit::Count => count(scene, before, noun).map(|reading| Reading { by: spot.head, ..reading }),
        _ => None,
    }
}

/// The measure that a noun's own words or its governors give.
fn measured(scene: &Scene<'_>, sentence: usize, noun: usize, depth: usize) -> Option<Reading> {
    let tree = scene.sentence(sentence);
    let here = At { sentence, word: noun };
    if let Some(measure) = suffered(scene, here) {
        return Some(Reading { measure, by: noun });
    }
    for child in tree.dependents(noun, &[Deprel::Acl, Deprel::Amod, Deprel::Compound, Deprel::Appos]) {
        if let Some(measure) = suffered(scene, At { sentence, word: child }) {
            return Some(Reading { measure: destroyed(scene, here, measure), by: child });
        }
    }
    if depth > 4 {
        return None;
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
                && !scene.lexicon.is(&lemma, "DIE")
                && !scene.passive(above);
            // Whoever kills is not among the killed.
            if !moves
                && !matches!(tree.words[noun].deprel, Deprel::Obl)
                && let Some(measure) = suffered(scene, above)
            {
                return Some(Reading { measure: destroyed(scene, here, measure), by: head });
            }
            // "the toll rises to 32", "cost the lives of 12", "il a fait 4 morts": another argument says what is counted.
            for other in tree.dependents(head, &[Deprel::Obj, Deprel::Nsubj, Deprel::NsubjPass]).filter(|&o| o != noun)
            {
                if let Some(measure) = tolled(scene, At { sentence, word: other }) {
                    return Some(Reading { measure, by: head });
                }
            }
            None
        }
        Deprel::Conj | Deprel::Nmod | Deprel::Appos | Deprel::Parataxis | Deprel::Acl => {
            measured(scene, sentence, head, depth + 1)
        }
        _ => None,
    }
}

/// The measure that a word of harm gives, alone or with the words of a phrase.
fn suffered(scene: &Scene<'_>, at: At) -> Option<Measure> {
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
    if let Some((_, measure)) = phrase {
        return Some(*measure);
    }
    let own = scene.lexicon.measures(&lemma, pos);
    // A participle that the tagger took for an adjective, or a noun, is still its verb.
    let other = if pos == Pos::Verb { &[] } else { scene.lexicon.measures(&lemma, Pos::Verb) };
    own.iter()
        .chain(other)
        .filter(|m| harms(m.measure))
        .find(|m| !m.weak || scene.second_cue(at, m.measure))
        .map(|m| m.measure)
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
    let part = tree
        .dependents(at.word, &[Deprel::Compound, Deprel::Amod, Deprel::Nmod])
        .find_map(|word| suffered(scene, At { word, ..at }));
    part.or(Some(Measure::Killed))
}

/// Destroyed things are counted as what they are.
fn destroyed(scene: &Scene<'_>, noun: At, measure: Measure) -> Measure {
    if measure == Measure::BasesDestroyed && !scene.lexicon.is(&scene.lemma(noun), "BASE") {
        Measure::Equipment
    } else {
        measure
    }
}

/// "a soldier was killed": an indefinite singular that suffers a harm counts one.
fn singles(scene: &Scene<'_>) -> Vec<Counted> {
    let mut found = Vec::new();
    for (sentence, tree) in scene.analysis.sentences.iter().enumerate() {
        for word in 0..tree.words.len() {
            let at = At { sentence, word };
            let w = &tree.words[word];
            let modifies = matches!(w.deprel, Deprel::Compound | Deprel::Amod | Deprel::Flat | Deprel::Fixed);
            let modifies = modifies || tree.words.get(word + 1).is_some_and(|next| next.upos == Upos::Noun);
            if w.upos != Upos::Noun || modifies || w.feats.number == Number::Plur || !scene.is_person(at) {
                continue;
            }
            let article =
                tree.dependents(word, &[Deprel::Det]).find(|&d| scene.lexicon.is(&tree.words[d].lemma, "INDEFINITE"));
            let numbered = tree.dependents(word, &[Deprel::Nummod]).next().is_some();
            let (Some(article), false) = (article, numbered) else { continue };
            let Some(reading) = measured(scene, sentence, word, 0) else { continue };
            let Some(span) = scene.span(sentence, article.min(word)..word + 1) else { continue };
            let told = Told {
                measure: reading.measure,
                low: Some(1.0),
                high: Some(1.0),
                approx: false,
                exclusive: false,
                unit: "person".into(),
            };
            found.push(finish(scene, At { sentence, word: reading.by }, Some(word), span, told));
        }
    }
    found
}

impl Scene<'_> {
    /// The kinds of the actors that hang on a noun as its parts or complements.
    fn actors_beside(&self, at: At) -> Vec<ActorKind> {
        let sentence = self.sentence(at.sentence);
        let parts = [Deprel::Compound, Deprel::Amod, Deprel::Nmod, Deprel::Flat, Deprel::Appos];
        let found = sentence.dependents(at.word, &parts);
        found.filter_map(|word| self.actor_on(At { word, ..at }).map(|(_, mark)| mark.kind)).collect()
    }

    /// Whether what a weak word of harm governs makes the measure plain: people who die or flee, bases destroyed.
    fn second_cue(&self, at: At, measure: Measure) -> bool {
        let sentence = self.sentence(at.sentence);
        let near: Vec<usize> = sentence.children(at.word).chain(sentence.head(at.word)).collect();
        near.into_iter().any(|word| {
            let here = At { word, ..at };
            match measure {
                Measure::BasesDestroyed => self.lexicon.is(&self.lemma(here), "BASE"),
                Measure::Killed | Measure::Displaced | Measure::Captured | Measure::Abducted => {
                    self.is_person(here)
                        || self.quantities.iter().any(|q| q.sentence == at.sentence && q.words.contains(&word))
                }
                _ => true,
            }
        })
    }

    /// The words of what is counted, without the number and its bounds.
    fn counted(&self, noun: At) -> String {
        let mut phrase = self.phrase(noun);
        for quantity in self.quantities.iter().filter(|q| q.sentence == noun.sentence && q.words.start < noun.word) {
            if phrase.start < quantity.words.end && quantity.words.end <= noun.word {
                phrase.start = quantity.words.end;
            }
        }
        self.span(noun.sentence, phrase).map_or_else(String::new, |span| self.words(span).to_string())
    }

    /// Whether a noun stands for a human being.
    pub(crate) fn is_person(&self, at: At) -> bool {
        let lemma = self.lemma(at);
        ["FORCES", "CIVILIANS", "MILITANTS", "PERSON_OFFICE", "PERSON", "VICTIM", "HOSTAGE", "PRISONER"]
            .iter()
            .any(|class| self.lexicon.is(&lemma, class))
    }
}
