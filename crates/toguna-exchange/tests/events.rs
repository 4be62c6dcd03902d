//! Events in the formats of others: what each tool reads back, and that what is not told stays empty.

#[path = "../../toguna-record/tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;

use common::{Told, snapshot};
use geojson::{FeatureCollection, GeoJson, GeometryValue};
use serde_json::Value;
use toguna_code::{EventType, Family, Measure, Party, Status, SubEvent, VictimSide};
use toguna_exchange::{EventFormat, write_events};
use toguna_mark::{ActorFiles, ActorKind, ActorPack, EntityId};
use toguna_record::Snapshot;

/// The pack of a country that is none.
fn pack() -> ActorPack {
    ActorPack::parse(&ActorFiles {
        states: include_str!("formats/states.tsv"),
        actors: include_str!("formats/actors.tsv"),
        persons: "id\tname\n",
        offices: "person\tpredicate\tobject\n",
    })
    .expect("a pack")
}

fn party(id: Option<&str>, family: Family, words: &str, countries: &[&str]) -> Party {
    Party {
        entity: id.map(EntityId::new),
        family: Some(family),
        words: words.into(),
        thing: false,
        countries: countries.iter().map(|&code| code.into()).collect(),
    }
}

/// Adds what ACLED's coding and the sides of the last account are.
fn coded(mut told: Told, sub: SubEvent, agent: Party, target: Option<Party>, dead: Option<VictimSide>) -> Told {
    let account = told.coded.accounts.last_mut().expect("an account");
    account.acled = Some(sub);
    account.agent_countries = agent.countries.clone();
    account.agent_parties = vec![agent];
    account.target_parties = target.into_iter().collect();
    if let (Some(side), Some(toll)) = (dead, told.coded.tolls.last_mut()) {
        toll.side = side;
    }
    told
}

/// A clash that two outlets tell with two numbers.
fn clash(name: &str, day: &str, dead: f64) -> Told {
    let text = format!("The army said it killed {dead} rebels of the Red Front in Brück on {day}.");
    let told = Told::published(name, &text, Some("2024-03-05"))
        .outlet(name)
        .actor("The army", "ruritania-army", ActorKind::Military)
        .actor("Red Front", "red-front", ActorKind::ArmedGroup)
        .town("Brück", 14.944_44, -3.890_06)
        .date(day, "2024-03-04")
        .figure(&format!("{dead} rebels"), Measure::Killed, Some(dead), Some(dead), "rebels")
        .said_by("ruritania-army")
        .account("killed", EventType::Assault, Some("2024-03-04"), &["ruritania-army"], &["red-front"]);
    let army = party(Some("ruritania-army"), Family::StateForces, "The army", &["ML"]);
    let front = party(Some("red-front"), Family::Rebel, "Red Front", &[]);
    coded(told, SubEvent::ArmedClash, army, Some(front), Some(VictimSide::ArmedGroup))
}

/// An attack of which neither place nor day nor dead are told.
fn raid() -> Told {
    let told = Told::new("raid.txt", "Gunmen raided villagers in June 2023.").date("June 2023", "2023-06").account(
        "raided",
        EventType::Assault,
        Some("2023-06"),
        &[],
        &[],
    );
    let gunmen = party(None, Family::PoliticalMilitia, "Gunmen", &[]);
    coded(told, SubEvent::Attack, gunmen, Some(party(None, Family::Civilians, "villagers", &[])), None)
}

/// An event that is only planned, and one of which only the year and a least number are told.
fn others() -> Vec<Told> {
    let plan = Told::new("plan.txt", "The ministers will meet in Strelsau in 2026.")
        .town("Strelsau", 50.0, 10.0)
        .account("meet", EventType::Consult, Some("2026"), &[], &[])
        .status(Status::Planned);
    let year = Told::new("year.txt", "In 2021 a mine near Hentzau killed at least 5 traders.")
        .place("Hentzau", 49.0, 11.0, toguna_mark::Level::Country)
        .figure("at least 5 traders", Measure::Killed, Some(5.0), None, "traders")
        .account("killed", EventType::Assault, Some("2021"), &[], &[]);
    let mut year = coded(
        year,
        SubEvent::RemoteExplosive,
        party(None, Family::Other, "a mine", &[]),
        Some(party(None, Family::Civilians, "traders", &[])),
        Some(VictimSide::Civilians),
    );
    year.coded.marks.places[0].precision = 6;
    vec![plan, year]
}

fn all() -> Snapshot {
    let mut told = vec![clash("Echo", "4 March 2024", 12.0), clash("Herald", "Monday, 4 March 2024", 7.0), raid()];
    told.extend(others());
    snapshot(&told)
}

fn written(format: EventFormat) -> Vec<u8> {
    let (snapshot, mut out) = (all(), Vec::new());
    write_events(&mut out, format, &snapshot, &snapshot.findings.events, Some(&pack())).expect("written");
    out
}

type Row = BTreeMap<String, String>;

/// The rows of a table, whose columns and cells are checked against the list of its format first.
fn checked(format: EventFormat, list: &str) -> Vec<Row> {
    let columns: Vec<(&str, &str)> = list.lines().skip(1).filter_map(|line| line.split_once('\t')).collect();
    let bytes = written(format);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    assert_eq!(names, columns.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    for row in &rows {
        for ((name, domain), cell) in columns.iter().zip(row) {
            assert!(cell.is_empty() || in_domain(domain, cell), "{name} holds '{cell}', none of {domain}");
        }
    }
    let row = |row: &csv::StringRecord| names.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    rows.iter().map(row).collect()
}

fn in_domain(domain: &str, cell: &str) -> bool {
    let day = |text: &str| text.parse::<jiff::civil::Date>().is_ok();
    match domain {
        "words" => true,
        "whole" => cell.parse::<u32>().is_ok(),
        "number" => cell.parse::<f64>().is_ok(),
        "day" => day(cell),
        "moment" => cell.strip_suffix(" 00:00:00").is_some_and(day),
        list => list.split('|').any(|one| one == cell),
    }
}

/// The row whose notes or words hold something.
fn holding<'r>(rows: &'r [Row], column: &str, words: &str) -> &'r Row {
    rows.iter().find(|row| row[column].contains(words)).unwrap_or_else(|| panic!("no {column} holds {words}"))
}

fn cells<'r>(row: &'r Row, names: &str) -> Vec<&'r str> {
    names.split_whitespace().map(|name| row[name].as_str()).collect()
}

#[test]
fn geojson_reads_back_as_rfc_7946_with_flat_properties() {
    let text = String::from_utf8(written(EventFormat::Geojson)).expect("UTF-8");
    let GeoJson::FeatureCollection(FeatureCollection { features, .. }) = text.parse().expect("GeoJSON") else {
        panic!("no collection of features");
    };
    assert_eq!(features.len(), 4, "the clash is one event");
    for feature in &features {
        let properties = feature.properties.as_ref().expect("properties");
        assert!(properties.values().all(|value| !value.is_array() && !value.is_object()), "{properties:?}");
    }
    let clash =
        features.iter().find(|f| f.property("acled_subtype") == Some(&"Armed clash".into())).expect("the clash");
    let Some(GeometryValue::Point { coordinates }) = clash.geometry.as_ref().map(|geometry| &geometry.value) else {
        panic!("no point");
    };
    assert_eq!(coordinates.as_slice(), [-3.890_06, 14.944_44], "longitude comes first");
    let of = |name: &str| clash.property(name).cloned().unwrap_or_default();
    assert_eq!((of("precision"), of("radius_km"), of("country")), (1.into(), 1.0.into(), "ML".into()));
    assert_eq!((of("deaths_low"), of("deaths_high"), of("outlets")), (7.into(), 12.into(), "Echo; Herald".into()));
    let unplaced: Vec<_> = features.iter().filter(|feature| feature.geometry.is_none()).collect();
    assert_eq!(unplaced.len(), 2, "no place is told, or a whole country");
    let raid = unplaced.iter().find(|f| f.property("date") == Some(&"2023-06".into())).expect("the raid");
    assert_eq!((raid.property("deaths_low"), raid.property("radius_km")), (Some(&Value::Null), Some(&Value::Null)));
}

#[test]
fn acled_s_columns_stand_in_its_order_and_hold_its_words() {
    let rows = checked(EventFormat::Acled, include_str!("formats/acled.tsv"));
    assert_eq!(rows.len(), 3, "what is only planned is no event of ACLED's");
    let clash = holding(&rows, "sub_event_type", "Armed clash");
    assert_eq!(
        cells(clash, "event_date time_precision disorder_type actor1 inter1 actor2 inter2"),
        [
            "2024-03-04",
            "1",
            "Political violence",
            "Military Forces of Ruritania (2021-)",
            "State forces",
            "RF: Red Front",
            "Rebel group"
        ]
    );
    assert_eq!(
        cells(clash, "interaction iso country location latitude longitude geo_precision source fatalities"),
        ["State forces-Rebel group", "466", "Ruritania", "Brück", "14.9444", "-3.8901", "1", "Echo; Herald", "7"]
    );
    for told in ["“The army said it killed 12", "(Herald, 2024-03-05", "Fatalities: the least told. Low 7", "high 12"]
    {
        assert!(clash["notes"].contains(told), "{told}: {}", clash["notes"]);
    }
}

#[test]
fn law_5_acled_s_row_has_no_zero_no_day_and_no_point_that_nobody_tells() {
    let rows = checked(EventFormat::Acled, include_str!("formats/acled.tsv"));
    let raid = holding(&rows, "notes", "raided");
    assert_eq!(
        cells(raid, "event_date time_precision actor1 actor2 civilian_targeting fatalities latitude geo_precision"),
        ["2023-06-15", "3", "Unidentified Armed Group", "Civilians", "Civilians targeted", "", "", ""],
        "of a month ACLED takes the middle and says so"
    );
    let year = holding(&rows, "notes", "a mine");
    assert_eq!(cells(year, "event_date time_precision year fatalities location"), ["", "", "2021", "5", ""]);
}

#[test]
fn ucdp_s_columns_stand_in_its_order_and_hold_its_numbers() {
    let rows = checked(EventFormat::Ucdp, include_str!("formats/ucdp.tsv"));
    assert_eq!(rows.len(), 2, "UCDP counts what is deadly");
    let clash = holding(&rows, "where_coordinates", "Brück");
    assert_eq!(
        cells(clash, "type_of_violence side_a side_b dyad_name gwnoa gwnob country_id"),
        ["1", "Government of Ruritania", "red-front", "Government of Ruritania - red-front", "399", "", "399"]
    );
    assert_eq!(
        cells(clash, "best high low deaths_a deaths_b deaths_civilians deaths_unknown"),
        ["12", "12", "7", "", "12", "", ""]
    );
    assert_eq!(
        cells(clash, "date_prec date_start date_end where_prec geom_wkt number_of_sources"),
        ["1", "2024-03-04 00:00:00", "2024-03-04 00:00:00", "1", "POINT (-3.89006 14.94444)", "2"]
    );
    assert_eq!(clash["source_article"], "\"Echo,2024-03-05,\";\"Herald,2024-03-05,\"");
}

#[test]
fn law_5_ucdp_s_row_leaves_open_what_is_open() {
    let rows = checked(EventFormat::Ucdp, include_str!("formats/ucdp.tsv"));
    let year = holding(&rows, "where_description", "a mine");
    assert_eq!(
        cells(year, "type_of_violence best high low deaths_civilians date_prec where_prec latitude id conflict_name"),
        ["", "5", "", "5", "5", "5", "6", "", "", ""]
    );
}
