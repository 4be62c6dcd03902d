//! Facts of which only one can hold at a time: a rank, who holds an office, where something has its seat, when it was
//! founded, how strong it is, when a membership ended.

use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan;
use toguna_code::Status;
use toguna_mark::{Edtf, held_by_one};

use super::against::contradicting;
use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase::{self, Form, Part, Phrase};
use crate::reconcile::fold::{same_stem, words};
use crate::rows::{FactRow, Side};
use crate::when::{Bounds, bounds};

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let told: Vec<&FactRow> = matter
        .readings
        .facts
        .iter()
        .filter(|fact| !matches!(fact.status, Status::Denied | Status::Possible | Status::Planned))
        .collect();
    super::views::disputes(matter, &told, found);
    super::causes::disputes(matter, found);
    ranks(matter, &told, found);
    holders(matter, &told, found);
    seats(matter, &told, found);
    foundings(matter, &told, found);
    ends(matter, &told, found);
    strengths(matter, &told, found);
    denials(matter, found);
}

/// Facts by their subject, those of a part with those of its body.
pub(super) fn families<'a>(matter: &Matter<'_>, facts: &[&'a FactRow]) -> Vec<Vec<&'a FactRow>> {
    let mut by_subject = BTreeMap::<&Side, Vec<&FactRow>>::new();
    for fact in facts {
        by_subject.entry(&fact.subject).or_default().push(fact);
    }
    // The first families with a root that belongs, or to which something belongs, under each name.
    let mut roots = HashMap::<&str, Vec<usize>>::new();
    let mut families = Vec::<(&Side, Vec<&FactRow>)>::new();
    for (subject, own) in by_subject {
        let names = || subject.is_entity.then(|| matter.kinship.names_of(&subject.text)).into_iter().flatten();
        let related = |at: &usize| matter.kinship.related(&families[*at].0.text, &subject.text);
        let root = names().filter_map(|name| roots.get(name)?.iter().copied().find(related)).min();
        match root {
            Some(at) => families[at].1.extend(own),
            None => {
                names().for_each(|name| roots.entry(name).or_default().push(families.len()));
                families.push((subject, own));
            }
        }
    }
    families.into_iter().map(|(_, family)| family).collect()
}

/// Facts with one predicate, by what `key` says of them.
fn by<'a, K: Ord>(
    facts: &[&'a FactRow],
    predicate: &str,
    key: impl Fn(&'a FactRow) -> K,
) -> BTreeMap<K, Vec<&'a FactRow>> {
    let mut groups = BTreeMap::<K, Vec<&FactRow>>::new();
    for fact in facts.iter().filter(|fact| fact.predicate == predicate) {
        groups.entry(key(fact)).or_default().push(fact);
    }
    groups
}

/// When a fact holds, as far as its words or its document tell.
pub(super) fn holds(matter: &Matter<'_>, fact: &FactRow) -> Option<Bounds> {
    if let Some(on) = bounds(fact.on.as_ref()) {
        return Some(on);
    }
    if fact.from.is_some() || fact.to.is_some() {
        let earliest = bounds(fact.from.as_ref()).and_then(|from| from.earliest);
        let latest = bounds(fact.to.as_ref()).and_then(|to| to.latest);
        return Some(Bounds { earliest, latest });
    }
    bounds(matter.readings.document(&fact.at).published.as_ref())
}

/// Whether two sets of words say the same, one perhaps with more words.
fn same_words(x: &[String], y: &[String]) -> bool {
    let within = |x: &[String], y: &[String]| x.iter().all(|word| y.iter().any(|other| same_stem(word, other)));
    within(x, y) || within(y, x)
}

/// Whether two facts can hold at about the same time; one without a time can at any.
fn at_one_time(a: &Option<Bounds>, b: &Option<Bounds>) -> bool {
    match (a, b) {
        (Some(x), Some(y)) => x.meets(y),
        _ => true,
    }
}

/// When a fact holds, with half a year before and after.
fn about(matter: &Matter<'_>, fact: &FactRow) -> Option<Bounds> {
    holds(matter, fact).map(|when| when.widened(6.months()))
}

fn position(fact: &FactRow, value: String) -> Position {
    Position { at: fact.at.clone(), value, claimed_by: fact.claimed_by.clone() }
}

pub(super) fn push(
    matter: &Matter<'_>,
    found: &mut Vec<DisputeRow>,
    kind: DisputeKind,
    about: Phrase,
    rule: &'static Form,
    entities: Vec<String>,
    rows: Vec<Position>,
) {
    if rows.len() >= 2 {
        found.push(Draft { about, kind, rule: rule.into(), event: None, entities, rows }.done(matter));
    }
}

fn ranks(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    for (subject, group) in by(facts, "holds-rank", |fact| &fact.subject) {
        let rank = |fact: &FactRow| ((words(&fact.object.text), about(matter, fact)), Some(fact.at.document));
        // A rank told a year apart may be a promotion.
        let against = |(x, a): &(Vec<String>, _), (y, b): &(Vec<String>, _)| at_one_time(a, b) && !same_words(x, y);
        let rows = contradicting(&group, rank, against)
            .into_iter()
            .map(|fact| position(fact, fact.object.text.clone()))
            .collect();
        let about = phrase::RANK.say([matter.name(&subject.text)]);
        let rule = phrase::RANKS;
        push(matter, found, DisputeKind::Status, about, rule, vec![subject.text.clone()], rows);
    }
}

/// Two persons told in one office at one time.
fn holders<'a>(matter: &Matter<'_>, facts: &[&'a FactRow], found: &mut Vec<DisputeRow>) {
    type Held<'a> = (&'a Side, Option<Vec<String>>, Option<Bounds>);
    let held = |fact: &'a FactRow| -> (Held<'a>, Option<usize>) {
        ((&fact.subject, fact.qualifier.as_deref().map(words), holds(matter, fact)), None)
    };
    let against = |(a, office, when): &Held<'_>, (b, other, then): &Held<'_>| {
        let one_time = matches!((when, then), (Some(x), Some(y)) if x.meets(y));
        let one_office = || office.as_ref().is_none_or(|x| other.as_ref().is_none_or(|y| same_words(x, y)));
        a != b && a.is_entity && b.is_entity && one_time && one_office()
    };
    let mut push_holders = |about: Phrase, object: &Side, group: &[&'a FactRow], rule: &'static Form| {
        let disputed = contradicting(group, held, against);
        let mut entities: Vec<String> = disputed.iter().map(|fact| fact.subject.text.clone()).collect();
        entities.push(object.text.clone());
        entities.sort();
        entities.dedup();
        let rows = disputed.iter().map(|fact| position(fact, matter.name(&fact.subject.text).to_owned())).collect();
        push(matter, found, DisputeKind::Status, about, rule, entities, rows);
    };
    for (object, group) in by(facts, "leads", |fact| &fact.object) {
        let about = phrase::WHO_LEADS.say([matter.name(&object.text)]);
        push_holders(about, object, &group, phrase::TWO_LEADERS);
    }
    let offices = by(facts, "holds-office", |fact| (&fact.object, fact.office()));
    for ((object, office), group) in offices.into_iter().filter(|((_, office), _)| held_by_one("holds-office", office))
    {
        let about = phrase::WHO_IS.say([office, matter.name(&object.text)]);
        push_holders(about, object, &group, phrase::TWO_HOLDERS);
    }
}

fn seats(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    for (subject, group) in by(facts, "headquartered-in", |fact| &fact.subject) {
        let seat = |fact: &FactRow| ((words(&fact.object.text), holds(matter, fact)), None);
        let against = |(x, a): &(Vec<String>, Option<Bounds>), (y, b): &(Vec<String>, _)| {
            !same_words(x, y) && at_one_time(&a.map(|when| when.widened(1.year())), b)
        };
        let rows = contradicting(&group, seat, against)
            .into_iter()
            .map(|fact| position(fact, fact.object.text.clone()))
            .collect();
        let about = phrase::SEAT.say([matter.name(&subject.text)]);
        push(matter, found, DisputeKind::Status, about, phrase::TWO_SEATS, vec![subject.text.clone()], rows);
    }
}

fn foundings(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    let date =
        |fact: &FactRow| fact.from.clone().or_else(|| Edtf::parse(&fact.object.text).ok()).or_else(|| fact.on.clone());
    for (subject, group) in by(facts, "founded", |fact| &fact.subject) {
        dated(
            matter,
            found,
            &group,
            date,
            phrase::FOUNDED.say([matter.name(&subject.text)]),
            vec![subject.text.clone()],
        );
    }
}

fn ends(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    let ended: Vec<&FactRow> = facts.iter().copied().filter(|fact| fact.to.is_some()).collect();
    for (object, group) in by(&ended, "member-of", |fact| &fact.object) {
        // A union of states and its members leave together.
        for family in families(matter, &group) {
            let about = phrase::WHEN_LEFT.say([matter.name(&family[0].subject.text), matter.name(&object.text)]);
            let mut entities = super::views::subjects(&family);
            entities.push(object.text.clone());
            dated(matter, found, &family, |fact| fact.to.clone(), about, entities);
        }
    }
    let begun: Vec<&FactRow> = facts.iter().copied().filter(|fact| fact.from.is_some()).collect();
    for ((subject, object), group) in by(&begun, "is-a", |fact| (&fact.subject, &fact.object)) {
        let about = phrase::SINCE_WHEN.say([matter.name(&subject.text), &object.text]);
        dated(matter, found, &group, |fact| fact.from.clone(), about, vec![subject.text.clone()]);
    }
}

/// Dates of one fact of which neither holds the other.
fn dated(
    matter: &Matter<'_>,
    found: &mut Vec<DisputeRow>,
    group: &[&FactRow],
    date: impl Fn(&FactRow) -> Option<Edtf>,
    about: Phrase,
    entities: Vec<String>,
) {
    let when = |fact: &FactRow| (bounds(date(fact).as_ref()), None);
    let disputed = contradicting(group, when, |x, y| !at_one_time(x, y));
    let rows =
        disputed.iter().filter_map(|fact| date(fact).map(|date| position(fact, date.as_str().to_owned()))).collect();
    push(matter, found, DisputeKind::Date, about, phrase::DATES_APART, entities, rows);
}

fn strengths(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    // Only what is written in digits is a number here; words are the coder's to read.
    let number = |fact: &FactRow| {
        let digits: String = fact.object.text.chars().filter(char::is_ascii_digit).collect();
        // As a whole number, which can be ordered.
        digits.parse::<u128>().ok()
    };
    for (subject, group) in by(facts, "has-strength", |fact| &fact.subject) {
        type Strength = (Option<u128>, Option<Bounds>, Option<Bounds>);
        let strength = |fact: &FactRow| -> (Strength, Option<usize>) {
            ((number(fact), holds(matter, fact), about(matter, fact)), Some(fact.at.document))
        };
        let against = |(x, _, about): &Strength, (y, when, _): &Strength| {
            let apart = |x: u128, y: u128| x.abs_diff(y) as f64 > 0.1 * x.max(y) as f64;
            matches!((x, y), (Some(x), Some(y)) if apart(*x, *y)) && at_one_time(about, when)
        };
        let rows = contradicting(&group, strength, against)
            .into_iter()
            .map(|fact| position(fact, fact.object.text.clone()))
            .collect();
        let about = phrase::STRENGTH.say([matter.name(&subject.text)]);
        let rule = phrase::TENTH_APART;
        push(matter, found, DisputeKind::Figure, about, rule, vec![subject.text.clone()], rows);
    }
}

/// One fact told as so and as not so.
fn denials(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let mut groups = BTreeMap::<_, Vec<&FactRow>>::new();
    for fact in &matter.readings.facts {
        groups.entry((&fact.subject, &fact.predicate, &fact.object)).or_default().push(fact);
    }
    groups.retain(|_, group| group.iter().any(|fact| fact.status == Status::Denied));
    for ((subject, predicate, object), group) in groups {
        type So = (bool, Option<Bounds>, Option<Bounds>);
        let so = |fact: &FactRow| -> (So, Option<usize>) {
            ((fact.status == Status::Denied, holds(matter, fact), about(matter, fact)), None)
        };
        let against = |(x, _, about): &So, (y, when, _): &So| x != y && at_one_time(about, when);
        let disputed = contradicting(&group, so, against);
        let rows = disputed.iter().map(|fact| position(fact, fact.status.name().to_owned())).collect();
        let about = phrase::WHETHER_HOLDS.say([
            matter.name(&subject.text).into(),
            Part::term(predicate),
            matter.name(&object.text).into(),
        ]);
        let entities =
            [subject, object].into_iter().filter(|side| side.is_entity).map(|side| side.text.clone()).collect();
        push(matter, found, DisputeKind::Status, about, phrase::SO_AND_NOT, entities, rows);
    }
}
