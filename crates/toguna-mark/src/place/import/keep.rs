//! Which of a dump's places are kept: those of the countries asked for, of their neighbours what lies near.

use std::collections::HashMap;

use super::super::choose::kilometres;
use super::super::gazetteer::Gazetteer;
use super::{Found, ImportOptions};
use crate::Level;

/// A town of so many people is kept however far from the border it lies.
const KNOWN_TOWN: u64 = 15_000;
/// A point so many degrees outside the box of a country's known places is a slip.
const SLIP: f64 = 2.0;

pub(super) struct Keep<'a> {
    options: &'a ImportOptions,
    known: &'a Gazetteer,
    /// Degree of latitude and longitude → the villages of the home countries there.
    cells: HashMap<(i32, i32), Vec<(f64, f64)>>,
}

fn cell(lat: f64, lon: f64) -> (i32, i32) {
    (lat.floor() as i32, lon.floor() as i32)
}

impl<'a> Keep<'a> {
    pub(super) fn new(options: &'a ImportOptions, known: &'a Gazetteer, found: &[Found]) -> Keep<'a> {
        let mut keep = Keep { options, known, cells: HashMap::new() };
        let home = found.iter().filter(|p| p.level == Level::Settlement && options.home.contains(&p.country));
        let places: Vec<&Found> = home.filter(|place| keep.inside_country(place)).collect();
        for place in places {
            keep.cells.entry(cell(place.lat, place.lon)).or_default().push((place.lat, place.lon));
        }
        keep
    }

    pub(super) fn has(&self, place: &Found) -> bool {
        let countries = &self.options.countries;
        (countries.is_empty() || countries.contains(&place.country))
            && self.inside_country(place)
            && (self.options.home.is_empty()
                || self.options.home.contains(&place.country)
                || place.level == Level::Admin1
                || place.population >= KNOWN_TOWN
                || self.near(place))
    }

    /// Codes of countries are mistaken for one another ("ML" for Malta): a known country's places lie inside it.
    fn inside_country(&self, place: &Found) -> bool {
        self.known.bounds(&place.country).is_none_or(|[south, west, north, east]| {
            (south - SLIP..=north + SLIP).contains(&place.lat) && (west - SLIP..=east + SLIP).contains(&place.lon)
        })
    }

    fn near(&self, place: &Found) -> bool {
        let within = self.options.within_km;
        let reach = (within / 95.0).ceil() as i32;
        let (lat, lon) = cell(place.lat, place.lon);
        (lat - reach..=lat + reach).any(|a| {
            (lon - reach..=lon + reach).any(|b| {
                let villages = self.cells.get(&(a, b)).into_iter().flatten();
                villages.into_iter().any(|&village| kilometres(village, (place.lat, place.lon)) <= within)
            })
        })
    }
}
