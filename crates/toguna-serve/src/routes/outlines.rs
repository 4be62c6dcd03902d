//! The outlines of divisions, for the map to hatch.

use axum::extract::State;
use axum::response::Response;

use super::leave::typed;
use crate::app::App;

/// Outlines of nothing.
const NONE: &[u8] =
    br#"{"type":"Topology","arcs":[],"objects":{"divisions":{"type":"GeometryCollection","geometries":[]}}}"#;

/// The outlines of the region pack's divisions, as TopoJSON: each of the object `divisions` has a place's id, and `before`
/// where the division was made smaller in that year and is drawn as it was.
#[utoipa::path(get, path = "/outlines", responses((status = 200, body = Object)))]
pub(crate) async fn outlines(State(app): State<App>) -> Response {
    typed("application/json; charset=utf-8", app.outlines().unwrap_or(NONE).to_vec())
}
