//! The gate: who asks, whether too often, and whether their role may.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Access, Client, Doors, Role};
use crate::app::App;
use crate::problem::Problem;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asker {
    /// The account's name; none where nobody logs in.
    pub(crate) name: Option<String>,
    /// What they may do.
    pub(crate) role: Role,
}

/// A request's cookie and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// The token of a session, where the request bears one.
    pub(crate) token: Option<String>,
    /// Who asks, as far as limits go.
    pub(crate) client: Client,
}

/// Finds out who asks, and refuses who asks too often.
pub(crate) async fn enter(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let asker = match app.access() {
        Access::Loopback => Some(Asker { name: None, role: Role::Admin }),
        Access::Accounts(doors) => {
            let caller = Caller::of(doors, &request);
            if let Err(seconds) = doors.limits.request(caller.client) {
                return Problem::too_often(seconds).into_response();
            }
            let asker = caller.token.as_deref().and_then(|token| doors.asker(token));
            request.extensions_mut().insert(caller);
            asker
        }
    };
    if let Some(asker) = asker {
        request.extensions_mut().insert(asker);
    }
    next.run(request).await
}

/// Lets only roles in that may do at least what `least` may.
pub(crate) async fn least(State(least): State<Role>, request: Request, next: Next) -> Response {
    match request.extensions().get::<Asker>() {
        None => Problem::login().into_response(),
        Some(asker) if asker.role < least => {
            let (role, least) = (asker.role.name(), least.name());
            Problem::forbidden(format!("a {role} may not do this; ask one who is {least}")).into_response()
        }
        Some(_) => next.run(request).await,
    }
}

impl Caller {
    fn of(doors: &Doors, request: &Request) -> Caller {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        let told = if doors.proxied { forwarded(request.headers()) } else { None };
        let client = told.or(peer).unwrap_or(IpAddr::from([0, 0, 0, 0]));
        Caller { token: token(request.headers(), doors.cookie_name()), client: client.into() }
    }
}

/// The last address that the proxy wrote down: those before it are what the client says.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

fn token(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, token)| token.to_owned())
}

/// Who asks, for routes behind the gate.
impl FromRequestParts<App> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Asker, Problem> {
        parts.extensions.get::<Asker>().cloned().ok_or_else(Problem::login)
    }
}
