//! An answer laid out for reading: what is told on a line of its own, its sentences and sources under it.

use std::io::{Result, Write};

use textwrap::{Options, termwidth, wrap};
use toguna_record::{Answer, AnswerRow, Source};

/// The widest line, however wide the terminal is: longer ones are hard to read.
const WIDEST: usize = 120;
/// How many sources of one row are shown.
const SOURCES: usize = 4;

/// Writes an answer for people.
pub(super) fn write(out: &mut impl Write, answer: &Answer) -> Result<()> {
    let width = termwidth().clamp(60, WIDEST);
    writeln!(out, "{}", answer.of)?;
    if answer.rows.is_empty() {
        writeln!(out, "  nothing is told")?;
    }
    for row in &answer.rows {
        if row.kind == "position" {
            position(out, row, width)?;
        } else {
            writeln!(out)?;
            headline(out, row, width)?;
            let said = row.said_by.as_ref().map(|who| format!("says {who}: ")).unwrap_or_default();
            for source in row.sources.iter().take(SOURCES) {
                evidence(out, source, &said, "      ", width)?;
            }
            more(out, row, "      ")?;
        }
    }
    if !answer.notes.is_empty() {
        writeln!(out)?;
    }
    for note in &answer.notes {
        fill(out, note, "· ", "  ", width)?;
    }
    Ok(())
}

/// When, what, how, and the id to ask further by.
fn headline(out: &mut impl Write, row: &AnswerRow, width: usize) -> Result<()> {
    let date = row.date.as_deref().unwrap_or("");
    let status = row.status.as_deref().filter(|status| *status != "actual");
    let status = status.map(|status| format!("  [{status}]")).unwrap_or_default();
    let id = match row.kind {
        "event" | "dispute" | "figure" => format!("  ({} {})", row.kind, row.id.get(..8).unwrap_or(&row.id)),
        kind => format!("  ({kind})"),
    };
    let date = if date.is_empty() { String::new() } else { format!("{date}  ") };
    fill(out, &format!("{date}{}{status}{id}", row.told), "", "    ", width)
}

/// One side of a dispute: the value, who says it, and where.
fn position(out: &mut impl Write, row: &AnswerRow, width: usize) -> Result<()> {
    let said = row.said_by.as_ref().map(|who| format!(", says {who}")).unwrap_or_default();
    fill(out, &format!("{}{said}", row.told), "  ▸ ", "    ", width)?;
    for source in row.sources.iter().take(SOURCES) {
        evidence(out, source, "", "      ", width)?;
    }
    more(out, row, "      ")
}

/// A sentence, and the document it stands in.
fn evidence(out: &mut impl Write, source: &Source, said: &str, indent: &str, width: usize) -> Result<()> {
    let published = match (&source.published, &source.dated, source.dated_by) {
        (Some(day), ..) => day.clone(),
        (None, Some(found), Some(by)) => format!("dated {found} by {by}"),
        _ => "day unknown".into(),
    };
    let outlet = source.outlet.as_ref().map(|outlet| format!("{outlet}, ")).unwrap_or_default();
    fill(out, &format!("{said}“{}”", source.sentence), indent, indent, width)?;
    let rated = source.rated.as_ref().map(|pair| format!(", rated {pair}")).unwrap_or_default();
    writeln!(out, "{indent}— {outlet}{published}{rated} ({}, {}–{})", source.doc, source.start, source.end)
}

fn more(out: &mut impl Write, row: &AnswerRow, indent: &str) -> Result<()> {
    match row.sources.len().saturating_sub(SOURCES) {
        0 => Ok(()),
        left => writeln!(out, "{indent}and {left} more; --format json tells all"),
    }
}

fn fill(out: &mut impl Write, text: &str, first: &str, next: &str, width: usize) -> Result<()> {
    wrap(text, Options::new(width).initial_indent(first).subsequent_indent(next))
        .iter()
        .try_for_each(|line| writeln!(out, "{line}"))
}
