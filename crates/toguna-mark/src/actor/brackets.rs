//! "Main Board of Works (MBW)": where a short form in brackets is an actor's, the name before it is his as well, whole.

use std::ops::Range;

use super::pack::Named;
use super::sentence::Sweep;
use super::unlisted::{id_of, kind_of_head, word};
use super::{ActorMarks, known::Introduced, known::Known};
use crate::{ActorKind, ActorMark, EntityId};

/// Gives names before a short form in brackets to whose it is, from their first word to the closing bracket.
pub(super) fn mark(sweep: &mut Sweep<'_>, known: &mut Known, marks: &mut ActorMarks) {
    for at in 1..sweep.units.len() {
        let unit = sweep.units[at];
        let Some(short) = in_brackets(sweep, at) else { continue };
        let Some(from) = name_before(sweep, at) else { continue };
        let bytes = sweep.units[from].start..unit.start + short.len() + 1;
        let inside: Vec<_> = marks
            .actors
            .iter()
            .filter(|mark| bytes.start <= mark.span.range().start && mark.span.range().end <= bytes.end)
            .map(|mark| (mark.span.range(), mark.entity.clone(), mark.kind))
            .collect();
        let crosses = |mark: &ActorMark| {
            let span = mark.span.range();
            span.start < bytes.start && bytes.start < span.end
        };
        if inside.iter().any(|(.., kind)| *kind == ActorKind::Person) || marks.actors.iter().any(crosses) {
            continue;
        }
        let before = sweep.units[from].start..unit.start;
        if let Some((id, name, kind)) = listed(sweep, at, short) {
            if inside.iter().any(|(span, entity, _)| *entity == id && span.end == bytes.end && span.start < unit.start)
            {
                continue;
            }
            let own = |(span, entity, _): &(Range<usize>, EntityId, ActorKind)| {
                span.start < before.end && (*entity == id || entity.as_str().starts_with("unlisted:"))
            };
            let headed = (from..at).any(|unit| kind_of_head(sweep, unit).is_some());
            if inside.iter().any(own) || headed && inside.iter().all(|(span, ..)| span.start >= before.end) {
                sweep.add(bytes, id, &name, kind, "name before a short form in brackets", marks);
            }
        } else if let [(span, entity, kind)] = inside.as_slice()
            && entity.as_str().starts_with("unlisted:")
            && (span.start > before.start || span.end < bytes.end)
        {
            // The name goes further back than its noun.
            let name = sweep.text[sweep.bytes(&(from..at))].to_owned();
            let who = Introduced { id: id_of(&name), name, kind: *kind };
            known.short.insert(short.to_owned(), who.clone());
            sweep.add(bytes, who.id, &who.name, who.kind, "name before a short form in brackets", marks);
        }
    }
}

/// A word in capitals that stands in brackets behind a space, from the unit that it begins with.
fn in_brackets<'t>(sweep: &Sweep<'t>, at: usize) -> Option<&'t str> {
    let start = sweep.units[at].start;
    let short = sweep.text[start..].split_once(')').map(|(short, _)| short)?;
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let letters = short.chars().filter(|c| c.is_alphabetic()).count();
    let word = short.chars().all(|c| c.is_alphanumeric() || c == '-');
    (sweep.text[..start].ends_with(" (") && word && capitals >= 2 && capitals * 2 >= letters).then_some(short)
}

/// The actor of the pack whose short form stands at a unit.
fn listed(sweep: &Sweep<'_>, at: usize, short: &str) -> Option<(EntityId, String, ActorKind)> {
    let bytes = sweep.units[at].start..sweep.units[at].start + short.len();
    let mut of = sweep.hits.iter().filter(|hit| sweep.bytes(&hit.units) == bytes).flat_map(|hit| hit.values.iter());
    let found = of.find_map(|value| if let Named::Actor(actor) = value { Some(*actor) } else { None })?;
    let actor = &sweep.context.pack.actors[found as usize];
    (actor.kind != ActorKind::Person).then(|| (actor.id.clone(), actor.name.clone(), actor.kind))
}

/// The first of the capitalised words, and of the link words between them, that end right before a unit in brackets.
fn name_before(sweep: &Sweep<'_>, bracket: usize) -> Option<usize> {
    let mut first = None;
    for at in (0..bracket).rev() {
        let joined = at + 1 == bracket || matches!(sweep.gap(at), " " | "-" | "\u{a0}" | "’" | "'");
        let link = sweep.context.roles.links.contains(&word(sweep, at).to_lowercase());
        let capital = sweep.units[at].capital && !(at == 0 && sweep.is_determiner(at));
        if !joined || !capital && !link {
            break;
        }
        if capital && !sweep.is_determiner(at) {
            first = Some(at);
        }
    }
    first.filter(|first| bracket - first > 1)
}
