//! Decisions out and in as JSON Lines, a decision a line, so that colleagues can join their judgements.

use std::collections::BTreeMap;

use super::chain::{Link, append, links};
use super::{decision_id, refused};
use crate::store::{Record, RecordError};

impl Record {
    /// Every decision as JSON Lines, in the order of the chain.
    pub fn export_decisions(&self) -> Result<String, RecordError> {
        let mut text = String::new();
        for link in self.on(links(&self.connection))? {
            text.push_str(&serde_json::to_string(&link).map_err(|error| refused(error.to_string()))?);
            text.push('\n');
        }
        Ok(text)
    }

    /// Adds the decisions of an export that are not yet held, all of them or none; how many were added. A line that was
    /// changed since it was exported refuses the whole.
    pub fn import_decisions(&mut self, text: &str) -> Result<usize, RecordError> {
        self.decidable()?;
        let mut new = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let refuse = |why: String| refused(format!("line {}: {why}; nothing was imported", at + 1));
            let link: Link = serde_json::from_str(line).map_err(|error| refuse(error.to_string()))?;
            if link.hash != link.hash_behind(&link.previous) {
                return Err(refuse("this is not the decision that was exported".into()));
            }
            link.read().map_err(refuse)?;
            let _: jiff::Timestamp = link.entered.parse().map_err(|_| refuse("its time cannot be read".into()))?;
            new.push(link);
        }
        let added = self.transaction(|sql| {
            // The same decision may have been made twice; as many as the export has are held afterwards.
            let mut held = BTreeMap::<String, usize>::new();
            links(sql)?.iter().for_each(|link| *held.entry(decision_id(link)).or_default() += 1);
            let mut added = 0;
            for link in &new {
                match held.get_mut(&decision_id(link)) {
                    Some(left) if *left > 0 => *left -= 1,
                    _ => {
                        append(sql, link)?;
                        added += 1;
                    }
                }
            }
            Ok(added)
        })?;
        self.keep_added()?;
        Ok(added)
    }
}
