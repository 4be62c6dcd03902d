//! The routes of `/api/v1`.

mod accounts;
mod actors;
mod agreements;
mod changes;
mod decisions;
mod desk;
mod disputes;
mod documents;
mod events;
mod export;
mod figures;
mod leave;
mod offices;
mod originals;
mod outlines;
mod places;
mod problems;
mod report;
mod session;
mod sources;

use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware;
use axum::routing::{any, get};
use axum::{Extension, Router};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::limit::RequestBodyLimitLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{Role, enter, least};
use crate::answers::{Keep, answer};
use crate::app::App;
use crate::problem::Problem;
use crate::{assets, live, security};

/// Most bytes of a request's body: a decision with its note.
const BODY: usize = 64 * 1024;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Toguna",
        description = "What is said to have happened, who says so, in which sentence, and where accounts do not agree. \
                   Dates are EDTF; offsets are Unicode code points, end exclusive; errors are RFC 9457 problems."
    ),
    components(schemas(Problem))
)]
struct Description;

/// What everybody with an account may ask.
fn reading() -> OpenApiRouter<App> {
    lasting()
        .merge(passing())
        .routes(routes!(live::live))
        // With headers of its own, which a kept answer has not.
        .routes(routes!(originals::original))
        .route_layer(middleware::from_fn_with_state(Role::Viewer, least))
}

/// Questions whose answers hold while the record stays as it is.
fn lasting() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(desk::desk))
        .routes(routes!(events::events))
        .routes(routes!(events::geo))
        .routes(routes!(events::event))
        .routes(routes!(places::places))
        .routes(routes!(outlines::outlines))
        .routes(routes!(disputes::disputes))
        .routes(routes!(disputes::dispute))
        .routes(routes!(actors::actors))
        .routes(routes!(actors::actor))
        .routes(routes!(agreements::agreements))
        .routes(routes!(figures::figures))
        .routes(routes!(documents::documents))
        .routes(routes!(documents::document))
        .routes(routes!(documents::search))
        .routes(routes!(decisions::decisions))
        .routes(routes!(changes::changes))
        .routes(routes!(sources::sources))
        .route_layer(middleware::from_fn_with_state(Keep::WithRecord, answer))
}

/// Questions whose answers are large and seldom asked for again, or hang on the day.
fn passing() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(desk::health))
        .routes(routes!(offices::offices))
        .routes(routes!(report::report))
        .routes(routes!(export::csv))
        .routes(routes!(export::parquet))
        .routes(routes!(export::geojson))
        .routes(routes!(export::acled))
        .routes(routes!(export::ucdp))
        .route_layer(middleware::from_fn_with_state(Keep::Never, answer))
}

/// What is open to who judges; which decisions a role may make, the route itself says.
fn judging() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(decisions::decide))
        .route_layer(middleware::from_fn_with_state(Role::Annotator, least))
}

/// What only an admin may.
fn managing() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(accounts::accounts, accounts::add))
        .routes(routes!(accounts::change, accounts::remove))
        .route_layer(middleware::from_fn_with_state(Role::Admin, least))
}

/// What everybody may change of their own account.
fn own() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(session::password))
        .route_layer(middleware::from_fn_with_state(Role::Viewer, least))
}

/// The way in, open to everybody.
fn door() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(session::session, session::login, session::logout))
}

fn api() -> (Router<App>, utoipa::openapi::OpenApi) {
    let v1 = reading().merge(judging()).merge(managing()).merge(own()).merge(door());
    let described = OpenApiRouter::with_openapi(Description::openapi()).nest("/api/v1", v1);
    let (routes, mut description) = described.split_for_parts();
    problems::describe(&mut description);
    (routes, description)
}

/// The OpenAPI description as JSON.
pub fn api_description() -> String {
    api().1.to_pretty_json().unwrap_or_default()
}

/// Everything that is served: the API, its description, the app.
pub fn router(app: App) -> Router {
    let (routes, description) = api();
    let description = description.to_pretty_json().unwrap_or_default();
    // On one machine compressing costs more than it saves.
    let for_others = app.access().doors().is_some();
    let worth = move |_: StatusCode, _: Version, _: &HeaderMap, _: &Extensions| for_others;
    let json = [(axum::http::header::CONTENT_TYPE, "application/json; charset=utf-8")];
    routes
        .route("/api/v1/openapi.json", get(move || async move { (json, description) }))
        .route("/api/{*rest}", any(leave::unknown))
        .fallback(assets::asset)
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(Extension(app.clone()))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(worth)))
        .layer(middleware::from_fn_with_state(app.clone(), enter))
        .layer(middleware::from_fn_with_state(app.clone(), security::guard))
        .layer(middleware::from_fn(security::headers))
        .with_state(app)
}
