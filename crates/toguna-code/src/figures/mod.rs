//! Figures: what each number of the text counts, read from the words it stands with in the tree.

mod alone;
mod count;
mod elliptic;
mod headline;
mod measure;
mod order;

use std::ops::Range;

use toguna_lang::{Deprel, Number, Upos};
use toguna_mark::{DateKind, Edtf, QuantityMark, Unit};
use toguna_text::Span;

use crate::scene::{At, Scene, Spot};
use crate::{Figure, Measure, Status};

pub(crate) use elliptic::is_bare_number;

use count::{count, counted_noun, numbered, percent};
use measure::measured;
pub(crate) use measure::suffered;

/// A figure and the word in the tree that carries it.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub figure: Figure,
    /// The word whose clause it belongs to: the measure word, or the noun counted.
    pub at: At,
    /// The noun counted.
    pub noun: Option<usize>,
    /// The words of the number, of its bounds and of the noun.
    pub words: Range<usize>,
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
    elliptic::numbers(scene, &mut found);
    headline::claimants(scene, &mut found);
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
        // A distance is no volume of anything.
        Unit::Measure(name) if scene.lexicon.is(name, "DISTANCE") => Reading { measure: Measure::Count, by: spot.head },
        Unit::Measure(_) => Reading { measure: Measure::Volume, by: spot.head },
        Unit::Percent => percent(scene, spot),
        Unit::Count => count(scene, spot, noun)?,
    };
    if reading.measure == Measure::Count && mark.low == Some(1.0) && mark.high == Some(1.0) {
        return None;
    }
    let sentence = scene.sentence(spot.sentence);
    let mut words = spot.words.clone();
    let apart = numbered(scene, spot).is_some();
    if let Some(noun) = noun.filter(|&n| !apart && n.abs_diff(spot.head) <= 4) {
        words = words.start.min(noun)..words.end.max(noun + 1);
    }
    if reading.measure == Measure::Change && reading.by >= words.end && reading.by - words.end <= 1 {
        words.end = reading.by + 1;
    }
    let span =
        if words == spot.words { mark.span } else { scene.span(spot.sentence, words.clone())?.cover(&mark.span)? };
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
        number: mark.number.range().start,
    };
    Some(finish(scene, at, noun, (span, words), told))
}

/// The parts of a figure that its own words tell.
struct Told {
    measure: Measure,
    low: Option<f64>,
    high: Option<f64>,
    approx: bool,
    exclusive: bool,
    unit: String,
    /// The first byte of the number: a verb of its bounds ("estimated at about 60") stands before what is said.
    number: usize,
}

fn finish(scene: &Scene<'_>, at: At, noun: Option<usize>, (span, words): (Span, Range<usize>), told: Told) -> Counted {
    let standing = scene.standing_of(at, told.number);
    let on_noun = noun.map(|word| At { word, ..at });
    let mut of = noun.map_or_else(String::new, |word| scene.counted(At { word, ..at }));
    if told.unit == "percent" && !of.contains(char::is_alphabetic) {
        of = scene.share_of(at, &words).map(|word| scene.counted(word)).unwrap_or(of);
    }
    let when = |at| if told.measure == Measure::Change { scene.when_changed(at) } else { scene.when(at) };
    let behind = || scene.date_right_behind(at.sentence, words.end).filter(|_| noun.is_none());
    let date = behind().or_else(|| on_noun.and_then(when).or_else(|| when(at)).map(|w| w.date));
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
        through: standing.through,
        why: format!("{} by '{}'", told.measure.name(), scene.sentence(at.sentence).words[at.word].form),
        part_of: None,
        supersedes: None,
    };
    Counted { figure, at, noun, words }
}

fn unit_of(measure: Measure) -> &'static str {
    match measure {
        Measure::BasesDestroyed => "base",
        Measure::Equipment => "item",
        _ => "person",
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
            // The short form of a militia counts its members as a noun does ("a VDP").
            let noun = w.upos == Upos::Noun || w.upos == Upos::Propn && scene.actor_on(at).is_some();
            if !noun || modifies || w.feats.number == Number::Plur || !scene.is_victim(at) {
                continue;
            }
            let article =
                tree.dependents(word, &[Deprel::Det]).find(|&d| scene.lexicon.is(&tree.words[d].lemma, "INDEFINITE"));
            let numbered = tree.dependents(word, &[Deprel::Nummod]).next().is_some();
            let (Some(article), false) = (article, numbered) else { continue };
            // "Nine were hurt; a clerk counts thirteen": behind a semicolon another clause begins.
            if tree.head(word).is_some_and(|head| tree.words[head.min(word)..word].iter().any(|w| w.form == ";")) {
                continue;
            }
            let Some(reading) = measured(scene, sentence, word, 0) else { continue };
            let words = article.min(word)..word + 1;
            let Some(span) = scene.span(sentence, words.clone()) else { continue };
            let told = Told {
                measure: reading.measure,
                low: Some(1.0),
                high: Some(1.0),
                approx: false,
                exclusive: false,
                unit: "person".into(),
                number: span.range().start,
            };
            found.push(finish(scene, At { sentence, word: reading.by }, Some(word), (span, words), told));
        }
    }
    found
}

impl Scene<'_> {
    /// "770 in 2016": the date that only a preposition parts from a number alone.
    fn date_right_behind(&self, sentence: usize, word: usize) -> Option<Edtf> {
        let preposition = self.sentence(sentence).words.get(word).is_some_and(|w| w.upos == Upos::Adp);
        let spot = self.dates_in(sentence).into_iter().find(|spot| preposition && spot.words.start == word + 1)?;
        Some(self.marks.dates[spot.mark].value.clone())
    }

    /// The words of what is counted, without the number and its bounds.
    fn counted(&self, noun: At) -> String {
        let mut phrase = self.phrase(noun);
        let inside = |q: &&Spot| q.sentence == noun.sentence && q.words.contains(&noun.word);
        // "60 per cent of the region": of what.
        if let Some(quantity) = self.quantities.iter().find(inside).filter(|q| q.words.end < phrase.end) {
            let words = &self.sentence(noun.sentence).words;
            let behind = quantity.words.end..phrase.end;
            phrase.start = behind.clone().find(|&w| words[w].upos != Upos::Adp).unwrap_or(behind.start);
        }
        for quantity in self.quantities.iter().filter(|q| q.sentence == noun.sentence && q.words.start < noun.word) {
            if phrase.start < quantity.words.end && quantity.words.end <= noun.word {
                phrase.start = quantity.words.end;
            }
        }
        self.span(noun.sentence, phrase).map_or_else(String::new, |span| self.words(span).to_string())
    }

    /// What a bare percentage is told of: "a turnout of 39 %", "put the turnout at 39 %", "the turnout was 39 %".
    fn share_of(&self, at: At, number: &Range<usize>) -> Option<At> {
        let tree = self.sentence(at.sentence);
        let head = number.clone().find(|&w| tree.head(w).is_none_or(|head| !number.contains(&head)))?;
        let above = tree.head(head)?;
        let noun = |word: &usize| tree.words[*word].upos == Upos::Noun;
        let named = Some(above).filter(|_| tree.words[head].deprel == Deprel::Nmod).filter(noun);
        let before = |word: &usize| noun(word) && *word < head;
        // "The monitors put it at 40 %": whoever says so is not what it is told of.
        let beside = |at: usize| {
            let mut objects = tree.dependents(at, &[Deprel::Obj]).peekable();
            let subjects = || tree.dependents(at, &[Deprel::NsubjPass, Deprel::Nsubj]).find(before);
            if objects.peek().is_some() { objects.find(before) } else { subjects() }
        };
        named.or_else(|| beside(head)).or_else(|| beside(above)).map(|word| At { word, ..at })
    }

    /// Whether a noun stands for somebody who can be killed: a human being, by any word that tells a side.
    pub(crate) fn is_victim(&self, at: At) -> bool {
        let lemma = self.lemma(at);
        self.is_person(at)
            || ["STATE_SIDE", "ARMED_SIDE", "CIVIL_SIDE"].iter().any(|class| self.lexicon.is(&lemma, class))
    }

    /// Whether a noun stands for a human being.
    pub(crate) fn is_person(&self, at: At) -> bool {
        let lemma = self.lemma(at);
        ["FORCES", "CIVILIANS", "MILITANTS", "PERSON_OFFICE", "PERSON", "VICTIM", "HOSTAGE", "PRISONER"]
            .iter()
            .any(|class| self.lexicon.is(&lemma, class))
    }
}
