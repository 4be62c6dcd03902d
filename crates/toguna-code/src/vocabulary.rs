//! The vocabularies that coding speaks in: PLOVER's types, ACLED's sub-events, ways of telling, measures, sides.

use serde::Serialize;

/// An enum whose values are the names of a published vocabulary.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum $type { $($(#[$vdoc])* #[serde(rename = $name)] #[doc = concat!("`", $name, "`")] $variant),+ }

        impl $type {
            /// Every value in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The vocabulary's own name.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            /// The value of a name.
            pub fn of(name: &str) -> Option<$type> {
                match name { $($name => Some($type::$variant),)+ _ => None }
            }
        }
    };
}

vocabulary! {
    /// The sixteen event types of PLOVER.
    EventType {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE", Cooperate = "COOPERATE",
        Aid = "AID", Retreat = "RETREAT", Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT",
        Threaten = "THREATEN", Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE",
        Coerce = "COERCE", Assault = "ASSAULT",
    }
}

vocabulary! {
    /// How something is told: nothing is flattened to "happened".
    Status {
        /// Told as having happened or holding.
        Actual = "actual",
        /// Announced, intended, expected.
        Planned = "planned",
        /// Somebody's accusation that the writer does not take over.
        Alleged = "alleged",
        /// Told as not so.
        Denied = "denied",
        /// Told as possible.
        Possible = "possible",
    }
}

vocabulary! {
    /// What a figure counts.
    Measure {
        Killed = "killed", Injured = "injured", Abducted = "abducted", Captured = "captured",
        Neutralized = "neutralized", Displaced = "displaced", Arrested = "arrested", Personnel = "personnel",
        BasesDestroyed = "bases-destroyed", Equipment = "equipment", Money = "money", Volume = "volume",
        Share = "share", Change = "change", Count = "count",
    }
}

vocabulary! {
    /// ACLED's 25 sub-event types, in its own words.
    SubEvent {
        RegainsTerritory = "Government regains territory",
        OvertakesTerritory = "Non-state actor overtakes territory",
        ArmedClash = "Armed clash",
        ExcessiveForce = "Excessive force against protesters",
        ProtestWithIntervention = "Protest with intervention",
        PeacefulProtest = "Peaceful protest",
        ViolentDemonstration = "Violent demonstration",
        MobViolence = "Mob violence",
        ChemicalWeapon = "Chemical weapon",
        AirStrike = "Air/drone strike",
        SuicideBomb = "Suicide bomb",
        Shelling = "Shelling/artillery/missile attack",
        RemoteExplosive = "Remote explosive/landmine/IED",
        Grenade = "Grenade",
        SexualViolence = "Sexual violence",
        Attack = "Attack",
        Abduction = "Abduction/forced disappearance",
        Agreement = "Agreement",
        Arrests = "Arrests",
        ChangeToGroup = "Change to group/activity",
        DisruptedWeapons = "Disrupted weapons use",
        BaseEstablished = "Headquarters or base established",
        Looting = "Looting/property destruction",
        TransferOfTerritory = "Non-violent transfer of territory",
        Other = "Other",
    }
}

impl SubEvent {
    /// ACLED's event type of the sub-event.
    pub fn event_type(self) -> &'static str {
        use SubEvent::*;
        match self {
            RegainsTerritory | OvertakesTerritory | ArmedClash => "Battles",
            ExcessiveForce | ProtestWithIntervention | PeacefulProtest => "Protests",
            ViolentDemonstration | MobViolence => "Riots",
            ChemicalWeapon | AirStrike | SuicideBomb | Shelling | RemoteExplosive | Grenade => {
                "Explosions/Remote violence"
            }
            SexualViolence | Attack | Abduction => "Violence against civilians",
            Agreement | Arrests | ChangeToGroup | DisruptedWeapons | BaseEstablished | Looting
            | TransferOfTerritory | Other => "Strategic developments",
        }
    }
}

vocabulary! {
    /// Which kind of side a party is: ACLED's actor types, as a pack gives them to actors and a lexicon to nouns.
    Family {
        /// Soldiers, police and government of the state.
        StateForces = "state-forces",
        /// Forces of other states and of bodies of states.
        ExternalForces = "external-forces",
        /// Organisations that fight the state.
        Rebel = "rebel",
        /// Armed bands, known or not, without a people of their own.
        PoliticalMilitia = "political-militia",
        /// Armed bands of a people, a village or an estate.
        IdentityMilitia = "identity-militia",
        /// Violent crowds.
        Rioters = "rioters",
        /// Crowds that demonstrate.
        Protesters = "protesters",
        /// Unarmed people.
        Civilians = "civilians",
        /// Anybody else.
        Other = "other",
    }
}

impl Family {
    /// Whether parties of this family bear arms.
    pub fn armed(self) -> bool {
        use Family::{ExternalForces, IdentityMilitia, PoliticalMilitia, Rebel, StateForces};
        matches!(self, StateForces | ExternalForces | Rebel | PoliticalMilitia | IdentityMilitia)
    }
}

vocabulary! {
    /// Which side of the fighting suffered a death.
    VictimSide {
        /// Armies, police, other forces of a state, and peacekeepers.
        State = "state",
        /// Armed groups that are no state's force.
        ArmedGroup = "armed_group",
        /// People who bear no arms.
        Civilians = "civilians",
        /// Not told.
        Unknown = "unknown",
    }
}
