//! The reports that UCDP lists as the sources of its events, read as documents of a headline each.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use rayon::prelude::*;
use toguna_pipeline::{Pipeline, embedded};
use toguna_record::{Readings, Snapshot};
use toguna_text::Metadata;

/// One report: its headline, day, outlet, and the event that it is listed with.
pub(crate) struct Report {
    pub(crate) headline: String,
    day: String,
    outlet: String,
    pub(crate) event: String,
}

/// The reports of UCDP's rows that are listed with one event, and how many others were left out.
pub(crate) fn reports(text: &str) -> Result<(Vec<Report>, usize)> {
    let mut by_report = BTreeMap::<(String, String, String), BTreeSet<String>>::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line).context("a row of UCDP's")?;
        let event = row["id"].to_string();
        for article in row["source_article"].as_str().unwrap_or_default().split("\";\"") {
            let mut cells = article.trim_matches('"').splitn(3, ',');
            if let (Some(outlet), Some(day), Some(headline)) = (cells.next(), cells.next(), cells.next())
                && headline.split_whitespace().count() >= 4
            {
                let key = (day.trim().to_string(), outlet.trim().to_string(), headline.trim().to_string());
                by_report.entry(key).or_default().insert(event.clone());
            }
        }
    }
    let all = by_report.len();
    let kept: Vec<Report> = by_report
        .into_iter()
        .filter(|(_, events)| events.len() == 1)
        .flat_map(|((day, outlet, headline), events)| {
            events.into_iter().map(move |event| Report {
                headline: headline.clone(),
                day: day.clone(),
                outlet: outlet.clone(),
                event,
            })
        })
        .collect();
    let left_out = all - kept.len();
    Ok((kept, left_out))
}

/// The record of these headlines; a document is named after its report's place in the list.
pub(crate) fn read(reports: &[Report]) -> Result<Snapshot> {
    let pipeline = Pipeline::new(&embedded(), "sahel")?;
    let read: Vec<Option<Readings>> = reports
        .par_iter()
        .enumerate()
        .map(|(at, report)| {
            let metadata = Metadata {
                published: Some(report.day.clone()),
                outlet: Some(report.outlet.clone()),
                ..Metadata::default()
            };
            let document = pipeline.read_text(&format!("{at:05}"), &report.headline, metadata).ok()?;
            Readings::of(&document, &pipeline.code(&document)).ok()
        })
        .collect();
    let mut all = Readings::default();
    read.into_iter().flatten().for_each(|readings| all.append(readings));
    Ok(Snapshot::of(all))
}
