//! Runs the language cases of `tests/time/*.md`: every row of their tables is one text and the dates found in it.
//!
//! A row is `| text | published | expected |`. `⏎` stands for a new line. `expected` holds `quote → value kind`, one
//! after the other with `;` between them and nothing left out, or `—` where the text tells no date.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use toguna_lang::{Analysis, Deprel, Feats, Sentence, Upos, Word};
use toguna_mark::{DateKind, Edtf, TimeGrammar, dates};
use toguna_text::{Block, Document, Metadata};

/// An analysis without tags and trees: sentences end at full stops, words at white space.
fn plain_analysis(text: &str) -> Analysis {
    let mut analysis = Analysis::default();
    let mut paragraph = 0;
    for line in text.split_inclusive('\n') {
        let mut from = 0;
        let ends = line.match_indices(". ").filter(|(at, _)| line[at + 2..].starts_with(char::is_uppercase)).map(|(at, _)| at + 2);
        for to in ends.chain([line.len()]).collect::<Vec<_>>() {
            let words: Vec<Word> = line[from..to].split_whitespace().map(|form| word(text, form)).collect();
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                let (start, end) = (first.start, last.end);
                analysis.sentences.push(Sentence { start, end, paragraph, block: Block::Prose, words });
            }
            from = to;
        }
        paragraph += 1;
    }
    analysis
}

fn word(text: &str, form: &str) -> Word {
    let start = (form.as_ptr() as usize - text.as_ptr() as usize) as u32;
    Word {
        start,
        end: start + form.len() as u32,
        form: form.into(),
        lemma: form.into(),
        upos: Upos::X,
        feats: Feats::default(),
        head: 0,
        deprel: Deprel::Dep,
    }
}

fn told(text: &str, language: &str, published: &str, grammar: &TimeGrammar) -> String {
    let document = Document::new("case", text.to_owned(), Metadata::default(), language);
    let published = Edtf::parse(published).ok();
    let marks = dates(&document, &plain_analysis(text), grammar, published.as_ref());
    let rows: Vec<String> = marks.iter().map(|mark| {
        let kind = match mark.kind {
            DateKind::Date => "date",
            DateKind::Interval => "interval",
            DateKind::Duration => "duration",
            DateKind::Set => "set",
        };
        format!("{} → {} {kind}", document.quote(mark.span).unwrap_or("?"), mark.value)
    }).collect();
    if rows.is_empty() { "—".to_owned() } else { rows.join("; ") }
}

fn run(language: &str) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = here.join("tests/time").join(format!("{language}.md"));
    let toml = here.join("../../languages").join(language).join("time.toml");
    let cases = fs::read_to_string(&file).expect("the cases are there");
    let grammar = TimeGrammar::parse(&fs::read_to_string(toml).expect("the grammar is there")).expect("the grammar is sound");
    let (mut wrong, mut count) = (String::new(), 0);
    for (number, line) in cases.lines().enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, text, published, expected, _] = cells.as_slice() else { continue };
        if expected.starts_with("---") || *text == "text" {
            continue;
        }
        count += 1;
        let got = told(&text.replace('⏎', "\n"), language, published, &grammar);
        if got != *expected {
            let _ = writeln!(wrong, "{}:{}\n  text     {text} [{published}]\n  expected {expected}\n  got      {got}", file.display(), number + 1);
        }
    }
    assert!(wrong.is_empty(), "of {count} cases these fail:\n{wrong}");
    assert!(count >= 150, "only {count} cases were read from {}", file.display());
}

#[test]
fn english_cases() {
    run("en");
}

#[test]
fn french_cases() {
    run("fr");
}
