//! Choosing between places of one name, by evidence: parents named beside it, kind words, the countries that the
//! text speaks of, places near it in the paragraph, and how often reporting means each.

use std::collections::BTreeMap;

use toguna_lang::Analysis;

use super::evidence::{held, holders, together};
use super::find::{Mention, Told};
use super::gazetteer::{Gazetteer, PlaceRow};
use super::wide::WIDE;
use super::words::PlaceWords;
use crate::{Edtf, Level};

/// So much more must speak for a place of the tables than for one of its name that the pack knows.
const BEHIND: i32 = 30;

/// The place chosen for a mention, with the evidence in words.
pub(crate) struct Choice {
    pub row: u32,
    pub why: String,
    /// Whether anything but the name's own weight speaks for it.
    pub backed: bool,
}

/// What the whole document says about where it is.
pub(crate) struct Context<'a> {
    text: &'a str,
    gazetteer: &'a Gazetteer,
    words: &'a PlaceWords,
    analysis: &'a Analysis,
    sentences: BTreeMap<usize, Vec<String>>,
    paragraphs: BTreeMap<u32, Vec<String>>,
    all: BTreeMap<String, usize>,
    /// Paragraph → points of the places that need no choice.
    sure: BTreeMap<u32, Vec<(f64, f64, u32)>>,
    published: Option<String>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        text: &'a str,
        gazetteer: &'a Gazetteer,
        words: &'a PlaceWords,
        analysis: &'a Analysis,
        told: &Told,
        mentions: &[Mention],
        published: Option<String>,
    ) -> Context<'a> {
        let mut context = Context {
            text,
            gazetteer,
            words,
            analysis,
            sentences: BTreeMap::new(),
            paragraphs: BTreeMap::new(),
            all: BTreeMap::new(),
            sure: BTreeMap::new(),
            published,
        };
        for (sentence, code) in &told.countries {
            context.sentences.entry(*sentence).or_default().push(code.clone());
            context.paragraphs.entry(context.paragraph(*sentence)).or_default().push(code.clone());
            *context.all.entry(code.clone()).or_default() += 2;
        }
        for mention in mentions {
            // Where the pack knows the name, its places are the ones that a text speaks of.
            let curated = mention.candidates.iter().any(|row| row & WIDE == 0);
            let counted = mention.candidates.iter().filter(|&row| !curated || row & WIDE == 0);
            let rows: Vec<&PlaceRow> = counted.map(|&r| gazetteer.row(r)).collect();
            let Some(first) = rows.first() else { continue };
            if mention.wide && rows.len() > 3 {
                continue;
            }
            let one_country = rows.iter().all(|r| r.country == first.country);
            if let (true, Some(code)) = (one_country, &first.country)
                && first.level != Level::Country
            {
                *context.all.entry(code.clone()).or_default() += 1;
                let paragraph = context.paragraph(mention.sentence);
                context.sure.entry(paragraph).or_default().push((first.lat, first.lon, mention.candidates[0]));
            }
        }
        context
    }

    fn paragraph(&self, sentence: usize) -> u32 {
        self.analysis.sentences.get(sentence).map_or(0, |s| s.paragraph)
    }

    /// The best row for mention `at`; nothing where no row fits its kind of mention.
    pub(crate) fn choose(&self, mentions: &[Mention], at: usize) -> Option<Choice> {
        let mention = &mentions[at];
        let curated = mention.candidates.iter().any(|row| row & WIDE == 0);
        let mut best: Option<(i32, u32, Vec<String>, bool)> = None;
        for &row in &mention.candidates {
            let mut why = Vec::new();
            let evidence = self.evidence(mentions, at, self.gazetteer.row(row), &mut why);
            let behind = if curated && row & WIDE != 0 { BEHIND } else { 0 };
            let score = evidence + self.gazetteer.row(row).weight.min(120) as i32 - behind;
            if best.as_ref().is_none_or(|(top, _, _, _)| score > *top) {
                best = Some((score, row, why, evidence > 0));
            }
        }
        let (_, row, mut why, backed) = best?;
        // Of villages that lie far apart and that nothing tells apart, none is the one meant.
        if mention.wide && !backed && !together(self.gazetteer, &mention.candidates, row) {
            return None;
        }
        if mention.spelt {
            why.push("its name sounds like this one".into());
        }
        let same = mention.candidates.len();
        why.insert(
            0,
            match same {
                1 => "the only place of the name".to_string(),
                _ => format!("chosen of {same} places of the name"),
            },
        );
        if why.len() == 1 && same > 1 {
            why.push("reporting means it most often".into());
        }
        Some(Choice { row, why: why.join("; "), backed })
    }

    fn evidence(&self, mentions: &[Mention], at: usize, row: &PlaceRow, why: &mut Vec<String>) -> i32 {
        let mention = &mentions[at];
        let mut score = 0;
        if let Some((kind, shared)) = self.kind(mentions, at) {
            let kind = &self.words.kinds[kind];
            match kind.levels.iter().position(|&l| l == row.level) {
                Some(rank) => {
                    score += 100 - 40 * rank as i32;
                    why.push(format!(
                        "the word for a {} {}",
                        kind.name,
                        if shared { "stands at its list" } else { "stands beside it" }
                    ));
                }
                None => score -= 60,
            }
        }
        score += self.parents(mentions, at, row, why);
        score += self.company(mentions, at, row, why);
        if let Some(code) = &row.country {
            let named = |codes: Option<&Vec<String>>| codes.is_some_and(|c| c.contains(code));
            let country = || self.gazetteer.country(code).map_or(code.clone(), |c| c.name_en.clone());
            if row.level == Level::Country {
            } else if named(self.sentences.get(&mention.sentence)) {
                score += 45;
                why.push(format!("the sentence names {}", country()));
            } else if named(self.paragraphs.get(&self.paragraph(mention.sentence))) {
                score += 30;
                why.push(format!("the paragraph names {}", country()));
            }
            let total: usize = self.all.values().sum();
            if row.level != Level::Country && total > 0 {
                score += (30 * self.all.get(code).copied().unwrap_or(0) / total) as i32;
            }
            score += self.near(mention, row, why);
        }
        score += self.grammar(mention, row);
        score - self.out_of_time(row)
    }

    /// The kind word of the mention, or the plural one of its list.
    fn kind(&self, mentions: &[Mention], at: usize) -> Option<(usize, bool)> {
        if let Some((kind, _)) = mentions[at].kind {
            return Some((kind, false));
        }
        self.list(mentions, at).find_map(|m| m.kind.filter(|(_, plural)| *plural)).map(|(kind, _)| (kind, true))
    }

    /// The mentions that stand in one list with `at`.
    fn list<'m>(&self, mentions: &'m [Mention], at: usize) -> impl Iterator<Item = &'m Mention> {
        let same = |a: usize| mentions[a].sentence == mentions[at].sentence && mentions[a].listed;
        let mut from = at;
        while from > 0 && same(from) {
            from -= 1;
        }
        let mut to = at + 1;
        while to < mentions.len() && same(to) {
            to += 1;
        }
        mentions[from..to].iter()
    }

    /// "Mondoro, cercle de Douentza", "Mondoro (Douentza, Mopti)": what holds it, told behind it.
    fn parents(&self, mentions: &[Mention], at: usize, row: &PlaceRow, why: &mut Vec<String>) -> i32 {
        if row.level == Level::Country {
            return 0;
        }
        let mut score = 0;
        for next in holders(mentions, at, self.text) {
            let rows = mentions[next].candidates.iter().map(|&holder| self.gazetteer.row(holder));
            let best = rows.map(|holder| (held(row, holder), holder)).max_by_key(|(held, _)| *held);
            let Some((held, holder)) = best.filter(|(held, _)| *held > 0) else { continue };
            why.push(match (held, holder.level) {
                (80, _) => format!("named with {}, which holds it", holder.name_en),
                (_, Level::Country) => format!("named with {}", holder.name_en),
                _ => format!("named with {}, which is near", holder.name_en),
            });
            // The first counts most; what holds a holder says little more.
            score = if score == 0 { held } else { score + held / 4 };
        }
        score
    }

    /// Divisions keep company with divisions.
    fn company(&self, mentions: &[Mention], at: usize, row: &PlaceRow, why: &mut Vec<String>) -> i32 {
        if !matches!(row.level, Level::Admin1 | Level::Admin2) || mentions[at].kind.is_some() {
            return 0;
        }
        let area = self.list(mentions, at).any(|m| {
            m.span != mentions[at].span
                && !m.candidates.is_empty()
                && m.candidates.iter().all(|&r| matches!(self.gazetteer.row(r).level, Level::Region))
        });
        let holds = self.list(mentions, at).any(|m| {
            m.candidates.iter().any(|&r| {
                let other = self.gazetteer.row(r);
                other.id != row.id
                    && (other.admin1.as_ref() == Some(&row.id) || other.admin2.as_ref() == Some(&row.id))
                    && other.name_en != mentions[at].site.clone().unwrap_or_default()
                    && mentions[at].apposed
                    && m.span.start < mentions[at].span.start
                    && !m.candidates.iter().any(|r| mentions[at].candidates.contains(r))
            })
        });
        match (area, holds) {
            (_, true) => {
                why.push("it holds the place named before it".into());
                40
            }
            (true, _) => {
                why.push("listed with areas".into());
                40
            }
            _ => 0,
        }
    }

    /// Other places of the paragraph that need no choice, the nearest.
    fn near(&self, mention: &Mention, row: &PlaceRow, why: &mut Vec<String>) -> i32 {
        if mention.candidates.len() < 2 || row.level == Level::Country {
            return 0;
        }
        let sure = self.sure.get(&self.paragraph(mention.sentence)).into_iter().flatten();
        let others = sure.filter(|(_, _, at)| !mention.candidates.contains(at));
        let far = others.map(|(lat, lon, at)| (kilometres((*lat, *lon), (row.lat, row.lon)), *at));
        let Some((km, at)) = far.min_by(|a, b| a.0.total_cmp(&b.0)) else { return 0 };
        let score = match km {
            ..30.0 => 40,
            ..70.0 => 30,
            ..150.0 => 20,
            _ => return 0,
        };
        why.push(format!("{} is near", self.gazetteer.row(at).name_en));
        score
    }

    /// Articles and prepositions: in some languages an article tells a division from a town.
    fn grammar(&self, mention: &Mention, row: &PlaceRow) -> i32 {
        let settlement = matches!(row.level, Level::Settlement | Level::Site);
        let mut score = 0;
        if self.words.article_means_area && mention.kind.is_none() {
            score += match (mention.article, settlement) {
                (true, true) => -40,
                _ => 0,
            };
        }
        if mention.preposition.as_deref().is_some_and(|p| self.words.town_prepositions.has(p)) && !mention.article {
            score += if settlement { 40 } else { 0 };
        }
        if mention.near || mention.site.is_some() {
            score += if row.level == Level::Settlement { 80 } else { 0 };
        }
        score
    }

    /// A division that did not exist when the document was published.
    fn out_of_time(&self, row: &PlaceRow) -> i32 {
        let Some(published) = &self.published else { return 0 };
        let after = row.to.as_ref().is_some_and(|to| published.as_str() > to.as_str());
        let before = row.from.as_ref().map(Edtf::as_str).is_some_and(|from| published.as_str() < from);
        if after || before { 50 } else { 0 }
    }

    /// Whether the document speaks of a country at all, or of none.
    pub(crate) fn speaks_of(&self, code: &str) -> bool {
        self.all.is_empty() || self.all.contains_key(code)
    }
}

/// Great-circle distance.
pub(crate) fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let h = ((q - p) / 2.0).sin().powi(2) + p.cos() * q.cos() * ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    12742.0 * h.sqrt().min(1.0).asin()
}
