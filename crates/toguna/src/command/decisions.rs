//! `toguna decisions`: what people decided, and what of it waits; out and in as JSON Lines.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Value, json};
use toguna_record::{Decision, Record};

use super::answer::AnswerFormat;

/// Arguments of `toguna decisions`.
#[derive(Args)]
pub(crate) struct DecisionsArgs {
    /// The record
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// Only decisions about what the record no longer holds
    #[arg(long)]
    waiting: bool,
    /// How they are written
    #[arg(long, value_enum, default_value_t)]
    format: AnswerFormat,
    /// Write every decision to a file as JSON Lines
    #[arg(long, value_name = "FILE", conflicts_with_all = ["import", "waiting"])]
    export: Option<PathBuf>,
    /// Add the decisions of such a file that are not yet held; all of them or none
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
}

/// Lists, exports or imports decisions.
pub(crate) fn run(args: DecisionsArgs) -> Result<()> {
    let record = Record::open(&args.record)?;
    if let Some(to) = &args.export {
        return export(&record, to);
    }
    if let Some(from) = &args.import {
        let text = std::fs::read_to_string(from).with_context(|| format!("cannot read {}", from.display()))?;
        let added = Record::open_to_decide(&args.record)?.import_decisions(&text)?;
        println!("imported   {added}");
        return Ok(());
    }
    let mut decisions = record.decisions()?;
    decisions.retain(|row| !args.waiting || !row.attached);
    let mut out = std::io::stdout().lock();
    match args.format {
        AnswerFormat::Table => table(&mut out, &decisions)?,
        AnswerFormat::Json => {
            let rows: Vec<Value> = decisions.iter().map(object).collect();
            serde_json::to_writer_pretty(&mut out, &rows).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        AnswerFormat::Csv => csv(&mut out, &decisions)?,
    }
    Ok(out.flush()?)
}

/// Wholly or not at all: written beside the file, then moved into its place.
fn export(record: &Record, to: &Path) -> Result<()> {
    let text = record.export_decisions()?;
    let mut draft = to.as_os_str().to_owned();
    draft.push("-part");
    let draft = PathBuf::from(draft);
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&draft, to)
    };
    write().with_context(|| format!("cannot write {}", to.display()))?;
    println!("exported   {}", text.lines().count());
    Ok(())
}

fn state(row: &Decision) -> &'static str {
    match (row.undone, row.attached) {
        (true, _) => "undone",
        (_, true) => "stands",
        _ => "waits",
    }
}

/// The words that were judged, for reading.
fn quotes(row: &Decision) -> Vec<&str> {
    row.content.judged.iter().flatten().map(|words| words.quote.as_str()).filter(|quote| !quote.is_empty()).collect()
}

fn object(row: &Decision) -> Value {
    json!({
        "id": row.id, "kind": row.verdict.name(), "target": row.target, "field": row.field(), "value": row.value(),
        "with": row.content.with, "who": row.who, "entered": row.entered, "why": row.note, "state": state(row),
        "judged": row.content.judged,
    })
}

fn table(out: &mut impl Write, decisions: &[Decision]) -> std::io::Result<()> {
    if decisions.is_empty() {
        return writeln!(out, "no decisions");
    }
    for row in decisions {
        let short = |id: &str| id.get(..8).unwrap_or(id).to_owned();
        let field = match (row.field(), row.value()) {
            (Some(field), Some(value)) => format!(" {field} = {value}"),
            (None, Some(value)) => format!(" {value} holds"),
            _ => String::new(),
        };
        let with: Vec<String> = row.content.with.iter().map(|id| short(id)).collect();
        let with = if with.is_empty() { String::new() } else { format!(" with {}", with.join(", ")) };
        let (id, kind, target) = (short(&row.id), row.verdict.name(), short(&row.target));
        writeln!(out, "{}  {id}  {kind} {target}{field}{with}  [{}]  {}", row.entered, state(row), row.who)?;
        if !row.note.is_empty() {
            writeln!(out, "    {}", row.note)?;
        }
        for quote in quotes(row) {
            writeln!(out, "    “{quote}”")?;
        }
    }
    Ok(())
}

fn csv(out: &mut impl Write, decisions: &[Decision]) -> Result<()> {
    const HEAD: [&str; 10] = ["id", "kind", "target", "field", "value", "with", "who", "entered", "why", "state"];
    let with: Vec<String> = decisions.iter().map(|row| row.content.with.join(" ")).collect();
    let mut lines = vec![HEAD.to_vec()];
    lines.extend(decisions.iter().zip(&with).map(|(row, with)| {
        let (field, value) = (row.field().unwrap_or(""), row.value().unwrap_or(""));
        vec![
            &row.id,
            row.verdict.name(),
            &row.target,
            field,
            value,
            with,
            &row.who,
            &row.entered,
            &row.note,
            state(row),
        ]
    }));
    Ok(toguna_exchange::write_cells(out, lines)?)
}
