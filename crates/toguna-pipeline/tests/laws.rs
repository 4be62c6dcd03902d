//! Laws of the design that the whole way from bytes to accounts must keep.

use std::sync::OnceLock;

use proptest::prelude::*;
use toguna_code::Coded;
use toguna_pipeline::{Pipeline, ReaderKind, embedded};
use toguna_text::Metadata;

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| {
        Pipeline::with_reader(&embedded(), "sahel", ReaderKind::Fast).expect("the embedded knowledge reads")
    })
}

fn coded(text: &str) -> Coded {
    let document = pipeline().read_text("case.txt", text, Metadata::default()).expect("a text");
    pipeline().code(&document)
}

/// Type, agents and targets.
type Event = (String, Vec<String>, Vec<String>);

/// What a text tells of violence: types with parties, and measures with numbers.
fn told(text: &str) -> (Vec<Event>, Vec<(String, Option<f64>)>) {
    let coded = coded(text);
    let ids = |ids: &[toguna_mark::EntityId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let events =
        coded.accounts.iter().map(|a| (a.event_type.name().to_string(), ids(&a.agents), ids(&a.targets))).collect();
    let figures = coded.figures.iter().map(|f| (f.measure.name().to_string(), f.low)).collect();
    (events, figures)
}

/// The same verb gives the same type and measure whoever did it to whom.
#[test]
fn law_7_even_handed() {
    for verb in ["killed", "eliminated", "neutralised", "attacked"] {
        let (one, figures) = told(&format!("On 3 May 2024 the Malian army {verb} 12 JNIM fighters near Gao."));
        let (other, others) = told(&format!("On 3 May 2024 JNIM {verb} 12 Malian soldiers near Gao."));
        let types = |events: &[Event]| events.iter().map(|e| e.0.clone()).collect::<Vec<_>>();
        assert!(!one.is_empty(), "'{verb}' tells an event");
        assert_eq!(types(&one), types(&other), "'{verb}' tells the same type whoever does it");
        let agents = |events: &[Event]| events[0].1.clone();
        assert_eq!(agents(&one), ["mali-army"], "'{verb}'");
        assert_eq!(agents(&other), ["jnim"], "'{verb}'");
        let numbers = |figures: &[(String, Option<f64>)]| figures.iter().map(|f| f.1).collect::<Vec<_>>();
        assert_eq!(numbers(&figures), numbers(&others), "'{verb}' counts the same whoever suffers it");
    }
}

/// Words that steps look at, to be thrown together.
const WORDS: &[&str] = &[
    "killed",
    "12",
    "JNIM",
    "(",
    ")",
    "le",
    "«",
    "»",
    "Mali",
    "said",
    "du 4 au 5 juin",
    "plus de",
    ".",
    ",",
    "🇲🇱",
    "e\u{301}",
    "\n",
    "of",
    "général",
    "5 000",
    "%",
    "$",
    "Gao",
    "armée",
    "malienne",
    "between",
    "and",
    "who",
    "in May 2024",
    "-",
    "’s",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Any bytes, and any words of the languages in any order, are read or refused; nothing panics, every span is a run.
    #[test]
    fn law_10_hostile_input_is_data(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        words in proptest::collection::vec(
            prop_oneof![
                proptest::sample::select(WORDS).prop_map(str::to_string),
                "[a-zA-Z]{1,9}",
            ],
            0..60,
        ),
    ) {
        for name in ["a.txt", "a.md", "a.html"] {
            if let Ok(document) = pipeline().read(name, &bytes, Metadata::default()) {
                let _ = pipeline().code(&document);
            }
        }
        let text = words.join(" ");
        for language in ["en", "fr"] {
            let metadata = Metadata { language: Some(language.into()), ..Metadata::default() };
            if let Ok(document) = pipeline().read_text("a.txt", &text, metadata) {
                for account in pipeline().code(&document).accounts {
                    prop_assert!(document.quote(account.span).is_ok_and(|quote| !quote.trim().is_empty()));
                }
            }
        }
    }
}
