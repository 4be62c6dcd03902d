//! A selection of events to print or send: exactly the filtered rows.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::answer::tagged;
use crate::app::{App, Loaded};
use crate::asked::Query;
use crate::problem::Problem;
use crate::question::{ClockArgs, EventArgs};
use crate::views::EventKey;

/// The events as a page to print, each sentence a numbered footnote.
#[utoipa::path(get, path = "/report.html", params(ClockArgs, EventArgs), responses((status = 200, body = String, content_type = "text/html")))]
pub(crate) async fn report(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(which): Query<EventArgs>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let loaded = app.loaded(clocks.clocks()?).await?;
    let page = html(&loaded, &which.events(&loaded)?, &app.name(), &clocks);
    tagged(&asked, "text/html; charset=utf-8", page.into_bytes())
}

fn html(loaded: &Loaded, keys: &[&EventKey], record: &str, clocks: &ClockArgs) -> String {
    let snapshot = &loaded.snapshot;
    let (mut rows, mut notes, mut number) = (String::new(), String::new(), 0);
    for key in keys {
        let event = &snapshot.findings.events[key.at];
        let mut marks = String::new();
        for &at in &event.accounts {
            number += 1;
            let source = snapshot.source(&snapshot.readings.accounts[at].at);
            marks.push_str(&format!("<sup><a href=\"#n{number}\" id=\"r{number}\">{number}</a></sup> "));
            let told_by = source.outlet.as_deref().unwrap_or(&source.doc);
            let published = source.published.as_deref().unwrap_or("day of publication unknown");
            notes.push_str(&format!(
                "<li id=\"n{number}\"><q>{}</q> {}, {} <a href=\"#r{number}\">back</a></li>\n",
                escaped(&source.sentence),
                escaped(told_by),
                escaped(published)
            ));
        }
        rows.push_str(&format!(
            "<li><b>{}</b> {} {marks}</li>\n",
            escaped(event.date.as_deref().unwrap_or("no date told")),
            escaped(&snapshot.event_words(event)),
        ));
    }
    let as_of = clocks.as_of.as_deref().filter(|day| !day.is_empty()).unwrap_or("today");
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Toguna: {count} events</title>\n\
         <h1>{count} events</h1><p>From the record {record}, as the public record stood {as_of}. Toguna says nothing \
         itself: every line is what a source says, in the sentence of its footnote.</p>\n\
         <ol>\n{rows}</ol><h2>Sentences</h2><ol>\n{notes}</ol></html>\n",
        count = keys.len(),
        record = escaped(record),
        as_of = escaped(as_of),
    )
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
