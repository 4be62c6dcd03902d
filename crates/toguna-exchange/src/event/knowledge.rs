//! By which names and numbers others know a country or an actor; none where neither the pack nor ISO 3166 tells.

use toguna_mark::{ActorPack, EntityId};

/// What is known beforehand of countries and actors.
#[derive(Clone, Copy)]
pub(super) struct Knowledge<'p> {
    pub(super) pack: Option<&'p ActorPack>,
}

impl<'p> Knowledge<'p> {
    /// English name of a country by its alpha-2 code.
    pub(super) fn country(self, iso2: &str) -> Option<&'p str> {
        let known = self.pack.and_then(|pack| pack.state_of(iso2)).map(|state| state.name.as_str());
        known.or_else(|| rust_iso3166::from_alpha2(iso2).map(|country| country.name))
    }

    /// Its number in ISO 3166-1.
    pub(super) fn iso_number(self, iso2: &str) -> Option<u16> {
        rust_iso3166::from_alpha2(iso2).map(|country| country.numeric)
    }

    /// Its number in Gleditsch and Ward's list.
    pub(super) fn gwno(self, iso2: &str) -> Option<u16> {
        self.pack?.state_of(iso2)?.gwno
    }

    /// Kind of side of an actor.
    pub(super) fn family(self, id: &str) -> Option<&'p str> {
        self.pack?.actor(&EntityId::new(id))?.family.as_deref()
    }

    /// ACLED's name of an actor in a year; names that hold "from 2021 on" are none for the years before.
    pub(super) fn acled_name(self, id: &str, year: Option<i16>) -> Option<&'p str> {
        let name = self.pack?.actor(&EntityId::new(id))?.acled_name.as_deref()?;
        match (since(name), year) {
            (None, _) => Some(name),
            (Some(first), Some(year)) => (first <= year).then_some(name),
            (Some(_), None) => None,
        }
    }
}

/// The year of a name that ends in "(2021-)".
fn since(name: &str) -> Option<i16> {
    name.strip_suffix("-)")?.rsplit_once('(')?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_from_which_year_on_it_holds() {
        assert_eq!(since("Military Forces of Ruritania (2021-)"), Some(2021));
        assert_eq!(since("Ruritanian Front (RF)"), None);
    }

    #[test]
    fn countries_have_names_and_numbers_without_a_pack() {
        let none = Knowledge { pack: None };
        assert_eq!((none.country("SE"), none.iso_number("SE")), (Some("Sweden"), Some(752)));
        assert_eq!((none.country("XX"), none.gwno("SE")), (None, None));
    }
}
