//! Scores the segmenter against a treebank: `segment_score FILE.conllu SEGMENT_TOML [--show N] [--blocks]`.
//!
//! The raw text is rebuilt from the words and `SpaceAfter=No`; a treebank's documents and paragraphs stay apart where
//! it tells them; with `--blocks` a sentence without a final stop also ends its line, as titles do on real pages. A multiword token counts as its words where they spell it out (`do|n't`), else as one (`du`).

use std::collections::HashSet;
use std::fmt::Write as _;
use std::process::ExitCode;

use toguna_text::{SegmentRules, segment};

/// The raw text of a treebank, with the byte ranges of its tokens and sentences.
#[derive(Default)]
struct Gold {
    text: String,
    tokens: HashSet<(usize, usize)>,
    sentences: HashSet<(usize, usize)>,
}

fn main() -> ExitCode {
    match run() {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [treebank, rules, rest @ ..] = arguments.as_slice() else {
        return Err("usage: segment_score FILE.conllu languages/LANG/segment.toml [--show N] [--blocks]".into());
    };
    let show = rest.iter().find_map(|n| n.parse().ok()).unwrap_or(0);
    let blocks = rest.iter().any(|flag| flag == "--blocks");
    let read = |path: &str| std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    let gold = gold(&read(treebank)?, blocks);
    let rules = SegmentRules::parse(&read(rules)?).map_err(|error| error.to_string())?;
    let clock = std::time::Instant::now();
    let sentences = segment(&gold.text, &rules);
    let seconds = clock.elapsed().as_secs_f64();
    let tokens: HashSet<_> =
        sentences.iter().flat_map(|s| s.tokens.iter().map(|t| (t.start as usize, t.end as usize))).collect();
    let found: HashSet<_> = sentences.iter().map(|s| (s.start as usize, s.end as usize)).collect();
    let mut report = String::new();
    for (name, gold_set, ours) in [("tokens", &gold.tokens, &tokens), ("sentences", &gold.sentences, &found)] {
        let right = gold_set.intersection(ours).count() as f64;
        let (precision, recall) = (100.0 * right / ours.len() as f64, 100.0 * right / gold_set.len() as f64);
        let f1 = 200.0 * right / (ours.len() + gold_set.len()) as f64;
        let _ = writeln!(
            report,
            "{name}: F1 {f1:.2} precision {precision:.2} recall {recall:.2} gold {} found {}",
            gold_set.len(),
            ours.len()
        );
        let mut missed: Vec<_> = gold_set.difference(ours).collect();
        missed.sort();
        for &&(start, end) in missed.iter().take(show) {
            let from = gold.text.floor_char_boundary(start.saturating_sub(25));
            let to = gold.text.ceil_char_boundary((end + 25).min(gold.text.len()));
            let cut: Vec<_> = if name == "tokens" {
                sentences
                    .iter()
                    .flat_map(|s| &s.tokens)
                    .filter(|t| (t.start as usize) < end && t.end as usize > start)
                    .map(|t| &gold.text[t.start as usize..t.end as usize])
                    .collect()
            } else {
                Vec::new()
            };
            let _ =
                writeln!(report, "  missed [{}] in {:?} ours {cut:?}", &gold.text[start..end], &gold.text[from..to]);
        }
    }
    let _ = write!(report, "{:.1} MB/s", gold.text.len() as f64 / 1e6 / seconds);
    Ok(report)
}

fn gold(conllu: &str, blocks: bool) -> Gold {
    let mut gold = Gold::default();
    for block in conllu.split("\n\n") {
        if block.lines().any(|line| line.starts_with("# newdoc") || line.starts_with("# newpar")) {
            gold.text.push_str("\n\n");
        }
        let rows: Vec<Vec<&str>> = block
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect::<Vec<_>>())
            .filter(|row| row.len() == 10)
            .collect();
        let start = gold.text.len();
        let mut end = start;
        let mut covered = 0;
        for row in &rows {
            if row[0].contains('.') {
                continue;
            }
            let from = gold.text.len();
            if let Some((first, last)) = row[0].split_once('-') {
                covered = last.parse().unwrap_or(0);
                let first: usize = first.parse().unwrap_or(0);
                let words: Vec<&str> = rows
                    .iter()
                    .filter(|r| r[0].parse().is_ok_and(|id: usize| id >= first && id <= covered))
                    .map(|r| r[1])
                    .collect();
                gold.text.push_str(row[1]);
                if words.concat() == row[1] {
                    let mut at = from;
                    for word in words {
                        gold.tokens.insert((at, at + word.len()));
                        at += word.len();
                    }
                } else {
                    gold.tokens.insert((from, gold.text.len()));
                }
            } else if row[0].parse().is_ok_and(|id: usize| id <= covered) {
                continue;
            } else {
                gold.text.push_str(row[1]);
                gold.tokens.insert((from, gold.text.len()));
            }
            end = gold.text.len();
            if !row[9].contains("SpaceAfter=No") {
                gold.text.push(' ');
            }
        }
        if end > start {
            gold.sentences.insert((start, end));
            if blocks && !gold.text[start..end].ends_with(['.', '!', '?', '"', '»', '”', ')', '…']) {
                gold.text.push_str("\n\n");
            }
        }
    }
    gold
}
