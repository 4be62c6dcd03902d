//! `toguna build`: documents into a record, incremental, and whole at every moment.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use toguna_code::Coded;
use toguna_pipeline::Pipeline;
use toguna_record::{Reading, Record, Run, Stamp, Stored, Summary};
use toguna_text::Document;

use crate::inputs::{self, Input, Inputs};
use crate::knowledge::KnowledgeArgs;

/// Arguments of `toguna build`.
#[derive(Args)]
pub(crate) struct BuildArgs {
    /// Folders and files to read (.txt, .md, .html); a folder's metadata.jsonl is found by itself
    #[arg(required = true, value_name = "DIR|FILE")]
    paths: Vec<PathBuf>,
    /// The record to make or to grow
    #[arg(long, value_name = "R.toguna")]
    record: PathBuf,
    /// What is known of the documents: a JSON object a line with `file` and any of `title`, `outlet`, `outlet_kind`,
    /// `published` (EDTF), `url`, `language`
    #[arg(long, value_name = "M.jsonl")]
    metadata: Option<PathBuf>,
    /// Take documents that are no longer among the inputs out of the record's present
    #[arg(long)]
    prune: bool,
    /// How many threads read (default: one a core); the record is the same whatever the number
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

/// How many documents are read together and stored in one transaction.
const BATCH: usize = 64;

/// What became of one input.
enum Outcome {
    Unchanged,
    Read(Box<(Document, Coded)>, Stamp),
    Failed { reason: String, mend: &'static str },
}

/// Counts for the summary.
#[derive(Default)]
struct Tally {
    read: usize,
    stored: Stored,
    unchanged: usize,
    failed: Vec<(String, String)>,
}

/// Reads the documents, stores what they tell, reconciles, and says what was done.
pub(crate) fn run(args: BuildArgs) -> Result<ExitCode> {
    let (begun, began) = (Instant::now(), Timestamp::now());
    if let Some(threads) = args.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("cannot start the threads")?;
    }
    let inputs = inputs::collect(&args.paths, args.metadata.as_deref())?;
    if inputs.documents.is_empty() {
        bail!("no .txt, .md or .html file in {}; name a folder that holds documents", told(&args.paths));
    }
    let pipeline = args.knowledge.pipeline()?;
    // Heard before the record is opened: from its first byte on, Ctrl-C ends with a word on how to go on.
    let stop = stop_flag()?;
    let mut record = Record::create(&args.record)?;
    let progress = progress(inputs.documents.len());
    let mut tally = Tally::default();
    for batch in inputs.documents.chunks(BATCH) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        store(&mut record, &pipeline, batch, &mut tally, &progress)?;
    }
    progress.finish_and_clear();
    if stop.load(Ordering::Relaxed) {
        eprintln!("stopped: {} documents are stored; the same command goes on from here", tally.read + tally.unchanged);
        return Ok(ExitCode::from(130));
    }
    let pruned = if args.prune {
        record.prune(&inputs.documents.iter().map(|d| d.name.clone()).collect(), Timestamp::now())?
    } else {
        Vec::new()
    };
    let all = record.finish()?;
    record.note_run(&noted(&args, &tally, &pruned, began))?;
    summary(&all, &args, &inputs, &tally, &pruned, begun)
}

/// The build as the record notes it.
fn noted(args: &BuildArgs, tally: &Tally, pruned: &[String], began: Timestamp) -> Run {
    let second = |at: Timestamp| Timestamp::from_second(at.as_second()).unwrap_or(at).to_string();
    Run {
        began: second(began),
        ended: second(Timestamp::now()),
        program: env!("CARGO_PKG_VERSION").into(),
        reader: args.knowledge.reader.name().into(),
        pack: args.knowledge.pack.clone(),
        new: tally.stored.new,
        changed: tally.stored.changed,
        again: tally.stored.again,
        unchanged: tally.unchanged,
        failed: tally.failed.len(),
        removed: pruned.len(),
    }
}

/// Reads one batch on all threads and stores it in one transaction, in the order of the names.
fn store(
    record: &mut Record,
    pipeline: &Pipeline,
    batch: &[Input],
    tally: &mut Tally,
    progress: &ProgressBar,
) -> Result<()> {
    let mut pending = Vec::with_capacity(batch.len());
    for input in batch {
        let bytes = std::fs::read(&input.path).map_err(|e| e.to_string());
        let stamp = Stamp {
            bytes: bytes.as_ref().map(|b| hex(b)).unwrap_or_default(),
            metadata: Stamp::metadata_of(&input.metadata),
            engine: pipeline.version().to_string(),
        };
        let same = bytes.is_ok() && record.has(&input.name, &stamp)?;
        pending.push((input, bytes, stamp, same));
    }
    let outcomes: Vec<Outcome> = pending
        .into_par_iter()
        .map(|(input, bytes, stamp, same)| {
            let outcome = if same { Outcome::Unchanged } else { read(pipeline, input, bytes, stamp) };
            progress.inc(1);
            outcome
        })
        .collect();
    let now = Timestamp::now();
    let readings: Vec<Reading<'_>> = outcomes
        .iter()
        .filter_map(|outcome| match outcome {
            Outcome::Read(read, stamp) => Some(Reading { document: &read.0, coded: &read.1, stamp }),
            _ => None,
        })
        .collect();
    let Stored { new, changed, again } = record.put_all(&readings, now)?;
    let all = &mut tally.stored;
    (all.new, all.changed, all.again) = (all.new + new, all.changed + changed, all.again + again);
    for (input, outcome) in batch.iter().zip(&outcomes) {
        match outcome {
            Outcome::Unchanged => tally.unchanged += 1,
            Outcome::Read(..) => tally.read += 1,
            Outcome::Failed { reason, mend } => {
                record.fail(&input.name, reason, mend, now)?;
                let place = input.path.display();
                tally.failed.push((input.name.clone(), format!("{place}: {reason}; {mend}")));
            }
        }
    }
    progress.set_message(format!("{} failed", tally.failed.len()));
    Ok(())
}

/// Reads and codes one document. Whatever goes wrong inside costs that document and no other.
fn read(pipeline: &Pipeline, input: &Input, bytes: Result<Vec<u8>, String>, stamp: Stamp) -> Outcome {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return Outcome::Failed { reason: error, mend: "check that the file may be read" },
    };
    let attempt = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let document = pipeline.read(&input.name, &bytes, input.metadata.clone()).map_err(|e| e.to_string())?;
        let coded = pipeline.code(&document);
        Ok::<_, String>((document, coded))
    }));
    match attempt {
        Ok(Ok((document, _))) if !pipeline.speaks(document.language()) => Outcome::Failed {
            reason: format!(
                "it is in none of the languages that are read ({})",
                pipeline.languages().collect::<Vec<_>>().join(", ")
            ),
            mend: "say the language in metadata.jsonl if it was not recognised",
        },
        Ok(Ok(read)) => Outcome::Read(Box::new(read), stamp),
        Ok(Err(reason)) => {
            let reason = reason.strip_prefix(&format!("{}: ", input.name)).unwrap_or(&reason).to_string();
            Outcome::Failed { reason, mend: "the other documents are stored" }
        }
        Err(_) => Outcome::Failed {
            reason: "Toguna failed inside on this document".into(),
            mend: "please report it with the file; the other documents are stored",
        },
    }
}

/// Tells what was done, and what the record holds now.
fn summary(
    all: &Summary,
    args: &BuildArgs,
    inputs: &Inputs,
    tally: &Tally,
    pruned: &[String],
    begun: Instant,
) -> Result<ExitCode> {
    let changed = tally.read > 0 || !pruned.is_empty();
    println!("record     {}", args.record.display());
    if changed {
        println!(
            "documents  {} read, {} unchanged, {} failed; {} in the record",
            tally.read,
            tally.unchanged,
            tally.failed.len(),
            all.documents
        );
    } else {
        println!(
            "documents  nothing changed: {} unchanged, {} failed; {} in the record",
            tally.unchanged,
            tally.failed.len(),
            all.documents
        );
    }
    println!("accounts   {}", all.accounts);
    println!("figures    {}", all.figures);
    println!("facts      {}", all.facts);
    println!("actors     {}", all.entities);
    println!("events     {}", all.events);
    println!("disputes   {}", all.disputes);
    println!("time       {:.1} s", begun.elapsed().as_secs_f64());
    for (heading, lines) in [
        ("failed", tally.failed.iter().map(|(_, why)| why.clone()).collect::<Vec<_>>()),
        ("taken out", pruned.to_vec()),
        ("metadata", inputs.warnings.clone()),
        ("left out (not .txt, .md or .html)", inputs.left_out.clone()),
    ] {
        if !lines.is_empty() {
            println!("\n{heading}:");
            lines.iter().for_each(|line| println!("  {line}"));
        }
    }
    let nothing = tally.read + tally.unchanged == 0;
    Ok(if nothing { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A flag that Ctrl-C raises: the batch at hand is stored, then the build stops.
fn stop_flag() -> Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    let raised = Arc::clone(&flag);
    ctrlc::set_handler(move || {
        if raised.swap(true, Ordering::Relaxed) {
            // A second Ctrl-C ends at once; the record is whole between transactions.
            std::process::exit(130);
        }
    })
    .context("cannot watch for Ctrl-C")?;
    Ok(flag)
}

/// A bar on a terminal, silence elsewhere.
fn progress(documents: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(documents as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} documents  {msg}  {eta}") {
        bar.set_style(style);
    }
    bar
}

fn told(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
