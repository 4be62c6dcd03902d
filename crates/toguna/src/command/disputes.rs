//! `toguna disputes`: where accounts, figures or facts cannot all hold.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;
use toguna_record::DisputeKind;

use super::answer::AskArgs;

/// Arguments of `toguna disputes`.
#[derive(Args)]
pub(crate) struct DisputesArgs {
    /// The record to ask
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// Only disputes of one kind
    #[arg(long, value_parser = PossibleValuesParser::new(DisputeKind::ALL.map(DisputeKind::name)))]
    kind: Option<String>,
    /// Only disputes about one actor, by id or name
    #[arg(long, value_name = "NAME|ID")]
    actor: Option<String>,
    #[command(flatten)]
    ask: AskArgs,
}

/// Shows the disputes.
pub(crate) fn run(args: DisputesArgs) -> Result<()> {
    let kind = args.kind.as_deref().and_then(DisputeKind::of);
    args.ask.tell(args.ask.disputes(&args.record, kind, args.actor.as_deref())?)
}
