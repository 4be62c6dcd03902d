//! ACLED's columns in ACLED's order. What ACLED would have a coder suppose, and no text tells, stays empty.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;
use toguna_code::{Family, SubEvent};
use toguna_record::Bounds;

use super::telling::{Party, Telling, whole};
use super::{Column, column};

/// Columns without a value are ACLED's own affair: its keys, its gazetteer, its judgement of sources.
pub(super) static COLUMNS: [Column; 31] = [
    column!("event_id_cnty", Text, |t| json!(t.event.id)),
    column!("event_date", Text, |t| json!(when(t).map(|(day, _)| day.to_string()))),
    column!("year", Integer, |t| json!(t.year())),
    column!("time_precision", Integer, |t| json!(when(t).map(|(_, precision)| precision))),
    column!("disorder_type", Text, |t| json!(code(t).map(disorder))),
    column!("event_type", Text, |t| json!(code(t).map(SubEvent::event_type))),
    column!("sub_event_type", Text, |t| json!(code(t).map(SubEvent::name))),
    column!("actor1", Text, |t| json!(t.agents().and_then(|side| actor(t, &side)))),
    column!("assoc_actor_1", Text, |t| json!(t.agents().and_then(|side| others(t, &side)))),
    column!("inter1", Text, |t| json!(t.agents().and_then(|side| family(t, &side)).and_then(inter))),
    column!("actor2", Text, |t| json!(t.targets().and_then(|side| actor(t, &side)))),
    column!("assoc_actor_2", Text, |t| json!(t.targets().and_then(|side| others(t, &side)))),
    column!("inter2", Text, |t| json!(t.targets().and_then(|side| family(t, &side)).and_then(inter))),
    column!("interaction", Text, |t| json!(interaction(t))),
    column!("civilian_targeting", Text, |t| json!(on_civilians(t).then_some("Civilians targeted"))),
    column!("iso", Integer, |t| json!(t.country().and_then(|code| t.known.iso_number(code)))),
    column!("region"),
    column!("country", Text, |t| json!(t.country().and_then(|code| t.known.country(code)))),
    column!("admin1", Text, |t| json!(t.division("admin1"))),
    column!("admin2", Text, |t| json!(t.division("admin2"))),
    column!("admin3"),
    column!("location", Text, |t| json!(t.point().and(t.place).map(|place| &place.name))),
    column!("latitude", Number, |t| json!(t.point().map(|(lat, _)| degrees(lat)))),
    column!("longitude", Number, |t| json!(t.point().map(|(_, lon)| degrees(lon)))),
    column!("geo_precision", Integer, |t| json!(t.place.and_then(|place| precision(place.precision)))),
    column!("source", Text, |t| json!(t.outlets())),
    column!("source_scale"),
    column!("notes", Text, |t| json!(notes(t))),
    column!("fatalities", Integer, |t| whole(t.deaths().and_then(|deaths| deaths.low.or(deaths.best)))),
    column!("tags"),
    column!("timestamp"),
];

/// Whether ACLED would code it: told as happened or alleged, in words of one of its types.
pub(super) fn counts(told: &Telling<'_>) -> bool {
    told.lead().is_some()
}

fn code(told: &Telling<'_>) -> Option<SubEvent> {
    told.lead().map(|(_, sub)| sub)
}

/// The day and its precision: 1 the day, 2 the middle of a week at most, 3 that of a month at most.
fn when(told: &Telling<'_>) -> Option<(Date, u8)> {
    let bounds = told.bounds?;
    let about = told.event.date.as_deref().is_some_and(|date| date.contains(['~', '?', '%']));
    let precision = match bounds.days()? {
        1 if about => 2,
        1 => 1,
        2..=7 => 2,
        8..=31 => 3,
        _ => return None,
    };
    Some((middle(bounds)?, precision))
}

fn middle(bounds: Bounds) -> Option<Date> {
    bounds.earliest?.checked_add(((bounds.days()? - 1) / 2).days()).ok()
}

fn disorder(sub: SubEvent) -> &'static str {
    match sub {
        SubEvent::ExcessiveForce => "Political violence; Demonstrations",
        SubEvent::PeacefulProtest | SubEvent::ProtestWithIntervention | SubEvent::ViolentDemonstration => {
            "Demonstrations"
        }
        sub if sub.event_type() == "Strategic developments" => "Strategic developments",
        _ => "Political violence",
    }
}

/// The first actor named; else ACLED's word for an unnamed one of the kind, else the text's own words.
fn actor(told: &Telling<'_>, side: &Party<'_>) -> Option<String> {
    if let Some(id) = side.ids.first() {
        return Some(named(told, id));
    }
    let place = told.country().and_then(|code| told.known.country(code));
    let of = |kind: &str| Some(place.map_or_else(|| kind.to_owned(), |place| format!("{kind} ({place})")));
    match family(told, side) {
        Some(Family::Civilians) => of("Civilians"),
        Some(Family::Protesters) => of("Protesters"),
        Some(Family::Rioters) => of("Rioters"),
        Some(Family::Rebel | Family::PoliticalMilitia) => of("Unidentified Armed Group"),
        _ => side.words.first().cloned(),
    }
}

fn named(told: &Telling<'_>, id: &str) -> String {
    let name = told.known.acled_name(id, told.year());
    name.unwrap_or_else(|| told.snapshot.entity_name(id)).to_owned()
}

/// Who else is named on the side.
fn others(told: &Telling<'_>, side: &Party<'_>) -> Option<String> {
    let rest: Vec<String> = side.ids.iter().skip(1).map(|id| named(told, id)).collect();
    (!rest.is_empty()).then(|| rest.join("; "))
}

/// The kind of a side's first actor; that of the side where it has one only.
fn family(told: &Telling<'_>, side: &Party<'_>) -> Option<Family> {
    let known = side.ids.first().and_then(|id| told.known.family(id));
    let alone = || match side.families {
        [one] => Some(one.as_str()),
        _ => None,
    };
    known.or_else(alone).and_then(Family::of)
}

/// ACLED's kinds of actors, in its order.
const INTER: [(Family, &str); 9] = [
    (Family::StateForces, "State forces"),
    (Family::Rebel, "Rebel group"),
    (Family::PoliticalMilitia, "Political militia"),
    (Family::IdentityMilitia, "Identity militia"),
    (Family::Rioters, "Rioters"),
    (Family::Protesters, "Protesters"),
    (Family::Civilians, "Civilians"),
    (Family::ExternalForces, "External/Other forces"),
    (Family::Other, "External/Other forces"),
];

/// The place of a kind in ACLED's order.
fn place(family: Family) -> Option<usize> {
    INTER.iter().position(|(known, _)| *known == family)
}

/// ACLED's name of a kind.
fn inter(family: Family) -> Option<&'static str> {
    place(family).map(|at| INTER[at].1)
}

/// Both kinds in ACLED's order; nothing where the kind of a side that is told is unknown.
fn interaction(told: &Telling<'_>) -> Option<String> {
    let kind = |side: Option<Party<'_>>| side.map(|side| family(told, &side).and_then(place));
    match (kind(told.agents()), kind(told.targets())) {
        (Some(Some(one)), Some(Some(other))) => {
            Some(format!("{}-{}", INTER[one.min(other)].1, INTER[one.max(other)].1))
        }
        (Some(Some(one)), None) | (None, Some(Some(one))) => Some(format!("{} only", INTER[one].1)),
        _ => None,
    }
}

/// Whether people without arms are who suffered it.
fn on_civilians(told: &Telling<'_>) -> bool {
    let unarmed = |side: Party<'_>| {
        let soft = |name: &String| matches!(Family::of(name), Some(Family::Civilians | Family::Protesters));
        !side.families.is_empty() && side.families.iter().all(soft)
    };
    match code(told) {
        Some(SubEvent::ExcessiveForce) => true,
        Some(sub) => match sub.event_type() {
            "Violence against civilians" => true,
            "Explosions/Remote violence" | "Riots" => told.targets().is_some_and(unarmed),
            _ => false,
        },
        None => false,
    }
}

/// UCDP's precision in ACLED's three: the town; near it or a district; a region. A whole country is none.
fn precision(ucdp: u8) -> Option<u8> {
    match ucdp {
        1 => Some(1),
        2 | 3 => Some(2),
        4 | 5 => Some(3),
        _ => None,
    }
}

/// Four digits behind the point, as ACLED writes them.
fn degrees(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// Every sentence with who says it, then what the number of fatalities is.
fn notes(told: &Telling<'_>) -> String {
    let mut notes = told.quotes();
    if let Some(deaths) = &told.event.deaths {
        let word = |number: Option<f64>| number.map_or_else(|| "open".to_owned(), |number| number.to_string());
        let all = deaths.all;
        notes.push_str(&format!(
            " Fatalities: the least told. Low {}, best {}, high {}: {}",
            word(all.low),
            word(all.best),
            word(all.high),
            deaths.rule
        ));
    }
    notes
}
