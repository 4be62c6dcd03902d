//! One event as the formats of others need it: one code, one pair of sides, one place, and all who tell it.

use jiff::civil::Date;
use serde_json::{Value, json};
use toguna_code::{Estimate, Status, SubEvent, VictimSide};
use toguna_record::{AccountRow, Bounds, EventRow, PlaceRow, Snapshot};

use super::knowledge::Knowledge;

/// One event with what its accounts come to.
pub(super) struct Telling<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) event: &'s EventRow,
    pub(super) known: Knowledge<'s>,
    /// The most precise place.
    pub(super) place: Option<&'s PlaceRow>,
    /// First and last day.
    pub(super) bounds: Option<Bounds>,
}

/// One side of an event as one account tells it.
#[derive(Clone, Copy)]
pub(super) struct Party<'s> {
    /// Ids of the actors that are named.
    pub(super) ids: &'s [String],
    /// Kinds of side.
    pub(super) families: &'s [String],
    /// Who is only described, in the text's words.
    pub(super) words: &'s [String],
    /// Their countries.
    pub(super) countries: &'s [String],
}

impl<'s> Telling<'s> {
    pub(super) fn of<'p: 's>(snapshot: &'s Snapshot, event: &'s EventRow, known: Knowledge<'p>) -> Telling<'s> {
        let place = snapshot.place_of(event).map(|at| &snapshot.readings.places[at]);
        Telling { snapshot, event, known, place, bounds: snapshot.bounds_of(event) }
    }

    pub(super) fn accounts(&self) -> impl Iterator<Item = &'s AccountRow> + use<'s> {
        self.snapshot.accounts_of(self.event)
    }

    /// The first account that tells it as happened, or as alleged, in words that ACLED would code.
    pub(super) fn lead(&self) -> Option<(&'s AccountRow, SubEvent)> {
        let told = |row: &&AccountRow| matches!(row.status, Status::Actual | Status::Alleged);
        self.accounts().filter(told).find_map(|row| Some((row, row.acled?)))
    }

    /// Who did it: as the leading account tells, else the first that tells anybody. Sides of several accounts are not
    /// thrown together: two documents that blame two groups do not make allies of them.
    pub(super) fn agents(&self) -> Option<Party<'s>> {
        self.side(|row| Party {
            ids: &row.agents,
            families: &row.sides.agent_families,
            words: &row.sides.agent_words,
            countries: &row.sides.agent_countries,
        })
    }

    /// To whom, by the same rule.
    pub(super) fn targets(&self) -> Option<Party<'s>> {
        self.side(|row| Party {
            ids: &row.targets,
            families: &row.sides.target_families,
            words: &row.sides.target_words,
            countries: &row.sides.target_countries,
        })
    }

    fn side(&self, of: impl Fn(&'s AccountRow) -> Party<'s>) -> Option<Party<'s>> {
        let lead = self.lead().map(|(row, _)| row);
        let told = |party: &Party<'_>| !party.ids.is_empty() || !party.families.is_empty() || !party.words.is_empty();
        lead.into_iter().chain(self.accounts()).map(of).find(told)
    }

    /// The deaths of all sides.
    pub(super) fn deaths(&self) -> Option<Estimate> {
        self.event.deaths.as_ref().map(|deaths| deaths.all)
    }

    /// The deaths told of one side.
    pub(super) fn deaths_of(&self, side: VictimSide) -> Option<Estimate> {
        self.event.deaths.as_ref()?.by_side.get(&side).copied()
    }

    /// Degrees north and east; none of a whole country.
    pub(super) fn point(&self) -> Option<(f64, f64)> {
        self.place?.point()
    }

    /// The country of its place, ISO 3166-1 alpha-2.
    pub(super) fn country(&self) -> Option<&'s str> {
        self.place?.country.as_deref()
    }

    /// The name of an administrative level, where an account names the place of that level itself.
    pub(super) fn division(&self, level: &str) -> Option<&'s str> {
        let country = self.country();
        let places = self.accounts().flat_map(|row| &row.places).map(|&at| &self.snapshot.readings.places[at]);
        let mut fitting = places.filter(|place| place.level == level && place.country.as_deref() == country);
        fitting.next().map(|place| place.name.as_str())
    }

    /// How many days its date can mean; none with an open end.
    pub(super) fn days(&self) -> Option<i32> {
        self.bounds.and_then(|bounds| bounds.days())
    }

    /// The year, where it lies in one.
    pub(super) fn year(&self) -> Option<i16> {
        let bounds = self.bounds?;
        let (from, to) = (bounds.earliest?.year(), bounds.latest?.year());
        (from == to).then_some(from)
    }

    /// Names of ids, in one cell.
    pub(super) fn names(&self, ids: impl Iterator<Item = &'s String>) -> String {
        listed(ids.map(|id| self.snapshot.entity_name(id)))
    }

    /// Who publishes it: the outlet, else the file's name; each once.
    pub(super) fn outlets(&self) -> String {
        listed(self.accounts().map(|row| {
            let document = self.snapshot.readings.document(&row.at);
            document.outlet.as_deref().unwrap_or(&document.name)
        }))
    }

    /// Who is told to say it; empty where only documents do in their own voice.
    pub(super) fn claimants(&self) -> String {
        listed(self.accounts().filter_map(|row| self.claimant(row)))
    }

    fn claimant(&self, row: &'s AccountRow) -> Option<&'s str> {
        let id = row.claimed_by.entity.as_deref().map(|id| self.snapshot.entity_name(id));
        id.or(row.claimed_by.words.as_deref())
    }

    /// Every account's sentence with who prints it, on which day, whose word it is and how it is told.
    pub(super) fn quotes(&self) -> String {
        let quote = |row: &'s AccountRow| {
            let source = self.snapshot.source(&row.at);
            let mut words = format!("“{}” ({}", source.sentence, source.outlet.as_deref().unwrap_or(&source.doc));
            if let Some(day) = &source.published {
                words.push_str(&format!(", {day}"));
            }
            if let Some(claimant) = self.claimant(row) {
                words.push_str(&format!("; says {claimant}"));
            }
            let pair = self.snapshot.pair(&row.id, &row.claimed_by, &row.at);
            if !pair.is_empty() {
                words.push_str(&format!("; rated {pair}"));
            }
            if row.status != Status::Actual {
                words.push_str(&format!("; {}", row.status.name()));
            }
            words + ")"
        };
        self.accounts().map(quote).collect::<Vec<_>>().join(" ")
    }
}

/// Words of which each stands once, in one cell.
pub(super) fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for word in words {
        if !kept.contains(&word) {
            kept.push(word);
        }
    }
    kept.join("; ")
}

/// People in whole numbers.
pub(super) fn whole(number: Option<f64>) -> Value {
    json!(number.map(|number| number.round() as i64))
}

/// A day as ISO 8601 writes it.
pub(super) fn day(day: Option<Date>) -> Value {
    json!(day.map(|day| day.to_string()))
}
