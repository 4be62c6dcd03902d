//! Runs the language cases of `tests/time/*.md` through the language's own segmenter and reader, and holds dates to what
//! must be true of any text.
//!
//! A row of the cases is `| text | published | expected |`. `⏎` stands for a new line. `expected` holds `quote → value
//! kind`, one after the other with `;` between them and nothing left out, or `—` where the text tells no date.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use toguna_lang::{Analysis, FastReader, Model, Reader};
use toguna_mark::{DateKind, Edtf, TimeGrammar, times};
use toguna_text::{Document, Metadata, SegmentRules, segment};

struct Language {
    code: &'static str,
    grammar: TimeGrammar,
    rules: SegmentRules,
    reader: FastReader,
}

static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::of("en"));
static FRENCH: LazyLock<Language> = LazyLock::new(|| Language::of("fr"));

impl Language {
    fn of(code: &'static str) -> Language {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages").join(code);
        let read = |name: &str| fs::read_to_string(folder.join(name)).expect("the language has this file");
        let model = fs::read(folder.join("model.bin")).expect("the language has a model");
        Language {
            code,
            grammar: TimeGrammar::parse(&read("time.toml")).unwrap_or_else(|error| panic!("{code}: {error}")),
            rules: SegmentRules::parse(&read("segment.toml")).expect("segment.toml is well-formed"),
            reader: FastReader::new(Model::from_bytes(&model).unwrap_or_else(|error| panic!("{code}: {error}"))),
        }
    }

    fn read(&self, text: &str, metadata: Metadata) -> (Document, Analysis) {
        let document = Document::new("case", text.to_owned(), metadata, self.code);
        let analysis = self.reader.analyse(text, &segment(text, &self.rules));
        (document, analysis)
    }

    fn told(&self, text: &str, published: &str) -> String {
        let (document, analysis) = self.read(text, published_on(published));
        let marks = times(&document, &analysis, &self.grammar).dates;
        let row = |mark: &toguna_mark::DateMark| {
            let kind = match mark.kind {
                DateKind::Date => "date",
                DateKind::Interval => "interval",
                DateKind::Duration => "duration",
                DateKind::Set => "set",
            };
            format!("{} → {} {kind}", document.quote(mark.span).unwrap_or("?"), mark.value)
        };
        let rows: Vec<String> = marks.iter().map(row).collect();
        if rows.is_empty() { "—".to_owned() } else { rows.join("; ") }
    }

    /// Runs every case of the language.
    fn check(&self) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/time/{}.md", self.code));
        let cases = fs::read_to_string(&file).expect("the cases are there");
        let (mut wrong, mut count) = (String::new(), 0);
        for (number, line) in cases.lines().enumerate() {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, text, published, expected, _] = cells.as_slice() else { continue };
            if expected.starts_with("---") || *text == "text" {
                continue;
            }
            count += 1;
            let got = self.told(&text.replace('⏎', "\n"), published);
            if got != *expected {
                let _ = writeln!(
                    wrong,
                    "{}:{}\n  text     {text} [{published}]\n  expected {expected}\n  got      {got}",
                    file.display(),
                    number + 1
                );
            }
        }
        assert!(wrong.is_empty(), "of {count} cases these fail:\n{wrong}");
        assert!(count >= 400, "only {count} cases were read from {}", file.display());
    }
}

#[test]
fn english_cases() {
    ENGLISH.check();
}

#[test]
fn french_cases() {
    FRENCH.check();
}

/// Metadata that tell a day of publication, or nothing.
fn published_on(day: &str) -> Metadata {
    Metadata { published: Some(day.to_owned()).filter(|day| !day.is_empty()), ..Metadata::default() }
}

/// A row of `tests/time/document.md`: text, language, address, and the expected date with how it is known.
#[test]
fn the_documents_own_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/time/document.md");
    let cases = fs::read_to_string(&file).expect("the cases are there");
    let (mut wrong, mut count) = (String::new(), 0);
    for (number, line) in cases.lines().enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, language, text, beside, expected, _] = cells.as_slice() else { continue };
        let language: &Language = match *language {
            "en" => &ENGLISH,
            "fr" => &FRENCH,
            _ => continue,
        };
        count += 1;
        let (published, url) = match beside.strip_prefix("http") {
            Some(_) => (None, Some((*beside).to_owned())),
            None => (Some((*beside).to_owned()).filter(|day| !day.is_empty()), None),
        };
        let metadata = Metadata { published, url, ..Metadata::default() };
        let (document, analysis) = language.read(&text.replace('⏎', "\n"), metadata);
        let dated = times(&document, &analysis, &language.grammar).dated;
        let got = dated.as_ref().map_or("—".to_owned(), |dated| format!("{} {}", dated.value, dated.by.name()));
        if got != *expected {
            let why = dated.map(|dated| dated.why).unwrap_or_default();
            let _ =
                writeln!(wrong, "{}:{}\n  expected {expected}\n  got      {got} ({why})", file.display(), number + 1);
        }
    }
    assert!(wrong.is_empty(), "of {count} cases these fail:\n{wrong}");
    assert!(count >= 40, "only {count} cases were read from {}", file.display());
}

#[test]
fn a_weekday_that_is_not_the_dates_is_told() {
    let told = |language: &Language, text: &str| {
        let (document, analysis) = language.read(text, Metadata::default());
        times(&document, &analysis, &language.grammar).dates.into_iter().find_map(|mark| mark.contradiction)
    };
    let said = told(&ENGLISH, "The raid came on Friday, June 21, 2025.").expect("that day was a Saturday");
    assert!(said.contains("2025-06-21 is a Saturday"), "{said}");
    assert_eq!(told(&ENGLISH, "The raid came on Saturday, June 21, 2025."), None);
    assert!(told(&FRENCH, "Le marché a brûlé le vendredi 21 juin 2025.").is_some());
}

#[test]
fn a_year_before_the_first_is_refused() {
    let day = |year: i16| Edtf::day(jiff::civil::Date::new(year, 3, 4).expect("a day of the calendar"));
    assert_eq!(day(-1), None);
    assert_eq!(day(0).map(|d| d.to_string()), Some("0000-03-04".to_owned()));
    assert_eq!(day(9999).map(|d| d.to_string()), Some("9999-03-04".to_owned()));
}

/// Texts of one EDTF point, sound or nearly so.
fn point() -> impl Strategy<Value = String> {
    let year = prop_oneof![(0..=9999_u16).prop_map(|y| format!("{y:04}")), Just("199X".into()), Just("XXXX".into())];
    let rest = prop_oneof![
        Just(String::new()),
        (0..=25_u8).prop_map(|m| format!("-{m:02}")),
        (1..=12_u8, 0..=32_u8).prop_map(|(m, d)| format!("-{m:02}-{d:02}")),
    ];
    let mark = prop_oneof![Just(""), Just("~"), Just("?"), Just("%")];
    (year, rest, mark).prop_map(|(year, rest, mark)| format!("{year}{rest}{mark}"))
}

fn edtf() -> impl Strategy<Value = String> {
    let end = || prop_oneof![3 => point(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
    let length =
        (0..50_u8, prop_oneof![Just("Y"), Just("M"), Just("W"), Just("D")]).prop_map(|(n, u)| format!("P{n}{u}"));
    prop_oneof![3 => point(), 3 => (end(), end()).prop_map(|(a, b)| format!("{a}/{b}")), 1 => length]
}

/// Texts of the words and signs that time expressions are made of, in any order.
fn babble() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "the",
        "night",
        "of",
        "June",
        "5",
        "2021",
        "to",
        "6",
        ",",
        ".",
        "\n",
        "\n\n",
        "-",
        "–",
        "/",
        "'",
        "’",
        "in",
        "late",
        "last",
        "week",
        "31",
        "February",
        "0000",
        "9999",
        "1",
        "century",
        "every",
        "two",
        "hundred",
        "years",
        "ago",
        "within",
        "few",
        "days",
        "after",
        "Ramadan",
        "rainy season",
        "Friday",
        "24/12/0001",
        "99999999999",
        "½",
        "é",
        "🇲🇱",
        "juin",
        "nuit du",
        "au",
        "fin",
        "mi-",
        "il y a",
        "ans",
        "dernier",
        "quinzaine",
        "XIXe",
        "siècle",
        "semestre",
        "hivernage",
        "before",
        "weeks following",
        "from",
        "between",
        "and",
        "Q3",
        "the 1990s",
        "noon",
        "18:30",
        "UTC",
        "this",
    ]);
    let pieces = prop::collection::vec((piece, prop::bool::weighted(0.8)), 0..40);
    pieces.prop_map(|pieces| pieces.iter().map(|(p, gap)| format!("{p}{}", if *gap { " " } else { "" })).collect())
}

fn sound(language: &Language, text: &str, published: Option<&str>) {
    let (document, analysis) = language.read(text, published_on(published.unwrap_or_default()));
    let mut end = 0;
    for mark in times(&document, &analysis, &language.grammar).dates {
        let range = mark.span.range();
        assert!(range.start >= end, "{text:?}: marks overlap at {range:?}");
        assert_eq!(text.get(range.clone()), document.quote(mark.span).ok());
        assert!(!document.quote(mark.span).unwrap_or_default().trim().is_empty());
        assert_eq!(Edtf::parse(mark.value.as_str()).as_ref(), Ok(&mark.value));
        assert!(mark.value.as_str().contains(|c: char| c.is_ascii_digit()), "{text:?}: {} tells nothing", mark.value);
        end = range.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_is_its_own_text(text in edtf()) {
        if let Ok(value) = Edtf::parse(&text) {
            prop_assert_eq!(value.as_str(), text.as_str());
            prop_assert_eq!(Edtf::parse(&value.to_string()), Ok(value.clone()));
            let json = serde_json::to_string(&value).expect("a text");
            prop_assert_eq!(serde_json::from_str::<Edtf>(&json).expect("its own text"), value.clone());
            prop_assert_eq!(Edtf::parse(value.approximate().as_str()).ok(), Some(value.approximate()));
        }
    }

    #[test]
    fn a_value_never_ends_before_it_begins(text in edtf()) {
        if let Ok(value) = Edtf::parse(&text)
            && let (Some(first), Some(last)) = (value.earliest(), value.latest())
        {
            prop_assert!(first <= last, "{} runs from {} to {}", value, first, last);
            prop_assert!(value.contains(&value) && value.overlaps(&value));
        }
    }

    #[test]
    fn containing_is_handed_on(a in edtf(), b in edtf(), c in edtf()) {
        let (Ok(a), Ok(b), Ok(c)) = (Edtf::parse(&a), Edtf::parse(&b), Edtf::parse(&c)) else { return Ok(()) };
        prop_assert!(!(a.contains(&b) && b.contains(&c)) || a.contains(&c), "{} {} {}", a, b, c);
        prop_assert!(!a.contains(&b) || a.overlaps(&b), "{} {}", a, b);
        prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
    }

    #[test]
    fn a_year_contains_its_months_and_they_their_days(year in 0..=9999_i16, month in 1..=12_i8, day in 1..=28_i8) {
        let date = jiff::civil::Date::new(year, month, day).expect("a day of the calendar");
        let (year, month) = (Edtf::year(year).expect("a year"), Edtf::month(year, month).expect("a month"));
        let day = Edtf::day(date).expect("a day");
        prop_assert!(year.contains(&month) && month.contains(&day) && year.contains(&day) && !day.contains(&month));
    }

    #[test]
    fn no_string_breaks_the_reading_of_edtf(text in "\\PC*") {
        if let Ok(value) = Edtf::parse(&text) {
            let _ = (value.earliest(), value.latest(), value.precision(), value.approximate(), value.contains(&value));
        }
    }

    #[test]
    fn marks_are_ordered_runs_of_any_text(text in "\\PC{0,120}") {
        sound(&ENGLISH, &text, Some("2024-06-10"));
    }

    #[test]
    fn marks_are_ordered_runs_of_babble(text in babble(), published in prop::option::of(point())) {
        sound(&ENGLISH, &text, published.as_deref());
        sound(&FRENCH, &text, published.as_deref());
    }
}
