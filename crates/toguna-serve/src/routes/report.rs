//! A selection of events to print or send: exactly the filtered rows.

use axum::extract::State;
use axum::response::Response;
use toguna_record::EventRow;

use super::events::{ids, lists};
use super::leave::typed;
use crate::app::App;
use crate::asked::Query;
use crate::problem::Problem;
use crate::question::{ClockArgs, EventArgs};
use crate::shown::Shown;

/// Events that are read at a time, so that not all need be in memory.
const AT_ONCE: usize = 1_000;

/// The events as a page to print, each sentence a numbered footnote.
#[utoipa::path(get, path = "/report.html", params(ClockArgs, EventArgs), responses((status = 200, body = String, content_type = "text/html")))]
pub(crate) async fn report(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<EventArgs>,
) -> Result<Response, Problem> {
    let (lists, said) = lists(&app, &clocks, &which).await?;
    let events = which.events(&lists, said.as_ref())?;
    let mut body = Body::default();
    for some in events.chunks(AT_ONCE) {
        let shown = app.events(&lists, ids(some)).await?;
        some.iter().filter_map(|event| shown.event(&event.id)).for_each(|event| body.add(&shown, event));
    }
    Ok(typed("text/html; charset=utf-8", body.page(&app.name(), &clocks).into_bytes()))
}

/// The lines of a report and the footnotes to them.
#[derive(Default)]
struct Body {
    count: usize,
    rows: String,
    notes: String,
    number: usize,
}

impl Body {
    fn add(&mut self, shown: &Shown, event: &EventRow) {
        let snapshot = &shown.snapshot;
        self.count += 1;
        let mut marks = String::new();
        for &at in &event.accounts {
            self.number += 1;
            let number = self.number;
            let row = &snapshot.readings.accounts[at];
            let source = snapshot.source(&row.at);
            let pair = shown.pair(&row.id, &row.claimed_by, &row.at);
            let rated = if pair.is_empty() { String::new() } else { format!(", rated {pair}") };
            marks.push_str(&format!("<sup><a href=\"#n{number}\" id=\"r{number}\">{number}</a></sup> "));
            let told_by = source.outlet.as_deref().unwrap_or(&source.doc);
            let published = source.published.as_deref().unwrap_or("day of publication unknown");
            self.notes.push_str(&format!(
                "<li id=\"n{number}\"><q>{}</q> {}, {}{} <a href=\"#r{number}\">back</a></li>\n",
                escaped(&source.sentence),
                escaped(told_by),
                escaped(published),
                escaped(&rated)
            ));
        }
        let settled = event.settled_words().map(|words| format!("<br><small>{}</small>", escaped(&words)));
        self.rows.push_str(&format!(
            "<li><b>{}</b> {} {marks}{}</li>\n",
            escaped(event.date.as_deref().unwrap_or("no date told")),
            escaped(&snapshot.event_words(event)),
            settled.unwrap_or_default(),
        ));
    }

    fn page(&self, record: &str, clocks: &ClockArgs) -> String {
        let Body { count, rows, notes, .. } = self;
        let as_of = clocks.as_of.as_deref().filter(|day| !day.is_empty()).unwrap_or("today");
        format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Toguna: {count} events</title>\n\
             <h1>{count} events</h1><p>From the record {record}, as the public record stood {as_of}. Toguna says nothing \
             itself: every line is what a source says, in the sentence of its footnote; where people settled what holds, the line \
             names them.</p>\n\
             <ol>\n{rows}</ol><h2>Sentences</h2><ol>\n{notes}</ol></html>\n",
            record = escaped(record),
            as_of = escaped(as_of),
        )
    }
}

/// Text as HTML shows it: nothing in it is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
