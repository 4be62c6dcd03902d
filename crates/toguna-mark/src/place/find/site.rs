//! Buildings and works named by their town: "the embassy in Niamey", "Bamako's airport".

use super::{Finder, Mention};
use crate::Level;

impl Finder<'_> {
    /// "The French embassy in Niamey": a building of a town.
    pub(super) fn site(&self, at: usize) -> Option<(Mention, usize)> {
        if !self.words.sites.has(self.word(at)) || self.longest(at).is_some() {
            return None;
        }
        let mut from = at + 1;
        while from < self.units.len() && from <= at + 5 && self.joined(from - 1) {
            if let Some((n, rows)) = self.longest(from) {
                if rows.iter().any(|&r| self.gazetteer.row(r).level == Level::Settlement) {
                    let owner = at
                        .checked_sub(1)
                        .filter(|&b| self.joined(b) && self.words.demonyms.country(self.word(b)).is_some());
                    let start = owner.unwrap_or(at);
                    let mut mention = self.mention(start..from + n, from..from + n, rows);
                    mention.site =
                        Some(self.text[self.units[start].start..self.units[from - 1].start].trim().to_string());
                    return Some((mention, from + n - at));
                }
                from += n;
            } else if self.words.site_links.has(self.word(from)) {
                from += 1;
            } else {
                return None;
            }
        }
        None
    }

    /// "Bamako's police academy and airport": buildings owned by the town just named.
    pub(super) fn owned_sites(&self, at: usize, out: &mut Vec<Mention>) -> usize {
        let Some(town) = out.last().cloned() else { return at };
        let owned =
            at < self.units.len() && self.words.possessive.has(&format!("'{}", self.word(at))) && self.joined(at - 1);
        if !owned {
            return at;
        }
        let (mut from, mut last) = (at + 1, at);
        for look in at + 1..(at + 8).min(self.units.len()) {
            if !self.joined(look - 1) || self.units[look].capital {
                break;
            }
            if self.words.connectors.has(self.word(look)) {
                from = look + 1;
            } else if self.words.sites.has(self.word(look)) {
                let mut mention = self.mention(from..look + 1, from..look + 1, town.candidates.clone());
                mention.site = Some(self.text[mention.span.clone()].to_string());
                mention.name = town.name.clone();
                out.push(mention);
                (from, last) = (look + 1, look);
            }
        }
        last + 1
    }
}
