//! `toguna code`: documents as JSON Lines in, what they tell as JSON Lines out, without a record.

use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use toguna_mark::Edtf;
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
        let coded: Vec<Option<Value>> =
            batch.par_iter().map(|(number, line)| answer(&pipeline, *number, line)).collect();
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
    // By way of an object, because serde would take a list for the fields in their order.
    let object = serde_json::from_slice::<Map<String, Value>>(line);
    let request: Request = match object.and_then(|object| serde_json::from_value(Value::Object(object))) {
        Ok(request) => request,
        Err(error) => {
            // serde counts lines inside the line, of which there is one.
            let reason = error.to_string().replace(" at line 1 column ", " at column ");
            return Some(
                json!({ "id": null, "error": format!("line {number}: {reason}; each line is an object with 'id' and 'text'") }),
            );
        }
    };
    let id = request.id.clone();
    // Whatever goes wrong inside costs this line and no other.
    let attempt = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| coded(pipeline, request)));
    let reason = match attempt {
        Ok(Ok(mut object)) => {
            object.insert("id".into(), id);
            if let Some(error) = object.get_mut("error") {
                *error = json!(format!("line {number}: {}", error.as_str().unwrap_or_default()));
            }
            return Some(Value::Object(object));
        }
        Ok(Err(reason)) => reason,
        Err(_) => "Toguna failed inside on this text; please report it with the line".into(),
    };
    Some(json!({ "id": id, "error": format!("line {number}: {reason}") }))
}

/// The tables of one text, or why there are none.
fn coded(pipeline: &Pipeline, request: Request) -> Result<Map<String, Value>, String> {
    let mut warnings = Vec::new();
    if let Some(error) = request.published.as_deref().and_then(|day| Edtf::parse(day).err()) {
        warnings.push(format!("published {error}; until then its day counts as unknown"));
    }
    let metadata = Metadata {
        published: request.published,
        language: request.language,
        outlet: request.outlet,
        ..Metadata::default()
    };
    let name = request.id.as_str().map_or_else(|| request.id.to_string(), str::to_string);
    // The text is given as text: it is read as a plain file whatever its id looks like.
    let document = pipeline.read_text(&name, &request.text, metadata).map_err(|e| e.to_string())?;
    let value = toguna_exchange::coded_to_json(&document, &pipeline.code(&document)).map_err(|e| e.to_string())?;
    let Value::Object(mut object) = value else { return Err("nothing was coded".into()) };
    if !pipeline.speaks(document.language()) {
        let known = pipeline.languages().collect::<Vec<_>>().join(", ");
        let error = format!(
            "the text is in none of the languages that are read ({known}); say it with 'language' if it was not recognised"
        );
        object.insert("error".into(), json!(error));
    }
    if !warnings.is_empty() {
        object.insert("warnings".into(), json!(warnings));
    }
    Ok(object)
}
