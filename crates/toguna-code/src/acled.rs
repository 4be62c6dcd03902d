//! The second coding: which of ACLED's sub-event types an account is, from its words and from the sides of its parties.
//!
//! A word alone seldom decides: an attack on soldiers is a battle, the same attack on villagers violence against
//! civilians. The lexicon gives what the word tells, `data/acled.tsv` what a PLOVER type and mode tell, and the sides
//! decide the rest, for every actor by the same table.

use crate::vocabulary::{EventType, Family, Status, SubEvent};
use crate::{Account, Party};

/// PLOVER type and mode, and ACLED's sub-event type where the vocabularies have the same thing in mind.
const TABLE: &str = include_str!("../data/acled.tsv");

/// The sub-event type that a PLOVER type and mode tell by themselves.
fn of_mode(event_type: EventType, mode: Option<&str>) -> Option<SubEvent> {
    TABLE.lines().skip(1).find_map(|row| {
        let mut cells = row.split('\t');
        let fits = cells.next() == Some(event_type.name()) && cells.next() == Some(mode.unwrap_or(""));
        fits.then(|| cells.next().and_then(SubEvent::of)).flatten()
    })
}

/// Codes an account: `readings` are what its words told, `victims` the families of those counted as harmed.
pub(crate) fn code(account: &Account, readings: &[SubEvent], victims: &[Family]) -> Option<SubEvent> {
    if matches!(account.status, Status::Planned | Status::Denied | Status::Possible) {
        return None;
    }
    let reading = strongest(readings).or_else(|| of_mode(account.event_type, account.mode.as_deref()));
    let agents = families(&account.agent_parties);
    let sides = Sides { agents: &agents, targets: &account.target_parties, victims };
    match reading {
        Some(SubEvent::ArmedClash | SubEvent::Attack) | None
            if account.event_type == EventType::Assault && sides.on_protesters() =>
        {
            Some(SubEvent::ExcessiveForce)
        }
        Some(SubEvent::ArmedClash | SubEvent::Attack) => Some(sides.violence(reading)),
        // People were harmed where things were burnt or taken: that is the event.
        Some(SubEvent::Looting) if !victims.is_empty() && account.event_type == EventType::Assault => {
            Some(sides.violence(None))
        }
        None if account.event_type == EventType::Assault => Some(sides.violence(None)),
        Some(SubEvent::RegainsTerritory | SubEvent::OvertakesTerritory) if !agents.is_empty() => {
            let state = agents.iter().any(|f| matches!(f, Family::StateForces | Family::ExternalForces));
            Some(if state { SubEvent::RegainsTerritory } else { SubEvent::OvertakesTerritory })
        }
        // Whoever is no state can hold somebody, but not arrest him.
        Some(SubEvent::Arrests) if sides.by_armed_band() => Some(SubEvent::Abduction),
        Some(SubEvent::Looting) if sides.by(&[Family::Protesters, Family::Rioters]) => {
            Some(SubEvent::ViolentDemonstration)
        }
        None if account.event_type == EventType::Threaten && sides.by_armed_band() => Some(SubEvent::Other),
        told => told,
    }
}

fn families(parties: &[Party]) -> Vec<Family> {
    parties.iter().filter_map(|party| party.family).collect()
}

/// Of several words for one event, the one that says most: means of remote violence, unless a fight is told beside them.
fn strongest(readings: &[SubEvent]) -> Option<SubEvent> {
    let remote = readings.iter().find(|r| r.event_type() == "Explosions/Remote violence");
    match remote {
        Some(_) if readings.contains(&SubEvent::ArmedClash) => Some(SubEvent::ArmedClash),
        Some(remote) => Some(*remote),
        None => {
            let plain = |r: &&SubEvent| matches!(r, SubEvent::ArmedClash | SubEvent::Attack | SubEvent::Looting);
            readings.iter().find(|r| !plain(r)).or(readings.first()).copied()
        }
    }
}

/// Who stands against whom.
struct Sides<'a> {
    agents: &'a [Family],
    targets: &'a [Party],
    victims: &'a [Family],
}

impl Sides<'_> {
    fn by(&self, families: &[Family]) -> bool {
        self.agents.iter().any(|f| families.contains(f))
    }

    /// Whether forces of a state, or nobody told, did it to those who protest.
    fn on_protesters(&self) -> bool {
        (self.agents.is_empty() || self.by(&[Family::StateForces, Family::ExternalForces]))
            && self.targets.iter().any(|party| party.family == Some(Family::Protesters))
    }

    /// Whether only armed bands that are no state's did it.
    fn by_armed_band(&self) -> bool {
        use Family::{IdentityMilitia, PoliticalMilitia, Rebel};
        !self.agents.is_empty() && self.agents.iter().all(|f| matches!(f, Rebel | PoliticalMilitia | IdentityMilitia))
    }

    /// Violence between people: a battle where both sides bear arms, else by who did it.
    fn violence(&self, reading: Option<SubEvent>) -> SubEvent {
        let people = families_of(self.targets, false);
        let things = families_of(self.targets, true);
        let crowd = self.by(&[Family::Rioters, Family::Protesters]);
        let armed = if !people.is_empty() {
            people.iter().any(|f| f.armed())
        } else if !self.victims.is_empty() {
            self.victims.iter().any(|f| f.armed())
        } else if !things.is_empty() {
            things.iter().any(|f| f.armed())
        } else {
            match reading {
                Some(SubEvent::ArmedClash) => true,
                Some(_) => false,
                // Nobody is told to have suffered it: forces fight, bands raid.
                None => self.by(&[Family::StateForces, Family::ExternalForces]),
            }
        };
        let unarmed = !self.agents.is_empty() && self.agents.iter().all(|f| !f.armed());
        match (armed, crowd, unarmed) {
            (_, true, _) => SubEvent::ViolentDemonstration,
            (true, _, true) if reading != Some(SubEvent::ArmedClash) => SubEvent::MobViolence,
            (true, _, _) => SubEvent::ArmedClash,
            (false, _, true) => SubEvent::MobViolence,
            (false, _, false) => SubEvent::Attack,
        }
    }
}

fn families_of(parties: &[Party], things: bool) -> Vec<Family> {
    parties.iter().filter(|party| party.thing == things).filter_map(|party| party.family).collect()
}
