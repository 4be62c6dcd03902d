//! Logging in and out.

use axum::extract::{Extension, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::{Asker, Caller, Refused, Role, Unchanged};
use crate::app::App;
use crate::asked::Json;
use crate::problem::Problem;

/// Who is logged in.
#[derive(Serialize, ToSchema)]
pub(crate) struct Session {
    /// Whether the server demands an account.
    login: bool,
    /// Name of the account; null where nobody logged in, or where nobody has to.
    name: Option<String>,
    /// What the asker may do; null where they have to log in first.
    role: Option<Role>,
}

impl Session {
    fn of(login: bool, asker: Option<Asker>) -> Session {
        let role = asker.as_ref().map(|asker| asker.role);
        Session { login, name: asker.and_then(|asker| asker.name), role }
    }
}

/// Who is logged in.
#[utoipa::path(get, path = "/session", responses((status = 200, body = Session)))]
pub(crate) async fn session(State(app): State<App>, asker: Option<Extension<Asker>>) -> axum::Json<Session> {
    axum::Json(Session::of(app.access().doors().is_some(), asker.map(|Extension(asker)| asker)))
}

/// A name with its password.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Login {
    name: String,
    password: String,
}

/// Logs in: the answer sets the session's cookie.
#[utoipa::path(post, path = "/session", request_body = Login, responses((status = 200, body = Session)))]
pub(crate) async fn login(
    State(app): State<App>,
    caller: Option<Extension<Caller>>,
    Json(Login { name, password }): Json<Login>,
) -> Result<Response, Problem> {
    let (Some(doors), Some(Extension(caller))) = (app.access().doors(), caller) else {
        return Err(nobody_logs_in());
    };
    let (asker, cookie) = doors.login(caller.client, &name, password).await?;
    with_cookie(&cookie, axum::Json(Session::of(true, Some(asker))).into_response())
}

/// Logs out.
#[utoipa::path(delete, path = "/session", responses((status = 204, description = "Logged out")))]
pub(crate) async fn logout(State(app): State<App>, caller: Option<Extension<Caller>>) -> Result<Response, Problem> {
    let done = StatusCode::NO_CONTENT.into_response();
    match (app.access().doors(), caller) {
        (Some(doors), Some(Extension(caller))) => with_cookie(&doors.logout(caller.token.as_deref()), done),
        _ => Ok(done),
    }
}

/// The old password and the new one.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewPassword {
    old: String,
    /// At least 12 letters.
    new: String,
}

/// Changes the asker's own password. Every session of the account ends; the answer's cookie begins a new one.
#[utoipa::path(put, path = "/session/password", request_body = NewPassword, responses((status = 200, body = Session)))]
pub(crate) async fn password(
    State(app): State<App>,
    caller: Option<Extension<Caller>>,
    asker: Asker,
    Json(NewPassword { old, new }): Json<NewPassword>,
) -> Result<Response, Problem> {
    let (Some(doors), Some(Extension(caller)), Some(name)) = (app.access().doors(), caller, asker.name) else {
        return Err(nobody_logs_in());
    };
    let changed = doors.change_password(caller.client, &name, old, new).await;
    let (asker, cookie) = changed.map_err(|error| match error {
        Unchanged::Old(Refused::Unknown) => Problem::bad("the old password is another one; nothing was changed"),
        Unchanged::Old(refused) => refused.into(),
        Unchanged::New(error) => error.into(),
    })?;
    with_cookie(&cookie, axum::Json(Session::of(true, Some(asker))).into_response())
}

fn nobody_logs_in() -> Problem {
    Problem::conflict("nobody has to log in here: the server answers this machine alone")
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Problem {
        match refused {
            Refused::Unknown => Problem::unknown_login(),
            Refused::Wait(seconds) => Problem::too_often(seconds),
            Refused::Failed(why) => Problem::internal(why),
        }
    }
}

fn with_cookie(cookie: &str, mut response: Response) -> Result<Response, Problem> {
    let value = HeaderValue::from_str(cookie).map_err(|error| Problem::internal(error.to_string()))?;
    response.headers_mut().insert(header::SET_COOKIE, value);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
