//! Who is to blame: two voices of one text that accuse each other, or different others, of a harm that the text tells.

use std::collections::BTreeSet;

use toguna_code::{EventType, Status};

use super::{Draft, Matter, parties};
use crate::findings::{DisputeKind, DisputeRow};
use crate::phrase::{self, Part};
use crate::rows::AccountRow;

/// Two who blame others for one thing stand within so many bytes, and so does the harm.
const NEAR: u32 = 700;

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let accounts = &matter.readings.accounts;
    let accusing = |row: &&AccountRow| {
        row.event_type == EventType::Accuse
            && matches!(row.mode.as_deref(), Some("allege") | None)
            && row.status != Status::Denied
            && !row.agents.is_empty()
            && !row.targets.is_empty()
    };
    let told: Vec<&AccountRow> = accounts.iter().filter(accusing).collect();
    for of_document in told.chunk_by(|a, b| a.at.document == b.at.document) {
        found.extend(quarrels(matter, of_document).iter().map(|quarrel| dispute(matter, quarrel)));
    }
}

/// The accusations of one text that contradict each other, at first hand or through others.
fn quarrels<'a>(matter: &Matter<'_>, told: &[&'a AccountRow]) -> Vec<Vec<&'a AccountRow>> {
    let mut quarrels = Vec::<Vec<&AccountRow>>::new();
    for &row in told {
        let (mine, others) = std::mem::take(&mut quarrels)
            .into_iter()
            .partition::<Vec<_>, _>(|quarrel| quarrel.iter().any(|other| against(matter, row, other)));
        quarrels = others;
        quarrels.push(mine.into_iter().flatten().chain([row]).collect());
    }
    quarrels.retain(|quarrel| quarrel.len() > 1);
    quarrels
}

fn dispute(matter: &Matter<'_>, quarrel: &[&AccountRow]) -> DisputeRow {
    let named: BTreeSet<String> = quarrel.iter().map(|row| matter.names(&row.targets)).collect();
    let draft = Draft {
        about: phrase::WHO_BLAMED.say([Part::list(named)]),
        kind: DisputeKind::Attribution,
        rule: phrase::BLAME.into(),
        event: None,
        entities: parties(quarrel.iter().copied()),
        rows: quarrel.iter().map(|row| matter.position(row, matter.names(&row.targets))).collect(),
    };
    draft.done(matter)
}

/// Whether two accusations of one text lay one harm at different doors.
fn against(matter: &Matter<'_>, a: &AccountRow, b: &AccountRow) -> bool {
    let meet = |x: &[String], y: &[String]| matter.kinship.meet(x, y);
    let near = a.at.bytes.start.abs_diff(b.at.bytes.start) <= NEAR;
    let two = !meet(&a.agents, &b.agents) && !meet(&a.targets, &b.targets);
    let mutual = meet(&a.agents, &b.targets) && meet(&a.targets, &b.agents);
    near && two && (mutual || harmed_near(matter, a) && harmed_near(matter, b))
}

/// Whether the text tells of violence close to an accusation.
fn harmed_near(matter: &Matter<'_>, accusation: &AccountRow) -> bool {
    let accounts = matter.readings.accounts_of(accusation.at.document).iter();
    let mut harms = accounts.filter(|row| row.event_type == EventType::Assault);
    harms.any(|row| row.at.bytes.start.abs_diff(accusation.at.bytes.start) <= NEAR / 2)
}
