//! What every question to a record shares: the clocks, the format, and how an answer is written.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use toguna_mark::Edtf;
use toguna_record::{Answer, Clocks, DisputeKind, Record, RecordError, Snapshot};

use super::layout;

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// For reading.
    #[default]
    Table,
    /// One JSON object.
    Json,
    /// RFC 4180, a line a source.
    Csv,
}

/// How an answer is told.
#[derive(Args)]
pub(crate) struct TellArgs {
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: AnswerFormat,
    /// At most this many rows (positions of a dispute are not counted)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// What a part of the record shows of one thing, where it can.
type Shown = Result<Option<Answer>, RecordError>;

/// Arguments of every question.
#[derive(Args)]
pub(crate) struct AskArgs {
    /// What the public record said: only documents published by this day (EDTF; a month or year counts to its end)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// What the record knew: only documents that had entered it by this day
    #[arg(long, value_name = "DATE")]
    knew: Option<String>,
    /// Only states that may hold on this day: a spell that ended before, or was succeeded, is left out
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[command(flatten)]
    tell: TellArgs,
}

/// A day at the edge of a date as typed: its last, or its first.
pub(crate) fn day(option: &str, text: Option<&str>, last: bool) -> Result<Option<jiff::civil::Date>> {
    let Some(text) = text else { return Ok(None) };
    let date = Edtf::parse(text).with_context(|| format!("{option} cannot be read"))?;
    match if last { date.latest() } else { date.earliest() } {
        Some(day) => Ok(Some(day)),
        None => bail!(
            "{option} '{text}' has no {} day; write 2024, 2024-07 or 2024-07-06",
            if last { "last" } else { "first" }
        ),
    }
}

/// The clocks as typed.
pub(crate) fn clocks(as_of: Option<&str>, knew: Option<&str>) -> Result<Clocks> {
    Ok(Clocks { as_of: day("--as-of", as_of, true)?, knew: day("--knew", knew, true)? })
}

impl AskArgs {
    /// The snapshot that the question is put to.
    pub(crate) fn snapshot(&self, record: &PathBuf) -> Result<Snapshot> {
        let clocks = clocks(self.as_of.as_deref(), self.knew.as_deref())?;
        let on = day("--on", self.on.as_deref(), true)?;
        let snapshot = Record::open(record)?.snapshot(clocks)?;
        Ok(on.into_iter().fold(snapshot, Snapshot::on))
    }

    /// The events of a stretch of time; states, and so `--on`, have no part in it.
    pub(crate) fn timeline(&self, record: &PathBuf, from: Option<Date>, to: Option<Date>) -> Result<Answer> {
        let clocks = clocks(self.as_of.as_deref(), self.knew.as_deref())?;
        day("--on", self.on.as_deref(), true)?;
        let record = Record::open(record)?;
        let Some(limit) = self.tell.limit else { return Ok(record.timeline(clocks, from, to)?) };
        let (mut answer, all) = record.first_of_timeline(clocks, from, to, limit)?;
        left_out(&mut answer, limit, all);
        Ok(answer)
    }

    /// The disputes, all or of one kind or actor; facts that hold on some days alone, and so `--on`, are disputed all the same.
    pub(crate) fn disputes(&self, path: &PathBuf, kind: Option<DisputeKind>, actor: Option<&str>) -> Result<Answer> {
        let clocks = clocks(self.as_of.as_deref(), self.knew.as_deref())?;
        let record = Record::open(path)?;
        if record.plain(clocks)? == Clocks::default() {
            let limit = self.tell.limit.unwrap_or(usize::MAX);
            if let Some((mut answer, all)) = record.first_of_disputes(kind, actor, limit)? {
                left_out(&mut answer, limit, all);
                return Ok(answer);
            }
        }
        let snapshot = self.snapshot(path)?;
        let actor = actor.map(|name| snapshot.find_actor(name)).transpose()?;
        Ok(snapshot.disputes(kind, actor.map(|entity| entity.id.as_str())))
    }

    /// A document, or the disputes about one thing, without loading the rest of the record where that is enough.
    pub(crate) fn shown(&self, path: &PathBuf, show: impl Fn(&Record, Clocks) -> Shown) -> Result<Option<Answer>> {
        // States of a day are told by all documents.
        if self.on.is_some() {
            return Ok(None);
        }
        let clocks = clocks(self.as_of.as_deref(), self.knew.as_deref())?;
        let record = Record::open(path)?;
        Ok(show(&record, record.plain(clocks)?)?)
    }

    /// The day that the question is asked as of: the last of `--as-of`, else today.
    pub(crate) fn day(&self) -> Result<jiff::civil::Date> {
        Ok(day("--as-of", self.as_of.as_deref(), true)?.unwrap_or_else(|| jiff::Zoned::now().date()))
    }

    /// Writes the answer to standard output.
    pub(crate) fn tell(&self, answer: Answer) -> Result<()> {
        self.tell.tell(answer)
    }
}

impl TellArgs {
    /// Writes an answer to standard output.
    pub(crate) fn tell(&self, mut answer: Answer) -> Result<()> {
        if let Some(limit) = self.limit {
            shorten(&mut answer, limit);
        }
        let answer = &answer;
        let mut out = std::io::stdout().lock();
        match self.format {
            AnswerFormat::Table => layout::write(&mut out, answer)?,
            AnswerFormat::Json => {
                serde_json::to_writer_pretty(&mut out, answer).map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
            AnswerFormat::Csv => csv(&mut out, answer)?,
        }
        Ok(out.flush()?)
    }
}

/// Keeps the first rows of an answer, each with its positions, and says what was left out.
fn shorten(answer: &mut Answer, limit: usize) {
    let all = answer.rows.iter().filter(|row| row.kind != "position").count();
    let mut kept = 0;
    answer.rows.retain(|row| {
        kept += usize::from(row.kind != "position");
        kept <= limit
    });
    left_out(answer, limit, all);
}

/// Says how many rows there are where not all are told.
fn left_out(answer: &mut Answer, limit: usize, all: usize) {
    if all > limit {
        answer.notes.push(format!("the first {limit} of {all}; leave out --limit for all"));
    }
}

fn csv(out: &mut impl Write, answer: &Answer) -> Result<()> {
    const HEAD: [&str; 13] = [
        "kind",
        "id",
        "date",
        "told",
        "status",
        "claimed_by",
        "doc",
        "outlet",
        "published",
        "rated",
        "start",
        "end",
        "quote",
    ];
    let places: Vec<Vec<(String, String)>> = answer
        .rows
        .iter()
        .map(|row| row.sources.iter().map(|source| (source.start.to_string(), source.end.to_string())).collect())
        .collect();
    let mut lines = vec![HEAD.to_vec()];
    let told: Vec<String> = answer.rows.iter().map(|row| row.told.to_string()).collect();
    for ((row, told), places) in answer.rows.iter().zip(&told).zip(&places) {
        let own = [
            row.kind,
            &row.id,
            row.date.as_deref().unwrap_or(""),
            told,
            row.status.as_deref().unwrap_or(""),
            row.claimed_by.as_deref().unwrap_or(""),
        ];
        if row.sources.is_empty() {
            lines.push(own.into_iter().chain([""; 7]).collect());
        }
        for (source, (start, end)) in row.sources.iter().zip(places) {
            let outlet = source.outlet.as_deref().unwrap_or("");
            let published = source.published.as_deref().unwrap_or("");
            let rated = source.rated.as_deref().unwrap_or("");
            let of_source = [source.doc.as_str(), outlet, published, rated, start, end, &source.quote];
            lines.push(own.into_iter().chain(of_source).collect());
        }
    }
    Ok(toguna_exchange::write_cells(out, lines)?)
}
