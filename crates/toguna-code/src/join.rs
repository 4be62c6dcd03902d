//! One event told twice in a document is one account: the tellings are joined, the fuller one leads.

use toguna_mark::Edtf;

use crate::events::{Reference, Told};
use crate::{Account, Claimant};

/// Joins the tellings of one event.
pub(crate) fn join(told: Vec<Told>) -> Vec<Told> {
    let mut joined: Vec<Told> = Vec::new();
    for next in told {
        match joined.iter_mut().rev().find(|kept| same_event(kept, &next)) {
            Some(kept) => absorb(kept, next),
            None => joined.push(next),
        }
    }
    joined
}

/// Same type and status, parties, dates and places that can be one, and words near in form or in place.
fn same_event(a: &Told, b: &Told) -> bool {
    let (x, y) = (&a.account, &b.account);
    x.event_type == y.event_type
        && x.status == y.status
        && parties(&x.agents, &y.agents)
        && parties(&x.targets, &y.targets)
        && dates(x.date.as_ref(), y.date.as_ref())
        && parties(&x.places, &y.places)
        && (a.at.sentence == b.at.sentence && (a.head == Some(b.at.word) || b.head == Some(a.at.word))
            || b.reference == Reference::Back && neighbours(a, b)
            || related(&a.lemma, &b.lemma) && b.reference != Reference::New
            || a.at.sentence == b.at.sentence && bare(y)
            || shared_detail(x, y))
}

/// Two lists that name the same, or of which one names nobody.
fn parties<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().all(|x| b.contains(x)) || b.iter().all(|x| a.contains(x))
}

fn dates(a: Option<&Edtf>, b: Option<&Edtf>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b || a.contains(b) || b.contains(a),
        _ => true,
    }
}

/// "attack" and "attacked", "retrait" and "retirer" share the beginning of their form.
fn related(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    shared >= 4 || a == b
}

/// A mention that tells nothing of its own: neither who, nor to whom, nor when.
fn bare(account: &Account) -> bool {
    account.agents.is_empty() && account.targets.is_empty() && account.date.is_none()
}

/// An attack and what is said of it next stand in one sentence or in the next.
fn neighbours(a: &Told, b: &Told) -> bool {
    a.at.sentence.abs_diff(b.at.sentence) <= 1
}

/// The same known day and a known party or place in common.
fn shared_detail(a: &Account, b: &Account) -> bool {
    a.date.is_some()
        && a.date == b.date
        && (a.agents.iter().any(|x| b.agents.contains(x)) || a.places.iter().any(|x| b.places.contains(x)))
}

fn absorb(kept: &mut Told, next: Told) {
    let (a, b) = (&mut kept.account, next.account);
    a.also.push(b.span);
    a.also.extend(b.also);
    if a.agents.is_empty() {
        a.agents = b.agents;
    }
    if a.targets.is_empty() {
        a.targets = b.targets;
    }
    if a.places.is_empty() {
        a.places = b.places;
    }
    a.date = match (a.date.take(), b.date) {
        (Some(x), Some(y)) => Some(if x.contains(&y) { y } else { x }),
        (x, y) => x.or(y),
    };
    if a.claimant == Claimant::Document {
        a.claimant = b.claimant;
    }
}
