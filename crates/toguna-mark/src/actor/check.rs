//! Whether a pack says what its README promises: ids unique and resolvable, dates sound, offices and names apart.

use std::collections::{BTreeMap, BTreeSet};

use super::offices::held_by_one;
use crate::names::folded;
use crate::table::{TableError, alternatives, rows};
use crate::{ActorKind, Edtf};

/// A row of a table, by column.
type Row = BTreeMap<String, String>;

/// The texts of a pack's tables.
pub struct PackFiles<'a> {
    /// `states.tsv`.
    pub states: &'a str,
    /// `actors.tsv`.
    pub actors: &'a str,
    /// `persons.tsv`.
    pub persons: &'a str,
    /// `offices.tsv`.
    pub offices: &'a str,
    /// `sources.tsv`.
    pub sources: &'a str,
    /// `places.tsv`.
    pub places: &'a str,
}

/// What a check of a pack found.
#[derive(Clone, Debug, Default)]
pub struct PackReport {
    /// How many rows of each kind there are, in the order of the tables.
    pub counts: Vec<(&'static str, usize)>,
    /// What is wrong, one sentence each: file, row, and what is expected.
    pub faults: Vec<String>,
}

/// The kinds of source that `sources.tsv` knows.
const SOURCE_KINDS: [&str; 10] =
    ["agency", "newspaper", "broadcaster", "web", "government", "igo", "ngo", "blog", "encyclopedia", "data"];
/// What ids built from a state end in: its roles, and its bodies in `languages/*/roles.toml`.
const BUILT: [&str; 10] = [
    "gov",
    "army",
    "gendarmerie",
    "police",
    "ministry-of-defence",
    "ministry-of-foreign-affairs",
    "electoral-commission",
    "constitutional-court",
    "supreme-court",
    "central-bank",
];
const PREDICATES: [&str; 3] = ["leads", "holds-office", "holds-rank"];

/// Checks the tables of a pack.
pub fn check_pack(files: &PackFiles<'_>) -> Result<PackReport, TableError> {
    let read = |file: &str, text: &str| rows::<Row>(file, text);
    let (states, actors) = (read("states.tsv", files.states)?, read("actors.tsv", files.actors)?);
    let (persons, offices) = (read("persons.tsv", files.persons)?, read("offices.tsv", files.offices)?);
    let (sources, places) = (read("sources.tsv", files.sources)?, read("places.tsv", files.places)?);
    let mut check = Check { faults: Vec::new(), bases: BTreeSet::new(), ids: BTreeSet::new() };
    check.bases = check.unique("states.tsv", "base", &states);
    check.ids = check.unique("actors.tsv", "id", &actors);
    let people = check.unique("persons.tsv", "id", &persons);
    check.ids.extend(people.iter().cloned());
    check.unique("sources.tsv", "id", &sources);
    let divisions = check.unique("places.tsv", "id", &places);
    actors.iter().for_each(|row| check.actor(row));
    persons.iter().for_each(|row| check.country("persons.tsv", row));
    offices.iter().for_each(|row| check.office(row, &people));
    sources.iter().for_each(|row| check.source(row));
    places.iter().for_each(|row| check.place(row, &divisions));
    check.two_holders(&offices);
    check.shared_names(&actors, &persons);
    let with_spell: BTreeSet<&str> = offices.iter().map(|row| cell(row, "person")).collect();
    let counts = vec![
        ("states", states.len()),
        ("actors", actors.len()),
        ("persons", persons.len()),
        ("persons with a spell of office", with_spell.len()),
        ("spells of office", offices.len()),
        ("sources", sources.len()),
        ("places", places.len()),
    ];
    Ok(PackReport { counts, faults: check.faults })
}

fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).map_or("", String::as_str)
}

struct Check {
    faults: Vec<String>,
    /// `base` of every state.
    bases: BTreeSet<String>,
    /// Ids of actors and persons.
    ids: BTreeSet<String>,
}

impl Check {
    fn fault(&mut self, file: &str, id: &str, what: String) {
        self.faults.push(format!("{file}: '{id}' {what}"));
    }

    /// The ids of a table; an empty or repeated one is a fault.
    fn unique(&mut self, file: &str, column: &str, rows: &[Row]) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        for row in rows {
            let id = cell(row, column);
            if id.is_empty() || !seen.insert(id.to_string()) {
                self.fault(file, id, format!("stands twice or is empty; every row has a {column} of its own"));
            }
        }
        seen
    }

    /// Whether an id names an actor, a person, or what is built from a state (`mali-army`).
    fn resolves(&self, id: &str) -> bool {
        self.ids.contains(id)
            || BUILT.iter().any(|part| {
                let base = id.strip_suffix(part).and_then(|rest| rest.strip_suffix('-'));
                base.is_some_and(|base| self.bases.contains(base))
            })
    }

    fn country(&mut self, file: &str, row: &Row) {
        let base = cell(row, "country");
        if !base.is_empty() && !self.bases.contains(base) {
            self.fault(file, cell(row, "id"), format!("has the country '{base}', which states.tsv does not list"));
        }
    }

    /// The two ends of a spell, each EDTF, in order.
    fn spell(&mut self, file: &str, id: &str, row: &Row) {
        let mut ends = Vec::new();
        for column in ["from", "to"] {
            let text = cell(row, column);
            match Edtf::parse(text) {
                _ if text.is_empty() => ends.push(None),
                Ok(date) => ends.push(Some(date)),
                Err(error) => {
                    self.fault(file, id, format!("has {column} '{text}', which is no EDTF date: {error}"));
                    return;
                }
            }
        }
        if let [Some(from), Some(to)] = ends.as_slice()
            && from.earliest().zip(to.latest()).is_some_and(|(first, last)| first > last)
        {
            self.fault(
                file,
                id,
                format!("ends ({to}) before it begins ({from})", to = to.as_str(), from = from.as_str()),
            );
        }
    }

    fn actor(&mut self, row: &Row) {
        let (id, kind, parent) = (cell(row, "id"), cell(row, "kind"), cell(row, "parent"));
        if ActorKind::of(kind).is_none_or(|kind| matches!(kind, ActorKind::Person | ActorKind::State)) {
            self.fault("actors.tsv", id, format!("has the kind '{kind}', which is none that the README lists"));
        }
        if !parent.is_empty() && !self.resolves(parent) {
            self.fault("actors.tsv", id, format!("has the parent '{parent}', which no row names"));
        }
        if cell(row, "note").is_empty() {
            self.fault("actors.tsv", id, "has no note; say what the row rests on".into());
        }
        self.country("actors.tsv", row);
        self.spell("actors.tsv", id, row);
    }

    fn office(&mut self, row: &Row, people: &BTreeSet<String>) {
        let (person, predicate, object) = (cell(row, "person"), cell(row, "predicate"), cell(row, "object"));
        if !people.contains(person) {
            self.fault("offices.tsv", person, "is no person of persons.tsv".into());
        }
        if !PREDICATES.contains(&predicate) {
            self.fault("offices.tsv", person, format!("has the predicate '{predicate}', not one of {PREDICATES:?}"));
        }
        if predicate != "holds-rank" && !self.resolves(object) {
            self.fault("offices.tsv", person, format!("holds an office of '{object}', which no row names"));
        }
        self.spell("offices.tsv", person, row);
    }

    fn source(&mut self, row: &Row) {
        let (id, kind, wire, side) = (cell(row, "id"), cell(row, "kind"), cell(row, "wire"), cell(row, "side"));
        if !SOURCE_KINDS.contains(&kind) {
            self.fault("sources.tsv", id, format!("has the kind '{kind}', not one of {SOURCE_KINDS:?}"));
        }
        if !["yes", "no"].contains(&wire) {
            self.fault("sources.tsv", id, format!("has wire '{wire}'; write yes or no"));
        }
        if !side.is_empty() && !self.bases.contains(side) && !self.resolves(side) {
            self.fault("sources.tsv", id, format!("is the voice of '{side}', which no row names"));
        }
        self.country("sources.tsv", row);
    }

    fn place(&mut self, row: &Row, divisions: &BTreeSet<String>) {
        let id = cell(row, "id");
        for (column, most) in [("lat", 90.0), ("lon", 180.0)] {
            let text = cell(row, column);
            if !text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most) {
                self.fault("places.tsv", id, format!("has {column} '{text}', which is no number within ±{most}"));
            }
        }
        for column in ["admin1", "admin2"] {
            let within = cell(row, column);
            if !within.is_empty() && !divisions.contains(within) {
                self.fault("places.tsv", id, format!("lies in '{within}', which no row names"));
            }
        }
        self.spell("places.tsv", id, row);
    }

    /// An office that one person holds at a time is not surely held by two.
    fn two_holders(&mut self, offices: &[Row]) {
        let mut held: BTreeMap<(&str, &str), Vec<&Row>> = BTreeMap::new();
        let single = |row: &&Row| held_by_one(cell(row, "predicate"), cell(row, "qualifier"));
        for row in offices.iter().filter(single) {
            held.entry((cell(row, "object"), cell(row, "qualifier"))).or_default().push(row);
        }
        let mut found = Vec::new();
        for ((object, office), spells) in &held {
            for (at, a) in spells.iter().enumerate() {
                for b in &spells[at + 1..] {
                    if cell(a, "person") != cell(b, "person") && surely_meet(a, b) {
                        let (a, b) = (cell(a, "person"), cell(b, "person"));
                        found.push((a.to_string(), format!("and '{b}' are both {office} of {object} at one time")));
                    }
                }
            }
        }
        found.into_iter().for_each(|(person, what)| self.fault("offices.tsv", &person, what));
    }

    /// A name that two actors bear needs a country to tell them apart.
    fn shared_names(&mut self, actors: &[Row], persons: &[Row]) {
        let mut bearers: BTreeMap<String, BTreeMap<&str, &str>> = BTreeMap::new();
        let columns = ["name_en", "name_fr", "name", "aliases", "acronyms"];
        for row in actors.iter().chain(persons) {
            let names = columns.iter().flat_map(|column| alternatives(cell(row, column)));
            for name in names.filter(|name| !name.starts_with('~')) {
                bearers.entry(folded(name)).or_default().insert(cell(row, "id"), cell(row, "country"));
            }
        }
        for (name, bearers) in bearers.into_iter().filter(|(_, bearers)| bearers.len() > 1) {
            let countries: BTreeSet<&str> = bearers.values().copied().collect();
            if countries.len() < bearers.len() {
                let ids: Vec<&str> = bearers.into_keys().collect();
                self.fault("actors.tsv", &name, format!("names {}, which no country tells apart", ids.join(" and ")));
            }
        }
    }
}

/// Whether two spells run on one day however their dates are read, one day of handing over aside.
fn surely_meet(a: &Row, b: &Row) -> bool {
    let end = |row: &Row, column: &str| Edtf::parse(cell(row, column)).ok();
    let (Some(a_from), Some(b_from)) = (end(a, "from"), end(b, "from")) else { return false };
    let (a_to, b_to) = (end(a, "to"), end(b, "to"));
    let before = |from: &Edtf, to: &Option<Edtf>| match to {
        // An empty end is open or not known: it proves nothing.
        None => false,
        Some(to) => from.latest().zip(to.earliest()).is_some_and(|(from, to)| from < to),
    };
    before(&a_from, &b_to) && before(&b_from, &a_to)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: &str = "base\tiso2\nheronia\tHR\n";
    const PERSONS: &str = "id\tname\taliases\tsurname\tcountry\tnote\nann\tAnn Heron\t\tHeron\theronia\town\nbob\tBob Stork\t\tStork\theronia\town\n";

    fn faults(actors: &str, offices: &str) -> Vec<String> {
        let files = PackFiles {
            states: STATES,
            actors,
            persons: PERSONS,
            offices,
            sources: "id\tname\taliases\tcountry\tside\tkind\twire\n",
            places: "id\tlat\tlon\nnest\t12.0\t2.0\n",
        };
        check_pack(&files).expect("the tables read").faults
    }

    const ACTORS: &str = "id\tkind\tname_en\tacronyms\tcountry\tparent\tfrom\tto\tnote\n";
    const OFFICES: &str = "person\tpredicate\tobject\tqualifier\tfrom\tto\n";

    #[test]
    fn a_sound_pack_has_no_fault() {
        let actors = format!("{ACTORS}flock\tarmed-group\tThe Flock\tFLK\theronia\theronia-army\t2012\t\town\n");
        let offices = format!(
            "{OFFICES}ann\tleads\theronia-gov\tpresident\t2010\t2020-05\nbob\tleads\theronia-gov\tpresident\t2020-05\t\n"
        );
        assert_eq!(faults(&actors, &offices), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_told_with_its_row() {
        let actors = format!(
            "{ACTORS}flock\tgang\tThe Flock\tFLK\tnowhere\tnobody\t2012\t2011\t\n\
             flock\tarmed-group\tFlock\tFLK\theronia\t\tsoon\t\town\nnest\tarmed-group\tNest\tFLK\theronia\t\t\t\town\n"
        );
        let offices = format!(
            "{OFFICES}ann\tleads\theronia-gov\tpresident\t2010\t2020-05\nbob\tleads\theronia-gov\tpresident\t2019-01\t2021\n\
             cid\trules\theronia-nest\tking\t\t\n"
        );
        let found = faults(&actors, &offices).join("\n");
        for words in [
            "stands twice",
            "the kind 'gang'",
            "the parent 'nobody'",
            "the country 'nowhere'",
            "ends (2011) before it begins (2012)",
            "from 'soon'",
            "no note",
            "'ann' and 'bob' are both president of heronia-gov",
            "'cid' is no person",
            "the predicate 'rules'",
            "an office of 'heronia-nest'",
            "names flock and nest",
        ] {
            assert!(found.contains(words), "no fault says “{words}”:\n{found}");
        }
    }
}
