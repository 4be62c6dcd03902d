//! `toguna serve`: the web app and the API of a record, for the browsers of this machine.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

/// Arguments of `toguna serve`.
#[derive(Args)]
pub(crate) struct ServeArgs {
    /// The record to serve
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8420")]
    listen: SocketAddr,
}

/// Serves the record until Ctrl-C.
pub(crate) fn run(args: ServeArgs) -> Result<()> {
    let record = args.record.clone();
    // On standard output, so that a program that starts us can read where we listen.
    let ready = |address: SocketAddr| {
        println!("{} at http://{address}/ (the API: http://{address}/api/v1/openapi.json)", record.display());
        println!("Ctrl-C ends it.");
    };
    Ok(toguna_serve::serve(args.record, args.listen, ready)?)
}
