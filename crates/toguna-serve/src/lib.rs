//! The HTTP API of a record and the embedded web app.
//!
//! Every answer is made from a [`toguna_record::Snapshot`], as the command line makes its own: this crate turns
//! questions in a URL into questions to the record, and its rows into JSON. It never touches the record's tables.

mod app;
mod assets;
mod live;
mod page;
mod problem;
mod question;
mod routes;
mod security;
mod views;

use std::net::SocketAddr;
use std::path::PathBuf;

use tokio::net::TcpListener;

pub use app::App;
pub use routes::{api_description, router};

/// Why the server did not start or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The record refuses.
    #[error(transparent)]
    Record(#[from] toguna_record::RecordError),
    /// Others could reach the record.
    #[error(
        "{0} can be reached from other machines, and Toguna has no accounts yet to say who may read a record; \
         listen on 127.0.0.1 (or [::1]) and let people in by an SSH tunnel"
    )]
    NotLoopback(SocketAddr),
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

/// Serves a record until the process is told to end; `ready` hears the address once it is listened on.
pub fn serve(record: PathBuf, listen: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    if !listen.ip().is_loopback() {
        return Err(ServeError::NotLoopback(listen));
    }
    let app = App::open(record)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Stopped)?;
    runtime.block_on(async {
        let failed = |source| ServeError::Listen { address: listen, source };
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        ready(listener.local_addr().map_err(failed)?);
        let told_to_end = async {
            // Where the signal cannot be heard the server runs on until it is killed; the record is safe either way.
            let _ = tokio::signal::ctrl_c().await;
        };
        axum::serve(listener, router(app)).with_graceful_shutdown(told_to_end).await.map_err(ServeError::Stopped)
    })
}
