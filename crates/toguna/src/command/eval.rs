//! `toguna eval`: measures what can be measured against annotated files.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use comfy_table::{CellAlignment, Table, presets};
use toguna_lang::conllu::Split;
use toguna_lang::{ExactFiles, ExactNetwork, ExactReader, FastReader, Model, Race, Reader, evaluate, evaluate_raw};
use toguna_text::SegmentRules;

use crate::knowledge::ReaderArg;

/// Measure a part of the program against annotated files.
#[derive(Args)]
pub(crate) struct EvalArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Measure a language model on a CoNLL-U treebank that it did not learn from.
    Lang(LangArgs),
}

/// Which model, and on what.
#[derive(Args)]
struct LangArgs {
    /// CoNLL-U file with the right answers.
    file: PathBuf,
    /// The model's file.
    #[arg(long, conflicts_with = "language")]
    model: Option<PathBuf>,
    /// The language whose languages/CODE/model.bin is measured.
    #[arg(long, required_unless_present = "model")]
    language: Option<String>,
    /// Which reader is measured; the exact one's network is read from models/reader
    #[arg(long, value_enum, default_value = "fast")]
    reader: ReaderArg,
    /// Also measure from the text alone, cut into sentences and words by languages/CODE/segment.toml
    #[arg(long, requires = "language")]
    raw: bool,
    /// Only the sentences that the file marks so (`# split = test`).
    #[arg(long, value_parser = ["train", "test"])]
    split: Option<String>,
}

/// Measures and prints a table.
pub(crate) fn run(args: EvalArgs) -> Result<()> {
    let What::Lang(args) = args.what;
    language(&args)
}

/// How often the file is read for the measure of speed.
const LAPS: usize = 3;

fn language(args: &LangArgs) -> Result<()> {
    let folder = PathBuf::from("languages").join(args.language.as_deref().unwrap_or_default());
    let path = args.model.clone().unwrap_or_else(|| folder.join("model.bin"));
    let bytes = read(&path)?;
    let before = on_processor();
    let model = Model::from_bytes(&bytes).with_context(|| format!("cannot use {}", path.display()))?;
    let reader: Box<dyn Reader> = match args.reader {
        ReaderArg::Fast => Box::new(FastReader::new(model)),
        ReaderArg::Exact => Box::new(ExactReader::new(Arc::new(network()?), model)),
    };
    let loading = 1e3 * (on_processor() - before);
    let text = String::from_utf8(read(&args.file)?).with_context(|| args.file.display().to_string())?;
    let split = args.split.as_deref().and_then(Split::of);
    let report = evaluate(&*reader, &text, split).with_context(|| args.file.display().to_string())?;
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_header(["figure", "value"]);
    let mut percents = report.figures().to_vec();
    if args.raw {
        let rules = String::from_utf8(read(&folder.join("segment.toml"))?).context("segment.toml is not UTF-8")?;
        let rules = SegmentRules::parse(&rules).context("segment.toml")?;
        percents.extend(evaluate_raw(&*reader, &rules, &text, split)?.figures());
    }
    for (name, value) in percents {
        table.add_row([name.to_owned(), format!("{value:.2} %")]);
    }
    table.add_row(["milliseconds of CPU to load".to_owned(), format!("{loading:.0}")]);
    table.add_row(["sentences".to_owned(), report.sentences.to_string()]);
    table.add_row(["words".to_owned(), report.words.to_string()]);
    table.add_row(["words tagged and parsed a CPU-second".to_owned(), format!("{:.0}", speed(&*reader, &text)?)]);
    if let Some(column) = table.column_mut(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    println!("{table}");
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The exact reader's network, from the working folder.
fn network() -> Result<ExactNetwork> {
    let file = |name: &str| read(&Path::new("models/reader").join(name));
    let text = |name: &str| String::from_utf8(file(name)?).with_context(|| format!("{name} is not UTF-8"));
    let (description, pieces) = (text("reader.toml")?, text("pieces.tsv")?);
    let files = ExactFiles { description: &description, pieces: &pieces, network: file("network.onnx")?.into() };
    ExactNetwork::load(files).context("models/reader")
}

/// Words a CPU-second; the best lap, so that other work on the machine counts least.
fn speed(reader: &dyn Reader, text: &str) -> Result<f64> {
    let race = Race::new(reader, text)?;
    let lap = || {
        let before = on_processor();
        let words = race.run();
        words as f64 / (on_processor() - before).max(1e-9)
    };
    Ok((0..LAPS).map(|_| lap()).fold(0.0, f64::max))
}

/// Seconds that this process was on a processor, all its threads together; wall-clock time where the system does not
/// tell (it does on Linux).
fn on_processor() -> f64 {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let wall = BEGAN.elapsed().as_secs_f64();
    let told = || -> Option<f64> {
        let told = std::fs::read_to_string("/proc/self/stat").ok()?;
        // After the name, which may hold spaces, in brackets: state is the first field, user and system time the 12th and 13th.
        let mut fields = told.rsplit_once(')')?.1.split_whitespace().skip(11);
        let ticks: f64 = fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?;
        Some(ticks / TICKS)
    };
    told().unwrap_or(wall)
}

/// Linux tells time in hundredths of a second.
const TICKS: f64 = 100.0;
