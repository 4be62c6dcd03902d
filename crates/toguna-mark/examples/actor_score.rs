//! Measures what a marker of dictionary and rules finds of the actors in CrossNER politics (or any file of one token
//! and BIO label a line): `actor_score FILE [LANGUAGE]`, from the project's root.
//!
//! The gold knows no identity and the pack is another region's, so only spans and their broad kind are compared.

use std::collections::BTreeMap;
use std::error::Error;
use std::ops::Range;
use std::time::Instant;
use std::{env, fs};

use toguna_lang::{FastReader, Model, Reader};
use toguna_mark::{ActorContext, ActorFiles, ActorKind, ActorPack, Gazetteer, PlaceWords, Roles, actors, places};
use toguna_text::{Document, Metadata, SegmentRules, segment};

/// The broad kind of a gold label, for labels that name an actor.
fn broad(label: &str) -> Option<&'static str> {
    Some(match label {
        "person" | "politician" | "PER" => "person",
        "organisation" | "politicalparty" | "ORG" => "organisation",
        "country" => "state",
        _ => return None,
    })
}

fn broad_kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::State => "state",
        _ => "organisation",
    }
}

/// One sentence: its text and the labelled runs of bytes.
struct Case {
    text: String,
    gold: Vec<(Range<usize>, String)>,
}

fn cases(text: &str) -> Vec<Case> {
    let mut out = Vec::new();
    for block in text.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let mut case = Case { text: String::new(), gold: Vec::new() };
        for line in block.lines() {
            let Some((token, label)) = line.split_once(['\t', ' ']) else { continue };
            if !case.text.is_empty() {
                case.text.push(' ');
            }
            let start = case.text.len();
            case.text.push_str(token);
            let end = case.text.len();
            match label.trim().split_once('-') {
                Some(("I", kind)) if case.gold.last().is_some_and(|(_, k)| k == kind) => {
                    if let Some((range, _)) = case.gold.last_mut() {
                        range.end = end;
                    }
                }
                Some((_, kind)) => case.gold.push((start..end, kind.to_string())),
                None => {}
            }
        }
        out.push(case);
    }
    out
}

#[derive(Default)]
struct Tally {
    gold: usize,
    exact: usize,
    touched: usize,
    kind: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let file = arguments.next().ok_or("usage: actor_score FILE [LANGUAGE]")?;
    let language = arguments.next().unwrap_or_else(|| "en".into());
    let read = |name: &str| fs::read_to_string(format!("languages/{language}/{name}"));
    let pack = |name: &str| fs::read_to_string(format!("packs/sahel/{name}"));
    let rules = SegmentRules::parse(&read("segment.toml")?)?;
    let reader = FastReader::new(Model::from_bytes(&fs::read(format!("languages/{language}/model.bin"))?)?);
    let place_words = PlaceWords::parse(&read("places.toml")?)?;
    let roles = Roles::parse(&read("roles.toml")?)?;
    let gazetteer = Gazetteer::parse(&pack("places.tsv")?)?;
    let actor_pack = ActorPack::parse(&ActorFiles {
        states: &pack("states.tsv")?,
        actors: &pack("actors.tsv")?,
        persons: &pack("persons.tsv")?,
        offices: &pack("offices.tsv")?,
    })?;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut told, mut right, mut touching, mut extra) = (0, 0, 0, BTreeMap::<&str, (usize, usize)>::new());
    let (mut bytes, mut seconds) = (0, 0.0);
    for case in cases(&fs::read_to_string(&file)?) {
        let document = Document::new("case", case.text, Metadata::default(), language.as_str());
        let analysis = reader.analyse(document.text(), &segment(document.text(), &rules));
        let places = places(&document, &analysis, &gazetteer, &place_words);
        let context = ActorContext { pack: &actor_pack, roles: &roles, place_words: &place_words, places: &places };
        let clock = Instant::now();
        let marks = actors(&document, &analysis, &context).actors;
        seconds += clock.elapsed().as_secs_f64();
        bytes += document.text().len();
        for (range, label) in case.gold.iter().filter(|(_, label)| broad(label).is_some()) {
            let tally = tallies.entry(label.clone()).or_default();
            tally.gold += 1;
            tally.exact += usize::from(marks.iter().any(|m| m.span.range() == *range));
            let over = marks.iter().find(|m| m.span.range().start < range.end && range.start < m.span.range().end);
            tally.touched += usize::from(over.is_some());
            tally.kind += usize::from(over.is_some_and(|m| Some(broad_kind(m.kind)) == broad(label)));
        }
        for mark in &marks {
            let here = mark.span.range();
            let actors = || case.gold.iter().filter(|(_, label)| broad(label).is_some());
            let exact = actors().any(|(range, _)| *range == here);
            told += 1;
            right += usize::from(exact);
            let touches = actors().any(|(range, _)| range.start < here.end && here.start < range.end);
            touching += usize::from(touches);
            let by_kind = extra.entry(broad_kind(mark.kind)).or_default();
            by_kind.0 += 1;
            by_kind.1 += usize::from(touches);
            if !touches && env::var_os("SHOW_EXTRA").is_some() {
                println!("extra  {}  [{}]", document.quote(mark.span).unwrap_or("?"), mark.why);
            }
        }
    }
    let (mut gold, mut exact, mut touched) = (0, 0, 0);
    for (label, t) in &tallies {
        println!(
            "{label:16} gold {:4}  exact recall {:.3}  overlap recall {:.3}  kind right where overlapping {:.3}",
            t.gold,
            ratio(t.exact, t.gold),
            ratio(t.touched, t.gold),
            ratio(t.kind, t.touched)
        );
        (gold, exact, touched) = (gold + t.gold, exact + t.exact, touched + t.touched);
    }
    for (kind, (told, touches)) in &extra {
        println!("told as {kind:13} {told:4}  overlapping a gold actor {:.3}", ratio(*touches, *told));
    }
    let (p, r) = (ratio(right, told), ratio(exact, gold));
    println!("exact    P {p:.3} R {r:.3} F1 {:.3}  ({told} told, {gold} gold)", f1(p, r));
    let (p, r) = (ratio(touching, told), ratio(touched, gold));
    println!("overlap  P {p:.3} R {r:.3} F1 {:.3}", f1(p, r));
    println!("actors(): {:.1} MB/s over {bytes} bytes", bytes as f64 / 1e6 / seconds);
    Ok(())
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn f1(p: f64, r: f64) -> f64 {
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}
