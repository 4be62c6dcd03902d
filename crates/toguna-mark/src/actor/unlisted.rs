//! Names that no pack knows, made known by the text: a title before them, a head noun in them, a short form in brackets.

use std::ops::Range;

use toguna_lang::Upos;

use super::sentence::Sweep;
use super::{ActorMarks, Known};
use crate::{ActorKind, EntityId};

/// Marks the names of a sentence that the pack does not list.
pub(super) fn mark(sweep: &mut Sweep<'_>, known: &mut Known, marks: &mut ActorMarks) {
    introduced_short_forms(sweep, known, marks);
    let mut at = 0;
    while at < sweep.units.len() {
        if sweep.covered[at] || !sweep.units[at].capital {
            at += 1;
            continue;
        }
        let run = capital_run(sweep, at);
        at = run.end.max(at + 1);
        if let Some((id, name, kind, why)) = reading(sweep, &run, known) {
            let bytes = sweep.with_bracket(sweep.bytes(&run));
            if kind == ActorKind::Person && run.len() > 1 {
                let surname = word(sweep, run.end - 1).to_string();
                known.short.insert(surname, (id.clone(), name.clone(), kind));
            }
            sweep.add(bytes, id, &name, kind, why, marks);
        }
    }
}

/// A run of capitalised words that only spaces and hyphens part.
fn capital_run(sweep: &Sweep<'_>, start: usize) -> Range<usize> {
    let mut end = start + 1;
    while end < sweep.units.len()
        && sweep.units[end].capital
        && !sweep.covered[end]
        && matches!(&sweep.text[sweep.units[end - 1].end..sweep.units[end].start], " " | "-" | "\u{a0}" | "’" | "'")
    {
        end += 1;
    }
    start..end
}

/// What a run of capitalised words stands for, if the text says so.
fn reading(sweep: &Sweep<'_>, run: &Range<usize>, known: &Known) -> Option<(EntityId, String, ActorKind, &'static str)> {
    let name = sweep.text[sweep.bytes(run)].to_string();
    if let Some((id, full, kind)) = known.short.get(&name) {
        return Some((id.clone(), full.clone(), *kind, "short form introduced before"));
    }
    if !is_name(sweep, run) {
        return None;
    }
    let last = word(sweep, run.end - 1).to_lowercase();
    let first = word(sweep, run.start).to_lowercase();
    let heads = &sweep.context.roles.heads;
    if run.len() > 1
        && let Some(kind) = heads.get(&last).or_else(|| heads.get(&first))
    {
        return Some((unlisted(&name), name, *kind, "head noun in the name"));
    }
    if sweep.title_before(run.start).is_some() {
        return Some((unlisted(&name), name, ActorKind::Person, "title before the name"));
    }
    None
}

/// "Long Name of Something (LNS)": the short form tells how far back the name reaches.
fn introduced_short_forms(sweep: &mut Sweep<'_>, known: &mut Known, marks: &mut ActorMarks) {
    for at in 1..sweep.units.len() {
        let unit = sweep.units[at];
        let short = &sweep.text[unit.start..unit.end];
        let bracketed = sweep.text[..unit.start].ends_with('(') && sweep.text[unit.end..].starts_with(')');
        let letters = short.chars().count();
        if !bracketed || sweep.covered[at] || !(2..=10).contains(&letters) || short.chars().any(char::is_lowercase) {
            continue;
        }
        let Some(from) = reach(sweep, at, short) else { continue };
        let bytes = sweep.units[from].start..unit.end + 1;
        let name = sweep.text[sweep.bytes(&(from..at))].to_string();
        let head = word(sweep, from).to_lowercase();
        let kind = sweep.context.roles.heads.get(&head).copied().unwrap_or(ActorKind::Organisation);
        let id = unlisted(&name);
        known.short.insert(short.to_string(), (id.clone(), name.clone(), kind));
        sweep.add(bytes, id, &name, kind, "name with its short form", marks);
    }
}

/// The first word of the name before a short form: initials must agree, link words may be skipped.
fn reach(sweep: &Sweep<'_>, bracket: usize, short: &str) -> Option<usize> {
    let initials: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let mut wanted = initials.len();
    let mut best = None;
    for at in (bracket.saturating_sub(initials.len() * 2 + 2)..bracket).rev() {
        let lower = word(sweep, at).to_lowercase();
        let initial = crate::names::plain_initial(&lower)?;
        if wanted > 0 && initials[wanted - 1] == initial {
            wanted -= 1;
            best = Some(at);
        } else if !sweep.context.roles.links.contains(&lower) {
            break;
        }
        if wanted == 0 {
            break;
        }
    }
    best.filter(|&at| wanted == 0 && sweep.units[at].capital)
}

/// Whether the tagger takes at least one word of the run for a name.
fn is_name(sweep: &Sweep<'_>, run: &Range<usize>) -> bool {
    sweep
        .sentence
        .words_in(sweep.bytes(run))
        .any(|w| matches!(sweep.sentence.words[w].upos, Upos::Propn | Upos::X | Upos::Noun))
}

fn word<'t>(sweep: &Sweep<'t>, unit: usize) -> &'t str {
    &sweep.text[sweep.units[unit].start..sweep.units[unit].end]
}

/// The id of a name that no pack lists: its letters, marked as unlisted.
fn unlisted(name: &str) -> EntityId {
    let mut slug = String::with_capacity(name.len());
    for c in crate::names::folded(name).chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    EntityId::new(&format!("unlisted:{}", slug.trim_matches('-')))
}
