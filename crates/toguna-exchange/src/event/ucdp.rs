//! The columns of UCDP's Georeferenced Event Dataset in its order (best, high, low). Keys and judgements of UCDP's own
//! coders stay empty; so does a number that no text tells.

use jiff::civil::Date;
use serde_json::{Value, json};
use toguna_code::{Estimate, Family, SubEvent, VictimSide};

use super::telling::{Party, Telling, listed, whole};
use super::{Column, column};

/// Columns without a value are UCDP's own affair: its keys, its names of conflicts, its coders' judgement.
pub(super) static COLUMNS: [Column; 49] = [
    column!("id"),
    column!("relid", Text, |t| json!(t.event.id)),
    column!("year", Integer, |t| json!(t.year())),
    column!("active_year"),
    column!("code_status"),
    column!("type_of_violence", Integer, |t| json!(sides(t).map(|sides| sides.violence))),
    column!("conflict_dset_id"),
    column!("conflict_new_id"),
    column!("conflict_name"),
    column!("dyad_dset_id"),
    column!("dyad_new_id"),
    column!("dyad_name", Text, |t| json!(dyad(t))),
    column!("side_a_dset_id"),
    column!("side_a_new_id"),
    column!("side_a", Text, |t| json!(name(t, true))),
    column!("side_b_dset_id"),
    column!("side_b_new_id"),
    column!("side_b", Text, |t| json!(name(t, false))),
    column!("number_of_sources", Integer, |t| json!(documents(t).len())),
    column!("source_article", Text, |t| json!(articles(t))),
    column!("source_office", Text, |t| json!(t.outlets())),
    column!("source_date", Text, |t| json!(dates(t))),
    column!("source_headline", Text, |t| json!(headlines(t))),
    column!("source_original", Text, |t| json!(t.claimants())),
    column!("where_prec", Integer, |t| json!(t.place.map(|place| place.precision))),
    column!("where_coordinates", Text, |t| json!(t.place.map(|place| &place.name))),
    column!("where_description", Text, |t| json!(t.quotes())),
    column!("adm_1", Text, |t| json!(t.division("admin1"))),
    column!("adm_2", Text, |t| json!(t.division("admin2"))),
    column!("latitude", Number, |t| json!(t.point().map(|(lat, _)| lat))),
    column!("longitude", Number, |t| json!(t.point().map(|(_, lon)| lon))),
    column!("geom_wkt", Text, |t| json!(t.point().map(|(lat, lon)| format!("POINT ({lon} {lat})")))),
    column!("priogrid_gid", Integer, |t| json!(t.point().map(|(lat, lon)| cell(lat, lon)))),
    column!("country", Text, |t| json!(t.country().and_then(|code| t.known.country(code)))),
    column!("country_id", Integer, |t| json!(t.country().and_then(|code| t.known.gwno(code)))),
    column!("region"),
    column!("event_clarity"),
    column!("date_prec", Integer, |t| json!(t.days().and_then(date_precision))),
    column!("date_start", Text, |t| json!(midnight(t.bounds.and_then(|bounds| bounds.earliest)))),
    column!("date_end", Text, |t| json!(midnight(t.bounds.and_then(|bounds| bounds.latest)))),
    column!("deaths_a", Integer, |t| best(sides(t).and_then(|sides| t.deaths_of(sides.a?)))),
    column!("deaths_b", Integer, |t| best(sides(t).and_then(|sides| t.deaths_of(sides.b?)))),
    column!("deaths_civilians", Integer, |t| best(t.deaths_of(VictimSide::Civilians))),
    column!("deaths_unknown", Integer, unknown),
    column!("best", Integer, |t| best(t.deaths())),
    column!("high", Integer, |t| whole(t.deaths().and_then(|deaths| deaths.high))),
    column!("low", Integer, |t| whole(t.deaths().and_then(|deaths| deaths.low))),
    column!("gwnoa", Integer, |t| json!(state(t, true).and_then(|code| t.known.gwno(code)))),
    column!("gwnob", Integer, |t| json!(state(t, false).and_then(|code| t.known.gwno(code)))),
];

/// Whether UCDP would count it: somebody is told to have died of violence between armed sides, or of armed on unarmed.
pub(super) fn counts(told: &Telling<'_>) -> bool {
    let deadly = told.deaths().is_some_and(|d| [d.low, d.best, d.high].into_iter().flatten().any(|dead| dead > 0.0));
    let armed = told.lead().is_some_and(|(_, sub)| {
        let kinds = ["Battles", "Explosions/Remote violence", "Violence against civilians"];
        kinds.contains(&sub.event_type()) || sub == SubEvent::ExcessiveForce
    });
    deadly && armed
}

/// What kind of side UCDP sees in a party.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    State,
    Group,
    Civilians,
}

/// Who stands against whom in UCDP's sense.
struct Sides {
    /// 1 state-based, 2 non-state, 3 one-sided.
    violence: u8,
    /// Whether side A is who acted: of a state and a group it is always the state.
    a_acted: bool,
    /// Whose dead are those of side A, where the text's words part them.
    a: Option<VictimSide>,
    /// The same of side B.
    b: Option<VictimSide>,
}

/// The two sides; none where the text leaves one of them open.
fn sides(told: &Telling<'_>) -> Option<Sides> {
    use Body::{Civilians, Group, State};
    let acted = body(told.agents()?.families, false)?;
    let harmed = told.targets().and_then(|side| body(side.families, on_unarmed(told))).or_else(|| victims(told))?;
    let (violence, a_acted, a, b) = match (acted, harmed) {
        (State, Group) => (1, true, Some(VictimSide::State), Some(VictimSide::ArmedGroup)),
        (Group, State) => (1, false, Some(VictimSide::State), Some(VictimSide::ArmedGroup)),
        // The dead of two sides of one kind cannot be parted.
        (State, State) => (1, true, None, None),
        (Group, Group) => (2, true, None, None),
        (State, Civilians) => (3, true, Some(VictimSide::State), None),
        (Group, Civilians) => (3, true, Some(VictimSide::ArmedGroup), None),
        (Civilians, _) => return None,
    };
    Some(Sides { violence, a_acted, a, b })
}

fn on_unarmed(told: &Telling<'_>) -> bool {
    told.lead().is_some_and(|(_, sub)| sub.event_type() == "Violence against civilians")
}

/// The body of a side: its armed part, or its unarmed one where those are who suffered.
fn body(families: &[String], unarmed_first: bool) -> Option<Body> {
    let has = |kinds: &[Family]| families.iter().filter_map(|name| Family::of(name)).any(|one| kinds.contains(&one));
    let civilians = has(&[Family::Civilians, Family::Protesters]).then_some(Body::Civilians);
    let state = has(&[Family::StateForces, Family::ExternalForces]).then_some(Body::State);
    let group = has(&[Family::Rebel, Family::PoliticalMilitia, Family::IdentityMilitia]).then_some(Body::Group);
    if unarmed_first { civilians.or(state).or(group) } else { state.or(group).or(civilians) }
}

/// Who suffered by the dead alone, where all of them are of one side.
fn victims(told: &Telling<'_>) -> Option<Body> {
    let by_side = &told.event.deaths.as_ref()?.by_side;
    let mut sides = by_side.keys().filter(|side| **side != VictimSide::Unknown);
    match (sides.next()?, sides.next()) {
        (VictimSide::State, None) => Some(Body::State),
        (VictimSide::ArmedGroup, None) => Some(Body::Group),
        (VictimSide::Civilians, None) => Some(Body::Civilians),
        _ => None,
    }
}

/// The party that is side A or B; who acted first where the kind of violence is unknown.
fn party<'s>(told: &Telling<'s>, first: bool) -> Option<Party<'s>> {
    let acted = sides(told).is_none_or(|sides| sides.a_acted) == first;
    if acted { told.agents() } else { told.targets() }
}

/// The state whose forces a side is: the one country of the side, or of several the one where it happened.
fn state<'s>(told: &Telling<'s>, first: bool) -> Option<&'s str> {
    let party = party(told, first)?;
    let is_state = |name: &str| Family::of(name) == Some(Family::StateForces);
    // Somebody's hired fighters are no government, whatever else is told of their side.
    let forces = match party.ids.first().and_then(|id| told.known.family(id)) {
        Some(family) => is_state(family),
        None => party.families.iter().any(|family| is_state(family)),
    };
    match party.countries {
        _ if !forces => None,
        [one] => Some(one),
        several => several.iter().map(String::as_str).find(|one| Some(*one) == told.country()),
    }
}

/// A side's name as UCDP forms it: the government whose forces they are, civilians, else the actors' English names.
fn name(told: &Telling<'_>, first: bool) -> Option<String> {
    if !first && sides(told).is_some_and(|sides| sides.violence == 3) {
        return Some("Civilians".into());
    }
    if let Some(country) = state(told, first).and_then(|code| told.known.country(code)) {
        return Some(format!("Government of {country}"));
    }
    let party = party(told, first)?;
    let names = if party.ids.is_empty() {
        listed(party.words.iter().map(String::as_str))
    } else {
        told.names(party.ids.iter())
    };
    (!names.is_empty()).then_some(names)
}

fn dyad(told: &Telling<'_>) -> Option<String> {
    Some(format!("{} - {}", name(told, true)?, name(told, false)?))
}

/// Documents that tell it in words of their own: copies are no further source.
fn documents(told: &Telling<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = told.accounts().map(|row| row.at.document).collect();
    all.sort_unstable();
    all.dedup();
    let own: Vec<usize> = all.iter().copied().filter(|&at| told.snapshot.copy_of(at).is_none()).collect();
    if own.is_empty() { all } else { own }
}

/// `"Office,date,headline";"…"`.
fn articles(told: &Telling<'_>) -> String {
    let article = |at: usize| {
        let row = &told.snapshot.readings.documents[at];
        let day = row.published.as_ref().map_or("", |day| day.as_str());
        format!("\"{},{day},{}\"", row.outlet.as_deref().unwrap_or(&row.name), row.title.as_deref().unwrap_or_default())
    };
    documents(told).into_iter().map(article).collect::<Vec<_>>().join(";")
}

fn dates(told: &Telling<'_>) -> String {
    let rows = documents(told).into_iter().map(|at| &told.snapshot.readings.documents[at]);
    rows.filter_map(|row| row.published.as_ref()).map(|day| day.as_str()).collect::<Vec<_>>().join(";")
}

fn headlines(told: &Telling<'_>) -> String {
    let rows = documents(told).into_iter().map(|at| &told.snapshot.readings.documents[at]);
    rows.filter_map(|row| row.title.as_deref()).collect::<Vec<_>>().join(";")
}

/// The number of PRIO-GRID's cell of half a degree, counted from the south-west.
fn cell(lat: f64, lon: f64) -> i64 {
    let row = (((lat + 90.0) * 2.0).floor() as i64).clamp(0, 359);
    let column = (((lon + 180.0) * 2.0).floor() as i64).clamp(0, 719);
    row * 720 + column + 1
}

/// 1 a day, 2 less than a week, 3 a week, 4 a month at most, 5 a year at most.
fn date_precision(days: i32) -> Option<u8> {
    match days {
        1 => Some(1),
        2..=6 => Some(2),
        7 => Some(3),
        8..=31 => Some(4),
        32..=366 => Some(5),
        _ => None,
    }
}

/// UCDP writes days as moments.
fn midnight(day: Option<Date>) -> Option<String> {
    day.map(|day| format!("{day} 00:00:00"))
}

fn best(deaths: Option<Estimate>) -> Value {
    whole(deaths.and_then(|deaths| deaths.best))
}

/// The dead whose side is not told, and those whose side is neither A nor B alone.
fn unknown(told: &Telling<'_>) -> Value {
    let sides = sides(told);
    let named = [sides.as_ref().and_then(|sides| sides.a), sides.as_ref().and_then(|sides| sides.b)];
    let left = VictimSide::ALL.iter().filter(|side| **side != VictimSide::Civilians && !named.contains(&Some(**side)));
    let dead: Vec<f64> = left.filter_map(|side| told.deaths_of(*side)?.best).collect();
    whole((!dead.is_empty()).then(|| dead.iter().sum()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_prio_grid_counts_them() {
        // The example row of UCDP's own description.
        assert_eq!(cell(35.763369, 36.558974), 181_154);
        assert_eq!((cell(-90.0, -180.0), cell(90.0, 180.0)), (1, 259_200));
    }
}
