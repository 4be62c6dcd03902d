//! Accounts: who may come in. Only an admin asks.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::{AccountError, Accounts, Asker, Role};
use crate::app::App;
use crate::asked::{Json, Path};
use crate::problem::Problem;

/// An account, without its password.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccountView {
    name: String,
    role: Role,
}

/// Every account by name.
#[utoipa::path(get, path = "/accounts", responses((status = 200, body = Vec<AccountView>)))]
pub(crate) async fn accounts(State(app): State<App>) -> Result<axum::Json<Vec<AccountView>>, Problem> {
    let known = Accounts::of(app.path())?;
    let view = |row: &crate::Account| AccountView { name: row.name.clone(), role: row.role };
    Ok(axum::Json(known.rows().iter().map(view).collect()))
}

/// A new account, or another role and password for one.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewAccount {
    /// 1 to 64 letters, digits, spaces and . _ - @
    name: String,
    role: Role,
    /// At least 12 letters.
    password: String,
}

/// Adds an account, or gives one another role and password.
#[utoipa::path(post, path = "/accounts", request_body = NewAccount, responses((status = 201, body = AccountView)))]
pub(crate) async fn add(
    State(app): State<App>,
    asker: Asker,
    Json(NewAccount { name, role, password }): Json<NewAccount>,
) -> Result<(StatusCode, axum::Json<AccountView>), Problem> {
    not_oneself(&asker, &name)?;
    let (record, added) = (app.path().to_owned(), name.clone());
    let done = tokio::task::spawn_blocking(move || Accounts::add(&record, &added, role, &password)).await;
    done.map_err(|error| Problem::internal(error.to_string()))??;
    Ok((StatusCode::CREATED, axum::Json(AccountView { name, role })))
}

/// Another role.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewRole {
    role: Role,
}

/// Gives an account another role; its password stays.
#[utoipa::path(patch, path = "/accounts/{name}", params(("name" = String, Path, description = "Name of the account")),
    request_body = NewRole, responses((status = 200, body = AccountView)))]
pub(crate) async fn change(
    State(app): State<App>,
    asker: Asker,
    Path(name): Path<String>,
    Json(NewRole { role }): Json<NewRole>,
) -> Result<axum::Json<AccountView>, Problem> {
    not_oneself(&asker, &name)?;
    Accounts::give_role(app.path(), &name, role)?;
    Ok(axum::Json(AccountView { name, role }))
}

/// Takes an account out; its sessions end.
#[utoipa::path(delete, path = "/accounts/{name}", params(("name" = String, Path, description = "Name of the account")),
    responses((status = 204, description = "Taken out")))]
pub(crate) async fn remove(
    State(app): State<App>,
    asker: Asker,
    Path(name): Path<String>,
) -> Result<StatusCode, Problem> {
    not_oneself(&asker, &name)?;
    Accounts::remove(app.path(), &name)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who asks keeps their own account as it is, so that there is always an admin left.
fn not_oneself(asker: &Asker, name: &str) -> Result<(), Problem> {
    if asker.name.as_deref() == Some(name) {
        return Err(Problem::conflict("this is your own account: another admin has to change its role or take it out"));
    }
    Ok(())
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Problem {
        match error {
            AccountError::Name(_) | AccountError::Password => Problem::bad(error.to_string()),
            AccountError::Unknown(_) => Problem::missing(error.to_string()),
            AccountError::File { .. } | AccountError::Line { .. } | AccountError::Hash(_) => {
                Problem::internal(error.to_string())
            }
        }
    }
}
