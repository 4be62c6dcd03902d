//! `toguna serve`: the web app and the API of a record.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args;
use toguna_pipeline::{actor_pack, embedded};
use toguna_serve::Serving;

/// Arguments of `toguna serve`.
#[derive(Args)]
pub(crate) struct ServeArgs {
    /// The record to serve
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8420")]
    listen: SocketAddr,
    /// Let in only who has an account (toguna account), also on this machine
    #[arg(long)]
    login: bool,
    /// A proxy stands before the server that speaks TLS, passes Host on and adds to X-Forwarded-For; people log in
    #[arg(long)]
    behind_proxy: bool,
    /// The region pack whose offices are shown beside what documents tell
    #[arg(long, default_value = "sahel")]
    pack: String,
    /// A folder that was read into the record, to show a document's file beside its text; as often as wanted
    #[arg(long, value_name = "DIR")]
    originals: Vec<PathBuf>,
}

/// Serves the record until Ctrl-C.
pub(crate) fn run(args: ServeArgs) -> Result<()> {
    let name = args.record.display().to_string();
    // On standard output, so that a program that starts us can read where we listen.
    let ready = |address: SocketAddr| {
        println!("{name} at http://{address}/ (the API: http://{address}/api/v1/openapi.json)");
        println!("Ctrl-C ends it.");
    };
    let ServeArgs { record, listen, login, behind_proxy, pack, originals } = args;
    if let Some(missing) = originals.iter().find(|folder| !folder.is_dir()) {
        bail!("--originals {} is no folder; name one that was read into the record", missing.display());
    }
    let knowledge = embedded();
    let outlines = knowledge.get(&format!("packs/{pack}/outlines.json")).map(<[u8]>::to_vec);
    let pack = Some(Arc::new(actor_pack(&knowledge, &pack)?));
    let serving = Serving { record, listen, pack, outlines, originals, login, behind_proxy };
    Ok(toguna_serve::serve(&serving, ready)?)
}
