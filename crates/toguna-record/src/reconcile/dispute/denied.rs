//! Accused and denying: a body that one voice accuses of an act, or tells to have done it, and that denies it in the same
//! text.

use std::collections::BTreeMap;

use toguna_code::{EventType, Status};

use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase::{self, Part};
use crate::rows::{AccountRow, FactRow};

/// What is denied was told at most this many bytes before, or after.
const BEFORE: u32 = 1200;
const AFTER: u32 = 150;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let denials = matter.readings.facts.iter().filter(|fact| fact.predicate == "denies" && fact.subject.is_entity);
    let mut disputed = BTreeMap::<(usize, &str), (Vec<&AccountRow>, Vec<&FactRow>)>::new();
    for denial in denials.filter(|fact| fact.status != Status::Denied) {
        let accusing = accusing(matter, denial);
        if !accusing.is_empty() {
            let (told, denied) = disputed.entry((denial.at.document, denial.subject.text.as_str())).or_default();
            told.extend(accusing);
            denied.push(denial);
        }
    }
    for ((_, who), (accusing, denials)) in disputed {
        let denied = |fact: &&FactRow| Position {
            at: fact.at.clone(),
            value: "denied".into(),
            claimed_by: fact.claimed_by.clone(),
        };
        let so = accusing.iter().map(|row| matter.position(row, "so".into()));
        let draft = Draft {
            about: phrase::DID_IT.say([Part::from(matter.name(who)), matter.told(accusing[0]).into()]),
            kind: DisputeKind::Attribution,
            rule: phrase::ACCUSED.into(),
            event: None,
            entities: vec![who.to_owned()],
            rows: so.chain(denials.iter().map(denied)).collect(),
        };
        found.push(draft.done(matter));
    }
}

/// The accounts near a denial that lay on the one who denies what is denied.
fn accusing<'a>(matter: &Matter<'a>, denial: &FactRow) -> Vec<&'a AccountRow> {
    let accounts = matter.readings.accounts_of(denial.at.document);
    let near = || accounts.iter().filter(|account| beside(account, denial));
    let accusing: Vec<&AccountRow> = near().filter(|row| accuses(matter, row, denial)).collect();
    if !accusing.is_empty() || denial.object.text != "report" {
        return accusing;
    }
    // A report that is rejected said of somebody what it is rejected for, though the words name no doer.
    near().filter(|row| reports(matter, row, denial)).collect()
}

fn beside(account: &AccountRow, denial: &FactRow) -> bool {
    let (told, denied) = (&account.at.bytes, &denial.at.bytes);
    let apart = told.end <= denied.start || denied.end <= told.start;
    apart && denied.start <= told.start + BEFORE && told.start <= denied.end + AFTER
}

/// Whether an account accuses whoever denies, or lays harm at their door in another's words.
fn accuses(matter: &Matter<'_>, account: &AccountRow, denial: &FactRow) -> bool {
    let who = std::slice::from_ref(&denial.subject.text);
    let own = |ids: &[String]| matter.kinship.meet(ids, who);
    if account.event_type == EventType::Accuse {
        return account.mode.as_deref() == Some("allege") && own(&account.targets) && !own(&account.agents);
    }
    harms(account) && own(&account.agents) && by_another(matter, account, denial)
}

/// Whether an account of harm without a doer is somebody's report.
fn reports(matter: &Matter<'_>, account: &AccountRow, denial: &FactRow) -> bool {
    let organised = |id: &String| matter.kinship.is(id, &["igo", "organisation", "media"]);
    account.event_type == EventType::Assault
        && account.agents.is_empty()
        && account.claimed_by.entity.as_ref().is_some_and(organised)
        && by_another(matter, account, denial)
}

fn harms(account: &AccountRow) -> bool {
    matches!(account.event_type, EventType::Assault | EventType::Coerce)
        && matches!(account.status, Status::Actual | Status::Alleged)
}

/// Whether somebody else than who denies is told to say it, or it is told as alleged.
fn by_another(matter: &Matter<'_>, account: &AccountRow, denial: &FactRow) -> bool {
    match &account.claimed_by.entity {
        Some(claimant) => !matter.kinship.related(claimant, &denial.subject.text),
        None => account.claimed_by.words.is_some() || account.status == Status::Alleged,
    }
}
