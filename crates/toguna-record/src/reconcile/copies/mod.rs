//! Copied text: which document is another's words, so that a wire story printed by ten outlets is one voice (law 6).
//!
//! Two ways: sentences that share most of their shingles, found by MinHash and so without comparing all with all; and,
//! across languages, the same names, places and numbers in the same order.

mod sentences;
mod translation;

use std::collections::{BTreeMap, BTreeSet};

use super::steer::Steer;
use crate::rows::{ClaimedBy, DocumentRow, Evidence, Readings};
use sentences::{Fingerprint, Heard};

/// Which documents are whose words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Copies {
    /// For each document the one whose words it repeats; itself where it is its own.
    root: Vec<usize>,
    /// For each document how that is known.
    why: Vec<Alike>,
    links: Links,
    sentences: Vec<Vec<Fingerprint>>,
}

/// Pairs of documents of which one repeats the other, the lower index first, with how that is known.
pub(crate) type Links = BTreeMap<(usize, usize), Alike>;

/// How it is known that one document repeats another, the surest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Alike {
    #[default]
    Decided,
    SameSentences,
    Translated,
}

impl Alike {
    pub(crate) const ALL: [Alike; 3] = [Alike::Decided, Alike::SameSentences, Alike::Translated];

    /// In words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Alike::Decided => "a person's decision",
            Alike::SameSentences => "the same sentences",
            Alike::Translated => "the same names, places and numbers in the same order",
        }
    }
}

/// A mouth: a claimant, or a document whose words are its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    /// A named claimant, whoever prints it.
    Claimant(String),
    /// A document.
    Document(usize),
}

impl Copies {
    /// Compares the documents of these readings.
    pub(crate) fn of(readings: &Readings, steer: &Steer) -> Copies {
        let sentences: Vec<Vec<Fingerprint>> =
            readings.documents.iter().map(|document| sentences::fingerprints(&document.text)).collect();
        let mut links = Links::new();
        let mut link = |(a, b): (usize, usize), alike: Alike| {
            links.entry((a.min(b), a.max(b))).or_insert(alike);
        };
        steer.voices().for_each(|pair| link(pair, Alike::Decided));
        sentences::copied(&sentences).into_iter().for_each(|pair| link(pair, Alike::SameSentences));
        translation::translated(readings).into_iter().for_each(|pair| link(pair, Alike::Translated));
        Copies { sentences, ..Copies::linked(&readings.documents, links) }
    }

    /// The same from links that are known; sentences are not compared then.
    pub(crate) fn linked(documents: &[DocumentRow], links: Links) -> Copies {
        let mut of = BTreeMap::<usize, BTreeMap<usize, Alike>>::new();
        for (&(a, b), &alike) in &links {
            of.entry(a).or_default().insert(b, alike);
            of.entry(b).or_default().insert(a, alike);
        }
        let mut order: Vec<usize> = (0..documents.len()).collect();
        order.sort_by_key(|&at| (first_day(&documents[at]), at));
        let mut root: Vec<usize> = (0..order.len()).collect();
        let mut why = vec![Alike::default(); order.len()];
        let mut seen = vec![false; order.len()];
        for at in order {
            // Only a document that is its own words can be copied: one wrong link chains no strangers.
            let original =
                of.get(&at).and_then(|of| of.iter().find(|(other, _)| seen[**other] && root[**other] == **other));
            if let Some((&original, &how)) = original {
                (root[at], why[at]) = (original, how);
            }
            seen[at] = true;
        }
        Copies { root, why, links, sentences: Vec::new() }
    }

    /// Takes in what is known of more documents; `went` tells for each where it stands among all.
    pub(crate) fn join(&mut self, more: &Copies, went: &[usize], all: &[DocumentRow]) {
        let pair = |(&(a, b), &alike): (&(usize, usize), &Alike)| {
            let (a, b) = (went[a], went[b]);
            ((a.min(b), a.max(b)), alike)
        };
        self.links.extend(more.links.iter().map(pair));
        *self = Copies::linked(all, std::mem::take(&mut self.links));
    }

    /// Every pair of which one repeats the other.
    pub(crate) fn links(&self) -> &Links {
        &self.links
    }

    /// The document whose words a document repeats, and how that is known.
    pub(crate) fn original(&self, document: usize) -> Option<(usize, &'static str)> {
        let root = *self.root.get(document)?;
        (root != document).then(|| (root, self.why[document].words()))
    }

    /// Whose voice a telling is.
    pub(crate) fn voice(&self, at: &Evidence, claimed_by: &ClaimedBy) -> Voice {
        match &claimed_by.entity {
            Some(claimant) => Voice::Claimant(claimant.clone()),
            None => Voice::Document(self.root.get(at.document).copied().unwrap_or(at.document)),
        }
    }

    /// How many independent voices these tellings are: copied documents, and sentences copied into others, are one.
    pub(crate) fn voices<'a>(&self, told: impl IntoIterator<Item = (&'a Evidence, &'a ClaimedBy)>) -> usize {
        let (mut heard, mut voices) = (Heard::default(), BTreeSet::new());
        for (at, by) in told {
            let voice = self.voice(at, by);
            if voices.contains(&voice) {
                continue;
            }
            let sentence = self.sentence_of(at);
            if sentence.is_some_and(|sentence| heard.elsewhere(at.document, sentence)) {
                continue;
            }
            sentence.into_iter().for_each(|sentence| heard.add(at.document, sentence));
            voices.insert(voice);
        }
        voices.len()
    }

    /// The sentence that a quote stands in, where it is long enough to be told apart.
    fn sentence_of(&self, at: &Evidence) -> Option<&Fingerprint> {
        let (all, start) = (self.sentences.get(at.document)?, at.bytes.start as usize);
        let before = all.partition_point(|sentence| sentence.bytes.start <= start);
        all[..before].last().filter(|sentence| sentence.bytes.contains(&start))
    }
}

fn first_day(document: &DocumentRow) -> Option<jiff::civil::Date> {
    document.published.as_ref().and_then(|date| date.earliest())
}

#[cfg(test)]
mod tests {
    use super::*;
    use toguna_mark::Edtf;

    fn documents(texts: &[(&str, &str)]) -> Readings {
        let row = |(at, (text, day)): (usize, &(&str, &str))| DocumentRow {
            id: at.to_string(),
            name: format!("{at}.txt"),
            text: (*text).into(),
            sha256: String::new(),
            language: "en".into(),
            title: None,
            outlet: None,
            outlet_kind: None,
            url: None,
            published: Edtf::parse(day).ok(),
            published_from: "metadata".into(),
            dated: None,
            entered: String::new(),
        };
        Readings { documents: texts.iter().enumerate().map(row).collect(), ..Readings::default() }
    }

    const WIRE: &str = "The ferry company said on Monday that its boats would cross the lake twice a day from June. \
        Traders in the port had asked for the crossing since the bridge was closed for repairs last winter. \
        The mayor welcomed the news and promised a new pier before the rains begin.";

    #[test]
    fn a_story_printed_again_with_light_changes_is_a_copy_of_the_first() {
        let edited =
            WIRE.replace("said on Monday", "announced Monday").replace("welcomed the news", "praised the news");
        let own = "Fishers on the lake fear for their nets. They say that larger boats leave them no room near the \
            harbour, and that nobody asked them before the timetable was drawn up by the council.";
        let readings = documents(&[(&edited, "2030-05-03"), (WIRE, "2030-05-02"), (own, "2030-05-02")]);
        let copies = Copies::of(&readings, &Steer::default());
        assert_eq!(copies.original(0).map(|(root, _)| root), Some(1), "the earlier one is the original");
        assert_eq!((copies.original(1), copies.original(2)), (None, None));
    }

    #[test]
    fn two_reports_of_one_matter_in_own_words_are_no_copies() {
        let other = "Boats of the ferry company will go over the lake two times daily, starting in June, it was made \
            known on Monday. A pier is to be built. Merchants are glad, for the bridge has been shut for months.";
        let copies = Copies::of(&documents(&[(WIRE, "2030-05-02"), (other, "2030-05-03")]), &Steer::default());
        assert_eq!(copies.original(1), None);
    }
}
