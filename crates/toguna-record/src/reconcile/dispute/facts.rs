//! Facts of which only one can hold at a time: a rank, who holds an office, where something has its seat, when it was
//! founded, how strong it is, when a membership ended.

use std::collections::BTreeMap;

use jiff::ToSpan;
use toguna_code::Status;
use toguna_mark::{Edtf, held_by_one};

use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::reconcile::fold::{fold, same_stem, words};
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
    let mut families = Vec::<(&Side, Vec<&FactRow>)>::new();
    for (subject, own) in by_subject {
        let related =
            |root: &Side| root.is_entity && subject.is_entity && matter.kinship.related(&root.text, &subject.text);
        match families.iter_mut().find(|(root, _)| related(root)) {
            Some((_, family)) => family.extend(own),
            None => families.push((subject, own)),
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
fn same_words(a: &str, b: &str) -> bool {
    let (x, y) = (words(a), words(b));
    let within = |x: &[String], y: &[String]| x.iter().all(|word| y.iter().any(|other| same_stem(word, other)));
    within(&x, &y) || within(&y, &x)
}

fn position(fact: &FactRow, value: String) -> Position {
    Position { at: fact.at.clone(), value, claimed_by: fact.claimed_by.clone() }
}

/// The facts that contradict at least one other of the group.
fn contradicting<'a>(facts: &[&'a FactRow], against: impl Fn(&FactRow, &FactRow) -> bool) -> Vec<&'a FactRow> {
    let in_dispute = |at: usize| facts.iter().enumerate().any(|(other, fact)| other != at && against(facts[at], fact));
    (0..facts.len()).filter(|&at| in_dispute(at)).map(|at| facts[at]).collect()
}

pub(super) fn push(
    matter: &Matter<'_>,
    found: &mut Vec<DisputeRow>,
    kind: DisputeKind,
    about: String,
    rule: &str,
    entities: Vec<String>,
    rows: Vec<Position>,
) {
    if rows.len() >= 2 {
        found.push(Draft { about, kind, rule: rule.into(), event: None, entities, rows }.done(matter));
    }
}

fn ranks(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    for (subject, group) in by(facts, "holds-rank", |fact| &fact.subject) {
        let against = |a: &FactRow, b: &FactRow| {
            // A rank told a year apart may be a promotion.
            let near = match (holds(matter, a), holds(matter, b)) {
                (Some(x), Some(y)) => x.widened(6.months()).meets(&y.widened(6.months())),
                _ => true,
            };
            a.at.document != b.at.document && near && !same_words(&a.object.text, &b.object.text)
        };
        let rows =
            contradicting(&group, against).into_iter().map(|fact| position(fact, fact.object.text.clone())).collect();
        let about = format!("rank of {}", matter.name(&subject.text));
        let rule = "documents of about the same time give one person different ranks";
        push(matter, found, DisputeKind::Status, about, rule, vec![subject.text.clone()], rows);
    }
}

/// Two persons told in one office at one time.
fn holders(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    let office = |fact: &FactRow| fact.qualifier.as_deref().map(fold);
    let against = |a: &FactRow, b: &FactRow| {
        let one_time = matches!((holds(matter, a), holds(matter, b)), (Some(x), Some(y)) if x.meets(&y));
        let one_office = office(a).is_none_or(|x| office(b).is_none_or(|y| same_words(&x, &y)));
        a.subject != b.subject && a.subject.is_entity && b.subject.is_entity && one_time && one_office
    };
    let mut push_holders = |about: String, object: &Side, group: &[&FactRow], rule: &str| {
        let disputed = contradicting(group, against);
        let mut entities: Vec<String> = disputed.iter().map(|fact| fact.subject.text.clone()).collect();
        entities.push(object.text.clone());
        entities.sort();
        entities.dedup();
        let rows = disputed.iter().map(|fact| position(fact, matter.name(&fact.subject.text).to_owned())).collect();
        push(matter, found, DisputeKind::Status, about, rule, entities, rows);
    };
    for (object, group) in by(facts, "leads", |fact| &fact.object) {
        let about = format!("who leads {}", matter.name(&object.text));
        push_holders(about, object, &group, "two persons are told to lead it at one time");
    }
    let offices = by(facts, "holds-office", |fact| (&fact.object, fact.office()));
    for ((object, office), group) in offices.into_iter().filter(|((_, office), _)| held_by_one("holds-office", office))
    {
        let about = format!("who is {office} of {}", matter.name(&object.text));
        push_holders(about, object, &group, "two persons are told to hold one office at one time");
    }
}

fn seats(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    for (subject, group) in by(facts, "headquartered-in", |fact| &fact.subject) {
        let against = |a: &FactRow, b: &FactRow| {
            let one_time = match (holds(matter, a), holds(matter, b)) {
                (Some(x), Some(y)) => x.widened(1.year()).meets(&y),
                _ => true,
            };
            one_time && !same_words(&a.object.text, &b.object.text)
        };
        let rows =
            contradicting(&group, against).into_iter().map(|fact| position(fact, fact.object.text.clone())).collect();
        let about = format!("seat of {}", matter.name(&subject.text));
        push(
            matter,
            found,
            DisputeKind::Status,
            about,
            "two seats are told at one time",
            vec![subject.text.clone()],
            rows,
        );
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
            format!("when {} was founded", matter.name(&subject.text)),
            vec![subject.text.clone()],
        );
    }
}

fn ends(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    let ended: Vec<&FactRow> = facts.iter().copied().filter(|fact| fact.to.is_some()).collect();
    for (object, group) in by(&ended, "member-of", |fact| &fact.object) {
        // A union of states and its members leave together.
        for family in families(matter, &group) {
            let about = format!("when {} left {}", matter.name(&family[0].subject.text), matter.name(&object.text));
            let mut entities = super::views::subjects(&family);
            entities.push(object.text.clone());
            dated(matter, found, &family, |fact| fact.to.clone(), about, entities);
        }
    }
    let begun: Vec<&FactRow> = facts.iter().copied().filter(|fact| fact.from.is_some()).collect();
    for ((subject, object), group) in by(&begun, "is-a", |fact| (&fact.subject, &fact.object)) {
        let about = format!("since when {} is a {}", matter.name(&subject.text), object.text);
        dated(matter, found, &group, |fact| fact.from.clone(), about, vec![subject.text.clone()]);
    }
}

/// Dates of one fact of which neither holds the other.
fn dated(
    matter: &Matter<'_>,
    found: &mut Vec<DisputeRow>,
    group: &[&FactRow],
    date: impl Fn(&FactRow) -> Option<Edtf>,
    about: String,
    entities: Vec<String>,
) {
    let against = |a: &FactRow, b: &FactRow| {
        let (x, y) = (date(a), date(b));
        matches!((bounds(x.as_ref()), bounds(y.as_ref())), (Some(x), Some(y)) if !x.meets(&y))
    };
    let disputed = contradicting(group, against);
    let rows =
        disputed.iter().filter_map(|fact| date(fact).map(|date| position(fact, date.as_str().to_owned()))).collect();
    push(matter, found, DisputeKind::Date, about, "dates of one thing that cannot both hold", entities, rows);
}

fn strengths(matter: &Matter<'_>, facts: &[&FactRow], found: &mut Vec<DisputeRow>) {
    // Only what is written in digits is a number here; words are the coder's to read.
    let number = |fact: &FactRow| {
        let digits: String = fact.object.text.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<f64>().ok()
    };
    for (subject, group) in by(facts, "has-strength", |fact| &fact.subject) {
        let against = |a: &FactRow, b: &FactRow| {
            let one_time = match (holds(matter, a), holds(matter, b)) {
                (Some(x), Some(y)) => x.widened(6.months()).meets(&y),
                _ => true,
            };
            let apart = matches!((number(a), number(b)), (Some(x), Some(y)) if (x - y).abs() > 0.1 * x.max(y));
            a.at.document != b.at.document && one_time && apart
        };
        let rows =
            contradicting(&group, against).into_iter().map(|fact| position(fact, fact.object.text.clone())).collect();
        let about = format!("strength of {}", matter.name(&subject.text));
        let rule = "numbers more than a tenth apart for about the same time";
        push(matter, found, DisputeKind::Figure, about, rule, vec![subject.text.clone()], rows);
    }
}

/// One fact told as so and as not so.
fn denials(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let mut groups = BTreeMap::<_, Vec<&FactRow>>::new();
    for fact in &matter.readings.facts {
        groups.entry((&fact.subject, &fact.predicate, &fact.object)).or_default().push(fact);
    }
    for ((subject, predicate, object), group) in groups {
        let against = |a: &FactRow, b: &FactRow| {
            let one_time = match (holds(matter, a), holds(matter, b)) {
                (Some(x), Some(y)) => x.widened(6.months()).meets(&y),
                _ => true,
            };
            (a.status == Status::Denied) != (b.status == Status::Denied) && one_time
        };
        let disputed = contradicting(&group, against);
        let rows = disputed.iter().map(|fact| position(fact, fact.status.name().to_owned())).collect();
        let about = format!("whether {} {predicate} {}", matter.name(&subject.text), matter.name(&object.text));
        let entities =
            [subject, object].into_iter().filter(|side| side.is_entity).map(|side| side.text.clone()).collect();
        push(matter, found, DisputeKind::Status, about, "told as so and as not so", entities, rows);
    }
}
