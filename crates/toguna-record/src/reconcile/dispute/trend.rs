//! Better in one document, worse in another.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use toguna_code::Status;

use super::against::contradicted;
use super::{Draft, Matter};
use crate::findings::{DisputeKind, DisputeRow, Position};
use crate::phrase::{self, Part};
use crate::reconcile::fold::{fold, long_words, share_word};
use crate::reconcile::place::{Lie, closest};
use crate::rows::{ClaimedBy, FactRow, PlaceRow};
use crate::when::day_number;

/// What was getting better may be getting worse so many days later.
const ABOUT: i32 = 366;

/// The two directions that a fact `trend` has, in the contract's own words.
const OPPOSITES: [(&str, &str); 3] = [("improving", "worsening"), ("increasing", "decreasing"), ("rising", "falling")];

pub(super) fn disputes(matter: &Matter<'_>, found: &mut Vec<DisputeRow>) {
    let trends: Vec<&FactRow> = matter
        .readings
        .facts
        .iter()
        .filter(|fact| fact.predicate == "trend" && fact.status != Status::Denied)
        .collect();
    let topics: Vec<Topic<'_>> = trends.iter().map(|fact| Topic::of(matter, fact)).collect();
    let about = About::of(&topics);
    let voices = Voices::of(&trends);
    let mut taken = vec![false; trends.len()];
    for at in 0..trends.len() {
        if taken[at] {
            continue;
        }
        let same = about.same(&topics[at]);
        if !any_opposed(same.iter().map(|&other| topics[other].direction.as_str())) {
            continue;
        }
        let group: Vec<usize> = same
            .into_iter()
            .filter(|&other| other >= at && !taken[other] && topics[at].one_subject(&topics[other]))
            .collect();
        let told: Vec<(&str, Option<usize>)> =
            group.iter().map(|&at| (topics[at].direction.as_str(), Some(voices.of_fact(trends[at])))).collect();
        let contradicted = contradicted(&told, |x, y| opposite(x, y));
        let disputed: Vec<usize> =
            group.into_iter().zip(contradicted).filter(|(_, so)| *so).map(|(at, _)| at).collect();
        if disputed.is_empty() {
            continue;
        }
        disputed.iter().for_each(|&at| taken[at] = true);
        let row = |&at: &usize| Position {
            at: trends[at].at.clone(),
            value: trends[at].object.text.clone(),
            claimed_by: trends[at].claimed_by.clone(),
        };
        found.push(
            Draft {
                about: phrase::BETTER.say([match trends[at].qualifier.as_deref() {
                    Some(topic) => Part::term(topic),
                    None => matter.name(&trends[at].subject.text).into(),
                }]),
                kind: DisputeKind::Trend,
                rule: phrase::BETTER_OR_WORSE.into(),
                event: None,
                entities: subjects(&disputed, &trends),
                rows: disputed.iter().map(row).collect(),
            }
            .done(matter),
        );
    }
}

fn subjects(disputed: &[usize], trends: &[&FactRow]) -> Vec<String> {
    let subjects = disputed.iter().map(|&at| &trends[at].subject).filter(|side| side.is_entity);
    let mut ids: Vec<String> = subjects.map(|side| side.text.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Who tells trends: the writer of each document, and those whom it names beside.
struct Voices<'a>(HashMap<(usize, &'a ClaimedBy), usize>);

impl<'a> Voices<'a> {
    fn of(trends: &[&'a FactRow]) -> Voices<'a> {
        let mut voices = HashMap::new();
        for fact in trends {
            let next = voices.len();
            voices.entry((fact.at.document, &fact.claimed_by)).or_insert(next);
        }
        Voices(voices)
    }

    fn of_fact(&self, fact: &FactRow) -> usize {
        self.0[&(fact.at.document, &fact.claimed_by)]
    }
}

/// What a trend is told of, looked up once.
struct Topic<'a> {
    fact: &'a FactRow,
    direction: String,
    words: Vec<String>,
    places: Vec<&'a PlaceRow>,
    /// The day on which its document speaks.
    told: Option<Date>,
}

impl<'a> Topic<'a> {
    fn of(matter: &'a Matter<'_>, fact: &'a FactRow) -> Topic<'a> {
        let direction = fold(&fact.object.text);
        let words = long_words(&fact.subject.text);
        let told = matter.readings.document(&fact.at).published.as_ref().and_then(|date| date.latest());
        Topic { fact, direction, words, places: matter.places_beside(&fact.at), told }
    }

    /// Whether two facts speak of one matter (the same topic or actor, or words of which a long one is shared), not of
    /// places far apart, and of about the same time.
    fn one_subject(&self, other: &Topic<'_>) -> bool {
        let (a, b) = (self.fact, other.fact);
        let topic = a.qualifier.is_some() && a.qualifier == b.qualifier;
        let days = self.told.zip(other.told).map_or(0, |(a, b)| (day_number(a) - day_number(b)).abs());
        days <= ABOUT
            && (topic || a.subject == b.subject || share_word(&self.words, &other.words))
            && closest(self.places.iter().copied(), other.places.iter().copied()) != Some(Lie::Apart)
    }

    /// Keys of which two facts of one matter share one: two forms of a word begin alike.
    fn keys(&self) -> impl Iterator<Item = String> {
        let beginning = |word: &String| format!("word {}", word.chars().take(4).collect::<String>());
        let topic = self.fact.qualifier.iter().map(|topic| format!("topic {topic}"));
        let subject = format!("subject {}", self.fact.subject.text);
        topic.chain(self.words.iter().map(beginning)).chain([subject])
    }
}

/// Trends by what they are about.
struct About(HashMap<String, Vec<usize>>);

impl About {
    fn of(topics: &[Topic<'_>]) -> About {
        let mut about = HashMap::<String, Vec<usize>>::new();
        for (at, topic) in topics.iter().enumerate() {
            topic.keys().for_each(|key| about.entry(key).or_default().push(at));
        }
        About(about)
    }

    fn same(&self, topic: &Topic<'_>) -> BTreeSet<usize> {
        topic.keys().filter_map(|key| self.0.get(&key)).flatten().copied().collect()
    }
}

fn any_opposed<'t>(directions: impl Iterator<Item = &'t str>) -> bool {
    let directions: BTreeSet<&str> = directions.collect();
    directions.iter().any(|x| directions.iter().any(|y| opposite(x, y)))
}

fn opposite(x: &str, y: &str) -> bool {
    OPPOSITES.iter().any(|(p, q)| (x == *p && y == *q) || (x == *q && y == *p))
}
