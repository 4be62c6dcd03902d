//! Runs the language cases of `tests/actor/*.md` with the real segmenter, reader and pack: every row of their tables is
//! one text and the actors that a careful reader finds in it.
//!
//! A row is `| text | expected |`. `⏎` stands for a new line. `expected` holds `quote → id kind`, one after the other
//! with `;` between them and nothing left out, or `—` where the text names no actor. `new:` before an id stands for
//! `unlisted:`, an actor that the pack does not list.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use toguna_lang::{FastReader, Model, Reader};
use toguna_mark::{
    ActorContext, ActorFiles, ActorMark, ActorMarks, ActorPack, Edtf, EntityId, Gazetteer, PlaceWords, Roles,
};
use toguna_mark::{actors, holder, leader, places};
use toguna_text::{Document, Metadata, SegmentRules, segment};

/// What is needed to mark the actors of one language.
struct Knowledge {
    language: &'static str,
    rules: SegmentRules,
    reader: FastReader,
    words: PlaceWords,
    roles: Roles,
    gazetteer: Gazetteer,
    pack: ActorPack,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn pack() -> ActorPack {
    let text =
        |name: &str| fs::read_to_string(root().join("packs/sahel").join(name)).expect("the pack's file is there");
    let (states, actors) = (text("states.tsv"), text("actors.tsv"));
    let (persons, offices) = (text("persons.tsv"), text("offices.tsv"));
    ActorPack::parse(&ActorFiles { states: &states, actors: &actors, persons: &persons, offices: &offices })
        .expect("the pack is sound")
}

impl Knowledge {
    fn load(language: &'static str) -> Knowledge {
        let folder = root().join("languages").join(language);
        let text = |name: &str| fs::read_to_string(folder.join(name)).expect("the language's file is there");
        let model = fs::read(folder.join("model.bin")).expect("the model is there");
        let places = fs::read_to_string(root().join("packs/sahel/places.tsv")).expect("the pack is there");
        Knowledge {
            language,
            rules: SegmentRules::parse(&text("segment.toml")).expect("the rules are sound"),
            reader: FastReader::new(Model::from_bytes(&model).expect("the model is sound")),
            words: PlaceWords::parse(&text("places.toml")).expect("the words are sound"),
            roles: Roles::parse(&text("roles.toml")).expect("the roles are sound"),
            gazetteer: Gazetteer::parse(&places).expect("the places are sound"),
            pack: pack(),
        }
    }

    fn marks(&self, text: &str, published: Option<&str>) -> (Document, ActorMarks) {
        let metadata = Metadata { published: published.map(str::to_owned), ..Metadata::default() };
        let document = Document::new("case", text.to_owned(), metadata, self.language);
        let analysis = self.reader.analyse(document.text(), &segment(document.text(), &self.rules));
        let places = places(&document, &analysis, &self.gazetteer, &self.words);
        let context = ActorContext { pack: &self.pack, roles: &self.roles, place_words: &self.words, places: &places };
        let marks = actors(&document, &analysis, &context);
        (document, marks)
    }

    fn told(&self, text: &str) -> String {
        let (document, marks) = self.marks(text, None);
        list(&document, &marks.actors)
    }
}

fn list(document: &Document, marks: &[ActorMark]) -> String {
    let rows: Vec<String> = marks
        .iter()
        .map(|mark| {
            let quote = document.quote(mark.span).unwrap_or("?");
            let kind = serde_json::to_value(mark.kind).expect("a kind has a name");
            let id = mark.entity.as_str().replace("unlisted:", "new:");
            format!("{quote} → {id} {}", kind.as_str().unwrap_or("?"))
        })
        .collect();
    if rows.is_empty() { "—".to_owned() } else { rows.join("; ") }
}

fn run(language: &'static str, least: usize) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/actor").join(format!("{language}.md"));
    let cases = fs::read_to_string(&file).expect("the cases are there");
    let knowledge = Knowledge::load(language);
    let (mut wrong, mut count, mut short) = (String::new(), 0, false);
    for (number, line) in cases.lines().enumerate() {
        // Below this heading stands what is known to go wrong; what has come right must leave it.
        short |= line == "## Known to fall short";
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, text, expected, _] = cells.as_slice() else { continue };
        if expected.starts_with("---") || *text == "text" {
            continue;
        }
        count += usize::from(!short);
        let got = knowledge.told(&text.replace('⏎', "\n"));
        if (got == *expected) == short {
            let _ = writeln!(
                wrong,
                "{}:{}\n  text     {text}\n  expected {expected}\n  got      {got}",
                file.display(),
                number + 1
            );
        }
    }
    assert!(wrong.is_empty(), "of {count} cases these fail:\n{wrong}");
    assert!(count >= least, "only {count} cases were read from {}", file.display());
}

#[test]
fn english_cases() {
    run("en", 130);
}

#[test]
fn french_cases() {
    run("fr", 110);
}

fn titles(knowledge: &Knowledge, text: &str) -> Vec<String> {
    let (_, marks) = knowledge.marks(text, None);
    marks.titles.iter().map(|t| format!("{} {} {}", t.holder, t.predicate, t.title)).collect()
}

/// "Generals A, B and C" gives each of them the rank; a singular title is the first one's alone.
#[test]
fn a_plural_title_is_everybodys_in_the_list() {
    let en = Knowledge::load("en");
    assert_eq!(
        titles(&en, "Generals Assimi Goïta, Abdourahamane Tiani and Ibrahim Traoré met in Bamako."),
        [
            "assimi-goita holds-rank general",
            "abdourahamane-tiani holds-rank general",
            "ibrahim-traore holds-rank general"
        ]
    );
    assert_eq!(
        titles(&en, "General Assimi Goïta and Ibrahim Traoré met in Bamako."),
        ["assimi-goita holds-rank general"]
    );
    let fr = Knowledge::load("fr");
    assert_eq!(
        titles(&fr, "Les généraux Goïta et Tiani ont signé le texte."),
        ["assimi-goita holds-rank general", "abdourahamane-tiani holds-rank general"]
    );
}

/// A title behind the name counts like one before it.
#[test]
fn a_title_behind_the_name_is_told_with_its_state() {
    let en = Knowledge::load("en");
    let (_, marks) = en.marks("Salifou Mody, Niger's defence minister, denied the report.", None);
    let rows: Vec<_> = marks.titles.iter().map(|t| (t.title.as_str(), t.of.as_ref().map(EntityId::as_str))).collect();
    assert_eq!(rows, [("minister of defence", Some("niger-gov"))]);
    let fr = Knowledge::load("fr");
    assert_eq!(
        titles(&fr, "Moussa Salaou Barmou, chef d'état-major des armées, a salué les troupes."),
        ["moussa-salaou-barmou holds-office chief of staff"]
    );
}

/// An office without a name means its holder on the day of publication, as an allusion that says so.
#[test]
fn an_office_without_a_name_is_its_holder_at_the_date() {
    let en = Knowledge::load("en");
    let cases = [
        (
            "Niger's defence minister spoke of a force of 5,000.",
            "2025-01-22",
            "Niger's defence minister",
            "salifou-mody",
        ),
        ("The Nigerien defence minister spoke.", "2025-01-22", "Nigerien defence minister", "salifou-mody"),
        ("The president of Mali received the envoy.", "2019-05-02", "president of Mali", "ibrahim-boubacar-keita"),
        ("Burkina Faso's prime minister resigned.", "2022-05", "Burkina Faso's prime minister", "albert-ouedraogo"),
    ];
    for (text, date, quote, id) in cases {
        let (document, marks) = en.marks(text, Some(date));
        let inferred: Vec<_> = marks
            .allusions
            .iter()
            .filter(|m| m.why.starts_with("inferred"))
            .map(|m| (document.quote(m.span).unwrap_or("?"), m.entity.as_str(), m.why.as_str()))
            .collect();
        let why = format!("inferred: office holder at {date}");
        assert_eq!(inferred, [(quote, id, why.as_str())], "{text}");
        assert!(marks.actors.iter().all(|m| m.entity.as_str() != id), "{text}");
    }
    for (text, date) in [
        ("Niger's defence minister spoke.", None),
        ("Niger's defence minister spoke.", Some("1950")),
        ("Niger's defence minister Salifou Mody spoke.", Some("2025-01-22")),
        ("Salifou Mody, Niger's defence minister, spoke.", Some("2025-01-22")),
    ] {
        let (_, marks) = en.marks(text, date);
        assert!(!marks.allusions.iter().any(|m| m.why.starts_with("inferred")), "{text} {date:?}");
    }
    let fr = Knowledge::load("fr");
    let (document, marks) = fr.marks("Le ministre nigérien de la Défense a pris la parole.", Some("2025-01-22"));
    let inferred = marks.allusions.iter().find(|m| m.why.starts_with("inferred")).expect("somebody holds the office");
    assert_eq!(inferred.entity.as_str(), "salifou-mody");
    assert_eq!(document.quote(inferred.span).unwrap_or("?"), "ministre nigérien de la Défense");
}

/// The pack answers who held an office at a date, and stays silent where it does not know of one person only.
#[test]
fn offices_are_held_from_a_day_to_a_day() {
    let pack = pack();
    let at = |office: &str, object: &str, date: &str| {
        let date = Edtf::parse(date).expect("the date is sound");
        holder(&pack, office, &EntityId::new(object), &date).map(|o| o.person.clone())
    };
    assert_eq!(at("minister of defence", "niger-gov", "2025-01-22").as_deref(), Some("salifou-mody"));
    assert_eq!(at("minister of defence", "niger-gov", "2023-08-09").as_deref(), None);
    assert_eq!(at("minister of defence", "niger-gov", "1961"), None);
    assert_eq!(at("keeper of the keys", "niger-gov", "2025"), None);
    let leads = |object: &str, date: &str| {
        let date = Edtf::parse(date).expect("the date is sound");
        leader(&pack, &EntityId::new(object), &date).map(|o| o.person.clone())
    };
    assert_eq!(leads("niger-gov", "2023-07-25").as_deref(), Some("mohamed-bazoum"));
    assert_eq!(leads("niger-gov", "2024-01-01").as_deref(), Some("abdourahamane-tiani"));
    assert_eq!(leads("niger-gov", "2023"), None, "two led it in that year");
}

/// Every mark's words stand where it says, in the order of the text, and no mark lies inside another.
#[test]
fn marks_stand_in_order_and_apart() {
    let en = Knowledge::load("en");
    let text = "The armed forces of Togo (FAT), Benin, and Ghana met the AES joint force.⏎⏎ECOWAS, French and U.S. forces, \
                Captain Seydou Konkobo and Niger's junta disagreed, Reuters and the Front for Example of Azawad (FEA) said.";
    let (document, marks) = en.marks(&text.replace('⏎', "\n"), None);
    assert!(marks.actors.len() >= 10, "{}", list(&document, &marks.actors));
    assert!(marks.actors.windows(2).all(|pair| pair[0].span.range().end <= pair[1].span.range().start));
    assert!(marks.actors.iter().all(|m| document.quote(m.span).is_ok_and(|q| !q.trim().is_empty())));
}
