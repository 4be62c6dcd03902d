//! `toguna code`: documents as JSON Lines in, what they tell as JSON Lines out, without a record.

use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use toguna_pipeline::Pipeline;
use toguna_text::Metadata;

use crate::knowledge::KnowledgeArgs;

/// Arguments of `toguna code`.
#[derive(Args)]
pub(crate) struct CodeArgs {
    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

/// One line of input.
#[derive(Deserialize)]
struct Request {
    id: Value,
    text: String,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
}

/// How many lines are coded together: enough for every core, few enough to answer early.
const BATCH: usize = 64;

/// Codes every line of standard input; a line that cannot be read yields an object with `error`, in its place.
pub(crate) fn run(args: CodeArgs) -> Result<ExitCode> {
    let pipeline = args.knowledge.pipeline()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut lines = std::io::stdin().lock().split(b'\n').enumerate();
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        for (number, line) in lines.by_ref().take(BATCH) {
            batch.push((number + 1, line.context("cannot read standard input")?));
        }
        if batch.is_empty() {
            break;
        }
        let coded: Vec<Option<Value>> = batch.par_iter().map(|(number, line)| answer(&pipeline, *number, line)).collect();
        for value in coded.into_iter().flatten() {
            serde_json::to_writer(&mut out, &value)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What one line tells, or why it cannot be read; nothing for an empty line.
fn answer(pipeline: &Pipeline, number: usize, line: &[u8]) -> Option<Value> {
    if line.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    let failed = |id: Value, reason: String| Some(json!({ "id": id, "error": reason }));
    let request: Request = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => {
            return failed(Value::Null, format!("line {number}: {error}; each line is an object with 'id' and 'text'"));
        }
    };
    let metadata = Metadata {
        published: request.published,
        language: request.language,
        outlet: request.outlet,
        ..Metadata::default()
    };
    let name = request.id.as_str().map_or_else(|| request.id.to_string(), str::to_string);
    // The text is given as text: it is read as a plain file whatever its id looks like.
    let document = match pipeline.read_text(&name, &request.text, metadata) {
        Ok(document) => document,
        Err(error) => return failed(request.id, format!("line {number}: {error}")),
    };
    let coded = pipeline.code(&document);
    let mut value = match toguna_exchange::coded_to_json(&document, &coded) {
        Ok(value) => value,
        Err(error) => return failed(request.id, format!("line {number}: {error}")),
    };
    if let Some(object) = value.as_object_mut() {
        object.insert("id".into(), request.id);
    }
    Some(value)
}
