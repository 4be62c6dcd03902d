//! The HTTP API of a record and the embedded web app.
//!
//! Every answer is made from a [`toguna_record::Snapshot`], as the command line makes its own: this crate turns
//! questions in a URL into questions to the record, and its rows into JSON. It never touches the record's tables.

mod access;
mod answers;
mod app;
mod asked;
mod assets;
mod decisions;
mod files;
mod held;
mod live;
mod originals;
mod page;
mod problem;
mod question;
mod readers;
mod routes;
mod security;
mod shelf;
mod shown;
mod views;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use toguna_mark::ActorPack;
use tokio::net::TcpListener;

pub use access::{Account, AccountError, Accounts, Role};
pub use app::App;
pub use routes::{api_description, router};

/// Why the server did not start or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The record refuses.
    #[error(transparent)]
    Record(#[from] toguna_record::RecordError),
    /// Others could read along.
    #[error(
        "{0} can be reached from other machines, and Toguna itself speaks no TLS: put a proxy before it that does and \
         say --behind-proxy, or listen on 127.0.0.1 and let people in by an SSH tunnel"
    )]
    ClearText(SocketAddr),
    /// Nobody could come in.
    #[error("nobody has an account; make one first: toguna account add {} NAME --role admin", record.display())]
    NoAccounts {
        /// Which record.
        record: PathBuf,
    },
    /// The accounts refuse.
    #[error(transparent)]
    Accounts(#[from] AccountError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address} ({source}); end what listens there, or name another with --listen")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The network gave way.
    #[error("the server stopped: {0}")]
    Stopped(std::io::Error),
}

/// What is served, where, and to whom.
#[derive(Clone)]
pub struct Serving {
    /// The record.
    pub record: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The region pack whose offices are shown beside what documents tell.
    pub pack: Option<Arc<ActorPack>>,
    /// The outlines of the pack's divisions for the map, as TopoJSON.
    pub outlines: Option<Vec<u8>>,
    /// The folders that the documents were read from: the record keeps texts alone.
    pub originals: Vec<PathBuf>,
    /// Whether people log in even though only this machine can ask.
    pub login: bool,
    /// Whether a proxy stands before the server that speaks TLS and says who asks. People then log in wherever we listen.
    pub behind_proxy: bool,
}

impl Serving {
    /// The app, with login where others can reach it.
    fn app(&self) -> Result<App, ServeError> {
        if !self.listen.ip().is_loopback() && !self.behind_proxy {
            return Err(ServeError::ClearText(self.listen));
        }
        let app = App::open(self.record.clone())?;
        let app = match &self.pack {
            Some(pack) => app.with_pack(pack.clone()),
            None => app,
        };
        let app = app.with_originals(self.originals.clone());
        let app = match &self.outlines {
            Some(outlines) => app.with_outlines(outlines.clone()),
            None => app,
        };
        if !self.login && !self.behind_proxy {
            return Ok(app);
        }
        if Accounts::of(&self.record)?.rows().is_empty() {
            return Err(ServeError::NoAccounts { record: self.record.clone() });
        }
        Ok(app.with_accounts(self.behind_proxy)?)
    }
}

/// Serves a record until the process is told to end; `ready` hears the address once it is listened on.
pub fn serve(serving: &Serving, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let (app, listen) = (serving.app()?, serving.listen);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Stopped)?;
    runtime.block_on(async {
        let failed = |source| ServeError::Listen { address: listen, source };
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        ready(listener.local_addr().map_err(failed)?);
        let told_to_end = async {
            // Where the signal cannot be heard the server runs on until it is killed; the record is safe either way.
            let _ = tokio::signal::ctrl_c().await;
        };
        tokio::spawn(app.clone().keep_house());
        let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(told_to_end).await.map_err(ServeError::Stopped)
    })
}
