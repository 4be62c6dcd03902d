//! Measures `times` on one core: `time_speed LANG MEGABYTES FILE...` repeats the files' text and prints MB a second.
//!
//! The reader's work is done before the clock starts; a Markdown file of cases gives its first column as prose.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use toguna_lang::{FastReader, Model, Reader};
use toguna_mark::{TimeGrammar, times};
use toguna_text::{Document, Metadata, SegmentRules, segment};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [language, size, files @ ..] = args.as_slice() else {
        return Err("write: time_speed LANG MEGABYTES FILE...".into());
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages").join(language);
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let grammar = TimeGrammar::parse(&read("time.toml")?)?;
    let rules = SegmentRules::parse(&read("segment.toml")?)?;
    let reader = FastReader::new(Model::from_bytes(&std::fs::read(folder.join("model.bin"))?)?);
    let metadata = Metadata { published: Some("2024-06-10".into()), ..Metadata::default() };
    let (mut documents, mut bytes) = (Vec::new(), 0);
    let wanted = size.parse::<f64>()? * 1e6;
    for file in files {
        let text = prose(file, &std::fs::read_to_string(file)?);
        let document = Document::new(file.as_str(), text, metadata.clone(), language.as_str());
        let analysis = reader.analyse(document.text(), &segment(document.text(), &rules));
        bytes += document.text().len();
        documents.push((document, analysis));
    }
    let rounds = (wanted / bytes as f64).ceil().max(1.0) as usize;
    let mut best = f64::INFINITY;
    let mut marks = 0;
    for _ in 0..3 {
        let begin = Instant::now();
        for _ in 0..rounds {
            marks = documents.iter().map(|(document, analysis)| times(document, analysis, &grammar).dates.len()).sum();
        }
        best = best.min(begin.elapsed().as_secs_f64());
    }
    let megabytes = (bytes * rounds) as f64 / 1e6;
    println!(
        "{:.1} MB/s: {megabytes:.1} MB in {best:.2} s, best of 3; {marks} marks in {bytes} bytes",
        megabytes / best
    );
    Ok(())
}

fn prose(file: &str, text: &str) -> String {
    if !file.ends_with(".md") || !text.contains("| text |") {
        return text.to_owned();
    }
    let cases = text.lines().filter_map(|line| line.strip_prefix("| ")?.split_once('|').map(|(text, _)| text.trim()));
    cases.map(|text| text.replace('⏎', "\n")).collect::<Vec<_>>().join("\n\n")
}
