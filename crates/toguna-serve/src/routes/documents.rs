//! Documents, and the search over their words.

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::leave::json;
use crate::app::App;
use crate::asked::{Path, Query};
use crate::page::{Page, PageArgs};
use crate::problem::Problem;
use crate::question::ClockArgs;
use crate::views::{DocumentPage, DocumentView};

/// Documents by name.
#[utoipa::path(get, path = "/documents", params(ClockArgs, PageArgs), responses((status = 200, body = Page<DocumentView>)))]
pub(crate) async fn documents(
    State(app): State<App>,
    Query(clocks): Query<ClockArgs>,
    Query(page): Query<PageArgs>,
) -> Result<Response, Problem> {
    let clocks = clocks.clocks()?;
    let page = page.cut(app.read(move |record| record.document_numbers(clocks)).await?)?;
    let numbers = page.items.clone();
    let told = app.read(move |record| record.documents_told(&numbers)).await?;
    let items = (0..told.readings.documents.len()).map(|at| DocumentView::of(&told, at)).collect();
    json(&Page { items, total: page.total, next: page.next })
}

/// One document with its text and what it tells.
#[utoipa::path(get, path = "/documents/{id}", params(("id" = String, Path, description = "Id or file name of the document"), ClockArgs),
    responses((status = 200, body = DocumentPage)))]
pub(crate) async fn document(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(clocks): Query<ClockArgs>,
) -> Result<Response, Problem> {
    let shown = app.document(id.clone(), clocks.clocks()?).await?;
    let found = shown.snapshot.readings.documents.iter().position(|row| row.id == id || row.name == id);
    let at = found.ok_or_else(|| Problem::missing(format!("the record has no document '{id}'")))?;
    json(&DocumentPage::of(&shown, at))
}

/// The words that are looked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SearchArgs {
    /// Words; all of them must stand in the text, without regard to case.
    q: String,
}

/// A run of a document's text that holds the words.
#[derive(Serialize, ToSchema)]
pub(crate) struct Hit {
    doc: String,
    doc_id: String,
    outlet: Option<String>,
    published: Option<String>,
    /// First code point of the first word found.
    start: usize,
    end: usize,
    quote: String,
    sentence: String,
}

/// Where words stand in the documents' texts.
#[utoipa::path(get, path = "/search", params(SearchArgs, ClockArgs, PageArgs), responses((status = 200, body = Page<Hit>)))]
pub(crate) async fn search(
    State(app): State<App>,
    Query(which): Query<SearchArgs>,
    Query(clocks): Query<ClockArgs>,
    Query(page): Query<PageArgs>,
) -> Result<Response, Problem> {
    let clocks = clocks.clocks()?;
    let words = which.q;
    let (documents, hits) = app
        .read(move |record| {
            let documents = record.documents(clocks)?;
            let hits = documents.search(&words);
            Ok((documents, hits))
        })
        .await?;
    json(&page.page(hits.iter().collect(), |at| {
        let document = &documents.readings.documents[at.document];
        let source = documents.source(at);
        Hit {
            doc: source.doc,
            doc_id: document.id.clone(),
            outlet: source.outlet,
            published: source.published,
            start: source.start as usize,
            end: source.end as usize,
            quote: source.quote,
            sentence: source.sentence,
        }
    })?)
}
