//! The routes of `/api/v1`.

mod actors;
mod agreements;
mod answer;
mod decisions;
mod desk;
mod disputes;
mod documents;
mod events;
mod figures;
mod report;

use axum::Router;
use axum::middleware;
use axum::routing::get;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::{assets, live, security};

/// Most bytes of a request's body: a decision with its note.
const BODY: usize = 64 * 1024;

#[derive(OpenApi)]
#[openapi(info(
    title = "Toguna",
    description = "What is said to have happened, who says so, in which sentence, and where accounts do not agree. \
                   Dates are EDTF; offsets are Unicode code points, end exclusive; errors are RFC 9457 problems."
))]
struct Description;

fn api() -> OpenApiRouter<App> {
    let v1 = OpenApiRouter::new()
        .routes(routes!(desk::health))
        .routes(routes!(desk::desk))
        .routes(routes!(events::events))
        .routes(routes!(events::geo))
        .routes(routes!(events::event))
        .routes(routes!(disputes::disputes))
        .routes(routes!(disputes::dispute))
        .routes(routes!(actors::actors))
        .routes(routes!(actors::actor))
        .routes(routes!(agreements::agreements))
        .routes(routes!(figures::figures))
        .routes(routes!(documents::documents))
        .routes(routes!(documents::document))
        .routes(routes!(documents::search))
        .routes(routes!(decisions::decisions, decisions::decide))
        .routes(routes!(report::report))
        .routes(routes!(report::csv))
        .routes(routes!(report::geojson));
    OpenApiRouter::with_openapi(Description::openapi()).nest("/api/v1", v1)
}

/// The OpenAPI description as JSON.
pub fn api_description() -> String {
    let (_, description) = api().split_for_parts();
    description.to_pretty_json().unwrap_or_default()
}

/// Everything that is served: the API, its description, the app.
pub fn router(app: App) -> Router {
    let (routes, description) = api().split_for_parts();
    let description = description.to_pretty_json().unwrap_or_default();
    let json = [(axum::http::header::CONTENT_TYPE, "application/json; charset=utf-8")];
    routes
        .route("/api/v1/openapi.json", get(move || async move { (json, description) }))
        .route("/api/v1/live", get(live::live))
        .route("/api/{*rest}", get(answer::unknown))
        .fallback(assets::asset)
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(security::guard))
        .layer(middleware::from_fn(security::headers))
        .with_state(app)
}
