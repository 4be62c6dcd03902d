//! Which names of the wide gazetteer are places here. Tens of thousands of villages bear names that are also words,
//! persons and peoples: a name that only the tables know counts where the words around it say that a place is named.

use super::choose::kilometres;
use super::find::{Hint, Mention, Told};
use super::gazetteer::{Gazetteer, PlaceRow};
use super::spelling::Likeness;
use super::wide::WIDE;
use crate::Level;

/// A place so near to another of the text is one that the text may mean.
const COMPANY_KM: f64 = 120.0;
/// Places of a list lie so near to one another.
const LIST_KM: f64 = 200.0;

/// How far from its point a division reaches, at most.
pub(crate) fn reach(holder: &PlaceRow) -> f64 {
    match holder.level {
        Level::Admin1 => holder.radius_km.unwrap_or(120.0) * 2.5,
        Level::Admin2 => holder.radius_km.unwrap_or(60.0) * 1.8,
        Level::Region => holder.radius_km.unwrap_or(100.0),
        _ => 40.0,
    }
}

/// How surely a place lies in or by another that is named as its holder: 0 to 80.
pub(crate) fn held(row: &PlaceRow, holder: &PlaceRow) -> i32 {
    if row.id == holder.id {
        return 0;
    }
    let id = Some(&holder.id);
    if row.admin2.as_ref() == id || row.admin1.as_ref() == id {
        return 80;
    }
    if holder.level == Level::Country {
        return if holder.country == row.country { 50 } else { 0 };
    }
    if row.level.is_division() && holder.level == Level::Settlement || holder.country != row.country {
        return 0;
    }
    let (far, reach) = (kilometres((row.lat, row.lon), (holder.lat, holder.lon)), reach(holder));
    if far <= reach { 65 - (30.0 * far / reach) as i32 } else { 0 }
}

/// Where the mentions stand whose places hold mention `at`: in brackets or after commas behind it.
pub(crate) fn holders(mentions: &[Mention], at: usize, text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut end = mentions[at].span.end;
    for (next, mention) in mentions.iter().enumerate().skip(at + 1).take(4) {
        let gap = text.get(end..mention.span.start).unwrap_or("\n");
        let first = out.is_empty();
        let opens = gap.trim_start().starts_with([',', '(', '/', '–']) || gap.trim() == "-" || mention.kind.is_some();
        if mention.sentence != mentions[at].sentence || gap.len() > 40 || !opens || gap.contains(['.', ';', '\n']) {
            break;
        }
        // Past the bracket that told the holders another place begins.
        if !first && gap.contains(')') {
            break;
        }
        out.push(next);
        end = mention.span.end;
    }
    out
}

pub(crate) struct Confirm<'a> {
    pub text: &'a str,
    pub gazetteer: &'a Gazetteer,
    pub told: &'a Told,
}

impl Confirm<'_> {
    /// Leaves out the mentions that nothing speaks for, and finds what a name is spelt like where its holder is told.
    pub(crate) fn sift(&self, mentions: &mut Vec<Mention>) {
        if mentions.iter().all(|m| !m.wide) {
            return;
        }
        let spoken: Vec<&String> = self.told.countries.iter().map(|(_, code)| code).collect();
        let mut sure: Vec<bool> = mentions.iter().map(|m| !m.wide).collect();
        // From the last to the first: a holder stands behind what it holds.
        for at in (0..mentions.len()).rev() {
            if !sure[at] {
                sure[at] = self.backed(mentions, at, &sure, &spoken);
            }
        }
        for at in 0..mentions.len() {
            let listed = |other: Option<usize>| other.filter(|&o| o < mentions.len()).is_some_and(|o| sure[o]);
            if !sure[at] && !mentions[at].candidates.is_empty() {
                let before = mentions[at].listed && listed(at.checked_sub(1));
                let after = mentions.get(at + 1).is_some_and(|next| next.listed) && listed(Some(at + 1));
                let other = if before { at.wrapping_sub(1) } else { at + 1 };
                sure[at] = (before || after) && self.apart(&mentions[at], &mentions[other]) < LIST_KM;
            }
        }
        let mut at = 0;
        mentions.retain(|_| {
            at += 1;
            sure[at - 1]
        });
    }

    fn backed(&self, mentions: &mut [Mention], at: usize, sure: &[bool], spoken: &[&String]) -> bool {
        let parents: Vec<&PlaceRow> = holders(mentions, at, self.text)
            .into_iter()
            .filter(|&holder| sure[holder])
            .flat_map(|holder| &mentions[holder].candidates)
            .map(|&row| self.gazetteer.row(row))
            .collect();
        let divisions: Vec<&PlaceRow> =
            parents.iter().copied().filter(|p| p.level.is_division() || p.level == Level::Settlement).collect();
        if mentions[at].candidates.is_empty() {
            let name = &self.text[mentions[at].name.clone()];
            let found = self.spelt(name, &divisions);
            mentions[at].spelt = true;
            mentions[at].candidates = found;
            return !mentions[at].candidates.is_empty();
        }
        let mention = &mentions[at];
        let rows = || mention.candidates.iter().map(|&row| self.gazetteer.row(row));
        if rows().any(|row| parents.iter().any(|holder| held(row, holder) > 0)) {
            return true;
        }
        let known = |row: &PlaceRow| row.country.as_ref().is_some_and(|code| spoken.contains(&code));
        let company = || {
            mentions.iter().zip(sure).any(|(other, &sure)| {
                sure && other.sentence.abs_diff(mention.sentence) <= 3 && self.apart(mention, other) < COMPANY_KM
            })
        };
        match mention.hint {
            Hint::Strong => spoken.is_empty() || rows().any(known) || company(),
            Hint::Weak => company(),
            Hint::None => false,
        }
    }

    /// How far the nearest two places of two names lie apart; a country or a continent is no company.
    fn apart(&self, a: &Mention, b: &Mention) -> f64 {
        let small = |row: &&PlaceRow| !matches!(row.level, Level::Country | Level::Region | Level::Admin1);
        let rows = |m: &Mention| m.candidates.iter().map(|&r| self.gazetteer.row(r)).collect::<Vec<_>>();
        let (a, b) = (rows(a), rows(b));
        let pairs = a.iter().filter(|r| small(r)).flat_map(|x| b.iter().filter(|r| small(r)).map(move |y| (x, y)));
        pairs.map(|(x, y)| kilometres((x.lat, x.lon), (y.lat, y.lon))).fold(f64::INFINITY, f64::min)
    }

    /// The places inside the divisions whose name sounds like this one, or is it but for a letter or two.
    fn spelt(&self, name: &str, divisions: &[&PlaceRow]) -> Vec<u32> {
        let inside = |row: &u32| {
            let row = self.gazetteer.row(*row);
            matches!(row.level, Level::Settlement | Level::Site) && divisions.iter().all(|holder| held(row, holder) > 0)
        };
        if divisions.is_empty() {
            return Vec::new();
        }
        for likeness in [Likeness::Close, Likeness::Loose] {
            let rows: Vec<u32> = self.gazetteer.sounding(name, likeness).into_iter().filter(inside).collect();
            if !rows.is_empty() {
                return rows;
            }
        }
        // The smallest division is told first.
        let around = [(divisions[0].lat, divisions[0].lon)];
        self.gazetteer.resembling(name, &around, reach(divisions[0])).into_iter().filter(inside).collect()
    }
}

/// Whether all the places of a name that only tables know lie together, so that choosing among them is no guess.
pub(crate) fn together(gazetteer: &Gazetteer, candidates: &[u32], chosen: u32) -> bool {
    let point = |row: u32| (gazetteer.row(row).lat, gazetteer.row(row).lon);
    let wide = candidates.iter().filter(|&&row| row & WIDE != 0);
    wide.map(|&row| kilometres(point(row), point(chosen))).all(|km| km < 40.0)
}
