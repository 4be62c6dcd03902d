//! An interview: between the questions speaks whoever is interviewed.

use std::ops::Range;

use toguna_mark::{ActorKind, ActorMark, EntityId};

use super::Voice;
use crate::Claimant;
use crate::scene::Scene;

/// How many questions make an interview where nobody's turn is labelled with a name.
const QUESTIONS: usize = 3;

/// The answers of an interview, as the words of the person whom it is with.
pub(super) fn answers(scene: &Scene<'_>) -> Vec<Voice> {
    let lines = lines(scene.document.text());
    let Some(first) = lines.iter().position(|line| line.asks) else { return Vec::new() };
    let Some(person) = interviewed(scene, &lines, first) else { return Vec::new() };
    let answer = |(at, line): (usize, &Line)| {
        let opens_block = line.opens && lines.get(at + 1).is_some_and(|next| !next.opens);
        let label = labelled(scene, line);
        let other = label.as_ref().is_some_and(|(who, _)| *who != person);
        let own = label.is_some_and(|(who, _)| who == person);
        // Of a block of several lines the first asks, though it need not be a question.
        let answers = at > first && !line.asks && !other && (own || !opens_block);
        answers.then(|| Voice {
            bytes: line.bytes.clone(),
            claimant: Claimant::Actor(person.clone()),
            alleged: false,
            cites: false,
            named: line.bytes.start,
        })
    };
    lines.iter().enumerate().filter_map(answer).collect()
}

/// Whom an interview is with: the person whose name labels a turn; without labels the only one named before the first of
/// several questions.
fn interviewed(scene: &Scene<'_>, lines: &[Line], first: usize) -> Option<EntityId> {
    if let Some((person, _)) = lines[first..].iter().find_map(|line| labelled(scene, line)) {
        return Some(person);
    }
    let answered = |pair: &&[Line]| pair[0].asks && !pair[1].asks;
    if lines.windows(2).filter(answered).count() < QUESTIONS {
        return None;
    }
    let until = lines[first].bytes.start;
    let mut named = persons(scene).filter(|mark| mark.span.range().end <= until).map(|mark| &mark.entity);
    let person = named.next()?;
    named.all(|other| other == person).then(|| person.clone())
}

/// The person whose name and a colon open a line, and where the turn begins.
fn labelled(scene: &Scene<'_>, line: &Line) -> Option<(EntityId, usize)> {
    let text = scene.document.text();
    persons(scene).find_map(|mark| {
        let name = mark.span.range();
        let colon = text.get(name.end..line.bytes.end)?.trim_start().starts_with(':');
        (name.start == line.bytes.start && colon).then(|| (mark.entity.clone(), name.end))
    })
}

fn persons<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = &'s ActorMark> {
    scene.marks.actors.iter().filter(|mark| mark.kind == ActorKind::Person)
}

/// A line of text.
struct Line {
    bytes: Range<usize>,
    /// Whether it ends in a question.
    asks: bool,
    /// Whether an empty line, or none, stands before it.
    opens: bool,
}

fn lines(text: &str) -> Vec<Line> {
    let (mut found, mut start, mut opens) = (Vec::new(), 0, true);
    for line in text.split_inclusive('\n') {
        let told = line.trim();
        if told.is_empty() {
            opens = true;
        } else {
            let from = start + (line.len() - line.trim_start().len());
            let asks = told.trim_end_matches([' ', '»', '”', '"', '\u{a0}', '*']).ends_with('?');
            found.push(Line { bytes: from..from + told.len(), asks, opens });
            opens = false;
        }
        start += line.len();
    }
    found
}
