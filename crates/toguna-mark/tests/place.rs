//! Runs the language cases of `tests/place/*.md` with the real segmenter, reader and pack: every row of their tables is
//! one text and the places that a careful reader finds in it.
//!
//! A row is `| text | expected |`. `⏎` stands for a new line. `expected` holds `quote → name, level, id`, one after the
//! other with `;` between them and nothing left out, or `—` where the text tells no place.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use toguna_lang::{FastReader, Model, Reader};
use toguna_mark::{Gazetteer, GazetteerFiles, Level, PlaceMark, PlaceWords, places};
use toguna_text::{Document, Metadata, SegmentRules, segment};

/// What is needed to mark the places of one language.
struct Knowledge {
    language: &'static str,
    rules: SegmentRules,
    reader: FastReader,
    words: PlaceWords,
    gazetteer: Gazetteer,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

impl Knowledge {
    fn load(language: &'static str) -> Knowledge {
        let folder = root().join("languages").join(language);
        let text = |name: &str| fs::read_to_string(folder.join(name)).expect("the language's file is there");
        let model = fs::read(folder.join("model.bin")).expect("the model is there");
        let pack = |name: &str| fs::read_to_string(root().join("packs/sahel").join(name)).expect("the pack is there");
        let tables: Vec<String> = ["BF", "ML", "NE"].map(|code| pack(&format!("gazetteer/{code}.tsv"))).into();
        let files = GazetteerFiles {
            places: &pack("places.tsv"),
            spelling: &pack("spelling.toml"),
            tables: tables.iter().map(|table| ("gazetteer", table.as_str())).collect(),
        };
        Knowledge {
            language,
            rules: SegmentRules::parse(&text("segment.toml")).expect("the rules are sound"),
            reader: FastReader::new(Model::from_bytes(&model).expect("the model is sound")),
            words: PlaceWords::parse(&text("places.toml")).expect("the words are sound"),
            gazetteer: Gazetteer::load(&files).expect("the pack is sound"),
        }
    }

    fn marks(&self, text: &str) -> (Document, Vec<PlaceMark>) {
        let document = Document::new("case", text.to_owned(), Metadata::default(), self.language);
        let analysis = self.reader.analyse(document.text(), &segment(document.text(), &self.rules));
        let marks = places(&document, &analysis, &self.gazetteer, &self.words);
        (document, marks)
    }

    fn told(&self, text: &str) -> String {
        let (document, marks) = self.marks(text);
        let rows: Vec<String> = marks
            .iter()
            .map(|mark| {
                let quote = document.quote(mark.span).unwrap_or("?");
                format!("{quote} → {}, {}, {}", mark.name, level(mark.level), mark.entity)
            })
            .collect();
        if rows.is_empty() { "—".to_owned() } else { rows.join("; ") }
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Country => "country",
        Level::Admin1 => "admin1",
        Level::Admin2 => "admin2",
        Level::Settlement => "settlement",
        Level::Region => "region",
        Level::Site => "site",
    }
}

fn run(language: &'static str, least: usize) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/place").join(format!("{language}.md"));
    let cases = fs::read_to_string(&file).expect("the cases are there");
    let knowledge = Knowledge::load(language);
    let (mut wrong, mut count) = (String::new(), 0);
    for (number, line) in cases.lines().enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, text, expected, _] = cells.as_slice() else { continue };
        if expected.starts_with("---") || *text == "text" {
            continue;
        }
        count += 1;
        let got = knowledge.told(&text.replace('⏎', "\n"));
        if got != *expected {
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
    run("fr", 120);
}

/// Every mark's words stand where it says, and marks come in the order of the text.
#[test]
fn marks_stand_in_the_order_of_the_text() {
    let knowledge = Knowledge::load("en");
    let (document, marks) = knowledge
        .marks("Gao and Kidal fell.\n\nIn Niger, Tillabéri, Diffa and the north of the country mourned Ouagadougou.");
    assert!(marks.len() >= 5, "{marks:?}");
    assert!(marks.windows(2).all(|pair| pair[0].span.range().end <= pair[1].span.range().start), "{marks:?}");
    assert!(marks.iter().all(|mark| document.quote(mark.span).is_ok_and(|quote| !quote.trim().is_empty())));
}
