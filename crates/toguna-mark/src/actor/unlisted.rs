//! Organisations that no pack lists, made known by the text: a head noun in the name, a short form in brackets.

use std::ops::Range;

use toguna_lang::{Deprel, Upos};

use super::ActorMarks;
use super::institutions::phrase;
use super::known::{Introduced, Known};
use super::persons::speaks;
use super::sentence::Sweep;
use crate::{ActorKind, EntityId};

/// Marks the organisations of a sentence that the pack does not list.
pub(super) fn mark(sweep: &mut Sweep<'_>, known: &mut Known, marks: &mut ActorMarks) {
    introduced_short_forms(sweep, known, marks);
    let mut at = 0;
    while at < sweep.units.len() {
        let naming = if sweep.units[at].capital { named_by_kind(sweep, at) } else { None };
        if sweep.titled[at]
            || sweep.is_determiner(at) && naming.is_none()
            || !sweep.is_free_capital(at)
                && (!heads_a_name(sweep, at) && !named_after_a_place(sweep, at, naming) || sweep.covered[at])
        {
            at += 1;
            continue;
        }
        let run = capital_run(sweep, at, naming.is_some());
        at = run.end.max(at + 1);
        let name = sweep.text[sweep.bytes(&run)].to_string();
        if let Some(who) = known.short.get(&name).cloned() {
            sweep.add(sweep.bytes(&run), who.id, &who.name, who.kind, "short form introduced before", marks);
        } else if let Some(kind) = naming.or_else(|| shortened(sweep, &run)) {
            let bytes = sweep.with_bracket(sweep.bytes(&run));
            sweep.add(bytes, id_of(&name), &name, kind, "name with a noun for such bodies, or a short form", marks);
        } else if let Some(run) = small_name(sweep, &run) {
            let (bytes, kind) = (sweep.bytes(&run), kind_of_head(sweep, run.start).unwrap_or(ActorKind::Organisation));
            let name = sweep.text[bytes.clone()].to_string();
            at = run.end;
            sweep.add(sweep.with_bracket(bytes), id_of(&name), &name, kind, "head noun and its complements", marks);
        } else if let Some(kind) = headed(sweep, &run) {
            let bytes = sweep.with_bracket(sweep.bytes(&run));
            sweep.add(bytes, id_of(&name), &name, kind, "head noun in the name", marks);
        }
    }
}

impl Sweep<'_> {
    /// Whether a unit has a capital and no mark or place covers it.
    pub(super) fn is_free_capital(&self, unit: usize) -> bool {
        self.units[unit].capital && !self.covered[unit] && !self.placed[unit]
    }
}

/// Whether a lower-case head noun opens a name ("katiba Serma"): the next word has a capital.
fn heads_a_name(sweep: &Sweep<'_>, at: usize) -> bool {
    sweep.context.roles.openers.contains(&sweep.units[at].key)
        && at + 1 < sweep.units.len()
        && sweep.gap(at) == " "
        && sweep.units[at + 1].capital
        && !sweep.covered[at + 1]
}

/// "The party Les Bâtisseurs": the kind that a noun written small right before a name tells.
fn named_by_kind(sweep: &Sweep<'_>, at: usize) -> Option<ActorKind> {
    let noun = at.checked_sub(1).filter(|&noun| sweep.gap(noun) == " " && !sweep.units[noun].capital)?;
    let names = sweep.context.roles.naming.contains(&word(sweep, noun).to_lowercase());
    let of_noun = kind_of_head(sweep, noun).filter(|_| names && !sweep.covered[noun] && !sweep.titled[noun]);
    of_noun.or_else(|| is_paper(sweep, at).then_some(ActorKind::Media))
}

/// "The association Kaya Solidarité": a name behind a noun for such bodies that begins with a place and goes on.
fn named_after_a_place(sweep: &Sweep<'_>, at: usize, naming: Option<ActorKind>) -> bool {
    let goes_on = at + 1 < sweep.units.len() && sweep.gap(at) == " " && sweep.is_free_capital(at + 1);
    naming.is_some() && sweep.placed[at] && goes_on
}

/// "Le Courrier du Fleuve" inside a sentence: an article written large opens the title of a paper, where the name has a noun for
/// papers, or speaks and is more than a surname.
fn is_paper(sweep: &Sweep<'_>, at: usize) -> bool {
    let next = at + 1;
    let large = sweep.units[at].capital && sweep.is_determiner(at) && !sweep.gap(at - 1).contains(['.', '«', '"', ':']);
    if !large || next >= sweep.units.len() || !sweep.units[next].capital || sweep.covered[next] || sweep.shouted {
        return false;
    }
    let run = capital_run(sweep, at, true);
    let paper = run.clone().any(|unit| kind_of_head(sweep, unit) == Some(ActorKind::Media));
    paper || crosses_links(sweep, &run) && speaks(sweep, &run)
}

/// "Party of Work Without Frontiers (PTS)": a head noun anywhere in a name with a short form behind it, whatever its letters.
fn shortened(sweep: &Sweep<'_>, run: &Range<usize>) -> Option<ActorKind> {
    let short = sweep.text[sweep.units[run.end - 1].end..].strip_prefix(" (")?.split_once(')')?.0;
    let letters = short.chars().count();
    let acronym = (2..=10).contains(&letters) && short.chars().all(|c| c.is_uppercase() || c == '-');
    run.clone().find_map(|unit| kind_of_head(sweep, unit)).filter(|_| acronym && run.len() > 1)
}

/// A run of capitalised words that only spaces and hyphens part; behind a head noun, or one right before it, it runs on across
/// link words.
fn capital_run(sweep: &Sweep<'_>, start: usize, named: bool) -> Range<usize> {
    let mut end = start + 1;
    let on = |at: usize| at < sweep.units.len() && matches!(sweep.gap(at - 1), " " | "-" | "\u{a0}" | "’" | "'");
    let head = named || kind_of_head(sweep, start).is_some() && sweep.units[start].capital;
    while on(end) {
        if sweep.units[end].capital
            && !sweep.covered[end]
            && !sweep.titled[end]
            && (!sweep.placed[end] || head || end == start + 1)
        {
            end += 1;
            continue;
        }
        // Up to three link words, if a capital follows that is not the pack's own actor.
        let mut next = end;
        while head
            && next < end + 3
            && on(next)
            && sweep.context.roles.links.contains(&word(sweep, next).to_lowercase())
        {
            next += 1;
        }
        let conjoined = !named && (end..next).any(|u| sweep.is_conjunction(u));
        if next > end && on(next) && sweep.units[next].capital && !sweep.covered[next] && !conjoined {
            end = next + 1;
        } else {
            break;
        }
    }
    start..end
}

/// "Institut des études rurales": a head noun with a capital inside its sentence, with what belongs to it in small letters.
fn small_name(sweep: &Sweep<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let opens = run.start == 0 || sweep.gap(run.start - 1).contains(['.', ':', '«', '"', '\n']);
    if !sweep.context.roles.small_names || opens || sweep.shouted {
        return None;
    }
    kind_of_head(sweep, run.start)?;
    let head = sweep.sentence.words_in(sweep.bytes(&(run.start..run.start + 1))).next()?;
    if is_only_where(sweep, head) || is_one_of_many(sweep, head) {
        return None;
    }
    let units = sweep.units_of(&phrase(sweep, head));
    let taken = |u: &usize| !sweep.covered[*u] && !sweep.hits.iter().any(|hit| hit.units.contains(u));
    let end = (run.start..units.end).find(|u| !taken(u)).unwrap_or(units.end);
    let small = |u: usize| !sweep.units[u].capital && sweep.units[u].end - sweep.units[u].start > 3;
    let belongs = (run.start + 1..end).position(|u| sweep.is_of(u)).map(|of| run.start + 1 + of)?;
    (units.start == run.start && end > run.end && (belongs + 1..end).any(small)).then_some(run.start..end)
}

/// Whether something merely happens at a body: "met at the Institute", not "an economist at the Institute".
fn is_only_where(sweep: &Sweep<'_>, head: usize) -> bool {
    let tree = sweep.sentence;
    let places = sweep.context.place_words;
    let mut cases = tree.dependents(head, &[Deprel::Case]);
    let at = cases.any(|case| {
        let form = &tree.words[case].form;
        places.locative.has(form) || places.town_prepositions.has(form)
    });
    let of_somebody = tree.head(head).is_some_and(|noun| tree.words[noun].deprel == Deprel::Appos);
    at && !of_somebody
}

/// Whether an article tells that it is none that is known: "un Conseil de transition".
fn is_one_of_many(sweep: &Sweep<'_>, head: usize) -> bool {
    let tree = sweep.sentence;
    tree.dependents(head, &[Deprel::Det]).any(|d| !sweep.is_definite(tree.words[d].form.as_str()))
}

pub(super) fn kind_of_head(sweep: &Sweep<'_>, unit: usize) -> Option<ActorKind> {
    sweep.context.roles.heads.get(&word(sweep, unit).to_lowercase()).copied()
}

/// What kind of organisation a run of words names, by its last or first word.
fn headed(sweep: &Sweep<'_>, run: &Range<usize>) -> Option<ActorKind> {
    if run.len() < 2 || !is_name(sweep, run) || sweep.shouted {
        return None;
    }
    // A head alone with the name of a place is that place's, not a name of its own.
    if (run.start + 1..run.end).all(|u| sweep.placed[u]) && !sweep.units[run.start].capital {
        return None;
    }
    // The first word of "Front for X of Y" counts before the last, which may belong to Y.
    kind_of_head(sweep, run.start)
        .filter(|_| crosses_links(sweep, run))
        .or_else(|| kind_of_head(sweep, run.end - 1))
        .or_else(|| kind_of_head(sweep, run.start))
}

fn crosses_links(sweep: &Sweep<'_>, run: &Range<usize>) -> bool {
    run.clone().any(|u| !sweep.units[u].capital)
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
        let Some(from) = reach(sweep, at, short, true).or_else(|| reach(sweep, at, short, false)) else { continue };
        let bytes = sweep.units[from].start..unit.end + 1;
        let name = sweep.text[sweep.bytes(&(from..at))].to_string();
        let kind = kind_of_head(sweep, from).or_else(|| kind_of_head(sweep, at - 1)).unwrap_or(ActorKind::Organisation);
        let who = Introduced { id: id_of(&name), name, kind };
        known.short.insert(short.to_string(), who.clone());
        sweep.add(bytes, who.id, &who.name, kind, "name with its short form", marks);
    }
}

/// The first word of the name before a short form: initials must agree, link words may be skipped. Whether link words
/// have a letter in the short form differs from name to name.
fn reach(sweep: &Sweep<'_>, bracket: usize, short: &str, links_count: bool) -> Option<usize> {
    let initials: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let mut wanted = initials.len();
    let mut best = None;
    for at in (bracket.saturating_sub(initials.len() * 2 + 2)..bracket).rev() {
        let lower = word(sweep, at).to_lowercase();
        let initial = crate::names::plain_initial(&lower)?;
        let link = sweep.context.roles.links.contains(&lower);
        if wanted > 0 && initials[wanted - 1] == initial && (links_count || !link) {
            wanted -= 1;
            best = Some(at);
        } else if !link {
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

pub(super) fn word<'t>(sweep: &Sweep<'t>, unit: usize) -> &'t str {
    &sweep.text[sweep.units[unit].start..sweep.units[unit].end]
}

/// The id of a name that no pack lists: its letters, marked as unlisted.
pub(super) fn id_of(name: &str) -> EntityId {
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
