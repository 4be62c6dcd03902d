//! `toguna show`: everything that is told of one thing, each row with its sources.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use toguna_mark::{ActorPack, Edtf, Office};
use toguna_pipeline::{actor_pack, embedded};
use toguna_record::{Answer, Clocks};

use super::answer::AskArgs;

/// What can be shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Subject {
    /// By id or any name it is told under.
    Actor,
    /// By the beginning of its id.
    Event,
    /// By measure, by what is counted, or by the beginning of an id.
    Figure,
    /// By name.
    Place,
    /// By words of its name.
    Agreement,
    /// What was announced and what is told of it since; all, or by words
    Agreements,
    /// By file name: what it tells, and whose words it repeats
    Document,
    /// By words of what it is about, or by the beginning of its id.
    Dispute,
}

/// Arguments of `toguna show`.
#[derive(Args)]
pub(crate) struct ShowArgs {
    /// The record to ask
    #[arg(value_name = "R.toguna")]
    record: PathBuf,
    /// What kind of thing
    #[arg(value_enum)]
    subject: Subject,
    /// Which one
    #[arg(value_name = "NAME|ID", required_unless_present_any = ["overdue"])]
    name: Vec<String>,
    /// Of `agreements`: only what is past its day at `--as-of` (or today) without being told as carried out
    #[arg(long)]
    overdue: bool,
    /// The region pack whose offices and ranks are told beside the documents' words
    #[arg(long, default_value = "sahel")]
    pack: String,
    #[command(flatten)]
    ask: AskArgs,
}

/// Shows one thing.
pub(crate) fn run(args: ShowArgs) -> Result<()> {
    let name = args.name.join(" ");
    let mut answer = match alone(&args, &name)? {
        Some(answer) => answer,
        None => of_all(&args, &name)?,
    };
    if let (Subject::Actor, Some(row)) = (args.subject, answer.rows.first()) {
        let day = Edtf::day(args.ask.day()?);
        let told = spells(&actor_pack(&embedded(), &args.pack)?, &row.id, day.as_ref());
        answer.notes.extend(told);
    }
    args.ask.tell(answer)
}

/// What is asked of the whole record.
fn of_all(args: &ShowArgs, name: &str) -> Result<Answer> {
    let snapshot = args.ask.snapshot(&args.record)?;
    Ok(match args.subject {
        Subject::Actor => snapshot.show_actor(name),
        Subject::Event => snapshot.show_event(name),
        Subject::Figure => snapshot.show_figure(name),
        Subject::Place => snapshot.show_place(name),
        Subject::Agreement => snapshot.show_agreement(name),
        Subject::Agreements => {
            let name = if name == "all" { "" } else { name };
            Ok(snapshot.agreements(name, Some(args.ask.day()?), args.overdue))
        }
        Subject::Document => snapshot.show_document(name),
        Subject::Dispute => snapshot.show_dispute(name),
    }?)
}

/// What needs no more of the record than itself.
fn alone(args: &ShowArgs, name: &str) -> Result<Option<Answer>> {
    args.ask.shown(&args.record, |record, clocks| {
        let now = clocks == Clocks::default();
        match args.subject {
            Subject::Document => record.show_document(name, clocks),
            Subject::Place => record.show_place(name, clocks),
            Subject::Figure => record.show_figure(name, clocks),
            Subject::Dispute if now => record.show_disputes(name),
            Subject::Event if now => record.show_event(name),
            Subject::Actor if now => record.show_actor(name),
            _ => Ok(None),
        }
    })
}

/// The spells of a person, or of whoever holds an office of a body on the day, that the pack tells of: no document's words, and
/// marked as such.
fn spells(pack: &ActorPack, id: &str, day: Option<&Edtf>) -> Vec<String> {
    let runs = |office: &Office| day.is_some_and(|day| office.held_at(day));
    let of_it = pack.offices().iter().filter(|office| office.person == id || office.object == id && runs(office));
    let told = of_it.map(|office| {
        let spell = office.spell().map_or("day unknown".to_owned(), |spell| spell.to_string());
        let qualifier = if office.qualifier.is_empty() { String::new() } else { format!(", {}", office.qualifier) };
        let now = day.filter(|_| runs(office)).map_or(String::new(), |day| format!("; held on {day}"));
        let (person, predicate, object, note) = (&office.person, &office.predicate, &office.object, &office.note);
        format!("the pack, not a document: {person} {predicate} {object}{qualifier}, {spell}{now} ({note})")
    });
    told.collect()
}
