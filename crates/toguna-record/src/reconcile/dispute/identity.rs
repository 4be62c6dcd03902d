//! One entity under names that are not forms of one name: spellings, old and new names, and names that a text writes as
//! one with a stroke between them.

use std::collections::{BTreeMap, HashMap};

use super::names::{alike, forms, is_acronym, is_proper, one_name};
use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase;
use crate::reconcile::fold::fold;
use crate::rows::{ActorRow, ClaimedBy};

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let mut mentions = BTreeMap::<&str, Vec<&ActorRow>>::new();
    for row in &matter.readings.actors {
        mentions.entry(&row.entity).or_default().push(row);
    }
    for (entity, rows) in &mentions {
        found.extend(under_names(matter, entity, rows));
    }
    joined(matter, found);
}

/// A set of forms that are one name, and the mention that first used one.
struct Name<'a> {
    language: &'a str,
    forms: Vec<String>,
    first: &'a ActorRow,
    shown: String,
    mentions: Vec<&'a ActorRow>,
}

/// How many mentions of a name stand in a dispute for each document.
const SHOWN: usize = 3;

fn under_names(matter: &Matter<'_>, entity: &str, rows: &[&ActorRow]) -> Option<DisputeRow> {
    let kind = rows[0].kind.as_str();
    // States are told under the names of land, people, capital and government: no two names of one thing.
    if kind == "state" {
        return None;
    }
    let person = kind == "person";
    // What the force of a union is known by in small letters ("the joint brigade") is a name of it; the army of a state
    // goes under words for any army.
    let of_union = kind == "military" && matter.kinship.unions_of(entity).next().is_some();
    let described = |form: &String| of_union && form.contains(' ');
    let mut names = Vec::<Name<'_>>::new();
    for mentions in by_quote(matter, rows, person) {
        let forms: Vec<String> = forms(&mentions[0].at.quote)
            .into_iter()
            .filter(|form| is_acronym(form) || is_proper(form) || described(form))
            .collect();
        if !forms.is_empty() {
            add(&mut names, matter, mentions, forms, person);
        }
    }
    names.sort_by(|a, b| a.first.at.cmp(&b.first.at));
    let mut names = without_short_names(names, person);
    // One name in two languages is no two names: each language is judged by itself. Only short forms of forces are kept
    // apart by their letters, for nobody reads one as the translation of the other.
    let force = matches!(kind, "armed-group" | "military");
    let languages: Vec<&str> = names.iter().map(|name| name.language).collect();
    let short: Vec<bool> = names.iter().map(|name| force && has_other_letters(name, &names)).collect();
    let mut at = 0;
    names.retain(|_| {
        at += 1;
        short[at - 1] || languages.iter().filter(|language| **language == languages[at - 1]).count() >= 2
    });
    (names.len() >= 2).then(|| told(matter, entity, &names))
}

/// Whether the short form of a name has other letters than every short form in another language.
fn has_other_letters(name: &Name<'_>, names: &[Name<'_>]) -> bool {
    let shorts = |name: &Name<'_>| name.forms.iter().filter(|form| is_acronym(form)).map(|form| fold(form)).collect();
    let own: Vec<String> = shorts(name);
    let others: Vec<String> = names
        .iter()
        .filter(|other| other.language != name.language)
        .flat_map(|other| -> Vec<String> { shorts(other) })
        .collect();
    !own.is_empty() && !others.is_empty() && own.iter().all(|form| !others.contains(form))
}

/// Translations are no other names: only the names of persons are compared across languages.
fn language<'a>(matter: &Matter<'a>, row: &ActorRow, person: bool) -> &'a str {
    if person { "" } else { &matter.readings.document(&row.at).language }
}

/// Mentions in the same words, in the order in which those are first used.
fn by_quote<'a>(matter: &Matter<'a>, rows: &[&'a ActorRow], person: bool) -> Vec<Vec<&'a ActorRow>> {
    let mut place = HashMap::<(&str, &str), usize>::new();
    let mut found = Vec::<Vec<&ActorRow>>::new();
    for &row in rows {
        let at = *place.entry((language(matter, row, person), &row.at.quote)).or_insert(found.len());
        if at == found.len() {
            found.push(Vec::new());
        }
        found[at].push(row);
    }
    found
}

/// Adds the forms of mentions in the same words to the name that they are forms of; forms that fit two names make them one.
fn add<'a>(
    names: &mut Vec<Name<'a>>,
    matter: &Matter<'a>,
    mentions: Vec<&'a ActorRow>,
    forms: Vec<String>,
    person: bool,
) {
    let first = mentions[0];
    let (language, shown) = (language(matter, first, person), first.at.quote.clone());
    let mut joined = Name { language, forms, first, shown, mentions };
    let (same, other): (Vec<Name<'a>>, Vec<Name<'a>>) = std::mem::take(names).into_iter().partition(|name| {
        // A surname fits two spellings of the first name: only whole names join names.
        name.language == joined.language
            && name
                .forms
                .iter()
                .any(|x| joined.forms.iter().any(|y| one_name(x, y, person) && (!person || whole(x, y))))
    });
    *names = other;
    for name in same {
        if name.first.at < joined.first.at {
            (joined.first, joined.shown) = (name.first, name.shown.clone());
        }
        joined.mentions.extend(name.mentions);
        let new: Vec<String> = name.forms.into_iter().filter(|form| !joined.forms.contains(form)).collect();
        joined.forms.extend(new);
    }
    names.push(joined);
}

/// Whether two forms of a person's name have the same number of words.
fn whole(a: &str, b: &str) -> bool {
    a.split_whitespace().count() == b.split_whitespace().count()
}

/// Leaves out a name that is only the shorter form of another, such as a surname.
fn without_short_names(names: Vec<Name<'_>>, person: bool) -> Vec<Name<'_>> {
    let short = |name: &Name<'_>| {
        names.iter().any(|other| {
            !std::ptr::eq(name, other)
                && name.language == other.language
                && name.forms.iter().any(|x| {
                    other
                        .forms
                        .iter()
                        .any(|y| one_name(x, y, person) && y.split_whitespace().count() > x.split_whitespace().count())
                })
        })
    };
    let keep: Vec<bool> = names.iter().map(|name| !short(name)).collect();
    names.into_iter().zip(keep).filter_map(|(name, keep)| keep.then_some(name)).collect()
}

fn told(matter: &Matter<'_>, entity: &str, names: &[Name<'_>]) -> DisputeRow {
    let spelling = names.iter().skip(1).all(|name| {
        let first = names[0].forms.iter();
        first.clone().any(|x| name.forms.iter().any(|y| !is_acronym(x) && !is_acronym(y) && alike(x, y)))
    });
    let (what, rule) =
        if spelling { (phrase::SPELLING, phrase::SPELLINGS) } else { (phrase::NAMES, phrase::OTHER_NAMES) };
    let rows = names.iter().flat_map(|name| {
        let mut mentions = name.mentions.clone();
        mentions.sort_by(|a, b| a.at.cmp(&b.at));
        let of_documents = mentions.chunk_by(|x, y| x.at.document == y.at.document);
        let shown = of_documents.flat_map(|own| own.iter().take(SHOWN));
        shown.map(|mention| position(mention, name.shown.clone())).collect::<Vec<Position>>()
    });
    let rows = rows.collect();
    let draft = Draft {
        about: what.say([matter.name(entity)]),
        kind: DisputeKind::Identity,
        rule: rule.into(),
        event: None,
        entities: vec![entity.to_owned()],
        rows,
    };
    DisputeRow { same_as: true, ..draft.done(matter) }
}

fn position(row: &ActorRow, value: String) -> Position {
    Position { at: row.at.clone(), value, claimed_by: ClaimedBy::default() }
}

/// Two actors written as one with a stroke between them, told apart elsewhere.
fn joined(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let actors = &matter.readings.actors;
    let mut pairs = BTreeMap::<(&str, &str), Vec<Position>>::new();
    for pair in actors.windows(2) {
        let [a, b] = pair else { continue };
        let text = &matter.readings.document(&a.at).text;
        let between = text.get(a.at.bytes.end as usize..b.at.bytes.start as usize);
        if a.at.document == b.at.document && a.entity != b.entity && between.map(str::trim) == Some("/") {
            let key = (a.entity.as_str().min(&b.entity), a.entity.as_str().max(&b.entity));
            let value = format!("{}/{}", a.at.quote, b.at.quote);
            pairs.entry(key).or_default().extend([position(a, value.clone()), position(b, value)]);
        }
    }
    for ((a, b), mut rows) in pairs {
        let written = rows.len();
        let inside: Vec<_> = rows.iter().map(|row| row.at.clone()).collect();
        for entity in [a, b] {
            let apart = actors.iter().filter(|row| row.entity == entity && !inside.contains(&row.at));
            let mut documents = Vec::new();
            for row in apart {
                if !documents.contains(&row.at.document) {
                    documents.push(row.at.document);
                    rows.push(position(row, row.at.quote.clone()));
                }
            }
        }
        if rows.len() > written {
            found.push(
                Draft {
                    about: phrase::ARE_ONE.say([matter.name(a), matter.name(b)]),
                    kind: DisputeKind::Identity,
                    rule: phrase::STROKE.into(),
                    event: None,
                    entities: vec![a.into(), b.into()],
                    rows,
                }
                .done(matter),
            );
        }
    }
}
