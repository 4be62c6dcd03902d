//! Persons whom no pack lists, made known by a title, a given name, a verb of speech, or a person beside them.

use std::ops::Range;

use toguna_lang::{Deprel, Upos};

use super::ActorMarks;
use super::known::{Introduced, Known};
use super::sentence::Sweep;
use super::unlisted::{id_of, word};
use crate::ActorKind;

/// Marks the persons of a sentence that the pack does not list.
pub(super) fn mark(sweep: &mut Sweep<'_>, known: &mut Known, marks: &mut ActorMarks) {
    let mut at = 0;
    while at < sweep.units.len() {
        if !sweep.is_free_capital(at) {
            at += 1;
            continue;
        }
        let run = name_run(sweep, at);
        at = run.end;
        let run = match known.of_surname(&[], sweep.units[run.start].key) {
            Some(_) if run.len() == 1 => run,
            _ => without_title(sweep, run),
        };
        if run.is_empty() {
            continue;
        }
        if run.len() == 1
            && let Some((_, _, who)) = known.of_surname(&[], sweep.units[run.start].key)
        {
            let who = who.clone();
            sweep.add(sweep.bytes(&run), who.id, &who.name, who.kind, "surname of a person named before", marks);
            continue;
        }
        let Some(why) = evidence(sweep, &run, marks) else { continue };
        let bytes = sweep.bytes(&run);
        let name = sweep.text[bytes.clone()].to_string();
        let who = Introduced { id: id_of(&name), name, kind: ActorKind::Person };
        known.meet(None, sweep.units[run.end - 1].key, who.clone());
        sweep.add(bytes, who.id, &who.name, who.kind, why, marks);
    }
}

/// A run of capitalised words that only spaces and hyphens part, with the particles of names between them.
fn name_run(sweep: &Sweep<'_>, start: usize) -> Range<usize> {
    let mut end = start + 1;
    while end < sweep.units.len() && matches!(sweep.gap(end - 1), " " | "-" | "\u{a0}" | "’" | "'" | ". ") {
        if sweep.gap(end - 1) == ". " && sweep.units[end - 1].end - sweep.units[end - 1].start > 1 {
            break;
        }
        if sweep.is_free_capital(end) {
            end += 1;
        } else if sweep.context.roles.particles.contains(&sweep.units[end].key)
            && end + 1 < sweep.units.len()
            && matches!(sweep.gap(end), " " | "-" | "\u{a0}")
            && sweep.is_free_capital(end + 1)
        {
            end += 2;
        } else {
            break;
        }
    }
    start..end
}

/// The run past a title in it: "Général Doumbia" is "Doumbia"; and past the capital that only opens the sentence.
fn without_title(sweep: &Sweep<'_>, run: Range<usize>) -> Range<usize> {
    let start = (run.start + 1..=run.end)
        .rev()
        .find(|&at| sweep.title_ending(at).is_some_and(|(from, _)| at < run.end || from <= run.start));
    let start = start.unwrap_or(run.start);
    let first = &sweep.units[run.start];
    let opens = start == 0
        && sweep
            .sentence
            .words_in(first.start..first.end)
            .all(|w| !matches!(sweep.sentence.words[w].upos, Upos::Propn | Upos::X | Upos::Noun | Upos::Adj));
    start + usize::from(opens)..run.end
}

/// What tells that a run of words is a person's name, if anything does.
fn evidence(sweep: &Sweep<'_>, run: &Range<usize>, marks: &ActorMarks) -> Option<&'static str> {
    let common = |u: usize| sweep.context.roles.common.contains(&sweep.units[u].key);
    if run.clone().any(common) || sweep.shouted || !is_name(sweep, run) || run.len() > 5 {
        return None;
    }
    let heads = &sweep.context.roles.heads;
    let headed = |u: usize| heads.contains_key(&word(sweep, u).to_lowercase());
    if run.len() > 1 && (headed(run.start) || headed(run.end - 1)) {
        return None;
    }
    if sweep.title_before(run.start).is_some() {
        return Some("title before the name");
    }
    if run.len() < 2 || run.clone().any(|u| is_acronym(word(sweep, u))) {
        return None;
    }
    if sweep.title_after(run.end).is_some() {
        return Some("title after the name");
    }
    if sweep.is_given_name(run.start) {
        return Some("given name");
    }
    if sweep.parted_title(run.start, marks).is_some() && is_apposition(sweep, run) {
        return Some("title before the name");
    }
    if sweep.title_beside(run.start).is_some() {
        return Some("set beside a title");
    }
    if holds_by_verb(sweep, run) {
        return Some("said to hold an office");
    }
    if speaks(sweep, run) {
        return Some("one who speaks");
    }
    let beside = run.start > 0
        && marks.actors.iter().any(|m| {
            let m = m.span.range();
            let start = sweep.units[run.start].start;
            m.end < start
                && m.end + 8 > start
                && sweep.is_list_gap(m.end, start)
                && marks.actors.iter().any(|p| p.span.range() == m && p.kind == ActorKind::Person)
        });
    beside.then_some("joined to a person")
}

/// Whether the tree sets the run beside the noun that it names ("the governor of the town, X Y").
fn is_apposition(sweep: &Sweep<'_>, run: &Range<usize>) -> bool {
    let mut words = sweep.sentence.words_in(sweep.bytes(run));
    words.any(|w| sweep.sentence.words[w].deprel == Deprel::Appos)
}

/// "Its secretary is X Y": whether the run is said of a title.
fn holds_by_verb(sweep: &Sweep<'_>, run: &Range<usize>) -> bool {
    let tree = sweep.sentence;
    let mut said = tree.words_in(sweep.bytes(run)).filter(|&w| tree.dependents(w, &[Deprel::Cop]).next().is_some());
    said.any(|word| {
        tree.dependents(word, &[Deprel::Nsubj]).any(|noun| {
            let parts = tree.dependents(noun, &[Deprel::Amod, Deprel::Compound]).chain([noun]);
            let start = parts.map(|part| tree.words[part].start as usize).min();
            let unit = start.and_then(|start| sweep.units.iter().position(|unit| unit.start == start));
            unit.is_some_and(|unit| sweep.title_at(unit).is_some())
        })
    })
}

/// Whether the run is the subject of a verb of speech, or is cited.
pub(super) fn speaks(sweep: &Sweep<'_>, run: &Range<usize>) -> bool {
    let roles = sweep.context.roles;
    let sentence = sweep.sentence;
    let by_tree = sentence.words_in(sweep.bytes(run)).any(|w| {
        matches!(sentence.words[w].deprel, Deprel::Nsubj)
            && sentence.head(w).is_some_and(|head| roles.speech.contains(sentence.words[head].lemma.as_str()))
    });
    let cited = (run.start.saturating_sub(3)..run.start).any(|from| {
        roles.voices.longest(sweep.text, sweep.units, from).is_some_and(|(taken, _)| from + taken == run.start)
    });
    by_tree || cited && sweep.gap(run.start.saturating_sub(1)) == " "
}

/// Whether the tagger takes every word of the run for a part of a name.
fn is_name(sweep: &Sweep<'_>, run: &Range<usize>) -> bool {
    let words = sweep.sentence.words_in(sweep.bytes(run));
    let names = words.clone().filter(|&w| sweep.sentence.words[w].upos == Upos::Propn).count();
    names > 0 && names * 2 >= words.len()
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
}
