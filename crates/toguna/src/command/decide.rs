//! `toguna decide`: a person's judgement, added to the end of the chain.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use clap::builder::PossibleValuesParser;
use jiff::Timestamp;
use toguna_record::{Claim, Kind, NewDecision, Over, Record, Verdict};

/// Arguments of `toguna decide`.
#[derive(Args)]
pub(crate) struct DecideArgs {
    /// The record
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// What is decided
    #[arg(value_parser = PossibleValuesParser::new(Verdict::ALL.map(Verdict::name)))]
    kind: String,
    /// Of what: an id or six characters of its beginning; a document by its name; for undo a decision's id, or what it was about
    #[arg(value_name = "TARGET")]
    target: String,
    /// The field that is corrected, by its name in exports
    #[arg(long, value_name = "F")]
    field: Option<String>,
    /// What the field should say; `-` for nothing, commas between several. For settle one of the positions, or 7..12
    #[arg(long, value_name = "V", allow_hyphen_values = true)]
    value: Option<String>,
    /// For rate: how far TARGET, an outlet or an actor who is told to say things, is to be trusted (F: cannot be judged)
    #[arg(long, value_name = "A-F", conflicts_with_all = ["field", "value", "credibility"])]
    reliability: Option<String>,
    /// For rate: how far TARGET, an account, figure or fact, is to be believed (6: cannot be judged)
    #[arg(long, value_name = "1-6", conflicts_with_all = ["field", "value"])]
    credibility: Option<String>,
    /// For add: what the words of the document TARGET tell
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(TELLS.map(|(name, _)| name)))]
    tells: Option<String>,
    /// For add: the words, as they stand there
    #[arg(long, value_name = "QUOTE", requires = "tells")]
    words: Option<String>,
    /// For add: which of the runs that are these words
    #[arg(long, value_name = "N", default_value_t = 1)]
    nth: usize,
    /// For add: a field and what it says, as often as wanted (`type=ASSAULT`, `date=2024-07-06`, `killed=7..12`)
    #[arg(long, value_name = "F=V", value_parser = field)]
    set: Vec<(String, String)>,
    /// What the target is merged with, told apart from, or is one source with
    #[arg(long, value_name = "ID", num_args = 1..)]
    with: Vec<String>,
    /// Who decides
    #[arg(long, value_name = "NAME")]
    who: String,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "")]
    why: String,
}

/// What words can be said to tell.
const TELLS: [(&str, Kind); 4] =
    [("event", Kind::Account), ("figure", Kind::Figure), ("date", Kind::Date), ("fact", Kind::Fact)];

fn field(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("write FIELD=VALUE, as type=ASSAULT")?;
    Ok((field.trim().to_owned(), value.trim().to_owned()))
}

/// Makes the decision and says how it stands.
pub(crate) fn run(args: DecideArgs) -> Result<()> {
    let verdict = Verdict::of(&args.kind).context("no such kind of decision")?;
    let claim = args.tells.as_deref().zip(args.words.clone()).and_then(|(tells, quote)| {
        let (_, kind) = TELLS.into_iter().find(|(name, _)| *name == tells)?;
        Some(Claim { kind, over: Over::Quote { quote, nth: args.nth }, fields: args.set.iter().cloned().collect() })
    });
    let half = |name: &str, value: Option<String>| value.map(|value| (Some(name.to_owned()), Some(value)));
    let rated = half("reliability", args.reliability).or_else(|| half("credibility", args.credibility));
    let (field, value) = rated.unwrap_or((args.field, args.value));
    let new = NewDecision { verdict, target: args.target, field, value, with: args.with, claim };
    let made = Record::open_to_decide(&args.record)?.decide(&new, &args.why, &args.who, Timestamp::now())?;
    println!("decision   {}", made.id);
    println!("{:<10} {}", made.verdict.name(), made.target);
    Ok(())
}
