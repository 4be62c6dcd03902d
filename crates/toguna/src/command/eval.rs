//! `toguna eval`: measures what can be measured against annotated files.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use comfy_table::{CellAlignment, Table, presets};
use toguna_lang::conllu::Split;
use toguna_lang::{Model, Race, evaluate};

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
    let path = match (&args.model, &args.language) {
        (Some(model), _) => model.clone(),
        (None, code) => PathBuf::from("languages").join(code.as_deref().unwrap_or_default()).join("model.bin"),
    };
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read the model {}", path.display()))?;
    let (start, before) = (Instant::now(), on_processor());
    let model = Model::from_bytes(&bytes).with_context(|| format!("cannot use {}", path.display()))?;
    let loading =
        1e3 * before.zip(on_processor()).map_or(start.elapsed().as_secs_f64(), |(before, after)| after - before);
    let text = std::fs::read_to_string(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let split = args.split.as_deref().and_then(Split::of);
    let report = evaluate(&model, &text, split).with_context(|| args.file.display().to_string())?;
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_header(["figure", "value"]);
    for (name, value) in report.figures() {
        table.add_row([name.to_owned(), format!("{value:.2} %")]);
    }
    table.add_row(["milliseconds of CPU to load".to_owned(), format!("{loading:.0}")]);
    table.add_row(["sentences".to_owned(), report.sentences.to_string()]);
    table.add_row(["words".to_owned(), report.words.to_string()]);
    table.add_row(["words tagged and parsed a CPU-second".to_owned(), format!("{:.0}", speed(&model, &text)?)]);
    if let Some(column) = table.column_mut(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    println!("{table}");
    Ok(())
}

/// Words a CPU-second; the best lap, so that other work on the machine counts least.
fn speed(model: &Model, text: &str) -> Result<f64> {
    let mut race = Race::new(model, text)?;
    let lap = |race: &mut Race<'_>| {
        let (start, before) = (Instant::now(), on_processor());
        let words = race.run();
        let spent = match (before, on_processor()) {
            (Some(before), Some(after)) => after - before,
            _ => start.elapsed().as_secs_f64(),
        };
        words as f64 / spent.max(1e-9)
    };
    Ok((0..LAPS).map(|_| lap(&mut race)).fold(0.0, f64::max))
}

/// Seconds that this thread was on a processor, where the system tells (Linux).
fn on_processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}
