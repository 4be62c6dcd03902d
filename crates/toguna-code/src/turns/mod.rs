//! Facts that turns of phrase tell: reasons, origins, stages of an institution, who praises or doubts what.
//!
//! Such sentences are long and their trees the least sure, so a turn is a pattern of words in their order, of data
//! (`turns.tsv`), and no condition on a tree.

mod find;
mod pattern;

use std::ops::Range;

use jiff::{Span as Time, civil::Date};
use serde::Deserialize;
use toguna_lang::Upos;
use toguna_mark::{ActorMark, DateKind, Edtf, EntityId, Precision, TableError, rows};

use crate::scene::{At, Scene};
use crate::{Claimant, Fact, Term};
use find::{Found, Line, is_of};
use pattern::{Dated, Object, Piece, Subject};

/// A row of `turns.tsv`.
#[derive(Debug)]
struct Turn {
    pattern: Vec<Piece>,
    predicate: String,
    subject: Subject,
    object: Object,
    qualifier: Option<String>,
    dated: Dated,
}

#[derive(Deserialize)]
struct Row {
    pattern: String,
    predicate: String,
    subject: String,
    object: String,
    #[serde(default)]
    qualifier: String,
    #[serde(default)]
    date: String,
}

/// The turns of phrase of a language.
#[derive(Debug, Default)]
pub(crate) struct Turns(Vec<Turn>);

/// How many sentences back the subject of a turn may be named.
const BACK: usize = 3;
/// How far behind a turn the things stand that it names.
const REACH: usize = 24;
/// How many words before a turn a noun stands that gathers its subjects.
const NEAR: usize = 4;

impl Turns {
    /// Reads `turns.tsv`.
    pub(crate) fn parse(text: &str) -> Result<Turns, TableError> {
        let read = |row: Row| -> Result<Turn, String> {
            Ok(Turn {
                pattern: pattern::pattern(&row.pattern)?,
                predicate: row.predicate,
                subject: pattern::subject(&row.subject)?,
                object: pattern::object(&row.object)?,
                qualifier: (!row.qualifier.is_empty()).then_some(row.qualifier),
                dated: pattern::dated(&row.date)?,
            })
        };
        let wrong = |at: usize, reason| TableError { file: "turns.tsv".into(), line: at as u64 + 2, reason };
        let rows = rows::<Row>("turns.tsv", text)?.into_iter().enumerate();
        rows.map(|(at, row)| read(row).map_err(|e| wrong(at, e))).collect::<Result<_, _>>().map(Turns)
    }
}

/// Every fact that a turn of phrase tells.
pub(crate) fn told(scene: &Scene<'_>, turns: &Turns, found: &mut Vec<Fact>) {
    for sentence in 0..scene.analysis.sentences.len() {
        let line = Line::of(scene, sentence);
        let known = line.words();
        for turn in turns.0.iter().filter(|turn| Line::may_hold(&known, &turn.pattern)) {
            let mut from = 0;
            while let Some(hit) = line.find(&turn.pattern, from) {
                from = hit.words.end.max(from + 1);
                add(scene, sentence, turn, &hit, found);
            }
        }
    }
}

fn add(scene: &Scene<'_>, sentence: usize, turn: &Turn, hit: &Found<'_>, found: &mut Vec<Fact>) {
    let at = At { sentence, word: hit.anchor.unwrap_or(hit.words.start) };
    let objects = objects(scene, sentence, turn, hit);
    let standing = scene.standing(at);
    let claimant = match (hit.speaker, hit.speaker_word) {
        (Some(mark), _) => Claimant::Actor(mark.entity.clone()),
        (None, Some(word)) => scene
            .span(sentence, word..word + 1)
            .map_or(Claimant::Document, |span| Claimant::Described(scene.words(span).to_string())),
        (None, None) => standing.claimant,
    };
    let (from, to, on) = dates(scene, sentence, turn, hit);
    for ((subject, words), (object, own)) in
        subjects(scene, sentence, turn, hit).iter().flat_map(|s| objects.iter().map(move |o| (s, o)))
    {
        if subject == object {
            continue;
        }
        let Some(span) = scene.span(sentence, own.clone().unwrap_or_else(|| words.clone())) else { continue };
        found.push(Fact {
            span,
            subject: subject.clone(),
            predicate: turn.predicate.clone(),
            object: object.clone(),
            qualifier: turn.qualifier.clone(),
            from: from.clone(),
            to: to.clone(),
            at: on.clone(),
            status: standing.status,
            claimant: claimant.clone(),
            through: Vec::new(),
            why: "a turn of phrase in turns.tsv".into(),
        });
    }
}

/// What the turn says, with the words of each thing where it says several.
fn objects(scene: &Scene<'_>, sentence: usize, turn: &Turn, hit: &Found<'_>) -> Vec<(Term, Option<Range<usize>>)> {
    let words = |range: Range<usize>| scene.span(sentence, range).map(|span| scene.words(span).to_string());
    let one = |term: Option<Term>| term.map(|term| (term, None)).into_iter().collect();
    match &turn.object {
        Object::Literal(text) => one(Some(Term::Words(text.clone()))),
        Object::Rest => one(hit.rest.clone().and_then(words).map(Term::Words)),
        Object::Matched => one(hit.actor.as_ref().map(|(mark, _)| Term::Entity(mark.entity.clone()))),
        Object::Each(class) => {
            let all = &scene.sentence(sentence).words;
            let named = (hit.words.end..all.len().min(hit.words.end + REACH))
                .filter(|&word| scene.lexicon.is(&all[word].lemma, class) && all[word].upos == Upos::Noun);
            let phrase = |word: usize| {
                let own = |w: &usize| matches!(all[*w].upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Verb);
                let from = (hit.words.end..word).rev().take_while(own).last().unwrap_or(word);
                let behind = |w: &usize| all[*w].upos == Upos::Adj;
                let to = (word + 1..all.len()).take_while(behind).last().unwrap_or(word);
                from..to + 1
            };
            // "television station" is one thing: a noun of the class inside another's words is none of its own.
            let ranges: Vec<Range<usize>> = named.map(phrase).collect();
            let inside = |r: &Range<usize>| ranges.iter().any(|o| o != r && o.start <= r.start && r.end <= o.end);
            let own = ranges.iter().filter(|range| !inside(range));
            own.filter_map(|range| Some((Term::Words(words(range.clone())?), Some(range.clone())))).collect()
        }
    }
}

/// Whom the turn speaks of, each with the words to show.
fn subjects(scene: &Scene<'_>, sentence: usize, turn: &Turn, hit: &Found<'_>) -> Vec<(Term, Range<usize>)> {
    let entity = |mark: &ActorMark| Term::Entity(mark.entity.clone());
    match &turn.subject {
        Subject::Literal(words) => vec![(Term::Words(words.clone()), hit.words.clone())],
        Subject::Before(kinds) => {
            let several = gathered(scene, sentence, kinds, hit);
            if !several.is_empty() {
                return several.into_iter().map(|id| (Term::Entity(id), hit.words.clone())).collect();
            }
            before(scene, sentence, kinds, hit).map(|mark| (entity(mark), hit.words.clone())).into_iter().collect()
        }
        Subject::Matched { list } => {
            let Some((first, words)) = &hit.actor else { return Vec::new() };
            let mut all = vec![(entity(first), hit.words.clone())];
            let mut end = words.end;
            let same = |s: &&crate::scene::Spot| s.sentence == sentence && scene.actor(s).kind == first.kind;
            for spot in scene.actors.iter().filter(same).filter(|_| *list) {
                // "A (X), B (Y) and C": a few words stand between those that are listed.
                if spot.words.start >= end && spot.words.start <= end + 6 {
                    all.push((entity(scene.actor(spot)), spot.words.clone()));
                    end = spot.words.end;
                }
            }
            all
        }
    }
}

/// Those whom a noun close before the turn gathers: "the three countries", "all members".
fn gathered(scene: &Scene<'_>, sentence: usize, kinds: &[String], hit: &Found<'_>) -> Vec<EntityId> {
    if !kinds.iter().any(|kind| kind == "state") {
        return Vec::new();
    }
    let anchor = hit.anchor.unwrap_or(hit.words.start);
    let stands = |word: &usize| {
        let at = At { sentence, word: *word };
        let plain = scene.actor_on(at).is_none();
        plain && scene.lexicon.stands_for(&scene.lemma(at)).is_some_and(|of| of.iter().any(|kind| kind == "state"))
    };
    let noun = (anchor.saturating_sub(NEAR)..anchor).rev().find(stands);
    noun.map(|word| scene.actors_of(At { sentence, word })).unwrap_or_default()
}

/// The nearest actor of these kinds before the turn, else the one that the document names most.
fn before<'s>(scene: &Scene<'s>, sentence: usize, kinds: &[String], hit: &Found<'_>) -> Option<&'s ActorMark> {
    let all = || scene.actors.iter().filter(|spot| is_of(scene.actor(spot), kinds));
    let earlier = |spot: &&crate::scene::Spot| {
        spot.sentence + BACK >= sentence
            && (spot.sentence < sentence || spot.sentence == sentence && spot.words.end <= hit.anchor.unwrap_or(0))
    };
    let nearest = all().filter(earlier).max_by_key(|spot| (spot.sentence, spot.words.start));
    let most = || {
        let count = |mark: &ActorMark| all().filter(|spot| scene.actor(spot).entity == mark.entity).count();
        all().map(|spot| scene.actor(spot)).max_by_key(|mark| (count(mark), std::cmp::Reverse(mark.span.range().start)))
    };
    nearest.map(|spot| scene.actor(spot)).or_else(most)
}

/// Begin, end and day of the state, from the date that stands nearest.
fn dates(
    scene: &Scene<'_>,
    sentence: usize,
    turn: &Turn,
    hit: &Found<'_>,
) -> (Option<Edtf>, Option<Edtf>, Option<Edtf>) {
    let distance = |words: &Range<usize>| {
        let behind = words.start.saturating_sub(hit.words.end);
        behind + hit.words.start.saturating_sub(words.end)
    };
    let here = scene.dates.iter().filter(|spot| spot.sentence == sentence);
    let value = |spot: &crate::scene::Spot| &scene.marks.dates[spot.mark];
    let near = here
        .filter(|spot| {
            matches!(value(spot).kind, DateKind::Date | DateKind::Interval) && !value(spot).value.is_duration()
        })
        .min_by_key(|spot| (distance(&spot.words), spot.words.start))
        .map(|spot| value(spot).value.clone());
    match turn.dated {
        Dated::No => (None, None, None),
        Dated::From => (near, None, None),
        Dated::To => (None, near, None),
        Dated::At => (None, None, near),
        Dated::Spell => {
            let end = |day: Option<Date>| day.and_then(Edtf::day);
            let spell = near.filter(Edtf::is_interval);
            (end(spell.as_ref().and_then(Edtf::earliest)), end(spell.as_ref().and_then(Edtf::latest)), None)
        }
        Dated::Since => (hit.duration.as_deref().and_then(|length| since(scene, sentence, length)), None, None),
    }
}

/// As long before the last day told as a duration says, in its own unit and "about".
fn since(scene: &Scene<'_>, sentence: usize, length: &str) -> Option<Edtf> {
    let told = scene.dates.iter().rev().filter(|spot| spot.sentence <= sentence).map(|s| &scene.marks.dates[s.mark]);
    let day: Date = told
        .filter(|mark| mark.kind == DateKind::Date && mark.value.precision() == Precision::Day)
        .find_map(|mark| mark.value.latest())
        .or_else(|| scene.published().and_then(|date| date.latest()))?;
    let length: Time = length.parse().ok()?;
    let begin = day.checked_sub(length).ok()?;
    Edtf::month(begin.year(), begin.month()).map(|month| month.approximate())
}
